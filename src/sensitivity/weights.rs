//! Weights by chance, in the three ways that are always reported.

use super::linear_parts::Reading;
use super::random::Stream;
use crate::scenario::{Depth, Uncertainty};
use crate::sorting::Sorting;

/// How weights are drawn. At every node that is drawn, siblings get shares of their old total; nodes are independent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// Evenly on the simplex: exponential numbers over their sum (Rubinstein 1982; SMAA-2, Lahdelma and Salminen 2001).
    Uniform,
    /// Evenly on the part of the simplex where no weight exceeds that of a more important sibling. Siblings of
    /// the same importance may stand in either order.
    Ordinal,
    /// Each weight times a number evenly from `1 − x` to `1 + x`, over their sum.
    PlusMinus(f64),
}

/// One node whose children's weights are drawn.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    part: usize,
    children: Vec<usize>,
    base: Vec<f64>,
    total: f64,
    /// Positions among the children, from the most important class down.
    classes: Vec<Vec<usize>>,
}

/// Draws weights for a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Weigher {
    groups: Vec<Group>,
    /// Positions among the top groups, class by class from the most important down.
    pub order: Vec<Vec<usize>>,
}

impl Weigher {
    /// For the parts of a tree.
    pub fn new(reading: &Reading, uncertainty: &Uncertainty) -> Self {
        let drawn = |at: usize| at == 0 || uncertainty.depth == Depth::All;
        let parts = reading.parts.iter().enumerate();
        let mut groups: Vec<Group> = parts
            .filter(|(at, part)| drawn(*at) && !part.children.is_empty())
            .map(|(at, part)| {
                let base: Vec<f64> = part.children.iter().map(|child| reading.parts[*child].weight).collect();
                Group {
                    part: at,
                    children: part.children.clone(),
                    total: base.iter().sum(),
                    classes: by_weight(&base),
                    base,
                }
            })
            .collect();
        if let (Some(top), false) = (groups.first_mut(), uncertainty.order.is_empty()) {
            let ids: Vec<&str> = top.children.iter().map(|child| reading.parts[*child].id.as_str()).collect();
            top.classes = by_name(&ids, &uncertainty.order);
        }
        let order = groups.first().map(|top| top.classes.clone()).unwrap_or_default();
        Self { groups, order }
    }

    /// The children of a part by importance: positions among them, class by class from the most important down. `None`
    /// where the weights of its children are not drawn.
    pub fn classes(&self, part: usize) -> Option<&[Vec<usize>]> {
        self.groups.iter().find(|group| group.part == part).map(|group| group.classes.as_slice())
    }

    /// One draw into `weights`, which hold the weights as they stand for all parts that are not drawn.
    pub fn draw(&self, rule: Rule, stream: &mut Stream, weights: &mut [f64]) {
        let mut drawn = Vec::new();
        for group in &self.groups {
            drawn.clear();
            match rule {
                Rule::Uniform | Rule::Ordinal => {
                    drawn.extend(group.base.iter().map(|_| stream.exponential()));
                    if rule == Rule::Ordinal {
                        put_in_order(&mut drawn, &group.classes);
                    }
                }
                Rule::PlusMinus(x) => {
                    let factor = |stream: &mut Stream| 1.0 + x * (2.0 * stream.unit() - 1.0);
                    drawn.extend(group.base.iter().map(|base| base * factor(stream)));
                }
            }
            let sum: f64 = drawn.iter().sum();
            if sum > 0.0 {
                let pairs = group.children.iter().zip(&drawn);
                pairs.for_each(|(child, own)| weights[*child] = own / sum * group.total);
            }
        }
    }
}

/// Classes of equal weight, the heaviest first.
fn by_weight(weights: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.order_by(|a, b| weights[*b].total_cmp(&weights[*a]));
    order.chunk_by(|a, b| weights[*a] == weights[*b]).map(<[usize]>::to_vec).collect()
}

