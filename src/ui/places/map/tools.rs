//! Buttons on a map: zoom, and the tool in hand.

use leptos::prelude::*;

use super::desk::Tool;
use super::sheet::Sheet;
use crate::text::Msg;
use crate::ui::state::use_state;

/// Zoom buttons and tools over a map.
#[component]
pub fn ZoomTools(sheet: Sheet) -> impl IntoView {
    let state = use_state();
    let say = move |key: Msg| move || state.words().say(key);
    let zooms = [
        ("zoom-in", "+", Msg::MapZoomIn, Some(1.5)),
        ("zoom-out", "−", Msg::MapZoomOut, Some(1.0 / 1.5)),
        ("zoom-reset", "⤢", Msg::MapReset, None),
    ];
    let zoom = move |(testid, sign, key, factor): (&'static str, &'static str, Msg, Option<f64>)| {
        let act = move |_| match factor {
            Some(factor) => sheet.zoom(factor),
            None => sheet.desk.look(None),
        };
        view! { <button class="icon" data-testid=testid on:click=act aria-label=say(key) title=say(key)>{sign}</button> }
    };
    let tools = [
        (
            "tool-move",
            "M9 1v16M1 9h16M9 1 6.5 3.5M9 1l2.5 2.5M9 17l-2.5-2.5M9 17l2.5-2.5M1 9l2.5-2.5M1 9l2.5 2.5M17 9l-2.5-2.5M17 9l-2.5 2.5",
            Msg::MapModePan,
            Tool::Move,
        ),
        (
            "tool-rectangle",
            "M2 4h3M7.5 4h3M13 4h3v3M16 9v2M16 13v1h-3M10.5 14h-3M5 14H2v-1M2 11V9M2 7V4",
            Msg::MapModeRect,
            Tool::Rectangle,
        ),
        (
            "tool-lasso",
            "M6 12C3 11.5 1.5 9.8 1.5 7.5 1.5 4.5 4.8 2 9 2s7.5 2.5 7.5 5.5S13.2 13 9 13c-.6 0-1.2 0-1.8-.1M6 12a1.8 1.8 0 1 1-1.6 2.6M6 12c1.5.8 1.5 3-.5 5",
            Msg::MapModeLasso,
            Tool::Lasso,
        ),
    ];
    let tool = move |(testid, path, key, own): (&'static str, &'static str, Msg, Tool)| {
        let pressed = move || (sheet.desk.tool.get() == own).to_string();
        view! {
            <button class="icon" data-testid=testid aria-pressed=pressed on:click=move |_| sheet.desk.tool.set(own)
                aria-label=say(key) title=say(key)>
                <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true"><path d=path fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/></svg>
            </button>
        }
    };
    view! {
        <div class="map-tools">
            {zooms.map(zoom).into_iter().collect_view()}
            <div class="map-gap"></div>
            {tools.map(tool).into_iter().collect_view()}
        </div>
    }
}
