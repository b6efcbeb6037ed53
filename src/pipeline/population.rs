//! Whether enough inhabitants are known for what goes by them.

use super::problem::Problem;
use crate::rank::{Cut, CutLine, People, Ranking, Tiers};
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;

const CUT: &str = "cut.population_share";
const TIERS: &str = "tiers.population_shares";

/// The choices of a scenario that go by inhabitants.
fn asking(scenario: &Scenario) -> impl Iterator<Item = &'static str> {
    let cut = matches!(scenario.cut, Cut::PopulationShare(_)).then_some(CUT);
    let tiers = matches!(scenario.tiers, Tiers::PopulationShares { .. }).then_some(TIERS);
    cut.into_iter().chain(tiers)
}

/// What goes by inhabitants although the snapshot gives none in or before the period.
pub(super) fn check_given(snapshot: &Snapshot, scenario: &Scenario, period: usize) -> Vec<Problem> {
    let is_known =
        || snapshot.population_column(period).is_some_and(|column| column.present().any(|own| own > 0.0));
    asking(scenario).filter(|_| !is_known()).map(|what| Problem::NoPopulation { what }).collect()
}

/// What goes by inhabitants although nothing is known of the ranked areas, or nothing of most of the list. Where no area is
/// ranked there is nobody to count.
///
/// # Errors
/// Each of those choices.
pub(super) fn check_known(
    scenario: &Scenario,
    ranking: &Ranking,
    (line, population): (&CutLine, Option<&[f64]>),
) -> Result<(), Vec<Problem>> {
    let mut asking = asking(scenario).peekable();
    if asking.peek().is_none() || ranking.is_empty() {
        return Ok(());
    }
    if People::of(population, ranking.order.iter().copied()).sum <= 0.0 {
        return Err(asking.map(|what| Problem::NoPopulation { what }).collect());
    }
    let (unknown, of) = (line.population_unknown, line.count);
    if matches!(scenario.cut, Cut::PopulationShare(_)) && 2 * unknown > of {
        return Err(vec![Problem::UnknownPopulation { what: CUT, unknown, of }]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::testing::SMALL;

    fn problems(population: &str, edit: impl FnOnce(&mut Scenario)) -> Vec<Problem> {
        let given = "[1000, 2000, 3000, 4000]";
        assert!(SMALL.contains(given));
        let text = SMALL.replace(given, population);
        let snapshot = crate::snapshot::open(text.as_bytes(), &crate::snapshot::Limits::DEFAULT).unwrap();
        let mut scenario = Scenario::equal_weights(&snapshot);
        edit(&mut scenario);
        run(&snapshot, &scenario).err().unwrap_or_default()
    }

    #[test]
    fn nobody_known_is_a_problem_and_not_an_empty_list() {
        let cut = |scenario: &mut Scenario| scenario.cut = Cut::PopulationShare(0.5);
        let nobody = "[null, null, null, null]";
        assert_eq!(problems(nobody, cut), [Problem::NoPopulation { what: CUT }]);
        let tiers = |scenario: &mut Scenario| scenario.tiers = Tiers::PopulationShares { shares: vec![0.5] };
        assert_eq!(problems(nobody, tiers), [Problem::NoPopulation { what: TIERS }]);
        // Known are only areas without a score.
        assert_eq!(problems("[null, 2000, null, 4000]", cut), [Problem::NoPopulation { what: CUT }]);
        assert_eq!(problems(nobody, |_| {}), []);
    }

    #[test]
    fn a_list_of_mostly_unknown_people_is_refused() {
        // Ranked are the first and the third area.
        let cut = |scenario: &mut Scenario| scenario.cut = Cut::PopulationShare(0.5);
        assert_eq!(problems("[null, 2000, 3000, 4000]", cut), [], "half of the list is known");
        let all = |scenario: &mut Scenario| {
            cut(scenario);
            scenario.impute = crate::score::Imputation::Median;
        };
        // The third area stands last of four.
        let refused = Problem::UnknownPopulation { what: CUT, unknown: 3, of: 4 };
        assert_eq!(problems("[null, null, 3000, null]", all), [refused]);
    }
}
