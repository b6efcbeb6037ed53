//! Which area lies under a point of the screen.

use std::sync::Arc;

use super::{Bounds, MapShapes, Projection};

/// Most cells along one side of the grid: 65,536 in all stay small beside the geometry.
const MAX_SIDE: usize = 256;

/// A uniform grid over the map, built once: each cell lists the areas whose box reaches into it.
///
/// A look-up costs the few areas of one cell, at 33,755 areas as at 64, so that it can follow the pointer.
#[derive(Debug, Clone)]
pub struct HitIndex {
    shapes: Arc<MapShapes>,
    bounds: Bounds,
    side: usize,
    /// Where each cell starts in `members`; one more entry than cells.
    starts: Vec<u32>,
    /// Areas of each cell, ascending.
    members: Vec<u32>,
}

impl HitIndex {
    /// Sorts the areas into about one cell per area.
    pub fn build(shapes: Arc<MapShapes>) -> Self {
        let side = ((shapes.n_areas() as f64).sqrt().ceil() as usize).clamp(1, MAX_SIDE);
        let bounds = shapes.bounds();
        let mut index = Self { shapes, bounds, side, starts: vec![0; side * side + 1], members: Vec::new() };
        index.fill();
        index
    }

    /// The area under `pixel`, if any.
    ///
    /// Points lie above polygons: the nearest one within `radius` pixels wins (of two equally near, the first). Else
    /// the polygon around `pixel`, holes left out; where polygons overlap, the one drawn last.
    pub fn hit(&self, projection: &Projection, pixel: [f64; 2], radius: f64) -> Option<usize> {
        self.nearest_point(projection, pixel, radius).or_else(|| {
            let at = projection.unproject(pixel);
            self.candidates(Bounds { min: at, max: at }).filter(|area| self.contains(*area, at)).max()
        })
    }

    fn nearest_point(&self, projection: &Projection, pixel: [f64; 2], radius: f64) -> Option<usize> {
        let [west, north] = projection.unproject([pixel[0] - radius, pixel[1] - radius]);
        let [east, south] = projection.unproject([pixel[0] + radius, pixel[1] + radius]);
        self.candidates(Bounds { min: [west, south], max: [east, north] })
            .filter(|area| self.shapes.is_point(*area))
            .filter_map(|area| {
                let [x, y] = projection.project(self.shapes.anchor(area)?);
                let distance = (x - pixel[0]).hypot(y - pixel[1]);
                (distance <= radius).then_some((distance, area))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, area)| area)
    }

    fn contains(&self, area: usize, at: [f64; 2]) -> bool {
        self.shapes.area_bounds(area).contains(at)
            && self.shapes.polygons(area).any(|polygon| polygon.contains(at))
    }

