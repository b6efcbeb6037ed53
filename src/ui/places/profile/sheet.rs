//! The profile on paper: one A4 page an area, made only while printing. Charts are SVG there, sharp at any size.

use leptos::prelude::*;

use super::course::{is_small, standings};
use super::map::on_paper;
use super::profile_sections::{driver_lists, fact_list};
use super::spine::key;
use super::{Scale, View};
use crate::chart::{Frame, SvgSurface, spine, trend};
use crate::sorting::Sorting;
use crate::text::{Language, Msg};
use crate::ui::late::on_print;
use crate::ui::print_frame::{footer, scenario_now};
use crate::ui::state::{Loaded, Shared, State, use_state};
use crate::ui::theme::theme;
use crate::view::{
    CourseView, MapView, MeasureChoice, PeriodStanding, ProfileView, Words, course_view, map_view,
    profile_view,
};
use crate::web::page;

/// Sheets that are printed at a time.
const MOST: usize = 60;
/// Rows of the spine chart that a sheet has room for, headings included.
const ROWS: usize = 44;
/// Programmes that a sheet names.
const PROGRAMMES: usize = 4;
/// Entries of each of the two lists.
const DRIVERS: usize = 4;
/// Areas up to which the map is printed.
const MAPPED: usize = 5_000;

/// The areas being printed.
pub type Printed = RwSignal<Option<Vec<usize>>>;

/// Buttons that print.
#[component]
pub fn Printing(view: View, printing: Printed) -> impl IntoView {
    let state = use_state();
    let start = move || {
        let own = state.selected.get_untracked().filter(|_| view.read_untracked().is_some());
        printing.update(|areas| *areas = areas.take().or(own.map(|area| vec![area])));
    };
    on_print(start, move || printing.set(None));
    let marked = move || state.marked.read().len();
    let listed = Memo::new(move |_| state.case().map_or(0, |case| case.outcome.listed().len()));
    let button = move |key: Msg,
                       testid: &'static str,
                       count: Signal<usize>,
                       areas: fn(State) -> Vec<usize>| {
        let text = move || {
            let words = state.words();
            words.fill_one(key, &words.int(count.get()))
        };
        view! {
            <Show when=move || count.read().ne(&0)>
                <button data-testid=testid on:click=move |_| print(state, printing, areas(state))>{text}</button>
            </Show>
        }
    };
    let chosen = Signal::derive(move || usize::from(view.read().is_some()));
    view! {
        <div class="line screen-only">
            {button(Msg::PrintThis, "print-this", chosen, |state| state.selected.get_untracked().into_iter().collect())}
            {button(Msg::PrintMarked, "print-marked", Signal::derive(marked), by_rank)}
            {button(Msg::PrintListed, "print-listed", listed.into(), in_list)}
        </div>
    }
}

/// The marked areas, the first priority first.
fn by_rank(state: State) -> Vec<usize> {
    let mut areas = (**state.marked.read_untracked()).clone();
    if let Some(case) = untrack(|| state.case()) {
        areas.order_by_key(|at| case.outcome.ranked.ranking.rank(*at).unwrap_or(u32::MAX));
    }
    areas
}

/// The areas in the list.
fn in_list(state: State) -> Vec<usize> {
    untrack(|| state.case())
        .map_or_else(Vec::new, |case| case.outcome.listed().into_iter().map(|at| at as usize).collect())
}

fn print(state: State, printing: Printed, mut areas: Vec<usize>) {
    let n = areas.len();
    if n > MOST {
        areas.truncate(MOST);
        let words = state.words_now();
        let text = words.fill(Msg::PrintCapped, &[("most", &words.int(MOST)), ("n", &words.int(n))]);
        state.toast.set(Some(text));
    }
    printing.set(Some(areas));
    // The sheets must be in the page before the dialog stops everything.
    page::print_soon();
}

