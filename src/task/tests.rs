//! The desk against the functions that it calls, with steps of every size and requests in every order.

use proptest::prelude::*;

use super::{Desk, Packed, Reply, Request, Step};
use crate::pipeline::run;
use crate::scenario::{Scenario, Uncertainty};
use crate::sensitivity::{value_flips, weight_flips};
use crate::snapshot::{Limits, Remark, Snapshot, advisory, open, sha256_hex};

const DEMO: &[u8] = include_bytes!("../../seeds/demo.snapshot.json");

fn desk() -> Desk {
    Desk::open(DEMO.to_vec()).unwrap()
}

fn demo() -> Snapshot {
    open(DEMO, &Limits::DEFAULT).unwrap()
}

fn scenario(draws: u32) -> Scenario {
    let robustness = Uncertainty { draws, samples: 0, ..Uncertainty::default() };
    Scenario { robustness, ..Scenario::equal_weights(&demo()) }
}

/// All that is told, in order, with steps of this size.
fn told(desk: &mut Desk, budget: u32) -> Vec<Step> {
    std::iter::from_fn(|| desk.step(budget)).collect()
}

fn answers(steps: &[Step], id: u32) -> Vec<&Reply> {
    let own = steps.iter().filter(|own| own.id == id).map(|own| &own.reply);
    own.filter(|reply| !matches!(reply, Reply::Progress { .. })).collect()
}

#[test]
fn a_check_tells_its_progress_then_all_remarks_and_the_hash() {
    let mut desk = desk();
    desk.ask(1, Request::Check);
    let steps = told(&mut desk, 1);
    let remarks = advisory(&demo()).iter().map(Remark::from).collect();
    assert_eq!(answers(&steps, 1), [&Reply::Checked(remarks, sha256_hex(DEMO))]);
    let shares = steps.iter().filter_map(|own| match own.reply {
        Reply::Progress { done, total, .. } => Some(done as f64 / total as f64),
        _ => None,
    });
    let shares: Vec<f64> = shares.collect();
    assert!(shares.len() > 10 && shares.is_sorted() && shares.iter().all(|own| (0.0..=1.0).contains(own)));
}

#[test]
fn the_size_of_the_steps_changes_nothing_and_every_reply_crosses_unchanged() {
    let mut found = Vec::new();
    for budget in [1, 64, u32::MAX] {
        let mut desk = desk();
        desk.ask(5, Request::Robustness(Box::new(scenario(300))));
        let steps = told(&mut desk, budget);
        for step in &steps {
            assert_eq!(Packed::new(step.reply.clone()).reply().as_ref(), Some(&step.reply));
        }
        found.push(answers(&steps, 5).into_iter().cloned().collect::<Vec<_>>());
    }
    let [Reply::Robustness(robustness, _)] = &found[0][..] else { panic!("one answer") };
    assert!(robustness.settings.iter().all(|own| !own.chances.is_empty()));
    assert!(found.iter().all(|own| *own == found[0]));
}

#[test]
fn changes_are_told_one_after_another() {
    let mut desk = desk();
    let own = scenario(100);
    let outcome = run(&demo(), &own).unwrap();
    let area = outcome.ranked.ranking.order[11] as usize;
    desk.ask(1, Request::Flips { scenario: Box::new(own.clone()), area });
    let steps = told(&mut desk, 1);
    let told = answers(&steps, 1);
    let weights = weight_flips(&demo(), &own, &outcome, area).unwrap();
    assert_eq!(told.first(), Some(&&Reply::WeightFlips(weights)));
    assert_eq!(told.last(), Some(&&Reply::FlipsDone));
    let values = told.iter().filter_map(|own| match own {
        Reply::ValueFlip(found) => found.clone(),
        _ => None,
    });
    assert_eq!(values.collect::<Vec<_>>(), value_flips(&demo(), &own, &outcome, area).unwrap());
}

#[test]
fn the_newest_is_worked_on_first_and_none_gets_in_the_way_of_another() {
    let mut desk = desk();
    desk.ask(1, Request::Check);
    desk.step(1);
    desk.ask(2, Request::Robustness(Box::new(scenario(100))));
    assert_eq!(desk.at(), Some(2));
    let steps = told(&mut desk, 64);
    let last = |id: u32| steps.iter().rposition(|own| own.id == id).unwrap();
    assert!(last(2) < last(1));
    assert!(matches!(answers(&steps, 1)[..], [Reply::Checked(..)]));
    assert!(matches!(answers(&steps, 2)[..], [Reply::Robustness(..)]));
    assert_eq!((desk.at(), desk.step(1)), (None, None));
}

#[test]
fn what_cannot_be_answered_says_why_and_leaves_the_others() {
    let mut desk = desk();
    desk.ask(1, Request::Check);
    let period = Some("1200".to_owned());
    desk.ask(2, Request::Robustness(Box::new(Scenario { period, ..scenario(100) })));
    let steps = told(&mut desk, 64);
    let [Reply::Failed(reasons)] = answers(&steps, 2)[..] else { panic!("it fails") };
    assert!(reasons.iter().flatten().all(|text| !text.is_empty()) && !reasons.is_empty());
    assert!(matches!(answers(&steps, 1)[..], [Reply::Checked(..)]));
    assert!(Desk::open(b"{}".to_vec()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is asked and given up in whatever order: each request that stays gets one last reply, the others none.
    #[test]
    fn every_request_that_stays_is_answered_once(acts in prop::collection::vec((0_u8..3, 0_u32..12, 0_usize..20), 1..14)) {
        let mut desk = desk();
        let own = scenario(100);
        let (mut asked, mut gone, mut steps) = (Vec::new(), Vec::new(), Vec::new());
        for (at, (act, which, n_steps)) in acts.into_iter().enumerate() {
            match act {
                0 => {
                    desk.ask(at as u32, Request::Check);
                    asked.push(at as u32);
                }
                1 => {
                    let scenario = Box::new(own.clone());
                    desk.ask(at as u32, Request::Flips { scenario, area: which as usize });
                    asked.push(at as u32);
                }
                _ => {
                    desk.cancel(which);
                    gone.push(which);
                }
            }
            steps.extend((0..n_steps).filter_map(|_| desk.step(8)));
        }
        steps.extend(told(&mut desk, 8));
        for id in asked {
            let n_last = steps.iter().filter(|own| own.id == id && own.reply.is_last()).count();
            prop_assert!(if gone.contains(&id) { n_last <= 1 } else { n_last == 1 }, "{id}: {n_last}");
        }
    }
}
