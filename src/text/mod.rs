//! Placeholder until merge.
/// Language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Persian.
    #[default]
    Fa,
    /// English.
    En,
}
