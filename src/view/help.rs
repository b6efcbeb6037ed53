//! Help in context: what a chart or a choice of method is, how to read it, its formula and where it comes from.

use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;
use super::formulas::{method_formula, scale_formula};
use super::method_form::{Setting, choose, setting_view};

/// Something that help is given on.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub title: Msg,
    /// What it is.
    pub what: Msg,
    /// How to read it.
    pub read: Msg,
    /// Where it comes from, if not from here.
    pub source: Option<Msg>,
    /// The setting whose choices are listed.
    setting: Option<Setting>,
}

const fn topic(title: Msg, what: Msg, read: Msg) -> Topic {
    Topic { title, what, read, source: None, setting: None }
}

impl Topic {
    const fn on(self, setting: Setting) -> Self {
        Self { setting: Some(setting), ..self }
    }

    const fn sourced(self) -> Self {
        Self { source: Some(Msg::HelpSureSource), ..self }
    }
}

/// The list by rank.
pub static RANKING: Topic = topic(Msg::HelpRanking, Msg::HelpRankingWhat, Msg::HelpRankingRead);
/// Weights.
pub static WEIGHTS: Topic = topic(Msg::Weights, Msg::HelpWeightsWhat, Msg::HelpWeightsRead);
/// Where the list ends.
pub static CUT: Topic = topic(Msg::Cut, Msg::HelpCutWhat, Msg::HelpCutRead);
/// Least coverage.
pub static COVERAGE: Topic = topic(Msg::MissingRule, Msg::HelpCoverageWhat, Msg::HelpCoverageRead);
/// The classes of the map.
pub static MAP: Topic = topic(Msg::HelpMap, Msg::HelpMapWhat, Msg::HelpMapRead);
/// Spread inside groups.
pub static SPREAD: Topic = topic(Msg::HelpSpread, Msg::HelpSpreadWhat, Msg::HelpSpreadRead);
/// Two groupings crossed.
pub static PIVOT: Topic = topic(Msg::GroupsTabPivot, Msg::HelpPivotWhat, Msg::HelpPivotRead);
/// Inequality.
pub static SHARING: Topic = topic(Msg::GroupsTabSharing, Msg::HelpSharingWhat, Msg::HelpSharingRead);
/// Groups by indicators.
pub static HEAT: Topic = topic(Msg::GroupsTabHeat, Msg::HelpHeatWhat, Msg::HelpHeatRead);
/// Every indicator of one area.
pub static SPINE: Topic = topic(Msg::PlaceProfile, Msg::HelpSpineWhat, Msg::HelpSpineRead);
/// Ranks of one area over the periods.
pub static COURSE: Topic = topic(Msg::CourseTitle, Msg::HelpCourseWhat, Msg::HelpCourseRead);
/// Areas alike.
pub static SIMILAR: Topic = topic(Msg::HelpSimilar, Msg::HelpSimilarWhat, Msg::HelpSimilarRead);
/// What is there and what is missing.
pub static AVAILABILITY: Topic =
    topic(Msg::HelpAvailability, Msg::HelpAvailabilityWhat, Msg::HelpAvailabilityRead);
/// Outlying areas.
pub static OUTLIERS: Topic = topic(Msg::HelpOutliers, Msg::HelpOutliersWhat, Msg::HelpOutliersRead);
/// Figures of two periods.
pub static FIGURES: Topic = topic(Msg::HelpFigures, Msg::HelpFiguresWhat, Msg::HelpFiguresRead);
/// Ranks under two scenarios.
pub static SLOPE: Topic = topic(Msg::HelpSlope, Msg::HelpSlopeWhat, Msg::HelpSlopeRead);
/// Sureness as a whole.
pub static SURE: Topic = topic(Msg::HelpSure, Msg::SureHint, Msg::HelpSureRead).sourced();
/// Bands of ranks.
pub static BANDS: Topic = topic(Msg::HelpBands, Msg::HelpBandsWhat, Msg::SureBandsKey).sourced();
/// The edge of the list.
pub static ACCEPTANCE: Topic =
    topic(Msg::HelpAcceptance, Msg::HelpAcceptanceWhat, Msg::SureAcceptanceKey).sourced();
/// What moves the ranks.
pub static DECIDING: Topic = topic(Msg::HelpDeciding, Msg::HelpDecidingWhat, Msg::HelpDecidingRead).sourced();

