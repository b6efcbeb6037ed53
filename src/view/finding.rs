//! Finding an area by name or code. It shows what is looked for with the rank it has; nothing is ranked anew for it.

use crate::case::Case;
use crate::filter::{AreaSet, SearchIndex};
use crate::pipeline::Outcome;
use crate::text::{Msg, Query};

use super::Words;

/// Most areas that the list under the field names.
const SHOWN: usize = 6;

/// One area found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundArea {
    /// Its position.
    pub area: usize,
    /// Its name.
    pub name: String,
    /// The division it lies in.
    pub whereabouts: String,
    /// The rank it has, whatever is looked for.
    pub rank: String,
}

/// What a search says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindView {
    /// The best of the areas found.
    pub areas: Vec<FoundArea>,
    /// What is to be said below them: how many more there are, or that there is none.
    pub note: Option<String>,
}

/// The areas of the data that match, those that the filter keeps first; the best of them by name with their true ranks.
pub fn find_view(case: &Case, search: &SearchIndex, query: &str, words: Words) -> FindView {
    let Case { snapshot, outcome, .. } = case;
    if Query::new(query).is_empty() {
        return FindView::default();
    }
    let (inside, _) = search.best(query, SHOWN, Some(&outcome.set));
    let (anywhere, total) = search.best(query, SHOWN, None);
    let outside = anywhere.into_iter().filter(|area| !outcome.set.contains(*area));
    let mut areas: Vec<usize> = inside.into_iter().chain(outside).collect();
    areas.truncate(SHOWN);
    let rest = total - areas.len();
    let note = match (total, rest) {
        (0, _) => Some(words.fill_one(Msg::FindNone, query.trim())),
        (_, 0) => None,
        _ => Some(words.fill_one(Msg::FindMore, &words.int(rest))),
    };
    let found = |area: usize| FoundArea {
        area,
        name: words.area(snapshot, area),
        whereabouts: words.division_of(snapshot, area),
        rank: found_rank(outcome, area, words),
    };
    FindView { areas: areas.into_iter().map(found).collect(), note }
}

fn found_rank(outcome: &Outcome, area: usize, words: Words) -> String {
    let ranked = &outcome.ranked;
    let overall = ranked.overall.rank(area);
    match (outcome.set.contains(area), ranked.ranking.rank(area), overall) {
        (false, _, Some(overall)) => words.fill_one(Msg::FindOutside, &words.int(overall as usize)),
        (true, Some(_), _) if !outcome.set.is_all() => super::ranking::rank_text(outcome, area, words),
        (true, Some(rank), _) => words.fill_one(Msg::FindOne, &words.int(rank as usize)),
        _ => words.say(Msg::FindUnscored).to_owned(),
    }
}

/// The areas that a search shows in the list; `None` where nothing is looked for and all are shown.
pub fn find_set(search: &SearchIndex, query: &str) -> Option<AreaSet> {
    (!Query::new(query).is_empty()).then(|| search.find(query))
}

/// How many rows of how many a search shows, and that their ranks are those of the whole list.
pub fn find_note(outcome: &Outcome, found: &AreaSet, words: Words) -> String {
    let n = found.iter().filter(|area| outcome.set.contains(*area)).count();
    let values = [("found", words.int(n)), ("n", words.int(outcome.set.count()))];
    words.filled(Msg::FindCount, &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};
    use crate::view::{Beside, FilterForm, Line, Sort, arrange, headline, order_list, ranking_row, why_view};

    #[test]
    fn searching_a_name_finds_it_and_ranks_nothing_anew() {
        let (snapshot, words) = (small_snapshot(), Words::default());
        let (search, scenario) = (SearchIndex::new(&snapshot), Scenario::equal_weights(&snapshot));
        let case = case_of(&snapshot, &scenario);
        let view = find_view(&case, &search, "كوي", words);
        assert_eq!(view.areas.iter().map(|own| own.area).collect::<Vec<_>>(), [2]);
        assert_eq!((view.areas[0].rank.as_str(), &view.note), ("رتبهٔ ۲", &None));
        // The rows shown are those found, as they stand in the whole list.
        let found = find_set(&search, "کوی").unwrap();
        let order = order_list(&case, Sort::default(), Beside::default());
        let lines = arrange(&case, &order, (Some(1), &[])).only(&found);
        assert_eq!(lines.lines.iter().filter(|own| matches!(own, Line::Area(_))).count(), 1);
        let row = ranking_row(&case, 2, words);
        assert_eq!((row.rank.as_str(), row.overall), ("۲", None));
        assert!(!why_view(&case, 2, words).title.contains("اول"));
        assert!(find_note(&case.outcome, &found, words).contains("۱ مورد از ۴ مورد"));
        // Under a true filter it is the filter that ranks anew, and that is said.
        let filtered = Scenario { filter: Filter::Search("کوی".into()), ..scenario };
        let narrow = case_of(&snapshot, &filtered);
        assert_ne!(headline(&narrow, words), headline(&case, words));
        let chips = FilterForm::from_filter(&filtered.filter).chips(&snapshot, words);
        assert_eq!(chips[0].text, "نام یا کد با «کوی»");
        let view = find_view(&narrow, &search, "کوی", words);
        assert_eq!(view.areas[0].rank, "در فیلتر ۱ از ۱ · در کل ۲ از ۲");
    }

    #[test]
    fn what_a_filter_leaves_out_is_found_with_its_rank_in_all() {
        let (snapshot, words) = (small_snapshot(), Words::default());
        let search = SearchIndex::new(&snapshot);
        let filter = Filter::Search("کوی".into());
        let case = case_of(&snapshot, &Scenario { filter, ..Scenario::equal_weights(&snapshot) });
        let view = find_view(&case, &search, "باغ", words);
        assert_eq!(view.areas[0].rank, "بیرون از فیلتر، رتبه در کل ۱");
        let none = find_view(&case, &search, "هیچ‌جا", words);
        assert!(none.areas.is_empty() && none.note.unwrap().contains("هیچ‌جا"));
        assert_eq!(find_view(&case, &search, "  ", words), FindView::default());
        assert!(find_set(&search, " ").is_none());
    }

    #[test]
    fn a_heading_of_a_group_counts_the_whole_group() {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let order = order_list(&case, Sort::default(), Beside::default());
        let all = arrange(&case, &order, (Some(1), &[]));
        let found = find_set(&SearchIndex::new(&snapshot), "باغ").unwrap();
        let shown = all.only(&found);
        assert_eq!((shown.lines.len(), &shown.heads), (2, &all.heads), "one heading, one row");
        let Line::Head(at) = shown.lines[0] else { panic!("{:?}", shown.lines) };
        assert_eq!(shown.heads[at as usize].count, 2);
    }
}
