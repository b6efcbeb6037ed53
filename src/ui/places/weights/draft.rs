//! The judgements being made in the dialog of the weights.

use leptos::prelude::*;

use crate::view::WeightDraft;

/// The judgements being made; `None` while the dialog is closed.
pub type Draft = RwSignal<Option<WeightDraft>>;

/// Changes the draft, where there is one.
pub fn redraft(draft: Draft, change: impl FnOnce(&mut WeightDraft)) {
    draft.update(|draft| {
        if let Some(draft) = draft {
            change(draft);
        }
    });
}
