//! How the children of one node get their weights, as a scenario writes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::children::Children;
use super::derived::Derived;
use super::error::WeightingError;
use super::judgement::{Judge, Person, Place};
use super::once_each::once_each;
use super::{ahp, bwm, points, roc};
use crate::snapshot::wire::nothing_more;

/// How the children of one node get their weights; children are named by their identifiers.
///
/// Every child has to be judged: a weight that nobody gave is an error and not zero.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum Weighting {
    /// The same share for each.
    #[serde(deserialize_with = "nothing_more")]
    Equal,
    /// From the order of importance alone, by the rank-order centroid `w_k = (1/m) Σ_{i=k..m} 1/i`: the mean of all
    /// weights that respect the order (F. H. Barron and B. E. Barrett 1996); with swings put in order it is SMARTER
    /// (W. Edwards and F. H. Barron 1994).
    Ranks {
        /// All children, the most important first; equally important ones as a list within the list.
        order: Vec<Place>,
    },
    /// From the worth of the swing of each child from its worst to its best state, `w = points / Σ points`
    /// (D. von Winterfeldt and W. Edwards 1986); the swing worth most is usually given 100.
    Swing {
        /// Points of each child, 0 to 100.
        #[serde(deserialize_with = "once_each")]
        points: BTreeMap<String, f64>,
    },
    /// Several people share out 100 points each; the shares are the means of theirs.
    Budget {
        /// Who, and their points.
        people: Vec<Person>,
    },
    /// Analytic hierarchy process: the principal eigenvector of pairwise comparisons (T. L. Saaty 1980), at most ten
    /// children; comparisons of several judges are put together by their geometric mean (J. Aczél and T. L. Saaty 1983).
    Ahp {
        /// Who, and their comparisons.
        judges: Vec<Judge>,
    },
    /// Best–worst method: the two extremes compared with all others (J. Rezaei 2015), linear model (2016).
    Bwm {
        /// The most important child.
        best: String,
        /// The least important child.
        worst: String,
        /// How many times as important as each other child the best is, 1 to 9.
        #[serde(deserialize_with = "once_each")]
        best_to_others: BTreeMap<String, f64>,
        /// How many times as important as the worst each other child is, 1 to 9. The best may be left out here, or
        /// the worst above.
        #[serde(deserialize_with = "once_each")]
        others_to_worst: BTreeMap<String, f64>,
    },
}

