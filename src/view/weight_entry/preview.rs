//! What a draft leads to, in words, while it is being filled in.

use super::{Way, WeightDraft};
use crate::text::Msg;
use crate::view::Words;
use crate::weight::{Consistency, Derived, Fault, WeightingError};

/// What a draft leads to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftPreview {
    /// Share of each child; empty while the judgements lead to none.
    pub shares: Vec<ShareLine>,
    /// Whether the draft can be put into force.
    pub complete: bool,
    /// The consistency of comparisons, and whether it is acceptable; `None` where there is none to tell.
    pub consistency: Option<(String, bool)>,
    /// The comparison that fits the others least: where it is, and what would fit.
    pub worst: Option<((usize, usize), String)>,
    /// What is still to be judged, or wrong.
    pub remarks: Vec<String>,
}

/// One child's share.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareLine {
    /// Name of the child.
    pub name: String,
    /// Share of all, 0 to 1.
    pub share: f64,
    /// The share in words.
    pub text: String,
    /// How far people are apart; empty where fewer than two judged.
    pub spread: String,
}

impl WeightDraft {
    pub(super) fn derive(&self) -> Result<Derived, WeightingError> {
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        self.weighting().derive(&ids)
    }

    /// What the draft leads to as it stands.
    pub fn preview(&self, words: Words) -> DraftPreview {
        match self.derive() {
            Ok(derived) => self.told(&derived, words),
            Err(error) => DraftPreview { remarks: self.faults(&error, words), ..DraftPreview::default() },
        }
    }

    fn told(&self, derived: &Derived, words: Words) -> DraftPreview {
        let percent = |share: f64| words.exact_percent(Some((share * 1000.0).round() / 1000.0));
        let line = |(at, share): (usize, &f64)| ShareLine {
            name: self.names[at].clone(),
            share: *share,
            text: percent(*share),
            spread: derived
                .spread
                .as_ref()
                .and_then(|spread| spread.get(at))
                .map(|own| {
                    let ends = [("min", percent(own.min)), ("max", percent(own.max))];
                    words.fill(Msg::SpreadOf, &[("min", &ends[0].1), ("max", &ends[1].1)])
                })
                .unwrap_or_default(),
        };
        let mut remarks = Vec::new();
        if let Some(Consistency::Comparisons { missing, .. }) = &derived.consistency {
            remarks.extend(self.missing(missing, words));
        }
        if !self.others.is_empty() && self.way == Way::Ahp {
            remarks.push(words.fill_one(Msg::OtherJudges, &words.int(self.others.len())));
        }
        if let Some((name, _)) = derived.farthest.and_then(|at| self.people.get(at)) {
            remarks.push(words.fill_one(Msg::FarthestPerson, name));
        }
        DraftPreview {
            shares: derived.shares.iter().enumerate().map(line).collect(),
            complete: true,
            consistency: self.consistency(derived, words),
            worst: self.worst(derived, words),
            remarks,
        }
    }

    fn consistency(&self, derived: &Derived, words: Words) -> Option<(String, bool)> {
        let own = derived.consistency.as_ref().filter(|_| self.way == Way::Ahp)?;
        let (ratio, fine) = (own.ratio()?, own.acceptable()?);
        let key = if fine { Msg::RatioFine } else { Msg::RatioHigh };
        Some((words.fill_one(key, &words.number(Some(ratio), 2)), fine))
    }

    /// Named only where the judgements contradict themselves enough to be looked at again.
    fn worst(&self, derived: &Derived, words: Words) -> Option<((usize, usize), String)> {
        let own = derived.consistency.as_ref()?;
        let pair = own.worst().filter(|_| own.acceptable() != Some(true))?;
        let at = self.pair_called(&pair.of, &pair.over)?;
        let name = |id: &str| {
            let at = self.ids.iter().position(|own| own == id);
            at.and_then(|at| self.names.get(at)).cloned().unwrap_or_default()
        };
        // Beyond the scale nobody can follow the advice.
        let (fitting, turned) =
            if pair.fitting < 1.0 { (1.0 / pair.fitting, true) } else { (pair.fitting, false) };
        let (of, over) = (name(&pair.of), name(&pair.over));
        let favoured = if turned { &over } else { &of };
        let values = [
            ("of", of.as_str()),
            ("over", &over),
            ("favoured", favoured),
            ("given", &words.number(Some(pair.given), u8::from(pair.given.fract().abs() > 1e-9))),
            ("fitting", &words.number(Some(fitting.min(9.0)), 1)),
        ];
        Some((at, words.fill(Msg::WorstPair, &values)))
    }

    fn missing(&self, missing: &[(String, String)], words: Words) -> Option<String> {
        if missing.is_empty() {
            return None;
        }
        let name = |id: &String| {
            let at = self.ids.iter().position(|own| own == id);
            at.and_then(|at| self.names.get(at)).cloned().unwrap_or_default()
        };
        let pairs = missing
            .iter()
            .take(3)
            .map(|(a, b)| words.fill(Msg::PairOf, &[("first", &name(a)), ("second", &name(b))]));
        let pairs = words.list(&pairs.collect::<Vec<_>>());
        let n = words.int(missing.len());
        let key = if missing.len() > 3 { Msg::PairsMissingMore } else { Msg::PairsMissing };
        Some(words.fill(key, &[("n", &n), ("pairs", &pairs)]))
    }

    fn faults(&self, error: &WeightingError, words: Words) -> Vec<String> {
        let one = |fault: &Fault| match fault {
            Fault::Unlinked { missing, .. } => {
                let lead = words.say(Msg::PairsUnlinked).to_owned();
                std::iter::once(lead).chain(self.missing(missing, words)).collect::<Vec<_>>().join(" ")
            }
            other => other.text(words.language),
        };
        error.faults.iter().map(one).collect()
    }
}
