//! The numbers of a scenario: each in its range.

use super::problem::Problem;
use crate::rank::{Cut, Tiers};
use crate::scenario::Scenario;
use crate::score::{IndexNode, MOST_DECIMALS, Method, MissingRule, Normalisation, Treatment};

/// Notes every number out of its range, with its place in the file.
pub(super) fn check_numbers(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let mut checking = Checking { problems };
    checking.missing("missing", scenario.missing);
    checking.scale("normalise", &scenario.normalise);
    checking.treatment("treat", &scenario.treat);
    checking.node("index", &scenario.index);
    if let Cut::PopulationShare(share) = scenario.cut {
        checking.number("cut.population_share", share, ("0 to 1", (0.0..=1.0).contains(&share)));
    }
    checking.tiers(&scenario.tiers);
    if let Some(Err(error)) = scenario.flat.as_ref().map(|method| method.check()) {
        problems.push(Problem::Flat { error: error.into(), indicator: None });
    }
}

struct Checking<'a> {
    problems: &'a mut Vec<Problem>,
}

impl Checking<'_> {
    fn number(&mut self, what: impl Into<String>, found: f64, (expected, fine): (&'static str, bool)) {
        if !fine || !found.is_finite() {
            self.problems.push(Problem::OutOfRange { what: what.into(), found, expected });
        }
    }

    fn missing(&mut self, path: &str, rule: MissingRule) {
        let (name, share) = match rule {
            MissingRule::Renormalise { min_coverage } => ("min_coverage", min_coverage),
            MissingRule::Indicators { min_share } => ("min_share", min_share),
            MissingRule::Propagate => return,
        };
        self.number(format!("{path}.{name}"), share, ("0 to 1", (0.0..=1.0).contains(&share)));
    }

    fn tiers(&mut self, tiers: &Tiers) {
        match tiers {
            Tiers::Quantile { count } => {
                self.number("tiers.count", f64::from(*count), ("2 to 20", (2..=20).contains(count)));
            }
            Tiers::Rules {} => {}
            Tiers::NaturalBreaks { count } => {
                self.number("tiers.count", f64::from(*count), ("2 to 9", (2..=9).contains(count)));
            }
            Tiers::AreaShares { shares } | Tiers::PopulationShares { shares } => {
                let sum: f64 = shares.iter().sum();
                let fine =
                    sum < 1.0 && (1..=19).contains(&shares.len()) && shares.iter().all(|share| *share > 0.0);
                self.number("tiers.shares", sum, ("1 to 19 shares above 0, together below 1", fine));
            }
            Tiers::Cuts { bounds } => {
                let falling =
                    bounds.windows(2).all(|pair| pair[0] > pair[1]) && (1..=19).contains(&bounds.len());
                self.number("tiers.bounds", bounds.len() as f64, ("1 to 19 descending bounds", falling));
            }
        }
    }

    fn node(&mut self, path: &str, node: &IndexNode) {
        let path = match node.indicator.as_ref().or(node.id.as_ref()) {
            Some(name) => format!("{path}/{name}"),
            None => path.to_owned(),
        };
        if let Some(scale) = &node.normalise {
            self.scale(&format!("{path}.normalise"), scale);
        }
        if let Some(treatment) = &node.treat {
            self.treatment(&format!("{path}.treat"), treatment);
        }
        if let Some(rule) = node.missing {
            self.missing(&format!("{path}.missing"), rule);
        }
        for (name, decimals) in [("round", node.round), ("round_scale", node.round_scale)] {
            if let Some(decimals) = decimals {
                let fine = decimals <= MOST_DECIMALS;
                self.number(format!("{path}.{name}"), f64::from(decimals), ("0 to 9", fine));
            }
        }
        if let Some(below) = &node.denominate {
            self.number(format!("{path}.denominate.per"), below.per, ("a number above 0", below.per > 0.0));
        }
        if let Method::Power(exponent) = node.method {
            self.number(format!("{path}.method.power"), exponent, ("a number other than 0", exponent != 0.0));
        }
        if let (Some(floor), Some(cap)) = (node.floor, node.cap) {
            self.number(
                format!("{path}.cap"),
                cap,
                ("a number above `floor`", cap > floor && floor.is_finite()),
            );
        }
        node.children.iter().for_each(|child| self.node(&path, child));
    }

    fn scale(&mut self, path: &str, scale: &Normalisation) {
        let of = |name: &str| format!("{path}.{name}");
        match scale {
            Normalisation::MinMax { lo, hi } => {
                self.number(of("hi"), *hi, ("a number above `lo`", hi > lo && lo.is_finite()));
            }
            Normalisation::ZScore { mean, sd } => {
                self.number(of("sd"), *sd, ("a number above 0", *sd > 0.0 && mean.is_finite()));
            }
            Normalisation::Scaled { minus, per } => {
                self.number(of("per"), *per, ("a number above 0", *per > 0.0 && minus.is_finite()));
            }
            Normalisation::Goalposts { best, worst, lo, hi, .. } => {
                self.number(
                    of("worst"),
                    *worst,
                    ("a number other than `best`", worst != best && best.is_finite()),
                );
                self.number(of("hi"), *hi, ("a number above `lo`", hi > lo && lo.is_finite()));
            }
            Normalisation::FractionOfMax { to } | Normalisation::PercentileRank { to, .. } => {
                self.number(of("to"), *to, ("a number above 0", *to > 0.0))
            }
            Normalisation::Bands { bounds, points } => {
                let rising =
                    bounds.windows(2).all(|pair| pair[0] < pair[1]) && bounds.iter().all(|x| x.is_finite());
                self.number(
                    of("bounds"),
                    bounds.len() as f64,
                    ("ascending bounds", rising && !bounds.is_empty()),
                );
                let fine = points.len() == bounds.len() + 1 && points.iter().all(|x| x.is_finite());
                self.number(of("points"), points.len() as f64, ("one number more than bounds", fine));
            }
            _ => {}
        }
    }

    fn treatment(&mut self, path: &str, treatment: &Treatment) {
        match treatment {
            Treatment::Winsorise { skew, kurtosis, .. } => {
                self.number(format!("{path}.skew"), *skew, ("a number not below 0", *skew >= 0.0));
                self.number(format!("{path}.kurtosis"), *kurtosis, ("a number", true));
            }
            Treatment::Caps { low, high } => {
                let fine =
                    low.zip(*high).is_none_or(|(low, high)| low < high) && (low.is_some() || high.is_some());
                let shown = high.or(*low).unwrap_or_default();
                self.number(
                    format!("{path}.high"),
                    shown,
                    ("a bound, above `low` where both are given", fine),
                );
            }
            Treatment::None | Treatment::Transform { .. } => {}
        }
    }
}
