//! What a map can show: beyond score, domains and indicators what comes of the ranking.

use crate::case::Case;
use crate::pipeline::Outcome;
use crate::sensitivity::Setting;
use crate::snapshot::{Polarity, Snapshot};
use crate::text::Msg;
use crate::view::ranking::score_decimals;
use crate::view::{
    MeasureChoice, Sure, Words, chance_text, measure_choices, measure_label, measure_text, measure_values,
};

/// One thing that a map can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapMeasure {
    /// The score, a domain or an indicator.
    Of(MeasureChoice),
    /// The tier, 1 = neediest.
    Tier,
    /// Places won since the period before; positive is nearer to the first priority.
    RankChange,
    /// Chance of being in the list, 0 to 1.
    Certainty,
    /// Share of the index that rests on data, 0 to 1.
    Coverage,
}

/// What the shades of a map mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shading {
    /// High values are deep.
    High,
    /// Low values are deep: there the need is greater.
    Low,
    /// Two hues away from 0.
    Change,
}

/// What a map is made from.
#[derive(Debug, Clone, Copy)]
pub struct MapSource<'a> {
    /// The run.
    pub case: &'a Case,
    /// The same scenario in the period before; `None` where there is none, or it cannot be run there.
    pub earlier: Option<&'a Outcome>,
    /// How sure the list is and the setting looked at; `None` until it has been computed.
    pub sure: Option<(Sure<'a>, Setting)>,
    /// The reader's language.
    pub words: Words,
}

/// Position of the period before the one in use; `None` for the first.
fn period_before(outcome: &Outcome) -> Option<usize> {
    outcome.period.checked_sub(1)
}

/// All measures under their headings: what comes of the ranking, domains, indicators.
pub fn map_measures(case: &Case) -> Vec<(Msg, Vec<MapMeasure>)> {
    let outcome = &*case.outcome;
    let mut results = vec![MapMeasure::Of(MeasureChoice::Score), MapMeasure::Tier];
    results.extend(period_before(outcome).map(|_| MapMeasure::RankChange));
    results.extend([MapMeasure::Certainty, MapMeasure::Coverage]);
    let others = measure_choices(case).into_iter().skip(1);
    let (domains, indicators) =
        others.map(MapMeasure::Of).partition(|one| matches!(one, MapMeasure::Of(MeasureChoice::Domain(_))));
    let groups =
        [(Msg::MapOfResult, results), (Msg::MapOfDomains, domains), (Msg::MapOfIndicators, indicators)];
    groups.into_iter().filter(|(_, list): &(Msg, Vec<MapMeasure>)| !list.is_empty()).collect()
}

impl Default for MapMeasure {
    fn default() -> Self {
        Self::Of(MeasureChoice::Score)
    }
}

impl MapMeasure {
    /// A key for the choice.
    pub fn key(&self, snapshot: &Snapshot) -> String {
        match self {
            Self::Of(choice) => choice.key(snapshot),
            Self::Tier => "tier".to_owned(),
            Self::RankChange => "change".to_owned(),
            Self::Certainty => "certainty".to_owned(),
            Self::Coverage => "coverage".to_owned(),
        }
    }

    /// The choice with a key; the score when the snapshot has no such thing.
    pub fn from_key(snapshot: &Snapshot, key: &str) -> Self {
        match key {
            "tier" => Self::Tier,
            "change" => Self::RankChange,
            "certainty" => Self::Certainty,
            "coverage" => Self::Coverage,
            _ => Self::Of(MeasureChoice::from_key(snapshot, key)),
        }
    }

    /// Whether a snapshot has it.
    pub fn fits(&self, snapshot: &Snapshot) -> bool {
        !matches!(self, Self::Of(MeasureChoice::Indicator(at)) if *at >= snapshot.indicators.len())
    }

    /// The choice in words.
    pub fn label(&self, case: &Case, words: Words) -> String {
        match self {
            Self::Of(choice) => measure_label(case, choice, words),
            Self::Tier => words.say(Msg::MapTier).to_owned(),
            Self::RankChange => words.say(Msg::MapChange).to_owned(),
            Self::Certainty => words.say(Msg::SureInList).to_owned(),
            Self::Coverage => words.say(Msg::CoverageLong).to_owned(),
        }
    }

