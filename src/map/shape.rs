//! Geometry of all areas in a few long arrays.

use std::ops::Range;
use std::sync::Arc;

use super::{Bounds, ring};
use crate::snapshot::Geometry;
use crate::sorting::ascend;

/// The geometry of all areas, built once per snapshot: points of all rings in one array, and who owns which.
///
/// Rings are open (the first point is not repeated), outer rings run anticlockwise and holes clockwise, whatever the
/// file did, so that either fill rule draws the same. Rings of fewer than three points, and points that are not
/// finite, are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct MapShapes {
    points: Vec<[f64; 2]>,
    /// End in `points` of each ring.
    ring_end: Vec<u32>,
    /// End among the rings of each polygon.
    polygon_end: Vec<u32>,
    /// End among the polygons of each area.
    area_end: Vec<u32>,
    boxes: Vec<Bounds>,
    anchors: Vec<Option<[f64; 2]>>,
    bounds: Bounds,
}

/// One polygon: an outer ring and its holes.
#[derive(Debug, Clone)]
pub struct Polygon<'a> {
    shapes: &'a MapShapes,
    rings: Range<usize>,
}

impl MapShapes {
    /// Flattens `geometries`; an area without a polygon falls back to its entry in `points`, longitude and latitude.
    ///
    /// Both are in area order and may be shorter than the other: what lacks, lacks. An area with neither is nowhere
    /// on the map: its box is empty and its anchor `None`.
    pub fn build(geometries: &[Option<Arc<Geometry>>], points: &[Option<[f64; 2]>]) -> Self {
        let mut shapes = Self {
            points: Vec::new(),
            ring_end: Vec::new(),
            polygon_end: Vec::new(),
            area_end: Vec::new(),
            boxes: Vec::new(),
            anchors: Vec::new(),
            bounds: Bounds::EMPTY,
        };
        for area in 0..geometries.len().max(points.len()) {
            let geometry = geometries.get(area).and_then(Option::as_deref);
            shapes.push_area(geometry, points.get(area).copied().flatten());
        }
        shapes.bounds = shapes.boxes.iter().copied().fold(Bounds::EMPTY, Bounds::union);
        shapes
    }

    /// Number of areas.
    pub fn n_areas(&self) -> usize {
        self.area_end.len()
    }

    /// The box around everything; [`Bounds::EMPTY`] when nothing is on the map.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The box around one area; [`Bounds::EMPTY`] when it is nowhere, or there is no such area.
    pub fn area_bounds(&self, area: usize) -> Bounds {
        self.boxes.get(area).copied().unwrap_or(Bounds::EMPTY)
    }

    /// Where the label of an area goes, longitude and latitude: the centre of gravity of its largest polygon, or, if
    /// that lies outside, the middle of the widest stretch of the polygon at the same latitude; or its point.
    /// `None` when the area is nowhere.
    pub fn anchor(&self, area: usize) -> Option<[f64; 2]> {
        self.anchors.get(area).copied().flatten()
    }

    /// Whether the area is shown by a point because it has no polygon.
    pub fn is_point(&self, area: usize) -> bool {
        self.polygon_range(area).is_empty() && self.anchor(area).is_some()
    }

