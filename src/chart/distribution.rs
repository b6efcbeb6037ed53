//! Box and strip plot: how an indicator spreads within each group, one group a row.
//!
//! A row is either a box with whiskers and its outliers one by one, or a strip of all its points with the quartiles behind
//! them. Points can be pointed at; a rectangle over rows and values can be read back.

use std::ops::Range;

use plotters_backend::DrawingBackend;

use super::axis::{self, AXIS_HEIGHT, TICK_SIZE};
use super::paint::{Painter, Pen, pixel};
use super::rows::{self, Emphasis, GAP};
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, Rgb, Tick, text_width};

/// The most values of a group that are drawn one by one; beyond, the box must speak for them.
pub const MAX_POINTS: usize = 400;

/// Height of a row that leaves room for box and points, css pixels.
const ROW_HEIGHT: f64 = 32.0;
/// Room for the label of the reference above the rows, css pixels.
const HEAD_HEIGHT: f64 = 20.0;
/// Radius of a point, of a marked one, and how far the pointer may be from it, css pixels.
const RADII: (f64, f64, f64) = (2.75, 4.0, 8.0);

/// Five numbers that sum up a group, in the unit of the indicator, ascending.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Lower end of the whisker.
    pub min: f64,
    /// A quarter of the values do not exceed it.
    pub q1: f64,
    /// Half of them do not.
    pub median: f64,
    /// Three quarters do not.
    pub q3: f64,
    /// Upper end of the whisker.
    pub max: f64,
}

/// One value drawn by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// In the unit of the indicator; not finite is not drawn.
    pub value: f64,
    /// What it belongs to; also decides how high in the row it lies.
    pub id: u32,
    /// Whether it is one of those brushed together.
    pub is_marked: bool,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Its name.
    pub label: String,
    /// Its summary; `None` when none of its areas has a value.
    pub summary: Option<Summary>,
    /// Its weighted mean in the unit of the indicator; `None` when unknown.
    pub mean: Option<f64>,
    /// Values drawn one by one, in any order.
    pub points: Vec<Point>,
    /// Whether the points are all of the group, spread over the row, instead of the outliers of a box.
    pub is_strip: bool,
}

/// A distribution by group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Groups from top to bottom.
    pub groups: Vec<Group>,
    /// Ends of the value axis in the unit of the indicator.
    pub domain: (f64, f64),
    /// Labels of the value axis.
    pub ticks: Vec<(f64, String)>,
    /// A value to compare all groups with, such as the mean of the whole, and what it says.
    pub reference: Option<(f64, String)>,
    /// The chosen group.
    pub selected: Option<usize>,
    /// The group that the pointer is on.
    pub hovered: Option<usize>,
    /// Identifiers of the chosen point and of the one that the pointer is on.
    pub rings: [Option<u32>; 2],
}

/// A group in its place; pixels along the value axis from the left.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The whole row.
    pub rect: Rect,
    /// Its label, cut to fit.
    pub label: String,
    /// The box from the lower to the upper quartile.
    pub quartiles: Option<Rect>,
    /// Ends of the whisker.
    pub whisker: Option<(f64, f64)>,
    /// The median.
    pub median: Option<f64>,
    /// The mean.
    pub mean: Option<f64>,
    /// Each value, in the order of the model; `None` where it is not finite.
    pub points: Vec<Option<[f64; 2]>>,
}

/// Geometry of a distribution, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where values are.
    pub plot: Rect,
    /// Groups in the order of the model.
    pub rows: Vec<Row>,
    /// Value axis.
    pub ticks: Vec<Tick>,
    /// Pixel of the reference, if within the axis.
    pub reference: Option<f64>,
    values: LinearScale,
    /// How far the pointer may be from a point.
    reach: f64,
}

/// What a place belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A group, but none of its points.
    Group(usize),
    /// A point of a group, by its position there.
    Point(usize, usize),
}