/// What every sheet needs.
struct Paper {
    words: Words,
    footer: String,
    scenario: Option<String>,
    title: String,
    synthetic: bool,
    map: Option<MapView>,
    standings: Option<Shared<Vec<PeriodStanding>>>,
}

/// The sheets, while they are printed.
#[component]
pub fn Sheets(areas: Vec<usize>, scale: Scale) -> impl IntoView {
    let state = use_state();
    let small = Signal::derive(move || is_small(state));
    let standings = standings(state, small);
    move || {
        let ((loaded, case), scale, words) = (state.both()?, scale.get()?, state.words());
        let snapshot = &loaded.snapshot;
        let mapped = !loaded.shapes.bounds().is_empty() && snapshot.n_areas() <= MAPPED;
        let paper = Paper {
            words,
            footer: footer(state),
            scenario: scenario_now(state),
            title: format!(
                "{} · {}",
                words.label(&snapshot.header.title),
                words.fill_one(Msg::PeriodTag, &state.period_name())
            ),
            synthetic: snapshot.header.synthetic,
            map: mapped.then(|| map_view(&case, &MeasureChoice::Score, words)),
            standings: standings.get(),
        };
        let frame = frame(200.0, 165.0, 0.8, words.language);
        let ground = paper.map.as_ref().and_then(|map| on_paper((&loaded, &case.outcome, map), &frame, None));
        let symbol = ground.map(|ground| {
            let symbol = format!(
                r#"<symbol id="sheet-ground" viewBox="0 0 {w} {h}">{ground}</symbol>"#,
                w = frame.width,
                h = frame.height
            );
            view! { <svg class="nothing" aria-hidden="true" inner_html=symbol></svg> }
        });
        let one = |area: usize| {
            let view = profile_view(&case, (area, &scale), words);
            let course = paper.standings.as_ref();
            let course = course.map(|own| course_view(snapshot, own, (area, case.outcome.period), words));
            let marks = paper
                .map
                .as_ref()
                .and_then(|map| on_paper((&loaded, &case.outcome, map), &frame, Some(area)));
            let map = map_picture(&loaded, marks, &frame, words);
            sheet(&paper, (view, course), map)
        };
        let sheets = areas.iter().filter(|at| **at < snapshot.n_areas()).map(|at| one(*at)).collect_view();
        Some(view! { <div class="sheets print-only" data-testid="sheets">{symbol}{sheets}</div> })
    }
}

/// A frame for paper: two units a css pixel, letters at `scale` of their size on the screen.
fn frame(width: f64, height: f64, scale: f64, language: Language) -> Frame {
    let twice = |css: f64| (css * 2.0).round() as u32;
    let rtl = language == Language::Fa;
    Frame { width: twice(width), height: twice(height), scale: 2.0 * scale, language, rtl, theme: theme() }
}

fn map_picture(loaded: &Loaded, marks: Option<String>, frame: &Frame, words: Words) -> AnyView {
    match marks {
        Some(marks) => {
            let (w, h) = (frame.width, frame.height);
            let picture = format!(
                r##"<svg viewBox="0 0 {w} {h}" aria-hidden="true"><use href="#sheet-ground" width="{w}" height="{h}"/>{marks}</svg>"##
            );
            view! { <div class="sheet-map" inner_html=picture></div> }.into_any()
        }
        None if loaded.shapes.bounds().is_empty() => ().into_any(),
        None => view! { <p class="small">{words.say(Msg::SheetNoMap)}</p> }.into_any(),
    }
}

