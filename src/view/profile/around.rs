//! What stands around the figures of one area: offices, programmes, sources and remarks.

use crate::case::Case;
use crate::snapshot::{ProgrammeRecord, Snapshot};
use crate::text::Msg;
use crate::view::Words;

/// What one programme planned and did in the area.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeLine {
    /// Name.
    pub name: String,
    /// The agency that carries it.
    pub agency: String,
    /// Planned amount with unit, over all periods up to the one in use.
    pub planned: String,
    /// Amount done likewise.
    pub done: String,
    /// Share of the plan done; empty without a plan or a figure.
    pub share: String,
}

/// The offices that serve the area, with the day they opened.
pub(super) fn offices(snapshot: &Snapshot, area: usize, words: Words) -> Vec<String> {
    let code = &snapshot.areas.code[area];
    let own = snapshot.offices.iter().filter(|office| office.areas.contains(code));
    own.map(|office| {
        let name = words.label(&office.name);
        let since =
            |day: &String| words.fill(Msg::OfficeSince, &[("name", &name), ("date", &words.date(day))]);
        office.opened.as_ref().map_or_else(|| name.clone(), since)
    })
    .collect()
}

/// The programmes with a record in the area up to a period, in the order of the file.
pub(super) fn programmes(
    snapshot: &Snapshot,
    (area, period): (usize, usize),
    words: Words,
) -> Vec<ProgrammeLine> {
    let code = &snapshot.areas.code[area];
    let until = |record: &&ProgrammeRecord| {
        record.area == *code && snapshot.period_idx(&record.period).is_some_and(|at| at <= period)
    };
    let records: Vec<&ProgrammeRecord> = snapshot.records.iter().filter(until).collect();
    let line = |programme: &crate::snapshot::Programme| {
        let own: Vec<_> = records.iter().filter(|record| record.programme == programme.id).collect();
        let sum = |figure: fn(&ProgrammeRecord) -> Option<f64>| {
            let figures: Vec<f64> = own.iter().filter_map(|record| figure(record)).collect();
            (!figures.is_empty()).then(|| figures.iter().sum::<f64>())
        };
        let (planned, done) = (sum(|record| record.planned), sum(|record| record.done));
        let unit = programme.unit.as_ref().map(|unit| words.label(unit)).unwrap_or_default();
        let amount = |value: Option<f64>| {
            let number = words.number(value, 0);
            if value.is_none() || unit.is_empty() { number } else { format!("{number} {unit}") }
        };
        let agency = snapshot.agencies.iter().find(|agency| agency.id == programme.agency);
        let share =
            planned.zip(done).filter(|(planned, _)| *planned > 0.0).map(|(planned, done)| done / planned);
        (!own.is_empty()).then(|| ProgrammeLine {
            name: words.label(&programme.name),
            agency: agency.map(|agency| words.label(&agency.name)).unwrap_or_default(),
            planned: amount(planned),
            done: amount(done),
            share: share.map_or_else(String::new, |share| words.percent(Some(share))),
        })
    };
    snapshot.programmes.iter().filter_map(line).collect()
}

/// The sources of the scored indicators: name, publisher and date, with how many indicators come from each.
pub(super) fn sources(case: &Case, words: Words) -> Vec<String> {
    let Case { snapshot, outcome, .. } = case;
    let used: Vec<usize> = outcome.matrix.leaves.iter().map(|leaf| leaf.indicator).collect();
    let line = |source: &crate::snapshot::Source| {
        let own = used.iter().filter(|at| snapshot.indicators[**at].source.as_ref() == Some(&source.id));
        let n = own.count();
        let parts: Vec<String> = [
            Some(words.label(&source.name)),
            source.publisher.as_ref().map(|publisher| words.label(publisher)),
            source.date.as_ref().map(|date| words.date(date)),
        ]
        .into_iter()
        .flatten()
        .collect();
        (n > 0).then(|| words.fill(Msg::SourceLine, &[("source", &words.list(&parts)), ("n", &words.int(n))]))
    };
    let mut lines: Vec<String> = snapshot.sources.iter().filter_map(line).collect();
    let nameless = used.iter().filter(|at| snapshot.indicators[**at].source.is_none()).count();
    if nameless > 0 {
        lines.push(words.fill_one(Msg::SourceNone, &words.int(nameless)));
    }
    lines
}

/// What a reader must beware of: missing, filled and older figures of this area, and the remark of the data set.
pub(super) fn remarks(case: &Case, area: usize, words: Words) -> Vec<String> {
    let Case { snapshot, outcome, .. } = case;
    let leaves = &outcome.matrix.leaves;
    let names = |keep: &dyn Fn(&crate::pipeline::MatrixLeaf) -> bool| -> Vec<String> {
        let kept = leaves.iter().filter(|leaf| keep(leaf));
        kept.map(|leaf| words.label(&snapshot.indicators[leaf.indicator].name)).collect()
    };
    let has_value = |leaf: &crate::pipeline::MatrixLeaf| {
        snapshot.column(leaf.indicator, leaf.period).is_some_and(|column| column.get(area).is_some())
    };
    let is_filled = |leaf: &crate::pipeline::MatrixLeaf| leaf.filled.binary_search(&(area as u32)).is_ok();
    let groups = [
        (Msg::RemarkMissing, names(&|leaf| !has_value(leaf) && !is_filled(leaf))),
        (Msg::RemarkFilled, names(&is_filled)),
        (Msg::RemarkOlder, names(&|leaf| leaf.period != outcome.period)),
        (Msg::RemarkLeftOut, names(&|leaf| leaf.left_out.is_some())),
    ];
    let said = groups.into_iter().filter(|(_, names)| !names.is_empty());
    let mut remarks: Vec<String> = said
        .map(|(key, names)| words.fill(key, &[("n", &words.int(names.len())), ("list", &words.list(&names))]))
        .collect();
    remarks.extend(snapshot.header.note.as_ref().map(|note| words.label(note)));
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of, small_snapshot};

    #[test]
    fn plans_and_deeds_add_up_over_the_periods() {
        let text = SMALL.replace(
            r#""offices": ["#,
            r#""agencies": [{"id": "a", "name": "بهزیستی"}],
               "programmes": [{"id": "p", "name": "مهارت‌آموزی", "agency": "a", "unit": "نفر"}],
               "records": [{"programme": "p", "area": "02", "period": "1401", "planned": 40, "done": 10},
                           {"programme": "p", "area": "02", "period": "1402", "planned": 60, "done": 40}],
               "offices": ["#,
        );
        let snapshot = open(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let words = Words::default();
        let lines = programmes(&snapshot, (1, 1), words);
        let own = &lines[0];
        assert_eq!([&own.planned, &own.done, &own.share], ["۱۰۰ نفر", "۵۰ نفر", "۵۰٪"]);
        assert_eq!(programmes(&snapshot, (1, 0), words)[0].share, "۲۵٪");
        assert!(programmes(&snapshot, (0, 1), words).is_empty());
    }

    #[test]
    fn offices_and_gaps_of_the_area_are_told() {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let words = Words::default();
        assert_eq!(offices(&snapshot, 1, words), ["دفتر تحول اجتماعی گلزار"]);
        assert!(offices(&snapshot, 0, words).is_empty());
        let of = |area| remarks(&case, area, words);
        assert!(of(3)[0].contains("نرخ بیکاری"), "{:?}", of(3));
        assert!(of(0).is_empty(), "{:?}", of(0));
        assert!(sources(&case, words)[0].contains('۳'));
    }
}