/// The height that shows `n_groups` well, css pixels; in less, the rows shrink.
pub fn css_height(n_groups: usize) -> f64 {
    HEAD_HEIGHT + ROW_HEIGHT * n_groups as f64 + AXIS_HEIGHT
}

/// Places a distribution: labels at the starting side, values growing away from them.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let top = if model.reference.is_some() { frame.px(HEAD_HEIGHT) } else { 0.0 };
    let bottom = (f64::from(frame.height) - frame.px(AXIS_HEIGHT)).max(top);
    let names = model.groups.iter().map(|group| group.label.as_str());
    let placed = rows::place(names, (top, bottom), (frame.px(GAP), rows::MAX_HEIGHT), frame);
    let (inline, plot) = (placed.inline, placed.plot(top, frame));
    let values = LinearScale::new(model.domain, (frame.x(inline.0), frame.x(inline.1)));
    let place = |(group, (rect, label))| place_row(group, rect, label, &values);
    let reference = model.reference.as_ref().map(|(value, _)| *value);
    Layout {
        plot,
        rows: model.groups.iter().zip(placed.rows).map(place).collect(),
        ticks: axis::horizontal(&model.ticks, &values, frame),
        reference: reference.filter(|value| values.contains(*value)).map(|value| values.at(value)),
        values,
        reach: frame.px(RADII.2),
    }
}

/// Draws a distribution on its ground.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let mut painter = Painter::new(backend, frame);
    painter.clear()?;
    let emphasis = Emphasis { selected: model.selected, hovered: model.hovered };
    rows::draw_grounds(&mut painter, frame, layout.rows.iter().map(|row| row.rect), emphasis)?;
    axis::draw_horizontal(&mut painter, frame, &layout.plot, &layout.ticks)?;
    draw_reference(&mut painter, frame, model, layout)?;
    for (at, (row, group)) in layout.rows.iter().zip(&model.groups).enumerate() {
        let is_selected = model.selected == Some(at);
        painter.text(rows::label(frame, &row.label, &row.rect, is_selected))?;
        draw_row(&mut painter, frame, (row, group), is_selected)?;
    }
    draw_rings(&mut painter, frame, model, layout)
}

/// What is at a point of the surface; a group's label belongs to it.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<Hit> {
    let group = rows::hit(layout.rows.iter().map(|row| row.rect), x, y)?;
    let far = |[px, py]: &[f64; 2]| (px - x).hypot(py - y);
    let points = layout.rows[group].points.iter().enumerate();
    let near = points.filter_map(|(at, point)| Some((at, far(point.as_ref()?))));
    let nearest = near.min_by(|one, other| one.1.total_cmp(&other.1));
    Some(match nearest.filter(|(_, far)| *far <= layout.reach) {
        Some((point, _)) => Hit::Point(group, point),
        None => Hit::Group(group),
    })
}

/// Rows and values (ascending, in the unit of the indicator) that a rectangle between two points touches.
pub fn brush(layout: &Layout, from: [f64; 2], to: [f64; 2]) -> (Range<usize>, (f64, f64)) {
    let area = Rect::between(from, to);
    let first = layout.rows.iter().take_while(|row| row.rect.bottom <= area.top).count();
    let n = layout.rows.iter().skip(first).take_while(|row| row.rect.top < area.bottom).count();
    let ends = (layout.values.value(area.left), layout.values.value(area.right));
    (first..first + n, (ends.0.min(ends.1), ends.0.max(ends.1)))
}

