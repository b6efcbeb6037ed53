//! Distillation of a credibility matrix into two orders of classes (B. Roy 1978; J. Figueira and others 2016).
//!
//! With `s(λ) = 0.30 − 0.15·λ`: from the areas left, `λ₀` is the greatest credibility and `λ₁` the greatest below
//! `λ₀ − s(λ₀)`, 0 if there is none. Area a counts against b if `σ(a,b) > λ₁` and `σ(a,b) > σ(b,a) + s(σ(a,b))`. The
//! areas with the greatest number of areas they count against, less the number that count against them, are looked at
//! among themselves, now below `λ₁`, until one is left or `λ` is 0. They are the next class. Descending takes the
//! greatest and fills the classes from the top, ascending the least and from the bottom.
//!
//! Credibilities are sums of shares: two that differ by up to 1e-12 count as equal in every comparison.
//!
//! The cut and the counts of one step serve the next as long as the pairs that set the cut are still there.

/// Greatest difference of credibilities that is rounding alone.
pub(super) const SAME: f64 = 1e-12;

/// A square matrix, row by row.
pub(super) struct Matrix {
    n: usize,
    cells: Vec<f64>,
}

impl Matrix {
    pub(super) fn zero(n: usize) -> Self {
        Self { n, cells: vec![0.0; n * n] }
    }

    pub(super) fn set(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.n + column] = value;
    }

    pub(super) fn get(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.n + column]
    }

    /// Greatest value clearly below `bound` among `members`, the diagonal left out, with its pair.
    fn greatest(&self, members: &[usize], bound: f64) -> Cut {
        let mut best = Cut { level: 0.0, pair: None };
        for i in members {
            for j in members {
                let value = self.get(*i, *j);
                if i != j && value < bound - SAME && value > best.level {
                    best = Cut { level: value, pair: Some((*i, *j)) };
                }
            }
        }
        best
    }

    fn counts_against(&self, a: usize, b: usize, cut: f64) -> bool {
        let forth = self.get(a, b);
        forth > cut + SAME && forth > self.get(b, a) + slack(forth) + SAME
    }

    /// How far `a` stands before `b`: 1, 0 or −1.
    fn lead(&self, a: usize, b: usize, cut: f64) -> i32 {
        i32::from(self.counts_against(a, b, cut)) - i32::from(self.counts_against(b, a, cut))
    }

    /// Qualification of each member among `members`.
    fn qualification(&self, members: &[usize], cut: f64) -> Vec<i32> {
        let mut balance = vec![0; members.len()];
        for (i, a) in members.iter().enumerate() {
            for (j, b) in members.iter().enumerate() {
                if i != j && self.counts_against(*a, *b, cut) {
                    balance[i] += 1;
                    balance[j] -= 1;
                }
            }
        }
        balance
    }
}

/// A level of credibility and the pair that has it; no pair: there was none, and the level is 0.
#[derive(Clone, Copy)]
struct Cut {
    level: f64,
    pair: Option<(usize, usize)>,
}

impl Cut {
    fn holds(&self, left: &[bool]) -> bool {
        self.pair.is_none_or(|(a, b)| left[a] && left[b])
    }
}

fn slack(level: f64) -> f64 {
    0.30 - 0.15 * level
}

/// Classes by descending and by ascending distillation, 1 the best in both.
pub(super) fn classes(credibility: &Matrix) -> (Vec<f64>, Vec<f64>) {
    let number = |order: Vec<Vec<usize>>| {
        let mut class = vec![0.0; credibility.n];
        for (at, members) in order.iter().enumerate() {
            members.iter().for_each(|member| class[*member] = (at + 1) as f64);
        }
        class
    };
    let mut upwards = distil(credibility, -1);
    upwards.reverse();
    (number(distil(credibility, 1)), number(upwards))
}

/// Classes in the order they are taken; `sign` 1 takes the greatest qualification, −1 the least.
fn distil(credibility: &Matrix, sign: i32) -> Vec<Vec<usize>> {
    let mut order = Vec::new();
    let mut step = Step::first(credibility);
    while !step.members.is_empty() {
        let chosen = best(&step.members, &step.qualification, sign);
        let class = refine(credibility, chosen, step.below.level, sign);
        step.remove(credibility, &class);
        order.push(class);
    }
    order
}

fn best(members: &[usize], qualification: &[i32], sign: i32) -> Vec<usize> {
    let most = qualification.iter().map(|q| sign * q).max();
    let pairs = members.iter().zip(qualification);
    pairs.filter(|(_, q)| Some(sign * **q) == most).map(|(member, _)| *member).collect()
}

/// Looks at tied areas among themselves, at ever lower levels.
fn refine(credibility: &Matrix, mut members: Vec<usize>, mut level: f64, sign: i32) -> Vec<usize> {
    while members.len() > 1 && level > 0.0 {
        level = credibility.greatest(&members, level - slack(level)).level;
        members = best(&members, &credibility.qualification(&members, level), sign);
    }
    members
}

/// The areas left, with their cut and qualification.
struct Step {
    members: Vec<usize>,
    left: Vec<bool>,
    top: Cut,
    below: Cut,
    qualification: Vec<i32>,
}

impl Step {
    fn first(credibility: &Matrix) -> Self {
        let mut step = Self {
            members: (0..credibility.n).collect(),
            left: vec![true; credibility.n],
            top: Cut { level: 0.0, pair: None },
            below: Cut { level: 0.0, pair: None },
            qualification: Vec::new(),
        };
        step.measure(credibility);
        step
    }

    fn measure(&mut self, credibility: &Matrix) {
        self.top = credibility.greatest(&self.members, f64::INFINITY);
        self.below = credibility.greatest(&self.members, self.top.level - slack(self.top.level));
        self.qualification = credibility.qualification(&self.members, self.below.level);
    }

    fn remove(&mut self, credibility: &Matrix, class: &[usize]) {
        class.iter().for_each(|member| self.left[*member] = false);
        let cut = self.below.level;
        let kept: Vec<(usize, i32)> = self
            .members
            .iter()
            .copied()
            .zip(self.qualification.drain(..))
            .filter(|(a, _)| self.left[*a])
            .collect();
        self.members = kept.iter().map(|(member, _)| *member).collect();
        if self.top.holds(&self.left) && self.below.holds(&self.left) {
            let without =
                |(a, q): (usize, i32)| q - class.iter().map(|b| credibility.lead(a, *b, cut)).sum::<i32>();
            self.qualification = kept.into_iter().map(without).collect();
        } else {
            self.measure(credibility);
        }
    }
}
