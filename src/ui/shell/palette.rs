//! The palette: one field that finds places, commands, indicators and areas.

use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::actions::{ACTIONS, find};
use super::menu::kbd;
use super::{follow, go, on_backdrop};
use crate::text::Msg;
use crate::ui::late::live;
use crate::ui::state::{Place, State, use_state};
use crate::ui::widgets::show_profile;
use crate::view::{FinderEntry, Finds, MeasureChoice, Words, emphasised, find_entries};
use crate::web::page;

/// How many entries are remembered.
const RECENT: usize = 6;

/// The button that opens the palette, with its keys.
#[component]
pub fn PaletteButton() -> impl IntoView {
    let state = use_state();
    let name = move || state.words().say(Msg::PaletteOpen);
    view! {
        <button class="seek" data-testid="palette" aria-label=name title=name aria-keyshortcuts="Control+K"
            on:click=move |_| state.shell.palette.set(true)>
            <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/></svg>
            <span class="word">{move || state.words().say(Msg::Search)}</span>
            {kbd("Ctrl+K")}
        </button>
    }
}

/// Places, commands and indicators, in this order.
fn fixed(state: State, words: Words) -> Vec<FinderEntry> {
    let kind = |key: Msg| words.say(key).to_owned();
    let place = |(at, place): (usize, Place)| FinderEntry {
        key: format!("place:{}", place.id()),
        kind: kind(Msg::KindPlace),
        name: words.say(place.label()).to_owned(),
        keys: ["1", "2", "3", "4", "5", "6", "7", "8"].get(at).copied().unwrap_or_default(),
        ..FinderEntry::default()
    };
    let mut list: Vec<FinderEntry> = Place::ALL.into_iter().enumerate().map(place).collect();
    // The palette does not offer itself.
    let ready = ACTIONS[1..].iter().filter(|action| (action.ready)(state));
    list.extend(ready.map(|action| FinderEntry {
        key: format!("action:{}", action.id),
        kind: kind(Msg::KindAction),
        name: words.say(action.label).to_owned(),
        keys: action.shown_keys(),
        ..FinderEntry::default()
    }));
    if let Some(loaded) = state.loaded() {
        list.extend(loaded.snapshot.indicators.iter().map(|indicator| FinderEntry {
            key: format!("indicator:{}", indicator.id),
            kind: kind(Msg::Indicator),
            name: words.label(&indicator.name),
            note: words.label(&indicator.unit),
            keys: "",
        }));
    }
    list
}

/// Does what an entry stands for.
fn run(state: State, key: &str) {
    state.shell.recent.update(|recent| {
        recent.retain(|other| other != key);
        recent.insert(0, key.to_owned());
        recent.truncate(RECENT);
    });
    let Some((kind, id)) = key.split_once(':') else { return };
    let loaded = state.loaded_untracked();
    match kind {
        "place" => {
            if let Some(place) = Place::ALL.into_iter().find(|place| place.id() == id) {
                go(state, place);
            }
        }
        "action" => {
            if let Some(action) = find(id) {
                (action.run)(state);
            }
        }
        "area" => {
            if let Some(at) = loaded.and_then(|loaded| loaded.snapshot.areas.position(id)) {
                show_profile(state, at);
            }
        }
        _ => {
            let indicators = loaded.as_ref().map(|loaded| &loaded.snapshot.indicators);
            let at = indicators.and_then(|all| all.iter().position(|indicator| indicator.id == id));
            if let Some(at) = at {
                let drawn = loaded.is_some_and(|loaded| !loaded.shapes.bounds().is_empty());
                state.asked.set(Some(MeasureChoice::Indicator(at)));
                go(state, if drawn { Place::Map } else { Place::Data });
            }
        }
    }
}

/// What the parts of the palette share.
#[derive(Clone, Copy)]
struct Search {
    state: State,
    query: RwSignal<String>,
    /// Place of the entry that Enter takes.
    active: RwSignal<usize>,
    finds: Memo<Finds>,
    node: NodeRef<Dialog>,
}

impl Search {
    fn choose(self, at: usize) {
        let key = self.finds.read_untracked().list.get(at).map(|entry| entry.key.clone());
        let Some(key) = key else { return };
        // Closed first: what is done may open a dialog, or print.
        if let Some(dialog) = self.node.get_untracked() {
            dialog.close();
        }
        self.state.shell.palette.set(false);
        run(self.state, &key);
    }

