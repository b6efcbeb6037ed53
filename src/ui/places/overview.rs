//! نمای کلی: what matters now.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::chart::choropleth::{Model, draw_ground, draw_marks, layout};
use crate::map::Viewport;
use crate::text::Msg;
use crate::ui::canvas::{Chart, Draw};
use crate::ui::state::{Checked, Place, State, use_state};
use crate::ui::widgets::{AreaLink, Chips, Problems};
use crate::view::{
    FirstHarm, MeasureChoice, Words, colour_of, first_harms, headline, map_view, method_line, score_text,
    tier_counts,
};

/// The overview place.
#[component]
pub fn OverviewPlace() -> impl IntoView {
    let state = use_state();
    let fine = Memo::new(move |_| state.both().is_some());
    view! {
        <div class="stack" data-testid="overview">
            <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                <Summary/>
                <Tiles/>
                <div class="columns">
                    <FirstTen/>
                    <SmallMap/>
                    <FirstHarms/>
                    <TierSpread/>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Summary() -> impl IntoView {
    let state = use_state();
    let text = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let note = loaded.snapshot.header.synthetic.then(|| words.say(Msg::SyntheticLong));
        Some(view! {
            <h1 data-testid="overview-headline">{headline(&loaded.snapshot, &outcome, words)}</h1>
            <p class="muted">{method_line(&loaded.snapshot, &state.scenario(), &outcome, words)}</p>
            {note.map(|text| view! { <p class="note warn">{text}</p> })}
        })
    };
    view! { <section class="card"><div class="body say">{text}<Chips/></div></section> }
}

#[component]
fn Tiles() -> impl IntoView {
    let state = use_state();
    let tiles = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let snapshot = &loaded.snapshot;
        let n = outcome.set.count();
        let people = snapshot.population_column(outcome.period).map(|column| {
            let sum: f64 = outcome.set.iter().filter_map(|at| column.get(at)).sum();
            words.number(Some(sum), 0)
        });
        let coverage = outcome.mean_coverage();
        let level = words.area_level(snapshot);
        let cut = outcome.ranked.cut;
        let list = cut.population_share.map_or_else(
            || words.int(cut.count),
            |share| format!("{} ({})", words.int(cut.count), words.percent(Some(share))),
        );
        let mut tiles = vec![(Place::Priority, words.fill_one(Msg::KeyAreas, &level), words.int(n))];
        tiles.extend(people.map(|people| (Place::Groups, words.say(Msg::KeyPopulation).to_owned(), people)));
        tiles.push((Place::Priority, words.say(Msg::KeyList).to_owned(), list));
        tiles.push((Place::Data, words.say(Msg::KeyCoverage).to_owned(), words.percent(Some(coverage))));
        tiles.push((Place::Data, words.say(Msg::Findings).to_owned(), findings(state, words)));
        Some(tiles.into_iter().map(tile).collect_view())
    };
    view! { <div class="tiles" data-testid="tiles">{tiles}</div> }
}

fn findings(state: State, words: Words) -> String {
    match state.checked.get() {
        Checked::Working(share) => words.percent(Some(share)),
        Checked::Done { remarks, .. } => words.int(remarks.len()),
    }
}

fn tile((place, label, value): (Place, String, String)) -> impl IntoView {
    view! {
        <a class="card tile" href=format!("#{}", place.id())>
            <span class="small">{label}</span>
            <span class="big num">{value}</span>
        </a>
    }
}

