//! The reason for a rank, in words.

use crate::aggregate::quantile;
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::score::NodeValue;
use crate::sensitivity::weight_flips;
use crate::snapshot::{Polarity, Snapshot};
use crate::sorting::{Sorting, ascend};
use crate::text::Msg;

use super::Words;
use super::flags::flag_sentences;
use super::locks::decision_sentence;
use super::lost::lost_groups;
use super::need::{need_name, need_of};
use super::position_text::{better_text, worse_text};
use super::profile_scale::ProfileScale;
use crate::insight::Position;

/// Why an area stands where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyView {
    /// The question.
    pub title: String,
    /// What raised it, what eased it, what is missing: whole sentences.
    pub sentences: Vec<String>,
}

/// [`WhyView`] but for the comparison with the list, which stands between the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyParts {
    /// The question.
    pub title: String,
    /// The decision outside the rule on it, if there is one; what raised it, what eased it.
    pub reasons: Vec<String>,
    /// What is missing, and which rules flag it.
    pub remarks: Vec<String>,
}

/// A leaf of one area's score with how it compares.
pub(super) struct Driver<'a> {
    leaf: &'a NodeValue,
    /// Position of the indicator.
    pub(super) indicator: usize,
    /// Where the area stands among those with a value.
    pub(super) standing: Position,
    /// Value in the indicator's unit.
    pub(super) value: f64,
    /// Contribution above the one a median area would have.
    pub(super) excess: f64,
}

/// One area's score taken apart.
pub(super) struct Taken<'a> {
    area: usize,
    node: &'a NodeValue,
    /// Its leaves.
    pub(super) leaves: Vec<&'a NodeValue>,
    /// The leaves that take part, the one that raises the area most above a median area first.
    pub(super) drivers: Vec<Driver<'a>>,
}

