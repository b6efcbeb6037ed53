//! Choropleth: areas shaded by class on a map.
//!
//! Areas without a value are hatched (points: hollow), those outside the filter are empty (points: small), the selected one has a thick
//! edge: nothing is told by colour alone. [`draw_ground`] is the costly part and changes with data and viewport;
//! [`draw_marks`] is cheap and changes with the pointer, so a page lays two canvases over each other.

mod furniture;
mod ground;
mod labels;
mod area_outlines;
mod scene;

use plotters_backend::DrawingBackend;

pub use furniture::{Furniture, draw_furniture};
pub use labels::MapLabel;
pub use scene::{Scene, size_key};

use super::{DrawResult, Frame};
use crate::map::{Bounds, MapShapes, Projection, Viewport};

/// Free space around the map, css pixels.
const PADDING: f64 = 12.0;
/// Radius of a point, css pixels: the least, for tens of thousands, and the greatest.
const POINT_RADIUS: (f64, f64) = (1.25, 7.0);

/// A shaded map.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// Geometry of the areas.
    pub shapes: &'a MapShapes,
    /// Class of each area; `None`, or no entry, where it has no value.
    pub classes: &'a [Option<u8>],
    /// Number of classes, which sets the shades; see [`crate::map::MAX_CLASSES`].
    pub n_classes: usize,
    /// Areas that the filter keeps: bit i mod 64 of word i / 64; `None` when all are kept.
    pub inside: Option<&'a [u64]>,
    /// The chosen area.
    pub selected: Option<usize>,
    /// The area that the pointer is on.
    pub hovered: Option<usize>,
    /// Areas to label and their texts, the most important first; those without room are left out.
    pub labels: &'a [(usize, String)],
    /// Which part is looked at.
    pub viewport: Viewport,
}

/// Geometry of a map, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Degrees to pixels; [`HitIndex::hit`](crate::map::HitIndex::hit) takes it, and it makes the next viewport.
    pub projection: Projection,
    /// Areas in sight, in drawing order: polygons first, then points.
    pub visible: Vec<u32>,
    /// Radius of points.
    pub point_radius: f64,
    /// Labels that found room.
    pub labels: Vec<MapLabel>,
    /// Circles in sight and their radii, the largest first; empty where areas are shaded themselves.
    pub circles: Vec<(u32, f64)>,
    /// Radius of a circle of size 1; 0 without circles.
    pub unit: f64,
}

impl Model<'_> {
    /// Whether the filter keeps an area; what the bitmap does not reach is not kept.
    pub fn is_inside(&self, area: usize) -> bool {
        self.inside.is_none_or(|words| words.get(area / 64).is_some_and(|word| word >> (area % 64) & 1 == 1))
    }
}

/// Degrees to device pixels for a map of `shapes` in `frame`.
pub fn projection(shapes: &MapShapes, frame: &Frame, viewport: Viewport) -> Projection {
    Projection::fit(shapes.bounds(), frame.size(), frame.px(PADDING), viewport)
}

/// Places a map. East is right in every language.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    scene_layout(&Scene::plain(*model), frame)
}

/// Places a map with what it wears.
pub fn scene_layout(scene: &Scene, frame: &Frame) -> Layout {
    let mut layout = marks_layout(scene, frame);
    layout.circles = scene.circles(&layout.visible, layout.unit, frame);
    layout
}

/// The layout without its circles, which marks do not need: it is made anew whenever the pointer moves.
pub fn marks_layout(scene: &Scene, frame: &Frame) -> Layout {
    let model = &scene.model;
    let projection = projection(model.shapes, frame, model.viewport);
    let (points, mut visible): (Vec<u32>, Vec<u32>) =
        in_sight(model.shapes, &projection, frame).partition(|area| model.shapes.is_point(*area as usize));
    let point_radius = point_radius(points.len(), frame);
    visible.extend(points);
    let labels = labels::place(model, &projection, frame);
    let unit = scene.unit(&projection, frame);
    Layout { projection, visible, point_radius, labels, circles: Vec::new(), unit }
}

/// The circle under a pixel: of several, the smallest, which lies above the others.
pub fn circle_at(scene: &Scene, frame: &Frame, pixel: [f64; 2]) -> Option<usize> {
    let projection = projection(scene.model.shapes, frame, scene.model.viewport);
    let unit = scene.unit(&projection, frame);
    let under = |area: usize| {
        let radius = scene.radius(area, unit, frame)?;
        let [x, y] = projection.project(scene.model.shapes.anchor(area)?);
        ((x - pixel[0]).hypot(y - pixel[1]) <= radius.max(frame.px(4.0))).then_some((radius, area))
    };
    let found = (0..scene.model.shapes.n_areas()).filter_map(under);
    // Of equal ones the last, as they are drawn.
    found.min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, area)| area)
}

