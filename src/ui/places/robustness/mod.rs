//! پایداری: how sure is this list?

mod acceptance;
mod bands;
mod deciding;
mod flips;

mod settings;
mod table;

use leptos::prelude::*;

use crate::text::{Language, Msg};
use crate::ui::robustness::{BY_ITSELF, Found, Phase};
use crate::ui::shell::Help;
use crate::ui::state::{Shared, State, use_state};
use crate::ui::widgets::{Chips, Problems};
use crate::view::{SettingLine, Words, help, setting_lines, sure_title};

/// The robustness place.
#[component]
pub fn RobustnessPlace() -> impl IntoView {
    let state = use_state();
    // On entering, and on nothing else: what changes afterwards is said, not computed unbidden.
    let small = untrack(|| state.case()).is_some_and(|case| case.outcome.set.iter().count() <= BY_ITSELF);
    let idle = state.robustness.phase.get_untracked() == Phase::Idle;
    if small && idle && !untrack(|| state.robustness.is_fresh(state)) {
        state.robustness.start(state);
    }
    let fine = Memo::new(move |_| state.case().is_some());
    let there = Memo::new(move |_| state.robustness.found.read().is_some());
    view! {
        <div class="stack" data-testid="robustness">
            <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                <section class="card">
                    <div class="head"><div class="titled"><h1 data-testid="sure-title">{move || title(state)}</h1><Help topic=&help::SURE/></div><Chips/></div>
                    <div class="body stack">
                        <Work/>
                        {move || state.robustness.locks_note(state).map(|text| view! { <p class="note" data-testid="sure-locks">{text}</p> })}
                        <Show when=move || there.get()><Settings/></Show>
                        <settings::Advanced/>
                    </div>
                </section>
                <Show when=move || there.get()>
                    <bands::Bands/>
                    <div class="halves">
                        <acceptance::Acceptance/>
                        <flips::PairsCard/>
                        <deciding::DecidingCard/>
                        <flips::FlipsCard/>
                    </div>
                    <table::Table/>
                </Show>
            </Show>
        </div>
    }
}

fn found(state: State) -> Option<Shared<Found>> {
    state.robustness.found.get()
}

fn title(state: State) -> String {
    let words = state.words();
    found(state).map_or_else(|| words.say(Msg::SureAsk).to_owned(), |found| sure_title(found.sure(), words))
}

/// Where the question stands, with what can be done about it.
#[component]
fn Work() -> impl IntoView {
    let state = use_state();
    let robustness = state.robustness;
    // Progress alone is no reason to say the same again.
    let calm = Memo::new(move |_| match robustness.phase.get() {
        Phase::Working(..) => Phase::Working(0.0, 0.0),
        other => other,
    });
    let working = Memo::new(move |_| matches!(robustness.phase.get(), Phase::Working(..)));
    view! {
        <div role="status">{move || said(state, calm.get())}</div>
        <Show when=move || working.get()><Progress/></Show>
    }
}

/// What is to be said beside the progress: why there is no answer, or that the one below is older.
fn said(state: State, phase: Phase) -> Option<AnyView> {
    let words = state.words();
    if let Phase::Failed(reasons) = phase {
        return Some(failed(state, &reasons, words).into_any());
    }
    let there = found(state).is_some();
    if there && state.robustness.is_fresh(state) {
        return None;
    }
    if phase != Phase::Idle {
        let older = view! { <p class="note warn" data-testid="sure-older">{words.say(Msg::SureOlder)}</p> };
        return there.then(|| older.into_any());
    }
    let key = if there { Msg::SureStale } else { Msg::SureIdle };
    let button = if there { Msg::SureAgain } else { Msg::SureRun };
    let n = state.case().map_or(0, |case| case.outcome.set.iter().count());
    let large = (n > BY_ITSELF).then(|| words.fill(Msg::SureLarge, &[("n", &words.int(n))]));
    let start = move |_| state.robustness.start(state);
    let stale = view! {
        <div class="note warn line between" data-testid="sure-stale">
            <span>{words.say(key)}" "{large}</span>
            <button class="primary" data-testid="sure-run" on:click=start>{words.say(button)}</button>
        </div>
    };
    Some(stale.into_any())
}

fn failed(state: State, reasons: &[[String; 2]], words: Words) -> impl IntoView + use<> {
    let item = |[fa, en]: &[String; 2]| {
        let text = if words.language == Language::Fa { fa } else { en };
        view! { <li>{text.clone()}</li> }
    };
    let list: Vec<_> = reasons.iter().map(item).collect();
    view! {
        <div class="note bad" role="alert" data-testid="sure-failed">
            <b>{words.say(Msg::SureFailed)}</b><ul class="plain">{list}</ul>
            <button data-testid="sure-retry" on:click=move |_| state.robustness.start(state)>{words.say(Msg::SureAgain)}</button>
        </div>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let state = use_state();
    let robustness = state.robustness;
    let now = move || match robustness.phase.get() {
        Phase::Working(share, error) => (share, error),
        _ => (0.0, 0.5),
    };
    let text = move || {
        let (words, (share, error)) = (state.words(), now());
        words.fill(
            Msg::SureProgress,
            &[("share", &words.percent(Some(share))), ("error", &words.exact_percent(Some(error)))],
        )
    };
    view! {
        <div class="line" data-testid="sure-progress">
            <progress class="grow" max="1" prop:value=move || now().0 aria-label=move || state.words().say(Msg::PlaceSureness)></progress>
            <span class="num small">{text}</span>
            <button data-testid="sure-cancel" on:click=move |_| robustness.stop()>{move || state.words().say(Msg::SureCancel)}</button>
        </div>
    }
}

/// All settings beside each other; the one chosen is what the charts show.
#[component]
fn Settings() -> impl IntoView {
    let state = use_state();
    let chosen = state.robustness.setting;
    let item = move |line: SettingLine| {
        let (setting, testid) = (line.setting, format!("sure-setting-{:?}", line.setting).to_lowercase());
        view! {
            <button class="setting" data-testid=testid
                aria-pressed=move || (chosen.get() == setting).to_string() on:click=move |_| chosen.set(setting)>
                <span class="small">{line.name}</span>
                <b>{line.finding}</b>
                <span class="small">{line.effort}</span>
            </button>
        }
    };
    let items = move || {
        let (found, words) = (found(state)?, state.words());
        Some(setting_lines(found.sure(), words).into_iter().map(item).collect_view())
    };
    view! {
        <div class="measures" role="group" aria-label=move || state.words().say(Msg::SureSetting) data-testid="sure-settings">{items}</div>
        <p class="note">{move || state.words().say(Msg::SureHint)}</p>
    }
}
