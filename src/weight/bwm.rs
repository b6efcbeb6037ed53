//! The best–worst method in its linear form (J. Rezaei 2016, "Best-worst multi-criteria decision-making method: some
//! properties and a linear model").
//!
//! The shares are those of least ξ with `|w_B − a_Bj·w_j| ≤ ξ` and `|w_j − a_jW·w_W| ≤ ξ` for every child j, `Σ w = 1`.
//! All bounds scale alike, so that with `u = w / ξ` this is the largest `Σ u` under bounds of 1, which needs no search
//! for a first corner; then `ξ = 1 / Σ u`. Consistent judgements let it grow for ever: ξ = 0.

use std::collections::BTreeMap;

use super::children::Children;
use super::derived::{Consistency, Derived, WorstPair};
use super::error::{FROM_ONE, Fault};
use super::simplex::{Best, largest_sum};

/// The judgements as a scenario writes them.
pub(super) struct Judged<'a> {
    pub(super) best: &'a str,
    pub(super) worst: &'a str,
    pub(super) best_to_others: &'a BTreeMap<String, f64>,
    pub(super) others_to_worst: &'a BTreeMap<String, f64>,
}

/// The same by position: ratios of the best to each child, and of each child to the worst.
struct Ratios {
    best: usize,
    worst: usize,
    from_best: Vec<f64>,
    to_worst: Vec<f64>,
}

/// Up to which input-based ratio F. Liang, M. Brunelli and J. Rezaei (2020, "Consistency issues in the best worst
/// method: measurements and thresholds", table 3) call judgements of `n` children with the ratio `scale` of best to
/// worst consistent; `None` outside of their table.
pub fn input_threshold(n: usize, scale: f64) -> Option<f64> {
    // Rows: ratio of best to worst 3 to 9; columns: 3 to 9 children.
    const TABLE: [[f64; 7]; 7] = [
        [0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667],
        [0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683],
        [0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960],
        [0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262],
        [0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403],
        [0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657],
        [0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662],
    ];
    let row = (3..=9_u8).position(|whole| f64::from(whole) == scale)?;
    TABLE.get(row)?.get(n.checked_sub(3)?).copied()
}

impl Judged<'_> {
    pub(super) fn derive(&self, children: &Children<'_>) -> Result<Derived, Vec<Fault>> {
        let ratios = self.ratios(children)?;
        let (shares, xi) = ratios.solve()?;
        let (ratio, scale) = (ratios.input_ratio(), ratios.from_best[ratios.worst]);
        let consistency = Consistency::BestWorst {
            xi,
            ratio,
            threshold: input_threshold(children.len(), scale),
            worst: ratios.worst_pair(&shares, children),
        };
        Ok(Derived { consistency: Some(consistency), ..Derived::plain(shares) })
    }

    fn ratios(&self, children: &Children<'_>) -> Result<Ratios, Vec<Fault>> {
        let mut faults = self.faults(children);
        let (Some(best), Some(worst)) = (children.position(self.best), children.position(self.worst)) else {
            return Err(faults);
        };
        let given = [self.best_to_others.get(self.worst), self.others_to_worst.get(self.best)];
        let scale = match given {
            [Some(first), Some(second)] if first != second => {
                let (best, worst) = (self.best.to_owned(), self.worst.to_owned());
                faults.push(Fault::TwoRatios { best, worst, first: *first, second: *second });
                *first
            }
            [Some(one), _] | [None, Some(one)] => *one,
            [None, None] => {
                faults.push(Fault::Missing { child: self.worst.to_owned(), who: None });
                1.0
            }
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let of = |told: &BTreeMap<String, f64>, scaled: usize| {
            let ratio = |(at, id): (usize, &&str)| {
                let own = if at == scaled { scale } else { 1.0 };
                told.get(*id).copied().unwrap_or(own)
            };
            children.ids().iter().enumerate().map(ratio).collect()
        };
        let (from_best, to_worst) = (of(self.best_to_others, worst), of(self.others_to_worst, best));
        Ok(Ratios { best, worst, from_best, to_worst })
    }

    fn faults(&self, children: &Children<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let (best, worst) = (self.best, self.worst);
        for child in [best, worst].into_iter().filter(|id| children.position(id).is_none()) {
            faults.push(Fault::Unknown { child: child.to_owned(), who: None });
        }
        if best == worst {
            faults.push(Fault::BestIsWorst { child: best.to_owned() });
        }
        let judged = [(self.best_to_others, best), (self.others_to_worst, worst)];
        for (at, (told, own)) in judged.into_iter().enumerate() {
            // The ratio of best to worst may stand on one side alone, which is seen to where it is read.
            faults.extend(children.faults(told.keys().map(String::as_str), &[best, worst], None));
            for (child, found) in told {
                let (of, over) = if at == 0 { (own, child.as_str()) } else { (child.as_str(), own) };
                if of == over && *found != 1.0 {
                    faults.push(Fault::ComparedWithItself { child: of.to_owned(), who: None });
                } else if !(1.0..=9.0).contains(found) {
                    let (of, over) = (of.to_owned(), over.to_owned());
                    faults.push(Fault::BadRatio { of, over, found: *found, expected: FROM_ONE, who: None });
                }
            }
        }
        faults
    }
}

