//! How sure a list is, area by area and setting by setting.

use serde_json::{Map, Value, json};

use super::csv::{CsvWriter, Flavour};
use super::flips::AreaFlips;
use super::json::to_text;
use crate::case::Case;
use crate::sensitivity::{
    Certainty, Chance, Dominance, Pair, Robustness, Setting, SettingDominance, SettingResult,
};
use crate::sorting::Sorting;

/// The name of a setting, as files write it.
pub fn setting_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Uniform => "uniform",
        Setting::Ordinal => "ordinal",
        Setting::PlusMinus => "plus_minus",
        Setting::Noise => "noise",
        Setting::Choices => "choices",
        Setting::Together => "together",
    }
}

/// A finished job with the run it was made from.
#[derive(Debug, Clone, Copy)]
pub struct Sureness<'a> {
    /// The run whose list is in question.
    pub case: &'a Case,
    /// What came of it.
    pub found: &'a Robustness,
}

/// One area in every setting.
#[derive(Debug, Clone, PartialEq)]
pub struct SureRow<'a> {
    /// Position of the area.
    pub area: usize,
    /// Its rank in the scenario itself; `None` where it has none.
    pub rank: Option<u32>,
    /// Its chances, one per setting in their order.
    pub chances: Vec<(&'a Chance, Certainty)>,
}

