//! Lorenz curve: how far the shares of a sum stay behind the shares of those among whom it is divided.

use plotters_backend::DrawingBackend;

use super::axis::{self, AXIS_HEIGHT};
use super::paint::{Painter, Pen, pixel};
use super::rows::GAP;
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, Tick, text_width};

/// Room for a title of an axis, css pixels.
const TITLE_HEIGHT: f64 = 20.0;
/// Free space between the upper title and the plot, css pixels.
const TITLE_GAP: f64 = 10.0;
/// The plot is never wider than so many times its height.
const MAX_RATIO: f64 = 1.7;
/// Radii of a marked point and of the one pointed at, css pixels.
const RADII: (f64, f64) = (3.5, 5.0);

/// A curve.
///
/// ```
/// use negah::chart::lorenz::Model;
///
/// let model = Model { points: vec![[0.0, 0.0], [0.5, 0.1], [1.0, 1.0]], ..Model::default() };
/// assert_eq!(model.hovered, None);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Shares of the people and of the sum, each 0 to 1, from (0, 0) to (1, 1); both ascending.
    pub points: Vec<[f64; 2]>,
    /// Labels of both axes.
    pub ticks: Vec<(f64, String)>,
    /// Titles: below the level axis, above the upright one.
    pub titles: [String; 2],
    /// What the diagonal is called.
    pub equality: String,
    /// Points brushed together.
    pub marked: Vec<usize>,
    /// The chosen point.
    pub selected: Option<usize>,
    /// The point that the pointer is on.
    pub hovered: Option<usize>,
}

/// Geometry of a curve, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where the curve is.
    pub plot: Rect,
    /// Points in the order of the model.
    pub points: Vec<[f64; 2]>,
    /// Ends of the diagonal: nothing, everything.
    pub diagonal: [[f64; 2]; 2],
    /// Level axis.
    pub ticks: Vec<Tick>,
    /// Upright axis.
    pub side_ticks: Vec<Tick>,
}

/// Places a curve. The level axis begins at the starting side.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let side = axis::side_width(&model.ticks, frame) + frame.px(GAP);
    let top = frame.px(TITLE_HEIGHT + TITLE_GAP);
    let bottom = (f64::from(frame.height) - frame.px(AXIS_HEIGHT + TITLE_HEIGHT)).max(top);
    let last = text_width(model.ticks.last().map_or("", |(_, label)| label), frame.px(axis::TICK_SIZE)) / 2.0;
    let room = f64::from(frame.width) - side - last - frame.px(2.0);
    let width = room.min((bottom - top) * MAX_RATIO).max(0.0);
    let plot = frame.rect((side, side + width), (top, bottom));
    let shares = LinearScale::new((0.0, 1.0), (frame.x(side), frame.x(side + width)));
    let held = LinearScale::new((0.0, 1.0), (bottom, top));
    let place = |[p, l]: [f64; 2]| [shares.at(p), held.at(l)];
    Layout {
        plot,
        points: model.points.iter().copied().map(place).collect(),
        diagonal: [place([0.0, 0.0]), place([1.0, 1.0])],
        ticks: axis::horizontal(&model.ticks, &shares, frame),
        side_ticks: axis::vertical(&model.ticks, &held, frame),
    }
}

/// Draws a curve on its ground.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let theme = &frame.theme;
    let mut painter = Painter::new(backend, frame);
    painter.clear()?;
    // The curve runs below the diagonal, so that the two enclose the area that the coefficient measures.
    let area: Vec<_> = layout.points.iter().copied().map(pixel).collect();
    if area.len() > 2 {
        painter.polygon(&area, theme.card.mix(theme.brand, 0.14))?;
    }
    axis::draw_horizontal(&mut painter, frame, &layout.plot, &layout.ticks)?;
    axis::draw_vertical(&mut painter, frame, &layout.plot, &layout.side_ticks)?;
    let [from, to] = layout.diagonal;
    painter.dashed(from, to, Pen { color: theme.ink_2, width: 1.0 })?;
    painter.path(&area, Pen { color: theme.brand, width: 2.0 })?;
    draw_titles(&mut painter, frame, model, layout)?;
    draw_marks(&mut painter, frame, model, layout)
}

