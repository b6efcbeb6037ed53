//! How sure the list is, in words: what stays, what is on the edge, and what would have to change.

mod deciding;
mod flips;
mod pairs;
mod pictures;

use crate::case::Case;
use crate::pipeline::Outcome;
use crate::scenario::Scenario;
use crate::sensitivity::{Certainty, Chance, Reasons, Robustness, Setting, SettingResult};
use crate::sorting::Sorting;
use crate::text::Msg;

use super::Words;

pub use deciding::{Deciding, deciding};
pub use flips::{FlipLines, value_flip_lines, weight_flip_lines};
pub use pairs::{PairsView, pairs_view};
pub use pictures::{acceptance_model, bands_model};
#[cfg(test)]
pub(super) use tests::with_choices;

/// A result with all that it was made from; it never speaks of another scenario.
#[derive(Debug, Clone, Copy)]
pub struct Sure<'a> {
    /// The run whose list is in question.
    pub case: &'a Case,
    /// How sure it is.
    pub found: &'a Robustness,
    /// Why some of it could not be run.
    pub reasons: &'a Reasons,
}

/// One setting, told apart from the others.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingLine {
    /// Which.
    pub setting: Setting,
    /// Its name.
    pub name: String,
    /// What it says of the list.
    pub finding: String,
    /// Draws and error.
    pub effort: String,
}

/// One area in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SureRow {
    /// Position of the area.
    pub area: usize,
    /// Its name.
    pub name: String,
    /// Its rank.
    pub rank: String,
    /// Per setting the chance of being in the list with its error.
    pub chances: Vec<String>,
    /// In the setting asked for: the ranks from 5 to 95 %.
    pub band: String,
    /// The mean rank there.
    pub mean: String,
    /// Certain, borderline or out there.
    pub certainty: Msg,
}

impl<'a> Sure<'a> {
    /// The name of an area, with its division where another has the same name.
    pub fn name(self, area: usize, words: Words) -> String {
        let names = &self.case.snapshot.areas.name;
        let own = names.get(area).map(String::as_str);
        let shared = names.iter().filter(|other| Some(other.as_str()) == own).take(2).count() > 1;
        words.area_apart(&self.case.snapshot, area, &own.filter(|_| shared).into_iter().collect())
    }

    /// The result of one setting.
    pub fn setting(self, setting: Setting) -> Option<&'a SettingResult> {
        self.found.settings.iter().find(|own| own.setting == setting)
    }

    /// An area in one setting.
    pub fn chance(self, setting: Setting, area: usize) -> Option<&'a Chance> {
        let chances = &self.setting(setting)?.chances;
        let at = chances.binary_search_by_key(&(area as u32), |own| own.area).ok()?;
        chances.get(at)
    }

    /// Areas in the order of their ranks, those without one last.
    pub fn order(self) -> Vec<u32> {
        let ranking = &self.case.outcome.ranked.ranking;
        let mut order: Vec<u32> =
            ranking.order.iter().copied().filter(|at| self.case.outcome.set.contains(*at as usize)).collect();
        order.extend(
            self.case
                .outcome
                .set
                .iter()
                .map(|at| at as u32)
                .filter(|at| ranking.rank(*at as usize).is_none()),
        );
        order
    }

    /// The name of a setting.
    pub fn setting_name(self, setting: Setting, words: Words) -> String {
        let range = words.exact_percent(Some(self.case.scenario.robustness.plus_minus));
        // Weights that are all equal have no order of importance: then this is any weights, and is called so.
        let no_order = setting == Setting::Ordinal && self.found.importance.len() < 2;
        words.fill_one(if no_order { Msg::SureOrdinalEqual } else { setting_key(setting) }, &range)
    }
}

/// The name of a setting, with a place for the range of the weights.
fn setting_key(setting: Setting) -> Msg {
    match setting {
        Setting::Uniform => Msg::SureUniform,
        Setting::Ordinal => Msg::SureOrdinal,
        Setting::PlusMinus => Msg::SurePlusMinus,
        Setting::Noise => Msg::SureNoise,
        Setting::Choices => Msg::SureChoices,
        Setting::Together => Msg::SureTogether,
    }
}

