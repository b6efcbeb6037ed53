//! Which lines of a slope chart are shown when not all of them fit.

use super::{Kind, Model};
use crate::sorting::Sorting;

/// What stands in a place of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A line of the model.
    Line(usize),
    /// So many lines that are not shown.
    Others(usize),
}

/// A column from the top: what is in the list, and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Column {
    pub above: Vec<Entry>,
    pub below: Vec<Entry>,
}

/// How one side orders all lines.
struct Side {
    /// Lines in the order of their ranks; equal ranks in the order of the model.
    order: Vec<usize>,
    /// Place of each line in that order; `None` without a rank.
    places: Vec<Option<usize>>,
    /// Places before this lie above the cut.
    n_above: usize,
}

impl Side {
    fn new(ranks: &[Option<u32>], cut: Option<u32>) -> Self {
        let mut order: Vec<usize> = (0..ranks.len()).filter(|line| ranks[*line].is_some()).collect();
        order.order_by_key(|line| (ranks[*line], *line));
        let mut places = vec![None; ranks.len()];
        for (place, line) in order.iter().enumerate() {
            places[*line] = Some(place);
        }
        let is_above = |line: &&usize| cut.is_none_or(|cut| ranks[**line].is_some_and(|rank| rank <= cut));
        let n_above = order.iter().take_while(is_above).count();
        Self { order, places, n_above }
    }

    /// Places between a line and the cut; `None` where the line has no rank.
    fn distance(&self, line: usize) -> Option<usize> {
        let place = self.places[line]?;
        Some(if place < self.n_above { self.n_above - 1 - place } else { place - self.n_above })
    }

    fn column(&self, chosen: &[usize]) -> Column {
        let mut places: Vec<usize> = chosen.iter().filter_map(|line| self.places[*line]).collect();
        places.sort_unstable();
        let split = places.partition_point(|place| *place < self.n_above);
        Column {
            above: self.run(&places[..split], (0, self.n_above)),
            below: self.run(&places[split..], (self.n_above, self.order.len())),
        }
    }

    /// The chosen places between two others, with what is left out between them.
    fn run(&self, places: &[usize], (from, to): (usize, usize)) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(2 * places.len() + 1);
        let mut next = from;
        for place in places {
            if *place > next {
                entries.push(Entry::Others(place - next));
            }
            entries.push(Entry::Line(self.order[*place]));
            next = place + 1;
        }
        if to > next {
            entries.push(Entry::Others(to - next));
        }
        entries
    }
}

/// The columns at the starting and at the far side, in no more than `capacity` places: everything if it fits, otherwise
/// the selected line, then those that enter or leave and those at the cut, then those around it.
pub(super) fn columns(model: &Model, capacity: usize) -> [Column; 2] {
    let ranks = |of: fn(&super::Line) -> Option<u32>| model.lines.iter().map(of).collect::<Vec<_>>();
    let start = Side::new(&ranks(|line| line.start), model.start_cut);
    let end = Side::new(&ranks(|line| line.end), model.end_cut);
    let mut chosen: Vec<usize> = (0..model.lines.len()).collect();
    let importance = |line: &usize| {
        let distance = start.distance(*line).into_iter().chain(end.distance(*line)).min();
        let class = match model.lines[*line].kind {
            _ if model.selected == Some(*line) => 0,
            Kind::Enters | Kind::Leaves => 1,
            // Who is last in the list and who is first out of it belong to the picture, however many change.
            Kind::Stays | Kind::Other if distance == Some(0) => 1,
            Kind::Stays | Kind::Other => 2,
        };
        (class, distance.unwrap_or(usize::MAX), *line)
    };
    chosen.order_by_cached_key(importance);
    // Whoever has a rank at one side only needs no place at the other.
    chosen.truncate(2 * capacity + 2);
    loop {
        let columns = [start.column(&chosen), end.column(&chosen)];
        if n_places(&columns) <= capacity {
            return columns;
        }
        if chosen.pop().is_none() {
            return Default::default();
        }
    }
}

/// Places that both columns need when their cuts stand at one height: above, and below.
pub(super) fn heights(columns: &[Column; 2]) -> (usize, usize) {
    let [start, end] = columns;
    (start.above.len().max(end.above.len()), start.below.len().max(end.below.len()))
}

fn n_places(columns: &[Column; 2]) -> usize {
    let (above, below) = heights(columns);
    above + below
}

#[cfg(test)]
mod tests {
    use super::super::Line;
    use super::Entry::{Line as Shown, Others};
    use super::*;

    /// Ten lines that keep their ranks but for the third and the eighth, which change places; five are in the list.
    fn model() -> Model {
        let line = |rank: u32| {
            let (end, kind) = match rank {
                3 => (8, Kind::Leaves),
                8 => (3, Kind::Enters),
                _ if rank <= 5 => (rank, Kind::Stays),
                _ => (rank, Kind::Other),
            };
            Line { start: Some(rank), end: Some(end), kind, ..Line::default() }
        };
        let lines = (1..=10).map(line).collect();
        Model { lines, start_cut: Some(5), end_cut: Some(5), ..Model::default() }
    }

    #[test]
    fn everything_is_shown_when_it_fits() {
        let [start, end] = columns(&model(), 10);
        assert_eq!(start.above, [0, 1, 2, 3, 4].map(Shown));
        assert_eq!(end.above, [0, 1, 7, 3, 4].map(Shown));
        assert_eq!(end.below, [5, 6, 2, 8, 9].map(Shown));
    }

    #[test]
    fn changes_and_the_cut_come_first_when_it_does_not() {
        let [start, end] = columns(&model(), 8);
        assert_eq!(start.above, [Others(2), Shown(2), Shown(3), Shown(4)]);
        assert_eq!(start.below, [Shown(5), Shown(6), Shown(7), Others(2)]);
        assert_eq!(end.above, [Others(2), Shown(7), Shown(3), Shown(4)]);
        let [start, _] = columns(&Model { selected: Some(0), ..model() }, 7);
        assert_eq!(start.above[0], Shown(0));
    }

    #[test]
    fn nothing_is_lost_from_the_count() {
        for capacity in 2..12 {
            for column in columns(&model(), capacity) {
                let count = |entry: &Entry| if let Others(n) = entry { *n } else { 1 };
                assert_eq!(column.above.iter().map(count).sum::<usize>(), 5);
                assert_eq!(column.below.iter().map(count).sum::<usize>(), 5);
            }
        }
        assert_eq!(columns(&model(), 1), [Column::default(), Column::default()]);
    }

    #[test]
    fn without_a_cut_all_are_above_and_without_a_rank_nobody_stands() {
        let newcomer = Line { end: Some(1), kind: Kind::Enters, ..Line::default() };
        let [start, end] = columns(&Model { lines: vec![newcomer], ..Model::default() }, 5);
        assert_eq!(start, Column::default());
        assert_eq!(end.above, [Shown(0)]);
    }
}
