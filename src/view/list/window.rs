//! Which lines of a long table have rows, and which row shows which line.

/// Which lines of the table have rows: so many from the first one on, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    first: usize,
    n_slots: usize,
    n_lines: usize,
}

impl Window {
    /// Rows for `shown` lines from `first` on and `spare` ones on either side; where the box becomes a little lower, no fewer
    /// than before, so that each row goes on to show its line. Their number does not depend on where the table is scrolled to.
    pub fn new((first, shown): (usize, usize), spare: usize, n_lines: usize, before: Option<&Self>) -> Self {
        let wanted = shown + 2 * spare;
        let kept = before.map(|own| own.n_slots).filter(|own| (wanted..=2 * wanted).contains(own));
        let n_slots = kept.unwrap_or(wanted);
        Self { first: first.saturating_sub(spare).min(n_lines.saturating_sub(n_slots)), n_slots, n_lines }
    }

    /// The lines that have rows.
    pub fn places(self) -> std::ops::Range<usize> {
        self.first..(self.first + self.n_slots).min(self.n_lines)
    }

    /// The row that shows a line.
    fn slot(self, place: usize) -> usize {
        place % self.n_slots
    }

    /// The line that a row shows.
    pub fn place(self, slot: usize) -> Option<usize> {
        let ahead = (slot + self.n_slots - self.slot(self.first)) % self.n_slots;
        Some(self.first + ahead).filter(|place| slot < self.n_slots && self.places().contains(place))
    }

    /// The rows that show a line, in the order of the lines, and whether each has shown that very line before.
    pub fn rows(self, before: Option<Self>) -> impl DoubleEndedIterator<Item = (usize, bool)> {
        self.places().map(move |place| {
            let slot = self.slot(place);
            (slot, before.is_some_and(|own| own.place(slot) == Some(place)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    /// The places that the rows show, in the order of the lines.
    fn places(window: Window) -> Vec<usize> {
        window.rows(None).filter_map(|(slot, _)| window.place(slot)).collect()
    }

    /// The rows that would be moved, by what they show.
    fn moved(window: Window, before: Window) -> Vec<usize> {
        window.rows(Some(before)).filter(|own| !own.1).filter_map(|(slot, _)| window.place(slot)).collect()
    }

    #[test]
    fn a_row_in_sight_stays_while_the_table_is_scrolled_by_less_than_it_shows() {
        let mut before = Window::new((0, 12), 3, 330, None);
        assert_eq!(places(before), (0..18).collect::<Vec<_>>());
        for first in [2, 5, 9, 20, 12, 330, 0] {
            let now = Window::new((first, 12), 3, 330, Some(&before));
            assert_eq!(places(now), now.places().collect::<Vec<_>>());
            let kept = before.places();
            let fresh: Vec<usize> = now.places().filter(|place| !kept.contains(place)).collect();
            assert_eq!(moved(now, before), fresh, "from {:?} to {:?}", kept, now.places());
            before = now;
        }
    }

    #[test]
    fn no_row_goes_at_the_end_or_in_a_lower_box() {
        let tall = Window::new((0, 12), 3, 330, None);
        let end = Window::new((320, 12), 3, 330, Some(&tall));
        assert_eq!(end.places(), 312..330);
        let low = Window::new((320, 7), 3, 330, Some(&end));
        assert_eq!((low.places(), moved(low, end)), (312..330, vec![]));
        // A box that was as long as all its lines for a moment, on paper say, leaves no rows behind.
        let long = Window::new((0, 330), 3, 330, Some(&low));
        assert_eq!(Window::new((0, 12), 3, 330, Some(&long)).places(), 0..18);
    }

    #[test]
    fn few_lines_have_a_row_each() {
        let few = Window::new((0, 12), 3, 5, None);
        assert_eq!(places(few), vec![0, 1, 2, 3, 4]);
        let none = Window::new((0, 12), 3, 0, Some(&few));
        assert_eq!(places(none), Vec::<usize>::new());
        let more = Window::new((0, 12), 3, 40, Some(&none));
        assert_eq!(places(more), (0..18).collect::<Vec<_>>());
    }
}
