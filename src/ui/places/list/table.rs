//! The ranking as a virtual table: only the rows in sight exist.

use leptos::html::Div;
use leptos::prelude::*;

use super::header::Header;
use super::row::Row;
use super::slots::Slots;
use super::table_state::{GAP, Table};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::{cut_label, template};

/// The table.
#[component]
pub fn RankingTable() -> impl IntoView {
    let state = use_state();
    let [node, rows] = [NodeRef::<Div>::new(), NodeRef::new()];
    let table = Table::new(state, node);
    let total = move || format!("{}px", table.long.get().element());
    let tracks = Memo::new(move |_| template(&state.list.columns.read(), state.list.spread.get()));
    let pinned = move || table.pinned.get().into_iter().enumerate().collect::<Vec<_>>();
    let count = move || table.lines.read().lines.len() + table.pinned.read().len() + 1;
    view! {
        <div class="grid" id="ranking-grid" node_ref=node role="grid" tabindex="0" data-testid="ranking"
            style:--list-columns=move || tracks.get().0
            style:--list-least=move || format!("{}px", tracks.get().1)
            class:moving=move || state.is_moving()
            aria-rowcount=move || count().to_string()
            aria-label=move || state.words().say(Msg::PlacePriority)
            aria-description=move || state.words().say(Msg::ListKeys)
            aria-activedescendant=move || table.active()
            on:keydown=move |event| table.key(&event)
            on:pointerleave=live(move |_| state.pointed.set(None))>
            <div class="list-head" node_ref=table.head>
                <Header table=table/>
                <div role="rowgroup" class="pinned" aria-label=move || state.words().say(Msg::ListPinned)>
                    <For each=pinned key=|row| *row let((at, area))>
                        <Row table=table area=Signal::stored(area) index=Signal::stored(at + 2) top=None/>
                    </For>
                </div>
            </div>
            <div class="rowgroup" role="rowgroup" node_ref=rows style:block-size=total>
                <Slots table=table node=rows/>
                <CutMark table=table/>
            </div>
            {move || table.silence().map(|why| view! {
                <p class="empty" data-testid="no-rows">{state.words().say(why)}</p>
            })}
        </div>
    }
}

/// The line under the last area of the list.
#[component]
fn CutMark(table: Table) -> impl IntoView {
    let state = use_state();
    move || {
        let (case, words, count) = (state.case()?, state.words(), table.cut.get()?);
        let at = count as f64 * table.row_height.get() + GAP / 2.0 - table.shift.get();
        // Far away in a list that is longer than an element may be, it would make the element longer.
        let at = (0.0..=table.long.get().element()).contains(&at).then(|| format!("{at}px"))?;
        // The same words stand in the heading for those who read row by row.
        Some(view! {
            <div class="cutline" role="presentation" data-testid="cut-line" style:inset-block-start=at>
                <span>{cut_label(&case, words)}</span>
            </div>
        })
    }
}