fn certainty_name(certainty: Certainty) -> Msg {
    match certainty {
        Certainty::Certain => Msg::SureCertain,
        Certainty::Borderline => Msg::SureBorderline,
        Certainty::Out => Msg::SureOut,
    }
}

/// A chance as per cent. What is not certain is never called 100 %, what may happen never 0 %.
pub fn chance_text(chance: f64, words: Words) -> String {
    if chance <= 0.0 || chance >= 1.0 || (0.01..=0.99).contains(&chance) {
        return words.percent(Some(chance));
    }
    words.exact_percent(Some(chance.clamp(0.001, 0.999)))
}

/// How many areas of the list are certain, borderline and out.
fn counts(sure: Sure, setting: Setting) -> [usize; 3] {
    let mut counts = [0; 3];
    for area in &sure.found.list {
        let chance = sure.chance(setting, *area as usize).map_or(0.0, |own| own.in_top);
        counts[match Certainty::of(chance) {
            Certainty::Certain => 0,
            Certainty::Borderline => 1,
            Certainty::Out => 2,
        }] += 1;
    }
    counts
}

/// What is borderline and what is mostly outside, as far as there is any.
fn beside_certain([_, borderline, out]: [usize; 3], words: Words) -> String {
    let told = [(borderline, Msg::SureBorderlineToo), (out, Msg::SureOutToo)];
    told.into_iter().filter(|own| own.0 > 0).map(|(n, key)| words.fill_one(key, &words.int(n))).collect()
}

fn finding(sure: Sure, setting: Setting, words: Words) -> String {
    let counts = counts(sure, setting);
    let values = [("n", words.int(sure.found.list.len())), ("certain", words.int(counts[0]))];
    words.filled(Msg::SureFinding, &values) + &beside_certain(counts, words)
}

/// How sure the list is, in one sentence that is the same everywhere: first with every weight moved a little, which is
/// what a room disputes, then under the hardest test, any weights at all.
pub fn sure_title(sure: Sure, words: Words) -> String {
    let leading = leading_setting(sure);
    let own = counts(sure, leading);
    let key = if leading == Setting::PlusMinus { Msg::SureTitle } else { Msg::SureTitleOther };
    let values = [
        ("n", words.int(sure.found.list.len())),
        ("unit", words.ezafe(&words.area_level(&sure.case.snapshot))),
        ("certain", words.int(own[0])),
        ("range", words.exact_percent(Some(sure.case.scenario.robustness.plus_minus))),
        ("setting", sure.setting_name(leading, words)),
    ];
    let text = words.filled(key, &values) + &beside_certain(own, words);
    let is_harder = leading != Setting::Uniform && sure.setting(Setting::Uniform).is_some();
    let harsh = || words.fill_one(Msg::SureHarsh, &words.int(counts(sure, Setting::Uniform)[0]));
    if is_harder { text + &harsh() } else { text }
}

/// The setting that an answer leads with: weights moved a little, where they were.
fn leading_setting(sure: Sure) -> Setting {
    let first = sure.found.settings.first().map_or(Setting::PlusMinus, |own| own.setting);
    sure.setting(Setting::PlusMinus).map_or(first, |own| own.setting)
}

/// Every setting with what it says, the one that is led with first, then from the milder to the harsher.
pub fn setting_lines(sure: Sure, words: Words) -> Vec<SettingLine> {
    let line = |own: &SettingResult| {
        let error = words.exact_percent(Some(own.error));
        let mut effort =
            words.fill(Msg::SureEffort, &[("draws", &words.int(own.draws as usize)), ("error", &error)]);
        if own.skipped > 0 {
            effort.push_str(&words.fill_one(Msg::SureDrawsSkipped, &words.int(own.skipped as usize)));
        }
        SettingLine {
            setting: own.setting,
            name: sure.setting_name(own.setting, words),
            finding: finding(sure, own.setting, words),
            effort,
        }
    };
    let mut own: Vec<&SettingResult> = sure.found.settings.iter().collect();
    own.order_by_key(|own| match own.setting {
        Setting::PlusMinus => 0,
        Setting::Ordinal => 1,
        Setting::Uniform => 2,
        Setting::Noise | Setting::Choices | Setting::Together => 3,
    });
    own.into_iter().map(line).collect()
}

