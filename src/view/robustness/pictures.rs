//! The models of the two pictures of chances.

use std::ops::Range;

use crate::chart::{acceptance, bands, nice_ticks};
use crate::sensitivity::{Certainty, Setting};
use crate::text::Msg;

use super::super::Words;
use super::{Sure, chance_text};

/// Rank bands of the areas of `order` in a window.
pub fn bands_model(
    sure: Sure,
    (setting, selected): (Setting, Option<usize>),
    (order, window): (&[u32], Range<usize>),
    words: Words,
) -> bands::Model {
    let shown = order.get(window.clone()).unwrap_or_default();
    let rank = |area: u32| sure.case.outcome.ranked.ranking.rank(area as usize);
    let band = |area: &u32| {
        let own = sure.chance(setting, *area as usize);
        let ranks = own.and_then(|own| own.ranks);
        let name = sure.name(*area as usize, words);
        let chance = own.map_or(0.0, |own| own.in_top);
        bands::Band {
            label: rank(*area).map_or(name.clone(), |rank| format!("{}. {name}", words.int(rank as usize))),
            rank: rank(*area).map_or(f64::NAN, f64::from),
            mean: ranks.map_or(f64::NAN, |band| band.mean),
            range: ranks.map_or((f64::NAN, f64::NAN), |band| (f64::from(band.low), f64::from(band.high))),
            certainty: Certainty::of(chance),
            chance: chance_text(chance, words),
        }
    };
    let list: Vec<bands::Band> = shown.iter().map(band).collect();
    // The cut is on the axis only where it is near, so that far windows are not pressed together.
    let cut = f64::from(sure.found.top);
    let domain = window_domain(&list, cut);
    bands::Model {
        first: window.start,
        domain,
        ticks: ticks(domain, words),
        cut: Some(cut),
        cut_label: words.say(Msg::CompareCut).to_owned(),
        label_title: words.say(Msg::Rank).to_owned(),
        chance_title: words.say(Msg::SureInList).to_owned(),
        selected: selected.and_then(|area| order.iter().position(|own| *own as usize == area)),
        hovered: None,
        bands: list,
    }
}

fn window_domain(list: &[bands::Band], cut: f64) -> (f64, f64) {
    let ends =
        || list.iter().flat_map(|band| [band.range.0, band.range.1, band.rank]).filter(|end| end.is_finite());
    let (near, far) = (ends().fold(f64::INFINITY, f64::min), ends().fold(1.0, f64::max));
    let reach = if near.is_finite() { (far - near).max(10.0) } else { 0.0 };
    let with_cut = !near.is_finite() || near <= cut + reach;
    let low = if with_cut { 1.0 } else { near - 1.0 };
    (low.max(1.0), if with_cut { far.max(cut + 1.0) } else { far }.max(low + 1.0))
}

fn ticks((low, high): (f64, f64), words: Words) -> Vec<(f64, String)> {
    let mut at: Vec<f64> = nice_ticks(low, high, 6).into_iter().filter(|tick| tick.fract() == 0.0).collect();
    if low <= 1.0 && !at.contains(&1.0) {
        // Ranks begin at 1, where round numbers begin at 0.
        at.retain(|tick| *tick > 1.0);
        at.insert(0, 1.0);
    }
    at.into_iter().map(|tick| (tick, words.number(Some(tick), 0))).collect()
}

/// Chance by rank in the three settings of the weights, up to three times the length of the list.
pub fn acceptance_model(sure: Sure, selected: Option<usize>, words: Words) -> acceptance::Model {
    let order = &sure.case.outcome.ranked.ranking.order;
    let top = sure.found.top as usize;
    let shown = order.get(..(top * 3).clamp(20, order.len().max(20)).min(order.len())).unwrap_or_default();
    let curve = |setting: Setting| acceptance::Curve {
        label: sure.setting_name(setting, words),
        chances: shown
            .iter()
            .map(|area| sure.chance(setting, *area as usize).map(|own| own.in_top))
            .collect(),
    };
    let shares = [0.0, 0.25, 0.5, 0.75, 1.0];
    acceptance::Model {
        curves: [Setting::Uniform, Setting::Ordinal, Setting::PlusMinus].map(curve).into(),
        first_rank: 1,
        cut: Some(top as f64),
        cut_label: words.say(Msg::CompareCut).to_owned(),
        rank_ticks: ticks((1.0, shown.len().max(2) as f64), words),
        chance_ticks: shares.map(|share| (share, words.percent(Some(share)))).into(),
        selected: selected.and_then(|area| shown.iter().position(|own| *own as usize == area)),
        hovered: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_choices;
    use super::*;

    #[test]
    fn bands_show_their_window() {
        let case = with_choices();
        let sure = case.sure();
        let order = sure.order();
        let selected = Some(order[1] as usize);
        let model = bands_model(sure, (Setting::Uniform, selected), (&order, 1..3), Words::default());
        assert_eq!((model.first, model.bands.len(), model.selected), (1, 2, Some(1)));
        assert!(model.bands[0].label.starts_with("۲. "), "{}", model.bands[0].label);
        assert!(model.domain.0 >= 1.0 && model.domain.1 > model.domain.0);
        assert_eq!(model.ticks.first().map(|tick| tick.0), Some(1.0));
        let beyond = bands_model(sure, (Setting::Uniform, None), (&order, 3..900), Words::default());
        assert!(beyond.bands.is_empty());
    }

    #[test]
    fn curves_follow_the_ranks() {
        let case = with_choices();
        let model = acceptance_model(case.sure(), None, Words::default());
        assert_eq!(model.curves.len(), 3);
        assert_eq!(model.n_ranks(), case.sure().case.outcome.ranked.ranking.len());
    }

    #[test]
    fn far_from_the_line_the_axis_does_not_begin_at_one() {
        let band = |rank: f64| bands::Band {
            rank,
            mean: rank,
            range: (rank - 4.0, rank + 4.0),
            ..bands::Band::default()
        };
        assert_eq!(window_domain(&[band(300.0), band(310.0)], 20.0), (295.0, 314.0));
        assert_eq!(window_domain(&[band(5.0)], 20.0), (1.0, 21.0));
        assert_eq!(window_domain(&[], 2.0), (1.0, 3.0));
    }
}
