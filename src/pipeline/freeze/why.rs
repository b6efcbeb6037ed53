//! Why a scale cannot be fixed, in both languages.

use serde::Serialize;

use crate::text::Language;

/// Why something of a scenario cannot be fixed to the figures of one data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unfreezable {
    /// Ranks and percentiles follow from the order of all values.
    Positions,
    /// A fraction of the smallest value is no straight line.
    Inverse,
    /// Outliers are treated by a transformation whose numbers follow from all values.
    Transformed,
    /// Every division has a scale of its own.
    Groups,
    /// A flat method measures the areas by one another.
    Relative,
    /// The base period has values, but the scenario's own period has none.
    Gone,
    /// A group's combined values have no scale now: all are equal or missing.
    Unscaled,
    /// The figures are so large, so small or so near to each other that the frozen scenario would score otherwise.
    Inexact,
}

impl Unfreezable {
    /// The reason in the reader's words; `what` is the indicator, group or choice.
    pub fn text(self, what: &str, language: Language) -> String {
        match language {
            Language::En => self.english(what),
            Language::Fa => self.persian(what),
        }
    }

    fn english(self, what: &str) -> String {
        match self {
            Self::Positions => format!(
                "the scale of `{what}` depends on the order of all values and cannot be fixed; take min–max, z-scores or goalposts"
            ),
            Self::Inverse => format!(
                "the scale of `{what}`, a fraction of the smallest value, is no straight line and cannot be fixed; take min–max, z-scores or goalposts"
            ),
            Self::Transformed => format!(
                "the transformation of the outliers of `{what}` depends on all values and cannot be fixed; take caps"
            ),
            Self::Groups => format!(
                "the scale of `{what}` is another one in every division and cannot be fixed; let all areas set it, or take goalposts"
            ),
            Self::Relative => format!(
                "`{what}`: the method measures the areas by one another, so that its scores of later data would not compare; take the index, or a weighted sum or product of the common scale"
            ),
            Self::Gone => format!(
                "`{what}` has values in the base period but none in the period of the scenario: there is nothing to score by its scale; leave it out, or choose a period that has it"
            ),
            Self::Unscaled => format!(
                "the values of `{what}` have no scale that could be fixed: all areas are equal, or none has a value"
            ),
            Self::Inexact => format!(
                "`{what}` cannot be fixed: with its figures written as fixed numbers the scores would be others; take goalposts"
            ),
        }
    }

    fn persian(self, what: &str) -> String {
        let what = crate::text::isolate(what);
        match self {
            Self::Positions => format!(
                "مقیاس «{what}» به ترتیب همهٔ مقدارها بستگی دارد و نمی‌توان آن را ثابت کرد؛ کمینه–بیشینه، نمرهٔ استاندارد یا حدهای ثابت را برگزینید"
            ),
            Self::Inverse => format!(
                "مقیاس «{what}» نسبت به کوچک‌ترین مقدار سنجیده می‌شود، خطی نیست و نمی‌توان آن را ثابت کرد؛ کمینه–بیشینه، نمرهٔ استاندارد یا حدهای ثابت را برگزینید"
            ),
            Self::Transformed => format!(
                "تبدیل مقدارهای پرت «{what}» به همهٔ مقدارها بستگی دارد و نمی‌توان آن را ثابت کرد؛ از کران دستی بهره بگیرید"
            ),
            Self::Groups => format!(
                "مقیاس «{what}» در هر واحد تقسیماتی جداست و نمی‌توان آن را ثابت کرد؛ همهٔ واحدها را مبنای مقیاس بگیرید یا حدهای ثابت را برگزینید"
            ),
            Self::Relative => format!(
                "«{what}»: این روش واحدها را با یکدیگر می‌سنجد و امتیازهای داده‌های بعدی با آن قابل مقایسه نیست؛ خودِ شاخص ترکیبی، یا جمع یا ضرب وزنی روی مقیاس مشترک را برگزینید"
            ),
            Self::Gone => format!(
                "«{what}» در دورهٔ پایه مقدار دارد اما در دورهٔ سناریو هیچ مقداری ندارد و چیزی برای سنجیدن با مقیاس آن نیست؛ آن را کنار بگذارید یا دوره‌ای را برگزینید که آن را دارد"
            ),
            Self::Unscaled => format!(
                "مقدارهای «{what}» مقیاسی ندارد که بتوان ثابت کرد: همه برابر است یا هیچ واحدی مقدار ندارد"
            ),
            Self::Inexact => format!(
                "«{what}» را نمی‌توان ثابت کرد: اگر رقم‌های آن به شکل عددهای ثابت نوشته شود امتیازها تغییر می‌کند؛ حدهای ثابت را برگزینید"
            ),
        }
    }
}