impl Weighting {
    /// Shares of `children`, in their order.
    ///
    /// The order of the children has no influence on a share, down to the last bit: all sums run by identifier.
    ///
    /// ```
    /// use negah::weight::{Place, Weighting};
    /// let order = ["health", "income"].map(|id| Place::One(id.to_owned())).to_vec();
    /// // (1/2)·(1 + 1/2) and (1/2)·(1/2).
    /// let derived = Weighting::Ranks { order }.derive(&["income", "health"])?;
    /// assert_eq!(derived.shares, [0.25, 0.75]);
    /// # Ok::<(), negah::weight::WeightingError>(())
    /// ```
    ///
    /// # Errors
    /// When judgements do not fit the children or their scale, with every fault named, not only the first.
    pub fn derive(&self, children: &[&str]) -> Result<Derived, WeightingError> {
        let family = Children::of(children)?;
        let derived = match self {
            Self::Equal => Ok(Derived::plain(vec![1.0 / family.len() as f64; family.len()])),
            Self::Ranks { order } => roc::derive(order, &family),
            Self::Swing { points } => points::swing(points, &family),
            Self::Budget { people } => points::budget(people, &family),
            Self::Ahp { judges } => ahp::derive(judges, &family),
            Self::Bwm { best, worst, best_to_others, others_to_worst } => {
                bwm::Judged { best, worst, best_to_others, others_to_worst }.derive(&family)
            }
        };
        let derived = derived.map_err(|faults| WeightingError { faults })?;
        Ok(derived.arranged(&family.places(children)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weight::Comparison;
    use crate::weight::Fault;
    use proptest::prelude::*;

    fn read(json: &str) -> Result<Weighting, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn as_a_scenario_writes_it() {
        let texts = [
            r#"{"by":"equal"}"#,
            r#"{"by":"ranks","order":["a",["b","c"]]}"#,
            r#"{"by":"swing","points":{"a":100.0,"b":40.0}}"#,
            r#"{"by":"budget","people":[{"name":"x","points":{"a":60.0,"b":40.0}}]}"#,
            r#"{"by":"ahp","judges":[{"comparisons":[{"of":"a","over":"b","ratio":3.0}]}]}"#,
            r#"{"by":"bwm","best":"a","worst":"b","best_to_others":{"b":3.0},"others_to_worst":{}}"#,
        ];
        for text in texts {
            assert_eq!(serde_json::to_string(&read(text).unwrap()).unwrap(), text);
        }
        assert!(read(r#"{"by":"equal","points":{}}"#).is_err());
        assert!(read(r#"{"by":"swing","points":{},"order":[]}"#).is_err());
        let doubled = read(r#"{"by":"swing","points":{"a":1,"a":2}}"#).unwrap_err().to_string();
        assert!(doubled.contains("`a`"), "{doubled}");
    }

    #[test]
    fn equal_shares_and_faulty_children() {
        let derived = Weighting::Equal.derive(&["b", "a"]).unwrap();
        assert_eq!((derived.shares, derived.consistency), (vec![0.5, 0.5], None));
        let faults = Weighting::Equal.derive(&["a", "b", "a", "a"]).unwrap_err().faults;
        assert_eq!(faults, [Fault::DoubledChild { child: "a".to_owned() }]);
        assert_eq!(Weighting::Equal.derive(&[]).unwrap_err().faults, [Fault::NoChildren]);
    }

    const IDS: [&str; 4] = ["a", "b", "c", "d"];

    fn some_weighting(kind: usize, n: &[f64]) -> Weighting {
        let points = |from: usize| IDS.iter().zip(&n[from..]).map(|(id, x)| ((*id).to_owned(), *x)).collect();
        let person = |name: &str, from: usize| Person { name: name.to_owned(), points: points(from) };
        let judge = |from: usize| {
            let pairs = (0..4).flat_map(|i| (i + 1..4).map(move |j| (i, j)));
            let comparison = |((i, j), ratio): ((usize, usize), &f64)| Comparison {
                of: IDS[i].to_owned(),
                over: IDS[j].to_owned(),
                ratio: 1.0 + ratio / 13.0,
            };
            Judge { name: None, comparisons: pairs.zip(&n[from..]).map(comparison).collect() }
        };
        match kind {
            0 => Weighting::Swing { points: points(0) },
            1 => Weighting::Budget { people: vec![person("x", 0), person("y", 4), person("z", 8)] },
            2 => Weighting::Ahp { judges: vec![judge(0), judge(6)] },
            _ => {
                let ratios = |own: usize, from: usize| {
                    let others = (0..4).filter(move |at| *at != own).zip(&n[from..]);
                    others.map(|(at, x)| (IDS[at].to_owned(), 1.0 + x / 13.0)).collect::<BTreeMap<_, _>>()
                };
                let mut others_to_worst = ratios(3, 4);
                others_to_worst.remove("a");
                Weighting::Bwm {
                    best: "a".to_owned(),
                    worst: "d".to_owned(),
                    best_to_others: ratios(0, 0),
                    others_to_worst,
                }
            }
        }
    }

    proptest! {
        #[test]
        fn shares_are_a_whole_and_no_order_of_children_changes_them(
            kind in 0..4_usize, n in prop::collection::vec(0.5..100.0_f64, 12),
        ) {
            let weighting = some_weighting(kind, &n);
            let one = weighting.derive(&IDS).unwrap();
            prop_assert!((one.shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(one.shares.iter().all(|share| *share >= 0.0));
            let other = weighting.derive(&["c", "a", "d", "b"]).unwrap();
            prop_assert_eq!(&[one.shares[2], one.shares[0], one.shares[3], one.shares[1]][..], &other.shares[..]);
            prop_assert_eq!(one.consistency, other.consistency);
        }
    }
}
