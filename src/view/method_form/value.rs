//! One value of a setting: read from a scenario, named, and put into it.

use super::Setting;
use crate::json;
use crate::rank::Tiers;
use crate::scenario::{Scenario, Within};
use crate::score::methods::{Basis, FlatMethod, Preference};
use crate::score::{Imputation, IndexNode, Method, Normalisation, Percentile, Transform, Treatment};
use crate::snapshot::Snapshot;
use crate::text::Msg;
use crate::view::Words;
use crate::view::choices;

/// What a setting can be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Scale(Normalisation),
    Method(Method),
    Impute(Imputation),
    Treat(Treatment),
    Within(Within),
    Percentile(Percentile),
    Tiers(Tiers),
    Flat(Option<FlatMethod>),
    Basis(Basis),
    Preference(Preference),
    Weighted(bool),
}

impl Value {
    /// What is in force; `None` where the setting means nothing now.
    pub(super) fn current(setting: Setting, scenario: &Scenario) -> Option<Self> {
        let flat = scenario.flat.as_ref();
        Some(match setting {
            Setting::Scale => Self::Scale(common_scale(scenario).clone()),
            Setting::Combine => Self::Method(scenario.index.method),
            Setting::Inside => {
                let groups = scenario.index.children.iter().find(|child| child.indicator.is_none());
                Self::Method(groups?.method)
            }
            Setting::Impute => Self::Impute(scenario.impute.clone()),
            Setting::Treat => Self::Treat(scenario.treat.clone()),
            Setting::Within => Self::Within(scenario.within.clone()),
            Setting::Percentile => match common_scale(scenario) {
                Normalisation::PercentileRank { definition, .. } => Self::Percentile(*definition),
                _ => return None,
            },
            Setting::Tiers => Self::Tiers(scenario.tiers.clone()),
            Setting::Flat => Self::Flat(flat.cloned()),
            Setting::Basis => Self::Basis(basis_of(flat?)?),
            Setting::Preference => Self::Preference(flat_preference(scenario)?),
            Setting::Weighted => match flat? {
                FlatMethod::Taxonomy { weighted, .. } | FlatMethod::Morris { weighted, .. } => {
                    Self::Weighted(*weighted)
                }
                _ => return None,
            },
        })
    }

