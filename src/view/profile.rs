//! One area: identity, score, every indicator against the others.

use crate::aggregate::quantile;
use crate::chart::{bars, trend};
use crate::pipeline::Outcome;
use crate::snapshot::{Indicator, Polarity, Snapshot};
use crate::text::Msg;

use super::Words;
use super::palette::{colour_of, node_name};
use super::why::{WhyView, collect_leaves, position, why_view};

/// One indicator of the area.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorLine {
    /// Position of the indicator.
    pub indicator: usize,
    /// Name.
    pub name: String,
    /// Name of its domain.
    pub domain: String,
    /// Value with unit.
    pub value: String,
    /// Standard error and period remarks, where they apply.
    pub remark: String,
    /// Median of all areas with unit.
    pub median: String,
    /// Where the area stands, 0 best off to 1 worst off; `None` without a value or for context.
    pub position: Option<f64>,
    /// The position in words.
    pub position_text: String,
    /// What it adds to the score.
    pub contribution: String,
    /// Values over the periods; empty where there is only one.
    pub trend: Option<trend::Model>,
}

/// The whole profile.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileView {
    /// The finding.
    pub title: String,
    /// Name.
    pub name: String,
    /// Label and value of each fact.
    pub facts: Vec<(String, String)>,
    /// Why it has its rank.
    pub why: WhyView,
    /// Contributions of the domains.
    pub composition: bars::Model,
    /// The same as rows: colour, name, value on the scale, contribution.
    pub composition_rows: Vec<(usize, String, String, String)>,
    /// Indicators that tell of harm or need.
    pub harms: Vec<IndicatorLine>,
    /// Indicators that tell of capacities.
    pub capacities: Vec<IndicatorLine>,
    /// Context columns.
    pub context: Vec<IndicatorLine>,
}

/// The profile of an area.
pub fn profile_view(snapshot: &Snapshot, outcome: &Outcome, area: usize, words: Words) -> ProfileView {
    let node = outcome.explain(area);
    let mut leaves = Vec::new();
    collect_leaves(&node, &mut leaves);
    let contribution = |indicator: &Indicator| {
        let own = leaves.iter().find(|leaf| leaf.id == indicator.id).filter(|_| node.value.is_some());
        words.number(own.and_then(|leaf| leaf.value.map(|_| leaf.contribution)), 1)
    };
    let mut profile = ProfileView {
        title: title(snapshot, outcome, (area, &node), words),
        name: words.area(snapshot, area),
        facts: facts(snapshot, outcome, area, words),
        why: why_view(snapshot, outcome, area, words),
        composition: composition(snapshot, &node, words),
        composition_rows: composition_rows(snapshot, &node, words),
        harms: Vec::new(),
        capacities: Vec::new(),
        context: Vec::new(),
    };
    for (at, indicator) in snapshot.indicators.iter().enumerate() {
        let mut line = indicator_line(snapshot, outcome, (area, at), words);
        line.contribution = contribution(indicator);
        let list = match indicator.polarity {
            Polarity::Context => &mut profile.context,
            _ if indicator.capacity => &mut profile.capacities,
            _ => &mut profile.harms,
        };
        list.push(line);
    }
    profile
}

fn title(
    snapshot: &Snapshot,
    outcome: &Outcome,
    (area, node): (usize, &crate::score::NodeValue),
    words: Words,
) -> String {
    let name = words.area(snapshot, area);
    let ranking = &outcome.ranked.ranking;
    let Some(rank) = ranking.rank(area) else {
        let coverage = words.percent(Some(node.coverage));
        return words.fill(Msg::WhyUnscored, &[("name", &name), ("coverage", &coverage)]);
    };
    let rank =
        words.fill(Msg::RankOf, &[("rank", &words.int(rank as usize)), ("n", &words.int(ranking.len()))]);
    let rank = format!("{} {rank}", words.say(Msg::Rank));
    let strongest = node.children.iter().max_by(|a, b| a.contribution.total_cmp(&b.contribution));
    let driver =
        strongest.map(|child| words.fill_one(Msg::ProfileDriver, &node_name(snapshot, &child.id, words)));
    words
        .fill(Msg::ProfileTitle, &[("name", &name), ("rank", &rank), ("driver", &driver.unwrap_or_default())])
}

fn facts(snapshot: &Snapshot, outcome: &Outcome, area: usize, words: Words) -> Vec<(String, String)> {
    let ranked = &outcome.ranked;
    let of = |ranking: &crate::rank::Ranking| {
        ranking.rank(area).map_or_else(
            || words.number(None, 0),
            |rank| {
                words.fill(
                    Msg::RankOf,
                    &[("rank", &words.int(rank as usize)), ("n", &words.int(ranking.len()))],
                )
            },
        )
    };
    let scores = &outcome.scored.scores;
    let mut facts = vec![
        (Msg::Code, crate::text::ltr(&snapshot.areas.code[area])),
        (Msg::Rank, of(&ranked.ranking)),
        (Msg::ScoreLong, super::ranking::score_text(outcome, area, words)),
        (Msg::CoverageLong, words.percent(Some(scores.coverage[area]))),
    ];
    if !outcome.set.is_all() {
        facts.insert(2, (Msg::RankOverall, of(&ranked.overall)));
    }
    if let Some(tier) = ranked.tiers.get(area).filter(|tier| **tier > 0) {
        facts.push((Msg::Tier, words.int(usize::from(*tier))));
    }
    if let Some(people) = snapshot.population_column(outcome.period).and_then(|column| column.get(area)) {
        facts.push((Msg::Population, words.people(people)));
    }
    if let Some(kind) = snapshot.areas.kind[area] {
        facts.push((Msg::Kind, words.label(&snapshot.kinds[usize::from(kind)].name)));
    }
    if !snapshot.offices.is_empty() {
        facts.push((Msg::Office, office(snapshot, area, words)));
    }
    facts.into_iter().map(|(key, value)| (words.say(key).to_owned(), value)).collect()
}

