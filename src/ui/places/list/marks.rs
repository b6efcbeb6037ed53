//! The bar of the marked areas.

use leptos::prelude::*;

use super::actions::compare_marked;
use crate::filter::Filter;
use crate::text::Msg;
use crate::ui::state::{State, use_state};

/// How many are marked, and what to do with them; nothing where none is.
#[component]
pub fn MarksBar() -> impl IntoView {
    let state = use_state();
    move || {
        let n = state.marked.read().len();
        let words = state.words();
        (n > 0).then(|| {
            view! {
                <div class="marks-bar line tight screen-only" data-testid="marks" role="group" aria-live="polite">
                    <b>{words.fill(Msg::ListMarked, &[("n", &words.int(n))])}</b>
                    <button data-testid="marks-filter" on:click=move |_| filter(state)>{words.say(Msg::ListMarksFilter)}</button>
                    <button data-testid="marks-compare" title=words.say(Msg::ListMarksCompareHint) on:click=move |_| compare_marked(state)>
                        {words.say(Msg::ListMarksCompare)}
                    </button>
                    <button class="quiet" data-testid="marks-clear" on:click=move |_| state.marked.set(Default::default())>
                        {words.say(Msg::ListMarksClear)}
                    </button>
                </div>
            }
        })
    }
}

/// The marked areas alone count; the chip of the condition takes it back.
fn filter(state: State) {
    let Some(loaded) = state.loaded_untracked() else { return };
    let code = |at: &usize| loaded.snapshot.areas.code.get(*at).cloned();
    let codes: Vec<String> = state.marked.get_untracked().iter().filter_map(code).collect();
    let mut form = untrack(|| state.filter_form());
    form.other.retain(|own| !matches!(own, Filter::Area(_)));
    form.other.push(Filter::Area(codes));
    state.edit_filter(&form);
}