fn sheet(paper: &Paper, (view, course): (ProfileView, Option<CourseView>), map: AnyView) -> AnyView {
    let words = paper.words;
    let (chart, left_out) = spine_picture(&view, words);
    let short = |list: &[crate::view::DriverLine]| list.iter().take(DRIVERS).cloned().collect::<Vec<_>>();
    let lists = driver_lists(&short(&view.harms), &short(&view.capacities), words);
    let notes: Vec<String> = view.sources.iter().chain(&view.remarks).cloned().collect();
    let rest = (left_out > 0).then(|| words.fill(Msg::SheetRows, &[("n", &words.int(left_out))]));
    let course = course.map(|course| course_column(&course, words));
    let synthetic =
        paper.synthetic.then(|| view! { <span class="tag synthetic">{words.say(Msg::Synthetic)}</span> });
    view! {
        <article class="sheet">
            <header>
                <h1>{view.title.clone()}</h1>
                <p class="small">{view.whereabouts.clone()}" · "{paper.title.clone()}" "{synthetic}</p>
                <p class="small" data-testid="sheet-scenario">{paper.scenario.clone()}</p>
            </header>
            <div class="sheet-top">
                <div>
                    <dl class="facts pairs-of-facts">{fact_list(&view.facts)}</dl>
                    <p class="small">{view.why.sentences.join(" ")}</p>
                </div>
                {map}
            </div>
            <h2>{view.spine.title.clone()}</h2>
            {key(view.spine.heads.clone(), words)}
            <div class="sheet-spine" inner_html=chart></div>
            {rest.map(|text| view! { <p class="small">{text}</p> })}
            <div class="sheet-columns">{lists}{course}{around(&view, words)}</div>
            <footer class="small">
                <p>{notes.join(" — ")}</p>
                <p>{paper.footer.clone()}</p>
            </footer>
        </article>
    }
    .into_any()
}

/// The spine chart as SVG, and how many indicators had no room.
fn spine_picture(view: &ProfileView, words: Words) -> (String, usize) {
    let mut model = view.spine.model.clone();
    let left_out = model.rows.iter().skip(ROWS).filter(|row| !row.is_head).count();
    model.rows.truncate(ROWS);
    let scale = 0.68;
    let frame = frame(700.0, spine::css_height(model.rows.len()) * scale, scale, words.language);
    let mut surface = SvgSurface::new(&frame);
    let layout = spine::layout(&model, &frame);
    let drawn = spine::draw(&mut surface, &frame, &model, &layout);
    (drawn.map_or_else(|_| String::new(), |()| surface.picture()), left_out)
}

fn course_column(course: &CourseView, words: Words) -> impl IntoView + use<> {
    let picture = course.model.as_ref().and_then(|model| {
        let frame = frame(220.0, 84.0, 0.72, words.language);
        let mut surface = SvgSurface::new(&frame);
        trend::draw(&mut surface, &frame, model, &trend::layout(model, &frame)).ok()?;
        Some(surface.picture())
    });
    view! {
        <div>
            <h2>{words.say(Msg::CourseTitle)}</h2>
            <p class="small">{course.sentence.clone()}</p>
            {picture.map(|picture| view! { <div inner_html=picture></div> })}
        </div>
    }
}

/// Offices and the first programmes, where there are any.
fn around(view: &ProfileView, words: Words) -> Option<impl IntoView + use<>> {
    let rest = view.programmes.len().saturating_sub(PROGRAMMES);
    let offices = view.offices.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
    let programmes = view.programmes.iter().take(PROGRAMMES).map(|line| {
        let figures = [&line.done, &line.planned].map(String::as_str).join(" / ");
        view! { <li>{line.name.clone()}" "<span class="num">{figures}</span></li> }
    });
    let more = (rest > 0).then(|| words.fill(Msg::ProgrammesMore, &[("n", &words.int(rest))]));
    let there = !view.offices.is_empty() || !view.programmes.is_empty();
    let has_programmes = !view.programmes.is_empty();
    there.then(|| {
        view! {
            <div>
                {(!view.offices.is_empty()).then(|| view! { <h2>{words.say(Msg::Offices)}</h2><ul class="small">{offices}</ul> })}
                {has_programmes.then(|| view! { <h2>{words.say(Msg::SheetProgrammes)}</h2> })}
                <ul class="small">{programmes.collect_view()}{more.map(|text| view! { <li>{text}</li> })}</ul>
            </div>
        }
    })
}
