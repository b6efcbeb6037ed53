//! How much of the index rests on figures, and how old these are, in words.

use crate::case::Case;
use crate::insight::quality;
use crate::text::Msg;
use crate::view::Words;

/// One line about the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualityLine {
    /// What it is about.
    pub label: Msg,
    /// What is to be said.
    pub value: String,
    /// A share of 0 to 1, where it is one.
    pub share: Option<String>,
}

/// Values there, values of the period itself, and the periods of the oldest and newest figures of the index.
pub fn quality_lines(case: &Case, words: Words) -> Vec<QualityLine> {
    let found = quality(case);
    let line = |label, n: usize| {
        let share = found.share(n);
        let values =
            [("n", words.int(n)), ("total", words.int(found.cells)), ("share", words.percent(Some(share)))];
        QualityLine {
            label,
            value: words.filled(Msg::QualityOf, &values),
            share: Some(format!("{:.1}", 100.0 * share)),
        }
    };
    let name = |at: Option<usize>| {
        at.and_then(|at| case.snapshot.periods.get(at))
            .map(|period| words.label(&period.name))
            .unwrap_or_default()
    };
    let values = [
        ("period", name(found.oldest)),
        ("n", words.int(found.n_oldest)),
        ("total", words.int(found.indicators)),
    ];
    vec![
        line(Msg::QualityThere, found.present),
        line(Msg::QualityFresh, found.of_period),
        QualityLine { label: Msg::QualityNewest, value: name(found.newest), share: None },
        QualityLine {
            label: Msg::QualityOldest,
            value: words.filled(Msg::QualityOldestOf, &values),
            share: None,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};
    use crate::text::Language;

    #[test]
    fn values_are_counted_over_the_index() {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let lines = quality_lines(&case, Words { language: Language::En });
        // Unemployment and trust lack one area each of four; all figures are of 1402.
        assert!(lines[0].value.contains("10") && lines[0].value.contains("12"), "{:?}", lines[0]);
        assert_eq!(lines[0].value, lines[1].value);
        assert_eq!(lines[2].value, "۱۴۰۲");
    }
}
