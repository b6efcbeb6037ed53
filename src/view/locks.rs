//! Decisions outside the rule, in words.

use crate::case::Case;
use crate::pipeline::Outcome;
use crate::scenario::{Lock, Membership};
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;

/// The rule of locks, and every one of those that count with its reason; empty without any.
pub fn lock_sentences(case: &Case, words: Words) -> String {
    let Case { snapshot, scenario, outcome, .. } = case;
    let item = |list: Membership| {
        let counts = |lock: &&Lock| {
            lock.list == list && locked_area(snapshot, lock).is_some_and(|at| outcome.lock(at).is_some())
        };
        let items: Vec<String> =
            scenario.locks.iter().filter(counts).map(|lock| lock_item(snapshot, lock, words)).collect();
        let key = if list == Membership::In { Msg::ListLockedIn } else { Msg::ListLockedOut };
        (!items.is_empty()).then(|| words.fill_one(key, &words.list(&items)) + ".")
    };
    let parts: Vec<String> = [Membership::In, Membership::Out].into_iter().filter_map(item).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{} {}", words.say(Msg::ListLocksRule), parts.join(" "))
}

fn locked_area(snapshot: &Snapshot, lock: &Lock) -> Option<usize> {
    snapshot.areas.position(&lock.area)
}

/// «نام (دلیل، تصمیم‌گیرنده، نامه، تاریخ)».
fn lock_item(snapshot: &Snapshot, lock: &Lock, words: Words) -> String {
    let name = locked_area(snapshot, lock).map_or_else(|| lock.area.clone(), |at| words.area(snapshot, at));
    words.fill(Msg::ListLockItem, &[("name", &name), ("record", &record(lock, words))])
}

/// Why, by whom, by which letter and when; what is not known is left out.
fn record(lock: &Lock, words: Words) -> String {
    let letter = lock.letter.as_ref().map(|own| words.fill_one(Msg::LockByLetter, own));
    let date = lock.date.as_ref().map(|date| words.date(date));
    let parts = [Some(lock.reason.clone()), lock.decider.clone(), letter, date];
    words.list(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// The decision on an area, where one counts.
fn lock_on(case: &Case, area: usize) -> Option<(bool, &Lock)> {
    let Case { snapshot, scenario, outcome, .. } = case;
    let (inside, code) = (outcome.lock(area)?, snapshot.areas.code.get(area)?);
    Some((inside, scenario.locks.iter().find(|lock| lock.area == *code)?))
}

/// The decision on an area as a sentence, with reason, decider, letter and date; `None` for one that is free.
pub(super) fn decision_sentence(case: &Case, area: usize, words: Words) -> Option<String> {
    let (inside, lock) = lock_on(case, area)?;
    let key = if inside { Msg::WhyLockedIn } else { Msg::WhyLockedOut };
    Some(words.fill_one(key, &record(lock, words)))
}

/// The mark of a locked area with the reason; `None` for one that is free.
pub fn lock_mark(case: &Case, area: usize, words: Words) -> Option<(bool, String)> {
    let (inside, lock) = lock_on(case, area)?;
    let key = if inside { Msg::ListLockedInMark } else { Msg::ListLockedOutMark };
    Some((inside, format!("{}: {}", words.say(key), record(lock, words))))
}

/// How many areas locks keep in the list and out of it, as a sentence part; `None` without locks.
pub fn lock_counts(outcome: &Outcome, words: Words) -> Option<String> {
    let locks = &outcome.ranked.locks;
    let added = locks.iter().filter(|own| own.1).count();
    let removed = locks.len() - added;
    (!locks.is_empty()).then(|| {
        words.fill(Msg::ListLocks, &[("added", &words.int(added)), ("removed", &words.int(removed))])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn every_lock_is_told_with_its_reason() {
        let snapshot = small_snapshot();
        let lock = |area: &str, list| Lock {
            date: Some("2024-05-01".to_owned()),
            decider: Some("فرماندار".to_owned()),
            letter: Some("۱۲/۳۴".to_owned()),
            ..Lock::new(area, list, "سیل فروردین")
        };
        let mut scenario = Scenario::equal_weights(&snapshot);
        let words = Words::default();
        let told = |scenario: &Scenario| {
            let case = case_of(&snapshot, scenario);
            let mark = lock_mark(&case, 0, words);
            (lock_sentences(&case, words), mark, lock_counts(&case.outcome, words))
        };
        assert_eq!(told(&scenario), (String::new(), None, None));
        scenario.locks = vec![lock("01", Membership::Out), lock("04", Membership::In)];
        let (text, mark, counts) = told(&scenario);
        for part in ["باغ نو (سیل فروردین، فرماندار، نامهٔ ۱۲/۳۴، ", "دشت (", "نگه‌داشته‌شده"]
        {
            assert!(text.contains(part), "{text}");
        }
        let (inside, mark) = mark.unwrap();
        assert!(!inside && mark.contains("کنار گذاشته: سیل") && mark.contains("فرماندار"), "{mark}");
        assert!(counts.unwrap().contains("۱ مورد در فهرست"));
    }
}
