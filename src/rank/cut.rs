//! The cut line: down to where the list reaches.

use serde::{Deserialize, Serialize};

use super::order::Ranking;

/// How far down the ranking the chosen list reaches.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cut {
    /// This many areas.
    Count(u32),
    /// The shortest list with at least this share of the ranked areas' population, 0 to 1.
    PopulationShare(#[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))] f64),
    /// Areas with at least this score.
    Score(f64),
}

impl Default for Cut {
    fn default() -> Self {
        Self::Count(12)
    }
}

/// Where a cut falls.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct CutLine {
    /// Number of areas above the line.
    pub count: usize,
    /// Whether the area just below has the same score as the last one above: the line then splits a tie,
    /// and somebody must decide knowingly.
    pub splits_tie: bool,
    /// Inhabitants above the line.
    pub population: f64,
    /// Share of the population of all ranked areas, 0 to 1; `None` without population figures.
    pub population_share: Option<f64>,
}

/// Where `cut` falls in `ranking`. An area of unknown population counts as zero inhabitants here.
pub fn cut_line(cut: Cut, ranking: &Ranking, score: &[f64], population: Option<&[f64]>) -> CutLine {
    let people = |at: &u32| population.map_or(0.0, |column| column[*at as usize]).max(0.0);
    let total: f64 = ranking.order.iter().map(people).sum();
    let count = match cut {
        Cut::Count(count) => (count as usize).min(ranking.len()),
        Cut::Score(least) => ranking.order.iter().take_while(|at| score[**at as usize] >= least).count(),
        Cut::PopulationShare(share) => shortest_list(ranking, share * total, people),
    };
    let chosen: f64 = ranking.order[..count].iter().map(people).sum();
    let score_at = |place: usize| ranking.order.get(place).map(|at| score[*at as usize]);
    CutLine {
        count,
        splits_tie: count > 0 && score_at(count).is_some() && score_at(count) == score_at(count - 1),
        population: chosen,
        population_share: (total > 0.0).then_some(chosen / total),
    }
}

fn shortest_list(ranking: &Ranking, wanted: f64, people: impl Fn(&u32) -> f64) -> usize {
    let mut sum = 0.0;
    for (place, at) in ranking.order.iter().enumerate() {
        if sum >= wanted {
            return place;
        }
        sum += people(at);
    }
    ranking.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::AreaSet;
    use crate::rank::rank;

    fn check(cut: Cut) -> CutLine {
        let codes: Vec<String> = (0..4).map(|i| i.to_string()).collect();
        let score = [9.0, 8.0, 8.0, 1.0];
        let ranking = rank(&score, &AreaSet::all(4), &codes);
        cut_line(cut, &ranking, &score, Some(&[100.0, 200.0, f64::NAN, 100.0]))
    }

    #[test]
    fn by_count_and_tie() {
        let line = check(Cut::Count(2));
        assert_eq!(
            (line.count, line.splits_tie, line.population, line.population_share),
            (2, true, 300.0, Some(0.75))
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
}
