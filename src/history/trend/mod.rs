//! Trend of one indicator in one area over its last five measurements.
//!
//! The frame is that of Public Health England's Fingertips ("recent trends"): the last five periods with a value; with
//! fewer it cannot be calculated; a trend is significant where χ² with one degree of freedom exceeds 9.55
//! (p ≈ 0.002), and where the slope keeps its sign when any one of the five points is left out, so that no single
//! period makes it. Which statistic is used depends on what is known of the figures' uncertainty, in this order:
//!
//! 1. standard errors for all five: weighted linear slope ([`TrendTest::StandardErrors`]). They come first, because a
//!    survey's denominator is the population and not the sample;
//! 2. a denominator for all five: χ² for trend in proportions, or in rates ([`TrendTest::Proportion`],
//!    [`TrendTest::Rate`]);
//! 3. neither: the exact test of Mann and Kendall ([`TrendTest::MannKendall`]). Five points cannot reach 0.002 there
//!    (the least two-sided p is 2/5! ≈ 0.017), so its level is 0.05, said in the result and to be read as weaker.
//!
//! Time is the position of the period, so that a period without a value leaves a gap of its length; periods are taken
//! to be equally long.

mod counts;
mod mann_kendall;
mod slope;

use serde::Serialize;

use super::change::Direction;
use crate::snapshot::{Column, Indicator, Measure, Polarity, Snapshot};

/// Number of measurements a trend rests on.
pub const POINTS: usize = 5;
/// The 99.8th percentile of χ² with one degree of freedom.
pub const CRITICAL_CHI2: f64 = 9.549_535_706_083_24;
/// Highest two-sided p at which the exact test of Mann and Kendall counts as a trend.
pub const MANN_KENDALL_LEVEL: f64 = 0.05;

/// Events counted and what they are counted of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Counted {
    /// Number of events, not negative; not necessarily whole where it was computed back from a rate.
    pub events: f64,
    /// Number of persons or households, above 0.
    pub base: f64,
}

/// One measurement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Position of the period.
    pub period: usize,
    /// In the indicator's unit.
    pub value: f64,
    /// Standard error in the same unit.
    pub standard_error: Option<f64>,
    /// What the value was counted from, for shares and rates.
    pub counted: Option<Counted>,
}

impl Point {
    fn time(&self) -> f64 {
        self.period as f64
    }
}

/// Which test was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendTest {
    /// Weighted least squares with weights 1/se²: `χ² = (slope / se of slope)²`.
    StandardErrors,
    /// χ² for trend in proportions (W. G. Cochran 1954, P. Armitage 1955).
    Proportion,
    /// χ² for trend in rates, events as Poisson counts (N. E. Breslow and N. E. Day 1987).
    Rate,
    /// Exact permutation test of S (H. B. Mann 1945, M. G. Kendall 1948), at the level [`MANN_KENDALL_LEVEL`].
    MannKendall,
}

/// What the last five measurements show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendMarker {
    /// Fewer than five measurements.
    CannotBeCalculated,
    /// The values rise significantly.
    Rising,
    /// The values fall significantly.
    Falling,
    /// Neither.
    NoSignificantChange,
}

/// The trend of one indicator in one area.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Trend {
    /// What the measurements show.
    pub marker: TrendMarker,
    /// What that means for need; `None` without a significant trend and for context indicators.
    pub direction: Option<Direction>,
    /// Which test; `None` where none could be made.
    pub test: Option<TrendTest>,
    /// χ², or S (−10 to 10) of Mann and Kendall.
    pub statistic: Option<f64>,
    /// Two-sided p of Mann and Kendall; `None` for the others, which are held against [`CRITICAL_CHI2`].
    pub p: Option<f64>,
    /// Whether the slope keeps its sign with any one point left out; `None` for Mann and Kendall.
    pub stable: Option<bool>,
    /// Positions of the first and last period used.
    pub periods: Option<(usize, usize)>,
}

/// A statistic before judgement.
struct Found {
    statistic: f64,
    /// Sign of the slope: 1, −1 or 0.
    sign: i8,
    p: Option<f64>,
    stable: Option<bool>,
}