impl Ratios {
    /// Compared pairs, each once, with the ratio given.
    fn pairs(&self) -> Vec<(usize, usize, f64)> {
        let n = self.from_best.len();
        let from_best = (0..n).filter(|j| *j != self.best).map(|j| (self.best, j, self.from_best[j]));
        let between = (0..n).filter(|j| *j != self.best && *j != self.worst);
        from_best.chain(between.map(|j| (j, self.worst, self.to_worst[j]))).collect()
    }

    /// Shares and ξ*.
    ///
    /// The answer is one: where a child's weight is not held by its bounds, raising it makes the sum larger.
    fn solve(&self) -> Result<(Vec<f64>, f64), Vec<Fault>> {
        let n = self.from_best.len();
        let mut rows = Vec::new();
        for (i, j, ratio) in self.pairs() {
            for sign in [1.0, -1.0] {
                let mut row = vec![0.0; n];
                (row[i], row[j]) = (sign, -sign * ratio);
                rows.push(row);
            }
        }
        let best = if self.input_ratio() < 1e-12 { Best::Unbounded } else { largest_sum(&rows, n) };
        let (weights, consistent) = match best {
            Best::At(weights) => (weights, false),
            Best::Unbounded => (self.from_best.iter().map(|ratio| 1.0 / ratio).collect(), true),
            Best::Lost => return Err(vec![Fault::NotSettled]),
        };
        let sum: f64 = weights.iter().sum();
        let xi = if consistent { 0.0 } else { 1.0 / sum };
        Ok((weights.iter().map(|weight| weight / sum).collect(), xi))
    }

    /// The largest `|a_Bj·a_jW − a_BW| / (a_BW² − a_BW)`; 0 when the best is no more important than the worst.
    fn input_ratio(&self) -> f64 {
        let scale = self.from_best[self.worst];
        let between = (0..self.from_best.len()).filter(|j| *j != self.best && *j != self.worst);
        let apart = between.map(|j| (self.from_best[j] * self.to_worst[j] - scale).abs());
        let most = apart.fold(0.0, f64::max);
        if scale > 1.0 { most / (scale * scale - scale) } else { most }
    }

