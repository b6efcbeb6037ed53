//! Sums over the chosen areas of each group.

use super::table::{Rule, Table, Task};
use super::tile::{ROWS, Tile};
use crate::aggregate::Grouping;

/// A stretch of rows of one block that belong to one group.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    start: usize,
    end: usize,
    group: usize,
}

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

/// Running sums of all tasks over all groups.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// `Σ base · x` by task and group.
    above: Vec<f64>,
    /// `Σ base` where `x` is there, by task and group; only for columns with gaps.
    there: Vec<f64>,
    /// `Σ base` by base and group.
    bases: Vec<f64>,
    /// Weights of the rows at work, one tile per base, 0 for areas that are not chosen.
    weights: Vec<Tile>,
    n_groups: usize,
}

impl Sums {
    /// Begins a pass.
    pub fn start(&mut self, table: &Table, regions: &Regions) {
        self.n_groups = regions.n_groups;
        for (sums, n) in [
            (&mut self.above, table.tasks.len()),
            (&mut self.there, table.tasks.len()),
            (&mut self.bases, table.bases.len() + 1),
        ] {
            sums.clear();
            sums.resize(n * regions.n_groups, 0.0);
        }
        self.weights.resize(table.bases.len() + 1, [0.0; ROWS]);
    }

    /// Begins a block; `mask` is 0 for chosen areas and `NaN` for others.
    pub fn start_block(&mut self, table: &Table, regions: &Regions, (block, mask): (usize, &Tile)) {
        for (base, weights) in self.weights.iter_mut().enumerate() {
            match base.checked_sub(1) {
                None => {
                    weights.iter_mut().zip(mask).for_each(|(w, m)| *w = if m.is_nan() { 0.0 } else { 1.0 })
                }
                Some(base) => {
                    let base = &table.bases[base].as_chunks::<ROWS>().0[block];
                    for ((w, m), b) in weights.iter_mut().zip(mask).zip(base) {
                        *w = if m.is_nan() { 0.0 } else { *b };
                    }
                }
            }
            let sums = &mut self.bases[base * self.n_groups..][..self.n_groups];
            if regions.scattered {
                weights.iter().zip(regions.rows(block)).for_each(|(w, group)| sums[*group as usize] += w);
            } else {
                for stretch in regions.stretches(block) {
                    sums[stretch.group] += sum(&weights[stretch.start..stretch.end]);
                }
            }
        }
    }

    /// Adds one column of the block.
    pub fn add(&mut self, (at, task): (usize, &Task), regions: &Regions, (block, column): (usize, &Tile)) {
        let weights = &self.weights[task.base];
        let groups = at * self.n_groups..(at + 1) * self.n_groups;
        let (above, there) = (&mut self.above[groups.clone()], &mut self.there[groups]);
        if regions.scattered {
            return scatter((above, there), regions.rows(block), (column, weights), task.gappy);
        }
        for Stretch { start, end, group } in regions.stretches(block) {
            let (x, w) = (&column[*start..*end], &weights[*start..*end]);
            if task.gappy {
                let (product, weight) = dot_gappy(x, w);
                above[*group] += product;
                there[*group] += weight;
            } else {
                above[*group] += dot(x, w);
            }
        }
    }

    /// Number of chosen areas in a group.
    pub fn count(&self, group: usize) -> u32 {
        self.bases[group] as u32
    }

    /// Value of an indicator over a group; `NaN` when nothing could be used.
    pub fn value(&self, table: &Table, rule: &Rule, group: usize) -> f64 {
        let sums = |at: usize| {
            let task = &table.tasks[at];
            let place = at * self.n_groups + group;
            let there =
                if task.gappy { self.there[place] } else { self.bases[task.base * self.n_groups + group] };
            (task.factor * self.above[place] + task.offset * there, there)
        };
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
}

/// Partial sums kept side by side, so that they do not wait for one another.
const LANES: usize = 8;

fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let (wide, rest) = values.as_chunks::<LANES>();
    for chunk in wide {
        lanes.iter_mut().zip(chunk).for_each(|(lane, x)| *lane += x);
    }
    lanes.iter().sum::<f64>() + rest.iter().sum::<f64>()
}

fn dot(values: &[f64], weights: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let ((x, x_rest), (w, w_rest)) = (values.as_chunks::<LANES>(), weights.as_chunks::<LANES>());
    for (x, w) in x.iter().zip(w) {
        for at in 0..LANES {
            lanes[at] += x[at] * w[at];
        }
    }
    lanes.iter().sum::<f64>() + x_rest.iter().zip(w_rest).map(|(x, w)| x * w).sum::<f64>()
}

fn dot_gappy(values: &[f64], weights: &[f64]) -> (f64, f64) {
    const LANES: usize = 4;
    let (mut above, mut there) = ([0.0; LANES], [0.0; LANES]);
    let ((x, x_rest), (w, w_rest)) = (values.as_chunks::<LANES>(), weights.as_chunks::<LANES>());
    for (x, w) in x.iter().zip(w) {
        for at in 0..LANES {
            let missing = x[at].is_nan();
            above[at] += if missing { 0.0 } else { x[at] * w[at] };
            there[at] += if missing { 0.0 } else { w[at] };
        }
    }
    let rest = x_rest.iter().zip(w_rest).filter(|(x, _)| !x.is_nan());
    rest.fold((above.iter().sum(), there.iter().sum()), |(above, there), (x, w)| (above + x * w, there + w))
}

fn scatter(sums: (&mut [f64], &mut [f64]), of: &[u32], (column, weights): (&Tile, &Tile), gappy: bool) {
    let (above, there) = sums;
    let rows = of.iter().zip(column).zip(weights);
    if gappy {
        for ((group, x), w) in rows.filter(|((_, x), _)| !x.is_nan()) {
            above[*group as usize] += x * w;
            there[*group as usize] += w;
        }
    } else {
        rows.for_each(|((group, x), w)| above[*group as usize] += x * w);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_every_length() {
        for n in 0..40 {
            let x: Vec<f64> = (0..n).map(f64::from).collect();
            let w: Vec<f64> = (0..n).map(|at| f64::from(at % 3)).collect();
            let expected: f64 = x.iter().zip(&w).map(|(x, w)| x * w).sum();
            assert_eq!((dot(&x, &w), sum(&x)), (expected, x.iter().sum()));
            let gaps: Vec<f64> = x.iter().map(|x| if x % 5.0 == 0.0 { f64::NAN } else { *x }).collect();
            let there: f64 = w.iter().zip(&gaps).filter(|(_, x)| !x.is_nan()).map(|(w, _)| w).sum();
            assert_eq!(dot_gappy(&gaps, &w).1, there);
        }
    }

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
