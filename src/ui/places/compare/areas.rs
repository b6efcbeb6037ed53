//! Up to six areas side by side: one row an indicator or group, one column an area.

use leptos::prelude::*;

use super::similar::Similar;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::places::area_picker::AreaPicker;
use crate::ui::state::{Shared, State, shared, use_state};
use crate::ui::widgets::{Chips, Problems, show_profile};
use crate::view::{AreaCell, AreaHead, AreaRow, AreasView, Extreme, RowsBy, Words, areas_view};

type View = Memo<Option<Shared<AreasView>>>;

/// Areas side by side.
#[component]
pub fn Areas() -> impl IntoView {
    let state = use_state();
    let by = RwSignal::new(RowsBy::Indicators);
    let reference = RwSignal::new(None::<usize>);
    let view: View = Memo::new(move |_| {
        let (case, areas) = (state.case()?, state.compared.get());
        let reference = reference.get().filter(|area| areas.contains(area));
        Some(shared(areas_view(&case, (&areas, by.get(), reference), state.words())))
    });
    let fine = Memo::new(move |_| view.read().is_some());
    let there = Memo::new(move |_| !state.compared.read().is_empty());
    view! {
        <section class="card" data-testid="areas">
            <div class="head">
                <h1 data-testid="areas-title">{move || view.get().map(|view| view.title.clone())}</h1>
                <Chips/>
            </div>
            <div class="body stack">
                <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                    <Adding/>
                    <Show when=move || there.get()>
                        <Choices view=view by=by reference=reference/>
                        <p class="small">{move || state.words().say(Msg::AreasHint)}</p>
                        <div class="table-box" tabindex="0" role="region" data-testid="areas-table"
                            aria-label=move || view.get().map(|view| view.title.clone())>
                            {move || view.get().map(|view| table(state, &view))}
                        </div>
                    </Show>
                </Show>
            </div>
        </section>
        <Show when=move || fine.get()><Similar/></Show>
    }
}

/// Search, the selected area, the marked ones, the first of the list.
#[component]
fn Adding() -> impl IntoView {
    let state = use_state();
    let full = move || state.is_comparison_full();
    let choose = Callback::new(move |area| state.add_compared([area]));
    let selected = move || {
        let (loaded, area) = (state.loaded()?, state.selected.get()?);
        let known = area < loaded.snapshot.n_areas() && !state.is_compared(area) && !full();
        known.then(|| (area, state.words().area(&loaded.snapshot, area)))
    };
    let add_selected = move || {
        selected().map(|(area, name)| {
            view! {
                <button data-testid="areas-add-selected" on:click=move |_| state.add_compared([area])>
                    {state.words().fill_one(Msg::AreasAddSelected, &name)}
                </button>
            }
        })
    };
    let add_marked = move || {
        let marked = state.marked.get();
        (!marked.is_empty() && !full()).then(|| {
            let words = state.words();
            let text = words.fill_one(Msg::AreasAddMarked, &words.int(marked.len()));
            view! { <button data-testid="areas-add-marked" on:click=move |_| state.add_compared(marked.iter().copied())>{text}</button> }
        })
    };
    let first = move |_| {
        if let Some(case) = untrack(|| state.case()) {
            state.add_compared(case.outcome.ranked.ranking.order.iter().take(3).map(|at| *at as usize));
        }
    };
    let empty = move || state.compared.read().is_empty();
    view! {
        <div class="line screen-only">
            <Show when=move || !full() fallback=move || view! { <span class="small">{move || state.words().say(Msg::AreasFull)}</span> }>
                <AreaPicker choose=choose testid="areas-search"/>
            </Show>
            {add_selected}
            {add_marked}
            <Show when=empty fallback=move || view! {
                <button class="quiet" data-testid="areas-clear" on:click=move |_| state.compared.set(Vec::new())>
                    {move || state.words().say(Msg::AreasClear)}
                </button>
            }>
                <button data-testid="areas-first" on:click=first>{move || state.words().say(Msg::AreasAddFirst)}</button>
            </Show>
        </div>
    }
}

