//! What a scenario is called. A changed one never goes by the name of what it was made from.
//!
//! Whether it is changed is known by comparing it with the scenario opened or saved last, its base; nobody sets a mark.

use crate::filter::Filter;
use crate::scenario::Scenario;
use crate::score::{IndexNode, Method, shares};
use crate::snapshot::{Label, Snapshot};
use crate::sorting::Sorting;
use crate::text::{Language, Msg, fill};
use crate::tolerance::Tolerance;

use super::Words;
use super::choices::flat_words;
use super::filter_form::FilterForm;
use super::weights::{WeightGroup, weight_groups};

/// Gives `scenario` the name that is true of it: its base's own where every choice is the base's, else that it is a
/// changed one, with a note that says what it was made from and what differs.
pub fn name_truly(scenario: &mut Scenario, base: &Scenario) {
    let changed = changes(base, scenario);
    if changed.is_empty() {
        scenario.title.clone_from(&base.title);
        scenario.note.clone_from(&base.note);
        return;
    }
    scenario.title = changed_title(&base.title);
    scenario.note = Some(based_on(base, &changed));
}

/// A scenario that is opened, with the base that its name is told against. One that calls itself the baseline, but is not
/// it, is a changed baseline.
pub fn named_on_opening(mut scenario: Scenario, snapshot: &Snapshot) -> (Scenario, Scenario) {
    let equal = Scenario::equal_weights(snapshot);
    if scenario.title == equal.title && !changes(&equal, &scenario).is_empty() {
        name_truly(&mut scenario, &equal);
        return (scenario, equal);
    }
    (scenario.clone(), scenario)
}

/// The choices in which two scenarios differ, by the names that the page has for them; empty where both give the same
/// list by the same method. Title, note and the data a scenario was made for are no choices, and neither are the locks that
/// keep a slider where it is.
pub fn changes(base: &Scenario, now: &Scenario) -> Vec<Msg> {
    // Taken apart, so that a choice added to scenarios cannot be forgotten here.
    let Scenario {
        format: _,
        version: _,
        title: _,
        note: _,
        snapshot: _,
        period,
        filter,
        impute,
        treat,
        normalise,
        within,
        missing,
        index,
        flat,
        tiers,
        cut,
        locks,
        rules,
        robustness,
    } = now;
    let differs = [
        (*period != base.period, Msg::Period),
        (*filter != base.filter && controls(filter) != controls(&base.filter), Msg::Filters),
        (!same_weights(index, &base.index), Msg::Weights),
        (skeleton(index) != skeleton(&base.index), Msg::ChangedIndex),
        (*flat != base.flat, Msg::ChangedFlat),
        (*normalise != base.normalise || *within != base.within, Msg::Normalisation),
        (*impute != base.impute || *missing != base.missing, Msg::ImputeLabel),
        (*treat != base.treat, Msg::TreatLabel),
        (*tiers != base.tiers, Msg::TiersKind),
        (*cut != base.cut, Msg::Cut),
        (*locks != base.locks, Msg::ChangedLocks),
        (*rules != base.rules, Msg::GroupFlag),
        (*robustness != base.robustness, Msg::ChangedRobustness),
    ];
    differs.into_iter().filter(|own| own.0).map(|own| own.1).collect()
}

/// A filter as its controls hold it, in an order of their own: what was chosen and unchosen again is not there.
fn controls(filter: &Filter) -> FilterForm {
    let mut form = FilterForm::from_filter(filter);
    form.divisions.sort_unstable();
    form.kinds.sort_unstable();
    form.areas.sort_unstable();
    form.ranges.order_by(|a, b| a.indicator.cmp(&b.indicator));
    form
}

/// The index without its weights.
fn skeleton(node: &IndexNode) -> IndexNode {
    let children = node.children.iter().map(skeleton).collect();
    IndexNode { weight: 1.0, locked: false, weighting: None, children, ..node.clone() }
}

