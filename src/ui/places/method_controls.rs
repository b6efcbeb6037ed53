//! Period, scale, cut line, tiers and least coverage.

use leptos::prelude::*;

use crate::rank::{Cut, Tiers};
use crate::score::{MissingRule, Normalisation};
use crate::text::{Msg, parse_number};
use crate::ui::state::use_state;

/// The period whose figures are used, where there are several.
#[component]
pub fn PeriodSelect() -> impl IntoView {
    let state = use_state();
    let options = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let periods = &loaded.snapshot.periods;
        let option = |(at, period): (usize, &crate::snapshot::Period)| {
            view! { <option value=period.id.clone() selected=at == outcome.period>{words.label(&period.name)}</option> }
        };
        Some(periods.iter().enumerate().rev().map(option).collect_view())
    };
    let changed = move |event| {
        let id = event_target_value(&event);
        let newest = state
            .loaded_untracked()
            .and_then(|loaded| loaded.snapshot.periods.last().map(|last| last.id.clone()));
        // The newest period stays unnamed, so that the scenario serves the next snapshot too.
        state.edit(|scenario| scenario.period = Some(id.clone()).filter(|id| Some(id) != newest.as_ref()));
    };
    view! {
        <Show when=move || state.loaded().is_some_and(|loaded| loaded.snapshot.periods.len() > 1)>
            <label class="field">
                <span>{move || state.words().say(Msg::Period)}</span>
                <select data-testid="period" on:change=changed>{options}</select>
            </label>
        </Show>
    }
}

/// The scales offered, each with its name and one sentence on when to use it.
const SCALES: [(&str, Normalisation, Msg, Msg); 6] = [
    ("min_max", Normalisation::MinMax { lo: 0.0, hi: 100.0 }, Msg::ScaleMinMax, Msg::ScaleMinMaxHint),
    ("percentile_rank", Normalisation::PERCENTILE_RANK, Msg::ScalePercentile, Msg::ScalePercentileHint),
    ("z_score", Normalisation::Z_SCORE, Msg::ScaleZScore, Msg::ScaleZScoreHint),
    ("rank", Normalisation::Rank, Msg::ScaleRank, Msg::ScaleRankHint),
    ("iod_exponential", Normalisation::IodExponential, Msg::ScaleIod, Msg::ScaleIodHint),
    ("as_is", Normalisation::AsIs, Msg::ScaleAsIs, Msg::ScaleAsIsHint),
];

fn scale_of(scale: &Normalisation) -> usize {
    SCALES
        .iter()
        .position(|(_, known, ..)| std::mem::discriminant(known) == std::mem::discriminant(scale))
        .unwrap_or(0)
}

/// How indicators come to a common scale, with one sentence on when to use it.
#[component]
pub fn ScaleSelect() -> impl IntoView {
    let state = use_state();
    let current = Memo::new(move |_| {
        let scenario = state.scenario();
        let leaves = scenario.index.leaves();
        scale_of(leaves.first().and_then(|leaf| leaf.normalise.as_ref()).unwrap_or(&scenario.normalise))
    });
    let changed = move |event| {
        let key = event_target_value(&event);
        let Some((_, scale, ..)) = SCALES.iter().find(|(known, ..)| *known == key) else { return };
        state.edit(|scenario| {
            scenario.normalise = scale.clone();
            clear_leaf_scales(&mut scenario.index);
        });
    };
    let options = move || {
        let words = state.words();
        SCALES
            .iter()
            .enumerate()
            .map(|(at, (key, _, name, _))| view! { <option value=*key selected=current.get() == at>{words.say(*name)}</option> })
            .collect_view()
    };
    view! {
        <label class="field">
            <span>{move || state.words().say(Msg::Normalisation)}</span>
            <select data-testid="normalisation" on:change=changed>{options}</select>
            <small class="small">{move || state.words().say(SCALES[current.get()].3)}</small>
        </label>
    }
}

