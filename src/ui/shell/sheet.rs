//! The sheet of shortcuts, made of the table of actions.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::actions::ACTIONS;
use super::follow;
use super::menu::kbd;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::{Place, use_state};

/// Keys that parts of the page bring themselves.
const OWN: [(Msg, &str); 7] = [
    (Msg::KeysTable, "↑+↓"),
    (Msg::KeysMap, "←+→+↑+↓"),
    (Msg::KeysTour, "←+→"),
    (Msg::KeysSlide, "←+→"),
    (Msg::KeysSlideNumber, "12+Enter"),
    (Msg::KeysBlack, "B"),
    (Msg::KeysTry, "W"),
];

/// All shortcuts.
#[component]
pub fn ShortcutSheet() -> impl IntoView {
    let state = use_state();
    let (open, single) = (state.shell.sheet, state.shell.single_keys);
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            follow(&dialog, open.get());
        }
    });
    let lines = move || {
        let words = state.words();
        let line = |name: String, keys: &str| view! { <li><span class="grow">{name}</span>{kbd(keys)}</li> };
        let actions = ACTIONS.iter().filter(|action| !action.keys.is_empty());
        let mut list: Vec<_> = actions
            .flat_map(|action| {
                action.keys.split(' ').map(|keys| (words.say(action.label).to_owned(), keys.to_owned()))
            })
            .collect();
        let place = |(at, place): (usize, Place)| {
            (words.fill_one(Msg::KeysPlaces, words.say(place.label())), (at + 1).to_string())
        };
        list.extend(Place::ALL.into_iter().enumerate().map(place));
        list.extend(OWN.map(|(key, keys)| (words.say(key).to_owned(), keys.to_owned())));
        open.get().then(|| list.into_iter().map(|(name, keys)| line(name, &keys)).collect_view())
    };
    let say = move |key: Msg| move || state.words().say(key);
    view! {
        <dialog node_ref=node data-testid="keys-sheet" aria-labelledby="keys-title" on:close=live(move |_| open.set(false))>
            <div class="head">
                <h2 id="keys-title">{say(Msg::KeysTitle)}</h2>
                <button data-testid="keys-close" on:click=move |_| open.set(false)>{say(Msg::Close)}</button>
            </div>
            <div class="body">
                <ul class="shortcuts">{lines}</ul>
                <div>
                    <label class="check">
                        <input type="checkbox" data-testid="single-keys" prop:checked=single on:change=live(move |event| single.set(event_target_checked(&event)))/>
                        {say(Msg::KeysSingle)}
                    </label>
                    <p class="small">{say(Msg::KeysSingleHint)}</p>
                </div>
            </div>
        </dialog>
    }
}
