//! The cut line: down to where the list reaches.

use serde::{Deserialize, Serialize};

use super::order::Ranking;
use super::people::People;
use crate::tolerance::Tolerance;

/// How far down the ranking the chosen list reaches.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cut {
    /// This many areas.
    Count(u32),
    /// The shortest list with at least this share of the ranked areas' known population, 0 to 1. An area of unknown
    /// population brings the list no nearer to the share; one that leaves most of its list unknown is refused.
    PopulationShare(#[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))] f64),
    /// Areas with at least this score.
    Score(f64),
}

impl CutLine {
    /// Whether shares of the population are shares of a known part of it alone.
    pub fn is_partly_known(&self) -> bool {
        self.population_unknown > 0 || self.ranked_unknown > 0
    }
}

impl Default for Cut {
    fn default() -> Self {
        Self::Count(12)
    }
}

/// Where a cut falls.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct CutLine {
    /// Number of areas in the list.
    pub count: usize,
    /// Number of ranked areas above the line; differs from `count` only where areas are locked in or out.
    pub line: usize,
    /// Whether the area just below has the same score as the last one above: the line then splits a tie,
    /// and somebody must decide knowingly.
    pub splits_tie: bool,
    /// Inhabitants of the list as far as they are known; `None` where of none of its areas they are.
    pub population: Option<f64>,
    /// Share of the known population of all ranked areas, 0 to 1 (areas locked in without a rank may take it beyond);
    /// `None` where of none of the areas of the list the population is known.
    pub population_share: Option<f64>,
    /// Areas of the list of unknown population, which are in neither number.
    pub population_unknown: usize,
    /// Ranked areas of unknown population, in the list or not.
    pub ranked_unknown: usize,
}

/// Areas kept in the list (`true`) or out of it, in ascending order of their positions; none twice.
pub type Kept = [(u32, bool)];

/// What a decision says of an area.
pub fn kept(locks: &Kept, area: u32) -> Option<bool> {
    locks.binary_search_by_key(&area, |own| own.0).ok().map(|at| locks[at].1)
}

/// Where `cut` falls in `ranking`, given scores and population of all areas. The share of the population that a list is to
/// hold counts as held where rounding alone is missing: 0.07 of 100 inhabitants are 7, not 7.000000000000001.
///
/// Locks change who is in the list, never the order. Areas locked in count within a number of areas and within a
/// share of the population; the other places go to the first areas that are not locked:
/// `Count(3)` over a, b, c, d, e with a locked out and e locked in gives the list b, c, e, and the line stands below c.
pub fn cut_line(
    cut: Cut,
    ranking: &Ranking,
    (score, population): (&[f64], Option<&[f64]>),
    locks: &Kept,
) -> CutLine {
    let people = |at: u32| People::of(population, [at]).sum;
    let ranked = People::of(population, ranking.order.iter().copied());
    let locked_in = || locks.iter().filter(|own| own.1).map(|own| own.0);
    let n_in = locked_in().count();
    let line = match cut {
        Cut::Count(count) => line_after(ranking, locks, {
            let mut left = (count as usize).saturating_sub(n_in);
            move |_| {
                let taken = left > 0;
                left = left.saturating_sub(1);
                taken
            }
        }),
        Cut::Score(least) => {
            line_after(ranking, locks, |at| ranking.tolerance.reaches(score[at as usize], least))
        }
        Cut::PopulationShare(share) => line_after(ranking, locks, {
            let mut sum = People::of(population, locked_in()).sum;
            move |at| {
                let taken = !Tolerance::default().reaches(sum, share * ranked.sum);
                sum += people(at);
                taken
            }
        }),
    };
    let above = ranking.order[..line].iter().filter(|at| kept(locks, **at).is_none());
    let chosen = People::of(population, above.clone().copied().chain(locked_in()));
    let rank_of = |at: Option<&u32>| at.and_then(|at| ranking.rank(*at as usize));
    let last = above.clone().next_back();
    let next = ranking.order[line..].iter().find(|at| kept(locks, **at).is_none());
    CutLine {
        count: above.count() + n_in,
        line,
        splits_tie: last.is_some() && rank_of(last) == rank_of(next),
        population: population.and(chosen.total()),
        population_share: chosen.share_of(ranked),
        population_unknown: chosen.unknown,
        ranked_unknown: ranked.unknown,
    }
}

