//! A range of one indicator: histogram, two thumbs, two fields.

use leptos::prelude::*;

use super::number_field::NumberField;
use crate::document::Command;
use crate::filter::Range;
use crate::snapshot::Snapshot;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::{Loaded, Shared, State, use_state};
use crate::view::{ChipTarget, FilterForm};

/// Bars of the small histogram.
const BARS: usize = 24;
/// Steps of a thumb from end to end.
const STEPS: f64 = 200.0;

/// Sets the range in the scenario; open ends on both sides remove it.
fn set_range(state: State, range: &Range, moving: bool) {
    let command = Command::SetRange(range.clone());
    if moving {
        state.drag(&format!("range-{}", range.indicator), &command);
    } else {
        state.edit(&command);
    }
}

/// Lowest and highest value of an indicator in force, with the histogram and how many areas lack it.
#[derive(Clone, PartialEq)]
struct Extent {
    min: f64,
    max: f64,
    bars: Vec<f64>,
    missing: usize,
    decimals: u8,
    name: String,
}

fn extent(state: State, indicator: &str) -> Option<Extent> {
    let (loaded, period) = state.data()?;
    let snapshot: &Snapshot = &loaded.snapshot;
    let at = snapshot.indicator_idx(indicator)?;
    let (_, column) = snapshot.column_in_force(at, period)?;
    let (min, max) =
        column.present().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), x| (lo.min(x), hi.max(x)));
    if min > max {
        return None;
    }
    let mut bars = vec![0.0_f64; BARS];
    let width = (max - min).max(f64::MIN_POSITIVE);
    for value in column.present() {
        bars[(((value - min) / width * BARS as f64) as usize).min(BARS - 1)] += 1.0;
    }
    let tallest = bars.iter().copied().fold(1.0, f64::max);
    bars.iter_mut().for_each(|bar| *bar /= tallest);
    let own = &snapshot.indicators[at];
    let name = state.words().label(&own.name);
    Some(Extent { min, max, bars, missing: column.missing(), decimals: own.decimals, name })
}

/// The control of one range.
#[component]
pub fn RangeFilter(
    /// Identifier of the indicator.
    indicator: String,
) -> impl IntoView {
    let state = use_state();
    let id = StoredValue::new(indicator);
    let extent = Memo::new(move |_| extent(state, &id.get_value()));
    let range = Memo::new(move |_| range_of(&state.filter_form(), &id.get_value()));
    let bounds = move || {
        let extent = extent.get()?;
        let range = range.get();
        Some((range.min.unwrap_or(extent.min), range.max.unwrap_or(extent.max)))
    };
    view! {
        <Show when=move || extent.read().is_some()>
            <fieldset class="range" data-testid=move || format!("range-{}", id.get_value())>
                <legend>
                    {move || extent.get().map(|extent| extent.name)}
                    <Remove id=id range=range/>
                </legend>
                <Bars extent=extent bounds=Signal::derive(bounds)/>
                <Thumbs extent=extent range=range/>
                <Fields extent=extent range=range/>
                <MissingNote extent=extent range=range/>
            </fieldset>
        </Show>
    }
}

#[component]
fn Remove(id: StoredValue<String>, range: Memo<Range>) -> impl IntoView {
    let state = use_state();
    let active = move || range.read().min.is_some() || range.read().max.is_some();
    let remove = move |_| state.edit_filter(&state.filter_form().without(&ChipTarget::Range(id.get_value())));
    view! {
        <Show when=active>
            <button class="quiet" on:click=remove aria-label=move || {
                let words = state.words();
                words.fill_one(Msg::RangeRemove, &id.get_value())
            }>"✕"</button>
        </Show>
    }
}

