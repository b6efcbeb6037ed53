//! Change of an indicator's value between two states.

use serde::Serialize;

use super::join::Join;
use super::problem::{HistoryError, Which};
use crate::snapshot::{Polarity, Snapshot};
use crate::tolerance::Tolerance;

/// A snapshot at one of its periods.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The data.
    pub snapshot: &'a Snapshot,
    /// Position of the period.
    pub period: usize,
}

/// A value with its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measurement {
    /// In the indicator's unit.
    pub value: f64,
    /// Standard error in the same unit; `None` where the file gives none.
    pub standard_error: Option<f64>,
}

/// A change in the direction of need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More need.
    Worse,
    /// Less need.
    Better,
    /// Exactly the same.
    Unchanged,
}

impl Direction {
    /// What a change of value means for need; `None` for context indicators, which mean neither.
    pub fn of(difference: f64, polarity: Polarity) -> Option<Self> {
        let more = match polarity {
            Polarity::RaisesNeed => difference,
            Polarity::LowersNeed => -difference,
            Polarity::Context => return None,
        };
        Some(if more > 0.0 {
            Self::Worse
        } else if more < 0.0 {
            Self::Better
        } else {
            Self::Unchanged
        })
    }
}

/// How one value changed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ValueChange {
    /// The earlier value; `None` where missing.
    pub before: Option<Measurement>,
    /// The later value; `None` where missing.
    pub after: Option<Measurement>,
    /// `after − before` in the indicator's unit; `None` unless both are there and measured apart.
    pub difference: Option<f64>,
    /// `(after − before) / |before|`, 0.1 = a tenth more; `None` too where the earlier value is 0.
    pub relative: Option<f64>,
    /// Whether need rose; `None` for context indicators too.
    pub direction: Option<Direction>,
    /// Whether `|after − before| > 1.96 · √(se² before + se² after)`: a difference between two independent samples
    /// at the level of 95 %. `None` without both standard errors; it then is not known, not insignificant.
    pub significant: Option<bool>,
}

/// 97.5th percentile of the standard normal distribution.
const Z95: f64 = 1.96;

/// The change between two values.
///
/// ```
/// use negah::history::{Direction, Measurement, value_change};
/// use negah::snapshot::Polarity;
/// let measured = |value, se| Some(Measurement { value, standard_error: Some(se) });
/// // 1.96 · √(3² + 4²) = 9.8: ten points more are significant.
/// let change = value_change(measured(40.0, 3.0), measured(50.0, 4.0), Polarity::RaisesNeed);
/// assert_eq!((change.difference, change.relative), (Some(10.0), Some(0.25)));
/// assert_eq!((change.direction, change.significant), (Some(Direction::Worse), Some(true)));
/// ```
pub fn value_change(
    before: Option<Measurement>,
    after: Option<Measurement>,
    polarity: Polarity,
) -> ValueChange {
    let both = before.zip(after);
    let difference = both.map(|(before, after)| {
        // What only rounding changed did not change.
        let same = Tolerance::default().same(before.value, after.value);
        if same { 0.0 } else { after.value - before.value }
    });
    let relative = both
        .filter(|(before, _)| before.value != 0.0)
        .zip(difference)
        .map(|((before, _), difference)| difference / before.value.abs());
    let significant = both.and_then(|(before, after)| {
        let (one, other) = (before.standard_error?, after.standard_error?);
        Some((after.value - before.value).abs() > Z95 * (one * one + other * other).sqrt())
    });
    let direction = difference.and_then(|difference| Direction::of(difference, polarity));
    ValueChange { before, after, difference, relative, direction, significant }
}

/// How one indicator changed in every area.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorChanges {
    /// Position of the period whose earlier figures were used, the newest not after the side's; `None` without any.
    pub before_period: Option<usize>,
    /// The same for the later figures.
    pub after_period: Option<usize>,
    /// Whether there are two measurements. When both sides rest on the same figures (a census still in force) this
    /// is `false` and no area has a difference: nothing was measured anew.
    pub renewed: bool,
    /// One per pair of the join, in its order.
    pub changes: Vec<ValueChange>,
}