/// Whether the weights are the same: their shares, or the numbers themselves where these add up as they are written.
/// Where the index is built otherwise there is nothing to pair them by, and [`skeleton`] tells.
fn same_weights(now: &IndexNode, base: &IndexNode) -> bool {
    if now.weighting != base.weighting {
        return false;
    }
    let as_written = [now.method, base.method] == [Method::Sum; 2];
    let weights = |node: &IndexNode| {
        let weights: Vec<f64> = node.children.iter().map(|child| child.weight).collect();
        if as_written { weights } else { shares(&weights) }
    };
    let alike = |(a, b): (f64, f64)| Tolerance::default().same(a, b);
    now.children.len() != base.children.len()
        || (weights(now).into_iter().zip(weights(base)).all(alike)
            && now.children.iter().zip(&base.children).all(|(a, b)| same_weights(a, b)))
}

/// «پایه، تغییریافته»: what stands in brackets in the baseline's own name speaks of its weights, and goes.
fn changed_title(base: &Label) -> Label {
    let baseline = *base == Scenario::baseline_title();
    let own = |language: Language| {
        let name = if baseline { Msg::NameBaseline.text(language) } else { base.get(language) };
        let changed = Msg::NameChanged.text(language);
        // A changed scenario that is changed again is still a changed one.
        let ending = changed.trim_start_matches("{}");
        fill(changed, &[("", name.strip_suffix(ending).unwrap_or(name))])
    };
    Label { fa: own(Language::Fa), en: (baseline || base.en.is_some()).then(|| own(Language::En)) }
}

/// The note of a changed scenario: made from which one, what differs, and why that one was as it was.
fn based_on(base: &Scenario, changed: &[Msg]) -> Label {
    let own = |language: Language| {
        let words = Words { language };
        let list: Vec<String> = changed.iter().map(|key| words.say(*key).to_owned()).collect();
        let text = words
            .fill(Msg::NameBasedOn, &[("title", base.title.get(language)), ("list", &words.list(&list))]);
        match base.note.as_ref().map(|note| note.get(language)) {
            Some(note) if !is_based_on(note) => text + &words.fill_one(Msg::NameBaseNote, note),
            _ => text,
        }
    };
    Label::both(own(Language::Fa), own(Language::En))
}

/// Whether a note is one of [`based_on`]: what that base was made from, its own file says.
fn is_based_on(note: &str) -> bool {
    let begins = |language: Language| Msg::NameBasedOn.text(language).split('{').next();
    [Language::Fa, Language::En].into_iter().filter_map(begins).any(|start| note.starts_with(start))
}

/// Why a scenario cannot be saved under a name; `None` where it can. Only what has equal weights and nothing else changed
/// may be called so.
pub fn name_fault(typed: &str, scenario: &Scenario) -> Option<Msg> {
    let (typed, baseline) = (typed.trim(), Scenario::baseline_title());
    let claims = [Language::Fa, Language::En].into_iter().any(|language| baseline.get(language) == typed);
    if typed.is_empty() {
        return Some(Msg::SaveNameNone);
    }
    (claims && scenario.title != baseline).then_some(Msg::SaveNameBaseline)
}

/// The title for a typed name: both languages of the title that was proposed where it was taken as it is, else the typed
/// text.
pub fn typed_title(typed: &str, proposed: &Label, words: Words) -> Label {
    let typed = typed.trim();
    if proposed.get(words.language) == typed { proposed.clone() } else { Label::fa(typed) }
}

/// How many weights one line names.
const NAMED: usize = 8;