    /// The polygons of an area; none for an area shown by a point.
    pub fn polygons(&self, area: usize) -> impl Iterator<Item = Polygon<'_>> {
        self.polygon_range(area)
            .map(|polygon| Polygon { shapes: self, rings: span(&self.polygon_end, polygon) })
    }

    fn polygon_range(&self, area: usize) -> Range<usize> {
        if area < self.area_end.len() { span(&self.area_end, area) } else { 0..0 }
    }

    fn push_area(&mut self, geometry: Option<&Geometry>, point: Option<[f64; 2]>) {
        for rings in geometry.map(Geometry::polygons).unwrap_or_default() {
            self.push_polygon(rings);
        }
        self.area_end.push(self.polygon_end.len() as u32);
        let area = self.area_end.len() - 1;
        let largest = self.polygons(area).max_by(|a, b| a.area().total_cmp(&b.area()));
        let anchor = match largest {
            Some(polygon) => Some(polygon.anchor()),
            None => point.filter(|at| at.iter().all(|degrees| degrees.is_finite())),
        };
        let outline = self.polygons(area).flat_map(|polygon| polygon.outer());
        self.boxes.push(Bounds::around(outline.chain(anchor.iter())));
        self.anchors.push(anchor);
    }

    fn push_polygon(&mut self, rings: &[Vec<[f64; 2]>]) {
        let before = self.ring_end.len();
        for (at, ring) in rings.iter().enumerate() {
            let kept = self.push_ring(ring, at > 0);
            if at == 0 && !kept {
                return; // holes of nothing
            }
        }
        if self.ring_end.len() > before {
            self.polygon_end.push(self.ring_end.len() as u32);
        }
    }

    fn push_ring(&mut self, ring: &[[f64; 2]], is_hole: bool) -> bool {
        let start = self.points.len();
        self.points.extend(ring.iter().filter(|point| point.iter().all(|degrees| degrees.is_finite())));
        if self.points.len() > start + 1 && self.points.last() == self.points.get(start) {
            self.points.pop();
        }
        if self.points.len() < start + 3 {
            self.points.truncate(start);
            return false;
        }
        let own = &mut self.points[start..];
        let [doubled_area, ..] = ring::moments(own, own[0]);
        if (doubled_area < 0.0) != is_hole {
            own.reverse();
        }
        self.ring_end.push(self.points.len() as u32);
        true
    }
}

impl<'a> Polygon<'a> {
    /// The outer ring, anticlockwise and open, longitude and latitude.
    pub fn outer(&self) -> &'a [[f64; 2]] {
        &self.shapes.points[span(&self.shapes.ring_end, self.rings.start)]
    }

    /// The outer ring first, then the holes.
    pub fn rings(&self) -> impl Iterator<Item = &'a [[f64; 2]]> + use<'a> {
        let shapes = self.shapes;
        self.rings.clone().map(|ring| &shapes.points[span(&shapes.ring_end, ring)])
    }

    /// Whether there are holes.
    pub fn has_holes(&self) -> bool {
        self.rings.len() > 1
    }

    /// Whether `point` lies inside and in no hole, by the even-odd rule.
    pub fn contains(&self, point: [f64; 2]) -> bool {
        self.rings().filter(|ring| ring::is_odd(ring, point)).count() % 2 == 1
    }

    /// Enclosed area without holes, square degrees: good for comparing polygons of one map, not for reporting.
    pub fn area(&self) -> f64 {
        self.moments()[0] / 2.0
    }

    fn moments(&self) -> [f64; 3] {
        let origin = self.outer()[0];
        self.rings()
            .map(|ring| ring::moments(ring, origin))
            .fold([0.0; 3], |sum, ring| [sum[0] + ring[0], sum[1] + ring[1], sum[2] + ring[2]])
    }

    fn anchor(&self) -> [f64; 2] {
        let [doubled_area, x, y] = self.moments();
        let origin = self.outer()[0];
        let gravity = [origin[0] + x / (3.0 * doubled_area), origin[1] + y / (3.0 * doubled_area)];
        let bounds = Bounds::around(self.outer());
        // A flat polygon divides by (almost) nothing and throws its centre of gravity anywhere.
        if !bounds.contains(gravity) {
            return bounds.center();
        }
        if self.contains(gravity) { gravity } else { self.middle_of_widest(gravity[1]).unwrap_or(gravity) }
    }

    /// The middle of the widest stretch inside the polygon at latitude `y`.
    fn middle_of_widest(&self, y: f64) -> Option<[f64; 2]> {
        let mut crossings: Vec<f64> =
            self.rings().flat_map(ring::edges).filter_map(|edge| ring::crossing(edge, y)).collect();
        ascend(&mut crossings);
        let stretch = crossings.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
        Some([(stretch[0] + stretch[1]) / 2.0, y])
    }
}

