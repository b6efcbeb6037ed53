//! The most important findings, in full sentences, each with the rule by which it is chosen.
//!
//! A sentence stands only where its basis is there; the order is always this one:
//!
//! 1. *Harm*: the scored indicator, capacities and counts left out, whose value in the list lies farthest towards need
//!    from its value over all areas that count, in standard deviations of these. Needs areas outside the list too.
//! 2. *County*: the unit of the narrowest level of division with most of the list's inhabitants. Needs inhabitants, and
//!    areas in more than one unit; nothing is said where most live in no unit at all.
//! 3. *Riser*: the area that came forward most places since the period before, of those in the list and as many of the
//!    first that are not in it. As many areas must have been ranked then as now: ranks of lists of other length do not
//!    compare.
//! 4. *Line*: how many areas are near the cut line, as the list marks them by their scores ([`Near::Score`]); or that the
//!    line parts areas of equal score. Areas kept in the list or out of it are not counted, as near as they may stand:
//!    a little more or less would change nothing for them.
//! 5. *Gaps*: how many values of the index are missing in the areas that count, and which indicator lacks most.
//!
//! Where two are equal, the first in the index, in the file or in the ranking is named.

use std::cmp::Reverse;

use crate::aggregate::{GroupBy, GroupKey, group};
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::snapshot::{Measure, Snapshot};
use crate::text::Msg;
use crate::view::groups::key_name;
use crate::view::need_of;
use crate::view::{MeasureChoice, Near, Words};

use super::lead::Lead;
use super::list::{judged, sign, spread, value_over};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insight {
    /// Its name in test identifiers.
    pub id: &'static str,
    /// The sentence.
    pub text: String,
    /// What the link that follows it says.
    pub link: Msg,
    /// Where it leads on to.
    pub lead: Lead,
}

/// All findings that can be made of a run and, where there is one, of the run in the period before.
pub fn insights(case: &Case, before: Option<&Outcome>, words: Words) -> Vec<Insight> {
    let Case { snapshot, outcome, .. } = case;
    let found = [
        harm(case, words),
        county(case, words),
        before.and_then(|before| riser(snapshot, (before, outcome), words)),
        line(case, words),
        gaps(case, words),
    ];
    found.into_iter().flatten().collect()
}

fn harm(case: &Case, words: Words) -> Option<Insight> {
    let Case { snapshot, outcome, .. } = case;
    let list = outcome.listed();
    if list.is_empty() || list.len() >= outcome.set.count() {
        return None;
    }
    let compare = |at: usize| {
        let indicator = &snapshot.indicators[at];
        if indicator.capacity || indicator.measure == Measure::Count {
            return None;
        }
        let (period, _) = snapshot.column_in_force(at, outcome.period)?;
        let own = value_over(snapshot, (at, period), list.iter().map(|at| *at as usize))?;
        let all = value_over(snapshot, (at, period), outcome.set.iter())?;
        let effect = sign(indicator) * (own - all) / spread(case, at)?;
        (effect > 0.0).then_some((at, own, all, effect))
    };
    let found = judged(case).into_iter().filter_map(compare);
    let (at, own, all, _) = found.reduce(|best, next| if next.3 > best.3 { next } else { best })?;
    let indicator = &snapshot.indicators[at];
    let values = [
        ("indicator", need_of(indicator, words)),
        ("n", words.int(outcome.set.count())),
        ("list", words.value(indicator, Some(own))),
        ("all", words.value(indicator, Some(all))),
        ("unit", words.area_level(snapshot)),
    ];
    let (link, lead) = (Msg::LeadMap, Lead::Map(MeasureChoice::Indicator(at)));
    Some(Insight { id: "harm", text: words.filled(Msg::InsightHarm, &values), link, lead })
}

