//! A drawing as a person reviews it: one line for each run of marks of a kind, with whole pixels, instead of an SVG element for each.

/// A longer run of lines is told by its box: these are the dashes of one line, or a grid.
const MOST_LINES: usize = 8;

/// The marks of an SVG in their order. What follows each other in the same kind and look stands on one line; a shape is told by
/// its box and the number of its points, `=` is the shape before once more, and text written again is told by its place alone.
pub fn sketch(svg: &str) -> String {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for element in svg.split('<').skip(1).filter(|own| !own.starts_with('/')) {
        let (tag, content) = element.split_once('>').unwrap_or((element, ""));
        let (kind, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag, ""));
        let (head, place) = mark(kind, &Attributes(attributes), content.trim());
        match lines.last_mut() {
            Some((own, places)) if *own == head => places.push(place),
            Some((_, places)) if kind == "polyline" && places.last() == Some(&place) => {
                lines.push((head, vec!["=".to_owned()]));
            }
            _ => lines.push((head, vec![place])),
        }
    }
    lines.into_iter().map(|(head, places)| format!("{head}: {}\n", run(&head, &places))).collect()
}

/// The places of marks of one look.
fn run(head: &str, places: &[String]) -> String {
    if head.starts_with("line") && places.len() > MOST_LINES {
        let ends = places.iter().flat_map(|own| own.split('–')).collect::<Vec<_>>().join(" ");
        return format!("{} within {}", places.len(), shape(&ends));
    }
    let content = |place: &str| place.split_once(' ').map(|own| own.1.to_owned());
    let told = places.iter().enumerate().map(|(at, place)| {
        let before = at.checked_sub(1).and_then(|before| content(&places[before]));
        let is_again = before.is_some() && before == content(place);
        if is_again { place.split(' ').next().unwrap_or_default() } else { place.as_str() }
    });
    told.collect::<Vec<_>>().join(" ")
}

struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    fn get(&self, name: &str) -> &'a str {
        let start = format!(" {name}=\"");
        // A space before the first one too, so that `x` is never found in `cx`.
        let at = if self.0.starts_with(&start[1..]) {
            Some(start.len() - 1)
        } else {
            self.0.find(&start).map(|at| at + start.len())
        };
        at.and_then(|at| self.0[at..].split('"').next()).unwrap_or_default()
    }

    /// A number in whole pixels.
    fn px(&self, name: &str) -> i64 {
        self.get(name).parse::<f64>().unwrap_or_default().round() as i64
    }

    /// Colours and widths of the mark, without what says nothing.
    fn look(&self) -> String {
        let (fill, stroke, opacity) = (self.get("fill"), self.get("stroke"), self.get("opacity"));
        let is_there = |colour: &str| !["", "none"].contains(&colour);
        let mut look = String::new();
        if is_there(fill) {
            look += &format!(" {fill}");
        }
        if is_there(stroke) {
            look += &format!(" stroke {stroke} {}", self.get("stroke-width"));
        }
        if !["", "1"].contains(&opacity) {
            look += &format!(" opacity {opacity}");
        }
        look.trim_end().to_owned()
    }
}

/// What a mark is, and where.
fn mark(kind: &str, own: &Attributes, content: &str) -> (String, String) {
    let look = own.look();
    let head = format!("{kind}{look}");
    match kind {
        "svg" => (head, format!("{}×{}", own.px("width"), own.px("height"))),
        "rect" => {
            let (x, y, width, height) = (own.px("x"), own.px("y"), own.px("width"), own.px("height"));
            (head, format!("{x},{y}+{width}×{height}"))
        }
        "circle" => (format!("{head} r {}", own.get("r")), format!("{},{}", own.px("cx"), own.px("cy"))),
        "line" => (head, format!("{},{}–{},{}", own.px("x1"), own.px("y1"), own.px("x2"), own.px("y2"))),
        "polygon" | "polyline" => (head, shape(own.get("points"))),
        "text" => {
            let weight = if own.get("font-weight").is_empty() { "" } else { " bold" };
            let turned = own.get("transform");
            let turned = if turned.is_empty() { String::new() } else { format!(" {turned}") };
            let look = format!("{head}{weight} {} px {}", own.px("font-size"), own.get("text-anchor"));
            (look, format!("{},{}{turned} «{content}»", own.px("x"), own.px("y")))
        }
        _ => (head, own.0.to_owned()),
    }
}

/// The box around points, and how many they are.
fn shape(points: &str) -> String {
    let points: Vec<(i64, i64)> = points
        .split_whitespace()
        .filter_map(|point| {
            let (x, y) = point.split_once(',')?;
            Some((x.parse::<f64>().ok()?.round() as i64, y.parse::<f64>().ok()?.round() as i64))
        })
        .collect();
    let range = |each: &dyn Fn(&(i64, i64)) -> i64| {
        let all = || points.iter().map(each);
        (all().min().unwrap_or_default(), all().max().unwrap_or_default())
    };
    let ((left, right), (top, bottom)) = (range(&|own| own.0), range(&|own| own.1));
    format!("{left},{top}–{right},{bottom}({})", points.len())
}

#[test]
fn marks_of_one_look_stand_on_one_line() {
    let svg = "<svg width=\"20\" height=\"10\">\n\
        <line opacity=\"1\" stroke=\"#111111\" stroke-width=\"1\" x1=\"1\" y1=\"2\" x2=\"3.6\" y2=\"4\"/>\n\
        <line opacity=\"1\" stroke=\"#111111\" stroke-width=\"1\" x1=\"5\" y1=\"2\" x2=\"7\" y2=\"4\"/>\n\
        <circle cx=\"5\" cy=\"6\" r=\"3\" opacity=\"0.5\" fill=\"#222222\" stroke=\"none\"/>\n\
        <polygon opacity=\"1\" fill=\"#333333\" points=\"1,2 9,2 9,8 \"/>\n\
        <text x=\"4\" y=\"5\" text-anchor=\"end\" font-size=\"9.3\" opacity=\"1\" fill=\"#444444\">\nمحله\n</text>\n\
        <text x=\"5\" y=\"5\" text-anchor=\"end\" font-size=\"9.3\" opacity=\"1\" fill=\"#444444\">\nمحله\n</text>\n</svg>";
    let expected = "svg: 20×10\nline stroke #111111 1: 1,2–4,4 5,2–7,4\ncircle #222222 opacity 0.5 r 3: 5,6\n\
        polygon #333333: 1,2–9,8(3)\ntext #444444 9 px end: 4,5 «محله» 5,5\n";
    assert_eq!(sketch(svg), expected);
}
