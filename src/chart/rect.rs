//! Rectangles on the screen.

/// A rectangle in device pixels from the upper left corner, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge, not less than `left`.
    pub right: f64,
    /// Lower edge, not less than `top`.
    pub bottom: f64,
}

impl Rect {
    /// The rectangle between two corners, given in any order.
    pub fn between(one: [f64; 2], other: [f64; 2]) -> Self {
        Self {
            left: one[0].min(other[0]),
            top: one[1].min(other[1]),
            right: one[0].max(other[0]),
            bottom: one[1].max(other[1]),
        }
    }

    /// Pixels from left to right.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The point in the middle.
    pub fn center(&self) -> [f64; 2] {
        [(self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0]
    }

    /// Whether a point lies inside; the left and upper edge belong to it, the right and lower do not.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        self.left <= x && x < self.right && self.top <= y && y < self.bottom
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies wholly inside.
    pub fn encloses(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_may_come_in_any_order() {
        let rect = Rect::between([10.0, 1.0], [4.0, 5.0]);
        assert_eq!(rect, Rect { left: 4.0, top: 1.0, right: 10.0, bottom: 5.0 });
        assert_eq!((rect.width(), rect.height(), rect.center()), (6.0, 4.0, [7.0, 3.0]));
    }

    #[test]
    fn neighbours_share_no_point() {
        let (left, right) = (Rect::between([0.0, 0.0], [5.0, 5.0]), Rect::between([5.0, 0.0], [9.0, 5.0]));
        assert!(!left.overlaps(&right));
        assert!(!left.contains(5.0, 1.0) && right.contains(5.0, 1.0));
        assert!(Rect::between([0.0, 0.0], [9.0, 5.0]).encloses(&right));
        assert!(!left.encloses(&right));
    }
}
