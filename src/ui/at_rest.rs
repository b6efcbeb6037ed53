//! What waits until no control is moved.

use leptos::prelude::*;

use super::state::State;

impl State {
    /// Ends a drag.
    pub fn drop_control(self) {
        self.moving.end();
    }

    /// Whether a control is being moved just now. Tracked.
    pub fn is_moving(self) -> bool {
        self.moving.is_moving()
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
