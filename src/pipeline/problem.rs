//! Why a scenario does not fit a snapshot.

use serde::Serialize;

use crate::filter::UnknownInFilter;
use crate::score::methods::MethodError;
use crate::score::{ScoreFault, Uncombined};
use crate::text::{Language, isolate, shortened};

/// One reason why a scenario cannot be run; all of them are reported together.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Problem {
    /// A name in the filter.
    #[error(transparent)]
    Filter(UnknownInFilter),
    /// The period is not in the snapshot.
    #[error("the snapshot has no period `{period}`")]
    UnknownPeriod {
        /// Its identifier.
        period: String,
    },
    /// An indicator is not in the snapshot.
    #[error("the snapshot has no indicator `{indicator}`")]
    UnknownIndicator {
        /// Its identifier.
        indicator: String,
    },
    /// A division level is not in the snapshot.
    #[error("the snapshot has no division level `{level}`")]
    UnknownLevel {
        /// Its identifier.
        level: String,
    },
    /// An area is not in the snapshot.
    #[error("the snapshot has no area `{area}`")]
    UnknownArea {
        /// Its code.
        area: String,
    },
    /// A decision outside the rule is not complete.
    #[error("the lock of area `{area}` {fault}")]
    Lock {
        /// Code of the area.
        area: String,
        /// What is wrong with it.
        fault: LockFault,
    },
    /// The scale measures from a target that the data do not set.
    #[error("the snapshot sets no general target for `{indicator}` in the period; give one in the scenario")]
    NoTarget {
        /// Its identifier.
        indicator: String,
    },
    /// Rates are to be drawn together, and the indicator is none.
    #[error(
        "`{indicator}` is no rate or ratio with a denominator, so that it cannot be drawn towards its division's"
    )]
    NotARate {
        /// Its identifier.
        indicator: String,
    },
    /// The goalposts contradict the indicator's polarity.
    #[error("goalposts of `{indicator}`: best {best} and worst {worst} contradict its polarity")]
    WrongGoalposts {
        /// Its identifier.
        indicator: String,
        /// The goalpost without need.
        best: f64,
        /// The goalpost of the greatest need.
        worst: f64,
    },
    /// A scale frozen to a base period, and a treatment that follows the shape of each period's data.
    #[error(
        "`{indicator}`: a scale frozen to a base period cannot go with a treatment that depends on the data; use caps"
    )]
    TreatedBase {
        /// Its identifier.
        indicator: String,
    },
    /// Something cannot be fixed to the figures of one data set.
    #[error("{}", why.text(what, Language::En))]
    CannotFreeze {
        /// The indicator or group, or the part of the scenario.
        what: String,
        /// Why.
        why: super::Unfreezable,
    },
    /// A rule does not fit.
    #[error(transparent)]
    Rule {
        /// Why.
        error: crate::rule::RuleError,
    },
    /// A flat method cannot be computed.
    #[error("{}{error}", indicator.as_ref().map(|id| format!("indicator `{id}`: ")).unwrap_or_default())]
    Flat {
        /// Why.
        #[serde(serialize_with = "as_text")]
        error: MethodError,
        /// The indicator concerned, where one is.
        indicator: Option<String>,
    },
    /// Judgements on the weights of a group do not fit its children.
    #[error("weights of node `{node}` of the index: {error}")]
    Judgements {
        /// Where in the tree.
        node: String,
        /// Every fault.
        error: crate::weight::WeightingError,
    },
    /// A group's method cannot take values of a child.
    #[error(
        "`{node}`: the method cannot combine values of `{child}` that are zero or negative ({areas} areas); a scale from 1 to 100 avoids them"
    )]
    CannotCombine {
        /// The group.
        node: String,
        /// The child.
        child: String,
        /// In how many areas.
        areas: usize,
    },
    /// The values of a group leave the range of numbers.
    #[error(
        "`{node}`: combined values are too large or too small to be numbers ({areas} areas); a scale from 0 to 100 or a mean in place of a product avoids that"
    )]
    OutOfNumbers {
        /// The group.
        node: String,
        /// In how many areas.
        areas: usize,
    },
    /// Values of an indicator are so large that nothing can be computed from them.
    #[error("values of `{indicator}` are too large to be computed with: {found:e}; at most {most:e}")]
    TooLarge {
        /// Its identifier.
        indicator: String,
        /// The largest of them, whatever its sign.
        found: f64,
        /// The largest that can be computed with.
        most: f64,
    },
    /// Weights are so large that no mean can be computed with them.
    #[error(
        "weights of node `{node}` of the index are too large to be computed with; only their proportions matter"
    )]
    TooHeavy {
        /// Where in the tree.
        node: String,
    },
    /// The indicator says neither that more is worse nor that more is better.
    #[error("`{indicator}` is a context indicator and cannot be scored")]
    ContextIndicator {
        /// Its identifier.
        indicator: String,
    },
    /// The indicator has no values at or before the period.
    #[error("`{indicator}` has no values in or before the period `{period}`")]
    NoValues {
        /// Its identifier.
        indicator: String,
        /// The period.
        period: String,
    },
    /// A node is neither a leaf nor a group, or both.
    #[error("node `{node}` of the index needs either an indicator or children")]
    EmptyNode {
        /// Where in the tree.
        node: String,
    },
    /// A weight is negative or not a number, or all weights of a group are zero.
    #[error("weights of node `{node}` of the index must not be negative, and not all zero")]
    BadWeight {
        /// Where in the tree.
        node: String,
    },
    /// The list or the tiers go by inhabitants, and of no ranked area they are known.
    #[error("`{what}` needs the number of inhabitants, which the snapshot does not give")]
    NoPopulation {
        /// Its place in the scenario.
        what: &'static str,
    },
    /// The list goes by inhabitants, and of most of its areas they are unknown.
    #[error(
        "`{what}` needs the number of inhabitants, which is unknown for {unknown} of the {of} areas that the list would hold"
    )]
    UnknownPopulation {
        /// Its place in the scenario.
        what: &'static str,
        /// Areas of the list of unknown population.
        unknown: usize,
        /// Areas of the list.
        of: usize,
    },
    /// A number of the scenario is out of range.
    #[error("`{what}` is {found}; expected {expected}")]
    OutOfRange {
        /// Which number: its place in the scenario.
        what: String,
        /// What it is.
        found: f64,
        /// What it may be.
        expected: &'static str,
    },
    /// Every indicator is constant or missing.
    #[error("no indicator of the index tells the areas apart: all are constant or missing")]
    NothingToScore,
}