/// Each named one by itself, then the rest together.
fn by_name(ids: &[&str], order: &[String]) -> Vec<Vec<usize>> {
    let named = |id: &str| order.iter().any(|own| own == id);
    let mut classes: Vec<Vec<usize>> = order
        .iter()
        .map(|own| (0..ids.len()).filter(|at| ids[*at] == own).collect::<Vec<usize>>())
        .filter(|class| !class.is_empty())
        .collect();
    let rest: Vec<usize> = (0..ids.len()).filter(|at| !named(ids[*at])).collect();
    if !rest.is_empty() {
        classes.push(rest);
    }
    classes
}

/// Hands the numbers out anew, the largest to the most important class; inside a class they keep their own order,
/// which is independent of the numbers and so any order with the same probability.
fn put_in_order(drawn: &mut [f64], classes: &[Vec<usize>]) {
    let mut sorted = drawn.to_vec();
    sorted.order_by(|a, b| b.total_cmp(a));
    let mut next = 0;
    for class in classes {
        let mut members = class.clone();
        members.order_by(|a, b| drawn[*b].total_cmp(&drawn[*a]));
        for member in members {
            drawn[member] = sorted[next];
            next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::IndexNode;

    fn weigher(weights: &[f64], uncertainty: &Uncertainty) -> (Weigher, Vec<f64>) {
        let leaf =
            |(at, weight): (usize, &f64)| IndexNode { weight: *weight, ..IndexNode::leaf(format!("i{at}")) };
        let index = IndexNode::group("need", weights.iter().enumerate().map(leaf).collect());
        let reading = Reading::of_index(&index);
        (Weigher::new(&reading, uncertainty), reading.weights())
    }

    fn means(weigher: &Weigher, base: &[f64], rule: Rule) -> Vec<f64> {
        let n = 20_000;
        let mut sums = vec![0.0; base.len() - 1];
        for draw in 0..n {
            let mut weights = base.to_vec();
            weigher.draw(rule, &mut Stream::new(5, [0, 0, draw]), &mut weights);
            assert!((weights[1..].iter().sum::<f64>() - base[1..].iter().sum::<f64>()).abs() < 1e-12);
            sums.iter_mut().zip(&weights[1..]).for_each(|(sum, own)| *sum += own / n as f64);
        }
        sums
    }

    fn close(found: &[f64], expected: &[f64]) {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.006), "{found:?} {expected:?}");
    }

    #[test]
    fn means_of_the_settings() {
        let (weigher, base) = weigher(&[0.5, 0.3, 0.2], &Uncertainty::default());
        close(&means(&weigher, &base, Rule::Uniform), &[1.0 / 3.0; 3]);
        // The rank-order centroid: (1 + 1/2 + 1/3)/3, (1/2 + 1/3)/3, (1/3)/3.
        close(&means(&weigher, &base, Rule::Ordinal), &[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]);
        close(&means(&weigher, &base, Rule::PlusMinus(0.25)), &[0.5, 0.3, 0.2]);
    }

    #[test]
    fn equal_weights_are_equally_important_and_names_go_before_weights() {
        let (own, base) = weigher(&[1.0, 2.0, 1.0], &Uncertainty::default());
        assert_eq!(own.order, [vec![1], vec![0, 2]]);
        // 11/18 of 4 for the first; the others share the rest evenly.
        close(&means(&own, &base, Rule::Ordinal), &[7.0 / 9.0, 22.0 / 9.0, 7.0 / 9.0]);
        let named = Uncertainty { order: vec!["i2".into()], ..Uncertainty::default() };
        assert_eq!(weigher(&[1.0, 2.0, 1.0], &named).0.order, [vec![2], vec![0, 1]]);
    }

    #[test]
    fn bounds_of_plus_minus() {
        let (weigher, base) = weigher(&[1.0, 1.0], &Uncertainty::default());
        for draw in 0..500 {
            let mut weights = base.clone();
            weigher.draw(Rule::PlusMinus(0.25), &mut Stream::new(1, [0, 0, draw]), &mut weights);
            let ratio = weights[1] / weights[2];
            assert!((0.6 - 1e-12..=1.0 / 0.6 + 1e-12).contains(&ratio));
        }
    }
}