/// The part of the array below that belongs to entry `at`, given the ends of all entries.
fn span(ends: &[u32], at: usize) -> Range<usize> {
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    start..ends[at] as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polygon(rings: &[&[[f64; 2]]]) -> Option<Arc<Geometry>> {
        Some(Arc::new(Geometry::Polygon(rings.iter().map(|ring| ring.to_vec()).collect())))
    }

    const OUTER: [[f64; 2]; 5] = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
    const HOLE: [[f64; 2]; 5] = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0], [1.0, 1.0]];

    #[test]
    fn rings_are_opened_and_turned_whatever_the_file_did() {
        let mut clockwise = OUTER;
        clockwise.reverse();
        let shapes = MapShapes::build(&[polygon(&[&clockwise, &HOLE])], &[]);
        let only = shapes.polygons(0).next().unwrap();
        let turns: Vec<f64> = only.rings().map(|ring| ring::moments(ring, ring[0])[0]).collect();
        assert_eq!(turns, [32.0, -2.0]);
        assert_eq!(only.outer().len(), 4);
        assert_eq!(only.area(), 15.0);
    }

    #[test]
    fn the_anchor_is_the_centre_of_gravity_without_the_hole() {
        let shapes = MapShapes::build(&[polygon(&[&OUTER, &HOLE])], &[]);
        // (16 · 2 − 1 · 1.5) / 15
        let expected = 30.5 / 15.0;
        let [x, y] = shapes.anchor(0).unwrap();
        assert!((x - expected).abs() < 1e-12 && (y - expected).abs() < 1e-12);
    }

    #[test]
    fn the_anchor_of_a_bent_polygon_lies_inside_it() {
        let horseshoe =
            [[0.0, 0.0], [6.0, 0.0], [6.0, 5.0], [5.0, 5.0], [5.0, 1.0], [2.0, 1.0], [2.0, 5.0], [0.0, 5.0]];
        let shapes = MapShapes::build(&[polygon(&[&horseshoe])], &[]);
        let anchor = shapes.anchor(0).unwrap();
        assert!(shapes.polygons(0).next().unwrap().contains(anchor));
        assert_eq!(anchor[0], 1.0, "the wider arm is the left one");
    }

    #[test]
    fn the_largest_polygon_carries_the_label() {
        let island: Vec<[f64; 2]> = HOLE.iter().map(|[x, y]| [x + 10.0, *y]).collect();
        let both = Geometry::MultiPolygon(vec![vec![island], vec![OUTER.to_vec()]]);
        let shapes = MapShapes::build(&[Some(Arc::new(both))], &[]);
        assert_eq!(shapes.anchor(0), Some([2.0, 2.0]));
        assert_eq!(shapes.area_bounds(0), Bounds { min: [0.0, 0.0], max: [12.0, 4.0] });
    }

    #[test]
    fn points_stand_in_where_no_polygon_is() {
        let flat = polygon(&[&[[0.0, 0.0], [1.0, 1.0]]]);
        let points = [Some([9.0, 9.0]), Some([7.0, 8.0]), None, Some([f64::NAN, 1.0])];
        let shapes = MapShapes::build(&[polygon(&[&OUTER]), flat, None], &points);
        assert_eq!(shapes.n_areas(), 4);
        assert!(!shapes.is_point(0), "a polygon beats a point");
        assert!(shapes.is_point(1), "two points are no polygon");
        assert_eq!(shapes.anchor(1), Some([7.0, 8.0]));
        assert_eq!((shapes.anchor(2), shapes.anchor(3)), (None, None));
        assert!(shapes.area_bounds(2).is_empty());
        assert_eq!(shapes.bounds(), Bounds { min: [0.0, 0.0], max: [7.0, 8.0] });
    }

    #[test]
    fn asking_beyond_the_end_finds_nothing() {
        let shapes = MapShapes::build(&[], &[]);
        assert_eq!(shapes.n_areas(), 0);
        assert_eq!(shapes.polygons(3).count(), 0);
        assert_eq!(shapes.anchor(3), None);
        assert!(!shapes.is_point(3));
    }
}
