//! اولویت‌بندی: the ranking, the weights beside it, and the reason for the selected row.

use leptos::prelude::*;

use super::list::{ListPopup, ListTools, LockDialog, MarksBar, RankingTable};
use super::method::MethodologyButton;
use super::print_list::PrintList;
use super::weights::WeightsPanel;
use crate::document::Command;
use crate::text::Msg;
use crate::ui::shell::Help;
use crate::ui::state::use_state;
use crate::ui::widgets::{Chips, FindChip, Problems, SaveMenu, show_profile};
use crate::view::{
    Setting, against_list, bars_note, flip_sentence, gaps_note, headline, help, legend, method_line,
    why_parts,
};

/// The prioritisation place.
#[component]
pub fn PriorityPlace() -> impl IntoView {
    let state = use_state();
    let fine = Memo::new(move |_| state.case().is_some());
    view! {
        <div class="with-side" data-testid="priority">
            <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                <section class="card ranking">
                    <Intro/>
                    <RankingTable/>
                    <PrintList/>
                    <Why/>
                </section>
            </Show>
            <WeightsPanel/>
            <ListPopup/>
            <LockDialog/>
        </div>
    }
}

#[component]
fn Intro() -> impl IntoView {
    let state = use_state();
    let text = move || {
        let (case, words) = (state.case()?, state.words());
        let scenario = state.scenario();
        let unscored = case.outcome.ranked.ranking.unscored.len();
        let unscored = (unscored > 0 && case.outcome.is_additive())
            .then(|| words.fill(Msg::UnscoredCount, &[("n", &words.int(unscored))]));
        Some(view! {
            <h1 data-testid="headline">{headline(&case, words)}</h1>
            <p class="muted">{method_line(&case, words)}</p>
            {bars_note(&scenario, words).map(|text| view! { <p class="note" data-testid="bars-note">{text}</p> })}
            {gaps_note(&case.outcome, words).map(|text| view! { <FlatGaps text=text/> })}
            {unscored.map(|text| view! { <p class="small" data-testid="unscored">{text}</p> })}
            {case.outcome.ranked.cut.splits_tie.then(|| view! { <p class="note warn">{words.say(Msg::CutTie)}</p> })}
        })
    };
    let parts = Memo::new(move |_| {
        let (case, words) = (state.case()?, state.words());
        Some(legend(&case, words))
    });
    let keys = move || {
        let key = |(_, colour, name): (String, usize, String)| {
            view! {
                <span><i class=format!("swatch d{}", colour + 1)></i>{name}</span>
            }
        };
        parts.get().map(|parts| parts.into_iter().map(key).collect_view())
    };
    view! {
        <div class="intro">
            {text}
            <Chips/>
            <FindChip/>
            <MarksBar/>
            <div class="line between">
                <div class="keys">{keys}</div>
                <ListTools/>
                <div class="line tight">
                    <Help topic=&help::RANKING/>
                    <MethodologyButton/>
                    <SaveMenu/>
                </div>
            </div>
        </div>
    }
}

/// What a flat method leaves out, with the plain way to take it in.
#[component]
fn FlatGaps(text: String) -> impl IntoView {
    let state = use_state();
    let fill = move |_| {
        state.edit(&Command::Choose { setting: Setting::Impute, key: "median".to_owned() });
    };
    view! {
        <div class="note warn line" data-testid="flat-gaps">
            <span class="grow">{text}</span>
            <button class="screen-only" data-testid="fill-gaps" on:click=fill>{state.words().say(Msg::FlatFill)}</button>
        </div>
    }
}

#[component]
fn Why() -> impl IntoView {
    let state = use_state();
    let selected = Memo::new(move |_| {
        let case = state.case()?;
        state.selected.get().filter(|at| case.outcome.set.contains(*at))
    });
    // Both look at other areas too, and tell of a result that a moving control leaves behind at once.
    let slow = state.at_rest(move || {
        let (case, area) = state.case().zip(selected.get())?;
        let words = state.words();
        let against = against_list(&case, area, words);
        Some([against, flip_sentence(&case, area, words)])
    });
    let waiting = move |at: usize| {
        let text = move || slow.get().and_then(|mut both| both[at].take());
        view! { <span class:waiting=move || state.is_moving()>{text}</span> }
    };
    let text = move || {
        let (case, words) = (state.case()?, state.words());
        Some(match selected.get() {
            None => view! { <p class="muted">{words.say(Msg::WhyNone)}</p> }.into_any(),
            Some(area) => {
                let why = why_parts(&case, area, words);
                view! {
                    <p>
                        <b>{why.title}</b>" "{why.reasons.join(" ")}" "{waiting(0)}" "{why.remarks.join(" ")}" "
                        {waiting(1)}" "{state.robustness.sentence(state, area)}
                    </p>
                    <button class="quiet" data-testid="show-profile" on:click=move |_| show_profile(state, area)>
                        {words.say(Msg::ShowProfile)}
                    </button>
                }
                .into_any()
            }
        })
    };
    view! { <div class="why" data-testid="why" aria-live="polite">{text}</div> }
}
