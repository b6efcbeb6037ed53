//! Orders that no weights can reverse.
//!
//! In a linear index the difference of two scores is a weighted mean, node by node, and every setting of the weights
//! has a least value of it that can be written down: the extreme points of its set of weights are known.

use serde::{Deserialize, Serialize};

use super::linear_parts::Reading;
use super::setting::Setting;
use super::weights::{Rule, Weigher};
use crate::sorting::Sorting;
use crate::tolerance::Tolerance;

/// Up to this many areas all pairs are compared; with more, those around the cut line alone.
const ALL_PAIRS: usize = 1_000;
/// Places on either side of the cut line whose pairs are listed.
const NEAR: usize = 5;

/// Which orders are certain, setting by setting.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Dominance {
    /// Whether all pairs were compared; else, with more than 1 000 areas, only those around the cut line.
    pub all_pairs: bool,
    /// One entry per setting of the weights.
    pub settings: Vec<SettingDominance>,
}

/// Certain orders under one setting.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct SettingDominance {
    /// How weights may vary.
    pub setting: Setting,
    /// Per area with any value, in the order of ranks, those without a rank last; empty where not all pairs were compared.
    pub standings: Vec<Standing>,
    /// Areas that are in the list whatever the weights: fewer than K areas can ever stand above them.
    pub always: Vec<u32>,
    /// How many areas are never in the list, as long as all have a score: at least K surely stand above them.
    pub never: usize,
    /// The last areas above the cut line against the first below it.
    pub near_cut: Vec<Pair>,
}

/// How many areas one area surely stands above and below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub struct Standing {
    /// Position of the area.
    pub area: u32,
    /// Areas it stands above under all weights, at times level with them.
    pub above: u32,
    /// Areas it stands below under all weights, at times level with them.
    pub below: u32,
}

/// Two areas on either side of the cut line.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
pub struct Pair {
    /// The one above the line.
    pub upper: u32,
    /// The one below.
    pub lower: u32,
    /// Least difference of their scores over all weights; the order is certain where it is not negative.
    pub least: f64,
    /// Largest difference.
    pub most: f64,
    /// Whether no weights reverse the order.
    pub certain: bool,
}

/// Compares rows of a linear tree.
#[derive(Debug, Clone)]
pub struct Comparer {
    reading: Reading,
    weigher: Weigher,
    weights: Vec<f64>,
    /// Row by row, one value per column, `NaN` where missing.
    rows: Vec<Vec<f64>>,
    /// Row by row, how much of each part is there.
    presence: Vec<Vec<Presence>>,
    /// The columns of the tree, each with how far apart its values may be and still be equal.
    columns: Vec<(usize, Tolerance)>,
    /// The same for differences of scores.
    tolerance: Tolerance,
    /// Whether the order of importance may be other than that of the weights.
    reordered: bool,
}

impl Comparer {
    /// For rows of a tree all of whose inner weights are drawn (see [`Reading::flat`] for those where they are not).
    pub fn new(reading: Reading, weigher: Weigher, rows: Vec<Vec<f64>>) -> Self {
        let presence = rows.iter().map(|row| presence(&reading, row)).collect();
        let of = |column: usize| Tolerance::of(&rows.iter().map(|row| row[column]).collect::<Vec<f64>>());
        let columns: Vec<(usize, Tolerance)> =
            reading.parts.iter().filter_map(|part| part.column.map(|own| (own, of(own)))).collect();
        let weights = reading.weights();
        let typical = columns.iter().map(|(_, own)| own.typical()).fold(0.0, f64::max);
        let tolerance = Tolerance::default().of_parts(typical * reading.stretch(0, &weights));
        Self { weights, reading, weigher, rows, presence, columns, tolerance, reordered: false }
    }

    /// For an order of importance that is given, not read from the weights.
    pub fn reordered(self, reordered: bool) -> Self {
        Self { reordered, ..self }
    }

    /// The least value of score `a` − score `b` over all weights, wherever both have a score.
    ///
    /// Exact where the two lack the same values and no group lacks only some of them; else a bound that holds but
    /// may not be met. What only rounding keeps from 0 is 0.
    pub fn least(&self, a: usize, b: usize, rule: Rule) -> f64 {
        let least = self.part(0, (a, b), rule);
        if self.tolerance.same(least, 0.0) { 0.0 } else { least }
    }