/// Draws the areas on the ground.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw_ground<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model<'_>,
    layout: &Layout,
) -> DrawResult {
    ground::draw(backend, frame, &Scene::plain(*model), layout)
}

/// Draws the edges of the hovered and selected area and the labels, on whatever is there.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw_marks<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model<'_>,
    layout: &Layout,
) -> DrawResult {
    area_outlines::draw(backend, frame, &Scene::plain(*model), layout)
}

/// Draws the areas, or the circles on their outlines.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw_scene<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    scene: &Scene<'_>,
    layout: &Layout,
) -> DrawResult {
    ground::draw(backend, frame, scene, layout)
}

/// Draws the edges of the brushed areas, on whatever is there.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw_brushed<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    scene: &Scene<'_>,
    layout: &Layout,
) -> DrawResult {
    area_outlines::draw_brushed(backend, frame, scene, layout)
}

/// Draws the edges of the pointed and the selected area and the labels, on whatever is there.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw_scene_marks<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    scene: &Scene<'_>,
    layout: &Layout,
) -> DrawResult {
    area_outlines::draw(backend, frame, scene, layout)
}

/// Draws the whole map.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model<'_>,
    layout: &Layout,
) -> DrawResult {
    draw_ground(backend, frame, model, layout)?;
    draw_marks(backend, frame, model, layout)
}

/// Areas whose box touches the surface, a point's disc included.
fn in_sight(shapes: &MapShapes, projection: &Projection, frame: &Frame) -> impl Iterator<Item = u32> {
    let margin = frame.px(POINT_RADIUS.1);
    let [width, height] = frame.size();
    let [west, north] = projection.unproject([-margin, -margin]);
    let [east, south] = projection.unproject([width + margin, height + margin]);
    let seen = Bounds { min: [west, south], max: [east, north] };
    (0..shapes.n_areas())
        .filter(move |area| shapes.area_bounds(*area).overlaps(&seen))
        .map(|area| area as u32)
}

/// Points cover about a sixth of the surface together, so that they can be told apart.
fn point_radius(n_points: usize, frame: &Frame) -> f64 {
    let [width, height] = frame.size();
    let each = width * height / 6.0 / n_points.max(1) as f64;
    (each / std::f64::consts::PI).sqrt().clamp(frame.px(POINT_RADIUS.0), frame.px(POINT_RADIUS.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::frame;
    use crate::map::HitIndex;
    use crate::snapshot::Geometry;
    use std::sync::Arc;

    fn square(x: f64, y: f64) -> Option<Arc<Geometry>> {
        let ring = vec![[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0], [x, y]];
        Some(Arc::new(Geometry::Polygon(vec![ring])))
    }

    fn board() -> MapShapes {
        let squares: Vec<_> = (0..9).map(|at| square(f64::from(at % 3), f64::from(at / 3))).collect();
        MapShapes::build(&squares, &[&[None; 9][..], &[Some([1.5, 1.5])]].concat())
    }

    fn model<'a>(shapes: &'a MapShapes, labels: &'a [(usize, String)]) -> Model<'a> {
        Model {
            shapes,
            classes: &[],
            n_classes: 5,
            inside: None,
            selected: None,
            hovered: None,
            labels,
            viewport: Viewport::whole(&shapes.bounds()),
        }
    }

    #[test]
    fn all_is_visible_at_first_and_points_lie_above() {
        let shapes = board();
        let layout = layout(&model(&shapes, &[]), &frame(400, 400));
        assert_eq!(layout.visible, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let first = MapShapes::build(&[None, square(0.0, 0.0)], &[Some([0.5, 0.5])]);
        assert_eq!(super::layout(&model(&first, &[]), &frame(400, 400)).visible, [1, 0]);
    }

    #[test]
    fn only_what_is_in_sight_is_kept_and_the_projection_finds_it_again() {
        let shapes = Arc::new(board());
        let corner = Viewport { center: [0.5, 0.5], zoom: 4.0 };
        let layout = layout(&Model { viewport: corner, ..model(&shapes, &[]) }, &frame(400, 400));
        assert_eq!(layout.visible, [0]);
        let index = HitIndex::build(Arc::clone(&shapes));
        assert_eq!(index.hit(&layout.projection, [200.0, 200.0], 6.0), Some(0));
    }

    #[test]
    fn the_filter_bitmap_is_read_across_words() {
        let shapes = board();
        let words = [1_u64 << 63, 0b10];
        let model = Model { inside: Some(&words), ..model(&shapes, &[]) };
        let kept: Vec<usize> = (0..200).filter(|area| model.is_inside(*area)).collect();
        assert_eq!(kept, [63, 65]);
    }

    #[test]
    fn many_points_are_small_and_few_are_not_huge() {
        assert_eq!(point_radius(33_755, &frame(800, 600)), 1.25);
        assert_eq!(point_radius(3, &frame(800, 600)), 7.0);
    }
}