/// What is wrong with a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum LockFault {
    /// It says nothing of why.
    #[error("has no reason")]
    Reason,
    /// The area has another.
    #[error("stands beside another of the same area")]
    Twice,
    /// Its date is none.
    #[error("has a date that is not written as 2026-05-01")]
    Date,
}

impl LockFault {
    fn persian(self) -> &'static str {
        match self {
            Self::Reason => "دلیل ندارد",
            Self::Twice => "دو بار آمده است",
            Self::Date => "تاریخ نادرستی دارد؛ تاریخ باید مانند ‎2026-05-01‎ نوشته شود",
        }
    }
}

/// Errors of the score modules travel as their text.
fn as_text<S: serde::Serializer>(error: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(error)
}

impl From<ScoreFault> for Problem {
    fn from(fault: ScoreFault) -> Self {
        match fault {
            ScoreFault::Uncombined(Uncombined { node, child, areas, .. }) => {
                Self::CannotCombine { node, child, areas }
            }
            ScoreFault::OutOfNumbers { node, areas } => Self::OutOfNumbers { node, areas },
        }
    }
}

impl Problem {
    /// The problem in the reader's words.
    pub fn text(&self, language: Language) -> String {
        let text = match language {
            Language::En => self.to_string(),
            Language::Fa => self.persian(),
        };
        // Names are repeated from the scenario, which may be anything.
        shortened(&text).into_owned()
    }

