//! The slides of a meeting: which ones, in what order, with titles and notes of one's own.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::pipeline::Outcome;
use crate::rank::People;
use crate::sensitivity::{Certainty, Setting};
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;
use super::robustness::Sure;
use super::weights::WeightGroup;

/// Rows of the list on one slide: as many as can be read from six metres.
pub const ROWS_A_SLIDE: usize = 8;
/// Rows of the robustness result on one slide.
pub const BANDS_A_SLIDE: usize = 9;
/// Most pages of one slide; what follows is counted on the last one.
const PAGES: usize = 8;
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

/// The deck that nobody has arranged yet: the finding, map, list and robustness, the areas chosen (or the first
/// five of the list), the comparison and the method. The selected area comes first of the areas.
pub fn automatic(case: &Case, (chosen, selected): (&[usize], Option<usize>)) -> Deck {
    let Case { snapshot, outcome, .. } = case;
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
    /// Page of the list or of the robustness result, from 0.
    pub page: usize,
    /// Pages of it; 1 elsewhere.
    pub pages: usize,
}

/// The screens of a deck: slides left out, slides of areas that these data lack and a robustness result that has not been
/// computed are passed over, the list and the robustness result are cut into pages; `sure` is how many rows the robustness result has
/// ([`sure_rows`]), `None` where it is not known.
pub fn screens(deck: &[Slide], snapshot: &Snapshot, outcome: &Outcome, sure: Option<usize>) -> Vec<Screen> {
    let mut all = Vec::new();
    for (slide, own) in deck.iter().enumerate().filter(|(_, own)| !own.hidden) {
        let area = snapshot.areas.position(&own.area).filter(|_| own.topic == Topic::Area);
        let pages = match own.topic {
            Topic::Area => usize::from(area.is_some()),
            Topic::Sureness => sure.map_or(0, |rows| rows.div_ceil(BANDS_A_SLIDE).clamp(1, PAGES)),
            Topic::List => list_pages(outcome),
            Topic::Overview | Topic::Map | Topic::Compare | Topic::Method => 1,
        };
        all.extend((0..pages).map(|page| Screen { slide, topic: own.topic, area, page, pages }));
    }
    all
}

/// The rows of the robustness slides in the order of their ranks: the whole list, and whatever else is borderline under
/// the setting shown.
pub fn sure_rows(sure: Sure, setting: Setting) -> Vec<u32> {
    let is_open = |area: u32| {
        let chance = sure.chance(setting, area as usize);
        chance.is_some_and(|own| Certainty::of(own.in_top) == Certainty::Borderline)
    };
    let listed: HashSet<u32> = sure.found.list.iter().copied().collect();
    sure.order().into_iter().filter(|area| listed.contains(area) || is_open(*area)).collect()
}

/// Which of so many rows of the robustness result a page shows, and what the slide says of it and of what no page shows.
pub fn sure_page(n_rows: usize, page: usize, words: Words) -> (Range<usize>, String) {
    let end = ((page + 1) * BANDS_A_SLIDE).min(n_rows);
    let start = (page * BANDS_A_SLIDE).min(end);
    let (from, to, n) = (words.int(start + 1), words.int(end), words.int(n_rows));
    let mut text = words.fill(Msg::SlideSureRows, &[("from", &from), ("to", &to), ("n", &n)]);
    if page + 1 == PAGES && end < n_rows {
        text = format!("{text} · {}", words.fill_one(Msg::SlideSureCut, &words.int(n_rows - end)));
    }
    (start..end, text)
}

/// Rows that the list's slides have to show: the areas in the list; where it holds none, the first two pages of the
/// ranking.
fn list_rows(outcome: &Outcome) -> Vec<u32> {
    let mut rows = outcome.listed();
    if rows.is_empty() {
        rows.clone_from(&outcome.ranked.ranking.order);
        rows.truncate(2 * ROWS_A_SLIDE);
    }
    rows
}

