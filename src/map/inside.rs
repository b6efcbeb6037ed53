//! Which areas a shape drawn on the map encloses.

use super::{Bounds, MapShapes, ring};

/// Areas whose anchor (see [`MapShapes::anchor`]) lies within `outline`, longitude and latitude, ascending. The outline
/// closes itself; where it crosses itself the even-odd rule holds. Areas that are nowhere are in no shape.
pub fn areas_inside(shapes: &MapShapes, outline: &[[f64; 2]]) -> Vec<usize> {
    let bounds = Bounds::around(outline);
    let holds = |at: [f64; 2]| bounds.contains(at) && ring::is_odd(outline, at);
    (0..shapes.n_areas()).filter(|area| shapes.anchor(*area).is_some_and(holds)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lasso_takes_what_its_middle_lies_in() {
        let points: Vec<_> = (0..10).map(|at| Some([f64::from(at), 0.0])).chain([None]).collect();
        let shapes = MapShapes::build(&[], &points);
        assert_eq!(areas_inside(&shapes, &[[1.5, -1.0], [4.5, -1.0], [4.5, 1.0], [1.5, 1.0]]), [2, 3, 4]);
        assert!(areas_inside(&shapes, &[[1.0, 1.0]]).is_empty());
        assert!(areas_inside(&shapes, &[]).is_empty());
    }
}
