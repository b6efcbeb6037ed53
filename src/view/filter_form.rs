//! The filter as the controls beside every place show it.

use crate::filter::{Filter, Range};
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;

/// A filter taken apart into controls. What no control can show stays in `other`, whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilterForm {
    /// Chosen divisions, by code.
    pub divisions: Vec<String>,
    /// Chosen kinds, by identifier.
    pub kinds: Vec<String>,
    /// With an office, without, or either.
    pub office: Option<bool>,
    /// Ranges of indicators.
    pub ranges: Vec<Range>,
    /// Words searched for.
    pub search: String,
    /// Areas chosen one by one, by code.
    pub areas: Vec<String>,
    /// Conditions that have no control.
    pub other: Vec<Filter>,
}

/// What removing a chip removes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChipTarget {
    /// All chosen divisions.
    Divisions,
    /// All chosen kinds.
    Kinds,
    /// The office condition.
    Office,
    /// The range of an indicator.
    Range(String),
    /// The search.
    Search,
    /// The areas chosen one by one.
    Areas,
    /// The conditions without a control.
    Other,
}

/// A removable mark of one active condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub text: String,
    /// What it removes.
    pub target: ChipTarget,
}

impl FilterForm {
    /// Takes a filter apart; nothing of it is lost.
    pub fn from_filter(filter: &Filter) -> Self {
        let mut form = Self::default();
        let parts = match filter {
            Filter::All(parts) => parts.as_slice(),
            single => std::slice::from_ref(single),
        };
        for part in parts {
            match part {
                Filter::Division(codes) if form.divisions.is_empty() => form.divisions.clone_from(codes),
                Filter::Area(codes) if form.areas.is_empty() => form.areas.clone_from(codes),
                Filter::Kind(ids) if form.kinds.is_empty() => form.kinds.clone_from(ids),
                Filter::Office(served) if form.office.is_none() => form.office = Some(*served),
                Filter::Search(words) if form.search.is_empty() => form.search.clone_from(words),
                Filter::Range(range) if !form.has_range(&range.indicator) => form.ranges.push(range.clone()),
                other => form.other.push(other.clone()),
            }
        }
        form
    }

    /// Puts the controls together again.
    pub fn to_filter(&self) -> Filter {
        let mut parts = Vec::new();
        if !self.divisions.is_empty() {
            parts.push(Filter::Division(self.divisions.clone()));
        }
        if !self.kinds.is_empty() {
            parts.push(Filter::Kind(self.kinds.clone()));
        }
        parts.extend(self.office.map(Filter::Office));
        parts.extend(self.ranges.iter().cloned().map(Filter::Range));
        if !self.search.is_empty() {
            parts.push(Filter::Search(self.search.clone()));
        }
        if !self.areas.is_empty() {
            parts.push(Filter::Area(self.areas.clone()));
        }
        parts.extend(self.other.iter().cloned());
        Filter::All(parts)
    }

    /// Whether an indicator has a range.
    pub fn has_range(&self, indicator: &str) -> bool {
        self.ranges.iter().any(|range| range.indicator == indicator)
    }

    /// The form without one condition.
    #[must_use]
    pub fn without(&self, target: &ChipTarget) -> Self {
        let mut form = self.clone();
        match target {
            ChipTarget::Divisions => form.divisions.clear(),
            ChipTarget::Kinds => form.kinds.clear(),
            ChipTarget::Office => form.office = None,
            ChipTarget::Range(id) => form.ranges.retain(|range| range.indicator != *id),
            ChipTarget::Search => form.search.clear(),
            ChipTarget::Areas => form.areas.clear(),
            ChipTarget::Other => form.other.clear(),
        }
        form
    }

    /// The form with these areas, by code, as the only ones that can count. Every condition on single areas gives way:
    /// beside another one only areas of both would count.
    #[must_use]
    pub fn only(&self, areas: Vec<String>) -> Self {
        let mut form = Self { areas, ..self.clone() };
        form.other.retain(|own| !matches!(own, Filter::Area(_)));
        form
    }

    /// The form with a code added to, or taken from, the chosen divisions.
    #[must_use]
    pub fn toggle_division(&self, code: &str) -> Self {
        Self { divisions: toggled(&self.divisions, code), ..self.clone() }
    }

    /// The form with an identifier added to, or taken from, the chosen kinds.
    #[must_use]
    pub fn toggle_kind(&self, id: &str) -> Self {
        Self { kinds: toggled(&self.kinds, id), ..self.clone() }
    }

