//! The areas most like one of those compared.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::shell::Help;
use crate::ui::state::{State, use_state};
use crate::ui::widgets::AreaLink;
use crate::view::{SimilarLine, help, similar_areas};

/// Ten areas like the one chosen: of those compared, else the selected one.
#[component]
pub fn Similar() -> impl IntoView {
    let state = use_state();
    let chosen = RwSignal::new(None::<usize>);
    let people = RwSignal::new(false);
    let options = Memo::new(move |_| {
        let mut areas = state.compared.get();
        areas.extend(state.selected.get().filter(|area| !areas.contains(area)));
        areas
    });
    let subject = Memo::new(move |_| {
        let options = options.read();
        chosen.get().filter(|area| options.contains(area)).or_else(|| options.first().copied())
    });
    let lines = Memo::new(move |_| {
        let (case, area) = (state.case()?, subject.get()?);
        let known = area < case.snapshot.n_areas();
        known.then(|| similar_areas(&case, (area, people.get()), state.words()))
    });
    let title =
        move || subject.get().map(|area| state.words().fill_one(Msg::SimilarTitle, &name(state, area)));
    let rows = move || lines.get().map(|lines| lines.into_iter().map(|line| row(state, line)).collect_view());
    let none = move || lines.read().as_ref().is_some_and(Vec::is_empty);
    view! {
        <Show when=move || subject.read().is_some()>
            <section class="card" data-testid="similar">
                <div class="head"><div class="titled"><h2>{title}</h2><Help topic=&help::SIMILAR/></div></div>
                <div class="body stack">
                    <Question options=options subject=subject chosen=chosen people=people/>
                    <div class="table-box whole" tabindex="0" role="region" aria-label=title>
                        <table data-testid="similar-table">
                            <thead><tr>
                                <th scope="col">{move || state.words().say(Msg::Name)}</th>
                                <th scope="col">{move || state.words().say(Msg::Rank)}</th>
                                <th scope="col">{move || state.words().say(Msg::SimilarDistanceHead)}</th>
                                <th scope="col">{move || state.words().say(Msg::SimilarDiffersHead)}</th>
                                <th scope="col" class="screen-only"><span class="visually-hidden">{move || state.words().say(Msg::SimilarAdd)}</span></th>
                            </tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <Show when=none><p class="muted">{move || state.words().say(Msg::SimilarNone)}</p></Show>
                    <p class="small">{move || state.words().say(Msg::SimilarHint)}</p>
                </div>
            </section>
        </Show>
    }
}

fn name(state: State, area: usize) -> String {
    state.loaded().map(|loaded| state.words().area(&loaded.snapshot, area)).unwrap_or_default()
}

/// Like whom, and whether the population counts.
#[component]
fn Question(
    options: Memo<Vec<usize>>,
    subject: Memo<Option<usize>>,
    chosen: RwSignal<Option<usize>>,
    people: RwSignal<bool>,
) -> impl IntoView {
    let state = use_state();
    let select = move || {
        let list = options.get();
        (list.len() > 1).then(|| view! {
            <label class="line">
                <span class="small">{state.words().say(Msg::SimilarTo)}</span>
                <select data-testid="similar-to" on:change=live(move |event| chosen.set(event_target_value(&event).parse().ok()))>
                    {list.into_iter().map(|area| view! {
                        <option value=area.to_string() selected=subject.get() == Some(area)>{name(state, area)}</option>
                    }).collect_view()}
                </select>
            </label>
        })
    };
    let has_people =
        Memo::new(move |_| state.loaded().is_some_and(|loaded| loaded.snapshot.population.is_some()));
    view! {
        <div class="line screen-only">
            {select}
            <Show when=move || has_people.get()>
                <label class="check">
                    <input type="checkbox" data-testid="similar-people" prop:checked=people
                        on:change=live(move |event| people.set(event_target_checked(&event)))/>
                    {move || state.words().say(Msg::SimilarPeople)}
                </label>
            </Show>
        </div>
    }
}

fn row(state: State, line: SimilarLine) -> impl IntoView {
    let area = line.area;
    let label = format!("{}: {}", state.words_now().say(Msg::SimilarAdd), line.name);
    let blocked = move || state.is_compared(area) || state.is_comparison_full();
    view! {
        <tr>
            <th scope="row"><AreaLink area=area name=line.name/></th>
            <td class="num">{line.rank}</td>
            <td class="num">{line.distance}</td>
            <td class="wide-text">{line.differs}</td>
            <td class="screen-only"><button class="quiet" aria-label=label disabled=blocked on:click=move |_| state.add_compared([area])>"+"</button></td>
        </tr>
    }
}
