//! Flat methods in place of the tree's own combination: every leaf with its share of the whole index.

use super::{Matrix, Problem};
use crate::score::methods::{Decision, FlatMethod, FlatScores, MethodError, evaluate};
use crate::score::{ScoreTree, TreeNode};
use crate::snapshot::{Polarity, Snapshot};

/// Scores the areas that set the scale by a flat method over the leaves of the index.
///
/// # Errors
/// What the method cannot be computed with, with the indicator's identifier.
pub(super) fn score_flat(
    snapshot: &Snapshot,
    method: &FlatMethod,
    (matrix, tree): (&Matrix, &ScoreTree),
) -> Result<FlatScores, Problem> {
    let mut leaves = Vec::new();
    overall_shares(&tree.root, 1.0, &mut leaves);
    let all = matrix.columns();
    let of_column = |column: usize| matrix.leaf_of(column);
    let columns: Vec<&[f64]> = leaves.iter().map(|(column, _)| all[*column]).collect();
    let raw: Vec<&[f64]> = leaves
        .iter()
        .map(|(column, _)| of_column(*column).map(|leaf| leaf.scaled_from(snapshot)).unwrap_or_default())
        .collect();
    let polarity = |column: usize| of_column(column).map(|leaf| snapshot.indicators[leaf.indicator].polarity);
    let raises_need: Vec<bool> =
        leaves.iter().map(|(column, _)| polarity(*column) == Some(Polarity::RaisesNeed)).collect();
    let weights: Vec<f64> = leaves.iter().map(|(_, share)| *share).collect();
    let reference = matrix.scale.reference.as_ref();
    let rows: Vec<u32> = (0..snapshot.n_areas())
        .filter(|at| reference.is_none_or(|set| set.contains(*at)))
        .map(|at| at as u32)
        .collect();
    let decision =
        Decision { columns: &columns, raw: &raw, raises_need: &raises_need, weights: &weights, rows: &rows };
    evaluate(method, &decision).map_err(|error| {
        let column = column_of(error).and_then(|at| leaves.get(at));
        let leaf = column.and_then(|(column, _)| of_column(*column));
        let indicator = leaf.map(|leaf| snapshot.indicators[leaf.indicator].id.clone());
        Problem::Flat { error, indicator }
    })
}

/// Column and share of the whole index of every leaf, from left to right.
fn overall_shares(node: &TreeNode, share: f64, leaves: &mut Vec<(usize, f64)>) {
    if let Some(column) = node.leaf {
        leaves.push((column, share));
        return;
    }
    let whole: f64 = node.children.iter().map(|child| child.weight).sum();
    for child in &node.children {
        overall_shares(child, share * child.weight / whole, leaves);
    }
}

fn column_of(error: MethodError) -> Option<usize> {
    match error {
        MethodError::Shape { column }
        | MethodError::Weight { column }
        | MethodError::NotFinite { column }
        | MethodError::NotPositive { column }
        | MethodError::Negative { column }
        | MethodError::NoNorm { column }
        | MethodError::NoSum { column } => Some(column),
        _ => None,
    }
}

/// The error in Persian; the indicator is named by whoever reports it.
pub(super) fn persian(error: MethodError) -> String {
    match error {
        MethodError::Parameter(_) => "یکی از پارامترهای روش بیرون از دامنهٔ مجاز است".to_owned(),
        MethodError::NoColumns => "هیچ شاخصی برای مقایسه نیست".to_owned(),
        MethodError::Shape { .. } | MethodError::Weight { .. } | MethodError::WeightSum => {
            "وزن‌ها یا ستون‌ها با هم نمی‌خواند".to_owned()
        }
        MethodError::NotFinite { .. } => "مقدار نامتناهی دارد".to_owned(),
        MethodError::NotPositive { .. } => {
            "مقدار صفر یا منفی دارد و این روش آن را نمی‌پذیرد؛ مقیاس ۱ تا ۱۰۰ این مشکل را ندارد".to_owned()
        }
        MethodError::Negative { .. } => "مقدار منفی دارد و این روش آن را نمی‌پذیرد".to_owned(),
        MethodError::NoNorm { .. } | MethodError::NoSum { .. } => "همهٔ مقدارهایش صفر است".to_owned(),
        MethodError::NoBest => "هیچ محله‌ای مقدار بالای صفر ندارد".to_owned(),
        MethodError::TooMany { areas, limit } => {
            format!("{areas} مورد برای مقایسهٔ دوبه‌دو زیاد است؛ حداکثر {limit} مورد")
        }
        MethodError::TooLarge => "مقدارها برای محاسبه بیش از اندازه بزرگ است".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::scenario::Scenario;
    use crate::score::Normalisation;
    use crate::testing::small_snapshot;

    fn flat(edit: impl FnOnce(&mut Scenario)) -> Result<crate::pipeline::Outcome, Vec<Problem>> {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        edit(&mut scenario);
        run(&snapshot, &scenario)
    }

    #[test]
    fn weights_multiply_down_the_tree_and_gaps_leave_an_area_unscored() {
        let saw = FlatMethod::Saw { normalise: Default::default() };
        let outcome = flat(|scenario| scenario.flat = Some(saw)).unwrap();
        // 100/2 + 33⅓/4 + 50/4, as the tree has it; the second and fourth area lack a value.
        assert!((outcome.scored.scores.get(0).unwrap() - (50.0 + 25.0 / 3.0 + 12.5)).abs() < 1e-12);
        assert_eq!(outcome.ranked.ranking.unscored, [1, 3]);
        assert!(!outcome.is_additive());
    }

    #[test]
    fn what_a_method_cannot_take_names_the_indicator() {
        let wpm = FlatMethod::Wpm { normalise: Default::default() };
        let problems = flat(|scenario| scenario.flat = Some(wpm.clone())).unwrap_err();
        assert!(
            matches!(&problems[..], [Problem::Flat { indicator: Some(id), .. }] if id == "unemployment" || id == "dropout"),
            "{problems:?}"
        );
        let above = |scenario: &mut Scenario| {
            scenario.flat = Some(wpm.clone());
            scenario.normalise = Normalisation::MinMax { lo: 1.0, hi: 100.0 };
        };
        assert!(flat(above).unwrap().scored.scores.get(0).is_some());
    }
}
