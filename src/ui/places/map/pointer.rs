//! Pointer, touch, wheel and keys on a map.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use super::desk::Tool;
use super::sheet::Sheet;
use super::touches::Touches;
use crate::map::areas_inside;
use crate::ui::canvas::{PointerAt, pointer_at};
use crate::web::page;

/// A press that moves less than this, css pixels, is a click.
const STILL: f64 = 4.0;
/// How far an arrow key moves the map, css pixels.
const STEP: f64 = 40.0;

impl Sheet {
    /// Zooms about a point, device pixels, by a factor.
    pub fn zoom_at(self, device: [f64; 2], factor: f64) {
        if let Some(projection) = self.projection() {
            self.desk.look(Some(projection.zoomed(device, factor)));
        }
    }

    /// Zooms about the middle.
    pub fn zoom(self, factor: f64) {
        let frame = untrack(|| self.frame());
        self.zoom_at(frame.size().map(|side| side / 2.0), factor);
    }

    fn pan(self, css: [f64; 2]) {
        let ratio = page::pixel_ratio();
        if let Some(projection) = self.projection() {
            self.desk.look(Some(projection.panned(css[0] * ratio, css[1] * ratio)));
        }
    }

    /// Follows one or two pressed pointers.
    fn follow(self, event: &PointerEvent, at: PointerAt) {
        let (before, after, n) = self
            .touches
            .try_update_value(|touches| {
                let before = touches.spread();
                if let Some(own) = touches.down.iter_mut().find(|(id, _)| *id == event.pointer_id()) {
                    own.1 = at.css;
                }
                touches.pinched |= touches.down.len() > 1;
                (before, touches.spread(), touches.down.len())
            })
            .unwrap_or_default();
        if n == 1 && self.desk.tool.get_untracked() != Tool::Move {
            return self.draw_shape(at.device);
        }
        self.pan([after.0[0] - before.0[0], after.0[1] - before.0[1]]);
        if before.1 > 0.0 && after.1 > 0.0 {
            let ratio = page::pixel_ratio();
            self.zoom_at(after.0.map(|css| css * ratio), after.1 / before.1);
        }
    }

    fn draw_shape(self, device: [f64; 2]) {
        let is_lasso = self.desk.tool.get_untracked() == Tool::Lasso;
        self.lasso.update(|shape| match (shape.first().copied(), is_lasso) {
            (Some([x, y]), false) => *shape = vec![[x, y], [device[0], y], device, [x, device[1]]],
            (None, _) | (_, true) => shape.push(device),
        });
    }

    /// Marks what the shape encloses, of the areas that count.
    fn take_shape(self, add: bool) {
        let shape = self.lasso.get_untracked();
        self.lasso.set(Vec::new());
        let state = self.desk.state;
        let Some(((loaded, case), projection)) = untrack(|| state.both()).zip(self.projection()) else {
            return;
        };
        let outline: Vec<[f64; 2]> = shape.into_iter().map(|pixel| projection.unproject(pixel)).collect();
        let mut marked = areas_inside(&loaded.shapes, &outline);
        marked.retain(|area| case.outcome.set.contains(*area));
        state.mark_areas(marked, add);
    }

    fn click(self, at: PointerAt, toggle: bool) {
        let state = self.desk.state;
        let Some(area) = self.area_at(at.device) else { return };
        if toggle {
            state.toggle_marks(&[area]);
        } else {
            state.selected.set(Some(area));
        }
    }
}

/// Dragging moves the map or draws a shape; else the area under the pointer is pointed at.
pub fn pointer_moved(sheet: Sheet) -> impl Fn(PointerEvent) {
    move |event| {
        let at = pointer_at(&event);
        if !sheet.touches.with_value(|touches| touches.down.is_empty()) {
            sheet.tip_at.set(None);
            return sheet.follow(&event, at);
        }
        let (area, pointed) = (sheet.area_at(at.device), sheet.desk.state.pointed);
        sheet.tip_at.set(Some(at.css));
        if pointed.get_untracked() != area {
            pointed.set(area);
        }
    }
}

/// A pointer goes down: it is followed even beyond the edge.
pub fn pointer_down(sheet: Sheet) -> impl Fn(PointerEvent) {
    move |event| {
        if event.button() != 0 {
            return;
        }
        let at = pointer_at(&event);
        let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(element) = element {
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        sheet.touches.update_value(|touches| {
            if touches.down.is_empty() {
                (touches.from, touches.pinched) = (at.css, false);
            }
            touches.down.push((event.pointer_id(), at.css));
        });
        sheet.lasso.set(Vec::new());
    }
}

/// A pointer goes up: a click selects, a shape is taken.
pub fn pointer_up(sheet: Sheet) -> impl Fn(PointerEvent) {
    move |event| {
        let at = pointer_at(&event);
        let was = sheet.touches.try_update_value(|touches| {
            let n = touches.down.len();
            touches.down.retain(|(id, _)| *id != event.pointer_id());
            let moved = (at.css[0] - touches.from[0]).hypot(at.css[1] - touches.from[1]);
            (n, moved, touches.pinched)
        });
        match was {
            Some((1, moved, false)) if moved < STILL => {
                sheet.lasso.set(Vec::new());
                sheet.click(at, event.shift_key());
            }
            Some((1, _, false)) if sheet.desk.tool.get_untracked() != Tool::Move => {
                sheet.take_shape(event.shift_key());
            }
            _ => {}
        }
    }
}

/// The pointer is gone.
pub fn leave(sheet: Sheet) -> impl Fn(PointerEvent) {
    move |event| {
        sheet.touches.update_value(|touches| touches.down.retain(|(id, _)| *id != event.pointer_id()));
        sheet.tip_at.set(None);
        sheet.lasso.set(Vec::new());
        sheet.desk.state.pointed.set(None);
    }
}

/// The wheel zooms about the pointer.
pub fn wheel(sheet: Sheet, event: &WheelEvent) {
    event.prevent_default();
    // Lines count as 33 pixels; a turn of a notch is about a quarter.
    let turned = event.delta_y() * if event.delta_mode() == 1 { 33.0 } else { 1.0 };
    let factor = (-turned * 0.0022).exp().clamp(0.4, 2.5);
    sheet.zoom_at(pointer_at(event.unchecked_ref()).device, factor);
}

/// A double click looks nearer.
pub fn double_click(sheet: Sheet) -> impl Fn(MouseEvent) {
    move |event| sheet.zoom_at(pointer_at(event.unchecked_ref()).device, 2.0)
}

/// Arrows move, plus and minus zoom, 0 shows the whole, Escape gives a shape up.
pub fn key_down(sheet: Sheet) -> impl Fn(KeyboardEvent) {
    move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" => sheet.pan([STEP, 0.0]),
            "ArrowRight" => sheet.pan([-STEP, 0.0]),
            "ArrowUp" => sheet.pan([0.0, STEP]),
            "ArrowDown" => sheet.pan([0.0, -STEP]),
            "+" | "=" => sheet.zoom(1.5),
            "-" | "−" => sheet.zoom(1.0 / 1.5),
            "0" | "۰" => sheet.desk.look(None),
            "Escape" => {
                sheet.lasso.set(Vec::new());
                sheet.desk.tool.set(Tool::Move);
                sheet.touches.set_value(Touches::default());
            }
            _ => return,
        }
        event.prevent_default();
    }
}
