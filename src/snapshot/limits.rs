//! How large a snapshot may be. Every limit that is met is reported, none truncates.

/// Upper bounds for one file; a file over any of them is refused with the bound and the amount found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Number of areas.
    pub areas: usize,
    /// Number of indicators.
    pub indicators: usize,
    /// Number of periods.
    pub periods: usize,
    /// Number of divisions.
    pub divisions: usize,
    /// Number of division levels: how deep the tree may be.
    pub levels: usize,
    /// Number of kinds of area.
    pub kinds: usize,
    /// Bytes of any one text.
    pub text: usize,
    /// Corner points of all boundaries together.
    pub vertices: usize,
    /// Levels of nesting in the JSON text.
    pub nesting: usize,
}

impl Limits {
    /// What the page and the command line accept: ten times the largest known national data set.
    pub const DEFAULT: Self = Self {
        bytes: 512 << 20,
        areas: 1_000_000,
        indicators: 2_000,
        periods: 400,
        divisions: 100_000,
        levels: 32,
        kinds: 10_000,
        text: 20_000,
        vertices: 20_000_000,
        nesting: 64,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The deepest nesting of brackets in JSON text, strings skipped. One pass, no allocation.
pub fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut at) = (0_usize, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at + 1),
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    deepest
}

fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_skips_strings() {
        assert_eq!(nesting(b"1"), 0);
        assert_eq!(nesting(br#"{"a":[1,{"b":"[[[["}]}"#), 3);
        assert_eq!(nesting(br#"["\"[["]"#), 1);
        assert_eq!(nesting(b"[[["), 3);
        assert_eq!(nesting(b"\"unclosed"), 0);
    }
}