/// The change of an indicator between two sides, by the polarity of the later one.
///
/// # Errors
/// [`HistoryError::UnknownIndicator`] when a side does not know the indicator.
pub fn indicator_changes(
    before: Side,
    after: Side,
    indicator: &str,
    join: &Join,
) -> Result<IndicatorChanges, HistoryError> {
    let (earlier, later) =
        (Figures::of(before, indicator, Which::Before)?, Figures::of(after, indicator, Which::After)?);
    let (before_period, after_period) = (earlier.period, later.period);
    let same_file = std::ptr::eq(before.snapshot, after.snapshot);
    let renewed =
        before_period.is_some() && after_period.is_some() && !(same_file && before_period == after_period);
    let change = |pair: &super::join::Pair| {
        let value = value_change(earlier.at(pair.before), later.at(pair.after), later.polarity);
        if renewed {
            value
        } else {
            ValueChange { difference: None, relative: None, direction: None, significant: None, ..value }
        }
    };
    Ok(IndicatorChanges {
        before_period,
        after_period,
        renewed,
        changes: join.pairs.iter().map(change).collect(),
    })
}

/// One indicator's figures in force on one side.
struct Figures<'a> {
    side: Side<'a>,
    indicator: usize,
    polarity: Polarity,
    period: Option<usize>,
}

impl<'a> Figures<'a> {
    fn of(side: Side<'a>, id: &str, which: Which) -> Result<Self, HistoryError> {
        let indicator = side
            .snapshot
            .indicator_idx(id)
            .ok_or_else(|| HistoryError::UnknownIndicator { indicator: id.to_owned(), side: which })?;
        let polarity = side.snapshot.indicators.get(indicator).map_or(Polarity::Context, |own| own.polarity);
        let period = side.snapshot.column_in_force(indicator, side.period).map(|(period, _)| period);
        Ok(Self { side, indicator, polarity, period })
    }

    fn at(&self, area: Option<u32>) -> Option<Measurement> {
        let (snapshot, period, area) = (self.side.snapshot, self.period?, area? as usize);
        let error = snapshot.standard_error(self.indicator, period);
        Some(Measurement {
            value: snapshot.column(self.indicator, period)?.get(area)?,
            standard_error: error.and_then(|column| column.get(area)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};

    fn plain(value: f64) -> Option<Measurement> {
        Some(Measurement { value, standard_error: None })
    }

    #[test]
    fn missing_values_are_no_change_and_zero_has_no_share() {
        let change = value_change(plain(0.0), plain(2.0), Polarity::LowersNeed);
        assert_eq!((change.difference, change.relative), (Some(2.0), None));
        assert_eq!((change.direction, change.significant), (Some(Direction::Better), None));
        assert_eq!(value_change(None, plain(2.0), Polarity::RaisesNeed).difference, None);
        let context = value_change(plain(-4.0), plain(-5.0), Polarity::Context);
        assert_eq!((context.relative, context.direction), (Some(-0.25), None));
    }

    #[test]
    fn figures_still_in_force_are_no_new_measurement() {
        let snapshot = small_snapshot();
        let join = Join::new(&snapshot, &snapshot);
        let side = |period| Side { snapshot: &snapshot, period };
        let population = indicator_changes(side(0), side(1), "pop", &join).unwrap();
        assert!(!population.renewed);
        assert_eq!((population.changes[0].before, population.changes[0].difference), (plain(1000.0), None));
        let unemployment = indicator_changes(side(0), side(1), "unemployment", &join).unwrap();
        assert_eq!((unemployment.before_period, unemployment.after_period), (None, Some(1)));
        assert!(indicator_changes(side(0), side(1), "x", &join).is_err());
    }

    #[test]
    fn two_snapshots_are_joined_by_code() {
        let later =
            SMALL.replace(r#""trust": {"1402": [3, null, 5, 1]}"#, r#""trust": {"1402": [2, 4, 5, null]}"#);
        let (before, after) = (small_snapshot(), open(later.as_bytes(), &Limits::DEFAULT).unwrap());
        let join = Join::new(&before, &after);
        let side = |snapshot| Side { snapshot, period: 1 };
        let trust = indicator_changes(side(&before), side(&after), "trust", &join).unwrap();
        let found: Vec<_> =
            trust.changes.iter().map(|change| (change.difference, change.direction)).collect();
        assert_eq!(
            found,
            [
                (Some(-1.0), Some(Direction::Worse)),
                (None, None),
                (Some(0.0), Some(Direction::Unchanged)),
                (None, None)
            ]
        );
    }
}
