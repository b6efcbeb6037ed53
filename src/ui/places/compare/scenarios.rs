//! The scenario at work beside another one.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::case::Case;
use crate::chart::Frame;
use crate::chart::slope::{Model, css_height, draw, hit, layout};
use crate::export::equal_weights_beside;
use crate::pipeline::run_with;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::text::Msg;
use crate::ui::canvas::{Chart, SavePng};
use crate::ui::hover::hover;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::{Reference, Shared, State, shared, use_state};
use crate::ui::surface::Draw;
use crate::ui::widgets::{Chips, Problems};
use crate::view::{CompareView, Crossing, EmptyPeriod, Side, Words, compare_view, empty_period, help};

/// Most lines the picture is given room for; more are left out around the cut.
const LINES: usize = 36;
/// Rows of the table.
const ROWS: usize = 400;

/// The scenario compared with, its name and its result.
type Against = Option<(String, Shared<Case>)>;

/// The comparison of scenarios.
#[component]
pub fn Scenarios() -> impl IntoView {
    let state = use_state();
    let view = compared(state);
    let fine = Memo::new(move |_| view.read().is_some());
    let empty = empty_compared(state, view);
    let title = Memo::new(move |_| match empty.get() {
        Some(empty) => Some(empty.title),
        None => view.get().map(|view| view.title.clone()),
    });
    view! {
        <div class="stack">
            <section class="card">
                <div class="head"><div class="titled"><h1 data-testid="compare-title">{move || title.get()}</h1><Help topic=&help::SLOPE/></div><Chips/></div>
                <div class="body stack">
                    <div class="line">
                        <ReferenceSelect/>
                        <button data-testid="compare-keep" on:click=move |_| keep(state)>
                            {move || state.words().say(Msg::CompareKeep)}
                        </button>
                    </div>
                    <p class="small">{move || state.words().say(Msg::CompareHint)}</p>
                    <Show when=move || empty.read().is_some()><Empty empty=empty/></Show>
                    <Show when=move || fine.get() fallback=|| view! { <Problems/> }>
                        <Agreement view=view/>
                        <Slope view=view/>
                    </Show>
                </div>
            </section>
            <Show when=move || fine.get()>
                <div class="columns">
                    <Crossings view=view enters=true/>
                    <Crossings view=view enters=false/>
                </div>
                <section class="card">
                    <div class="head"><h2>{move || state.words().say(Msg::TableTwin)}</h2></div>
                    <div class="body"><Table view=view/></div>
                </section>
            </Show>
        </div>
    }
}

type View = Memo<Option<Shared<CompareView>>>;

/// Why there is nothing to compare with, where the present result is there and the period chosen has no list.
fn empty_compared(state: State, view: View) -> Memo<Option<EmptyPeriod>> {
    Memo::new(move |_| {
        let (loaded, _) = state.both().filter(|_| view.read().is_none())?;
        let Reference::Period(id) = state.reference.get() else { return None };
        empty_period((&loaded.snapshot, &loaded.search), &state.scenario(), &id, state.words())
    })
}

/// The reason, and the way on.
#[component]
fn Empty(empty: Memo<Option<EmptyPeriod>>) -> impl IntoView {
    let state = use_state();
    let body = move || {
        let empty = empty.get()?;
        let reasons = empty.reasons.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
        let way = match empty.nearest {
            Some((id, text)) => {
                let choose = move |_| state.reference.set(Reference::Period(id.clone()));
                view! { <button class="primary screen-only" data-testid="compare-nearest" on:click=choose>{text}</button> }.into_any()
            }
            None => view! { <p class="muted">{state.words().say(Msg::CompareNearestNone)}</p> }.into_any(),
        };
        Some(view! { {reasons}{way} })
    };
    view! { <div class="note stack" data-testid="compare-empty">{body}</div> }
}

/// The present result beside the other one; `None` where there is not both. Computed only where it is shown.
pub fn compared(state: State) -> View {
    let against = against(state);
    Memo::new(move |_| {
        let ((title, other), case, words) = (against.get()?, state.case()?, state.words());
        // Between one snapshot and the next the two may belong to different ones.
        if !Arc::ptr_eq(&other.snapshot, &case.snapshot) {
            return None;
        }
        let now = words.say(Msg::CompareNow);
        let (other, case) = (Side { title: &title, case: &other }, Side { title: now, case: &case });
        Some(shared(compare_view(other, case, words)))
    })
}

