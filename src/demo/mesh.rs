//! Outlines: a honeycomb with shifted centres and winding edges, in which neighbours share every point.

use super::random::noise;
use crate::snapshot::{Geometry, Ring};

/// A cell of the honeycomb, by column and row.
pub(super) type Cell = [i64; 2];

/// The six neighbours in turning order.
const AROUND: [Cell; 6] = [[1, 0], [0, 1], [-1, 1], [-1, 0], [0, -1], [1, -1]];

/// Decimals of a degree that are kept: about ten metres.
const GRID: f64 = 10_000.0;

/// A honeycomb on the map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mesh {
    pub seed: u64,
    /// Longitude and latitude of the middle.
    pub middle: [f64; 2],
    /// Distance between centres half way out, degrees of latitude.
    pub pitch: f64,
    /// Distance from the middle to the rim, in pitches.
    pub reach: f64,
    /// How often an edge is halved and bent.
    pub bends: u32,
}

impl Mesh {
    /// The `count` cells that lie innermost in a lobed outline.
    pub fn cells(&self, count: usize) -> Vec<Cell> {
        let reach = 2 + (count as f64).sqrt() as i64;
        let mut cells: Vec<(f64, Cell)> = (-reach..=reach)
            .flat_map(|row| (-2 * reach..=2 * reach).map(move |column| [column, row]))
            .map(|cell| (self.remoteness(cell), cell))
            .collect();
        cells.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        cells.truncate(count);
        cells.into_iter().map(|(_, cell)| cell).collect()
    }

    /// Distance from the middle, bent so that the outline is no circle.
    fn remoteness(&self, cell: Cell) -> f64 {
        let [x, y] = flat(cell);
        let distance = (x * x + y * y).sqrt();
        let lobes = (0..3).map(|lobe| {
            let [u, v] = [0, 1].map(|axis| noise(self.seed, [lobe, axis, 7]));
            let along = (x * u + y * v) / (distance + 0.5);
            along * along * along
        });
        distance * (1.0 + 0.25 * lobes.sum::<f64>())
    }

    /// Centre of a cell, shifted a little, in degrees.
    pub fn centre(&self, cell: Cell) -> [f64; 2] {
        let [column, row] = cell;
        let [x, y] = flat(cell);
        let shift = |axis| 0.24 * noise(self.seed, [column, row, axis]);
        let [x, y] = [x + shift(0), y + shift(1)];
        // Towns are dense in the middle: distances shrink there and grow towards the rim.
        let outward = ((x * x + y * y).sqrt() / self.reach).min(1.5);
        let stretch = 0.62 + 0.38 * outward;
        self.on_map([stretch * x, stretch * y])
    }

    /// Outline of a cell, counter-clockwise, on a grid of ten metres.
    pub fn outline(&self, cell: Cell) -> Geometry {
        let corners: Vec<Corner> = (0..6).map(|turn| self.corner(cell, turn)).collect();
        let mut ring: Ring = Vec::new();
        for (turn, corner) in corners.iter().enumerate() {
            ring.extend(self.edge(corner, &corners[(turn + 1) % 6]));
        }
        ring.extend(ring.first().copied());
        Geometry::Polygon(vec![ring])
    }

    /// The corner between neighbours `turn` and `turn + 1`: the middle of the three centres.
    fn corner(&self, cell: Cell, turn: usize) -> Corner {
        let near = |turn: usize| [cell[0] + AROUND[turn % 6][0], cell[1] + AROUND[turn % 6][1]];
        let cells = [cell, near(turn), near(turn + 1)];
        let mut sorted = cells;
        sorted.sort_unstable();
        let centres = sorted.map(|cell| self.centre(cell));
        let middle = [0, 1].map(|axis| centres.iter().map(|centre| centre[axis]).sum::<f64>() / 3.0);
        let key = [0, 1].map(|axis| cells.iter().map(|cell| cell[axis]).sum::<i64>());
        Corner { key, at: middle }
    }

    /// Points from one corner up to but not including the other; the same, turned round, from either side.
    fn edge(&self, from: &Corner, to: &Corner) -> Vec<[f64; 2]> {
        let forward = from.key < to.key;
        let (first, last) = if forward { (from, to) } else { (to, from) };
        let mut points = vec![first.at, last.at];
        for bend in 0..self.bends {
            let halves = points.windows(2).enumerate().flat_map(|(at, pair)| {
                let key = [first.key[0] + 7 * first.key[1], last.key[0] + 7 * last.key[1]];
                let place = [key[0], key[1], i64::from(bend) * 64 + at as i64];
                [pair[0], bent_middle([pair[0], pair[1]], noise(self.seed, place))]
            });
            points = halves.chain([last.at]).collect();
        }
        if !forward {
            points.reverse();
        }
        points.pop();
        points.into_iter().map(on_grid).collect()
    }

    /// Plane units of one pitch → degrees; a degree of longitude is shorter than one of latitude.
    fn on_map(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        const LONGITUDE_PER_LATITUDE: f64 = 1.19;
        [self.middle[0] + LONGITUDE_PER_LATITUDE * self.pitch * x, self.middle[1] + self.pitch * y]
    }
}

