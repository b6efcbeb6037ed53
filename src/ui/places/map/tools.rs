//! Buttons on a map: zoom, and the tool in hand.

use leptos::prelude::*;

use super::desk::Tool;
use super::pane::Sheet;
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
        ("tool-move", "✥", Msg::MapModePan, Tool::Move),
        ("tool-rectangle", "▭", Msg::MapModeRect, Tool::Rectangle),
        ("tool-lasso", "➰", Msg::MapModeLasso, Tool::Lasso),
    ];
    let tool = move |(testid, sign, key, own): (&'static str, &'static str, Msg, Tool)| {
        let pressed = move || (sheet.desk.tool.get() == own).to_string();
        view! {
            <button class="icon" data-testid=testid aria-pressed=pressed on:click=move |_| sheet.desk.tool.set(own)
                aria-label=say(key) title=say(key)>{sign}</button>
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
