//! The ranked areas, as columns.

/// Columns of the ranked areas, all of one length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Areas {
    /// Keys.
    pub code: Vec<String>,
    /// Names; they may repeat.
    pub name: Vec<String>,
    /// Names in Latin letters; empty when the file has none.
    pub name_en: Vec<Option<String>>,
    /// Position in the division tree of the unit each lies in directly.
    pub division: Vec<Option<u32>>,
    /// Position in the list of kinds.
    pub kind: Vec<Option<u16>>,
    /// Whether an office serves it.
    pub office: Vec<bool>,
    /// Longitude and latitude of a point inside, degrees; `None` where unknown.
    pub point: Vec<Option<[f64; 2]>>,
}

impl Areas {
    /// Number of areas.
    pub fn len(&self) -> usize {
        self.code.len()
    }

    /// Whether there is no area.
    pub fn is_empty(&self) -> bool {
        self.code.is_empty()
    }

    /// Position of the area called `code`; a linear search, for single look-ups.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.code.iter().position(|other| other == code)
    }
}
