//! The indicators of an index on the common scale.

use std::sync::{Arc, OnceLock};

use super::prepare::{Divisions, division_groups, prepare};
use super::problem::Problem;
use super::resolve::{Leaf, Plan, Reference};
use crate::filter::AreaSet;
use crate::score::{
    Frame, GroupScale, Imputation, NormaliseError, TreatmentRecord, fill, normalise, normalise_in_groups,
    round_to, typical,
};
use crate::snapshot::Snapshot;
use crate::sorting::ascend;

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
    /// The areas whose gaps were filled, ascending.
    pub filled: Vec<u32>,
    /// How many areas have no value, after filling.
    pub missing: usize,
    /// What was done about outliers; `None` where nothing was asked for.
    pub treated: Option<TreatmentRecord>,
    /// How many rates could not be drawn towards their division's; `None` where that was not asked for.
    pub not_shrunk: Option<usize>,
    /// The values that were scaled, in the indicator's unit or as treated; `None` where they are the snapshot's own.
    pub values: Option<Arc<Vec<f64>>>,
}

impl MatrixLeaf {
    /// The values that were scaled, `NaN` where missing.
    pub fn scaled_from<'a>(&'a self, snapshot: &'a Snapshot) -> &'a [f64] {
        let own = || snapshot.column(self.indicator, self.period).map(|column| column.raw());
        self.values.as_ref().map(|values| values.as_slice()).or_else(own).unwrap_or_default()
    }
}

/// Columns on the common scale, one per leaf that holds information, `NaN` where missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    columns: Vec<Arc<Vec<f64>>>,
    medians: Vec<OnceLock<f64>>,
    /// The leaves of the index from left to right.
    pub leaves: Vec<MatrixLeaf>,
    /// What sets the scale of groups that have one.
    pub scale: Arc<GroupScale>,
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
            ascend(&mut present);
            crate::aggregate::quantile(&present, 0.5).unwrap_or(f64::NAN)
        })
    }

    /// The leaf that made a column.
    pub fn leaf_of(&self, column: usize) -> Option<&MatrixLeaf> {
        self.leaves.iter().find(|leaf| leaf.column == Some(column))
    }

    fn push(&mut self, column: Vec<f64>) -> usize {
        self.columns.push(Arc::new(column));
        self.medians.push(OnceLock::new());
        self.columns.len() - 1
    }
}

/// What sets the scale, for all indicators.
struct Scale<'a> {
    snapshot: &'a Snapshot,
    reference: AreaSet,
    groups: Option<Vec<Option<u32>>>,
    base: Option<usize>,
    divisions: Divisions,
}

/// Brings every leaf to the common scale. `set` is used where the filter sets the scale.
///
/// # Errors
/// When a leaf has no values in force, which [`super::resolve`] finds before, or has values too large to compute with.
pub fn build_matrix(snapshot: &Snapshot, plan: &Plan, set: &AreaSet) -> Result<Matrix, Vec<Problem>> {
    let scale = Scale::new(snapshot, plan, set);
    let mut matrix = Matrix::default();
    let mut base = Vec::new();
    for leaf in &plan.leaves {
        let no_values = || {
            let indicator = snapshot.indicators[leaf.indicator].id.clone();
            vec![Problem::NoValues { indicator, period: snapshot.periods[plan.period].id.clone() }]
        };
        let prepared = prepare((snapshot, &scale.divisions), leaf, plan.period).ok_or_else(no_values)?;
        let mut own = MatrixLeaf {
            indicator: leaf.indicator,
            period: prepared.period,
            column: None,
            left_out: None,
            imputed: prepared.filled.len(),
            filled: prepared.filled,
            missing: 0,
            treated: prepared.treated,
            not_shrunk: prepared.not_shrunk,
            values: prepared.values.map(Arc::new),
        };
        let (missing, scaled) = {
            let values = own.scaled_from(snapshot);
            (values.iter().filter(|x| x.is_nan()).count(), scale.leaf(leaf, values))
        };
        own.missing = missing;
        largest_fits(snapshot, leaf, own.scaled_from(snapshot))?;
        match scaled {
            Ok((scaled, own_base)) => {
                largest_fits(snapshot, leaf, &scaled)?;
                own.column = Some(matrix.push(scaled));
                base.extend(own_base.map(Arc::new));
            }
            Err(error) => own.left_out = Some(error),
        }
        matrix.leaves.push(own);
    }
    fill_from_siblings(plan, &mut matrix);
    let typical = matrix.columns.iter().map(|column| typical(column)).collect();
    matrix.scale = Arc::new(scale.for_groups(base, typical));
    Ok(matrix)
}

