//! Histogram: how the values of all areas spread, and which part the filter keeps.

mod bins;

use plotters_backend::DrawingBackend;

pub use bins::{bin_edges, count_bins};

use super::axis::{self, AXIS_HEIGHT};
use super::paint::{Painter, Pen, Text};
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, Rgb, Tick, text_width};

/// Font size of marker labels, css pixels.
const MARKER_SIZE: f64 = 12.0;
/// Height of one line of marker labels, css pixels.
const MARKER_LINE: f64 = 18.0;

/// What a marker stands for, which decides its stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkerKind {
    /// A value to compare with, such as the median: dashed.
    Reference,
    /// The value of the selected area: solid.
    Selected,
}

/// A value marked by an upright line.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Where, in the unit of the values; outside the bins it is not shown.
    pub value: f64,
    /// What it says above the bars, ready to show.
    pub label: String,
    /// What it stands for.
    pub kind: MarkerKind,
}

/// A histogram.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Ends of the bins, ascending, in the unit of the values; one more than bins. See [`bin_edges`].
    pub edges: Vec<f64>,
    /// Areas in each bin, all of them.
    pub all: Vec<u32>,
    /// Those of them that the filter keeps; a bin without an entry has none.
    pub inside: Vec<u32>,
    /// Labels of the value axis; none for a small histogram beside a slider.
    pub ticks: Vec<(f64, String)>,
    /// Labels of the count axis; none to leave it out.
    pub count_ticks: Vec<(f64, String)>,
    /// Marked values.
    pub markers: Vec<Marker>,
    /// The bin that the pointer is on.
    pub hovered: Option<usize>,
}

/// Bars of one bin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The strip of the plot that belongs to the bin, from top to bottom.
    pub strip: Rect,
    /// Bar of all its areas.
    pub all: Rect,
    /// Bar of those that the filter keeps.
    pub inside: Rect,
}

/// A marker in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedMarker {
    /// Position in the model.
    pub marker: usize,
    /// Pixel from the left.
    pub x: f64,
    /// Middle of the label.
    pub label_at: [f64; 2],
}

/// Geometry of a histogram, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where the bars are.
    pub plot: Rect,
    /// Bins in the order of the model.
    pub bins: Vec<Bin>,
    /// Value axis.
    pub ticks: Vec<Tick>,
    /// Count axis.
    pub count_ticks: Vec<Tick>,
    /// Markers that lie within the bins.
    pub markers: Vec<PlacedMarker>,
}

/// Places a histogram. Values grow from the starting side; without bins only the axes are left.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let domain = (model.edges.first().copied().unwrap_or(0.0), model.edges.last().copied().unwrap_or(0.0));
    let side = axis::side_width(&model.count_ticks, frame);
    let inline = (side + frame.px(1.0), f64::from(frame.width) - frame.px(1.0));
    let values = LinearScale::new(domain, (frame.x(inline.0), frame.x(inline.1)));
    let (markers, n_lines) = place_markers(model, &values, frame);
    let top = frame.px(2.0 + MARKER_LINE * n_lines as f64);
    let axis_height = if model.ticks.is_empty() { 1.0 } else { AXIS_HEIGHT };
    let plot = frame.rect(inline, (top, (f64::from(frame.height) - frame.px(axis_height)).max(top)));
    let tallest = model.all.iter().max().map_or(1.0, |count| f64::from(*count).max(1.0));
    let counts = LinearScale::new((0.0, tallest), (plot.bottom, plot.top));
    Layout {
        plot,
        bins: place_bins(model, &values, &counts, &plot),
        ticks: axis::horizontal(&model.ticks, &values, frame),
        count_ticks: axis::vertical(&model.count_ticks, &counts, frame),
        markers,
    }
}

