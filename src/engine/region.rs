//! Sums over the chosen areas of each group.

use super::kernel::{Lane, PAIRS, Quad, ROWS, WIDE, dot, dot_gappy, mask_weights, sum};
use super::table::{Product, Rule, Table, Task};
use crate::aggregate::Grouping;

/// A stretch of rows of one block that belong to one group.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    start: usize,
    end: usize,
    group: usize,
}

impl Stretch {
    /// Pairs of rows that lie inside.
    fn pairs(&self) -> std::ops::Range<usize> {
        self.start.div_ceil(2)..self.end / 2
    }

    /// Rows at the ends that share a pair with another group.
    fn edges(&self) -> impl Iterator<Item = usize> {
        let first = (self.start % 2 == 1).then_some(self.start);
        let last = (self.end % 2 == 1).then(|| self.end - 1).filter(|last| first != Some(*last));
        first.into_iter().chain(last)
    }
}

/// Weights of areas that all count alike.
static ONES: Lane = [[1.0; 2]; PAIRS];

/// The groups of all areas, cut into stretches.
#[derive(Debug, Clone, Default)]
pub struct Regions {
    of: Vec<u32>,
    stretches: Vec<Stretch>,
    /// Where each block's stretches begin.
    blocks: Vec<usize>,
    /// Number of groups.
    pub n_groups: usize,
    /// Whether groups change from row to row, so that stretches would be too short to pay.
    scattered: bool,
}

impl Regions {
    /// Cuts a grouping of `n_areas` areas.
    pub fn new(grouping: &Grouping) -> Self {
        let mut regions =
            Self { of: grouping.of.clone(), n_groups: grouping.groups.len(), ..Self::default() };
        for rows in regions.of.chunks(ROWS) {
            regions.blocks.push(regions.stretches.len());
            let mut start = 0;
            for run in rows.chunk_by(|a, b| a == b) {
                let end = start + run.len();
                regions.stretches.push(Stretch { start, end, group: run[0] as usize });
                start = end;
            }
        }
        regions.blocks.push(regions.stretches.len());
        regions.scattered = regions.stretches.len() * 12 > regions.of.len();
        regions
    }

    fn stretches(&self, block: usize) -> &[Stretch] {
        &self.stretches[self.blocks[block]..self.blocks[block + 1]]
    }

    fn rows(&self, block: usize) -> &[u32] {
        &self.of[block * ROWS..self.of.len().min((block + 1) * ROWS)]
    }
}

/// Running sums of all products over all groups.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// `Σ base · x` of each column, by product and group.
    above: Vec<[f64; WIDE]>,
    /// `Σ base` where `x` is there; only for products with gaps.
    there: Vec<[f64; WIDE]>,
    /// `Σ base` by base and group.
    bases: Vec<f64>,
    /// Weights of the rows at work by base, 0 for areas that are not chosen.
    weights: Vec<Lane>,
    n_groups: usize,
}

impl Sums {
    /// Begins a pass.
    pub fn start(&mut self, table: &Table, regions: &Regions) {
        self.n_groups = regions.n_groups;
        for sums in [&mut self.above, &mut self.there] {
            sums.clear();
            sums.resize(table.products.len() * regions.n_groups, [0.0; WIDE]);
        }
        let n_bases = table.bases.len() + 1;
        self.bases.clear();
        self.bases.resize(n_bases * regions.n_groups, 0.0);
        self.weights.resize(n_bases, [[0.0; 2]; PAIRS]);
    }

    /// Begins a block; `mask` is 0 for chosen areas and `NaN` for others.
    pub fn start_block(&mut self, table: &Table, regions: &Regions, (block, mask): (usize, &Lane)) {
        for (base, weights) in self.weights.iter_mut().enumerate() {
            let values = base.checked_sub(1).map_or(&ONES, |base| &table.bases[base][block]);
            mask_weights(weights, values, mask);
            let sums = &mut self.bases[base * self.n_groups..][..self.n_groups];
            let weight = |row: usize| weights[row / 2][row % 2];
            if regions.scattered {
                let rows = regions.rows(block).iter().enumerate();
                rows.for_each(|(row, group)| sums[*group as usize] += weight(row));
            } else {
                for own in regions.stretches(block) {
                    let inner = weights.get(own.pairs()).map_or(0.0, sum);
                    sums[own.group] += inner + own.edges().map(weight).sum::<f64>();
                }
            }
        }
    }

