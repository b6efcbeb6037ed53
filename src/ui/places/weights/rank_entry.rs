//! The order of importance: lines to move by buttons, keys or the pointer.

use leptos::prelude::*;

use super::draft::{Draft, redraft};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::RankLine;
use crate::web::page;

/// The lines of a draft's order.
#[component]
pub fn RankEntry(draft: Draft) -> impl IntoView {
    let state = use_state();
    let lines = Memo::new(move |_| draft.read().as_ref().map(|draft| draft.rank_lines()).unwrap_or_default());
    let dragged = RwSignal::new(None::<usize>);
    view! {
        <p class="small">{move || state.words().say(Msg::RankHelp)}</p>
        <ol class="order" data-testid="rank-entry">
            <For each=move || lines.get() key=|line| line.child let(line)>
                <Line draft=draft lines=lines dragged=dragged child=line.child name=line.name/>
            </For>
        </ol>
    }
}

#[component]
fn Line(
    draft: Draft,
    lines: Memo<Vec<RankLine>>,
    dragged: RwSignal<Option<usize>>,
    child: usize,
    name: String,
) -> impl IntoView {
    let state = use_state();
    let at = Memo::new(move |_| lines.read().iter().position(|line| line.child == child).unwrap_or_default());
    let own = move || lines.read().get(at.get()).cloned();
    let last = move || at.get() + 1 == lines.read().len();
    let name = StoredValue::new(name);
    let said = move |key| state.words().fill_one(key, &name.get_value());
    let step = move |up: bool| {
        redraft(draft, |draft| draft.step(child, up));
        // The line was moved in the document, and a button at the end of its way is disabled.
        let at_end = untrack(|| if up { at.get() == 0 } else { last() });
        let way = if up == at_end { "down" } else { "up" };
        page::focus_soon(format!("rank-{way}-{child}"));
    };
    let over = move |event: leptos::ev::DragEvent| {
        let Some(moving) = dragged.get_untracked() else { return };
        event.prevent_default();
        event.stop_propagation();
        if moving != child {
            redraft(draft, |draft| draft.move_to(moving, at.get_untracked()));
        }
    };
    let start = move |event: leptos::ev::DragEvent| {
        dragged.set(Some(child));
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", "");
        }
    };
    let end = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        dragged.set(None);
    };
    view! {
        <li draggable="true" class:dragged=move || dragged.get() == Some(child) class:tied=move || own().is_some_and(|own| own.tied)
            data-testid=format!("rank-line-{child}") on:dragstart=start on:dragover=over on:drop=end on:dragend=end>
            <span class="nth num">{move || own().map(|own| state.words().int(own.place))}</span>
            <span class="name">{name.get_value()}</span>
            <label class="check small">
                <input type="checkbox" data-testid=format!("rank-tie-{child}") disabled=move || at.get() == 0
                    aria-label=move || said(Msg::RankTieLabel)
                    prop:checked=move || own().is_some_and(|own| own.tied)
                    on:change=live(move |_| redraft(draft, |draft| draft.toggle_tie(child)))/>
                {move || state.words().say(Msg::RankTie)}
            </label>
            <button class="icon" id=format!("rank-up-{child}") data-testid=format!("rank-up-{child}") aria-label=move || said(Msg::RankUp)
                disabled=move || at.get() == 0 on:click=move |_| step(true)>"↑"</button>
            <button class="icon" id=format!("rank-down-{child}") data-testid=format!("rank-down-{child}") aria-label=move || said(Msg::RankDown)
                disabled=last on:click=move |_| step(false)>"↓"</button>
        </li>
    }
}
