//! The fingers and pointers pressed on a map.

/// The pointers pressed on a map and where the first went down, css pixels.
#[derive(Debug, Clone, Default)]
pub struct Touches {
    pub down: Vec<(i32, [f64; 2])>,
    pub from: [f64; 2],
    /// Whether this was a pinch: then lifting a finger selects nothing.
    pub pinched: bool,
}

impl Touches {
    /// Middle of the pointers and their distance from each other; 0 for one alone.
    pub fn spread(&self) -> ([f64; 2], f64) {
        match self.down.as_slice() {
            [(_, one), (_, other), ..] => (
                [0, 1].map(|k| f64::midpoint(one[k], other[k])),
                (one[0] - other[0]).hypot(one[1] - other[1]),
            ),
            [(_, one)] => (*one, 0.0),
            [] => ([0.0; 2], 0.0),
        }
    }
}
