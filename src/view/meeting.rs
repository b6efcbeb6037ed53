//! The meeting file: its name.

use crate::text::JalaliDate;

/// Characters of the title that a file's name takes at most: paths of Windows end at 260.
const TITLE: usize = 60;

/// The name of a meeting file: title of the data and Jalali day, fit for Windows and for sorting by day.
///
/// Letters and digits of any script stay; whatever else (`/ : * ?`, half-spaces, marks of direction) parts words.
pub fn meeting_file_name(title: &str, today_iso: &str) -> String {
    format!("{}.html", file_stem(title, today_iso))
}

/// Name of the file of the work on some data: what the page saves after it has broken down.
///
/// ```
/// assert_eq!(negah::view::work_file_name("استان نمونه", "2024-03-20"), "negah-استان-نمونه-1403-01-01.work.json");
/// ```
pub fn work_file_name(title: &str, today_iso: &str) -> String {
    format!("{}.work.json", file_stem(title, today_iso))
}

fn file_stem(title: &str, today_iso: &str) -> String {
    let shown: String = title.chars().take(TITLE).collect();
    let words: Vec<&str> =
        shown.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let day = JalaliDate::from_iso(today_iso).map_or_else(
        |_| today_iso.to_owned(),
        |day| format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
    );
    let parts: Vec<&str> = ["negah"].into_iter().chain(words).chain([day.as_str()]).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_holds_title_and_day_and_nothing_that_windows_refuses() {
        assert_eq!(meeting_file_name("استان نمونه", "2026-11-22"), "negah-استان-نمونه-1405-09-01.html");
        assert_eq!(
            meeting_file_name("می‌رود: a/b*?<>|\"\\ .", "2026-11-22"),
            "negah-می-رود-a-b-1405-09-01.html"
        );
        assert_eq!(meeting_file_name("", "2026-11-22"), "negah-1405-09-01.html");
        assert!(meeting_file_name(&"ا".repeat(500), "2026-11-22").chars().count() < 90);
    }
}
