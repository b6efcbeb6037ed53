//! The spine chart on the screen, its key and its table twin.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use super::View;
use crate::chart::spine::{Model, css_height, draw, hit, layout};
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng};
use crate::ui::hover::hover;
use crate::ui::shell::Help;
use crate::ui::state::use_state;
use crate::ui::surface::Draw;
use crate::view::{IndicatorLine, Words, help};

/// The chart with its table.
#[component]
pub fn SpineCard(view: View) -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| view.get().map(|view| view.spine.model.clone()));
    let (hovered, point) =
        hover(node, model, |model: &Model, frame, [x, y]| hit(model, &layout(model, frame), x, y));
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = model.get() else { return Ok(()) };
        let model = Model { hovered: hovered.get().map(|(at, _)| at), ..model };
        draw(backend, frame, &model, &layout(&model, frame))
    });
    let height =
        Signal::derive(move || css_height(model.read().as_ref().map_or(1, |model| model.rows.len())));
    let title = Signal::derive(move || view.get().map(|view| view.spine.title.clone()).unwrap_or_default());
    let tip = Signal::derive(move || {
        let ((at, css), view) = (hovered.get()?, view.get()?);
        let line = view.spine.lines.get((*view.spine.line_of.get(at)?)?)?;
        Some((tip_text(line, &view.spine.heads, state.words()), css))
    });
    let twin = move || view.get().map(|view| table(&view.spine.lines, &view.spine.heads, state.words()));
    view! {
        <section class="card" data-testid="profile-spine">
            <div class="head">
                <div class="titled"><h2>{title}</h2><Help topic=&help::SPINE/></div>
                <SavePng node=node name="profile"/>
            </div>
            <div class="body stack">
                {move || key(view.get().map(|view| view.spine.heads.clone()).unwrap_or_default(), state.words())}
                <Chart draw=picture label=title height=height node=node on_point=point tip=tip/>
                <p class="small">{move || state.words().say(Msg::SpineHow)}</p>
                <details class="twin">
                    <summary data-testid="spine-twin">{move || state.words().say(Msg::TableTwin)}</summary>
                    <div class="table-box" tabindex="0" role="region" aria-label=title>{twin}</div>
                </details>
            </div>
        </section>
    }
}

/// What each mark means.
pub fn key(heads: [String; 2], words: Words) -> impl IntoView {
    let marks = [
        ("worst", Msg::SpineKeyWorst),
        ("worse", Msg::SpineKeyWorse),
        ("better", Msg::SpineKeyBetter),
        ("best", Msg::SpineKeyBest),
    ];
    let mark = |(class, key): (&'static str, Msg)| {
        view! { <span><i class=format!("mk {class}")></i>{words.say(key)}</span> }
    };
    let [local, whole] = heads;
    view! {
        <div class="keys">
            {marks.map(mark).collect_view()}
            {(!local.is_empty()).then(|| view! { <span><i class="mk local"></i>{local}</span> })}
            <span><i class="mk whole"></i>{whole}</span>
            <span><i class="mk range"></i>{words.say(Msg::SpineKeyRange)}</span>
        </div>
    }
}

fn tip_text(line: &IndicatorLine, heads: &[String; 2], words: Words) -> String {
    let mut lines = vec![
        format!("{}: {}", line.name, line.value),
        format!("{}: {}", words.say(Msg::SpineRange), words.list(&line.range)),
        format!("{}: {}", heads[1], line.whole),
    ];
    if !heads[0].is_empty() {
        lines.push(format!("{}: {}", heads[0], line.local));
    }
    let said = [&line.position, &line.remark, &line.change].into_iter().filter(|text| !text.is_empty());
    lines.extend(said.cloned());
    lines.join("\n")
}

/// All indicators as rows, those without a direction last.
fn table(lines: &[IndicatorLine], heads: &[String; 2], words: Words) -> impl IntoView + use<> {
    let [local, whole] = heads.clone();
    let row = |line: &IndicatorLine| {
        let line = line.clone();
        let treated = (!line.treated.is_empty()).then(|| words.fill_one(Msg::SpineTreated, &line.treated));
        let scored = if line.is_scored { line.scaled } else { words.say(Msg::SpineNotScored).to_owned() };
        let domain =
            if line.domain.is_empty() { words.say(Msg::PolarityContext).to_owned() } else { line.domain };
        view! {
            <tr>
                <th scope="row">{line.name}<div class="small">{domain}</div></th>
                <td class="num"><b>{line.value}</b><div class="small wrap">{line.remark}</div></td>
                <td class="num">{line.local}</td>
                <td class="num">{line.whole}</td>
                <td class="num">{words.list(&line.range)}<div class="small">{line.position}</div></td>
                <td class="num">{scored}<div class="small">{treated}</div></td>
                <td class="num">{line.contribution}</td>
                <td class="wide-change">{line.spark.map(|points| spark(&points))}<div class="small">{line.change}</div></td>
            </tr>
        }
    };
    view! {
        <table data-testid="profile-indicators">
            <thead><tr>
                <th scope="col">{words.say(Msg::Indicator)}</th>
                <th scope="col">{words.say(Msg::SpineOwn)}</th>
                <th scope="col">{local}</th>
                <th scope="col">{whole}</th>
                <th scope="col">{words.say(Msg::SpineRange)}</th>
                <th scope="col">{words.say(Msg::SpineScaled)}</th>
                <th scope="col">{words.say(Msg::Contribution)}</th>
                <th scope="col">{words.say(Msg::SpineChange)}</th>
            </tr></thead>
            <tbody>{lines.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// A small line over the periods; time runs from left to right in every language.
fn spark(points: &[[f64; 2]]) -> impl IntoView + use<> {
    let path: Vec<String> = points.iter().map(|[x, y]| format!("{x:.1},{y:.1}")).collect();
    let [x, y] = points.last().copied().unwrap_or_default();
    view! {
        <svg class="spark" viewBox="0 0 84 26" aria-hidden="true">
            <polyline points=path.join(" ")/>
            <circle cx=x cy=y r="2.6"/>
        </svg>
    }
}
