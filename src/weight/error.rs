//! Why judgements do not lead to weights, in both languages.

use serde::Serialize;

use crate::text::{Language, NumberFormat, isolate, to_persian_digits};

/// Everything that keeps judgements from leading to weights; never empty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightingError {
    /// One entry for each fault, in the order of the judgements.
    pub faults: Vec<Fault>,
}

impl WeightingError {
    /// All faults in the reader's words, in one line.
    pub fn text(&self, language: Language) -> String {
        let texts: Vec<String> = self.faults.iter().map(|fault| fault.text(language)).collect();
        texts.join(if language == Language::Fa { "؛ " } else { "; " })
    }
}

impl std::fmt::Display for WeightingError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.text(Language::En))
    }
}

impl std::error::Error for WeightingError {}

/// One of several people who judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Who {
    /// Place among those who judged, from 1.
    pub number: usize,
    /// Name, where one is given.
    pub name: Option<String>,
}

/// One thing wrong with judgements. `who` is absent where only one judgement is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fault {
    /// There is nothing to weigh.
    #[error("the node has no children")]
    NoChildren,
    /// The list of people is empty.
    #[error("nobody has judged")]
    NobodyJudged,
    /// Two children of the node have one identifier.
    #[error("the node has several children `{child}`")]
    DoubledChild {
        /// The identifier.
        child: String,
    },
    /// A name that is no child's.
    #[error("`{child}` is not among the children{}", by(who))]
    Unknown {
        /// The name.
        child: String,
        /// Who wrote it.
        who: Option<Who>,
    },
    /// A child without a judgement.
    #[error("`{child}` is not judged{}", by(who))]
    Missing {
        /// Its identifier.
        child: String,
        /// Who left it out.
        who: Option<Who>,
    },
    /// A child that is placed twice.
    #[error("`{child}` is judged more than once{}", by(who))]
    Doubled {
        /// Its identifier.
        child: String,
        /// Who placed it twice.
        who: Option<Who>,
    },
    /// Points outside 0 to 100, or not a number.
    #[error("`{child}` has {found} points; expected 0 to 100{}", by(who))]
    BadPoints {
        /// The child's identifier.
        child: String,
        /// The points.
        found: f64,
        /// Who gave them.
        who: Option<Who>,
    },
    /// No child has a point.
    #[error("all points are zero{}", by(who))]
    AllZero {
        /// Who gave none.
        who: Option<Who>,
    },
    /// A ratio outside its scale, or not a number.
    #[error("the ratio of `{of}` to `{over}` is {found}; expected {expected}{}", by(who))]
    BadRatio {
        /// The first child.
        of: String,
        /// The second child.
        over: String,
        /// The ratio.
        found: f64,
        /// The scale: `1/9 to 9` or `1 to 9`.
        expected: &'static str,
        /// Who gave it.
        who: Option<Who>,
    },
    /// A child compared with itself, other than as equal where that is permitted.
    #[error("`{child}` is compared with itself{}", by(who))]
    ComparedWithItself {
        /// Its identifier.
        child: String,
        /// Who compared.
        who: Option<Who>,
    },
    /// A pair compared more than once, in one direction or both.
    #[error("`{of}` and `{over}` are compared more than once{}", by(who))]
    DoubledPair {
        /// One child.
        of: String,
        /// The other.
        over: String,
        /// Who compared.
        who: Option<Who>,
    },
    /// The comparisons leave groups of children without a link between them.
    #[error("the comparisons do not link all children; not compared: {}{}", pairs(missing), by(who))]
    Unlinked {
        /// Every pair that is not compared.
        missing: Vec<(String, String)>,
        /// Who compared.
        who: Option<Who>,
    },
    /// More children than the method is made for.
    #[error("{count} children are too many to compare in pairs; at most {limit}")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Best and worst are one child.
    #[error("`{child}` is both the most and the least important")]
    BestIsWorst {
        /// Its identifier.
        child: String,
    },
    /// The best has two different ratios to the worst.
    #[error("the ratio of `{best}` to `{worst}` is given as {first} and as {second}")]
    TwoRatios {
        /// The most important child.
        best: String,
        /// The least important child.
        worst: String,
        /// The ratio among those of the best.
        first: f64,
        /// The ratio among those to the worst.
        second: f64,
    },
    /// The computation did not come to rest; not known to happen.
    #[error("the weights could not be computed from these comparisons")]
    NotSettled,
}

fn by(who: &Option<Who>) -> String {
    match who {
        None => String::new(),
        Some(Who { name: Some(name), .. }) => format!(" (judged by `{name}`)"),
        Some(Who { number, name: None }) => format!(" (judged by person {number})"),
    }
}

fn pairs(missing: &[(String, String)]) -> String {
    missing.iter().map(|(a, b)| format!("`{a}`–`{b}`")).collect::<Vec<_>>().join(", ")
}

