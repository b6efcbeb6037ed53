//! The slides arranged: which, in what order, with titles and notes of one's own.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::deck_now;
use crate::sorting::Sorting;
use crate::text::{Msg, collation_key};
use crate::ui::late::live;
use crate::ui::meeting::Mode;
use crate::ui::state::{State, use_state};
use crate::view::{Deck, Slide, Topic, areas_capped, moved};
use crate::web::page;

/// How many areas the list to choose from holds.
const OFFERED: usize = 200;

fn edit(state: State, change: impl FnOnce(&mut Deck)) {
    let mut deck = deck_now(state);
    change(&mut deck);
    state.meeting.deck.set(deck);
}

/// Changes one slide, where it still is.
fn edit_slide(state: State, at: usize, change: impl FnOnce(&mut Slide)) {
    edit(state, |deck| {
        if let Some(slide) = deck.get_mut(at) {
            change(slide);
        }
    });
}

/// The dialog.
#[component]
pub(super) fn Manager() -> impl IntoView {
    let state = use_state();
    let (mode, node) = (state.meeting.mode, NodeRef::<Dialog>::new());
    Effect::new(move |_| {
        if let Some(dialog) = node.get().filter(|dialog| !dialog.open()) {
            drop(dialog.show_modal());
        }
    });
    let dragged = RwSignal::new(None::<usize>);
    let deck = Memo::new(move |_| {
        state.meeting.deck.track();
        deck_now(state)
    });
    // Typing changes a slide, not the list of slides: the fields must outlive it.
    let shape = Memo::new(move |_| {
        deck.read().iter().map(|slide| (slide.topic, slide.area.clone())).collect::<Vec<_>>()
    });
    let lines = move || {
        let n = shape.read().len();
        (0..n).map(|at| view! { <Line deck=deck dragged=dragged at=at/> }).collect_view()
    };
    let go = move |next: Mode| move |_| mode.set(next);
    // Said of the automatic slides alone: who arranges them chooses.
    let capped = move || {
        let automatic = state.meeting.deck.read().is_empty();
        let text = areas_capped(&state.marked.read(), state.words()).filter(|_| automatic)?;
        Some(view! { <p class="note warn" data-testid="slides-capped">{text}</p> })
    };
    view! {
        <dialog node_ref=node class="slides" data-testid="slides" aria-labelledby="slides-title" on:close=live(move |_| {
            if mode.get_untracked() == Mode::Arranging {
                mode.set(Mode::Work);
            }
        })>
            <div class="head">
                <h2 id="slides-title">{move || state.words().say(Msg::Slides)}</h2>
                <button data-testid="slides-close" on:click=go(Mode::Work)>{move || state.words().say(Msg::Close)}</button>
            </div>
            <div class="body">
                <p class="small">{move || state.words().say(Msg::SlidesHint)}</p>
                {capped}
                <ol class="slide-list">{lines}</ol>
                <div class="line"><AddTopic/><AddArea/></div>
            </div>
            <div class="foot">
                <button class="primary" data-testid="slides-present" on:click=go(Mode::Presenting)>{move || state.words().say(Msg::Present)}</button>
                <button data-testid="slides-print" on:click=go(Mode::Sheets(false))>{move || state.words().say(Msg::SlidesPrint)}</button>
                <button data-testid="slides-print-notes" on:click=go(Mode::Sheets(true))>{move || state.words().say(Msg::SlidesPrintNotes)}</button>
                <span class="grow"></span>
                <button class="quiet" data-testid="slides-automatic" on:click=move |_| state.meeting.deck.set(Deck::new())>
                    {move || state.words().say(Msg::SlidesAutomatic)}
                </button>
            </div>
        </dialog>
    }
}

