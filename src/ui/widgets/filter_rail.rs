//! The filters beside every place, and their chips.

use leptos::prelude::*;

use super::find::Find;
use super::range_filter::{AddRange, RangeFilter};
use crate::filter::{AreaSet, FilterContext, apply};
use crate::sorting::Sorting;
use crate::text::{Msg, collation_key};
use crate::ui::late::live;
use crate::ui::state::{Loaded, State, use_state};
use crate::view::{ChipTarget, FilterForm};

/// The filters.
#[component]
pub fn FilterRail() -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let toggle = move || state.words().say(if open.get() { Msg::FiltersHide } else { Msg::FiltersShow });
    let form = Memo::new(move |_| state.filter_form());
    let ranges = move || {
        let loaded = state.loaded()?;
        let own = loaded.snapshot.population.map(|at| loaded.snapshot.indicators[at].id.clone());
        let others = form
            .read()
            .ranges
            .iter()
            .map(|range| range.indicator.clone())
            .filter(|id| Some(id) != own.as_ref())
            .collect::<Vec<_>>();
        Some(own.into_iter().chain(others).collect::<Vec<_>>())
    };
    view! {
        <div>
            <button class="rail-toggle" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                {toggle}
            </button>
            <aside class="card rail" class:closed=move || !open.get() data-testid="filters" aria-label=move || state.words().say(Msg::Filters)>
                <Find/>
                <Divisions form=form/>
                <Kinds form=form/>
                <For each=move || ranges().unwrap_or_default() key=Clone::clone let:id>
                    <RangeFilter indicator=id/>
                </For>
                <Offices form=form/>
                <AddRange/>
            </aside>
        </div>
    }
}

/// One line of a list of choices.
#[derive(Clone, PartialEq)]
struct Choice {
    id: String,
    name: String,
    count: usize,
    share: f64,
    chosen: bool,
}

/// How many areas each choice would hold, all other filters applied.
fn counts(
    (loaded, period): (&Loaded, usize),
    form: &FilterForm,
    group: impl Fn(usize, &mut dyn FnMut(usize)),
    n: usize,
) -> Vec<usize> {
    let context = FilterContext { snapshot: &loaded.snapshot, period, search: &loaded.search };
    let others =
        apply(&form.to_filter(), context).unwrap_or_else(|_| AreaSet::none(loaded.snapshot.n_areas()));
    let mut counts = vec![0; n];
    for area in others.iter() {
        group(area, &mut |at| counts[at] += 1);
    }
    counts
}

#[component]
fn ChoiceList(
    /// The choices.
    choices: Signal<Vec<Choice>>,
    /// Told which one was clicked.
    toggle: Callback<String>,
    /// Heading.
    #[prop(into)]
    title: Signal<String>,
    /// Test identifier.
    testid: &'static str,
) -> impl IntoView {
    let state = use_state();
    // Hundreds of lines would be asked at every moved weight whether the choices are still theirs: of a signal they
    // hear only when the choices are others.
    let made = choices;
    let choices = RwSignal::new(untrack(|| made.get()));
    Effect::new(move |_| {
        let now = made.get();
        if choices.with_untracked(|before| *before != now) {
            choices.set(now);
        }
    });
    // Only names come and go with the data: a box that is clicked stays, and keeps the focus.
    let ids = Memo::new(move |_| choices.read().iter().map(|choice| choice.id.clone()).collect::<Vec<_>>());
    let chosen = move || {
        let choices = choices.read();
        let n = choices.iter().filter(|choice| choice.chosen).count();
        let words = state.words();
        (n > 0)
            .then(|| words.fill(Msg::ChosenOf, &[("n", &words.int(n)), ("total", &words.int(choices.len()))]))
    };
    view! {
        <fieldset data-testid=testid>
            <legend>{title}<small>{chosen}</small></legend>
            <div class="options" tabindex="0" role="group" aria-label=title>
                <For each=move || ids.get() key=Clone::clone let:id>
                    <ChoiceLine choices=choices.into() toggle=toggle id=id/>
                </For>
            </div>
        </fieldset>
    }
}

#[component]
fn ChoiceLine(choices: Signal<Vec<Choice>>, toggle: Callback<String>, id: String) -> impl IntoView {
    let state = use_state();
    let own_id = id.clone();
    let own = Memo::new(move |_| choices.read().iter().find(|choice| choice.id == own_id).cloned());
    let name = move || own.get().map(|own| own.name);
    let width = move || format!("{:.0}%", 100.0 * own.get().map_or(0.0, |own| own.share));
    view! {
        <label class="option">
            <input type="checkbox" prop:checked=move || own.get().is_some_and(|own| own.chosen)
                on:change=live(move |_| toggle.run(id.clone()))/>
            <span class="name" title=name>{name}</span>
            <span class="meter" aria-hidden="true"><i style:inline-size=width></i></span>
            <span class="count num">{move || state.words().int(own.get().map_or(0, |own| own.count))}</span>
        </label>
    }
}

