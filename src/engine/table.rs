//! A snapshot's newest period made ready: scored indicators on the common scale, the others as they stand,
//! and for every indicator how its value over a group comes from sums over those columns.

use super::kernel::{Lane, PAIRS, WIDE};
use super::program::Scored;
use super::tile::{Tiles, n_blocks};
use crate::aggregate::{Base, base};
use crate::filter::AreaSet;
use crate::score::{Frame, Normalisation, normalise};
use crate::snapshot::{Column, Indicator, Polarity, Snapshot};
use crate::tolerance::Tolerance;

/// A weighted sum over a column: `Σ base · x`, together with `Σ base` where `x` is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Task {
    /// Position of the column.
    pub column: usize,
    /// Position of the weighting base; 0 is "every area counts one".
    pub base: usize,
    /// The indicator's own unit: `factor · x + offset`.
    pub factor: f64,
    /// See `factor`.
    pub offset: f64,
}

/// How an indicator's value over a group comes about; the numbers are positions of tasks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// No values in the period.
    Nothing,
    /// `Σ base · x / Σ base`.
    Mean(usize),
    /// `Σ x`.
    Sum(usize),
    /// `per · Σ above / Σ below`.
    Ratio {
        /// Task of the sum above the line.
        above: usize,
        /// Task of the sum below the line.
        below: usize,
        /// 100 for per cent.
        per: f64,
    },
}

/// Columns ready for passes over all areas.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The columns.
    pub tiles: Tiles,
    /// Scored indicators, in the order of the snapshot.
    pub scored: Vec<Scored>,
    /// Sums that groups need.
    pub tasks: Vec<Task>,
    /// Pairs of quad and base that occur in tasks, by quad.
    pub products: Vec<Product>,
    /// How to read them, one per indicator.
    pub rules: Vec<Rule>,
    /// Weighting bases from 1 on by block, 0 where missing.
    pub bases: Vec<Vec<Lane>>,
}

/// All columns of a quad, weighted by one base: one walk gives the sums of up to four tasks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Product {
    /// Position of the quad.
    pub quad: usize,
    /// Position of the base.
    pub base: usize,
    /// Whether values are missing anywhere in the quad.
    pub gappy: bool,
}

/// Where a column of the table comes from.
#[derive(Clone, Copy, PartialEq)]
enum Source<'a> {
    /// The indicator at this position, on the common scale.
    Scaled(usize),
    /// A column as it stands.
    Raw(&'a Column),
    /// The first column where the second is there too.
    Both(&'a Column, &'a Column),
}

struct Plan<'a> {
    snapshot: &'a Snapshot,
    period: usize,
    sources: Vec<Source<'a>>,
    bases: Vec<&'a Column>,
    /// Bounds of each scored indicator's column, turned so that more is worse; `None` where it is not scored.
    bounds: Vec<Option<(f64, f64)>>,
    tasks: Vec<Task>,
}

impl Table {
    /// Reads the figures in force in `period`.
    pub fn new(snapshot: &Snapshot, period: usize) -> Self {
        let bounds = (0..snapshot.indicators.len()).map(|at| scored_bounds(snapshot, at, period)).collect();
        let mut plan =
            Plan { snapshot, period, sources: Vec::new(), bases: Vec::new(), bounds, tasks: Vec::new() };
        // Scored columns come first, so that a pass over them is one walk through memory.
        let scored = plan.scored();
        let rules = (0..snapshot.indicators.len()).map(|at| plan.rule(at)).collect();
        let mut table = Self { scored, rules, ..Self::default() };
        table.bases = plan.bases.iter().map(|column| base_values(column)).collect();
        table.tiles = Tiles::new(snapshot.n_areas(), plan.sources.len());
        let gappy: Vec<bool> =
            plan.sources.iter().enumerate().map(|(at, source)| table.fill(at, *source, &plan)).collect();
        table.scored.iter_mut().for_each(|one| one.gappy = gappy[one.column]);
        table.tasks = plan.tasks;
        for task in &table.tasks {
            let quad = task.column / WIDE;
            let gappy = gappy[quad * WIDE..].iter().take(WIDE).any(|gappy| *gappy);
            let product = Product { quad, base: task.base, gappy };
            position_or_push(&mut table.products, product, |known| *known == product);
        }
        table.products.sort_by_key(|product| (product.quad, product.base));
        table
    }

    /// Copies a source into a column; tells whether values are missing in it.
    fn fill(&mut self, column: usize, source: Source, plan: &Plan) -> bool {
        let made;
        let values = match source {
            Source::Raw(column) => column.raw(),
            Source::Both(column, other) => {
                made = where_both(column, other);
                &made
            }
            Source::Scaled(indicator) => {
                made = scaled(plan.snapshot, indicator, plan.period);
                &made
            }
        };
        self.tiles.fill(column, values);
        values.iter().any(|x| x.is_nan())
    }

    /// Where the sums of a task are found: the product, and the place inside it.
    pub fn product_of(&self, task: &Task) -> (usize, usize) {
        let key = (task.column / WIDE, task.base);
        let found = self.products.binary_search_by_key(&key, |product| (product.quad, product.base));
        (found.unwrap_or_default(), task.column % WIDE)
    }
}

impl<'a> Plan<'a> {
    /// Scored indicators with their columns, adding those that no group needs.
    fn scored(&mut self) -> Vec<Scored> {
        let wanted: Vec<usize> = (0..self.bounds.len()).filter(|at| self.bounds[*at].is_some()).collect();
        let mut scored = Vec::new();
        for indicator in wanted {
            let column = self.source(Source::Scaled(indicator));
            scored.push(Scored { indicator, column, gappy: false });
        }
        scored
    }