#[component]
fn FirstTen() -> impl IntoView {
    let state = use_state();
    let rows = move || {
        let ((loaded, outcome), words) = (state.both()?, state.words());
        let snapshot = &loaded.snapshot;
        let row = |at: &u32| {
            let at = *at as usize;
            let rank =
                outcome.ranked.ranking.rank(at).map(|rank| words.int(rank as usize)).unwrap_or_default();
            view! {
                <tr>
                    <td class="num"><b>{rank}</b></td>
                    <th scope="row"><AreaLink area=at name=words.area(snapshot, at)/></th>
                    <td class="small wrap">{words.division_of(snapshot, at)}</td>
                    <td class="num"><b>{score_text(&outcome, at, words)}</b></td>
                </tr>
            }
        };
        Some(outcome.ranked.ranking.order.iter().take(10).map(row).collect_view())
    };
    view! {
        <section class="card">
            <div class="head">
                <h2>{move || state.words().say(Msg::OverviewTop)}</h2>
                <a href="#priority" class="screen-only">{move || state.words().say(Msg::OverviewTopLink)}</a>
            </div>
            <div class="body">
                <table data-testid="first-ten">
                    <thead><tr>
                        <th scope="col">{move || state.words().say(Msg::Rank)}</th>
                        <th scope="col">{move || state.words().say(Msg::Name)}</th>
                        <th scope="col"><span class="visually-hidden">{move || state.words().say(Msg::Level)}</span></th>
                        <th scope="col">{move || state.words().say(Msg::Score)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn SmallMap() -> impl IntoView {
    let state = use_state();
    let has_map = Memo::new(move |_| state.loaded().is_some_and(|loaded| !loaded.shapes.bounds().is_empty()));
    let view = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        Some(map_view(&loaded.snapshot, &outcome, &MeasureChoice::Score, state.words()))
    });
    let node = NodeRef::<Canvas>::new();
    let picture = move || -> Draw {
        Arc::new(move |backend, frame| {
            let (Some((loaded, outcome)), Some(view)) = (state.both(), view.get()) else { return Ok(()) };
            let model = Model {
                shapes: &loaded.shapes,
                classes: &view.classes,
                n_classes: view.breaks.n_classes(),
                inside: (!outcome.set.is_all()).then(|| outcome.set.words()),
                selected: state.selected.get(),
                hovered: None,
                labels: &[],
                viewport: Viewport::whole(&loaded.shapes.bounds()),
            };
            let layout = layout(&model, frame);
            draw_ground(backend, frame, &model, &layout)?;
            draw_marks(backend, frame, &model, &layout)
        })
    };
    let label = Signal::derive(move || view.get().map(|view| view.title).unwrap_or_default());
    view! {
        <Show when=move || has_map.get()>
            <section class="card">
                <div class="head">
                    <h2>{label}</h2>
                    <a href="#map" class="screen-only">{move || state.words().say(Msg::OverviewMapLink)}</a>
                </div>
                <div class="body"><Chart draw=picture() label=label height=360.0 node=node/></div>
            </section>
        </Show>
    }
}

#[component]
fn FirstHarms() -> impl IntoView {
    let state = use_state();
    let level = Memo::new(move |_| {
        state.loaded().and_then(|loaded| loaded.snapshot.divisions.levels.last().cloned())
    });
    let harms = Memo::new(move |_| {
        let (loaded, outcome) = state.both()?;
        Some(first_harms(&loaded.snapshot, &outcome, &level.get()?.id, state.words()))
    });
    let title = move || {
        let words = state.words();
        let name = level.get().map(|level| words.label(&level.name)).unwrap_or_default();
        words.fill_one(Msg::OverviewFirstHarm, &name)
    };
    let rows = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let row = |harm: FirstHarm| {
            let colour = harm.domain.as_deref().map(|id| colour_of(&loaded.snapshot, id));
            view! {
                <tr>
                    <th scope="row">{harm.division}</th>
                    <td class="num">{words.int(harm.areas)}</td>
                    <td>{colour.map(|at| view! { <i class=format!("swatch d{}", at + 1)></i> })}
                        {harm.harm.unwrap_or_else(|| words.say(Msg::Unscored).to_owned())}</td>
                    <td class="num">{words.number(Some(harm.contribution), 1)}</td>
                </tr>
            }
        };
        Some(harms.get()?.into_iter().map(row).collect_view())
    };
    view! {
        <Show when=move || harms.read().as_ref().is_some_and(|harms| !harms.is_empty())>
            <section class="card">
                <div class="head"><h2>{title}</h2></div>
                <div class="body stack">
                    <div class="table-box short" tabindex="0" role="region" aria-label=title>
                        <table data-testid="first-harms">
                            <thead><tr>
                                <th scope="col">{move || state.words().say(Msg::Name)}</th>
                                <th scope="col">{move || state.words().say(Msg::Areas)}</th>
                                <th scope="col">{move || state.words().say(Msg::Indicator)}</th>
                                <th scope="col">{move || state.words().say(Msg::Contribution)}</th>
                            </tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <p class="small">{move || state.words().say(Msg::OverviewFirstHarmNote)}</p>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn TierSpread() -> impl IntoView {
    let state = use_state();
    let rows = move || {
        let ((_, outcome), words) = (state.both()?, state.words());
        let counts = tier_counts(&outcome, outcome.ranked.n_tiers);
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
            <div class="head"><h2>{move || state.words().say(Msg::OverviewTiers)}</h2></div>
            <div class="body">
                <table>
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
