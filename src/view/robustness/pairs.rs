//! Areas on either side of the line: whose order no weights reverse.

use crate::sensitivity::{Pair, Setting};
use crate::sorting::Sorting;
use crate::text::Msg;

use super::super::Words;
use super::Sure;

/// The pairs at the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairsView {
    /// How many of them are sure, and who always or never is in the list.
    pub sentences: Vec<String>,
    /// The one above, the one below, and what is said of them; unsure pairs first, the nearest to the line before.
    pub rows: Vec<([usize; 2], [String; 2], Msg)>,
}

/// The pairs at the line under a setting; `None` for an index that is not linear, and for settings without weights.
pub fn pairs_view(sure: Sure, setting: Setting, words: Words) -> Option<PairsView> {
    let dominance = sure.found.dominance.as_ref()?;
    let own = dominance.settings.iter().find(|own| own.setting == setting)?;
    let certain = own.near_cut.iter().filter(|pair| pair.certain).count();
    let name = sure.setting_name(setting, words);
    let mut sentences = vec![words.fill(
        Msg::PairsTitle,
        &[("n", &words.int(own.near_cut.len())), ("certain", &words.int(certain)), ("setting", &name)],
    )];
    if dominance.all_pairs {
        let always = words.int(own.always.len());
        sentences.push(words.fill(
            Msg::PairsAlways,
            &[("always", &always), ("never", &words.int(own.never)), ("setting", &name)],
        ));
    }
    let rank = |area: u32| sure.case.outcome.ranked.ranking.rank(area as usize).unwrap_or(u32::MAX);
    let mut pairs: Vec<&Pair> = own.near_cut.iter().collect();
    pairs.order_by_key(|pair| {
        (pair.certain, rank(pair.lower).saturating_sub(rank(pair.upper)), rank(pair.upper))
    });
    let label =
        |area: u32| format!("{}. {}", words.int(rank(area) as usize), sure.name(area as usize, words));
    let row = |pair: &Pair| {
        let said = if pair.certain { Msg::PairCertain } else { Msg::PairOpen };
        ([pair.upper as usize, pair.lower as usize], [label(pair.upper), label(pair.lower)], said)
    };
    Some(PairsView { sentences, rows: pairs.into_iter().map(row).collect() })
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_choices;
    use super::*;

    #[test]
    fn open_pairs_come_first() {
        let case = with_choices();
        let view = pairs_view(case.sure(), Setting::Uniform, Words::default()).unwrap();
        assert!(!view.rows.is_empty());
        assert!(view.rows.is_sorted_by_key(|row| row.2 == Msg::PairCertain));
        assert!(view.sentences.iter().all(|own| !own.contains('{')), "{:?}", view.sentences);
        assert!(pairs_view(case.sure(), Setting::Choices, Words::default()).is_none());
    }
}
