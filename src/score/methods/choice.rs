//! The choice of a flat method as a scenario writes it.

use serde::{Deserialize, Serialize};

use crate::snapshot::wire::nothing_more;

/// Which values a method works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The scenario's common scale, as it stands: all indicators raise need there.
    #[default]
    Common,
    /// The treated values in their own units, under the method's classical normalisation and the indicators' directions.
    ///
    /// An indicator that is the same everywhere takes no part here either, as on the common scale: its weight is shared
    /// among the others. With it SAW, WPM, TOPSIS, VIKOR and MOORA give the same order. COPRAS and WASPAS, which put
    /// two sums, or a sum and a product, together, may give another as published: there it shifts the balance of the two.
    Own,
}

/// A flat method: all indicators at once, without the groups of the index.
///
/// The weights are the shares of the indicators in the whole index. `normalise` chooses between the common scale and the
/// method's classical normalisation of the treated values.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum FlatMethod {
    /// Simple additive weighting `Σ w·x`; own normalisation `x/max`, `min/x`.
    Saw {
        /// Values it works on.
        #[serde(default)]
        normalise: Basis,
    },
    /// Weighted product `Π x^w`, for values above 0; own normalisation `x/max`, `min/x`.
    Wpm {
        /// Values it works on.
        #[serde(default)]
        normalise: Basis,
    },
    /// `λ·Σ w·x + (1 − λ)·Π x^w`, for values above 0; own normalisation `x/max`, `min/x`.
    Waspas {
        /// λ: part of the sum, 0 to 1.
        #[serde(default = "half")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
        lambda: f64,
        /// Values it works on.
        #[serde(default)]
        normalise: Basis,
    },
    /// Nearness to the neediest values and distance from the least needy; own normalisation `x/√Σx²`.
    Topsis {
        /// Values it works on.
        #[serde(default)]
        normalise: Basis,
    },
    /// Compromise between the regret of the whole and the greatest single regret.
    Vikor {
        /// v: part of the regret of the whole, 0 to 1.
        #[serde(default = "half")]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
        v: f64,
        /// Values it works on; the method scales them by their range in either case.
        #[serde(default)]
        normalise: Basis,
    },
    /// Preference flows between all pairs, on the common scale; the score is the net flow.
    Promethee {
        /// How a difference becomes a preference.
        #[serde(default)]
        preference: Preference,
    },
    /// Outranking with indifference, preference and veto, on the common scale, at most 3,000 areas.
    ElectreIii {
        /// q: greatest difference that does not count, at least 0.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0)))]
        q: f64,
        /// p: difference from which on a preference is full, at least q.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0)))]
        p: f64,
        /// v: difference from which on one indicator forbids to be outranked, above p; absent: no veto.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        v: Option<f64>,
    },
    /// Ratio system `Σ w·r` over what raises need less `Σ w·r` over what lowers it; own normalisation `x/√Σx²`.
    Moora {
        /// Values it works on; on the common scale this is the weighted sum.
        #[serde(default)]
        normalise: Basis,
    },
    /// Complex proportional assessment, in per cent of the neediest; own normalisation `x/Σx`.
    Copras {
        /// Values it works on; on the common scale this is the weighted sum in per cent of the greatest.
        #[serde(default)]
        normalise: Basis,
    },
    /// Numerical taxonomy: distance from the most developed state, by its usual bound.
    Taxonomy {
        /// Whether squared distances carry the weights; `false`: all columns alike, as the method was published.
        #[serde(default = "yes")]
        weighted: bool,
        /// Values it works on; the method standardises them in either case.
        #[serde(default)]
        normalise: Basis,
    },
    /// Morris: mean of `100·(x − min)/(max − min)`.
    Morris {
        /// Whether the mean carries the weights; `false`: all columns alike, as the method was published.
        #[serde(default = "yes")]
        weighted: bool,
        /// Values it works on; the method scales them by their range in either case.
        #[serde(default)]
        normalise: Basis,
    },
    /// Copeland over the indicators: areas beaten less areas beaten by, on the common scale, at most 3,000 areas.
    #[serde(deserialize_with = "nothing_more")]
    Copeland,
    /// Borda count over several methods.
    Borda {
        /// The methods; none of them Borda or Copeland of methods.
        of: Vec<FlatMethod>,
    },
    /// Copeland over several methods, each with one voice; at most 3,000 areas.
    CopelandOf {
        /// The methods; none of them Borda or Copeland of methods.
        of: Vec<FlatMethod>,
    },
}

/// How the difference `d` of two areas on the common scale becomes a preference between 0 and 1
/// (Brans and Vincke 1985, types I to V). Thresholds are in units of the common scale.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "shape", rename_all = "snake_case", deny_unknown_fields)]
pub enum Preference {
    /// 1 as soon as d > 0.
    #[default]
    #[serde(deserialize_with = "nothing_more")]
    Usual,
    /// 1 as soon as d > q.
    UShape {
        /// Greatest difference that does not count, at least 0.
        q: f64,
    },
    /// d / p up to p, then 1.
    VShape {
        /// Difference from which on the preference is full, above 0.
        p: f64,
    },
    /// ½ as soon as d > q, 1 as soon as d > p.
    Level {
        /// Greatest difference that does not count, at least 0.
        q: f64,
        /// Greatest difference that counts half, at least q.
        p: f64,
    },
    /// (d − q) / (p − q) between q and p, then 1.
    Linear {
        /// Greatest difference that does not count, at least 0.
        q: f64,
        /// Difference from which on the preference is full, above q.
        p: f64,
    },
}

fn half() -> f64 {
    0.5
}

fn yes() -> bool {
    true
}

