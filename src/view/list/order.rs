//! The order of the list by any column.

use crate::case::Case;
use crate::sensitivity::Setting;
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;
use crate::text::collation_key;

use super::super::Words;
use super::super::robustness::Sure;
use super::columns::Column;

/// By what the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub by: Column,
    /// Whether the order is the other way round than the column's own.
    pub reversed: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: Column::Rank, reversed: false }
    }
}

impl Sort {
    /// What choosing a column leads to: its own order, and the other way round when it is chosen again.
    #[must_use]
    pub fn chosen(self, by: Column) -> Self {
        Self { by, reversed: self.by == by && !self.reversed }
    }

    /// Whether the rows stand as they are ranked.
    pub fn is_rank(self) -> bool {
        self == Self::default()
    }

    /// Whether the values rise from row to row.
    pub fn rises(self) -> bool {
        use Column::{Band, Coverage, Local, Name, Rank, Tier};
        matches!(self.by, Rank | Local | Name | Coverage | Tier | Band) != self.reversed
    }
}

/// What stands beside an outcome and may be sorted by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// How sure the list is.
    pub sure: Option<(Sure<'a>, Setting)>,
    /// The places of all areas by [`alphabet`], needed for the order by name alone.
    pub alphabet: &'a [u32],
}

/// The place of every area's name in the alphabet; equal names share theirs. It changes with the language alone, as the
/// names do.
pub fn alphabet(snapshot: &Snapshot, words: Words) -> Vec<u32> {
    let n = snapshot.n_areas();
    let keys: Vec<Vec<u8>> = (0..n).map(|at| collation_key(&words.area(snapshot, at))).collect();
    let mut order: Vec<usize> = (0..n).collect();
    order.order_by(|a, b| keys[*a].cmp(&keys[*b]));
    let mut places = vec![0; n];
    for pair in order.windows(2) {
        places[pair[1]] = places[pair[0]] + u32::from(keys[pair[0]] != keys[pair[1]]);
    }
    places
}

/// The areas that count in the order asked for; those without the value come last, whichever way the order runs. Equal
/// values stand in the order of the ranks.
pub fn order_list(case: &Case, sort: Sort, beside: Beside) -> Vec<u32> {
    let outcome = &*case.outcome;
    let ranking = &outcome.ranked.ranking;
    let rows: Vec<u32> = ranking.order.iter().chain(&ranking.unscored).copied().collect();
    if sort.is_rank() {
        return rows;
    }
    let value = values(case, sort.by, beside);
    let sign = if sort.rises() { 1.0 } else { -1.0 };
    let mut keyed: Vec<(f64, u32)> = rows.into_iter().map(|at| (sign * value(at as usize), at)).collect();
    keyed.order_by(|a, b| a.0.is_nan().cmp(&b.0.is_nan()).then(a.0.total_cmp(&b.0)));
    keyed.into_iter().map(|own| own.1).collect()
}

