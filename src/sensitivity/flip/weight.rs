//! The smallest change of one weight.

use super::{Fault, Question, WeightFlip};
use crate::pipeline::{Outcome, score_compiled};
use crate::scenario::Scenario;
use crate::score::{set_share, shares};
use crate::sensitivity::linear_parts::{Reading, reweigh, top_values};
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;

/// Per top group, the smallest change of its share that takes `area` across the cut line, or that none does.
///
/// In a linear index the difference of two scores is a quotient whose numerator is at most quadratic in the share
/// (linear where nothing is missing), so every crossing is known; they are gone through outwards. Any other index is
/// scored at 64 shares on either side, and the first change is closed in on.
///
/// # Errors
/// When the area has no rank.
pub fn weight_flips(
    snapshot: &Snapshot,
    scenario: &Scenario,
    outcome: &Outcome,
    area: usize,
) -> Result<Vec<WeightFlip>, Fault> {
    let question = Question::new(scenario, outcome, area)?;
    let reading = Reading::of(&outcome.scored.tree);
    let weights: Vec<f64> = reading.top().iter().map(|at| reading.parts[*at].weight).collect();
    let shares = shares(&weights);
    let columns = outcome.matrix.columns();
    let n_areas = outcome.scored.scores.score.len();
    let values = if reading.is_linear() && agrees(&reading, outcome) {
        top_values(&outcome.scored.tree, &columns, n_areas)
    } else {
        Vec::new()
    };
    let flip = |(at, part): (usize, &usize)| {
        let before = question.above(&outcome.scored.scores.score).unwrap_or_default();
        let inside = question.within(&before);
        let exact = !values.is_empty();
        let found = if shares.len() < 2 {
            None
        } else if exact {
            Lines::new(&question, (&values, &shares, reading.least()), at).nearest()
        } else {
            searched(&question, (snapshot, scenario, outcome), (&reading, &weights, at))
        };
        WeightFlip {
            group: reading.parts[*part].id.clone(),
            from: shares[at],
            to: found.as_ref().map(|(share, _)| *share),
            enters: !inside,
            passes: found.map(|(_, after)| question.passes(&before, &after)).unwrap_or_default(),
            exact,
        }
    };
    Ok(reading.top().iter().enumerate().map(flip).collect())
}

/// Whether the root is the mean or sum of its children's values, as its reading has it: held against the scores.
fn agrees(reading: &Reading, outcome: &Outcome) -> bool {
    let columns = outcome.matrix.columns();
    let scores = &outcome.scored.scores.score;
    let values = top_values(&outcome.scored.tree, &columns, scores.len());
    let weights = reading.weights();
    let top: Vec<f64> = reading.top().iter().map(|at| weights[*at]).collect();
    let stretch = reading.stretch(0, &weights);
    scores.iter().enumerate().filter(|(_, score)| !score.is_nan()).all(|(area, score)| {
        let there = || values.iter().zip(&top).filter(|(own, _)| !own[area].is_nan());
        let weight: f64 = there().map(|(_, weight)| weight).sum();
        let sum: f64 = there().map(|(own, weight)| own[area] * weight).sum();
        (sum / weight * stretch - score).abs() <= 1e-9 * score.abs().max(1.0)
    })
}

/// A score as a function of the share `s`: `(sum + s·sum_slope) / (there + s·there_slope)`.
#[derive(Clone, Copy)]
struct Line {
    sum: f64,
    sum_slope: f64,
    there: f64,
    there_slope: f64,
}

impl Line {
    fn at(self, s: f64, least: f64) -> Option<f64> {
        let there = self.there + s * self.there_slope;
        (there > 0.0 && there >= least - 1e-9).then(|| (self.sum + s * self.sum_slope) / there)
    }

    /// Shares at which two scores are level: roots of a polynomial of degree 2 at most.
    fn level(self, other: Self) -> [Option<f64>; 2] {
        let constant = self.sum * other.there - other.sum * self.there;
        let linear = self.sum * other.there_slope + self.sum_slope * other.there
            - other.sum * self.there_slope
            - other.sum_slope * self.there;
        let square = self.sum_slope * other.there_slope - other.sum_slope * self.there_slope;
        if square == 0.0 {
            return [(linear != 0.0).then(|| -constant / linear), None];
        }
        let inner = linear * linear - 4.0 * square * constant;
        if inner < 0.0 {
            return [None, None];
        }
        // The root that does not cancel first, the other by Vieta.
        let half = -0.5 * (linear + if linear < 0.0 { -inner.sqrt() } else { inner.sqrt() });
        [Some(half / square), (half != 0.0).then(|| constant / half)]
    }

    /// The share at which too much starts to be missing, or stops.
    fn bound(self, least: f64) -> Option<f64> {
        (self.there_slope != 0.0).then(|| (least - self.there) / self.there_slope)
    }
}

/// All scores as functions of one share.
struct Lines<'a> {
    question: &'a Question,
    lines: Vec<Line>,
    own: Line,
    share: f64,
    least: f64,
}

