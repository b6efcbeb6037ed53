//! How surely an area is in the list: one coding for screens, slides, pictures and files.

/// What a chance of being in the list amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Certainty {
    /// In the list in at least [`Certainty::CERTAIN_FROM`] of the draws.
    Certain,
    /// In between: now in, now out.
    Borderline,
    /// In the list in at most [`Certainty::OUT_UP_TO`] of the draws.
    #[default]
    Out,
}

impl Certainty {
    /// The least chance that is certain.
    pub const CERTAIN_FROM: f64 = 0.9;
    /// The greatest chance that is out.
    pub const OUT_UP_TO: f64 = 0.1;

    /// The certainty of a chance (0 to 1).
    ///
    /// ```
    /// use negah::sensitivity::Certainty;
    ///
    /// assert_eq!(Certainty::of(0.9), Certainty::Certain);
    /// assert_eq!(Certainty::of(0.5), Certainty::Borderline);
    /// assert_eq!(Certainty::of(0.1), Certainty::Out);
    /// ```
    pub fn of(chance: f64) -> Self {
        match chance {
            _ if chance >= Self::CERTAIN_FROM => Self::Certain,
            _ if chance > Self::OUT_UP_TO => Self::Borderline,
            _ => Self::Out,
        }
    }

    /// As files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Borderline => "borderline",
            Self::Out => "out",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_ten_is_out_and_nine_in_ten_certain_however_many_draws() {
        for draws in [10_u32, 20, 50, 100, 130, 1000, 4990, 10_000] {
            let share = |n: u32| f64::from(n) / f64::from(draws);
            assert_eq!(Certainty::of(share(draws / 10)), Certainty::Out, "{draws}");
            assert_eq!(Certainty::of(share(draws / 10 + 1)), Certainty::Borderline, "{draws}");
            assert_eq!(Certainty::of(share(draws / 10 * 9)), Certainty::Certain, "{draws}");
            assert_eq!(Certainty::of(share(draws / 10 * 9 - 1)), Certainty::Borderline, "{draws}");
        }
    }
}
