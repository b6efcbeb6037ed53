//! How thoroughly, and what may vary.

use leptos::prelude::*;

use crate::scenario::{Choices, Uncertainty};
use crate::score::{Method, Normalisation};
use crate::text::Msg;
use crate::text::{Language, to_persian_digits};
use crate::ui::state::{State, use_state};

/// The settings of the question; they belong to the scenario, and are undone like everything else.
#[component]
pub fn Advanced() -> impl IntoView {
    let state = use_state();
    let noise = move || state.scenario().robustness.noise;
    let choices = move || state.scenario().robustness.choices != Choices::default();
    let set_noise = move |event| {
        let on = event_target_checked(&event);
        state.edit(|scenario| scenario.robustness.noise = on);
    };
    let set_choices = move |event| {
        let choices = if event_target_checked(&event) { usual_choices() } else { Choices::default() };
        state.edit(|scenario| scenario.robustness.choices = choices);
    };
    // What was asked for and could not be done is said.
    let no_noise = move || {
        let found = state.sureness.found.get()?;
        let own = found.sure();
        let lacking = own.scenario.robustness.noise && own.found.with_standard_errors.is_empty();
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
                {FIELDS.map(|field| view! { <NumberField field=field/> }).collect_view()}
                <div class="field">
                    <label class="check"><input type="checkbox" data-testid=noise_id prop:checked=noise on:change=set_noise/>{noise_label}</label>
                    <span class="small">{noise_hint}</span>
                </div>
                <div class="field">
                    <label class="check"><input type="checkbox" data-testid=choice_id prop:checked=choices on:change=set_choices/>{choice_label}</label>
                    <span class="small">{choice_hint}</span>
                </div>
            </div>
        </details>
    }
}

/// Choices that might as well have been made: those that any scenario can be run with, or that are named when it cannot.
fn usual_choices() -> Choices {
    Choices {
        normalise: vec![Normalisation::default(), Normalisation::Z_SCORE, Normalisation::Rank],
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
    /// Writes what was typed, `None` for nothing; `false` when it may not be.
    write: fn(&mut Uncertainty, Option<f64>) -> bool,
}

const FIELDS: [Field; 4] = [
    Field {
        testid: "sure-draws",
        label: Msg::SureDraws,
        hint: Msg::SureDrawsHint,
        read: |own| Some(f64::from(own.draws)),
        write: |own, typed| {
            let fine = typed.filter(|n| (1.0..=f64::from(Uncertainty::MOST_DRAWS)).contains(n));
            fine.inspect(|n| own.draws = *n as u32).is_some()
        },
    },
    Field {
        testid: "sure-top",
        label: Msg::SureTop,
        hint: Msg::SureTopHint,
        read: |own| own.top.map(f64::from),
        write: |own, typed| {
            let fine = typed.is_none_or(|n| (1.0..=1e6).contains(&n));
            if fine {
                own.top = typed.map(|n| n as u32);
            }
            fine
        },
    },
    Field {
        testid: "sure-range",
        label: Msg::SureRange,
        hint: Msg::SureRangeHint,
        read: |own| Some((own.plus_minus * 100.0).round()),
        write: |own, typed| {
            let fine = typed.filter(|n| (0.0..=100.0).contains(n));
            fine.inspect(|n| own.plus_minus = *n / 100.0).is_some()
        },
    },
    Field {
        testid: "sure-seed",
        label: Msg::SureSeed,
        hint: Msg::SureSeedHint,
        read: |own| Some(own.seed as f64),
        write: |own, typed| {
            let fine = typed.filter(|n| (0.0..=9e15).contains(n) && n.fract() == 0.0);
            fine.inspect(|n| own.seed = *n as u64).is_some()
        },
    },
];

#[component]
fn NumberField(field: Field) -> impl IntoView {
    let state = use_state();
    let text = move || shown(state, &field);
    let changed = move |event| {
        let typed = event_target_value(&event);
        let typed = crate::text::to_latin_digits(typed.trim());
        let number: Option<f64> = typed.parse().ok().filter(|n: &f64| n.is_finite());
        let mut next = state.scenario_untracked().robustness.clone();
        if (number.is_some() || typed.is_empty()) && (field.write)(&mut next, number) {
            state.edit(|scenario| scenario.robustness = next);
        }
    };
    // What may not be is put back as it was.
    let put_back = move |event| {
        if let Some(input) = event_input(&event) {
            input.set_value(&untrack(|| shown(state, &field)));
        }
    };
    view! {
        <label class="field">
            <span>{move || state.words().say(field.label)}</span>
            <input type="text" inputmode="numeric" data-testid=field.testid prop:value=text on:change=changed on:blur=put_back/>
            <span class="small">{move || state.words().say(field.hint)}</span>
        </label>
    }
}

fn event_input(event: &web_sys::FocusEvent) -> Option<web_sys::HtmlInputElement> {
    use wasm_bindgen::JsCast;
    event.target()?.dyn_into().ok()
}

fn shown(state: State, field: &Field) -> String {
    let plain = (field.read)(&state.scenario().robustness).map(|n| n.to_string()).unwrap_or_default();
    if state.language.get() == Language::Fa { to_persian_digits(&plain) } else { plain }
}