impl<'a> Lines<'a> {
    fn new(
        question: &'a Question,
        (values, shares, least): (&[Vec<f64>], &[f64], f64),
        group: usize,
    ) -> Self {
        let rest = 1.0 - shares[group];
        let line = |area: u32| {
            let mut line = Line { sum: 0.0, sum_slope: 0.0, there: 0.0, there_slope: 0.0 };
            for (at, own) in values.iter().enumerate().filter(|(_, own)| !own[area as usize].is_nan()) {
                let value = own[area as usize];
                // The group's own weight is s, that of another q·(1 − s).
                let (fixed, slope) =
                    if at == group { (0.0, 1.0) } else { (shares[at] / rest, -shares[at] / rest) };
                line.sum += fixed * value;
                line.sum_slope += slope * value;
                line.there += fixed;
                line.there_slope += slope;
            }
            // What is there in full stays so; rounding must not make a slope of it.
            if line.there_slope.abs() < 1e-12 {
                line.there_slope = 0.0;
            }
            line
        };
        let lines: Vec<Line> = question.areas.iter().map(|area| line(*area)).collect();
        Self { question, own: line(question.area), lines, share: shares[group], least }
    }

    fn is_above(&self, other: usize, s: f64) -> bool {
        let own = self.own.at(s, self.least);
        let Some((own, other)) = own.zip(self.lines[other].at(s, self.least)) else { return false };
        // Level is not above: what is level in exact numbers may differ in the last bits.
        other - own > 1e-11 * own.abs().max(other.abs()).max(1e-300)
    }

    /// The nearest share at which the area crosses, with who is above it just beyond.
    fn nearest(&self) -> Option<(f64, Vec<bool>)> {
        let up = self.outwards(1.0);
        let down = self.outwards(0.0);
        let distance = |found: &(f64, Vec<bool>)| (found.0 - self.share).abs();
        match (up, down) {
            (Some(up), Some(down)) => Some(if distance(&down) < distance(&up) { down } else { up }),
            (up, down) => up.or(down),
        }
    }

    fn outwards(&self, end: f64) -> Option<(f64, Vec<bool>)> {
        let way = (end - self.share).abs();
        let distance = |s: f64| if end > self.share { s - self.share } else { self.share - s };
        let mut events: Vec<(f64, usize)> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let [one, two] = line.level(self.own);
            let points = [one, two, line.bound(self.least)].into_iter().flatten().map(distance);
            events.extend(points.filter(|d| (-1e-12..way).contains(d)).map(|d| (d.max(0.0), at)));
        }
        events.order_by(|a, b| a.0.total_cmp(&b.0));
        let place = |d: f64| if end > self.share { self.share + d } else { self.share - d };
        let mut above: Vec<bool> = (0..self.lines.len()).map(|at| self.is_above(at, self.share)).collect();
        let mut count = above.iter().filter(|own| **own).count();
        let inside = count < self.question.top;
        let mut rest = events.as_slice();
        while let Some((first, _)) = rest.first().copied() {
            let together = rest.iter().take_while(|event| event.0 - first <= 1e-12).count();
            let next = rest.get(together).map_or(way, |event| event.0);
            let beyond = place(first.midpoint(next));
            self.own.at(beyond, self.least)?;
            for (_, at) in &rest[..together] {
                let now = self.is_above(*at, beyond);
                count = count + usize::from(now) - usize::from(above[*at]);
                above[*at] = now;
            }
            if (count < self.question.top) != inside {
                return Some((place(first), above));
            }
            rest = &rest[together..];
        }
        None
    }
}

/// Shares looked at on either side where the index is not linear.
const LOOKS: u32 = 64;

