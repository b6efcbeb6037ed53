//! Slides of words and figures: main finding, list, one area, method.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;
use crate::view::{
    ProfileHead, cut_label, key_figures, legend, list_page, method_line, ranking_row, score_text,
    weight_groups, why_view,
};

/// Key figures, and the first of the list.
#[component]
pub(super) fn Overview() -> impl IntoView {
    let state = use_state();
    let body = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let snapshot = &loaded.snapshot;
        let figure = |(label, value): (String, String)| view! { <div><dd class="num">{value}</dd><dt>{label}</dt></div> };
        let first = outcome.ranked.ranking.order.iter().take(5).map(|at| {
            let at = *at as usize;
            let rank = outcome.ranked.ranking.rank(at).map(|rank| words.int(rank as usize));
            view! {
                <li><b class="num">{rank}</b><span>{words.area(snapshot, at)}<small>{words.division_of(snapshot, at)}</small></span>
                    <b class="num">{score_text(&outcome, at, words)}</b></li>
            }
        });
        Some(view! {
            <dl class="figures">{key_figures(snapshot, &outcome, words).into_iter().map(figure).collect_view()}</dl>
            <div class="first">
                <h2>{words.say(Msg::SlideFirst)}</h2>
                <ol>{first.collect_view()}</ol>
            </div>
        })
    };
    view! { <div class="two">{body}</div> }
}

/// One page of the list.
#[component]
pub(super) fn List(page: usize) -> impl IntoView {
    let state = use_state();
    let body = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let snapshot = &loaded.snapshot;
        let (areas, rest) = list_page(&outcome, page);
        let row = |at: &u32| {
            let row = ranking_row(snapshot, &outcome, *at as usize, words);
            let part = |(colour, width, text): (usize, f64, String)| {
                view! { <i class=format!("d{}", colour + 1) title=text style:inline-size=format!("{width:.2}%")></i> }
            };
            view! {
                <tr data-testid="slide-row">
                    <td class="num"><b>{row.rank}</b></td>
                    <th scope="row">{row.name}" "<small>{row.whereabouts}</small></th>
                    <td class="num people">{row.population}</td>
                    <td class="fill"><span class="bar">{row.parts.into_iter().map(part).collect_view()}</span></td>
                    <td class="num"><b>{row.score}</b></td>
                </tr>
            }
        };
        let key = legend(snapshot, &outcome, words).into_iter().map(|(_, colour, name)| {
            view! { <li><i class=format!("swatch d{}", colour + 1)></i>{name}</li> }
        });
        let heads = [Msg::Rank, Msg::Name, Msg::Population, Msg::Contribution, Msg::Score];
        let crosses = outcome.listed().last().is_some_and(|last| areas.contains(last));
        let below = [
            crosses.then(|| cut_label(snapshot, &outcome, words)),
            (rest > 0).then(|| words.fill(Msg::SlideListRest, &[("n", &words.int(rest))])),
        ];
        let below: Vec<String> = below.into_iter().flatten().collect();
        Some(view! {
            <table>
                <thead><tr>{heads.map(|head| view! { <th scope="col">{words.say(head)}</th> }).collect_view()}</tr></thead>
                <tbody>{areas.iter().map(row).collect_view()}</tbody>
            </table>
            <div class="under"><ul class="key">{key.collect_view()}</ul><p>{below.join(" · ")}</p></div>
        })
    };
    view! { <div class="list">{body}</div> }
}

/// One area: rank, score and people, what its score is made of, and why.
#[component]
pub(super) fn Area(area: usize, head: Memo<Option<ProfileHead>>) -> impl IntoView {
    let state = use_state();
    let body = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let snapshot = &loaded.snapshot;
        let row = ranking_row(snapshot, &outcome, area, words);
        let rank =
            words.fill(Msg::RankOf, &[("rank", &row.rank), ("n", &words.int(outcome.ranked.ranking.len()))]);
        let figures = [(Msg::Rank, rank), (Msg::Score, row.score), (Msg::Population, row.population)];
        let figure = |(label, value): (Msg, String)| {
            view! { <div><dd class="num">{value}</dd><dt>{words.say(label)}</dt></div> }
        };
        let most = row.parts.iter().map(|part| part.1).fold(f64::MIN_POSITIVE, f64::max);
        let widths: Vec<f64> = row.parts.iter().map(|part| 100.0 * part.1 / most).collect();
        let bar = |((colour, name, _, contribution), width): ((usize, String, String, String), f64)| {
            view! {
                <li><span>{name}</span><span class="bar"><i class=format!("d{}", colour + 1) style:inline-size=format!("{width:.1}%")></i></span>
                    <b class="num">{contribution}</b></li>
            }
        };
        let bars = head.get()?.composition_rows.into_iter().zip(widths).map(bar).collect_view();
        let sure = state.sureness.sentence(state, area);
        let why = why_view(snapshot, &outcome, area, words);
        let why = why.sentences.into_iter().take(3).chain(sure).map(|text| view! { <p>{text}</p> });
        Some(view! {
            <div class="stack">
                <dl class="figures">{figures.map(figure).collect_view()}</dl>
                <h2>{words.say(Msg::ProfileComposition)}</h2>
                <ul class="parts">{bars}</ul>
            </div>
            <div class="reasons">
                <p class="where">{row.whereabouts}</p>
                {why.collect_view()}
            </div>
        })
    };
    view! { <div class="two even">{body}</div> }
}

/// The method in short: what is weighed by how much, and the line that says how.
#[component]
pub(super) fn Method() -> impl IntoView {
    let state = use_state();
    let body = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let (snapshot, scenario) = (&loaded.snapshot, state.scenario());
        let groups = weight_groups(snapshot, &scenario, Some(&outcome), words);
        let most = groups.iter().map(|group| group.share).fold(f64::MIN_POSITIVE, f64::max);
        let bar = |group: crate::view::WeightGroup| {
            let width = format!("{:.1}%", 100.0 * group.share / most);
            view! {
                <li><span>{group.name}</span><span class="bar"><i class=format!("d{}", group.colour + 1) style:inline-size=width></i></span>
                    <b class="num">{words.exact_percent(Some(group.share))}</b></li>
            }
        };
        let facts = [
            method_line(snapshot, &scenario, &outcome, words),
            cut_label(snapshot, &outcome, words),
            words.say(Msg::FormulaScore).to_owned(),
        ];
        let note = snapshot.header.synthetic.then(|| words.say(Msg::SyntheticLong).to_owned());
        let facts = facts.into_iter().chain(note).map(|text| view! { <p>{text}</p> });
        Some(view! {
            <div class="stack">
                <h2>{words.say(Msg::Weights)}</h2>
                <ul class="parts">{groups.into_iter().take(8).map(bar).collect_view()}</ul>
            </div>
            <div class="reasons">{facts.collect_view()}</div>
        })
    };
    view! { <div class="two even">{body}</div> }
}
