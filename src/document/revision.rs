//! Revisions of the work: how one is written, which is the latest, which make room for others.
//!
//! A window only ever adds revisions of its own or writes its present one anew, so that two windows on the same data cannot
//! overwrite each other's work.

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

/// So many revisions of the work on one data set are kept.
pub const MAX_REVISIONS: usize = 20;
/// A window begins a new revision so long after the one before, milliseconds: changes of one stretch of work are one revision.
const STRETCH: f64 = 600_000.0;
/// What a written revision begins with: what it is, and the version of its form.
const FORM: &str = "negah.revision.1";

/// One kept state of the work on one data set.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Name of the window that saved it, without spaces.
    pub window: String,
    /// When that window opened the data, milliseconds since 1970.
    pub opened: f64,
    /// When the revision was begun, milliseconds since 1970.
    pub began: f64,
    /// When it was saved last, milliseconds since 1970.
    pub saved: f64,
    /// The work itself, as text.
    pub work: String,
}

/// A kept text is not what was written: another form, or another checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the text is no revision as it was written")]
pub struct Damaged;

impl Revision {
    /// The revision as one text with the checksum (XXH3) of all that follows it. Times are kept to the millisecond.
    pub fn write(&self) -> String {
        let Self { window, opened, began, saved, work } = self;
        let body = format!("{opened:.0} {began:.0} {saved:.0} {window}\n{work}");
        format!("{FORM} {:016x} {body}", xxh3_64(body.as_bytes()))
    }

    /// Reads a text written by [`Revision::write`].
    ///
    /// # Errors
    /// [`Damaged`] where it is anything else.
    pub fn read(text: &str) -> Result<Self, Damaged> {
        let rest = text.strip_prefix(FORM).and_then(|rest| rest.strip_prefix(' ')).ok_or(Damaged)?;
        let (sum, body) = rest.split_once(' ').ok_or(Damaged)?;
        if sum != format!("{:016x}", xxh3_64(body.as_bytes())) {
            return Err(Damaged);
        }
        let (head, work) = body.split_once('\n').ok_or(Damaged)?;
        let mut parts = head.splitn(4, ' ');
        let mut time = || parts.next()?.parse::<f64>().ok();
        let times = (time(), time(), time());
        let (Some(opened), Some(began), Some(saved)) = times else { return Err(Damaged) };
        let window = parts.next().ok_or(Damaged)?.to_owned();
        Ok(Self { window, opened, began, saved, work: work.to_owned() })
    }

    /// The key under which it is kept. Keys of one data set sort by the time at which their revisions were begun.
    pub fn key(&self) -> String {
        format!("{:015.0} {}", self.began, self.window)
    }

    /// Whether a change at this time still belongs to it.
    pub fn is_open(&self, now: f64) -> bool {
        now >= self.began && now - self.began < STRETCH
    }
}

/// Position of the revision saved last; of several saved at the same time the one begun last.
pub fn latest(revisions: &[Revision]) -> Option<usize> {
    let order = |a: &Revision, b: &Revision| {
        a.saved.total_cmp(&b.saved).then(a.began.total_cmp(&b.began)).then_with(|| a.window.cmp(&b.window))
    };
    (0..revisions.len()).max_by(|a, b| order(&revisions[*a], &revisions[*b]))
}

/// Whether another window saved work after the window of the latest revision had opened the data: the latest revision
/// knows nothing of that work.
pub fn apart(revisions: &[Revision]) -> bool {
    let Some(last) = latest(revisions).map(|at| &revisions[at]) else { return false };
    revisions.iter().any(|own| own.window != last.window && own.saved > last.opened)
}

/// Whether a revision found elsewhere tells more than what is kept under its key: another state of it may have been written
/// there since.
pub fn is_news(found: &Revision, kept: &[&Revision]) -> bool {
    kept.iter().all(|own| own.key() != found.key() || own.saved < found.saved)
}

