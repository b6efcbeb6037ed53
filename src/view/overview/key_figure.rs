//! A key figure with its change since the period before.

use super::lead::Lead;
use crate::case::Case;
use crate::pipeline::Outcome;
use crate::text::Msg;
use crate::view::Words;

/// What a change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Less need.
    Better,
    /// More need.
    Worse,
    /// Neither.
    Neutral,
}

/// A change since the period before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which way the number went: ▲, ▼ or nothing.
    pub arrow: &'static str,
    /// In words, with its sign.
    pub text: String,
    /// What it means.
    pub verdict: Verdict,
}

/// One tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// Its name in test identifiers.
    pub id: &'static str,
    /// What it is.
    pub label: String,
    /// The figure now.
    pub value: String,
    /// More about it; may be empty.
    pub detail: String,
    /// Since the period before; `None` where there is nothing to compare with.
    pub change: Option<Change>,
    /// Where it leads on to.
    pub lead: Lead,
}

/// A run with the same scenario in the period before.
#[derive(Clone, Copy)]
pub(super) struct Periods<'a> {
    pub(super) now: &'a Case,
    pub(super) before: Option<&'a Outcome>,
    pub(super) words: Words,
}

impl Periods<'_> {
    pub(super) fn before_name(self) -> String {
        let period = self.before.and_then(|before| self.now.snapshot.periods.get(before.period));
        period.map(|period| self.words.label(&period.name)).unwrap_or_default()
    }

    /// The change of a number of which neither more nor less is better.
    pub(super) fn neutral(self, now: f64, before: f64) -> Change {
        self.change(now - before, (Verdict::Neutral, 0), None)
    }

    pub(super) fn change(
        self,
        difference: f64,
        (verdict, decimals): (Verdict, u8),
        unit: Option<Msg>,
    ) -> Change {
        let period = self.before_name();
        let signed = self.words.signed(difference, decimals);
        // A change that rounds to nothing is none.
        if signed == self.words.number(Some(0.0), decimals) {
            let text = self.words.fill(Msg::AgainstSame, &[("period", &period)]);
            return Change { arrow: "", text, verdict: Verdict::Neutral };
        }
        let change = unit.map_or(signed.clone(), |unit| self.words.fill_one(unit, &signed));
        Change {
            arrow: if difference > 0.0 { "▲" } else { "▼" },
            text: self.words.fill(Msg::AgainstChange, &[("change", &change), ("period", &period)]),
            verdict,
        }
    }
}
