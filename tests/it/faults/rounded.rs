//! A figure shown beside a comparison has the digits that decided it, and a bar stands as the scenario has it.

use crate::cli::negah;

const SNAPSHOT: &str = "tests/data/faults/12-rounded-to-bar/s.snapshot.json";
const SCENARIO: &str = "tests/data/faults/12-rounded-to-bar/s.scenario.json";

fn explained(area: &str, language: &str) -> String {
    negah(&["--lang", language, "explain", SNAPSHOT, area, "--scenario", SCENARIO]).fine().text().to_owned()
}

#[test]
fn a_score_below_the_bar_never_reads_as_the_bar() {
    // Scores 59.996, 10 and 80 with the cut and a rule at 60.
    let text = explained("A", "en");
    assert!(text.contains("score 59.996") && !text.contains("score 60"), "{text}");
    assert!(text.contains("the score: 59.996") && text.contains("bar 60.00"), "{text}");
    let text = explained("A", "fa");
    assert!(text.contains("امتیاز ۵۹٫۹۹۶"), "{text}");
    // Nothing is near the bar of the others: their scores keep two decimals.
    assert!(explained("C", "en").contains("score 80.00"));
}

#[test]
fn a_percentile_asked_for_stands_with_its_digits() {
    // Two of three areas have as much need or less: 66.67 is below 66.7.
    let text = explained("A", "en");
    assert!(text.contains("percentile 66.67") && text.contains("(percentile 66.7)"), "{text}");
    assert!(!text.contains("percentile 67"), "{text}");
}

#[test]
fn the_list_shows_the_digits_that_keep_an_area_out() {
    let text = negah(&["rank", SNAPSHOT, "--scenario", SCENARIO]).fine().text().to_owned();
    assert!(text.contains("59.996") && text.contains("80.00"), "{text}");
}