    fn part(&self, at: usize, (a, b): (usize, usize), rule: Rule) -> f64 {
        let part = &self.reading.parts[at];
        if let Some(column) = part.column {
            return self.rows[a][column] - self.rows[b][column];
        }
        let mut terms = Vec::with_capacity(part.children.len());
        for (place, child) in part.children.iter().enumerate() {
            match (self.presence[a][*child], self.presence[b][*child]) {
                (Presence::None, Presence::None) => {}
                (Presence::Whole, Presence::Whole) => {
                    terms.push((place, self.weights[*child], self.part(*child, (a, b), rule)));
                }
                _ => return self.bounds(at, a).0 - self.bounds(at, b).1,
            }
        }
        self.reading.stretch(at, &self.weights) * self.least_mean(at, terms, rule)
    }

    /// The least weighted mean of `terms` (position among the children, weight, value).
    fn least_mean(&self, at: usize, mut terms: Vec<(usize, f64, f64)>, rule: Rule) -> f64 {
        terms.order_by(|a, b| a.2.total_cmp(&b.2));
        match rule {
            Rule::Uniform => terms.first().map_or(0.0, |term| term.2),
            // The extreme points: equal weight for the most important so many, none for the rest.
            Rule::Ordinal => {
                let (mut sum, mut n, mut least) = (0.0, 0.0, f64::INFINITY);
                for class in self.weigher.classes(at).unwrap_or_default() {
                    for term in terms.iter().filter(|term| class.contains(&term.0)) {
                        (sum, n) = (sum + term.2, n + 1.0);
                        least = least.min(sum / n);
                    }
                }
                if n > 0.0 { least } else { 0.0 }
            }
            // A ratio of linear functions is least at a corner: the smallest values at full weight, the rest at least.
            Rule::PlusMinus(x) => {
                let low = |term: &(usize, f64, f64)| term.1 * (1.0 - x);
                let mut sum: f64 = terms.iter().map(|term| low(term) * term.2).sum();
                let mut weight: f64 = terms.iter().map(low).sum();
                let mut least = f64::INFINITY;
                for term in &terms {
                    sum += 2.0 * x * term.1 * term.2;
                    weight += 2.0 * x * term.1;
                    least = least.min(if weight > 0.0 { sum / weight } else { f64::INFINITY });
                }
                if least.is_finite() { least } else { 0.0 }
            }
        }
    }

    /// Least and largest value of a part for a row, under any weights and any rule on missing values.
    fn bounds(&self, at: usize, row: usize) -> (f64, f64) {
        let part = &self.reading.parts[at];
        if let Some(column) = part.column {
            let value = self.rows[row][column];
            return if value.is_nan() { (f64::INFINITY, f64::NEG_INFINITY) } else { (value, value) };
        }
        let widen = |(low, high): (f64, f64), child: &usize| {
            let (own_low, own_high) = self.bounds(*child, row);
            (low.min(own_low), high.max(own_high))
        };
        let (low, high) = part.children.iter().fold((f64::INFINITY, f64::NEG_INFINITY), widen);
        let stretch = self.reading.stretch(at, &self.weights);
        (low * stretch, high * stretch)
    }

    /// Whether `a` stands above `b` under all weights, and under some does so strictly.
    pub fn surely_above(&self, a: usize, b: usize, rule: Rule) -> bool {
        if rule == Rule::Uniform
            && self.presence[a][0] == Presence::Whole
            && self.presence[b][0] == Presence::Whole
        {
            let (a, b) = (&self.rows[a], &self.rows[b]);
            let mut columns = self.columns.iter();
            return columns.all(|(at, own)| own.reaches(a[*at], b[*at]))
                && self.columns.iter().any(|(at, own)| own.exceeds(a[*at], b[*at]));
        }
        self.least(a, b, rule) >= 0.0 && self.least(b, a, rule) < 0.0
    }
}

