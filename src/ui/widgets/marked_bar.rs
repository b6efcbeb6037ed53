//! The bar of the areas brushed together.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;

/// What is said of the areas brushed together, and what to do with them; nothing without any.
#[component]
pub fn MarkedBar(
    /// Class of the bar.
    class: &'static str,
    /// Test identifier of the bar, and what those of its buttons begin with.
    testids: (&'static str, &'static str),
    /// What is said of them.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    let state = use_state();
    let any = Memo::new(move |_| !state.marked.read().is_empty());
    let (bar, buttons) = testids;
    let button = move |name: &str| format!("{buttons}-{name}");
    let say = move |key: Msg| move || state.words().say(key);
    view! {
        <Show when=move || any.get()>
            <div class=format!("{class} screen-only") role="group" aria-live="polite" data-testid=bar>
                <span class="grow">{text}</span>
                <button class="primary" data-testid=button("filter") on:click=move |_| state.filter_to_marked()>
                    {say(Msg::MarksFilter)}
                </button>
                <button data-testid=button("compare") title=say(Msg::MarksCompareHint) on:click=move |_| state.compare_marked()>
                    {say(Msg::MarksCompare)}
                </button>
                <button class="quiet" data-testid=button("clear") on:click=move |_| state.forget_marks()>
                    {say(Msg::MarksClear)}
                </button>
            </div>
        </Show>
    }
}
