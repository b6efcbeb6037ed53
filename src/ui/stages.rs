//! From snapshot and scenario to the result.

use std::sync::Arc;

use leptos::prelude::*;

use super::loaded::Loaded;
use crate::pipeline::{Chain, Outcome, Problem, Shared};
use crate::scenario::Scenario;

type Source = Signal<Shared<Scenario>>;
type Data = Signal<Option<Shared<Loaded>>>;

/// The result; `None` before any data are open. The stages are remembered in one value and are no memos of their own: the
/// framework would tell all that rests on the result of a change once for every way through the stages, some twenty times.
pub fn stages(loaded: Data, scenario: Source) -> Memo<Option<Stage<Shared<Outcome>>>> {
    let kept = StoredValue::new(None::<(Shared<Loaded>, Chain)>);
    Memo::new(move |_| {
        let (loaded, scenario) = (loaded.get()?, scenario.get());
        let found = kept.try_update_value(|kept| {
            let chain = match kept {
                Some((same, chain)) if *same == loaded => chain,
                _ => &mut kept.insert((loaded.clone(), Chain::default())).1,
            };
            chain.run(&loaded.snapshot, &scenario, &loaded.search)
        });
        Some(found?.map(Shared).map_err(Arc::new))
    })
}

/// Has a memo worked out, when it may have changed, before whatever rests on it asks.
///
/// An effect that reads first a memo made from another and then that other one can miss a change of it: the framework
/// (reactive_graph 0.2.16) asks the sources of an effect one by one in the effect's name, a memo that has changed tells
/// everybody but the one that asks, and if the memo in between came out the same, nobody tells the effect. Here the first to
/// ask is one that nothing depends on. Where a place has such a pair of its own, what needs both is a memo, which is told.
pub fn worked_out_first<T: Send + Sync + 'static>(memo: Memo<T>) {
    let first = RenderEffect::new(move |_| memo.track());
    // Gone with the owner of the memo.
    let _ = StoredValue::new_local(first);
}

/// A result, or why there is none.
pub type Stage<T> = Result<T, Arc<Vec<Problem>>>;
