//! Boxes of longitude and latitude.

/// A box of longitude and latitude, degrees. A box of nothing has `min > max`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Western and southern edge.
    pub min: [f64; 2],
    /// Eastern and northern edge.
    pub max: [f64; 2],
}

impl Bounds {
    /// The box of nothing: it contains and overlaps nothing, and any point extends it.
    pub const EMPTY: Self = Self { min: [f64::INFINITY; 2], max: [f64::NEG_INFINITY; 2] };

    /// The smallest box around `points`; [`Bounds::EMPTY`] for none.
    pub fn around<'a>(points: impl IntoIterator<Item = &'a [f64; 2]>) -> Self {
        points.into_iter().fold(Self::EMPTY, |bounds, &point| bounds.union(Self { min: point, max: point }))
    }

    /// The smallest box around both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: [self.min[0].min(other.min[0]), self.min[1].min(other.min[1])],
            max: [self.max[0].max(other.max[0]), self.max[1].max(other.max[1])],
        }
    }

    /// Whether it holds no point at all.
    pub fn is_empty(&self) -> bool {
        self.min[0] > self.max[0] || self.min[1] > self.max[1]
    }

    /// Width and height, degrees; negative for a box of nothing.
    pub fn span(&self) -> [f64; 2] {
        [self.max[0] - self.min[0], self.max[1] - self.min[1]]
    }

    /// The middle; `[0, 0]` for a box of nothing.
    pub fn center(&self) -> [f64; 2] {
        if self.is_empty() {
            return [0.0; 2];
        }
        [(self.min[0] + self.max[0]) / 2.0, (self.min[1] + self.max[1]) / 2.0]
    }

    /// Whether `point` lies inside or on the edge.
    pub fn contains(&self, point: [f64; 2]) -> bool {
        (0..2).all(|axis| self.min[axis] <= point[axis] && point[axis] <= self.max[axis])
    }

    /// Whether the two share a point, an edge included.
    pub fn overlaps(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.max[axis] && other.min[axis] <= self.max[axis])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_nothing_and_everything_extends_it() {
        let unit = Bounds { min: [0.0, 0.0], max: [1.0, 1.0] };
        assert!(Bounds::EMPTY.is_empty());
        assert!(!Bounds::EMPTY.overlaps(&unit));
        assert!(!Bounds::EMPTY.contains([0.0, 0.0]));
        assert_eq!(Bounds::EMPTY.union(unit), unit);
        assert_eq!(Bounds::EMPTY.center(), [0.0, 0.0]);
    }

    #[test]
    fn around_takes_the_extremes_of_both_axes() {
        let bounds = Bounds::around(&[[3.0, -1.0], [1.0, 5.0], [2.0, 0.0]]);
        assert_eq!(bounds, Bounds { min: [1.0, -1.0], max: [3.0, 5.0] });
        assert_eq!(bounds.span(), [2.0, 6.0]);
    }

    #[test]
    fn boxes_that_touch_overlap() {
        let left = Bounds { min: [0.0, 0.0], max: [1.0, 1.0] };
        let right = Bounds { min: [1.0, 0.0], max: [2.0, 1.0] };
        let far = Bounds { min: [1.1, 0.0], max: [2.0, 1.0] };
        assert!(left.overlaps(&right));
        assert!(!left.overlaps(&far));
    }
}
