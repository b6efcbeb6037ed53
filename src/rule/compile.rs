//! Rules → columns and bars: names become values, percentiles and population shares become plain numbers to pass.

use std::sync::{Arc, OnceLock};

use super::choice::{Bar, Condition, PercentileBar, PercentileDefinition, PopulationBar, Subject, Threshold};
use super::problem::{RuleError, RuleErrorKind};
use super::rule_input::RuleInput;
use super::{percentile, population};
use crate::filter::AreaSet;
use crate::snapshot::{Column, Polarity};
use crate::sorting::{Sorting, ascend};
use crate::tolerance::Tolerance;

/// One quantity of all areas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) subject: Subject,
    pub(super) values: Arc<Column>,
    /// 1 where more is worse, −1 where more is better; `None` for context.
    pub(super) turn: Option<f64>,
    /// Needs of the areas of reference, ascending; found when first asked for.
    sorted: OnceLock<Vec<f64>>,
    /// Found when first asked for.
    tolerance: OnceLock<Tolerance>,
}

impl Measured {
    /// Ascending needs of the areas of reference that have a value.
    pub(super) fn sorted(&self, reference: &AreaSet) -> &[f64] {
        self.sorted.get_or_init(|| {
            let mut needs: Vec<f64> = self.needs(reference).map(|(need, _)| need).collect();
            ascend(&mut needs);
            needs
        })
    }

    /// How far apart values may be and still be equal.
    fn tolerance(&self) -> Tolerance {
        *self.tolerance.get_or_init(|| Tolerance::of(self.values.raw()))
    }

    /// Need and position of the areas of reference that have a value. Zero is written one way only, so that equal
    /// needs stand together in a total order.
    fn needs<'a>(&'a self, reference: &'a AreaSet) -> impl Iterator<Item = (f64, usize)> + 'a {
        let turn = self.turn.unwrap_or(1.0);
        reference.iter().filter_map(move |at| Some((turn * self.values.get(at)? + 0.0, at)))
    }
}

/// A threshold ready for comparing: it holds where `turn · value` is at least the bar, but for rounding.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    pub(super) threshold: Threshold,
    /// Whether it stands under an odd number of `not`.
    pub(super) negated: bool,
    pub(super) measured: Arc<Measured>,
    pub(super) turn: f64,
    pub(super) bars: Bars,
    /// The least numbers that reach the bars: what values are compared with.
    pub(super) least: Bars,
}

/// The bar itself, and shifted by the band of near misses either way. Infinite where no area can pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bars {
    pub(super) strict: f64,
    pub(super) easier: f64,
    pub(super) harder: f64,
}

impl Leaf {
    /// The bar in the unit of the quantity; `None` where no area reaches it.
    pub(super) fn in_unit(&self) -> Option<f64> {
        Some(self.turn * self.bars.strict).filter(|bar| bar.is_finite())
    }

    pub(super) fn definition(&self) -> PercentileDefinition {
        match self.threshold.bar {
            Bar::Percentile(bar) => bar.definition,
            _ => PercentileDefinition::default(),
        }
    }
}

/// A condition with its thresholds as positions.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    AtLeast(u32, Vec<Node>),
    Leaf(usize),
}

/// A condition and its thresholds from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Compiled {
    pub(super) root: Node,
    pub(super) leaves: Vec<Leaf>,
}

