//! The dialog in which weights are judged: ways, entry, and what it leads to at every moment.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::ahp_entry::AhpEntry;
use super::draft::{Draft, redraft};
use super::points_entry::{BudgetEntry, SwingEntry};
use super::rank_entry::RankEntry;
use crate::document::Command;
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::follow;
use crate::ui::state::use_state;
use crate::view::{DraftPreview, Way, WeightDraft};
use crate::web::page;

/// Opens the dialog for the node at `path`, called `of`; the whole index has no name.
#[component]
pub fn JudgeButton(
    draft: Draft,
    path: Vec<usize>,
    #[prop(optional, into)] of: Signal<String>,
) -> impl IntoView {
    let state = use_state();
    let testid = match path.first() {
        Some(at) => format!("weights-judge-{at}"),
        None => "weights-judge".to_owned(),
    };
    let open = move |_| {
        if let Some(loaded) = state.loaded_untracked() {
            let scenario = state.scenario_untracked();
            draft.set(WeightDraft::open(&loaded.snapshot, &scenario, &path, state.words_now()));
        }
    };
    let label = move || match of.get() {
        name if name.is_empty() => state.words().say(Msg::WeightsJudge).to_owned(),
        name => state.words().fill_one(Msg::WeightsJudgeInside, &name),
    };
    view! {
        <button data-testid=testid aria-haspopup="dialog" aria-label=label on:click=open>{move || state.words().say(Msg::WeightsJudge)}</button>
    }
}

/// The dialog. Nothing changes before its judgements are applied.
#[component]
pub fn WeightsDialog(draft: Draft) -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Dialog>::new();
    let open = Memo::new(move |_| draft.read().is_some());
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            follow(&dialog, open.get());
        }
    });
    let preview = Memo::new(move |_| {
        draft.read().as_ref().map(|draft| draft.preview(state.words())).unwrap_or_default()
    });
    let title = move || {
        let words = state.words();
        let of = draft.read().as_ref().map(|draft| draft.title.clone()).unwrap_or_default();
        if of.is_empty() {
            words.say(Msg::WeightsDialog).to_owned()
        } else {
            words.fill_one(Msg::WeightsDialogInside, &of)
        }
    };
    let apply = move |_| {
        if let Some(own) = draft.get_untracked() {
            let mut index = state.scenario_untracked().index.clone();
            own.apply(&mut index);
            state.edit(&Command::SetIndex(Box::new(index)));
        }
        draft.set(None);
    };
    view! {
        <dialog class="weigh" node_ref=node data-testid="weights-dialog" aria-labelledby="weigh-title"
            on:close=live(move |_| draft.set(None))>
            <Show when=move || open.get()>
                <div class="head">
                    <h2 id="weigh-title">{title}</h2>
                    <button data-testid="weigh-cancel" on:click=move |_| draft.set(None)>
                        {move || state.words().say(Msg::Cancel)}
                    </button>
                </div>
                <div class="body">
                    <Ways draft=draft/>
                    <div class="halves">
                        <div class="entry"><Entry draft=draft preview=preview/></div>
                        <Shares preview=preview/>
                    </div>
                </div>
                <div class="foot">
                    <Consistency preview=preview/>
                    <button class="primary" data-testid="weigh-apply" disabled=move || !preview.read().complete on:click=apply>
                        {move || state.words().say(Msg::Apply)}
                    </button>
                </div>
            </Show>
        </dialog>
    }
}

fn way_of(draft: Draft) -> Memo<Way> {
    Memo::new(move |_| draft.read().as_ref().map_or(Way::Equal, |draft| draft.way))
}

/// The ways to come to weights, the usual ones first.
#[component]
fn Ways(draft: Draft) -> impl IntoView {
    let state = use_state();
    let way = way_of(draft);
    let button = move |own: Way| {
        view! {
            <button data-testid=format!("way-{}", own.key()) aria-pressed=move || (way.get() == own).to_string()
                on:click=move |_| redraft(draft, |draft| draft.way = own)>
                {move || state.words().say(own.words().0)}
            </button>
        }
    };
    let buttons = move |advanced: bool| {
        Way::ALL.into_iter().filter(|own| own.is_advanced() == advanced).map(button).collect_view()
    };
    view! {
        <div class="ways">
            <div class="seg">{buttons(false)}</div>
            <details data-testid="ways-advanced" open=untrack(|| way.get()).is_advanced()>
                <summary class="small">{move || state.words().say(Msg::Advanced)}</summary>
                <div class="seg">{buttons(true)}</div>
            </details>
            <p class="muted">{move || state.words().say(way.get().words().1)}</p>
        </div>
    }
}

#[component]
fn Entry(draft: Draft, preview: Memo<DraftPreview>) -> impl IntoView {
    let way = way_of(draft);
    move || match way.get() {
        Way::Equal => ().into_any(),
        Way::Ranks => view! { <RankEntry draft=draft/> }.into_any(),
        Way::Ahp => view! { <AhpEntry draft=draft preview=preview/> }.into_any(),
        Way::Swing => view! { <SwingEntry draft=draft/> }.into_any(),
        Way::Budget => view! { <BudgetEntry draft=draft/> }.into_any(),
    }
}

/// The shares that the judgements lead to, as bars with numbers.
#[component]
fn Shares(preview: Memo<DraftPreview>) -> impl IntoView {
    let state = use_state();
    let lines = move || {
        let shares = preview.get().shares;
        let most = shares.iter().map(|line| line.share).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        let line = |line: crate::view::ShareLine| {
            let width = format!("{:.1}%", 100.0 * line.share / most);
            view! {
                <li>
                    <span>{line.name}</span><b class="num">{line.text}</b>
                    <span class="meter"><i style:inline-size=width></i></span>
                    {(!line.spread.is_empty()).then(|| view! { <small class="small">{line.spread}</small> })}
                </li>
            }
        };
        if shares.is_empty() {
            view! { <p class="small">{state.words().say(Msg::SharesNone)}</p> }.into_any()
        } else {
            view! { <ul data-testid="weigh-shares">{shares.into_iter().map(line).collect_view()}</ul> }
                .into_any()
        }
    };
    let remarks = move || {
        let remark = |text: String| view! { <p class="small">{text}</p> };
        preview.get().remarks.into_iter().map(remark).collect_view()
    };
    view! {
        <section class="shares" aria-labelledby="weigh-shares-title">
            <h3 id="weigh-shares-title">{move || state.words().say(Msg::SharesNow)}</h3>
            {lines}
            <div data-testid="weigh-remarks">{remarks}</div>
        </section>
    }
}

/// How far comparisons agree, and the one to look at first: always in sight.
#[component]
fn Consistency(preview: Memo<DraftPreview>) -> impl IntoView {
    let state = use_state();
    let ratio = move || {
        let (text, fine) = preview.get().consistency?;
        Some(view! { <p class="note" class:fine=fine class:bad=!fine data-testid="weigh-ratio">{text}</p> })
    };
    let worst = move || {
        let ((i, j), text) = preview.get().worst?;
        Some(view! {
            <p class="small" data-testid="weigh-worst">
                {text}" "
                <button class="quiet" data-testid="weigh-worst-go" on:click=move |_| page::focus(&format!("pair-{i}-{j}"))>
                    {state.words().say(Msg::WorstGo)}
                </button>
            </p>
        })
    };
    view! { <div class="grow" aria-live="polite">{ratio}{worst}</div> }
}
