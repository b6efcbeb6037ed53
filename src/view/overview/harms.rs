//! The first harm of each division, in words.

use crate::case::Case;
use crate::insight::{self, DivisionHarm};
use crate::snapshot::Indicator;
use crate::text::Msg;
use crate::view::groups::key_name;
use crate::view::palette::domain_colour;
use crate::view::{Words, need_of};

/// The need that sets one division apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Harm {
    /// Its name: the indicator's, or the lack of what lowers need.
    pub name: String,
    /// Position of the indicator.
    pub indicator: usize,
    /// The colour of its domain.
    pub colour: Option<usize>,
    /// The indicator's value in the division against the one over all areas that count, with unit; empty where the
    /// period has none.
    pub values: String,
    /// Its mean contribution to the score, weighted by inhabitants, and by how much that exceeds the one over all areas.
    pub points: String,
    /// The excess itself, in points of the score.
    pub excess: f64,
}

/// What is known of the first harm of one division.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstHarm {
    /// Name of the division.
    pub division: String,
    /// Number of areas that count there.
    pub areas: usize,
    /// Whether any area of the division could be scored.
    pub scored: bool,
    /// The harm; `None` where none adds to the scores.
    pub harm: Option<Harm>,
}

/// The first harm of each division of a level, as [`insight::first_harms`] finds it; what lowers need is named as its lack.
pub fn first_harms(case: &Case, level: &str, words: Words) -> Vec<FirstHarm> {
    let telling = Telling { case, words };
    let one = |own: insight::FirstHarm| FirstHarm {
        division: key_name(&own.division, words),
        areas: own.areas,
        scored: own.scored,
        harm: own.harm.map(|harm| telling.harm(harm)),
    };
    insight::first_harms(case, level).into_iter().map(one).collect()
}

struct Telling<'a> {
    case: &'a Case,
    words: Words,
}

impl Telling<'_> {
    fn harm(&self, own: DivisionHarm) -> Harm {
        let indicator = &self.case.snapshot.indicators[own.indicator];
        Harm {
            name: need_of(indicator, self.words),
            indicator: own.indicator,
            colour: indicator.domain.as_deref().and_then(|id| domain_colour(&self.case.snapshot, id)),
            values: self.values(indicator, own).unwrap_or_default(),
            points: self.points(own.mean, own.excess),
            excess: own.excess,
        }
    }

    /// The value here and over all areas, by what the indicator measures.
    fn values(&self, indicator: &Indicator, own: DivisionHarm) -> Option<String> {
        let (here, all) = own.here.zip(own.all)?;
        let value = |value| self.words.value(indicator, Some(value));
        Some(self.words.filled(Msg::HarmValues, &[("here", value(here)), ("all", value(all))]))
    }

    fn points(&self, mean: f64, excess: f64) -> String {
        let number = |value: f64| self.words.score(Some(value));
        let written = number(excess.abs());
        let key = match excess {
            _ if written == number(0.0) => Msg::HarmPoints,
            _ if excess > 0.0 => Msg::HarmPointsMore,
            _ => Msg::HarmPointsLess,
        };
        self.words.filled(key, &[("points", number(mean)), ("excess", written)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::score::{IndexNode, MissingRule};
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of, small_snapshot};

    #[test]
    fn a_county_is_known_by_what_sets_it_apart() {
        let snapshot = small_snapshot();
        let index =
            IndexNode::group("need", vec![IndexNode::leaf("unemployment"), IndexNode::leaf("dropout")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        let harms = first_harms(&case_of(&snapshot, &scenario), "county", Words::default());
        let of = |name: &str| harms.iter().find(|own| own.division == name).unwrap();
        let named = |name: &str| of(name).harm.as_ref().map(|harm| harm.name.as_str());
        // Unemployment is 20 and 10 % in the first county, 5 % in the second, where dropout is highest.
        assert_eq!([named("شرقی"), named("غربی")], [Some("نرخ بیکاری"), Some("ترک تحصیل")]);
        assert_eq!(harms.iter().map(|own| own.areas).sum::<usize>(), 4, "areas outside any county too");
        // 110 jobless of 800 here, 160 of 1800 everywhere: the value stands against the one over all.
        let harm = of("شرقی").harm.clone().unwrap();
        assert!(harm.values.contains("۱۳٫۸٪") && harm.values.contains("۸٫۹٪"), "{harm:?}");
        assert!(harm.points.contains("امتیاز"), "{harm:?}");
        let excesses: Vec<f64> = harms.iter().filter_map(|own| Some(own.harm.as_ref()?.excess)).collect();
        assert!(excesses.windows(2).all(|pair| pair[0] >= pair[1]), "{excesses:?}");
    }

    #[test]
    fn what_lowers_need_is_a_harm_as_its_lack() {
        let source =
            SMALL.replace(r#""polarity": "lowers_need", "capacity": true"#, r#""polarity": "lowers_need""#);
        let snapshot = open(source.as_bytes(), &Limits::DEFAULT).unwrap();
        let index = IndexNode::group("need", vec![IndexNode::leaf("trust")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        let harms = first_harms(&case_of(&snapshot, &scenario), "county", Words::default());
        let named: Vec<&str> =
            harms.iter().filter_map(|own| Some(own.harm.as_ref()?.name.as_str())).collect();
        assert!(!named.is_empty() && named.iter().all(|name| *name == "کمبود اعتماد اجتماعی"), "{named:?}");
    }

    #[test]
    fn what_adds_nothing_is_no_harm_however_little_it_falls_short() {
        // In 03 unemployment is lowest and adds nothing, 8 points below the mean of all; dropout adds 7, 10 below.
        let values = r#""dropout": {"1402": [4, 2, 8, 6]}"#;
        let source = SMALL.replace(values, r#""dropout": {"1402": [9, 9, 3, 2]}"#);
        let snapshot = open(source.as_bytes(), &Limits::DEFAULT).unwrap();
        let index =
            IndexNode::group("need", vec![IndexNode::leaf("unemployment"), IndexNode::leaf("dropout")]);
        let missing = MissingRule::Renormalise { min_coverage: 0.0 };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        let harms = first_harms(&case_of(&snapshot, &scenario), "county", Words::default());
        let of = |name: &str| harms.iter().find(|own| own.division == name).unwrap();
        assert_eq!(of("غربی").harm.as_ref().map(|harm| harm.name.as_str()), Some("ترک تحصیل"));
        // The area outside any county has the least dropout and no other value: scored, with nothing that adds to it.
        let last = harms.last().unwrap();
        assert_eq!((harms.len(), last.scored, &last.harm), (3, true, &None));
    }
}