fn against(state: State) -> Memo<Against> {
    Memo::new(move |_| {
        let loaded = state.loaded()?;
        let (title, scenario) = reference(state, &loaded.snapshot, state.words())?;
        let outcome = run_with(&loaded.snapshot, &scenario, &loaded.search).ok()?;
        // A period that scores nobody has no list to compare with.
        let is_period = matches!(&*state.reference.read(), Reference::Period(_));
        if is_period && outcome.ranked.ranking.is_empty() {
            return None;
        }
        let case = Case::of(Arc::clone(&loaded.snapshot), scenario.into(), outcome.into());
        Some((title, shared(case)))
    })
}

fn reference(state: State, snapshot: &Snapshot, words: Words) -> Option<(String, Scenario)> {
    Some(match state.reference.get() {
        Reference::Equal => {
            // The same list on the same areas: only weights and method differ.
            let equal = equal_weights_beside(snapshot, &state.scenario());
            (words.say(Msg::CompareEqual).to_owned(), equal)
        }
        Reference::Kept(kept) => (words.say(Msg::CompareKept).to_owned(), (*kept.0).clone()),
        Reference::Period(id) => {
            let name = snapshot.period_idx(&id).map(|at| words.label(&snapshot.periods[at].name))?;
            (name, Scenario { period: Some(id), ..(*state.scenario().0).clone() })
        }
    })
}

fn keep(state: State) {
    state.reference.set(Reference::Kept(state.scenario_untracked()));
    state.toast.set(Some(state.words_now().say(Msg::CompareKeptToast).to_owned()));
}

#[component]
fn ReferenceSelect() -> impl IntoView {
    let state = use_state();
    let kept = StoredValue::new(None::<Shared<Scenario>>);
    Effect::new(move |_| {
        if let Reference::Kept(scenario) = state.reference.get() {
            kept.set_value(Some(scenario));
        }
    });
    let options = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let current = state.reference.get();
        let mut list = vec![("equal".to_owned(), words.say(Msg::CompareEqual).to_owned())];
        let is_kept = matches!(current, Reference::Kept(_)) || kept.with_value(Option::is_some);
        if is_kept {
            list.push(("kept".to_owned(), words.say(Msg::CompareKept).to_owned()));
        }
        let periods = loaded.snapshot.periods.iter().rev().skip(1);
        list.extend(periods.map(|period| {
            (format!("period:{}", period.id), words.fill_one(Msg::ComparePeriod, &words.label(&period.name)))
        }));
        let chosen = match &current {
            Reference::Equal => "equal".to_owned(),
            Reference::Kept(_) => "kept".to_owned(),
            Reference::Period(id) => format!("period:{id}"),
        };
        let option = |(key, name): (String, String)| view! { <option value=key.clone() selected=key == chosen>{name}</option> };
        Some(list.into_iter().map(option).collect_view())
    };
    let changed = move |event| {
        let key = event_target_value(&event);
        state.reference.set(match (key.strip_prefix("period:"), kept.get_value()) {
            (Some(id), _) => Reference::Period(id.to_owned()),
            (None, Some(scenario)) if key == "kept" => Reference::Kept(scenario),
            _ => Reference::Equal,
        });
    };
    view! {
        <label class="field">
            <span>{move || state.words().say(Msg::CompareWith)}</span>
            <select data-testid="compare-with" on:change=live(changed)>{options}</select>
        </label>
    }
}

#[component]
fn Agreement(view: View) -> impl IntoView {
    let state = use_state();
    let items = move || {
        let words = state.words();
        let item = |(name, value, hint): &(Msg, String, Msg)| {
            view! {
                <div title=words.say(*hint)>
                    <dt>{words.say(*name)}</dt>
                    <dd><b class="num">{value.clone()}</b><small class="small">{words.say(*hint)}</small></dd>
                </div>
            }
        };
        view.get().map(|view| view.agreement.iter().map(item).collect_view())
    };
    view! { <dl class="measures" data-testid="compare-agreement">{items}</dl> }
}

