//! نمای کلی: what matters now.

mod figures;
mod first_ten;
mod harms;
mod insights;
mod quality;
mod small_map;

use leptos::prelude::*;

use self::figures::Figures;
use self::first_ten::FirstTen;
use self::harms::FirstHarms;
use self::insights::Insights;
use self::quality::{Quality, SurenessTile, TierSpread};
use self::small_map::SmallMap;
use crate::insight::Earlier;
use crate::text::Msg;
use crate::ui::earlier::earlier;
use crate::ui::shell::Help;
use crate::ui::state::{Place, Reference, Shared, State, use_state};
use crate::ui::widgets::{Chips, Problems};
use crate::view::{Lead, MeasureChoice, headline, help, method_line};

/// The scenario in the period before, worked once for all that asks.
type Before = Memo<Option<Shared<Earlier>>>;

/// The overview place.
#[component]
pub fn OverviewPlace() -> impl IntoView {
    let state = use_state();
    let fine = Memo::new(move |_| state.case().is_some());
    // It lives with this place: nobody waits for it elsewhere.
    let before = earlier(state);
    view! {
        <div class="stack place-overview" data-testid="overview">
            <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                <Summary/>
                <Figures before=before/>
                <div class="overview">
                    <div class="stack"><Insights before=before/><SurenessTile/></div>
                    <div class="stack"><FirstTen/></div>
                    <div class="stack"><SmallMap/><Quality/></div>
                    <div class="stack wide"><FirstHarms/></div>
                    <div class="stack"><TierSpread/></div>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Summary() -> impl IntoView {
    let state = use_state();
    let text = move || {
        let (case, words) = (state.case()?, state.words());
        let note = case.snapshot.header.synthetic.then(|| words.say(Msg::SyntheticLong));
        Some(view! {
            <div class="titled">
                <h1 data-testid="overview-headline">{headline(&case, words)}</h1>
                <Help topic=&help::FIGURES/>
            </div>
            <p class="muted">{method_line(&case, words)}</p>
            {note.map(|text| view! { <p class="note warn">{text}</p> })}
        })
    };
    view! { <section class="card"><div class="body say">{text}<Chips/></div></section> }
}

/// The place that a lead goes to.
fn place_of(lead: &Lead) -> Place {
    match lead {
        Lead::Priority => Place::Priority,
        Lead::Map(_) => Place::Map,
        Lead::Groups => Place::Groups,
        Lead::Compare(_) => Place::Compare,
        Lead::Robustness => Place::Robustness,
        Lead::Profile(_) => Place::Profile,
        Lead::Data(_) => Place::Data,
    }
}

/// The address of a lead; [`follow`] must prepare what stands there.
fn address(lead: &Lead) -> String {
    format!("#{}", place_of(lead).id())
}

/// Prepares what a lead shows, before its link is followed.
fn follow(state: State, lead: &Lead) {
    match lead {
        Lead::Map(choice) => state.asked.set(Some(choice.clone())),
        Lead::Data(indicator) => state.asked.set(indicator.map(MeasureChoice::Indicator)),
        Lead::Compare(period) => state.reference.set(Reference::Period(period.clone())),
        Lead::Profile(area) => state.selected.set(Some(*area)),
        Lead::Priority | Lead::Groups | Lead::Robustness => {}
    }
}
