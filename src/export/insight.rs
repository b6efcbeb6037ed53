//! What there is to say of a result, as JSON: the figures behind the sentences of the overview.

use serde_json::{Value, json};

use super::aggregation::group_name;
use super::json::to_text;
use crate::aggregate::GroupKey;
use crate::case::Case;
use crate::insight::{
    self, DivisionHarm, Earlier, FirstHarm, LineFinding, Move, Quality, farthest, heaviest_burden,
    is_scale_fixed, lost_groups, median_of_list, moves, not_renewed, people, quality, tier_counts, turnover,
};
use crate::pipeline::Outcome;
use crate::rank::People;

/// All figures of a run beside the same scenario in the period before, as one JSON object: `list` and its `turnover`,
/// `median_score`, `moves` of the indicators in standard deviations towards need, the `burden` that the list holds, the
/// `findings` (`harm`, `division`, `riser`, `line`, `gaps`), `first_harms` by division, `tiers`, `quality`, and the areas that
/// are scored without a group of the index (`lost`). What cannot be said is null. Areas are named by code, indicators and
/// periods by identifier; numbers are exact.
pub fn insight_json(case: &Case, earlier: &Earlier) -> String {
    let telling = Telling { case, before: earlier.outcome() };
    to_text(&telling.file(earlier))
}

struct Telling<'a> {
    case: &'a Case,
    before: Option<&'a Outcome>,
}

impl Telling<'_> {
    fn file(&self, earlier: &Earlier) -> Value {
        let Case { snapshot, outcome, .. } = self.case;
        json!({
            "format": "negah.insight", "version": 1, "snapshot": &*self.case.sha256,
            "scenario": &*self.case.scenario,
            "period": self.period(outcome.period),
            "before": self.before.map(|before| self.period(before.period)),
            "before_failed": matches!(earlier, Earlier::Failed(_)),
            "areas": self.both(|outcome| json!(outcome.set.count())),
            "people": self.both(|outcome| people(snapshot, outcome).map_or(Value::Null, head_count)),
            "list": self.both(|outcome| self.list(outcome)),
            "turnover": self.before.map(|before| self.turnover(before)),
            "scale_fixed": is_scale_fixed(self.case),
            "median_score": self.both(|outcome| json!(median_of_list(outcome))),
            "coverage": self.both(|outcome| json!(outcome.mean_coverage())),
            "moves": self.before.map(|before| self.moves(before)),
            "not_renewed": self.before.map(|before| self.ids(&not_renewed(self.case, before.period))),
            "burden": heaviest_burden(self.case).map(|own| json!({
                "indicator": self.id(own.indicator), "share": own.share, "left_out": own.left_out,
            })),
            "findings": self.findings(),
            "first_harms": self.first_harms(),
            "tiers": tier_counts(outcome, outcome.ranked.n_tiers),
            "quality": self.quality(quality(self.case)),
            "lost": self.lost(),
        })
    }

    /// A figure now and in the period before.
    fn both(&self, figure: impl Fn(&Outcome) -> Value) -> Value {
        json!({ "now": figure(&self.case.outcome), "before": self.before.map(&figure) })
    }

    fn id(&self, indicator: usize) -> Option<&str> {
        self.case.snapshot.indicators.get(indicator).map(|own| own.id.as_str())
    }

    fn ids(&self, indicators: &[usize]) -> Vec<Option<&str>> {
        indicators.iter().map(|at| self.id(*at)).collect()
    }

    fn period(&self, at: usize) -> Option<&str> {
        self.case.snapshot.periods.get(at).map(|own| own.id.as_str())
    }

    fn codes(&self, areas: &[usize]) -> Vec<Option<&str>> {
        areas.iter().map(|at| self.case.snapshot.areas.code.get(*at).map(String::as_str)).collect()
    }

    fn list(&self, outcome: &Outcome) -> Value {
        let cut = &outcome.ranked.cut;
        json!({
            "areas": cut.count, "people": cut.population, "people_unknown": cut.population_unknown,
            "people_share": cut.population_share,
        })
    }

    fn turnover(&self, before: &Outcome) -> Value {
        let found = turnover(&self.case.snapshot, before, &self.case.outcome);
        json!({ "entered": self.codes(&found.entered), "left": self.codes(&found.left) })
    }

    fn moves(&self, before: &Outcome) -> Value {
        let all = moves(self.case, before.period);
        let [worse, better] = farthest(&all);
        let id = |own: Option<Move>| own.and_then(|own| self.id(own.indicator));
        let told = |own: &Move| {
            json!({
                "indicator": self.id(own.indicator), "before": own.before, "after": own.after,
                "effect": own.effect,
            })
        };
        json!({
            "all": all.iter().map(told).collect::<Vec<_>>(),
            "farthest_towards_need": id(worse), "farthest_from_need": id(better),
        })
    }

    fn findings(&self) -> Value {
        json!({
            "harm": insight::list_harm(self.case).map(|own| json!({
                "indicator": self.id(own.indicator), "list": own.list, "all": own.all, "effect": own.effect,
            })),
            "division": insight::list_division(self.case).map(|own| {
                let mut object = division(&own.division);
                object["areas"] = json!(own.areas);
                object["people"] = json!(own.people);
                object["share"] = json!(own.share);
                object
            }),
            "riser": self.before.and_then(|before| insight::riser(before, &self.case.outcome)).map(|own| json!({
                "code": self.codes(&[own.area])[0], "from": own.from, "to": own.to, "entered": own.entered,
                "looked_at": own.looked_at,
            })),
            "line": insight::line(&self.case.outcome).map(|own| match own {
                LineFinding::SplitTie => json!({ "splits_tie": true }),
                LineFinding::Near { inside, outside, distance } => json!({
                    "splits_tie": false, "distance": distance,
                    "near_inside": self.codes(&inside), "near_outside": self.codes(&outside),
                }),
            }),
            "gaps": insight::gaps(self.case).map(|own| json!({
                "missing": own.missing, "values": own.cells, "share": own.share(),
                "indicator": self.id(own.indicator), "of_indicator": own.own, "unscored_areas": own.unscored,
            })),
        })
    }

    /// By the narrowest level of division; null where the data have none.
    fn first_harms(&self) -> Value {
        let Some(level) = self.case.snapshot.divisions.levels.last() else { return Value::Null };
        let found = insight::first_harms(self.case, &level.id);
        json!({
            "level": level.id,
            "divisions": found.iter().map(|own| self.first_harm(own)).collect::<Vec<_>>(),
        })
    }

    fn first_harm(&self, own: &FirstHarm) -> Value {
        let harm = |own: &DivisionHarm| {
            json!({
                "indicator": self.id(own.indicator), "here": own.here, "all": own.all,
                "contribution": own.mean, "excess": own.excess,
            })
        };
        let mut object = division(&own.division);
        object["areas"] = json!(own.areas);
        object["scored"] = json!(own.scored);
        object["harm"] = json!(own.harm.as_ref().map(harm));
        object
    }

    fn quality(&self, own: Quality) -> Value {
        let period = |at: Option<usize>| at.and_then(|at| self.period(at));
        json!({
            "indicators": own.indicators, "values": own.cells, "present": own.present,
            "of_period": own.of_period, "newest": period(own.newest), "oldest": period(own.oldest),
            "indicators_of_oldest": own.n_oldest,
        })
    }

    fn lost(&self) -> Vec<Value> {
        let one = |area: usize| {
            let why = self.case.outcome.explain(area);
            let lost = lost_groups(&why)?;
            let groups: Vec<&str> = lost.groups.iter().map(|own| own.id.as_str()).collect();
            Some(json!({
                "code": self.codes(&[area])[0], "groups": groups, "top_groups_kept": lost.kept,
                "top_groups": lost.all,
            }))
        };
        self.case.outcome.set.iter().filter_map(one).collect()
    }
}

