//! A decision outside the rule: which way, why, by whom, by which letter and when it was made.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::actions::keep;
use crate::scenario::{Lock, Membership};
use crate::text::{JalaliDate, Msg};
use crate::ui::late::live;
use crate::ui::shell::follow;
use crate::ui::state::use_state;

/// The dialog; closed while no decision is being written.
#[component]
#[expect(clippy::too_many_lines, reason = "one form, mostly markup")]
pub fn LockDialog() -> impl IntoView {
    let state = use_state();
    let draft = state.list.draft;
    let node = NodeRef::<Dialog>::new();
    let [reason, date, decider, letter] = [(); 4].map(|()| RwSignal::new(String::new()));
    let fault = RwSignal::new(None::<Msg>);
    Effect::new(move |_| {
        let open = draft.read().is_some();
        if open {
            for field in [reason, date, decider, letter] {
                field.set(String::new());
            }
            fault.set(None);
        }
        if let Some(dialog) = node.get() {
            follow(&dialog, open);
        }
    });
    let title = move || {
        let (loaded, draft, words) = (state.loaded()?, draft.get()?, state.words());
        let key = if draft.inside { Msg::ListLockInTitle } else { Msg::ListLockOutTitle };
        Some(words.fill_one(key, &words.area(&loaded.snapshot, draft.area)))
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(own) = draft.get_untracked() else { return };
        let (reason, date) = (reason.get_untracked(), date.get_untracked());
        match (reason.trim().is_empty(), written(&date)) {
            (true, _) => fault.set(Some(Msg::ListLockNoReason)),
            (_, Err(())) => fault.set(Some(Msg::ListLockBadDate)),
            (_, Ok(date)) => {
                let [decider, letter] = [decider, letter].map(|field| told(&field.get_untracked()));
                keep(
                    state,
                    &own,
                    Lock { date, decider, letter, ..Lock::new("", Membership::In, reason.trim()) },
                );
                draft.set(None);
            }
        }
    };
    let say = move |key: Msg| move || state.words().say(key);
    view! {
        <dialog class="lock-dialog" node_ref=node data-testid="lock-dialog" aria-labelledby="lock-title" on:close=live(move |_| draft.set(None))>
            <form on:submit=save>
                <div class="head">
                    <h2 id="lock-title">{title}</h2>
                    <button type="button" data-testid="lock-cancel" on:click=move |_| draft.set(None)>{say(Msg::Cancel)}</button>
                </div>
                <div class="body">
                    <p class="note">{say(Msg::ListLocksRule)}</p>
                    <label class="field"><span>{say(Msg::ListLockReason)}</span>
                        <input type="text" data-testid="lock-reason" autofocus=true prop:value=move || reason.get()
                            aria-invalid=move || (fault.get() == Some(Msg::ListLockNoReason)).to_string()
                            on:input=move |event| reason.set(event_target_value(&event))/>
                    </label>
                    <label class="field"><span>{say(Msg::ListLockDecider)}</span>
                        <input type="text" data-testid="lock-decider" prop:value=move || decider.get()
                            on:input=move |event| decider.set(event_target_value(&event))/>
                    </label>
                    <label class="field"><span>{say(Msg::ListLockLetter)}</span>
                        <input type="text" data-testid="lock-letter" prop:value=move || letter.get()
                            on:input=move |event| letter.set(event_target_value(&event))/>
                    </label>
                    <label class="field"><span>{say(Msg::ListLockDate)}</span>
                        <input type="text" data-testid="lock-date" prop:value=move || date.get()
                            aria-invalid=move || (fault.get() == Some(Msg::ListLockBadDate)).to_string()
                            on:input=move |event| date.set(event_target_value(&event))/>
                    </label>
                    <p class="note bad" role="alert" hidden=move || fault.get().is_none()>
                        {move || fault.get().map(|key| state.words().say(key))}
                    </p>
                    <div><button class="primary" type="submit" data-testid="lock-save">{say(Msg::ListLockSave)}</button></div>
                </div>
            </form>
        </dialog>
    }
}

/// What was written in a field that may stay empty.
fn told(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A day as files hold it, from one typed in either calendar; nothing typed is no day.
fn written(text: &str) -> Result<Option<String>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let latin = crate::text::to_latin_digits(text.trim());
    // Years of this century tell the calendars apart.
    let gregorian = latin.starts_with("20");
    let date =
        if gregorian { JalaliDate::from_iso(&latin.replace('/', "-")) } else { JalaliDate::parse(&latin) };
    date.map(|date| Some(date.to_iso())).map_err(drop)
}
