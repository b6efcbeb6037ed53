//! What the page remembers: language, and for each data set its scenario, selection and place.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::state::{Loaded, Place, State};
use crate::json;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::text::{Language, Msg};
use crate::view::{Deck, KeptList, named_on_opening, saved_name};
use crate::web::{page, storage};

const PREFERENCES: &str = "negah.preferences";
/// Where the name and the bytes of the file that the user opened are kept, for the next start to open it again.
///
/// Chromium gives all pages opened from a folder one storage: without the page's own path a meeting file would
/// open what was last chosen in another.
pub fn open_name() -> String {
    format!("negah.open.{}", page::path())
}

/// What is remembered whatever data are open.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Preferences {
    /// The language.
    pub language: Language,
    /// Whether the projector's theme was chosen, or another. `boot.js` reads it under this name too.
    pub projector: Option<bool>,
    /// Whether the tour was taken or declined.
    pub toured: bool,
    /// Entries of the palette used last.
    pub recent: Vec<String>,
    /// Whether shortcuts of one key are switched off.
    pub no_single_keys: bool,
}

/// What is remembered with one data set, and what a meeting file brings along.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Session {
    /// The choices.
    pub scenario: Scenario,
    /// The scenario that they were made from, where it is another one.
    #[serde(default)]
    pub base: Option<Scenario>,
    /// Code of the selected area.
    pub selected: Option<String>,
    /// The slides, where someone arranged them.
    #[serde(default)]
    pub deck: Deck,
    /// When it was saved, in milliseconds since 1970; 0 where a page did not say yet.
    #[serde(default)]
    pub saved: f64,
    /// The language of who saved it.
    #[serde(default)]
    pub language: Language,
    /// How the list was arranged.
    #[serde(default)]
    pub list: KeptList,
}

impl Session {
    /// What the page shows now.
    pub fn of(state: State, loaded: &Loaded) -> Self {
        let selected = state.selected.get().and_then(|at| loaded.snapshot.areas.code.get(at).cloned());
        let (scenario, base) = (state.scenario(), state.base());
        Self {
            scenario: (*scenario.0).clone(),
            base: (*base.0 != *scenario.0).then(|| (*base.0).clone()),
            selected,
            deck: state.meeting.deck.get(),
            saved: page::now(),
            language: state.language.get(),
            list: KeptList::of(&state.list.arrangement(), &loaded.snapshot),
        }
    }

    /// The scenario with its base, named truly.
    pub fn named(scenario: Scenario, base: Option<Scenario>, snapshot: &Snapshot) -> (Scenario, Scenario) {
        match base {
            Some(base) => (scenario, base),
            None => named_on_opening(scenario, snapshot),
        }
    }

    /// A scenario alone.
    pub fn bare(scenario: Scenario) -> Self {
        Self {
            scenario,
            base: None,
            selected: None,
            deck: Vec::new(),
            saved: 0.0,
            language: Language::default(),
            list: KeptList::default(),
        }
    }
}

/// What the reader chose last; a meeting file met for the first time speaks the language of who saved it.
pub fn preferences() -> Preferences {
    storage::load(PREFERENCES).and_then(|text| json::read(&text).ok()).unwrap_or_else(|| Preferences {
        language: embedded().map(|own| own.language).unwrap_or_default(),
        ..Preferences::default()
    })
}

fn session_key(fingerprint: &str) -> String {
    format!("negah.session.{}.{fingerprint}", page::path())
}

/// What a meeting file was saved with; `None` in any other page.
pub fn embedded() -> Option<Session> {
    let text = page::embedded("negah-session")?;
    json::read(&text).ok()
}

/// What is stored of a data set under a key made from one of its names.
fn stored(loaded: &Loaded, key: fn(&str) -> String) -> Option<Session> {
    loaded.names().find_map(|name| json::read(&storage::load(&key(name))?).ok())
}

fn offer_key(fingerprint: &str) -> String {
    format!("negah.offer.{}.{fingerprint}", page::path())
}

