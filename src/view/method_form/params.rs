//! The numbers that belong to a choice: exponent, thresholds, bounds of tiers.

use super::Setting;
use crate::rank::Tiers;
use crate::scenario::Scenario;
use crate::score::methods::{FlatMethod, Preference};
use crate::score::{IndexNode, Method};
use crate::text::{Msg, NumberError, parse_number};
use crate::view::Words;

/// One number, or list of numbers, to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// A name for [`set_param`].
    pub key: &'static str,
    /// What it is.
    pub label: String,
    /// The number as shown; empty where none is set.
    pub shown: String,
}

/// The numbers of the choice in force; none for most.
pub fn params(setting: Setting, scenario: &Scenario, words: Words) -> Vec<Param> {
    let param = |key, label: Msg, shown: String| Param { key, label: words.say(label).to_owned(), shown };
    let number = |key, label, value: f64| param(key, label, plain(value, words));
    match setting {
        Setting::Combine => exponent(scenario.index.method)
            .map(|value| vec![number("exponent", Msg::ParamExponent, value)])
            .unwrap_or_default(),
        Setting::Inside => {
            let group = scenario.index.children.iter().find(|child| child.indicator.is_none());
            let value = group.and_then(|group| exponent(group.method));
            value.map(|value| vec![number("exponent", Msg::ParamExponent, value)]).unwrap_or_default()
        }
        Setting::Tiers => match &scenario.tiers {
            Tiers::Cuts { bounds } => vec![param("bounds", Msg::ParamBounds, list(bounds, words))],
            Tiers::AreaShares { shares } | Tiers::PopulationShares { shares } => {
                // Hundredfold in decimals, not in bits: 7 per cent are 0.07, and not 7.000000000000001.
                let percents = shares.iter().map(|share| words.exact_share(*share).replace(['٪', '%'], ""));
                vec![param("shares", Msg::ParamShares, joined(&percents.collect::<Vec<_>>(), words))]
            }
            _ => Vec::new(),
        },
        Setting::Flat => match scenario.flat.as_ref() {
            Some(FlatMethod::Waspas { lambda, .. }) => vec![number("lambda", Msg::ParamLambda, *lambda)],
            Some(FlatMethod::Vikor { v, .. }) => vec![number("v", Msg::ParamV, *v)],
            Some(FlatMethod::ElectreIii { q, p, v }) => {
                let veto = v.map(|v| plain(v, words)).unwrap_or_default();
                let (q, p) = (number("q", Msg::ParamQ, *q), number("p", Msg::ParamP, *p));
                vec![q, p, param("veto", Msg::ParamVeto, veto)]
            }
            _ => Vec::new(),
        },
        Setting::Preference => {
            let (q, p) = thresholds(scenario);
            let q = q.map(|q| number("q", Msg::ParamQ, q));
            q.into_iter().chain(p.map(|p| number("p", Msg::ParamP, p))).collect()
        }
        _ => Vec::new(),
    }
}

/// Takes a number, or a list of them, as typed in any digits. A number out of its range is taken, and reported like any other
/// problem of the scenario.
///
/// # Errors
/// Text that is no number changes nothing, and is given back with the reason.
pub fn set_param(
    setting: Setting,
    key: &str,
    text: &str,
    scenario: &mut Scenario,
) -> Result<(), NumberError> {
    if setting == Setting::Tiers {
        return set_tiers(key, text, scenario);
    }
    if (setting, key) == (Setting::Flat, "veto") && text.trim().is_empty() {
        if let Some(FlatMethod::ElectreIii { v, .. }) = &mut scenario.flat {
            *v = None;
        }
        return Ok(());
    }
    let value = parse_number(text)?;
    match (setting, &mut scenario.flat) {
        (Setting::Combine, _) => scenario.index.method = Method::Power(value),
        (Setting::Inside, _) => {
            scenario.index.children.iter_mut().for_each(|child| set_exponent(child, value));
        }
        (Setting::Flat, Some(FlatMethod::Waspas { lambda, .. })) => *lambda = value,
        (Setting::Flat, Some(FlatMethod::Vikor { v, .. })) => *v = value,
        (Setting::Flat, Some(FlatMethod::ElectreIii { q, p, v })) => match key {
            "q" => *q = value,
            "p" => *p = value,
            _ => *v = Some(value),
        },
        (Setting::Preference, Some(FlatMethod::Promethee { preference })) => match (key, preference) {
            ("q", Preference::UShape { q } | Preference::Level { q, .. } | Preference::Linear { q, .. })
            | (
                "p",
                Preference::VShape { p: q }
                | Preference::Level { p: q, .. }
                | Preference::Linear { p: q, .. },
            ) => *q = value,
            _ => {}
        },
        _ => {}
    }
    super::value::lift(scenario);
    Ok(())
}

fn set_tiers(key: &str, text: &str, scenario: &mut Scenario) -> Result<(), NumberError> {
    let separators = |c: char| c.is_whitespace() || [';', '؛', '،'].contains(&c);
    // A comma parts entries only where it does not stand inside a number.
    let spaced = text.replace(", ", " ");
    let numbers: Result<Vec<f64>, _> =
        spaced.split(separators).filter(|part| !part.is_empty()).map(parse_number).collect();
    let numbers = numbers?;
    if numbers.is_empty() {
        return Err(NumberError::Empty);
    }
    match (&mut scenario.tiers, key) {
        (Tiers::Cuts { bounds }, "bounds") => *bounds = numbers,
        (Tiers::AreaShares { shares } | Tiers::PopulationShares { shares }, "shares") => {
            *shares = numbers.iter().map(|percent| percent / 100.0).collect();
        }
        _ => {}
    }
    Ok(())
}

fn exponent(method: Method) -> Option<f64> {
    match method {
        Method::Power(exponent) => Some(exponent),
        _ => None,
    }
}

fn set_exponent(node: &mut IndexNode, value: f64) {
    if exponent(node.method).is_some() {
        node.method = Method::Power(value);
    }
    node.children.iter_mut().for_each(|child| set_exponent(child, value));
}

/// The q and p of PROMETHEE's preference, where its shape has them.
fn thresholds(scenario: &Scenario) -> (Option<f64>, Option<f64>) {
    match super::value::flat_preference(scenario) {
        Some(Preference::UShape { q }) => (Some(q), None),
        Some(Preference::VShape { p }) => (None, Some(p)),
        Some(Preference::Level { q, p } | Preference::Linear { q, p }) => (Some(q), Some(p)),
        _ => (None, None),
    }
}

/// A number with as many decimals as it needs.
fn plain(value: f64, words: Words) -> String {
    words.exact(value, 0)
}

fn list(values: &[f64], words: Words) -> String {
    joined(&values.iter().map(|value| plain(*value, words)).collect::<Vec<_>>(), words)
}

fn joined(parts: &[String], words: Words) -> String {
    parts.join(if words.language == crate::text::Language::Fa { "؛ " } else { "; " })
}
