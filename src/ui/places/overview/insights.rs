//! The most important findings, each with the link that leads on.

use leptos::prelude::*;

use super::{Before, address, follow};
use crate::text::Msg;
use crate::ui::state::use_state;
use crate::view::{Insight, insights};

/// The findings.
#[component]
pub fn Insights(before: Before) -> impl IntoView {
    let state = use_state();
    let list = move || {
        let (case, before, words) = (state.case()?, before.get()?, state.words());
        let found = insights(&case, before.outcome(), words);
        if found.is_empty() {
            return Some(view! { <p class="note">{words.say(Msg::InsightsNone)}</p> }.into_any());
        }
        let item = |own: Insight| {
            let (href, lead) = (address(&own.lead), own.lead);
            view! {
                <li data-testid=format!("insight-{}", own.id)>
                    <span>{own.text}</span>" "
                    <a class="screen-only" href=href on:click=move |_| follow(state, &lead)>{words.say(own.link)}</a>
                </li>
            }
        };
        Some(view! { <ol class="insights">{found.into_iter().map(item).collect_view()}</ol> }.into_any())
    };
    view! {
        <section class="card" data-testid="insights">
            <div class="head"><h2>{move || state.words().say(Msg::InsightsTitle)}</h2></div>
            <div class="body">{list}</div>
        </section>
    }
}