    fn rule(&mut self, at: usize) -> Rule {
        let snapshot = self.snapshot;
        let indicator = &snapshot.indicators[at];
        let Some((in_force, column)) = snapshot.column_in_force(at, self.period) else {
            return Rule::Nothing;
        };
        match base(snapshot, indicator, in_force) {
            Base::Sum => Rule::Sum(self.sum_of(at, column)),
            Base::Unweighted => Rule::Mean(self.sum_of(at, column)),
            Base::Weighted(weight) => {
                let base = self.base(weight);
                let task = self.task_of(at, column, base);
                Rule::Mean(self.task(task))
            }
            Base::Ratio { numerator, denominator, per } => {
                let above = self.part(indicator, (numerator, denominator), true);
                let below = self.part(indicator, (denominator, numerator), false);
                Rule::Ratio { above, below, per }
            }
        }
    }

    fn sum_of(&mut self, at: usize, column: &'a Column) -> usize {
        let task = self.task_of(at, column, 0);
        self.task(task)
    }

    /// The sum of one part of a ratio; shared with the part's own indicator where nothing is missing.
    fn part(&mut self, ratio: &Indicator, (own, other): (&'a Column, &'a Column), above: bool) -> usize {
        if !own.is_complete() || !other.is_complete() {
            let column = self.source(Source::Both(own, other));
            return self.task(Task { column, base: 0, factor: 1.0, offset: 0.0 });
        }
        let crate::snapshot::Measure::Ratio { numerator, denominator, .. } = &ratio.measure else {
            let column = self.source(Source::Raw(own));
            return self.task(Task { column, base: 0, factor: 1.0, offset: 0.0 });
        };
        let id = if above { numerator } else { denominator };
        let at = self.snapshot.indicator_idx(id).unwrap_or_default();
        // The part's own newest column may be of another period than the ratio's.
        let newest = self.snapshot.column_in_force(at, self.period).map(|(_, column)| &**column);
        let same = newest.is_some_and(|newest| std::ptr::eq(newest, own));
        let task = if same { self.task_of(at, own, 0) } else { self.raw_task(own, 0) };
        self.task(task)
    }

    fn task_of(&mut self, at: usize, column: &'a Column, base: usize) -> Task {
        let Some((min, max)) = self.bounds[at] else { return self.raw_task(column, base) };
        let turn = turn(self.snapshot.indicators[at].polarity);
        let column = self.source(Source::Scaled(at));
        Task { column, base, factor: turn * (max - min) / 100.0, offset: turn * min }
    }

    fn raw_task(&mut self, column: &'a Column, base: usize) -> Task {
        Task { column: self.source(Source::Raw(column)), base, factor: 1.0, offset: 0.0 }
    }

    fn source(&mut self, source: Source<'a>) -> usize {
        let same = |known: &Source| match (known, &source) {
            (Source::Scaled(a), Source::Scaled(b)) => a == b,
            (Source::Raw(a), Source::Raw(b)) => std::ptr::eq(*a, *b),
            (Source::Both(a, x), Source::Both(b, y)) => std::ptr::eq(*a, *b) && std::ptr::eq(*x, *y),
            _ => false,
        };
        position_or_push(&mut self.sources, source, same)
    }

    fn base(&mut self, column: &'a Column) -> usize {
        1 + position_or_push(&mut self.bases, column, |known| std::ptr::eq(*known, column))
    }

    fn task(&mut self, task: Task) -> usize {
        position_or_push(&mut self.tasks, task, |known| *known == task)
    }
}

fn position_or_push<T>(list: &mut Vec<T>, item: T, same: impl Fn(&T) -> bool) -> usize {
    list.iter().position(same).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

fn turn(polarity: Polarity) -> f64 {
    if polarity == Polarity::LowersNeed { -1.0 } else { 1.0 }
}

/// Least and greatest turned value of an indicator that can be scored: not context, not constant, not empty.
fn scored_bounds(snapshot: &Snapshot, at: usize, period: usize) -> Option<(f64, f64)> {
    let polarity = snapshot.indicators[at].polarity;
    let (_, column) = snapshot.column_in_force(at, period).filter(|_| polarity != Polarity::Context)?;
    let turn = turn(polarity);
    let (min, max) = column
        .present()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), x| (min.min(turn * x), max.max(turn * x)));
    (max > min && !Tolerance::default().same(min, max)).then_some((min, max))
}

fn scaled(snapshot: &Snapshot, at: usize, period: usize) -> Vec<f64> {
    let all = AreaSet::all(snapshot.n_areas());
    let column = snapshot.column_in_force(at, period).map(|(_, column)| column.raw()).unwrap_or_default();
    normalise(column, &Normalisation::MIN_MAX, &Frame::new(snapshot.indicators[at].polarity, &all))
        .unwrap_or_default()
}

fn base_values(column: &Column) -> Vec<Lane> {
    let mut lanes = vec![[[0.0; 2]; PAIRS]; n_blocks(column.len())];
    let slots = lanes.as_flattened_mut().as_flattened_mut();
    for (slot, weight) in slots.iter_mut().zip(column.raw()) {
        *slot = if weight.is_nan() { 0.0 } else { *weight };
    }
    lanes
}

fn where_both(column: &Column, other: &Column) -> Vec<f64> {
    let pair = |(own, other): (&f64, &f64)| if other.is_nan() { f64::NAN } else { *own };
    column.raw().iter().zip(other.raw()).map(pair).collect()
}