/// Rows and reference.
#[component]
fn Choices(view: View, by: RwSignal<RowsBy>, reference: RwSignal<Option<usize>>) -> impl IntoView {
    let state = use_state();
    let rows = move |choice: RowsBy, key: Msg, testid: &'static str| {
        view! {
            <button data-testid=testid aria-pressed=move || (by.get() == choice).to_string() on:click=move |_| by.set(choice)>
                {move || state.words().say(key)}
            </button>
        }
    };
    let options = move || {
        let (view, chosen) = (view.get()?, reference.get());
        let option = |(area, name): (usize, String)| {
            view! { <option value=area.to_string() selected=chosen == Some(area)>{name}</option> }
        };
        Some(view.heads.iter().map(|head| (head.area, head.name.clone())).map(option).collect_view())
    };
    view! {
        <div class="line screen-only">
            <div class="seg" role="group" aria-label=move || state.words().say(Msg::AreasRows)>
                {rows(RowsBy::Indicators, Msg::AreasByIndicator, "areas-indicators")}
                {rows(RowsBy::Domains, Msg::AreasByDomain, "areas-domains")}
            </div>
            <label class="line">
                <span class="small">{move || state.words().say(Msg::AreasReference)}</span>
                <select data-testid="areas-reference" on:change=live(move |event| reference.set(event_target_value(&event).parse().ok()))>
                    <option value="" selected=move || reference.get().is_none()>{move || state.words().say(Msg::AreasNoReference)}</option>
                    {options}
                </select>
            </label>
        </div>
    }
}

fn table(state: State, view: &AreasView) -> impl IntoView + use<> {
    let words = state.words();
    let n = view.heads.len();
    let head = |(at, head): (usize, &AreaHead)| {
        let (area, name): (usize, String) = (head.area, head.name.clone());
        let shift = move |to: usize| {
            state.compared.update(|compared| {
                if at < compared.len() && to < compared.len() {
                    compared.swap(at, to);
                }
            })
        };
        let say = |key| words.fill_one(key, &name);
        let (earlier, later, remove) = (say(Msg::AreasEarlier), say(Msg::AreasLater), say(Msg::AreasRemove));
        let standing = format!("{} {} · {}", words.say(Msg::Rank), head.rank, head.score);
        view! {
            <th scope="col" class="area-head" class:chosen=move || state.selected.get() == Some(area)>
                <button class="quiet" on:click=move |_| show_profile(state, area)>{name.clone()}</button>
                <div class="small">{head.whereabouts.clone()}</div>
                <div class="num">{standing}</div>
                <div class="line tight screen-only">
                    <button class="quiet" aria-label=earlier disabled={at == 0} on:click=move |_| shift(at.saturating_sub(1))>{arrow(words, true)}</button>
                    <button class="quiet" aria-label=later disabled={at + 1 == n} on:click=move |_| shift(at + 1)>{arrow(words, false)}</button>
                    <button class="quiet" aria-label=remove on:click=move |_| state.remove_compared(area)>"✕"</button>
                </div>
            </th>
        }
    };
    view! {
        <table class="aligned">
            <thead><tr>
                <th scope="col">{words.say(Msg::Indicator)}</th>
                {view.heads.iter().enumerate().map(head).collect_view()}
                <th scope="col">{words.say(Msg::Median)}</th>
            </tr></thead>
            <tbody>{view.rows.iter().map(|own| row(own, words)).collect_view()}</tbody>
        </table>
    }
}

/// An arrow towards the start or the end of the line, as it is read.
fn arrow(words: Words, to_start: bool) -> &'static str {
    let is_left = (words.language == crate::text::Language::En) == to_start;
    if is_left { "←" } else { "→" }
}

fn row(row: &AreaRow, words: Words) -> impl IntoView + use<> {
    let median = row.median.map(|median| format!("{:.2}%", 100.0 * median));
    view! {
        <tr>
            <th scope="row">{row.name.clone()}<div class="small">{row.domain.clone()}</div></th>
            {row.cells.iter().map(|own| cell(own, median.clone(), words)).collect_view()}
            <td class="num">{row.median_text.clone()}</td>
        </tr>
    }
}

fn cell(cell: &AreaCell, median: Option<String>, words: Words) -> impl IntoView + use<> {
    let (class, sign, said) = match cell.extreme {
        Extreme::Most => ("most", "▲", Msg::AreasMost),
        Extreme::Least => ("least", "▽", Msg::AreasLeast),
        Extreme::None => ("", "", Msg::Value),
    };
    let mark = (!sign.is_empty()).then(|| {
        view! {
            <i class="sign" role="img" aria-label=words.say(said) title=words.say(said)>{sign}</i>
        }
    });
    let bar = cell.share.map(|share| {
        view! {
            <div class="need" aria-hidden="true">
                <i style:inline-size=format!("{:.2}%", 100.0 * share)></i>
                {median.map(|median| view! { <b style:inset-inline-start=median></b> })}
            </div>
        }
    });
    let difference =
        (!cell.difference.is_empty()).then(|| view! { <div class="small">{cell.difference.clone()}</div> });
    view! { <td class=class><span class="num">{cell.value.clone()}</span>" "{mark}{bar}{difference}</td> }
}