/// The largest value that can be computed with: sums of its squares over all areas are still numbers.
const LARGEST: f64 = 1e150;

/// # Errors
/// When a value is larger: differences and squares would be infinite, and areas lose their scores or tie.
fn largest_fits(snapshot: &Snapshot, leaf: &Leaf, values: &[f64]) -> Result<(), Vec<Problem>> {
    let found = values.iter().filter(|x| !x.is_nan()).fold(0.0, |most: f64, x| most.max(x.abs()));
    if found <= LARGEST {
        return Ok(());
    }
    let indicator = snapshot.indicators[leaf.indicator].id.clone();
    Err(vec![Problem::TooLarge { indicator, found, most: LARGEST }])
}

impl<'a> Scale<'a> {
    fn new(snapshot: &'a Snapshot, plan: &Plan, set: &AreaSet) -> Self {
        let everything = || AreaSet::all(snapshot.n_areas());
        let (reference, groups, base) = match plan.within {
            Reference::All => (everything(), None, None),
            Reference::Filter => (set.clone(), None, None),
            Reference::Groups(level) => (everything(), Some(division_groups(snapshot, level)), None),
            Reference::Base(period) => (everything(), None, Some(period)),
        };
        Self { snapshot, reference, groups, base, divisions: Divisions::new(snapshot, &plan.leaves) }
    }

    /// The leaf's values on the common scale, and the base's values on it where there is a base.
    fn leaf(&self, leaf: &Leaf, values: &[f64]) -> Result<(Vec<f64>, Option<Vec<f64>>), NormaliseError> {
        let before = self.base.and_then(|base| {
            let prepared = prepare((self.snapshot, &self.divisions), leaf, base)?;
            let own =
                || self.snapshot.column(leaf.indicator, prepared.period).map(|column| column.raw().to_vec());
            prepared.values.clone().or_else(own)
        });
        if self.base.is_some() && before.is_none() {
            return Err(NormaliseError::AllMissing);
        }
        let frame = Frame {
            base: before.as_deref(),
            anchor: leaf.anchor.value(before.as_deref().unwrap_or(values)),
            ..Frame::new(self.snapshot.indicators[leaf.indicator].polarity, &self.reference)
        };
        let scaled = |values: &[f64]| -> Result<Vec<f64>, NormaliseError> {
            let mut scaled = match &self.groups {
                Some(groups) => normalise_in_groups(values, &leaf.normalisation, (&frame, groups)),
                None => normalise(values, &leaf.normalisation, &frame),
            }?;
            if leaf.round.is_some() {
                scaled.iter_mut().for_each(|x| *x = round_to(*x, leaf.round));
            }
            Ok(scaled)
        };
        let base = before.as_deref().map(scaled).transpose()?;
        Ok((scaled(values)?, base))
    }

    fn for_groups(self, base: Vec<Arc<Vec<f64>>>, typical: Vec<f64>) -> GroupScale {
        GroupScale {
            typical,
            reference: (!self.reference.is_all()).then_some(self.reference),
            groups: self.groups,
            base: self.base.map(|_| base),
        }
    }
}

/// Fills the gaps of leaves that ask for it with the mean of the area's other leaves of the same group, as they were
/// before any of them was filled so.
fn fill_from_siblings(plan: &Plan, matrix: &mut Matrix) {
    let before = matrix.columns.clone();
    for (at, leaf) in plan.leaves.iter().enumerate() {
        let Some(column) = matrix.leaves[at].column.filter(|_| leaf.imputation == Imputation::DomainMean)
        else {
            continue;
        };
        let siblings: Vec<&Arc<Vec<f64>>> = plan
            .leaves
            .iter()
            .zip(&matrix.leaves)
            .filter(|(other, _)| other.group == leaf.group)
            .filter_map(|(_, other)| before.get(other.column.filter(|other| *other != column)?))
            .collect();
        let mean = |area: usize| {
            let there = siblings.iter().map(|column| column[area]).filter(|x| !x.is_nan());
            let (sum, n) = there.fold((0.0, 0.0), |(sum, n), x| (sum + x, n + 1.0));
            round_to(sum / n, leaf.round)
        };
        let filled = fill(&before[column], mean);
        let own = &mut matrix.leaves[at];
        own.missing -= filled.filled.len().min(own.missing);
        own.imputed = filled.filled.len();
        own.filled = filled.filled;
        matrix.columns[column] = Arc::new(filled.values);
    }
}