    /// A name for the control and its tests: the kind, without parameters.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Scale(scale) => scale_key(scale),
            Self::Within(Within::Group(level)) => format!("group:{level}"),
            Self::Within(Within::Base(period)) => format!("base:{period}"),
            Self::Impute(how) => {
                let level = how.level().map(|level| format!(":{level}")).unwrap_or_default();
                format!("{}{level}", tag(how))
            }
            Self::Treat(Treatment::Transform { by: Transform::BoxCox }) => "box_cox".to_owned(),
            Self::Treat(treatment) => tag(treatment),
            Self::Method(method) => tag(method),
            Self::Within(within) => tag(within),
            Self::Percentile(definition) => tag(definition),
            Self::Tiers(tiers) => tag(tiers),
            Self::Flat(None) => "none".to_owned(),
            Self::Flat(Some(method)) => tag(method),
            Self::Basis(basis) => tag(basis),
            Self::Preference(preference) => tag(preference),
            Self::Weighted(true) => "weighted".to_owned(),
            Self::Weighted(false) => "alike".to_owned(),
        }
    }

    /// Its name, and when to take it.
    pub(super) fn words(&self, snapshot: &Snapshot, words: Words) -> (String, String) {
        let (name, hint) = match self {
            Self::Scale(Normalisation::MinMax { lo, hi }) => {
                let (from, to) = (words.number(Some(*lo), 0), words.number(Some(*hi), 0));
                let name = words.fill(Msg::ScaleMinMaxFrom, &[("lo", &from), ("hi", &to)]);
                let hint = if *lo > 0.0 { Msg::ScaleAboveZeroHint } else { Msg::ScaleMinMaxHint };
                return (name, words.say(hint).to_owned());
            }
            Self::Scale(scale) => choices::scale_words(scale),
            Self::Method(method) => choices::method_words(*method),
            Self::Impute(how) => choices::imputation_words(how),
            Self::Treat(Treatment::Transform { by: Transform::BoxCox }) => {
                (Msg::TreatBoxCox, Msg::TreatBoxCoxHint)
            }
            Self::Treat(Treatment::Transform { .. }) => (Msg::TreatLog, Msg::TreatTransformHint),
            Self::Treat(treatment) => choices::treatment_words(treatment),
            Self::Within(within) => choices::within_words(within),
            Self::Percentile(definition) => choices::percentile_words(*definition),
            Self::Tiers(tiers) => choices::tier_words(tiers),
            Self::Flat(method) => choices::flat_words(method.as_ref()),
            Self::Basis(basis) => choices::basis_words(*basis),
            Self::Preference(preference) => choices::preference_words(*preference),
            Self::Weighted(true) => (Msg::FlatWeighted, Msg::FlatWeightedHint),
            Self::Weighted(false) => (Msg::FlatAlike, Msg::FlatAlikeHint),
        };
        (words.fill_one(name, &self.place(snapshot, words)), words.say(hint).to_owned())
    }

    /// The division level or period that the value names.
    fn place(&self, snapshot: &Snapshot, words: Words) -> String {
        let level = |id: &str| {
            let tree = &snapshot.divisions;
            let level = tree.level_idx(id).and_then(|at| tree.levels.get(at));
            level.map(|level| words.label(&level.name))
        };
        let found = match self {
            Self::Impute(how) => how.level().and_then(level),
            Self::Within(Within::Group(id)) => level(id),
            Self::Within(Within::Base(id)) => {
                let period = snapshot.period_idx(id).and_then(|at| snapshot.periods.get(at));
                period.map(|period| words.label(&period.name))
            }
            _ => None,
        };
        found.unwrap_or_default()
    }

    /// Puts the value into force; what single leaves had of the same kind gives way.
    pub(super) fn put(self, setting: Setting, scenario: &mut Scenario) {
        match self {
            Self::Scale(scale) => {
                scenario.normalise = scale;
                each_leaf(&mut scenario.index, &|leaf| leaf.normalise = None);
                return;
            }
            Self::Method(method) if setting == Setting::Inside => {
                scenario.index.children.iter_mut().for_each(|child| combine_below(child, method));
            }
            Self::Method(method) => scenario.index.method = method,
            Self::Impute(how) => {
                scenario.impute = how;
                each_leaf(&mut scenario.index, &|leaf| leaf.impute = None);
            }
            Self::Treat(treatment) => {
                scenario.treat = treatment;
                each_leaf(&mut scenario.index, &|leaf| leaf.treat = None);
            }
            Self::Within(within) => scenario.within = within,
            Self::Percentile(wanted) => {
                each_scale(scenario, &|scale| {
                    if let Normalisation::PercentileRank { definition, .. } = scale {
                        *definition = wanted;
                    }
                });
            }
            Self::Tiers(tiers) => scenario.tiers = tiers,
            Self::Flat(method) => scenario.flat = method,
            Self::Basis(basis) => put_basis(scenario, basis),
            Self::Preference(wanted) => {
                if let Some(FlatMethod::Promethee { preference }) = &mut scenario.flat {
                    *preference = wanted;
                }
            }
            Self::Weighted(wanted) => {
                if let Some(FlatMethod::Taxonomy { weighted, .. } | FlatMethod::Morris { weighted, .. }) =
                    &mut scenario.flat
                {
                    *weighted = wanted;
                }
            }
        }
        if matches!(setting, Setting::Combine | Setting::Inside | Setting::Flat | Setting::Basis) {
            lift(scenario);
        }
    }
}

/// The name that a scenario file gives a variant.
fn tag(value: &impl serde::Serialize) -> String {
    // `"name"`, `{"name":…}` or `{"method":"name",…}`: what stands in quotation marks tells.
    let text = json::write(value);
    let mut quoted = text.split('"').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default();
    let own = if matches!(first, "method" | "shape") { quoted.next() } else { None };
    own.unwrap_or(first).to_owned()
}

fn scale_key(scale: &Normalisation) -> String {
    match scale {
        Normalisation::MinMax { lo, .. } if *lo > 0.0 => "min_max_1".to_owned(),
        _ => tag(scale),
    }
}

/// The scale that the first leaf uses: its own, or the scenario's.
pub(in crate::view) fn common_scale(scenario: &Scenario) -> &Normalisation {
    let leaves = scenario.index.leaves();
    leaves.first().and_then(|leaf| leaf.normalise.as_ref()).unwrap_or(&scenario.normalise)
}

