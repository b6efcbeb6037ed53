//! The colours of the style sheet for charts.

use crate::chart::{Rgb, Theme};
use crate::web::page;

/// The colours of the style sheet, so that charts and page cannot drift apart.
pub fn theme() -> Theme {
    let colour =
        |name: &str, or: Rgb| page::css_variable(name).and_then(|text| parse_colour(&text)).unwrap_or(or);
    let light = Theme::LIGHT;
    Theme {
        paper: colour("--paper", light.paper),
        card: colour("--card", light.card),
        ink: colour("--ink", light.ink),
        ink_2: colour("--ink-2", light.ink_2),
        ink_3: colour("--ink-3", light.ink_3),
        line: colour("--line", light.line),
        line_2: colour("--line-2", light.line_2),
        brand: colour("--brand", light.brand),
        brand_2: colour("--brand-2", light.brand_2),
        accent: colour("--accent", light.accent),
        accent_2: colour("--accent-2", light.accent_2),
        ok: colour("--ok", light.ok),
        series: std::array::from_fn(|at| colour(&format!("--d{}", at + 1), light.series[at])),
        stroke: page::css_variable("--stroke").and_then(|text| text.parse().ok()).unwrap_or(light.stroke),
    }
}

/// Reads `#rrggbb` or `#rgb`.
fn parse_colour(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    let wide: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let part = |at: usize| u8::from_str_radix(wide.get(at..at + 2)?, 16).ok();
    Some(Rgb(part(0)?, part(2)?, part(4)?))
}
