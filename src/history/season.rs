//! Points in time of periods that only a name tells: "1404", «زمستان ۱۴۰۴», "Winter 1404", "1404-Q2".

use crate::text::to_latin_digits;

/// Words of the quarters of the Iranian solar year, first to fourth.
const SEASONS: [[&str; 3]; 4] = [
    ["بهار", "spring", "q1"],
    ["تابستان", "summer", "q2"],
    ["پاییز", "autumn", "q3"],
    ["زمستان", "winter", "q4"],
];

/// A year, with a quarter as a fraction: 1404.75 for its winter; a year alone is its start. `None` where the name
/// holds no year of four digits, or more than one.
pub(super) fn moment(name: &str) -> Option<f64> {
    let name = to_latin_digits(name).to_lowercase();
    let mut years = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let year: f64 = years.next()?.parse().ok()?;
    if years.next().is_some() {
        return None;
    }
    let quarter = SEASONS.iter().position(|words| words.iter().any(|word| name.contains(word)));
    Some(year + quarter.map_or(0.0, |quarter| quarter as f64 / 4.0))
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn years_and_quarters() {
        assert_eq!(moment("1404"), Some(1404.0));
        assert_eq!(moment("زمستان ۱۴۰۴"), Some(1404.75));
        assert_eq!(moment("Summer 1404"), Some(1404.25));
        assert_eq!(moment("1404-Q3"), Some(1404.5));
        assert_eq!(moment("پایان برنامه"), None);
        assert_eq!(moment("1403 تا 1404"), None);
    }
}