/// The keys that make room, of all keys of a data set in ascending order: the oldest, but never the one written just now.
pub fn surplus<'a>(keys: &'a [String], written: &str) -> Vec<&'a str> {
    let most = keys.len().saturating_sub(MAX_REVISIONS);
    keys.iter().map(String::as_str).filter(|key| *key != written).take(most).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn revision(window: &str, [opened, began, saved]: [f64; 3]) -> Revision {
        Revision { window: window.to_owned(), opened, began, saved, work: "{}".to_owned() }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(work in any::<String>(), window in "[a-z0-9]{0,9}", times in [0u32.., 0u32.., 0u32..]) {
            let [opened, began, saved] = times.map(f64::from);
            let own = Revision { window, opened, began, saved, work };
            prop_assert_eq!(Revision::read(&own.write()), Ok(own));
        }

        #[test]
        fn any_other_character_is_noticed(work in "[a-zآ-ی]{0,40}", at in any::<prop::sample::Index>(), other in any::<char>()) {
            let text = Revision { work, ..revision("w", [1.0, 2.0, 3.0]) }.write();
            let mut letters: Vec<char> = text.chars().collect();
            let at = at.index(letters.len());
            prop_assume!(letters[at] != other);
            letters[at] = other;
            let damaged: String = letters.into_iter().collect();
            prop_assert!(Revision::read(&damaged).is_err());
        }

        #[test]
        fn a_text_cut_short_is_noticed(work in "[a-zآ-ی]{1,40}", at in any::<prop::sample::Index>()) {
            let text = Revision { work, ..revision("w", [1.0, 2.0, 3.0]) }.write();
            let ends: Vec<usize> = text.char_indices().map(|(end, _)| end).collect();
            prop_assert!(Revision::read(&text[..ends[at.index(ends.len())]]).is_err());
        }
    }

    #[test]
    fn keys_sort_by_the_time_of_beginning() {
        let [first, later] = [9.0, 1_764_000_000_000.0].map(|began| revision("w", [0.0, began, began]).key());
        assert!(first < later);
    }

    #[test]
    fn a_stretch_of_work_is_one_revision() {
        let own = revision("w", [0.0, 1000.0, 1000.0]);
        assert!(own.is_open(1000.0 + STRETCH - 1.0));
        assert!(!own.is_open(1000.0 + STRETCH));
        // A clock that was set back begins another, which then sorts before.
        assert!(!own.is_open(999.0));
    }

    #[test]
    fn the_latest_is_the_one_saved_last() {
        assert_eq!(latest(&[]), None);
        let all =
            [revision("a", [0.0, 5.0, 5.0]), revision("b", [0.0, 1.0, 9.0]), revision("c", [0.0, 6.0, 7.0])];
        assert_eq!(latest(&all), Some(1));
    }

    #[test]
    fn work_beside_the_latest_is_noticed_whichever_revision_of_its_window_is_the_latest() {
        let (a, b1, b2) = (
            revision("a", [0.0, 0.0, 5.0]),
            revision("b", [3.0, 3.0, 13.0]),
            revision("b", [3.0, 14.0, 20.0]),
        );
        assert!(apart(&[a.clone(), b1.clone(), b2.clone()]));
        assert!(!apart(&[b1.clone(), b2]));
        // A window that opened the data afterwards has seen both.
        assert!(!apart(&[a, b1, revision("c", [30.0, 31.0, 32.0])]));
        assert!(!apart(&[]));
    }

    #[test]
    fn an_older_state_of_a_revision_is_no_news() {
        let [older, newer] = [10.0, 20.0].map(|saved| revision("a", [0.0, 5.0, saved]));
        assert!(!is_news(&older, &[&newer]));
        assert!(!is_news(&newer, &[&newer]));
        assert!(is_news(&newer, &[&older]));
        // Another window's, and one that was begun at another time, have keys of their own.
        assert!(is_news(&revision("b", [0.0, 5.0, 1.0]), &[&newer]));
        assert!(is_news(&revision("a", [0.0, 6.0, 1.0]), &[&newer]));
        assert!(is_news(&older, &[]));
    }

    #[test]
    fn the_oldest_make_room_but_never_what_was_just_written() {
        let keys: Vec<String> = (0..23).map(|at| format!("{at:02}")).collect();
        assert_eq!(surplus(&keys, "22"), ["00", "01", "02"]);
        assert_eq!(surplus(&keys, "01"), ["00", "02", "03"]);
        assert!(surplus(&keys[..20], "00").is_empty());
    }
}
