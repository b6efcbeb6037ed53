//! شناسنامه: one area on one page.

mod course;
mod map;
mod profile_sections;
mod sheet;
mod spine;

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::places::area_picker::AreaPicker;
use crate::ui::state::{Shared, shared, use_state};
use crate::ui::widgets::{Chips, Problems};
use crate::view::{ProfileScale, ProfileView, lock_mark, profile_scale, profile_view};

/// The profile shown, made anew when the area, the result or the language changes.
type View = Memo<Option<Shared<ProfileView>>>;
/// What all areas have in common.
type Scale = Memo<Option<Shared<ProfileScale>>>;

/// The profile place.
#[component]
pub fn ProfilePlace() -> impl IntoView {
    let state = use_state();
    let scale: Scale = Memo::new(move |_| {
        let (loaded, period) = state.data()?;
        Some(shared(profile_scale(&loaded.snapshot, period)))
    });
    let view: View = Memo::new(move |_| {
        let (case, scale) = (state.case()?, scale.get()?);
        let area = state.selected.get().filter(|at| *at < case.snapshot.n_areas())?;
        let fits = scale.period == case.outcome.period;
        fits.then(|| shared(profile_view(&case, (area, &scale), state.words())))
    });
    let printing: sheet::Printed = RwSignal::new(None);
    let fine = Memo::new(move |_| state.case().is_some());
    let there = Memo::new(move |_| view.read().is_some());
    let empty = move || view! { <p class="card empty">{move || state.words().say(Msg::ProfileEmpty)}</p> };
    let title = move || view.get().map(|view| view.title.clone());
    let lock = move || {
        let (case, area) = (state.case()?, state.selected.get()?);
        let (_, text) = lock_mark(&case, area, state.words())?;
        Some(view! { <p class="note" data-testid="profile-lock">{text}</p> })
    };
    view! {
        <div class="stack profile" data-testid="profile">
            <section class="card screen-only">
                <div class="body stack">
                    <Tools view=view printing=printing/>
                    {move || title().map(|title| view! { <h1 data-testid="profile-title">{title}</h1> })}
                    {lock}
                    <Chips/>
                </div>
            </section>
            <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                <Show when=move || there.get() fallback=empty>
                    <div class="profile-columns screen-only">
                        <div class="stack">
                            <profile_sections::Identity view=view/>
                            <spine::SpineCard view=view/>
                            <profile_sections::Composition view=view/>
                        </div>
                        <div class="stack">
                            <map::PlaceOnMap/>
                            <profile_sections::Drivers view=view/>
                            <course::CourseCard/>
                            <profile_sections::Around view=view/>
                            <profile_sections::Sources view=view/>
                        </div>
                    </div>
                </Show>
            </Show>
            {move || printing.get().map(|areas| view! { <sheet::Sheets areas=areas scale=scale/> })}
        </div>
    }
}

/// Finding, stepping, marking and printing.
#[component]
fn Tools(view: View, printing: sheet::Printed) -> impl IntoView {
    let state = use_state();
    let choose = Callback::new(move |at: usize| state.selected.set(Some(at)));
    let step = move |way: usize, key: Msg, testid: &'static str| {
        let target = move || view.get().and_then(|view| view.neighbours[way]);
        view! {
            <button data-testid=testid disabled=move || target().is_none()
                on:click=move |_| state.selected.update(|own| *own = untrack(target).or(*own))>
                {move || state.words().say(key)}
            </button>
        }
    };
    let chosen = move || view.read().is_some().then(|| state.selected.get()).flatten();
    let is_marked = move || chosen().is_some_and(|area| state.is_marked(area));
    let is_compared = move || chosen().is_some_and(|area| state.is_compared(area));
    let full = move || !is_compared() && state.is_comparison_full();
    let mark = move |_| state.toggle_marks(state.selected.get_untracked().as_slice());
    let lay_beside = move |_| match state.selected.get_untracked() {
        Some(area) if untrack(|| state.is_compared(area)) => state.remove_compared(area),
        area => state.add_compared(area),
    };
    view! {
        <div class="line">
            <AreaPicker choose=choose testid="profile-search"/>
            {step(0, Msg::ProfileBefore, "profile-before")}
            {step(1, Msg::ProfileAfter, "profile-after")}
            <button data-testid="profile-mark" aria-pressed=move || is_marked().to_string() disabled=move || chosen().is_none()
                on:click=mark>
                {move || state.words().say(if is_marked() { Msg::ProfileMarked } else { Msg::ProfileMark })}
            </button>
            <button data-testid="profile-compare" aria-pressed=move || is_compared().to_string()
                disabled=move || chosen().is_none() || full() on:click=lay_beside>
                {move || state.words().say(if is_compared() { Msg::ProfileCompared } else { Msg::ProfileCompare })}
            </button>
            <span class="grow"></span>
            <sheet::Printing view=view printing=printing/>
        </div>
    }
}
