//! Two periods or two snapshots side by side, with what each change of rank is due to.

use serde_json::{Value, json};

use super::csv::{CsvWriter, Flavour};
use super::json::to_text;
use crate::history::{Comparison, Input, ListChange, Pair, RankSplit, Standing, StandingChange};
use crate::sorting::Sorting;
use crate::text::Language;

/// A comparison over time and what it was made from.
#[derive(Debug, Clone, Copy)]
pub struct OverTime<'a> {
    /// The earlier data and scenario.
    pub before: Input<'a>,
    /// The later data and scenario.
    pub after: Input<'a>,
    /// What lies between them.
    pub found: &'a Comparison,
}

/// One area of the comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangeRow<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name, the later one where it is there.
    pub name: &'a str,
    /// Change of score, rank, tier and list.
    pub standing: StandingChange,
    /// What the change of rank is due to; `None` where it cannot be told.
    pub split: Option<RankSplit>,
}

/// What became of an area's place in the list, as files write it.
fn list_name(change: ListChange) -> &'static str {
    match change {
        ListChange::Stayed => "stayed",
        ListChange::Entered => "entered",
        ListChange::Left => "left",
        ListChange::Never => "never",
    }
}

const COLUMNS: [&str; 14] = [
    "code",
    "name",
    "rank_before",
    "rank_after",
    "places_up",
    "data",
    "method",
    "membership",
    "list",
    "score_before",
    "score_after",
    "score_change",
    "tier_before",
    "tier_after",
];

impl<'a> OverTime<'a> {
    /// Every area of either side: by later rank, those without one by their earlier rank, then as in the files.
    pub fn rows(&self) -> Vec<ChangeRow<'a>> {
        let Comparison { join, standings, splits, .. } = self.found;
        let mut rows: Vec<ChangeRow> = Vec::with_capacity(join.pairs.len());
        for (at, (pair, standing)) in join.pairs.iter().zip(standings).enumerate() {
            let split = splits.as_ref().ok().and_then(|splits| *splits.get(at)?);
            let [code, name] = self.words(*pair);
            rows.push(ChangeRow { code, name, standing: *standing, split });
        }
        let rank = |standing: Option<Standing>| standing.map_or(u32::MAX, |own| own.rank);
        rows.order_by_key(|row| (rank(row.standing.after), rank(row.standing.before)));
        rows
    }

    /// Code and name.
    fn words(&self, pair: Pair) -> [&'a str; 2] {
        let (snapshot, at) = match (pair.after, pair.before) {
            (Some(at), _) => (self.after.snapshot, at as usize),
            (None, at) => (self.before.snapshot, at.unwrap_or_default() as usize),
        };
        let areas = &snapshot.areas;
        [&areas.code, &areas.name].map(|texts| texts.get(at).map_or("", String::as_str))
    }

    /// `code,name,rank_before,rank_after,places_up,data,method,membership,list,score_before,score_after,
    /// score_change,tier_before,tier_after`: `places_up` is the sum of what other data, another method and other areas
    /// to be compared with did, in places towards the first priority; `list` is `stayed`, `entered`, `left` or `never`.
    pub fn csv(&self, flavour: Flavour) -> String {
        let mut csv = CsvWriter::with_header(flavour, COLUMNS);
        for ChangeRow { code, name, standing, split } in self.rows() {
            let StandingChange { before, after, score, places_up, list, .. } = standing;
            let rank = |own: Option<Standing>| own.map(|own| own.rank as usize);
            let tier = |own: Option<Standing>| own.map(|own| usize::from(own.tier)).filter(|tier| *tier > 0);
            csv.text(code).text(name).count(rank(before)).count(rank(after));
            csv.number(places_up.map(|places| places as f64));
            for part in [RankSplit::data, RankSplit::method, RankSplit::membership] {
                csv.number(split.map(part));
            }
            csv.text(list_name(list));
            csv.number(before.map(|own| own.score)).number(after.map(|own| own.score)).number(score);
            csv.count(tier(before)).count(tier(after));
            csv.end_row();
        }
        csv.finish()
    }

    /// `{format, version, before, after, split_error, rows}`: period and scenario of either side, why changes of rank
    /// could not be split where they could not, and the rows of the CSV; `null` is missing.
    pub fn json(&self) -> String {
        let side = |case: Input, period: usize| {
            let period = case.snapshot.periods.get(period).map(|period| &period.id);
            json!({ "title": case.snapshot.header.title, "period": period, "scenario": case.scenario })
        };
        let error = self.found.splits.as_ref().err();
        let said =
            error.map(|error| json!({ "en": error.text(Language::En), "fa": error.text(Language::Fa) }));
        to_text(&json!({
            "format": "negah.change", "version": 1,
            "before": side(self.before, self.found.before.period),
            "after": side(self.after, self.found.after.period),
            "split_error": said,
            "rows": self.rows().iter().map(row).collect::<Vec<_>>(),
        }))
    }
}

fn row(row: &ChangeRow) -> Value {
    let StandingChange { before, after, score, places_up, tiers_up, list } = row.standing;
    let standing = |own: Option<Standing>| {
        own.map(
            |own| json!({ "score": own.score, "rank": own.rank, "tier": own.tier, "in_list": own.listed }),
        )
    };
    let split = row.split.map(
        |split| json!({ "data": split.data(), "method": split.method(), "membership": split.membership() }),
    );
    json!({
        "code": row.code, "name": row.name, "before": standing(before), "after": standing(after),
        "score_change": score, "places_up": places_up, "tiers_up": tiers_up, "list": list_name(list),
        "due_to": split,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::compare;
    use crate::scenario::Scenario;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};

    #[test]
    fn parts_add_up_to_the_change() {
        let later = SMALL.replace("[4, 2, 8, 6]", "[4, 2, 1, 6]");
        let (old, new) = (small_snapshot(), open(later.as_bytes(), &Limits::DEFAULT).unwrap());
        let scenario = Scenario::equal_weights(&old);
        let (before, after) =
            (Input { snapshot: &old, scenario: &scenario }, Input { snapshot: &new, scenario: &scenario });
        let found = compare(before, after).unwrap();
        let change = OverTime { before, after, found: &found };
        assert_eq!(change.rows().len(), 4);
        let csv = change.csv(Flavour::Exact);
        assert!(csv.contains("\n01,باغ نو,1,1,0,0,0,0,"), "{csv}");
        let json: Value = serde_json::from_str(&change.json()).unwrap();
        assert_eq!(json["before"]["period"], "1402");
        assert_eq!(json["rows"][0]["due_to"]["data"], 0.0);
    }
}
