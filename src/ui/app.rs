//! The frame of the page: heading, places, filters, the current place, dialogs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::meeting::{Mode, Offer};
use super::places::{
    ComparePlace, DataPlace, GroupsChoices, GroupsPlace, MapPlace, MethodologyDialog, OverviewPlace,
    PriorityPlace, ProfilePlace, RobustnessPlace,
};
use super::present::Presentation;
use super::print_frame::{PrintFrame, scenario_now};
use super::shell::{
    self, HelpCard, Invitation, Notices, Palette, Revisions, SaveScenario, ShortcutSheet, Skeleton,
    ToastList, Tour,
};
use super::state::{Place, State, use_state};
use super::widgets::{FailureDialog, FilterRail, Heading, PlaceTabs};
use super::{late, loading, persist, place, present_work, recovery, trail};
use crate::text::Msg;
use crate::web::page;

/// Mounts the page and starts reading data.
pub fn mount() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let state = State::new(&persist::preferences(), place::place_of(&page::fragment()));
    provide_context(state);
    provide_context(GroupsChoices::new());
    present_work::remember_preferences(state);
    recovery::keep(state);
    trail::remember(state);
    Effect::new(move |_| page::set_language(state.language.get(), &title(state)));
    listen(state);
    shell::listen(state);
    late::work(async move {
        page::fonts_ready().await;
        state.fonts.update(|count| *count += 1);
    });
    loading::start(state);
    let dragged_over = RwSignal::new(false);
    accept_drops(state, dragged_over);
    let fixed = move || matches!(state.place.get(), Place::Priority | Place::Map);
    let printed = move || matches!(state.meeting.mode.get(), Mode::Sheets(_));
    view! {
        <a class="skip" href="#content" on:click=|event| { event.prevent_default(); page::focus("content"); }>
            {move || state.words().say(Msg::SkipToContent)}
        </a>
        <div class="app" class:fixed=fixed hidden=printed>
            <Heading/>
            <div><PlaceTabs/><Offer/><Notices/></div>
            <div class="desk">
                <FilterRail/>
                <main id="content" class="place" class:full=fixed tabindex="-1">
                    <Invitation/>
                    <p class="print-only scenario-line" data-testid="print-scenario">{move || scenario_now(state)}</p>
                    <CurrentPlace/>
                </main>
            </div>
        </div>
        <Presentation/>
        <PrintFrame/>
        <Progress/>
        <FailureDialog/>
        <MethodologyDialog/>
        <SaveScenario/>
        <Revisions/>
        <Palette/>
        <ShortcutSheet/>
        <HelpCard/>
        <Tour/>
        <ToastList/>
        <Show when=move || dragged_over.get()>
            <div class="drop" data-testid="drop-target">{move || state.words().say(Msg::DropHere)}</div>
        </Show>
    }
}

fn title(state: State) -> String {
    let words = state.words();
    let place = words.say(state.place.get().label());
    let name = words.say(Msg::AppName);
    state.loaded().map_or_else(
        || format!("{name} · {}", words.say(Msg::AppPurpose)),
        |loaded| format!("{place} · {} · {name}", words.label(&loaded.snapshot.header.title)),
    )
}

/// The back button.
fn listen(state: State) {
    late::on_window("hashchange", move |_| state.place.set(place::place_of(&page::fragment())));
}

/// A file may be dropped anywhere on the page.
fn accept_drops(state: State, dragged_over: RwSignal<bool>) {
    // Lines of a list are dragged too; they are no business of the window's.
    let holds_files = |event: &web_sys::Event| {
        let data = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
        data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    late::on_window("dragover", move |event| {
        if !holds_files(event) {
            return;
        }
        event.prevent_default();
        dragged_over.set(true);
    });
    late::on_window("dragleave", move |event| {
        // Leaving the window, not merely passing from one element to the next.
        let outside =
            event.dyn_ref::<web_sys::DragEvent>().is_some_and(|drag| drag.related_target().is_none());
        if outside {
            dragged_over.set(false);
        }
    });
    late::on_window("drop", move |event| {
        event.prevent_default();
        dragged_over.set(false);
        let files = event.dyn_ref::<web_sys::DragEvent>().and_then(|drag| drag.data_transfer()?.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            loading::open_user_file(state, file);
        }
    });
}

#[component]
fn CurrentPlace() -> impl IntoView {
    let state = use_state();
    move || {
        if state.loaded().is_none() {
            return view! { <NoData/> }.into_any();
        }
        match state.place.get() {
            Place::Overview => view! { <OverviewPlace/> }.into_any(),
            Place::Priority => view! { <PriorityPlace/> }.into_any(),
            Place::Map => view! { <MapPlace/> }.into_any(),
            Place::Groups => view! { <GroupsPlace/> }.into_any(),
            Place::Compare => view! { <ComparePlace/> }.into_any(),
            Place::Robustness => view! { <RobustnessPlace/> }.into_any(),
            Place::Profile => view! { <ProfilePlace/> }.into_any(),
            Place::Data => view! { <DataPlace/> }.into_any(),
        }
    }
}

#[component]
fn NoData() -> impl IntoView {
    let state = use_state();
    let reading = move || state.loading.get().is_some();
    view! {
        <Show when=reading fallback=move || view! {
            <section class="card empty" data-testid="no-data">
                <h1>{move || state.words().say(Msg::NoData)}</h1>
                <p>{move || state.words().say(Msg::NoDataHint)}</p>
                <button class="primary" on:click=move |_| page::click("pick-data")>{move || state.words().say(Msg::OpenData)}</button>
            </section>
        }>
            <Skeleton/>
        </Show>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let state = use_state();
    view! {
        <Show when=move || state.loading.get().is_some()>
            <div class="loading">
                <progress max="1" prop:value=move || state.loading.get().unwrap_or_default()
                    aria-label=move || state.words().fill_one(Msg::Loading, "")></progress>
            </div>
        </Show>
    }
}
