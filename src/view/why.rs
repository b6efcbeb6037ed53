//! The reason for a rank, in words.

use crate::pipeline::Outcome;
use crate::scenario::Scenario;
use crate::score::NodeValue;
use crate::sensitivity::weight_flips;
use crate::snapshot::{Polarity, Snapshot};
use crate::sorting::Sorting;
use crate::text::Msg;

use super::Words;
use super::flags::flag_sentences;

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
    /// What raised it, what eased it.
    pub reasons: Vec<String>,
    /// What is missing, and which rules flag it.
    pub remarks: Vec<String>,
}

/// A leaf of one area's score with how it compares.
pub(super) struct Driver<'a> {
    leaf: &'a NodeValue,
    /// Position of the indicator.
    pub(super) indicator: usize,
    /// Share of the areas with a value that are better off, 0 to 1.
    pub(super) worse_than: f64,
    /// Share of them that are worse off.
    pub(super) better_than: f64,
    /// Value in the indicator's unit.
    pub(super) value: f64,
    /// Contribution above the one a median area would have.
    pub(super) excess: f64,
}

/// How many indicators a sentence names.
const NAMED: usize = 3;

/// The reason for an area's rank: the indicators that set it apart from the median area, by how much they
/// add to the score.
pub fn why_view(snapshot: &Snapshot, outcome: &Outcome, area: usize, words: Words) -> WhyView {
    let WhyParts { title, reasons, remarks } = why_parts(snapshot, outcome, area, words);
    let against = against_list(snapshot, outcome, area, words);
    WhyView { title, sentences: reasons.into_iter().chain(against).chain(remarks).collect() }
}

/// The reason but for [`against_list`], which takes apart every area of the list.
pub fn why_parts(snapshot: &Snapshot, outcome: &Outcome, area: usize, words: Words) -> WhyParts {
    let name = words.area(snapshot, area);
    let why = outcome.explain(area);
    let mut leaves = Vec::new();
    collect_leaves(&why, &mut leaves);
    let missing: Vec<String> = leaves
        .iter()
        .filter(|leaf| leaf.value.is_none())
        .filter_map(|leaf| Some(words.label(&snapshot.indicators[snapshot.indicator_idx(&leaf.id)?].name)))
        .collect();
    let mut own = Vec::new();
    let title = match outcome.ranked.ranking.rank(area) {
        Some(rank) => {
            own = reasons(snapshot, outcome, area, (&leaves, words));
            words.fill(Msg::WhyTitle, &[("name", &name), ("rank", &words.ordinal(rank))])
        }
        None => {
            let coverage = words.percent(Some(why.coverage));
            words.fill(Msg::WhyUnscored, &[("name", &name), ("coverage", &coverage)])
        }
    };
    let mut remarks = Vec::new();
    if !missing.is_empty() {
        remarks.push(words.fill(Msg::WhyMissing, &[("list", &words.list(&missing))]));
    }
    if let Some(flags) = &outcome.flags {
        remarks.extend(flag_sentences(snapshot, flags, area, words));
    }
    WhyParts { title, reasons: own, remarks }
}

fn reasons(
    snapshot: &Snapshot,
    outcome: &Outcome,
    area: usize,
    (leaves, words): (&[&NodeValue], Words),
) -> Vec<String> {
    let drivers = drivers(snapshot, outcome, area, leaves);
    let is_capacity = |driver: &Driver| snapshot.indicators[driver.indicator].capacity;
    let say = |key, share: &dyn Fn(&Driver) -> f64, driver: &Driver| {
        let indicator = &snapshot.indicators[driver.indicator];
        words.fill(
            key,
            &[
                ("indicator", &words.label(&indicator.name)),
                ("value", &words.value(indicator, Some(driver.value))),
                ("share", &words.percent(Some(share(driver)))),
            ],
        )
    };
    let raised: Vec<String> = drivers
        .iter()
        .filter(|driver| driver.excess > 0.0)
        .take(NAMED)
        .map(|driver| say(Msg::WhyItem, &|driver| driver.worse_than, driver))
        .collect();
    let eased: Vec<String> = drivers
        .iter()
        .rev()
        .filter(|driver| driver.excess < 0.0 && !is_capacity(driver))
        .take(NAMED - 1)
        .map(|driver| say(Msg::WhyItemGood, &|driver| driver.better_than, driver))
        .collect();
    let capacities: Vec<String> = drivers
        .iter()
        .rev()
        .filter(|driver| driver.excess < 0.0 && is_capacity(driver))
        .take(NAMED - 1)
        .map(|driver| say(Msg::WhyItemGood, &|driver| driver.better_than, driver))
        .collect();
    let sentence =
        |key, list: &Vec<String>| (!list.is_empty()).then(|| words.fill(key, &[("list", &words.list(list))]));
    let said = [(Msg::WhyRaise, &raised), (Msg::WhyLower, &eased), (Msg::ListWhyCapacity, &capacities)];
    said.into_iter().filter_map(|(key, list)| sentence(key, list)).collect()
}

