//! Human text in one or two languages.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// Text shown to people: Persian always, English where the issuer gave one.
///
/// In a file it is either a plain string (Persian) or `{"fa": "…", "en": "…"}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(from = "LabelWire", into = "LabelWire")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "LabelWire"))]
pub struct Label {
    /// Persian text.
    pub fa: String,
    /// English text; `None` when the issuer gave none, then the Persian is shown.
    pub en: Option<String>,
}

impl Label {
    /// A label with Persian text only.
    pub fn fa(text: impl Into<String>) -> Self {
        Self { fa: text.into(), en: None }
    }

    /// A label in both languages.
    pub fn both(fa: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fa: fa.into(), en: Some(en.into()) }
    }

    /// The text for a reader of `language`; falls back to Persian, so it is never empty by accident.
    pub fn get(&self, language: Language) -> &str {
        match (language, &self.en) {
            (Language::En, Some(en)) => en,
            _ => &self.fa,
        }
    }
}

/// The two shapes a label may take in a file.
#[derive(Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields, expecting = "a string, or an object with `fa` and optionally `en`")]
enum LabelWire {
    /// Persian only.
    Plain(String),
    /// Both languages.
    Both {
        fa: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        en: Option<String>,
    },
}

impl From<LabelWire> for Label {
    fn from(wire: LabelWire) -> Self {
        match wire {
            LabelWire::Plain(fa) => Self { fa, en: None },
            LabelWire::Both { fa, en } => Self { fa, en },
        }
    }
}

impl From<Label> for LabelWire {
    fn from(label: Label) -> Self {
        match label.en {
            None => Self::Plain(label.fa),
            en => Self::Both { fa: label.fa, en },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_shapes_and_falls_back_to_persian() {
        let plain: Label = serde_json::from_str("\"محله\"").unwrap();
        assert_eq!(plain.get(Language::En), "محله");
        let both: Label = serde_json::from_str(r#"{"fa":"محله","en":"Neighbourhood"}"#).unwrap();
        assert_eq!(both.get(Language::En), "Neighbourhood");
        assert_eq!(serde_json::to_string(&plain).unwrap(), "\"محله\"");
    }
}
