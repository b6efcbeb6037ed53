//! The ranking as a virtual table: only the rows in sight exist.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::KeyboardEvent;

use crate::text::Msg;
use crate::ui::state::{State, use_state};
use crate::view::{RankingRow, SortKey, cut_label, order_rows, ranking_row};
use crate::web::page;

/// Rows kept above and below those in sight, so that a quick scroll shows no gap.
const SPARE: usize = 6;
/// Room between the last row of the list and the next, where the cut line is written, css pixels.
const GAP: f64 = 26.0;
/// Height of the heading row, css pixels; it covers the top of the box.
const HEADER: f64 = 34.0;

/// What the parts of the table share: order, window of rows in sight, cut line.
#[derive(Clone, Copy)]
struct Rows {
    state: State,
    node: NodeRef<Div>,
    sort: RwSignal<SortKey>,
    order: Memo<Vec<u32>>,
    /// First row in the page and the one after the last.
    window: Memo<(usize, usize)>,
    /// Number of rows above the cut line, where the table is in the order of the ranks.
    cut: Memo<Option<usize>>,
    row_height: Memo<f64>,
}

impl Rows {
    fn new(state: State, node: NodeRef<Div>) -> Self {
        let sort = RwSignal::new(SortKey::Rank);
        let row_height = Memo::new(move |_| {
            state.fonts.track();
            let token = page::css_variable("--row");
            token.and_then(|text| text.trim_end_matches("px").parse::<f64>().ok()).unwrap_or(44.0)
        });
        let (top, height) = follow_scroll(node);
        let order = Memo::new(move |_| {
            let both = state.both();
            both.map(|(loaded, outcome)| order_rows(&loaded.snapshot, &outcome, sort.get()))
                .unwrap_or_default()
        });
        let window = Memo::new(move |_| {
            let first = (top.get() / row_height.get()).floor().max(0.0) as usize;
            let shown = (height.get() / row_height.get()).ceil() as usize + 1;
            let end = (first + shown + SPARE).min(order.read().len());
            (first.saturating_sub(SPARE).min(end), end)
        });
        let cut = Memo::new(move |_| {
            let (_, outcome) = state.both()?;
            let count = outcome.ranked.cut.count;
            (sort.get() == SortKey::Rank && count > 0 && count <= outcome.ranked.ranking.len())
                .then_some(count)
        });
        Self { state, node, sort, order, window, cut, row_height }
    }

    /// Places in sight with their areas.
    fn in_sight(self) -> Vec<(usize, u32)> {
        let (first, end) = self.window.get();
        let order = self.order.read();
        (first..end).filter_map(|place| Some((place, *order.get(place)?))).collect()
    }

    /// Identifier of the selected row; only a row that exists may be named.
    fn active(self) -> Option<String> {
        let selected = self.state.selected.get()?;
        self.in_sight().iter().any(|(_, area)| *area as usize == selected).then(|| format!("row-{selected}"))
    }

    fn top_of(self, place: usize) -> f64 {
        row_top(place, self.cut.get(), self.row_height.get())
    }

    fn key(self, event: &KeyboardEvent) {
        let Some(place) = next_place(self.state, &self.order.read_untracked(), event) else { return };
        event.prevent_default();
        self.state.selected.set(self.order.read_untracked().get(place).map(|area| *area as usize));
        untrack(|| reveal(self.node, self.top_of(place), self.row_height.get()));
    }

    /// Why the table says nothing, where it does not.
    fn silence(self) -> Option<Msg> {
        let (_, outcome) = self.state.both()?;
        match (self.order.read().is_empty(), outcome.ranked.ranking.is_empty()) {
            (true, _) => Some(Msg::Nothing),
            (false, true) => Some(Msg::NothingScored),
            (false, false) => None,
        }
    }
}