    /// Areas of all cells that `part` touches; an area may come more than once.
    fn candidates(&self, part: Bounds) -> impl Iterator<Item = usize> + '_ {
        self.cells(part).flat_map(|cell| {
            let members = self.starts[cell] as usize..self.starts[cell + 1] as usize;
            self.members[members].iter().map(|area| *area as usize)
        })
    }

    /// Positions of the cells that `part` touches; none when it misses the map.
    fn cells(&self, part: Bounds) -> impl Iterator<Item = usize> + use<> {
        let (side, low, high) = (self.side, self.cell_of(part.min), self.cell_of(part.max));
        let rows = if part.overlaps(&self.bounds) { low[1]..high[1] + 1 } else { 0..0 };
        rows.flat_map(move |row| (low[0]..=high[0]).map(move |column| row * side + column))
    }

    fn cell_of(&self, point: [f64; 2]) -> [usize; 2] {
        let span = self.bounds.span();
        [0, 1].map(|axis| {
            let share = (point[axis] - self.bounds.min[axis]) / span[axis].max(f64::MIN_POSITIVE);
            // The cast sends what lies before the first cell, and what is no number, to the first.
            ((share * self.side as f64) as usize).min(self.side - 1)
        })
    }

    /// Counts, then places: two passes, so that all lists share one allocation.
    fn fill(&mut self) {
        for area in 0..self.shapes.n_areas() {
            for cell in self.cells(self.shapes.area_bounds(area)) {
                self.starts[cell + 1] += 1;
            }
        }
        for cell in 1..self.starts.len() {
            self.starts[cell] += self.starts[cell - 1];
        }
        let total = self.starts.last().map_or(0, |end| *end as usize);
        self.members = vec![0; total];
        let mut next = self.starts.clone();
        for area in 0..self.shapes.n_areas() {
            for cell in self.cells(self.shapes.area_bounds(area)) {
                self.members[next[cell] as usize] = area as u32;
                next[cell] += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Viewport;
    use crate::snapshot::Geometry;
    use proptest::prelude::*;

    fn square(x: f64, y: f64, size: f64) -> Vec<[f64; 2]> {
        vec![[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    }

    fn index(rings: &[Vec<Vec<[f64; 2]>>], points: &[Option<[f64; 2]>]) -> (HitIndex, Projection) {
        let geometries: Vec<_> =
            rings.iter().map(|rings| Some(Arc::new(Geometry::Polygon(rings.clone())))).collect();
        let shapes = Arc::new(MapShapes::build(&geometries, points));
        let bounds = shapes.bounds();
        let projection = Projection::fit(bounds, [640.0, 480.0], 10.0, Viewport::whole(&bounds));
        (HitIndex::build(shapes), projection)
    }

    fn at(index: &(HitIndex, Projection), place: [f64; 2]) -> Option<usize> {
        index.0.hit(&index.1, index.1.project(place), 6.0)
    }

    #[test]
    fn a_hole_belongs_to_whoever_fills_it() {
        let ring = vec![square(0.0, 0.0, 9.0), square(3.0, 3.0, 3.0)];
        let map = index(&[ring.clone(), vec![square(4.0, 4.0, 1.0)]], &[]);
        assert_eq!(at(&map, [1.0, 1.0]), Some(0));
        assert_eq!(at(&map, [4.5, 4.5]), Some(1));
        assert_eq!(at(&map, [3.2, 3.2]), None, "in the hole, beside what fills it");
        assert_eq!(at(&map, [9.5, 1.0]), None, "outside the map");
    }

    #[test]
    fn of_overlapping_polygons_the_last_drawn_is_hit() {
        let map = index(&[vec![square(0.0, 0.0, 4.0)], vec![square(2.0, 0.0, 4.0)]], &[]);
        assert_eq!(at(&map, [3.0, 1.0]), Some(1));
        assert_eq!(at(&map, [1.0, 1.0]), Some(0));
    }

    #[test]
    fn the_nearest_point_within_reach_wins_and_lies_above_polygons() {
        let points = [None, Some([1.0, 1.0]), Some([1.05, 1.0])];
        let map = index(&[vec![square(0.0, 0.0, 4.0)]], &points);
        assert_eq!(at(&map, [0.99, 1.0]), Some(1));
        assert_eq!(at(&map, [1.06, 1.0]), Some(2));
        assert_eq!(at(&map, [2.0, 2.0]), Some(0));
    }

    #[test]
    fn a_map_of_nothing_and_of_one_point() {
        assert_eq!(at(&index(&[], &[]), [0.0, 0.0]), None);
        let one = index(&[], &[Some([51.0, 35.0])]);
        assert_eq!(at(&one, [51.0, 35.0]), Some(0));
        assert_eq!(at(&one, [51.005, 35.0]), None);
    }

    #[test]
    fn agrees_with_a_search_through_33_755_points() {
        // A sequence that spreads points evenly without a random source.
        let golden = [0.754_877_666, 0.569_840_291];
        let points: Vec<_> = (0..33_755)
            .map(|i| Some([0, 1].map(|axis| (f64::from(i) * golden[axis]).fract() * 10.0)))
            .collect();
        let (index, projection) = index(&[], &points);
        for probe in 0..200 {
            let pixel = [f64::from(probe * 3 + 20), f64::from((probe * 7) % 480)];
            let distance = |point: &Option<[f64; 2]>| {
                let [x, y] = projection.project(point.unwrap());
                (x - pixel[0]).hypot(y - pixel[1])
            };
            let nearest = (0..points.len())
                .min_by(|a, b| distance(&points[*a]).total_cmp(&distance(&points[*b])))
                .filter(|area| distance(&points[*area]) <= 4.0);
            assert_eq!(index.hit(&projection, pixel, 4.0), nearest, "at {pixel:?}");
        }
    }

    /// Convex polygons, one in each square of a 4 × 4 board, from angles sorted around a centre.
    fn convex_board() -> impl Strategy<Value = Vec<Vec<Vec<[f64; 2]>>>> {
        let one = (proptest::collection::btree_set(0..360_u32, 3..9), 0.2..0.49_f64);
        proptest::collection::vec(one, 16).prop_map(|cells| {
            let shape = |(at, (angles, radius)): (usize, (std::collections::BTreeSet<u32>, f64))| {
                let center = [(at % 4) as f64 + 0.5, (at / 4) as f64 + 0.5];
                let corner = |angle: &u32| {
                    let (sin, cos) = f64::from(*angle).to_radians().sin_cos();
                    [center[0] + radius * cos, center[1] + radius * sin]
                };
                vec![angles.iter().map(corner).collect()]
            };
            cells.into_iter().enumerate().map(shape).collect()
        })
    }

    proptest! {
        #[test]
        fn a_convex_polygon_is_hit_at_its_centre_of_gravity(board in convex_board()) {
            let map = index(&board, &[]);
            for area in 0..board.len() {
                let anchor = map.0.shapes.anchor(area).unwrap();
                prop_assert_eq!(at(&map, anchor), Some(area));
            }
        }
    }
}