/// Lists up to this length are compared with.
const LONGEST: usize = 2_000;

/// The parts in which an area differs most from the median of the list, where scores are sums.
pub fn against_list(snapshot: &Snapshot, outcome: &Outcome, area: usize, words: Words) -> Option<String> {
    let list = outcome.listed();
    if !outcome.is_additive() || list.len() < 3 || list.len() > LONGEST {
        return None;
    }
    let own = outcome.explain(area);
    own.value?;
    let others: Vec<NodeValue> = list.iter().map(|at| outcome.explain(*at as usize)).collect();
    let median = |branch: usize| {
        let parts = others.iter().filter_map(|why| why.children.get(branch));
        let mut parts: Vec<f64> =
            parts.filter(|part| part.value.is_some()).map(|part| part.contribution).collect();
        parts.sort_by(f64::total_cmp);
        let n = parts.len();
        (n > 0).then(|| 0.5 * (parts[(n - 1) / 2] + parts[n / 2]))
    };
    let parts = own.children.iter().enumerate().filter(|(_, part)| part.value.is_some());
    let mut gaps: Vec<(f64, &str)> = parts
        .filter_map(|(at, part)| Some((part.contribution - median(at)?, part.id.as_str())))
        .filter(|gap| gap.0.abs() >= 0.05)
        .collect();
    gaps.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let said = gaps.iter().take(NAMED).map(|(gap, id)| {
        let key = if *gap > 0.0 { Msg::ListWhyMore } else { Msg::ListWhyLess };
        let name = super::palette::node_name(snapshot, id, words);
        words.fill(key, &[("name", &name), ("points", &words.score(Some(gap.abs())))])
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| words.fill(Msg::ListWhyMedian, &[("list", &words.list(&said))]))
}

/// Up to so many areas the changes of weight are sought while one waits.
const SOUGHT: usize = 3_000;

/// The smallest change of one weight that takes an area into the list or out of it; `None` where that is not known:
/// without a rank, with decisions outside the rule, or among too many areas to look at once.
pub fn flip_sentence(
    snapshot: &Snapshot,
    scenario: &Scenario,
    (outcome, area): (&Outcome, usize),
    words: Words,
) -> Option<String> {
    if snapshot.n_areas() > SOUGHT || !outcome.ranked.locks.is_empty() || !outcome.is_additive() {
        return None;
    }
    let flips = weight_flips(snapshot, scenario, outcome, area).ok()?;
    let found = flips.iter().filter_map(|flip| Some((flip, flip.to?)));
    let nearest = found.min_by(|a, b| (a.1 - a.0.from).abs().total_cmp(&(b.1 - b.0.from).abs()));
    let Some((flip, to)) = nearest else { return Some(words.say(Msg::ListFlipNone).to_owned()) };
    let name = super::palette::node_name(snapshot, &flip.group, words);
    let key = if flip.enters { Msg::ListFlipIn } else { Msg::ListFlipOut };
    let share = |share: f64| words.exact_percent(Some(share));
    Some(words.fill(key, &[("name", &name), ("from", &share(flip.from)), ("to", &share(to))]))
}

/// The leaves that take part, the one that raises the area most above a median area first.
pub(super) fn drivers<'a>(
    snapshot: &Snapshot,
    outcome: &Outcome,
    area: usize,
    leaves: &[&'a NodeValue],
) -> Vec<Driver<'a>> {
    let mut drivers: Vec<Driver> =
        leaves.iter().filter_map(|leaf| driver(snapshot, outcome, area, leaf)).collect();
    drivers.order_by(|a, b| b.excess.total_cmp(&a.excess));
    drivers
}

