//! One area: identity, score, every indicator against the others, course, harms beside capacities.

mod around;
mod change;
mod spine;

use crate::case::Case;
use crate::chart::bars;
use crate::pipeline::Outcome;
use crate::score::NodeValue;
use crate::snapshot::{Polarity, Snapshot};
use crate::text::Msg;

use super::Words;
use super::need::{need_name, need_of};
use super::palette::colours;
use super::position_text::{better_text, worse_text};
use super::profile_scale::ProfileScale;
use super::why::{Driver, Taken, WhyView, why_taken};

pub use around::ProgrammeLine;
pub use change::{CourseView, PeriodStanding, course_view, standings_by_period};
pub use spine::{IndicatorLine, SpineView};

/// One indicator that raises or lowers the area's score against a median area.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverLine {
    /// Name with value and unit.
    pub name: String,
    /// Worse or better than what share of the areas.
    pub position: String,
    /// By how much it raises or lowers the score against a median area, with sign.
    pub excess: String,
    /// Whether it counts a capacity.
    pub is_capacity: bool,
}

/// The whole profile.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileView {
    /// The finding.
    pub title: String,
    /// Name.
    pub name: String,
    /// Divisions from the inside out.
    pub whereabouts: String,
    /// Label and value of each fact.
    pub facts: Vec<(String, String)>,
    /// Why it has its rank.
    pub why: WhyView,
    /// Contributions of the domains.
    pub composition: bars::Model,
    /// The same as rows: colour, name, value on the scale, contribution.
    pub composition_rows: Vec<(usize, String, String, String)>,
    /// Every indicator against all areas.
    pub spine: SpineView,
    /// What raises the score most, strongest first.
    pub harms: Vec<DriverLine>,
    /// What lowers it, capacities and good figures, strongest first.
    pub capacities: Vec<DriverLine>,
    /// Names of the offices that serve it.
    pub offices: Vec<String>,
    /// Programmes with records here.
    pub programmes: Vec<ProgrammeLine>,
    /// Where the figures come from.
    pub sources: Vec<String>,
    /// What to beware of.
    pub remarks: Vec<String>,
    /// The areas before and after it by rank.
    pub neighbours: [Option<usize>; 2],
}

/// The finding on an area and what its score is made of, for where the rest of the profile is not shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileHead {
    /// The finding.
    pub title: String,
    /// Contributions of the domains: colour, name, value on the scale, contribution.
    pub composition_rows: Vec<(usize, String, String, String)>,
}

/// The head of an area's profile; it needs no scale, for which every indicator of all areas would have to be sorted.
pub fn profile_head(case: &Case, area: usize, words: Words) -> ProfileHead {
    let outcome = &*case.outcome;
    let node = outcome.explain(area);
    ProfileHead {
        title: title(case, (area, &node), words),
        composition_rows: composition_rows(case, &node, words),
    }
}

/// How many indicators each of the two lists names.
const LISTED: usize = 6;

/// The profile of an area; `scale` as [`profile_scale`] made it for the snapshot and the outcome's period.
pub fn profile_view(case: &Case, (area, scale): (usize, &ProfileScale), words: Words) -> ProfileView {
    let Case { snapshot, outcome, .. } = case;
    let node = outcome.explain(area);
    let taken = Taken::of(case, (area, &node), Some(scale));
    let is_ranked = outcome.ranked.ranking.rank(area).is_some();
    let line = |own: &Driver| driver_line(snapshot, own, words);
    let harms = taken.drivers.iter().filter(|own| is_ranked && own.excess > 0.0).take(LISTED);
    let eased = taken.drivers.iter().rev().filter(|own| is_ranked && own.excess < 0.0).take(LISTED);
    ProfileView {
        title: title(case, (area, &node), words),
        name: words.area(snapshot, area),
        whereabouts: words.whereabouts(snapshot, area),
        facts: facts(case, area, words),
        why: why_taken(case, &taken, words),
        composition: composition(case, &node, words),
        composition_rows: composition_rows(case, &node, words),
        spine: spine::spine_view(case, &taken.leaves, (area, scale), words),
        harms: harms.map(line).collect(),
        capacities: eased.map(line).collect(),
        offices: around::offices(snapshot, area, words),
        programmes: around::programmes(snapshot, (area, outcome.period), words),
        sources: around::sources(case, words),
        remarks: around::remarks(case, area, words),
        neighbours: beside(outcome, area),
    }
}