/// One slide of the list.
#[component]
fn Line(deck: Memo<Deck>, dragged: RwSignal<Option<usize>>, at: usize) -> impl IntoView {
    let state = use_state();
    let own = move || deck.read().get(at).cloned();
    let name = move || {
        let (slide, loaded) = (own()?, state.loaded()?);
        Some(slide.name(&loaded.snapshot, state.words()))
    };
    let said = move |key: Msg| state.words().fill_one(key, &name().unwrap_or_default());
    let last = move || at + 1 == deck.read().len();
    let step = move |to: usize, way: &'static str| {
        edit(state, |deck| *deck = moved(deck, at, to));
        page::focus_soon(format!("slide-{way}-{to}"));
    };
    let remark = move || {
        let (slide, loaded) = (own()?, state.loaded()?);
        let gone = slide.topic == Topic::Area && loaded.snapshot.areas.position(&slide.area).is_none();
        let unsure = slide.topic == Topic::Sureness && !state.robustness.is_fresh(state);
        let key = if gone { Msg::SlideNotHere } else { Msg::SlideNotYet };
        (gone || unsure).then(|| view! { <p class="small">{state.words().say(key)}</p> })
    };
    let over = move |event: leptos::ev::DragEvent| {
        let Some(moving) = dragged.get_untracked() else { return };
        event.prevent_default();
        event.stop_propagation();
        if moving != at {
            edit(state, |deck| *deck = moved(deck, moving, at));
            dragged.set(Some(at));
        }
    };
    let start = move |event: leptos::ev::DragEvent| {
        dragged.set(Some(at));
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", "");
        }
    };
    let end = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        dragged.set(None);
    };
    view! {
        <li class:dragged=move || dragged.get() == Some(at) data-testid="slide-line" on:dragover=over on:drop=end>
            <div class="line" draggable="true" on:dragstart=start on:dragend=end>
                <span class="grip" aria-hidden="true">"⠿"</span>
                <b class="grow">{move || format!("{}. {}", state.words().int(at + 1), name().unwrap_or_default())}</b>
                <label class="check small">
                    <input type="checkbox" data-testid=format!("slide-shown-{at}") prop:checked=move || own().is_some_and(|own| !own.hidden)
                        on:change=live(move |event| { let shown = event_target_checked(&event); edit_slide(state, at, |own| own.hidden = !shown); })/>
                    {move || state.words().say(Msg::SlideShown)}
                </label>
                <button class="icon" id=format!("slide-up-{at}") data-testid=format!("slide-up-{at}") disabled=at == 0 aria-label=move || said(Msg::SlideUp)
                    on:click=move |_| step(at.saturating_sub(1), "up")>"▲"</button>
                <button class="icon" id=format!("slide-down-{at}") data-testid=format!("slide-down-{at}") disabled=last aria-label=move || said(Msg::SlideDown)
                    on:click=move |_| step(at + 1, "down")>"▼"</button>
                <button class="icon" data-testid=format!("slide-remove-{at}") disabled=move || deck.read().len() == 1 aria-label=move || said(Msg::SlideRemove)
                    on:click=move |_| edit(state, |deck| if at < deck.len() { drop(deck.remove(at)) })>"✕"</button>
            </div>
            {remark}
            <div class="slide-texts">
                <input type="text" data-testid=format!("slide-title-{at}") prop:value=move || own().map(|own| own.title)
                    placeholder=move || state.words().say(Msg::SlideOwnTitle) aria-label=move || state.words().say(Msg::SlideOwnTitle)
                    on:change=live(move |event| edit_slide(state, at, |own| own.title = event_target_value(&event)))/>
                <textarea rows="2" data-testid=format!("slide-note-{at}") prop:value=move || own().map(|own| own.note)
                    placeholder=move || state.words().say(Msg::SlideNote) aria-label=move || state.words().say(Msg::SlideNote)
                    on:change=live(move |event| edit_slide(state, at, |own| own.note = event_target_value(&event)))></textarea>
            </div>
        </li>
    }
}

/// A slide that is not there yet, or once more with another title.
#[component]
fn AddTopic() -> impl IntoView {
    let state = use_state();
    let options = move || {
        Topic::ALL
            .into_iter()
            .enumerate()
            .map(|(at, topic)| {
                view! { <option value=at.to_string()>{state.words().say(topic.label())}</option> }
            })
            .collect_view()
    };
    let chosen = move |event: leptos::ev::Event| {
        let topic =
            event_target_value(&event).parse::<usize>().ok().and_then(|at| Topic::ALL.get(at).copied());
        if let Some(topic) = topic {
            edit(state, |deck| deck.push(Slide::of(topic)));
        }
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
    };
    view! {
        <select data-testid="slide-add" aria-label=move || state.words().say(Msg::SlideAdd) on:change=live(chosen)>
            <option value="">{move || state.words().say(Msg::SlideAdd)}</option>{options}
        </select>
    }
}

/// The profile of an area found by name.
#[component]
fn AddArea() -> impl IntoView {
    let state = use_state();
    let typed = RwSignal::new(String::new());
    let options = move || {
        let ((loaded, case), words) = (state.both()?, state.words());
        let mut found = loaded.search.find(&typed.get());
        found.intersect(&case.outcome.set);
        let snapshot = &loaded.snapshot;
        let mut areas: Vec<usize> = found.iter().take(OFFERED).collect();
        areas.order_by_cached_key(|at| collation_key(&snapshot.areas.name[*at]));
        let option = |at: usize| {
            let text = format!("{} ({})", words.area(snapshot, at), words.whereabouts(snapshot, at));
            view! { <option value=snapshot.areas.code[at].clone()>{text}</option> }
        };
        Some(areas.into_iter().map(option).collect_view())
    };
    let chosen = move |event: leptos::ev::Event| {
        let code = event_target_value(&event);
        if !code.is_empty() {
            edit(state, |deck| {
                // After the other profiles, where there are any.
                let after =
                    deck.iter().rposition(|slide| slide.topic == Topic::Area).map_or(deck.len(), |at| at + 1);
                deck.insert(after, Slide::of_area(&code));
            });
        }
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
    };
    view! {
        <input type="search" placeholder=move || state.words().say(Msg::SearchArea) aria-label=move || state.words().say(Msg::SearchArea)
            data-testid="slide-search" on:input=move |event| typed.set(event_target_value(&event))/>
        <select class="grow" data-testid="slide-add-area" aria-label=move || state.words().say(Msg::SlideAddArea) on:change=live(chosen)>
            <option value="">{move || state.words().say(Msg::SlideAddArea)}</option>{options}
        </select>
    }
}
