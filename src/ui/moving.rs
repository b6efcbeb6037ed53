//! A control being moved: its moves are undone as one, and what takes long to work waits until it rests.

use leptos::prelude::*;

use super::late::Rest;
use super::state::State;

/// So long rests a control before what waited for it is worked, milliseconds.
const REST: u32 = 250;

/// The control being moved; copied freely.
#[derive(Clone, Copy)]
pub struct Moving {
    control: StoredValue<Option<String>>,
    is_moving: RwSignal<bool>,
    rest: Rest,
}

impl Moving {
    /// None is moved.
    pub fn new() -> Self {
        Self { control: StoredValue::new(None), is_moving: RwSignal::new(false), rest: Rest::new() }
    }

    /// Whether it is this control that is moved.
    pub fn is(self, control: &str) -> bool {
        self.control.with_value(|own| own.as_deref() == Some(control))
    }

    /// One move of a control. A control that is never let go rests by itself.
    pub fn moved(self, control: &str) {
        if !self.is(control) {
            self.control.set_value(Some(control.to_owned()));
        }
        self.tell(true);
        self.rest.begin(REST, move || self.tell(false));
    }

    /// The control is let go.
    pub fn end(self) {
        self.control.set_value(None);
        self.rest.end();
        self.tell(false);
    }

    fn tell(self, is_moving: bool) {
        if self.is_moving.get_untracked() != is_moving {
            self.is_moving.set(is_moving);
        }
    }
}

impl State {
    /// Ends a drag.
    pub fn drop_control(self) {
        self.moving.end();
    }

    /// Whether a control is being moved just now. Tracked.
    pub fn is_moving(self) -> bool {
        self.moving.is_moving.get()
    }

    /// What takes too long for every move of a control: worked whenever none is moved. Meanwhile it stays what it was,
    /// to keep its room on the page; whoever shows it must hide it then, for it tells of what is no more.
    pub fn at_rest<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        work: impl Fn() -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let kept = |before: Option<&T>| before.cloned().unwrap_or_default();
        Memo::new(move |before| if self.is_moving() { kept(before) } else { work() })
    }
}
