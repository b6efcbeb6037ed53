//! Three-valued logic: what follows where some of the facts are missing (S. C. Kleene 1938, the strong tables).

/// What is known of a condition. Ordered, so that "and" is the minimum and "or" the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It does not hold, whatever the missing values are.
    False,
    /// It depends on missing values.
    Unknown,
    /// It holds, whatever the missing values are.
    True,
}

impl Truth {
    /// True or false.
    pub fn of(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }

    /// The opposite; what is unknown stays so.
    ///
    /// ```
    /// use negah::rule::Truth;
    /// assert_eq!(Truth::True.negate(), Truth::False);
    /// assert_eq!(Truth::Unknown.negate(), Truth::Unknown);
    /// ```
    pub fn negate(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    /// Whether at least `count` of some conditions hold, of which `holding` do and `open` are unknown.
    ///
    /// ```
    /// use negah::rule::Truth;
    /// assert_eq!(Truth::at_least(2, 1, 1), Truth::Unknown);
    /// assert_eq!(Truth::at_least(2, 0, 1), Truth::False);
    /// ```
    pub fn at_least(count: u32, holding: u32, open: u32) -> Self {
        if holding >= count {
            Self::True
        } else if holding.saturating_add(open) < count {
            Self::False
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{False, True, Unknown};

    #[test]
    fn kleene_tables_are_minimum_and_maximum() {
        assert_eq!(True.min(Unknown), Unknown);
        assert_eq!(False.min(Unknown), False, "one false part settles an `all`");
        assert_eq!(True.max(Unknown), True, "one true part settles an `any`");
        assert_eq!(False.max(Unknown), Unknown);
    }
}
