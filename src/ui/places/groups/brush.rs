//! A chart that can be dragged over: the rectangle is shown, and told when the pointer lets go; a click is told as such.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::PointerEvent;

use crate::ui::canvas::{PointerAt, pointer_at};
use crate::ui::late::live;

/// A move of less is a click, css pixels.
const SLACK: f64 = 5.0;

/// A box around a chart.
pub fn brushable(
    chart: impl IntoView + 'static,
    on_brush: impl Fn(PointerAt, PointerAt) + 'static,
    on_click: impl Fn(PointerAt) + 'static,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let drag = RwSignal::new(None::<(PointerAt, PointerAt)>);
    let is_far =
        |(from, to): &(PointerAt, PointerAt)| (0..2).any(|k| (from.css[k] - to.css[k]).abs() > SLACK);
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            let at = pointer_at(&event);
            drag.set(Some((at, at)));
        }
    };
    let moved = move |event: PointerEvent| {
        let Some((from, _)) = drag.get_untracked() else { return };
        if event.buttons() == 0 {
            return drag.set(None);
        }
        let both = (from, pointer_at(&event));
        if is_far(&both)
            && let Some(own) = node.get_untracked()
        {
            // From here on the pointer may leave the box; a click keeps its own target.
            let _ = own.set_pointer_capture(event.pointer_id());
        }
        drag.set(Some(both));
    };
    let up = move |event: PointerEvent| {
        let Some((from, _)) = drag.get_untracked() else { return };
        drag.set(None);
        let to = pointer_at(&event);
        if is_far(&(from, to)) { on_brush(from, to) } else { on_click(to) }
    };
    let shown = move || {
        let (from, to) = drag.get().filter(|both| is_far(both))?;
        let [left, top] = [0, 1].map(|k| from.css[k].min(to.css[k]).max(0.0));
        let [width, height] =
            [0, 1].map(|k| (from.css[k].max(to.css[k]) - if k == 0 { left } else { top }).max(0.0));
        let px = |length: f64| format!("{length}px");
        // Where the pointer is: the ground is left-to-right in either language, like the canvas below it.
        Some(view! {
            <div class="brush-ground" dir="ltr">
                <div class="brush" style:inset-inline-start=px(left) style:top=px(top) style:width=px(width) style:height=px(height)></div>
            </div>
        })
    };
    view! {
        <div class="brushable" node_ref=node on:pointerdown=down on:pointermove=moved on:pointerup=up
            on:pointercancel=live(move |_| drag.set(None))>
            {chart}
            {shown}
        </div>
    }
}
