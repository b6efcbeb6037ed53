//! `negah insight`: what matters in a list, with the figures and sentences of the page's overview.

use super::args;
use super::load;
use super::session::{Failure, Session};
use super::table::Table;
use crate::case::Case;
use crate::export::insight_json;
use crate::insight::{Earlier, tier_counts};
use crate::text::Msg;
use crate::view::{Words, against, first_harms, headline, insights, method_line, quality_lines};

/// Writes the figures where they were asked for, and tells them otherwise.
pub fn insight(args: &args::Insight, session: &mut Session) -> Result<(), Failure> {
    let case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let earlier = Earlier::of(&case);
    if let Some(path) = &args.json {
        return session.write(path, insight_json(&case, &earlier).as_bytes());
    }
    let telling = Telling { case: &case, earlier: &earlier, words: Words { language: session.language } };
    session.print(&telling.text())
}

struct Telling<'a> {
    case: &'a Case,
    earlier: &'a Earlier,
    words: Words,
}

impl Telling<'_> {
    fn text(&self) -> String {
        let parts =
            [self.heading(), self.figures(), self.findings(), self.harms(), self.tiers(), self.quality()];
        let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        told.join("\n")
    }

    fn title(&self, key: Msg) -> String {
        format!("{}\n", self.words.say(key))
    }

    fn heading(&self) -> String {
        format!("{}\n{}\n", headline(self.case, self.words), method_line(self.case, self.words))
    }

    /// Key figures against the period before, and what must be said of the comparison.
    fn figures(&self) -> String {
        let found = against(self.case, self.earlier, self.words);
        let heads = [Msg::FigureHead, Msg::Value, Msg::Note, Msg::SinceBefore];
        let mut table = Table::new(heads.map(|key| (self.words.say(key), false)));
        for own in found.figures {
            let change = own.change.map(|change| format!("{} {}", change.arrow, change.text));
            let change = change.unwrap_or_default().trim().to_owned();
            table.row([own.label, own.value, own.detail, change]);
        }
        let notes: String = found.notes.iter().map(|note| format!("{note}\n")).collect();
        self.title(Msg::KeyFigures) + &table.text() + &notes
    }

    fn findings(&self) -> String {
        let found = insights(self.case, self.earlier.outcome(), self.words);
        let lines: String = found.iter().map(|own| format!("- {}\n", own.text)).collect();
        if lines.is_empty() { lines } else { self.title(Msg::InsightsTitle) + &lines }
    }

    fn harms(&self) -> String {
        let Some(level) = self.case.snapshot.divisions.levels.last() else { return String::new() };
        let heads =
            [(Msg::Areas, true), (Msg::HarmHead, false), (Msg::Value, false), (Msg::Contribution, false)];
        let name = self.words.label(&level.name);
        let heads = heads.map(|(key, is_number)| (self.words.say(key), is_number));
        let mut table = Table::new(std::iter::once((name.as_str(), false)).chain(heads));
        for own in first_harms(self.case, &level.id, self.words) {
            let none = match own.scored {
                true => self.words.number(None, 0),
                false => self.words.say(Msg::Unscored).to_owned(),
            };
            let [harm, values, points] = own
                .harm
                .map_or([none, String::new(), String::new()], |own| [own.name, own.values, own.points]);
            table.row([own.division, self.words.int(own.areas), harm, values, points]);
        }
        format!("{}\n", self.words.fill_one(Msg::OverviewFirstHarm, &name)) + &table.text()
    }

    fn tiers(&self) -> String {
        let outcome = &self.case.outcome;
        let counts = tier_counts(outcome, outcome.ranked.n_tiers);
        let mut table = Table::new([(self.words.say(Msg::Tier), true), (self.words.say(Msg::Areas), true)]);
        for (at, n) in counts.iter().enumerate() {
            table.row([self.words.int(at + 1), self.words.int(*n)]);
        }
        if counts.is_empty() { String::new() } else { self.title(Msg::OverviewTiers) + &table.text() }
    }

    fn quality(&self) -> String {
        let line = |own: &crate::view::QualityLine| format!("{}: {}\n", self.words.say(own.label), own.value);
        let lines: String = quality_lines(self.case, self.words).iter().map(line).collect();
        self.title(Msg::QualityTitle) + &lines
    }
}
