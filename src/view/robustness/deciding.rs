//! What decides: shares of the choices, and indicators left out one by one.

use crate::chart::{nice_ticks, shares};
use crate::sensitivity::{Estimate, Factor, FactorShare, LeftOut, Skipped};
use crate::sorting::Sorting;
use crate::text::{Language, Msg};

use super::super::Words;
use super::super::choices::{imputation_words, method_name, scale_name};
use super::Sure;

/// What moves the ranks, and by how much.
#[derive(Debug, Clone, PartialEq)]
pub struct Deciding {
    /// The finding.
    pub title: String,
    /// Shares of the choices; `None` where fewer than two of them vary.
    pub shares: Option<shares::Model>,
    /// A sentence for each choice.
    pub factors: Vec<String>,
    /// Mean shift of the ranks without each of the indicators that matter most.
    pub left_out: shares::Model,
    /// A sentence for each of them.
    pub indicators: Vec<String>,
    /// What could not be run, and why.
    pub skipped: Vec<String>,
}

/// Indicators named.
const NAMED: usize = 8;
/// Combinations named.
const SKIPPED: usize = 6;

/// What decides the ranks.
pub fn deciding(sure: Sure, words: Words) -> Deciding {
    let mut left_out: Vec<&LeftOut> =
        sure.found.left_out.iter().filter(|own| own.mean_shift.is_some()).collect();
    left_out.order_by(|a, b| b.mean_shift.unwrap_or(0.0).total_cmp(&a.mean_shift.unwrap_or(0.0)));
    left_out.truncate(NAMED);
    let mut factors: Vec<&FactorShare> = sure.found.shares.iter().flat_map(|own| &own.factors).collect();
    factors.retain(|own| own.total.is_some());
    factors.order_by(|a, b| value(b.total).total_cmp(&value(a.total)));
    let several = factors.len() > 1;
    Deciding {
        title: title(
            sure,
            (several.then(|| factors.first().copied()).flatten(), left_out.first().copied()),
            words,
        ),
        shares: several.then(|| share_model(&factors, words)),
        factors: factors.iter().filter(|_| several).map(|own| factor_sentence(own, words)).collect(),
        left_out: left_out_model(sure, &left_out, words),
        indicators: left_out.iter().map(|own| left_out_sentence(sure, own, words)).collect(),
        skipped: skipped(sure, words),
    }
}

fn value(estimate: Option<Estimate>) -> f64 {
    estimate.map_or(0.0, |own| own.value)
}

/// Estimates from few samples may lie outside of 0 to 1; as a share of a whole they are shown within.
fn share(estimate: Option<Estimate>, words: Words) -> String {
    words.percent(estimate.map(|own| own.value.clamp(0.0, 1.0)))
}

fn title(sure: Sure, (factor, left_out): (Option<&FactorShare>, Option<&LeftOut>), words: Words) -> String {
    if let Some(own) = factor {
        let name = words.say(factor_name(own.factor)).to_owned();
        return words.fill(Msg::SureDecides, &[("factor", &name), ("share", &share(own.total, words))]);
    }
    let Some(own) = left_out else { return words.say(Msg::SureDecidesNothing).to_owned() };
    let shift = words.number(own.mean_shift, 1);
    words.fill(
        Msg::SureDecidesIndicator,
        &[("indicator", &indicator(sure, &own.indicator, words)), ("shift", &shift)],
    )
}

fn factor_name(factor: Factor) -> Msg {
    match factor {
        Factor::Normalise => Msg::FactorScale,
        Factor::Impute => Msg::FactorGaps,
        Factor::Method => Msg::FactorMethod,
        Factor::LeftOut => Msg::FactorLeftOut,
        Factor::Weights => Msg::FactorWeights,
    }
}

fn factor_sentence(own: &FactorShare, words: Words) -> String {
    words.fill(
        Msg::SureFactor,
        &[
            ("factor", words.say(factor_name(own.factor))),
            ("first", &share(own.first, words)),
            ("total", &share(own.total, words)),
        ],
    )
}