/// Name and weights of a scenario in one line, for every paper: which choices made what is printed.
pub fn scenario_line(snapshot: &Snapshot, scenario: &Scenario, words: Words) -> String {
    let groups = weight_groups(snapshot, scenario, None, words);
    let inside = groups.iter().any(|own| !are_equal(&own.children));
    let first = groups.first().filter(|_| are_equal(&groups));
    let mut weights = if let Some(first) = first {
        let share = words.exact_percent(Some(first.share));
        words.fill(Msg::LineEqual, &[("n", &words.int(groups.len())), ("share", &share)])
    } else {
        let named = groups.iter().take(NAMED);
        let mut list: Vec<String> =
            named.map(|own| format!("{} {}", own.name, words.exact_percent(Some(own.share)))).collect();
        if let Some(more) = groups.len().checked_sub(NAMED).filter(|more| *more > 0) {
            list.push(words.fill(Msg::MarkedMore, &[("n", &words.int(more))]));
        }
        words.list(&list)
    };
    if inside {
        weights.push_str(words.say(Msg::LineInside));
    }
    if scenario.flat.is_some() {
        let method = words.say(flat_words(scenario.flat.as_ref()).0);
        weights.push_str(&words.fill_one(Msg::LineFlat, method));
    }
    let title = words.label(&scenario.title);
    words.fill(Msg::ScenarioLine, &[("title", &title), ("weights", &weights)])
}

