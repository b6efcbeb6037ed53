//! Boundaries that cross themselves, found by a sweep from west to east.
//!
//! Two edges cross where each has its ends strictly on both sides of the other, or where the line runs
//! through one of its own corners or edges from one side to the other. Orientation is computed exactly
//! (`robust`), so neither near misses nor mere touching are taken for crossings. Edges that lie on one
//! another, as between neighbouring parts, are not reported.

use robust::{Coord, orient2d};

use super::report::Report;
use crate::snapshot::{Finding, Geometry, Place, Rule, Snapshot};
use crate::sorting::Sorting;

/// Comparisons of two edges after which a single boundary is given up as too intricate: about a tenth of a second.
pub const MOST_COMPARISONS: usize = 20_000_000;

type Point = [f64; 2];

pub(super) fn check(snapshot: &Snapshot, area: usize, report: &mut Report) {
    let Some(Some(geometry)) = snapshot.boundaries.get(area) else { return };
    let code = &snapshot.areas.code[area];
    let place = || Place::at(format!("boundaries.{code}")).of_area(code);
    match first_crossing(geometry) {
        Crossing::None => {}
        Crossing::At([lon, lat]) => {
            report.add(Finding::new(
                Rule::BoundaryCrossesItself,
                place(),
                format!("{lon:.5}, {lat:.5}"),
                "0",
            ));
        }
        Crossing::Unknown => {
            let points: usize = geometry.rings().map(Vec::len).sum();
            report.add(Finding::new(Rule::BoundaryNotChecked, place(), points.to_string(), ""));
        }
    }
}

#[derive(Debug, PartialEq)]
enum Crossing {
    None,
    At(Point),
    Unknown,
}

/// An edge, together with the corner before it.
struct Edge {
    before: Point,
    from: Point,
    to: Point,
}

impl Edge {
    fn west(&self) -> f64 {
        self.from[0].min(self.to[0])
    }

    fn east(&self) -> f64 {
        self.from[0].max(self.to[0])
    }

    fn shares_latitude(&self, other: &Self) -> bool {
        let span = |edge: &Self| (edge.from[1].min(edge.to[1]), edge.from[1].max(edge.to[1]));
        let ((south, north), (other_south, other_north)) = (span(self), span(other));
        south <= other_north && other_south <= north
    }

    /// On which side of this edge, or its continuation, a point lies: positive on the left.
    fn side(&self, point: Point) -> f64 {
        turn(self.from, self.to, point)
    }

    fn holds_inside(&self, point: Point) -> bool {
        let within = |at: usize| {
            (self.from[at].min(self.to[at])..=self.from[at].max(self.to[at])).contains(&point[at])
        };
        point != self.from && point != self.to && within(0) && within(1) && self.side(point) == 0.0
    }
}

fn turn(a: Point, b: Point, c: Point) -> f64 {
    let coord = |[x, y]: Point| Coord { x, y };
    orient2d(coord(a), coord(b), coord(c))
}

/// Edges enter the sweep at their western end and leave it at their eastern end.
fn first_crossing(geometry: &Geometry) -> Crossing {
    let mut edges: Vec<Edge> = geometry.rings().flat_map(|ring| edges(ring)).collect();
    edges.order_by(|a, b| a.west().total_cmp(&b.west()));
    let mut open: Vec<&Edge> = Vec::new();
    let mut comparisons = 0;
    for edge in &edges {
        open.retain(|other| other.east() >= edge.west());
        comparisons += open.len();
        if comparisons > MOST_COMPARISONS {
            return Crossing::Unknown;
        }
        let near = open.iter().filter(|other| other.shares_latitude(edge));
        if let Some(point) = near.filter_map(|other| crossing(other, edge)).next() {
            return Crossing::At(point);
        }
        open.push(edge);
    }
    Crossing::None
}