fn county(case: &Case, words: Words) -> Option<Insight> {
    let Case { snapshot, outcome, .. } = case;
    let level = snapshot.divisions.levels.last()?;
    let grouping = group(snapshot, &GroupBy::Division(level.id.clone()), &[]).ok()?;
    let people = snapshot.population_column(outcome.period)?;
    let units = |areas: &mut dyn Iterator<Item = usize>| {
        let mut counts = vec![(0_usize, 0.0); grouping.groups.len()];
        for at in areas {
            let own = &mut counts[grouping.of[at] as usize];
            *own = (own.0 + 1, own.1 + people.get(at).unwrap_or(0.0).max(0.0));
        }
        counts
    };
    let everywhere = units(&mut outcome.set.iter());
    if everywhere.iter().filter(|own| own.0 > 0).count() < 2 {
        return None;
    }
    let here = units(&mut outcome.listed().iter().map(|at| *at as usize));
    let total: f64 = here.iter().map(|own| own.1).sum();
    let unknown = outcome.ranked.cut.population_unknown;
    let most = (0..here.len()).reduce(|best, at| if here[at].1 > here[best].1 { at } else { best })?;
    let (n, own) = here[most];
    if own <= 0.0 || grouping.groups[most] == GroupKey::Unknown {
        return None;
    }
    let values = [
        ("level", words.label(&level.name)),
        ("name", key_name(&grouping.groups[most], words)),
        ("n", words.int(n)),
        ("unit", words.area_level(snapshot)),
        ("people", words.people(own)),
        ("share", words.percent(Some(own / total))),
    ];
    let text = words.with_unknown(words.filled(Msg::InsightCounty, &values), unknown);
    Some(Insight { id: "county", text, link: Msg::LeadGroups, lead: Lead::Groups })
}

fn riser(snapshot: &Snapshot, (before, now): (&Outcome, &Outcome), words: Words) -> Option<Insight> {
    let (then, ranking) = (&before.ranked.ranking, &now.ranked.ranking);
    if then.len() != ranking.len() {
        return None;
    }
    let places = |at: usize| {
        let (from, to) = (then.rank(at)?, ranking.rank(at)?);
        (from > to).then_some((at, from, to))
    };
    // The list and as many after it.
    let looked_at = ranking.order.len().min(2 * now.listed().len());
    let risen = ranking.order[..looked_at].iter().filter_map(|at| places(*at as usize));
    // Of two that came forward as far the one that stands first now.
    let ahead = |next: (usize, u32, u32), best: (usize, u32, u32)| {
        (next.1 - next.2, Reverse(next.2)) > (best.1 - best.2, Reverse(best.2))
    };
    let (at, from, to) = risen.reduce(|best, next| if ahead(next, best) { next } else { best })?;
    let period = snapshot.periods.get(before.period)?;
    let values = [
        ("area", words.area(snapshot, at)),
        ("where", words.division_of(snapshot, at)),
        ("places", words.int((from - to) as usize)),
        ("from", words.int(from as usize)),
        ("to", words.int(to as usize)),
        ("period", words.label(&period.name)),
        ("n", words.int(looked_at)),
        ("unit", words.ezafe(&words.area_level(snapshot))),
    ];
    let entered = now.in_list(at) && !before.in_list(at);
    let key = if entered { Msg::InsightRiserEntered } else { Msg::InsightRiser };
    let text = words.filled(key, &values);
    Some(Insight { id: "riser", text, link: Msg::LeadProfile, lead: Lead::Profile(at) })
}

fn line(case: &Case, words: Words) -> Option<Insight> {
    let Case { snapshot, outcome, .. } = case;
    let (link, lead) = (Msg::LeadRobustness, Lead::Robustness);
    let (order, cut) = (&outcome.ranked.ranking.order, &outcome.ranked.cut);
    if cut.splits_tie {
        let text = words.fill(Msg::InsightTie, &[("unit", &words.area_level(snapshot))]);
        return Some(Insight { id: "line", text, link, lead });
    }
    let near = Near::of(outcome);
    let Near::Score { distance, .. } = near else { return None };
    let count = |areas: &[u32]| areas.iter().filter(|at| near.is_near(outcome, **at as usize)).count();
    let (above, below) = order.split_at(cut.line);
    let (inside, outside) = (count(above), count(below));
    if inside + outside == 0 {
        return None;
    }
    let values = [
        ("n", words.int(inside + outside)),
        ("inside", words.int(inside)),
        ("outside", words.int(outside)),
        ("margin", words.number(Some(distance), if distance < 1.0 { 2 } else { 1 })),
        ("unit", words.area_level(snapshot)),
    ];
    Some(Insight { id: "line", text: words.filled(Msg::InsightLine, &values), link, lead })
}

