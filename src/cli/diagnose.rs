//! `negah diagnose`: how the indicators of an index hang together, and what the weights really do.

use super::args;
use super::load;
use super::session::{Failure, Session};
use super::table::Table;
use crate::export::{Diagnosis, Flavour, diagnosis, diagnostic_name};
use crate::stat::redundant::Remark;
use crate::text::Language;
use crate::view::Words;

/// Looks into the index, writes what was asked for, and tables otherwise.
pub fn diagnose(args: &args::Diagnose, session: &mut Session) -> Result<(), Failure> {
    if args.csv.as_deref() == Some("-") && args.json.as_deref() == Some("-") {
        return Err(Failure::Usage("only one output can go to standard output".to_owned()));
    }
    let case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let found = diagnosis(&case);
    if let Some(path) = &args.csv {
        let flavour = if args.bom { Flavour::Spreadsheet } else { Flavour::Exact };
        session.write(path, found.csv(flavour).as_bytes())?;
    }
    if let Some(path) = &args.json {
        session.write(path, found.json().as_bytes())?;
    }
    if args.csv.is_some() || args.json.is_some() {
        return Ok(());
    }
    let telling = Telling { found: &found, words: Words { language: session.language } };
    session.print(&telling.text())
}

struct Telling<'a> {
    found: &'a Diagnosis,
    words: Words,
}

