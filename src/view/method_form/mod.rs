//! The method of a scenario as controls: what can be chosen, what is chosen, and what choosing does.
//!
//! A setting that the present choices leave without meaning (the kind of percentile under min–max) offers nothing.

mod mend;
mod offers;
mod params;
mod value;

use crate::scenario::Scenario;
use crate::score::Normalisation;
use crate::score::methods::FlatMethod;
use crate::snapshot::Snapshot;

pub use mend::{Mend, mends};
pub use params::{Param, params, set_param};
use value::Value;
pub(super) use value::common_scale;

use super::Words;

/// One choice of method that a control shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The common scale of all indicators.
    Scale,
    /// How the top groups combine.
    Combine,
    /// How gaps are filled.
    Impute,
    /// How outliers are treated.
    Treat,
    /// How indicators combine inside the groups.
    Inside,
    /// Which areas set the scale.
    Within,
    /// Which percentile, under percentile ranks.
    Percentile,
    /// How ranks are banded.
    Tiers,
    /// The flat method, where one scores in place of the index.
    Flat,
    /// Which values a flat method works on.
    Basis,
    /// PROMETHEE's preference.
    Preference,
    /// Whether taxonomy and Morris use the weights.
    Weighted,
}

/// A setting as its control shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SettingView {
    /// Key of the choice in force.
    pub chosen: String,
    /// When to take it, in one sentence.
    pub hint: String,
    /// Key and name of every choice; empty where the setting means nothing now.
    pub offers: Vec<(String, String)>,
}

/// What a setting offers, and what is chosen. A choice that only a file can make stands last while it is in force.
pub fn setting_view(setting: Setting, snapshot: &Snapshot, scenario: &Scenario, words: Words) -> SettingView {
    let Some(current) = Value::current(setting, scenario) else { return SettingView::default() };
    let chosen = current.key();
    let mut values = offers::offers(setting, snapshot, scenario);
    if !values.iter().any(|value| value.key() == chosen) {
        values.push(current.clone());
    }
    let hint = current.words(snapshot, words).1;
    let offers = values.iter().map(|value| (value.key(), value.words(snapshot, words).0)).collect();
    SettingView { chosen, hint, offers }
}

/// Takes a choice by its key. What is in force already stays as it is, with its parameters; a method that needs values
/// above zero brings the scale along, so that both are one change.
pub fn choose(setting: Setting, key: &str, snapshot: &Snapshot, scenario: &mut Scenario) {
    if Value::current(setting, scenario).is_some_and(|current| current.key() == key) {
        return;
    }
    let found = offers::offers(setting, snapshot, scenario).into_iter().find(|value| value.key() == key);
    if let Some(value) = found {
        value.put(setting, scenario);
    }
}

/// Whether the method in force needs values above zero and stands on a scale from 1 to 100 for it.
pub fn is_lifted(scenario: &Scenario) -> bool {
    let from_one = matches!(common_scale(scenario), Normalisation::MinMax { lo, .. } if *lo > 0.0);
    from_one && value::wants_above_zero(scenario)
}

/// The methods that a Borda or Copeland of methods may join: key, name, and whether it does.
/// Empty under any other method.
pub fn members(scenario: &Scenario, words: Words) -> Vec<(String, String, bool)> {
    let Some(FlatMethod::Borda { of } | FlatMethod::CopelandOf { of }) = &scenario.flat else {
        return Vec::new();
    };
    let key = |method: &FlatMethod| Value::Flat(Some(method.clone())).key();
    let joined: Vec<String> = of.iter().map(key).collect();
    let entry = |method: FlatMethod| {
        let own = key(&method);
        let name = words.say(super::choices::flat_words(Some(&method)).0).to_owned();
        (own.clone(), name, joined.contains(&own))
    };
    offers::single_methods().into_iter().map(entry).collect()
}

/// Joins a method to a Borda or Copeland of methods, or takes it out; the last one stays.
pub fn toggle_member(key: &str, scenario: &mut Scenario) {
    let named = |method: &FlatMethod| Value::Flat(Some(method.clone())).key() == key;
    let Some(FlatMethod::Borda { of } | FlatMethod::CopelandOf { of }) = &mut scenario.flat else { return };
    match of.iter().position(named) {
        Some(at) if of.len() > 1 => drop(of.remove(at)),
        Some(_) => {}
        None => of.extend(offers::single_methods().into_iter().find(named)),
    }
    value::lift(scenario);
}

#[cfg(test)]
mod tests;