/// The point whose share of the people is the nearest, anywhere above or below it in the plot; never the first, at which
/// nobody stands.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<usize> {
    if !layout.plot.contains(x, y) || layout.points.len() < 2 {
        return None;
    }
    let from = layout.diagonal[0][0];
    let along = |x: f64| (x - from).abs();
    let after =
        layout.points.partition_point(|point| along(point[0]) < along(x)).clamp(1, layout.points.len() - 1);
    let before = (after - 1).max(1);
    let off = |at: usize| (along(layout.points[at][0]) - along(x)).abs();
    Some(if off(before) < off(after) { before } else { after })
}

fn draw_titles<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let [below, above] = &model.titles;
    let half = frame.px(TITLE_HEIGHT / 2.0);
    let edge = frame.x(frame.px(2.0));
    painter.text(axis::label(frame, above, [edge, half], frame.start()))?;
    let middle = layout.plot.center()[0];
    let low = layout.plot.bottom + frame.px(AXIS_HEIGHT) + half;
    painter.text(axis::label(frame, below, [middle, low], Anchor::Center))?;
    // Above the diagonal nothing else is drawn.
    let [from, to] = layout.diagonal;
    let at = [from[0] + (to[0] - from[0]) * 0.52, from[1] + (to[1] - from[1]) * 0.7];
    let room = (at[0] - from[0]).abs();
    if text_width(&model.equality, frame.px(axis::TICK_SIZE)) < room {
        painter.text(axis::label(frame, &model.equality, at, frame.end()))?;
    }
    Ok(())
}

fn draw_marks<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let theme = &frame.theme;
    for at in model.marked.iter().filter_map(|at| layout.points.get(*at)) {
        painter.disc(*at, frame.px(RADII.0 + 1.0), theme.card)?;
        painter.disc(*at, frame.px(RADII.0), theme.accent)?;
    }
    if let Some(at) = model.selected.and_then(|at| layout.points.get(at)) {
        painter.ring(*at, frame.px(RADII.1), Pen { color: theme.accent, width: 2.0 })?;
    }
    let Some(at) = model.hovered.and_then(|at| layout.points.get(at)) else { return Ok(()) };
    let pen = Pen { color: theme.ink_3, width: 1.0 };
    painter.dashed(*at, [at[0], layout.plot.bottom], pen)?;
    painter.dashed(*at, [layout.diagonal[0][0], at[1]], pen)?;
    painter.disc(*at, frame.px(RADII.1), theme.card)?;
    painter.disc(*at, frame.px(RADII.0), theme.ink)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model() -> Model {
        let ticks = [0.0, 0.5, 1.0].map(|share| (share, format!("{share}"))).to_vec();
        Model { points: vec![[0.0, 0.0], [0.25, 0.1], [0.75, 0.5], [1.0, 1.0]], ticks, ..Model::default() }
    }

    #[test]
    fn the_curve_begins_at_the_starting_side_and_stays_below_the_diagonal() {
        let (fa, en) = (layout(&model(), &frame(500, 300)), layout(&model(), &ltr(500, 300)));
        assert_eq!(fa.points[0], [fa.plot.right, fa.plot.bottom]);
        assert_eq!(en.points[0], [en.plot.left, en.plot.bottom]);
        assert_eq!(en.points[3], [en.plot.right, en.plot.top]);
        assert!((fa.points[1][0] - (500.0 - en.points[1][0])).abs() < 1e-9);
    }

    #[test]
    fn the_nearest_point_is_hit_but_never_the_first() {
        for frame in [frame(500, 300), ltr(500, 300)] {
            let layout = layout(&model(), &frame);
            let x =
                |share: f64| layout.diagonal[0][0] + (layout.diagonal[1][0] - layout.diagonal[0][0]) * share;
            let y = layout.plot.center()[1];
            let found = [0.01, 0.3, 0.6, 0.95].map(|share| hit(&layout, x(share), y));
            assert_eq!(found, [Some(1), Some(1), Some(2), Some(3)]);
            assert_eq!(hit(&layout, x(0.5), 299.0), None);
        }
    }

    #[test]
    fn nothing_to_draw_is_no_failure() {
        let layout = layout(&Model::default(), &frame(300, 200));
        assert_eq!(hit(&layout, 150.0, 90.0), None);
    }
}