/// How much of each part is there.
fn presence(reading: &Reading, row: &[f64]) -> Vec<Presence> {
    let mut found = vec![Presence::None; reading.parts.len()];
    for (at, part) in reading.parts.iter().enumerate().rev() {
        if let Some(column) = part.column {
            found[at] = if row[column].is_nan() { Presence::None } else { Presence::Whole };
            continue;
        }
        let mut own = part.children.iter().map(|child| found[*child]);
        let first = own.next().unwrap_or(Presence::None);
        found[at] = if own.all(|next| next == first) { first } else { Presence::Part };
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    None,
    Part,
    Whole,
}

/// Comparisons under way, row by row.
#[derive(Debug, Clone)]
pub struct Comparisons {
    comparer: Comparer,
    rules: Vec<(Setting, Rule)>,
    /// Rows in the order of ranks, with their areas; those without a rank that might get one come last.
    ranked: Vec<(usize, u32)>,
    n_ranked: usize,
    top: usize,
    next: usize,
    /// Per rule and ranked row, how many it is above and below.
    above: Vec<Vec<(u32, u32)>>,
}

impl Comparisons {
    /// Makes ready to compare rows in the order of their ranks: the rows, how many have a rank, and K.
    pub fn new(
        comparer: Comparer,
        rules: Vec<(Setting, Rule)>,
        (ranked, n_ranked, top): (Vec<(usize, u32)>, usize, usize),
    ) -> Self {
        let above = vec![vec![(0, 0); ranked.len()]; rules.len()];
        let next = if ranked.len() <= ALL_PAIRS { 0 } else { ranked.len() };
        Self { comparer, rules, top, n_ranked, next, above, ranked }
    }

    /// Rows to compare in all.
    pub fn all(&self) -> usize {
        if self.ranked.len() <= ALL_PAIRS { self.ranked.len() } else { 0 }
    }

    /// Rows left to compare with all after them.
    pub fn left(&self) -> usize {
        self.ranked.len().saturating_sub(self.next)
    }

    /// Compares the next row with all that rank below it. Against the order of the ranks only an order of importance
    /// that the weights do not keep can be sure.
    pub fn step(&mut self) {
        let Some((row, _)) = self.ranked.get(self.next).copied() else { return };
        for (other, (below, _)) in self.ranked.iter().enumerate().skip(self.next + 1) {
            // Whoever stands above under any weights at all does so under fewer.
            let always = self.comparer.surely_above(row, *below, Rule::Uniform);
            for ((_, rule), above) in self.rules.iter().zip(&mut self.above) {
                if always || (*rule != Rule::Uniform && self.comparer.surely_above(row, *below, *rule)) {
                    above[self.next].0 += 1;
                    above[other].1 += 1;
                } else if self.comparer.reordered
                    && *rule == Rule::Ordinal
                    && self.comparer.surely_above(*below, row, *rule)
                {
                    above[other].0 += 1;
                    above[self.next].1 += 1;
                }
            }
        }
        self.next += 1;
    }

    /// What was found.
    pub fn result(&self) -> Dominance {
        let all_pairs = self.ranked.len() <= ALL_PAIRS;
        let settings = self.rules.iter().zip(&self.above).map(|((setting, rule), above)| {
            let standings: Vec<Standing> = if all_pairs {
                let counted = self.ranked.iter().zip(above);
                counted
                    .map(|((_, area), (up, down))| Standing { area: *area, above: *up, below: *down })
                    .collect()
            } else {
                Vec::new()
            };
            let others = self.ranked.len().saturating_sub(1);
            let sure = |own: &&Standing| others - (own.above as usize).min(others) < self.top;
            SettingDominance {
                setting: *setting,
                always: standings.iter().filter(sure).map(|own| own.area).collect(),
                never: standings.iter().filter(|own| own.below as usize >= self.top).count(),
                standings,
                near_cut: self.near_cut(*rule),
            }
        });
        Dominance { all_pairs, settings: settings.collect() }
    }

    fn near_cut(&self, rule: Rule) -> Vec<Pair> {
        let line = self.top.min(self.n_ranked);
        let upper = &self.ranked[line.saturating_sub(NEAR)..line];
        let lower = &self.ranked[line..(line + NEAR).min(self.n_ranked)];
        let pair = |(a, upper): (usize, u32), (b, lower): (usize, u32)| {
            let (least, most) = (self.comparer.least(a, b, rule), -self.comparer.least(b, a, rule));
            Pair { upper, lower, least, most, certain: least >= 0.0 && most > 0.0 }
        };
        upper.iter().flat_map(|one| lower.iter().map(|other| pair(*one, *other))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Uncertainty;
    use crate::score::{MissingRule, ScoreTree, TreeNode};
    use crate::sensitivity::linear::{Buffers, LinearRows};
    use crate::sensitivity::random::Stream;
    use proptest::prelude::*;

    fn comparer(weights: &[f64], rows: &[[f64; 3]]) -> Comparer {
        let leaf = |at: usize| TreeNode::leaf(format!("i{at}"), weights[at], at);
        let root = TreeNode { children: (0..3).map(leaf).collect(), leaf: None, weight: 1.0, ..leaf(0) };
        let reading = Reading::of(&ScoreTree::new(root, MissingRule::default()));
        let weigher = Weigher::new(&reading, &Uncertainty::default());
        Comparer::new(reading, weigher, rows.iter().map(|row| row.to_vec()).collect())
    }

    #[test]
    fn least_differences_by_hand() {
        // Differences 6, 1, −3 with weights 3, 2, 1.
        let own = comparer(&[3.0, 2.0, 1.0], &[[6.0, 1.0, 0.0], [0.0, 0.0, 3.0]]);
        assert_eq!(own.least(0, 1, Rule::Uniform), -3.0);
        // Means of the first one, two, three: 6, 3.5, 4/3.
        assert!((own.least(0, 1, Rule::Ordinal) - 4.0 / 3.0).abs() < 1e-12);
        // Half up or down: −3 and 1 weigh 1.5 and 3, the 6 weighs 1.5: (−4.5 + 3 + 9)/6.
        assert!((own.least(0, 1, Rule::PlusMinus(0.5)) - 1.25).abs() < 1e-12);
        assert!(!own.surely_above(0, 1, Rule::Uniform) && own.surely_above(0, 1, Rule::Ordinal));
    }

    #[test]
    fn level_is_not_above_and_gaps_are_judged_with_care() {
        let nan = f64::NAN;
        let rows = [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [nan, 5.0, 4.0], [nan, 1.0, 4.0]];
        let own = comparer(&[1.0; 3], &rows);
        assert!(!own.surely_above(0, 1, Rule::Uniform));
        assert!(own.surely_above(2, 3, Rule::Uniform), "both lack the same");
        // All that 2 has is at least 4, all that 0 has at most 3.
        assert!(own.surely_above(2, 0, Rule::Uniform) && !own.surely_above(3, 0, Rule::Uniform));
    }

    proptest! {
        #[test]
        fn no_draw_goes_below_the_least(
            rows in prop::collection::vec(prop::array::uniform3(prop::option::weighted(0.9, -9.0..9.0_f64)), 2..8),
            weights in prop::array::uniform3(0.1..3.0_f64), x in 0.0..1.0_f64, seed in 0..1000_u64,
        ) {
            let rows: Vec<[f64; 3]> = rows.into_iter().map(|row| row.map(|x| x.unwrap_or(f64::NAN))).collect();
            let own = comparer(&weights, &rows);
            let columns: Vec<Vec<f64>> = (0..3).map(|c| rows.iter().map(|row| row[c]).collect()).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let areas: Vec<u32> = (0..rows.len() as u32).collect();
            let ready = LinearRows::new(&columns, &areas);
            for rule in [Rule::Uniform, Rule::Ordinal, Rule::PlusMinus(x)] {
                let mut drawn = own.weights.clone();
                own.weigher.draw(rule, &mut Stream::new(seed, [0, 0, 0]), &mut drawn);
                let mut scores = vec![0.0; rows.len()];
                ready.score(&own.reading, &[drawn], (&mut scores, &mut Buffers::default()));
                for (a, b) in (0..rows.len()).flat_map(|a| (0..rows.len()).map(move |b| (a, b))) {
                    let difference = scores[a] - scores[b];
                    if !difference.is_nan() {
                        prop_assert!(difference >= own.least(a, b, rule) - 1e-9);
                        prop_assert!(!own.surely_above(a, b, rule) || difference >= -1e-12);
                    }
                }
            }
        }
    }
}
