//! Copeland's method (A. H. Copeland 1951): areas beaten, less areas beaten by.
//!
//! Over the columns, an area beats another if the columns in which it has more need weigh more than those in which it
//! has less; differences of weight up to 1e-12 are a tie. Over several methods each has one voice. From −(n − 1) to
//! n − 1; one area scores 0. Only the order within a column matters, not its unit.

use super::{Decision, FigureKind, FlatMethod, FlatScores, MethodError, Outcome, PAIR_LIMIT, Table, borda};

/// Shares summed in another order differ by less; a difference as small is a tie.
const SAME: f64 = 1e-12;

pub(super) fn over_columns(table: &Table) -> Result<Outcome, MethodError> {
    table.at_most(PAIR_LIMIT)?;
    Ok(count(&table.by_rows(&table.columns), &table.weights))
}

pub(super) fn over_methods(of: &[FlatMethod], decision: &Decision) -> Result<FlatScores, MethodError> {
    let members = borda::members(of, decision)?;
    if members.rows.len() > PAIR_LIMIT {
        return Err(MethodError::TooMany { areas: members.rows.len(), limit: PAIR_LIMIT });
    }
    let row = |at: usize| members.scores.iter().map(|scores| scores[at]).collect::<Vec<f64>>();
    let rows: Vec<Vec<f64>> = (0..members.rows.len()).map(row).collect();
    let voices = vec![1.0; of.len()];
    members.spread(count(&rows, &voices))
}

fn count(rows: &[Vec<f64>], weights: &[f64]) -> Outcome {
    let (mut wins, mut losses) = (vec![0.0; rows.len()], vec![0.0; rows.len()]);
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate().take(i) {
            let lead = a.iter().zip(b).zip(weights).fold(0.0, |lead, ((a, b), weight)| {
                lead + weight * (f64::from(u8::from(a > b)) - f64::from(u8::from(a < b)))
            });
            if lead.abs() > SAME {
                let (winner, loser) = if lead > 0.0 { (i, j) } else { (j, i) };
                wins[winner] += 1.0;
                losses[loser] += 1.0;
            }
        }
    }
    Outcome::of(wins.iter().zip(&losses).map(|(wins, losses)| wins - losses).collect())
        .with(FigureKind::Wins, wins)
        .with(FigureKind::Losses, losses)
}
