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

/// Opaque colours of one block of `tokens.css`, by name.
fn tokens(css: &str, selector: &str) -> Vec<(String, [f64; 3])> {
    let from = css.find(&format!("{selector} {{")).unwrap_or_else(|| panic!("tokens.css has no {selector}"));
    let block = &css[from..from + css[from..].find("\n}").unwrap()];
    let colour = |value: &str| {
        let digits = value.strip_prefix('#')?;
        let wide: String =
            if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
        let part = |at: usize| Some(f64::from(u8::from_str_radix(wide.get(at..at + 2)?, 16).ok()?) / 255.0);
        Some([part(0)?, part(2)?, part(4)?])
    };
    let all = declarations(&format!("{block}\n}}")).into_iter();
    all.filter_map(|(_, name, value)| Some((name, colour(&value)?))).collect()
}

/// Contrast of two colours by WCAG 2.2, from 1 to 21.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let light = |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Text and the grounds it stands on.
const PAIRS: [(&str, &str); 13] = [
    ("ink", "paper card wash accent-2 brand-2"),
    ("ink-2", "paper card wash accent-2"),
    ("ink-3", "card"),
    ("brand", "paper card wash brand-2"),
    ("on-brand", "brand ink"),
    ("accent", "card wash accent-2"),
    ("ok", "ok-2 card"),
    ("warn", "warn-2"),
    ("bad", "bad-2 card"),
    ("on-synthetic", "synthetic"),
    ("ink-2", "warn-2 bad-2 ok-2 brand-2"),
    ("brand", "accent-2"),
    ("card", "ink"),
];

#[test]
fn every_theme_has_contrast_enough() {
    let css = read(&root().join("style/tokens.css"));
    let light = tokens(&css, ":root");
    let of = |own: &[(String, [f64; 3])], name: &str| {
        let name = format!("--{name}");
        let found = own.iter().chain(&light).find(|(known, _)| *known == name);
        found.unwrap_or_else(|| panic!("no token {name}")).1
    };
    let mut breaches = Vec::new();
    // A projector in a light room halves what contrast there is: it needs the enhanced level.
    for (theme, least, graphic) in [(":root", 4.5, 1.9), (":root[data-theme=\"projector\"]", 7.0, 2.9)] {
        let own = tokens(&css, theme);
        for (text, grounds) in PAIRS {
            for ground in grounds.split(' ') {
                let found = contrast(of(&own, text), of(&own, ground));
                if found < least {
                    breaches.push(format!("{theme}: {text} on {ground} is {found:.2}, less than {least}"));
                }
            }
        }
        for at in 1..=6 {
            let found = contrast(of(&own, &format!("d{at}")), of(&own, "card"));
            if found < graphic {
                breaches.push(format!("{theme}: d{at} on card is {found:.2}, less than {graphic}"));
            }
        }
    }
    none(breaches);
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([0.4667; 3], [1.0; 3]) - 4.48).abs() < 0.01);
}
