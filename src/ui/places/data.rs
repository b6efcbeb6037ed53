//! داده: what is open, where it comes from and what validation says.

use leptos::prelude::*;

use crate::text::{Language, Msg};
use crate::ui::state::{Checked, use_state};
use crate::view::{IndicatorRow, indicator_rows};
use crate::web::worker::Remark;

/// Remarks of one rule shown before the rest are counted.
const SHOWN: usize = 5;

/// The data place.
#[component]
pub fn DataPlace() -> impl IntoView {
    let state = use_state();
    view! {
        <div class="stack" data-testid="data">
            <section class="card">
                <div class="head"><h1>{move || state.words().say(Msg::DataIdentity)}</h1></div>
                <div class="body"><Identity/></div>
            </section>
            <section class="card">
                <div class="head"><h2>{move || state.words().say(Msg::Findings)}</h2></div>
                <div class="body"><Findings/></div>
            </section>
            <section class="card">
                <div class="head"><h2>{move || state.words().say(Msg::Indicators)}</h2></div>
                <div class="body"><Indicators/></div>
            </section>
        </div>
    }
}

#[component]
fn Identity() -> impl IntoView {
    let state = use_state();
    let facts = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let snapshot = &loaded.snapshot;
        let header = &snapshot.header;
        let fact = |key: Msg, value: String| view! { <dt>{words.say(key)}</dt><dd>{value}</dd> };
        let periods: Vec<String> = snapshot.periods.iter().map(|period| words.label(&period.name)).collect();
        let sources = snapshot.sources.iter().map(|source| {
            let parts: Vec<String> = [
                Some(words.label(&source.name)),
                source.publisher.as_ref().map(|text| words.label(text)),
                source.date.as_deref().map(|date| words.date(date)),
                source.licence.clone(),
            ]
            .into_iter()
            .flatten()
            .collect();
            view! { <li>{words.list(&parts)}</li> }
        });
        let hash = match state.checked.get() {
            Checked::Working(_) => view! { {words.say(Msg::HashPending)} }.into_any(),
            Checked::Done { hash, .. } => {
                view! { <span class="hash" data-testid="hash">{hash}</span> }.into_any()
            }
        };
        Some(view! {
            <dl class="facts">
                {fact(Msg::Name, words.label(&header.title))}
                {fact(Msg::Issuer, words.label(&header.issuer))}
                {fact(Msg::Issued, words.date(&header.issued))}
                {fact(Msg::Periods, words.list(&periods))}
                {fact(Msg::Areas, format!("{} {}", words.int(snapshot.n_areas()), words.area_level(snapshot)))}
                {header.synthetic.then(|| fact(Msg::Note, words.say(Msg::SyntheticLong).to_owned()))}
                {header.note.as_ref().map(|note| fact(Msg::Note, words.label(note)))}
                <dt>{words.say(Msg::Sources)}</dt><dd><ul>{sources.collect_view()}</ul></dd>
                <dt>{words.say(Msg::Hash)}</dt><dd>{hash}</dd>
            </dl>
        })
    };
    view! { {facts} }
}

#[component]
fn Findings() -> impl IntoView {
    let state = use_state();
    let list = move || {
        let words = state.words();
        match state.checked.get() {
            Checked::Working(share) => {
                let share = words.percent(Some(share));
                view! { <p class="note" data-testid="findings-pending">{words.fill_one(Msg::FindingsPending, &share)}</p> }.into_any()
            }
            Checked::Done { remarks, .. } if remarks.is_empty() => {
                view! { <p class="note" data-testid="findings">{words.say(Msg::FindingsNone)}</p> }.into_any()
            }
            Checked::Done { remarks, .. } => {
                let count = |severity: &str| {
                    words.int(remarks.iter().filter(|remark| remark.severity == severity).count())
                };
                let summary = words.fill(
                    Msg::FindingsSummary,
                    &[("warns", &count("warns")), ("informs", &count("informs"))],
                );
                view! {
                    <div data-testid="findings">
                        <p class="muted">{summary}</p>
                        {by_rule(&remarks).into_iter().map(|group| view! { <RuleGroup remarks=group/> }).collect_view()}
                    </div>
                }
                .into_any()
            }
        }
    };
    view! { {list} }
}

/// Remarks of one rule together: warnings first, then in the order they were met.
fn by_rule(remarks: &[Remark]) -> Vec<Vec<Remark>> {
    let mut groups: Vec<Vec<Remark>> = Vec::new();
    for remark in remarks {
        match groups.iter_mut().find(|group| group[0].rule == remark.rule) {
            Some(group) => group.push(remark.clone()),
            None => groups.push(vec![remark.clone()]),
        }
    }
    groups.sort_by_key(|group| group[0].severity == "informs");
    groups
}

#[component]
fn RuleGroup(remarks: Vec<Remark>) -> impl IntoView {
    let state = use_state();
    let line = move |remark: Remark| {
        let words = state.words_now();
        let (class, label) = match remark.severity.as_str() {
            "blocks" => ("mark blocks", Msg::SeverityBlocks),
            "warns" => ("mark warns", Msg::SeverityWarns),
            _ => ("mark informs", Msg::SeverityInforms),
        };
        let text = if words.language == Language::Fa { remark.fa } else { remark.en };
        // The sentence names identifiers, which a machine needs; the reader knows the indicator by its name.
        let name = state.loaded_untracked().and_then(|loaded| {
            let at = loaded.snapshot.indicator_idx(remark.indicator.as_deref()?)?;
            Some(words.label(&loaded.snapshot.indicators[at].name))
        });
        view! {
            <div class="finding">
                <span class=class>{words.say(label)}</span>
                <span>{name.map(|name| view! { <b>{name}</b>" · " })}{text}</span>
            </div>
        }
    };
    let rest = remarks.get(SHOWN..).unwrap_or_default().to_vec();
    let more = (!rest.is_empty()).then(|| {
        let words = state.words_now();
        let label = words.fill(Msg::FindingsMore, &[("n", &words.int(rest.len()))]);
        view! { <details><summary>{label}</summary>{rest.into_iter().map(line).collect_view()}</details> }
    });
    view! {
        {remarks.iter().take(SHOWN).cloned().map(line).collect_view()}
        {more}
    }
}

#[component]
fn Indicators() -> impl IntoView {
    let state = use_state();
    let heads = [
        Msg::Indicator,
        Msg::Domain,
        Msg::Polarity,
        Msg::Coverage,
        Msg::Minimum,
        Msg::Median,
        Msg::Maximum,
        Msg::Definition,
        Msg::Source,
    ];
    let head =
        move || heads.map(|head| view! { <th scope="col">{state.words().say(head)}</th> }).collect_view();
    let row = |row: IndicatorRow| {
        let spread = row.spread.map(|text| view! { <td class="num">{text}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row">{row.name}<div class="small hash">{row.id}</div></th>
                <td>{row.domain}</td>
                <td>{row.polarity}</td>
                <td class="num" class:low=row.low_coverage>{row.coverage}</td>
                {spread}
                <td class="wide-text">{row.definition}</td>
                <td>{row.source}</td>
            </tr>
        }
    };
    let rows = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let period = state.both().map_or(loaded.snapshot.latest_period(), |(_, outcome)| outcome.period);
        Some(indicator_rows(&loaded.snapshot, period, words).into_iter().map(row).collect_view())
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=move || state.words().say(Msg::Indicators)>
            <table data-testid="indicators">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