    #[expect(clippy::too_many_lines, reason = "one arm a problem")]
    fn persian(&self) -> String {
        match self {
            Self::Filter(unknown) => persian_filter(unknown),
            Self::UnknownPeriod { period } => format!("دورهٔ «{}» در این نسخهٔ داده نیست", isolate(period)),
            Self::UnknownIndicator { indicator } => {
                format!("شاخص «{}» در این نسخهٔ داده نیست", isolate(indicator))
            }
            Self::UnknownLevel { level } => format!("سطح تقسیمات «{}» در این نسخهٔ داده نیست", isolate(level)),
            Self::UnknownArea { area } => format!("محلهٔ با کد «{}» در این نسخهٔ داده نیست", isolate(area)),
            Self::Lock { area, fault } => {
                format!("تصمیم بیرون از قاعده دربارهٔ محلهٔ با کد «{}» {}", isolate(area), fault.persian())
            }
            Self::NoTarget { indicator } => format!(
                "نسخهٔ داده برای شاخص «{}» در این دوره هدفی سراسری ندارد؛ هدف را در سناریو بنویسید",
                isolate(indicator)
            ),
            Self::NotARate { indicator } => format!(
                "شاخص «{}» نرخ یا نسبتی با مخرج معلوم نیست و نمی‌توان آن را به نرخ شهرستان نزدیک کرد",
                isolate(indicator)
            ),
            Self::WrongGoalposts { indicator, best, worst } => format!(
                "بهترین ({best}) و بدترین ({worst}) حد شاخص «{}» با جهت آن ناسازگار است",
                isolate(indicator)
            ),
            Self::TreatedBase { indicator } => format!(
                "شاخص «{}»: مقیاسِ ثابت بر پایهٔ یک دوره با تعدیلی که به شکل داده‌ها وابسته است جمع نمی‌شود؛ از کران دستی بهره بگیرید",
                isolate(indicator)
            ),
            Self::CannotFreeze { what, why } => why.text(what, Language::Fa),
            Self::Rule { error } => error.text(Language::Fa),
            Self::Flat { error, indicator } => persian_flat(*error, indicator.as_deref()),
            Self::Judgements { node, error } => {
                format!("وزن‌های گره «{}»: {}", isolate(node), error.text(Language::Fa))
            }
            Self::CannotCombine { node, child, areas } => format!(
                "روش ترکیب در «{}» مقدارهای صفر یا منفی «{}» را نمی‌پذیرد ({areas} مورد)؛ مقیاس ۱ تا ۱۰۰ این مشکل را ندارد",
                isolate(node),
                isolate(child)
            ),
            Self::OutOfNumbers { node, areas } => format!(
                "حاصل ترکیب در «{}» بزرگ‌تر یا کوچک‌تر از آن است که عدد باشد ({areas} مورد)؛ مقیاس ۰ تا ۱۰۰ یا میانگین به جای ضرب این مشکل را ندارد",
                isolate(node)
            ),
            Self::TooLarge { indicator, found, most } => format!(
                "مقدارهای شاخص «{}» بزرگ‌تر از آن است که بتوان با آن‌ها محاسبه کرد: {}؛ حداکثر {}",
                isolate(indicator),
                isolate(&format!("{found:e}")),
                isolate(&format!("{most:e}"))
            ),
            Self::TooHeavy { node } => format!(
                "وزن‌های گره «{}» بزرگ‌تر از آن است که بتوان با آن‌ها محاسبه کرد؛ تنها نسبت وزن‌ها اهمیت دارد",
                isolate(node)
            ),
            Self::ContextIndicator { indicator } => {
                format!("شاخص «{}» زمینه‌ای است و نمی‌توان به آن امتیاز داد", isolate(indicator))
            }
            Self::NoValues { indicator, period } => format!(
                "شاخص «{}» در دورهٔ «{}» یا پیش از آن مقداری ندارد",
                isolate(indicator),
                isolate(period)
            ),
            Self::EmptyNode { node } => {
                format!("گره «{}» در درخت شاخص باید یا شاخص داشته باشد یا زیرشاخه", isolate(node))
            }
            Self::BadWeight { node } => {
                format!("وزن‌های گره «{}» نباید منفی باشند و نباید همگی صفر باشند", isolate(node))
            }
            Self::NoPopulation { what } => {
                format!("«{}» به شمار ساکنان نیاز دارد که در این نسخهٔ داده نیست", isolate(what))
            }
            Self::UnknownPopulation { what, unknown, of } => format!(
                "«{}» به شمار ساکنان نیاز دارد که برای {unknown} مورد از {of} مورد این فهرست معلوم نیست",
                isolate(what)
            ),
            Self::OutOfRange { what, found, expected } => {
                format!("مقدار {} برابر {found} است و باید {} باشد", isolate(what), isolate(expected))
            }
            Self::NothingToScore => {
                "هیچ شاخصی محله‌ها را از هم متمایز نمی‌کند: همه یا ثابت‌اند یا بدون داده".to_owned()
            }
        }
    }
}

fn persian_filter(unknown: &UnknownInFilter) -> String {
    let what = match unknown.what {
        "division" => "تقسیمات کشوری",
        "kind" => "گونهٔ محله",
        "area" => "محله",
        _ => "شاخص",
    };
    format!("فیلتر به {what} «{}» اشاره می‌کند که در این نسخهٔ داده نیست", isolate(&unknown.name))
}

fn persian_flat(error: MethodError, indicator: Option<&str>) -> String {
    let place = indicator.map(|id| format!("شاخص «{}»: ", isolate(id))).unwrap_or_default();
    format!("{place}{}", super::flat::persian(error))
}