struct Corner {
    /// Sum of the three cells: unique, and the same from each of them.
    key: Cell,
    at: [f64; 2],
}

fn flat([column, row]: Cell) -> [f64; 2] {
    [column as f64 + 0.5 * row as f64, 0.75_f64.sqrt() * row as f64]
}

/// The middle of two points, moved sideways by up to an eighth of their distance.
fn bent_middle([[ax, ay], [bx, by]]: [[f64; 2]; 2], amount: f64) -> [f64; 2] {
    let sideways = 0.125 * amount;
    [(ax + bx) / 2.0 - sideways * (by - ay), (ay + by) / 2.0 + sideways * (bx - ax)]
}

/// The nearest point of the grid.
pub(super) fn on_grid(point: [f64; 2]) -> [f64; 2] {
    point.map(|degree| (degree * GRID).round() / GRID)
}

/// Divides cells into groups of the given sizes that hang together, by halving along the longer side.
pub(super) fn divide(mut cells: Vec<(Cell, [f64; 2])>, sizes: &[usize]) -> Vec<Vec<Cell>> {
    if sizes.len() < 2 {
        return vec![cells.into_iter().map(|(cell, _)| cell).collect()];
    }
    let (head, tail) = sizes.split_at(sizes.len() / 2);
    let extent = |axis: usize| {
        let side = cells.iter().map(|(_, at)| at[axis]);
        side.clone().fold(f64::MIN, f64::max) - side.fold(f64::MAX, f64::min)
    };
    let axis = usize::from(extent(1) > extent(0));
    cells.sort_by(|left, right| left.1[axis].total_cmp(&right.1[axis]).then(left.0.cmp(&right.0)));
    let rest = cells.split_off(head.iter().sum::<usize>().min(cells.len()));
    let mut groups = divide(cells, head);
    groups.extend(divide(rest, tail));
    groups
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn mesh(seed: u64, pitch: f64, bends: u32) -> Mesh {
        Mesh { seed, middle: [50.0, 33.0], pitch, reach: 3.5, bends }
    }

    fn ring(mesh: &Mesh, cell: Cell) -> Ring {
        mesh.outline(cell).rings().next().unwrap().clone()
    }

    fn side([ax, ay]: [f64; 2], [bx, by]: [f64; 2], [cx, cy]: [f64; 2]) -> f64 {
        (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    }

    fn crosses(a: &[[f64; 2]], b: &[[f64; 2]]) -> bool {
        let apart = |from: &[[f64; 2]], to: &[[f64; 2]]| {
            side(from[0], from[1], to[0]) * side(from[0], from[1], to[1]) > 0.0
        };
        !apart(a, b) && !apart(b, a)
    }

    #[test]
    fn no_outline_crosses_itself_or_turns_the_wrong_way() {
        for (pitch, bends) in [(0.15, 2), (0.03, 1)] {
            for seed in 0..6 {
                let mesh = mesh(seed, pitch, bends);
                for cell in mesh.cells(40) {
                    let ring = ring(&mesh, cell);
                    let edges: Vec<_> = ring.windows(2).collect();
                    assert_eq!(ring[0], ring[ring.len() - 1]);
                    assert!(edges.iter().map(|e| e[0][0] * e[1][1] - e[1][0] * e[0][1]).sum::<f64>() > 0.0);
                    for (at, edge) in edges.iter().enumerate() {
                        assert_ne!(edge[0], edge[1]);
                        let beyond = edges.iter().enumerate().skip(at + 2);
                        let far = beyond.filter(|(other, _)| at > 0 || other + 1 < edges.len());
                        far.for_each(|(_, other)| assert!(!crosses(edge, other), "{seed} {cell:?}"));
                    }
                }
            }
        }
    }

    #[test]
    fn neighbours_share_their_border_to_the_last_digit() {
        let mesh = mesh(3, 0.15, 2);
        let cells = mesh.cells(60);
        let mut edges: HashMap<[[u64; 2]; 2], i32> = HashMap::new();
        for cell in &cells {
            for pair in ring(&mesh, *cell).windows(2) {
                let [from, to] = [pair[0].map(f64::to_bits), pair[1].map(f64::to_bits)];
                let (key, turn) = if from < to { ([from, to], 1) } else { ([to, from], -1) };
                *edges.entry(key).or_default() += turn;
            }
        }
        let outer = edges.values().filter(|turns| **turns != 0).count();
        assert!(edges.values().all(|turns| turns.abs() <= 1));
        assert!(outer < edges.len() / 3, "{outer} of {}", edges.len());
    }

    #[test]
    fn groups_have_the_wanted_sizes() {
        let mesh = mesh(1, 0.1, 0);
        let cells = mesh.cells(20).into_iter().map(|cell| (cell, mesh.centre(cell))).collect();
        let sizes: Vec<usize> = divide(cells, &[9, 6, 5]).iter().map(Vec::len).collect();
        assert_eq!(sizes, [9, 6, 5]);
    }
}
