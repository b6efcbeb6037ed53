//! Texts with characters that steer a terminal or turn a line: what shows them must not be steered by data.

use super::report::Report;
use crate::snapshot::{Finding, Label, Place, Rule, Snapshot};
use crate::text::is_steering;

/// Judges every text of a snapshot. A line break counts as such a character in a name, but not in a note or definition.
pub(super) fn check(snapshot: &Snapshot, report: &mut Report) {
    let mut texts = Texts { report };
    check_header(snapshot, &mut texts);
    check_lists(snapshot, &mut texts);
    let areas = &snapshot.areas;
    for (at, name) in areas.name.iter().enumerate() {
        texts.name(name, &|| Place::at(format!("areas.name[{at}]")).of_area(&areas.code[at]));
    }
    for (at, name) in areas.name_en.iter().enumerate() {
        let place = || Place::at(format!("areas.name_en[{at}]")).of_area(&areas.code[at]);
        name.iter().for_each(|name| texts.name(name, &place));
    }
}

fn check_header(snapshot: &Snapshot, texts: &mut Texts) {
    let header = &snapshot.header;
    let names = [("title", &header.title), ("issuer", &header.issuer), ("area_level", &header.area_level)];
    for (path, own) in names {
        texts.label(own, &|| Place::at(path));
    }
    header.note.iter().for_each(|note| texts.prose(note, &|| Place::at("note")));
}

fn check_lists(snapshot: &Snapshot, texts: &mut Texts) {
    let lists = [
        ("domains", &snapshot.domains),
        ("kinds", &snapshot.kinds),
        ("levels", &snapshot.divisions.levels),
        ("agencies", &snapshot.agencies),
    ];
    for (list, members) in lists {
        texts.list(list, members.iter().map(|member| &member.name));
    }
    texts.list("divisions", snapshot.divisions.units.iter().map(|unit| &unit.name));
    texts.list("periods", snapshot.periods.iter().map(|period| &period.name));
    texts.list("sources", snapshot.sources.iter().map(|source| &source.name));
    texts.list("programmes", snapshot.programmes.iter().map(|programme| &programme.name));
    texts.list("offices", snapshot.offices.iter().map(|office| &office.name));
    for (at, indicator) in snapshot.indicators.iter().enumerate() {
        let place =
            |member: &str| Place::at(format!("indicators[{at}].{member}")).of_indicator(&indicator.id);
        texts.label(&indicator.name, &|| place("name"));
        texts.label(&indicator.unit, &|| place("unit"));
        indicator.definition.iter().for_each(|text| texts.prose(text, &|| place("definition")));
    }
}

struct Texts<'a> {
    report: &'a mut Report,
}

impl Texts<'_> {
    fn list<'l>(&mut self, list: &str, names: impl Iterator<Item = &'l Label>) {
        for (at, name) in names.enumerate() {
            self.label(name, &|| Place::at(format!("{list}[{at}].name")));
        }
    }

    fn label(&mut self, label: &Label, place: &dyn Fn() -> Place) {
        std::iter::once(&label.fa).chain(&label.en).for_each(|text| self.name(text, place));
    }

    fn prose(&mut self, label: &Label, place: &dyn Fn() -> Place) {
        std::iter::once(&label.fa).chain(&label.en).for_each(|text| self.text(text, &is_steering, place));
    }

    fn name(&mut self, text: &str, place: &dyn Fn() -> Place) {
        self.text(text, &|letter| is_steering(letter) || matches!(letter, '\n' | '\t'), place);
    }

    fn text(&mut self, text: &str, is_bad: &dyn Fn(char) -> bool, place: &dyn Fn() -> Place) {
        if !text.contains(is_bad) {
            return;
        }
        let clean: String = text.chars().map(|letter| if is_bad(letter) { ' ' } else { letter }).collect();
        let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        self.report.add(Finding::new(Rule::ControlCharacter, place(), text, clean));
    }
}
