//! The map as a table, with a box to mark each area: what the lasso does, without a pointer.

use leptos::prelude::*;

use super::desk::{Desk, source};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::ui::widgets::AreaLink;
use crate::view::map_order;

/// How many rows the table beside the map shows.
const ROWS: usize = 200;

/// The values of the map, or of both maps, the neediest first.
#[component]
pub fn MapTable(desk: Desk) -> impl IntoView {
    let state = use_state();
    let order = Memo::new(move |_| desk.panes[0].view.get().map(|view| map_order(&view)).unwrap_or_default());
    let rows = move || {
        let (case, words) = (state.case()?, state.words());
        let shown: Vec<_> = desk
            .shown()
            .iter()
            .filter_map(|at| Some((desk.panes[*at].view.get()?, desk.panes[*at].choice.get().measure)))
            .collect();
        let row = |at: usize| {
            let name = words.area(&case.snapshot, at);
            let label = words.fill_one(Msg::MapMarkOne, &name);
            let cell = |(view, measure): &(
                crate::ui::state::Shared<crate::view::MapView>,
                crate::view::MapMeasure,
            )| {
                let text = measure.text(source(state, &case), view.values.get(at).copied());
                view! { <td class="num">{text}</td> }
            };
            let is_marked = move || state.is_marked(at);
            let toggle = move |_| state.toggle_marks(&[at]);
            view! {
                <tr class:chosen=move || state.selected.get() == Some(at) class:pointed=move || state.pointed.get() == Some(at)
                    on:pointerenter=move |_| state.pointed.set(Some(at)) on:pointerleave=live(move |_| state.pointed.set(None))>
                    <td class="mark-cell"><input type="checkbox" data-testid="map-mark" aria-label=label prop:checked=is_marked on:change=live(toggle)/></td>
                    <th scope="row"><AreaLink area=at name=name/></th>
                    {shown.iter().map(cell).collect_view()}
                </tr>
            }
        };
        let order = order.read();
        let first = order.iter().take(ROWS).map(|at| *at as usize);
        Some(first.filter(|at| *at < case.snapshot.n_areas()).map(row).collect_view())
    };
    let rest = move || {
        let (words, total) = (state.words(), order.read().len());
        let text = || words.fill(Msg::MapRowsRest, &[("n", &words.int(ROWS)), ("total", &words.int(total))]);
        (total > ROWS).then(|| view! { <p class="small" data-testid="map-rest">{text()}</p> })
    };
    view! {
        <div class="table-box map-table" tabindex="0" role="region" aria-label=move || state.words().say(Msg::TableTwin)>
            <table>
                <thead><tr>
                    <th scope="col"><span class="visually-hidden">{move || state.words().say(Msg::MapMarkHead)}</span></th>
                    <th scope="col">{move || state.words().say(Msg::Name)}</th>
                    {move || heads(desk)}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {rest}
    }
}

/// The names of the measures shown, one column each.
fn heads(desk: Desk) -> AnyView {
    let name = |at: &usize| {
        let measure = desk.panes[*at].view.get().map(|view| view.measure.clone());
        view! { <th scope="col" class="wrap">{measure}</th> }
    };
    desk.shown().iter().map(name).collect_view().into_any()
}