fn head_count(own: People) -> Value {
    json!({ "known": own.total(), "unknown_areas": own.unknown })
}

fn division(key: &GroupKey) -> Value {
    let (key, name) = group_name(key);
    json!({ "division": key, "name": name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::Scenario;
    use crate::score::{IndexNode, MissingRule};
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of};

    fn figures(period: Option<&str>) -> Value {
        let text = SMALL.replace(
            r#""dropout": {"1402": [4, 2, 8, 6]}"#,
            r#""dropout": {"1401": [4, 2, 3, 6], "1402": [4, 2, 8, 6]}"#,
        );
        let snapshot = open(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let index = IndexNode::group("need", vec![IndexNode::leaf("dropout")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let period = period.map(str::to_owned);
        let equal = Scenario::equal_weights(&snapshot);
        let scenario = Scenario { index, missing, cut: Cut::Count(1), period, ..equal };
        let case = case_of(&snapshot, &scenario);
        serde_json::from_str(&insight_json(&case, &Earlier::of(&case))).unwrap()
    }

    #[test]
    fn figures_are_those_worked_by_hand() {
        // Dropout was 4, 2, 3, 6 of 100 and is 4, 2, 8, 6: 03 comes in, 04 goes; 240 of 560 cases live in 03.
        let found = figures(None);
        assert_eq!(found["period"], "1402");
        assert_eq!(found["before"], "1401");
        assert_eq!(found["turnover"], json!({ "entered": ["03"], "left": ["04"] }));
        assert_eq!(found["burden"], json!({ "indicator": "dropout", "share": 240.0 / 560.0, "left_out": 0 }));
        let harm = &found["findings"]["harm"];
        // 560 of 10,000 over all areas.
        assert_eq!((&harm["list"], &harm["all"]), (&json!(8.0), &json!(5.6)));
        let spread = (((4.0_f64 - 5.0).powi(2) + 9.0 + 9.0 + 1.0) / 3.0).sqrt();
        let other = (((4.0_f64 - 5.0).powi(2) + 9.0 + 9.0 + 1.0) / 4.0).sqrt();
        let effect = harm["effect"].as_f64().unwrap();
        assert!([spread, other].iter().any(|sd| (effect - 2.4 / sd).abs() < 1e-12), "{effect}");
        let moved = &found["moves"];
        assert_eq!(moved["all"][0]["before"], json!(3.0));
        assert_eq!(moved["farthest_towards_need"], "dropout");
        assert_eq!(moved["farthest_from_need"], Value::Null);
        let riser = &found["findings"]["riser"];
        assert_eq!((&riser["code"], &riser["from"], &riser["to"]), (&json!("03"), &json!(3), &json!(1)));
        assert_eq!(found["quality"]["present"], 4);
        assert_eq!(found["lost"], json!([]));
    }

    #[test]
    fn what_cannot_be_said_is_null() {
        let found = figures(Some("1401"));
        for member in ["before", "turnover", "moves", "not_renewed"] {
            assert_eq!(found[member], Value::Null, "{member}");
        }
        assert_eq!(found["findings"]["riser"], Value::Null);
        assert_eq!(found["before_failed"], false);
    }
}