fn list_pages(outcome: &Outcome) -> usize {
    list_rows(outcome).len().div_ceil(ROWS_A_SLIDE).clamp(1, PAGES)
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage {
    /// The areas on it.
    pub areas: Vec<u32>,
    /// Its finding: which rows of how many.
    pub title: String,
    /// What no page shows, and where it is: on the last page, and only where there is such.
    pub left_out: Vec<String>,
}

/// A page of the list, with what the slides leave out.
pub fn list_page(outcome: &Outcome, page: usize, words: Words) -> ListPage {
    let (ranking, rows) = (&outcome.ranked.ranking, list_rows(outcome));
    let end = ((page + 1) * ROWS_A_SLIDE).min(rows.len());
    let start = (page * ROWS_A_SLIDE).min(end);
    let of = [start + 1, end, rows.len()].map(|at| words.int(at));
    let title = words.fill(Msg::SlideListTitle, &[("from", &of[0]), ("to", &of[1]), ("n", &of[2])]);
    let mut left_out = Vec::new();
    if page + 1 == list_pages(outcome) {
        let ranked = rows.iter().filter(|at| ranking.rank(**at as usize).is_some()).count();
        let rest = [(rows.len() - end, Msg::SlideListCut), (ranking.len() - ranked, Msg::SlideListRest)];
        let rest = rest.into_iter().filter(|own| own.0 > 0);
        left_out.extend(rest.map(|(n, key)| words.fill(key, &[("n", &words.int(n))])));
    }
    ListPage { areas: rows[start..end].to_vec(), title, left_out }
}

/// The first rows of the list for the slide of the main finding, and what they are; where the list is empty, of the
/// ranking.
pub fn first_rows(outcome: &Outcome, words: Words) -> (Vec<u32>, String) {
    let mut rows = list_rows(outcome);
    let n = words.int(rows.len());
    rows.truncate(FIRST_AREAS);
    let title = words.fill(Msg::SlideFirstOf, &[("shown", &words.int(rows.len())), ("n", &n)]);
    (rows, title)
}

/// How many sentences the slide of an area has room for.
const SENTENCES: usize = 4;

/// As many sentences as a slide has room for; how many more there are, and where.
pub fn slide_sentences(mut sentences: Vec<String>, words: Words) -> Vec<String> {
    let rest = sentences.len().saturating_sub(SENTENCES);
    if rest > 0 {
        sentences.truncate(SENTENCES);
        sentences.push(words.fill_one(Msg::SlideWhyMore, &words.int(rest)));
    }
    sentences
}

/// How many weights the slide of the method has room for.
const WEIGHTS: usize = 8;

/// The weights that the slide of the method shows, and a line on the others together.
pub fn slide_weights(mut groups: Vec<WeightGroup>, words: Words) -> (Vec<WeightGroup>, Option<String>) {
    let rest = groups.split_off(groups.len().min(WEIGHTS));
    let share: f64 = rest.iter().map(|own| own.share).sum();
    let values = [("n", words.int(rest.len())), ("share", words.exact_percent(Some(share)))];
    (groups, (!rest.is_empty()).then(|| words.filled(Msg::SlideWeightsMore, &values)))
}

/// What must be said to who arranges the slides where more areas are marked than get one by themselves.
pub fn areas_capped(chosen: &[usize], words: Words) -> Option<String> {
    let values = [("n", words.int(chosen.len())), ("most", words.int(MOST_AREAS))];
    (chosen.len() > MOST_AREAS).then(|| words.filled(Msg::SlidesCapped, &values))
}

/// The figures beside the main finding: label and value.
pub fn key_figures(case: &Case, words: Words) -> Vec<(String, String)> {
    let Case { snapshot, outcome, .. } = case;
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
        (
            words.fill_one(Msg::KeyAreas, &words.ezafe(&words.area_level(snapshot))),
            words.int(outcome.set.count()),
        ),
    ];
    figures.splice(1..1, share);
    figures.extend(people);
    figures.push((words.say(Msg::KeyCoverage).to_owned(), words.percent(Some(outcome.mean_coverage()))));
    figures
}