/// One row of the table.
pub fn sure_row(sure: Sure, setting: Setting, area: usize, words: Words) -> SureRow {
    let chance = |own: &SettingResult| {
        sure.chance(own.setting, area).map_or_else(
            || words.number(None, 0),
            |own| {
                format!("{} ± {}", chance_text(own.in_top, words), words.number(Some(own.error * 100.0), 1))
            },
        )
    };
    let own = sure.chance(setting, area);
    let band = own.and_then(|own| own.ranks);
    let rank = |rank: u32| words.int(rank as usize);
    SureRow {
        area,
        name: sure.name(area, words),
        rank: words.number(sure.case.outcome.ranked.ranking.rank(area).map(f64::from), 0),
        chances: sure.found.settings.iter().map(chance).collect(),
        band: band.map_or_else(
            || words.number(None, 0),
            |band| words.fill(Msg::SureBand, &[("low", &rank(band.low)), ("high", &rank(band.high))]),
        ),
        mean: words.number(band.map(|band| band.mean), 1),
        certainty: certainty_name(Certainty::of(own.map_or(0.0, |own| own.in_top))),
    }
}

/// One sentence on an area: how often it is in the list, and between which ranks. Where a decision outside the rule has
/// been made on it, the sentence speaks of the rule alone and says so.
pub fn sure_sentence(
    sure: Sure,
    setting: Setting,
    (area, decided): (usize, bool),
    words: Words,
) -> Option<String> {
    let own = sure.chance(setting, area)?;
    let band = own.ranks?;
    Some(words.fill(
        if decided { Msg::SureSentenceRule } else { Msg::SureSentence },
        &[
            ("chance", &chance_text(own.in_top, words)),
            ("setting", &sure.setting_name(setting, words)),
            ("low", &words.int(band.low as usize)),
            ("high", &words.int(band.high as usize)),
        ],
    ))
}

/// What must be said beside the chances where decisions have been made outside the rule; `None` without any.
pub fn sure_locks_note(outcome: &Outcome, words: Words) -> Option<&'static str> {
    (!outcome.ranked.locks.is_empty()).then(|| words.say(Msg::SureLocks))
}

