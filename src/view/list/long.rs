//! Scrolling through a list that is longer than a browser lets an element be.
//!
//! Browsers cut an element at some length: Chromium at 33,554,431 device pixels, Firefox at 17,895,697 css pixels. A longer list
//! stands in an element that is as long as is safe, and scrolling that by a share of its way moves the list by the same
//! share of its own: `position = scroll · (way of the list) / (way of the element)`. A list that is short enough moves pixel
//! by pixel.

/// So long is an element at most, device pixels: somewhat below what Chromium allows.
const MOST_DEVICE: f64 = 30e6;
/// So long is an element at most, css pixels: somewhat below what Firefox allows.
const MOST_CSS: f64 = 16e6;

/// A list in an element that scrolls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LongScroll {
    /// Length of the list, css pixels.
    content: f64,
    /// Length of the element that stands for it.
    element: f64,
}

impl LongScroll {
    /// For a list so many css pixels long, at so many device pixels for each.
    pub fn new(content: f64, pixel_ratio: f64) -> Self {
        let most = MOST_CSS.min(MOST_DEVICE / pixel_ratio.max(1.0));
        Self { content, element: content.min(most) }
    }

    /// Length of the element that stands for the list, css pixels.
    pub fn element(self) -> f64 {
        self.element
    }

    /// How far the list is moved beyond what the element is scrolled; 0 for a list that is short enough. `far` is how far the
    /// element can be scrolled.
    pub fn shift(self, scroll: f64, far: f64) -> f64 {
        if far > 0.0 { (self.content - self.element) * (scroll / far).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The place of the list at the top of what is seen, css pixels from its beginning.
    pub fn position(self, scroll: f64, far: f64) -> f64 {
        scroll + self.shift(scroll, far)
    }

    /// Where the element must be scrolled to for that place.
    pub fn scroll_to(self, position: f64, far: f64) -> f64 {
        let way = far + self.content - self.element;
        if way > 0.0 { (position * far / way).clamp(0.0, far) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SEEN: f64 = 600.0;
    const ROW: f64 = 44.0;

    /// How far an element with so much seen of it can be scrolled.
    fn far(list: LongScroll) -> f64 {
        (list.element() - SEEN).max(0.0)
    }

    #[test]
    fn a_list_that_is_short_enough_moves_pixel_by_pixel() {
        let list = LongScroll::new(33_755.0 * ROW, 2.0);
        assert_eq!(list.element(), 33_755.0 * ROW);
        for at in [0.0, 1.0, 44.5, 1_484_620.0] {
            assert_eq!((list.position(at, far(list)), list.shift(at, far(list))), (at, 0.0));
            assert_eq!(list.scroll_to(at, far(list)), at);
        }
    }

    #[test]
    fn a_million_areas_are_all_reached() {
        for ratio in [0.5, 1.0, 1.25, 2.0, 4.0] {
            let list = LongScroll::new(1_000_000.0 * ROW, ratio);
            assert!(list.element() <= 16e6 && list.element() * ratio <= 30e6, "{list:?}");
            let last = list.position(far(list), far(list)) + SEEN;
            assert!((last - 1_000_000.0 * ROW).abs() < 1e-3, "{ratio}: {last}");
            assert_eq!(list.position(0.0, far(list)), 0.0);
        }
    }

    #[test]
    fn a_notch_of_the_wheel_skips_no_row_unseen() {
        let list = LongScroll::new(1_000_000.0 * ROW, 1.0);
        let step = list.position(8_000_100.0, far(list)) - list.position(8_000_000.0, far(list));
        assert!(step < SEEN, "{step}");
    }

    #[test]
    fn nothing_to_scroll_is_the_beginning() {
        let list = LongScroll::new(0.0, 1.0);
        assert_eq!((list.position(0.0, 0.0), list.scroll_to(10.0, 0.0)), (0.0, 0.0));
        let long = LongScroll::new(1e9, 1.0);
        assert_eq!((long.position(0.0, 0.0), long.scroll_to(5e8, 0.0)), (0.0, 0.0));
    }

    proptest! {
        #[test]
        fn every_row_is_brought_into_sight(rows in 1..1_000_000_u32, at in 0.0..1.0_f64, ratio in 0.5..4.0_f64) {
            let list = LongScroll::new(f64::from(rows) * ROW, ratio);
            let row = (at * f64::from(rows)).floor() * ROW;
            let scroll = list.scroll_to(row, far(list));
            let top = list.position(scroll, far(list));
            // Browsers round what is scrolled to whole pixels.
            let rounded = list.position(scroll.floor(), far(list));
            prop_assert!(top <= row + 1e-3 && row + ROW <= top + SEEN + 1e-3, "{row} at {top}");
            prop_assert!(rounded <= row + 1e-3 && row + ROW <= rounded + SEEN + ROW, "{row} at {rounded}");
        }

        #[test]
        fn scrolling_on_goes_on(rows in 1..1_000_000_u32, one in 0.0..1.0_f64, other in 0.0..1.0_f64) {
            let list = LongScroll::new(f64::from(rows) * ROW, 1.0);
            let (low, high) = (one.min(other) * far(list), one.max(other) * far(list));
            prop_assert!(list.position(low, far(list)) <= list.position(high, far(list)));
        }
    }
}
