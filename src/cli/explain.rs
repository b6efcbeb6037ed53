//! `negah explain`: one area's standing taken apart.

use super::args;
use super::load;
use super::session::{Failure, Session, shown};
use super::table::Table;
use crate::case::Case;
use crate::export::{Explanation, Part, RuleSaid, explanation};
use crate::rule::{Bar, LeafState, RuleExplanation, Subject, ThresholdExplanation, Verdict};
use crate::text::{Language, Msg};
use crate::view::{Words, left_out_words};

/// Explains one area, for people or for programs.
pub fn explain(args: &args::Explain, session: &mut Session) -> Result<(), Failure> {
    let case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let unknown = || {
        Failure::Usage(format!("{}: there is no area with the code `{}`", shown(&args.snapshot), args.code))
    };
    let area = case.snapshot.areas.position(&args.code).ok_or_else(unknown)?;
    let own = explanation(&case, area).ok_or_else(unknown)?;
    let text = if args.json {
        own.json()
    } else {
        let telling = Telling { case: &case, own: &own, words: Words { language: session.language } };
        telling.text()
    };
    if args.json { session.write("-", text.as_bytes()) } else { session.print(&text) }
}

struct Telling<'a> {
    case: &'a Case,
    own: &'a Explanation,
    words: Words,
}