fn place_row(group: &Group, rect: Rect, label: String, values: &LinearScale) -> Row {
    let x = |value: f64| values.at_clamped(value);
    let (height, middle) = (rect.height(), rect.center()[1]);
    let quartiles = group.summary.map(|five| {
        let half = height * if group.is_strip { 0.4 } else { 0.28 };
        Rect::between([x(five.q1), middle - half], [x(five.q3), middle + half])
    });
    let place = |point: &Point| {
        // Multiples of the golden section spread any run of numbers evenly.
        let along = (f64::from(point.id) * 0.618_033_988_749_895).fract() - 0.5;
        let off = if group.is_strip { along * height * 0.56 } else { 0.0 };
        point.value.is_finite().then(|| [x(point.value), middle + off])
    };
    Row {
        rect,
        label,
        quartiles,
        whisker: group.summary.filter(|_| !group.is_strip).map(|five| (x(five.min), x(five.max))),
        median: group.summary.map(|five| x(five.median)),
        mean: group.mean.filter(|mean| mean.is_finite()).map(x),
        points: group.points.iter().map(place).collect(),
    }
}

fn draw_reference<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let (Some(x), Some((_, label))) = (layout.reference, &model.reference) else { return Ok(()) };
    let pen = Pen { color: frame.theme.ink_2, width: 1.0 };
    painter.dashed([x, layout.plot.top], [x, layout.plot.bottom], pen)?;
    let half = text_width(label, frame.px(TICK_SIZE)) / 2.0 + frame.px(2.0);
    let middle = x.min(f64::from(frame.width) - half).max(half);
    painter.text(axis::label(frame, label, [middle, frame.px(HEAD_HEIGHT / 2.0)], Anchor::Center))
}

fn draw_row<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (row, group): (&Row, &Group),
    is_selected: bool,
) -> DrawResult {
    let theme = &frame.theme;
    let strong = if is_selected { theme.accent } else { theme.brand };
    if let (Some(quartiles), Some((low, high))) = (row.quartiles, row.whisker) {
        let y = quartiles.center()[1];
        let pen = Pen { color: theme.ink_3, width: 1.0 };
        painter.line([low, y], [high, y], pen)?;
        let cap = quartiles.height() * 0.25;
        for x in [low, high] {
            painter.line([x, y - cap], [x, y + cap], pen)?;
        }
    }
    if let Some(quartiles) = row.quartiles {
        painter.rect(&quartiles, theme.card.mix(strong, if group.is_strip { 0.12 } else { 0.35 }))?;
    }
    draw_points(painter, frame, (row, group), strong)?;
    if let (Some(quartiles), Some(x)) = (row.quartiles, row.median) {
        let half = frame.px(1.5);
        let bar = Rect { left: x - half, right: x + half, ..quartiles };
        painter.rect(&bar, strong)?;
    }
    row.mean.map_or(Ok(()), |x| draw_mean(painter, frame, row, (x, strong)))
}

/// Points, those brushed together last, larger and with a light edge, so that they are told without colour.
fn draw_points<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    (row, group): (&Row, &Group),
    color: Rgb,
) -> DrawResult {
    let theme = &frame.theme;
    let placed = || row.points.iter().zip(&group.points).filter_map(|(at, point)| Some(((*at)?, point)));
    for (at, _) in placed().filter(|(_, point)| !point.is_marked) {
        painter.disc(at, frame.px(RADII.0), theme.card.mix(color, 0.65))?;
    }
    for (at, _) in placed().filter(|(_, point)| point.is_marked) {
        painter.disc(at, frame.px(RADII.1 + 1.0), theme.card)?;
        painter.disc(at, frame.px(RADII.1), theme.accent)?;
    }
    Ok(())
}

fn draw_rings<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let colors = [frame.theme.accent, frame.theme.ink];
    for (id, color) in model.rings.iter().zip(colors).filter_map(|(id, color)| Some(((*id)?, color))) {
        for (row, group) in layout.rows.iter().zip(&model.groups) {
            let found = group.points.iter().position(|point| point.id == id);
            let Some(at) = found.and_then(|point| row.points[point]) else { continue };
            painter.ring(at, frame.px(RADII.1 + 2.0), Pen { color, width: 2.0 })?;
        }
    }
    Ok(())
}