/// Draws a histogram on its ground.
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
    let theme = &frame.theme;
    painter.clear()?;
    if let Some(bin) = model.hovered.and_then(|at| layout.bins.get(at)) {
        painter.rect(&bin.strip, theme.brand_2)?;
    }
    axis::draw_vertical(&mut painter, frame, &layout.plot, &layout.count_ticks)?;
    for bin in &layout.bins {
        painter.rect(&bin.all, theme.muted())?;
        painter.rect(&bin.inside, theme.brand)?;
    }
    draw_value_axis(&mut painter, frame, layout)?;
    let markers = || layout.markers.iter().map(|placed| (placed, &model.markers[placed.marker]));
    for (placed, marker) in markers() {
        draw_marker_line(&mut painter, frame, layout, (placed, marker))?;
    }
    // Labels last: a line on its way down may cross the label of another.
    markers().try_for_each(|(placed, marker)| draw_marker_label(&mut painter, frame, placed, marker))
}

/// The bin at a point of the plot, counting the empty space above its bar.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<usize> {
    layout.bins.iter().position(|bin| bin.strip.contains(x, y))
}

fn place_bins(model: &Model, values: &LinearScale, counts: &LinearScale, plot: &Rect) -> Vec<Bin> {
    let bin = |(at, ends): (usize, &[f64])| {
        let (from, to) = (values.at(ends[0]), values.at(ends[1]));
        let strip = Rect::between([from, plot.top], [to, plot.bottom]);
        // In proportion, so that the gaps never eat thin bars.
        let gap = (strip.width() * 0.08).min(2.0);
        let bar = |counted: &[u32]| Rect {
            left: strip.left + gap,
            right: strip.right - gap,
            top: counts.at(f64::from(counted.get(at).copied().unwrap_or(0))),
            bottom: plot.bottom,
        };
        Bin { strip, all: bar(&model.all), inside: bar(&model.inside) }
    };
    model.edges.windows(2).enumerate().map(bin).collect()
}

/// Puts each label on the first line where it touches none before it; also how many lines that takes.
fn place_markers(model: &Model, values: &LinearScale, frame: &Frame) -> (Vec<PlacedMarker>, usize) {
    let mut taken: Vec<Rect> = Vec::new();
    let within = model.markers.iter().enumerate().filter(|(_, marker)| values.contains(marker.value));
    let place = |(at, marker): (usize, &Marker)| {
        let x = values.at(marker.value);
        let room = label_room(marker, x, frame);
        let is_free = |place: &Rect| taken.iter().all(|other| !other.overlaps(place));
        let place = (0..).map(|line| lowered(room, line, frame)).find(is_free).unwrap_or(room);
        taken.push(place);
        PlacedMarker { marker: at, x, label_at: place.center() }
    };
    let placed = within.map(place).collect();
    let lowest = taken.iter().map(|place| place.bottom).fold(0.0, f64::max);
    (placed, (lowest / frame.px(MARKER_LINE)).round() as usize)
}

/// The box of a marker's label on the first line, moved inwards where it would leave the surface.
fn label_room(marker: &Marker, x: f64, frame: &Frame) -> Rect {
    let half = text_width(&marker.label, frame.px(MARKER_SIZE)) / 2.0 + frame.px(3.0);
    let middle = x.min(f64::from(frame.width) - half).max(half);
    Rect { left: middle - half, right: middle + half, top: 0.0, bottom: frame.px(MARKER_LINE) }
}

fn lowered(room: Rect, line: usize, frame: &Frame) -> Rect {
    let down = frame.px(MARKER_LINE) * line as f64;
    Rect { top: room.top + down, bottom: room.bottom + down, ..room }
}

fn draw_value_axis<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    layout: &Layout,
) -> DrawResult {
    let plot = &layout.plot;
    let pen = Pen { color: frame.theme.ink_3, width: 1.0 };
    painter.line([plot.left, plot.bottom], [plot.right, plot.bottom], pen)?;
    for tick in &layout.ticks {
        painter.line([tick.at, plot.bottom], [tick.at, plot.bottom + frame.px(4.0)], pen)?;
        let at = [axis::label_x(tick, frame), plot.bottom + frame.px(AXIS_HEIGHT * 0.6)];
        painter.text(axis::label(frame, &tick.label, at, Anchor::Center))?;
    }
    Ok(())
}

