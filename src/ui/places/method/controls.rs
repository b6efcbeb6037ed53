//! Period, cut line, number of tiers and least coverage.

use leptos::prelude::*;

use crate::document::Command;
use crate::rank::{Cut, Tiers};
use crate::score::MissingRule;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::use_state;
use crate::ui::widgets::NumberField;
use crate::view::{help, whole_within, within};

/// A list of more areas than a file may hold is none.
const MOST_LISTED: f64 = 1e6;

/// The period whose figures are used, where there are several.
#[component]
pub fn PeriodSelect() -> impl IntoView {
    let state = use_state();
    let options = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let periods = &loaded.snapshot.periods;
        let chosen = state.scenario().period.as_deref().and_then(|id| loaded.snapshot.period_idx(id));
        let chosen = chosen.unwrap_or_else(|| loaded.snapshot.latest_period());
        let option = |(at, period): (usize, &crate::snapshot::Period)| {
            view! { <option value=period.id.clone() selected=at == chosen>{words.label(&period.name)}</option> }
        };
        Some(periods.iter().enumerate().rev().map(option).collect_view())
    };
    let changed = move |event| {
        let id = event_target_value(&event);
        let newest = state
            .loaded_untracked()
            .and_then(|loaded| loaded.snapshot.periods.last().map(|last| last.id.clone()));
        // The newest period stays unnamed, so that the scenario serves the next snapshot too.
        state.edit(&Command::SetPeriod(Some(id).filter(|id| Some(id) != newest.as_ref())));
    };
    view! {
        <Show when=move || state.loaded().is_some_and(|loaded| loaded.snapshot.periods.len() > 1)>
            <label class="field">
                <span>{move || state.words().say(Msg::Period)}</span>
                <select data-testid="period" on:change=live(changed)>{options}</select>
            </label>
        </Show>
    }
}

/// Where the list ends: by count or by population.
#[component]
pub fn CutControl() -> impl IntoView {
    let state = use_state();
    let cut = Memo::new(move |_| state.scenario().cut);
    let by_people = Memo::new(move |_| matches!(cut.get(), Cut::PopulationShare(_)));
    // A list that goes by people already keeps its switch, so that it can be left.
    let has_people =
        move || by_people.get() || state.loaded().is_some_and(|loaded| loaded.snapshot.population.is_some());
    let line = move || untrack(|| state.case()).map(|case| case.outcome.ranked.cut);
    // Changing the kind keeps the line where it is.
    let count =
        move |_| state.edit(&Command::SetCut(Cut::Count(line().map_or(12, |line| line.count as u32))));
    let people = move |_| {
        let share = line().and_then(|line| line.population_share).unwrap_or(0.2);
        // A short list of many areas holds less than one per cent, which must not become none.
        let steps = if share < 0.01 { 1e5 } else { 100.0 };
        state.edit(&Command::SetCut(Cut::PopulationShare((share * steps).round() / steps)));
    };
    let shown = move || {
        let words = state.words();
        match cut.get() {
            Cut::Count(count) => words.int(count as usize),
            Cut::PopulationShare(share) => words.exact_share(share),
            Cut::Score(score) => words.exact(score, 1),
        }
    };
    let take = Callback::new(move |value: Option<f64>| {
        let next = match state.scenario_untracked().cut {
            Cut::Count(_) => Cut::Count(whole_within(value, (0.0, MOST_LISTED))? as u32),
            Cut::PopulationShare(_) => Cut::PopulationShare(within(value, (0.0, 100.0))? / 100.0),
            Cut::Score(_) => Cut::Score(within(value, (f64::MIN, f64::MAX))?),
        };
        state.edit(&Command::SetCut(next));
        Ok(())
    });
    let label =
        move || state.words().say(if by_people.get() { Msg::CutShareLabel } else { Msg::CutCountLabel });
    view! {
        <fieldset class="field">
            <span class="titled">{move || state.words().say(Msg::Cut)}<Help topic=&help::CUT/></span>
            <Show when=has_people>
                <div class="seg">
                    <button data-testid="cut-count" aria-pressed=move || (!by_people.get()).to_string() on:click=count>
                        {move || state.words().say(Msg::CutByCount)}
                    </button>
                    <button data-testid="cut-population" aria-pressed=move || by_people.get().to_string() on:click=people>
                        {move || state.words().say(Msg::CutByPopulation)}
                    </button>
                </div>
            </Show>
            <label class="line">
                <span class="small grow">{label}</span>
                <NumberField testid="cut-value" label=Signal::derive(move || label().to_owned()) shown=Signal::derive(shown)
                    take=take narrow=true/>
            </label>
        </fieldset>
    }
}

/// How many tiers, where a number of them is what one chooses.
#[component]
pub fn TierControl() -> impl IntoView {
    let state = use_state();
    let count = Memo::new(move |_| match state.scenario().tiers {
        Tiers::Quantile { count } => Some((count, 10)),
        Tiers::NaturalBreaks { count } => Some((count, 9)),
        _ => None,
    });
    let options = move || {
        let (words, (count, most)) = (state.words(), count.get()?);
        let option = |n: u8| view! { <option value=n.to_string() selected=count == n>{words.int(usize::from(n))}</option> };
        Some((2..=most.max(count)).map(option).collect_view())
    };
    let changed = move |event| {
        let Ok(wanted) = event_target_value(&event).parse::<u8>() else { return };
        state.edit(&Command::SetTierCount(wanted));
    };
    view! {
        <Show when=move || count.get().is_some()>
            <label class="line">
                <span class="small grow">{move || state.words().say(Msg::Tiers)}</span>
                <select data-testid="tiers" on:change=live(changed)>{options}</select>
            </label>
        </Show>
    }
}

/// How much of a domain must be there for it to count.
#[component]
pub fn CoverageControl() -> impl IntoView {
    let state = use_state();
    let least = Memo::new(move |_| match state.scenario().missing {
        MissingRule::Renormalise { min_coverage } => min_coverage,
        MissingRule::Indicators { min_share } => min_share,
        MissingRule::Propagate => 1.0,
    });
    let take = Callback::new(move |percent: Option<f64>| {
        let share = within(percent, (0.0, 100.0))? / 100.0;
        state.edit(&Command::SetCoverage(share));
        Ok(())
    });
    view! {
        <div class="field helped">
        <Help topic=&help::COVERAGE/>
        <label class="field">
            <span class="line">
                <span class="small grow">{move || state.words().say(Msg::MissingRule)}</span>
                <NumberField testid="min-coverage" label=Signal::derive(move || state.words().say(Msg::MissingRule).to_owned())
                    shown=Signal::derive(move || state.words().exact_share(least.get())) take=take narrow=true/>
            </span>
            <small class="small">{move || state.words().say(Msg::MissingRuleHint)}</small>
        </label>
        </div>
    }
}
