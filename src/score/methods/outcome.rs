//! What a method gives: a score per area, and the figures the method is known by.

use serde::Serialize;

use super::MethodError;
use crate::tolerance::Tolerance;

/// Scores of all areas, with the method's own figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlatScores {
    /// One number per area, high = more need; `NaN` for areas that take no part.
    pub score: Vec<f64>,
    /// The method's own figures, each with one number per area, `NaN` like the score.
    pub figures: Vec<Figure>,
    /// Areas that were asked for and lack a value, ascending.
    pub unscored: Vec<usize>,
    /// Whether the areas are alike enough to be compared; numerical taxonomy alone says so.
    pub homogeneity: Option<Homogeneity>,
}

/// One of a method's own figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Which one.
    pub kind: FigureKind,
    /// One number per area; `NaN` for areas that take no part.
    pub values: Vec<f64>,
}

/// What a figure is; the literature's letter stands in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// Weighted sum of WASPAS (Q⁽¹⁾).
    WeightedSum,
    /// Weighted product of WASPAS (Q⁽²⁾).
    WeightedProduct,
    /// Distance from the neediest values (TOPSIS, D⁺).
    DistanceToNeediest,
    /// Distance from the least needy values (TOPSIS D⁻, taxonomy C_i0).
    DistanceToLeastNeedy,
    /// Group regret (VIKOR, S), low = more need.
    GroupRegret,
    /// Greatest single regret (VIKOR, R), low = more need.
    SingleRegret,
    /// Compromise (VIKOR, Q), 0 to 1, low = more need.
    Compromise,
    /// How far the area stands before the others (PROMETHEE, φ⁺), 0 to 1.
    LeavingFlow,
    /// How far others stand before the area (PROMETHEE, φ⁻), 0 to 1.
    EnteringFlow,
    /// Class in the descending distillation of ELECTRE III, 1 the neediest.
    DescendingRank,
    /// Class in the ascending distillation of ELECTRE III, 1 the neediest.
    AscendingRank,
    /// Sum over the columns that raise need (MOORA, COPRAS S₊).
    Raising,
    /// Sum over the columns that lower need (MOORA, COPRAS S₋).
    Lowering,
    /// Relative significance (COPRAS, Q).
    Significance,
    /// Distance from the area that is nearest in all columns (taxonomy).
    NearestDistance,
    /// Areas that this one beats (Copeland).
    Wins,
    /// Areas that beat this one (Copeland).
    Losses,
    /// The score by one of several methods, by its place in the list (Borda, Copeland of methods).
    Member(usize),
}

/// How alike the areas are: distances to the nearest other area, and those far from the usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Homogeneity {
    /// Mean of the least distances less two standard deviations.
    pub lower: f64,
    /// Mean of the least distances plus two standard deviations.
    pub upper: f64,
    /// Areas whose least distance lies outside the bounds, ascending: unlike all others above, nearly the double of
    /// another below. They keep their score.
    pub outside: Vec<usize>,
}

/// How two areas stand to each other where a method does not force every pair into an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The first has more need.
    Outranks,
    /// The second has more need.
    OutrankedBy,
    /// Both figures are equal.
    Indifferent,
    /// One figure speaks for the first, the other for the second.
    Incomparable,
}

impl FlatScores {
    /// The figure of a kind.
    pub fn figure(&self, kind: FigureKind) -> Option<&[f64]> {
        self.figures.iter().find(|figure| figure.kind == kind).map(|figure| figure.values.as_slice())
    }

    /// The partial order of PROMETHEE I (by leaving and entering flow) or ELECTRE III (by the two distillations).
    ///
    /// `None` for other methods, or where one of the areas takes no part.
    pub fn relation(&self, first: usize, second: usize) -> Option<Relation> {
        use FigureKind::{AscendingRank, DescendingRank, EnteringFlow, LeavingFlow};
        let flows = [(LeavingFlow, 1.0), (EnteringFlow, -1.0)];
        let ranks = [(DescendingRank, -1.0), (AscendingRank, -1.0)];
        let pair = if self.figure(LeavingFlow).is_some() { flows } else { ranks };
        let mut ahead = [0.0; 2];
        for ((kind, sign), ahead) in pair.into_iter().zip(&mut ahead) {
            let values = self.figure(kind)?;
            let (a, b) = (*values.get(first)?, *values.get(second)?);
            *ahead = if Tolerance::default().same(a, b) { 0.0 } else { sign * (a - b) };
        }
        let [a, b] = ahead;
        if a.is_nan() || b.is_nan() {
            return None;
        }
        Some(match (a == 0.0 && b == 0.0, a >= 0.0 && b >= 0.0, a <= 0.0 && b <= 0.0) {
            (true, ..) => Relation::Indifferent,
            (_, true, _) => Relation::Outranks,
            (.., true) => Relation::OutrankedBy,
            _ => Relation::Incomparable,
        })
    }
}

/// A method's result for the areas that take part, in the order of the table.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) score: Vec<f64>,
    pub(super) figures: Vec<(FigureKind, Vec<f64>)>,
    /// Positions in the table until spread.
    pub(super) homogeneity: Option<Homogeneity>,
}

impl Outcome {
    pub(super) fn of(score: Vec<f64>) -> Self {
        Self { score, ..Self::default() }
    }

    pub(super) fn with(mut self, kind: FigureKind, values: Vec<f64>) -> Self {
        self.figures.push((kind, values));
        self
    }

    /// Gives every area its numbers, `NaN` to those that take no part.
    pub(super) fn spread(
        self,
        rows: &[usize],
        unscored: Vec<usize>,
        n_areas: usize,
    ) -> Result<FlatScores, MethodError> {
        let numbers = self.score.iter().chain(self.figures.iter().flat_map(|(_, values)| values));
        if !numbers.into_iter().all(|x| x.is_finite()) {
            return Err(MethodError::TooLarge);
        }
        let spread = |values: &[f64]| {
            let mut all = vec![f64::NAN; n_areas];
            for (row, value) in rows.iter().zip(values) {
                // Adding zero turns −0 to 0, which a total order would tell apart.
                all[*row] = value + 0.0;
            }
            all
        };
        let homogeneity = self.homogeneity.map(|found| Homogeneity {
            outside: found.outside.iter().map(|at| rows[*at]).collect(),
            ..found
        });
        let figure = |(kind, values): &(FigureKind, Vec<f64>)| Figure { kind: *kind, values: spread(values) };
        let figures = self.figures.iter().map(figure).collect();
        Ok(FlatScores { score: spread(&self.score), figures, unscored, homogeneity })
    }
}