fn are_equal(groups: &[WeightGroup]) -> bool {
    groups.windows(2).all(|pair| Tolerance::default().same(pair[0].share, pair[1].share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::{Cut, Tiers};
    use crate::scenario::{Lock, Membership, Uncertainty, Within};
    use crate::score::{Imputation, MissingRule, Normalisation};
    use crate::testing::small_snapshot;
    use crate::view::{equalise, set_child_share};

    fn equal() -> Scenario {
        Scenario::equal_weights(&small_snapshot())
    }

    fn changed(change: impl FnOnce(&mut Scenario)) -> Scenario {
        let base = equal();
        let mut own = base.clone();
        change(&mut own);
        name_truly(&mut own, &base);
        own
    }

    #[test]
    fn a_changed_scenario_never_keeps_the_name_of_equal_weights() {
        let own = changed(|own| own.index = set_child_share(&own.index, &[0], 0.6));
        assert_eq!(own.title.get(Language::Fa), "پایه، تغییریافته");
        assert_eq!(own.title.get(Language::En), "Baseline, changed");
        let note = own.note.as_ref().unwrap();
        assert!(note.get(Language::Fa).contains("پایه (وزن‌های برابر)"), "{note:?}");
        assert!(note.get(Language::Fa).contains("وزن‌ها") && note.get(Language::En).contains("Weights"));
        assert!(own.to_json().contains("پایه، تغییریافته"), "what is saved says so too");
    }

    #[test]
    fn every_choice_counts_and_going_back_gives_the_name_back() {
        type Change = fn(&mut Scenario);
        let lock = |own: &mut Scenario| own.locks.push(Lock::new("01", Membership::In, "سیل"));
        let choices: [(Change, Msg); 10] = [
            (|own| own.period = Some("1401".into()), Msg::Period),
            (|own| own.filter = Filter::Kind(vec!["old".into()]), Msg::Filters),
            (|own| own.index.method = Method::Geometric, Msg::ChangedIndex),
            (|own| own.within = Within::Filter, Msg::Normalisation),
            (|own| own.normalise = Normalisation::Rank, Msg::Normalisation),
            (|own| own.missing = MissingRule::Propagate, Msg::ImputeLabel),
            (|own| own.tiers = Tiers::Quantile { count: 3 }, Msg::TiersKind),
            (|own| own.cut = Cut::Count(5), Msg::Cut),
            (lock, Msg::ChangedLocks),
            (
                |own| own.robustness = Uncertainty { seed: 9, ..own.robustness.clone() },
                Msg::ChangedRobustness,
            ),
        ];
        for (change, what) in choices {
            let own = changed(change);
            assert_eq!(changes(&equal(), &own), [what]);
            assert_eq!(own.title.get(Language::Fa), "پایه، تغییریافته");
        }
        assert_eq!(Imputation::default(), equal().impute);
        // There and back again by the slider, a filter chosen and unchosen, a lock on a slider: nothing has changed.
        let back = changed(|own| {
            let share = shares(&own.index.child_weights())[0];
            own.index = set_child_share(&set_child_share(&own.index, &[0], 0.6), &[0], share);
            own.index.children[0].locked = true;
            own.filter = FilterForm::default().toggle_kind("old").toggle_kind("old").to_filter();
        });
        assert_eq!((&back.title, &back.note), (&equal().title, &equal().note));
        let made_equal = changed(|own| own.index = equalise(&set_child_share(&own.index, &[0], 0.6)));
        assert_eq!(made_equal.title, equal().title);
    }

    #[test]
    fn a_name_of_ones_own_is_kept_and_said_to_be_changed_once() {
        let title = Label::fa("مصوب کارگروه");
        let base = Scenario { title, note: Some(Label::fa("بنا بر مصوبهٔ ۲")), ..equal() };
        let mut own = Scenario { cut: Cut::Count(5), ..base.clone() };
        name_truly(&mut own, &base);
        assert_eq!(own.title, Label::fa("مصوب کارگروه، تغییریافته"));
        let note = own.note.clone().unwrap();
        assert!(note.get(Language::Fa).contains("بنا بر مصوبهٔ ۲"), "{note:?}");
        // Saved as it is and changed again.
        let mut again = Scenario { cut: Cut::Count(6), ..own.clone() };
        name_truly(&mut again, &own);
        assert_eq!(again.title, own.title);
        let note = again.note.unwrap();
        assert!(!note.get(Language::Fa).contains("مصوبهٔ ۲"), "the base’s own file says it: {note:?}");
    }

    #[test]
    fn a_file_that_calls_itself_equal_and_is_not_is_found_out() {
        let snapshot = small_snapshot();
        let lie = Scenario { index: set_child_share(&equal().index, &[0], 0.6), ..equal() };
        let (opened, base) = named_on_opening(lie, &snapshot);
        assert_eq!((opened.title.get(Language::En), base), ("Baseline, changed", equal()));
        let (honest, base) = named_on_opening(equal(), &snapshot);
        assert_eq!((&honest, &base), (&equal(), &equal()));
        let other = Scenario { title: Label::fa("دیگر"), cut: Cut::Count(3), ..equal() };
        assert_eq!(named_on_opening(other.clone(), &snapshot), (other.clone(), other));
    }

    #[test]
    fn a_name_is_asked_for_and_the_baseline_is_not_lent() {
        let words = Words::default();
        let own = changed(|own| own.cut = Cut::Count(5));
        assert_eq!(name_fault("  ", &own), Some(Msg::SaveNameNone));
        assert_eq!(name_fault("پایه (وزن‌های برابر)", &own), Some(Msg::SaveNameBaseline));
        assert_eq!(name_fault("Baseline (equal weights)", &own), Some(Msg::SaveNameBaseline));
        assert_eq!(name_fault("پایه (وزن‌های برابر)", &equal()), None);
        assert_eq!(name_fault("مصوب", &own), None);
        assert_eq!(typed_title("پایه، تغییریافته", &own.title, words), own.title);
        assert_eq!(typed_title(" مصوب ", &own.title, words), Label::fa("مصوب"));
    }

    #[test]
    fn one_line_names_scenario_and_weights() {
        let snapshot = small_snapshot();
        let line = |scenario: &Scenario| scenario_line(&snapshot, scenario, Words::default());
        let plain = line(&equal());
        assert!(plain.contains("پایه (وزن‌های برابر)") && plain.contains("۵۰٪"), "{plain}");
        let own = changed(|own| own.index = set_child_share(&own.index, &[0], 0.6));
        let told = line(&own);
        for part in ["پایه، تغییریافته", "۶۰٪", "۴۰٪"] {
            assert!(told.contains(part), "{told}");
        }
        assert!(!told.contains("برابر"), "{told}");
        let inside = changed(|own| own.index = set_child_share(&own.index, &[1, 0], 0.7));
        assert!(line(&inside).contains("نابرابر"), "{}", line(&inside));
        let flat = crate::score::methods::FlatMethod::Topsis { normalise: Default::default() };
        assert!(line(&Scenario { flat: Some(flat), ..equal() }).contains("تاپسیس"));
    }
}