    /// Adds one quad of the block, weighted by one base.
    pub fn add(
        &mut self,
        (at, product): (usize, &Product),
        regions: &Regions,
        (block, quad): (usize, &Quad),
    ) {
        let weights = &self.weights[product.base];
        let groups = at * self.n_groups..(at + 1) * self.n_groups;
        let (above, there) = (&mut self.above[groups.clone()], &mut self.there[groups]);
        if regions.scattered {
            for (row, group) in regions.rows(block).iter().enumerate() {
                let group = *group as usize;
                add_row((&mut above[group], &mut there[group]), (quad, weights), row);
            }
            return;
        }
        for own in regions.stretches(block) {
            let (above, there) = (&mut above[own.group], &mut there[own.group]);
            if let (Some(columns), Some(weights)) = (quad.get(own.pairs()), weights.get(own.pairs())) {
                if product.gappy {
                    let (products, weights) = dot_gappy(columns, weights);
                    add_all(above, products);
                    add_all(there, weights);
                } else {
                    add_all(above, dot(columns, weights));
                }
            }
            own.edges().for_each(|row| add_row((&mut *above, &mut *there), (quad, weights), row));
        }
    }

    /// Number of chosen areas in a group.
    pub fn count(&self, group: usize) -> u32 {
        self.bases[group] as u32
    }

    /// Value of an indicator over a group; `NaN` when nothing could be used.
    pub fn value(&self, table: &Table, rule: &Rule, group: usize) -> f64 {
        let sums = |at: usize| self.sums_of(table, &table.tasks[at], group);
        let only = |value: f64, below: f64| if below > 0.0 { value } else { f64::NAN };
        match rule {
            Rule::Nothing => f64::NAN,
            Rule::Sum(task) => only(sums(*task).0, sums(*task).1),
            Rule::Mean(task) => only(sums(*task).0 / sums(*task).1, sums(*task).1),
            Rule::Ratio { above, below, per } => {
                let denominator = sums(*below).0;
                only(per * sums(*above).0 / denominator, denominator)
            }
        }
    }

    /// `Σ base · value` in the indicator's unit, and `Σ base`.
    fn sums_of(&self, table: &Table, task: &Task, group: usize) -> (f64, f64) {
        let (product, column) = table.product_of(task);
        let place = product * self.n_groups + group;
        let there = if table.products[product].gappy {
            self.there[place][column]
        } else {
            self.bases[task.base * self.n_groups + group]
        };
        (task.factor * self.above[place][column] + task.offset * there, there)
    }
}

fn add_all(sums: &mut [f64; WIDE], parts: [f64; WIDE]) {
    sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
}

#[inline]
fn add_row(
    (above, there): (&mut [f64; WIDE], &mut [f64; WIDE]),
    (quad, weights): (&Quad, &Lane),
    row: usize,
) {
    let w = weights[row / 2][row % 2];
    for (at, x) in quad[row / 2].iter().enumerate() {
        let missing = x[row % 2].is_nan();
        above[at] += if missing { 0.0 } else { w * x[row % 2] };
        there[at] += if missing { 0.0 } else { w };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_each_block_once() {
        let of: Vec<u32> = (0..1000).map(|at| at / 300).collect();
        let regions = Regions::new(&Grouping { groups: vec![crate::aggregate::GroupKey::All; 4], of });
        assert!(!regions.scattered);
        let lengths: Vec<Vec<usize>> = (0..3)
            .map(|block| regions.stretches(block).iter().map(|own| own.end - own.start).collect())
            .collect();
        assert_eq!(lengths, [vec![300, 148], vec![152, 296], vec![4, 100]]);
    }
}
