//! Weights, scale, tiers and cut line.

use leptos::prelude::*;

use crate::rank::{Cut, Tiers};
use crate::scenario::Scenario;
use crate::score::{MissingRule, Normalisation};
use crate::text::{Msg, parse_number};
use crate::ui::state::{State, use_state};
use crate::view::{WeightGroup, equalise, set_child_share, weight_groups};

/// The panel beside the ranking.
#[component]
pub fn WeightsPanel() -> impl IntoView {
    let state = use_state();
    let groups = Memo::new(move |_| {
        let Some(loaded) = state.loaded() else { return Vec::new() };
        let outcome = state.both().map(|(_, outcome)| outcome);
        weight_groups(&loaded.snapshot, &state.scenario(), outcome.as_deref(), state.words())
    });
    // The controls must outlive a drag: only their number decides when they are made anew.
    let count = Memo::new(move |_| groups.read().iter().map(|group| group.id.clone()).collect::<Vec<_>>());
    let each = move || count.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <aside class="card side" data-testid="weights">
            <div class="line between">
                <h2>{move || state.words().say(Msg::Weights)}</h2>
                <button data-testid="weights-equal" on:click=move |_| state.edit(|scenario| scenario.index = equalise(&scenario.index))>
                    {move || state.words().say(Msg::WeightsEqual)}
                </button>
            </div>
            <For each=each key=Clone::clone let((at, _))>
                <WeightCard groups=groups at=at/>
            </For>
            <PeriodSelect/>
            <ScaleSelect/>
            <CutControl/>
            <TierControl/>
            <CoverageControl/>
        </aside>
    }
}

fn group_at(groups: Memo<Vec<WeightGroup>>, path: &[usize]) -> Option<WeightGroup> {
    let groups = groups.read();
    let mut list: &Vec<WeightGroup> = &groups;
    let (last, above) = path.split_last()?;
    for at in above {
        list = &list.get(*at)?.children;
    }
    list.get(*last).cloned()
}

#[component]
fn WeightCard(groups: Memo<Vec<WeightGroup>>, at: usize) -> impl IntoView {
    let state = use_state();
    let own = Memo::new(move |_| group_at(groups, &[at]));
    let n_children = Memo::new(move |_| own.get().map_or(0, |own| own.children.len()));
    let inside = move || {
        let words = state.words();
        words.fill_one(Msg::WeightInside, &words.int(n_children.get()))
    };
    view! {
        <div class="weight">
            <div class="line">
                <i class=move || format!("swatch d{}", own.get().map_or(5, |own| own.colour) + 1)></i>
                <span class="name" title=move || own.get().map(|own| own.name)>{move || own.get().map(|own| own.name)}</span>
                <ShareField own=own path=vec![at]/>
            </div>
            <ShareSlider own=own path=vec![at]/>
            <LeftOut own=own/>
            <Show when=move || n_children.get() != 0>
                <details>
                    <summary>{inside}</summary>
                    <ul>
                        {move || (0..n_children.get()).map(|child| view! { <ChildWeight groups=groups path=vec![at, child]/> }).collect_view()}
                    </ul>
                </details>
            </Show>
        </div>
    }
}

#[component]
fn ChildWeight(groups: Memo<Vec<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let at = path.clone();
    let own = Memo::new(move |_| group_at(groups, &at));
    view! {
        <li>
            <span class="name">{move || own.get().map(|own| own.name)}</span>
            <ShareField own=own path=path/>
            <LeftOut own=own/>
        </li>
    }
}

#[component]
fn LeftOut(own: Memo<Option<WeightGroup>>) -> impl IntoView {
    move || own.get().and_then(|own| own.left_out).map(|text| view! { <p class="small">{text}</p> })
}

fn set_share(scenario: &mut Scenario, path: &[usize], share: f64) {
    scenario.index = set_child_share(&scenario.index, path, share);
}

/// A share as a number to type, in any digits.
#[component]
fn ShareField(own: Memo<Option<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let state = use_state();
    let testid = format!("weight-field-{}", path_name(&path));
    let shown = move || state.words().exact_percent(own.get().map(|own| own.share));
    let typed = move |event| {
        if let Ok(percent) = parse_number(&event_target_value(&event)) {
            state.edit(|scenario| set_share(scenario, &path, (percent / 100.0).clamp(0.0, 1.0)));
        }
    };
    view! {
        <input type="text" inputmode="decimal" class="number" data-testid=testid prop:value=shown
            aria-label=move || label(state, own) on:change=typed/>
    }
}

#[component]
fn ShareSlider(own: Memo<Option<WeightGroup>>, path: Vec<usize>) -> impl IntoView {
    let state = use_state();
    let name = path_name(&path);
    let testid = format!("weight-{name}");
    let percent = move || own.get().map_or(0.0, |own| 100.0 * own.share);
    let moved = move |event| {
        if let Ok(percent) = event_target_value(&event).parse::<f64>() {
            state.drag(&format!("weight-{name}"), |scenario| set_share(scenario, &path, percent / 100.0));
        }
    };
    view! {
        <input type="range" class="slider" min="0" max="100" step="1" data-testid=testid
            prop:value=move || percent().round().to_string()
            aria-label=move || label(state, own)
            aria-valuetext=move || state.words().exact_percent(own.get().map(|own| own.share))
            on:input=moved on:change=move |_| state.drop_control()/>
    }
}

fn path_name(path: &[usize]) -> String {
    path.iter().map(usize::to_string).collect::<Vec<_>>().join("-")
}

fn label(state: State, own: Memo<Option<WeightGroup>>) -> String {
    state.words().fill_one(Msg::WeightOf, &own.get().map(|own| own.name).unwrap_or_default())
}

/// The period whose figures are used, where there are several.
#[component]
fn PeriodSelect() -> impl IntoView {
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
    ("percentile_rank", Normalisation::PercentileRank, Msg::ScalePercentile, Msg::ScalePercentileHint),
    ("z_score", Normalisation::ZScore, Msg::ScaleZScore, Msg::ScaleZScoreHint),
    ("rank", Normalisation::Rank, Msg::ScaleRank, Msg::ScaleRankHint),
    ("iod_exponential", Normalisation::IodExponential, Msg::ScaleIod, Msg::ScaleIodHint),
    ("as_is", Normalisation::AsIs, Msg::ScaleAsIs, Msg::ScaleAsIsHint),
];

fn scale_of(scale: Normalisation) -> usize {
    SCALES
        .iter()
        .position(|(_, known, ..)| std::mem::discriminant(known) == std::mem::discriminant(&scale))
        .unwrap_or(0)
}

#[component]
fn ScaleSelect() -> impl IntoView {
    let state = use_state();
    let current = Memo::new(move |_| {
        let scenario = state.scenario();
        let leaves = scenario.index.leaves();
        scale_of(leaves.first().and_then(|leaf| leaf.normalise).unwrap_or(scenario.normalise))
    });
    let changed = move |event| {
        let key = event_target_value(&event);
        let Some((_, scale, ..)) = SCALES.iter().find(|(known, ..)| *known == key) else { return };
        state.edit(|scenario| {
            scenario.normalise = *scale;
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

#[component]
fn CutControl() -> impl IntoView {
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

#[component]
fn TierControl() -> impl IntoView {
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

#[component]
fn CoverageControl() -> impl IntoView {
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
