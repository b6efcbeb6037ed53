//! What the maps of the place share: the part looked at, the tool in hand, and what each map shows.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::case::Case;
use crate::insight::Earlier;
use crate::map::Viewport;
use crate::ui::earlier::earlier;
use crate::ui::late::Rest;
use crate::ui::state::{Shared, State, shared};
use crate::view::{MapChoice, MapMeasure, MapSource, MapView, map_view_of};

/// A ground drawn faster than this is drawn anew at every step of a move, milliseconds; a slower one is shifted as a
/// picture meanwhile and drawn once the move rests.
const FLUID: f64 = 12.0;
/// So long rests a move before a slow ground is drawn anew, milliseconds.
const REST: u32 = 90;

/// What the pointer does on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tool {
    /// Moves the map, selects on a click.
    #[default]
    Move,
    /// Marks the areas of a rectangle.
    Rectangle,
    /// Marks the areas within a line drawn by hand.
    Lasso,
}

/// One map.
#[derive(Clone, Copy)]
pub struct Pane {
    /// What is chosen; read [`Pane::choice`] instead.
    pub chosen: RwSignal<MapChoice>,
    /// What is chosen, as far as the open data have it.
    pub choice: Memo<MapChoice>,
    /// What is shown; `None` where it has to be computed first.
    pub view: Memo<Option<Shared<MapView>>>,
}

/// What all maps share; copied freely.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The state of the page.
    pub state: State,
    /// The part looked at; `None` for the whole.
    pub viewport: RwSignal<Option<Viewport>>,
    /// The part that the grounds were drawn for.
    pub drawn: RwSignal<Option<Viewport>>,
    /// How long the slowest ground took to draw, milliseconds.
    pub cost: StoredValue<f64>,
    /// The tool in hand.
    pub tool: RwSignal<Tool>,
    /// Whether two maps are shown.
    pub two: RwSignal<bool>,
    /// The maps.
    pub panes: [Pane; 2],
    rest: Rest,
}

thread_local! {
    /// What was chosen when the place was last left, and for which data.
    static KEPT: RefCell<Option<(String, [MapChoice; 2], bool)>> = const { RefCell::new(None) };
}

impl Desk {
    /// Sets the desk as it was left, if the data are the same.
    pub fn new(state: State) -> Self {
        let fingerprint = Memo::new(move |_| state.loaded().map(|loaded| loaded.fingerprint.clone()));
        let here = fingerprint.get_untracked().unwrap_or_default();
        let kept = KEPT.with_borrow(|kept| kept.clone().filter(|(own, ..)| *own == here));
        let second = MapChoice::default().with_measure(MapMeasure::Coverage);
        let (choices, two) =
            kept.map_or_else(|| ([MapChoice::default(), second], false), |(_, choices, two)| (choices, two));
        // Worked only while a map shows the change.
        let earlier = earlier(state);
        let panes = choices.map(|choice| pane(state, RwSignal::new(choice), earlier));
        // A link or the palette asks for a measure once.
        let first = panes[0].chosen;
        Effect::new(move |_| {
            if let Some(measure) = state.asked.get() {
                first.update(|choice| *choice = choice.clone().with_measure(MapMeasure::Of(measure)));
                state.asked.set(None);
            }
        });
        let desk = Self {
            state,
            viewport: RwSignal::new(None),
            drawn: RwSignal::new(None),
            cost: StoredValue::new(0.0),
            tool: RwSignal::default(),
            two: RwSignal::new(two),
            panes,
            rest: Rest::new(),
        };
        // Another file has another country.
        Effect::new(move |before: Option<Option<String>>| {
            let now = fingerprint.get();
            if before.is_some_and(|before| before != now) {
                desk.look(None);
            }
            now
        });
        on_cleanup(move || {
            let name = fingerprint.try_get_untracked().flatten().unwrap_or_default();
            let choices = panes.map(|pane| pane.chosen.try_get_untracked().unwrap_or_default());
            KEPT.set(Some((name, choices, desk.two.try_get_untracked().unwrap_or_default())));
        });
        desk
    }

    /// The maps that are shown. Tracked.
    pub fn shown(self) -> &'static [usize] {
        if self.two.get() { &[0, 1] } else { &[0] }
    }

    /// Looks at a part of the map.
    pub fn look(self, viewport: Option<Viewport>) {
        self.viewport.set(viewport);
        if self.cost.get_value() <= FLUID || viewport.is_none() {
            self.rest.end();
            self.drawn.set(viewport);
            return;
        }
        self.rest.begin(REST, move || self.drawn.set(self.viewport.get_untracked()));
    }
}

fn pane(state: State, chosen: RwSignal<MapChoice>, earlier: Memo<Option<Shared<Earlier>>>) -> Pane {
    let choice = Memo::new(move |_| {
        let (own, loaded) = (chosen.get(), state.loaded());
        let fits = loaded.is_some_and(|loaded| own.measure.fits(&loaded.snapshot));
        if fits { own } else { MapChoice::default() }
    });
    let view = Memo::new(move |_| {
        let case = state.case()?;
        let choice = choice.get();
        let before = (choice.measure == MapMeasure::RankChange).then(|| earlier.get()).flatten();
        let found = (choice.measure == MapMeasure::Certainty && state.robustness.is_fresh(state))
            .then(|| state.robustness.found.get())
            .flatten();
        let source = MapSource {
            earlier: before.as_ref().and_then(|before| before.outcome()),
            sure: found.as_ref().map(|found| (found.sure(), state.robustness.setting.get())),
            ..source(state, &case)
        };
        choice.measure.fits(&case.snapshot).then(|| map_view_of(source, &choice)).flatten().map(shared)
    });
    Pane { chosen, choice, view }
}

/// What texts of values are made from.
pub fn source(state: State, case: &Case) -> MapSource<'_> {
    MapSource { case, earlier: None, sure: None, words: state.words() }
}
