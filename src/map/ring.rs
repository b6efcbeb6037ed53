//! Sums over one ring of points. Rings here are open: the first point is not repeated at the end.

/// Edges of the ring, the closing one included.
pub(crate) fn edges(ring: &[[f64; 2]]) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + '_ {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(from, to)| (*from, *to))
}

/// Twice the enclosed area, positive when the ring runs anticlockwise with the second axis upwards, and the
/// matching sums of the first moments, each six times its integral. All are taken about `origin`.
///
/// Coordinates are first made relative to `origin` because at street size the products of plain degrees would
/// cancel to noise.
pub(crate) fn moments(ring: &[[f64; 2]], origin: [f64; 2]) -> [f64; 3] {
    edges(ring).fold([0.0; 3], |[area, x, y], (from, to)| {
        let (from, to) = (less(from, origin), less(to, origin));
        let cross = from[0] * to[1] - to[0] * from[1];
        [area + cross, x + (from[0] + to[0]) * cross, y + (from[1] + to[1]) * cross]
    })
}

/// Whether a ray from `point` to the east crosses the ring an odd number of times.
pub(crate) fn is_odd(ring: &[[f64; 2]], point: [f64; 2]) -> bool {
    edges(ring).filter(|&edge| crossing(edge, point[1]).is_some_and(|x| point[0] < x)).count() % 2 == 1
}

/// Where an edge crosses the height `y`; its lower end belongs to it, its upper end does not, so that a ray through
/// a corner is counted once.
pub(crate) fn crossing((from, to): ([f64; 2], [f64; 2]), y: f64) -> Option<f64> {
    if (from[1] > y) == (to[1] > y) {
        return None;
    }
    Some(from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]))
}

fn less(point: [f64; 2], origin: [f64; 2]) -> [f64; 2] {
    [point[0] - origin[0], point[1] - origin[1]]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]];

    #[test]
    fn moments_of_a_square_about_any_origin() {
        assert_eq!(moments(&SQUARE, [0.0, 0.0]), [8.0, 24.0, 24.0]);
        let mut turned = SQUARE;
        turned.reverse();
        assert_eq!(moments(&turned, [1.0, 1.0]), [-8.0, 0.0, 0.0]);
    }

    #[test]
    fn a_ray_through_a_corner_counts_once() {
        let diamond = [[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]];
        assert!(is_odd(&diamond, [0.0, 0.0]));
        assert!(!is_odd(&diamond, [-2.0, 0.0]));
        assert!(!is_odd(&diamond, [-2.0, 1.0]));
    }
}
