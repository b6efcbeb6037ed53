//! Remarks of validation as a table, one a row, to be sent to whom they concern.

use super::csv::{CsvWriter, Flavour};
use crate::snapshot::{Remark, Snapshot};
use crate::text::Language;

/// The columns.
const HEADER: [&str; 13] = [
    "supplier",
    "severity",
    "rule",
    "indicator",
    "indicator_name",
    "area",
    "area_name",
    "period",
    "path",
    "found",
    "expected",
    "more",
    "remark",
];

/// All remarks in their order, with the publisher of the source of the indicator they speak of (its name, where
/// no publisher is given; nothing, where they speak of no indicator).
pub fn remarks_csv(
    snapshot: &Snapshot,
    remarks: &[Remark],
    (language, flavour): (Language, Flavour),
) -> String {
    let mut csv = CsvWriter::with_header(flavour, HEADER);
    for remark in remarks {
        let indicator = remark.indicator.as_deref().and_then(|id| snapshot.indicator_idx(id));
        let indicator = indicator.and_then(|at| snapshot.indicators.get(at));
        let source = indicator
            .and_then(|own| snapshot.sources.iter().find(|source| Some(&source.id) == own.source.as_ref()));
        let supplier = source.map(|source| source.publisher.as_ref().unwrap_or(&source.name));
        let area = remark.area.as_ref();
        let name = area.and_then(|code| snapshot.areas.position(code));
        let name = name.and_then(|at| snapshot.areas.name.get(at));
        csv.text(supplier.map_or("", |label| label.get(language)));
        csv.text(&remark.severity).text(&remark.rule);
        csv.text(remark.indicator.as_deref().unwrap_or_default());
        csv.text(indicator.map_or("", |own| own.name.get(language)));
        csv.text(area.map_or("", String::as_str)).text(name.map_or("", String::as_str));
        csv.text(remark.period.as_deref().unwrap_or_default()).text(&remark.path);
        csv.text(&remark.found).text(&remark.expected).count(Some(remark.more));
        csv.text(if language == Language::Fa { &remark.fa } else { &remark.en }).end_row();
    }
    csv.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn a_remark_is_one_row_with_its_place_in_words() {
        let remark = Remark {
            rule: "gap".into(),
            severity: "warns".into(),
            indicator: Some("trust".into()),
            area: Some("02".into()),
            en: "a sentence".into(),
            ..Remark::default()
        };
        let text = remarks_csv(&small_snapshot(), &[remark], (Language::En, Flavour::Exact));
        let row = text.lines().nth(1).unwrap();
        assert_eq!(row, ",warns,gap,trust,اعتماد اجتماعی,02,گلزار,,,,,0,a sentence");
        assert_eq!(text.lines().count(), 2);
    }
}
