//! How much of the index rests on figures, and how old these are.

use crate::case::Case;
use crate::text::Msg;
use crate::view::Words;

use super::list::judged;

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
    let Case { snapshot, outcome, .. } = case;
    let judged = judged(case);
    let (mut there, mut fresh) = (0, 0);
    let mut periods: Vec<usize> = Vec::new();
    for at in &judged {
        let Some((period, column)) = snapshot.column_in_force(*at, outcome.period) else { continue };
        let n = outcome.set.iter().filter(|area| !column.raw()[*area].is_nan()).count();
        there += n;
        fresh += if period == outcome.period { n } else { 0 };
        periods.push(period);
    }
    let cells = judged.len() * outcome.set.count();
    let line = |label, n: usize| {
        let share = n as f64 / cells.max(1) as f64;
        let values =
            [("n", words.int(n)), ("total", words.int(cells)), ("share", words.percent(Some(share)))];
        QualityLine {
            label,
            value: words.filled(Msg::QualityOf, &values),
            share: Some(format!("{:.1}", 100.0 * share)),
        }
    };
    let name = |at: Option<&usize>| {
        at.and_then(|at| snapshot.periods.get(*at))
            .map(|period| words.label(&period.name))
            .unwrap_or_default()
    };
    let oldest = periods.iter().min();
    let count = periods.iter().filter(|period| Some(*period) == oldest).count();
    let values = [("period", name(oldest)), ("n", words.int(count)), ("total", words.int(judged.len()))];
    vec![
        line(Msg::QualityThere, there),
        line(Msg::QualityFresh, fresh),
        QualityLine { label: Msg::QualityNewest, value: name(periods.iter().max()), share: None },
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
