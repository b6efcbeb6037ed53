//! One remark of validation: what rule, where, what was found, what was expected.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::rule::Rule;
use super::severity::Severity;
use crate::text::Language;

/// Where in the data a finding points.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// JSON path in the file, e.g. `areas.code[12]`.
    pub path: String,
    /// Code of the area concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Identifier of the indicator concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Identifier of the period concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

impl Place {
    /// A place known by its JSON path alone.
    pub fn at(path: impl AsRef<str>) -> Self {
        Self { path: tame(path.as_ref()), ..Self::default() }
    }

    /// The same place, within the area of this code.
    #[must_use]
    pub fn of_area(mut self, code: &str) -> Self {
        self.area = Some(tame(code));
        self
    }

    /// The same place, within the indicator of this identifier.
    #[must_use]
    pub fn of_indicator(mut self, id: &str) -> Self {
        self.indicator = Some(tame(id));
        self
    }

    /// The same place, within the period of this identifier.
    #[must_use]
    pub fn of_period(mut self, id: &str) -> Self {
        self.period = Some(tame(id));
        self
    }
}

/// One remark of validation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that was broken.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What stands there, language-neutral (numbers, codes, names).
    pub found: String,
    /// What should stand there, language-neutral.
    pub expected: String,
    /// How many further breaches of the same rule this one stands for, which are not listed one by one.
    pub more: usize,
}

impl Finding {
    /// A finding with the severity of its rule. Overlong text is cut, unprintable text escaped.
    pub fn new(rule: Rule, place: Place, found: impl AsRef<str>, expected: impl AsRef<str>) -> Self {
        let (found, expected) = (tame(found.as_ref()), tame(expected.as_ref()));
        Self { rule, severity: rule.severity(), place, found, expected, more: 0 }
    }

    /// `{rule, severity, place, found, expected, fa, en}`, and `more` where it is not zero.
    pub fn to_json(&self) -> Value {
        let mut object = json!({
            "rule": self.rule.code(),
            "severity": self.severity.code(),
            "place": self.place,
            "found": self.found,
            "expected": self.expected,
            "fa": self.text(Language::Fa),
            "en": self.text(Language::En),
        });
        if self.more > 0 {
            object["more"] = self.more.into();
        }
        object
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

/// All findings as one JSON array, in their order.
pub fn findings_json(findings: &[Finding]) -> Value {
    findings.iter().map(Finding::to_json).collect()
}

/// Longest quotation from a file, in characters.
const QUOTED: usize = 200;

/// Text from an untrusted file, fit to stand inside a sentence: of bounded length, on one line, and
/// unable to turn the direction of the text around it.
fn tame(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(QUOTED));
    for (at, letter) in text.chars().enumerate() {
        if at == QUOTED {
            out.push('…');
            break;
        }
        if letter.is_control() || is_invisible(letter) {
            out.extend(letter.escape_unicode())
        } else {
            out.push(letter)
        }
    }
    out
}

/// Characters that show nothing and steer direction or joining; the two joiners, common in Persian, are not among them.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_short_and_harmless() {
        assert_eq!(tame("نام\u{202e}\nb"), "نام\\u{202e}\\u{a}b");
        assert_eq!(tame("می\u{200c}شود"), "می\u{200c}شود");
        assert_eq!(tame(&"x".repeat(500)).chars().count(), QUOTED + 1);
    }

    #[test]
    fn json_has_the_promised_members() {
        let place = Place::at("areas.code[1]").of_area("01");
        let mut finding = Finding::new(Rule::DuplicateAreaCode, place, "01", "≠ areas.code[0]");
        let value = serde_json::to_value(&finding).unwrap();
        let keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["rule", "severity", "place", "found", "expected", "fa", "en"]);
        assert_eq!((&value["rule"], &value["severity"]), (&json!("duplicate-area-code"), &json!("blocks")));
        assert_eq!(value["place"], json!({"path": "areas.code[1]", "area": "01"}));
        finding.more = 3;
        assert_eq!(findings_json(&[finding])[0]["more"], 3);
    }
}
