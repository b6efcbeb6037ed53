//! `negah inequality`: how unequally measures are shared out, between groups and within them.

use super::aggregate::grouping;
use super::args;
use super::load::{self, Loaded};
use super::session::{Failure, Session, shown};
use super::table::Table;
use crate::aggregate::GroupBy;
use crate::export::{Flavour, Inequality, InequalitySource, MeasureInequality, inequality};
use crate::filter::AreaSet;
use crate::snapshot::Snapshot;
use crate::stat::inequality::{Split, Unshared};
use crate::text::{Language, Msg};
use crate::view::Words;

/// Takes inequality apart, writes what was asked for, and tables otherwise.
pub fn inequality_command(args: &args::Inequality, session: &mut Session) -> Result<(), Failure> {
    if args.csv.as_deref() == Some("-") && args.json.as_deref() == Some("-") {
        return Err(Failure::Usage("only one output can go to standard output".to_owned()));
    }
    let found = found(args, session)?;
    if let Some(path) = &args.csv {
        let flavour = if args.bom { Flavour::Spreadsheet } else { Flavour::Exact };
        session.write(path, found.csv(flavour, session.language).as_bytes())?;
    }
    if let Some(path) = &args.json {
        session.write(path, found.json().as_bytes())?;
    }
    if args.csv.is_some() || args.json.is_some() {
        return Ok(());
    }
    let telling = Telling { found: &found, words: Words { language: session.language } };
    session.write("-", telling.text().as_bytes())
}

fn found(args: &args::Inequality, session: &mut Session) -> Result<Inequality, Failure> {
    let by = &args.by.0;
    let ranked = args.score || args.scenario.is_some() || matches!(by, GroupBy::Decile | GroupBy::Tier);
    if !ranked {
        let Loaded { snapshot, sha256 } = load::snapshot(&args.snapshot, session)?;
        let everything = AreaSet::all(snapshot.n_areas());
        let grouping = grouping(&snapshot, by, &[], &args.snapshot)?;
        let source = InequalitySource::of_data(&snapshot, &sha256, &everything, &grouping);
        return Ok(inequality(&source, &asked(args, &source)?));
    }
    let case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let grouping = grouping(&case.snapshot, by, &case.outcome.bands(by), &args.snapshot)?;
    let source = InequalitySource::of_case(&case, &grouping);
    Ok(inequality(&source, &asked(args, &source)?))
}

/// The measures asked for.
fn asked(args: &args::Inequality, source: &InequalitySource) -> Result<Vec<Option<usize>>, Failure> {
    let named = args.indicator.iter().map(|id| position(source.snapshot, id, &args.snapshot));
    Ok(source.measures(named.collect::<Result<_, _>>()?, args.score))
}

fn position(snapshot: &Snapshot, id: &str, path: &str) -> Result<usize, Failure> {
    let unknown = || Failure::Usage(format!("{}: there is no indicator `{id}`", shown(path)));
    snapshot.indicator_idx(id).ok_or_else(unknown)
}

struct Telling<'a> {
    found: &'a Inequality,
    words: Words,
}

impl Telling<'_> {
    fn text(&self) -> String {
        let mut parts = vec![self.measures()];
        if let [one] = &*self.found.measures {
            parts.push(self.groups(one));
        }
        let notes: Vec<String> = self.found.measures.iter().flat_map(|own| self.notes(own)).collect();
        if !notes.is_empty() {
            parts.push(notes.join("\n") + "\n");
        }
        parts.join("\n")
    }

    fn choose<'t>(&self, fa: &'t str, en: &'t str) -> &'t str {
        if self.words.language == Language::Fa { fa } else { en }
    }

    fn table(&self, columns: &[(&str, &str, bool)]) -> Table {
        Table::new(columns.iter().map(|(fa, en, is_number)| (self.choose(fa, en), *is_number)))
    }

    fn measures(&self) -> String {
        let mut table = self.table(&[
            ("سنجه", "measure", false),
            ("میان", "shared among", false),
            ("شمار", "n", true),
            ("کنار گذاشته", "left out", true),
            ("میانگین", "mean", true),
            ("جینی", "Gini", true),
            ("تایل", "Theil", true),
            ("میان گروه‌ها", "between", true),
            ("درون گروه‌ها", "within", true),
            ("مربع اتا", "eta²", true),
        ]);
        let number = |value| self.words.number(value, 4);
        for own in &self.found.measures {
            let among = own.among.as_ref().map(|(_, name)| self.words.label(name));
            let theil = |part: fn(&Split) -> f64| number(own.theil.as_ref().map(part));
            table.row([
                self.words.label(&own.name),
                among.unwrap_or_else(|| self.words.say(Msg::SharingAreas).to_owned()),
                self.words.int(own.used),
                self.words.int(own.left_out),
                number(own.mean),
                number(own.gini),
                theil(|split| split.total),
                theil(|split| split.between),
                theil(|split| split.within),
                number(own.variance.as_ref().and_then(Split::between_share)),
            ]);
        }
        table.text()
    }

    /// What each group adds; by the variance where there is no Theil.
    fn groups(&self, own: &MeasureInequality) -> String {
        let inside = if own.theil.is_some() {
            ("تایل درون", "Theil inside")
        } else {
            ("واریانس درون", "variance inside")
        };
        let mut table = self.table(&[
            ("گروه", "group", false),
            ("موارد", "areas", true),
            ("سهم", "weight", true),
            ("میانگین", "mean", true),
            (inside.0, inside.1, true),
            ("سهم میان‌گروهی", "part between", true),
            ("سهم درون‌گروهی", "part within", true),
        ]);
        let number = |value| self.words.number(value, 4);
        for group in &self.found.groups {
            let [theil, spread] = own.parts(group);
            let part = theil.or(spread);
            table.row([
                self.words.label(&group.name),
                self.words.int(group.areas),
                self.words.exact_percent(part.map(|part| part.weight)),
                number(part.map(|part| part.mean)),
                number(part.map(|part| part.own)),
                number(part.map(|part| part.between)),
                number(part.map(|part| part.within)),
            ]);
        }
        table.text()
    }

    /// Why a figure is not there.
    fn notes(&self, own: &MeasureInequality) -> Option<String> {
        let why = match own.undefined? {
            Unshared::Negative(n) => self.words.fill(Msg::SharingNegative, &[("n", &self.words.int(n))]),
            Unshared::Zero => self.words.say(Msg::SharingZero).to_owned(),
            Unshared::Empty => self.words.say(Msg::SharingEmpty).to_owned(),
        };
        Some(format!("{}: {why}", self.words.label(&own.name)))
    }
}