/// The line of a marker on a light one, to be seen on bars and between them.
fn draw_marker_line<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    layout: &Layout,
    (placed, marker): (&PlacedMarker, &Marker),
) -> DrawResult {
    let top = [placed.x, placed.label_at[1] + frame.px(MARKER_LINE / 2.0)];
    let bottom = [placed.x, layout.plot.bottom];
    let pen = |width| Pen { color: marker_color(frame, marker), width };
    painter.line(top, bottom, Pen { color: frame.theme.card, width: 4.0 })?;
    match marker.kind {
        MarkerKind::Reference => painter.dashed(top, bottom, pen(1.0)),
        MarkerKind::Selected => painter.line(top, bottom, pen(2.0)),
    }
}

fn draw_marker_label<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    placed: &PlacedMarker,
    marker: &Marker,
) -> DrawResult {
    let text = Text {
        content: &marker.label,
        at: placed.label_at,
        anchor: Anchor::Center,
        size: MARKER_SIZE,
        is_bold: marker.kind == MarkerKind::Selected,
        color: marker_color(frame, marker),
    };
    painter.text_on(text, frame.theme.card)
}

fn marker_color(frame: &Frame, marker: &Marker) -> Rgb {
    match marker.kind {
        MarkerKind::Reference => frame.theme.ink_2,
        MarkerKind::Selected => frame.theme.accent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model() -> Model {
        Model {
            edges: vec![0.0, 10.0, 20.0, 30.0, 40.0],
            all: vec![2, 8, 4, 0],
            inside: vec![0, 6, 4],
            ..Model::default()
        }
    }

    #[test]
    fn the_tallest_bar_fills_the_plot_and_the_filtered_part_its_share() {
        let layout = layout(&model(), &ltr(402, 100));
        let [tall, flat] = [layout.bins[1], layout.bins[3]];
        assert_eq!((tall.all.top, tall.all.bottom), (layout.plot.top, layout.plot.bottom));
        assert!((tall.inside.height() / tall.all.height() - 0.75).abs() < 1e-12);
        assert_eq!((flat.all.height(), flat.inside.height()), (0.0, 0.0));
        assert_eq!(tall.strip.width(), 100.0);
    }

    #[test]
    fn persian_values_grow_to_the_left() {
        let (fa, en) = (layout(&model(), &frame(402, 100)), layout(&model(), &ltr(402, 100)));
        assert!(fa.bins[0].strip.left > fa.bins[3].strip.left);
        assert_eq!(fa.bins[0].strip.left, en.bins[3].strip.left);
        assert_eq!(hit(&fa, 350.0, 50.0), Some(0));
        assert_eq!(hit(&en, 350.0, 50.0), Some(3));
        assert_eq!(hit(&en, 350.0, 200.0), None);
    }

    #[test]
    fn marker_labels_that_would_clash_go_to_another_line() {
        let marker = |value| Marker { value, label: "میانه ۲۰".into(), kind: MarkerKind::Reference };
        let both = Model { markers: vec![marker(20.0), marker(21.0), marker(99.0)], ..model() };
        let layout = layout(&both, &frame(402, 120));
        assert_eq!(layout.markers.len(), 2, "one lies beyond the bins");
        assert_eq!(layout.markers[1].label_at[1] - layout.markers[0].label_at[1], MARKER_LINE);
        assert_eq!(layout.plot.top, 2.0 + 2.0 * MARKER_LINE);
    }

    #[test]
    fn labels_at_the_edge_stay_on_the_surface() {
        let marker =
            Marker { value: 40.0, label: "بیشینه ۴۰ درصد".into(), kind: MarkerKind::Selected };
        let layout = layout(&Model { markers: vec![marker], ..model() }, &frame(402, 120));
        assert!(layout.markers[0].x < 10.0);
        assert!(layout.markers[0].label_at[0] > 40.0);
    }

    #[test]
    fn nothing_to_show_is_no_failure() {
        let layout = layout(&Model::default(), &frame(300, 80));
        assert!(layout.bins.is_empty());
        assert_eq!(hit(&layout, 10.0, 10.0), None);
    }
}
