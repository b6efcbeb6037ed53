//! Kept revisions of the work in words: when, in what they differ, what their list is.

use super::{Words, changes, first_rows, trial_text};
use crate::case::Case;
use crate::scenario::Scenario;
use crate::text::{Language, Msg, to_persian_digits};

/// «۱۰ آذر ۱۴۰۵، ساعت ۱۴:۰۵:۰۹» for `YYYY-MM-DDTHH:MM:SS`.
pub fn moment_text(moment: &str, words: Words) -> String {
    let (day, time) = moment.split_once('T').unwrap_or((moment, ""));
    let time = if words.language == Language::Fa { to_persian_digits(time) } else { time.to_owned() };
    words.fill(Msg::RevisionMoment, &[("day", &words.date(day)), ("time", &time)])
}

/// In what the scenario of a revision differs from the present one.
pub fn revision_difference(present: &Scenario, other: &Scenario, words: Words) -> String {
    let list: Vec<String> =
        changes(present, other).into_iter().map(|key| words.say(key).to_owned()).collect();
    match (list.is_empty(), present == other) {
        (_, true) => words.say(Msg::RevisionSame).to_owned(),
        (true, false) => words.say(Msg::RevisionNamed).to_owned(),
        (false, false) => words.fill_one(Msg::RevisionDiffers, &words.list(&list)),
    }
}

/// The list of a revision: what it begins with, and who comes into the present list or leaves it when it is brought back.
pub fn revision_list(present: &Case, other: &Case, words: Words) -> [String; 2] {
    let (rows, heading) = first_rows(&other.outcome, words);
    let names: Vec<String> = rows.iter().map(|at| words.area(&other.snapshot, *at as usize)).collect();
    let first = format!("{heading}: {}", words.list(&names));
    [first, trial_text(&other.snapshot, (&present.outcome, &other.outcome), words)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::snapshot::Label;
    use crate::testing::small_snapshot;

    const FA: Words = Words { language: Language::Fa };
    const EN: Words = Words { language: Language::En };

    #[test]
    fn a_moment_is_told_in_the_calendar_of_the_reader() {
        assert_eq!(moment_text("2026-12-01T14:05:09", FA), "۱۰ آذر ۱۴۰۵، ساعت ۱۴:۰۵:۰۹");
        assert_eq!(moment_text("2026-12-01T14:05:09", EN), "2026-12-01, 14:05:09");
    }

    #[test]
    fn the_difference_names_the_choices() {
        let present = Scenario::equal_weights(&small_snapshot());
        assert_eq!(revision_difference(&present, &present, EN), "its scenario is the present one");
        let named = Scenario { title: Label::fa("نامی دیگر"), ..present.clone() };
        assert_eq!(
            revision_difference(&present, &named, EN),
            "differs from the present scenario in: name or note"
        );
        let shorter = Scenario { cut: Cut::Count(1), ..present.clone() };
        let said = revision_difference(&present, &shorter, FA);
        assert!(said.starts_with("فرق با سناریوی کنونی: ") && !said.contains("نام"), "{said}");
    }

    #[test]
    fn the_list_of_a_revision_is_told_with_its_effect() {
        let snapshot = small_snapshot();
        let whole = Scenario { cut: Cut::Count(2), ..Scenario::equal_weights(&snapshot) };
        let present = Case::run(snapshot, whole).unwrap();
        let other = present.with(Scenario { cut: Cut::Count(1), ..(*present.scenario).clone() }).unwrap();
        let [first, effect] = revision_list(&present, &other, EN);
        let top = other.outcome.ranked.ranking.order[0] as usize;
        assert!(first.contains(&EN.area(&other.snapshot, top)), "{first}");
        let second = present.outcome.ranked.ranking.order[1] as usize;
        assert!(effect.contains(&EN.area(&other.snapshot, second)), "{effect}");
        assert_eq!(revision_list(&present, &present, EN)[1], "The list stays the same.");
    }
}
