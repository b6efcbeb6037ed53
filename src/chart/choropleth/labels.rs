//! Labels that do not touch each other.

use super::Model;
use crate::chart::{Frame, Rect, text_width};
use crate::map::Projection;

/// Font size of map labels, css pixels.
pub(super) const LABEL_SIZE: f64 = 12.0;
/// More labels than this are noise.
const MAX_LABELS: usize = 60;
/// How much wider than its area a label may be.
const OVERHANG: f64 = 1.25;

/// A label in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct MapLabel {
    /// Position of its entry in the labels of the model.
    pub label: usize,
    /// The room it takes, device pixels; the text stands in the middle.
    pub room: Rect,
}

/// Gives room to one label after another, in the order of the model, the selected and hovered area first. A label
/// goes without when it would leave the surface, touch one before it, or reach too far beyond its polygon.
pub(super) fn place(model: &Model<'_>, projection: &Projection, frame: &Frame) -> Vec<MapLabel> {
    let is_marked = |area: usize| model.selected == Some(area) || model.hovered == Some(area);
    let (mut order, others): (Vec<usize>, Vec<usize>) =
        (0..model.labels.len()).partition(|label| is_marked(model.labels[*label].0));
    order.extend(others);
    let mut placed: Vec<MapLabel> = Vec::new();
    for label in order {
        let (area, text) = &model.labels[label];
        let Some(room) = room(model, projection, frame, (*area, text)) else { continue };
        let fits = is_marked(*area) || fits_area(model, projection, *area, room.width());
        let is_free = placed.iter().all(|other| !other.room.overlaps(&room));
        if fits && is_free && frame.area().encloses(&room) {
            placed.push(MapLabel { label, room });
        }
        if placed.len() == MAX_LABELS {
            break;
        }
    }
    placed
}

/// A polygon's label stands in it; a point's above it.
fn room(
    model: &Model<'_>,
    projection: &Projection,
    frame: &Frame,
    (area, text): (usize, &str),
) -> Option<Rect> {
    let [x, y] = projection.project(model.shapes.anchor(area)?);
    let half = [text_width(text, frame.px(LABEL_SIZE)) / 2.0 + frame.px(3.0), frame.px(LABEL_SIZE * 0.7)];
    let y = if model.shapes.is_point(area) { y - frame.px(LABEL_SIZE + 4.0) } else { y };
    Some(Rect::between([x - half[0], y - half[1]], [x + half[0], y + half[1]]))
}

fn fits_area(model: &Model<'_>, projection: &Projection, area: usize, width: f64) -> bool {
    let bounds = model.shapes.area_bounds(area);
    model.shapes.is_point(area) || width <= bounds.span()[0] * projection.scale()[0] * OVERHANG
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::choropleth::projection;
    use crate::chart::frame::tests::frame;
    use crate::map::{MapShapes, Viewport};

    /// The areas whose labels found room.
    fn labelled(points: &[[f64; 2]], selected: Option<usize>) -> Vec<usize> {
        let points: Vec<_> = points.iter().copied().map(Some).collect();
        let shapes = MapShapes::build(&[], &points);
        let labels: Vec<_> = (0..points.len()).map(|area| (area, "محلهٔ نمونه".to_owned())).collect();
        let viewport = Viewport::whole(&shapes.bounds());
        let model = Model {
            shapes: &shapes,
            classes: &[],
            n_classes: 5,
            inside: None,
            selected,
            hovered: None,
            labels: &labels,
            viewport,
        };
        let frame = frame(600, 400);
        let placed = place(&model, &projection(&shapes, &frame, viewport), &frame);
        placed.iter().map(|label| labels[label.label].0).collect()
    }

    const CROWD: [[f64; 2]; 5] = [[0.0, 0.0], [10.0, 6.0], [5.0, 3.0], [5.1, 3.0], [5.0, 1.0]];

    #[test]
    fn the_more_important_label_wins() {
        // The first two stand in the corners, where their labels would leave the surface.
        assert_eq!(labelled(&CROWD, None), [2, 4]);
    }

    #[test]
    fn the_selected_area_comes_before_all() {
        assert_eq!(labelled(&CROWD, Some(3)), [3, 4]);
    }
}
