//! Decisions outside the rule, in words.

use crate::pipeline::Outcome;
use crate::scenario::{Lock, Membership, Scenario};
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;

/// The rule of locks, and every one of those that count with its reason; empty without any.
pub fn lock_sentences(snapshot: &Snapshot, scenario: &Scenario, outcome: &Outcome, words: Words) -> String {
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

/// «نام (دلیل، تاریخ)».
fn lock_item(snapshot: &Snapshot, lock: &Lock, words: Words) -> String {
    let name = locked_area(snapshot, lock).map_or_else(|| lock.area.clone(), |at| words.area(snapshot, at));
    let comma = if words.language == crate::text::Language::Fa { "، " } else { ", " };
    let date = lock.date.as_ref().map(|date| format!("{comma}{}", words.date(date))).unwrap_or_default();
    words.fill(Msg::ListLockItem, &[("name", &name), ("reason", &lock.reason), ("date", &date)])
}

/// The mark of a locked area with the reason; `None` for one that is free.
pub fn lock_mark(
    snapshot: &Snapshot,
    scenario: &Scenario,
    (outcome, area): (&Outcome, usize),
    words: Words,
) -> Option<(bool, String)> {
    let inside = outcome.lock(area)?;
    let code = snapshot.areas.code.get(area)?;
    let lock = scenario.locks.iter().find(|lock| lock.area == *code)?;
    let key = if inside { Msg::ListLockedInMark } else { Msg::ListLockedOutMark };
    let date = lock.date.as_ref().map(|date| format!(" ({})", words.date(date))).unwrap_or_default();
    Some((inside, format!("{}: {}{date}", words.say(key), lock.reason)))
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
    use crate::pipeline::run;
    use crate::testing::small_snapshot;

    #[test]
    fn every_lock_is_told_with_its_reason() {
        let snapshot = small_snapshot();
        let lock = |area: &str, list| Lock {
            area: area.to_owned(),
            list,
            reason: "سیل فروردین".to_owned(),
            date: Some("2024-05-01".to_owned()),
        };
        let mut scenario = Scenario::equal_weights(&snapshot);
        let words = Words::default();
        let told = |scenario: &Scenario| {
            let outcome = run(&snapshot, scenario).unwrap();
            let mark = lock_mark(&snapshot, scenario, (&outcome, 0), words);
            (lock_sentences(&snapshot, scenario, &outcome, words), mark, lock_counts(&outcome, words))
        };
        assert_eq!(told(&scenario), (String::new(), None, None));
        scenario.locks = vec![lock("01", Membership::Out), lock("04", Membership::In)];
        let (text, mark, counts) = told(&scenario);
        for part in ["باغ نو (سیل فروردین، ", "دشت (", "نگه‌داشته‌شده"] {
            assert!(text.contains(part), "{text}");
        }
        let (inside, mark) = mark.unwrap();
        assert!(!inside && mark.contains("کنار گذاشته: سیل"), "{mark}");
        assert!(counts.unwrap().contains("۱ مورد در فهرست"));
    }
}