/// The mean as a diamond with a light edge, told from the median by its form.
fn draw_mean<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    row: &Row,
    (x, color): (f64, Rgb),
) -> DrawResult {
    let y = row.rect.center()[1];
    for (css, color) in [(5.5, frame.theme.card), (4.0, color)] {
        let r = frame.px(css);
        let corners = [[x, y - r], [x + r, y], [x, y + r], [x - r, y]].map(pixel);
        painter.polygon(&corners, color)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn group(values: &[f64], is_strip: bool) -> Group {
        let five = Summary { min: 0.0, q1: 25.0, median: 40.0, q3: 75.0, max: 100.0 };
        let point = |(at, value): (usize, &f64)| Point { value: *value, id: at as u32, is_marked: at == 1 };
        let points = values.iter().enumerate().map(point).collect();
        Group { label: "مرکزی".into(), summary: Some(five), mean: Some(50.0), points, is_strip }
    }

    fn model() -> Model {
        let empty = Group { label: "غربی".into(), ..Group::default() };
        Model { groups: vec![group(&[0.0, 100.0], false), empty], domain: (0.0, 100.0), ..Model::default() }
    }

    #[test]
    fn persian_values_grow_to_the_left_from_the_labels() {
        let layout = layout(&model(), &frame(500, 94));
        let row = &layout.rows[0];
        assert_eq!(row.whisker, Some((layout.plot.right, layout.plot.left)));
        assert!(row.median.unwrap() > row.mean.unwrap());
        assert!(layout.plot.right < 500.0 - 40.0, "room for the label");
    }

    #[test]
    fn english_is_the_mirror_image() {
        let (fa, en) = (layout(&model(), &frame(500, 94)), layout(&model(), &ltr(500, 94)));
        let mirrored = |x: f64| 500.0 - x;
        assert!((en.rows[0].median.unwrap() - mirrored(fa.rows[0].median.unwrap())).abs() < 1e-9);
    }

    #[test]
    fn a_group_without_values_keeps_its_row_and_shows_nothing() {
        let layout = layout(&model(), &frame(500, 94));
        let row = &layout.rows[1];
        assert_eq!((row.quartiles, row.median, row.mean), (None, None, None));
        assert_eq!(hit(&layout, 250.0, 50.0), Some(Hit::Group(1)));
        assert_eq!(hit(&layout, 490.0, 10.0), Some(Hit::Group(0)), "the label belongs to its row");
        assert_eq!(hit(&layout, 250.0, 90.0), None, "the axis belongs to none");
    }

    #[test]
    fn every_point_is_hit_where_it_is() {
        for is_strip in [false, true] {
            let own = Model { groups: vec![group(&[10.0, 50.0, 90.0], is_strip)], ..model() };
            let layout = layout(&own, &frame(500, 60));
            for (at, place) in layout.rows[0].points.iter().enumerate() {
                let [x, y] = place.unwrap();
                assert_eq!(hit(&layout, x + 3.0, y), Some(Hit::Point(0, at)));
            }
        }
    }

    #[test]
    fn a_brush_reads_rows_and_values_back() {
        for frame in [frame(500, 94), ltr(500, 94)] {
            let layout = layout(&model(), &frame);
            let x = |value: f64| layout.values.at(value);
            let (rows, (low, high)) = brush(&layout, [x(20.0), 40.0], [x(60.0), 70.0]);
            assert_eq!(rows, 1..2);
            assert!((low - 20.0).abs() < 1e-9 && (high - 60.0).abs() < 1e-9);
            assert_eq!(brush(&layout, [0.0, 1.0], [9.0, 70.0]).0, 0..2);
        }
    }

    #[test]
    fn values_beyond_the_axis_stop_at_its_end() {
        let narrow = Model { domain: (20.0, 60.0), reference: Some((90.0, "کل".into())), ..model() };
        let layout = layout(&narrow, &ltr(500, 94));
        assert_eq!(layout.rows[0].whisker, Some((layout.plot.left, layout.plot.right)));
        assert_eq!(layout.reference, None);
    }
}
