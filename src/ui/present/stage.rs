//! The screen in front of the room: one slide at a time, keys, swipes, a black screen, a trial of weights.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::act::Act;
use super::keys::listen;
use super::show::Show;
use super::slide::SlideView;
use super::trial::Trial;
use crate::text::{Language, Msg};
use crate::ui::late::{live, on_window};
use crate::ui::state::use_state;
use crate::web::page;

/// A slide is so many letters wide and high: type grows with the screen.
const LETTERS: [f64; 2] = [64.0, 36.0];
/// Least size of type, css pixels: on a telephone slides scroll.
const LEAST: f64 = 11.0;
/// A finger that moves so far turns the page, css pixels.
const SWIPE: f64 = 50.0;

/// The presentation.
#[component]
pub(super) fn Stage() -> impl IntoView {
    let state = use_state();
    let show = Show::new(state);
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get().filter(|dialog| !dialog.open()) {
            drop(dialog.show_modal());
            // Not on the first button, which would take the space bar for itself.
            drop(dialog.focus());
            page::enter_full_screen();
        }
    });
    listen(show);
    on_cleanup(move || {
        // However the presentation ends, a trial ends with it.
        if show.trying() {
            show.toggle_trial();
        }
        page::leave_full_screen();
    });
    let em = window_em();
    let current = Memo::new(move |_| show.screens.read().get(show.position()).copied());
    let slide = move || {
        let screen = current.get();
        let Some(screen) = screen else {
            let text = state.words().say(Msg::PresentNothing);
            return view! { <p class="present-none">{text}</p> }.into_any();
        };
        let own = show.deck.with_value(|deck| deck[screen.slide].clone());
        let count = Signal::derive(move || (show.position() + 1, show.screens.read().len()));
        view! { <SlideView slide=own screen=screen count=count em=em/> }.into_any()
    };
    let touched = RwSignal::new(None::<f64>);
    let lifted = move |event: leptos::ev::PointerEvent| {
        let Some(from) = touched.get_untracked() else { return };
        touched.set(None);
        let way = f64::from(event.client_x()) - from;
        if way.abs() > SWIPE {
            let onward = (way > 0.0) == (state.language.get_untracked() == Language::Fa);
            show.act(if onward { Act::Next } else { Act::Back });
        }
    };
    let pressed = move |event: leptos::ev::PointerEvent| {
        // A finger on a control moves that control.
        let control = event_target::<web_sys::Element>(&event).closest("button, .trial");
        let free = event.pointer_type() == "touch" && control.is_ok_and(|control| control.is_none());
        touched.set(free.then(|| f64::from(event.client_x())));
    };
    view! {
        <dialog node_ref=node class="present" tabindex="-1" data-testid="present" style:font-size=move || format!("{}px", em.get())
            aria-label=move || state.words().say(Msg::Present) on:cancel=live(|event: web_sys::Event| event.prevent_default())
            on:close=live(move |_| show.leave()) on:pointerdown=pressed on:pointerup=lifted on:pointercancel=live(move |_| touched.set(None))>
            {slide}
            <Bar show=show/>
            <Show when=move || state.meeting.trying.get()><Trial show=show/></Show>
            <Show when=move || show.black.get()>
                <div class="present-black" data-testid="present-black" on:click=move |_| show.black.set(false)></div>
            </Show>
        </dialog>
    }
}

/// Size of type for the window: the smaller of what width and height allow.
fn window_em() -> Signal<f64> {
    let size = RwSignal::new(page::window_size());
    on_window("resize", move |_| size.set(page::window_size()));
    Signal::derive(move || {
        let [width, height] = size.get();
        (width / LETTERS[0]).min(height / LETTERS[1]).max(LEAST)
    })
}

/// The few buttons of the room: quiet, for those without a keyboard.
#[component]
fn Bar(show: Show) -> impl IntoView {
    let state = show.state;
    let button = move |act: Act, text: Msg, sign: &'static str, testid: &'static str| {
        view! {
            <button id=testid data-testid=testid aria-label=move || state.words().say(text) title=move || state.words().say(text)
                on:click=move |_| show.act(act)>{sign}</button>
        }
    };
    let typed = move || {
        let number = show.typed.get().shown()?;
        Some(state.words().fill_one(Msg::PresentGoTo, &state.words().int(number)))
    };
    let number = move || {
        let words = state.words();
        let (at, n) = (words.int(show.position() + 1), words.int(show.screens.read().len()));
        words.fill(Msg::SlideCounter, &[("at", &at), ("n", &n)])
    };
    view! {
        <div class="present-bar">
            <span class="present-typed" role="status">{typed}</span>
            {button(Act::Back, Msg::PresentBack, "‹", "present-back")}
            <span class="num" data-testid="slide-counter" aria-live="polite">{number}</span>
            {button(Act::Next, Msg::PresentNext, "›", "present-next")}
            <button id="present-try" data-testid="present-try" aria-keyshortcuts="W" aria-pressed=move || state.meeting.trying.get().to_string()
                on:click=move |_| show.toggle_trial()>{move || state.words().say(Msg::PresentTry)}</button>
            <button data-testid="present-leave" aria-keyshortcuts="Escape" on:click=move |_| show.leave()>
                {move || state.words().say(Msg::PresentLeave)}
            </button>
        </div>
    }
}
