//! The rules of the style sheets: colours by name, directions by meaning, test identifiers for tests alone.

use super::{at, none, read, relative, root, with_extension, words};

const COLOUR_FUNCTIONS: [&str; 10] =
    ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
const COLOUR_NAMES: &str = "black white red green blue gray grey silver maroon purple fuchsia lime olive yellow \
    navy teal aqua orange brown pink gold cyan magenta crimson coral indigo ivory khaki salmon tan tomato violet \
    beige lightgray lightgrey darkgray darkgrey whitesmoke gainsboro";

/// Declarations of a style sheet with their lines: name and value.
fn declarations(css: &str) -> Vec<(usize, String, String)> {
    let (mut found, mut line, mut part, mut comment) = (Vec::new(), 1, String::new(), false);
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        line += usize::from(c == '\n');
        if rest.starts_with(if comment { "*/" } else { "/*" }) {
            comment = !comment;
            rest = &rest[2..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            _ if comment => {}
            '{' => part.clear(),
            ';' | '}' => {
                if let Some((name, value)) = part.split_once(':') {
                    found.push((line, name.trim().to_owned(), value.trim().to_owned()));
                }
                part.clear();
            }
            _ => part.push(c),
        }
    }
    found
}

fn raw_colour(value: &str) -> bool {
    let hex = value.split('#').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_hexdigit()));
    let named = COLOUR_NAMES.split_whitespace().any(|name| words(value, name).next().is_some());
    hex || named || COLOUR_FUNCTIONS.iter().any(|function| value.contains(function))
}

/// Left and right where start and end are meant; above and below are the same in every script used here.
fn physical(name: &str, value: &str) -> bool {
    let side = |word: &str| word == "left" || word == "right";
    let of_side = name.split('-').any(side) && !name.starts_with("--");
    let to_side = ["text-align", "float", "clear", "justify-content", "justify-self"].contains(&name)
        && value.split_whitespace().any(side);
    let sides: Vec<&str> = value.split_whitespace().collect();
    let four = ["margin", "padding", "inset", "border-width", "border-style", "border-color"].contains(&name)
        && sides.len() == 4
        && sides[1] != sides[3];
    of_side || to_side || four
}

#[test]
fn breaches_of_the_rules_would_be_seen() {
    let css = "/* left: 1px; */ a:hover { color: #fff; margin: 0 1px 0 2px }\nb { padding-left: 1px; text-align: left; }";
    let found = declarations(css);
    assert_eq!(found.len(), 4);
    assert_eq!(found[2], (2, "padding-left".to_owned(), "1px".to_owned()));
    assert!(raw_colour(&found[0].2) && raw_colour("1px solid red") && raw_colour("hsl(1 2% 3%)"));
    assert!(!raw_colour("var(--ok-2)") && !raw_colour("white-space") && !raw_colour("url(#x)"));
    assert!(found[1..].iter().all(|(_, name, value)| physical(name, value)));
    assert!(!physical("inset-inline-start", "1px") && !physical("padding", "0 1px 2px 1px"));
}

#[test]
fn colours_are_named_in_one_place() {
    // The loading state is shown before the tokens have arrived.
    let own = ["style/tokens.css", "style/boot.css"];
    let sheets =
        with_extension("style", "css").into_iter().filter(|path| !own.contains(&relative(path).as_str()));
    let mut breaches = Vec::new();
    for path in sheets {
        for (line, name, value) in declarations(&read(&path)) {
            if raw_colour(&value) {
                breaches.push(at(&path, line, format!("{name}: {value}")));
            }
        }
    }
    none(breaches);
}

#[test]
fn directions_are_those_of_the_script() {
    let mut breaches = Vec::new();
    for path in with_extension("style", "css") {
        for (line, name, value) in declarations(&read(&path)) {
            if physical(&name, &value) {
                breaches.push(at(&path, line, format!("{name}: {value}")));
            }
        }
    }
    // Tips over a canvas stand where the pointer is: its box is left-to-right in either language.
    for path in with_extension("src/ui", "rs").into_iter().filter(|path| !path.ends_with("ui/canvas.rs")) {
        for (line, text) in read(&path).lines().enumerate() {
            if text.contains("style:left") || text.contains("style:right") {
                breaches.push(at(&path, line + 1, "a physical direction"));
            }
        }
    }
    none(breaches);
}

#[test]
fn test_identifiers_are_for_tests() {
    let styled = with_extension("style", "css").into_iter().filter(|path| read(path).contains("data-testid"));
    none(styled.map(|path| at(&path, 1, "styles by data-testid")));
    assert!(root().join("style/tokens.css").is_file());
}