/// The table.
#[component]
pub fn RankingTable() -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Div>::new();
    let rows = Rows::new(state, node);
    let total = move || format!("{}px", rows.order.read().len() as f64 * rows.row_height.get() + GAP);
    view! {
        <div class="grid" node_ref=node role="grid" tabindex="0" data-testid="ranking"
            aria-rowcount=move || (rows.order.read().len() + 1).to_string()
            aria-label=move || state.words().say(Msg::PlacePriority)
            aria-activedescendant=move || rows.active()
            on:keydown=move |event| rows.key(&event)>
            <Header sort=rows.sort/>
            <div class="rowgroup" role="rowgroup" style:block-size=total>
                <For each=move || rows.in_sight() key=|row| *row let((place, area))>
                    <Row place=place area=area as usize top=Memo::new(move |_| rows.top_of(place))/>
                </For>
                <CutMark cut=rows.cut row_height=rows.row_height/>
            </div>
            {move || rows.silence().map(|why| view! {
                <p class="empty" data-testid="no-rows">{state.words().say(why)}</p>
            })}
        </div>
    }
}

/// Where a row stands, css pixels from the top of the rows.
fn row_top(place: usize, cut: Option<usize>, row_height: f64) -> f64 {
    let below = cut.is_some_and(|count| place >= count);
    place as f64 * row_height + if below { GAP } else { 0.0 }
}

/// Scroll position and height of the box, css pixels.
fn follow_scroll(node: NodeRef<Div>) -> (RwSignal<f64>, RwSignal<f64>) {
    let (top, height) = (RwSignal::new(0.0), RwSignal::new(600.0));
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: web_sys::HtmlElement = (*element).clone().unchecked_into();
        let measured = element.clone();
        let measure = move || {
            let (now_top, now_height) =
                (f64::from(measured.scroll_top()), f64::from(measured.client_height()));
            if top.get_untracked() != now_top {
                top.set(now_top);
            }
            if height.get_untracked() != now_height {
                height.set(now_height);
            }
        };
        measure();
        let on_resize = Closure::<dyn FnMut()>::new(measure.clone());
        let scroll = gloo::events::EventListener::new(&element, "scroll", move |_| measure());
        let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, on_resize, scroll));
        on_cleanup(move || kept.with_value(|(observer, ..)| observer.disconnect()));
    });
    (top, height)
}

/// Where a key moves the selection.
fn next_place(state: State, order: &[u32], event: &KeyboardEvent) -> Option<usize> {
    let last = order.len().checked_sub(1)?;
    let at =
        state.selected.get_untracked().and_then(|area| order.iter().position(|own| *own as usize == area));
    match (event.key().as_str(), at) {
        ("ArrowDown", None) | ("ArrowUp", None) | ("Home", _) => Some(0),
        ("ArrowDown", Some(at)) => Some((at + 1).min(last)),
        ("ArrowUp", Some(at)) => Some(at.saturating_sub(1)),
        ("PageDown", at) => Some((at.unwrap_or(0) + 10).min(last)),
        ("PageUp", at) => Some(at.unwrap_or(0).saturating_sub(10)),
        ("End", _) => Some(last),
        _ => None,
    }
}

/// Scrolls just far enough that a row is in sight below the heading.
fn reveal(node: NodeRef<Div>, row_top: f64, row_height: f64) {
    let Some(element) = node.get_untracked() else { return };
    let (top, height) = (f64::from(element.scroll_top()), f64::from(element.client_height()) - HEADER);
    if row_top < top {
        element.set_scroll_top(row_top as i32);
    } else if row_top + row_height > top + height {
        element.set_scroll_top((row_top + row_height - height) as i32);
    }
}

