//! Title, issuer, dates and fingerprint of the open data; the sources below them.

use leptos::prelude::*;

use crate::text::Msg;
use crate::ui::state::{Checked, use_state};
use crate::view::{SourceRow, source_rows};

/// Facts of the file.
#[component]
pub fn Identity() -> impl IntoView {
    let state = use_state();
    let facts = move || {
        let (loaded, words) = (state.loaded()?, state.words());
        let snapshot = &loaded.snapshot;
        let header = &snapshot.header;
        let fact = |key: Msg, value: String| view! { <dt>{words.say(key)}</dt><dd>{value}</dd> };
        let periods: Vec<String> = snapshot.periods.iter().map(|period| words.label(&period.name)).collect();
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
                <dt>{words.say(Msg::Hash)}</dt><dd>{hash}</dd>
            </dl>
        })
    };
    view! { {facts} }
}

/// The sources as a table.
#[component]
pub fn Sources() -> impl IntoView {
    let state = use_state();
    let heads = [
        Msg::Source,
        Msg::SourcePublisher,
        Msg::SourceDate,
        Msg::SourceLicence,
        Msg::Indicators,
        Msg::SourceNewest,
    ];
    let head =
        move || heads.map(|head| view! { <th scope="col">{state.words().say(head)}</th> }).collect_view();
    let row = move |row: SourceRow| {
        let none = state.words_now().number(None, 0);
        let cells = [row.publisher, row.date, row.licence, row.indicators, row.newest];
        let cells = cells.map(|text| if text.is_empty() { none.clone() } else { text });
        view! { <tr><th scope="row">{row.name}</th>{cells.map(|text| view! { <td>{text}</td> }).collect_view()}</tr> }
    };
    let rows = move || {
        let loaded = state.loaded()?;
        Some(source_rows(&loaded.snapshot, state.words()).into_iter().map(row).collect_view())
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=move || state.words().say(Msg::Sources)>
            <table data-testid="sources"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}
