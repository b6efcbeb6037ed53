//! Box and strip plot: how an indicator spreads within each group, one group a row.

use plotters_backend::DrawingBackend;

use super::axis::{self, AXIS_HEIGHT};
use super::paint::{Painter, Pen, pixel};
use super::rows::{self, Emphasis, GAP};
use super::{DrawResult, Frame, LinearScale, Rect, Tick};

/// The most values of a group that are drawn one by one; beyond, the box must speak for them.
pub const MAX_POINTS: usize = 400;

/// Height of a row that leaves room for box and points, css pixels.
const ROW_HEIGHT: f64 = 36.0;

/// Five numbers that sum up a group, in the unit of the indicator, ascending.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Least value.
    pub min: f64,
    /// A quarter of the values do not exceed it.
    pub q1: f64,
    /// Half of them do not.
    pub median: f64,
    /// Three quarters do not.
    pub q3: f64,
    /// Greatest value.
    pub max: f64,
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
    /// Values of its areas, in any order. Of more than [`MAX_POINTS`] none is drawn.
    pub points: Vec<f64>,
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
    /// A value to compare all groups with, such as the mean of the whole.
    pub reference: Option<f64>,
    /// The chosen group.
    pub selected: Option<usize>,
    /// The group that the pointer is on.
    pub hovered: Option<usize>,
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
    /// Ends of the whisker: least and greatest value.
    pub whisker: Option<(f64, f64)>,
    /// The median.
    pub median: Option<f64>,
    /// The mean.
    pub mean: Option<f64>,
    /// Each value.
    pub points: Vec<f64>,
    /// Height at which the points lie; in low rows they lie on the box.
    pub points_y: f64,
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
}

/// The height that shows `n_groups` well, css pixels; in less, the rows shrink.
pub fn css_height(n_groups: usize) -> f64 {
    ROW_HEIGHT * n_groups as f64 + AXIS_HEIGHT
}

/// Places a distribution: labels at the starting side, values growing away from them.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let (label_width, labels) =
        rows::label_column(model.groups.iter().map(|group| group.label.as_str()), frame);
    let bottom = (f64::from(frame.height) - frame.px(AXIS_HEIGHT)).max(0.0);
    let stack = rows::stack(model.groups.len(), (0.0, bottom), frame);
    let inline = (label_width + frame.px(2.0 * GAP), f64::from(frame.width) - frame.px(GAP));
    let values = LinearScale::new(model.domain, (frame.x(inline.0), frame.x(inline.1)));
    let end = stack.last().map_or(bottom, |row| row.bottom);
    let place = |((group, rect), label)| place_row(group, rect, label, &values);
    Layout {
        plot: frame.rect(inline, (0.0, end)),
        rows: model.groups.iter().zip(stack).zip(labels).map(place).collect(),
        ticks: axis::horizontal(&model.ticks, &values, frame),
        reference: model.reference.filter(|value| values.contains(*value)).map(|value| values.at(value)),
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
    for (at, row) in layout.rows.iter().enumerate() {
        rows::draw_ground(&mut painter, frame, (at, &row.rect), emphasis)?;
    }
    axis::draw_horizontal(&mut painter, frame, &layout.plot, &layout.ticks)?;
    if let Some(x) = layout.reference {
        let pen = Pen { color: frame.theme.ink_2, width: 1.0 };
        painter.dashed([x, layout.plot.top], [x, layout.plot.bottom], pen)?;
    }
    for (at, row) in layout.rows.iter().enumerate() {
        let is_selected = model.selected == Some(at);
        painter.text(rows::label(frame, &row.label, &row.rect, is_selected))?;
        draw_row(&mut painter, frame, row, is_selected)?;
    }
    Ok(())
}

/// The group at a point, its label included.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<usize> {
    rows::hit(layout.rows.iter().map(|row| row.rect), x, y)
}

fn place_row(group: &Group, rect: Rect, label: String, values: &LinearScale) -> Row {
    let x = |value: f64| values.at_clamped(value);
    let height = rect.height();
    let is_tall = height >= ROW_HEIGHT * 0.6;
    let middle = rect.top + height * if is_tall { 0.38 } else { 0.5 };
    let quartiles = group.summary.map(|five| {
        let half = height * if is_tall { 0.2 } else { 0.28 };
        Rect::between([x(five.q1), middle - half], [x(five.q3), middle + half])
    });
    let drawn: &[f64] = if group.points.len() > MAX_POINTS { &[] } else { &group.points };
    Row {
        rect,
        label,
        quartiles,
        whisker: group.summary.map(|five| (x(five.min), x(five.max))),
        median: group.summary.map(|five| x(five.median)),
        mean: group.mean.filter(|mean| mean.is_finite()).map(x),
        points: drawn.iter().copied().filter(|value| value.is_finite()).map(x).collect(),
        points_y: if is_tall { rect.top + height * 0.78 } else { middle },
    }
}

fn draw_row<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    row: &Row,
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
        painter.rect(&quartiles, theme.card.mix(strong, 0.35))?;
    }
    for x in &row.points {
        painter.disc([*x, row.points_y], frame.px(1.75), theme.card.mix(strong, 0.6))?;
    }
    if let (Some(quartiles), Some(x)) = (row.quartiles, row.median) {
        let half = frame.px(1.5);
        let bar = Rect { left: x - half, right: x + half, ..quartiles };
        painter.rect(&bar, strong)?;
    }
    row.mean.map_or(Ok(()), |x| draw_mean(painter, frame, row, (x, strong)))
}

/// The mean as a diamond with a light edge, told from the median by its form.
fn draw_mean<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    row: &Row,
    (x, color): (f64, super::Rgb),
) -> DrawResult {
    let y = row.quartiles.map_or(row.points_y, |quartiles| quartiles.center()[1]);
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

    fn group(points: Vec<f64>) -> Group {
        let five = Summary { min: 0.0, q1: 25.0, median: 40.0, q3: 75.0, max: 100.0 };
        Group { label: "مرکزی".into(), summary: Some(five), mean: Some(50.0), points }
    }

    fn model() -> Model {
        let empty = Group { label: "غربی".into(), ..Group::default() };
        Model { groups: vec![group(vec![0.0, 100.0]), empty], domain: (0.0, 100.0), ..Model::default() }
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
        assert_eq!(hit(&layout, 250.0, 50.0), Some(1));
        assert_eq!(hit(&layout, 490.0, 10.0), Some(0), "the label belongs to its row");
        assert_eq!(hit(&layout, 250.0, 90.0), None, "the axis belongs to none");
    }

    #[test]
    fn too_many_points_are_left_to_the_box() {
        let crowd = Model { groups: vec![group(vec![1.0; MAX_POINTS + 1])], ..model() };
        assert!(layout(&crowd, &frame(500, 94)).rows[0].points.is_empty());
    }

    #[test]
    fn values_beyond_the_axis_stop_at_its_end() {
        let narrow = Model { domain: (20.0, 60.0), reference: Some(90.0), ..model() };
        let layout = layout(&narrow, &ltr(500, 94));
        assert_eq!(layout.rows[0].whisker, Some((layout.plot.left, layout.plot.right)));
        assert_eq!(layout.reference, None);
    }
}
