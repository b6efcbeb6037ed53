//! Why two states cannot be compared.

use serde::Serialize;

use crate::pipeline::Problem;
use crate::text::{Language, isolate};

/// The earlier or the later of two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The earlier one.
    Before,
    /// The later one.
    After,
}

impl Which {
    fn english(self) -> &'static str {
        match self {
            Self::Before => "earlier",
            Self::After => "later",
        }
    }

    fn persian(self) -> &'static str {
        match self {
            Self::Before => "پیشین",
            Self::After => "پسین",
        }
    }
}

/// Why a comparison over time is impossible.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[non_exhaustive]
pub enum HistoryError {
    /// One side does not know the indicator.
    #[error("the {} state has no indicator `{indicator}`", .side.english())]
    UnknownIndicator {
        /// Its identifier.
        indicator: String,
        /// Which side.
        side: Which,
    },
    /// The method of one state cannot be run on the data of the other, so that their effects cannot be told apart.
    #[error("the {} method does not fit the {} data: {}", .method.english(), .data.english(), english(.problems))]
    DoesNotFit {
        /// Whose scenario.
        method: Which,
        /// Whose snapshot and period.
        data: Which,
        /// Why not.
        problems: Vec<Problem>,
    },
}

fn english(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}

impl HistoryError {
    /// The problem in the reader's words.
    pub fn text(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, _) => self.to_string(),
            (Language::Fa, Self::UnknownIndicator { indicator, side }) => {
                format!("شاخص «{}» در وضعیت {} نیست", isolate(indicator), side.persian())
            }
            (Language::Fa, Self::DoesNotFit { method, data, problems }) => {
                let why: Vec<String> = problems.iter().map(|one| one.text(language)).collect();
                format!("روش {} با دادهٔ {} سازگار نیست: {}", method.persian(), data.persian(), why.join("؛ "))
            }
        }
    }
}