impl<'a> Taken<'a> {
    /// Of an area with its score as the outcome explains it; with the `scale` of the outcome's period no column is looked
    /// through.
    pub(super) fn of(
        case: &Case,
        (area, node): (usize, &'a NodeValue),
        scale: Option<&ProfileScale>,
    ) -> Self {
        let leaves = node.leaves();
        let driver = |leaf: &&'a NodeValue| driver(case, (area, leaf), scale);
        let mut drivers: Vec<Driver> = leaves.iter().filter_map(driver).collect();
        drivers.order_by(|a, b| b.excess.total_cmp(&a.excess));
        Self { area, node, leaves, drivers }
    }
}

/// How many indicators a sentence names.
const NAMED: usize = 3;

/// The reason for an area's rank: the indicators that set it apart from the median area, by how much they
/// add to the score.
pub fn why_view(case: &Case, area: usize, words: Words) -> WhyView {
    let outcome = &*case.outcome;
    let node = outcome.explain(area);
    why_taken(case, &Taken::of(case, (area, &node), None), words)
}

/// [`why_view`] of a score that has been taken apart.
pub(super) fn why_taken(case: &Case, taken: &Taken, words: Words) -> WhyView {
    let WhyParts { title, reasons, remarks } = parts(case, taken, words);
    let against = against(case, taken.node, words);
    WhyView { title, sentences: reasons.into_iter().chain(against).chain(remarks).collect() }
}

/// The reason but for [`against_list`], which takes apart every area of the list.
pub fn why_parts(case: &Case, area: usize, words: Words) -> WhyParts {
    let outcome = &*case.outcome;
    let node = outcome.explain(area);
    parts(case, &Taken::of(case, (area, &node), None), words)
}

/// «چرا … سوم است؟»; under a filter both ranks apart.
fn title(outcome: &Outcome, (area, name): (usize, &str), rank: u32, words: Words) -> String {
    let own = [("name", name.to_owned()), ("rank", words.ordinal(rank))];
    match outcome.ranked.overall.rank(area).filter(|_| !outcome.set.is_all()) {
        Some(overall) => {
            let [name, rank] = own;
            words.filled(Msg::WhyTitleFiltered, &[name, rank, ("overall", words.ordinal(overall))])
        }
        None => words.filled(Msg::WhyTitle, &own),
    }
}

fn parts(case: &Case, taken: &Taken, words: Words) -> WhyParts {
    let Case { snapshot, outcome, .. } = case;
    let (area, name) = (taken.area, words.area(snapshot, taken.area));
    let missing: Vec<String> = taken
        .leaves
        .iter()
        .filter(|leaf| leaf.value.is_none())
        .filter_map(|leaf| Some(words.label(&snapshot.indicators[snapshot.indicator_idx(&leaf.id)?].name)))
        .collect();
    let decision = decision_sentence(case, area, words);
    let mut own: Vec<String> = decision.into_iter().collect();
    let title = match outcome.ranked.ranking.rank(area) {
        Some(rank) => {
            own.extend(reasons(snapshot, &taken.drivers, words));
            title(outcome, (area, &name), rank, words)
        }
        None => {
            let coverage = words.percent(Some(taken.node.coverage));
            words.fill(Msg::WhyUnscored, &[("name", &name), ("coverage", &coverage)])
        }
    };
    let mut remarks: Vec<String> =
        lost_groups(case, taken.node, words).map(|own| own.text).into_iter().collect();
    if !missing.is_empty() {
        remarks.push(words.fill(Msg::WhyMissing, &[("list", &words.list(&missing))]));
    }
    remarks.extend(flag_sentences(case, area, words));
    WhyParts { title, reasons: own, remarks }
}

fn reasons(snapshot: &Snapshot, drivers: &[Driver], words: Words) -> Vec<String> {
    let is_capacity = |driver: &Driver| snapshot.indicators[driver.indicator].capacity;
    let say = |driver: &Driver, raises: bool| {
        let indicator = &snapshot.indicators[driver.indicator];
        let is_lack = raises && indicator.polarity == Polarity::LowersNeed;
        let position = match raises {
            true => worse_text(driver.standing, snapshot, words),
            false => better_text(driver.standing, snapshot, words),
        };
        words.fill(
            if is_lack { Msg::WhyItemLack } else { Msg::WhyItem },
            &[
                ("indicator", &if raises { need_of(indicator, words) } else { words.label(&indicator.name) }),
                ("value", &words.value(indicator, Some(driver.value))),
                ("position", &position),
            ],
        )
    };
    let raised: Vec<String> = drivers
        .iter()
        .filter(|driver| driver.excess > 0.0)
        .take(NAMED)
        .map(|driver| say(driver, true))
        .collect();
    let eased: Vec<String> = drivers
        .iter()
        .rev()
        .filter(|driver| driver.excess < 0.0 && !is_capacity(driver))
        .take(NAMED - 1)
        .map(|driver| say(driver, false))
        .collect();
    let capacities: Vec<String> = drivers
        .iter()
        .rev()
        .filter(|driver| driver.excess < 0.0 && is_capacity(driver))
        .take(NAMED - 1)
        .map(|driver| say(driver, false))
        .collect();
    let sentence = |(one, many): (Msg, Msg), list: &Vec<String>| {
        let key = if list.len() == 1 { one } else { many };
        (!list.is_empty()).then(|| words.fill(key, &[("list", &words.list_and(list))]))
    };
    let said = [
        ((Msg::WhyRaise, Msg::WhyRaiseMany), &raised),
        ((Msg::WhyLower, Msg::WhyLowerMany), &eased),
        ((Msg::ListWhyCapacity, Msg::ListWhyCapacity), &capacities),
    ];
    said.into_iter().filter_map(|(key, list)| sentence(key, list)).collect()
}

/// Lists up to this length are compared with.
const LONGEST: usize = 2_000;

/// The parts in which an area differs most from the median of the list, where scores are sums.
pub fn against_list(case: &Case, area: usize, words: Words) -> Option<String> {
    let outcome = &*case.outcome;
    against(case, &outcome.explain(area), words)
}

fn against(case: &Case, own: &NodeValue, words: Words) -> Option<String> {
    let outcome = &*case.outcome;
    let list = outcome.listed();
    if !outcome.is_additive() || list.len() < 3 || list.len() > LONGEST {
        return None;
    }
    own.value?;
    let others: Vec<NodeValue> = list.iter().map(|at| outcome.explain(*at as usize)).collect();
    let median = |branch: usize| {
        let parts = others.iter().filter_map(|why| why.children.get(branch));
        let mut parts: Vec<f64> =
            parts.filter(|part| part.value.is_some()).map(|part| part.contribution).collect();
        ascend(&mut parts);
        quantile(&parts, 0.5)
    };
    let parts = own.children.iter().enumerate().filter(|(_, part)| part.value.is_some());
    let mut gaps: Vec<(f64, &str)> = parts
        .filter_map(|(at, part)| Some((part.contribution - median(at)?, part.id.as_str())))
        .filter(|gap| gap.0.abs() >= 0.05)
        .collect();
    gaps.order_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let said = gaps.iter().take(NAMED).map(|(gap, id)| {
        let key = if *gap > 0.0 { Msg::ListWhyMore } else { Msg::ListWhyLess };
        let name = need_name(case, id, words);
        words.fill(key, &[("name", &name), ("points", &words.score(Some(gap.abs())))])
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| words.fill(Msg::ListWhyMedian, &[("list", &words.list(&said))]))
}

/// Up to so many areas the changes of weight are sought while one waits.
const SOUGHT: usize = 3_000;

/// The smallest change of one weight that takes an area into the list or out of it; `None` where that is not known:
/// without a rank, with decisions outside the rule, or among too many areas to look at once.
pub fn flip_sentence(case: &Case, area: usize, words: Words) -> Option<String> {
    let Case { snapshot, scenario, outcome, .. } = case;
    if snapshot.n_areas() > SOUGHT || !outcome.ranked.locks.is_empty() || !outcome.is_additive() {
        return None;
    }
    let flips = weight_flips(snapshot, scenario, outcome, area).ok()?;
    let found = flips.iter().filter_map(|flip| Some((flip, flip.to?)));
    let nearest = found.min_by(|a, b| (a.1 - a.0.from).abs().total_cmp(&(b.1 - b.0.from).abs()));
    let Some((flip, to)) = nearest else { return Some(words.say(Msg::ListFlipNone).to_owned()) };
    let name = super::part_names::node_name(case, &flip.group, words);
    let key = if flip.enters { Msg::ListFlipIn } else { Msg::ListFlipOut };
    let share = |share: f64| words.exact_percent(Some(share));
    Some(words.fill(key, &[("name", &name), ("from", &share(flip.from)), ("to", &share(to))]))
}

fn driver<'a>(
    case: &Case,
    (area, leaf): (usize, &'a NodeValue),
    scale: Option<&ProfileScale>,
) -> Option<Driver<'a>> {
    let Case { snapshot, outcome, .. } = case;
    let indicator = snapshot.indicator_idx(&leaf.id)?;
    let (_, column) = snapshot.column_in_force(indicator, outcome.period)?;
    let (own, value) = (leaf.value?, column.get(area)?);
    let median = outcome.matrix.median(leaf.leaf?);
    let polarity = snapshot.indicators[indicator].polarity;
    let standing = match scale {
        Some(scale) => Position::among_sorted(scale.values(indicator), value, polarity),
        None => Position::among(column.raw(), value, polarity),
    };
    // A median area has the same weights, so the excess is the weight times the distance from it.
    let excess = leaf.factor * (own - median);
    Some(Driver { leaf, indicator, standing, value, excess }).filter(|driver| driver.leaf.used_weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};

    #[test]
    fn names_what_raises_and_what_is_missing() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let case = case_of(&snapshot, &scenario);
        let first = why_view(&case, 0, Words::default());
        assert_eq!(first.title, "چرا «باغ نو» اول است؟");
        assert!(
            first.sentences[0].contains("نرخ بیکاری با ۲۰٫۰٪ (بدترین در میان ۳ محله)"),
            "{:?}",
            first.sentences
        );
        let unscored = why_view(&case, 3, Words::default());
        assert!(
            unscored.title.contains("۵۰٪") && unscored.sentences[0].contains("نرخ بیکاری"),
            "{unscored:?}"
        );
    }

