//! The slides of a meeting: which ones, in what order, with titles and notes of one's own.

use serde::{Deserialize, Serialize};

use crate::pipeline::Outcome;
use crate::rank::People;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;

/// Rows of the list on one slide: as many as can be read from six metres.
pub const ROWS_A_SLIDE: usize = 8;
/// Most pages of the list; what follows is counted on the last one.
const LIST_PAGES: usize = 6;
/// Areas that get a slide of their own where nobody chose any.
const FIRST_AREAS: usize = 5;
/// Most areas that get one by themselves.
const MOST_AREAS: usize = 12;

/// What a slide is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The finding with the key figures.
    Overview,
    /// The map of scores.
    Map,
    /// The list, in pages.
    List,
    /// How sure the list is; passed over until it has been computed.
    Sureness,
    /// One area.
    Area,
    /// The list beside another one.
    Compare,
    /// The method in short.
    Method,
}

impl Topic {
    /// Every topic that can be added by itself, in the order of a meeting.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::Map, Self::List, Self::Sureness, Self::Compare, Self::Method];

    /// The topic's name.
    pub fn label(self) -> Msg {
        match self {
            Self::Overview => Msg::SlideOverview,
            Self::Map => Msg::SlideMap,
            Self::List => Msg::SlideList,
            Self::Sureness => Msg::SlideSureness,
            Self::Area => Msg::SlideArea,
            Self::Compare => Msg::SlideCompare,
            Self::Method => Msg::SlideMethod,
        }
    }
}

/// One slide, or the pages of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slide {
    /// What it is about.
    pub topic: Topic,
    /// Code of the area, for [`Topic::Area`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// A title of one's own; empty for the computed finding.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What the presenter wants to say; never shown to the room.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it is left out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Slide {
    /// A slide about a topic, as computed.
    pub fn of(topic: Topic) -> Self {
        Self { topic, area: String::new(), title: String::new(), note: String::new(), hidden: false }
    }

    /// A slide about the area with a code.
    pub fn of_area(code: &str) -> Self {
        Self { area: code.to_owned(), ..Self::of(Topic::Area) }
    }

    /// The name under which the slide is arranged.
    pub fn name(&self, snapshot: &Snapshot, words: Words) -> String {
        let area = snapshot.areas.position(&self.area).filter(|_| self.topic == Topic::Area);
        let topic = words.say(self.topic.label());
        area.map_or_else(|| topic.to_owned(), |at| format!("{topic}: {}", words.area(snapshot, at)))
    }
}

/// Slides in their order; an empty deck is made anew from what is on the screen, see [`automatic`].
pub type Deck = Vec<Slide>;

/// The deck that nobody has arranged yet: the finding, map, list and sureness, the areas chosen (or the first
/// five of the list), the comparison and the method. The selected area comes first of the areas.
pub fn automatic(
    snapshot: &Snapshot,
    outcome: &Outcome,
    (chosen, selected): (&[usize], Option<usize>),
) -> Deck {
    let first = outcome.ranked.ranking.order.iter().take(FIRST_AREAS).map(|at| *at as usize);
    let mut areas: Vec<usize> = selected.into_iter().collect();
    let more: Vec<usize> = if chosen.is_empty() { first.collect() } else { chosen.to_vec() };
    areas.extend(more.into_iter().filter(|at| Some(*at) != selected));
    areas.truncate(MOST_AREAS);
    let codes = areas.iter().filter_map(|at| snapshot.areas.code.get(*at));
    let mut deck: Deck =
        [Topic::Overview, Topic::Map, Topic::List, Topic::Sureness].into_iter().map(Slide::of).collect();
    deck.extend(codes.map(|code| Slide::of_area(code)));
    deck.extend([Topic::Compare, Topic::Method].map(Slide::of));
    deck
}

/// One screen of the presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Position of the slide in the deck.
    pub slide: usize,
    /// What it is about.
    pub topic: Topic,
    /// The area, for [`Topic::Area`].
    pub area: Option<usize>,
    /// Page of the list, from 0.
    pub page: usize,
    /// Pages of the list; 1 elsewhere.
    pub pages: usize,
}

/// The screens of a deck: slides left out, slides of areas that these data lack and a sureness that has not been
/// computed are passed over, the list is cut into pages.
pub fn screens(deck: &[Slide], snapshot: &Snapshot, outcome: &Outcome, sure: bool) -> Vec<Screen> {
    let mut all = Vec::new();
    for (slide, own) in deck.iter().enumerate().filter(|(_, own)| !own.hidden) {
        let area = snapshot.areas.position(&own.area).filter(|_| own.topic == Topic::Area);
        let passed_over =
            (own.topic == Topic::Area && area.is_none()) || (own.topic == Topic::Sureness && !sure);
        if passed_over {
            continue;
        }
        let pages = if own.topic == Topic::List { list_pages(outcome) } else { 1 };
        all.extend((0..pages).map(|page| Screen { slide, topic: own.topic, area, page, pages }));
    }
    all
}

