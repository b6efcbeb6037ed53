//! Saving the list: as a workbook, a table, or for other programs.

use leptos::html::Details;
use leptos::prelude::*;

use crate::case::Case;
use crate::export::{Flavour, ListOptions, full_csv, ranking_geojson, ranking_json, ranking_xlsx};
use crate::text::Msg;
use crate::ui::saving::file_name;
use crate::ui::state::{State, use_state};
use crate::view::methodology;
use crate::web::download;

/// A form in which the list is saved.
struct Form {
    name: Msg,
    hint: Msg,
    testid: &'static str,
    ending: &'static str,
    media_type: &'static str,
    /// The file; `None` where the form cannot hold the list.
    make: fn(State, &Case) -> Option<Vec<u8>>,
}

const FORMS: [Form; 4] = [
    Form {
        name: Msg::SaveXlsx,
        hint: Msg::SaveXlsxHint,
        testid: "export-xlsx",
        ending: "xlsx",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        make: |state, case| {
            let words = state.words_now();
            let notes = methodology(case, words);
            ranking_xlsx(case, words.language, &notes).ok()
        },
    },
    Form {
        name: Msg::ExportCsv,
        hint: Msg::SaveCsvHint,
        testid: "export-csv",
        ending: "csv",
        media_type: "text/csv;charset=utf-8",
        make: |_, case| {
            Some(full_csv(case, ListOptions { flavour: Flavour::Spreadsheet, top: None }).into_bytes())
        },
    },
    Form {
        name: Msg::SaveJson,
        hint: Msg::SaveJsonHint,
        testid: "export-json",
        ending: "json",
        media_type: "application/json",
        make: |_, case| Some(ranking_json(case, None).into_bytes()),
    },
    Form {
        name: Msg::SaveGeoJson,
        hint: Msg::SaveGeoJsonHint,
        testid: "export-geojson",
        ending: "geojson",
        media_type: "application/geo+json",
        make: |_, case| Some(ranking_geojson(case).into_bytes()),
    },
];

/// The menu that saves the list.
#[component]
pub fn SaveMenu() -> impl IntoView {
    let state = use_state();
    let menu = NodeRef::<Details>::new();
    let item = move |form: &'static Form| {
        let chosen = move |_| {
            save(state, form);
            if let Some(menu) = menu.get_untracked() {
                menu.set_open(false);
            }
        };
        view! {
            <button data-testid=form.testid on:click=chosen>
                <span>{move || state.words().say(form.name)}</span>
                <small>{move || state.words().say(form.hint)}</small>
            </button>
        }
    };
    view! {
        <details class="menu save screen-only" node_ref=menu>
            <summary class="button" data-testid="save-menu" aria-label=move || state.words().say(Msg::SaveMenuLabel)>
                {move || state.words().say(Msg::SaveMenu)}
            </summary>
            <div>{FORMS.iter().map(item).collect_view()}</div>
        </details>
    }
}

/// Saves the list as a workbook, from the palette.
pub fn save_workbook(state: State) {
    save(state, &FORMS[0]);
}

/// Saves the list that is shown, with the data's hash in it.
fn save(state: State, form: &Form) {
    let Some(case) = untrack(|| state.case()) else { return };
    let Some(hash) = state.hash_to_save() else { return };
    let case = (*case).clone().with_sha256(hash);
    let Some(bytes) = (form.make)(state, &case) else {
        state.toast.set(Some(state.words_now().say(Msg::XlsxTooLarge).to_owned()));
        return;
    };
    let _ = download::download(&file_name(state, "list", form.ending), form.media_type, &bytes);
}
