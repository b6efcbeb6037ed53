//! Formulas as they are shown; the same in every language.

use crate::score::{Method, Normalisation, Percentile};
use crate::text::Msg;

use super::Words;

/// The formula of a scale: x the value (reversed where it lowers need), r its ascending rank among n.
pub fn scale_formula(scale: &Normalisation) -> &'static str {
    match scale {
        Normalisation::MinMax { .. } | Normalisation::DistanceToMax => "lo + (hi − lo)·(x − min)/(max − min)",
        Normalisation::ZScore { .. } => "(x − x̄)/s",
        Normalisation::Scaled { .. } => "(x − a)/b",
        Normalisation::Goalposts { .. } => "lo + (hi − lo)·(x − best)/(worst − best)",
        Normalisation::DistanceToTarget { .. } => "100·(x − t)/(max − t)",
        Normalisation::DistanceToReference { .. } => "100·(x − r)/(max − r)",
        Normalisation::FractionOfMax { .. } => "c·x/max",
        Normalisation::PercentileRank { definition: Percentile::Inclusive, .. } => "c·(r − 1)/(n − 1)",
        Normalisation::PercentileRank { definition: Percentile::Exclusive, .. } => "c·r/(n + 1)",
        Normalisation::PercentileRank { definition: Percentile::Share, .. } => "c·r/n",
        Normalisation::Rank => "r",
        Normalisation::Borda => "r − 1",
        Normalisation::IodExponential => "−23·ln(1 − R·(1 − e^(−100/23)))",
        Normalisation::Bands { .. } => "f(x)",
        Normalisation::AsIs => "x",
    }
}

/// What the symbols of a scale's formula stand for, with the numbers that the scenario sets; `None` where it has none but x.
pub(super) fn scale_symbols(scale: &Normalisation, words: Words) -> Option<String> {
    let number = |value: f64| words.exact(value, 0);
    let ends = |key, lo: f64, hi: f64| words.filled(key, &[("lo", number(lo)), ("hi", number(hi))]);
    Some(match scale {
        Normalisation::MinMax { lo, hi } => ends(Msg::SymbolsMinMax, *lo, *hi),
        Normalisation::DistanceToMax => ends(Msg::SymbolsMinMax, 0.0, 100.0),
        Normalisation::ZScore { .. } => words.say(Msg::SymbolsZScore).to_owned(),
        Normalisation::Scaled { minus, per } => {
            words.filled(Msg::SymbolsScaled, &[("a", number(*minus)), ("b", number(*per))])
        }
        Normalisation::Goalposts { lo, hi, .. } => ends(Msg::SymbolsGoalposts, *lo, *hi),
        Normalisation::DistanceToTarget { .. } => words.say(Msg::SymbolsTarget).to_owned(),
        Normalisation::DistanceToReference { .. } => words.say(Msg::SymbolsReference).to_owned(),
        Normalisation::FractionOfMax { to } => words.fill_one(Msg::SymbolsFraction, &number(*to)),
        Normalisation::PercentileRank { to, .. } => words.fill_one(Msg::SymbolsPercentile, &number(*to)),
        Normalisation::Rank | Normalisation::Borda => words.say(Msg::SymbolsRank).to_owned(),
        Normalisation::IodExponential => words.say(Msg::SymbolsIod).to_owned(),
        Normalisation::Bands { .. } => words.say(Msg::SymbolsBands).to_owned(),
        Normalisation::AsIs => return None,
    })
}

/// The formula of a method of combining: w the weights, x the values of what is there.
pub fn method_formula(method: Method) -> String {
    match method {
        Method::Arithmetic => "Σw·x / Σw".to_owned(),
        Method::Sum => "Σw·x".to_owned(),
        Method::Geometric => "exp(Σw·ln x / Σw)".to_owned(),
        Method::Harmonic => "Σw / Σ(w/x)".to_owned(),
        Method::Power(p) => format!("(Σw·x^p / Σw)^(1/p), p = {p}"),
        Method::Product => "Πx^w".to_owned(),
        Method::Min => "min x".to_owned(),
        Method::Max => "max x".to_owned(),
        Method::Median => "median x".to_owned(),
    }
}