impl<'a> Sureness<'a> {
    /// Every area of the selection, in the order of the ranking, those without a rank last.
    pub fn rows(&self) -> Vec<SureRow<'a>> {
        let ranking = &self.case.outcome.ranked.ranking;
        let Some(first) = self.found.settings.first() else { return Vec::new() };
        let row = |(at, chance): (usize, &'a Chance)| SureRow {
            area: chance.area as usize,
            rank: ranking.rank(chance.area as usize),
            chances: self
                .found
                .settings
                .iter()
                .filter_map(|own| own.chances.get(at))
                .map(|chance| (chance, Certainty::of(chance.in_top)))
                .collect(),
        };
        let mut rows: Vec<SureRow> = first.chances.iter().enumerate().map(row).collect();
        let mut place = vec![u32::MAX; self.case.snapshot.n_areas()];
        for (nth, area) in ranking.order.iter().enumerate() {
            if let Some(slot) = place.get_mut(*area as usize) {
                *slot = nth as u32;
            }
        }
        rows.order_by_key(|row| place.get(row.area).copied());
        rows
    }

    fn code(&self, area: u32) -> &'a str {
        self.case.snapshot.areas.code.get(area as usize).map_or("", String::as_str)
    }

    fn codes(&self, areas: &[u32]) -> Vec<&'a str> {
        areas.iter().map(|area| self.code(*area)).collect()
    }

    /// `code,name,rank,in_list`, then for every setting `SETTING.in_top` (share of the draws in which the area is in
    /// the list, 0 to 1), `SETTING.error` (its standard error), `SETTING.first`, `SETTING.rank_low`,
    /// `SETTING.rank_median`, `SETTING.rank_high` (5th, 50th and 95th percentile of its ranks) and
    /// `SETTING.certainty` (`certain`, `borderline` or `out`).
    pub fn csv(&self, flavour: Flavour) -> String {
        let mut csv = CsvWriter::new(flavour);
        for name in ["code", "name", "rank", "in_list"] {
            csv.text(name);
        }
        for setting in &self.found.settings {
            for figure in ["in_top", "error", "first", "rank_low", "rank_median", "rank_high", "certainty"] {
                csv.text(&format!("{}.{figure}", setting_name(setting.setting)));
            }
        }
        csv.end_row();
        let areas = &self.case.snapshot.areas;
        for row in self.rows() {
            csv.text(&areas.code[row.area]).text(&areas.name[row.area]);
            csv.count(row.rank.map(|rank| rank as usize));
            csv.text(if self.case.outcome.in_list(row.area) { "yes" } else { "no" });
            for (chance, certainty) in &row.chances {
                csv.number(Some(chance.in_top)).number(Some(chance.error)).number(Some(chance.first));
                let ranks = chance.ranks.map(|band| [band.low, band.median, band.high]);
                for at in 0..3 {
                    csv.count(ranks.map(|ranks| ranks[at] as usize));
                }
                csv.text(certainty.name());
            }
            csv.end_row();
        }
        csv.finish()
    }

    /// `{format, version, snapshot, scenario, top, list, groups, importance, linear, settings, rows, left_out, shares,
    /// dominance, skipped, with_standard_errors, flips}`; areas by code, `null` is missing.
    pub fn json(&self, flips: &[AreaFlips]) -> String {
        let found = self.found;
        to_text(&json!({
            "format": "negah.robustness", "version": 1, "snapshot": &*self.case.sha256,
            "scenario": &*self.case.scenario, "top": found.top, "list": self.codes(&found.list),
            "groups": found.groups, "importance": found.importance, "linear": found.linear,
            "settings": found.settings.iter().map(|own| self.setting_json(own)).collect::<Vec<_>>(),
            "rows": self.rows().iter().map(|row| self.row_json(row)).collect::<Vec<_>>(),
            "left_out": found.left_out, "shares": found.shares,
            "dominance": found.dominance.as_ref().map(|own| self.dominance_json(own)),
            "skipped": found.skipped, "with_standard_errors": found.with_standard_errors,
            "flips": flips.iter().map(|own| own.json(&self.case.snapshot)).collect::<Vec<_>>(),
        }))
    }

    fn setting_json(&self, own: &SettingResult) -> Value {
        json!({
            "setting": own.setting, "draws": own.draws, "skipped": own.skipped, "error": own.error,
            "within_tolerance": own.within_tolerance, "exact_ranks": own.exact_ranks,
            "certain": self.codes(&own.certain), "borderline": self.codes(&own.borderline), "out": own.out,
            "expected_overlap": own.expected_overlap,
        })
    }

    fn row_json(&self, row: &SureRow) -> Value {
        let areas = &self.case.snapshot.areas;
        let settings = self.found.settings.iter().map(|own| setting_name(own.setting).to_owned());
        let chance = |(own, certainty): &(&Chance, Certainty)| {
            json!({
                "in_top": own.in_top, "error": own.error, "first": own.first, "unscored": own.unscored,
                "ranks": own.ranks, "weights_in_top": own.weights_in_top, "weights_first": own.weights_first,
                "certainty": certainty.name(),
            })
        };
        let chances: Map<String, Value> = settings.zip(row.chances.iter().map(chance)).collect();
        json!({
            "code": areas.code[row.area], "name": areas.name[row.area], "rank": row.rank,
            "in_list": self.case.outcome.in_list(row.area), "chances": chances,
        })
    }

    fn dominance_json(&self, own: &Dominance) -> Value {
        let pair = |own: &Pair| {
            json!({
                "upper": self.code(own.upper), "lower": self.code(own.lower), "least": own.least,
                "most": own.most, "certain": own.certain,
            })
        };
        let setting = |own: &SettingDominance| {
            json!({
                "setting": own.setting, "always": self.codes(&own.always), "never": own.never,
                "near_cut": own.near_cut.iter().map(pair).collect::<Vec<_>>(),
            })
        };
        let settings: Vec<Value> = own.settings.iter().map(setting).collect();
        json!({ "all_pairs": own.all_pairs, "settings": settings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::{Scenario, Uncertainty};
    use crate::sensitivity::Job;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn an_area_that_always_leads_is_certain() {
        let snapshot = small_snapshot();
        let robustness = Uncertainty { draws: 200, samples: 0, ..Uncertainty::default() };
        let scenario = Scenario { robustness, cut: Cut::Count(1), ..Scenario::equal_weights(&snapshot) };
        let case = case_of(&snapshot, &scenario);
        let mut job = Job::new(&snapshot, &scenario, &case.outcome).unwrap();
        while !job.step(1_000).finished {}
        let found = job.result();
        let run = case.clone().with_sha256("ab");
        let sure = Sureness { case: &run, found: &found };
        let rows = sure.rows();
        assert_eq!((rows.len(), rows[0].rank, rows[0].chances.len()), (4, Some(1), 3));
        let csv = sure.csv(Flavour::Exact);
        assert!(csv.starts_with("code,name,rank,in_list,uniform.in_top,uniform.error,"), "{csv}");
        let json: Value = serde_json::from_str(&sure.json(&[])).unwrap();
        assert_eq!((&json["list"], &json["top"]), (&json!(["01"]), &json!(1)));
        assert_eq!(json["rows"][0]["chances"]["uniform"]["in_top"], rows[0].chances[0].0.in_top);
    }
}
