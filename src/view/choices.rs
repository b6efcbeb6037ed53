//! The names of methodological choices, each with one sentence on when to take it.

use crate::rank::Tiers;
use crate::scenario::Within;
use crate::score::methods::{Basis, FlatMethod, Preference};
use crate::score::{Imputation, Method, Normalisation, NormaliseError, Percentile, Treatment};
use crate::text::Msg;
use crate::weight::Weighting;

/// The name of a method of combining.
pub fn method_name(method: Method) -> Msg {
    method_words(method).0
}

/// The name of a method of combining, and when to take it.
pub fn method_words(method: Method) -> (Msg, Msg) {
    match method {
        Method::Arithmetic => (Msg::MethodArithmetic, Msg::MethodArithmeticHint),
        Method::Sum => (Msg::MethodSum, Msg::MethodSumHint),
        Method::Geometric => (Msg::MethodGeometric, Msg::MethodGeometricHint),
        Method::Harmonic => (Msg::MethodHarmonic, Msg::MethodHarmonicHint),
        Method::Power(_) => (Msg::MethodPower, Msg::MethodPowerHint),
        Method::Product => (Msg::MethodProduct, Msg::MethodProductHint),
        Method::Min => (Msg::MethodMin, Msg::MethodMinHint),
        Method::Max => (Msg::MethodMax, Msg::MethodMaxHint),
        Method::Median => (Msg::MethodMedian, Msg::MethodMedianHint),
    }
}

/// The name of a scale.
pub fn scale_name(scale: &Normalisation) -> Msg {
    scale_words(scale).0
}

/// The name of a scale, and when to take it.
pub fn scale_words(scale: &Normalisation) -> (Msg, Msg) {
    match scale {
        Normalisation::MinMax { .. } => (Msg::ScaleMinMax, Msg::ScaleMinMaxHint),
        Normalisation::ZScore { .. } => (Msg::ScaleZScore, Msg::ScaleZScoreHint),
        Normalisation::Scaled { .. } => (Msg::ScaleScaled, Msg::ScaleScaledHint),
        Normalisation::Goalposts { .. } => (Msg::ScaleGoalposts, Msg::ScaleGoalpostsHint),
        Normalisation::DistanceToTarget { .. } => (Msg::ScaleTarget, Msg::ScaleTargetHint),
        Normalisation::DistanceToReference { .. } => (Msg::ScaleReference, Msg::ScaleReferenceHint),
        Normalisation::DistanceToMax => (Msg::ScaleToMax, Msg::ScaleToMaxHint),
        Normalisation::FractionOfMax { .. } => (Msg::ScaleFraction, Msg::ScaleFractionHint),
        Normalisation::PercentileRank { .. } => (Msg::ScalePercentile, Msg::ScalePercentileHint),
        Normalisation::Rank => (Msg::ScaleRank, Msg::ScaleRankHint),
        Normalisation::Borda => (Msg::ScaleBorda, Msg::ScaleBordaHint),
        Normalisation::IodExponential => (Msg::ScaleIod, Msg::ScaleIodHint),
        Normalisation::Bands { .. } => (Msg::ScaleBands, Msg::ScaleBandsHint),
        Normalisation::AsIs => (Msg::ScaleAsIs, Msg::ScaleAsIsHint),
    }
}

/// The name of a treatment of outliers, and when to take it.
pub fn treatment_words(treatment: &Treatment) -> (Msg, Msg) {
    match treatment {
        Treatment::None => (Msg::TreatNone, Msg::TreatNoneHint),
        Treatment::Winsorise { .. } => (Msg::TreatWinsorise, Msg::TreatWinsoriseHint),
        Treatment::Transform { .. } => (Msg::TreatTransform, Msg::TreatTransformHint),
        Treatment::Caps { .. } => (Msg::TreatCaps, Msg::TreatCapsHint),
    }
}

/// The name of a way to fill gaps, and when to take it.
pub fn imputation_words(imputation: &Imputation) -> (Msg, Msg) {
    match imputation {
        Imputation::None => (Msg::ImputeNone, Msg::ImputeNoneHint),
        Imputation::Mean => (Msg::ImputeMean, Msg::ImputeMeanHint),
        Imputation::Median => (Msg::ImputeMedian, Msg::ImputeMedianHint),
        Imputation::GroupMean { .. } => (Msg::ImputeGroupMean, Msg::ImputeGroupHint),
        Imputation::GroupMedian { .. } => (Msg::ImputeGroupMedian, Msg::ImputeGroupHint),
        Imputation::DomainMean => (Msg::ImputeDomain, Msg::ImputeDomainHint),
        Imputation::CarryForward { .. } => (Msg::ImputeCarry, Msg::ImputeCarryHint),
    }
}

/// Why an indicator takes no part in the score.
pub fn left_out_words(error: NormaliseError) -> Msg {
    match error {
        NormaliseError::Constant => Msg::LeftOutConstant,
        NormaliseError::NotPositive => Msg::LeftOutNotPositive,
        NormaliseError::NoAnchor => Msg::LeftOutNoAnchor,
        NormaliseError::NothingBeyond => Msg::LeftOutNothingBeyond,
        _ => Msg::LeftOutMissing,
    }
}

/// The name of a way to come to weights.
pub fn weighting_name(weighting: &Weighting) -> Msg {
    weighting_words(weighting).0
}

