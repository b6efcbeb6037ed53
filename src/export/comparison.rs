//! Two scenarios on one snapshot side by side.

use serde_json::{Value, json};

use super::csv::{CsvWriter, Flavour};
use super::json::to_text;
use crate::case::Case;
use crate::scenario::Scenario;
use crate::sensitivity::{Agreement, Comparison, Move, Moved, agreement, compare};
use crate::snapshot::Snapshot;

/// Two runs on one snapshot with what lies between them.
#[derive(Debug, Clone)]
pub struct SideBySide<'a> {
    first: &'a Case,
    second: &'a Case,
    /// Every area that counts in either.
    pub moves: Comparison,
    /// Figures of agreement.
    pub agreement: Agreement,
}

/// Puts two runs on one snapshot side by side.
pub fn side_by_side<'a>(first: &'a Case, second: &'a Case) -> SideBySide<'a> {
    let (a, b) = (&first.outcome, &second.outcome);
    SideBySide { first, second, moves: compare(a, b), agreement: agreement(a, b) }
}

/// Equal weights to compare a scenario with: of the same period, for the same areas and a list that ends in the same way.
pub fn equal_weights_beside(snapshot: &Snapshot, scenario: &Scenario) -> Scenario {
    Scenario {
        period: scenario.period.clone(),
        filter: scenario.filter.clone(),
        cut: scenario.cut,
        ..Scenario::equal_weights(snapshot)
    }
}

/// What becomes of an area, as files write it.
fn move_name(kind: Move) -> &'static str {
    match kind {
        Move::Stays => "stays",
        Move::Enters => "enters",
        Move::Leaves => "leaves",
        Move::Outside => "outside",
    }
}

impl SideBySide<'_> {
    /// `code,name,rank_first,rank_second,gain,move,score_first,score_second`: every area that counts in either, in
    /// the order of the second ranking. `gain` is places won towards the first priority, `move` one of `stays`,
    /// `enters`, `leaves` and `outside` (of both lists).
    pub fn csv(&self, flavour: Flavour) -> String {
        let names =
            ["code", "name", "rank_first", "rank_second", "gain", "move", "score_first", "score_second"];
        let mut csv = CsvWriter::with_header(flavour, names);
        let areas = &self.first.snapshot.areas;
        for Moved { area, left, right, kind } in &self.moves.rows {
            csv.text(&areas.code[*area]).text(&areas.name[*area]);
            csv.count(left.map(|rank| rank as usize)).count(right.map(|rank| rank as usize));
            csv.number(gain(*left, *right).map(|gain| gain as f64)).text(move_name(*kind));
            csv.number(self.score(self.first, *area)).number(self.score(self.second, *area));
            csv.end_row();
        }
        csv.finish()
    }

    /// `{format, version, snapshot, first, second, agreement, common, mean_shift, enters, leaves, rows}`: the two
    /// scenarios whole, codes of the areas that enter and leave, and the rows of the CSV; `null` is missing.
    pub fn json(&self) -> String {
        let codes = |kind| {
            let codes = self.moves.of(kind).map(|row| self.first.snapshot.areas.code[row.area].as_str());
            Value::from_iter(codes)
        };
        to_text(&json!({
            "format": "negah.comparison", "version": 1, "snapshot": &*self.first.sha256,
            "first": &*self.first.scenario, "second": &*self.second.scenario,
            "agreement": self.agreement, "common": self.moves.common, "mean_shift": self.moves.mean_shift,
            "enters": codes(Move::Enters), "leaves": codes(Move::Leaves),
            "rows": self.moves.rows.iter().map(|row| self.row(row)).collect::<Vec<_>>(),
        }))
    }

    fn row(&self, row: &Moved) -> Value {
        let areas = &self.first.snapshot.areas;
        json!({
            "code": areas.code[row.area], "name": areas.name[row.area],
            "rank_first": row.left, "rank_second": row.right, "gain": row.gain(), "move": move_name(row.kind),
            "score_first": self.score(self.first, row.area), "score_second": self.score(self.second, row.area),
        })
    }

    /// The score of an area that counts in the run.
    fn score(&self, case: &Case, area: usize) -> Option<f64> {
        case.outcome.scored.scores.get(area).filter(|_| case.outcome.set.contains(area))
    }
}

fn gain(left: Option<u32>, right: Option<u32>) -> Option<i64> {
    Some(i64::from(left?) - i64::from(right?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn a_ranking_agrees_with_itself() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let case = case_of(&snapshot, &scenario);
        let run = case.clone().with_sha256("ab");
        let found = side_by_side(&run, &run);
        assert_eq!((found.agreement.n, found.agreement.kendall_tau_b), (2, Some(1.0)));
        assert_eq!(found.agreement.top_overlap, Some(1.0));
        let csv = found.csv(Flavour::Exact);
        assert!(csv.contains("\n01,باغ نو,1,1,0,stays,"), "{csv}");
        assert!(csv.ends_with("04,دشت,,,,outside,,\n"), "{csv}");
        let json: Value = serde_json::from_str(&found.json()).unwrap();
        assert_eq!((&json["mean_shift"], &json["enters"]), (&json!(0.0), &json!([])));
    }
}