fn searched(
    question: &Question,
    (snapshot, scenario, outcome): (&Snapshot, &Scenario, &Outcome),
    (reading, weights, at): (&Reading, &[f64], usize),
) -> Option<(f64, Vec<bool>)> {
    let (mut tree, total) = (outcome.scored.tree.clone(), weights.iter().sum::<f64>());
    let mut above = |share: f64| {
        let mut all = reading.weights();
        for (part, own) in reading.top().iter().zip(set_share(weights, at, share)) {
            all[*part] = own * total;
        }
        reweigh(&mut tree, &all);
        let scored = score_compiled(snapshot, scenario.flat.as_ref(), (&outcome.matrix, &tree)).ok()?;
        question.above(&scored.0.score)
    };
    let share = shares(weights)[at];
    let inside = question.within(&question.above(&outcome.scored.scores.score)?);
    // At the very ends siblings would lose all their weight.
    let up = question.search((share, 1.0 - 1e-9, LOOKS), inside, &mut above);
    let down = question.search((share, 1e-9, LOOKS), inside, &mut above);
    let distance = |found: &(f64, Vec<bool>)| (found.0 - share).abs();
    match (up, down) {
        (Some(up), Some(down)) => Some(if distance(&down) < distance(&up) { down } else { up }),
        (up, down) => up.or(down),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::sensitivity::tests::{flat, some, table};
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        // Scaled 100 0, 0 100, 30 30; weights 2/3 and 1/3: 66.7, 33.3, 30. The list is of two.
        let snapshot = table(&[some(&[10.0, 0.0, 3.0]), some(&[0.0, 10.0, 3.0])], &[]);
        let scenario = flat(&snapshot, &[2.0, 1.0], 2);
        let outcome = run(&snapshot, &scenario).unwrap();
        // The third passes the second where 100(1 − s) = 30.
        let flips = weight_flips(&snapshot, &scenario, &outcome, 2).unwrap();
        assert!((flips[0].to.unwrap() - 0.7).abs() < 1e-12 && flips[0].enters && flips[0].exact);
        assert!((flips[1].to.unwrap() - 0.3).abs() < 1e-12);
        assert_eq!((flips[0].group.as_str(), flips[0].passes.as_slice()), ("i0", &[1][..]));
        // The first leaves where it falls below both: 100s = 30.
        let first = &weight_flips(&snapshot, &scenario, &outcome, 0).unwrap()[0];
        assert!((first.to.unwrap() - 0.3).abs() < 1e-12 && !first.enters);
        assert_eq!(first.passes, [1, 2]);
    }

    #[test]
    fn what_is_decided_outside_the_rule_holds_no_place_of_it() {
        use crate::scenario::{Lock, Membership};
        let snapshot = table(&[some(&[10.0, 0.0, 3.0]), some(&[0.0, 10.0, 3.0])], &[]);
        let mut scenario = flat(&snapshot, &[2.0, 1.0], 2);
        let (area, reason) = (snapshot.areas.code[1].clone(), "مصوبه".to_owned());
        scenario.locks = vec![Lock::new(area, Membership::In, reason)];
        let outcome = run(&snapshot, &scenario).unwrap();
        // The second keeps its place; the one left is the first's, which the third passes where 100s = 30.
        let flips = weight_flips(&snapshot, &scenario, &outcome, 2).unwrap();
        assert!((flips[0].to.unwrap() - 0.3).abs() < 1e-12 && flips[0].enters, "{flips:?}");
        assert_eq!(flips[0].passes, [0]);
    }

    #[test]
    fn none_is_said() {
        let snapshot = table(&[some(&[10.0, 5.0, 0.0]), some(&[10.0, 5.0, 0.0])], &[]);
        let scenario = flat(&snapshot, &[2.0, 1.0], 1);
        let outcome = run(&snapshot, &scenario).unwrap();
        let flips = weight_flips(&snapshot, &scenario, &outcome, 0).unwrap();
        assert!(flips.iter().all(|flip| flip.to.is_none() && flip.passes.is_empty()));
        let one = flat(&snapshot, &[1.0], 1);
        let outcome = run(&snapshot, &one).unwrap();
        assert_eq!(weight_flips(&snapshot, &one, &outcome, 0).unwrap()[0].to, None);
        assert!(weight_flips(&snapshot, &one, &outcome, 9).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn agrees_with_the_search_through_the_tree(
            columns in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, -9.0..9.0_f64), 9), 4),
            weights in prop::array::uniform4(0.2..3.0_f64), top in 1..6_u32,
        ) {
            let snapshot = table(&columns, &[]);
            let scenario = flat(&snapshot, &weights, top);
            let outcome = run(&snapshot, &scenario);
            prop_assume!(outcome.is_ok());
            let outcome = outcome.unwrap();
            let reading = Reading::of(&outcome.scored.tree);
            let own: Vec<f64> = reading.top().iter().map(|at| reading.parts[*at].weight).collect();
            for area in outcome.ranked.ranking.order.iter().map(|area| *area as usize) {
                let question = Question::new(&scenario, &outcome, area).unwrap();
                for (at, flip) in weight_flips(&snapshot, &scenario, &outcome, area).unwrap().iter().enumerate() {
                    prop_assert!(flip.exact);
                    let looked = searched(&question, (&snapshot, &scenario, &outcome), (&reading, &own, at));
                    let far = |share: f64| (share - flip.from).abs();
                    // The search may miss a nearer crossing between two looks, never find one that is not there.
                    if let Some((share, _)) = looked {
                        prop_assert!(flip.to.is_some_and(|to| far(to) <= far(share) + 1e-6), "{flip:?} {share}");
                    }
                    // Just beyond the share it is across (not nearer: the tree is lenient with what is missing by 1e-9).
                    let Some(to) = flip.to.filter(|to| (1e-6..1.0 - 1e-6).contains(to)) else { continue };
                    let mut weights = set_share(&own, at, to + (to - flip.from).signum() * 1e-7);
                    weights.insert(0, 1.0);
                    let mut tree = outcome.scored.tree.clone();
                    reweigh(&mut tree, &weights);
                    let scores = tree.score(&outcome.matrix.columns(), 9).score;
                    let above = question.above(&scores).unwrap();
                    prop_assert!(question.within(&above) == flip.enters, "{flip:?}");
                }
            }
        }
    }
}
