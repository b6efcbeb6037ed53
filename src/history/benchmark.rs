//! Every area against the whole: is its value really different, or within its uncertainty?
//!
//! An area differs where its interval does not hold the benchmark: the 95 % interval for a difference, the 99.8 %
//! interval for a strong one, as Fingertips colours its tables. Intervals, z = 1.96 and 3.0902:
//!
//! - with a standard error: `value ± z · se`;
//! - shares with a denominator: the score interval (E. B. Wilson 1927);
//! - rates with a denominator: Byar's approximation of the exact Poisson limits (Breslow and Day 1987),
//!   `O·(1 − 1/(9O) − z/(3√O))³` and `(O+1)·(1 − 1/(9(O+1)) + z/(3√(O+1)))³` for O events;
//! - neither: no interval, only the fifth of need the area stands in.

use serde::Serialize;

use super::change::Direction;
use super::trend::{Counted, Point, Sources, is_per_cent};
use crate::aggregate::{base, combine};
use crate::filter::AreaSet;
use crate::rank::{percent_band, rank};
use crate::snapshot::{Indicator, Measure, Polarity, Snapshot};

/// 97.5th and 99.9th percentiles of the standard normal distribution.
const Z: [f64; 2] = [1.96, 3.0902];

/// What the comparison rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkMethod {
    /// The standard error of the file.
    StandardError,
    /// Wilson's score interval.
    Wilson,
    /// Byar's approximation.
    Byar,
    /// Fifths of need.
    Quintile,
}

/// How far an area is from the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// Its 95 % interval holds the benchmark.
    Similar,
    /// Its 95 % interval does not, its 99.8 % interval does.
    Beyond95,
    /// Not even its 99.8 % interval does.
    Beyond998,
}

/// One area against the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// What the comparison rests on.
    pub method: BenchmarkMethod,
    /// How far apart; `None` without an interval or a benchmark.
    pub apart: Option<Apart>,
    /// Whether the area is worse or better off; `None` when similar, and for context indicators.
    pub direction: Option<Direction>,
    /// The 95 % interval in the indicator's unit.
    pub interval95: Option<[f64; 2]>,
    /// The 99.8 % interval in the indicator's unit.
    pub interval998: Option<[f64; 2]>,
    /// Fifth of need among the areas compared, 1 the neediest, ties in the better one; `None` for context indicators.
    pub quintile: Option<u8>,
}

/// An indicator's value over a set of areas, and each area against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// Value of the whole, aggregated as the indicator measures; `None` for counts, whose sum is no benchmark for a
    /// part, and without values.
    pub value: Option<f64>,
    /// One per area of the snapshot; `None` outside the set and without a value.
    pub areas: Vec<Option<Compared>>,
}

/// Compares every area of `set` with the whole of it, in the figures in force in `period`.
/// `None` when the indicator has none.
pub fn benchmark(snapshot: &Snapshot, indicator: usize, period: usize, set: &AreaSet) -> Option<Benchmark> {
    let own = snapshot.indicators.get(indicator)?;
    let (period, column) = snapshot.column_in_force(indicator, period)?;
    let sources = Sources::of(snapshot, (indicator, own), period)?;
    let value = match own.measure {
        Measure::Count => None,
        _ => combine(column.raw(), &base(snapshot, own, period), set.iter()).value,
    };
    let quintiles = quintiles(column.raw(), own.polarity, (set, &snapshot.areas.code));
    let mut areas = vec![None; snapshot.n_areas()];
    for area in set.iter() {
        if let (Some(slot), Some(point)) = (areas.get_mut(area), sources.point(area)) {
            *slot = Some(compare(own, &point, (value, quintiles.get(area).copied().flatten())));
        }
    }
    Some(Benchmark { value, areas })
}

fn quintiles(values: &[f64], polarity: Polarity, (set, code): (&AreaSet, &[String])) -> Vec<Option<u8>> {
    let turn = match polarity {
        Polarity::RaisesNeed => 1.0,
        Polarity::LowersNeed => -1.0,
        Polarity::Context => return Vec::new(),
    };
    let needs: Vec<f64> = values.iter().map(|value| turn * value).collect();
    let ranking = rank(&needs, set, code);
    let band = |area| ranking.rank(area).map(|rank| percent_band(rank, ranking.len(), 5) as u8);
    (0..values.len()).map(band).collect()
}

