//! How the values of several areas make one value.

use crate::snapshot::{Column, Indicator, Measure, Snapshot};

/// What an indicator's values are weighted by when areas are put together.
#[derive(Debug, Clone, PartialEq)]
pub enum Base<'a> {
    /// Values add up.
    Sum,
    /// `Σ weight·value / Σ weight`.
    Weighted(&'a Column),
    /// `per · Σ numerator / Σ denominator`.
    Ratio {
        /// Counts above the line.
        numerator: &'a Column,
        /// Counts below the line.
        denominator: &'a Column,
        /// 100 for per cent.
        per: f64,
    },
    /// The data name no base: every area weighs the same, and the interface says so.
    Unweighted,
}

/// The value of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Combined {
    /// Value in the indicator's unit; `None` when no area of the group could be used.
    pub value: Option<f64>,
    /// Number of areas that entered it.
    pub used: usize,
}

/// The base of an indicator in a period.
pub fn base<'a>(snapshot: &'a Snapshot, indicator: &Indicator, period: usize) -> Base<'a> {
    let column = |id: &str| {
        let at = snapshot.indicator_idx(id)?;
        Some(&**snapshot.column_in_force(at, period)?.1)
    };
    let population = || snapshot.population_column(period).map(|column| &**column);
    match &indicator.measure {
        Measure::Count => Base::Sum,
        Measure::Rate { denominator, .. } => column(denominator).map_or(Base::Unweighted, Base::Weighted),
        Measure::Mean { weight: Some(weight) } => column(weight).map_or(Base::Unweighted, Base::Weighted),
        Measure::Mean { weight: None } => population().map_or(Base::Unweighted, Base::Weighted),
        Measure::Ratio { numerator, denominator, per } => match (column(numerator), column(denominator)) {
            (Some(numerator), Some(denominator)) => Base::Ratio { numerator, denominator, per: *per },
            _ => Base::Unweighted,
        },
    }
}

/// Combines the values of `areas`. An area counts only where its value and its base are both there.
pub fn combine(values: &[f64], base: &Base, areas: impl Iterator<Item = usize>) -> Combined {
    let (mut above, mut below, mut used) = (0.0, 0.0, 0);
    for at in areas {
        let (part, weight) = match base {
            Base::Sum => (values[at], 1.0),
            Base::Unweighted => (values[at], 1.0),
            Base::Weighted(column) => (column.raw()[at] * values[at], column.raw()[at]),
            Base::Ratio { numerator, denominator, .. } => (numerator.raw()[at], denominator.raw()[at]),
        };
        if !part.is_nan() && !weight.is_nan() {
            above += part;
            below += weight;
            used += 1;
        }
    }
    let value = match base {
        _ if used == 0 => None,
        Base::Sum => Some(above),
        Base::Ratio { per, .. } => (below > 0.0).then(|| per * above / below),
        Base::Weighted(_) | Base::Unweighted => (below > 0.0).then_some(above / below),
    };
    Combined { value, used }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    fn check(indicator: &str, areas: &[usize], expected: Option<f64>, used: usize) {
        let snapshot = small_snapshot();
        let at = snapshot.indicator_idx(indicator).unwrap();
        let (_, column) = snapshot.column_in_force(at, 1).unwrap();
        let base = base(&snapshot, &snapshot.indicators[at], 1);
        let combined = combine(column.raw(), &base, areas.iter().copied());
        assert_eq!((combined.value, combined.used), (expected, used), "{indicator}");
    }

    #[test]
    fn each_measure_combines_in_its_own_way() {
        check("pop", &[0, 1, 2], Some(6000.0), 3);
        // Rates 20, 10, 5 %: 160 jobless of 1800 active, not the mean 11.7.
        check("unemployment", &[0, 1, 2], Some(100.0 * 160.0 / 1800.0), 3);
        // 4, 2, 8 % of 1000, 2000, 3000 people.
        check("dropout", &[0, 1, 2], Some(32_000.0 / 6000.0), 3);
        // The mean lacks area 1: 3 over 1000 people, 5 over 3000.
        check("trust", &[0, 1, 2], Some(4.5), 2);
    }

    #[test]
    fn missing_parts_leave_an_area_out() {
        check("unemployment", &[2, 3], Some(5.0), 1);
        check("unemployment", &[3], None, 0);
        check("trust", &[1], None, 0);
    }
}
