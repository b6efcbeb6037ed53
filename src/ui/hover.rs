//! What the pointer is on in a chart.

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::chart::Frame;
use crate::ui::canvas::{PointerAt, frame_of};
use crate::ui::state::use_state;

/// Position of what the pointer is on, and css pixels from the corner of the chart.
pub type Hovered = RwSignal<Option<(usize, [f64; 2])>>;

/// Follows the pointer over a chart that is drawn from `model`.
pub fn hover<M: Send + Sync + 'static>(
    node: NodeRef<Canvas>,
    model: Memo<Option<M>>,
    hit: fn(&M, &Frame, [f64; 2]) -> Option<usize>,
) -> (Hovered, Callback<Option<PointerAt>>) {
    let state = use_state();
    let hovered = RwSignal::new(None);
    let under = move |at: PointerAt| {
        let frame = frame_of(&node.get_untracked()?, state.language.get_untracked());
        let found = model.with_untracked(|model| hit(model.as_ref()?, &frame, at.device))?;
        Some((found, at.css))
    };
    let point = Callback::new(move |at: Option<PointerAt>| {
        let found = at.and_then(under);
        if hovered.get_untracked() != found {
            hovered.set(found);
        }
    });
    (hovered, point)
}
