//! Which states of a window's work are written, and into which revision.

use super::Revision;

/// While a control is moved its work is written so often, milliseconds.
const PACE: f64 = 500.0;

/// The revisions of one window on one data set, as they come about.
#[derive(Debug, Default)]
pub struct Writer {
    window: String,
    opened: f64,
    /// When the last one was saved, of this window or of those found: no later one is given an earlier time, so that a clock
    /// that was set back does not bury new work.
    latest: f64,
    /// The work as it was last written; what opened counts as written.
    written: Option<String>,
    /// The revision that changes are written into.
    revision: Option<Revision>,
}

/// What a state of the work asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// Nothing: it is written already, or too little time has passed while a control is moved.
    Nothing,
    /// It is what opened, which is where it came from already.
    Opened,
    /// This revision is to be written.
    Write(Revision),
}

impl Writer {
    /// The writer of a window that has just opened the data; `latest` is when the newest of what was found was saved.
    pub fn new(window: String, opened: f64, latest: f64) -> Self {
        Self { window, opened, latest, ..Self::default() }
    }

    /// Takes a state of the work at a time, in milliseconds since 1970, while a control `is_moving` or not. The state at which
    /// the control rests must be taken too.
    pub fn take(&mut self, work: &str, now: f64, is_moving: bool) -> Due {
        if self.written.as_deref() == Some(work) {
            return Due::Nothing;
        }
        if self.written.is_none() {
            self.written = Some(work.to_owned());
            return Due::Opened;
        }
        if is_moving && now >= self.latest && now - self.latest < PACE {
            return Due::Nothing;
        }
        let mut next = self.revision.take().filter(|own| own.is_open(now)).unwrap_or_else(|| self.begun(now));
        self.latest = now.max(self.latest + 1.0);
        next.saved = self.latest;
        work.clone_into(&mut next.work);
        self.written = Some(work.to_owned());
        self.revision = Some(next.clone());
        Due::Write(next)
    }

    fn begun(&self, now: f64) -> Revision {
        let (window, opened) = (self.window.clone(), self.opened);
        Revision { window, opened, began: now, saved: now, work: String::new() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn writer(latest: f64) -> Writer {
        let mut writer = Writer::new("w".to_owned(), 1000.0, latest);
        assert_eq!(writer.take("opened", 1000.0, false), Due::Opened);
        writer
    }

    fn written(due: Due) -> Revision {
        match due {
            Due::Write(revision) => revision,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_opened_is_not_written_and_nothing_is_written_twice() {
        let mut own = writer(0.0);
        assert_eq!(own.take("opened", 2000.0, false), Due::Nothing);
        let first = written(own.take("a", 3000.0, false));
        assert_eq!(
            (first.opened, first.began, first.saved, first.work.as_str()),
            (1000.0, 3000.0, 3000.0, "a")
        );
        assert_eq!(own.take("a", 4000.0, false), Due::Nothing);
        // Back to what opened is a change as well.
        assert_eq!(written(own.take("opened", 5000.0, false)).work, "opened");
    }

    #[test]
    fn a_stretch_of_work_is_one_revision_and_the_next_another() {
        let mut own = writer(0.0);
        let keys =
            [3000.0, 500_000.0, 700_000.0].map(|now| written(own.take(&now.to_string(), now, false)).key());
        assert_eq!(keys[0], keys[1]);
        assert!(keys[1] < keys[2]);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_bury_new_work() {
        let mut own = writer(9_000_000.0);
        let first = written(own.take("a", 2000.0, true));
        let second = written(own.take("b", 1500.0, true));
        assert!(first.saved > 9_000_000.0 && second.saved > first.saved);
    }

    proptest! {
        #[test]
        fn at_rest_all_is_written_and_while_moving_no_change_waits_longer_than_the_pace(
            steps in prop::collection::vec((1u32..400, 0u8..4, any::<bool>()), 1..60),
        ) {
            let (mut own, mut now, mut last) = (writer(0.0), 1000.0, None::<Revision>);
            for (wait, work, is_moving) in steps {
                now += f64::from(wait);
                let work = work.to_string();
                if let Due::Write(next) = own.take(&work, now, is_moving) {
                    prop_assert!(last.as_ref().is_none_or(|last| last.saved < next.saved));
                    prop_assert_eq!(&next.work, &work);
                    last = Some(next);
                }
                let is_written = last.as_ref().is_some_and(|last| last.work == work);
                let waited = now - last.as_ref().map_or(0.0, |last| last.saved);
                prop_assert!(is_written || (is_moving && waited < PACE));
            }
        }
    }
}
