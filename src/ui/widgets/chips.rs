//! The active filters as removable marks.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::shell::perform;
use crate::ui::state::use_state;

/// The active filters, each removable.
#[component]
pub fn Chips() -> impl IntoView {
    let state = use_state();
    let chips = move || {
        let (loaded, words, form) = (state.loaded()?, state.words(), state.filter_form());
        let list = form.chips(&loaded.snapshot, words);
        let many = list.len() > 1;
        let chip = |chip: crate::view::Chip| {
            let label = words.fill_one(Msg::ChipRemove, &chip.text);
            let rest = form.without(&chip.target);
            view! {
                <button class="chip" data-testid="chip" aria-label=label on:click=move |_| state.edit_filter(&rest)>{chip.text}</button>
            }
        };
        let clear = move |_| perform(state, "act-clear");
        Some(view! {
            {list.into_iter().map(chip).collect_view()}
            {many.then(|| view! { <button class="quiet" data-testid="clear-filters" on:click=clear>{words.say(Msg::FiltersClear)}</button> })}
        })
    };
    view! { <div class="chips screen-only">{chips}</div> }
}
