//! Column width is weight: the parts of the index as columns whose edges are dragged.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use super::sort_arrow::{arrow, sorted};
use super::table_state::Table;
use crate::document::Command;
use crate::text::{Language, Msg};
use crate::ui::late::live;
use crate::ui::list_state::toggle;
use crate::ui::state::{State, use_state};
use crate::view::{Column, ListRow, Track, WeightGroup, Words, share_at_edge};
use crate::web::pieces::{Tag, tag};

/// The children of a node, the whole index for `None`.
fn siblings(groups: &[WeightGroup], above: Option<usize>) -> &[WeightGroup] {
    match above {
        None => groups,
        Some(at) => groups.get(at).map_or(&[], |own| &own.children),
    }
}

/// The headings, one a part; opened ones hold those of their children.
#[component]
pub fn PartHeads(table: Table) -> impl IntoView {
    let ids = Memo::new(move |_| table.groups.read().iter().map(|own| own.id.clone()).collect::<Vec<_>>());
    let each = move || ids.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <span class="wide parts" data-testid="part-heads">
            <For each=each key=Clone::clone let((at, _))><PartHead table=table above=None at=at/></For>
        </span>
    }
}

#[component]
fn PartHead(table: Table, above: Option<usize>, at: usize) -> impl IntoView {
    let state = use_state();
    let own = Memo::new(move |_| siblings(&table.groups.read(), above).get(at).cloned());
    let share = move || own.get().map_or(0.0, |own| own.share);
    let label = move || {
        let (own, words) = (own.get()?, state.words());
        let share = words.exact_percent(Some(own.share));
        Some(words.fill(Msg::ListPartHead, &[("name", &own.need), ("share", &share)]))
    };
    let opened = Memo::new(move |_| above.is_none() && state.list.opened.read().contains(&at));
    let n_inner = Memo::new(move |_| own.get().map_or(0, |own| own.children.len()));
    let can_open = move || above.is_none() && n_inner.get() > 0;
    let text = move || own.get().map(|own| own.need);
    let percent = move || state.words().exact_percent(own.get().map(|own| own.share));
    let sort = move |_| state.list.sort.update(|sort| *sort = sort.chosen(Column::Part(at)));
    let role = move || if opened.get() { "presentation" } else { "columnheader" };
    let aria_sort = move || (above.is_none() && !opened.get()).then(|| sorted(state, Column::Part(at)));
    view! {
        <span class="part" role=role style:flex-grow=move || format!("{:.5}", share()) aria-sort=aria_sort
            data-testid=testid("part", above, at)>
            <i class=move || format!("strip d{}", own.get().map_or(5, |own| own.colour) + 1)></i>
            <span class="part-name" title=label>
                {if above.is_none() {
                    view! { <button class="sort" on:click=sort><span class="name">{text}</span><span aria-hidden="true">{move || arrow(state, Column::Part(at))}</span></button> }.into_any()
                } else {
                    view! { <span class="name">{text}</span> }.into_any()
                }}
            </span>
            <small class="num">{percent}</small>
            <Show when=can_open>
                <button class="open-part" aria-expanded=move || opened.get().to_string() data-testid=testid("part-open", above, at)
                    aria-label=move || open_label(state, own, opened.get())
                    on:click=move |_| state.list.opened.update(|list| toggle(list, at))>
                    {move || if opened.get() { "−" } else { "+" }}
                </button>
            </Show>
            <Show when=move || opened.get()>
                <span class="parts inner">
                    {move || (0..n_inner.get()).map(|child| view! { <PartHead table=table above=Some(at) at=child/> }.into_any()).collect_view()}
                </span>
            </Show>
            <Edge table=table own=own place=(above, at)/>
        </span>
    }
    .into_any()
}

fn testid(what: &str, above: Option<usize>, at: usize) -> String {
    above.map_or_else(|| format!("{what}-{at}"), |above| format!("{what}-{above}-{at}"))
}

fn open_label(state: State, own: Memo<Option<WeightGroup>>, opened: bool) -> String {
    let key = if opened { Msg::ListPartClose } else { Msg::ListPartOpen };
    state.words().fill_one(key, &own.get().map(|own| own.name).unwrap_or_default())
}

