//! The lines of the table: areas, and headings where they are grouped.

use crate::case::Case;
use crate::filter::AreaSet;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::super::Words;

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// An area, by position.
    Area(u32),
    /// The heading of a group, by its place in [`Lines::heads`].
    Head(u32),
}

/// The heading of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupHead {
    /// Position of the division; `None`: areas outside any.
    pub unit: Option<u32>,
    /// How many areas that count.
    pub count: usize,
    /// How many of them are in the list.
    pub listed: usize,
    /// Whether its areas are folded away.
    pub folded: bool,
}

impl GroupHead {
    /// «شهرستان شرقی: ۱۲ محله، ۳ در فهرست».
    pub fn text(&self, snapshot: &Snapshot, words: Words) -> String {
        let name = match self.unit {
            Some(unit) => words.division(snapshot, unit),
            None => words.say(Msg::GroupUnknown).to_owned(),
        };
        let (n, listed) = (words.int(self.count), words.int(self.listed));
        let unit = words.area_level(snapshot);
        words.fill(Msg::ListGroupHead, &[("name", &name), ("n", &n), ("unit", &unit), ("listed", &listed)])
    }
}

/// What stands below each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// From the top down.
    pub lines: Vec<Line>,
    /// The headings, in the order of their first areas.
    pub heads: Vec<GroupHead>,
}

impl Lines {
    /// The lines of some areas alone, with the headings above them; the headings count their whole groups, as before.
    #[must_use]
    pub fn only(&self, shown: &AreaSet) -> Self {
        let mut lines = Vec::new();
        let mut head = None;
        for line in &self.lines {
            match line {
                Line::Head(_) => head = Some(*line),
                Line::Area(area) if shown.contains(*area as usize) => {
                    lines.extend(head.take());
                    lines.push(*line);
                }
                Line::Area(_) => {}
            }
        }
        Self { lines, heads: self.heads.clone() }
    }
}

/// The lines for areas in their order, grouped by the divisions of `level` where one is given. Groups stand in the
/// order of their first areas; those in `folded` show their heading alone.
pub fn arrange(case: &Case, order: &[u32], (level, folded): (Option<usize>, &[Option<u32>])) -> Lines {
    let Case { snapshot, outcome, .. } = case;
    let Some(level) = level else {
        return Lines { lines: order.iter().copied().map(Line::Area).collect(), heads: Vec::new() };
    };
    let mut heads: Vec<GroupHead> = Vec::new();
    let mut members: Vec<Vec<u32>> = Vec::new();
    let mut head_of = vec![None; snapshot.divisions.units.len() + 1];
    for area in order {
        let unit = unit_of(snapshot, *area, level);
        let slot = &mut head_of[unit.map_or(0, |unit| unit as usize + 1)];
        let at = *slot.get_or_insert_with(|| {
            heads.push(GroupHead { unit, count: 0, listed: 0, folded: folded.contains(&unit) });
            members.push(Vec::new());
            heads.len() - 1
        });
        heads[at].count += 1;
        heads[at].listed += usize::from(outcome.in_list(*area as usize));
        members[at].push(*area);
    }
    let mut lines = Vec::with_capacity(order.len() + heads.len());
    for (at, areas) in members.iter().enumerate() {
        lines.push(Line::Head(at as u32));
        if !heads[at].folded {
            lines.extend(areas.iter().copied().map(Line::Area));
        }
    }
    Lines { lines, heads }
}

/// The division of a level that an area lies in.
fn unit_of(snapshot: &Snapshot, area: u32, level: usize) -> Option<u32> {
    snapshot.divisions.ancestor_at((*snapshot.areas.division.get(area as usize)?)?, level)
}

/// Rank of every area inside its division of `level`, 0 without one: ties share the better rank, as everywhere.
pub fn local_ranks(case: &Case, level: usize) -> Vec<u32> {
    let Case { snapshot, outcome, .. } = case;
    let ranking = &outcome.ranked.ranking;
    let mut ranks = vec![0; snapshot.n_areas()];
    // Per division: how many areas so far, the rank of the last one among all, and its rank here.
    let mut seen = vec![(0_u32, None, 0_u32); snapshot.divisions.units.len() + 1];
    for area in &ranking.order {
        let unit = unit_of(snapshot, *area, level).map_or(0, |unit| unit as usize + 1);
        let (count, last, local) = &mut seen[unit];
        *count += 1;
        let rank = ranking.rank(*area as usize);
        if *last != rank {
            (*last, *local) = (rank, *count);
        }
        ranks[*area as usize] = *local;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::MissingRule;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn groups_hold_every_area_once() {
        let snapshot = small_snapshot();
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { cut: Cut::Count(2), missing, ..Scenario::equal_weights(&snapshot) };
        let case = case_of(&snapshot, &scenario);
        let order: Vec<u32> = case.outcome.ranked.ranking.order.clone();
        assert_eq!(order, [3, 0, 2, 1]);
        let flat = arrange(&case, &order, (None, &[]));
        assert_eq!((flat.lines.len(), flat.heads.len()), (4, 0));
        // Areas 01 and 02 lie in C1, 03 in C2, 04 in no county.
        let own = arrange(&case, &order, (Some(1), &[Some(1)]));
        let told: Vec<_> = own.heads.iter().map(|head| (head.unit, head.count, head.listed)).collect();
        assert_eq!(told, [(None, 1, 1), (Some(1), 2, 1), (Some(2), 1, 0)]);
        use Line::{Area, Head};
        assert_eq!(own.lines, [Head(0), Area(3), Head(1), Head(2), Area(2)]);
        let text = own.heads[1].text(&snapshot, Words::default());
        assert!(text.contains("شرقی") && text.contains('۲'), "{text}");
        assert_eq!(local_ranks(&case, 1), [1, 2, 1, 1]);
    }
}
