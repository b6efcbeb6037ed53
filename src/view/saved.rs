//! Names of the files that the page saves.

use crate::snapshot::Snapshot;
use crate::text::{JalaliDate, to_latin_digits};

use super::Words;

/// Characters of a title or period that a file's name takes at most: paths of Windows end at 260.
const LONGEST: usize = 60;

/// The name of a file: what it is, title of the data (the province), period, Jalali day and time of saving, so that what is
/// saved twice has two names and a folder sorts by time. `moment` is `YYYY-MM-DDTHH:MM:SS` by the reader's clock.
///
/// Letters of any script stay, which Windows and memory sticks (FAT32, exFAT) take alike; digits become Latin ones; whatever else
/// (`/ : * ?`, half-spaces, marks of direction) parts words.
pub fn file_name(kind: &str, (title, period): (&str, &str), (moment, ending): (&str, &str)) -> String {
    let (day, time) = moment.split_once('T').unwrap_or((moment, ""));
    let day = JalaliDate::from_iso(day).map_or_else(
        |_| day.to_owned(),
        |day| format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
    );
    let time: String = time.chars().filter(char::is_ascii_digit).take(6).collect();
    let parts = [parted("negah"), parted(kind), parted(title), parted(period), day, time];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{ending}", parts.join("-"))
}

/// [`file_name`] for a file made of a snapshot, in the reader's language; `period` is its position, where the file is of one.
pub fn saved_name(
    kind: &str,
    (snapshot, period): (&Snapshot, Option<usize>),
    (moment, ending): (&str, &str),
    words: Words,
) -> String {
    let title = words.label(&snapshot.header.title);
    let period = period.and_then(|at| snapshot.periods.get(at)).map(|own| words.label(&own.name));
    file_name(kind, (&title, period.as_deref().unwrap_or_default()), (moment, ending))
}

/// The words of a text joined by hyphens.
fn parted(text: &str) -> String {
    let shown: String = to_latin_digits(text).chars().take(LONGEST).collect();
    let words = shown.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    const MOMENT: &str = "2026-11-22T14:05:09";

    #[test]
    fn the_name_holds_title_period_and_time_and_nothing_that_windows_refuses() {
        assert_eq!(
            file_name("list", ("استان نمونه", "زمستان ۱۴۰۳"), (MOMENT, "xlsx")),
            "negah-list-استان-نمونه-زمستان-1403-1405-09-01-140509.xlsx"
        );
        assert_eq!(
            file_name("", ("می\u{200c}رود: a/b*?<>|\"\\ .", ""), (MOMENT, "html")),
            "negah-می-رود-a-b-1405-09-01-140509.html"
        );
        assert_eq!(file_name("map", ("", ""), ("2026-11-22", "png")), "negah-map-1405-09-01.png");
        assert!(
            file_name("list", (&"ا".repeat(500), &"ب".repeat(500)), (MOMENT, "csv")).chars().count() < 160
        );
    }

    #[test]
    fn what_is_saved_a_second_later_has_another_name() {
        let snapshot = small_snapshot();
        let name = |moment| saved_name("list", (&snapshot, Some(1)), (moment, "csv"), Words::default());
        assert_eq!(name(MOMENT), "negah-list-نمونه-1402-1405-09-01-140509.csv");
        assert_ne!(name(MOMENT), name("2026-11-22T14:05:10"));
    }
}