/// The trend of the last five of `points`, which are in time order and measured in `measure`.
///
/// ```
/// use negah::history::{Counted, Point, TrendMarker, TrendTest, trend};
/// use negah::snapshot::{Measure, Polarity};
/// let per_cent = Measure::Ratio { numerator: "a".into(), denominator: "b".into(), per: 100.0 };
/// let point = |(period, events): (usize, f64)| Point {
///     period, value: events / 10.0, standard_error: None, counted: Some(Counted { events, base: 1000.0 }),
/// };
/// let points: Vec<Point> = [100.0, 120.0, 140.0, 160.0, 180.0].into_iter().enumerate().map(point).collect();
/// let found = trend(&points, &per_cent, Polarity::RaisesNeed);
/// // Ten times the counts worked by hand in `counts.rs`, hence ten times their χ² of 50/15.05.
/// assert_eq!((found.marker, found.test), (TrendMarker::Rising, Some(TrendTest::Proportion)));
/// assert!((found.statistic.unwrap() - 33.2226).abs() < 1e-3);
/// assert_eq!(trend(&points[1..], &per_cent, Polarity::RaisesNeed).marker, TrendMarker::CannotBeCalculated);
/// ```
pub fn trend(points: &[Point], measure: &Measure, polarity: Polarity) -> Trend {
    let none = Trend {
        marker: TrendMarker::CannotBeCalculated,
        direction: None,
        test: None,
        statistic: None,
        p: None,
        stable: None,
        periods: None,
    };
    let Some(last) = points.len().checked_sub(POINTS).and_then(|from| points.get(from..)) else {
        return none;
    };
    let (test, found) = choose(last, measure);
    let significant = match found.p {
        Some(p) => p <= MANN_KENDALL_LEVEL,
        None => found.statistic > CRITICAL_CHI2 && found.stable == Some(true),
    };
    let marker = match (significant, found.sign) {
        (true, 1) => TrendMarker::Rising,
        (true, -1) => TrendMarker::Falling,
        _ => TrendMarker::NoSignificantChange,
    };
    let moved = marker != TrendMarker::NoSignificantChange;
    Trend {
        marker,
        direction: moved.then(|| Direction::of(f64::from(found.sign), polarity)).flatten(),
        test: Some(test),
        statistic: Some(found.statistic),
        p: found.p,
        stable: found.stable,
        periods: last.first().zip(last.last()).map(|(first, last)| (first.period, last.period)),
    }
}

fn choose(last: &[Point], measure: &Measure) -> (TrendTest, Found) {
    if let Some(found) = slope::test(last) {
        return (TrendTest::StandardErrors, found);
    }
    if let Some((proportion, found)) = counts::test(last, is_per_cent(measure)) {
        return (if proportion { TrendTest::Proportion } else { TrendTest::Rate }, found);
    }
    (TrendTest::MannKendall, mann_kendall::test(last))
}

/// Whether values are shares of a whole rather than rates of events; counts above their denominator speak against it.
pub(super) fn is_per_cent(measure: &Measure) -> bool {
    matches!(measure, Measure::Rate { per, .. } | Measure::Ratio { per, .. } if *per == 100.0)
}

/// 1, −1, or 0 for no slope.
fn sign(x: f64) -> i8 {
    i8::from(x > 0.0) - i8::from(x < 0.0)
}

/// Whether `slope` has the sign of the whole in every choice of all points but one.
fn keeps_sign(points: &[Point], whole: i8, slope: impl Fn(&[Point]) -> f64) -> bool {
    whole != 0
        && (0..points.len()).all(|left_out| {
            let rest: Vec<Point> = points
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != left_out)
                .map(|(_, point)| *point)
                .collect();
            sign(slope(&rest)) == whole
        })
}

/// The trend of an indicator in every area, from its measurements up to the period `until`.
///
/// Only measurements count: a census that stays in force is one point, not five. Empty when there is no such indicator.
pub fn indicator_trends(snapshot: &Snapshot, indicator: usize, until: usize) -> Vec<Trend> {
    let Some(own) = snapshot.indicators.get(indicator) else { return Vec::new() };
    let periods: Vec<Sources> = (0..snapshot.periods.len().min(until.saturating_add(1)))
        .filter_map(|period| Sources::of(snapshot, (indicator, own), period))
        .collect();
    let mut points = Vec::with_capacity(periods.len());
    let one = |area: usize| {
        points.clear();
        points.extend(periods.iter().filter_map(|period| period.point(area)));
        trend(&points, &own.measure, own.polarity)
    };
    (0..snapshot.n_areas()).map(one).collect()
}

/// The trend of an indicator in one area; `None` when there is no such indicator.
pub fn area_trend(snapshot: &Snapshot, indicator: usize, (area, until): (usize, usize)) -> Option<Trend> {
    let own = snapshot.indicators.get(indicator)?;
    let periods = 0..snapshot.periods.len().min(until.saturating_add(1));
    let point = |period| Sources::of(snapshot, (indicator, own), period)?.point(area);
    let points: Vec<Point> = periods.filter_map(point).collect();
    Some(trend(&points, &own.measure, own.polarity))
}

