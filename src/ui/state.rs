//! The state of the page: two sources (snapshot, scenario), everything else derived stage by stage.

use std::sync::Arc;

use leptos::prelude::*;

use super::blank::nothing;
pub use super::checked::Checked;
use super::drag::Moving;
use super::list_state::ListState;
pub use super::loaded::Loaded;
use super::meeting::Meeting;
use super::persist::Preferences;
pub use super::place::Place;
use super::recovery::keeper::Recovery;
use super::robustness::RobustnessState;
use super::shell::shell_state::Shell;
use super::shell::toasts::Toasts;
pub use super::stages::Stage;
use super::stages::{stages, worked_out_first};
use crate::case::Case;
use crate::document::{Command, Document, History, Refused};
use crate::pipeline::Outcome;
pub use crate::pipeline::{Shared, shared};
use crate::scenario::Scenario;
use crate::snapshot::Label;
use crate::text::Language;
use crate::view::{Arrangement, FilterForm, MeasureChoice, Words};
use crate::web::worker::Client;

/// A message the user must see.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Name of the file or address.
    pub file: String,
    /// The reasons, in both languages.
    pub reasons: Vec<(String, String)>,
}

/// What the present scenario is compared with.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Reference {
    /// Equal weights and the usual method, on the same areas.
    #[default]
    Equal,
    /// A scenario kept for it.
    Kept(Shared<Scenario>),
    /// The present scenario in another period.
    Period(String),
}

/// All signals of the page; copied freely.
#[derive(Clone, Copy)]
pub struct State {
    loaded: RwSignal<Option<Shared<Loaded>>>,
    scenario: RwSignal<Shared<Scenario>>,
    /// The scenario opened or saved last, against which the name of the present one is told.
    base: RwSignal<Shared<Scenario>>,
    /// The way to the present and back, as [`State::show`] last found it.
    history: RwSignal<History>,
    /// The work itself; `None` before any data are open.
    document: StoredValue<Option<Document>>,
    /// The control being moved: its changes count as one for undo.
    pub(super) moving: Moving,
    /// The reader's language.
    pub language: RwSignal<Language>,
    /// The place shown.
    pub place: RwSignal<Place>,
    /// The selected area: the same everywhere.
    pub selected: RwSignal<Option<usize>>,
    /// The area under the pointer, whatever shows it: the others point at it too.
    pub pointed: RwSignal<Option<usize>>,
    /// Areas brushed together (lasso, drag over a chart, marks in the list), in ascending order; every place shows
    /// them.
    pub marked: RwSignal<Arc<Vec<usize>>>,
    /// Areas laid side by side, in the order in which they were chosen; at most [`crate::view::MOST_COMPARED`].
    pub compared: RwSignal<Vec<usize>>,
    /// The measure that a link to the map or to the data asks to be shown there.
    pub asked: RwSignal<Option<MeasureChoice>>,
    /// What the present scenario is compared with.
    pub reference: RwSignal<Reference>,
    /// Slides, meeting file and presenting.
    pub meeting: Meeting,
    /// Share of the file read so far, while one is being read.
    pub loading: RwSignal<Option<f64>>,
    /// The last failure, until it is closed.
    pub failure: RwSignal<Option<Failure>>,
    /// Short messages, until they go.
    pub toast: Toasts,
    /// Palette, themes, tour, help.
    pub shell: Shell,
    /// What validation has said.
    pub checked: RwSignal<Checked>,
    /// Does long work on the open data.
    pub worker: StoredValue<Client, LocalStorage>,
    /// How sure the list is, as far as it has been asked.
    pub robustness: RobustnessState,
    /// How the list is arranged.
    pub list: ListState,
    /// What is kept of the work, and what is to be told of that.
    pub recovery: Recovery,
    /// Goes up when fonts have arrived or the theme is another one, so that canvases draw again.
    pub fonts: RwSignal<u32>,
    outcome: Memo<Option<Stage<Shared<Outcome>>>>,
    case: Memo<Option<Shared<Case>>>,
    /// Position of the period in use: what depends on the data alone must not follow every weight.
    period: Memo<Option<usize>>,
}