/// A parameter out of its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` must be {range}")]
pub struct ParameterError {
    /// Name of the parameter as the scenario writes it.
    pub name: &'static str,
    /// What it must be.
    pub range: &'static str,
}

/// Most methods that one Borda or Copeland of methods may join.
const MOST_MEMBERS: usize = 20;

fn need(fine: bool, name: &'static str, range: &'static str) -> Result<(), ParameterError> {
    if fine { Ok(()) } else { Err(ParameterError { name, range }) }
}

fn not_negative(value: f64) -> bool {
    value.is_finite() && value >= 0.0
}

impl FlatMethod {
    /// Whether all parameters lie in their ranges.
    ///
    /// # Errors
    /// Names the first that does not.
    pub fn check(&self) -> Result<(), ParameterError> {
        let share = |value: &f64| (0.0..=1.0).contains(value);
        match self {
            Self::Waspas { lambda, .. } => need(share(lambda), "lambda", "between 0 and 1"),
            Self::Vikor { v, .. } => need(share(v), "v", "between 0 and 1"),
            Self::Promethee { preference } => preference.check(),
            Self::ElectreIii { q, p, v } => {
                need(not_negative(*q), "q", "at least 0")?;
                need(p.is_finite() && p >= q, "p", "at least q")?;
                need(v.is_none_or(|v| v.is_finite() && v > *p), "v", "above p")
            }
            Self::Borda { of } | Self::CopelandOf { of } => {
                need(!of.is_empty() && of.len() <= MOST_MEMBERS, "of", "a list of 1 to 20 methods")?;
                let joined = |method: &Self| matches!(method, Self::Borda { .. } | Self::CopelandOf { .. });
                need(!of.iter().any(joined), "of", "methods that do not join others in turn")?;
                of.iter().try_for_each(Self::check)
            }
            _ => Ok(()),
        }
    }

    /// Whether an area's score follows from its own values alone, on a scale that stays where it is: then scores of later data
    /// compare with those of earlier ones.
    pub fn is_absolute(&self) -> bool {
        match self {
            Self::Saw { normalise }
            | Self::Wpm { normalise }
            | Self::Waspas { normalise, .. }
            | Self::Moora { normalise } => *normalise == Basis::Common,
            _ => false,
        }
    }

    /// The values the method works on.
    pub fn basis(&self) -> Basis {
        match self {
            Self::Saw { normalise }
            | Self::Wpm { normalise }
            | Self::Waspas { normalise, .. }
            | Self::Topsis { normalise }
            | Self::Vikor { normalise, .. }
            | Self::Moora { normalise }
            | Self::Copras { normalise }
            | Self::Taxonomy { normalise, .. }
            | Self::Morris { normalise, .. } => *normalise,
            _ => Basis::Common,
        }
    }

    /// Most areas that the method takes, where it compares them in pairs.
    pub fn most_areas(&self) -> Option<usize> {
        match self {
            Self::ElectreIii { .. } | Self::Copeland | Self::CopelandOf { .. } => Some(super::PAIR_LIMIT),
            Self::Borda { of } => of.iter().filter_map(Self::most_areas).min(),
            _ => None,
        }
    }
}

impl Preference {
    /// `q` and `p`, and whether the preference rises between them.
    fn check(self) -> Result<(), ParameterError> {
        match self {
            Self::Usual => Ok(()),
            Self::UShape { q } => need(not_negative(q), "q", "at least 0"),
            Self::VShape { p } => need(not_negative(p) && p > 0.0, "p", "above 0"),
            Self::Level { q, p } => {
                need(not_negative(q), "q", "at least 0")?;
                need(p.is_finite() && p >= q, "p", "at least q")
            }
            Self::Linear { q, p } => {
                need(not_negative(q), "q", "at least 0")?;
                need(p.is_finite() && p > q, "p", "above q")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<FlatMethod, String> {
        let method: FlatMethod = serde_json::from_str(text).map_err(|error| error.to_string())?;
        method.check().map_err(|error| error.to_string()).map(|()| method)
    }

    #[test]
    fn a_scenario_writes_little() {
        let vikor = FlatMethod::Vikor { v: 0.5, normalise: Basis::Common };
        assert_eq!(parse(r#"{"method":"vikor"}"#), Ok(vikor));
        let linear = FlatMethod::Promethee { preference: Preference::Linear { q: 5.0, p: 20.0 } };
        assert_eq!(
            parse(r#"{"method":"promethee","preference":{"shape":"linear","q":5,"p":20}}"#),
            Ok(linear)
        );
        assert_eq!(parse(r#"{"method":"copeland"}"#), Ok(FlatMethod::Copeland));
        assert!(parse(r#"{"method":"electre_iii","q":5,"p":10}"#).is_ok());
        assert!(parse(r#"{"method":"borda","of":[{"method":"saw"},{"method":"topsis"}]}"#).is_ok());
    }

    #[test]
    fn parameters_out_of_range_are_named() {
        for (text, name) in [
            (r#"{"method":"waspas","lambda":1.5}"#, "lambda"),
            (r#"{"method":"electre_iii","q":5,"p":1}"#, "p"),
            (r#"{"method":"electre_iii","q":1,"p":5,"v":5}"#, "v"),
            (r#"{"method":"promethee","preference":{"shape":"v_shape","p":0}}"#, "p"),
            (r#"{"method":"borda","of":[]}"#, "of"),
            (r#"{"method":"borda","of":[{"method":"borda","of":[{"method":"saw"}]}]}"#, "of"),
            (r#"{"method":"copeland","extra":1}"#, "extra"),
        ] {
            assert!(parse(text).is_err_and(|error| error.contains(&format!("`{name}`"))), "{text}");
        }
    }
}
