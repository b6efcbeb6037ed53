//! داده: what is open, where it comes from, what is there of it, how it spreads and what validation says.

mod availability;
mod definitions;
mod findings;
mod identity;
mod spread;

use leptos::prelude::*;

use self::availability::Availability;
use self::definitions::Definitions;
use self::findings::Findings;
use self::identity::{Identity, Sources};
use self::spread::Spread;
use crate::filter::AreaSet;
use crate::text::Msg;
use crate::ui::state::{Shared, State, shared, use_state};
use crate::view::MeasureChoice;
use crate::web::page;

/// What the sections share.
#[derive(Clone, Copy)]
struct Desk {
    /// The indicator laid open.
    indicator: RwSignal<usize>,
    /// The areas that count, whatever the weights.
    set: Memo<Option<Shared<AreaSet>>>,
}

/// Sections with their titles, in their order.
const SECTIONS: [(&str, Msg); 6] = [
    ("data-identity", Msg::DataIdentity),
    ("data-findings", Msg::Findings),
    ("data-availability", Msg::DataAvailability),
    ("data-spread", Msg::DataSpread),
    ("data-sources", Msg::DataSources),
    ("data-definitions", Msg::DataDefinitions),
];

/// The data place.
#[component]
pub fn DataPlace() -> impl IntoView {
    let state = use_state();
    // Taken once: whoever comes back later comes for the data as a whole.
    let asked = match state.asked.try_update_untracked(Option::take).flatten() {
        Some(MeasureChoice::Indicator(at)) => Some(at),
        _ => None,
    };
    let desk = Desk {
        indicator: RwSignal::new(asked.or_else(|| first_indicator(state)).unwrap_or_default()),
        set: Memo::new(move |before: Option<&Option<Shared<AreaSet>>>| {
            let set = match state.case() {
                Some(case) => (*case.outcome.set).clone(),
                None => AreaSet::all(state.loaded()?.snapshot.n_areas()),
            };
            // Another outcome with the same areas is no other set: what follows is costly at many areas.
            let same = before.and_then(|before| before.clone()).filter(|before| *before.0 == set);
            Some(same.unwrap_or_else(|| shared(set)))
        }),
    };
    if asked.is_some() {
        // Whoever was sent here for an indicator is taken to it, once it stands in the page.
        page::show_soon("data-spread");
    }
    let jump = move |(id, title): (&'static str, Msg)| {
        view! { <button class="quiet" on:click=move |_| page::show(id)>{move || state.words().say(title)}</button> }
    };
    view! {
        <div class="stack data" data-testid="data">
            <nav class="line jump screen-only" aria-label=move || state.words().say(Msg::DataSections)>
                {SECTIONS.map(jump).collect_view()}
            </nav>
            <section class="card" id="data-identity">
                <div class="head"><h1>{move || state.words().say(Msg::DataIdentity)}</h1></div>
                <div class="body"><Identity/></div>
            </section>
            <Findings desk=desk/>
            <Availability desk=desk/>
            <Spread desk=desk/>
            <section class="card" id="data-sources">
                <div class="head"><h2>{move || state.words().say(Msg::DataSources)}</h2></div>
                <div class="body"><Sources/></div>
            </section>
            <Definitions desk=desk/>
        </div>
    }
}

/// The first indicator that is scored; context columns come before it in most files.
fn first_indicator(state: State) -> Option<usize> {
    let loaded = state.loaded_untracked()?;
    loaded.snapshot.indicators.iter().position(|own| own.domain.is_some())
}

impl Desk {
    /// Lays an indicator open, and takes the reader there.
    fn open(self, indicator: usize) {
        self.indicator.set(indicator);
        page::show("data-spread");
    }
}