impl State {
    /// Sets up signals and the chain of stages.
    pub fn new(preferences: &Preferences, place: Place) -> Self {
        let loaded = RwSignal::new(None);
        let scenario = RwSignal::new(shared(nothing()));
        let base = RwSignal::new(scenario.get_untracked());
        let outcome = stages(loaded.into(), scenario.into());
        let case = Memo::new(move |_| one_case(&*loaded.get()?, scenario.get(), outcome.get()?.ok()?));
        worked_out_first(outcome);
        worked_out_first(case);
        let worker = StoredValue::new_local(Client::default());
        Self {
            loaded,
            scenario,
            base,
            history: RwSignal::default(),
            document: StoredValue::new(None),
            moving: Moving::new(),
            language: RwSignal::new(preferences.language),
            place: RwSignal::new(place),
            selected: RwSignal::new(None),
            pointed: RwSignal::new(None),
            marked: RwSignal::new(Arc::new(Vec::new())),
            compared: RwSignal::new(Vec::new()),
            asked: RwSignal::new(None),
            reference: RwSignal::new(Reference::default()),
            meeting: Meeting::new(),
            loading: RwSignal::new(None),
            failure: RwSignal::new(None),
            toast: Toasts::new(),
            shell: Shell::new(preferences),
            checked: RwSignal::new(Checked::Working(0.0)),
            worker,
            robustness: RobustnessState::new(worker),
            list: ListState::new(),
            recovery: Recovery::new(),
            fonts: RwSignal::new(0),
            outcome,
            case,
            period: Memo::new(move |_| Some(outcome.get()?.ok()?.period)),
        }
    }

    /// The open snapshot, tracked.
    pub fn loaded(self) -> Option<Shared<Loaded>> {
        self.loaded.get()
    }

    /// The open snapshot, for event handlers.
    pub fn loaded_untracked(self) -> Option<Shared<Loaded>> {
        self.loaded.get_untracked()
    }

    /// The scenario, tracked.
    pub fn scenario(self) -> Shared<Scenario> {
        self.scenario.get()
    }

    /// The scenario, for event handlers.
    pub fn scenario_untracked(self) -> Shared<Scenario> {
        self.scenario.get_untracked()
    }

    /// The scenario opened or saved last. Tracked.
    pub fn base(self) -> Shared<Scenario> {
        self.base.get()
    }

    /// The result, tracked; `None` before any data are open.
    pub fn outcome(self) -> Option<Stage<Shared<Outcome>>> {
        self.outcome.get()
    }

    /// Data, choices and result together, when there is a result. Tracked.
    pub fn case(self) -> Option<Shared<Case>> {
        self.case.get()
    }

    /// The case with what is prepared for its snapshot. Tracked.
    pub fn both(self) -> Option<(Shared<Loaded>, Shared<Case>)> {
        let case = self.case.get()?;
        let loaded = self.loaded.get()?;
        // Between a new snapshot and its case no component may pair the two wrongly.
        Arc::ptr_eq(&loaded.snapshot, &case.snapshot).then_some((loaded, case))
    }

    /// Snapshot and period in use, whatever the weights. Tracked.
    pub fn data(self) -> Option<(Shared<Loaded>, usize)> {
        let (loaded, period) = (self.loaded.get()?, self.period.get()?);
        (period < loaded.snapshot.periods.len()).then_some((loaded, period))
    }

    /// Name of the period in use, of the newest one while there is no result; empty before any data are open. Tracked.
    pub fn period_name(self) -> String {
        let Some(loaded) = self.loaded.get() else { return String::new() };
        let snapshot = &loaded.snapshot;
        let at = self.data().map_or(snapshot.latest_period(), |own| own.1);
        snapshot.periods.get(at).map(|period| self.words().label(&period.name)).unwrap_or_default()
    }

    /// Speaks the reader's language, tracked.
    pub fn words(self) -> Words {
        Words { language: self.language.get() }
    }

    /// Speaks the reader's language in what is made anew whenever the language changes anyway.
    pub fn words_now(self) -> Words {
        Words { language: self.language.get_untracked() }
    }

    /// Opens a snapshot with its scenario, that one's base and the list as it was arranged; forgets undo, selection and
    /// remarks of the one before.
    pub fn open(
        self,
        loaded: Loaded,
        ((scenario, base), list): ((Scenario, Scenario), Arrangement),
        selected: Option<usize>,
    ) {
        self.selected.set(selected.filter(|at| *at < loaded.snapshot.n_areas()));
        self.pointed.set(None);
        self.marked.set(Arc::new(Vec::new()));
        self.compared.set(Vec::new());
        self.meeting.forget();
        self.checked.set(Checked::Working(0.0));
        self.failure.set(None);
        self.asked.set(None);
        self.reference.set(Reference::default());
        self.robustness.forget();
        self.list.restore(list);
        self.document.set_value(Some(Document::new(Arc::clone(&loaded.snapshot), scenario, base)));
        self.show();
        self.loaded.set(Some(shared(loaded)));
    }