/// The areas that stand before and after an area in the list.
fn beside(outcome: &Outcome, area: usize) -> [Option<usize>; 2] {
    let order = &outcome.ranked.ranking.order;
    let Some(place) = order.iter().position(|at| *at as usize == area) else {
        return [None, order.first().map(|at| *at as usize)];
    };
    let at = |place: Option<usize>| order.get(place?).map(|at| *at as usize);
    [at(place.checked_sub(1)), at(Some(place + 1))]
}

fn driver_line(snapshot: &Snapshot, own: &Driver, words: Words) -> DriverLine {
    let indicator = &snapshot.indicators[own.indicator];
    let raises = own.excess > 0.0;
    let is_lack = raises && indicator.polarity == Polarity::LowersNeed;
    let (name, position) = match raises {
        true => (need_of(indicator, words), worse_text(own.standing, snapshot, words)),
        false => (words.label(&indicator.name), better_text(own.standing, snapshot, words)),
    };
    let sign = if own.excess < 0.0 { "−" } else { "+" };
    DriverLine {
        name: words.fill(
            if is_lack { Msg::DriverLack } else { Msg::DriverName },
            &[("name", &name), ("value", &words.value(indicator, Some(own.value)))],
        ),
        position,
        excess: crate::text::ltr(&format!("{sign}{}", words.score(Some(own.excess.abs())))),
        is_capacity: indicator.capacity,
    }
}

fn title(case: &Case, (area, node): (usize, &NodeValue), words: Words) -> String {
    let Case { snapshot, outcome, .. } = case;
    let name = words.area(snapshot, area);
    if outcome.ranked.ranking.rank(area).is_none() {
        let coverage = words.percent(Some(node.coverage));
        return words.fill(Msg::WhyUnscored, &[("name", &name), ("coverage", &coverage)]);
    }
    let rank = super::ranking::rank_text(outcome, area, words);
    let rank = words.fill_one(if outcome.set.is_all() { Msg::RankIs } else { Msg::RankIsBoth }, &rank);
    let strongest = node.children.iter().max_by(|a, b| a.contribution.total_cmp(&b.contribution));
    let driver =
        strongest.map(|child| words.fill_one(Msg::ProfileDriver, &need_name(case, &child.id, words)));
    words
        .fill(Msg::ProfileTitle, &[("name", &name), ("rank", &rank), ("driver", &driver.unwrap_or_default())])
}

fn facts(case: &Case, area: usize, words: Words) -> Vec<(String, String)> {
    let Case { snapshot, outcome, .. } = case;
    let ranked = &outcome.ranked;
    let of = |ranking: &crate::rank::Ranking| {
        ranking.rank(area).map_or_else(|| words.number(None, 0), |rank| rank_of(rank, ranking.len(), words))
    };
    let scores = &outcome.scored.scores;
    let mut facts = vec![(words.say(Msg::Code).to_owned(), crate::text::ltr(&snapshot.areas.code[area]))];
    let filtered = !outcome.set.is_all();
    let key = if filtered { Msg::RankInFilter } else { Msg::Rank };
    facts.push((words.say(key).to_owned(), of(&ranked.ranking)));
    if filtered {
        facts.push((words.say(Msg::RankOverall).to_owned(), of(&ranked.overall)));
    }
    facts.extend(local_rank(case, area, words));
    let mut add = |key: Msg, value: String| facts.push((words.say(key).to_owned(), value));
    add(Msg::ScoreLong, super::ranking::score_text(outcome, area, words));
    add(Msg::CoverageLong, words.percent(Some(scores.coverage[area])));
    if let Some(tier) = ranked.tiers.get(area).filter(|tier| **tier > 0) {
        let of = (usize::from(*tier), ranked.n_tiers);
        add(Msg::Tier, words.fill(Msg::RankOf, &[("rank", &words.int(of.0)), ("n", &words.int(of.1))]));
    }
    if ranked.ranking.rank(area).is_some() {
        add(
            Msg::FactList,
            words.say(if outcome.in_list(area) { Msg::FactIn } else { Msg::FactOut }).to_owned(),
        );
    }
    if let Some(people) = snapshot.population_column(outcome.period).and_then(|column| column.get(area)) {
        add(Msg::Population, words.people(people));
    }
    if let Some(text) = households(snapshot, (area, outcome.period), words) {
        add(Msg::FactHouseholds, text);
    }
    if let Some(kind) = snapshot.areas.kind[area] {
        add(Msg::Kind, words.label(&snapshot.kinds[usize::from(kind)].name));
    }
    if !snapshot.offices.is_empty() {
        add(
            Msg::Office,
            words.say(if snapshot.areas.office[area] { Msg::OfficeYes } else { Msg::OfficeNo }).to_owned(),
        );
    }
    facts
}

