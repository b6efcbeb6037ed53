//! What the values of one indicator say about its worth in a ranking.

use super::codes;
use super::columns::interval;
use super::report::{Report, column_place, plain};
use crate::snapshot::{Column, Finding, Indicator, Measure, Place, Polarity, Rule, Snapshot};
use crate::sorting::ascend;
use crate::tolerance::Tolerance;

/// Least share of areas with a value, and of indicators with a value in one area (the A2SIT availability flag).
pub const COVERAGE: f64 = 0.66;
/// Largest usual share of one value among the values present (A2SIT).
pub const IDENTICAL: f64 = 0.5;
/// Largest usual absolute skewness `G1` (A2SIT, COINr).
pub const SKEWNESS: f64 = 2.0;
/// Kurtosis `G2` above which a skewness beyond [`SKEWNESS`] is flagged (A2SIT, COINr).
pub const KURTOSIS: f64 = 3.5;

/// Skewness and excess kurtosis of a sample, corrected for its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// `G1 = g1·√(n(n−1))/(n−2)` with `g1 = m3/m2^1.5`.
    pub skewness: f64,
    /// `G2 = ((n+1)·g2+6)(n−1)/((n−2)(n−3))` with `g2 = m4/m2²−3`.
    pub kurtosis: f64,
}

/// Sample skewness `G1` and excess kurtosis `G2` (Joanes and Gill 1998), as COINr uses them for outliers.
///
/// Missing values are to be left out by the caller. `None` for fewer than four values or when all are equal.
///
/// ```
/// use negah::snapshot::validate::moments;
/// let found = moments(&[1.0, 2.0, 3.0, 4.0, 10.0]).unwrap();
/// assert!((found.skewness - 1.6971).abs() < 1e-4 && (found.kurtosis - 3.152).abs() < 1e-4);
/// ```
pub fn moments(values: &[f64]) -> Option<Moments> {
    if values.len() < 4 {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let (mut m2, mut m3, mut m4) = (0.0, 0.0, 0.0);
    for value in values {
        let deviation = value - mean;
        let square = deviation * deviation;
        m2 += square;
        m3 += square * deviation;
        m4 += square * square;
    }
    (m2, m3, m4) = (m2 / n, m3 / n, m4 / n);
    let (g1, g2) = (m3 / (m2 * m2.sqrt()), m4 / (m2 * m2) - 3.0);
    let found = Moments {
        skewness: g1 * (n * (n - 1.0)).sqrt() / (n - 2.0),
        kurtosis: ((n + 1.0) * g2 + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)),
    };
    (found.skewness.is_finite() && found.kurtosis.is_finite()).then_some(found)
}

/// Everything about one indicator by itself.
pub(super) fn check_indicator(snapshot: &Snapshot, at: usize, report: &mut Report) {
    for period in 0..snapshot.periods.len() {
        let Some(column) = snapshot.column(at, period) else { continue };
        let place = column_place(snapshot, at, period);
        if column.missing() == column.len() {
            report.add(Finding::new(Rule::AllMissing, place, format!("0 / {}", column.len()), "≥ 1"));
            continue;
        }
        check_cells(snapshot, (at, period), column, report);
        codes::check(snapshot, (at, period), column, report);
    }
    if let Some((period, column)) = snapshot.column_in_force(at, snapshot.latest_period()) {
        check_newest(snapshot, (at, period), column, report);
    }
}

fn check_cells(snapshot: &Snapshot, (at, period): (usize, usize), column: &Column, report: &mut Report) {
    let indicator = &snapshot.indicators[at];
    let denominator = denominator_column(snapshot, indicator, period);
    let limits = Suspect::of(indicator);
    let cells = column.raw().iter().enumerate().flat_map(|(area, value)| {
        let over = denominator.as_ref().and_then(|(_, below)| below.get(area));
        let nothing = (!value.is_nan() && over == Some(0.0)).then_some(Rule::ZeroDenominator);
        nothing.into_iter().chain(limits.breach(*value)).map(move |rule| (rule, area))
    });
    report.add_cells(cells, |rule, area| {
        let mut place = column_place(snapshot, at, period).of_area(&snapshot.areas.code[area]);
        place.path += &format!("[{area}]");
        let expected = match (rule, &denominator) {
            (Rule::ZeroDenominator, Some((id, _))) => format!("{id} > 0"),
            (Rule::ComputedOutOfRange, _) => interval(limits.low, limits.high),
            _ => format!("≤ {}", plain(limits.high)),
        };
        Finding::new(rule, place, plain(column.raw()[area]), expected)
    });
}

/// The counts below the line of a given rate, in force in `period`. Ratios are missing over zero anyway.
fn denominator_column<'a>(
    snapshot: &'a Snapshot,
    indicator: &'a Indicator,
    period: usize,
) -> Option<(&'a str, &'a Column)> {
    let Measure::Rate { denominator, .. } = &indicator.measure else { return None };
    let (_, column) = snapshot.column_in_force(snapshot.indicator_idx(denominator)?, period)?;
    Some((denominator, column))
}

/// Values that can be computed with, but are hardly meant.
struct Suspect {
    low: f64,
    high: f64,
    rule: Rule,
}