#[component]
fn Bars(extent: Memo<Option<Extent>>, bounds: Signal<Option<(f64, f64)>>) -> impl IntoView {
    let bars = move || {
        let (extent, (low, high)) = (extent.get()?, bounds.get()?);
        let step = (extent.max - extent.min) / BARS as f64;
        let bar = |(at, height): (usize, f64)| {
            let from = extent.min + step * at as f64;
            let inside = from + step >= low && from <= high;
            view! { <i class:in=inside style:block-size=format!("{:.0}%", 100.0 * height)></i> }
        };
        Some(extent.bars.iter().copied().enumerate().map(bar).collect_view())
    };
    view! { <div class="bars" aria-hidden="true">{bars}</div> }
}

/// Two thumbs on one track. Their positions are steps from the low end; the track follows the text direction.
#[component]
fn Thumbs(extent: Memo<Option<Extent>>, range: Memo<Range>) -> impl IntoView {
    let state = use_state();
    let step_of = move |value: Option<f64>, end: f64| {
        let extent = extent.get();
        let share = extent
            .zip(value)
            .map(|(extent, value)| (value - extent.min) / (extent.max - extent.min).max(f64::MIN_POSITIVE));
        (share.unwrap_or(end) * STEPS).clamp(0.0, STEPS)
    };
    let value_of = move |text: String| {
        let extent = extent.get_untracked()?;
        let share = text.parse::<f64>().ok()? / STEPS;
        let value = extent.min + share * (extent.max - extent.min);
        let unit = 10_f64.powi(i32::from(extent.decimals));
        // The ends stay exact, so that a thumb pushed home admits the extreme area.
        (share > 0.0 && share < 1.0).then(|| (value * unit).round() / unit)
    };
    let low = move |event| {
        let range = range.get_untracked();
        let min = value_of(event_target_value(&event)).map(|min| range.max.map_or(min, |max| min.min(max)));
        set_range(state, &Range { min, ..range }, true);
    };
    let high = move |event| {
        let range = range.get_untracked();
        let max = value_of(event_target_value(&event)).map(|max| range.min.map_or(max, |min| max.max(min)));
        set_range(state, &Range { max, ..range }, true);
    };
    let name = move || extent.get().map(|extent| extent.name).unwrap_or_default();
    let text = move |own: Option<f64>, end: fn(&Extent) -> f64| {
        let (extent, words) = (extent.get()?, state.words());
        Some(own.map_or_else(
            || words.number(Some(end(&extent)), extent.decimals),
            |own| words.exact(own, extent.decimals),
        ))
    };
    view! {
        <div class="two-thumbs">
            <input type="range" min="0" max=STEPS.to_string() data-testid="range-low" prop:value=move || step_of(range.read().min, 0.0).to_string()
                aria-label=move || state.words().fill_one(Msg::RangeMin, &name())
                aria-valuetext=move || text(range.get().min, |own| own.min)
                on:input=low on:change=live(move |_| state.drop_control())/>
            <input type="range" min="0" max=STEPS.to_string() data-testid="range-high" prop:value=move || step_of(range.read().max, 1.0).to_string()
                aria-label=move || state.words().fill_one(Msg::RangeMax, &name())
                aria-valuetext=move || text(range.get().max, |own| own.max)
                on:input=high on:change=live(move |_| state.drop_control())/>
        </div>
    }
}

/// The same bounds as numbers to type, in any digits; an emptied field is no bound.
#[component]
fn Fields(extent: Memo<Option<Extent>>, range: Memo<Range>) -> impl IntoView {
    let state = use_state();
    // A bound is shown as it is used; without one the end of the values stands there, rounded like them.
    let shown = move |low: bool| {
        let (extent, range) = (extent.get()?, range.get());
        let words = state.words();
        let (own, end) = if low { (range.min, extent.min) } else { (range.max, extent.max) };
        Some(own.map_or_else(
            || words.number(Some(end), extent.decimals),
            |own| words.exact(own, extent.decimals),
        ))
    };
    let take = move |low: bool| {
        Callback::new(move |value: Option<f64>| {
            let range = range.get_untracked();
            let next = if low { Range { min: value, ..range } } else { Range { max: value, ..range } };
            set_range(state, &next, false);
            Ok(())
        })
    };
    let name = move || extent.get().map(|extent| extent.name).unwrap_or_default();
    let field = move |low: bool, testid: &'static str, key: Msg| {
        let label = Signal::derive(move || state.words().fill_one(key, &name()));
        let shown = Signal::derive(move || shown(low).unwrap_or_default());
        view! { <NumberField testid=testid label=label shown=shown take=take(low)/> }
    };
    view! {
        <div class="ends">
            <div>{field(true, "range-min", Msg::RangeMin)}</div>
            <div>{field(false, "range-max", Msg::RangeMax)}</div>
        </div>
    }
}

