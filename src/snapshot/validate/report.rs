//! Collects findings: bounded in number, silent about nothing.

use std::collections::HashMap;

use crate::snapshot::{Finding, Place, Rule, Snapshot};

/// Findings of one rule that are listed one by one.
const PER_RULE: usize = 1_000;
/// Cells of one column that are listed one by one.
const PER_COLUMN: usize = 100;

/// Findings in the order in which they were made.
#[derive(Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    listed: HashMap<Rule, Listed>,
}

#[derive(Default)]
struct Listed {
    count: usize,
    last: usize,
}

impl Report {
    /// Adds a finding, or counts it when its rule has been listed often enough.
    pub(super) fn add(&mut self, finding: Finding) {
        let listed = self.listed.entry(finding.rule).or_default();
        if listed.count == PER_RULE {
            self.findings[listed.last].more += 1;
            return;
        }
        *listed = Listed { count: listed.count + 1, last: self.findings.len() };
        self.findings.push(finding);
    }

    /// Adds what is wrong with the cells of one column; beyond the first hundred of a rule it only counts.
    pub(super) fn add_cells(
        &mut self,
        cells: impl Iterator<Item = (Rule, usize)>,
        finding: impl Fn(Rule, usize) -> Finding,
    ) {
        let mut counts: HashMap<Rule, usize> = HashMap::new();
        for (rule, at) in cells {
            let count = counts.entry(rule).or_default();
            *count += 1;
            if *count <= PER_COLUMN {
                self.add(finding(rule, at));
            } else if let Some(listed) = self.listed.get(&rule) {
                self.findings[listed.last].more += 1;
            }
        }
    }

    pub(super) fn finish(self) -> Vec<Finding> {
        self.findings
    }
}

/// A number as a finding quotes it: every digit of it, without a tail of zeros.
pub(super) fn plain(value: f64) -> String {
    if value != 0.0 && !(1e-6..1e15).contains(&value.abs()) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// The place of the values of an indicator in a period.
pub(super) fn column_place(snapshot: &Snapshot, indicator: usize, period: usize) -> Place {
    let (id, period) = (&snapshot.indicators[indicator].id, &snapshot.periods[period].id);
    Place::at(format!("values.{id}.{period}")).of_indicator(id).of_period(period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Place;

    #[test]
    fn what_is_not_listed_is_counted() {
        let mut report = Report::default();
        for at in 0..PER_RULE + 5 {
            report.add(Finding::new(Rule::EmptyCode, Place::at(at.to_string()), "", ""));
        }
        let cells = (0..PER_COLUMN + 7).map(|at| (Rule::NegativeCount, at));
        report.add_cells(cells, |rule, at| Finding::new(rule, Place::at(at.to_string()), "", ""));
        let findings = report.finish();
        assert_eq!(findings.len(), PER_RULE + PER_COLUMN);
        let more: Vec<_> =
            findings.iter().filter(|f| f.more > 0).map(|f| (f.place.path.as_str(), f.more)).collect();
        assert_eq!(more, [("999", 5), ("99", 7)]);
    }

    #[test]
    fn numbers_are_quoted_plainly() {
        assert_eq!([plain(3.0), plain(-0.5), plain(1e300), plain(0.0)], ["3", "-0.5", "1e300", "0"]);
    }
}
