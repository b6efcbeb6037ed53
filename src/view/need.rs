//! What a part of the score is called where it stands for need: an indicator that lowers need counts as its own lack.
//!
//! A high part of «trust among neighbours» in the score says that there is little trust. Wherever such a part is told as
//! something that raises the score, it carries the name of the lack; where the indicator itself is meant (its value, its
//! weight, its source) it keeps its own.

use crate::case::Case;
use crate::snapshot::{Indicator, Polarity, Snapshot};
use crate::text::{Language, Msg};

use super::Words;
use super::part_names::node_name;

/// The name of the need that an indicator tells of: its own, or its lack where more of it is less need.
pub fn need_of(indicator: &Indicator, words: Words) -> String {
    let name = words.label(&indicator.name);
    if indicator.polarity == Polarity::LowersNeed { lack(&name, words) } else { name }
}

/// The name of the need that a node of the index tells of. A domain is a lack if every indicator in it that has a
/// direction lowers need.
pub(super) fn need_name(case: &Case, id: &str, words: Words) -> String {
    need_named(&case.snapshot, id, &node_name(case, id, words), words)
}

/// [`need_name`] of a node that the scenario calls by a name of its own.
pub(super) fn need_named(snapshot: &Snapshot, id: &str, name: &str, words: Words) -> String {
    if is_lack(snapshot, id) { lack(name, words) } else { name.to_owned() }
}

fn is_lack(snapshot: &Snapshot, id: &str) -> bool {
    if !snapshot.domains.iter().any(|domain| domain.id == id) {
        let own = snapshot.indicator_idx(id).map(|at| snapshot.indicators[at].polarity);
        return own == Some(Polarity::LowersNeed);
    }
    let mut directed = snapshot
        .indicators
        .iter()
        .filter(|own| own.domain.as_deref() == Some(id) && own.polarity != Polarity::Context)
        .peekable();
    directed.peek().is_some() && directed.all(|own| own.polarity == Polarity::LowersNeed)
}

/// «کمبود …»; of a quantity («سهم …», «نرخ …») that it is low.
fn lack(name: &str, words: Words) -> String {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let is_quantity = words.say(Msg::QuantityWords).split(' ').any(|word| word == first);
    let key = if is_quantity { Msg::NeedLow } else { Msg::NeedLack };
    match words.language {
        Language::Fa => words.fill_one(key, name),
        Language::En => words.fill_one(key, &uncapitalised(name)),
    }
}

/// Within a phrase a name begins with a small letter, unless its first word is an abbreviation.
fn uncapitalised(name: &str) -> String {
    let mut letters = name.chars();
    let (first, second) = (letters.next(), letters.clone().next());
    match first {
        Some(first) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, case_of, small_snapshot};

    const EN: Words = Words { language: Language::En };

    #[test]
    fn what_lowers_need_is_named_as_its_lack() {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let of = |id: &str| need_name(&case, id, Words::default());
        assert_eq!([of("trust"), of("unemployment")], ["کمبود اعتماد اجتماعی", "نرخ بیکاری"]);
        // The domain holds dropout, which raises need, beside trust.
        assert_eq!([of("school"), of("no such node")], ["آموزش", "no such node"]);
        let lowering = SMALL.replace(
            r#""pop", "per": 100}, "polarity": "raises_need""#,
            r#""pop", "per": 100}, "polarity": "lowers_need""#,
        );
        let capital = open(lowering.as_bytes(), &Limits::DEFAULT).unwrap();
        let case = case_of(&capital, &Scenario::equal_weights(&capital));
        assert_eq!(need_name(&case, "school", Words::default()), "کمبود آموزش");
        assert_eq!(need_name(&case, "work", Words::default()), "معیشت");
    }

    #[test]
    fn a_quantity_is_low() {
        assert_eq!(lack("سهم دارندگان تحصیلات عالی", Words::default()), "پایین بودن سهم دارندگان تحصیلات عالی");
        assert_eq!(lack("Share of graduates", EN), "Low share of graduates");
        assert_eq!(lack("Trust among neighbours", EN), "Lack of trust among neighbours");
        assert_eq!(lack("GDP per head", EN), "Lack of GDP per head");
        assert_eq!(lack("", EN), "Lack of ");
    }
}