    /// What the measure is counted in and what deep shades say, in words.
    pub fn note(&self, source: MapSource) -> String {
        let (snapshot, words) = (&source.case.snapshot, source.words);
        let (what, deep) = match self {
            Self::Of(MeasureChoice::Indicator(at)) => {
                let indicator = &snapshot.indicators[*at];
                let unit = words.fill_one(Msg::MapUnit, &words.label(&indicator.unit));
                let (way, deep) = match indicator.polarity {
                    Polarity::RaisesNeed => (Msg::PolarityRaises, Msg::MapDeepNeed),
                    Polarity::LowersNeed => (Msg::PolarityLowers, Msg::MapDeepLow),
                    Polarity::Context => (Msg::PolarityContext, Msg::MapDeepMore),
                };
                (words.list(&[unit, words.say(way).to_owned()]), deep)
            }
            Self::Of(_) | Self::Tier => (String::new(), Msg::MapDeepNeed),
            Self::Coverage => (String::new(), Msg::MapDeepMore),
            Self::RankChange => {
                let before = period_before(&source.case.outcome).and_then(|at| snapshot.periods.get(at));
                let name = before.map(|period| words.label(&period.name)).unwrap_or_default();
                (words.fill_one(Msg::MapAgainst, &name), Msg::MapDeepChange)
            }
            Self::Certainty => {
                let setting = source.sure.map(|(sure, setting)| sure.setting_name(setting, words));
                (setting.unwrap_or_default(), Msg::MapDeepMore)
            }
        };
        let parts = [what, words.say(deep).to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// What deep shades stand for.
    pub fn shading(&self, snapshot: &Snapshot) -> Shading {
        match self {
            Self::Of(MeasureChoice::Indicator(at))
                if snapshot.indicators[*at].polarity == Polarity::LowersNeed =>
            {
                Shading::Low
            }
            Self::Tier => Shading::Low,
            Self::RankChange => Shading::Change,
            _ => Shading::High,
        }
    }

    /// A value in words, with its unit; a dash where it is missing.
    pub fn text(&self, source: MapSource, value: Option<f64>) -> String {
        let words = source.words;
        let Some(value) = value.filter(|value| !value.is_nan()) else { return words.number(None, 0) };
        match self {
            Self::Of(MeasureChoice::Score) if !source.case.outcome.is_additive() => {
                words.number(Some(value), score_decimals(&source.case.outcome))
            }
            Self::Of(choice) => measure_text(&source.case.snapshot, choice, Some(value), words),
            Self::Tier => words.fill_one(Msg::TierN, &words.int(value as usize)),
            Self::RankChange => change_text((value, value), words),
            Self::Certainty => chance_text(value, words),
            Self::Coverage => words.exact_percent(Some(value)),
        }
    }

    /// A class in words, both ends included for whole numbers.
    pub fn class_text(&self, source: MapSource, (from, to): (f64, f64)) -> String {
        let words = source.words;
        match self {
            Self::Tier => self.text(source, Some(to)),
            Self::RankChange => change_text((from.ceil(), to.floor()), words),
            _ => {
                let (from, to) = (self.text(source, Some(from)), self.text(source, Some(to)));
                // Two ends that read alike would say nothing.
                if from == to { from } else { words.fill(Msg::ClassRange, &[("from", &from), ("to", &to)]) }
            }
        }
    }

    /// The value of every area, `NaN` where missing; `None` where it has to be computed first or cannot be.
    pub fn values(&self, source: MapSource) -> Option<Vec<f64>> {
        let (outcome, n_areas) = (&source.case.outcome, source.case.snapshot.n_areas());
        let of = |value: &dyn Fn(usize) -> Option<f64>| {
            (0..n_areas).map(|at| value(at).unwrap_or(f64::NAN)).collect::<Vec<f64>>()
        };
        Some(match self {
            Self::Of(choice) => measure_values(source.case, choice),
            Self::Tier => of(&|at| {
                let tier = outcome.tier(at)?;
                Some(f64::from(tier))
            }),
            Self::RankChange => {
                let (before, now) = (&source.earlier?.ranked.ranking, &outcome.ranked.ranking);
                of(&|at| Some(f64::from(before.rank(at)?) - f64::from(now.rank(at)?)))
            }
            Self::Certainty => {
                let (sure, setting) = source.sure?;
                of(&|at| sure.chance(setting, at).map(|chance| chance.in_top))
            }
            Self::Coverage => of(&|at| outcome.scored.scores.coverage.get(at).copied()),
        })
    }

    /// How many times larger a number is as one types it: per cent are typed for shares.
    pub fn typed_scale(&self) -> f64 {
        if matches!(self, Self::Certainty | Self::Coverage) { 100.0 } else { 1.0 }
    }
}

/// Places won or lost, from one number to another of the same sign.
fn change_text((from, to): (f64, f64), words: Words) -> String {
    let (near, far) = (from.abs().min(to.abs()), from.abs().max(to.abs()));
    let whole = |value: f64| words.int(value as usize);
    let places = if near == far {
        whole(far)
    } else {
        words.fill(Msg::ClassRange, &[("from", &whole(near)), ("to", &whole(far))])
    };
    match (from, to) {
        (from, to) if from > 0.0 || (from == 0.0 && to > 0.0) => words.fill_one(Msg::MapUp, &places),
        (from, to) if to < 0.0 || (to == 0.0 && from < 0.0) => words.fill_one(Msg::MapDown, &places),
        (from, to) if from == to => words.say(Msg::MapSame).to_owned(),
        _ => words.fill(
            Msg::ClassRange,
            &[("from", &words.number(Some(from), 0)), ("to", &words.number(Some(to), 0))],
        ),
    }
}
