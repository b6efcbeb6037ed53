//! What `negah robustness` says to people.

use super::table::Table;
use crate::case::Case;
use crate::export::{AreaFlips, SureRow, Sureness};
use crate::sensitivity::{
    Certainty, Chance, Estimate, Factor, Reasons, Setting, SettingResult, ValueFlip, WeightFlip,
};
use crate::text::Language;
use crate::view::{Sure, Words, sure_locks_note, sure_title};

/// Everything there is to tell, and to whom.
pub struct Telling<'a> {
    /// The run.
    pub case: &'a Case,
    /// What came of it.
    pub sure: Sureness<'a>,
    /// Smallest changes, where asked for.
    pub flips: &'a [AreaFlips],
    /// The reader.
    pub words: Words,
}

impl Telling<'_> {
    /// Tables and sentences.
    pub fn text(&self) -> String {
        let parts = [self.answer(), self.areas(), self.settings(), self.notes(), self.shares(), self.flips()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// The answer in the sentence that the page has for it.
    fn answer(&self) -> String {
        let found = self.sure.found;
        let reasons = Reasons::of(found);
        let sure = Sure { case: self.case, found, reasons: &reasons };
        sure_title(sure, self.words) + ".\n"
    }

    fn choose<'t>(&self, fa: &'t str, en: &'t str) -> &'t str {
        if self.words.language == Language::Fa { fa } else { en }
    }

    fn name(&self, id: &str) -> String {
        self.words.label(&self.case.part_name(id))
    }

    fn area(&self, area: usize) -> String {
        self.words.area(&self.case.snapshot, area)
    }

    fn setting(&self, setting: Setting) -> String {
        let half = self.words.percent(Some(self.case.scenario.robustness.plus_minus));
        match (setting, self.words.language) {
            (Setting::Uniform, Language::En) => "any weights".to_owned(),
            (Setting::Ordinal, Language::En) => "weights in order".to_owned(),
            (Setting::PlusMinus, Language::En) => format!("weights ±{half}"),
            (Setting::Noise, Language::En) => "values shaken".to_owned(),
            (Setting::Choices, Language::En) => "choices varied".to_owned(),
            (Setting::Together, Language::En) => "all together".to_owned(),
            (Setting::Uniform, Language::Fa) => "هر ترکیب وزنی".to_owned(),
            (Setting::Ordinal, Language::Fa) => "وزن به ترتیب اهمیت".to_owned(),
            (Setting::PlusMinus, Language::Fa) => format!("وزن ±{half}"),
            (Setting::Noise, Language::Fa) => "خطای داده".to_owned(),
            (Setting::Choices, Language::Fa) => "گزینه‌های روش".to_owned(),
            (Setting::Together, Language::Fa) => "همه با هم".to_owned(),
        }
    }

    /// The setting that bands and certainty are of: all together where there is such, else weights near those that stand.
    fn main(&self) -> usize {
        let settings = &self.sure.found.settings;
        let at = |wanted| settings.iter().position(|own| own.setting == wanted);
        at(Setting::Together).or_else(|| at(Setting::PlusMinus)).unwrap_or_default()
    }

    fn certainty(&self, certainty: Certainty) -> &'static str {
        match (certainty, self.words.language) {
            (_, Language::En) => certainty.name(),
            (Certainty::Certain, Language::Fa) => "قطعی",
            (Certainty::Borderline, Language::Fa) => "مرزی",
            (Certainty::Out, Language::Fa) => "بیرون",
        }
    }

    /// Every area of the list, and every other that some setting does not keep out.
    fn areas(&self) -> String {
        let found = self.sure.found;
        let main = self.main();
        let names: Vec<String> = found.settings.iter().map(|own| self.setting(own.setting)).collect();
        let fixed = match self.words.language {
            Language::En => [("rank", true), ("code", false), ("name", false)],
            Language::Fa => [("رتبه", true), ("کد", false), ("نام", false)],
        };
        let last = [
            (self.choose("رتبه‌ها (۵–۹۵٪)", "ranks 5–95 %"), true),
            (self.choose("اطمینان", "certainty"), false),
        ];
        let settings = names.iter().map(|name| (name.as_str(), true));
        let mut table = Table::new(fixed.into_iter().chain(settings).chain(last));
        let mut is_below = false;
        for row in self.sure.rows().iter().filter(|row| is_shown(row, found.top)) {
            let below = row.rank.is_none_or(|rank| rank > found.top);
            if below && !is_below {
                table.rule();
            }
            is_below = below;
            table.row(self.cells(row, main));
        }
        let of = found.settings.get(main).map(|own| self.setting(own.setting)).unwrap_or_default();
        let k = self.words.int(found.top as usize);
        let caption = match self.words.language {
            Language::En => {
                format!("Chance of being among the first {k}, ± standard error; ranks and certainty: {of}\n")
            }
            Language::Fa => {
                format!("احتمال بودن در میان {k} واحد نخست ± خطای معیار؛ رتبه‌ها و اطمینان: {of}\n")
            }
        };
        caption + &table.text()
    }

    fn cells(&self, row: &SureRow, main: usize) -> Vec<String> {
        let areas = &self.case.snapshot.areas;
        let rank = row.rank.map(|rank| self.words.int(rank as usize)).unwrap_or_default();
        let chance = |(own, _): &(&Chance, Certainty)| {
            let error = self.words.number(Some(100.0 * own.error), 1);
            format!("{} ±{error}", self.words.number(Some(100.0 * own.in_top), 1))
        };
        let own = row.chances.get(main);
        let band = own.and_then(|(chance, _)| chance.ranks);
        let band = band.map(|band| [band.low, band.high].map(|rank| self.words.int(rank as usize)).join("–"));
        let fixed = [rank, areas.code[row.area].clone(), self.area(row.area)];
        let last = [
            band.unwrap_or_default(),
            own.map(|(_, certainty)| self.certainty(*certainty).to_owned()).unwrap_or_default(),
        ];
        fixed.into_iter().chain(row.chances.iter().map(chance)).chain(last).collect()
    }

    fn settings(&self) -> String {
        let names = match self.words.language {
            Language::En => {
                ["setting", "draws", "certain", "borderline", "out", "stay on average", "largest error"]
            }
            Language::Fa => ["وضعیت", "قرعه", "قطعی", "مرزی", "بیرون", "میانگین ماندگار", "بیشترین خطا"],
        };
        let numbers = [false, true, true, true, true, true, true];
        let mut table = Table::new(names.into_iter().zip(numbers));
        for own in &self.sure.found.settings {
            let SettingResult { certain, borderline, out, .. } = own;
            let counts = [own.draws as usize, certain.len(), borderline.len(), *out];
            let counts = counts.map(|count| self.words.int(count));
            let figures =
                [self.words.number(Some(own.expected_overlap), 1), self.words.number(Some(own.error), 4)];
            table.row(std::iter::once(self.setting(own.setting)).chain(counts).chain(figures));
        }
        table.text()
    }

    /// What was skipped, and what no weights change.
    fn notes(&self) -> String {
        let found = self.sure.found;
        let locks = sure_locks_note(&self.case.outcome, self.words);
        let mut text = locks.map(|note| format!("{note}\n")).unwrap_or_default();
        for own in found.settings.iter().filter(|own| own.skipped > 0) {
            let (name, n) = (self.setting(own.setting), self.words.int(own.skipped as usize));
            text += &match self.words.language {
                Language::En => format!("{name}: {n} draws skipped, their combination cannot be run\n"),
                Language::Fa => format!("{name}: {n} قرعه کنار رفت، زیرا ترکیب آن اجراشدنی نیست\n"),
            };
        }
        for skipped in &found.skipped {
            let why: Vec<String> =
                skipped.problems.iter().map(|problem| problem.text(self.words.language)).collect();
            text += &format!("  - {}\n", why.join("; "));
        }
        if self.case.scenario.robustness.noise && found.with_standard_errors.is_empty() {
            text += self.choose(
                "داده خطای معیار ندارد؛ مقادیر تغییر داده نشد.\n",
                "The data have no standard errors: values were not shaken.\n",
            );
        }
        for own in found.dominance.iter().flat_map(|own| &own.settings) {
            let (name, n) = (self.setting(own.setting), self.words.int(own.always.len()));
            text += &match self.words.language {
                Language::En => format!("{name}: {n} areas are in the list whatever the weights\n"),
                Language::Fa => format!("{name}: {n} واحد با هر ترکیب وزنی در فهرست است\n"),
            };
        }
        text
    }

    fn factor(&self, factor: Factor) -> &'static str {
        match (factor, self.words.language) {
            (Factor::Normalise, Language::En) => "scale",
            (Factor::Impute, Language::En) => "filling of gaps",
            (Factor::Method, Language::En) => "method at the top",
            (Factor::LeftOut, Language::En) => "indicator left out",
            (Factor::Weights, Language::En) => "weights",
            (Factor::Normalise, Language::Fa) => "مقیاس",
            (Factor::Impute, Language::Fa) => "برآورد گمشده",
            (Factor::Method, Language::Fa) => "روش ترکیب",
            (Factor::LeftOut, Language::Fa) => "حذف یک شاخص",
            (Factor::Weights, Language::Fa) => "وزن‌ها",
        }
    }

    /// Shares of the choices, and what leaving out an indicator does.
    fn shares(&self) -> String {
        let found = self.sure.found;
        let mut text = String::new();
        if let Some(shares) = found.shares.as_ref().filter(|own| own.variance > 0.0) {
            let names = match self.words.language {
                Language::En => ["choice", "alone", "with the others"],
                Language::Fa => ["گزینه", "به‌تنهایی", "همراه دیگران"],
            };
            text += self.choose(
                "سهم گزینه‌ها در جابه‌جایی رتبه‌ها (سوبل)\n",
                "Shares of the choices in the shift of ranks (Sobol)\n",
            );
            let mut table = Table::new(names.into_iter().zip([false, true, true]));
            for own in &shares.factors {
                table.row([
                    self.factor(own.factor).to_owned(),
                    self.estimate(own.first),
                    self.estimate(own.total),
                ]);
            }
            text += &format!("{}\n", table.text());
        }
        let names = match self.words.language {
            Language::En => ["without", "mean shift", "largest shift", "leave the list"],
            Language::Fa => ["بدون", "میانگین جابه‌جایی", "بیشترین جابه‌جایی", "خروج از فهرست"],
        };
        let mut table = Table::new(names.into_iter().zip([false, true, true, true]));
        for own in &found.left_out {
            let counts = [own.largest_shift as usize, own.leave].map(|count| self.words.int(count));
            let shift = self.words.number(own.mean_shift, 2);
            table.row([self.name(&own.indicator), shift].into_iter().chain(counts));
        }
        text + &table.text()
    }

    fn estimate(&self, own: Option<Estimate>) -> String {
        own.map(|own| {
            format!("{} ±{}", self.words.number(Some(own.value), 2), self.words.number(Some(own.error), 2))
        })
        .unwrap_or_default()
    }

    /// The smallest changes that take areas next to the line across it; what nothing does is left unsaid.
    fn flips(&self) -> String {
        let mut text = String::new();
        for own in self.flips {
            let code = self.case.snapshot.areas.code.get(own.area).cloned().unwrap_or_default();
            let enters = own.weights.first().is_some_and(|flip| flip.enters);
            let what = match (enters, self.words.language) {
                (true, Language::En) => "would enter the list with",
                (false, Language::En) => "would leave the list with",
                (true, Language::Fa) => "با هر یک از این‌ها وارد فهرست می‌شود",
                (false, Language::Fa) => "با هر یک از این‌ها از فهرست خارج می‌شود",
            };
            text += &format!("{code} {} {what}:\n", self.area(own.area));
            let weights = own.weights.iter().filter_map(|flip| self.weight_flip(flip));
            let values = own.values.iter().filter_map(|flip| self.value_flip(flip));
            let lines: Vec<String> = weights.chain(values).collect();
            lines.iter().for_each(|line| text += &format!("  - {line}\n"));
            if lines.is_empty() {
                text += &format!("  - {}\n", self.choose("هیچ تغییر پذیرفتنی", "no plausible change"));
            }
        }
        text
    }

    fn weight_flip(&self, flip: &WeightFlip) -> Option<String> {
        let [from, to] = [flip.from, flip.to?].map(|share| self.words.number(Some(100.0 * share), 1));
        let group = self.name(&flip.group);
        Some(match self.words.language {
            Language::En => format!("weight of {group} at {to} % in place of {from} %"),
            Language::Fa => format!("وزن {group} برابر {to}٪ به جای {from}٪"),
        })
    }

    fn value_flip(&self, flip: &ValueFlip) -> Option<String> {
        let snapshot = &self.case.snapshot;
        let indicator = snapshot.indicators.get(snapshot.indicator_idx(&flip.indicator)?)?;
        let [from, to] = [flip.from, flip.to?].map(|value| self.words.value(indicator, Some(value)));
        let name = self.words.label(&indicator.name);
        Some(match self.words.language {
            Language::En => format!("{name} at {to} in place of {from}"),
            Language::Fa => format!("{name} برابر {to} به جای {from}"),
        })
    }
}

fn is_shown(row: &SureRow, top: u32) -> bool {
    row.rank.is_some_and(|rank| rank <= top)
        || row.chances.iter().any(|(_, certainty)| *certainty != Certainty::Out)
}