    #[test]
    fn the_nearest_change_of_weight_is_told() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        (scenario.cut, scenario.missing) =
            (crate::rank::Cut::Count(2), crate::score::MissingRule::Renormalise { min_coverage: 0.0 });
        let case = case_of(&snapshot, &scenario);
        let words = Words::default();
        for area in 0..4 {
            let text = flip_sentence(&case, area, words).unwrap();
            let side = if case.outcome.in_list(area) {
                "بیرون می‌برد"
            } else {
                "به فهرست می‌آورد"
            };
            assert!(text.contains(side) || text.contains("هیچ تغییری"), "{text}");
        }
        let far = Scenario { cut: crate::rank::Cut::Count(4), ..scenario };
        let case = case_of(&snapshot, &far);
        let why = why_view(&case, 1, words).sentences.join(" ");
        assert!(why.contains("میانهٔ فهرست"), "{why}");
        let parts = why_parts(&case, 1, words);
        let against = against_list(&case, 1, words).unwrap();
        assert_eq!(why, [parts.reasons, vec![against], parts.remarks].concat().join(" "));
    }

    #[test]
    fn a_decision_is_told_first_with_who_made_it() {
        use crate::scenario::{Lock, Membership};
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        let lock = |area: &str, list| Lock {
            date: Some("2024-05-01".into()),
            decider: Some("فرماندار شرقی".into()),
            letter: Some("۱۲/۳۴".into()),
            ..Lock::new(area, list, "مالکیت معارض")
        };
        scenario.locks = vec![lock("01", Membership::Out), lock("04", Membership::In)];
        let case = case_of(&snapshot, &scenario);
        let why = |area| why_view(&case, area, Words::default()).sentences;
        for part in ["کنار گذاشته", "مالکیت معارض", "فرماندار شرقی", "نامهٔ ۱۲/۳۴", "اردیبهشت"]
        {
            assert!(why(0)[0].contains(part), "{part}: {:?}", why(0));
        }
        // One without a score is told of as well.
        assert!(why(3)[0].contains("در فهرست نگه داشته"), "{:?}", why(3));
        assert!(!why(2)[0].contains("تصمیم"), "{:?}", why(2));
    }

    #[test]
    fn under_a_filter_both_ranks_are_told_apart() {
        let snapshot = small_snapshot();
        let filter = crate::filter::Filter::Search("کوی".into());
        let scenario = Scenario { filter, ..Scenario::equal_weights(&snapshot) };
        let case = case_of(&snapshot, &scenario);
        let why = why_view(&case, 2, Words::default());
        assert_eq!(why.title, "چرا «کوی مهر» در فیلتر اول و در کل دوم است؟");
    }
}
