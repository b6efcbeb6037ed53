//! Slides of words and figures: main finding, list, one area, method.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::use_state;
use crate::view::{
    ListPage, ProfileHead, Words, cut_label, first_rows, key_figures, legend, list_page, method_line,
    rank_text, ranking_row, score_text, slide_sentences, slide_weights, weight_groups, why_view,
};

/// The rank in all, beside the rank in a filter.
fn overall(rank: Option<String>, words: Words) -> Option<impl IntoView> {
    rank.map(|rank| view! { <small>{words.fill_one(Msg::RankAll, &rank)}</small> })
}

/// Key figures, and the first of the list.
#[component]
pub(super) fn Overview() -> impl IntoView {
    let state = use_state();
    let body = move || {
        let (case, words) = (state.case()?, state.words());
        let snapshot = &case.snapshot;
        let figure = |(label, value): (String, String)| view! { <div><dd class="num">{value}</dd><dt>{label}</dt></div> };
        let (rows, first_title) = first_rows(&case.outcome, words);
        let first = rows.into_iter().map(|at| {
            let at = at as usize;
            let rank = case.outcome.ranked.ranking.rank(at).map(|rank| words.int(rank as usize));
            view! {
                <li><b class="num">{rank}</b><span>{words.area(snapshot, at)}<small>{words.division_of(snapshot, at)}</small></span>
                    <b class="num">{score_text(&case.outcome, at, words)}</b></li>
            }
        });
        Some(view! {
            <dl class="figures">{key_figures(&case, words).into_iter().map(figure).collect_view()}</dl>
            <div class="first">
                <h2>{first_title}</h2>
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
        let (case, words) = (state.case()?, state.words());
        let ListPage { areas, left_out, .. } = list_page(&case.outcome, page, words);
        let row = |at: &u32| {
            let row = ranking_row(&case, *at as usize, words);
            let part = |(colour, width, text): (usize, f64, String)| {
                view! { <i class=format!("d{}", colour + 1) title=text style:inline-size=format!("{width:.2}%")></i> }
            };
            view! {
                <tr data-testid="slide-row">
                    <td class="num"><b>{row.rank}</b>{overall(row.overall, words)}</td>
                    <th scope="row">{row.name}" "<small>{row.whereabouts}{row.lost.map(|own| format!(" · {}", own.mark))}</small></th>
                    <td class="num people">{row.population}</td>
                    <td class="fill"><span class="bar">{row.parts.into_iter().map(part).collect_view()}</span></td>
                    <td class="num"><b>{row.score}</b></td>
                </tr>
            }
        };
        let key = legend(&case, words).into_iter().map(|(_, colour, name)| {
            view! { <li><i class=format!("swatch d{}", colour + 1)></i>{name}</li> }
        });
        let heads = [Msg::Rank, Msg::Name, Msg::Population, Msg::Contribution, Msg::Score];
        let crosses = case.outcome.listed().last().is_some_and(|last| areas.contains(last));
        let below: Vec<String> =
            crosses.then(|| cut_label(&case, words)).into_iter().chain(left_out).collect();
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
        let (case, words) = (state.case()?, state.words());
        let row = ranking_row(&case, area, words);
        let rank = rank_text(&case.outcome, area, words);
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
        let sure = state.robustness.sentence(state, area);
        let why = why_view(&case, area, words);
        // How sure its place is comes before what there may be no room for.
        let (reasons, rest) = why.sentences.split_at(why.sentences.len().min(2));
        let told = reasons.iter().cloned().chain(sure).chain(rest.iter().cloned()).collect();
        let why = slide_sentences(told, words).into_iter().map(|text| view! { <p>{text}</p> });
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
        let (case, words) = (state.case()?, state.words());
        let (snapshot, scenario) = (&case.snapshot, &case.scenario);
        let groups = weight_groups(snapshot, scenario, Some(&case.outcome), words);
        let most = groups.iter().map(|group| group.share).fold(f64::MIN_POSITIVE, f64::max);
        let (groups, rest) = slide_weights(groups, words);
        let bar = |group: crate::view::WeightGroup| {
            let width = format!("{:.1}%", 100.0 * group.share / most);
            view! {
                <li><span>{group.name}</span><span class="bar"><i class=format!("d{}", group.colour + 1) style:inline-size=width></i></span>
                    <b class="num">{words.exact_percent(Some(group.share))}</b></li>
            }
        };
        let facts =
            [method_line(&case, words), cut_label(&case, words), words.say(Msg::FormulaScore).to_owned()];
        let note = snapshot.header.synthetic.then(|| words.say(Msg::SyntheticLong).to_owned());
        let facts = facts.into_iter().chain(note).map(|text| view! { <p>{text}</p> });
        Some(view! {
            <div class="stack">
                <h2>{words.say(Msg::Weights)}</h2>
                <ul class="parts">{groups.into_iter().map(bar).collect_view()}</ul>
                {rest.map(|text| view! { <p>{text}</p> })}
            </div>
            <div class="reasons">{facts.collect_view()}</div>
        })
    };
    view! { <div class="two even">{body}</div> }
}
