//! What a map, a chart or a group table can show: the score, a domain, an indicator.

use crate::case::Case;
use crate::snapshot::{Measure, Polarity, Snapshot};
use crate::sorting::Sorting;
use crate::text::Msg;

use super::Words;
use super::need::need_name;

/// Positions of the indicators: by domain in the order of the snapshot, those of none after them, context last.
pub(super) fn by_domain(snapshot: &Snapshot) -> Vec<usize> {
    let place = |at: &usize| {
        let own = &snapshot.indicators[*at];
        let domain = snapshot.domains.iter().position(|domain| Some(&domain.id) == own.domain.as_ref());
        (own.polarity == Polarity::Context, domain.unwrap_or(usize::MAX))
    };
    let mut order: Vec<usize> = (0..snapshot.indicators.len()).collect();
    order.order_by_key(place);
    order
}

/// Those of [`by_domain`] that have a direction.
pub(super) fn directed(snapshot: &Snapshot) -> Vec<usize> {
    let mut order = by_domain(snapshot);
    order.retain(|at| snapshot.indicators[*at].polarity != Polarity::Context);
    order
}

/// One thing that has a value in every area.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum MeasureChoice {
    /// The composite score.
    #[default]
    Score,
    /// A top node of the index on the common scale, by its identifier.
    Domain(String),
    /// An indicator's raw value, by its position.
    Indicator(usize),
}

impl MeasureChoice {
    /// A key for the choice: `score`, `domain:…`, `indicator:…`.
    pub fn key(&self, snapshot: &Snapshot) -> String {
        match self {
            Self::Score => "score".to_owned(),
            Self::Domain(id) => format!("domain:{id}"),
            Self::Indicator(at) => format!("indicator:{}", snapshot.indicators[*at].id),
        }
    }

    /// The choice with a key; the score when the snapshot has no such thing.
    pub fn from_key(snapshot: &Snapshot, key: &str) -> Self {
        match key.split_once(':') {
            Some(("domain", id)) => Self::Domain(id.to_owned()),
            Some(("indicator", id)) => snapshot.indicator_idx(id).map_or(Self::Score, Self::Indicator),
            _ => Self::Score,
        }
    }
}

/// Everything that can be chosen: the score, the top nodes that are groups, all indicators.
pub fn measure_choices(case: &Case) -> Vec<MeasureChoice> {
    let Case { snapshot, outcome, .. } = case;
    let groups = outcome.scored.tree.root.children.iter().filter(|child| child.leaf.is_none());
    let mut choices = vec![MeasureChoice::Score];
    choices.extend(groups.map(|child| MeasureChoice::Domain(child.id.clone())));
    choices.extend((0..snapshot.indicators.len()).map(MeasureChoice::Indicator));
    choices
}

/// The choice in words.
pub fn measure_label(case: &Case, choice: &MeasureChoice, words: Words) -> String {
    match choice {
        MeasureChoice::Score => words.say(Msg::ScoreLong).to_owned(),
        MeasureChoice::Domain(id) => {
            format!("{} «{}»", words.say(Msg::Domain), need_name(case, id, words))
        }
        MeasureChoice::Indicator(at) => words.label(&case.snapshot.indicators[*at].name),
    }
}

/// A value of the choice in words, with its unit.
pub fn measure_text(snapshot: &Snapshot, choice: &MeasureChoice, value: Option<f64>, words: Words) -> String {
    match choice {
        MeasureChoice::Score | MeasureChoice::Domain(_) => words.score(value),
        MeasureChoice::Indicator(at) => words.value(&snapshot.indicators[*at], value),
    }
}

/// The value of every area, `NaN` where missing.
pub fn measure_values(case: &Case, choice: &MeasureChoice) -> Vec<f64> {
    let Case { snapshot, outcome, .. } = case;
    match choice {
        MeasureChoice::Score => outcome.scored.scores.score.clone(),
        MeasureChoice::Domain(id) => domain_values(case, id),
        MeasureChoice::Indicator(at) => snapshot
            .column_in_force(*at, outcome.period)
            .map_or_else(|| vec![f64::NAN; snapshot.n_areas()], |(_, column)| column.raw().to_vec()),
    }
}

fn domain_values(case: &Case, id: &str) -> Vec<f64> {
    let Case { snapshot, outcome, .. } = case;
    let tree = &outcome.scored.tree;
    let node = tree.root.children.iter().find(|child| child.id == id);
    node.map_or_else(
        || vec![f64::NAN; snapshot.n_areas()],
        |node| {
            let part = tree.branch(node);
            part.score(&outcome.matrix.columns(), snapshot.n_areas()).score
        },
    )
}

/// Whether a measure is a count, of which a total is meaningful.
pub(super) fn is_count(snapshot: &Snapshot, choice: &MeasureChoice) -> bool {
    matches!(choice, MeasureChoice::Indicator(at) if snapshot.indicators[*at].measure == Measure::Count)
}
