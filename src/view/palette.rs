//! The same colour for a domain everywhere.

use crate::case::Case;
use crate::snapshot::Snapshot;

use super::Words;
use super::need::need_name;

/// Colours that can be told apart: six hues, each plain, slanted and upright in its hatching. After the last they begin
/// again.
pub const COLOURS: usize = 18;

/// Positions of the colours, 0 to [`COLOURS`] − 1, of nodes that stand beside each other. A domain has the colour of its
/// place in the snapshot, an indicator that of its domain unless another node has it already; the rest get those that
/// are left, so that no two of up to [`COLOURS`] nodes look alike.
pub fn colours<'a>(snapshot: &Snapshot, nodes: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let nodes: Vec<&str> = nodes.into_iter().collect();
    let is_domain = |id: &str| snapshot.domains.iter().position(|domain| domain.id == id);
    let mut found: Vec<Option<usize>> = nodes.iter().map(|id| is_domain(id)).collect();
    let mut taken: Vec<usize> = found.iter().copied().flatten().collect();
    for (own, id) in found.iter_mut().zip(&nodes).filter(|(own, _)| own.is_none()) {
        let domain = snapshot.indicator_idx(id).and_then(|at| snapshot.indicators[at].domain.as_deref());
        *own = domain.and_then(is_domain).filter(|colour| !taken.contains(colour));
        taken.extend(*own);
    }
    let mut free = (0..).filter(|colour| !taken.contains(colour));
    let colour = |own: Option<usize>| own.or_else(|| free.next()).unwrap_or_default() % COLOURS;
    found.into_iter().map(colour).collect()
}

/// The colour of a domain wherever it stands beside the other domains.
pub(super) fn domain_colour(snapshot: &Snapshot, id: &str) -> Option<usize> {
    snapshot.domains.iter().position(|domain| domain.id == id).map(|at| at % COLOURS)
}

/// Identifier, colour and name of each top node of the index that takes part in the score; of a node that lowers need
/// the name of the lack that its bars stand for.
pub fn legend(case: &Case, words: Words) -> Vec<(String, usize, String)> {
    let Case { snapshot, outcome, .. } = case;
    let children = &outcome.scored.tree.root.children;
    let colours = colours(snapshot, children.iter().map(|child| child.id.as_str()));
    let entry = |(child, colour): (&crate::score::TreeNode, usize)| {
        (child.id.clone(), colour, need_name(case, &child.id, words))
    };
    children.iter().zip(colours).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::score::IndexNode;
    use crate::snapshot::Label;
    use crate::testing::{case_of, small_snapshot};
    use crate::view::{
        MeasureChoice, RowsBy, areas_view, map_view, measure_label, profile_scale, profile_view, ranking_row,
        weight_check,
    };
    use proptest::prelude::*;

    #[test]
    fn a_domain_keeps_its_colour_and_the_rest_get_others() {
        let snapshot = small_snapshot();
        assert_eq!(colours(&snapshot, ["work", "school"]), [0, 1]);
        assert_eq!(colours(&snapshot, ["other", "school", "another"]), [0, 1, 2]);
        // Two indicators of one domain beside each other: the second looks otherwise.
        assert_eq!(colours(&snapshot, ["dropout", "trust", "unemployment"]), [1, 2, 0]);
        assert_eq!(colours(&snapshot, ["dropout", "school"]), [0, 1]);
    }

    /// A group that is no domain of the data has the scenario's name wherever it is told of.
    #[test]
    fn a_group_is_called_what_the_scenario_calls_it() {
        let snapshot = small_snapshot();
        let mut group = IndexNode::group("Conn", vec![IndexNode::leaf("unemployment")]);
        group.name = Some(Label::both("اتصال", "Connections"));
        let index = IndexNode::group("need", vec![group, IndexNode::leaf("dropout")]);
        let case = case_of(&snapshot, &Scenario { index, ..Scenario::equal_weights(&snapshot) });
        let words = Words::default();
        let area = case.outcome.listed()[0] as usize;
        let scale = profile_scale(&snapshot, case.outcome.period);
        let choice = MeasureChoice::Domain("Conn".into());
        let told = [
            legend(&case, words)[0].2.clone(),
            format!("{:?}", ranking_row(&case, area, words).parts),
            format!("{:?}", profile_view(&case, (area, &scale), words).composition_rows),
            measure_label(&case, &choice, words),
            map_view(&case, &choice, words).title,
            format!("{:?}", areas_view(&case, (&[area], RowsBy::Domains, None), words).rows),
            format!("{:?}", weight_check(&case, words)),
        ];
        for text in told {
            assert!(text.contains("اتصال") && !text.contains("«Conn"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nodes_beside_each_other_never_look_alike(n in 1_usize..=COLOURS) {
            let names: Vec<String> = (0..n).map(|at| format!("group {at}")).collect();
            let mut found = colours(&small_snapshot(), names.iter().map(String::as_str));
            found.sort_unstable();
            found.dedup();
            prop_assert_eq!(found.len(), n);
        }
    }
}