/// Areas without a value fall out of a range; that is said, and can be changed.
#[component]
fn MissingNote(extent: Memo<Option<Extent>>, range: Memo<Range>) -> impl IntoView {
    let state = use_state();
    let missing = move || extent.get().map_or(0, |extent| extent.missing);
    let active = move || missing() > 0 && (range.read().min.is_some() || range.read().max.is_some());
    let toggle = move |_| {
        let range = range.get_untracked();
        set_range(state, &Range { include_missing: !range.include_missing, ..range }, false);
    };
    view! {
        <Show when=active>
            <label class="check small">
                <input type="checkbox" prop:checked=move || range.read().include_missing on:change=live(toggle)/>
                {move || {
                    let words = state.words();
                    if range.read().include_missing {
                        words.say(Msg::RangeMissingInclude).to_owned()
                    } else {
                        words.fill(Msg::RangeMissing, &[("n", &words.int(missing()))])
                    }
                }}
            </label>
        </Show>
    }
}

/// Adds the range of another indicator.
#[component]
pub fn AddRange() -> impl IntoView {
    let state = use_state();
    // Weights move, the choice stays.
    let free = Memo::new(move |_| {
        let (loaded, words, form) = (state.loaded()?, state.words(), state.filter_form());
        let snapshot = &loaded.snapshot;
        let free = snapshot
            .indicators
            .iter()
            .enumerate()
            .filter(|(at, own)| Some(*at) != snapshot.population && !form.has_range(&own.id));
        Some(free.map(|(_, own)| (own.id.clone(), words.label(&own.name))).collect::<Vec<_>>())
    });
    let options = move || {
        let option = |(id, name)| view! { <option value=id>{name}</option> };
        free.get().map(|free| free.into_iter().map(option).collect_view())
    };
    let add = move |event: web_sys::Event| {
        let id = event_target_value(&event);
        let Some((loaded, period)) = current(state) else { return };
        let snapshot = &loaded.snapshot;
        let Some(at) = snapshot.indicator_idx(&id) else { return };
        // It starts at the lowest value, so that it is there to be moved and excludes only missing values.
        let column = snapshot.column_in_force(at, period).map(|(_, column)| column);
        let lowest = column.and_then(|column| column.present().min_by(f64::total_cmp));
        set_range(state, &Range { indicator: id, min: lowest, max: None, include_missing: true }, false);
    };
    view! {
        <select data-testid="add-range" aria-label=move || state.words().say(Msg::RangeAdd) on:change=live(add) prop:value="">
            <option value="">{move || state.words().say(Msg::RangeAdd)}</option>
            {options}
        </select>
    }
}

/// The range of an indicator in a form; open on both ends when there is none.
fn range_of(form: &FilterForm, indicator: &str) -> Range {
    let known = form.ranges.iter().find(|range| range.indicator == indicator).cloned();
    known.unwrap_or_else(|| Range {
        indicator: indicator.to_owned(),
        min: None,
        max: None,
        include_missing: false,
    })
}

/// Snapshot and period for a control, untracked.
fn current(state: State) -> Option<(Shared<Loaded>, usize)> {
    untrack(|| state.data())
}
