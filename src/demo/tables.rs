//! The words of the demonstration, read from small text tables that lie beside the code.

use crate::snapshot::{Approach, Label, Level, Polarity};

const CATALOGUE: &str = include_str!("catalogue.txt");
const COUNTS: &str = include_str!("counts.txt");
const NAMES: &str = include_str!("names.txt");
const PROVINCES: &str = include_str!("provinces.txt");
const AGENCIES: &str = include_str!("agencies.txt");

/// When figures are collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// Every period.
    Quarterly,
    /// Every second period.
    Survey,
    /// The first period only.
    Once,
}

/// What an indicator measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Rate,
    Ratio,
    Mean,
    Survey,
    Count,
}

/// One indicator of the catalogue.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub id: &'static str,
    pub name: Label,
    pub unit: Label,
    pub decimals: u8,
    pub domain: &'static str,
    pub level: Level,
    pub approach: Approach,
    pub polarity: Polarity,
    pub capacity: bool,
    pub rhythm: Rhythm,
    pub shape: Shape,
    /// Count below the line, or the weight of a mean.
    pub of: &'static str,
    pub per: f64,
    pub typical: f64,
    /// How far areas differ: relative, or in points for a survey.
    pub spread: f64,
    /// Share of the common factor, −1 to 1; towards need.
    pub load: f64,
    /// Count above the line of a ratio.
    pub part: &'static str,
    pub definition: Label,
}

/// One supporting count.
#[derive(Debug, Clone)]
pub(super) struct CountEntry {
    pub id: &'static str,
    pub name: Label,
    pub unit: Label,
    /// Share of the population; `None` for counts that an indicator makes.
    pub share: Option<f64>,
    pub rhythm: Rhythm,
}

/// A province.
#[derive(Debug, Clone)]
pub(super) struct Province {
    pub code: &'static str,
    pub name: Label,
    pub middle: [f64; 2],
    pub weight: f64,
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').collect())
}

fn rhythm(text: &str) -> Option<Rhythm> {
    match text {
        "q" => Some(Rhythm::Quarterly),
        "s" => Some(Rhythm::Survey),
        "y" => Some(Rhythm::Once),
        _ => None,
    }
}

fn level(text: &str) -> Option<Level> {
    match text {
        "macro" => Some(Level::Macro),
        "meso" => Some(Level::Meso),
        "micro" => Some(Level::Micro),
        _ => None,
    }
}

fn approach(text: &str) -> Option<Approach> {
    match text {
        "preventive" => Some(Approach::Preventive),
        "remedial" => Some(Approach::Remedial),
        _ => None,
    }
}

fn shape(text: &str) -> Option<Shape> {
    match text {
        "rate" => Some(Shape::Rate),
        "ratio" => Some(Shape::Ratio),
        "mean" => Some(Shape::Mean),
        "survey" => Some(Shape::Survey),
        "count" => Some(Shape::Count),
        _ => None,
    }
}

/// All indicators, such that the first six, twelve, … are spread over all domains.
pub(super) fn catalogue() -> Vec<Entry> {
    rows(CATALOGUE).filter_map(|row| entry(&row)).collect()
}

fn entry(row: &[&'static str]) -> Option<Entry> {
    let (head, tail) = row.split_at_checked(10)?;
    let [id, fa, en, unit, unit_en, decimals, domain, lvl, appr, direction] = *head else { return None };
    let [beat, measure, of, per, typical, spread, load, part, definition, definition_en] = *tail else {
        return None;
    };
    Some(Entry {
        id,
        name: Label::both(fa, en),
        unit: Label::both(unit, unit_en),
        decimals: decimals.parse().ok()?,
        domain,
        level: level(lvl)?,
        approach: approach(appr)?,
        polarity: if direction == "+" { Polarity::RaisesNeed } else { Polarity::LowersNeed },
        capacity: direction == "c",
        rhythm: rhythm(beat)?,
        shape: shape(measure)?,
        of,
        per: per.parse().ok()?,
        typical: typical.parse().ok()?,
        spread: spread.parse().ok()?,
        load: load.parse().ok()?,
        part,
        definition: Label::both(definition, definition_en),
    })
}

/// Supporting counts; the population, which comes before them all, is not among them.
pub(super) fn counts() -> Vec<CountEntry> {
    let count = |row: Vec<&'static str>| {
        let [id, fa, en, unit, unit_en, share, beat] = row[..] else { return None };
        let (name, unit) = (Label::both(fa, en), Label::both(unit, unit_en));
        Some(CountEntry { id, name, unit, share: share.parse().ok(), rhythm: rhythm(beat)? })
    };
    rows(COUNTS).filter_map(count).collect()
}

