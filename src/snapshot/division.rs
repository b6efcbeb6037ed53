//! The tree of administrative units above the areas.

use super::label::Label;
use super::wire::Named;

/// One administrative unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Key.
    pub code: String,
    /// Name shown to people.
    pub name: Label,
    /// Position of its level, 0 the widest.
    pub level: usize,
    /// Position of the unit it lies in.
    pub parent: Option<u32>,
}

/// All units, with their levels from the widest down. Free of cycles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DivisionTree {
    /// Levels, the widest first.
    pub levels: Vec<Named>,
    /// Units, in file order.
    pub units: Vec<Division>,
}

impl DivisionTree {
    /// Position of the unit called `code`.
    pub fn position(&self, code: &str) -> Option<u32> {
        self.units.iter().position(|unit| unit.code == code).map(|at| at as u32)
    }

    /// Position of the level called `id`.
    pub fn level_idx(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.id == id)
    }

    /// `unit` itself and the units it lies in, from the inside out.
    pub fn lineage(&self, unit: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(unit), |at| self.units.get(*at as usize)?.parent)
    }

    /// The unit of level `level` that `unit` is or lies in; `None` when there is none on the way up.
    pub fn ancestor_at(&self, unit: u32, level: usize) -> Option<u32> {
        self.lineage(unit).find(|at| self.units.get(*at as usize).is_some_and(|found| found.level == level))
    }

    /// For every unit whether it is, or lies in, one of `chosen`.
    pub fn within(&self, chosen: &[u32]) -> Vec<bool> {
        (0..self.units.len() as u32).map(|unit| self.lineage(unit).any(|at| chosen.contains(&at))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> DivisionTree {
        let unit =
            |code: &str, level, parent| Division { code: code.into(), name: Label::fa(code), level, parent };
        let level = |id: &str| Named { id: id.into(), name: Label::fa(id) };
        DivisionTree {
            levels: vec![level("province"), level("county")],
            units: vec![unit("00", 0, None), unit("0001", 1, Some(0)), unit("01", 0, None)],
        }
    }

    #[test]
    fn climbs_to_a_level() {
        let tree = tree();
        assert_eq!(tree.ancestor_at(1, 0), Some(0));
        assert_eq!(tree.ancestor_at(1, 1), Some(1));
        assert_eq!(tree.ancestor_at(2, 1), None);
        assert_eq!(tree.within(&[0]), [true, true, false]);
    }
}
