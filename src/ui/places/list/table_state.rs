//! What the parts of the table share: order, lines, rows in sight, cut line.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::actions::{compare, decide_or_withdraw, mark, open, pin};
use super::content::{Content, Sources, content_memo};
use super::keys::next;
use super::memos::{alphabet_memo, cut_place, local_memo, top_memo};
use super::scroll::follow_scroll;
use super::trends::trends_memo;
use crate::text::Msg;
use crate::ui::list_state::Popup;
use crate::ui::robustness::Found;
use crate::ui::state::{Shared, State};
use crate::view::{
    Beside, Column, Line, Lines, LongScroll, WeightGroup, Window, arrange, find_set, order_list,
    weight_groups,
};
use crate::web::page;

/// Rows kept above and below those in sight, so that a quick scroll shows no gap.
const SPARE: usize = 3;
/// Room between the last row of the list and the next, where the cut line is written, css pixels.
pub const GAP: f64 = 26.0;

/// What the parts of the table share: order, lines, window of rows in sight, cut line.
#[derive(Clone, Copy)]
pub struct Table {
    /// The state of the page.
    pub state: State,
    node: NodeRef<Div>,
    /// Heading and pinned rows, which cover the top of the box.
    pub head: NodeRef<Div>,
    /// All areas in their order, pinned ones among them.
    pub order: Memo<Vec<u32>>,
    /// Pinned areas that count.
    pub pinned: Memo<Vec<usize>>,
    /// What stands below each other.
    pub lines: Memo<Lines>,
    /// The index with its shares.
    pub groups: Memo<Vec<WeightGroup>>,
    /// How sure the list is, and whether that belongs to the present scenario.
    pub sure: Memo<Option<(Shared<Found>, bool)>>,
    /// Whether what is said of robustness belongs to an earlier scenario.
    pub stale: Memo<bool>,
    /// What rows are made of.
    pub content: Memo<Option<Shared<Content>>>,
    /// The lines that have rows.
    pub window: Memo<Window>,
    /// Number of lines above the cut line, where the table is in the order of the ranks.
    pub cut: Memo<Option<usize>>,
    /// Height of a row, css pixels.
    pub row_height: Memo<f64>,
    /// How long the lines are together, and the element that stands for them.
    pub long: Memo<LongScroll>,
    /// How much further than the element the lines are scrolled; 0 unless they are longer than an element may be.
    pub shift: Memo<f64>,
}

/// The areas in the order that the list is sorted by.
fn order_memo(state: State, sure: Memo<Option<(Shared<Found>, bool)>>) -> Memo<Vec<u32>> {
    let alphabet = alphabet_memo(state);
    Memo::new(move |_| {
        let Some(case) = state.case() else { return Vec::new() };
        let sort = state.list.sort.get();
        let by_chance = matches!(sort.by, Column::Band | Column::Chance);
        let sure = by_chance.then(|| sure.get()).flatten();
        let setting = state.robustness.setting;
        let sure = sure.as_ref().map(|own| (own.0.sure(), setting.get()));
        let alphabet = (sort.by == Column::Name).then(|| alphabet.get());
        let alphabet = alphabet.as_ref().map_or(&[][..], |own| own.as_slice());
        order_list(&case, sort, Beside { sure, alphabet })
    })
}

/// The lines of the list: below the pinned areas all others in their order, in groups where it is grouped; of those only
/// what is looked for.
fn lines_memo(state: State, (order, pinned): (Memo<Vec<u32>>, Memo<Vec<usize>>)) -> Memo<Lines> {
    let list = state.list;
    Memo::new(move |_| {
        let Some((loaded, case)) = state.both() else { return Lines::default() };
        let pinned = pinned.read();
        let rest: Vec<u32> =
            order.read().iter().copied().filter(|at| !pinned.contains(&(*at as usize))).collect();
        let found = find_set(&loaded.search, &list.find.read());
        // What is looked for is shown even in a group that is folded away.
        let folded = if found.is_none() { list.folded.get() } else { Default::default() };
        let lines = arrange(&case, &rest, (list.level.get(), &folded));
        match found {
            Some(found) => lines.only(&found),
            None => lines,
        }
    })
}

impl Table {
    pub fn new(state: State, node: NodeRef<Div>) -> Self {
        let list = state.list;
        let sure = Memo::new(move |_| {
            let found = state.robustness.found.get()?;
            let fresh = state.robustness.is_fresh(state);
            Some((found, fresh))
        });
        let order = order_memo(state, sure);
        let pinned = Memo::new(move |_| {
            let Some(case) = state.case() else { return Vec::new() };
            list.pinned.read().iter().copied().filter(|at| case.outcome.set.contains(*at)).collect()
        });
        let lines = lines_memo(state, (order, pinned));
        let groups = Memo::new(move |_| {
            let Some(loaded) = state.loaded() else { return Vec::new() };
            weight_groups(&loaded.snapshot, &state.scenario(), None, state.words())
        });
        let (row_height, scrolled) = (row_height(state), follow_scroll(node));
        let long = Memo::new(move |_| {
            let content = lines.read().lines.len() as f64 * row_height.get() + GAP;
            LongScroll::new(content, page::pixel_ratio())
        });
        let shift = Memo::new(move |_| long.get().shift(scrolled.top.get(), scrolled.far.get()));
        let window = Memo::new(move |before: Option<&Window>| {
            let top = scrolled.top.get() + shift.get();
            let first = (top / row_height.get()).floor().max(0.0) as usize;
            let shown = (scrolled.height.get() / row_height.get()).ceil() as usize + 1;
            Window::new((first, shown), SPARE, lines.read().lines.len(), before)
        });
        let cut = Memo::new(move |_| cut_place(state, &order.read(), &pinned.read()));
        let (local, top, trends) = (local_memo(state), top_memo(state), trends_memo(state));
        let stale = Memo::new(move |_| sure.get().is_some_and(|own| !own.1));
        let content = content_memo(state, Sources { sure, local, top, trends });
        let head = NodeRef::new();
        Self {
            state,
            node,
            head,
            order,
            pinned,
            lines,
            groups,
            sure,
            stale,
            content,
            window,
            cut,
            row_height,
            long,
            shift,
        }
    }