fn rank_of(rank: u32, n: usize, words: Words) -> String {
    words.fill(Msg::RankOf, &[("rank", &words.int(rank as usize)), ("n", &words.int(n))])
}

/// The rank among the areas of the same innermost division that count.
fn local_rank(case: &Case, area: usize, words: Words) -> Option<(String, String)> {
    let Case { snapshot, outcome, .. } = case;
    let (ranking, division) = (&outcome.ranked.ranking, &snapshot.areas.division);
    let (own, unit) = (ranking.rank(area)?, division[area]?);
    let ranks: Vec<u32> = ranking
        .order
        .iter()
        .filter(|at| division[**at as usize] == Some(unit))
        .filter_map(|at| ranking.rank(*at as usize))
        .collect();
    let before = ranks.iter().filter(|rank| **rank < own).count() as u32;
    let key = words.fill_one(Msg::FactLocalRank, &words.division(snapshot, unit));
    Some((key, rank_of(before + 1, ranks.len(), words)))
}

/// The number of households, where the data hold a count called `households`.
fn households(snapshot: &Snapshot, (area, period): (usize, usize), words: Words) -> Option<String> {
    let at = snapshot.indicator_idx("households")?;
    let (_, column) = snapshot.column_in_force(at, period)?;
    Some(words.value(&snapshot.indicators[at], Some(column.get(area)?)))
}

fn composition(case: &Case, node: &NodeValue, words: Words) -> bars::Model {
    let bar = |(child, series): (&NodeValue, usize)| bars::Bar {
        label: need_name(case, &child.id, words),
        segments: vec![bars::Segment { value: child.contribution.max(0.0), series }],
        total: words.score(child.value.map(|_| child.contribution)),
    };
    let bars = node.children.iter().zip(child_colours(&case.snapshot, node)).map(bar).collect();
    bars::Model { bars, full: None, selected: None, hovered: None }
}

fn child_colours(snapshot: &Snapshot, node: &NodeValue) -> Vec<usize> {
    colours(snapshot, node.children.iter().map(|child| child.id.as_str()))
}

fn composition_rows(case: &Case, node: &NodeValue, words: Words) -> Vec<(usize, String, String, String)> {
    node.children
        .iter()
        .zip(child_colours(&case.snapshot, node))
        .map(|(child, colour)| {
            let name = need_name(case, &child.id, words);
            let contribution = child.value.map(|_| child.contribution).filter(|_| node.value.is_some());
            (colour, name, words.score(child.value), words.score(contribution))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::score::MissingRule;
    use crate::testing::{case_of, small_snapshot};
    use crate::view::profile_scale;

    fn profile(area: usize) -> ProfileView {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        scenario.missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let case = case_of(&snapshot, &scenario);
        let scale = profile_scale(&snapshot, case.outcome.period);
        profile_view(&case, (area, &scale), Words::default())
    }

    #[test]
    fn the_rank_in_the_division_is_beside_the_rank_in_all() {
        let facts = profile(1).facts;
        let local = facts.iter().find(|(key, _)| key.contains("شهرستان شرقی")).unwrap();
        assert_eq!(local.1, "۲ از ۲");
        assert!(
            facts
                .iter()
                .any(|(key, value)| key == Words::default().say(Msg::Rank) && value.ends_with("از ۴"))
        );
    }

    #[test]
    fn harms_raise_and_capacities_lower() {
        let first = profile(0);
        assert!(first.harms[0].name.contains("نرخ بیکاری"), "{:?}", first.harms);
        assert!(first.harms.iter().all(|own| own.excess.contains('+')));
        let third = profile(2);
        assert!(third.capacities.iter().any(|own| own.is_capacity), "{:?}", third.capacities);
        assert!(third.capacities.iter().all(|own| own.excess.contains('−')));
    }

    #[test]
    fn the_head_says_what_the_profile_says() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        let case = case_of(&snapshot, &scenario);
        let scale = profile_scale(&snapshot, case.outcome.period);
        for area in 0..snapshot.n_areas() {
            let whole = profile_view(&case, (area, &scale), Words::default());
            let head = profile_head(&case, area, Words::default());
            assert_eq!((head.title, head.composition_rows), (whole.title, whole.composition_rows));
        }
    }

    #[test]
    fn one_steps_from_rank_to_rank() {
        // Ranks: 04, 01, 03, 02.
        assert_eq!(profile(3).neighbours, [None, Some(0)]);
        assert_eq!(profile(2).neighbours, [Some(0), Some(1)]);
        assert_eq!(profile(1).neighbours, [Some(2), None]);
    }
}
