//! What the palette finds: fixed entries and areas, the best first, with the matching part marked.

use crate::filter::SearchIndex;
use crate::snapshot::Snapshot;
use crate::sorting::Sorting;
use crate::text::{Query, fold};

use super::Words;

/// How many areas are listed; the rest is counted.
pub const MOST_AREAS: usize = 40;

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FinderEntry {
    /// What it is, for the program: `place:map`, `action:undo`, `area:0301`, `indicator:unemployment`.
    pub key: String,
    /// What kind of thing it is, for people.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What tells it from others of the name; may be empty.
    pub note: String,
    /// The keys that do the same; may be empty.
    pub keys: &'static str,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finds {
    /// The entries, the best first.
    pub list: Vec<FinderEntry>,
    /// How many areas match beyond those listed.
    pub rest: usize,
}

/// Entries and areas that match `query`. Without a query: the `recent` ones, then all fixed entries.
pub fn find_entries(
    fixed: Vec<FinderEntry>,
    areas: Option<(&Snapshot, &SearchIndex)>,
    (query, recent): (&str, &[String]),
    words: Words,
) -> Finds {
    let folded = fold(query);
    if folded.is_empty() {
        return Finds { list: recent_first(fixed, areas, recent, words), rest: 0 };
    }
    let needle = Query::new(query);
    let mut matching: Vec<(usize, FinderEntry)> = fixed
        .into_iter()
        .filter_map(|entry| {
            let name = fold(&entry.name);
            let nearness = if name.starts_with(&folded) { 0 } else { 1 };
            needle.matches(&name).then_some((nearness, entry))
        })
        .collect();
    matching.order_by_key(|(nearness, _)| *nearness);
    let mut list: Vec<FinderEntry> = matching.into_iter().map(|(_, entry)| entry).collect();
    let mut rest = 0;
    if let Some((snapshot, search)) = areas {
        let (found, total) = search.best(query, MOST_AREAS, None);
        rest = total - found.len();
        list.extend(found.into_iter().map(|at| area_entry(snapshot, at, words)));
    }
    Finds { list, rest }
}

fn recent_first(
    mut fixed: Vec<FinderEntry>,
    areas: Option<(&Snapshot, &SearchIndex)>,
    recent: &[String],
    words: Words,
) -> Vec<FinderEntry> {
    let mut list = Vec::new();
    for key in recent {
        if let Some(at) = fixed.iter().position(|entry| entry.key == *key) {
            list.push(fixed.remove(at));
        } else if let (Some(code), Some((snapshot, _))) = (key.strip_prefix("area:"), areas)
            && let Some(at) = snapshot.areas.position(code)
        {
            list.push(area_entry(snapshot, at, words));
        }
    }
    list.append(&mut fixed);
    list
}

/// An area with where it lies and its code.
fn area_entry(snapshot: &Snapshot, at: usize, words: Words) -> FinderEntry {
    let code = &snapshot.areas.code[at];
    let place = words.whereabouts(snapshot, at);
    let gap = if place.is_empty() { "" } else { " · " };
    FinderEntry {
        key: format!("area:{code}"),
        kind: words.area_level(snapshot),
        name: words.area(snapshot, at),
        note: format!("{place}{gap}{}", crate::text::isolate(code)),
        keys: "",
    }
}

/// The text in pieces, those that the query's words matched marked. Together they are the text.
pub fn emphasised(text: &str, query: &str) -> Vec<(String, bool)> {
    let folded = fold(text);
    // How long the folded text is up to each letter: folding drops and joins letters.
    let ends: Vec<(usize, usize)> = text
        .char_indices()
        .map(|(at, c)| (at, at + c.len_utf8()))
        .map(|(_, end)| (end, fold(&text[..end]).len()))
        .collect();
    let mut marked = vec![false; ends.len()];
    for word in fold(query).split(' ').filter(|word| !word.is_empty()) {
        let Some(start) = folded.find(word) else { continue };
        let mut before = 0;
        for (mark, (_, end)) in marked.iter_mut().zip(&ends) {
            *mark |= *end > start && before < start + word.len();
            before = *end;
        }
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (c, mark) in text.chars().zip(marked) {
        match pieces.last_mut() {
            Some((piece, own)) if *own == mark => piece.push(c),
            _ => pieces.push((c.to_string(), mark)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;
    use proptest::prelude::*;

    fn marked(text: &str, query: &str) -> String {
        let pieces = emphasised(text, query);
        pieces.into_iter().map(|(piece, mark)| if mark { format!("[{piece}]") } else { piece }).collect()
    }

    #[test]
    fn what_matched_is_marked_however_it_was_typed() {
        assert_eq!(marked("شهرک سرو", "سرو"), "شهرک [سرو]");
        assert_eq!(marked("محله‌ی کوهسار", "كوه"), "محله‌ی [کوه]سار");
        assert_eq!(marked("Robustness", "ROB"), "[Rob]ustness");
        assert_eq!(marked("نقشه", ""), "نقشه");
    }

    #[test]
    fn a_name_that_begins_with_the_query_comes_first() {
        let snapshot = small_snapshot();
        let search = SearchIndex::new(&snapshot);
        let name = snapshot.areas.name[1].clone();
        let entry =
            |name: &str| FinderEntry { key: name.to_owned(), name: name.to_owned(), ..Default::default() };
        let fixed = vec![entry("نمای نقشه"), entry("نقشه")];
        let finds = find_entries(fixed.clone(), None, ("نقشه", &[]), Words::default());
        assert_eq!(
            finds.list.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(),
            ["نقشه", "نمای نقشه"]
        );
        let finds = find_entries(fixed, Some((&snapshot, &search)), (&name, &[]), Words::default());
        assert_eq!(finds.list[0].key, format!("area:{}", snapshot.areas.code[1]));
        assert_eq!(finds.rest, 0);
    }

    #[test]
    fn without_a_query_the_recent_ones_lead() {
        let snapshot = small_snapshot();
        let search = SearchIndex::new(&snapshot);
        let entry = |key: &str| FinderEntry { key: key.to_owned(), ..Default::default() };
        let recent = [format!("area:{}", snapshot.areas.code[0]), "b".to_owned(), "area:unknown".to_owned()];
        let finds = find_entries(
            vec![entry("a"), entry("b")],
            Some((&snapshot, &search)),
            ("  ", &recent),
            Words::default(),
        );
        let keys: Vec<&str> = finds.list.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, [recent[0].as_str(), "b", "a"]);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "[ a-cآا‌ـيك\\-]{0,12}", query in "[ a-cاآیک]{0,4}") {
            let pieces = emphasised(&text, &query);
            prop_assert_eq!(pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>(), text);
            prop_assert!(pieces.windows(2).all(|pair| pair[0].1 != pair[1].1));
        }
    }
}