    /// Identifier of the selected row; only a row that exists may be named.
    pub fn active(self) -> Option<String> {
        let selected = self.state.selected.get()?;
        let (places, lines) = (self.window.get().places(), self.lines.read());
        let there = lines.lines.get(places).is_some_and(|own| own.contains(&Line::Area(selected as u32)));
        (there || self.pinned.read().contains(&selected)).then(|| format!("row-{selected}"))
    }

    /// Where a line stands in the element that stands for all of them, css pixels from its top.
    pub fn top_of(self, place: usize) -> f64 {
        self.position_of(place) - self.shift.get()
    }

    /// Where a line stands among all lines, css pixels from the first.
    fn position_of(self, place: usize) -> f64 {
        let below = self.cut.get().is_some_and(|count| place >= count);
        place as f64 * self.row_height.get() + if below { GAP } else { 0.0 }
    }

    /// The areas as they stand, from the pinned ones down, with the places of those that are not pinned.
    fn walk(self) -> Vec<(Option<usize>, usize)> {
        let pinned = self.pinned.get_untracked().into_iter().map(|area| (None, area));
        let lines = self.lines.read_untracked();
        let areas = lines.lines.iter().enumerate().filter_map(|(place, line)| match line {
            Line::Area(area) => Some((Some(place), *area as usize)),
            Line::Head(_) => None,
        });
        pinned.chain(areas).collect()
    }

    /// The areas as they stand, for a range of marks.
    pub fn areas(self) -> Vec<usize> {
        self.walk().into_iter().map(|own| own.1).collect()
    }

    pub fn key(self, event: &KeyboardEvent) {
        // Controls inside the table have keys of their own.
        if event.target() != event.current_target() || event.ctrl_key() || event.meta_key() || event.alt_key()
        {
            return;
        }
        let state = self.state;
        if let Some(area) = state.selected.get_untracked().filter(|_| self.act_key(event)) {
            event.prevent_default();
            match event.code().as_str() {
                "Space" => mark(state, area, (&self.areas(), event.shift_key())),
                "KeyP" => pin(state, area),
                "KeyC" => compare(state, area),
                "KeyL" => decide_or_withdraw(state, area),
                _ => {
                    let row =
                        page::document().ok().and_then(|own| own.get_element_by_id(&format!("row-{area}")));
                    if let Some(row) = row {
                        open(state, Popup::Row(area), &row);
                    }
                }
            }
            return;
        }
        let walk = self.walk();
        let Some((place, area)) = next(&walk, state.selected.get_untracked(), &event.key()) else { return };
        event.prevent_default();
        state.selected.set(Some(area));
        if let Some(place) = place {
            untrack(|| self.reveal(place));
        }
    }

    fn act_key(self, event: &KeyboardEvent) -> bool {
        matches!(event.code().as_str(), "Space" | "KeyP" | "KeyC" | "KeyL" | "Enter" | "ContextMenu")
    }

    /// Scrolls just far enough that a line is in sight below the heading.
    fn reveal(self, place: usize) {
        let Some(element) = self.node.get_untracked() else { return };
        let covered = self.head.get_untracked().map_or(34.0, |head| f64::from(head.offset_height()));
        let (row_top, row_height, long) = (self.position_of(place), self.row_height.get(), self.long.get());
        let height = f64::from(element.client_height());
        let far = (f64::from(element.scroll_height()) - height).max(0.0);
        let top = long.position(f64::from(element.scroll_top()), far);
        let height = height - covered;
        let to = if row_top < top {
            row_top
        } else if row_top + row_height > top + height {
            row_top + row_height - height
        } else {
            return;
        };
        element.set_scroll_top(long.scroll_to(to, far) as i32);
    }

    /// Why the table says nothing, where it does not.
    pub fn silence(self) -> Option<Msg> {
        let case = self.state.case()?;
        let shows = !self.lines.read().lines.is_empty() || !self.pinned.read().is_empty();
        match (self.order.read().is_empty(), case.outcome.ranked.ranking.is_empty()) {
            (true, _) => Some(Msg::Nothing),
            (false, true) => Some(Msg::NothingScored),
            (false, false) if !shows => Some(Msg::FindNoRows),
            (false, false) => None,
        }
    }
}

/// Height of a row, css pixels.
fn row_height(state: State) -> Memo<f64> {
    Memo::new(move |_| {
        state.fonts.track();
        let token = page::css_variable("--row");
        token.and_then(|text| text.trim_end_matches("px").parse::<f64>().ok()).unwrap_or(44.0)
    })
}