impl Fault {
    /// The fault in the reader's words.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Fa => format!("{}{}", self.persian(), self.persian_by()),
        }
    }

    fn persian(&self) -> String {
        let q = |id: &String| format!("«{}»", isolate(id));
        match self {
            Self::NoChildren => "این گره زیرشاخه‌ای ندارد".to_owned(),
            Self::NobodyJudged => "هیچ نظری ثبت نشده است".to_owned(),
            Self::DoubledChild { child } => format!("این گره چند زیرشاخه با شناسهٔ {} دارد", q(child)),
            Self::Unknown { child, .. } => format!("{} از زیرشاخه‌های این گره نیست", q(child)),
            Self::Missing { child, .. } => format!("دربارهٔ {} نظری ثبت نشده است", q(child)),
            Self::Doubled { child, .. } => format!("دربارهٔ {} بیش از یک بار نظر داده شده است", q(child)),
            Self::BadPoints { child, found, .. } => {
                format!("امتیاز {} برابر {} است و باید از ۰ تا ۱۰۰ باشد", q(child), persian_number(*found))
            }
            Self::AllZero { .. } => "همهٔ امتیازها صفر است".to_owned(),
            Self::BadRatio { of, over, found, expected, .. } => {
                let scale = if *expected == FROM_ONE { "۱ تا ۹" } else { "یک‌نهم تا ۹" };
                let found = persian_number(*found);
                format!("نسبت اهمیت {} به {} برابر {found} است و باید از {scale} باشد", q(of), q(over))
            }
            Self::ComparedWithItself { child, .. } => format!("{} با خودش مقایسه شده است", q(child)),
            Self::DoubledPair { of, over, .. } => {
                format!("{} و {} بیش از یک بار با هم مقایسه شده‌اند", q(of), q(over))
            }
            Self::Unlinked { missing, .. } => {
                let pairs: Vec<String> =
                    missing.iter().map(|(a, b)| format!("{} با {}", q(a), q(b))).collect();
                let pairs = pairs.join("، ");
                format!("مقایسه‌ها همهٔ زیرشاخه‌ها را به هم پیوند نمی‌دهند؛ مقایسه‌های انجام‌نشده: {pairs}")
            }
            Self::TooMany { count, limit } => to_persian_digits(&format!(
                "{count} زیرشاخه برای مقایسهٔ دوبه‌دو زیاد است؛ حداکثر {limit} زیرشاخه ممکن است"
            )),
            Self::BestIsWorst { child } => format!("{} هم مهم‌ترین و هم کم‌اهمیت‌ترین دانسته شده است", q(child)),
            Self::TwoRatios { best, worst, first, second } => {
                let [first, second] = [first, second].map(|ratio| persian_number(*ratio));
                format!("نسبت اهمیت {} به {} دو گونه آمده است: {first} و {second}", q(best), q(worst))
            }
            Self::NotSettled => "از این مقایسه‌ها وزنی به دست نیامد".to_owned(),
        }
    }

    fn persian_by(&self) -> String {
        match self.who() {
            None => String::new(),
            Some(Who { name: Some(name), .. }) => format!(" (نظر «{}»)", isolate(name)),
            Some(Who { number, name: None }) => to_persian_digits(&format!(" (نظر نفر {number})")),
        }
    }

    /// Whose judgement it is, where several judge.
    pub fn who(&self) -> Option<&Who> {
        match self {
            Self::Unknown { who, .. }
            | Self::Missing { who, .. }
            | Self::Doubled { who, .. }
            | Self::BadPoints { who, .. }
            | Self::AllZero { who }
            | Self::BadRatio { who, .. }
            | Self::ComparedWithItself { who, .. }
            | Self::DoubledPair { who, .. }
            | Self::Unlinked { who, .. } => who.as_ref(),
            _ => None,
        }
    }
}

/// The scale of ratios that say "at least as important".
pub(super) const FROM_ONE: &str = "1 to 9";
/// The scale of ratios in both directions.
pub(super) const BOTH_WAYS: &str = "1/9 to 9";

fn persian_number(found: f64) -> String {
    let decimals = if found.fract() == 0.0 { 0 } else { 2 };
    NumberFormat::new(Language::Fa, decimals).format(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_child_and_person() {
        let who = Some(Who { number: 2, name: None });
        let error = WeightingError {
            faults: vec![
                Fault::Missing { child: "income".to_owned(), who: who.clone() },
                Fault::BadPoints { child: "income".to_owned(), found: 120.5, who },
            ],
        };
        let english = error.text(Language::En);
        assert!(english.starts_with("`income` is not judged (judged by person 2); `income` has 120.5"));
        assert_eq!(english, error.to_string());
        let persian = error.text(Language::Fa);
        assert!(persian.contains("(نظر نفر ۲)؛ ") && persian.contains("۱۲۰٫۵۰"), "{persian}");
    }
}
