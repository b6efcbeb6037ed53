//! Points: for swings, and shared out by several people.

use leptos::prelude::*;

use super::draft::{Draft, redraft};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::ui::widgets::NumberField;
use crate::view::{WeightDraft, within};

/// Points that one thing may be given: more are a slip of the keyboard.
const MOST_POINTS: f64 = 1e6;

fn names_of(draft: Draft) -> Vec<String> {
    untrack(|| draft.read().as_ref().map(|draft| draft.names.clone())).unwrap_or_default()
}

/// A number of points to type, in any digits.
#[component]
fn Points(
    draft: Draft,
    testid: String,
    #[prop(into)] label: Signal<String>,
    read: impl Fn(&WeightDraft) -> f64 + Send + Sync + Copy + 'static,
    write: impl Fn(&mut WeightDraft, f64) + Send + Sync + Copy + 'static,
) -> impl IntoView {
    let state = use_state();
    let shown = Signal::derive(move || {
        let (points, words) = (draft.read().as_ref().map(read), state.words());
        points.map_or_else(|| words.number(None, 0), |points| words.exact(points, 0))
    });
    let take = Callback::new(move |points: Option<f64>| {
        let points = within(points, (0.0, MOST_POINTS))?;
        redraft(draft, |draft| write(draft, points));
        Ok(())
    });
    view! { <NumberField testid=testid label=label shown=shown take=take narrow=true/> }
}

/// Points of each swing.
#[component]
pub fn SwingEntry(draft: Draft) -> impl IntoView {
    let state = use_state();
    let line = move |(at, name): (usize, String)| {
        let shown = name.clone();
        let label = Signal::derive(move || state.words().fill_one(Msg::SwingOf, &name));
        view! {
            <li>
                <span class="name">{shown}</span>
                <Points draft=draft testid=format!("swing-{at}") label=label
                    read=move |draft| draft.swings().get(at).copied().unwrap_or_default()
                    write=move |draft, points| draft.set_swing(at, points)/>
            </li>
        }
    };
    view! {
        <p class="small">{move || state.words().say(Msg::SwingHelp)}</p>
        <ul class="points" data-testid="swing-entry">{names_of(draft).into_iter().enumerate().map(line).collect_view()}</ul>
    }
}

/// Points of several people: a column each.
#[component]
pub fn BudgetEntry(draft: Draft) -> impl IntoView {
    let state = use_state();
    let count = Memo::new(move |_| draft.read().as_ref().map_or(0, |draft| draft.people().len()));
    let names = StoredValue::new(names_of(draft));
    let heads =
        move || (0..count.get()).map(|who| view! { <PersonHead draft=draft who=who/> }).collect_view();
    let body = move || {
        let row = |(what, name): (usize, String)| {
            let cells = (0..count.get())
                .map(|who| view! { <PersonPoints draft=draft who=who what=what name=name.clone()/> });
            let cells = cells.collect_view();
            view! { <tr><th scope="row">{name.clone()}</th>{cells}</tr> }
        };
        names.get_value().into_iter().enumerate().map(row).collect_view()
    };
    let sums = move || {
        let sum = |who: usize| {
            let of = move || draft.read().as_ref().map(|draft| draft.points_shared(who));
            let off = move || of().is_some_and(|sum| (sum - 100.0).abs() > 0.05);
            view! { <td class="num" class:low=off>{move || state.words().number(of(), 0)}</td> }
        };
        (0..count.get()).map(sum).collect_view()
    };
    view! {
        <p class="small">{move || state.words().say(Msg::BudgetHelp)}</p>
        <div class="table-box">
            <table class="budget" data-testid="budget-entry">
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{body}<tr><th scope="row">{move || state.words().say(Msg::PersonSum)}</th>{sums}</tr></tbody>
            </table>
        </div>
        <button data-testid="person-add" on:click=move |_| redraft(draft, |draft| draft.add_person(state.words_now()))>
            {move || state.words().say(Msg::PersonAdd)}
        </button>
    }
}

#[component]
fn PersonHead(draft: Draft, who: usize) -> impl IntoView {
    let state = use_state();
    let name = move || {
        draft
            .read()
            .as_ref()
            .and_then(|draft| draft.people().get(who).map(|own| own.0.clone()))
            .unwrap_or_default()
    };
    let number = move || state.words().int(who + 1);
    let alone = move || draft.read().as_ref().is_none_or(|draft| draft.people().len() < 2);
    view! {
        <th scope="col">
            <span class="line tight">
                <input type="text" data-testid=format!("person-{who}") aria-label=move || state.words().fill_one(Msg::PersonName, &number())
                    prop:value=name on:change=live(move |event| redraft(draft, |draft| draft.name_person(who, &event_target_value(&event))))/>
                <button class="quiet icon" data-testid=format!("person-remove-{who}") disabled=alone
                    aria-label=move || state.words().fill_one(Msg::PersonRemove, &name())
                    on:click=move |_| redraft(draft, |draft| draft.remove_person(who))>"✕"</button>
            </span>
        </th>
    }
}

#[component]
fn PersonPoints(draft: Draft, who: usize, what: usize, name: String) -> impl IntoView {
    let state = use_state();
    let label = Signal::derive(move || {
        let person = draft.read().as_ref().and_then(|draft| draft.people().get(who).map(|own| own.0.clone()));
        state.words().fill(Msg::PersonPoints, &[("who", &person.unwrap_or_default()), ("what", &name)])
    });
    let points = move |draft: &WeightDraft| {
        draft.people().get(who).and_then(|own| own.1.get(what)).copied().unwrap_or_default()
    };
    view! {
        <td>
            <Points draft=draft testid=format!("points-{who}-{what}") label=label read=points
                write=move |draft, points| draft.set_points(who, what, points)/>
        </td>
    }
}
