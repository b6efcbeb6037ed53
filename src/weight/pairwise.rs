//! A matrix of pairwise comparisons, and its principal eigenvector.

use super::children::Children;
use super::error::{BOTH_WAYS, Fault, Who};
use super::judgement::Comparison;

/// Rounds after which the search for the eigenvector ends; ten children need some hundreds at the worst.
const ROUNDS: usize = 100_000;
/// A ninth, however short it is written.
const LEAST: f64 = 0.11;

/// Comparisons of every child with every other: how many times as important the first is.
pub(super) struct Pairwise {
    ratios: Vec<Vec<Option<f64>>>,
}

/// Weights that comparisons lead to, and the eigenvalue that judges them.
pub(super) struct Principal {
    pub(super) weights: Vec<f64>,
    pub(super) lambda: f64,
}

impl Pairwise {
    /// The comparisons of one judge, or everything that is wrong with them.
    pub(super) fn read(
        comparisons: &[Comparison],
        children: &Children<'_>,
        who: &Who,
    ) -> Result<Self, Vec<Fault>> {
        let n = children.len();
        let mut matrix = Self { ratios: vec![vec![None; n]; n] };
        let mut faults = Vec::new();
        for comparison in comparisons {
            matrix.add(comparison, children, who).unwrap_or_else(|own| faults.extend(own));
        }
        if faults.is_empty() && !matrix.is_linked() {
            let missing = matrix.missing(children);
            faults.push(Fault::Unlinked { missing, who: Some(who.clone()) });
        }
        if faults.is_empty() { Ok(matrix) } else { Err(faults) }
    }

    fn add(&mut self, told: &Comparison, children: &Children<'_>, who: &Who) -> Result<(), Vec<Fault>> {
        let Comparison { of, over, ratio } = told;
        let who = Some(who.clone());
        let mut faults = Vec::new();
        for child in [of, over] {
            if children.position(child).is_none() {
                faults.push(Fault::Unknown { child: child.clone(), who: who.clone() });
            }
        }
        if !(LEAST..=9.0).contains(ratio) {
            let (of, over, who) = (of.clone(), over.clone(), who.clone());
            faults.push(Fault::BadRatio { of, over, found: *ratio, expected: BOTH_WAYS, who });
        }
        match (children.position(of), children.position(over)) {
            (Some(i), Some(j)) if i == j => {
                faults.push(Fault::ComparedWithItself { child: of.clone(), who });
            }
            (Some(i), Some(j)) if self.ratios[i][j].is_some() => {
                faults.push(Fault::DoubledPair { of: of.clone(), over: over.clone(), who });
            }
            (Some(i), Some(j)) => self.set(i, j, Some(*ratio)),
            _ => {}
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn set(&mut self, i: usize, j: usize, ratio: Option<f64>) {
        self.ratios[i][j] = ratio;
        self.ratios[j][i] = ratio.map(|ratio| 1.0 / ratio);
    }

    /// Several judges as one: the geometric mean of each comparison over those who made it.
    pub(super) fn together(judges: &[Self]) -> Self {
        let n = judges.first().map_or(0, |first| first.ratios.len());
        let mut matrix = Self { ratios: vec![vec![None; n]; n] };
        for (i, j) in matrix.pairs() {
            let given: Vec<f64> = judges.iter().filter_map(|judge| judge.ratios[i][j]).collect();
            let mean = match given.as_slice() {
                [] => None,
                // The logarithm and back would cost the last digits of the only opinion there is.
                [one] => Some(*one),
                all => Some(libm::exp(all.iter().map(|x| libm::log(*x)).sum::<f64>() / all.len() as f64)),
            };
            matrix.set(i, j, mean);
        }
        matrix
    }

    /// All pairs, the first before the second.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let n = self.ratios.len();
        (0..n).flat_map(move |i| (i + 1..n).map(move |j| (i, j)))
    }

    pub(super) fn ratio(&self, (i, j): (usize, usize)) -> Option<f64> {
        self.ratios[i][j]
    }

    /// Every pair that is not compared.
    pub(super) fn missing(&self, children: &Children<'_>) -> Vec<(String, String)> {
        let missing = self.pairs().filter(|pair| self.ratio(*pair).is_none());
        missing.map(|(i, j)| (children.id(i), children.id(j))).collect()
    }

    /// The same without one comparison.
    pub(super) fn without(&self, (i, j): (usize, usize)) -> Self {
        let mut rest = Self { ratios: self.ratios.clone() };
        rest.set(i, j, None);
        rest
    }

    /// Whether every child can be reached from every other by comparisons.
    pub(super) fn is_linked(&self) -> bool {
        let n = self.ratios.len();
        let mut reached = vec![false; n];
        let mut next: Vec<usize> = (0..n.min(1)).collect();
        while let Some(i) = next.pop() {
            if !std::mem::replace(&mut reached[i], true) {
                next.extend((0..n).filter(|j| !reached[*j] && self.ratios[i][*j].is_some()));
            }
        }
        reached.iter().all(|reached| *reached)
    }

    /// The principal eigenvector by power iteration, scaled to sum 1. Missing comparisons are taken to be as the
    /// weights themselves say: 0 in place of each and one more on the diagonal for each (P. T. Harker 1987).
    pub(super) fn principal(&self) -> Option<Principal> {
        let n = self.ratios.len();
        // A missing comparison adds the child's own weight: that is its one more on the diagonal.
        let product = |i: usize, weights: &[f64]| -> f64 {
            let row = self.ratios[i].iter().zip(weights).enumerate();
            let own = weights[i];
            row.map(|(j, (ratio, weight))| if i == j { own } else { ratio.map_or(own, |r| r * weight) }).sum()
        };
        let mut weights = vec![1.0 / n as f64; n];
        for _ in 0..ROUNDS {
            let next: Vec<f64> = (0..n).map(|i| product(i, &weights)).collect();
            let lambda: f64 = next.iter().sum();
            let next: Vec<f64> = next.iter().map(|weight| weight / lambda).collect();
            let moved = next.iter().zip(&weights).map(|(new, old)| ((new - old) / new).abs());
            let moved = moved.fold(0.0, f64::max);
            weights = next;
            // Each round adds the rounding of a sum of n: nearer than that nothing comes to rest.
            if moved <= 1e-14 {
                return Some(Principal { weights, lambda });
            }
        }
        None
    }
}
