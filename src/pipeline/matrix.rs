//! The indicators of an index on the common scale.

use std::sync::{Arc, OnceLock};

use super::problem::Problem;
use super::resolve::{Leaf, Plan};
use crate::filter::AreaSet;
use crate::scenario::Within;
use crate::score::{NormaliseError, impute, normalise};
use crate::snapshot::Snapshot;

/// What became of one leaf.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixLeaf {
    /// Position of the indicator.
    pub indicator: usize,
    /// Position of the period whose values were used: the newest not after the scenario's.
    pub period: usize,
    /// Position among the matrix's columns; `None` when the indicator takes no part.
    pub column: Option<usize>,
    /// Why it takes no part.
    pub left_out: Option<NormaliseError>,
    /// How many gaps were filled.
    pub imputed: usize,
    /// How many areas have no value, after filling.
    pub missing: usize,
}

/// Columns on the common scale, one per leaf that holds information, `NaN` where missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    columns: Vec<Arc<Vec<f64>>>,
    medians: Vec<OnceLock<f64>>,
    /// The leaves of the index from left to right.
    pub leaves: Vec<MatrixLeaf>,
}

impl Matrix {
    /// The columns as slices.
    pub fn columns(&self) -> Vec<&[f64]> {
        self.columns.iter().map(|column| column.as_slice()).collect()
    }

    /// The median of a column over the areas with a value, found when first asked for: explanations compare
    /// with it at every click, but no ranking needs it. `NaN` for a column that is not there.
    pub fn median(&self, column: usize) -> f64 {
        let (Some(values), Some(median)) = (self.columns.get(column), self.medians.get(column)) else {
            return f64::NAN;
        };
        *median.get_or_init(|| {
            let mut present: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
            present.sort_unstable_by(f64::total_cmp);
            crate::aggregate::quantile(&present, 0.5).unwrap_or(f64::NAN)
        })
    }

    /// The leaf that made a column.
    pub fn leaf_of(&self, column: usize) -> Option<&MatrixLeaf> {
        self.leaves.iter().find(|leaf| leaf.column == Some(column))
    }
}

/// Brings every leaf to the common scale. `set` is used where the filter sets the scale.
///
/// # Errors
/// When a leaf has no values in force; [`super::resolve`] finds that before.
pub fn build_matrix(snapshot: &Snapshot, plan: &Plan, set: &AreaSet) -> Result<Matrix, Vec<Problem>> {
    let everything;
    let reference = match plan.within {
        Within::Filter => set,
        Within::All => {
            everything = AreaSet::all(snapshot.n_areas());
            &everything
        }
    };
    let groups = plan.impute_level.map(|level| division_groups(snapshot, level));
    let mut matrix = Matrix::default();
    for leaf in &plan.leaves {
        let (in_force, column) = snapshot.column_in_force(leaf.indicator, plan.period).ok_or_else(|| {
            let indicator = snapshot.indicators[leaf.indicator].id.clone();
            vec![Problem::NoValues { indicator, period: snapshot.periods[plan.period].id.clone() }]
        })?;
        let filled =
            groups.as_deref().filter(|_| column.missing() > 0).map(|group| impute(column.raw(), group));
        let (values, imputed) = filled.as_ref().map_or((column.raw(), 0), |done| (&done.values, done.filled));
        let mut own = MatrixLeaf {
            indicator: leaf.indicator,
            period: in_force,
            column: None,
            left_out: None,
            imputed,
            missing: column.missing() - imputed,
        };
        match scale(snapshot, leaf, values, reference) {
            Ok(scaled) => {
                own.column = Some(matrix.columns.len());
                matrix.columns.push(Arc::new(scaled));
                matrix.medians.push(OnceLock::new());
            }
            Err(error) => own.left_out = Some(error),
        }
        matrix.leaves.push(own);
    }
    Ok(matrix)
}

fn scale(
    snapshot: &Snapshot,
    leaf: &Leaf,
    values: &[f64],
    reference: &AreaSet,
) -> Result<Vec<f64>, NormaliseError> {
    normalise(values, snapshot.indicators[leaf.indicator].polarity, leaf.normalisation, reference)
}

fn division_groups(snapshot: &Snapshot, level: usize) -> Vec<Option<u32>> {
    let ancestor = |unit: &Option<u32>| snapshot.divisions.ancestor_at((*unit)?, level);
    snapshot.areas.division.iter().map(ancestor).collect()
}
