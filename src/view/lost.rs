//! Groups of the index that an area is scored without, because too few of their data are there, in words.

use crate::case::Case;
use crate::insight;
use crate::score::NodeValue;
use crate::text::Msg;

use super::Words;
use super::part_names::node_name;

/// What an area is scored without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// «۵ از ۶ حوزه»: how many of the index's groups its score counts.
    pub mark: String,
    /// «بی «کالبد و خدمات»».
    pub short: String,
    /// The same as a sentence that says why.
    pub text: String,
}

/// What the area of a score taken apart is scored without; `None` where no group is lost or the area has no score.
pub(super) fn lost_groups(case: &Case, node: &NodeValue, words: Words) -> Option<Lost> {
    let found = insight::lost_groups(node)?;
    let name = |own: &&NodeValue| words.fill_one(Msg::Quoted, &node_name(case, &own.id, words));
    let names: Vec<String> = found.groups.iter().map(name).collect();
    let key = if names.len() == 1 { Msg::LostDomain } else { Msg::LostDomains };
    let (kept, all) = (found.kept, found.all);
    let names = words.list_and(&names);
    Some(Lost {
        // Where all of the groups are there the loss lies further down.
        mark: match kept == all {
            true => words.say(Msg::LostInside).to_owned(),
            false => words.filled(Msg::LostMark, &[("n", words.int(kept)), ("all", words.int(all))]),
        },
        short: words.fill_one(Msg::LostShort, &names),
        text: words.fill_one(key, &names),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::score::{IndexNode, MissingRule};
    use crate::testing::{case_of, small_snapshot};
    use crate::view::{profile_scale, profile_view, ranking_row, why_view};

    /// «Work» is unemployment alone, which 04 lacks; «school» has half its data in 02, where trust is missing.
    fn scored(min_coverage: f64) -> Case {
        let snapshot = small_snapshot();
        let index = IndexNode::group(
            "need",
            vec![
                IndexNode::group("work", vec![IndexNode::leaf("unemployment")]),
                IndexNode::group("school", vec![IndexNode::leaf("dropout"), IndexNode::leaf("trust")]),
            ],
        );
        let missing = MissingRule::Renormalise { min_coverage };
        let scenario = Scenario { index, missing, ..Scenario::equal_weights(&snapshot) };
        case_of(&snapshot, &scenario)
    }

    #[test]
    fn a_lost_domain_is_said_in_row_reason_and_profile() {
        let case = scored(0.5);
        let words = Words::default();
        let told = "بی حوزهٔ «معیشت» حساب شده است";
        let row = ranking_row(&case, 3, words);
        assert!(
            row.lost.as_ref().is_some_and(|own| own.text.contains(told) && own.mark == "۱ از ۲ حوزه"),
            "{row:?}"
        );
        let why = why_view(&case, 3, words).sentences.join(" ");
        assert!(why.contains(told), "{why}");
        let scale = profile_scale(&case.snapshot, case.outcome.period);
        let profile = profile_view(&case, (3, &scale), words);
        assert!(profile.why.sentences.join(" ").contains(told));
        // Half of «school» is there in 02, which is enough.
        for whole in [0, 1, 2] {
            assert_eq!(ranking_row(&case, whole, words).lost, None, "{whole}");
        }
    }

    #[test]
    fn an_area_without_a_score_has_lost_nothing() {
        let case = scored(1.0);
        assert_eq!(ranking_row(&case, 3, Words::default()).lost, None);
    }
}
