//! The analytic hierarchy process: weights from pairwise comparisons by the principal eigenvector (T. L. Saaty 1980).
//!
//! Of a matrix `a` of n children, `a_ij` times as important i as j, the weights are the vector with `a·w = λ·w` for the
//! largest λ. Judgements that never contradict themselves have λ = n; `CI = (λ − n) / (n − 1)` is put in proportion to
//! RI, the CI of matrices filled at random.

use super::children::Children;
use super::derived::{Consistency, Derived, PersonShares, WorstPair};
use super::error::{Fault, Who};
use super::judgement::Judge;
use super::pairwise::{Pairwise, Principal};

/// Largest number of children: Saaty himself advises seven plus or minus two, and his random indices beyond ten
/// differ from edition to edition.
pub const AHP_LIMIT: usize = 10;

/// Below this consistency ratio judgements are called consistent (Saaty 1980).
pub const CONSISTENT: f64 = 0.10;

/// Saaty's RI of n children: the mean consistency index of random matrices (T. L. Saaty 1980, "The analytic hierarchy
/// process"; 3 to 10: .58 .90 1.12 1.24 1.32 1.41 1.45 1.49). `None` outside of 3 to 10.
pub fn random_index(n: usize) -> Option<f64> {
    const RI: [f64; 8] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
    n.checked_sub(3).and_then(|at| RI.get(at).copied())
}

