//! How thoroughly, and what may vary.

use leptos::prelude::*;

use crate::document::Command;
use crate::scenario::{Choices, Uncertainty};
use crate::score::{Method, Normalisation};
use crate::text::Msg;
use crate::text::{Language, to_persian_digits};
use crate::ui::late::live;
use crate::ui::state::{State, use_state};
use crate::ui::widgets::NumberField;
use crate::view::{Refusal, whole_within, within};

/// The settings of the question; they belong to the scenario, and are undone like everything else.
/// Changes what is asked of robustness.
fn ask(state: State, change: impl FnOnce(&mut Uncertainty)) {
    let mut next = state.scenario_untracked().robustness.clone();
    change(&mut next);
    state.edit(&Command::SetRobustness(Box::new(next)));
}

#[component]
pub fn Advanced() -> impl IntoView {
    let state = use_state();
    let noise = move || state.scenario().robustness.noise;
    let choices = move || state.scenario().robustness.choices != Choices::default();
    let set_noise = move |event| {
        let on = event_target_checked(&event);
        ask(state, |own| own.noise = on);
    };
    let set_choices = move |event| {
        let choices = if event_target_checked(&event) { usual_choices() } else { Choices::default() };
        ask(state, |own| own.choices = choices);
    };
    // What was asked for and could not be done is said.
    let no_noise = move || {
        let found = state.robustness.found.get()?;
        let own = found.sure();
        let lacking = own.case.scenario.robustness.noise && own.found.with_standard_errors.is_empty();
        lacking.then(|| view! { <p class="note warn">{state.words().say(Msg::SureNoNoise)}</p> })
    };
    let check = move |testid, (label, hint): (Msg, Msg)| {
        (testid, move || state.words().say(label), move || state.words().say(hint))
    };
    let (noise_id, noise_label, noise_hint) =
        check("sure-noise", (Msg::SureWithNoise, Msg::SureWithNoiseHint));
    let (choice_id, choice_label, choice_hint) =
        check("sure-choices", (Msg::SureWithChoices, Msg::SureWithChoicesHint));
    view! {
        {no_noise}
        <details data-testid="sure-advanced">
            <summary>{move || state.words().say(Msg::SureAdvanced)}</summary>
            <div class="columns spaced">
                {FIELDS.map(|field| view! { <SettingField field=field/> }).collect_view()}
                <div class="field">
                    <label class="check"><input type="checkbox" data-testid=noise_id prop:checked=noise on:change=live(set_noise)/>{noise_label}</label>
                    <span class="small">{noise_hint}</span>
                </div>
                <div class="field">
                    <label class="check"><input type="checkbox" data-testid=choice_id prop:checked=choices on:change=live(set_choices)/>{choice_label}</label>
                    <span class="small">{choice_hint}</span>
                </div>
            </div>
        </details>
    }
}

/// Choices that might as well have been made. Z-scores are not among them: half of them are negative, which no geometric
/// mean takes, and too many combinations would have to be skipped.
fn usual_choices() -> Choices {
    Choices {
        normalise: vec![Normalisation::default(), Normalisation::Rank],
        method: vec![Method::Arithmetic, Method::Geometric],
        leave_one_out: true,
        ..Choices::default()
    }
}

/// A number of the settings.
#[derive(Clone, Copy)]
struct Field {
    testid: &'static str,
    label: Msg,
    hint: Msg,
    read: fn(&Uncertainty) -> Option<f64>,
    /// Writes what was typed, `None` for nothing.
    write: fn(&mut Uncertainty, Option<f64>) -> Result<(), Refusal>,
}

const FIELDS: [Field; 4] = [
    Field {
        testid: "sure-draws",
        label: Msg::SureDraws,
        hint: Msg::SureDrawsHint,
        read: |own| Some(f64::from(own.draws)),
        write: |own, typed| {
            own.draws = whole_within(typed, (1.0, f64::from(Uncertainty::MOST_DRAWS)))? as u32;
            Ok(())
        },
    },
    Field {
        testid: "sure-top",
        label: Msg::SureTop,
        hint: Msg::SureTopHint,
        read: |own| own.top.map(f64::from),
        write: |own, typed| {
            // Nothing typed is the list's own length.
            own.top = typed.map(|n| whole_within(Some(n), (1.0, 1e6))).transpose()?.map(|n| n as u32);
            Ok(())
        },
    },
    Field {
        testid: "sure-range",
        label: Msg::SureRange,
        hint: Msg::SureRangeHint,
        // Hundredfold in decimals, not in bits.
        read: |own| Some((own.plus_minus * 1e10).round() / 1e8),
        write: |own, typed| {
            own.plus_minus = within(typed, (0.0, 100.0))? / 100.0;
            Ok(())
        },
    },
    Field {
        testid: "sure-seed",
        label: Msg::SureSeed,
        hint: Msg::SureSeedHint,
        read: |own| Some(own.seed as f64),
        write: |own, typed| {
            own.seed = whole_within(typed, (0.0, 9e15))? as u64;
            Ok(())
        },
    },
];

#[component]
fn SettingField(field: Field) -> impl IntoView {
    let state = use_state();
    let shown = Signal::derive(move || shown(state, &field));
    let label = Signal::derive(move || state.words().say(field.label).to_owned());
    let take = Callback::new(move |typed: Option<f64>| {
        let mut next = state.scenario_untracked().robustness.clone();
        (field.write)(&mut next, typed)?;
        ask(state, |own| *own = next);
        Ok(())
    });
    view! {
        <label class="field">
            <span>{label}</span>
            <NumberField testid=field.testid label=label shown=shown take=take/>
            <span class="small">{move || state.words().say(field.hint)}</span>
        </label>
    }
}

/// Without thousands set apart: a seed is copied from one place to another.
fn shown(state: State, field: &Field) -> String {
    let plain = (field.read)(&state.scenario().robustness).map(|n| n.to_string()).unwrap_or_default();
    if state.language.get() == Language::Fa { to_persian_digits(&plain).replace('.', "٫") } else { plain }
}