impl Telling<'_> {
    fn text(&self) -> String {
        let parts = [self.weights(), self.correlations(), self.groups(), self.components(), self.pairs()];
        parts.join("\n")
    }

    fn choose<'t>(&self, fa: &'t str, en: &'t str) -> &'t str {
        if self.words.language == Language::Fa { fa } else { en }
    }

    fn title(&self, fa: &str, en: &str) -> String {
        format!("{}\n", self.choose(fa, en))
    }

    fn name(&self, at: usize) -> String {
        self.found.columns.get(at).map(|column| self.words.label(&column.name)).unwrap_or_default()
    }

    /// Nominal and effective weights, and those that data suggest.
    fn weights(&self) -> String {
        let found = self.found;
        let mut text = self.title(
            "وزن‌ها (ستون‌های پیشنهادی تنها برای تشخیص است و در امتیاز به کار نمی‌رود)",
            "Weights (the suggested ones are diagnostics only and enter no score)",
        );
        let methods = found.suggested.iter().map(|(method, _)| (diagnostic_name(*method), true));
        let fixed = match self.words.language {
            Language::En => {
                [("indicator", false), ("nominal", true), ("effective", true), ("main effect", true)]
            }
            Language::Fa => [("شاخص", false), ("اسمی", true), ("مؤثر", true), ("اثر اصلی", true)],
        };
        let mut table = Table::new(fixed.into_iter().chain(methods));
        for (at, column) in found.columns.iter().enumerate() {
            let influence = found.effective.as_ref().and_then(|own| own.columns.get(at));
            let mut cells = vec![
                self.words.label(&column.name),
                self.words.number(Some(column.nominal), 3),
                self.words.number(influence.map(|own| own.share), 3),
                self.words.number(influence.and_then(|own| own.main_effect), 3),
            ];
            for (_, suggestion) in &found.suggested {
                let share = suggestion.as_ref().ok().and_then(|own| own.shares.get(at).copied());
                cells.push(self.words.number(share, 3));
            }
            table.row(cells);
        }
        text += &table.text();
        for (method, suggestion) in &found.suggested {
            if let Err(error) = suggestion {
                text += &format!("{}: {}\n", diagnostic_name(*method), error.text(self.words.language));
            }
        }
        let rows = self.words.int(found.effective.as_ref().map_or(0, |own| own.rows));
        text += &match self.words.language {
            Language::En => {
                format!("Effective and suggested weights rest on {rows} areas that lack no value.\n")
            }
            Language::Fa => format!("وزن‌های مؤثر و پیشنهادی بر {rows} واحد بی‌کمبود استوار است.\n"),
        };
        if !found.linear {
            text += &self.title(
                "نمایه مجموع وزنی نیست؛ وزن مؤثر از مجموع وزنیِ کنار آن است.",
                "The index is no weighted sum; the effective weights are those of the weighted sum beside it.",
            );
        }
        text
    }

    fn correlations(&self) -> String {
        let mut text = self.title("همبستگی اسپیرمن", "Spearman correlations");
        let numbers: Vec<String> = (1..=self.found.columns.len()).map(|nth| self.words.int(nth)).collect();
        let fixed = [("", true), (self.choose("شاخص", "indicator"), false)];
        let mut table = Table::new(fixed.into_iter().chain(numbers.iter().map(|nth| (nth.as_str(), true))));
        for (at, row) in self.found.correlations.iter().enumerate() {
            let own = row.iter().take(at + 1).map(|own| self.words.number(own.r, 2));
            let nth = numbers.get(at).cloned().unwrap_or_default();
            table.row([nth, self.name(at)].into_iter().chain(own));
        }
        text += &table.text();
        text
    }

    fn groups(&self) -> String {
        let mut text = self.title("آلفای کرونباخ", "Cronbach's alpha");
        let names = match self.words.language {
            Language::En => ["group", "indicators", "areas", "alpha", "standardised", "better without"],
            Language::Fa => ["گروه", "شاخص‌ها", "واحدها", "آلفا", "استاندارد", "بهتر بدون"],
        };
        let mut table = Table::new(names.into_iter().zip([false, true, true, true, true, false]));
        for group in &self.found.groups {
            let whole = group.alpha.whole;
            let better = group.columns.iter().zip(&group.alpha.without);
            let better = better.filter(|(_, own)| own.raw.zip(whole.raw).is_some_and(|(own, all)| own > all));
            let better: Vec<String> = better.map(|(at, _)| self.name(*at)).collect();
            table.row([
                self.words.label(&group.name),
                self.words.int(group.columns.len()),
                self.words.int(group.alpha.rows),
                self.words.number(whole.raw, 2),
                self.words.number(whole.standardised, 2),
                self.words.list(&better),
            ]);
        }
        text += &table.text();
        text
    }

    /// Components with an eigenvalue above 1 (Kaiser's rule), at least one, with their loadings.
    fn components(&self) -> String {
        let mut text = self.title("مؤلفه‌های اصلی", "Principal components");
        let Some(found) = &self.found.components else {
            return text
                + &self.title("به دست نیامد.", "They cannot be found: too few areas, or constant columns.");
        };
        let kept = found.components.iter().filter(|own| own.eigenvalue > 1.0).count().max(1);
        let names: Vec<String> = (1..=kept).map(|nth| self.words.int(nth)).collect();
        let columns = names.iter().map(|nth| (nth.as_str(), true));
        let mut table = Table::new(std::iter::once((self.choose("شاخص", "indicator"), false)).chain(columns));
        let shown = || found.components.iter().take(kept);
        for at in 0..self.found.columns.len() {
            let loadings = shown().map(|own| self.words.number(own.loadings.get(at).copied(), 2));
            table.row(std::iter::once(self.name(at)).chain(loadings));
        }
        table.rule();
        let explained = shown().map(|own| self.words.percent(Some(own.explained)));
        table.row(
            std::iter::once(self.choose("سهم از پراکندگی", "share of variance").to_owned()).chain(explained),
        );
        text += &table.text();
        text
    }

    fn pairs(&self) -> String {
        let mut text = self.title("جفت‌های درخور توجه درون گروه‌ها", "Remarkable pairs within groups");
        for pair in &self.found.pairs {
            let remark = match (pair.remark, self.words.language) {
                (Remark::Same, Language::En) => "say the same",
                (Remark::Against, Language::En) => "pull against each other",
                (Remark::Same, Language::Fa) => "یک چیز را دو بار می‌گویند",
                (Remark::Against, Language::Fa) => "خلاف هم‌اند",
            };
            let (first, second) = (self.name(pair.first), self.name(pair.second));
            text += &format!("{first} – {second}: {} ({remark})\n", self.words.number(Some(pair.rho), 2));
        }
        if self.found.pairs.is_empty() {
            text += &self.title("یافت نشد.", "None.");
        }
        text
    }
}