fn share_model(factors: &[&FactorShare], words: Words) -> shares::Model {
    let mark = |estimate: Option<Estimate>| shares::Mark {
        value: estimate.map(|own| own.value),
        interval: estimate.map(|own| (own.value - 2.0 * own.error, own.value + 2.0 * own.error)),
        text: share(estimate, words),
    };
    let row = |own: &&FactorShare| shares::Share {
        label: words.say(factor_name(own.factor)).to_owned(),
        marks: vec![mark(own.first), mark(own.total)],
    };
    let rows: Vec<shares::Share> = factors.iter().map(row).collect();
    let (low, high) = shares::domain(&rows);
    shares::Model {
        domain: (low.min(0.0), high.max(1.0)),
        ticks: [0.0, 0.25, 0.5, 0.75, 1.0].map(|at| (at, words.percent(Some(at)))).into(),
        keys: vec![words.say(Msg::SureAlone).to_owned(), words.say(Msg::SureWithOthers).to_owned()],
        shares: rows,
        ..shares::Model::default()
    }
}

fn indicator(sure: Sure, id: &str, words: Words) -> String {
    let at = sure.case.snapshot.indicator_idx(id).and_then(|at| sure.case.snapshot.indicators.get(at));
    at.map_or_else(|| id.to_owned(), |own| words.label(&own.name))
}

fn left_out_model(sure: Sure, list: &[&LeftOut], words: Words) -> shares::Model {
    let row = |own: &&LeftOut| shares::Share {
        label: indicator(sure, &own.indicator, words),
        marks: vec![shares::Mark {
            value: own.mean_shift,
            interval: None,
            text: words.number(own.mean_shift, 1),
        }],
    };
    let rows: Vec<shares::Share> = list.iter().map(row).collect();
    let domain = shares::domain(&rows);
    let ticks = nice_ticks(domain.0, domain.1, 5).into_iter();
    let decimals = u8::from(domain.1 < 5.0);
    shares::Model {
        ticks: ticks.map(|tick| (tick, words.number(Some(tick), decimals))).collect(),
        domain,
        shares: rows,
        ..shares::Model::default()
    }
}

fn left_out_sentence(sure: Sure, own: &LeftOut, words: Words) -> String {
    words.fill(
        Msg::SureWithout,
        &[
            ("indicator", &indicator(sure, &own.indicator, words)),
            ("shift", &words.number(own.mean_shift, 1)),
            ("largest", &words.int(own.largest_shift as usize)),
            ("leave", &words.int(own.leave)),
        ],
    )
}

fn skipped(sure: Sure, words: Words) -> Vec<String> {
    let reason = |both: Option<&[String; 2]>| {
        both.map_or("", |[fa, en]| if words.language == Language::Fa { fa } else { en }).to_owned()
    };
    let combination = |(own, why): (&Skipped, Option<&[String; 2]>)| {
        let mut parts = vec![
            words.say(scale_name(&own.normalise)).to_owned(),
            words.say(imputation_words(&own.impute).0).to_owned(),
            words.say(method_name(own.method)).to_owned(),
        ];
        let without = own.left_out.as_ref().map(|id| indicator(sure, id, words));
        parts.extend(without.map(|name| words.fill_one(Msg::SureLeftOutName, &name)));
        words.fill(Msg::SureSkipped, &[("what", &parts.join(" + ")), ("why", &reason(why))])
    };
    let reasons = &sure.reasons;
    let both = sure.found.skipped.iter().enumerate().map(|(at, own)| (own, reasons.skipped.get(at)));
    let mut list: Vec<String> = both.take(SKIPPED).map(combination).collect();
    let rest = sure.found.skipped.len().saturating_sub(SKIPPED);
    if rest > 0 {
        list.push(words.fill_one(Msg::SureSkippedMore, &words.int(rest)));
    }
    let stuck = sure.found.left_out.iter().enumerate().filter(|(_, own)| own.mean_shift.is_none());
    list.extend(stuck.map(|(at, own)| {
        let name = words.fill_one(Msg::SureLeftOutName, &indicator(sure, &own.indicator, words));
        words.fill(Msg::SureSkipped, &[("what", &name), ("why", &reason(reasons.left_out.get(at)))])
    }));
    list
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Answered, with_choices};
    use super::*;
    use crate::scenario::Choices;

    #[test]
    fn shares_need_choices() {
        let plain = Answered::new(Choices::default());
        let own = deciding(plain.sure(), Words::default());
        assert!(own.shares.is_none() && own.factors.is_empty() && !own.indicators.is_empty());
        let varied = with_choices();
        let own = deciding(varied.sure(), Words::default());
        assert_eq!(own.factors.len(), own.shares.map_or(0, |model| model.shares.len()));
        assert!(own.left_out.shares.len() <= NAMED);
        assert!(!own.title.is_empty() && !own.title.contains('{'), "{}", own.title);
    }
}