/// Shares of all judges together and of each alone.
pub(super) fn derive(judges: &[Judge], children: &Children<'_>) -> Result<Derived, Vec<Fault>> {
    if children.len() > AHP_LIMIT {
        return Err(vec![Fault::TooMany { count: children.len(), limit: AHP_LIMIT }]);
    }
    let (mut matrices, mut faults) = (Vec::new(), Vec::new());
    for (at, judge) in judges.iter().enumerate() {
        let who = Who { number: at + 1, name: judge.name.clone() };
        match Pairwise::read(&judge.comparisons, children, &who) {
            Ok(matrix) => matrices.push(matrix),
            Err(own) => faults.extend(own),
        }
    }
    if judges.is_empty() {
        faults.push(Fault::NobodyJudged);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let people = judges.iter().zip(&matrices).map(|(judge, matrix)| {
        let (shares, consistency) = weigh(matrix, children)?;
        let consistency = Some(consistency);
        Ok(PersonShares { name: judge.name.clone(), shares, distance: 0.0, consistency })
    });
    let people = people.collect::<Result<Vec<_>, Vec<Fault>>>()?;
    let (shares, consistency) = weigh(&Pairwise::together(&matrices), children)?;
    Ok(Derived { consistency: Some(consistency), ..Derived::of_people(shares, people) })
}

fn weigh(matrix: &Pairwise, children: &Children<'_>) -> Result<(Vec<f64>, Consistency), Vec<Fault>> {
    let Principal { weights, lambda } = matrix.principal().ok_or_else(|| vec![Fault::NotSettled])?;
    let n = weights.len();
    // Rounding may carry λ of consistent judgements below n.
    let index = if n < 3 { 0.0 } else { ((lambda - n as f64) / (n as f64 - 1.0)).max(0.0) };
    let missing = matrix.missing(children);
    let ratio = match random_index(n) {
        _ if !missing.is_empty() => None,
        None => Some(0.0),
        Some(random) => Some(index / random),
    };
    let worst = worst(matrix, &weights, children);
    Ok((weights, Consistency::Comparisons { lambda, index, ratio, worst, missing }))
}

/// The comparison farthest from the weights' own ratio, in proportion: largest `|ln(a_ij · w_j / w_i)|`.
fn worst(matrix: &Pairwise, weights: &[f64], children: &Children<'_>) -> Option<WorstPair> {
    let mut found: Option<((usize, usize), f64, f64)> = None;
    for (i, j) in matrix.pairs() {
        let Some(given) = matrix.ratio((i, j)) else { continue };
        let apart = libm::log(given * weights[j] / weights[i]).abs();
        // Equally far but for rounding: the first in the order of identifiers.
        if apart > found.map_or(1e-9, |(_, _, most)| most + 1e-12) {
            found = Some(((i, j), given, apart));
        }
    }
    let (pair, given, _) = found?;
    let rest = matrix.without(pair);
    let others = if rest.is_linked() { rest.principal() } else { None };
    let weights = others.map_or_else(|| weights.to_vec(), |others| others.weights);
    let (i, j) = if given < 1.0 { (pair.1, pair.0) } else { pair };
    let given = if given < 1.0 { 1.0 / given } else { given };
    Some(WorstPair { of: children.id(i), over: children.id(j), given, fitting: weights[i] / weights[j] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weight::{Comparison, Weighting};
    use proptest::prelude::*;

    fn judge(told: &[(&str, &str, f64)]) -> Judge {
        let comparison = |(of, over, ratio): &(&str, &str, f64)| Comparison {
            of: (*of).to_owned(),
            over: (*over).to_owned(),
            ratio: *ratio,
        };
        Judge { name: None, comparisons: told.iter().map(comparison).collect() }
    }

    fn run(judges: Vec<Judge>, children: &[&str]) -> Derived {
        Weighting::Ahp { judges }.derive(children).unwrap()
    }

    fn faults(judges: Vec<Judge>, children: &[&str]) -> Vec<Fault> {
        Weighting::Ahp { judges }.derive(children).unwrap_err().faults
    }

    #[test]
    fn two_children_by_hand() {
        let found = run(vec![judge(&[("b", "a", 3.0)])], &["a", "b"]);
        assert!((found.shares[1] - 0.75).abs() < 1e-14);
        assert_eq!(found.consistency.unwrap().ratio(), Some(0.0));
        assert_eq!(run(vec![judge(&[])], &["a"]).shares, [1.0]);
    }

    #[test]
    fn three_children_by_hand() {
        // a:b = 2, b:c = 2, a:c = 8. For n = 3 the eigenvector is that of the row's geometric means, 16^⅓ : 1 : 16^-⅓,
        // and λ = 1 + d + 1/d with d = (8 / (2·2))^⅓.
        let found =
            run(vec![judge(&[("a", "b", 2.0), ("b", "c", 2.0), ("c", "a", 0.125)])], &["a", "b", "c"]);
        let (g, d) = (libm::cbrt(16.0), libm::cbrt(2.0));
        assert!((found.shares[0] - g / (g + 1.0 + 1.0 / g)).abs() < 1e-14);
        let Some(Consistency::Comparisons { lambda, ratio, worst, .. }) = found.consistency else { panic!() };
        assert!((lambda - (1.0 + d + 1.0 / d)).abs() < 1e-13);
        assert!((ratio.unwrap() - (lambda - 3.0) / 2.0 / 0.58).abs() < 1e-12);
        assert!(worst.is_some());
    }

    #[test]
    fn the_comparison_that_spoils_the_rest_is_named_with_what_would_fit() {
        // Weights 8 : 4 : 2 : 1, but a is called as important as d.
        let told = [
            ("a", "b", 2.0),
            ("a", "c", 4.0),
            ("d", "a", 1.0),
            ("b", "c", 2.0),
            ("b", "d", 4.0),
            ("c", "d", 2.0),
        ];
        let found = run(vec![judge(&told)], &["a", "b", "c", "d"]).consistency.unwrap();
        let worst = found.worst().unwrap();
        assert_eq!((worst.of.as_str(), worst.over.as_str(), worst.given), ("a", "d", 1.0));
        assert!((worst.fitting - 8.0).abs() < 1e-9);
        assert_eq!(found.acceptable(), Some(false));
    }

    #[test]
    fn missing_comparisons_follow_from_the_others_as_long_as_they_link_all() {
        let found = run(vec![judge(&[("a", "b", 2.0), ("b", "c", 3.0)])], &["a", "b", "c"]);
        assert!((found.shares[0] - 0.6).abs() < 1e-12 && (found.shares[2] - 0.1).abs() < 1e-12);
        let Some(Consistency::Comparisons { ratio, missing, .. }) = found.consistency else { panic!() };
        assert_eq!((ratio, missing), (None, vec![("a".to_owned(), "c".to_owned())]));
        let unlinked = faults(vec![judge(&[("a", "b", 2.0)])], &["a", "b", "c", "d"]);
        let [Fault::Unlinked { missing, .. }] = unlinked.as_slice() else { panic!("{unlinked:?}") };
        assert_eq!(missing.len(), 5);
    }

    #[test]
    fn judges_meet_at_the_geometric_mean() {
        let judges = vec![judge(&[("a", "b", 8.0)]), judge(&[("a", "b", 2.0)])];
        let found = run(judges, &["a", "b"]);
        assert!((found.shares[0] - 0.8).abs() < 1e-14);
        assert!((found.people[0].shares[0] - 8.0 / 9.0).abs() < 1e-14);
        assert_eq!(found.spread.unwrap().len(), 2);
    }

    #[test]
    fn every_fault_of_every_judge_is_named() {
        let first = judge(&[("a", "x", 2.0), ("a", "b", 10.0), ("a", "a", 1.0), ("y", "z", f64::NAN)]);
        let second = judge(&[("a", "b", 3.0), ("b", "a", 0.1)]);
        let found = faults(vec![first, second], &["a", "b"]);
        assert_eq!(found.len(), 8, "{found:?}");
        assert!(matches!(&found[7], Fault::DoubledPair { who: Some(Who { number: 2, .. }), .. }));
        let many: Vec<String> = (0..11).map(|at| format!("{at}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(faults(vec![], &many), [Fault::TooMany { count: 11, limit: 10 }]);
        assert_eq!(faults(vec![], &["a"]), [Fault::NobodyJudged]);
    }

    proptest! {
        #[test]
        fn consistent_comparisons_give_their_weights_back(raw in prop::collection::vec(1.0..8.9_f64, 3..10)) {
            let ids: Vec<String> = (0..raw.len()).map(|at| format!("{at}")).collect();
            let mut told = Vec::new();
            for i in 0..raw.len() {
                for j in i + 1..raw.len() {
                    told.push((ids[i].as_str(), ids[j].as_str(), raw[i] / raw[j]));
                }
            }
            let children: Vec<&str> = ids.iter().map(String::as_str).collect();
            let found = run(vec![judge(&told)], &children);
            let sum: f64 = raw.iter().sum();
            for (share, raw) in found.shares.iter().zip(&raw) {
                prop_assert!((share - raw / sum).abs() < 1e-12);
            }
            prop_assert!(found.consistency.unwrap().ratio().unwrap() < 1e-12);
        }
    }
}