/// The provinces of Iran.
pub(super) fn provinces() -> Vec<Province> {
    let province = |row: Vec<&'static str>| {
        let [code, fa, en, lon, lat, weight] = row[..] else { return None };
        let middle = [lon.parse().ok()?, lat.parse().ok()?];
        Some(Province { code, name: Label::both(fa, en), middle, weight: weight.parse().ok()? })
    };
    rows(PROVINCES).filter_map(province).collect()
}

/// Counties of the fictional province with their share of the neighbourhoods.
pub(super) fn counties() -> Vec<(Label, f64)> {
    let county = |row: Vec<&'static str>| match row[..] {
        ["county", fa, en, weight] => Some((Label::both(fa, en), weight.parse().ok()?)),
        _ => None,
    };
    rows(NAMES).filter_map(county).collect()
}

/// Names of neighbourhoods: whole ones and combined ones.
pub(super) fn neighbourhoods() -> Vec<Label> {
    let words = |kind: &'static str| {
        rows(NAMES).filter(move |row| row.len() == 3 && row[0] == kind).map(|row| (row[1], row[2]))
    };
    let combined =
        words("first").flat_map(|first| words("last").map(move |last| (first, last))).map(|(first, last)| {
            Label::both(format!("{} {}", first.0, last.0), format!("{} {}", first.1, last.1))
        });
    words("whole").map(|(fa, en)| Label::both(fa, en)).chain(combined).collect()
}

/// Agencies: identifier and name.
pub(super) fn agencies() -> Vec<(&'static str, Label)> {
    let agency = |row: Vec<&'static str>| match row[..] {
        ["agency", id, fa, en] => Some((id, Label::both(fa, en))),
        _ => None,
    };
    rows(AGENCIES).filter_map(agency).collect()
}

/// A programme with what it typically plans for one area and quarter.
#[derive(Debug, Clone)]
pub(super) struct ProgrammeEntry {
    pub id: &'static str,
    pub name: Label,
    pub agency: &'static str,
    pub domain: &'static str,
    pub level: Level,
    pub approach: Approach,
    pub unit: Label,
    pub typical: f64,
}

/// Programmes of the agencies.
pub(super) fn programmes() -> Vec<ProgrammeEntry> {
    let programme = |row: Vec<&'static str>| {
        let ["programme", id, fa, en, agency, domain, lvl, appr, unit, unit_en, typical] = row[..] else {
            return None;
        };
        Some(ProgrammeEntry {
            id,
            name: Label::both(fa, en),
            agency,
            domain,
            level: level(lvl)?,
            approach: approach(appr)?,
            unit: Label::both(unit, unit_en),
            typical: typical.parse().ok()?,
        })
    };
    rows(AGENCIES).filter_map(programme).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_line_is_understood() {
        assert_eq!(catalogue().len(), rows(CATALOGUE).count());
        assert_eq!(counts().len(), rows(COUNTS).count());
        assert_eq!(provinces().len(), 31);
        assert_eq!(agencies().len() + programmes().len(), rows(AGENCIES).count());
        assert_eq!((agencies().len(), programmes().len(), counties().len()), (18, 12, 8));
        assert_eq!(neighbourhoods().len(), 24 + 12 * 20);
    }

    #[test]
    fn the_catalogue_refers_to_what_exists() {
        let counts: HashSet<_> = counts().iter().map(|count| count.id).chain(["population"]).collect();
        for entry in catalogue() {
            assert!(counts.contains(entry.of), "{}", entry.id);
            assert_eq!(entry.shape == Shape::Ratio, counts.contains(entry.part), "{}", entry.id);
        }
        let domains: HashSet<_> = catalogue().iter().take(6).map(|entry| entry.domain).collect();
        assert_eq!(domains.len(), 6);
        let agencies: HashSet<_> = agencies().into_iter().map(|(id, _)| id).collect();
        assert!(programmes().iter().all(|it| agencies.contains(it.agency) && domains.contains(it.domain)));
    }
}
