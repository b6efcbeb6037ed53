//! Sizes: no list and no text beyond the limits, no list empty that a ranking needs.

use super::report::Report;
use crate::snapshot::{Finding, Label, Limits, Place, Rule, SnapshotFile};

pub(super) fn check(file: &SnapshotFile, limits: &Limits, report: &mut Report) {
    let vertices = file.boundaries.iter().flat_map(|(_, geometry)| geometry.rings()).map(Vec::len).sum();
    let sizes = [
        ("areas.code", file.areas.code.len(), limits.areas),
        ("indicators", file.indicators.len(), limits.indicators),
        ("periods", file.periods.len(), limits.periods),
        ("divisions", file.divisions.len(), limits.divisions),
        ("levels", file.levels.len(), limits.levels),
        ("kinds", file.kinds.len(), limits.kinds),
        ("boundaries", vertices, limits.vertices),
    ];
    for (path, found, limit) in sizes {
        if found > limit {
            report.add(Finding::new(
                Rule::OverLimit,
                Place::at(path),
                found.to_string(),
                format!("≤ {limit}"),
            ));
        }
    }
    let needed = [
        ("areas.code", file.areas.code.len(), Rule::NoAreas),
        ("periods", file.periods.len(), Rule::NoPeriods),
        ("indicators", file.indicators.len(), Rule::NoIndicators),
    ];
    for (path, found, rule) in needed {
        if found == 0 {
            report.add(Finding::new(rule, Place::at(path), "0", "≥ 1"));
        }
    }
    check_texts(file, limits.text, report);
}

fn check_texts(file: &SnapshotFile, limit: usize, report: &mut Report) {
    let mut texts = Texts { limit, report, entry: None };
    texts.label("title", &file.title);
    texts.label("issuer", &file.issuer);
    texts.text("issued", &file.issued);
    texts.label("area_level", &file.area_level);
    texts.labels("note", &file.note);
    texts.texts("population", &file.population);
    check_area_texts(file, &mut texts);
    check_list_texts(file, &mut texts);
    check_activity_texts(file, &mut texts);
}

fn check_area_texts(file: &SnapshotFile, texts: &mut Texts) {
    texts.each("areas.code", &file.areas.code, |texts, code| texts.text("", code));
    texts.each("areas.name", &file.areas.name, |texts, name| texts.text("", name));
    texts.each("areas.name_en", &file.areas.name_en, |texts, name| texts.texts("", name));
    texts.each("areas.division", &file.areas.division, |texts, code| texts.texts("", code));
    texts.each("areas.kind", &file.areas.kind, |texts, id| texts.texts("", id));
}

fn check_list_texts(file: &SnapshotFile, texts: &mut Texts) {
    texts.each("periods", &file.periods, |texts, period| {
        texts.text(".id", &period.id);
        texts.label(".name", &period.name);
        texts.texts(".start", &period.start);
        texts.texts(".end", &period.end);
    });
    texts.each("sources", &file.sources, |texts, source| {
        texts.text(".id", &source.id);
        texts.label(".name", &source.name);
        texts.labels(".publisher", &source.publisher);
        texts.texts(".date", &source.date);
        texts.texts(".licence", &source.licence);
    });
    for (list, members) in [
        ("levels", &file.levels),
        ("kinds", &file.kinds),
        ("domains", &file.domains),
        ("agencies", &file.agencies),
    ] {
        texts.each(list, members, |texts, member| {
            texts.text(".id", &member.id);
            texts.label(".name", &member.name);
        });
    }
    texts.each("divisions", &file.divisions, |texts, unit| {
        texts.text(".code", &unit.code);
        texts.label(".name", &unit.name);
        texts.text(".level", &unit.level);
        texts.texts(".parent", &unit.parent);
    });
    texts.each("indicators", &file.indicators, |texts, indicator| {
        texts.text(".id", &indicator.id);
        texts.label(".name", &indicator.name);
        texts.label(".unit", &indicator.unit);
        texts.texts(".domain", &indicator.domain);
        texts.texts(".source", &indicator.source);
        texts.texts(".date", &indicator.date);
        texts.labels(".definition", &indicator.definition);
        for (member, id) in super::references::ingredients(&indicator.measure) {
            texts.text(&format!(".measure.{member}"), id);
        }
    });
}

fn check_activity_texts(file: &SnapshotFile, texts: &mut Texts) {
    texts.each("programmes", &file.programmes, |texts, programme| {
        texts.text(".id", &programme.id);
        texts.label(".name", &programme.name);
        texts.text(".agency", &programme.agency);
        texts.texts(".domain", &programme.domain);
        texts.labels(".unit", &programme.unit);
    });
    texts.each("records", &file.records, |texts, record| {
        texts.text(".programme", &record.programme);
        texts.text(".area", &record.area);
        texts.text(".period", &record.period);
    });
    texts.each("offices", &file.offices, |texts, office| {
        texts.text(".id", &office.id);
        texts.label(".name", &office.name);
        texts.texts(".opened", &office.opened);
        office.areas.iter().for_each(|code| texts.text(".areas", code));
    });
    texts.each("targets", &file.targets, |texts, target| {
        texts.text(".indicator", &target.indicator);
        texts.text(".period", &target.period);
        texts.texts(".area", &target.area);
        texts.texts(".division", &target.division);
    });
}

/// Measures texts; a path is put together only for those too long.
struct Texts<'a> {
    limit: usize,
    report: &'a mut Report,
    /// The list and the position in it that are being visited.
    entry: Option<(&'static str, usize)>,
}

impl Texts<'_> {
    fn each<T>(&mut self, list: &'static str, entries: &[T], visit: impl Fn(&mut Self, &T)) {
        for (at, entry) in entries.iter().enumerate() {
            self.entry = Some((list, at));
            visit(self, entry);
        }
        self.entry = None;
    }

    fn text(&mut self, member: &str, text: &str) {
        if text.len() > self.limit {
            let entry = self.entry.map(|(list, at)| format!("{list}[{at}]")).unwrap_or_default();
            let place = Place::at(format!("{entry}{member}"));
            self.report.add(Finding::new(
                Rule::TextTooLong,
                place,
                text.len().to_string(),
                format!("≤ {}", self.limit),
            ));
        }
    }

    fn texts(&mut self, member: &str, text: &Option<String>) {
        text.iter().for_each(|text| self.text(member, text));
    }

    fn label(&mut self, member: &str, label: &Label) {
        self.text(member, &label.fa);
        self.texts(member, &label.en);
    }

    fn labels(&mut self, member: &str, label: &Option<Label>) {
        label.iter().for_each(|label| self.label(member, label));
    }
}