#[component]
fn Slope(view: View) -> impl IntoView {
    let state = use_state();
    let node = NodeRef::<Canvas>::new();
    let model = Memo::new(move |_| {
        let view = view.get()?;
        let selected = state.selected.get();
        let selected = view.areas.iter().position(|area| Some(*area) == selected);
        Some(shared(Model { selected, ..view.slope.clone() }))
    });
    let under = |model: &Shared<Model>, frame: &Frame, [x, y]: [f64; 2]| hit(&layout(model, frame), x, y);
    let (hovered, point) = hover(node, model, under);
    let picture: Draw = Arc::new(move |backend, frame| {
        let Some(model) = model.get() else { return Ok(()) };
        let shown = Model { hovered: hovered.get().map(|(at, _)| at), ..(*model.0).clone() };
        draw(backend, frame, &shown, &layout(&shown, frame))
    });
    let height = Signal::derive(move || css_height(view.get().map_or(1, |view| view.areas.len().min(LINES))));
    let choose = move |_| {
        let area = hovered.get_untracked().and_then(|(at, _)| view.get_untracked()?.areas.get(at).copied());
        if area.is_some() {
            state.selected.set(area);
        }
    };
    let tip = Signal::derive(move || {
        let (at, css) = hovered.get()?;
        let [name, before, after, gain] = view.get()?.rows.get(at)?.clone();
        Some((format!("{name}\n{before} ← {after}\n{gain}"), css))
    });
    let label = Signal::derive(move || view.get().map(|view| view.title.clone()).unwrap_or_default());
    view! {
        <div on:click=choose>
            <Chart draw=picture label=label height=height node=node on_point=point tip=tip/>
        </div>
        <div class="line"><span class="grow"></span><SavePng node=node name="comparison"/></div>
    }
}

#[component]
fn Crossings(view: View, enters: bool) -> impl IntoView {
    let state = use_state();
    let (head, testid) =
        if enters { (Msg::CompareEnters, "compare-enters") } else { (Msg::CompareLeaves, "compare-leaves") };
    let row = move |own: &Crossing| {
        let (area, words) = (own.area, state.words());
        let ranks = words.fill(Msg::CompareRanks, &[("before", &own.before), ("after", &own.after)]);
        view! {
            <li>
                <button class="quiet" on:click=move |_| state.selected.set(Some(area))>{own.name.clone()}</button>
                " "<span class="num">{ranks}</span>" "<span class="small">{own.reason.clone()}</span>
            </li>
        }
    };
    let list = move || {
        let view = view.get()?;
        let crossings = if enters { &view.entering } else { &view.leaving };
        let none = crossings
            .is_empty()
            .then(|| view! { <li class="muted">{state.words().say(Msg::CompareNobody)}</li> });
        Some((none, crossings.iter().map(row).collect_view()))
    };
    view! {
        <section class="card" data-testid=testid>
            <div class="head"><h2>{move || state.words().say(head)}</h2></div>
            <div class="body"><ul class="plain">{list}</ul></div>
        </section>
    }
}

#[component]
fn Table(view: View) -> impl IntoView {
    let state = use_state();
    let heads = [Msg::Name, Msg::CompareBefore, Msg::CompareAfter, Msg::CompareGain];
    let head =
        move || heads.map(|head| view! { <th scope="col">{state.words().say(head)}</th> }).collect_view();
    let row = |[name, before, after, gain]: &[String; 4]| {
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="num">{before.clone()}</td><td class="num">{after.clone()}</td><td class="num">{gain.clone()}</td>
            </tr>
        }
    };
    let rest = move || {
        let more = view.get()?.rows.len().checked_sub(ROWS).filter(|more| *more > 0)?;
        let words = state.words();
        Some(view! { <p class="small">{words.fill(Msg::PrintRest, &[("n", &words.int(more))])}</p> })
    };
    view! {
        <div class="table-box" tabindex="0" role="region" data-testid="compare-table" aria-label=move || state.words().say(Msg::TableTwin)>
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{move || view.get().map(|view| view.rows.iter().take(ROWS).map(row).collect_view())}</tbody>
            </table>
        </div>
        {rest}
    }
}