    fn key(self, event: &KeyboardEvent) {
        let n = self.finds.read_untracked().list.len();
        let at = self.active.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at + n.max(1) - 1,
            "PageDown" => (at + 8).min(n.saturating_sub(1)),
            "PageUp" => at.saturating_sub(8),
            "Enter" => {
                event.prevent_default();
                return self.choose(at);
            }
            // Left to itself, a search field takes the first Escape to empty itself.
            "Escape" => {
                event.prevent_default();
                return self.state.shell.palette.set(false);
            }
            _ => return,
        };
        event.prevent_default();
        self.active.set(next % n.max(1));
        if let Some(option) = page::element(&format!("#found-{}", next % n.max(1))) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn option(self, (at, entry): (usize, FinderEntry)) -> impl IntoView {
        let pieces = emphasised(&entry.name, &self.query.read_untracked());
        let piece = |(text, mark): (String, bool)| {
            if mark { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
        };
        view! {
            <li role="option" id=format!("found-{at}") data-testid="palette-option"
                aria-selected=move || (self.active.get() == at).to_string()
                on:pointermove=move |_| self.active.set(at) on:click=move |_| self.choose(at)>
                <span class="name">{pieces.into_iter().map(piece).collect_view()}</span>
                <span class="small grow">{entry.note}</span>
                {kbd(entry.keys)}
                <span class="tag">{entry.kind}</span>
            </li>
        }
    }
}

/// The palette.
#[component]
pub fn Palette() -> impl IntoView {
    let state = use_state();
    let open = state.shell.palette;
    let (query, active) = (RwSignal::new(String::new()), RwSignal::new(0));
    let (node, field) = (NodeRef::<Dialog>::new(), NodeRef::<Input>::new());
    let finds = Memo::new(move |_| {
        if !open.get() {
            return Finds::default();
        }
        let (words, loaded) = (state.words(), state.loaded());
        let areas = loaded.as_ref().map(|loaded| (&*loaded.snapshot, &loaded.search));
        find_entries(fixed(state, words), areas, (&query.read(), &state.shell.recent.read_untracked()), words)
    });
    let search = Search { state, query, active, finds, node };
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        follow(&dialog, open.get());
        if let Some(field) = field.get_untracked().filter(|_| open.get_untracked()) {
            field.select();
            let _ = field.focus();
        }
    });
    let typed = move |event| {
        query.set(event_target_value(&event));
        active.set(0);
    };
    let say = move |key: Msg| move || state.words().say(key);
    let count = move || {
        let (finds, words) = (finds.get(), state.words());
        match (finds.list.len(), finds.rest) {
            (0, _) => words.say(Msg::PaletteNone).to_owned(),
            (n, 0) => words.fill_one(Msg::PaletteCount, &words.int(n)),
            (_, rest) => words.fill_one(Msg::PaletteRest, &words.int(rest)),
        }
    };
    let current = move || (!finds.read().list.is_empty()).then(|| format!("found-{}", active.get()));
    let outside = move |event: MouseEvent| {
        if on_backdrop(&event) {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=node class="palette" data-testid="palette-dialog" aria-label=say(Msg::PaletteOpen)
            on:close=live(move |_| open.set(false))
            on:click=outside>
            <div class="seek-line">
                <input type="search" node_ref=field role="combobox" aria-expanded="true" aria-controls="palette-list" autocomplete="off"
                    aria-autocomplete="list" aria-activedescendant=current data-testid="palette-field" spellcheck="false"
                    placeholder=say(Msg::PaletteHint) aria-label=say(Msg::PaletteHint) prop:value=query
                    on:input=typed on:keydown=move |event| search.key(&event)/>
            </div>
            <ul id="palette-list" role="listbox" aria-label=say(Msg::PaletteList)>
                {move || finds.get().list.into_iter().enumerate().map(|found| search.option(found)).collect_view()}
            </ul>
            <div class="line between foot-line small">
                <span role="status" data-testid="palette-count">{count}</span>
                <span class="wide">{say(Msg::PaletteKeys)}</span>
            </div>
        </dialog>
    }
}
