//! Small parts of the page that change many times a second: said as plain values, and written into the document where
//! they differ from what stands there.
//!
//! A view that the framework draws anew takes every attribute off and puts it on again, and the browser computes the style
//! of each element for that. A row of a table whose number changed has one text written here, and nothing else.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, Node, SvgElement};

/// What may stand inside an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// An element.
    Tag(Tag),
}

/// An element with what it bears and holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    styles: Vec<(&'static str, String)>,
    checked: Option<bool>,
    inside: Vec<Piece>,
}

/// An element without attributes.
pub fn tag(name: &'static str) -> Tag {
    Tag { name, attributes: Vec::new(), styles: Vec::new(), checked: None, inside: Vec::new() }
}

impl Tag {
    /// With an attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute where there is a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With its classes, separated by spaces.
    #[must_use]
    pub fn class(self, names: impl Into<String>) -> Self {
        self.with("class", names)
    }

    /// With a property of its style, which the policy of the page allows where it forbids the attribute.
    #[must_use]
    pub fn style(mut self, name: &'static str, value: String) -> Self {
        self.styles.push((name, value));
        self
    }

    /// A box that is ticked or not.
    #[must_use]
    pub fn checked(mut self, is: bool) -> Self {
        self.checked = Some(is);
        self
    }

    /// With words at the end.
    #[must_use]
    pub fn text(mut self, words: impl Into<String>) -> Self {
        self.inside.push(Piece::Text(words.into()));
        self
    }

    /// With elements at the end.
    #[must_use]
    pub fn inside(mut self, tags: impl IntoIterator<Item = Self>) -> Self {
        self.inside.extend(tags.into_iter().map(Piece::Tag));
        self
    }
}

/// Whether words that only a resting reader meets (tooltips, names for screen readers) are written too. While something
/// moves they may stay those of the moment before: they are half of the work, and nobody can read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hints {
    /// All is written.
    Now,
    /// They stay until the next writing that has them written.
    Later,
}

const HINTS: [&str; 2] = ["title", "aria-label"];

/// What stands in the document: nodes and what was last written into them.
#[derive(Debug, Default)]
pub struct Written(Vec<Standing>);

#[derive(Debug)]
struct Standing {
    node: Node,
    /// Without what is inside it.
    piece: Piece,
    inside: Written,
}

impl Written {
    /// Writes tags as the children of an element that nobody else writes into: what was there is kept, and only what
    /// differs is touched. A node that the document refuses is left out.
    pub fn write(&mut self, parent: &Element, wanted: impl IntoIterator<Item = Tag>, hints: Hints) {
        if let Some(document) = parent.owner_document() {
            self.update((&document, parent), wanted.into_iter().map(Piece::Tag).collect(), hints);
        }
    }

    fn update(&mut self, at: (&Document, &Node), wanted: Vec<Piece>, hints: Hints) {
        for gone in self.0.drain(wanted.len().min(self.0.len())..) {
            let _ = at.1.remove_child(&gone.node);
        }
        let n_kept = self.0.len();
        let mut wanted = wanted.into_iter();
        for (standing, piece) in self.0.iter_mut().zip(wanted.by_ref().take(n_kept)) {
            if let Some(piece) = standing.take(at.0, piece, hints)
                && let Some(made) = Standing::new(at.0, piece)
            {
                let _ = at.1.replace_child(&made.node, &standing.node);
                *standing = made;
            }
        }
        for made in wanted.filter_map(|piece| Standing::new(at.0, piece)) {
            let _ = at.1.append_child(&made.node);
            self.0.push(made);
        }
    }
}

impl Standing {
    fn new(document: &Document, piece: Piece) -> Option<Self> {
        match piece {
            Piece::Text(words) => {
                let node = document.create_text_node(&words).into();
                Some(Self { node, piece: Piece::Text(words), inside: Written::default() })
            }
            Piece::Tag(wanted) => {
                let element = create(document, wanted.name)?;
                let bare = Piece::Tag(tag(wanted.name));
                let mut standing = Self { node: element.into(), piece: bare, inside: Written::default() };
                standing.take(document, Piece::Tag(wanted), Hints::Now);
                Some(standing)
            }
        }
    }

    /// Becomes a piece of its own kind; one of another kind is given back.
    fn take(&mut self, document: &Document, piece: Piece, hints: Hints) -> Option<Piece> {
        match (&mut self.piece, piece) {
            (Piece::Text(before), Piece::Text(words)) => {
                if *before != words {
                    self.node.set_node_value(Some(&words));
                    *before = words;
                }
                None
            }
            (Piece::Tag(before), Piece::Tag(mut wanted)) if before.name == wanted.name => {
                let inside = std::mem::take(&mut wanted.inside);
                if hints == Hints::Later {
                    keep_hints(before, &mut wanted);
                }
                if let Some(element) = self.node.dyn_ref::<Element>() {
                    bear(element, before, &wanted);
                }
                *before = wanted;
                self.inside.update((document, &self.node), inside, hints);
                None
            }
            (_, other) => Some(other),
        }
    }
}

fn create(document: &Document, name: &str) -> Option<Element> {
    match name {
        "svg" | "path" => document.create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok(),
        _ => document.create_element(name).ok(),
    }
}

/// Gives a tag the hints that stand there already.
fn keep_hints(before: &Tag, wanted: &mut Tag) {
    for (name, value) in wanted.attributes.iter_mut().filter(|own| HINTS.contains(&own.0)) {
        if let Some(old) = before.attributes.iter().find(|own| own.0 == *name) {
            value.clone_from(&old.1);
        }
    }
}

/// Makes an element bear the attributes, styles and tick of the one instead of the other's.
fn bear(element: &Element, before: &Tag, wanted: &Tag) {
    let gone = |name: &str, wanted: &[(&str, String)]| wanted.iter().all(|own| own.0 != name);
    for (name, value) in changed(&before.attributes, &wanted.attributes) {
        let _ = element.set_attribute(name, value);
    }
    for (name, _) in before.attributes.iter().filter(|own| gone(own.0, &wanted.attributes)) {
        let _ = element.remove_attribute(name);
    }
    let style = element
        .dyn_ref::<HtmlElement>()
        .map(HtmlElement::style)
        .or_else(|| element.dyn_ref::<SvgElement>().map(SvgElement::style));
    if let Some(style) = style.filter(|_| before.styles != wanted.styles) {
        for (name, value) in changed(&before.styles, &wanted.styles) {
            let _ = style.set_property(name, value);
        }
        for (name, _) in before.styles.iter().filter(|own| gone(own.0, &wanted.styles)) {
            let _ = style.remove_property(name);
        }
    }
    // A click ticks the box by itself, so what was last written may no longer stand there.
    if let (Some(is), Some(input)) = (wanted.checked, element.dyn_ref::<HtmlInputElement>())
        && input.checked() != is
    {
        input.set_checked(is);
    }
}

/// What of a list is not the same in the one before.
fn changed<'a>(
    before: &'a [(&'static str, String)],
    wanted: &'a [(&'static str, String)],
) -> impl Iterator<Item = (&'static str, &'a str)> {
    wanted.iter().filter(|own| !before.contains(own)).map(|own| (own.0, own.1.as_str()))
}
