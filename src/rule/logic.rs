//! Conditions over columns, and over one area, by one formula.

use super::compile::{Compiled, Leaf, Node};
use super::truth::Truth;

/// Which way the bars are shifted by their bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    Strict,
    Easier,
    Harder,
}

impl Lean {
    /// Under a `not` what makes the inner condition harder makes the outer one easier.
    fn opposite(self) -> Self {
        match self {
            Self::Strict => Self::Strict,
            Self::Easier => Self::Harder,
            Self::Harder => Self::Easier,
        }
    }
}

impl Compiled {
    /// The condition in all areas.
    pub(super) fn truths(&self, lean: Lean, n_areas: usize) -> Vec<Truth> {
        self.node(&self.root, lean, n_areas)
    }

    fn node(&self, node: &Node, lean: Lean, n_areas: usize) -> Vec<Truth> {
        let fold = |parts: &[Node], start: Truth, join: fn(Truth, Truth) -> Truth| {
            parts.iter().fold(vec![start; n_areas], |mut all, part| {
                let own = self.node(part, lean, n_areas);
                all.iter_mut().zip(own).for_each(|(truth, own)| *truth = join(*truth, own));
                all
            })
        };
        match node {
            Node::All(parts) => fold(parts, Truth::True, Truth::min),
            Node::Any(parts) => fold(parts, Truth::False, Truth::max),
            Node::Not(inner) => {
                let inner = self.node(inner, lean.opposite(), n_areas);
                inner.into_iter().map(Truth::negate).collect()
            }
            Node::AtLeast(count, parts) => {
                let mut held = vec![(0, 0); n_areas];
                for part in parts {
                    let own = self.node(part, lean, n_areas);
                    held.iter_mut().zip(own).for_each(|((holding, open), own)| {
                        *holding += u32::from(own == Truth::True);
                        *open += u32::from(own == Truth::Unknown);
                    });
                }
                held.into_iter().map(|(holding, open)| Truth::at_least(*count, holding, open)).collect()
            }
            Node::Leaf(at) => {
                self.leaves.get(*at).map_or_else(|| vec![Truth::Unknown; n_areas], |leaf| leaf.truths(lean))
            }
        }
    }
}

impl Compiled {
    /// The condition in one area: the same as the entry of [`Compiled::truths`].
    pub(super) fn truth_of(&self, lean: Lean, area: usize) -> Truth {
        self.node_of(&self.root, lean, area)
    }

    fn node_of(&self, node: &Node, lean: Lean, area: usize) -> Truth {
        let each = |parts: &[Node]| -> Vec<Truth> {
            parts.iter().map(|part| self.node_of(part, lean, area)).collect()
        };
        match node {
            Node::All(parts) => each(parts).into_iter().min().unwrap_or(Truth::True),
            Node::Any(parts) => each(parts).into_iter().max().unwrap_or(Truth::False),
            Node::Not(inner) => self.node_of(inner, lean.opposite(), area).negate(),
            Node::AtLeast(count, parts) => {
                let each = each(parts);
                let number = |wanted| each.iter().filter(|truth| **truth == wanted).count() as u32;
                Truth::at_least(*count, number(Truth::True), number(Truth::Unknown))
            }
            Node::Leaf(at) => self.leaves.get(*at).map_or(Truth::Unknown, |leaf| {
                leaf.truth(leaf.measured.values.get(area).unwrap_or(f64::NAN), lean)
            }),
        }
    }
}

impl Leaf {
    fn truths(&self, lean: Lean) -> Vec<Truth> {
        self.measured.values.raw().iter().map(|value| self.truth(*value, lean)).collect()
    }

    #[inline]
    pub(super) fn truth(&self, value: f64, lean: Lean) -> Truth {
        let bar = match lean {
            Lean::Strict => self.least.strict,
            Lean::Easier => self.least.easier,
            Lean::Harder => self.least.harder,
        };
        if value.is_nan() { Truth::Unknown } else { Truth::of(self.turn * value >= bar) }
    }
}