    /// The active conditions in words.
    pub fn chips(&self, snapshot: &Snapshot, words: Words) -> Vec<Chip> {
        let mut chips = Vec::new();
        let mut push = |text, target| chips.push(Chip { text, target });
        let division =
            |code: &String| snapshot.divisions.position(code).map(|at| words.division(snapshot, at));
        if !self.divisions.is_empty() {
            push(
                few(&self.divisions.iter().filter_map(division).collect::<Vec<_>>(), words),
                ChipTarget::Divisions,
            );
        }
        let kind = |id: &String| {
            snapshot.kinds.iter().find(|kind| kind.id == *id).map(|kind| words.label(&kind.name))
        };
        if !self.kinds.is_empty() {
            push(few(&self.kinds.iter().filter_map(kind).collect::<Vec<_>>(), words), ChipTarget::Kinds);
        }
        if let Some(served) = self.office {
            let answer = words.say(if served { Msg::OfficeYes } else { Msg::OfficeNo });
            push(format!("{}: {answer}", words.say(Msg::Office)), ChipTarget::Office);
        }
        for range in &self.ranges {
            push(range_text(range, snapshot, words), ChipTarget::Range(range.indicator.clone()));
        }
        if !self.search.is_empty() {
            push(words.fill_one(Msg::ChipSearch, &self.search), ChipTarget::Search);
        }
        if !self.areas.is_empty() {
            push(words.fill_one(Msg::ChipAreas, &words.int(self.areas.len())), ChipTarget::Areas);
        }
        if !self.other.is_empty() {
            push(words.say(Msg::ChipOther).to_owned(), ChipTarget::Other);
        }
        chips
    }
}

fn toggled(list: &[String], item: &str) -> Vec<String> {
    let mut list = list.to_vec();
    match list.iter().position(|other| other == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item.to_owned()),
    }
    list
}

/// Up to three names, then how many more.
fn few(names: &[String], words: Words) -> String {
    const SHOWN: usize = 3;
    if names.len() <= SHOWN {
        return words.list(names);
    }
    format!("{} + {}", words.list(&names[..SHOWN]), words.int(names.len() - SHOWN))
}

fn range_text(range: &Range, snapshot: &Snapshot, words: Words) -> String {
    let Some(at) = snapshot.indicator_idx(&range.indicator) else { return range.indicator.clone() };
    let indicator = &snapshot.indicators[at];
    let bound = |value: Option<f64>, open: &str| {
        value.map_or_else(|| open.to_owned(), |value| words.exact(value, indicator.decimals))
    };
    words.fill(
        Msg::ChipRange,
        &[
            ("name", &words.label(&indicator.name)),
            ("min", &bound(range.min, "…")),
            ("max", &bound(range.max, "…")),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    fn range(id: &str) -> Range {
        Range { indicator: id.into(), min: Some(1000.0), max: None, include_missing: false }
    }

    #[test]
    fn nothing_of_a_filter_is_lost() {
        let filter = Filter::All(vec![
            Filter::Division(vec!["C1".into()]),
            Filter::Office(true),
            Filter::Range(range("pop")),
            Filter::Search("گل".into()),
            Filter::Area(vec!["01".into(), "03".into()]),
            Filter::Not(Box::new(Filter::Kind(vec!["old".into()]))),
            Filter::Division(vec!["P".into()]),
        ]);
        let form = FilterForm::from_filter(&filter);
        assert_eq!(form.other.len(), 2);
        assert_eq!(form.to_filter(), filter);
        assert_eq!(FilterForm::from_filter(&form.to_filter()), form);
        let single = Filter::Kind(vec!["old".into()]);
        assert_eq!(FilterForm::from_filter(&single).to_filter(), Filter::All(vec![single]));
    }

    #[test]
    fn areas_chosen_anew_replace_those_chosen_before() {
        let area = |code: &str| Filter::Area(vec![code.to_owned()]);
        let kind = Filter::Kind(vec!["old".into()]);
        let form = FilterForm::from_filter(&Filter::All(vec![area("01"), area("02"), kind.clone()]));
        let now = form.only(vec!["03".into()]).to_filter();
        assert_eq!(now, Filter::All(vec![kind, area("03")]));
        assert_eq!(FilterForm::from_filter(&now).only(vec!["04".into()]).areas, ["04"]);
    }

    #[test]
    fn chips_speak_and_remove() {
        let snapshot = small_snapshot();
        let form =
            FilterForm { divisions: vec!["C1".into()], ranges: vec![range("pop")], ..FilterForm::default() };
        let areas = FilterForm { areas: vec!["01".into(), "03".into()], ..FilterForm::default() };
        assert_eq!(areas.chips(&snapshot, Words::default())[0].text, "۲ مورد برگزیده");
        let chips = form.chips(&snapshot, Words::default());
        assert_eq!(chips[0].text, "شهرستان شرقی");
        assert_eq!(chips[1].text, "جمعیت: ۱٬۰۰۰ تا …");
        let without = chips.iter().fold(form.clone(), |form, chip| form.without(&chip.target));
        assert_eq!(without, FilterForm::default());
    }
}