fn office(snapshot: &Snapshot, area: usize, words: Words) -> String {
    let code = &snapshot.areas.code[area];
    let own = snapshot.offices.iter().filter(|office| office.areas.contains(code));
    let names: Vec<String> = own.map(|office| words.label(&office.name)).collect();
    if names.is_empty() { words.say(Msg::OfficeNo).to_owned() } else { words.list(&names) }
}

fn composition(snapshot: &Snapshot, node: &crate::score::NodeValue, words: Words) -> bars::Model {
    let bar = |child: &crate::score::NodeValue| bars::Bar {
        label: node_name(snapshot, &child.id, words),
        segments: vec![bars::Segment {
            value: child.contribution.max(0.0),
            series: colour_of(snapshot, &child.id),
        }],
        total: words.score(child.value.map(|_| child.contribution)),
    };
    bars::Model { bars: node.children.iter().map(bar).collect(), full: None, selected: None, hovered: None }
}

fn composition_rows(
    snapshot: &Snapshot,
    node: &crate::score::NodeValue,
    words: Words,
) -> Vec<(usize, String, String, String)> {
    node.children
        .iter()
        .map(|child| {
            let name = node_name(snapshot, &child.id, words);
            let contribution = child.value.map(|_| child.contribution).filter(|_| node.value.is_some());
            (colour_of(snapshot, &child.id), name, words.score(child.value), words.score(contribution))
        })
        .collect()
}

fn indicator_line(
    snapshot: &Snapshot,
    outcome: &Outcome,
    (area, at): (usize, usize),
    words: Words,
) -> IndicatorLine {
    let indicator = &snapshot.indicators[at];
    let in_force = snapshot.column_in_force(at, outcome.period);
    let value = in_force.and_then(|(_, column)| column.get(area));
    let mut sorted: Vec<f64> = in_force.map(|(_, column)| column.present().collect()).unwrap_or_default();
    sorted.sort_unstable_by(f64::total_cmp);
    let scored = indicator.polarity != Polarity::Context;
    let worse_than = in_force.zip(value).filter(|_| scored).map(|((_, column), value)| {
        let (worse, better) = position(column.raw(), value, indicator.polarity);
        (worse, (1.0 + worse - better) / 2.0)
    });
    IndicatorLine {
        indicator: at,
        name: words.label(&indicator.name),
        domain: indicator.domain.as_deref().map(|id| node_name(snapshot, id, words)).unwrap_or_default(),
        value: words.value(indicator, value),
        remark: remark(snapshot, outcome, (area, at), words),
        median: words.value(indicator, quantile(&sorted, 0.5)),
        position: worse_than.map(|(_, place)| place),
        position_text: worse_than.map_or_else(String::new, |(worse, _)| {
            words.fill_one(Msg::WorseThan, &words.percent(Some(worse)))
        }),
        contribution: String::new(),
        trend: trend_model(snapshot, (area, at), words),
    }
}

fn remark(snapshot: &Snapshot, outcome: &Outcome, (area, at): (usize, usize), words: Words) -> String {
    let Some((period, _)) = snapshot.column_in_force(at, outcome.period) else { return String::new() };
    let error = snapshot.standard_error(at, period).and_then(|column| column.get(area));
    let error = error.map(|error| {
        words.fill_one(Msg::StandardError, &words.number(Some(error), snapshot.indicators[at].decimals))
    });
    let older = (period != outcome.period)
        .then(|| words.fill_one(Msg::PeriodOther, &words.label(&snapshot.periods[period].name)));
    let parts: Vec<String> = [error, older].into_iter().flatten().collect();
    words.list(&parts)
}

/// The area's values over the periods that have any, when there are at least two.
fn trend_model(snapshot: &Snapshot, (area, at): (usize, usize), words: Words) -> Option<trend::Model> {
    let value = |period| snapshot.column(at, period).and_then(|column| column.get(area));
    let values: Vec<Option<f64>> = (0..snapshot.periods.len()).map(value).collect();
    let present: Vec<f64> = values.iter().copied().flatten().collect();
    if present.len() < 2 {
        return None;
    }
    let (min, max) =
        present.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), x| (lo.min(*x), hi.max(*x)));
    let spare = if max > min { 0.0 } else { max.abs().max(1.0) * 0.1 };
    let text = |value: Option<&f64>| words.number(value.copied(), snapshot.indicators[at].decimals);
    Some(trend::Model {
        periods: snapshot.periods.iter().map(|period| words.label(&period.name)).collect(),
        lines: vec![trend::Line {
            start_label: text(present.first()),
            end_label: text(present.last()),
            values,
            series: 0,
            is_main: true,
        }],
        domain: (min - spare, max + spare),
        ticks: Vec::new(),
        hovered: None,
    })
}
