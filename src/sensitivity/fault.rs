//! Why the question "how sure?" cannot be answered as it was asked.

use serde::Serialize;

use crate::pipeline::Problem;
use crate::text::{Language, isolate};

/// One reason; all of them are reported together.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fault {
    /// The scenario itself does not fit the snapshot.
    #[error(transparent)]
    Scenario {
        /// Why.
        problem: Problem,
    },
    /// A number of [`crate::scenario::Uncertainty`] is out of range.
    #[error("`robustness.{what}` is {found}; expected {expected}")]
    OutOfRange {
        /// Which number.
        what: &'static str,
        /// What it is.
        found: f64,
        /// What it may be.
        expected: &'static str,
    },
    /// The order of importance names a group that the index does not have at its top.
    #[error("the index has no top group `{group}`")]
    UnknownGroup {
        /// Its identifier.
        group: String,
    },
    /// Nothing is ranked, or nothing stands above the cut line.
    #[error("there is no list: no area is ranked, or none stands above the cut line")]
    NoList,
    /// The area has no rank.
    #[error("area `{area}` has no rank")]
    Unranked {
        /// Its code, or its position where there is no such area.
        area: String,
    },
}

impl Fault {
    /// The fault in the reader's words.
    pub fn text(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, _) => self.to_string(),
            (Language::Fa, Self::Scenario { problem }) => problem.text(language),
            (Language::Fa, Self::OutOfRange { what, found, expected }) => format!(
                "مقدار «{}» در تنظیمات سنجش اطمینان {} است؛ مقدار مجاز: {}",
                isolate(what),
                isolate(&found.to_string()),
                isolate(expected)
            ),
            (Language::Fa, Self::UnknownGroup { group }) => {
                format!("نمایه در بالاترین سطح خود گروه «{}» را ندارد", isolate(group))
            }
            (Language::Fa, Self::NoList) => {
                "فهرستی برای سنجش نیست: هیچ محله‌ای رتبه ندارد یا بالای خط برش نیست".to_owned()
            }
            (Language::Fa, Self::Unranked { area }) => format!("محلهٔ «{}» رتبه ندارد", isolate(area)),
        }
    }
}

pub(super) fn scenario(problems: Vec<Problem>) -> Vec<Fault> {
    problems.into_iter().map(|problem| Fault::Scenario { problem }).collect()
}