/// What a data set opens with, and later work that is offered instead.
///
/// A meeting file opens as it was saved, whatever this browser remembers. What was done in the same file after it was
/// saved is offered, and stays on offer until it is taken or refused. Elsewhere what is remembered goes first.
pub fn session(loaded: &Loaded, given: Option<Session>) -> (Option<Session>, Option<Session>) {
    let kept = stored(loaded, session_key);
    let Some(own) = given.filter(|given| given.saved > 0.0 || kept.is_none()) else { return (kept, None) };
    let later = |other: &Session| {
        other.saved > own.saved && (other.scenario != own.scenario || other.deck != own.deck)
    };
    let fresh = kept.filter(later);
    if let Some(offer) = &fresh {
        storage::save(&offer_key(&loaded.fingerprint), &json::write(offer));
    }
    let offer = fresh.or_else(|| stored(loaded, offer_key).filter(later));
    (Some(own), offer)
}

/// Ends an offer that was taken or refused.
pub fn forget_offer(loaded: &Loaded) {
    loaded.names().for_each(|name| storage::forget(&offer_key(name)));
}

/// Saves whatever changes, as it changes.
pub fn autosave(state: State) {
    Effect::new(move |_| {
        let shell = state.shell;
        let preferences = Preferences {
            language: state.language.get(),
            projector: shell.projector.get(),
            toured: shell.toured.get(),
            recent: shell.recent.get(),
            no_single_keys: !shell.single_keys.get(),
        };
        storage::save(PREFERENCES, &json::write(&preferences));
    });
    let warned = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(loaded) = state.loaded() else { return };
        // What is only tried out while presenting is not kept.
        if state.meeting.trying.get() {
            return;
        }
        let text = json::write(&Session::of(state, &loaded));
        let is_kept = storage::save(&session_key(&loaded.fingerprint), &text);
        leave_copy(state, &loaded, (&text, is_kept));
        if !is_kept && !warned.get_value() {
            warned.set_value(true);
            state.toast.set(Some(state.words().say(Msg::ErrorStorage).to_owned()));
        }
    });
}

/// What a file of work says that it is.
pub const WORK: &str = "negah.work";

/// A session in a file, with what it belongs to. The page writes one where it can do nothing else any more, and opens it again.
#[derive(Debug, Deserialize)]
pub struct Work {
    /// Always [`WORK`].
    pub format: String,
    /// 1.
    pub version: u32,
    /// The quick name of the data.
    pub fingerprint: String,
    /// The session.
    pub session: Session,
}

/// Leaves the file of the work where it is found after a panic.
fn leave_copy(state: State, loaded: &Loaded, (session, is_kept): (&str, bool)) {
    let name = saved_name("work", (&loaded.snapshot, None), (&page::moment(), "work.json"), state.words());
    let fingerprint = json::write(&loaded.fingerprint);
    let head = format!(r#"{{"format":"{WORK}","version":1,"fingerprint":{fingerprint},"session":"#);
    page::leave_copy(&name, [head.as_str(), session, "}\n"], is_kept);
}

/// The place in the address, so that a reload and the back button find it.
pub fn place_of(fragment: &str) -> Place {
    Place::ALL.into_iter().find(|place| place.id() == fragment).unwrap_or_default()
}

impl Place {
    /// All places, in the order of the meeting.
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::Priority,
        Self::Map,
        Self::Groups,
        Self::Compare,
        Self::Robustness,
        Self::Profile,
        Self::Data,
    ];

    /// The place's name in the address and in test identifiers.
    pub fn id(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Priority => "priority",
            Self::Map => "map",
            Self::Groups => "groups",
            Self::Compare => "compare",
            Self::Robustness => "robustness",
            Self::Profile => "profile",
            Self::Data => "data",
        }
    }

    /// The place's name for people.
    pub fn label(self) -> Msg {
        match self {
            Self::Overview => Msg::PlaceOverview,
            Self::Priority => Msg::PlacePriority,
            Self::Map => Msg::PlaceMap,
            Self::Groups => Msg::PlaceGroups,
            Self::Compare => Msg::PlaceCompare,
            Self::Robustness => Msg::PlaceSureness,
            Self::Profile => Msg::PlaceProfile,
            Self::Data => Msg::PlaceData,
        }
    }
}
