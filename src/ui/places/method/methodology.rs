//! The method of the scenario as sentences, on the screen and on paper.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::{live, on_print, work};
use crate::ui::print_frame::footer;
use crate::ui::saving::file_name;
use crate::ui::shell::follow;
use crate::ui::state::{State, use_state};
use crate::view::{MethodStep, method_page, method_steps, method_text};
use crate::web::{download, page};

/// A button that shows the method.
#[component]
pub fn MethodologyButton() -> impl IntoView {
    let state = use_state();
    view! {
        <button class="quiet screen-only" data-testid="methodology-open" on:click=move |_| state.shell.methodology.set(true)>
            {move || state.words().say(Msg::Methodology)}
        </button>
    }
}

/// The method, wherever it was asked for; its sentences are made only when it is.
#[component]
pub fn MethodologyDialog() -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Dialog>::new();
    let open = state.shell.methodology;
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            follow(&dialog, open.get());
        }
    });
    let close = move |_| open.set(false);
    // On paper the dialog gives way to a sheet of its own, whoever asked the browser to print.
    let printing = RwSignal::new(false);
    on_print(move || printing.set(open.get_untracked()), move || printing.set(false));
    let action = |key: Msg, testid: &'static str, act: fn(State)| {
        view! { <button data-testid=testid on:click=move |_| act(state)>{move || state.words().say(key)}</button> }
    };
    view! {
        <dialog node_ref=node class="method" data-testid="methodology" aria-labelledby="methodology-title" on:close=live(move |_| open.set(false))>
            <div class="head">
                <h2 id="methodology-title">{move || state.words().say(Msg::Methodology)}</h2>
                <div class="line">
                    {action(Msg::MethodCopy, "methodology-copy", copy)}
                    {action(Msg::MethodSave, "methodology-save", save)}
                    {action(Msg::Print, "methodology-print", |_| page::print())}
                    <button data-testid="methodology-close" on:click=close>{move || state.words().say(Msg::Close)}</button>
                </div>
            </div>
            <div class="body">{move || open.get().then(|| sentences(state))}</div>
        </dialog>
        <Show when=move || printing.get()>
            <section class="method-sheet print-only" data-testid="methodology-sheet">
                <h1>{move || state.words().say(Msg::Methodology)}</h1>
                {move || sentences(state)}
                <p class="small">{move || footer(state)}</p>
            </section>
        </Show>
    }
}

fn steps(state: State) -> Option<Vec<MethodStep>> {
    let (case, words) = (state.case()?, state.words());
    Some(method_steps(&case, words))
}

/// The method, one heading a step of the work.
pub fn sentences(state: State) -> Option<impl IntoView> {
    let words = state.words();
    let step = |own: MethodStep| {
        let lines = own.lines.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
        view! { <section class="method-step"><h3>{words.say(own.title)}</h3>{lines}</section> }
    };
    Some(steps(state)?.into_iter().map(step).collect_view())
}

fn copy(state: State) {
    let words = state.words_now();
    let Some(steps) = untrack(|| steps(state)) else { return };
    let text = method_text(&steps, words);
    work(async move {
        let said = if page::copy_text(&text).await { Msg::MethodCopied } else { Msg::MethodCopyFailed };
        state.toast.set(Some(words.say(said).to_owned()));
    });
}

fn save(state: State) {
    let words = state.words_now();
    let Some((loaded, steps)) = untrack(|| state.loaded().zip(steps(state))) else { return };
    let title = format!("{} · {}", words.say(Msg::Methodology), words.label(&loaded.snapshot.header.title));
    let page = method_page(&steps, (&title, &untrack(|| footer(state))), words);
    let _ = download::download(
        &file_name(state, "methodology", "html"),
        "text/html;charset=utf-8",
        page.as_bytes(),
    );
}