/// The number of areas before the first unlocked one that is not wanted; locked ones are passed over, but only those
/// locked in may be the last above the line.
fn line_after(ranking: &Ranking, locks: &Kept, mut wanted: impl FnMut(u32) -> bool) -> usize {
    let mut line = 0;
    for (place, at) in ranking.order.iter().enumerate() {
        match kept(locks, *at) {
            Some(false) => continue,
            // Only where it touches the line: further down it stays below.
            Some(true) if line == place => line = place + 1,
            Some(true) => {}
            None if wanted(*at) => line = place + 1,
            None => break,
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::AreaSet;
    use crate::rank::rank;

    fn check(cut: Cut) -> CutLine {
        locked(cut, &[])
    }

    fn locked(cut: Cut, locks: &Kept) -> CutLine {
        let codes: Vec<String> = (0..4).map(|i| i.to_string()).collect();
        let score = [9.0, 8.0, 8.0, 1.0];
        let ranking = rank(&score, &AreaSet::all(4), &codes);
        cut_line(cut, &ranking, (&score, Some(&[100.0, 200.0, f64::NAN, 100.0])), locks)
    }

    #[test]
    fn by_count_and_tie() {
        let line = check(Cut::Count(2));
        assert_eq!(
            (line.count, line.splits_tie, line.population, line.population_share),
            (2, true, Some(300.0), Some(0.75))
        );
        assert!(!check(Cut::Count(3)).splits_tie);
        assert_eq!(check(Cut::Count(99)).count, 4);
    }

    #[test]
    fn by_population_and_score() {
        assert_eq!(check(Cut::PopulationShare(0.5)).count, 2);
        assert_eq!(check(Cut::PopulationShare(0.0)).count, 0);
        assert_eq!(check(Cut::PopulationShare(1.0)).count, 4);
        assert_eq!(check(Cut::Score(8.0)).count, 3);
    }

    #[test]
    fn the_share_is_reached_in_spite_of_rounding() {
        // 0.07 · 100 is 7.000000000000001 in floating point, 0.55 · 20 · 317 a little more than 11 · 317.
        let cases = [(100, 1.0), (50, 12_345.0), (20, 317.0)].into_iter();
        for (n, own) in cases {
            let codes: Vec<String> = (0..n).map(|at| format!("{at:03}")).collect();
            let score: Vec<f64> = (0..n).rev().map(f64::from).collect();
            let ranking = rank(&score, &AreaSet::all(n as usize), &codes);
            let population = vec![own; n as usize];
            for percent in 0..=100_u32 {
                let cut = Cut::PopulationShare(f64::from(percent) / 100.0);
                let line = cut_line(cut, &ranking, (&score, Some(&population)), &[]);
                let shortest = (percent as usize * n as usize).div_ceil(100);
                assert_eq!(line.count, shortest, "{percent} % of {n} areas of {own}");
            }
        }
    }

    #[test]
    fn unknown_people_are_said_and_never_nobody() {
        let codes: Vec<String> = (0..4).map(|at| at.to_string()).collect();
        let score = [4.0, 3.0, 2.0, 1.0];
        let ranking = rank(&score, &AreaSet::all(4), &codes);
        let people = [f64::NAN, f64::NAN, 100.0, 100.0];
        let line = |cut| cut_line(cut, &ranking, (&score, Some(&people)), &[]);
        let two = line(Cut::Count(2));
        assert_eq!((two.population, two.population_share), (None, None));
        assert_eq!((two.population_unknown, two.ranked_unknown), (2, 2));
        let three = line(Cut::Count(3));
        assert_eq!(
            (three.population, three.population_share, three.population_unknown),
            (Some(100.0), Some(0.5), 2)
        );
        let nothing = cut_line(Cut::Count(0), &ranking, (&score, None), &[]);
        assert_eq!((nothing.population, nothing.population_share), (None, None));
        let empty = line(Cut::Count(0));
        assert_eq!((empty.population, empty.population_share), (Some(0.0), Some(0.0)));
    }

    #[test]
    fn locks_change_the_list_within_its_length() {
        // 0 is kept out and 3 in: the list is 1 and 3, the line stands below 1, which ties with 2.
        let line = locked(Cut::Count(2), &[(0, false), (3, true)]);
        assert_eq!((line.count, line.line, line.splits_tie), (2, 2, true));
        assert_eq!((line.population, line.population_share), (Some(300.0), Some(0.75)));
        let score = locked(Cut::Score(8.0), &[(0, false), (3, true)]);
        assert_eq!((score.count, score.line), (3, 4), "locked in next to the line, it stands above");
        let share = locked(Cut::PopulationShare(0.5), &[(3, true)]);
        assert_eq!((share.count, share.line, share.population), (2, 1, Some(200.0)));
        let longer = locked(Cut::Count(1), &[(2, true), (3, true)]);
        assert_eq!((longer.count, longer.line), (2, 0));
    }

    #[test]
    fn a_lock_that_agrees_with_the_rule_changes_nothing() {
        for count in 0..5 {
            let plain = check(Cut::Count(count));
            for area in 0..4_u32 {
                let inside = (area as usize) < plain.count;
                let own = locked(Cut::Count(count), &[(area, inside)]);
                let told = |line: CutLine| (line.count, line.line, line.population);
                assert_eq!(told(own), told(plain), "{count} {area}");
            }
        }
    }
}
