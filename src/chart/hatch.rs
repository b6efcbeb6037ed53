//! Hatching: parallel strokes clipped to a polygon, for what has no value.

use crate::sorting::ascend;

/// Slanting strokes (from lower left to upper right) `spacing` pixels apart inside the rings, by the even-odd rule,
/// as far as they touch the rectangle from 0 to `size`. Rings are open, in pixels.
///
/// The strokes lie on x + y = k · spacing · √2 for whole k, whatever the polygon, so that neighbours' hatchings meet.
pub(super) fn hatch(rings: &[Vec<[f64; 2]>], spacing: f64, size: [f64; 2]) -> Vec<[[f64; 2]; 2]> {
    let step = spacing * std::f64::consts::SQRT_2;
    let n_lines = ((size[0] + size[1]) / step).max(0.0) as usize + 1;
    let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); n_lines];
    for ring in rings {
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            cross(&mut crossings, slant(*from), slant(*to), step);
        }
    }
    let mut strokes = Vec::new();
    for (line, across) in crossings.iter_mut().enumerate() {
        ascend(across);
        let along = line as f64 * step;
        strokes.extend(across.chunks_exact(2).map(|pair| [upright(along, pair[0]), upright(along, pair[1])]));
    }
    strokes
}

/// Notes where one edge crosses each line.
fn cross(crossings: &mut [Vec<f64>], from: [f64; 2], to: [f64; 2], step: f64) {
    let (low, high) = if from[0] <= to[0] { (from, to) } else { (to, from) };
    // The lower end belongs to the edge and the upper does not, so a corner counts once.
    let (first, end) = ((low[0] / step).ceil().max(0.0) as usize, (high[0] / step).ceil().max(0.0) as usize);
    for line in first..end.min(crossings.len()) {
        let share = (line as f64 * step - low[0]) / (high[0] - low[0]);
        crossings[line].push(low[1] + (high[1] - low[1]) * share);
    }
}

fn slant([x, y]: [f64; 2]) -> [f64; 2] {
    [x + y, x - y]
}

fn upright(sum: f64, difference: f64) -> [f64; 2] {
    [(sum + difference) / 2.0, (sum - difference) / 2.0]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f64, to: f64) -> Vec<[f64; 2]> {
        vec![[from, from], [to, from], [to, to], [from, to]]
    }

    #[test]
    fn strokes_span_the_square() {
        let strokes = hatch(&[square(0.0, 10.0)], 10.0 / std::f64::consts::SQRT_2, [100.0, 100.0]);
        // On x + y = 0 only the corner is touched; on 10 the whole diagonal runs inside.
        let long: Vec<_> = strokes.iter().filter(|[a, b]| a != b).collect();
        assert_eq!(long, [&[[0.0, 10.0], [10.0, 0.0]]]);
    }

    #[test]
    fn holes_stay_free() {
        let strokes = hatch(&[square(0.0, 30.0), square(10.0, 20.0)], 2.0, [100.0, 100.0]);
        let in_hole = |[x, y]: [f64; 2]| (10.5..19.5).contains(&x) && (10.5..19.5).contains(&y);
        let middle = |[a, b]: [[f64; 2]; 2]| [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
        assert!(strokes.len() > 20);
        assert!(strokes.iter().all(|stroke| !in_hole(middle(*stroke))));
    }

    #[test]
    fn what_lies_off_the_screen_costs_nothing() {
        let strokes = hatch(&[square(-1e6, 1e6)], 5.0, [100.0, 50.0]);
        assert_eq!(strokes.len(), (150.0 / (5.0 * std::f64::consts::SQRT_2)) as usize + 1);
        assert_eq!(hatch(&[square(500.0, 900.0)], 5.0, [100.0, 50.0]), [] as [[[f64; 2]; 2]; 0]);
    }
}