fn edges(ring: &[Point]) -> Vec<Edge> {
    let mut corners = ring.to_vec();
    corners.dedup();
    if corners.first() == corners.last() {
        corners.pop();
    }
    let n = corners.len();
    let corner = |at: usize| corners[at % n];
    (0..n).map(|at| Edge { before: corner(at + n - 1), from: corner(at), to: corner(at + 1) }).collect()
}

fn crossing(a: &Edge, b: &Edge) -> Option<Point> {
    let (b_from, b_to) = (a.side(b.from), a.side(b.to));
    let (a_from, a_to) = (b.side(a.from), b.side(a.to));
    if [b_from, b_to, a_from, a_to].iter().all(|side| *side != 0.0) {
        let cross = (b_from > 0.0) != (b_to > 0.0) && (a_from > 0.0) != (a_to > 0.0);
        let share = a_from / (a_from - a_to);
        let along = |at: usize| a.from[at] + share * (a.to[at] - a.from[at]);
        return cross.then(|| [along(0), along(1)]);
    }
    if a.from == b.from {
        return corners_cross(a, b).then_some(a.from);
    }
    if passes_through(a, b) {
        return Some(b.from);
    }
    passes_through(b, a).then_some(a.from)
}

/// Whether the line runs across `edge` at the corner where `other` begins.
fn passes_through(edge: &Edge, other: &Edge) -> bool {
    edge.holds_inside(other.from) && edge.side(other.before) * edge.side(other.to) < 0.0
}

/// Whether two lines through one corner change sides there: one arm of the second lies strictly between
/// the arms of the first, the other strictly outside.
fn corners_cross(a: &Edge, b: &Edge) -> bool {
    let sector = |point| in_sector(a, point);
    matches!((sector(b.before), sector(b.to)), (Some(one), Some(other)) if one != other)
}

