//! One indicator from the data to what is scaled: divided, drawn together, filled and treated.

use std::collections::BTreeMap;

use super::resolve::{Leaf, people_of};
use crate::score::{Centre, Imputation, Rates, TreatmentRecord, denominate, fill, impute, shrink, treat};
use crate::snapshot::{Column, Snapshot};

/// A column made ready for scaling.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// Position of the period whose values were used: the newest not after the one asked for.
    pub period: usize,
    /// The values; `None` where they are those of the snapshot.
    pub values: Option<Vec<f64>>,
    /// The areas whose gaps were filled, ascending.
    pub filled: Vec<u32>,
    /// What was done about outliers; `None` where nothing was asked for.
    pub treated: Option<TreatmentRecord>,
    /// How many rates could not be drawn towards their division's; `None` where that was not asked for.
    pub not_shrunk: Option<usize>,
}

/// The division that each area lies in, for every level that the leaves of a plan ask for: found once, not leaf by leaf.
#[derive(Debug, Clone, Default)]
pub struct Divisions {
    by_level: BTreeMap<usize, Vec<Option<u32>>>,
}

impl Divisions {
    /// Finds the divisions of the levels of `leaves`.
    pub fn new(snapshot: &Snapshot, leaves: &[Leaf]) -> Self {
        let levels = leaves.iter().flat_map(|leaf| [leaf.shrink_level, leaf.impute_level]).flatten();
        let mut by_level = BTreeMap::new();
        for level in levels {
            by_level.entry(level).or_insert_with(|| division_groups(snapshot, level));
        }
        Self { by_level }
    }

    /// The division of a level that each area lies in; empty for a level that no leaf asks for.
    fn of(&self, level: usize) -> &[Option<u32>] {
        self.by_level.get(&level).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Prepares a leaf's values of a period; `None` when it has none.
///
/// Order: denominator, shrinkage, gaps, outliers. Gaps that need the common scale ([`Imputation::DomainMean`]) are
/// filled after scaling.
pub fn prepare(
    (snapshot, divisions): (&Snapshot, &Divisions),
    leaf: &Leaf,
    period: usize,
) -> Option<Prepared> {
    let (in_force, column) = snapshot.column_in_force(leaf.indicator, period)?;
    let mut done =
        Prepared { period: in_force, values: None, filled: Vec::new(), treated: None, not_shrunk: None };
    if let Some((below, per)) = leaf.denominator {
        // Nothing to divide by yet, as in a base period before the first census: missing everywhere.
        let nobody = || vec![f64::NAN; column.raw().len()];
        let found = snapshot.column_in_force(below, period);
        done.values =
            Some(found.map_or_else(nobody, |(_, below)| denominate(column.raw(), below.raw(), per)));
    }
    if let Some(level) = leaf.shrink_level {
        let (people, per) = people_of(snapshot, leaf, period)?;
        let values = done.values.as_deref().unwrap_or(column.raw());
        let shrunken = shrink(Rates { values, people: people.raw(), per }, divisions.of(level));
        done.not_shrunk = Some(shrunken.left);
        done.values = Some(shrunken.values);
    }
    fill_gaps((snapshot, divisions), leaf, (period, column), &mut done);
    if leaf.treatment != crate::score::Treatment::None {
        let (values, record) = treat(done.values.as_deref().unwrap_or(column.raw()), &leaf.treatment);
        done.treated = Some(record);
        if record.is_changed() {
            done.values = Some(values);
        }
    }
    Some(done)
}

fn fill_gaps(
    (snapshot, divisions): (&Snapshot, &Divisions),
    leaf: &Leaf,
    (period, column): (usize, &Column),
    done: &mut Prepared,
) {
    let values = done.values.as_deref().unwrap_or(column.raw());
    if !values.iter().any(|x| x.is_nan()) {
        return;
    }
    let everything = || vec![Some(0); values.len()];
    let groups = |level: Option<usize>| level.map(|level| divisions.of(level)).unwrap_or_default();
    let filled = match (&leaf.imputation, leaf.impute_level) {
        (Imputation::Mean, _) => impute(values, &everything(), Centre::Mean),
        (Imputation::Median, _) => impute(values, &everything(), Centre::Median),
        (Imputation::GroupMean { .. }, level) => impute(values, groups(level), Centre::Mean),
        (Imputation::GroupMedian { .. }, level) => impute(values, groups(level), Centre::Median),
        (Imputation::CarryForward { max_periods }, _) => {
            let back = max_periods.map_or(period, |most| (most as usize).min(period));
            fill(values, |at| carried(snapshot, leaf, (period, back), at))
        }
        (Imputation::None | Imputation::DomainMean, _) => return,
    };
    if !filled.filled.is_empty() {
        done.values = Some(filled.values);
        done.filled = filled.filled;
    }
}

/// The area's own value of the newest of `back` earlier periods that has one.
fn carried(snapshot: &Snapshot, leaf: &Leaf, (period, back): (usize, usize), at: usize) -> f64 {
    let value = |earlier: usize| {
        let own = snapshot.column(leaf.indicator, earlier)?.get(at)?;
        let Some((below, per)) = leaf.denominator else { return Some(own) };
        let below = snapshot.column_in_force(below, earlier)?.1.get(at)?;
        Some(denominate(&[own], &[below], per)[0]).filter(|x| !x.is_nan())
    };
    (period - back..period).rev().find_map(value).unwrap_or(f64::NAN)
}

/// The division of a level that each area lies in.
pub fn division_groups(snapshot: &Snapshot, level: usize) -> Vec<Option<u32>> {
    let ancestor = |unit: &Option<u32>| snapshot.divisions.ancestor_at((*unit)?, level);
    snapshot.areas.division.iter().map(ancestor).collect()
}