/// The number of an area in a column; `NaN` where there is none.
fn values<'a>(
    case: &'a Case,
    column: Column,
    Beside { sure, alphabet }: Beside<'a>,
) -> Box<dyn Fn(usize) -> f64 + 'a> {
    let Case { snapshot, outcome, .. } = case;
    let ranked = &outcome.ranked;
    let chance = move |area: usize| sure.and_then(|(sure, setting)| sure.chance(setting, area));
    let data =
        |column: Option<&'a std::sync::Arc<crate::snapshot::Column>>| -> Box<dyn Fn(usize) -> f64 + 'a> {
            Box::new(move |area| column.and_then(|column| column.get(area)).unwrap_or(f64::NAN))
        };
    match column {
        Column::Population => data(snapshot.population_column(outcome.period)),
        Column::Indicator(at) => data(snapshot.column_in_force(at, outcome.period).map(|own| own.1)),
        Column::Coverage => Box::new(|area| outcome.scored.scores.coverage[area]),
        Column::Tier => Box::new(|area| match ranked.tiers.get(area) {
            Some(tier) if *tier > 0 => f64::from(*tier),
            _ => f64::NAN,
        }),
        Column::Band => Box::new(move |area| {
            chance(area).and_then(|own| own.ranks).map_or(f64::NAN, |band| band.median.into())
        }),
        Column::Chance => Box::new(move |area| chance(area).map_or(f64::NAN, |own| own.in_top)),
        Column::Part(at) => {
            let (scored, columns) = (&outcome.scored, outcome.matrix.columns());
            Box::new(move |area| scored.tree.part(&scored.scores, (&columns, area), at).unwrap_or(f64::NAN))
        }
        Column::Name => Box::new(|area| alphabet.get(area).map_or(f64::NAN, |place| f64::from(*place))),
        Column::Score | Column::Parts => Box::new(|area| outcome.scored.scores.get(area).unwrap_or(f64::NAN)),
        // The rank inside a division follows the rank, and so does what the ranks have been.
        Column::Rank | Column::Local | Column::Trend => {
            Box::new(|area| ranked.ranking.rank(area).map_or(f64::NAN, f64::from))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of, small_snapshot};
    use crate::text::Language;

    fn order(by: Column, reversed: bool) -> Vec<u32> {
        order_of(&small_snapshot(), Sort { by, reversed }, Words::default())
    }

    fn order_of(snapshot: &Snapshot, sort: Sort, words: Words) -> Vec<u32> {
        let case = case_of(snapshot, &Scenario::equal_weights(snapshot));
        let alphabet = alphabet(snapshot, words);
        order_list(&case, sort, Beside { sure: None, alphabet: &alphabet })
    }

    #[test]
    fn what_is_missing_comes_last_both_ways() {
        assert_eq!(order(Column::Rank, false), [0, 2, 1, 3]);
        assert_eq!(order(Column::Rank, true), [2, 0, 1, 3]);
        assert_eq!(order(Column::Score, false), [0, 2, 1, 3]);
        assert_eq!(order(Column::Population, false), [3, 2, 1, 0]);
        assert_eq!(order(Column::Population, true), [0, 1, 2, 3]);
        assert_eq!(order(Column::Name, false), [0, 3, 2, 1]);
        // Unemployment: 20, 10, 5 and missing.
        assert_eq!(order(Column::Indicator(3), false), [0, 1, 2, 3]);
        assert_eq!(order(Column::Indicator(3), true), [2, 1, 0, 3]);
        assert_eq!(order(Column::Part(0), false), [0, 2, 1, 3], "without a score there are no parts");
        assert_eq!(order(Column::Chance, false), order(Column::Rank, false), "not computed: as ranked");
    }

    #[test]
    fn names_stand_in_the_alphabet_of_the_language_and_equal_ones_as_ranked() {
        let names = r#""name": ["باغ نو", "گلزار", "کوی مهر", "دشت"],"#;
        assert!(SMALL.contains(names));
        let with = |names: &str| {
            open(
                SMALL.replace(r#""name": ["باغ نو", "گلزار", "کوی مهر", "دشت"],"#, names).as_bytes(),
                &Limits::DEFAULT,
            )
            .unwrap()
        };
        let by_name = |reversed| Sort { by: Column::Name, reversed };
        let english = with(&format!(r#"{names} "name_en": ["Plain", "Orchard", "Meadow", "Bush"],"#));
        let words = Words { language: Language::En };
        assert_eq!(order_of(&english, by_name(false), words), [3, 2, 1, 0]);
        assert_eq!(order_of(&english, by_name(false), Words::default()), [0, 3, 2, 1]);
        // Ranked 0, 2, 1 and 3 without a rank: so stand those of one name, whichever way the order runs.
        let alike = with(r#""name": ["باغ", "باغ", "باغ", "دشت"],"#);
        assert_eq!(order_of(&alike, by_name(false), Words::default()), [0, 2, 1, 3]);
        assert_eq!(order_of(&alike, by_name(true), Words::default()), [3, 0, 2, 1]);
    }

    #[test]
    fn choosing_again_turns_round() {
        let sort = Sort::default().chosen(Column::Population);
        assert!(!sort.rises() && sort.chosen(Column::Population).rises());
        assert!(Sort::default().rises() && Sort::default().is_rank());
    }
}
