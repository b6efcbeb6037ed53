//! Pairwise comparisons in a draft, on seventeen steps from 9 to 1/9.

use super::WeightDraft;
use crate::text::Msg;
use crate::view::Words;
use crate::weight::{AHP_LIMIT, Comparison, Judge};

/// The steps of a comparison: from 8 (the first nine times as important) by 0 (equal) to −8 (the second).
pub const STEPS: [i8; 17] = [8, 7, 6, 5, 4, 3, 2, 1, 0, -1, -2, -3, -4, -5, -6, -7, -8];

/// One pair to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairLine {
    /// Positions of the two children.
    pub pair: (usize, usize),
    /// Their names.
    pub names: (String, String),
    /// The step nearest to the ratio; `None` where not compared.
    pub step: Option<i8>,
}

/// What a step says of two children.
pub fn step_words(step: i8, (first, second): (&str, &str), words: Words) -> String {
    let name = if step >= 0 { first } else { second };
    let key = match step.unsigned_abs() {
        0 => Msg::AhpEqual,
        1 => Msg::AhpTwo,
        2 => Msg::AhpThree,
        3 => Msg::AhpFour,
        4 => Msg::AhpFive,
        5 => Msg::AhpSix,
        6 => Msg::AhpSeven,
        7 => Msg::AhpEight,
        _ => Msg::AhpNine,
    };
    words.fill_one(key, name)
}

fn ratio_of(step: i8) -> f64 {
    let times = f64::from(step.unsigned_abs()) + 1.0;
    if step >= 0 { times } else { 1.0 / times }
}

/// The step nearest in proportion.
fn step_of(ratio: f64) -> i8 {
    let apart = |step: &i8| (libm::log(ratio_of(*step)) - libm::log(ratio)).abs();
    STEPS.into_iter().min_by(|a, b| apart(a).total_cmp(&apart(b))).unwrap_or_default()
}

impl WeightDraft {
    /// Whether there are too many children to compare in pairs.
    pub fn too_many_to_compare(&self) -> bool {
        self.len() > AHP_LIMIT
    }

    /// Every pair, by the order of the children.
    pub fn pair_lines(&self) -> Vec<PairLine> {
        let pairs = (0..self.len()).flat_map(|i| (i + 1..self.len()).map(move |j| (i, j)));
        pairs
            .map(|(i, j)| PairLine {
                pair: (i, j),
                names: (self.names[i].clone(), self.names[j].clone()),
                step: self.ratios.get(&(i, j)).copied().map(step_of),
            })
            .collect()
    }

    /// Compares a pair, or takes the comparison back.
    pub fn compare(&mut self, pair: (usize, usize), step: Option<i8>) {
        match step {
            Some(step) => drop(self.ratios.insert(pair, ratio_of(step.clamp(-8, 8)))),
            None => drop(self.ratios.remove(&pair)),
        }
    }

    /// The comparison that fits the present order of two children at a ratio of the first to the second.
    pub(super) fn pair_called(&self, of: &str, over: &str) -> Option<(usize, usize)> {
        let at = |id: &str| self.ids.iter().position(|own| own == id);
        let (i, j) = (at(of)?, at(over)?);
        Some((i.min(j), i.max(j)))
    }

    pub(super) fn judges(&self) -> Vec<Judge> {
        let comparison = |((i, j), ratio): (&(usize, usize), &f64)| Comparison {
            of: self.ids[*i].clone(),
            over: self.ids[*j].clone(),
            ratio: *ratio,
        };
        let own = Judge { name: None, comparisons: self.ratios.iter().map(comparison).collect() };
        std::iter::once(own).chain(self.others.iter().cloned()).collect()
    }

    /// The first judge's comparisons are edited, the others stay.
    pub(super) fn read_pairs(&mut self, judges: &[Judge]) {
        let Some((first, others)) = judges.split_first() else { return };
        for comparison in &first.comparisons {
            let Some(pair) = self.pair_called(&comparison.of, &comparison.over) else { continue };
            let forward = self.ids.get(pair.0) == Some(&comparison.of);
            if comparison.ratio > 0.0 && comparison.ratio.is_finite() {
                let ratio = if forward { comparison.ratio } else { 1.0 / comparison.ratio };
                self.ratios.insert(pair, ratio);
            }
        }
        self.others = others.to_vec();
    }
}
