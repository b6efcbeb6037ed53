//! What the page remembers: language, and for each data set its scenario, selection and place.

use serde::{Deserialize, Serialize};

use super::loaded::Loaded;
use crate::json;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::text::Language;
use crate::view::{Deck, KeptList, named_on_opening};
use crate::web::{page, storage};

/// Where the preferences are kept.
pub const PREFERENCES: &str = "negah.preferences";
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

/// What a meeting file was saved with; `None` in any other page.
pub fn embedded() -> Option<Session> {
    let text = page::embedded("negah-session")?;
    json::read(&text).ok()
}

fn offer_key(fingerprint: &str) -> String {
    format!("negah.offer.{}.{fingerprint}", page::path())
}

/// What a data set opens with, of what came with the page and what the browser `kept`, and later work that is offered instead.
///
/// A meeting file opens as it was saved, whatever this browser remembers. What was done in the same file after it was
/// saved is offered, and stays on offer until it is taken or refused. Elsewhere what is remembered goes first.
pub fn session(
    loaded: &Loaded,
    given: Option<Session>,
    kept: Option<Session>,
) -> (Option<Session>, Option<Session>) {
    let Some(own) = given.filter(|given| given.saved > 0.0 || kept.is_none()) else { return (kept, None) };
    let later = |other: &Session| {
        other.saved > own.saved && (other.scenario != own.scenario || other.deck != own.deck)
    };
    let fresh = kept.filter(later);
    if let Some(offer) = &fresh {
        storage::save(&offer_key(&loaded.fingerprint), &json::write(offer));
    }
    let stored = || loaded.names().find_map(|name| json::read(&storage::load(&offer_key(name))?).ok());
    let offer = fresh.or_else(|| stored().filter(later));
    (Some(own), offer)
}

/// Ends an offer that was taken or refused.
pub fn forget_offer(loaded: &Loaded) {
    loaded.names().for_each(|name| storage::forget(&offer_key(name)));
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

/// The parts of a file of work: what stands before the session, the session, what stands behind it.
pub fn work_file<'a>(head: &'a mut String, fingerprint: &str, session: &'a str) -> [&'a str; 3] {
    let fingerprint = json::write(&fingerprint);
    *head = format!(r#"{{"format":"{WORK}","version":1,"fingerprint":{fingerprint},"session":"#);
    [head, session, "}\n"]
}