impl Telling<'_> {
    fn text(&self) -> String {
        let mut text = format!("{}\n\n{}", self.headline(), self.parts());
        for left_out in &self.own.left_out {
            let (name, reason) =
                (self.words.label(&left_out.name), self.words.say(left_out_words(left_out.reason)));
            text += &match self.words.language {
                Language::En => format!("{name}: takes no part ({reason})\n"),
                Language::Fa => format!("{name}: در امتیاز نیامده است ({reason})\n"),
            };
        }
        if !self.own.additive {
            text += self.choose(
                "\nامتیاز از روشی تخت است و جمع اجزا نیست؛ سهم اجزا نوشته نشده است.\n",
                "\nThe score is that of a flat method and no sum of its parts; no contributions are given.\n",
            );
            for (name, value) in &self.own.figures {
                text += &format!("{name}: {}\n", self.number(value.as_f64(), 4));
            }
        }
        self.own.rules.iter().for_each(|rule| text += &self.rule(rule));
        text
    }

    fn choose<'t>(&self, fa: &'t str, en: &'t str) -> &'t str {
        if self.words.language == Language::Fa { fa } else { en }
    }

    fn number(&self, value: Option<f64>, decimals: u8) -> String {
        self.words.number(value, decimals)
    }

    fn headline(&self) -> String {
        let (own, words) = (self.own, self.words);
        let list = match (own.in_list, words.language) {
            (true, Language::En) => "in the list",
            (false, Language::En) => "not in the list",
            (true, Language::Fa) => "در فهرست",
            (false, Language::Fa) => "بیرون از فهرست",
        };
        let coverage = words.percent(Some(own.coverage));
        let name = format!("{} {}", own.code, words.area(&self.case.snapshot, self.area()));
        let Some(rank) = own.rank else {
            return match (own.counts, words.language) {
                (true, Language::En) => format!("{name}: no score; {coverage} of the weight rests on values"),
                (true, Language::Fa) => format!("{name}: بدون امتیاز؛ {coverage} وزن پشتوانهٔ داده دارد"),
                (false, Language::En) => format!("{name}: does not count; the filter leaves it out"),
                (false, Language::Fa) => format!("{name}: به شمار نمی‌آید؛ فیلتر آن را کنار گذاشته است"),
            };
        };
        let tied = if own.tied { self.choose(" (هم‌رتبه با دیگران)", " (tied)") } else { "" };
        let (rank, of) = (words.int(rank as usize), words.int(own.ranked));
        let score = words.among(own.score, &self.case.outcome.ranked.bars, 2);
        let tier = words.int(own.tier.unwrap_or_default().into());
        match words.language {
            Language::En => {
                format!(
                    "{name}: rank {rank} of {of}{tied}, score {score}, tier {tier}, {list}, coverage {coverage}"
                )
            }
            Language::Fa => format!(
                "{name}: رتبهٔ {rank} از {of}{tied}، امتیاز {score}، سطح {tier}، {list}، پوشش {coverage}"
            ),
        }
    }

    fn area(&self) -> usize {
        self.case.snapshot.areas.position(&self.own.code).unwrap_or_default()
    }

    fn parts(&self) -> String {
        let names = match self.words.language {
            Language::En => ["part", "value", "used value", "scale", "weight", "adds", "median adds", ""],
            Language::Fa => ["جزء", "مقدار", "مقدار به‌کاررفته", "مقیاس", "وزن", "سهم", "سهم میانه", ""],
        };
        let mut table = Table::new(names.into_iter().zip([false, true, true, true, true, true, true, false]));
        for part in &self.own.parts {
            table.row(self.part(part));
        }
        table.text()
    }

    /// A whole index without a name of its own is the score.
    fn part_name(&self, part: &Part) -> String {
        if part.depth == 0 && part.name.fa == part.id {
            return self.words.say(Msg::ScoreLong).to_owned();
        }
        self.words.label(&part.name)
    }

    fn part(&self, part: &Part) -> [String; 8] {
        let indicator = part.data.as_ref().and_then(|data| self.case.snapshot.indicators.get(data.indicator));
        let raw = part.data.as_ref().zip(indicator);
        let value = raw.map(|(data, indicator)| self.words.value(indicator, data.value)).unwrap_or_default();
        let treated = part.data.as_ref().and_then(|data| data.treated);
        let missing = part.data.as_ref().is_some_and(|_| part.scaled.is_none());
        let filled = part.data.as_ref().is_some_and(|data| data.filled);
        let mark = match (missing, filled) {
            (true, _) => self.choose("داده ندارد", "missing"),
            (_, true) => self.choose("برآوردشده", "filled in"),
            _ => "",
        };
        [
            format!("{}{}", "  ".repeat(part.depth), self.part_name(part)),
            value,
            treated.map(|treated| self.number(Some(treated), 2)).unwrap_or_default(),
            self.number(part.scaled, 2),
            self.number(Some(part.weight), 3),
            self.number(part.contribution, 2),
            self.number(part.median_contribution, 2),
            mark.to_owned(),
        ]
    }

    fn rule(&self, rule: &RuleSaid) -> String {
        let verdict = match (rule.why.verdict, self.words.language) {
            (Verdict::Flagged, Language::En) => "flags it",
            (Verdict::Near, Language::En) => "nearly flags it",
            (Verdict::NotFlagged, Language::En) => "does not flag it",
            (Verdict::Unknown, Language::En) => "cannot be told, for want of values",
            (Verdict::Flagged, Language::Fa) => "این واحد مشمول است",
            (Verdict::Near, Language::Fa) => "این واحد نزدیک به شمول است",
            (Verdict::NotFlagged, Language::Fa) => "این واحد مشمول نیست",
            (Verdict::Unknown, Language::Fa) => "به سبب کمبود داده معلوم نیست",
        };
        let enclosed = if rule.why.by_enclosure && rule.why.verdict == Verdict::Flagged {
            self.choose(" (در میان واحدهای مشمول)", " (it lies among flagged areas)")
        } else {
            ""
        };
        let mut text = match self.words.language {
            Language::En => format!("\nRule `{}` {verdict}{enclosed}\n", self.words.label(&rule.name)),
            Language::Fa => format!("\nقاعدهٔ «{}»: {verdict}{enclosed}\n", self.words.label(&rule.name)),
        };
        rule.why.thresholds.iter().for_each(|one| text += &format!("  - {}\n", self.threshold(one)));
        text += &self.enclosure(&rule.why);
        text
    }

    /// What the rule asks of an area among flagged ones, where it does.
    fn enclosure(&self, why: &RuleExplanation) -> String {
        if why.enclosure.is_empty() {
            return String::new();
        }
        let mut text = match (&why.surroundings, self.words.language) {
            (Some(own), language) => {
                let [of, n] = [own.neighbours, own.flagged].map(|count| self.words.int(count as usize));
                if language == Language::Fa {
                    format!("  در میان همسایگان: {n} از {of} همسایه مشمول است\n")
                } else {
                    format!("  Among its neighbours: {n} of {of} flagged\n")
                }
            }
            (None, Language::En) => "  Among its neighbours: its boundary is not known\n".to_owned(),
            (None, Language::Fa) => "  در میان همسایگان: مرز آن معلوم نیست\n".to_owned(),
        };
        why.enclosure.iter().for_each(|one| text += &format!("  - {}\n", self.threshold(one)));
        text
    }

    fn threshold(&self, one: &ThresholdExplanation) -> String {
        let snapshot = &self.case.snapshot;
        let indicator = match &one.threshold.of {
            Subject::Indicator(id) => snapshot.indicator_idx(id).and_then(|at| snapshot.indicators.get(at)),
            Subject::Node(_) | Subject::Score => None,
        };
        let name = match &one.threshold.of {
            Subject::Indicator(id) => indicator.map_or(id.clone(), |own| self.words.label(&own.name)),
            Subject::Node(id) => self.words.label(&self.case.part_name(id)),
            Subject::Score => self.choose("امتیاز کل", "the score").to_owned(),
        };
        let state = match (one.state, self.words.language) {
            (LeafState::Exceeds, Language::En) => "passes",
            (LeafState::Near, Language::En) => "near",
            (LeafState::Below, Language::En) => "does not pass",
            (LeafState::Missing, Language::En) => "missing",
            (LeafState::Exceeds, Language::Fa) => "می‌گذرد",
            (LeafState::Near, Language::Fa) => "نزدیک",
            (LeafState::Below, Language::Fa) => "نمی‌گذرد",
            (LeafState::Missing, Language::Fa) => "داده ندارد",
        };
        let not = if one.negated { self.choose("نه: ", "not: ") } else { "" };
        let [value, bar] = match indicator {
            Some(indicator) => self.words.values_beside(indicator, one.value, one.bar),
            None => self.words.beside(one.value, one.bar, 2),
        };
        let (rank, wanted) = (self.percentile(one), self.bar(one.threshold.bar));
        match self.words.language {
            Language::En => format!("{not}{name}: {value}{rank}; bar {bar}{wanted}: {state}"),
            Language::Fa => format!("{not}{name}: {value}{rank}؛ حد {bar}{wanted}: {state}"),
        }
    }

    fn percentile(&self, one: &ThresholdExplanation) -> String {
        let Some(percentile) = one.percentile else { return String::new() };
        let number = match one.threshold.bar {
            Bar::Percentile(bar) => self.words.among(Some(percentile), &[bar.at_least], 1),
            _ => self.number(Some(percentile), 1),
        };
        match self.words.language {
            Language::En => format!(" (percentile {number})"),
            Language::Fa => format!(" (صدک {number})"),
        }
    }

    /// What the scenario asks for, as it stands there.
    fn bar(&self, bar: Bar) -> String {
        let fa = self.words.language == Language::Fa;
        match bar {
            Bar::Percentile(own) if fa => format!(" (صدک {})", self.words.exact(own.at_least, 0)),
            Bar::Percentile(own) => format!(" (percentile {})", self.words.exact(own.at_least, 0)),
            Bar::Population(own) if fa => format!(" ({} جمعیت)", self.words.exact_share(own.share)),
            Bar::Population(own) => format!(" ({} of the population)", self.words.exact_share(own.share)),
            Bar::AtLeast(_) | Bar::AtMost(_) => String::new(),
        }
    }
}
