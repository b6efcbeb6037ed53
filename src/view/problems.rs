//! Why there is no result, with the names that readers know.

use crate::case::part_name;
use crate::pipeline::Problem;
use crate::score::IndexNode;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;

/// The problems as sentences. Parts that one method cannot combine are named together.
pub fn problem_texts(
    problems: &[Problem],
    snapshot: &Snapshot,
    index: &IndexNode,
    words: Words,
) -> Vec<String> {
    let part_name = |id: &str| words.label(&part_name(snapshot, index, id));
    let mut texts: Vec<String> = Vec::new();
    let mut uncombined: Vec<String> = Vec::new();
    for problem in problems {
        match problem {
            Problem::CannotCombine { child, areas, .. } => {
                let name = part_name(child);
                let values = [("name", name.as_str()), ("n", &words.int(*areas))];
                let part = words.fill(Msg::UncombinedPart, &values);
                if !uncombined.contains(&part) {
                    uncombined.push(part);
                }
            }
            Problem::Flat { error, indicator: Some(id) } => {
                let without = Problem::Flat { error: *error, indicator: None };
                let name = part_name(id);
                texts.push(format!(
                    "{}: {}",
                    words.fill_one(Msg::Quoted, &name),
                    without.text(words.language)
                ));
            }
            other => texts.push(other.text(words.language)),
        }
    }
    if !uncombined.is_empty() {
        texts.insert(0, words.fill_one(Msg::Uncombined, &words.list(&uncombined)));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::small_snapshot;

    #[test]
    fn parts_that_cannot_be_combined_are_named_together() {
        let fault = |child: &str, areas| Problem::CannotCombine {
            node: "need".to_owned(),
            child: child.to_owned(),
            areas,
        };
        let problems = [fault("dropout", 2), Problem::NothingToScore, fault("trust", 3)];
        let snapshot = small_snapshot();
        let index = Scenario::equal_weights(&snapshot).index;
        let texts = problem_texts(&problems, &snapshot, &index, Words::default());
        assert_eq!(texts.len(), 2);
        for part in ["ترک تحصیل", "اعتماد اجتماعی", "۲", "۳"] {
            assert!(texts[0].contains(part), "{}", texts[0]);
        }
        assert_eq!(texts[1], Problem::NothingToScore.text(crate::text::Language::Fa));
    }
}