/// PROMETHEE's preference, where that is the method.
pub(super) fn flat_preference(scenario: &Scenario) -> Option<Preference> {
    match scenario.flat.as_ref()? {
        FlatMethod::Promethee { preference } => Some(*preference),
        _ => None,
    }
}

fn basis_of(method: &FlatMethod) -> Option<Basis> {
    match method {
        FlatMethod::Promethee { .. }
        | FlatMethod::ElectreIii { .. }
        | FlatMethod::Copeland
        | FlatMethod::Borda { .. }
        | FlatMethod::CopelandOf { .. } => None,
        _ => Some(method.basis()),
    }
}

pub(super) fn put_basis(scenario: &mut Scenario, basis: Basis) {
    if let Some(
        FlatMethod::Saw { normalise }
        | FlatMethod::Wpm { normalise }
        | FlatMethod::Waspas { normalise, .. }
        | FlatMethod::Topsis { normalise }
        | FlatMethod::Vikor { normalise, .. }
        | FlatMethod::Moora { normalise }
        | FlatMethod::Copras { normalise }
        | FlatMethod::Taxonomy { normalise, .. }
        | FlatMethod::Morris { normalise, .. },
    ) = &mut scenario.flat
    {
        *normalise = basis;
    }
}

fn each_leaf(node: &mut IndexNode, change: &impl Fn(&mut IndexNode)) {
    if node.indicator.is_some() {
        change(node);
    }
    node.children.iter_mut().for_each(|child| each_leaf(child, change));
}

fn each_scale(scenario: &mut Scenario, change: &impl Fn(&mut Normalisation)) {
    change(&mut scenario.normalise);
    each_leaf(&mut scenario.index, &|leaf| {
        if let Some(scale) = &mut leaf.normalise {
            change(scale);
        }
    });
}

fn combine_below(node: &mut IndexNode, method: Method) {
    if node.indicator.is_none() {
        node.method = method;
    }
    node.children.iter_mut().for_each(|child| combine_below(child, method));
}

/// Whether a method of the index or the flat one needs values above zero.
pub(super) fn wants_above_zero(scenario: &Scenario) -> bool {
    fn strict(node: &IndexNode) -> bool {
        let own = match node.method {
            Method::Geometric | Method::Harmonic => true,
            Method::Power(exponent) => exponent < 0.0,
            _ => false,
        };
        (own && node.indicator.is_none()) || node.children.iter().any(strict)
    }
    fn flat(method: &FlatMethod) -> bool {
        match method {
            FlatMethod::Wpm { normalise } | FlatMethod::Waspas { normalise, .. } => {
                *normalise == Basis::Common
            }
            FlatMethod::Borda { of } | FlatMethod::CopelandOf { of } => of.iter().any(flat),
            _ => false,
        }
    }
    strict(&scenario.index) || scenario.flat.as_ref().is_some_and(flat)
}

fn is_above_zero(scale: &Normalisation) -> bool {
    match scale {
        Normalisation::MinMax { lo, .. } | Normalisation::Goalposts { lo, truncate: true, .. } => *lo > 0.0,
        Normalisation::PercentileRank { definition, zeros_apart, .. } => {
            *definition != Percentile::Inclusive && !zeros_apart
        }
        Normalisation::Rank | Normalisation::IodExponential => true,
        Normalisation::Bands { points, .. } => points.iter().all(|points| *points > 0.0),
        _ => false,
    }
}

/// Brings scales that reach zero to 1…100 where the methods in force need it; the others stay.
pub(super) fn lift(scenario: &mut Scenario) {
    if wants_above_zero(scenario) {
        above_zero(scenario);
    }
}

/// Brings scales that reach zero to 1…100.
pub(super) fn above_zero(scenario: &mut Scenario) {
    if !is_above_zero(&scenario.normalise) {
        scenario.normalise = Normalisation::MinMax { lo: 1.0, hi: 100.0 };
    }
    each_leaf(&mut scenario.index, &|leaf| {
        if leaf.normalise.as_ref().is_some_and(|scale| !is_above_zero(scale)) {
            leaf.normalise = None;
        }
    });
}
