//! Drafts filled in step by step, with numbers worked by hand.

use super::*;
use crate::testing::small_snapshot;
use crate::weight::{Comparison, Place};

fn draft(n: usize) -> WeightDraft {
    let snapshot = small_snapshot();
    let mut draft =
        WeightDraft::open(&snapshot, &Scenario::equal_weights(&snapshot), &[], Words::default()).unwrap();
    draft.ids = ["a", "b", "c", "d"].map(str::to_owned)[..n].to_vec();
    draft.names = draft.ids.clone();
    draft.now = vec![1.0 / n as f64; n];
    draft.order = (0..n).map(|at| (at, false)).collect();
    draft.swings = vec![100.0; n];
    draft.people = vec![("x".to_owned(), whole(n)), ("y".to_owned(), whole(n))];
    draft
}

fn whole(n: usize) -> Vec<f64> {
    vec![100.0 / n as f64; n]
}

fn texts(draft: &WeightDraft) -> Vec<String> {
    draft.preview(Words::default()).shares.into_iter().map(|line| line.text).collect()
}

#[test]
fn an_order_leads_to_weights_and_ties_share() {
    let mut own = draft(3);
    own.way = Way::Ranks;
    own.move_to(2, 0);
    assert_eq!(own.rank_lines().iter().map(|line| line.child).collect::<Vec<_>>(), [2, 0, 1]);
    // (11/18, 5/18, 2/18) by place.
    assert_eq!(texts(&own), ["۲۷٫۸٪", "۱۱٫۱٪", "۶۱٫۱٪"]);
    own.toggle_tie(1);
    assert_eq!(texts(&own), ["۱۹٫۴٪", "۱۹٫۴٪", "۶۱٫۱٪"]);
    assert_eq!(own.rank_lines().iter().map(|line| line.place).collect::<Vec<_>>(), [1, 2, 2]);
    own.step(1, true);
    assert_eq!(
        own.rank_lines().iter().map(|line| (line.child, line.tied)).collect::<Vec<_>>(),
        [(2, false), (1, false), (0, false)]
    );
    own.step(2, true);
    own.toggle_tie(2);
    assert_eq!(own.rank_lines()[0].place, 1);
    assert_eq!(
        own.weighting(),
        Weighting::Ranks { order: ["c", "b", "a"].map(|id| Place::One(id.to_owned())).to_vec() }
    );
}

#[test]
fn comparisons_say_what_is_missing_and_how_far_they_agree() {
    let mut own = draft(3);
    own.way = Way::Ahp;
    let start = own.preview(Words::default());
    assert!(!start.complete && start.shares.is_empty() && !start.remarks.is_empty());
    own.compare((0, 1), Some(1));
    own.compare((1, 2), Some(1));
    let partly = own.preview(Words::default());
    // 2 : 1 and 2 : 1 make 4/7, 2/7, 1/7.
    assert!(partly.complete && partly.consistency.is_none() && partly.remarks.len() == 1, "{partly:?}");
    assert_eq!(texts(&own), ["۵۷٫۱٪", "۲۸٫۶٪", "۱۴٫۳٪"]);
    own.compare((0, 2), Some(3));
    let full = own.preview(Words::default());
    assert_eq!(full.consistency.as_ref().map(|own| own.1), Some(true));
    assert_eq!((full.worst, full.remarks.len()), (None, 0));
    own.compare((0, 2), Some(-8));
    let spoilt = own.preview(Words::default());
    assert_eq!(spoilt.consistency.as_ref().map(|own| own.1), Some(false));
    assert!(spoilt.worst.is_some());
    assert_eq!(own.pair_lines()[1].step, Some(-8));
    own.compare((0, 2), None);
    assert_eq!(own.pair_lines()[1].step, None);
}

#[test]
fn every_step_is_its_own_ratio_and_has_its_own_words() {
    let mut own = draft(2);
    let mut said = Vec::new();
    for step in STEPS {
        own.compare((0, 1), Some(step));
        assert_eq!(own.pair_lines()[0].step, Some(step));
        said.push(step_words(step, ("a", "b"), Words::default()));
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 17);
}

#[test]
fn ratios_between_the_steps_and_other_judges_stay() {
    let mut own = draft(2);
    let judge = |ratio| Judge {
        name: None,
        comparisons: vec![Comparison { of: "b".to_owned(), over: "a".to_owned(), ratio }],
    };
    own.read(&Weighting::Ahp { judges: vec![judge(2.5), judge(4.0)] });
    assert_eq!(own.judges().len(), 2);
    assert!((own.judges()[0].comparisons[0].ratio - 0.4).abs() < 1e-15);
    assert_eq!(own.preview(Words::default()).remarks.len(), 1);
}

#[test]
fn points_and_people() {
    let mut own = draft(2);
    own.way = Way::Swing;
    own.set_swing(1, 25.0);
    assert_eq!(texts(&own), ["۸۰٪", "۲۰٪"]);
    own.way = Way::Budget;
    own.set_points(0, 0, 70.0);
    own.set_points(0, 1, 30.0);
    let preview = own.preview(Words::default());
    assert_eq!(preview.shares[0].text, "۶۰٪");
    assert!(preview.shares[0].spread.contains("۵۰٪") && preview.shares[0].spread.contains("۷۰٪"));
    own.add_person(Words::default());
    assert_eq!((own.people().len(), own.points_shared(2)), (3, 100.0));
    (0..5).for_each(|_| own.remove_person(0));
    assert_eq!(own.people().len(), 1);
}

#[test]
fn nothing_changes_before_it_is_applied_and_the_draft_opens_as_it_was_left() {
    let snapshot = small_snapshot();
    let mut scenario = Scenario::equal_weights(&snapshot);
    let before = scenario.clone();
    let mut own = WeightDraft::open(&snapshot, &scenario, &[], Words::default()).unwrap();
    own.way = Way::Ahp;
    own.apply(&mut scenario.index);
    assert_eq!(scenario, before, "a draft that leads to no weights");
    own.compare((0, 1), Some(2));
    own.apply(&mut scenario.index);
    assert!((scenario.index.child_weights()[0] - 0.75).abs() < 1e-12);
    let again = WeightDraft::open(&snapshot, &scenario, &[], Words::default()).unwrap();
    assert_eq!((again.way, again.pair_lines()), (Way::Ahp, own.pair_lines()));
    own.way = Way::Equal;
    own.apply(&mut scenario.index);
    assert_eq!(scenario, before);
    assert!(WeightDraft::open(&snapshot, &scenario, &[0, 0], Words::default()).is_none());
    assert_eq!(WeightDraft::open(&snapshot, &scenario, &[1], Words::default()).unwrap().len(), 2);
}
