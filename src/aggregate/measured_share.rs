//! Among whom a measure is shared out: what an inequality is taken over.

use super::measure::Base;
use crate::snapshot::{Column, Measure, Snapshot};

/// Those among whom a measure is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// The areas, each counting one: the data know nothing else, or inhabitants themselves are what is shared out.
    Areas,
    /// The people, households … that the indicator at this position counts.
    Counted(usize),
}

/// Values with the weights they count by.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedOut {
    /// Value of each area, of a count per head; `NaN` where missing, or where there is nobody.
    pub values: Vec<f64>,
    /// How many of those among whom it is shared out live in each area; `NaN` where that is not known.
    pub weights: Vec<f64>,
    /// Who they are.
    pub among: Among,
}

/// Values per head of those among whom a measure is shared out, and their number: of a count the inhabitants, of a rate or a
/// mean whatever it is weighted by. Where nothing is known every area weighs the same.
///
/// `values` and `base` are those of `indicator`, or of a score (`None`), in `period`.
pub fn shared_out(
    snapshot: &Snapshot,
    (values, base): (&[f64], &Base),
    (indicator, period): (Option<usize>, usize),
) -> SharedOut {
    let weighted = |values: Vec<f64>, column: &Column| SharedOut {
        values,
        weights: column.raw().to_vec(),
        among: counted(snapshot, indicator),
    };
    let is_people = indicator.is_some() && indicator == snapshot.population;
    match (base, snapshot.population_column(period)) {
        (Base::Sum, Some(people)) if !is_people => weighted(per_head(values, people), people),
        (Base::Weighted(column) | Base::Ratio { denominator: column, .. }, _) => {
            weighted(values.to_vec(), column)
        }
        _ => SharedOut { values: values.to_vec(), weights: vec![1.0; values.len()], among: Among::Areas },
    }
}

fn per_head(values: &[f64], people: &Column) -> Vec<f64> {
    let head = |(value, people): (&f64, &f64)| if *people > 0.0 { value / people } else { f64::NAN };
    values.iter().zip(people.raw()).map(head).collect()
}

/// What the weights of an indicator, or of a score, count.
fn counted(snapshot: &Snapshot, indicator: Option<usize>) -> Among {
    let named = indicator.and_then(|at| match &snapshot.indicators.get(at)?.measure {
        Measure::Rate { denominator, .. } | Measure::Ratio { denominator, .. } => Some(denominator.as_str()),
        Measure::Mean { weight } => weight.as_deref(),
        Measure::Count => None,
    });
    let at = named.map_or(snapshot.population, |id| snapshot.indicator_idx(id));
    at.map_or(Among::Areas, Among::Counted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::base;
    use crate::testing::small_snapshot;

    fn shared(id: &str) -> SharedOut {
        let snapshot = small_snapshot();
        let at = snapshot.indicator_idx(id).unwrap();
        let (_, column) = snapshot.column_in_force(at, 1).unwrap();
        shared_out(&snapshot, (column.raw(), &base(&snapshot, &snapshot.indicators[at], 1)), (Some(at), 1))
    }

    #[test]
    fn each_measure_has_its_own_base() {
        // Jobless people per inhabitant, a rate among the active, a mean among the inhabitants, inhabitants among areas.
        let jobless = shared("jobless");
        assert_eq!((jobless.values[0], jobless.weights[1], jobless.among), (0.06, 2000.0, Among::Counted(0)));
        let rate = shared("unemployment");
        assert_eq!((rate.values[1], rate.weights[1], rate.among), (10.0, 500.0, Among::Counted(1)));
        assert!(rate.weights[3].is_nan());
        assert_eq!((shared("trust").weights[2], shared("trust").among), (3000.0, Among::Counted(0)));
        assert_eq!((shared("pop").weights, shared("pop").among), (vec![1.0; 4], Among::Areas));
    }
}
