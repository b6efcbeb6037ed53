//! Areas that lie among flagged ones.

use serde::Serialize;

use super::compile::Compiled;
use super::neighbours::Neighbours;
use super::truth::Truth;

/// An area's neighbours and how many of them the rule's own condition flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Surroundings {
    /// Number of neighbours.
    pub neighbours: u32,
    /// Those flagged.
    pub flagged: u32,
    /// Those for which it is unknown for want of values.
    pub unknown: u32,
}

/// The enclosure clause of a rule, ready for asking.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Enclosure {
    pub(super) when: Compiled,
    /// What the rule's own condition says of each area.
    pub(super) flagged: Vec<Truth>,
    pub(super) min_share: f64,
}

impl Enclosure {
    pub(super) fn surroundings(&self, around: &Neighbours, area: usize) -> Surroundings {
        let mut found = Surroundings::default();
        for neighbour in around.of(area) {
            let truth = self.flagged.get(*neighbour as usize).copied().unwrap_or(Truth::Unknown);
            found.neighbours += 1;
            found.flagged += u32::from(truth == Truth::True);
            found.unknown += u32::from(truth == Truth::Unknown);
        }
        found
    }

    /// Whether enough neighbours of one area are flagged. An area with a boundary but no neighbour is not enclosed;
    /// of one without a boundary nobody knows.
    pub(super) fn among_one(&self, around: &Neighbours, area: usize) -> Truth {
        if !around.has_boundary(area) {
            return Truth::Unknown;
        }
        let Surroundings { neighbours, flagged, unknown } = self.surroundings(around, area);
        // A whisker: two thirds of three neighbours are two.
        let wanted = (self.min_share * f64::from(neighbours) - 1e-9).ceil().max(1.0);
        Truth::at_least(wanted as u32, flagged, unknown)
    }

    pub(super) fn among(&self, around: &Neighbours) -> Vec<Truth> {
        (0..self.flagged.len()).map(|area| self.among_one(around, area)).collect()
    }
}
