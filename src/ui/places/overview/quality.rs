//! How good the data are, how sure the list is, and how many areas each tier holds.

use leptos::prelude::*;

use crate::insight::tier_counts;
use crate::text::Msg;
use crate::ui::robustness::Phase;
use crate::ui::state::{Checked, State, use_state};
use crate::view::{QualityLine, quality_lines, sure_title};

/// Coverage and quality of the data.
#[component]
pub fn Quality() -> impl IntoView {
    let state = use_state();
    let lines = move || {
        let (case, words) = (state.case()?, state.words());
        let line = |own: QualityLine| {
            let meter = own.share.map(|share| {
                view! { <span class="meter" aria-hidden="true"><i style:inline-size=format!("{share}%")></i></span> }
            });
            view! { <dt>{words.say(own.label)}</dt><dd>{own.value}{meter}</dd> }
        };
        Some(quality_lines(&case, words).into_iter().map(line).collect_view())
    };
    view! {
        <section class="card" data-testid="quality">
            <div class="head">
                <h2>{move || state.words().say(Msg::QualityTitle)}</h2>
                <a href="#data" class="screen-only">{move || state.words().say(Msg::LeadData)}</a>
            </div>
            <div class="body">
                <dl class="facts quality">
                    {lines}
                    <dt>{move || state.words().say(Msg::Findings)}</dt>
                    <dd>{move || remarks(state)}</dd>
                </dl>
            </div>
        </section>
    }
}

/// What validation has said so far, in one line.
fn remarks(state: State) -> String {
    let words = state.words();
    match state.checked.get() {
        Checked::Working(share) => words.percent(Some(share)),
        Checked::Done { remarks, .. } if remarks.is_empty() => words.say(Msg::FindingsNone).to_owned(),
        Checked::Done { remarks, .. } => {
            let count = |severity: &str| remarks.iter().filter(|own| own.severity == severity).count();
            let warns = words.counted(count("warns"), (Msg::WarningOne, Msg::WarningMany));
            let informs = words.counted(count("informs"), (Msg::RemarkOne, Msg::RemarkMany));
            words.fill(Msg::FindingsSummary, &[("warns", &warns), ("informs", &informs)])
        }
    }
}

/// How sure the list is, if that has been asked; else a button that asks.
#[component]
pub fn SurenessTile() -> impl IntoView {
    let state = use_state();
    let text = move || {
        let words = state.words();
        match state.robustness.phase.get() {
            Phase::Working(share, error) => {
                let values =
                    [("share", words.percent(Some(share))), ("error", words.exact_percent(Some(error)))];
                words.filled(Msg::SureProgress, &values)
            }
            _ if state.robustness.is_fresh(state) => {
                let found = state.robustness.found.get();
                found.map(|found| sure_title(found.sure(), words)).unwrap_or_default()
            }
            Phase::Failed(_) => words.say(Msg::SureFailed).to_owned(),
            Phase::Idle => words.say(Msg::SureIdle).to_owned(),
        }
    };
    let asks = move || {
        !matches!(state.robustness.phase.get(), Phase::Working(..)) && !state.robustness.is_fresh(state)
    };
    view! {
        <section class="card" data-testid="overview-robustness">
            <div class="head">
                <h2>{move || state.words().say(Msg::SureAsk)}</h2>
                <a href="#robustness" class="screen-only">{move || state.words().say(Msg::LeadRobustness)}</a>
            </div>
            <div class="body stack">
                <p aria-live="polite">{text}</p>
                <Show when=asks>
                    <div class="screen-only">
                        <button class="primary" data-testid="overview-compute" on:click=move |_| state.robustness.start(state)>
                            {move || state.words().say(Msg::SureRun)}
                        </button>
                    </div>
                </Show>
            </div>
        </section>
    }
}

/// How many areas each tier holds.
#[component]
pub fn TierSpread() -> impl IntoView {
    let state = use_state();
    let rows = move || {
        let (case, words) = (state.case()?, state.words());
        let counts = tier_counts(&case.outcome, case.outcome.ranked.n_tiers);
        let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
        let row = |(at, count): (usize, usize)| {
            view! {
                <tr>
                    <th scope="row">{words.fill_one(Msg::TierN, &words.int(at + 1))}</th>
                    <td class="fill"><span class="bar"><i class="d1" style:inline-size=format!("{:.1}%", 100.0 * count as f64 / most)></i></span></td>
                    <td class="num">{words.int(count)}</td>
                </tr>
            }
        };
        Some(counts.into_iter().enumerate().map(row).collect_view())
    };
    view! {
        <section class="card">
            <div class="head">
                <h2>{move || state.words().say(Msg::OverviewTiers)}</h2>
                <a href="#groups" class="screen-only">{move || state.words().say(Msg::LeadGroups)}</a>
            </div>
            <div class="body">
                <table class="tiers">
                    <thead><tr>
                        <th scope="col">{move || state.words().say(Msg::Tier)}</th>
                        <th scope="col"><span class="visually-hidden">{move || state.words().say(Msg::Share)}</span></th>
                        <th scope="col">{move || state.words().say(Msg::Areas)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