/// The columns that one period's measurements come from.
pub(super) struct Sources<'a> {
    period: usize,
    values: &'a Column,
    errors: Option<&'a Column>,
    events: Option<&'a Column>,
    base: Option<&'a Column>,
    per: f64,
}

impl<'a> Sources<'a> {
    pub(super) fn of(snapshot: &'a Snapshot, (at, own): (usize, &Indicator), period: usize) -> Option<Self> {
        let in_force = |id: &str| {
            let (_, column) = snapshot.column_in_force(snapshot.indicator_idx(id)?, period)?;
            Some(&**column)
        };
        let (events, base, per) = match &own.measure {
            Measure::Rate { denominator, per } => (None, in_force(denominator), *per),
            Measure::Ratio { numerator, denominator, per } => {
                (in_force(numerator), in_force(denominator), *per)
            }
            Measure::Count | Measure::Mean { .. } => (None, None, 1.0),
        };
        Some(Self {
            period,
            values: snapshot.column(at, period)?,
            errors: snapshot.standard_error(at, period).map(|column| &**column),
            events,
            base,
            per,
        })
    }

    pub(super) fn point(&self, area: usize) -> Option<Point> {
        let value = self.values.get(area)?;
        let base = self.base.and_then(|column| column.get(area)).filter(|base| *base > 0.0);
        let counted = base.and_then(|base| {
            let events = self.events.map_or(Some(value * base / self.per), |column| column.get(area))?;
            (events >= 0.0).then_some(Counted { events, base })
        });
        let standard_error = self.errors.and_then(|column| column.get(area));
        Some(Point { period: self.period, value, standard_error, counted })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(values: &[f64]) -> Vec<Point> {
        let point = |(period, value): (usize, &f64)| Point {
            period,
            value: *value,
            standard_error: None,
            counted: None,
        };
        values.iter().enumerate().map(point).collect()
    }

    #[test]
    fn only_the_last_five_count() {
        let found = trend(&plain(&[99.0, 1.0, 2.0, 3.0, 4.0, 5.0]), &Measure::Count, Polarity::LowersNeed);
        assert_eq!((found.marker, found.test), (TrendMarker::Rising, Some(TrendTest::MannKendall)));
        assert_eq!((found.direction, found.periods), (Some(Direction::Better), Some((1, 5))));
        assert_eq!((found.statistic, found.p), (Some(10.0), Some(2.0 / 120.0)));
    }

    #[test]
    fn standard_errors_come_before_denominators() {
        let mut points = plain(&[10.0, 12.0, 14.0, 16.0, 18.0]);
        for point in &mut points {
            point.counted = Some(Counted { events: point.value * 1000.0, base: 100_000.0 });
        }
        let rate = Measure::Rate { denominator: "pop".into(), per: 100.0 };
        assert_eq!(trend(&points, &rate, Polarity::RaisesNeed).marker, TrendMarker::Rising);
        for point in &mut points {
            point.standard_error = Some(5.0);
        }
        let survey = trend(&points, &rate, Polarity::RaisesNeed);
        assert_eq!(survey.test, Some(TrendTest::StandardErrors));
        assert_eq!(survey.marker, TrendMarker::NoSignificantChange);
        assert_eq!(survey.direction, None);
    }

    #[test]
    fn a_snapshot_of_two_periods_has_no_trend() {
        let snapshot = crate::testing::small_snapshot();
        let trends = indicator_trends(&snapshot, 4, 1);
        assert_eq!(trends.len(), 4);
        assert!(trends.iter().all(|one| one.marker == TrendMarker::CannotBeCalculated && one.test.is_none()));
        assert!(indicator_trends(&snapshot, 99, 1).is_empty());
    }

    #[test]
    fn ratios_take_their_own_counts() {
        let snapshot = crate::testing::small_snapshot();
        let at = snapshot.indicator_idx("unemployment").unwrap();
        let sources = Sources::of(&snapshot, (at, &snapshot.indicators[at]), 1).unwrap();
        assert_eq!(sources.point(0).unwrap().counted, Some(Counted { events: 60.0, base: 300.0 }));
        assert_eq!(sources.point(3), None);
        let at = snapshot.indicator_idx("dropout").unwrap();
        let sources = Sources::of(&snapshot, (at, &snapshot.indicators[at]), 1).unwrap();
        assert_eq!(sources.point(2).unwrap().counted, Some(Counted { events: 240.0, base: 3000.0 }));
    }
}
