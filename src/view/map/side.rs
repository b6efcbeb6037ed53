//! What stands beside the map: the table's order, the brushed areas, lengths and sizes, the saved picture.

use crate::chart::{Rgb, sheet};
use crate::pipeline::Outcome;
use crate::rank::People;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;
use crate::text::Msg;
use crate::view::Words;
use crate::view::naming::scenario_line;

use super::{MapView, Shading};

/// Areas of the filter with a value, the neediest (of a change: those that rose most) first; equal ones in the order of
/// the file.
pub fn map_order(view: &MapView) -> Vec<u32> {
    let mut areas: Vec<u32> = (0..view.values.len() as u32)
        .filter(|at| !view.outside[*at as usize] && !view.values[*at as usize].is_nan())
        .collect();
    let value = |at: &u32| view.values[*at as usize];
    match view.shading {
        Shading::Low => areas.order_by(|a, b| value(a).total_cmp(&value(b))),
        Shading::High | Shading::Change => areas.order_by(|a, b| value(b).total_cmp(&value(a))),
    }
    areas
}

/// How many areas are brushed and how many people live there, as far as that is known.
pub fn marked_text(snapshot: &Snapshot, period: usize, marked: &[usize], words: Words) -> String {
    let n = words.int(marked.len());
    let Some(column) = snapshot.population_column(period) else { return words.fill_one(Msg::MapMarked, &n) };
    let people = People::of(Some(column.raw()), marked.iter().map(|at| *at as u32));
    let text = match people.total() {
        Some(total) => words.fill(Msg::MapMarkedPeople, &[("n", &n), ("people", &words.people(total))]),
        None => words.fill_one(Msg::MapMarked, &n),
    };
    words.with_unknown(text, people.unknown)
}

/// What is said of an area where the map is pointed at: its name and where it is, what the map measures there, its rank.
pub fn area_tip(
    (snapshot, outcome): (&Snapshot, &Outcome),
    area: usize,
    (measure, value): (&str, String),
    words: Words,
) -> String {
    let rank = outcome.ranked.ranking.rank(area);
    let mut lines = vec![words.area(snapshot, area), words.whereabouts(snapshot, area)];
    lines.push(format!("{measure}: {value}"));
    lines.extend(rank.map(|rank| words.fill_one(Msg::RankIs, &words.int(rank as usize))));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// A length on the ground: metres below one kilometre.
pub fn distance_text(km: f64, words: Words) -> String {
    let (key, length) = if km < 1.0 { (Msg::MapMetres, km * 1000.0) } else { (Msg::MapKilometres, km) };
    words.fill_one(key, &words.number(Some(length), 0))
}

/// What a circle of the key stands for.
pub fn size_text(people: f64, words: Words) -> String {
    if people < 1.0 { words.number(Some(people), 2) } else { words.people(people) }
}

/// What is written around the saved picture of a map.
pub fn map_sheet(
    (snapshot, scenario): (&Snapshot, &Scenario),
    view: &MapView,
    shades: &[Rgb],
    words: Words,
) -> sheet::Model {
    let count = |text: &str, n: usize| format!("{text}: {}", words.int(n));
    let class = |(shade, (text, n)): (&Rgb, &(String, usize))| (Some(*shade), count(text, *n));
    let mut key: Vec<(Option<Rgb>, String)> = shades.iter().zip(&view.legend).rev().map(class).collect();
    if view.missing > 0 {
        key.push((None, count(words.say(Msg::MapMissing), view.missing)));
    }
    let said = [view.measure.as_str(), view.note.as_str()].into_iter().filter(|part| !part.is_empty());
    let subtitle = said.collect::<Vec<_>>().join(" · ");
    sheet::Model { subtitle, key, ..chart_sheet((snapshot, scenario), &view.title, words) }
}

/// What is written around the saved picture of a chart that says `title`: scenario and weights, source and date.
pub fn chart_sheet((snapshot, scenario): (&Snapshot, &Scenario), title: &str, words: Words) -> sheet::Model {
    let header = &snapshot.header;
    let issued = [("title", words.label(&header.title)), ("date", words.date(&header.issued))];
    sheet::Model {
        title: title.to_owned(),
        scenario: scenario_line(snapshot, scenario, words),
        foot: words.filled(Msg::MapSheetFoot, &issued),
        warning: header.synthetic.then(|| words.say(Msg::Synthetic).to_owned()),
        ..sheet::Model::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::testing::small_snapshot;

    #[test]
    fn brushed_people_are_counted_and_unknown_ones_said() {
        let snapshot = small_snapshot();
        let text = marked_text(&snapshot, 1, &[0, 1], Words::default());
        assert!(text.contains("۲ مورد") && text.contains("۳٬۰۰۰ نفر"), "{text}");
    }

    #[test]
    fn an_area_without_a_rank_is_told_without_one() {
        let snapshot = small_snapshot();
        let outcome = run(&snapshot, &Scenario::equal_weights(&snapshot)).unwrap();
        let tip = |area| area_tip((&snapshot, &outcome), area, ("امتیاز", "۱".to_owned()), Words::default());
        let first = tip(0);
        let lines: Vec<&str> = first.lines().collect();
        assert_eq!((lines[0], lines[2], lines[3]), ("باغ نو", "امتیاز: ۱", "رتبهٔ ۱"));
        assert_eq!(outcome.ranked.ranking.rank(3), None);
        assert!(!tip(3).contains("رتبه"), "{}", tip(3));
    }

    #[test]
    fn lengths_are_said_in_the_unit_that_fits() {
        assert_eq!(distance_text(20.0, Words::default()), "۲۰ کیلومتر");
        assert_eq!(distance_text(0.2, Words::default()), "۲۰۰ متر");
    }
}
