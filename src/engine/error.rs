//! Why the engine could not answer.

use serde::Serialize;

use crate::filter::UnknownInFilter;
use crate::pipeline::Problem;
use crate::text::{Language, isolate};

/// Why a call of [`super::Engine`] failed; the engine keeps its former state then.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[non_exhaustive]
pub enum EngineError {
    /// Names in a filter that the snapshot does not have; all of them.
    #[error("the filter names things that this snapshot does not have: {}", names(.unknown))]
    Filter {
        /// The names.
        unknown: Vec<UnknownInFilter>,
    },
    /// A division level that the snapshot does not have.
    #[error("the snapshot has no division level `{level}`")]
    UnknownLevel {
        /// Its identifier.
        level: String,
    },
    /// The wrong number of weights.
    #[error("found {found} weights, expected {expected}: one per indicator in the order of the snapshot")]
    WeightCount {
        /// How many were given.
        found: usize,
        /// How many are needed.
        expected: usize,
    },
    /// A weight that is negative or not a finite number.
    #[error("weight {at} is {found}; expected a finite number not below 0")]
    BadWeight {
        /// Position in the array.
        at: usize,
        /// The weight.
        found: f64,
    },
    /// No indicator that tells the areas apart has a weight.
    #[error("no indicator that tells the areas apart has a weight above 0")]
    NothingToScore,
    /// Deciles and tiers were asked for before anything was ranked.
    #[error("deciles and tiers need ranks: score first")]
    NotRanked,
}

fn names(unknown: &[UnknownInFilter]) -> String {
    let name = |one: &UnknownInFilter| format!("{} `{}`", one.what, one.name);
    unknown.iter().map(name).collect::<Vec<_>>().join(", ")
}

impl EngineError {
    /// The message for a reader.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Fa => self.persian(),
        }
    }

    fn persian(&self) -> String {
        match self {
            Self::Filter { unknown } => {
                let one = |one: &UnknownInFilter| Problem::Filter(one.clone()).text(Language::Fa);
                unknown.iter().map(one).collect::<Vec<_>>().join("؛ ")
            }
            Self::UnknownLevel { level } => {
                format!("سطح تقسیمات «{}» در این نسخهٔ داده نیست", isolate(level))
            }
            Self::WeightCount { found, expected } => {
                format!(
                    "{found} وزن داده شده است؛ باید {expected} وزن باشد: برای هر شاخص یکی، به ترتیب نسخهٔ داده"
                )
            }
            Self::BadWeight { at, found } => {
                format!("وزن شمارهٔ {at} برابر {found} است؛ وزن باید عددی متناهی و نامنفی باشد")
            }
            Self::NothingToScore => "هیچ شاخصی که محله‌ها را از هم متمایز کند وزن ندارد".to_owned(),
            Self::NotRanked => "دهک و سطح به رتبه نیاز دارند: نخست باید امتیاز محاسبه شود".to_owned(),
        }
    }
}