/// Whether a result belongs to a scenario: titles, notes, tiers and rules do not touch it. Locks change no chance, but what
/// would take an area across the line, and who is in the list.
pub fn same_question(asked: &Scenario, now: &Scenario) -> bool {
    let plain = |own: &Scenario| Scenario {
        title: crate::snapshot::Label::default(),
        note: None,
        snapshot: None,
        tiers: crate::rank::Tiers::default(),
        rules: Vec::new(),
        ..own.clone()
    };
    plain(asked) == plain(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::{Choices, Lock, Membership, Uncertainty};
    use crate::score::{MissingRule, Normalisation};
    use crate::sensitivity::Job;
    use crate::testing::{case_of, small_snapshot};

    /// All that a [`Sure`] borrows.
    pub struct Answered {
        case: Case,
        found: Robustness,
        reasons: Reasons,
    }

    impl Answered {
        pub fn new(choices: Choices) -> Self {
            let snapshot = small_snapshot();
            let mut scenario = Scenario { cut: Cut::Count(2), ..Scenario::equal_weights(&snapshot) };
            scenario.missing = MissingRule::Renormalise { min_coverage: 0.0 };
            scenario.robustness = Uncertainty { draws: 400, samples: 16, choices, ..Uncertainty::default() };
            let case = case_of(&snapshot, &scenario);
            let mut job = Job::new(&snapshot, &scenario, &case.outcome).unwrap();
            job.step(u32::MAX);
            let found = job.result();
            Self { reasons: Reasons::of(&found), case, found }
        }

        pub fn sure(&self) -> Sure<'_> {
            let Self { case, found, reasons } = self;
            Sure { case, found, reasons }
        }
    }

    pub fn with_choices() -> Answered {
        let normalise = vec![Normalisation::Rank];
        Answered::new(Choices { normalise, leave_one_out: true, ..Choices::default() })
    }

    #[test]
    fn the_answer_leads_with_the_mild_test_and_tells_the_harsh_one_second() {
        let case = Answered::new(Choices::default());
        let sure = case.sure();
        let lines = setting_lines(sure, Words::default());
        assert_eq!(
            lines.iter().map(|line| line.setting).collect::<Vec<_>>(),
            [Setting::PlusMinus, Setting::Ordinal, Setting::Uniform]
        );
        assert!(lines[0].name.contains("۲۵٪") && lines[0].effort.contains('٪'), "{lines:?}");
        let [certain, borderline, out] = counts(sure, Setting::PlusMinus);
        assert_eq!(certain + borderline + out, sure.found.list.len());
        let title = sure_title(sure, Words::default());
        let [mild, harsh] = [Setting::PlusMinus, Setting::Uniform].map(|own| counts(sure, own)[0]);
        let words = Words::default();
        let at = |text: String| title.find(&text).unwrap_or_else(|| panic!("{text}: {title}"));
        let first = at(format!("{} مورد با کم‌وزیاد شدن هر وزن تا ±۲۵٪", words.int(mild)));
        let second = at(format!("با هر ترکیب وزنی که باشد، {} مورد", words.int(harsh)));
        assert!(first < second, "{title}");
        assert!(!title.contains("۰ مورد مرزی"), "{title}");
    }

    #[test]
    fn equal_weights_have_no_order_and_the_test_is_named_for_what_it_is() {
        let case = Answered::new(Choices::default());
        let name = case.sure().setting_name(Setting::Ordinal, Words::default());
        assert!(name.starts_with("هر ترکیب وزنی") && name.contains("برابر"), "{name}");
        let mut other = Answered::new(Choices::default());
        other.found.importance = vec![vec!["work".into()], vec!["trust".into()]];
        assert!(other.sure().setting_name(Setting::Ordinal, Words::default()).contains("ترتیب اهمیت"));
    }

    #[test]
    fn rows_hold_every_setting() {
        let case = Answered::new(Choices::default());
        let sure = case.sure();
        let order = sure.order();
        assert_eq!(order.len(), sure.case.outcome.set.iter().count());
        let row = sure_row(sure, Setting::PlusMinus, order[0] as usize, Words::default());
        assert_eq!((row.chances.len(), row.rank.as_str()), (3, "۱"));
        assert!(row.chances.iter().all(|own| own.contains('±')));
        let said =
            sure_sentence(sure, Setting::PlusMinus, (order[0] as usize, false), Words::default()).unwrap();
        assert!(said.contains("۲۵٪"), "{said}");
        let decided =
            sure_sentence(sure, Setting::PlusMinus, (order[0] as usize, true), Words::default()).unwrap();
        assert!(decided.starts_with("بدون تصمیم") && decided.contains("۲۵٪"), "{decided}");
        assert_eq!(sure_locks_note(&sure.case.outcome, Words::default()), None);
    }

    #[test]
    fn nothing_uncertain_is_called_certain() {
        let words = Words::default();
        assert_eq!(chance_text(1.0, words), "۱۰۰٪");
        assert_eq!(chance_text(0.99996, words), "۹۹٫۹٪");
        assert_eq!(chance_text(0.0001, words), "۰٫۱٪");
        assert_eq!(chance_text(0.917, words), "۹۲٪");
    }

    #[test]
    fn a_title_does_not_make_a_result_stale() {
        let case = Answered::new(Choices::default());
        let Case { snapshot, scenario, .. } = case.case;
        let mut other = (*scenario).clone();
        other.note = Some(crate::snapshot::Label::default());
        assert!(same_question(&scenario, &other));
        let reason = "مصوبه".to_owned();
        other.locks = vec![Lock::new("01", Membership::In, reason)];
        assert!(!same_question(&scenario, &other), "the list is another one");
        let case = case_of(&snapshot, &other);
        assert!(sure_locks_note(&case.outcome, Words::default()).is_some());
        other.locks.clear();
        other.robustness.seed += 1;
        assert!(!same_question(&scenario, &other));
    }
}
