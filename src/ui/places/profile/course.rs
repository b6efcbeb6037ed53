//! The area's rank over the periods.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::chart::trend;
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng};
use crate::ui::shell::Help;
use crate::ui::state::{Shared, State, shared, use_state};
use crate::ui::surface::Draw;
use crate::view::{CourseView, PeriodStanding, course_view, help, standings_by_period};

/// Areas times periods up to which the other periods are run unbidden.
const BY_ITSELF: usize = 8_000;

/// Ranks of all areas in every period.
pub type Standings = Memo<Option<Shared<Vec<PeriodStanding>>>>;

/// Whether the other periods may be run unbidden. Tracked.
pub fn is_small(state: State) -> bool {
    state
        .loaded()
        .is_some_and(|loaded| loaded.snapshot.n_areas() * loaded.snapshot.periods.len() <= BY_ITSELF)
}

/// Ranks in every period, once `wanted`; kept until the data or the scenario change.
pub fn standings(state: State, wanted: Signal<bool>) -> Standings {
    Memo::new(move |_| {
        let (loaded, case) = state.both().filter(|_| wanted.get())?;
        Some(shared(standings_by_period(&case.snapshot, &case.scenario, &loaded.search, state.words())))
    })
}

/// The card of ranks over the periods.
#[component]
pub fn CourseCard() -> impl IntoView {
    let state = use_state();
    let asked = RwSignal::new(false);
    let wanted = Signal::derive(move || asked.get() || is_small(state));
    let standings = standings(state, wanted);
    let course = Memo::new(move |_| -> Option<CourseView> {
        let (case, standings) = (state.case()?, standings.get()?);
        let area = state.selected.get()?;
        Some(course_view(&case.snapshot, &standings, (area, case.outcome.period), state.words()))
    });
    let node = NodeRef::<Canvas>::new();
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = course.get().and_then(|course| course.model) else { return Ok(()) };
        trend::draw(backend, frame, &model, &trend::layout(&model, frame))
    });
    let picture = StoredValue::new(picture);
    let has_picture = Memo::new(move |_| course.read().as_ref().is_some_and(|course| course.model.is_some()));
    let label = Signal::derive(move || {
        let title = state.words().say(Msg::CourseTitle);
        course.get().map(|course| format!("{title}. {}", course.sentence)).unwrap_or_default()
    });
    let row = |[period, rank, score]: [String; 3]| {
        view! { <tr><th scope="row">{period}</th><td class="num">{rank}</td><td class="num">{score}</td></tr> }
    };
    let ask = move || {
        view! {
            <p class="small">{move || state.words().say(Msg::CourseLarge)}</p>
            <button data-testid="course-compute" on:click=move |_| asked.set(true)>{move || state.words().say(Msg::CourseCompute)}</button>
        }
    };
    view! {
        <section class="card" data-testid="profile-course">
            <div class="head">
                <div class="titled"><h2>{move || state.words().say(Msg::CourseTitle)}</h2><Help topic=&help::COURSE/></div>
                <Show when=move || has_picture.get()><SavePng node=node name="course"/></Show>
            </div>
            <div class="body stack">
                <Show when=move || wanted.get() fallback=ask>
                    <p>{move || course.get().map(|course| course.sentence)}</p>
                    <Show when=move || has_picture.get()>
                        <Chart draw=picture.get_value() label=label height=130.0 node=node/>
                    </Show>
                    <table class="tight">
                        <thead><tr>
                            <th scope="col">{move || state.words().say(Msg::Period)}</th>
                            <th scope="col">{move || state.words().say(Msg::Rank)}</th>
                            <th scope="col">{move || state.words().say(Msg::Score)}</th>
                        </tr></thead>
                        <tbody>{move || course.get().map(|course| course.rows.into_iter().map(row).collect_view())}</tbody>
                    </table>
                    <p class="small">{move || course.get().map(|course| course.note)}</p>
                </Show>
            </div>
        </section>
    }
}
