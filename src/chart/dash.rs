//! Styles of lines, so that lines are told apart without their colours.

/// Strokes and gaps of the styles, css pixels in turn: whole, dashed, dotted, dash and dot.
const PATTERNS: [&[f64]; 4] = [&[], &[8.0, 4.0], &[2.0, 3.0], &[10.0, 3.0, 2.0, 3.0]];

/// The style of series `at`; after the last they begin again.
pub(super) fn pattern(at: usize) -> &'static [f64] {
    PATTERNS[at % PATTERNS.len()]
}

/// The strokes of a line through `points`: lengths of `pattern` are stroke and gap in turn, all above 0 and in the unit
/// of the points. They run on around corners. Without a pattern the whole line is one stroke.
pub(super) fn strokes(points: &[[f64; 2]], pattern: &[f64]) -> Vec<Vec<[f64; 2]>> {
    if pattern.is_empty() || pattern.iter().any(|length| *length <= 0.0) {
        return vec![points.to_vec()];
    }
    let mut strokes = Vec::new();
    let mut current = points.first().map_or_else(Vec::new, |first| vec![*first]);
    let (mut part, mut left) = (0, pattern[0]);
    for pair in points.windows(2) {
        let length = (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
        let along = |at: f64| [0, 1].map(|k| pair[0][k] + (pair[1][k] - pair[0][k]) * (at / length));
        let mut at = 0.0;
        while length - at > left {
            at += left;
            current.push(along(at));
            if part % 2 == 0 {
                strokes.push(std::mem::take(&mut current));
            }
            part += 1;
            current = vec![along(at)];
            left = pattern[part % pattern.len()];
        }
        left -= length - at;
        current.push(pair[1]);
    }
    if part % 2 == 0 && current.len() > 1 {
        strokes.push(current);
    }
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_and_gaps_run_on_around_corners() {
        let corner = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]];
        let dashed = strokes(&corner, &[6.0, 3.0]);
        assert_eq!(dashed[0], [[0.0, 0.0], [6.0, 0.0]]);
        assert_eq!(dashed[1], [[9.0, 0.0], [10.0, 0.0], [10.0, 5.0]]);
        assert_eq!(dashed[2], [[10.0, 8.0], [10.0, 10.0]]);
        assert_eq!(dashed.len(), 3);
    }

    #[test]
    fn a_whole_line_is_one_stroke_and_a_point_is_none() {
        assert_eq!(strokes(&[[0.0, 0.0], [3.0, 4.0]], &[]).len(), 1);
        assert!(strokes(&[[1.0, 1.0]], &[2.0, 2.0]).is_empty());
        assert!(strokes(&[], &[2.0, 2.0]).is_empty());
        assert_eq!(pattern(5), pattern(1));
    }
}