fn gaps(case: &Case, words: Words) -> Option<Insight> {
    let Case { snapshot, outcome, .. } = case;
    let judged = judged(case);
    let missing = |at: usize| {
        let column = snapshot.column_in_force(at, outcome.period).map(|own| own.1);
        outcome.set.iter().filter(|area| column.is_none_or(|column| column.raw()[*area].is_nan())).count()
    };
    let counts: Vec<(usize, usize)> = judged.into_iter().map(|at| (at, missing(at))).collect();
    let total: usize = counts.iter().map(|own| own.1).sum();
    let most = counts.iter().copied().reduce(|best, own| if own.1 > best.1 { own } else { best });
    let (most, own) = most.filter(|own| own.1 > 0)?;
    let cells = counts.len() * outcome.set.count();
    let share = total as f64 / cells.max(1) as f64;
    let unscored = outcome.ranked.ranking.unscored.len();
    let values = [
        ("n", words.int(total)),
        ("total", words.int(cells)),
        ("share", words.exact_percent(Some(share))),
        ("indicator", words.label(&snapshot.indicators[most].name)),
        ("own", words.int(own)),
        ("unit", words.area_level(snapshot)),
    ];
    let mut text = words.filled(Msg::InsightGaps, &values);
    if unscored > 0 {
        let values = [("n", words.int(unscored)), ("unit", words.area_level(snapshot))];
        text = format!("{text} {}", words.filled(Msg::InsightUnscored, &values));
    }
    Some(Insight { id: "gaps", text, link: Msg::LeadData, lead: Lead::Data(Some(most)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::{Lock, Membership, Scenario};
    use crate::score::{IndexNode, MissingRule};
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of};
    use crate::text::Language;

    fn snapshot(from: &str, to: &str) -> Snapshot {
        assert!(SMALL.contains(from));
        open(SMALL.replace(from, to).as_bytes(), &Limits::DEFAULT).unwrap()
    }

    /// Dropout 9, 2, 8, 6 of areas 01 to 04, in 1401 and 1402.
    fn two_periods() -> Snapshot {
        snapshot(
            r#""dropout": {"1402": [4, 2, 8, 6]}"#,
            r#""dropout": {"1401": [3, 2, 8, 6], "1402": [9, 2, 8, 6]}"#,
        )
    }

    fn case(snapshot: &Snapshot, cut: u32, period: Option<&str>) -> Case {
        let index =
            IndexNode::group("need", vec![IndexNode::leaf("dropout"), IndexNode::leaf("unemployment")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let period = period.map(str::to_owned);
        let cut = Cut::Count(cut);
        let equal = Scenario::equal_weights(snapshot);
        case_of(snapshot, &Scenario { index, missing, cut, period, ..equal })
    }

    fn text<'a>(found: &'a [Insight], id: &str) -> Option<&'a Insight> {
        found.iter().find(|own| own.id == id)
    }

    const EN: Words = Words { language: Language::En };

    #[test]
    fn the_list_is_known_by_the_indicator_that_sets_it_apart() {
        // Area 01 alone: dropout 9 against 6.1, unemployment 20 against 8.9, which is farther in deviations.
        let snapshot = two_periods();
        let found = insights(&case(&snapshot, 1, None), None, EN);
        let harm = text(&found, "harm").unwrap();
        assert_eq!(harm.lead, Lead::Map(MeasureChoice::Indicator(3)));
        assert!(harm.text.contains("20.0") && harm.text.contains("8.9"), "{}", harm.text);
    }

    #[test]
    fn the_list_is_the_one_that_decisions_leave() {
        let snapshot = two_periods();
        let plain = Scenario::equal_weights(&snapshot);
        let index =
            IndexNode::group("need", vec![IndexNode::leaf("dropout"), IndexNode::leaf("unemployment")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let reason = "مصوبه".to_owned();
        let lock = Lock::new("03", Membership::In, reason);
        let scenario = Scenario { index, missing, cut: Cut::Count(1), locks: vec![lock], ..plain };
        // The list is 03 alone, with dropout 8 and the lowest unemployment; the line stands above all areas.
        let found = insights(&case_of(&snapshot, &scenario), None, EN);
        assert_eq!(text(&found, "harm").unwrap().lead, Lead::Map(MeasureChoice::Indicator(4)));
        assert_eq!(text(&found, "line"), None);
        let county = text(&found, "county").unwrap();
        assert!(county.text.contains("غربی") && county.text.contains("100%"), "{}", county.text);
    }

    #[test]
    fn nothing_is_said_without_its_basis() {
        let snapshot = two_periods();
        // The list holds every area: there is nothing beside it, nor below its line.
        let whole = insights(&case(&snapshot, 9, None), None, EN);
        assert_eq!(whole.iter().map(|own| own.id).collect::<Vec<_>>(), ["gaps"]);
        let nobody = snapshot_without_people();
        let found = insights(&case(&nobody, 1, None), None, EN);
        assert_eq!(text(&found, "county"), None);
    }

    fn snapshot_without_people() -> Snapshot {
        snapshot(r#""population": "pop","#, "")
    }

    #[test]
    fn the_county_with_most_of_the_listed_people_is_named_with_its_share() {
        let snapshot = two_periods();
        let found = insights(&case(&snapshot, 1, None), None, EN);
        let county = text(&found, "county").unwrap();
        assert!(county.text.contains("شرقی") && county.text.contains("100%"), "{}", county.text);
        // With 04, whose 4000 people live in no county, most of the list is outside any.
        let found = insights(&case(&snapshot, 2, None), None, EN);
        assert_eq!(text(&found, "county"), None);
    }

    #[test]
    fn the_riser_comes_with_both_ranks() {
        // By dropout alone 01 comes from third (6 > 3 > 2, after 8) to first.
        let snapshot = two_periods();
        let index = IndexNode::group("need", vec![IndexNode::leaf("dropout")]);
        let equal = Scenario { index, cut: Cut::Count(1), ..Scenario::equal_weights(&snapshot) };
        let now = case_of(&snapshot, &equal);
        let before = case_of(&snapshot, &Scenario { period: Some("1401".into()), ..equal });
        let found = insights(&now, Some(&before.outcome), EN);
        let riser = text(&found, "riser").unwrap();
        assert_eq!(riser.lead, Lead::Profile(0));
        assert!(riser.text.contains('3') && riser.text.contains('1'), "{}", riser.text);
        let still = insights(&now, Some(&now.outcome), EN);
        assert_eq!(text(&still, "riser"), None, "nobody rose");
    }

    #[test]
    fn gaps_are_counted_over_the_index_and_the_areas_that_count() {
        let snapshot = two_periods();
        let found = insights(&case(&snapshot, 1, None), None, EN);
        let gaps = text(&found, "gaps").unwrap();
        // Two indicators of four areas; unemployment is unknown in one.
        assert_eq!(gaps.lead, Lead::Data(Some(3)));
        assert!(gaps.text.contains("1 of 8"), "{}", gaps.text);
    }

    #[test]
    fn areas_near_the_line_are_counted_on_both_sides_without_those_decided_on() {
        let snapshot = two_periods();
        let told = |locks: Vec<Lock>| {
            let index = IndexNode::group("need", vec![IndexNode::leaf("dropout")]);
            let equal = Scenario::equal_weights(&snapshot);
            let mut case = case_of(&snapshot, &Scenario { index, cut: Cut::Count(2), locks, ..equal });
            // Dropout ranks 01, 03, 04 and 02; the line stands at 98.95, and 2 points are near.
            assert_eq!(case.outcome.ranked.ranking.order, [0, 2, 3, 1]);
            std::sync::Arc::make_mut(&mut std::sync::Arc::make_mut(&mut case.outcome).scored).scores.score =
                vec![100.0, 0.0, 99.0, 98.9];
            text(&insights(&case, None, EN), "line").unwrap().text.clone()
        };
        let of = |inside: usize, outside: usize| {
            let [n, inside, outside] = [inside + outside, inside, outside].map(|n| EN.int(n));
            let unit = EN.area_level(&snapshot);
            let values =
                [("n", &*n), ("inside", &inside), ("outside", &outside), ("margin", "2.0"), ("unit", &unit)];
            EN.fill(Msg::InsightLine, &values)
        };
        assert_eq!(told(Vec::new()), of(2, 1));
        let lock = Lock::new("03", Membership::In, "مصوبه");
        assert_eq!(told(vec![lock]), of(1, 1));
    }

    #[test]
    fn a_line_through_equal_scores_is_told() {
        let snapshot =
            snapshot(r#""dropout": {"1402": [4, 2, 8, 6]}"#, r#""dropout": {"1402": [4, 8, 8, 6]}"#);
        let index = IndexNode::group("need", vec![IndexNode::leaf("dropout")]);
        let scenario = Scenario { index, cut: Cut::Count(1), ..Scenario::equal_weights(&snapshot) };
        let found = insights(&case_of(&snapshot, &scenario), None, EN);
        let line = text(&found, "line").unwrap();
        assert_eq!((line.text.as_str(), &line.lead), (Msg::InsightTie.text(Language::En), &Lead::Robustness));
    }
}
