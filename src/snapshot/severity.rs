//! How much a finding matters.

use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file cannot be used until it is mended.
    Blocks,
    /// Usable, but somebody should look.
    Warns,
    /// Worth knowing.
    Informs,
}

impl Severity {
    /// Its name in a file of findings.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Warns => "warns",
            Self::Informs => "informs",
        }
    }
}