/// The far edge of a column: where it goes, there the weight goes.
#[component]
fn Edge(table: Table, own: Memo<Option<WeightGroup>>, place: (Option<usize>, usize)) -> impl IntoView {
    let state = use_state();
    let movable = move || own.get().is_some_and(|own| own.movable);
    let name = move || {
        let name = own.get().map(|own| own.name).unwrap_or_default();
        state.words().fill_one(Msg::ListEdge, &name)
    };
    let now = move || own.get().map_or(0.0, |own| 100.0 * own.share).round().to_string();
    let held = StoredValue::new(false);
    let control = testid("edge", place.0, place.1);
    let dragged = control.clone();
    let down = move |event: PointerEvent| {
        if let Some(target) = target(&event).filter(|_| own.get_untracked().is_some_and(|own| own.movable)) {
            let _ = target.set_pointer_capture(event.pointer_id());
            held.set_value(true);
            event.prevent_default();
        }
    };
    let moved = move |event: PointerEvent| {
        let Some(edge) =
            target(&event).filter(|_| held.get_value()).and_then(|own| edge_at(state, &own, &event))
        else {
            return;
        };
        let groups = table.groups.read_untracked();
        let siblings = siblings(&groups, place.0);
        let tracks: Vec<Track> =
            siblings.iter().map(|own| Track { share: own.share, locked: own.locked }).collect();
        let share = (200.0 * share_at_edge(&tracks, place.1, edge)).round() / 200.0;
        drop(groups);
        state.drag(&dragged, &Command::SetShare { path: path(place), share });
    };
    let up = move |_| {
        held.set_value(false);
        state.drop_control();
    };
    let key = move |event: KeyboardEvent| {
        let Some(step) = step(state, &event).filter(|_| own.get_untracked().is_some_and(|own| own.movable))
        else {
            return;
        };
        let share = own.get_untracked().map_or(0.0, |own| own.share);
        let share = (((share + step) * 100.0).round() / 100.0).clamp(0.0, 1.0);
        state.edit(&Command::SetShare { path: path(place), share });
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <i class="edge" role="slider" tabindex=move || if movable() { "0" } else { "-1" } data-testid=control
            aria-orientation="horizontal" aria-label=name title=name aria-valuemin="0" aria-valuemax="100" aria-valuenow=now
            aria-valuetext=move || state.words().exact_percent(own.get().map(|own| own.share))
            aria-disabled=move || (!movable()).to_string()
            on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=live(up) on:keydown=key></i>
    }
}

fn path((above, at): (Option<usize>, usize)) -> Vec<usize> {
    above.into_iter().chain([at]).collect()
}

fn target(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// How far along its siblings the pointer is, 0 at the start of the first and 1 at the end of the last.
fn edge_at(state: State, handle: &Element, event: &PointerEvent) -> Option<f64> {
    let rect = handle.closest(".parts").ok()??.get_bounding_client_rect();
    let x = f64::from(event.client_x());
    let along =
        if state.language.get_untracked() == Language::Fa { rect.right() - x } else { x - rect.left() };
    (rect.width() > 0.0).then(|| along / rect.width())
}

/// What a key adds to a share: one per cent an arrow, five with Shift; outwards is more.
fn step(state: State, event: &KeyboardEvent) -> Option<f64> {
    let rtl = state.language.get_untracked() == Language::Fa;
    let sign = match event.key().as_str() {
        "ArrowLeft" => {
            if rtl {
                1.0
            } else {
                -1.0
            }
        }
        "ArrowRight" => {
            if rtl {
                -1.0
            } else {
                1.0
            }
        }
        "ArrowUp" => 1.0,
        "ArrowDown" => -1.0,
        _ => return None,
    };
    Some(sign * if event.shift_key() { 0.05 } else { 0.01 })
}

/// The bars of a row, each in the column of its part.
pub fn part_cells(table: Table, row: &ListRow, words: Words) -> Tag {
    let (groups, opened) = (table.groups.read(), table.state.list.opened.read());
    let cells = groups.iter().enumerate().map(|(at, own)| {
        let fill = row.fills.iter().find(|fill| fill.0 == own.id);
        if !opened.contains(&at) || own.children.is_empty() {
            return part_bar(own, (own.colour, fill.map_or(0.0, |fill| fill.1)), words);
        }
        let inner = own.children.iter().map(|child| {
            let leaf = fill.and_then(|fill| fill.2.iter().find(|leaf| leaf.0 == child.id));
            part_bar(child, (own.colour, leaf.map_or(0.0, |leaf| leaf.1)), words)
        });
        part(own).inside([tag("span").class("parts inner").inside(inner)])
    });
    tag("span").class("wide parts").inside(cells)
}

fn part(own: &WeightGroup) -> Tag {
    tag("span").class("part").style("flex-grow", format!("{:.5}", own.share))
}

fn part_bar(own: &WeightGroup, (colour, fill): (usize, f64), words: Words) -> Tag {
    let text = format!("{}: {}", own.need, words.percent(Some(fill)));
    let bar =
        tag("i").class(format!("d{}", colour + 1)).style("inline-size", format!("{:.1}%", 100.0 * fill));
    part(own).with("role", "gridcell").with("title", text.clone()).with("aria-label", text).inside([bar])
}