/// Resolves the names of rules one after another, sharing columns, and gathers what is wrong.
pub(super) struct Compiler<'a> {
    input: &'a RuleInput<'a>,
    measured: Vec<Arc<Measured>>,
    /// The rule at hand.
    pub(super) rule: String,
    pub(super) errors: Vec<RuleError>,
    /// Whether a bar by population was met.
    pub(super) by_population: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(input: &'a RuleInput<'a>) -> Self {
        let (measured, errors) = (Vec::new(), Vec::new());
        Self { input, measured, rule: String::new(), errors, by_population: false }
    }

    pub(super) fn fail(&mut self, kind: RuleErrorKind) {
        self.errors.push(RuleError { rule: self.rule.clone(), kind });
    }

    /// Whether no area has a boundary.
    pub(super) fn no_boundaries(&self) -> bool {
        self.input.snapshot.boundaries.iter().all(Option::is_none)
    }

    fn check(&mut self, what: &'static str, (found, fine): (f64, bool), expected: &'static str) {
        if !fine || !found.is_finite() {
            self.fail(RuleErrorKind::OutOfRange { what, found, expected });
        }
    }

    pub(super) fn check_share(&mut self, what: &'static str, share: f64) {
        self.check(what, (share, share > 0.0 && share <= 1.0), "above 0, up to 1");
    }

    /// A condition ready for evaluation; what is wrong is noted, and the result then not used.
    pub(super) fn condition(&mut self, condition: &Condition) -> Compiled {
        let mut leaves = Vec::new();
        for (threshold, negated) in condition.thresholds() {
            self.check_threshold(threshold);
            leaves.extend(self.leaf(threshold, negated));
        }
        if condition.thresholds().is_empty() {
            self.fail(RuleErrorKind::NoThreshold);
        }
        let mut next = 0;
        Compiled { root: self.node(condition, &mut next), leaves }
    }

    fn node(&mut self, condition: &Condition, next: &mut usize) -> Node {
        let mut all = |parts: &[Condition]| parts.iter().map(|part| self.node(part, next)).collect();
        match condition {
            Condition::All(parts) => Node::All(all(parts)),
            Condition::Any(parts) => Node::Any(all(parts)),
            Condition::Not(inner) => Node::Not(Box::new(self.node(inner, next))),
            Condition::AtLeast(several) => {
                let parts: Vec<Node> = all(&several.of);
                let fine = (1..=parts.len()).contains(&(several.count as usize));
                self.check("count", (f64::from(several.count), fine), "1 to the number of conditions");
                Node::AtLeast(several.count, parts)
            }
            Condition::Threshold(_) => {
                *next += 1;
                Node::Leaf(*next - 1)
            }
        }
    }

    fn check_threshold(&mut self, threshold: &Threshold) {
        if let Some(near) = threshold.near {
            self.check("near", (near, near >= 0.0), "0 or more");
        }
        match threshold.bar {
            Bar::AtLeast(value) => self.check("at_least", (value, true), "a number"),
            Bar::AtMost(value) => self.check("at_most", (value, true), "a number"),
            Bar::Percentile(bar) => {
                let p = bar.at_least;
                self.check("percentile.at_least", (p, (0.0..=100.0).contains(&p)), "0 to 100");
            }
            Bar::Population(bar) => {
                let fine = (0.0..=1.0).contains(&bar.share);
                self.check("population.share", (bar.share, fine), "0 to 1");
            }
        }
    }

    fn leaf(&mut self, threshold: &Threshold, negated: bool) -> Option<Leaf> {
        let measured = self.measured(&threshold.of)?;
        let near = threshold.near.unwrap_or(0.0);
        let (turn, bars) = match threshold.bar {
            Bar::AtLeast(value) => (1.0, shifted(near * value.abs(), |shift| value + shift)),
            Bar::AtMost(value) => (-1.0, shifted(near * value.abs(), |shift| -value + shift)),
            Bar::Percentile(bar) => (self.turn(&measured)?, self.percentile_bars(&measured, bar, near)),
            Bar::Population(bar) => (self.turn(&measured)?, self.population_bars(&measured, bar, near)?),
        };
        let tolerance = measured.tolerance();
        let [strict, easier, harder] =
            [bars.strict, bars.easier, bars.harder].map(|bar| tolerance.least(bar));
        let least = Bars { strict, easier, harder };
        Some(Leaf { threshold: threshold.clone(), negated, measured, turn, bars, least })
    }

    fn turn(&mut self, measured: &Measured) -> Option<f64> {
        if let (None, Subject::Indicator(indicator)) = (measured.turn, &measured.subject) {
            self.fail(RuleErrorKind::ContextIndicator { indicator: indicator.clone() });
        }
        measured.turn
    }

    fn percentile_bars(&self, measured: &Measured, bar: PercentileBar, near: f64) -> Bars {
        let sorted = measured.sorted(self.input.reference);
        shifted(near, |shift| percentile::least_need(sorted, bar.at_least + shift, bar.definition))
    }

    fn population_bars(&mut self, measured: &Measured, bar: PopulationBar, near: f64) -> Option<Bars> {
        self.by_population = true;
        let column = self.input.snapshot.population_column(self.input.period);
        let inhabitants =
            |at: usize| column.and_then(|column| column.get(at)).filter(|x| *x > 0.0).unwrap_or(0.0);
        let mut people: Vec<(f64, f64)> =
            measured.needs(self.input.reference).map(|(need, at)| (need, inhabitants(at))).collect();
        people.order_by(|a, b| b.0.total_cmp(&a.0));
        if people.iter().all(|(_, inhabitants)| *inhabitants <= 0.0) {
            self.fail(RuleErrorKind::NoPopulation);
            return None;
        }
        Some(shifted(near, |shift| {
            let share = (bar.share - shift).clamp(0.0, 1.0);
            population::least_need(&people, PopulationBar { share, ..bar })
        }))
    }

    fn measured(&mut self, subject: &Subject) -> Option<Arc<Measured>> {
        if let Some(known) = self.measured.iter().find(|known| known.subject == *subject) {
            return Some(Arc::clone(known));
        }
        let (values, turn) = match subject {
            Subject::Indicator(id) => self.indicator(id)?,
            Subject::Node(id) => {
                let Some(node) = self.input.nodes.iter().find(|node| node.id == id) else {
                    self.fail(RuleErrorKind::UnknownNode { node: id.clone() });
                    return None;
                };
                (self.own(node.values), Some(1.0))
            }
            Subject::Score => (self.own(self.input.score), Some(1.0)),
        };
        let (sorted, tolerance) = (OnceLock::new(), OnceLock::new());
        let measured = Arc::new(Measured { subject: subject.clone(), values, turn, sorted, tolerance });
        self.measured.push(Arc::clone(&measured));
        Some(measured)
    }

    /// A column of its own of the right length: what a caller left out is missing.
    fn own(&self, values: &[f64]) -> Arc<Column> {
        let mut values = values.to_vec();
        values.resize(self.input.snapshot.n_areas(), f64::NAN);
        Arc::new(Column::new(values))
    }

    fn indicator(&mut self, id: &str) -> Option<(Arc<Column>, Option<f64>)> {
        let indicator = id.to_owned();
        let snapshot = self.input.snapshot;
        let Some(at) = snapshot.indicator_idx(id) else {
            self.fail(RuleErrorKind::UnknownIndicator { indicator });
            return None;
        };
        let Some((_, column)) = snapshot.column_in_force(at, self.input.period) else {
            self.fail(RuleErrorKind::NoValues { indicator });
            return None;
        };
        let turn = match snapshot.indicators[at].polarity {
            Polarity::RaisesNeed => Some(1.0),
            Polarity::LowersNeed => Some(-1.0),
            Polarity::Context => None,
        };
        Some((Arc::clone(column), turn))
    }
}

/// The bar with no shift, shifted down and shifted up.
fn shifted(near: f64, bar: impl Fn(f64) -> f64) -> Bars {
    let strict = bar(0.0);
    if near > 0.0 {
        Bars { strict, easier: bar(-near), harder: bar(near) }
    } else {
        Bars { strict, easier: strict, harder: strict }
    }
}