fn driver<'a>(
    snapshot: &Snapshot,
    outcome: &Outcome,
    area: usize,
    leaf: &'a NodeValue,
) -> Option<Driver<'a>> {
    let indicator = snapshot.indicator_idx(&leaf.id)?;
    let (_, column) = snapshot.column_in_force(indicator, outcome.period)?;
    let (own, value) = (leaf.value?, column.get(area)?);
    let median = outcome.matrix.median(leaf.leaf?);
    let (worse_than, better_than) = position(column.raw(), value, snapshot.indicators[indicator].polarity);
    // A median area has the same weights, so the excess is the weight times the distance from it.
    let excess = leaf.factor * (own - median);
    Some(Driver { leaf, indicator, worse_than, better_than, value, excess })
        .filter(|driver| driver.leaf.used_weight > 0.0)
}

/// Shares of the areas with a value that are strictly better off and strictly worse off than `value`.
pub(super) fn position(values: &[f64], value: f64, polarity: Polarity) -> (f64, f64) {
    let (mut below, mut above, mut n) = (0_usize, 0_usize, 0_usize);
    for other in values.iter().filter(|other| !other.is_nan()) {
        n += 1;
        below += usize::from(*other < value);
        above += usize::from(*other > value);
    }
    let others = n.saturating_sub(1).max(1) as f64;
    let (below, above) = (below as f64 / others, above as f64 / others);
    if polarity == Polarity::LowersNeed { (above, below) } else { (below, above) }
}

/// All leaves below a node.
pub(super) fn collect_leaves<'a>(node: &'a NodeValue, leaves: &mut Vec<&'a NodeValue>) {
    if node.leaf.is_some() {
        leaves.push(node);
    }
    node.children.iter().for_each(|child| collect_leaves(child, leaves));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::testing::small_snapshot;

    #[test]
    fn names_what_raises_and_what_is_missing() {
        let snapshot = small_snapshot();
        let outcome = run(&snapshot, &Scenario::equal_weights(&snapshot)).unwrap();
        let first = why_view(&snapshot, &outcome, 0, Words::default());
        assert_eq!(first.title, "چرا «باغ نو» اول است؟");
        assert!(first.sentences[0].contains("نرخ بیکاری با ۲۰٫۰٪ (بدتر از ۱۰۰٪"), "{:?}", first.sentences);
        let unscored = why_view(&snapshot, &outcome, 3, Words::default());
        assert!(
            unscored.title.contains("۵۰٪") && unscored.sentences[0].contains("نرخ بیکاری"),
            "{unscored:?}"
        );
    }

    #[test]
    fn position_counts_strictly_and_by_polarity() {
        let values = [1.0, 2.0, 2.0, f64::NAN, 4.0];
        assert_eq!(position(&values, 2.0, Polarity::RaisesNeed), (1.0 / 3.0, 1.0 / 3.0));
        assert_eq!(position(&values, 4.0, Polarity::RaisesNeed), (1.0, 0.0));
        assert_eq!(position(&values, 4.0, Polarity::LowersNeed), (0.0, 1.0));
    }
    #[test]
    fn the_nearest_change_of_weight_is_told() {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        (scenario.cut, scenario.missing) =
            (crate::rank::Cut::Count(2), crate::score::MissingRule::Renormalise { min_coverage: 0.0 });
        let outcome = run(&snapshot, &scenario).unwrap();
        let words = Words::default();
        for area in 0..4 {
            let text = flip_sentence(&snapshot, &scenario, (&outcome, area), words).unwrap();
            let side = if outcome.in_list(area) {
                "بیرون می‌برد"
            } else {
                "به فهرست می‌آورد"
            };
            assert!(text.contains(side) || text.contains("هیچ تغییری"), "{text}");
        }
        let far = Scenario { cut: crate::rank::Cut::Count(4), ..scenario };
        let outcome = run(&snapshot, &far).unwrap();
        let why = why_view(&snapshot, &outcome, 1, words).sentences.join(" ");
        assert!(why.contains("میانهٔ فهرست"), "{why}");
        let parts = why_parts(&snapshot, &outcome, 1, words);
        let against = against_list(&snapshot, &outcome, 1, words).unwrap();
        assert_eq!(why, [parts.reasons, vec![against], parts.remarks].concat().join(" "));
    }
}