    fn worst_pair(&self, shares: &[f64], children: &Children<'_>) -> Option<WorstPair> {
        let mut found: Option<(WorstPair, f64)> = None;
        for (i, j, given) in self.pairs() {
            let fitting = shares[i] / shares[j];
            let apart = libm::log(given / fitting).abs();
            if apart.is_finite() && apart > found.as_ref().map_or(1e-9, |(_, most)| most + 1e-9) {
                found = Some((WorstPair { of: children.id(i), over: children.id(j), given, fitting }, apart));
            }
        }
        found.map(|(pair, _)| pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weight::Weighting;

    fn ratios(told: &[(&str, f64)]) -> BTreeMap<String, f64> {
        told.iter().map(|(id, ratio)| ((*id).to_owned(), *ratio)).collect()
    }

    fn bwm(from_best: &[(&str, f64)], to_worst: &[(&str, f64)]) -> Weighting {
        let (best_to_others, others_to_worst) = (ratios(from_best), ratios(to_worst));
        Weighting::Bwm { best: "a".to_owned(), worst: "c".to_owned(), best_to_others, others_to_worst }
    }

    #[test]
    fn consistent_judgements_give_their_weights_back() {
        let found = bwm(&[("b", 2.0), ("c", 8.0)], &[("b", 4.0)]).derive(&["a", "b", "c"]).unwrap();
        for (share, by_hand) in found.shares.iter().zip([8.0 / 13.0, 4.0 / 13.0, 1.0 / 13.0]) {
            assert!((share - by_hand).abs() < 1e-15);
        }
        let consistency = found.consistency.unwrap();
        assert_eq!((consistency.ratio(), consistency.acceptable()), (Some(0.0), Some(true)));
    }

    #[test]
    fn three_children_by_hand() {
        // Bounds met at once: a − 2b = −ξ, a − 8c = ξ, b − 5c = −ξ. With ξ = 1: a = 8c + 1, b = 5c − 1 and
        // 8c + 1 − 10c + 2 = −1, hence c = 2, a = 17, b = 9, of 28.
        let found = bwm(&[("b", 2.0), ("c", 8.0)], &[("a", 8.0), ("b", 5.0)]);
        let found = found.derive(&["a", "b", "c"]).unwrap();
        for (share, by_hand) in found.shares.iter().zip([17.0 / 28.0, 9.0 / 28.0, 2.0 / 28.0]) {
            assert!((share - by_hand).abs() < 1e-14, "{:?}", found.shares);
        }
        let Some(Consistency::BestWorst { xi, ratio, threshold, .. }) = found.consistency else { panic!() };
        assert!((xi - 1.0 / 28.0).abs() < 1e-14);
        assert!((ratio - 2.0 / 56.0).abs() < 1e-15);
        assert_eq!(threshold, Some(0.1309));
    }

    #[test]
    fn two_children_and_children_alike() {
        let two = Weighting::Bwm {
            best: "a".to_owned(),
            worst: "c".to_owned(),
            best_to_others: ratios(&[("c", 3.0)]),
            others_to_worst: ratios(&[]),
        };
        assert_eq!(two.derive(&["a", "c"]).unwrap().shares, [0.75, 0.25]);
        let alike = bwm(&[("b", 1.0), ("c", 1.0)], &[("b", 1.0)]).derive(&["a", "b", "c"]).unwrap();
        assert_eq!(alike.shares, [1.0 / 3.0; 3]);
    }

    #[test]
    fn every_fault_is_named() {
        let faulty = bwm(&[("a", 2.0), ("x", 2.0), ("c", 8.0)], &[("a", 7.0), ("b", 0.5)]);
        let faults = faulty.derive(&["a", "b", "c"]).unwrap_err().faults;
        let has = |wanted: &Fault| assert!(faults.contains(wanted), "{wanted:?} not in {faults:?}");
        has(&Fault::Unknown { child: "x".to_owned(), who: None });
        has(&Fault::Missing { child: "b".to_owned(), who: None });
        has(&Fault::ComparedWithItself { child: "a".to_owned(), who: None });
        let (best, worst) = ("a".to_owned(), "c".to_owned());
        has(&Fault::TwoRatios { best, worst, first: 8.0, second: 7.0 });
        let (of, over) = ("b".to_owned(), "c".to_owned());
        has(&Fault::BadRatio { of, over, found: 0.5, expected: FROM_ONE, who: None });
        assert_eq!(faults.len(), 5);
        let neither = bwm(&[("b", 2.0)], &[("b", 2.0)]).derive(&["a", "b", "c"]).unwrap_err().faults;
        assert_eq!(neither, [Fault::Missing { child: "c".to_owned(), who: None }]);
    }
}
