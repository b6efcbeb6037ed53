//! «این فهرست چقدر مطمئن است؟»: the answer in a sentence, beneath the weights.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::robustness::Phase;
use crate::ui::shell::go;
use crate::ui::state::{Place, use_state};
use crate::view::sure_title;

/// The sentence, or the way to it.
#[component]
pub fn RobustnessBox() -> impl IntoView {
    let state = use_state();
    let robustness = state.robustness;
    let body = move || {
        let words = state.words();
        if let Phase::Working(share, _) = robustness.phase.get() {
            return view! {
                <progress max="1" prop:value=share aria-label=words.say(Msg::PlaceSureness)></progress>
                <button data-testid="box-stop" on:click=move |_| robustness.stop()>{words.say(Msg::SureCancel)}</button>
            }
            .into_any();
        }
        let found = robustness.found.get();
        let fresh = robustness.is_fresh(state);
        let said = found.as_ref().map(|found| sure_title(found.sure(), words));
        let note = match (&said, fresh) {
            (None, _) => Some(Msg::SureIdle),
            (Some(_), false) => Some(Msg::ListSureOlder),
            _ => None,
        };
        let button = if said.is_some() { Msg::SureAgain } else { Msg::SureRun };
        view! {
            {said.map(|text| view! { <p class:stale=!fresh data-testid="box-sentence">{text}</p> })}
            {note.map(|key| view! { <p class="small" data-testid="box-note">{words.say(key)}</p> })}
            {(!fresh).then(|| view! {
                <button data-testid="box-run" on:click=move |_| robustness.start(state)>{words.say(button)}</button>
            })}
        }
        .into_any()
    };
    view! {
        <section class="note sure-box" data-testid="sure-box" aria-live="polite">
            <h3>{move || state.words().say(Msg::ListSureQuestion)}</h3>
            {body}
            <button class="quiet" data-testid="box-more" on:click=move |_| go(state, Place::Robustness)>
                {move || state.words().say(Msg::ListSureMore)}
            </button>
        </section>
    }
}
