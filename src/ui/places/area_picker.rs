//! Finds an area by name or code as one types, with Persian folding: a field with suggestions below it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::text::{Msg, Query};
use crate::ui::late::live;
use crate::ui::state::{State, use_state};

/// How many suggestions are shown.
const SUGGESTED: usize = 40;

/// Suggestions, and how many more there are.
type Found = (Vec<(usize, String, String)>, usize);

/// Areas that count and match, the best matches first; without a query the first ranks.
fn matches(state: State, query: &str) -> Option<Found> {
    let ((loaded, case), words) = (state.both()?, state.words());
    let snapshot = &loaded.snapshot;
    let (areas, total) = if Query::new(query).is_empty() {
        let order = &case.outcome.ranked.ranking.order;
        (order.iter().take(SUGGESTED).map(|at| *at as usize).collect(), order.len())
    } else {
        loaded.search.best(query, SUGGESTED, Some(&case.outcome.set))
    };
    let rest = total - areas.len();
    let row = |at: usize| (at, words.area(snapshot, at), words.whereabouts(snapshot, at));
    Some((areas.into_iter().map(row).collect(), rest))
}

/// A field that suggests areas and tells which was chosen.
#[component]
pub fn AreaPicker(
    /// Told the chosen area.
    choose: Callback<usize>,
    /// Test identifier, and the start of the identifiers inside.
    testid: &'static str,
) -> impl IntoView {
    let state = use_state();
    let (typed, open, active) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(0_usize));
    let found = Memo::new(move |_| open.get().then(|| matches(state, &typed.read())).flatten());
    let take = move |at: usize| {
        open.set(false);
        typed.set(String::new());
        choose.run(at);
    };
    let key = move |event: KeyboardEvent| {
        let shown = found.read_untracked().as_ref().map_or(0, |(list, _)| list.len());
        match event.key().as_str() {
            "ArrowDown" if !open.get_untracked() => open.set(true),
            "ArrowDown" => active.update(|at| *at = (*at + 1).min(shown.saturating_sub(1))),
            "ArrowUp" => active.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                let at = found
                    .read_untracked()
                    .as_ref()
                    .and_then(|(list, _)| Some(list.get(active.get_untracked())?.0));
                at.into_iter().for_each(take);
            }
            "Escape" if open.get_untracked() => open.set(false),
            _ => return,
        }
        event.prevent_default();
    };
    let list =
        move || found.get().map(|found| suggestions(state, found, (active, testid), Callback::new(take)));
    view! {
        <div class="picker screen-only">
            <input type="search" role="combobox" autocomplete="off" data-testid=testid
                placeholder=move || label(state) aria-label=move || label(state)
                aria-expanded=move || open.get().to_string() aria-controls=format!("{testid}-list") aria-autocomplete="list"
                aria-activedescendant=move || open.get().then(|| format!("{testid}-{}", active.get()))
                prop:value=typed on:keydown=key on:click=move |_| open.set(true) on:blur=live(move |_| open.set(false))
                on:input=move |event| { typed.set(event_target_value(&event)); active.set(0); open.set(true); }/>
            {list}
        </div>
    }
}

/// The list below the field. The pointer does not take the focus away, or the list would be gone before the click.
fn suggestions(
    state: State,
    (found, rest): Found,
    (active, testid): (RwSignal<usize>, &'static str),
    take: Callback<usize>,
) -> impl IntoView {
    let words = state.words();
    let option = move |(place, (at, name, whereabouts)): (usize, (usize, String, String))| {
        view! {
            <li role="option" id=format!("{testid}-{place}") aria-selected=move || (active.get() == place).to_string()
                on:pointerdown=|event| event.prevent_default() on:click=move |_| take.run(at)>
                {name}" "<span class="small">{whereabouts}</span>
            </li>
        }
    };
    let more = (rest > 0).then(|| words.fill_one(Msg::PickMore, &words.int(rest)));
    let none = found.is_empty().then(|| words.say(Msg::PickNone).to_owned());
    let said = more.or(none).map(|text| view! { <p class="small">{text}</p> });
    view! {
        <div class="suggestions">
            <ul role="listbox" id=format!("{testid}-list") aria-label=label(state)>
                {found.into_iter().enumerate().map(option).collect_view()}
            </ul>
            {said}
        </div>
    }
}

fn label(state: State) -> String {
    let words = state.words();
    let level = state.loaded().map(|loaded| words.area_level(&loaded.snapshot)).unwrap_or_default();
    words.fill_one(Msg::PickArea, &level)
}
