//! The most important findings, in full sentences. What is said and when stands in [`crate::insight`]; the order is always
//! harm, division, riser, line, gaps.

use crate::case::Case;
use crate::insight::{self, LineFinding};
use crate::pipeline::Outcome;
use crate::text::Msg;
use crate::view::groups::key_name;
use crate::view::need_of;
use crate::view::{MeasureChoice, Words};

use super::lead::Lead;

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
    let found = [
        harm(case, words),
        county(case, words),
        before.and_then(|before| riser(case, before, words)),
        line(case, words),
        gaps(case, words),
    ];
    found.into_iter().flatten().collect()
}

fn harm(case: &Case, words: Words) -> Option<Insight> {
    let Case { snapshot, outcome, .. } = case;
    let found = insight::list_harm(case)?;
    let indicator = &snapshot.indicators[found.indicator];
    let values = [
        ("indicator", need_of(indicator, words)),
        ("n", words.int(outcome.set.count())),
        ("list", words.value(indicator, Some(found.list))),
        ("all", words.value(indicator, Some(found.all))),
        ("unit", words.ezafe(&words.area_level(snapshot))),
    ];
    let (link, lead) = (Msg::LeadMap, Lead::Map(MeasureChoice::Indicator(found.indicator)));
    Some(Insight { id: "harm", text: words.filled(Msg::InsightHarm, &values), link, lead })
}

fn county(case: &Case, words: Words) -> Option<Insight> {
    let Case { snapshot, outcome, .. } = case;
    let level = snapshot.divisions.levels.last()?;
    let found = insight::list_division(case)?;
    let values = [
        ("level", words.label(&level.name)),
        ("name", key_name(&found.division, words)),
        ("n", words.int(found.areas)),
        ("unit", words.area_level(snapshot)),
        ("people", words.people(found.people)),
        ("share", words.percent(Some(found.share))),
    ];
    let unknown = outcome.ranked.cut.population_unknown;
    let text = words.with_unknown(words.filled(Msg::InsightCounty, &values), unknown);
    Some(Insight { id: "county", text, link: Msg::LeadGroups, lead: Lead::Groups })
}

fn riser(case: &Case, before: &Outcome, words: Words) -> Option<Insight> {
    let snapshot = &case.snapshot;
    let found = insight::riser(before, &case.outcome)?;
    let period = snapshot.periods.get(before.period)?;
    let values = [
        ("area", words.area(snapshot, found.area)),
        ("where", words.division_of(snapshot, found.area)),
        ("places", words.int((found.from - found.to) as usize)),
        ("from", words.int(found.from as usize)),
        ("to", words.int(found.to as usize)),
        ("period", words.label(&period.name)),
        ("n", words.int(found.looked_at)),
        ("unit", words.ezafe(&words.area_level(snapshot))),
    ];
    let key = if found.entered { Msg::InsightRiserEntered } else { Msg::InsightRiser };
    let text = words.filled(key, &values);
    Some(Insight { id: "riser", text, link: Msg::LeadProfile, lead: Lead::Profile(found.area) })
}

fn line(case: &Case, words: Words) -> Option<Insight> {
    let (link, lead) = (Msg::LeadRobustness, Lead::Robustness);
    let unit = ("unit", words.area_level(&case.snapshot));
    let text = match insight::line(&case.outcome)? {
        LineFinding::SplitTie => words.filled(Msg::InsightTie, &[unit]),
        LineFinding::Near { inside, outside, distance } => {
            let values = [
                ("n", words.int(inside.len() + outside.len())),
                ("inside", words.int(inside.len())),
                ("outside", words.int(outside.len())),
                ("margin", words.number(Some(distance), if distance < 1.0 { 2 } else { 1 })),
                unit,
            ];
            words.filled(Msg::InsightLine, &values)
        }
    };
    Some(Insight { id: "line", text, link, lead })
}

fn gaps(case: &Case, words: Words) -> Option<Insight> {
    let found = insight::gaps(case)?;
    let unit = || words.area_level(&case.snapshot);
    let values = [
        ("n", words.int(found.missing)),
        ("total", words.int(found.cells)),
        ("share", words.exact_percent(Some(found.share()))),
        ("indicator", words.label(&case.snapshot.indicators[found.indicator].name)),
        ("own", words.int(found.own)),
        ("unit", unit()),
    ];
    let mut text = words.filled(Msg::InsightGaps, &values);
    if found.unscored > 0 {
        let values = [("n", words.int(found.unscored)), ("unit", unit())];
        text = format!("{text} {}", words.filled(Msg::InsightUnscored, &values));
    }
    Some(Insight { id: "gaps", text, link: Msg::LeadData, lead: Lead::Data(Some(found.indicator)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::scenario::{Lock, Membership, Scenario};
    use crate::score::{IndexNode, MissingRule};
    use crate::snapshot::{Limits, Snapshot, open};
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
