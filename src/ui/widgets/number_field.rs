//! A field of one number: it shows what is in force, and says why something is not taken.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::{Refusal, read_typed};

/// The field, and below it the reason where what was typed last is not taken: then what is in force stands in it again.
#[component]
pub fn NumberField(
    /// Test identifier.
    #[prop(into)]
    testid: String,
    /// What the number is, for those who cannot see what stands beside it.
    #[prop(into)]
    label: Signal<String>,
    /// What is in force, as text.
    #[prop(into)]
    shown: Signal<String>,
    /// Takes the number, `None` for an emptied field.
    take: Callback<Option<f64>, Result<(), Refusal>>,
    /// Whether the field is a narrow one at the end of a line.
    #[prop(optional)]
    narrow: bool,
    /// Whether it cannot be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let state = use_state();
    // What was refused, why, and what was in force then: once that is something else the remark is out of date.
    let fault = RwSignal::new(None::<(String, Refusal, String)>);
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let refused = read_typed(&text).and_then(|value| take.run(value)).err();
        fault.set(refused.map(|why| (text, why, shown.get_untracked())));
        // What is in force may be what it was: then nothing else would correct the field.
        event_target::<HtmlInputElement>(&event).set_value(&shown.get_untracked());
    };
    let said = move || {
        let (text, why, _) = fault.get().filter(|(.., then)| *then == shown.get())?;
        Some(why.text(&text, state.words()))
    };
    let is_refused = move || said().is_some();
    let (remark, described) = (format!("{testid}-fault"), format!("{testid}-fault"));
    view! {
        <input type="text" inputmode="decimal" class:number=narrow data-testid=testid prop:value=shown aria-label=label
            disabled=disabled aria-invalid=move || is_refused().then_some("true")
            aria-describedby=move || is_refused().then(|| described.clone()) on:change=live(typed)/>
        {move || said().map(|text| view! {
            <small class="small fault" role="alert" id=remark.clone() data-testid=remark.clone()>{text}</small>
        })}
    }
}
