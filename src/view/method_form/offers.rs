//! What each setting offers.

use super::Setting;
use super::value::{Value, flat_preference};
use crate::rank::Tiers;
use crate::scenario::{Scenario, Within};
use crate::score::methods::{Basis, FlatMethod, Preference};
use crate::score::{Imputation, Method, Normalisation, Percentile, Transform, Treatment};
use crate::snapshot::Snapshot;

/// The choices of a setting, the usual one first.
pub(super) fn offers(setting: Setting, snapshot: &Snapshot, scenario: &Scenario) -> Vec<Value> {
    match setting {
        Setting::Scale => scales().into_iter().map(Value::Scale).collect(),
        Setting::Combine | Setting::Inside => combining().into_iter().map(Value::Method).collect(),
        Setting::Impute => imputations(snapshot).into_iter().map(Value::Impute).collect(),
        Setting::Treat => treatments().into_iter().map(Value::Treat).collect(),
        Setting::Within => references(snapshot).into_iter().map(Value::Within).collect(),
        Setting::Percentile => {
            [Percentile::Inclusive, Percentile::Exclusive, Percentile::Share].map(Value::Percentile).to_vec()
        }
        Setting::Tiers => tiers(snapshot, scenario).into_iter().map(Value::Tiers).collect(),
        Setting::Flat => flat(),
        Setting::Basis => [Basis::Common, Basis::Own].map(Value::Basis).to_vec(),
        Setting::Preference => preferences(scenario).into_iter().map(Value::Preference).collect(),
        Setting::Weighted => [true, false].map(Value::Weighted).to_vec(),
    }
}

fn scales() -> Vec<Normalisation> {
    vec![
        Normalisation::MIN_MAX,
        Normalisation::MinMax { lo: 1.0, hi: 100.0 },
        Normalisation::PERCENTILE_RANK,
        Normalisation::Z_SCORE,
        Normalisation::Rank,
        Normalisation::IodExponential,
        Normalisation::AsIs,
    ]
}

fn combining() -> Vec<Method> {
    vec![
        Method::Arithmetic,
        Method::Geometric,
        Method::Harmonic,
        Method::Power(2.0),
        Method::Max,
        Method::Min,
        Method::Median,
    ]
}

fn imputations(snapshot: &Snapshot) -> Vec<Imputation> {
    let mut list = vec![Imputation::None, Imputation::Median, Imputation::Mean, Imputation::DomainMean];
    for level in &snapshot.divisions.levels {
        list.push(Imputation::GroupMedian { level: level.id.clone() });
        list.push(Imputation::GroupMean { level: level.id.clone() });
    }
    if snapshot.periods.len() > 1 {
        list.push(Imputation::CarryForward { max_periods: None });
    }
    list
}

fn treatments() -> Vec<Treatment> {
    let rule = Treatment::Winsorise { max_points: 5, skew: 2.0, kurtosis: 3.5, then: Transform::Log };
    let transform = |by| Treatment::Transform { by };
    vec![Treatment::None, rule, transform(Transform::Log), transform(Transform::BoxCox)]
}

fn references(snapshot: &Snapshot) -> Vec<Within> {
    let levels = snapshot.divisions.levels.iter().map(|level| Within::Group(level.id.clone()));
    let periods = snapshot.periods.iter().map(|period| Within::Base(period.id.clone()));
    let periods = periods.take(if snapshot.periods.len() > 1 { usize::MAX } else { 0 });
    [Within::All, Within::Filter].into_iter().chain(levels).chain(periods).collect()
}

/// Where the data and the scenario have what a kind of tiers needs.
fn tiers(snapshot: &Snapshot, scenario: &Scenario) -> Vec<Tiers> {
    let count = scenario.tiers.count().clamp(2, 9) as u8;
    let shares = || vec![0.1, 0.2, 0.3];
    let mut list = vec![
        Tiers::Quantile { count },
        Tiers::NaturalBreaks { count },
        Tiers::Cuts { bounds: vec![75.0, 50.0, 25.0] },
        Tiers::AreaShares { shares: shares() },
    ];
    if snapshot.population.is_some() {
        list.push(Tiers::PopulationShares { shares: shares() });
    }
    if !scenario.rules.is_empty() {
        list.push(Tiers::Rules {});
    }
    list
}

fn flat() -> Vec<Value> {
    let joined = || {
        let saw = FlatMethod::Saw { normalise: Basis::Common };
        let topsis = FlatMethod::Topsis { normalise: Basis::Common };
        vec![saw, topsis, FlatMethod::Vikor { v: 0.5, normalise: Basis::Common }]
    };
    let mut list = vec![None];
    list.extend(single_methods().into_iter().map(Some));
    list.push(Some(FlatMethod::Borda { of: joined() }));
    list.push(Some(FlatMethod::CopelandOf { of: joined() }));
    list.into_iter().map(Value::Flat).collect()
}

/// Every method that joins no others, with parameters that fit a scale from 0 to 100.
pub(super) fn single_methods() -> Vec<FlatMethod> {
    let normalise = Basis::Common;
    vec![
        FlatMethod::Saw { normalise },
        FlatMethod::Wpm { normalise },
        FlatMethod::Waspas { lambda: 0.5, normalise },
        FlatMethod::Topsis { normalise },
        FlatMethod::Vikor { v: 0.5, normalise },
        FlatMethod::Promethee { preference: Preference::Linear { q: 5.0, p: 20.0 } },
        FlatMethod::ElectreIii { q: 5.0, p: 20.0, v: None },
        FlatMethod::Moora { normalise: Basis::Own },
        FlatMethod::Copras { normalise: Basis::Own },
        FlatMethod::Taxonomy { weighted: true, normalise },
        FlatMethod::Morris { weighted: true, normalise },
        FlatMethod::Copeland,
    ]
}

/// The thresholds in force stay where a shape has them.
fn preferences(scenario: &Scenario) -> Vec<Preference> {
    let (mut q, mut p) = (5.0, 20.0);
    match flat_preference(scenario) {
        Some(Preference::UShape { q: own }) => q = own,
        Some(Preference::VShape { p: own }) => p = own,
        Some(Preference::Level { q: low, p: high } | Preference::Linear { q: low, p: high }) => {
            (q, p) = (low, high);
        }
        _ => {}
    }
    let p = if p > q { p } else { q + 15.0 };
    vec![
        Preference::Usual,
        Preference::UShape { q },
        Preference::VShape { p },
        Preference::Level { q, p },
        Preference::Linear { q, p },
    ]
}
