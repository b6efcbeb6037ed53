//! The chances of all areas as one run of numbers. What an area does not have is "not a number" there: no chance is one.

use crate::sensitivity::{Band, Chance, Robustness};

/// Numbers of one area before those that stand once for each top group.
const FIXED: usize = 11;

fn width(n_groups: usize) -> usize {
    FIXED + 2 * n_groups
}

/// Takes the chances out of a result, setting by setting: how many there are, then the numbers of each.
pub fn take_chances(found: &mut Robustness, numbers: &mut Vec<f64>) {
    let n_groups = found.groups.len();
    for setting in &mut found.settings {
        let chances = std::mem::take(&mut setting.chances);
        numbers.reserve(1 + chances.len() * width(n_groups));
        numbers.push(chances.len() as f64);
        chances.iter().for_each(|chance| write(chance, n_groups, numbers));
    }
}

fn write(chance: &Chance, n_groups: usize, numbers: &mut Vec<f64>) {
    let Chance { area, in_top, error, first, unscored, ranks, weights_in_top, weights_first } = chance;
    numbers.extend([f64::from(*area), *in_top, *error, *first, *unscored]);
    numbers.extend(ranks.map_or([f64::NAN; 6], |own| {
        let Band { best, low, median, high, worst, mean } = own;
        let [best, low, median, high, worst] = [best, low, median, high, worst].map(f64::from);
        [best, low, median, high, worst, mean]
    }));
    for weights in [weights_in_top, weights_first] {
        match weights {
            Some(weights) => numbers.extend(weights),
            None => numbers.extend(std::iter::repeat_n(f64::NAN, n_groups)),
        }
    }
}

/// Puts the chances back; `None` where the numbers are not those of this result.
pub fn put_chances(found: &mut Robustness, numbers: &[f64]) -> Option<()> {
    let n_groups = found.groups.len();
    let mut rest = numbers;
    for setting in &mut found.settings {
        let (count, after) = rest.split_first()?;
        let (own, after) = after.split_at_checked(*count as usize * width(n_groups))?;
        setting.chances = own.chunks_exact(width(n_groups)).map(|row| read(row, n_groups)).collect();
        rest = after;
    }
    rest.is_empty().then_some(())
}

fn read(row: &[f64], n_groups: usize) -> Chance {
    let there = |numbers: &[f64]| numbers.iter().all(|own| !own.is_nan());
    let weights = |from: usize| {
        let own = &row[from..from + n_groups];
        there(own).then(|| own.to_vec())
    };
    let [best, low, median, high, worst] = [5, 6, 7, 8, 9].map(|at| row[at] as u32);
    Chance {
        area: row[0] as u32,
        in_top: row[1],
        error: row[2],
        first: row[3],
        unscored: row[4],
        ranks: there(&row[5..FIXED]).then_some(Band { best, low, median, high, worst, mean: row[10] }),
        weights_in_top: weights(FIXED),
        weights_first: weights(FIXED + n_groups),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitivity::{Setting, SettingResult};

    fn chance(area: u32) -> Chance {
        Chance {
            area,
            in_top: 0.25,
            error: 0.01,
            first: 0.0,
            unscored: 0.5,
            ranks: None,
            weights_in_top: None,
            weights_first: None,
        }
    }

    fn result(groups: &[&str], settings: Vec<Vec<Chance>>) -> Robustness {
        let setting = |chances| SettingResult {
            setting: Setting::Uniform,
            draws: 8,
            skipped: 0,
            error: 0.0,
            within_tolerance: true,
            exact_ranks: true,
            chances,
            certain: vec![1],
            borderline: Vec::new(),
            out: 0,
            expected_overlap: 1.0,
        };
        Robustness {
            top: 1,
            list: vec![1],
            groups: groups.iter().map(|own| (*own).to_owned()).collect(),
            importance: Vec::new(),
            linear: true,
            settings: settings.into_iter().map(setting).collect(),
            left_out: Vec::new(),
            shares: None,
            dominance: None,
            skipped: Vec::new(),
            with_standard_errors: Vec::new(),
        }
    }

    #[test]
    fn what_is_taken_out_is_put_back_with_what_is_missing() {
        let ranks = Band { best: 1, low: 1, median: 2, high: 3, worst: 4, mean: 2.125 };
        let full = Chance { ranks: Some(ranks), weights_in_top: Some(vec![0.5, 0.5]), ..chance(7) };
        let first = Chance { weights_first: Some(vec![1.0, 0.0]), ..chance(9) };
        let whole = result(&["a", "b"], vec![vec![full, chance(8)], Vec::new(), vec![first]]);
        let (mut bare, mut numbers) = (whole.clone(), Vec::new());
        take_chances(&mut bare, &mut numbers);
        assert!(bare.settings.iter().all(|own| own.chances.is_empty()));
        assert_eq!(numbers.len(), 3 + 3 * 15);
        put_chances(&mut bare, &numbers).unwrap();
        assert_eq!(bare, whole);
        for wrong in [&numbers[1..], &numbers[..numbers.len() - 1], &[][..]] {
            assert_eq!(put_chances(&mut bare, wrong), None);
        }
    }
}
