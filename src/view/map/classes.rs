//! How the values of a map are cut into classes, and cuts of one's own: typed or dragged.

use crate::map::{Breaks, ClassMethod, MAX_CLASSES, breaks};
use crate::sorting::ascend;
use crate::text::{Msg, parse_number};
use crate::view::Words;

use super::{MapMeasure, Shading};

/// The fewest classes to choose: two say little more than one.
pub const MIN_CLASSES: usize = 3;
/// The number of classes at first: as many as an eye can tell apart on paper and on a projector.
const USUAL: usize = 5;

/// How values become classes.
#[derive(Debug, Clone, PartialEq)]
pub enum ClassWay {
    /// By a method.
    Method(ClassMethod),
    /// At thresholds of one's own, ascending, in the unit of the values.
    Own(Vec<f64>),
}

/// What is chosen for one map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapChoice {
    /// The measure.
    pub measure: MapMeasure,
    /// How it is cut.
    pub way: ClassWay,
    /// Number of classes asked for, 3 to 9; thresholds of one's own set their number themselves.
    pub n: usize,
    /// Whether circles of the size of the population are drawn instead of shaded areas.
    pub circles: bool,
}

impl Default for MapChoice {
    fn default() -> Self {
        Self {
            measure: MapMeasure::default(),
            way: ClassWay::Method(ClassMethod::Quantile),
            n: USUAL,
            circles: false,
        }
    }
}

impl MapChoice {
    /// The choice of another measure: thresholds of one's own stay behind with theirs.
    #[must_use]
    pub fn with_measure(&self, measure: MapMeasure) -> Self {
        let way = match &self.way {
            ClassWay::Own(_) => ClassWay::Method(ClassMethod::Quantile),
            method => method.clone(),
        };
        Self { measure, way, ..self.clone() }
    }

    /// Cuts values into classes. Tiers are their own classes; a change is cut alike on both sides of 0.
    pub(super) fn breaks(
        &self,
        values: impl Iterator<Item = Option<f64>> + Clone,
        shading: Shading,
    ) -> Breaks {
        let n = self.n.clamp(MIN_CLASSES, MAX_CLASSES);
        match (&self.way, shading) {
            _ if self.measure == MapMeasure::Tier => {
                let tiers: Vec<f64> = (1..MAX_CLASSES as u32).map(f64::from).collect();
                Breaks::at(values, &tiers)
            }
            (ClassWay::Own(own), _) => Breaks::at(values, own),
            (ClassWay::Method(method), Shading::Change) => Breaks::mirrored(values, *method, n),
            (ClassWay::Method(method), _) => breaks(values, *method, n),
        }
    }
}

/// Thresholds as they are typed and read.
pub fn thresholds_text(thresholds: &[f64], scale: f64, words: Words) -> String {
    let range = thresholds.last().zip(thresholds.first()).map_or(0.0, |(high, low)| high - low);
    let decimals = decimals_of(range * scale / 100.0);
    let text = |value: &f64| words.number(Some(value * scale), decimals);
    thresholds.iter().map(text).collect::<Vec<_>>().join("؛ ")
}

/// Reads thresholds: numbers parted by semicolons or spaces, in any order, as many as make 3 to 9 classes, all within
/// the values.
///
/// # Errors
/// What is wrong, in the reader's language.
pub fn read_thresholds(
    text: &str,
    (low, high): (f64, f64),
    scale: f64,
    words: Words,
) -> Result<Vec<f64>, String> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '؛' | '|'));
    let mut own = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let number = parse_number(part).map_err(|why| {
            words.fill(Msg::MapCutsNumber, &[("text", part), ("why", &why.message(words.language))])
        })?;
        own.push(number / scale);
    }
    ascend(&mut own);
    own.dedup();
    if !(MIN_CLASSES..=MAX_CLASSES).contains(&(own.len() + 1)) {
        return Err(words.say(Msg::MapCutsCount).to_owned());
    }
    if own.iter().any(|value| *value < low || *value >= high) {
        let decimals = decimals_of((high - low) * scale / 100.0);
        let end = |value: f64| words.number(Some(value * scale), decimals);
        return Err(words.fill(Msg::MapCutsRange, &[("min", &end(low)), ("max", &end(high))]));
    }
    Ok(own)
}

/// Thresholds with one of them moved to `value`: rounded to steps that the pointer can tell apart, and kept between
/// its neighbours and within the values.
pub fn moved_threshold(thresholds: &[f64], at: usize, value: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut moved = thresholds.to_vec();
    let step = 0.1_f64.powi(i32::from(decimals_of((high - low) / 100.0)));
    let step = step.min((high - low) / 200.0).max(f64::MIN_POSITIVE);
    let least = at.checked_sub(1).map_or(low, |before| thresholds[before]) + step;
    let most = thresholds.get(at + 1).copied().unwrap_or(high) - step;
    if let Some(slot) = moved.get_mut(at).filter(|_| least <= most) {
        *slot = ((value / step).round() * step).clamp(least, most);
    }
    moved
}

/// Decimals at which a step of this size is seen, 0 to 6.
fn decimals_of(step: f64) -> u8 {
    if step > 0.0 && step < 1.0 { (-step.log10()).ceil().min(6.0) as u8 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thresholds_are_read_as_people_type_them() {
        let read = |text| read_thresholds(text, (0.0, 100.0), 1.0, Words::default());
        assert_eq!(read("۴۰؛ ۲۰  ۶۰٫۵"), Ok(vec![20.0, 40.0, 60.5]));
        assert_eq!(read("20; 40"), Ok(vec![20.0, 40.0]));
        assert!(read("۲۰").unwrap_err().contains("۳"), "two classes are too few");
        assert!(read("۲۰ الف").unwrap_err().contains("الف"));
        assert!(read("۲۰ ۱۰۰").unwrap_err().contains("۱۰۰"), "nothing lies above the greatest value");
        let percent = read_thresholds("۱۰٪ ۹۰٪", (0.0, 1.0), 100.0, Words::default());
        assert_eq!(percent, Ok(vec![0.1, 0.9]));
        assert_eq!(thresholds_text(&[20.0, 40.0], 1.0, Words::default()), "۲۰٫۰؛ ۴۰٫۰");
    }

    #[test]
    fn another_measure_leaves_thresholds_behind() {
        let own = MapChoice { way: ClassWay::Own(vec![1.0, 2.0]), n: 7, ..MapChoice::default() };
        let other = own.with_measure(MapMeasure::Coverage);
        assert_eq!((other.way, other.n), (ClassWay::Method(ClassMethod::Quantile), 7));
    }

    proptest! {
        #[test]
        fn a_moved_threshold_keeps_its_place_in_the_order(
            at in 0..3_usize, value in -50.0..150.0_f64,
        ) {
            let moved = moved_threshold(&[20.0, 40.0, 41.0], at, value, (0.0, 100.0));
            prop_assert!(moved.is_sorted_by(|a, b| a < b), "{moved:?}");
            prop_assert!(moved[0] > 0.0 && moved[2] < 100.0);
        }
    }
}