#[component]
fn Divisions(form: Memo<FilterForm>) -> impl IntoView {
    let state = use_state();
    let level = RwSignal::new(None::<usize>);
    let levels = Memo::new(move |_| {
        let words = state.words();
        state
            .loaded()
            .map(|loaded| {
                used_levels(&loaded)
                    .into_iter()
                    .map(|at| (at, words.label(&loaded.snapshot.divisions.levels[at].name)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    // The narrowest level, unless the reader chose another that this snapshot has too.
    let current = Memo::new(move |_| {
        let levels = levels.read();
        level
            .get()
            .filter(|at| levels.iter().any(|(known, _)| known == at))
            .or_else(|| levels.last().map(|(at, _)| *at))
    });
    let choices = Memo::new(move |_| {
        let (Some((loaded, period)), Some(level)) = (state.data(), current.get()) else { return Vec::new() };
        division_choices(state, (&loaded, period), &form.read(), level)
    });
    let toggle =
        Callback::new(move |code: String| state.edit_filter(&form.get_untracked().toggle_division(&code)));
    let title = move || {
        let at = current.get();
        levels
            .read()
            .iter()
            .find(|(known, _)| Some(*known) == at)
            .map(|(_, name)| name.clone())
            .unwrap_or_default()
    };
    let select = move || {
        let list = levels.get();
        (list.len() > 1).then(|| {
            let options = list.into_iter().map(|(at, name)| view! {
                <option value=at.to_string() selected=current.get() == Some(at)>{name}</option>
            });
            view! {
                <select data-testid="filter-level" aria-label=move || state.words().say(Msg::Level)
                    on:change=live(move |event| level.set(event_target_value(&event).parse().ok()))>{options.collect_view()}</select>
            }
        })
    };
    view! {
        <Show when=move || current.get().is_some()>
            <div class="stack">
                {select}
                <ChoiceList choices=choices.into() toggle=toggle title=Signal::derive(title) testid="filter-divisions"/>
            </div>
        </Show>
    }
}

/// Levels that at least one division is on.
fn used_levels(loaded: &Loaded) -> Vec<usize> {
    let tree = &loaded.snapshot.divisions;
    (0..tree.levels.len()).filter(|level| tree.units.iter().any(|unit| unit.level == *level)).collect()
}

fn division_choices(
    state: State,
    (loaded, period): (&Loaded, usize),
    form: &FilterForm,
    level: usize,
) -> Vec<Choice> {
    let (tree, words) = (&loaded.snapshot.divisions, state.words());
    let ancestor: Vec<Option<u32>> =
        (0..tree.units.len() as u32).map(|unit| tree.ancestor_at(unit, level)).collect();
    let others = form.without(&ChipTarget::Divisions);
    let division = &loaded.snapshot.areas.division;
    let group = |area: usize, add: &mut dyn FnMut(usize)| {
        if let Some(at) = division[area].and_then(|unit| ancestor[unit as usize]) {
            add(at as usize);
        }
    };
    let counts = counts((loaded, period), &others, group, tree.units.len());
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let mut choices: Vec<Choice> = tree
        .units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.level == level)
        .map(|(at, unit)| Choice {
            id: unit.code.clone(),
            name: words.label(&unit.name),
            count: counts[at],
            share: counts[at] as f64 / most as f64,
            chosen: form.divisions.contains(&unit.code),
        })
        .collect();
    choices.order_by_cached_key(|choice| collation_key(&choice.name));
    choices
}

#[component]
fn Kinds(form: Memo<FilterForm>) -> impl IntoView {
    let state = use_state();
    let choices = Memo::new(move |_| {
        let Some((loaded, period)) = state.data() else { return Vec::new() };
        let (words, kinds) = (state.words(), &loaded.snapshot.kinds);
        let form = form.read();
        let kind = &loaded.snapshot.areas.kind;
        let group = |area: usize, add: &mut dyn FnMut(usize)| {
            if let Some(at) = kind[area] {
                add(usize::from(at));
            }
        };
        let counts = counts((&loaded, period), &form.without(&ChipTarget::Kinds), group, kinds.len());
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let choice = |(at, kind): (usize, &crate::snapshot::Named)| Choice {
            id: kind.id.clone(),
            name: words.label(&kind.name),
            count: counts[at],
            share: counts[at] as f64 / most as f64,
            chosen: form.kinds.contains(&kind.id),
        };
        kinds.iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let toggle = Callback::new(move |id: String| state.edit_filter(&form.get_untracked().toggle_kind(&id)));
    view! {
        <Show when=move || !choices.read().is_empty()>
            <ChoiceList choices=choices.into() toggle=toggle title=Signal::derive(move || state.words().say(Msg::Kind).to_owned()) testid="filter-kinds"/>
        </Show>
    }
}

#[component]
fn Offices(form: Memo<FilterForm>) -> impl IntoView {
    let state = use_state();
    let known = move || state.loaded().is_some_and(|loaded| !loaded.snapshot.offices.is_empty());
    let button = move |value: Option<bool>, label: Msg, testid: &'static str| {
        let set = move |_| state.edit_filter(&FilterForm { office: value, ..form.get_untracked() });
        view! {
            <button data-testid=testid aria-pressed=move || (form.read().office == value).to_string() on:click=set>
                {move || state.words().say(label)}
            </button>
        }
    };
    view! {
        <Show when=known>
            <fieldset>
                <legend>{move || state.words().say(Msg::Office)}</legend>
                <div class="seg">
                    {button(None, Msg::OfficeAny, "office-any")}
                    {button(Some(true), Msg::OfficeYes, "office-yes")}
                    {button(Some(false), Msg::OfficeNo, "office-no")}
                </div>
            </fieldset>
        </Show>
    }
}