/// The name of a way to come to weights, and when to take it.
pub fn weighting_words(weighting: &Weighting) -> (Msg, Msg) {
    match weighting {
        Weighting::Equal => (Msg::WeightingEqual, Msg::WeightingEqualHint),
        Weighting::Ranks { .. } => (Msg::WeightingRanks, Msg::WeightingRanksHint),
        Weighting::Swing { .. } => (Msg::WeightingSwing, Msg::WeightingSwingHint),
        Weighting::Budget { .. } => (Msg::WeightingBudget, Msg::WeightingBudgetHint),
        Weighting::Ahp { .. } => (Msg::WeightingAhp, Msg::WeightingAhpHint),
        Weighting::Bwm { .. } => (Msg::WeightingBwm, Msg::WeightingBwmHint),
    }
}

/// The name of a flat method, and when to take it; without one the index itself scores.
pub fn flat_words(method: Option<&FlatMethod>) -> (Msg, Msg) {
    match method {
        None => (Msg::FlatNone, Msg::FlatNoneHint),
        Some(FlatMethod::Saw { .. }) => (Msg::FlatSaw, Msg::FlatSawHint),
        Some(FlatMethod::Wpm { .. }) => (Msg::FlatWpm, Msg::FlatWpmHint),
        Some(FlatMethod::Waspas { .. }) => (Msg::FlatWaspas, Msg::FlatWaspasHint),
        Some(FlatMethod::Topsis { .. }) => (Msg::FlatTopsis, Msg::FlatTopsisHint),
        Some(FlatMethod::Vikor { .. }) => (Msg::FlatVikor, Msg::FlatVikorHint),
        Some(FlatMethod::Promethee { .. }) => (Msg::FlatPromethee, Msg::FlatPrometheeHint),
        Some(FlatMethod::ElectreIii { .. }) => (Msg::FlatElectre, Msg::FlatElectreHint),
        Some(FlatMethod::Moora { .. }) => (Msg::FlatMoora, Msg::FlatMooraHint),
        Some(FlatMethod::Copras { .. }) => (Msg::FlatCopras, Msg::FlatCoprasHint),
        Some(FlatMethod::Taxonomy { .. }) => (Msg::FlatTaxonomy, Msg::FlatTaxonomyHint),
        Some(FlatMethod::Morris { .. }) => (Msg::FlatMorris, Msg::FlatMorrisHint),
        Some(FlatMethod::Copeland) => (Msg::FlatCopeland, Msg::FlatCopelandHint),
        Some(FlatMethod::Borda { .. }) => (Msg::FlatBorda, Msg::FlatBordaHint),
        Some(FlatMethod::CopelandOf { .. }) => (Msg::FlatCopelandOf, Msg::FlatCopelandOfHint),
    }
}

/// What a flat method works on, and when to take it.
pub fn basis_words(basis: Basis) -> (Msg, Msg) {
    match basis {
        Basis::Common => (Msg::BasisCommon, Msg::BasisCommonHint),
        Basis::Own => (Msg::BasisOwn, Msg::BasisOwnHint),
    }
}

/// How a difference becomes a preference, and when to take it.
pub fn preference_words(preference: Preference) -> (Msg, Msg) {
    match preference {
        Preference::Usual => (Msg::PreferUsual, Msg::PreferUsualHint),
        Preference::UShape { .. } => (Msg::PreferUShape, Msg::PreferUShapeHint),
        Preference::VShape { .. } => (Msg::PreferVShape, Msg::PreferVShapeHint),
        Preference::Level { .. } => (Msg::PreferLevel, Msg::PreferLevelHint),
        Preference::Linear { .. } => (Msg::PreferLinear, Msg::PreferLinearHint),
    }
}

/// How ranks are banded.
pub fn tier_name(tiers: &Tiers) -> Msg {
    tier_words(tiers).0
}

/// How ranks are banded, and when to take it.
pub fn tier_words(tiers: &Tiers) -> (Msg, Msg) {
    match tiers {
        Tiers::Quantile { .. } => (Msg::TiersQuantile, Msg::TiersQuantileHint),
        Tiers::Cuts { .. } => (Msg::TiersCuts, Msg::TiersCutsHint),
        Tiers::NaturalBreaks { .. } => (Msg::TiersNatural, Msg::TiersNaturalHint),
        Tiers::AreaShares { .. } => (Msg::TiersAreas, Msg::TiersAreasHint),
        Tiers::PopulationShares { .. } => (Msg::TiersPeople, Msg::TiersPeopleHint),
        Tiers::Rules {} => (Msg::TiersRules, Msg::TiersRulesHint),
    }
}

/// Which areas set the scale, and when to take them.
pub fn within_words(within: &Within) -> (Msg, Msg) {
    match within {
        Within::All => (Msg::WithinAll, Msg::WithinAllHint),
        Within::Filter => (Msg::WithinFilter, Msg::WithinFilterHint),
        Within::Group(_) => (Msg::WithinGroup, Msg::WithinGroupHint),
        Within::Base(_) => (Msg::WithinBase, Msg::WithinBaseHint),
    }
}

/// Which percentile, and when to take it.
pub fn percentile_words(definition: Percentile) -> (Msg, Msg) {
    match definition {
        Percentile::Inclusive => (Msg::PercentileInclusive, Msg::PercentileInclusiveHint),
        Percentile::Exclusive => (Msg::PercentileExclusive, Msg::PercentileExclusiveHint),
        Percentile::Share => (Msg::PercentileShare, Msg::PercentileShareHint),
    }
}