/// Rows that the list's slides show: the areas in the list, or the first two pages where it holds none or all that are
/// ranked.
fn list_rows(outcome: &Outcome) -> Vec<u32> {
    let ranking = &outcome.ranked.ranking;
    let mut rows = outcome.listed();
    let n_ranked = rows.iter().filter(|at| ranking.rank(**at as usize).is_some()).count();
    let pages = if rows.is_empty() || n_ranked == ranking.len() { 2 } else { LIST_PAGES };
    if rows.is_empty() {
        rows.clone_from(&ranking.order);
    }
    rows.truncate(pages * ROWS_A_SLIDE);
    rows
}

fn list_pages(outcome: &Outcome) -> usize {
    list_rows(outcome).len().div_ceil(ROWS_A_SLIDE).max(1)
}

/// The areas on one page of the list, and, on the last one, how many ranked areas no page shows.
pub fn list_page(outcome: &Outcome, page: usize) -> (Vec<u32>, usize) {
    let (ranking, rows) = (&outcome.ranked.ranking, list_rows(outcome));
    let end = ((page + 1) * ROWS_A_SLIDE).min(rows.len());
    let start = (page * ROWS_A_SLIDE).min(end);
    let shown = rows.iter().filter(|at| ranking.rank(**at as usize).is_some()).count();
    let rest = if end == rows.len() { ranking.len() - shown } else { 0 };
    (rows[start..end].to_vec(), rest)
}

/// The figures beside the main finding: label and value.
pub fn key_figures(snapshot: &Snapshot, outcome: &Outcome, words: Words) -> Vec<(String, String)> {
    let cut = outcome.ranked.cut;
    let list = words.int(cut.count);
    let people = snapshot.population_column(outcome.period).map(|column| {
        let people = People::of(Some(column.raw()), outcome.set.iter().map(|at| at as u32));
        let text = words.number(people.total(), 0);
        (words.say(Msg::KeyPopulation).to_owned(), words.with_unknown(text, people.unknown))
    });
    let share = people.is_some().then(|| {
        let text = match cut.population_share {
            Some(share) if cut.is_partly_known() => {
                words.fill_one(Msg::OfKnownPeople, &words.percent(Some(share)))
            }
            share => words.percent(share),
        };
        (words.say(Msg::SlideListShare).to_owned(), text)
    });
    let mut figures = vec![
        (words.say(Msg::KeyList).to_owned(), list),
        (words.fill_one(Msg::KeyAreas, &words.area_level(snapshot)), words.int(outcome.set.count())),
    ];
    figures.splice(1..1, share);
    figures.extend(people);
    figures.push((words.say(Msg::KeyCoverage).to_owned(), words.percent(Some(outcome.mean_coverage()))));
    figures.truncate(4);
    figures
}

/// What other weights would change in the list: how many come in and go out, and the names of the first of them.
pub fn trial_text(snapshot: &Snapshot, (before, now): (&Outcome, &Outcome), words: Words) -> String {
    let (old, new) = (before.listed(), now.listed());
    let without = |of: &[u32], other: &[u32]| -> Vec<u32> {
        let other: std::collections::HashSet<u32> = other.iter().copied().collect();
        of.iter().copied().filter(|at| !other.contains(at)).collect()
    };
    let (enter, leave) = (without(&new, &old), without(&old, &new));
    if enter.is_empty() && leave.is_empty() {
        return words.say(Msg::TrialSame).to_owned();
    }
    let some = |areas: &[u32]| {
        let names: Vec<String> = areas.iter().take(3).map(|at| words.area(snapshot, *at as usize)).collect();
        let more = if areas.len() > names.len() { " …" } else { "" };
        if names.is_empty() { words.number(None, 0) } else { words.list(&names) + more }
    };
    words.fill(
        Msg::TrialChange,
        &[
            ("in", &words.int(enter.len())),
            ("out", &words.int(leave.len())),
            ("enter", &some(&enter)),
            ("leave", &some(&leave)),
        ],
    )
}

