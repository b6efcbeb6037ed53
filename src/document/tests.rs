//! Random commands and the way back: the same document.

use super::*;
use crate::filter::{Filter, Range};
use crate::rank::Cut;
use crate::scenario::{Lock, Membership};
use crate::snapshot::Label;
use crate::testing::small_snapshot;
use crate::view::Setting;
use proptest::prelude::*;

fn document() -> Document {
    let snapshot = small_snapshot();
    let equal = Scenario::equal_weights(&snapshot);
    Document::new(snapshot.into(), equal.clone(), equal)
}

fn share(share: f64) -> Command {
    Command::SetShare { path: vec![0], share }
}

#[test]
fn a_command_is_a_step_that_can_be_taken_back_and_made_again() {
    let mut own = document();
    let first = own.scenario().clone();
    own.apply(&share(0.7)).unwrap();
    let second = own.scenario().clone();
    assert_ne!(*first, *second);
    assert!(own.undo() && *own.scenario() == first, "the very value of before");
    assert!(own.redo() && *own.scenario() == second);
    assert!(!own.redo());
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut own = document();
    let before = own.scenario().clone();
    let cut = own.scenario().cut;
    for command in [
        Command::SetCut(cut),
        Command::EqualiseWeights,
        Command::Withdraw { area: "01".into() },
        Command::Choose { setting: Setting::Scale, key: "no such key".into() },
        Command::SetShare { path: vec![9, 9], share: 0.5 },
    ] {
        own.apply(&command).unwrap();
        assert!(own.history().past.is_empty() && *own.scenario() == before, "{command:?}");
    }
}

#[test]
fn all_moves_of_a_control_are_one_step() {
    let mut own = document();
    let before = own.scenario().clone();
    for at in [0.55, 0.6, 0.65] {
        own.drag("weight-0", &share(at)).unwrap();
    }
    own.drag("weight-1", &Command::SetShare { path: vec![1], share: 0.1 }).unwrap();
    assert_eq!(own.history().past.len(), 2);
    own.rest();
    own.drag("weight-1", &Command::SetShare { path: vec![1], share: 0.2 }).unwrap();
    assert_eq!(own.history().past.len(), 3, "let go and taken again");
    while own.undo() {}
    assert_eq!(*own.scenario(), before);
}

#[test]
fn a_number_that_cannot_be_changes_nothing() {
    let mut own = document();
    let tiers = Command::Choose { setting: Setting::Tiers, key: "bounds".into() };
    own.apply(&tiers).unwrap();
    let before = own.clone();
    let refused =
        own.apply(&Command::SetParam { setting: Setting::Tiers, key: "bounds", text: "الف".into() });
    assert!(matches!(refused, Err(Refused::Number(_))), "{refused:?}");
    assert_eq!((own.scenario(), own.history()), (before.scenario(), before.history()));
}

#[test]
fn a_saved_name_is_no_step_and_what_came_before_keeps_its_own() {
    let mut own = document();
    own.apply(&share(0.7)).unwrap();
    let changed = own.scenario().title.clone();
    own.apply(&Command::Name(Label::fa("برنامهٔ زمستان"))).unwrap();
    assert_eq!((own.scenario().title.fa.as_str(), own.history().past.len()), ("برنامهٔ زمستان", 1));
    own.apply(&share(0.4)).unwrap();
    assert_ne!(own.scenario().title.fa, "برنامهٔ زمستان", "changed since");
    assert!(own.undo() && own.scenario().title.fa == "برنامهٔ زمستان");
    assert!(own.undo() && own.scenario().title != changed && own.redo());
}

fn commands() -> impl Strategy<Value = Vec<(bool, Command)>> {
    let code = prop::sample::select(vec!["01", "02", "03", "04"]);
    let one = prop_oneof![
        (0..2_usize, 0.0..1.0_f64).prop_map(|(at, share)| Command::SetShare { path: vec![at], share }),
        (0..2_usize).prop_map(|at| Command::ToggleShareLock { path: vec![at] }),
        Just(Command::EqualiseWeights),
        (1..5_u32).prop_map(|n| Command::SetCut(Cut::Count(n))),
        (2..6_u8).prop_map(Command::SetTierCount),
        (0.0..1.0_f64).prop_map(Command::SetCoverage),
        prop::sample::select(vec!["01", "باغ"])
            .prop_map(|text| Command::SetFilter(Filter::Search(text.into()))),
        (0.0..3000.0_f64).prop_map(|min| Command::SetRange(Range {
            indicator: "pop".into(),
            min: Some(min),
            max: None,
            include_missing: false,
        })),
        prop::sample::select(vec![None, Some("1401".to_owned())]).prop_map(Command::SetPeriod),
        code.clone().prop_map(|area| Command::Decide(Box::new(Lock::new(area, Membership::In, "سیل")))),
        code.prop_map(|area| Command::Withdraw { area: area.into() }),
        Just(Command::Name(Label::fa("نامی"))),
        (1..4_u32).prop_map(|n| {
            let base = Scenario::equal_weights(&small_snapshot());
            let scenario = Scenario { cut: Cut::Count(n), ..base.clone() };
            Command::Adopt { scenario: Box::new(scenario), base: Box::new(base) }
        }),
    ];
    prop::collection::vec((any::<bool>(), one), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However a document came to be what it is: all steps back and all forth lead to the same document again, and every
    /// state on the way back is one that it had.
    #[test]
    fn back_and_forth_leads_to_the_same_document(list in commands()) {
        let mut own = document();
        let mut had = vec![(own.scenario().clone(), own.base().clone())];
        for (moves, command) in &list {
            let done = if *moves { own.drag("control", command) } else { own.apply(command) };
            prop_assert!(done.is_ok());
            had.push((own.scenario().clone(), own.base().clone()));
        }
        let (end, steps) = (own.clone(), own.history().past.len());
        let mut back = 0;
        while own.undo() {
            back += 1;
            prop_assert!(had.contains(&(own.scenario().clone(), own.base().clone())));
        }
        prop_assert_eq!(back, steps);
        while own.redo() {}
        prop_assert_eq!((own.scenario(), own.base()), (end.scenario(), end.base()));
        prop_assert_eq!(&own.history().past, &end.history().past);
    }
}