    /// Shows what the document has become: whoever rests on a part that stayed the same is not told.
    fn show(self) {
        let parts = |own: &Document| (own.scenario().clone(), own.base().clone(), own.history().clone());
        let Some((scenario, base, history)) = self.document.with_value(|own| own.as_ref().map(parts)) else {
            return;
        };
        if self.history.get_untracked() != history {
            self.history.set(history);
        }
        if self.base.get_untracked() != base {
            self.base.set(base);
        }
        if self.scenario.get_untracked() != scenario {
            self.scenario.set(scenario);
        }
    }

    fn change<T>(self, change: impl FnOnce(&mut Document) -> T) -> Option<T> {
        let done = self.document.try_update_value(|own| own.as_mut().map(change)).flatten();
        self.show();
        done
    }

    /// Carries a command out; it can be undone.
    ///
    /// # Errors
    /// Those of [`Document::apply`].
    pub fn apply(self, command: &Command) -> Result<(), Refused> {
        self.moving.end();
        self.change(|own| own.apply(command)).unwrap_or(Ok(()))
    }

    /// Carries a command out, and says so where it cannot be.
    pub fn edit(self, command: &Command) {
        if let Err(Refused::Number(why)) = self.apply(command) {
            self.toast.set(Some(why.message(self.language.get_untracked()).to_owned()));
        }
    }

    /// Carries a command out while a control is being moved: all its moves are undone as one.
    pub fn drag(self, control: &str, command: &Command) {
        if !self.moving.is(control) {
            self.change(Document::rest);
        }
        if let Some(Err(Refused::Number(why))) = self.change(|own| own.drag(control, command)) {
            self.toast.set(Some(why.message(self.language.get_untracked()).to_owned()));
        }
        self.moving.moved(control);
    }

    /// Takes another scenario in place of the present one, with its own base; can be undone.
    pub fn adopt(self, (scenario, base): (Scenario, Scenario)) {
        self.edit(&Command::Adopt { scenario: Box::new(scenario), base: Box::new(base) });
    }

    /// Gives the present scenario a name under which it has been saved.
    pub fn saved_as(self, title: Label) {
        self.edit(&Command::Name(title));
    }

    /// Whether there is something to undo. Tracked.
    pub fn can_undo(self) -> bool {
        !self.history.read().past.is_empty()
    }

    /// Whether there is something to redo. Tracked.
    pub fn can_redo(self) -> bool {
        !self.history.read().future.is_empty()
    }

    /// Takes the last change back.
    pub fn undo(self) {
        self.moving.end();
        self.change(Document::undo);
    }

    /// Makes the last change taken back again.
    pub fn redo(self) {
        self.moving.end();
        self.change(Document::redo);
    }

    /// What a trial must bring back: the work with all that undo and redo know.
    pub fn hold(self) -> Option<Document> {
        self.document.get_value()
    }

    /// Brings back what was held, to the last step of undo.
    pub fn release(self, held: Document) {
        self.moving.end();
        self.document.set_value(Some(held));
        self.show();
    }

    /// The steps before and after the present one. Tracked.
    pub fn history(self) -> History {
        self.history.get()
    }

    /// Takes up a way back and forth, as after a reload.
    pub fn retrace(self, history: History) {
        self.change(|own| own.retrace(history));
    }

    /// Follows all that a reload must find again.
    pub fn track_work(self) {
        self.scenario.track();
        self.base.track();
        self.history.track();
        self.marked.track();
        self.compared.track();
        self.reference.track();
    }

    /// The filter as controls, tracked.
    pub fn filter_form(self) -> FilterForm {
        FilterForm::from_filter(&self.scenario.read().filter)
    }

    /// Changes the filter.
    pub fn edit_filter(self, form: &FilterForm) {
        self.edit(&Command::SetFilter(form.to_filter()));
    }
}

/// The case of the moment; the digest of its data is known to who has checked them.
fn one_case(loaded: &Loaded, scenario: Shared<Scenario>, outcome: Shared<Outcome>) -> Option<Shared<Case>> {
    // Between a new snapshot and its new outcome nobody may pair the two wrongly.
    let fits = outcome.scored.scores.score.len() == loaded.snapshot.n_areas();
    fits.then(|| shared(Case::of(Arc::clone(&loaded.snapshot), scenario.0, outcome.0)))
}

/// The state, from any component.
pub fn use_state() -> State {
    expect_context::<State>()
}
