//! How sure the place of each area is, as CSV.

use super::csv::{CsvWriter, Flavour};
use crate::pipeline::Outcome;
use crate::sensitivity::{Robustness, Setting};
use crate::snapshot::Snapshot;

/// `code,name,rank`, then for every setting the share of the draws in which the area is in the list (`in_top`, 0 to 1),
/// its standard error, and the ranks at 5 %, in the mean and at 95 %: one row per area of the selection, in rank order,
/// those without a rank last. Full precision; what is missing is empty.
pub fn sureness_csv(
    snapshot: &Snapshot,
    outcome: &Outcome,
    (found, flavour): (&Robustness, Flavour),
) -> String {
    let mut csv = CsvWriter::new(flavour);
    csv.text("code").text("name").text("rank");
    for own in &found.settings {
        for figure in ["in_top", "error", "rank_low", "rank_mean", "rank_high"] {
            csv.text(&format!("{}.{figure}", name(own.setting)));
        }
    }
    csv.end_row();
    let rank = |area: usize| outcome.ranked.ranking.rank(area);
    let chances = found.settings.first().map_or(&[][..], |own| &own.chances);
    let mut rows: Vec<usize> = (0..chances.len()).collect();
    rows.sort_by_key(|row| (rank(chances[*row].area as usize).unwrap_or(u32::MAX), *row));
    for row in rows {
        let area = chances[row].area as usize;
        let text = |list: &[String]| list.get(area).cloned().unwrap_or_default();
        csv.text(&text(&snapshot.areas.code)).text(&text(&snapshot.areas.name));
        csv.count(rank(area).map(|rank| rank as usize));
        for own in found.settings.iter().filter_map(|own| own.chances.get(row)) {
            let band = own.ranks;
            csv.number(Some(own.in_top)).number(Some(own.error));
            csv.count(band.map(|band| band.low as usize)).number(band.map(|band| band.mean));
            csv.count(band.map(|band| band.high as usize));
        }
        csv.end_row();
    }
    csv.finish()
}

fn name(setting: Setting) -> &'static str {
    match setting {
        Setting::Uniform => "uniform",
        Setting::Ordinal => "ordinal",
        Setting::PlusMinus => "plus_minus",
        Setting::Noise => "noise",
        Setting::Choices => "choices",
        Setting::Together => "together",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::scenario::{Scenario, Uncertainty};
    use crate::sensitivity::Job;
    use crate::testing::small_snapshot;

    #[test]
    fn every_area_has_every_number() {
        let snapshot = small_snapshot();
        let robustness = Uncertainty { draws: 50, samples: 0, ..Uncertainty::default() };
        let scenario = Scenario { robustness, ..Scenario::equal_weights(&snapshot) };
        let outcome = run(&snapshot, &scenario).unwrap();
        let mut job = Job::new(&snapshot, &scenario, &outcome).unwrap();
        job.step(u32::MAX);
        let text = sureness_csv(&snapshot, &outcome, (&job.result(), Flavour::Exact));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("code,name,rank,uniform.in_top,uniform.error,uniform.rank_low"));
        assert_eq!(lines.len(), 1 + snapshot.n_areas());
        assert!(lines.iter().all(|line| line.split(',').count() == 18), "{text}");
    }
}