/// What other weights would change in the list: how many come in and go out, and the names of the first of them.
pub fn trial_text(snapshot: &Snapshot, (before, now): (&Outcome, &Outcome), words: Words) -> String {
    let (old, new) = (before.listed(), now.listed());
    let without = |of: &[u32], other: &[u32]| -> Vec<u32> {
        let other: HashSet<u32> = other.iter().copied().collect();
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
            ("unit", &words.area_level(snapshot)),
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
    use crate::rank::Cut;
    use crate::scenario::{Lock, Membership, Scenario};
    use crate::testing::{case_of, small_snapshot};

    fn both() -> (Snapshot, Case) {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        (snapshot, case)
    }

    /// The first `count` areas, with 04, which has no score, kept in the list.
    fn with_one_kept_in(count: u32, others: &[(&str, Membership)]) -> (Snapshot, Case) {
        let snapshot = small_snapshot();
        let lock = |(area, list): (&str, Membership)| Lock::new(area, list, "سیل");
        let locks = [("04", Membership::In)].iter().chain(others).copied().map(lock).collect();
        let scenario = Scenario { cut: Cut::Count(count), locks, ..Scenario::equal_weights(&snapshot) };
        let case = case_of(&snapshot, &scenario);
        assert!(case.outcome.ranked.ranking.unscored.contains(&3));
        (snapshot, case)
    }

    #[test]
    fn the_automatic_deck_takes_the_areas_chosen_else_the_first() {
        let (_, case) = both();
        let areas = |deck: &Deck| deck.iter().filter(|slide| slide.topic == Topic::Area).count();
        assert_eq!(areas(&automatic(&case, (&[1], None))), 1);
        assert_eq!(areas(&automatic(&case, (&[1], Some(0)))), 2);
        assert_eq!(areas(&automatic(&case, (&[1], Some(1)))), 1);
        assert_eq!(areas(&automatic(&case, (&[], None))), case.outcome.ranked.ranking.order.len().min(5));
    }

    #[test]
    fn screens_pass_over_what_cannot_be_shown() {
        let (snapshot, case) = both();
        let mut deck =
            vec![Slide::of(Topic::Sureness), Slide::of_area("no such code"), Slide::of(Topic::Map)];
        assert_eq!(screens(&deck, &snapshot, &case.outcome, None).len(), 1);
        assert_eq!(screens(&deck, &snapshot, &case.outcome, Some(2)).len(), 2);
        deck[2].hidden = true;
        assert!(screens(&deck, &snapshot, &case.outcome, None).is_empty());
    }

    #[test]
    fn pages_of_the_list_hold_each_row_once_and_say_what_is_left_out() {
        let (_, case) = both();
        let words = Words::default();
        let pages = list_pages(&case.outcome);
        let rows: Vec<u32> =
            (0..pages).flat_map(|page| list_page(&case.outcome, page, words).areas).collect();
        assert_eq!(rows, case.outcome.listed());
        assert_eq!(list_page(&case.outcome, pages - 1, words).left_out, Vec::<String>::new());
        assert!(
            list_page(&case.outcome, 0, words).title.contains("۱ تا ۲ از ۲"),
            "{:?}",
            list_page(&case.outcome, 0, words)
        );
        // A list of a hundred rows does not fit: what is missing is counted, and where it is.
        let mut long = (*case.outcome).clone();
        let ranked = std::sync::Arc::make_mut(&mut long.ranked);
        let codes: Vec<String> = (0..100).map(|at| format!("{at:03}")).collect();
        let scores: Vec<f64> = (0..100).map(f64::from).collect();
        ranked.ranking = crate::rank::rank(&scores, &crate::filter::AreaSet::all(100), &codes);
        ranked.cut = crate::rank::cut_line(Cut::Count(90), &ranked.ranking, (&scores, None), &[]);
        let pages = list_pages(&long);
        let shown: usize = (0..pages).map(|page| list_page(&long, page, words).areas.len()).sum();
        let told = list_page(&long, pages - 1, words).left_out;
        assert!(told[0].starts_with(&words.int(90 - shown)) && told[0].contains("اولویت‌بندی"), "{told:?}");
        assert!(told[1].contains("۱۰"), "{told:?}");
    }

    #[test]
    fn the_pages_of_robustness_hold_the_whole_list_and_all_that_is_borderline() {
        let case = super::super::robustness::with_choices();
        let (sure, setting, words) = (case.sure(), Setting::Uniform, Words::default());
        let rows = sure_rows(sure, setting);
        assert!(sure.found.list.iter().all(|area| rows.contains(area)), "{rows:?}");
        for area in sure.order() {
            let chance = sure.chance(setting, area as usize).unwrap().in_top;
            let wanted = sure.found.list.contains(&area) || (chance > 0.1 && chance < 0.9);
            assert_eq!(rows.contains(&area), wanted, "{area}: {chance}");
        }
        // Twelve rows make two slides, where nine were shown and the rest was silent.
        let deck = [Slide::of(Topic::Sureness)];
        let all = screens(&deck, &sure.case.snapshot, &sure.case.outcome, Some(12));
        assert_eq!(all.iter().map(|own| (own.page, own.pages)).collect::<Vec<_>>(), [(0, 2), (1, 2)]);
        let (shown, text) = sure_page(12, 1, words);
        assert_eq!(shown, 9..12);
        assert!(text.contains("۱۰ تا ۱۲ از ۱۲"), "{text}");
        let all = screens(&deck, &sure.case.snapshot, &sure.case.outcome, Some(500));
        let (shown, text) = sure_page(500, all.len() - 1, words);
        assert!(text.contains(&words.int(500 - shown.end)) && text.contains("پایداری"), "{text}");
    }

    #[test]
    fn no_slide_drops_anything_unsaid() {
        let words = Words { language: crate::text::Language::En };
        let many: Vec<String> = (0..7).map(|at| format!("Sentence {at}.")).collect();
        let told = slide_sentences(many.clone(), words);
        assert_eq!(told[..4], many[..4]);
        assert!(told[4].starts_with("3 more") && told.len() == 5, "{told:?}");
        assert_eq!(slide_sentences(many[..4].to_vec(), words), many[..4]);

        let (snapshot, case) = both();
        let scenario = Scenario::equal_weights(&snapshot);
        let own = crate::view::weight_groups(&snapshot, &scenario, None, words)[0].clone();
        let groups = vec![WeightGroup { share: 0.1, ..own }; 10];
        let (shown, rest) = slide_weights(groups.clone(), words);
        assert_eq!((shown.len(), rest.unwrap().as_str()), (8, "2 more parts, 20% together"));
        assert_eq!(slide_weights(groups[..8].to_vec(), words).1, None);

        let figures = key_figures(&case, words);
        let has = |key: Msg| figures.iter().any(|own| own.0 == words.say(key));
        assert!(has(Msg::KeyCoverage) && has(Msg::KeyPopulation) && has(Msg::SlideListShare), "{figures:?}");
        assert!(
            first_rows(&case.outcome, words).1.contains("first 2 of the 2"),
            "{:?}",
            first_rows(&case.outcome, words)
        );
        assert_eq!(areas_capped(&[0; 12], words), None);
        assert!(areas_capped(&[0; 13], words).unwrap().contains("13"));
    }

    #[test]
    fn the_pages_hold_the_list_with_every_decision_on_it() {
        let words = Words { language: crate::text::Language::En };
        let page = |outcome: &Outcome| {
            let own = list_page(outcome, 0, words);
            (own.areas, own.left_out.concat())
        };
        let (_, case) = with_one_kept_in(2, &[]);
        let order = &case.outcome.ranked.ranking.order;
        let (areas, left_out) = page(&case.outcome);
        assert_eq!(areas, vec![order[0], 3]);
        assert!(left_out.contains(&format!("and {} more", order.len() - 1)), "{left_out}");
        let code = ["01", "02", "03", "04"][order[0] as usize];
        let (_, without) = with_one_kept_in(2, &[(code, Membership::Out)]);
        assert_eq!(page(&without.outcome).0, vec![order[1], 3]);
        // The list is longer than the ranking.
        let (_, all) = with_one_kept_in(9, &[]);
        assert_eq!(page(&all.outcome), ([order.as_slice(), &[3]].concat(), String::new()));
    }

    #[test]
    fn a_trial_compares_the_lists_with_every_decision_on_them() {
        let words = Words::default();
        let (snapshot, before) = with_one_kept_in(9, &[]);
        assert_eq!(
            trial_text(&snapshot, (&before.outcome, &before.outcome), words),
            words.say(Msg::TrialSame)
        );
        let first = snapshot.areas.code[before.outcome.ranked.ranking.order[0] as usize].clone();
        let (_, now) = with_one_kept_in(9, &[(&first, Membership::Out)]);
        let told = trial_text(&snapshot, (&before.outcome, &now.outcome), words);
        assert!(
            told.contains(&words.area(&snapshot, before.outcome.ranked.ranking.order[0] as usize)),
            "{told}"
        );
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