fn compare(own: &Indicator, point: &Point, (benchmark, quintile): (Option<f64>, Option<u8>)) -> Compared {
    let (method, intervals) = intervals(own, point);
    let outside = |[low, high]: [f64; 2], value: f64| value < low || value > high;
    let apart = intervals.zip(benchmark).map(|([narrow, wide], value)| {
        if outside(wide, value) {
            Apart::Beyond998
        } else if outside(narrow, value) {
            Apart::Beyond95
        } else {
            Apart::Similar
        }
    });
    let direction = benchmark
        .filter(|_| apart.is_some_and(|apart| apart != Apart::Similar))
        .and_then(|value| Direction::of(point.value - value, own.polarity));
    Compared {
        method,
        apart,
        direction,
        interval95: intervals.map(|[narrow, _]| narrow),
        interval998: intervals.map(|[_, wide]| wide),
        quintile,
    }
}

fn intervals(own: &Indicator, point: &Point) -> (BenchmarkMethod, Option<[[f64; 2]; 2]>) {
    if let Some(error) = point.standard_error {
        let around = |z: f64| [point.value - z * error, point.value + z * error];
        return (BenchmarkMethod::StandardError, Some(Z.map(around)));
    }
    let (Measure::Rate { per, .. } | Measure::Ratio { per, .. }, Some(counted)) =
        (&own.measure, point.counted)
    else {
        return (BenchmarkMethod::Quintile, None);
    };
    if is_per_cent(&own.measure) && counted.events <= counted.base {
        (BenchmarkMethod::Wilson, Some(Z.map(|z| wilson(counted, z).map(|limit| per * limit))))
    } else {
        (BenchmarkMethod::Byar, Some(Z.map(|z| byar(counted, z).map(|limit| per * limit))))
    }
}

/// Score interval of a share, 0 to 1.
fn wilson(Counted { events, base }: Counted, z: f64) -> [f64; 2] {
    let share = events / base;
    let whole = 1.0 + z * z / base;
    let middle = (share + z * z / (2.0 * base)) / whole;
    let half = z / whole * (share * (1.0 - share) / base + z * z / (4.0 * base * base)).sqrt();
    [(middle - half).max(0.0), (middle + half).min(1.0)]
}

/// Interval of events per unit of the denominator.
fn byar(Counted { events, base }: Counted, z: f64) -> [f64; 2] {
    let limit = |count: f64, z: f64| {
        let root = 1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt());
        count * root * root * root / base
    };
    let low = if events > 0.0 { limit(events, -z).max(0.0) } else { 0.0 };
    [low, limit(events + 1.0, z)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn intervals_by_hand() {
        // 10 of 100: (0.1 + 0.0192) / 1.0384 = 0.1148; half 1.96/1.0384 · √(0.0009 + 0.000096) = 0.0596.
        let [low, high] = wilson(Counted { events: 10.0, base: 100.0 }, 1.96);
        assert!((low - 0.0552).abs() < 1e-4 && (high - 0.1744).abs() < 1e-4);
        // Ten events: 4.79 to 18.39 (the exact Poisson limits are 4.80 and 18.39).
        let [low, high] = byar(Counted { events: 10.0, base: 1.0 }, 1.96);
        assert!((low - 4.79).abs() < 0.01 && (high - 18.39).abs() < 0.01);
        assert_eq!(byar(Counted { events: 0.0, base: 1.0 }, 1.96)[0], 0.0);
    }

    #[test]
    fn areas_against_the_whole() {
        let snapshot = small_snapshot();
        let at = |id| snapshot.indicator_idx(id).unwrap();
        let all = AreaSet::all(4);
        // 160 of 1800 are jobless, 8.9 %: 60 of 300 are many more, 50 of 500 about as many, 50 of 1000 fewer.
        let found = benchmark(&snapshot, at("unemployment"), 1, &all).unwrap();
        assert_eq!(found.value, Some(100.0 * 160.0 / 1800.0));
        let of = |area: usize| found.areas[area].map(|one| (one.apart.unwrap(), one.direction, one.quintile));
        assert_eq!(of(0), Some((Apart::Beyond998, Some(Direction::Worse), Some(1))));
        assert_eq!(of(1), Some((Apart::Similar, None, Some(2))));
        assert_eq!(of(2), Some((Apart::Beyond998, Some(Direction::Better), Some(4))));
        assert_eq!(of(3), None);
        // Trust has neither errors nor denominators: fifths alone, of need.
        let trust = benchmark(&snapshot, at("trust"), 1, &all).unwrap();
        let neediest = trust.areas[3].unwrap();
        assert_eq!((neediest.method, neediest.apart), (BenchmarkMethod::Quintile, None));
        assert_eq!(neediest.quintile, Some(1));
        assert!(benchmark(&snapshot, at("unemployment"), 0, &all).is_none());
    }
}