/// A scale chosen for all replaces what single leaves had.
fn clear_leaf_scales(node: &mut crate::score::IndexNode) {
    node.normalise = None;
    node.children.iter_mut().for_each(clear_leaf_scales);
}

/// Where the list ends: by count or by population.
#[component]
pub fn CutControl() -> impl IntoView {
    let state = use_state();
    let cut = Memo::new(move |_| state.scenario().cut);
    let by_people = Memo::new(move |_| matches!(cut.get(), Cut::PopulationShare(_)));
    let has_people = move || state.loaded().is_some_and(|loaded| loaded.snapshot.population.is_some());
    let line = move || untrack(|| state.both()).map(|(_, outcome)| outcome.ranked.cut);
    // Changing the kind keeps the line where it is.
    let count = move |_| {
        state.edit(|scenario| scenario.cut = Cut::Count(line().map_or(12, |line| line.count as u32)))
    };
    let people = move |_| {
        let share = line().and_then(|line| line.population_share).unwrap_or(0.2);
        state.edit(|scenario| scenario.cut = Cut::PopulationShare((share * 100.0).round() / 100.0));
    };
    let shown = move || {
        let words = state.words();
        match cut.get() {
            Cut::Count(count) => words.int(count as usize),
            Cut::PopulationShare(share) => words.percent(Some(share)),
            Cut::Score(score) => words.score(Some(score)),
        }
    };
    let typed = move |event| {
        let Ok(value) = parse_number(&event_target_value(&event)) else { return };
        state.edit(|scenario| {
            scenario.cut = match scenario.cut {
                Cut::Count(_) => Cut::Count(value.clamp(0.0, 1e9) as u32),
                Cut::PopulationShare(_) => Cut::PopulationShare((value / 100.0).clamp(0.0, 1.0)),
                Cut::Score(_) => Cut::Score(value),
            };
        });
    };
    let label =
        move || state.words().say(if by_people.get() { Msg::CutShareLabel } else { Msg::CutCountLabel });
    view! {
        <fieldset class="field">
            <span>{move || state.words().say(Msg::Cut)}</span>
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
                <input type="text" inputmode="decimal" class="number" data-testid="cut-value" prop:value=shown on:change=typed/>
            </label>
        </fieldset>
    }
}

/// How many tiers.
#[component]
pub fn TierControl() -> impl IntoView {
    let state = use_state();
    let count = Memo::new(move |_| state.scenario().tiers.count());
    let options = move || {
        let words = state.words();
        (2..=10_usize)
            .map(|n| view! { <option value=n.to_string() selected=count.get() == n>{words.int(n)}</option> })
            .collect_view()
    };
    let changed = move |event| {
        if let Ok(count) = event_target_value(&event).parse::<u8>() {
            state.edit(|scenario| scenario.tiers = Tiers::Quantile { count });
        }
    };
    view! {
        <label class="line">
            <span class="small grow">{move || state.words().say(Msg::Tiers)}</span>
            <select data-testid="tiers" on:change=changed>{options}</select>
        </label>
    }
}

/// How much of a domain must be there for it to count.
#[component]
pub fn CoverageControl() -> impl IntoView {
    let state = use_state();
    let least = Memo::new(move |_| match state.scenario().missing {
        MissingRule::Renormalise { min_coverage } => min_coverage,
        MissingRule::Propagate => 1.0,
    });
    let typed = move |event| {
        if let Ok(percent) = parse_number(&event_target_value(&event)) {
            let min_coverage = (percent / 100.0).clamp(0.0, 1.0);
            state.edit(|scenario| scenario.missing = MissingRule::Renormalise { min_coverage });
        }
    };
    view! {
        <label class="field">
            <span class="line">
                <span class="small grow">{move || state.words().say(Msg::MissingRule)}</span>
                <input type="text" inputmode="decimal" class="number" data-testid="min-coverage"
                    prop:value=move || state.words().percent(Some(least.get())) on:change=typed/>
            </span>
            <small class="small">{move || state.words().say(Msg::MissingRuleHint)}</small>
        </label>
    }
}
