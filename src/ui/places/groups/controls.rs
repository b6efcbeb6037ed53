//! Selects and switches of the groups place.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::{GroupChoice, group_choices, group_label};

use super::choices::use_choices;

/// One option of a select: key, words, whether it is chosen.
pub type Choice = (String, String, bool);

/// A select with its label.
pub fn select(
    label: Msg,
    testid: &'static str,
    options: impl Fn() -> Vec<Choice> + Send + 'static,
    on_key: impl Fn(String) + 'static,
) -> AnyView {
    let state = use_state();
    let list = move || {
        let one =
            |(key, name, selected): Choice| view! { <option value=key selected=selected>{name}</option> };
        options().into_iter().map(one).collect_view()
    };
    view! {
        <label class="field">
            <span>{move || state.words().say(label)}</span>
            <select data-testid=testid on:change=live(move |event| on_key(event_target_value(&event)))>{list}</select>
        </label>
    }
    .into_any()
}

/// Chooses what areas are grouped by: the rows, or the columns of the pivot.
pub fn group_select(label: Msg, testid: &'static str, is_across: bool) -> AnyView {
    let (state, choices) = (use_state(), use_choices());
    let options = move || {
        let Some(case) = state.case() else { return Vec::new() };
        let (snapshot, words) = (&case.snapshot, state.words());
        let chosen = if is_across { choices.columns(&case) } else { choices.rows(&case) };
        let one = |own: GroupChoice| (own.key(), group_label(snapshot, &own, words), own == chosen);
        group_choices(&case).into_iter().map(one).collect()
    };
    let signal = if is_across { choices.across } else { choices.by };
    select(label, testid, options, move |key| {
        let Some(case) = untrack(|| state.case()) else { return };
        signal.set(group_choices(&case).into_iter().find(|own| own.key() == key));
    })
}

/// A switch between a few choices.
pub fn switch<T: Copy + PartialEq + Send + Sync + 'static>(
    label: Msg,
    signal: RwSignal<T>,
    items: &[(T, Msg, &'static str)],
) -> AnyView {
    let state = use_state();
    let item = |(value, name, testid): (T, Msg, &'static str)| {
        view! {
            <button data-testid=testid aria-pressed=move || (signal.get() == value).to_string() on:click=move |_| signal.set(value)>
                {move || state.words().say(name)}
            </button>
        }
    };
    view! {
        <div class="field">
            <span>{move || state.words().say(label)}</span>
            <div class="seg" role="group" aria-label=move || state.words().say(label)>
                {items.iter().copied().map(item).collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// A table in a box that scrolls, under a heading.
pub fn table_card(
    title: impl Fn() -> String + Send + Copy + 'static,
    testid: &'static str,
    (heads, rows): (impl Fn() -> Vec<String> + Send + 'static, impl Fn() -> Vec<AnyView> + Send + 'static),
) -> AnyView {
    let table = table_box(title, testid, (heads, rows));
    view! {
        <section class="card">
            <div class="head"><h2>{title}</h2></div>
            <div class="body">{table}</div>
        </section>
    }
    .into_any()
}

/// A table in a box that scrolls.
pub fn table_box(
    label: impl Fn() -> String + Send + 'static,
    testid: &'static str,
    (heads, rows): (impl Fn() -> Vec<String> + Send + 'static, impl Fn() -> Vec<AnyView> + Send + 'static),
) -> AnyView {
    let head = move || heads().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <div class="table-box named" tabindex="0" role="region" data-testid=testid aria-label=label>
            <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

/// A row of a table: its name, and figures.
pub fn figures_row(name: AnyView, figures: impl IntoIterator<Item = String>) -> AnyView {
    let cells: Vec<_> = figures.into_iter().map(|text| view! { <td class="num">{text}</td> }).collect();
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
}

/// Remarks below a chart.
pub fn notes(list: impl Fn() -> Vec<String> + Send + 'static) -> AnyView {
    view! { {move || list().into_iter().map(|note| view! { <p class="small">{note}</p> }).collect_view()} }
        .into_any()
}