static SCALE: Topic =
    topic(Msg::Normalisation, Msg::HelpScaleWhat, Msg::HelpScaleRead).on(Setting::Scale).sourced();
static COMBINE: Topic =
    topic(Msg::CombineDomains, Msg::HelpCombineWhat, Msg::HelpCombineRead).on(Setting::Combine).sourced();
static INSIDE: Topic =
    topic(Msg::CombineInside, Msg::HelpCombineWhat, Msg::HelpCombineRead).on(Setting::Inside).sourced();
static FLAT: Topic = topic(Msg::FlatLabel, Msg::HelpFlatWhat, Msg::HelpFlatRead).on(Setting::Flat);
static IMPUTE: Topic = topic(Msg::ImputeLabel, Msg::HelpImputeWhat, Msg::HelpImputeRead).on(Setting::Impute);
static TREAT: Topic = topic(Msg::TreatLabel, Msg::HelpTreatWhat, Msg::HelpTreatRead).on(Setting::Treat);
static TIERS: Topic = topic(Msg::TiersKind, Msg::HelpTiersWhat, Msg::HelpTiersRead).on(Setting::Tiers);

/// Help on a setting; none on those that belong to another.
pub fn setting_topic(setting: Setting) -> Option<&'static Topic> {
    Some(match setting {
        Setting::Scale => &SCALE,
        Setting::Combine => &COMBINE,
        Setting::Inside => &INSIDE,
        Setting::Flat => &FLAT,
        Setting::Impute => &IMPUTE,
        Setting::Treat => &TREAT,
        Setting::Tiers => &TIERS,
        Setting::Within | Setting::Percentile | Setting::Basis | Setting::Preference | Setting::Weighted => {
            return None;
        }
    })
}

/// One choice of a setting.
#[derive(Debug, Clone, PartialEq)]
pub struct HelpChoice {
    /// Its name.
    pub name: String,
    /// When to take it.
    pub hint: String,
    /// Its formula; empty where it has none.
    pub formula: String,
    /// Whether it is in force.
    pub chosen: bool,
}

/// What the setting of a topic offers, each with its sentence and its formula.
pub fn help_choices(
    topic: &Topic,
    snapshot: &Snapshot,
    scenario: &Scenario,
    words: Words,
) -> Vec<HelpChoice> {
    let Some(setting) = topic.setting else { return Vec::new() };
    let now = setting_view(setting, snapshot, scenario, words);
    let choice = |(key, name): (String, String)| {
        let mut tried = scenario.clone();
        choose(setting, &key, snapshot, &mut tried);
        let formula = match setting {
            Setting::Scale => scale_formula(&tried.normalise).to_owned(),
            Setting::Combine => method_formula(tried.index.method),
            Setting::Inside => {
                let group = tried.index.children.iter().find(|child| child.indicator.is_none());
                group.map(|group| method_formula(group.method)).unwrap_or_default()
            }
            _ => String::new(),
        };
        let hint = setting_view(setting, snapshot, &tried, words).hint;
        HelpChoice { chosen: key == now.chosen, name, hint, formula }
    };
    now.offers.into_iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;
    use crate::text::Language;

    #[test]
    fn every_choice_of_a_setting_has_its_own_sentence() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        for language in [Language::Fa, Language::En] {
            let words = Words { language };
            let scales = help_choices(&SCALE, &snapshot, &scenario, words);
            assert!(scales.len() > 3);
            assert_eq!(scales.iter().filter(|choice| choice.chosen).count(), 1);
            assert!(scales.iter().all(|choice| !choice.hint.is_empty() && !choice.formula.is_empty()));
            let means = help_choices(&COMBINE, &snapshot, &scenario, words);
            let geometric = means.iter().find(|choice| choice.formula.contains("ln")).unwrap();
            assert!(!geometric.chosen && geometric.hint != means[0].hint);
        }
    }

    #[test]
    fn what_is_no_setting_offers_no_choices() {
        let snapshot = small_snapshot();
        let scenario = Scenario::equal_weights(&snapshot);
        assert_eq!(help_choices(&MAP, &snapshot, &scenario, Words::default()), []);
        assert_eq!(setting_topic(Setting::Basis), None);
    }
}