/// The deck with the slide at `from` moved so that it stands at `to`.
pub fn moved(deck: &[Slide], from: usize, to: usize) -> Deck {
    let mut next = deck.to_vec();
    if from < next.len() {
        let slide = next.remove(from);
        next.insert(to.min(next.len()), slide);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::rank::Cut;
    use crate::scenario::{Lock, Membership, Scenario};
    use crate::testing::small_snapshot;

    fn both() -> (Snapshot, Outcome) {
        let snapshot = small_snapshot();
        let outcome = run(&snapshot, &Scenario::equal_weights(&snapshot)).unwrap();
        (snapshot, outcome)
    }

    /// The first `count` areas, with 04, which has no score, kept in the list.
    fn with_one_kept_in(count: u32, others: &[(&str, Membership)]) -> (Snapshot, Outcome) {
        let snapshot = small_snapshot();
        let lock = |(area, list): (&str, Membership)| Lock {
            area: area.to_owned(),
            list,
            reason: "سیل".to_owned(),
            date: None,
        };
        let locks = [("04", Membership::In)].iter().chain(others).copied().map(lock).collect();
        let scenario = Scenario { cut: Cut::Count(count), locks, ..Scenario::equal_weights(&snapshot) };
        let outcome = run(&snapshot, &scenario).unwrap();
        assert!(outcome.ranked.ranking.unscored.contains(&3));
        (snapshot, outcome)
    }

    #[test]
    fn the_automatic_deck_takes_the_areas_chosen_else_the_first() {
        let (snapshot, outcome) = both();
        let areas = |deck: &Deck| deck.iter().filter(|slide| slide.topic == Topic::Area).count();
        assert_eq!(areas(&automatic(&snapshot, &outcome, (&[1], None))), 1);
        assert_eq!(areas(&automatic(&snapshot, &outcome, (&[1], Some(0)))), 2);
        assert_eq!(areas(&automatic(&snapshot, &outcome, (&[1], Some(1)))), 1);
        assert_eq!(
            areas(&automatic(&snapshot, &outcome, (&[], None))),
            outcome.ranked.ranking.order.len().min(5)
        );
    }

    #[test]
    fn screens_pass_over_what_cannot_be_shown() {
        let (snapshot, outcome) = both();
        let mut deck =
            vec![Slide::of(Topic::Sureness), Slide::of_area("no such code"), Slide::of(Topic::Map)];
        assert_eq!(screens(&deck, &snapshot, &outcome, false).len(), 1);
        assert_eq!(screens(&deck, &snapshot, &outcome, true).len(), 2);
        deck[2].hidden = true;
        assert!(screens(&deck, &snapshot, &outcome, false).is_empty());
    }

    #[test]
    fn pages_of_the_list_hold_each_row_once_and_count_the_rest() {
        let (_, outcome) = both();
        let pages = list_pages(&outcome);
        let rows: Vec<u32> = (0..pages).flat_map(|page| list_page(&outcome, page).0.to_vec()).collect();
        let rest = list_page(&outcome, pages - 1).1;
        assert_eq!(rows, outcome.ranked.ranking.order[..rows.len()]);
        assert_eq!(rows.len() + rest, outcome.ranked.ranking.order.len());
    }

    #[test]
    fn the_pages_hold_the_list_with_every_decision_on_it() {
        let (_, outcome) = with_one_kept_in(2, &[]);
        let order = &outcome.ranked.ranking.order;
        assert_eq!(list_page(&outcome, 0), (vec![order[0], 3], order.len() - 1));
        let code = ["01", "02", "03", "04"][order[0] as usize];
        let (_, without) = with_one_kept_in(2, &[(code, Membership::Out)]);
        assert_eq!(list_page(&without, 0), (vec![order[1], 3], order.len() - 1));
        // The list is longer than the ranking.
        let (_, all) = with_one_kept_in(9, &[]);
        assert_eq!(list_page(&all, 0), ([order.as_slice(), &[3]].concat(), 0));
    }

    #[test]
    fn a_trial_compares_the_lists_with_every_decision_on_them() {
        let words = Words::default();
        let (snapshot, before) = with_one_kept_in(9, &[]);
        assert_eq!(trial_text(&snapshot, (&before, &before), words), words.say(Msg::TrialSame));
        let first = snapshot.areas.code[before.ranked.ranking.order[0] as usize].clone();
        let (_, now) = with_one_kept_in(9, &[(&first, Membership::Out)]);
        let told = trial_text(&snapshot, (&before, &now), words);
        assert!(told.contains(&words.area(&snapshot, before.ranked.ranking.order[0] as usize)), "{told}");
    }

    #[test]
    fn a_slide_moves_to_where_it_is_put() {
        let deck = [Topic::Overview, Topic::Map, Topic::List].map(Slide::of);
        let topics = |deck: Deck| deck.iter().map(|slide| slide.topic).collect::<Vec<_>>();
        assert_eq!(topics(moved(&deck, 0, 2)), [Topic::Map, Topic::List, Topic::Overview]);
        assert_eq!(topics(moved(&deck, 2, 0)), [Topic::List, Topic::Overview, Topic::Map]);
        assert_eq!(topics(moved(&deck, 9, 0)), [Topic::Overview, Topic::Map, Topic::List]);
    }

    #[test]
    fn a_deck_survives_the_file() {
        let deck = vec![Slide { note: "آب".to_owned(), ..Slide::of_area("A1") }, Slide::of(Topic::Map)];
        let text = serde_json::to_string(&deck).unwrap();
        assert_eq!(serde_json::from_str::<Deck>(&text).unwrap(), deck);
        assert!(text.contains("{\"topic\":\"map\"}"), "{text}");
    }
}
