//! What stands where the content will be while data are read.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;

/// Grey boxes of about the shape of what comes; told to readers in words.
#[component]
pub fn Skeleton() -> impl IntoView {
    let state = use_state();
    let told = move || {
        let share = state.words().percent(state.loading.get());
        state.words().fill_one(Msg::Loading, &share)
    };
    let bones = |n: usize| (0..n).map(|_| view! { <i></i> }).collect_view();
    view! {
        <section class="stack skeleton" data-testid="no-data" aria-busy="true">
            <div class="card empty" role="status"><p>{told}</p></div>
            <div class="tiles" aria-hidden="true">{bones(4)}</div>
            <div class="card bones" aria-hidden="true">{bones(8)}</div>
        </section>
    }
}
