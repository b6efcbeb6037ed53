//! Edges of the hovered and selected area, and labels.

use plotters_backend::DrawingBackend;

use super::ground::outline;
use super::labels::LABEL_SIZE;
use super::{Layout, Model};
use crate::chart::paint::{Painter, Pen, Text};
use crate::chart::{Anchor, DrawResult, Frame, Rgb};

/// Draws the marks: the selected area above the hovered one, labels above both.
pub(super) fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model<'_>,
    layout: &Layout,
) -> DrawResult {
    let theme = &frame.theme;
    let mut marks = Marks { painter: Painter::new(backend, frame), frame, layout };
    if let Some(area) = model.hovered.filter(|area| model.selected != Some(*area)) {
        marks.edge(model, area, (theme.ink, 1.5))?;
    }
    if let Some(area) = model.selected {
        marks.edge(model, area, (theme.accent, 2.5))?;
    }
    marks.labels(model)
}

struct Marks<'a, DB: DrawingBackend> {
    painter: Painter<'a, DB>,
    frame: &'a Frame,
    layout: &'a Layout,
}

impl<DB: DrawingBackend> Marks<'_, DB> {
    /// An edge on a broader light one, to be seen on any shade.
    fn edge(&mut self, model: &Model<'_>, area: usize, (color, width): (Rgb, f64)) -> DrawResult {
        let light = Pen { color: self.frame.theme.card, width: width + 2.0 };
        for pen in [light, Pen { color, width }] {
            if model.shapes.is_point(area) {
                self.point(model, area, pen)?;
            } else {
                self.rings(model, area, pen)?;
            }
        }
        Ok(())
    }

    fn rings(&mut self, model: &Model<'_>, area: usize, pen: Pen) -> DrawResult {
        let mut path = Vec::new();
        for ring in model.shapes.polygons(area).flat_map(|polygon| polygon.rings()) {
            outline(ring, &self.layout.projection, &mut path);
            // The first stretch once more joins the end to the beginning without a notch.
            path.extend(path.get(1).copied());
            self.painter.path(&path, pen)?;
        }
        Ok(())
    }

    fn point(&mut self, model: &Model<'_>, area: usize, pen: Pen) -> DrawResult {
        let Some(anchor) = model.shapes.anchor(area) else { return Ok(()) };
        let at = self.layout.projection.project(anchor);
        self.painter.ring(at, self.layout.point_radius + self.frame.px(2.5), pen)
    }

    fn labels(&mut self, model: &Model<'_>) -> DrawResult {
        for placed in &self.layout.labels {
            let (area, content) = &model.labels[placed.label];
            let text = Text {
                content,
                at: placed.room.center(),
                anchor: Anchor::Center,
                size: LABEL_SIZE,
                is_bold: model.selected == Some(*area),
                color: self.frame.theme.ink,
            };
            self.painter.text_on(text, self.frame.theme.card)?;
        }
        Ok(())
    }
}
