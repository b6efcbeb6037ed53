//! نقشه: the areas shaded by a measure, one map or two side by side, with legend, table and what is marked.

mod controls;
mod desk;
mod legend;
mod marked;
mod pane;
mod pointer;
mod save;
mod sheet;
mod table;
mod tools;
mod touches;
pub mod whole;

use leptos::prelude::*;

use controls::{MapControls, MapNothing};
use desk::Desk;
use legend::MapLegend;
use marked::MarkedBar;
use pane::MapPane;
use table::MapTable;

use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::use_state;
use crate::ui::widgets::{Chips, Problems};
use crate::view::help;

/// The map place.
#[component]
pub fn MapPlace() -> impl IntoView {
    let state = use_state();
    let desk = Desk::new(state);
    let has_map = whole::has_map(state);
    let fine = Memo::new(move |_| state.case().is_some());
    let name = move |at: usize| {
        let (case, words) = (state.case()?, state.words());
        Some(desk.panes[at].choice.get().measure.label(&case, words))
    };
    let title = move || match desk.panes[0].view.get() {
        _ if desk.two.get() => {
            let [one, other] = [0, 1].map(|at| name(at).unwrap_or_default());
            Some(state.words().fill(Msg::MapTwoTitle, &[("one", &one), ("other", &other)]))
        }
        Some(view) => Some(view.title.clone()),
        None => name(0),
    };
    view! {
        <div class="with-side" data-testid="map">
            <section class="card map-card">
                <div class="head">
                    <div class="titled"><h1>{title}</h1><Help topic=&help::MAP/></div>
                    <Chips/>
                </div>
                <div class="body">
                    <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                        <Show when=move || has_map.get() fallback=move || view! {
                            <p class="empty" data-testid="no-map">{move || state.words().say(Msg::MapNone)}</p>
                        }>
                            <div class="map-panes" class:two=move || desk.two.get()>
                                {pane(desk, 0)}
                                <Show when=move || desk.two.get()>{pane(desk, 1)}</Show>
                            </div>
                            <MarkedBar/>
                        </Show>
                    </Show>
                </div>
            </section>
            <aside class="card side map-side">
                <label class="option screen-only">
                    <input type="checkbox" data-testid="map-two" prop:checked=move || desk.two.get()
                        on:change=live(move |event| desk.two.set(event_target_checked(&event)))/>
                    <span>{move || state.words().say(Msg::MapTwo)}</span>
                </label>
                {side(desk, 0)}
                <Show when=move || desk.two.get()>{side(desk, 1)}</Show>
                <MapTable desk=desk/>
            </aside>
        </div>
    }
}

/// A map, or why there is none.
fn pane(desk: Desk, at: usize) -> AnyView {
    let shown = Memo::new(move |_| desk.panes[at].view.read().is_some());
    view! {
        <Show when=move || shown.get() fallback=move || view! { <MapNothing pane=desk.panes[at]/> }>
            <MapPane desk=desk at=at/>
        </Show>
    }
    .into_any()
}

/// What a map shows, and its legend.
fn side(desk: Desk, at: usize) -> AnyView {
    let (label, testid) = [(Msg::MapMeasure, "map-measure"), (Msg::MapSecond, "map-measure-2")][at];
    view! {
        <section class="map-choice">
            <MapControls pane=desk.panes[at] label=label testid=testid/>
            <MapLegend desk=desk pane=desk.panes[at]/>
        </section>
    }
    .into_any()
}
