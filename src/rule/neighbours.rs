//! Who borders on whom.
//!
//! Two areas are neighbours when a stretch of boundary belongs to both: two vertices that follow each other in a ring
//! of the one and, in either direction, in a ring of the other. Touching in one point is not enough (that is
//! "rook", not "queen", contiguity). Vertices are compared after rounding to seven decimals of a degree, about a
//! centimetre on the ground, because the same border is often written twice with different last digits. Where one area
//! has a vertex in the middle of the other's straight stretch the two pieces differ, and that stretch is not seen.

use std::sync::Arc;

use crate::snapshot::Geometry;

/// Neighbours of every area; symmetric, none its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// Where each area's list starts, and the end of the last.
    starts: Vec<u32>,
    lists: Vec<u32>,
    boundary: Vec<bool>,
}

impl Neighbours {
    /// Positions of the neighbours of an area, ascending; empty without any, and out of range.
    pub fn of(&self, area: usize) -> &[u32] {
        let (Some(start), Some(end)) = (self.starts.get(area), self.starts.get(area + 1)) else { return &[] };
        self.lists.get(*start as usize..*end as usize).unwrap_or_default()
    }

    /// Whether the area has a boundary, without which its neighbours are unknown.
    pub fn has_boundary(&self, area: usize) -> bool {
        self.boundary.get(area).copied().unwrap_or(false)
    }

    /// Number of neighbouring pairs.
    pub fn pairs(&self) -> usize {
        self.lists.len() / 2
    }
}

/// A vertex on a grid of 10⁻⁷ degrees, as one number.
type Vertex = u64;

/// Finds the neighbours; `boundaries` in area order. An area without a boundary has none.
///
/// ```
/// use negah::{rule::neighbours, snapshot::Geometry};
/// use std::sync::Arc;
/// let square = |x: f64, y: f64| {
///     let ring = [[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0], [x, y]];
///     Some(Arc::new(Geometry::Polygon(vec![ring.to_vec()])))
/// };
/// // The second shares an edge with the first; the third touches the first in a corner only.
/// let found = neighbours(&[square(0.0, 0.0), square(1.0, 0.0), square(1.0, 1.0), None]);
/// assert_eq!(found.of(0), [1]);
/// assert_eq!(found.of(1), [0, 2]);
/// assert!(found.of(3).is_empty() && !found.has_boundary(3));
/// ```
pub fn neighbours(boundaries: &[Option<Arc<Geometry>>]) -> Neighbours {
    let mut edges: Vec<(Vertex, Vertex, u32)> = Vec::new();
    for (area, geometry) in boundaries.iter().enumerate() {
        let rings = geometry.iter().flat_map(|geometry| geometry.rings());
        for pair in rings.flat_map(|ring| ring.windows(2)) {
            if let [a, b] = pair {
                let (a, b) = (vertex(*a), vertex(*b));
                if a != b {
                    edges.push((a.min(b), a.max(b), area as u32));
                }
            }
        }
    }
    edges.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for same in edges.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (at, (_, _, one)) in same.iter().enumerate() {
            for (_, _, other) in same.iter().skip(at + 1).filter(|(_, _, other)| other != one) {
                pairs.extend([(*one, *other), (*other, *one)]);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    lists(&pairs, boundaries.iter().map(Option::is_some).collect())
}

fn lists(pairs: &[(u32, u32)], boundary: Vec<bool>) -> Neighbours {
    let start = |area: usize| pairs.partition_point(|(one, _)| (*one as usize) < area) as u32;
    Neighbours {
        starts: (0..=boundary.len()).map(start).collect(),
        lists: pairs.iter().map(|(_, other)| *other).collect(),
        boundary,
    }
}

fn vertex([lon, lat]: [f64; 2]) -> Vertex {
    let grid = |degrees: f64, offset: f64| ((degrees + offset) * 1e7).round() as u64;
    grid(lon, 180.0) << 32 | grid(lat, 90.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, size: f64) -> Vec<[f64; 2]> {
        vec![[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    }

    fn one(ring: Vec<[f64; 2]>) -> Option<Arc<Geometry>> {
        Some(Arc::new(Geometry::Polygon(vec![ring])))
    }

    #[test]
    fn a_whole_in_a_hole_is_a_neighbour() {
        let around = Some(Arc::new(Geometry::Polygon(vec![square(0.0, 0.0, 9.0), square(3.0, 3.0, 1.0)])));
        let found = neighbours(&[around, one(square(3.0, 3.0, 1.0))]);
        assert_eq!((found.of(0), found.of(1), found.pairs()), (&[1][..], &[0][..], 1));
    }

    #[test]
    fn last_digits_do_not_part_neighbours() {
        let found = neighbours(&[one(square(51.3, 35.7, 0.1)), one(square(51.4 + 2e-9, 35.7 - 2e-9, 0.1))]);
        assert_eq!(found.of(0), [1]);
    }

    #[test]
    fn a_vertex_on_one_side_only_hides_the_border() {
        let split = vec![[1.0, 0.0], [2.0, 0.0], [2.0, 1.0], [1.0, 1.0], [1.0, 0.5], [1.0, 0.0]];
        assert!(neighbours(&[one(square(0.0, 0.0, 1.0)), one(split)]).of(0).is_empty());
    }

    #[test]
    fn an_area_of_several_parts_borders_with_each() {
        let several = neighbours(&[
            Some(Arc::new(Geometry::MultiPolygon(vec![
                vec![square(0.0, 0.0, 1.0)],
                vec![square(5.0, 0.0, 1.0)],
            ]))),
            one(square(6.0, 0.0, 1.0)),
            one(square(1.0, 0.0, 1.0)),
        ]);
        assert_eq!(several.of(0), [1, 2]);
        assert!(several.of(7).is_empty());
    }
}
