//! Edges of the hovered and selected area, and labels.

use plotters_backend::DrawingBackend;

use super::ground::outline;
use super::labels::LABEL_SIZE;
use super::{Layout, Model, Scene};
use crate::chart::paint::{Painter, Pen, Text};
use crate::chart::{Anchor, DrawResult, Frame, Rgb};

/// More brushed areas than this are outlined without the light edge: there are too many to look at one by one.
const FEW: usize = 500;

/// Draws the marks: the selected area above the hovered one, labels above both.
pub(super) fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    scene: &Scene<'_>,
    layout: &Layout,
) -> DrawResult {
    let (theme, model) = (&frame.theme, &scene.model);
    let mut marks = Marks { painter: Painter::new(backend, frame), frame, scene, layout };
    if let Some(area) = model.hovered.filter(|area| model.selected != Some(*area)) {
        marks.edge(area, (theme.ink, 1.5))?;
    }
    if let Some(area) = model.selected {
        marks.edge(area, (theme.accent, 2.5))?;
    }
    marks.labels(model)
}

/// Draws the edges of the brushed areas in sight.
pub(super) fn draw_brushed<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    scene: &Scene<'_>,
    layout: &Layout,
) -> DrawResult {
    let seen = layout.projection.visible();
    let in_sight = |area: &&usize| scene.model.shapes.area_bounds(**area).overlaps(&seen);
    let visible: Vec<usize> = scene.marked.iter().filter(in_sight).copied().collect();
    let color = frame.theme.series_color(4);
    let mut marks = Marks { painter: Painter::new(backend, frame), frame, scene, layout };
    for area in &visible {
        if visible.len() <= FEW {
            marks.edge(*area, (color, 1.75))?;
        } else {
            marks.stroke(*area, Pen { color, width: 1.0 })?;
        }
    }
    Ok(())
}

struct Marks<'a, DB: DrawingBackend> {
    painter: Painter<'a, DB>,
    frame: &'a Frame,
    scene: &'a Scene<'a>,
    layout: &'a Layout,
}

impl<DB: DrawingBackend> Marks<'_, DB> {
    /// An edge on a broader light one, to be seen on any shade.
    fn edge(&mut self, area: usize, (color, width): (Rgb, f64)) -> DrawResult {
        self.stroke(area, Pen { color: self.frame.theme.card, width: width + 2.0 })?;
        self.stroke(area, Pen { color, width })
    }

    /// The edge of an area, or the one around its circle or point.
    fn stroke(&mut self, area: usize, pen: Pen) -> DrawResult {
        let (shapes, unit) = (self.scene.model.shapes, self.layout.unit);
        let circle = self.scene.radius(area, unit, self.frame);
        if circle.is_none() && !shapes.is_point(area) {
            return self.rings(area, pen);
        }
        let Some(anchor) = shapes.anchor(area) else { return Ok(()) };
        let radius = circle.unwrap_or(self.layout.point_radius) + self.frame.px(2.0);
        self.painter.ring(self.layout.projection.project(anchor), radius, pen)
    }

    fn rings(&mut self, area: usize, pen: Pen) -> DrawResult {
        let mut path = Vec::new();
        for ring in self.scene.model.shapes.polygons(area).flat_map(|polygon| polygon.rings()) {
            outline(ring, &self.layout.projection, &mut path);
            // The first stretch once more joins the end to the beginning without a notch.
            path.extend(path.get(1).copied());
            self.painter.path(&path, pen)?;
        }
        Ok(())
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
