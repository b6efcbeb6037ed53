//! Legend and table beside the map.

use leptos::prelude::*;

use crate::chart::{Rgb, shades};
use crate::text::Msg;
use crate::ui::canvas::theme;
use crate::ui::state::use_state;
use crate::ui::widgets::AreaLink;
use crate::view::{MapView, MeasureChoice, measure_text};

/// The classes with their shades, the neediest first.
#[component]
pub fn MapLegend(view: Memo<Option<MapView>>) -> impl IntoView {
    let state = use_state();
    let rows = move || {
        let (view, words) = (view.get()?, state.words());
        state.fonts.track();
        let colours = shades(&theme(), view.breaks.n_classes());
        let row = |(at, (text, count)): (usize, (String, usize))| {
            let Rgb(red, green, blue) = colours.get(at).copied().unwrap_or(Rgb(0, 0, 0));
            view! {
                <li>
                    <span class="swatch" style:background=format!("rgb({red} {green} {blue})")></span>
                    <span>{text}</span>
                    <span class="small num">{words.int(count)}</span>
                </li>
            }
        };
        // The neediest first, as in the table.
        let list = view.legend.into_iter().enumerate().rev().map(row).collect_view();
        Some(view! {
            {list}
            <li>
                <span class="swatch hatched"></span>
                <span>{words.say(Msg::MapMissing)}</span>
                <span class="small num">{words.int(view.missing)}</span>
            </li>
        })
    };
    view! { <ul class="classes" data-testid="map-legend">{rows}</ul> }
}

/// How many rows the table beside the map shows.
const ROWS: usize = 50;

/// The map as a table.
#[component]
pub fn MapTable(view: Memo<Option<MapView>>, choice: RwSignal<MeasureChoice>) -> impl IntoView {
    let state = use_state();
    let rows = move || {
        let ((loaded, outcome), view, words) = (state.both()?, view.get()?, state.words());
        let mut areas: Vec<usize> = outcome.set.iter().filter(|at| !view.values[*at].is_nan()).collect();
        areas.sort_by(|a, b| view.values[*b].total_cmp(&view.values[*a]));
        let choice = choice.get();
        let row = |at: usize| {
            let snapshot = &loaded.snapshot;
            view! {
                <tr class:chosen=move || state.selected.get() == Some(at)>
                    <th scope="row"><AreaLink area=at name=words.area(snapshot, at)/></th>
                    <td class="num">{measure_text(snapshot, &choice, Some(view.values[at]), words)}</td>
                </tr>
            }
        };
        Some(areas.into_iter().take(ROWS).map(row).collect_view())
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=move || state.words().say(Msg::TableTwin)>
            <table>
                <thead><tr>
                    <th scope="col">{move || state.words().say(Msg::Name)}</th>
                    <th scope="col">{move || state.words().say(Msg::Value)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
