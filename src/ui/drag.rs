//! A control being moved: its moves are undone as one, and what takes long to work waits until it rests.

use leptos::prelude::*;

use super::late::Rest;

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

    /// Whether one is moved. Tracked.
    pub fn is_moving(self) -> bool {
        self.is_moving.get()
    }

    fn tell(self, is_moving: bool) {
        if self.is_moving.get_untracked() != is_moving {
            self.is_moving.set(is_moving);
        }
    }
}