/// Whether `point` lies in the sector that opens anticlockwise from the arm to `corner.to` to the arm to
/// `corner.before`; `None` on an arm.
fn in_sector(corner: &Edge, point: Point) -> Option<bool> {
    let (centre, first, last) = (corner.from, corner.to, corner.before);
    let (from_first, to_last) = (turn(centre, first, point), turn(centre, point, last));
    let dot = |a: Point, b: Point| {
        (a[0] - centre[0]) * (b[0] - centre[0]) + (a[1] - centre[1]) * (b[1] - centre[1])
    };
    let is_on = |turn: f64, arm: Point| turn == 0.0 && dot(arm, point) > 0.0;
    if is_on(from_first, first) || is_on(to_last, last) {
        return None;
    }
    let opening = turn(centre, first, last);
    Some(if opening > 0.0 {
        from_first > 0.0 && to_last > 0.0
    } else if opening < 0.0 {
        from_first > 0.0 || to_last > 0.0
    } else {
        // Either a straight line, or a spike with nothing between its arms.
        dot(first, last) < 0.0 && from_first > 0.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn polygon(points: &[Point]) -> Geometry {
        let mut ring = points.to_vec();
        ring.push(points[0]);
        Geometry::Polygon(vec![ring])
    }

    #[test]
    fn finds_where_a_bow_tie_crosses() {
        let bow_tie = polygon(&[[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0]]);
        assert_eq!(first_crossing(&bow_tie), Crossing::At([1.0, 1.0]));
        let through_a_corner =
            polygon(&[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [2.0, 0.0], [1.0, 1.0], [0.0, 2.0]]);
        assert_eq!(first_crossing(&through_a_corner), Crossing::At([1.0, 1.0]));
        let through_an_edge = polygon(&[[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [1.0, 1.0], [0.0, 2.0]]);
        assert_eq!(first_crossing(&through_an_edge), Crossing::At([1.0, 1.0]));
    }

    #[test]
    fn touching_is_not_crossing() {
        let square = polygon(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]]);
        assert_eq!(first_crossing(&square), Crossing::None);
        let pinched = polygon(&[[0.0, 0.0], [1.0, 1.0], [2.0, 0.0], [2.0, 2.0], [1.0, 1.0], [0.0, 2.0]]);
        assert_eq!(first_crossing(&pinched), Crossing::None);
        let corner_on_edge = polygon(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 0.0], [0.0, 4.0]]);
        assert_eq!(first_crossing(&corner_on_edge), Crossing::None);
        let spike = polygon(&[[0.0, 0.0], [4.0, 0.0], [6.0, 0.0], [4.0, 0.0], [4.0, 4.0]]);
        assert_eq!(first_crossing(&spike), Crossing::None);
        let spike_on_a_corner =
            [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [2.0, 2.0], [1.0, 2.0], [1.0, 0.0], [1.0, 2.0], [0.0, 2.0]];
        assert_eq!(first_crossing(&polygon(&spike_on_a_corner)), Crossing::None);
        let from_its_tip: Vec<Point> = spike_on_a_corner.iter().cycle().skip(4).take(8).copied().collect();
        assert_eq!(first_crossing(&polygon(&from_its_tip)), Crossing::None);
        let repeated = polygon(&[[0.0, 0.0], [0.0, 0.0], [4.0, 0.0], [4.0, 4.0]]);
        assert_eq!(first_crossing(&repeated), Crossing::None);
    }

    #[test]
    fn parts_and_holes_are_held_against_each_other() {
        let square = |at: f64, size: f64| {
            vec![[at, at], [at + size, at], [at + size, at + size], [at, at + size], [at, at]]
        };
        let overlapping = Geometry::MultiPolygon(vec![vec![square(0.0, 2.0)], vec![square(1.0, 2.0)]]);
        assert!(matches!(first_crossing(&overlapping), Crossing::At(_)));
        let holed = Geometry::Polygon(vec![square(0.0, 4.0), square(1.0, 2.0)]);
        assert_eq!(first_crossing(&holed), Crossing::None);
        let neighbours = Geometry::MultiPolygon(vec![vec![square(0.0, 1.0)], vec![square(1.0, 1.0)]]);
        assert_eq!(first_crossing(&neighbours), Crossing::None);
        assert_eq!(first_crossing(&Geometry::Polygon(vec![vec![]])), Crossing::None);
    }

    #[test]
    fn an_intricate_boundary_is_given_up() {
        let teeth = 7_000;
        let points: Vec<Point> = (0..teeth)
            .map(|at| [if at % 2 == 0 { 0.0 } else { 50.0 }, f64::from(at) * 0.01])
            .chain([[60.0, 80.0], [-1.0, 80.0]])
            .collect();
        assert_eq!(first_crossing(&polygon(&points)), Crossing::Unknown);
    }

    proptest! {
        /// Small coordinates make touching, overlapping and repeated corners common.
        #[test]
        fn agrees_with_trying_every_pair(points in prop::collection::vec((0_i8..6, 0_i8..6), 4..12)) {
            let corners: Vec<Point> = points.iter().map(|(x, y)| [f64::from(*x), f64::from(*y)]).collect();
            let geometry = polygon(&corners);
            let all: Vec<Edge> = geometry.rings().flat_map(|ring| edges(ring)).collect();
            let any = (0..all.len()).any(|i| (i + 1..all.len()).any(|j| crossing(&all[i], &all[j]).is_some()));
            prop_assert_eq!(first_crossing(&geometry) != Crossing::None, any);
        }

        #[test]
        fn a_star_shaped_boundary_does_not_cross(radii in prop::collection::vec(1.0_f64..10.0, 3..40)) {
            let step = std::f64::consts::TAU / radii.len() as f64;
            let corners: Vec<Point> = radii.iter().enumerate()
                .map(|(at, radius)| { let angle = at as f64 * step; [radius * angle.cos(), radius * angle.sin()] })
                .collect();
            prop_assert_eq!(first_crossing(&polygon(&corners)), Crossing::None);
        }
    }
}