impl Suspect {
    /// Given values outside a declared range block the file; what is computed from them only warns.
    fn of(indicator: &Indicator) -> Self {
        let (low, high, rule) = match (&indicator.measure, indicator.range) {
            (Measure::Ratio { .. }, Some([low, high])) => (low, high, Rule::ComputedOutOfRange),
            (Measure::Rate { per, .. } | Measure::Ratio { per, .. }, None) if *per == 100.0 => {
                (f64::NEG_INFINITY, 100.0, Rule::PercentOverHundred)
            }
            _ => (f64::NEG_INFINITY, f64::INFINITY, Rule::PercentOverHundred),
        };
        Self { low, high, rule }
    }

    fn breach(&self, value: f64) -> Option<Rule> {
        (value < self.low || value > self.high).then_some(self.rule)
    }
}

fn check_newest(snapshot: &Snapshot, (at, period): (usize, usize), column: &Column, report: &mut Report) {
    let mut values: Vec<f64> = column.present().collect();
    if values.is_empty() {
        return;
    }
    let place = || column_place(snapshot, at, period);
    let coverage = values.len() as f64 / column.len() as f64;
    if coverage < COVERAGE {
        report.add(Finding::new(
            Rule::LowCoverage,
            place(),
            percent(coverage),
            format!("≥ {}", percent(COVERAGE)),
        ));
    }
    ascend(&mut values);
    let (lowest, highest) = (values[0], values[values.len() - 1]);
    // A column that only rounding makes differ is constant to every scale.
    if values.len() > 1 && Tolerance::default().same(lowest, highest) {
        report.add(Finding::new(Rule::Constant, place(), plain(lowest), "min < max"));
        return;
    }
    if snapshot.indicators[at].polarity == Polarity::Context {
        return;
    }
    let (common, times) = most_common(&values);
    let share = times as f64 / values.len() as f64;
    if share > IDENTICAL {
        let found = format!("{} = {}", percent(share), plain(common));
        report.add(Finding::new(Rule::ManyIdentical, place(), found, format!("≤ {}", percent(IDENTICAL))));
    }
    if let Some(Moments { skewness, kurtosis }) = moments(&values)
        && skewness.abs() > SKEWNESS
        && kurtosis > KURTOSIS
    {
        let expected = format!("|G1| ≤ {SKEWNESS} / G2 ≤ {KURTOSIS}");
        report.add(Finding::new(
            Rule::ExtremeSkew,
            place(),
            format!("G1 = {skewness:.2}, G2 = {kurtosis:.2}"),
            expected,
        ));
    }
}

/// The most frequent of sorted values, the smallest such, and how often it occurs.
fn most_common(sorted: &[f64]) -> (f64, usize) {
    let mut best = (f64::NAN, 0);
    for run in Tolerance::of_sorted(sorted).runs(sorted, |value| *value) {
        if run.len() > best.1 {
            best = (run[0], run.len());
        }
    }
    best
}

/// One decimal, rounded down, so that a share below a threshold never reads as the threshold; what is not nothing does not
/// read as nothing.
pub(super) fn percent(share: f64) -> String {
    let shown = (share * 1000.0 + 1e-9).floor() / 10.0;
    if share > 0.0 && shown == 0.0 { "< 0.1 %".to_owned() } else { format!("{shown} %") }
}

/// Areas for which too few of the scored indicators are there.
pub(super) fn check_area_coverage(snapshot: &Snapshot, report: &mut Report) {
    let scored: Vec<usize> = (0..snapshot.indicators.len())
        .filter(|at| snapshot.indicators[*at].polarity != Polarity::Context)
        .collect();
    let mut present = vec![0_usize; snapshot.n_areas()];
    for at in &scored {
        let Some((_, column)) = snapshot.column_in_force(*at, snapshot.latest_period()) else { continue };
        for (count, value) in present.iter_mut().zip(column.raw()) {
            *count += usize::from(!value.is_nan());
        }
    }
    for (area, count) in present.into_iter().enumerate() {
        let share = count as f64 / scored.len() as f64;
        if share < COVERAGE {
            let place = Place::at(format!("areas.code[{area}]")).of_area(&snapshot.areas.code[area]);
            report.add(Finding::new(
                Rule::AreaLowCoverage,
                place,
                percent(share),
                format!("≥ {}", percent(COVERAGE)),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_agree_with_a_computation_by_hand() {
        // Deviations −3, −2, −1, 0, 6: m2 = 10, m3 = 36, m4 = 278.8.
        let found = moments(&[1.0, 2.0, 3.0, 4.0, 10.0]).unwrap();
        let g1 = 36.0 / 10_f64.powf(1.5);
        assert!((found.skewness - g1 * 20_f64.sqrt() / 3.0).abs() < 1e-12);
        assert!((found.kurtosis - (6.0 * (2.788 - 3.0) + 6.0) * 4.0 / 6.0).abs() < 1e-12);
        assert_eq!(moments(&[1.0, 2.0, 3.0]), None);
        assert_eq!(moments(&[5.0; 10]), None);
    }

    #[test]
    fn finds_the_longest_run() {
        assert_eq!(most_common(&[1.0, 2.0, 2.0, 3.0, 3.0]), (2.0, 2));
        assert_eq!(most_common(&[-0.0, 0.0, 0.0, 4.0]).1, 3);
    }

    #[test]
    fn shares_round_down() {
        assert_eq!(
            [percent(0.6599), percent(0.66), percent(1.0), percent(0.0), percent(0.0003)],
            ["65.9 %", "66 %", "100 %", "0 %", "< 0.1 %"]
        );
    }
}