#[component]
fn Header(sort: RwSignal<SortKey>) -> impl IntoView {
    let state = use_state();
    let column = move |label: Msg, key: Option<SortKey>, wide: bool| {
        let sorted = move || key.map(|key| if sort.get() == key { sort_direction(key) } else { "none" });
        let inner = move || match key {
            None => state.words().say(label).into_any(),
            Some(key) => view! {
                <button on:click=move |_| sort.set(key) title=move || {
                    let words = state.words();
                    words.fill_one(Msg::SortBy, words.say(label))
                }>
                    {move || state.words().say(label)}
                    <span aria-hidden="true">{move || if sort.get() == key { "▾" } else { "" }}</span>
                </button>
            }
            .into_any(),
        };
        view! { <span role="columnheader" class:wide=wide aria-sort=sorted>{inner}</span> }
    };
    view! {
        <div role="rowgroup" class="header-group">
            <div class="grid-row header" role="row" aria-rowindex="1">
                {column(Msg::Rank, Some(SortKey::Rank), false)}
                {column(Msg::Name, Some(SortKey::Name), false)}
                {column(Msg::Population, Some(SortKey::Population), true)}
                {column(Msg::Contributions, None, true)}
                {column(Msg::Score, None, false)}
                {column(Msg::Coverage, Some(SortKey::Coverage), true)}
                {column(Msg::Tier, None, true)}
            </div>
        </div>
    }
}

fn sort_direction(key: SortKey) -> &'static str {
    if key == SortKey::Population { "descending" } else { "ascending" }
}

#[component]
fn Row(place: usize, area: usize, top: Memo<f64>) -> impl IntoView {
    let state = use_state();
    let row = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        (area < loaded.snapshot.n_areas())
            .then(|| ranking_row(&loaded.snapshot, &outcome, area, state.words()))
    });
    view! {
        <div class="grid-row" role="row" id=format!("row-{area}") data-testid="row"
            aria-rowindex=(place + 2).to_string()
            aria-selected=move || (state.selected.get() == Some(area)).to_string()
            style:inset-block-start=move || format!("{}px", top.get())
            on:click=move |_| state.selected.set(Some(area))>
            {move || row.get().map(|row| cells(state, row))}
        </div>
    }
}

fn cells(state: State, row: RankingRow) -> impl IntoView {
    let words = state.words();
    let tied = row.tied.then(|| view! { <small>{words.say(Msg::Tied)}</small> });
    let overall = row.overall.map(|overall| {
        let title = format!("{}: {overall}", words.say(Msg::RankOverall));
        view! { <small title=title>"("{overall}")"</small> }
    });
    let parts = row.parts.into_iter().map(|(colour, width, text)| {
        view! {
            <i class=format!("d{}", colour + 1) style:inline-size=format!("{width:.2}%") title=text></i>
        }
    });
    view! {
        <span role="gridcell" class="rank num" data-testid="row-rank">{row.rank}{overall}{tied}</span>
        <span role="gridcell" class="who"><b title=row.name.clone()>{row.name.clone()}</b><small title=row.whereabouts.clone()>{row.whereabouts.clone()}</small></span>
        <span role="gridcell" class="num wide">{row.population}</span>
        <span role="gridcell" class="wide"><span class="bar">{parts.collect_view()}</span></span>
        <span role="gridcell" class="num score" data-testid="row-score">{row.score}</span>
        <span role="gridcell" class="num wide" class:low=row.low_coverage>{row.coverage}</span>
        <span role="gridcell" class="num wide">{row.tier}</span>
    }
}

/// The line under the last area of the list.
#[component]
fn CutMark(cut: Memo<Option<usize>>, row_height: Memo<f64>) -> impl IntoView {
    let state = use_state();
    move || {
        let ((loaded, outcome), words, count) = (state.both()?, state.words(), cut.get()?);
        let at = format!("{}px", count as f64 * row_height.get() + GAP / 2.0);
        // The same words stand in the heading for those who read row by row.
        Some(view! {
            <div class="cutline" role="presentation" data-testid="cut-line" style:inset-block-start=at>
                <span>{cut_label(&loaded.snapshot, &outcome, words)}</span>
            </div>
        })
    }
}
