//! The legend of a map as a histogram: bars in the shades of the classes, and the ends of the classes to take hold of.

use plotters_backend::DrawingBackend;

use super::axis::{self, AXIS_HEIGHT};
use super::paint::{Painter, Pen};
use super::{DrawResult, Frame, LinearScale, Rect, Rgb, Tick};

/// Half the width of a knob, css pixels.
const KNOB: f64 = 5.0;
/// Room above the bars for the knobs, css pixels.
const HEAD: f64 = 14.0;
/// The pointer may be this many css pixels beside the end of a class.
const REACH: f64 = 8.0;

/// A histogram cut into classes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Ends of the bins, ascending; see [`bin_edges`](super::histogram::bin_edges).
    pub edges: Vec<f64>,
    /// Areas in each bin.
    pub counts: Vec<u32>,
    /// Where one class ends and the next begins, ascending.
    pub thresholds: Vec<f64>,
    /// Shade of each class: one more than thresholds.
    pub shades: Vec<Rgb>,
    /// Labels of the value axis.
    pub ticks: Vec<(f64, String)>,
    /// A value to point at: that of the area under the pointer.
    pub pointed: Option<f64>,
    /// The threshold taken hold of.
    pub held: Option<usize>,
}

/// Geometry, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where the bars are.
    pub plot: Rect,
    /// Bars with the class whose shade they have; a bin across a threshold is cut there.
    pub bars: Vec<(Rect, usize)>,
    /// Pixel of each threshold from the left; those beyond the values lie at the edge.
    pub knobs: Vec<f64>,
    /// Value axis.
    pub ticks: Vec<Tick>,
    values: LinearScale,
    /// The values shown, from the least to the most.
    domain: (f64, f64),
    /// How far the pointer may be from a threshold.
    reach: f64,
}

/// What lies under a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hit {
    /// A threshold, by position.
    Threshold(usize),
    /// A class, by position.
    Class(usize),
}

/// Places the bars. Values grow from the starting side.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let domain = (model.edges.first().copied().unwrap_or(0.0), model.edges.last().copied().unwrap_or(0.0));
    let inline = (frame.px(KNOB + 1.0), f64::from(frame.width) - frame.px(KNOB + 1.0));
    let values = LinearScale::new(domain, (frame.x(inline.0), frame.x(inline.1)));
    let plot = frame.rect(inline, (frame.px(HEAD), f64::from(frame.height) - frame.px(AXIS_HEIGHT)));
    let tallest = model.counts.iter().max().map_or(1.0, |count| f64::from(*count).max(1.0));
    let heights = LinearScale::new((0.0, tallest), (plot.bottom, plot.top));
    let mut bars = Vec::new();
    for (ends, count) in model.edges.windows(2).zip(&model.counts).filter(|(_, count)| **count > 0) {
        let inner = model.thresholds.iter().copied().filter(|at| ends[0] < *at && *at < ends[1]);
        let cuts: Vec<f64> = [ends[0]].into_iter().chain(inner).chain([ends[1]]).collect();
        for part in cuts.windows(2) {
            let class = model.thresholds.partition_point(|end| *end <= part[0]);
            // A bar is seen however few it stands for.
            let top = heights.at(f64::from(*count)).min(plot.bottom - frame.px(1.0));
            bars.push((Rect::between([values.at(part[0]), top], [values.at(part[1]), plot.bottom]), class));
        }
    }
    Layout {
        plot,
        bars,
        knobs: model.thresholds.iter().map(|value| values.at_clamped(*value)).collect(),
        ticks: axis::horizontal(&model.ticks, &values, frame),
        values,
        domain,
        reach: frame.px(REACH),
    }
}

impl Layout {
    /// The value under a pixel from the left, kept among the values.
    pub fn value_at(&self, x: f64) -> f64 {
        self.values.value(x).max(self.domain.0).min(self.domain.1)
    }
}

/// What lies at a point: the nearest threshold within reach, else the class.
pub fn hit(model: &Model, layout: &Layout, x: f64, y: f64) -> Option<Hit> {
    let away = |knob: &f64| (knob - x).abs();
    let near = layout.knobs.iter().enumerate().min_by(|a, b| away(a.1).total_cmp(&away(b.1)));
    if let Some((at, _)) = near.filter(|(_, knob)| away(knob) <= layout.reach) {
        return Some(Hit::Threshold(at));
    }
    let within = layout.plot.contains(x, y) && !model.counts.is_empty();
    within.then(|| Hit::Class(model.thresholds.partition_point(|end| *end < layout.value_at(x))))
}

/// Draws the bars, the thresholds with their knobs, and the pointed value.
///
/// # Errors
/// [`ChartError`](super::ChartError) when the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let (theme, plot) = (&frame.theme, &layout.plot);
    let mut painter = Painter::new(backend, frame);
    painter.clear()?;
    for (bar, class) in &layout.bars {
        painter.rect(bar, model.shades.get(*class).copied().unwrap_or(theme.line))?;
    }
    let pen = Pen { color: theme.ink_3, width: 1.0 };
    painter.line([plot.left, plot.bottom], [plot.right, plot.bottom], pen)?;
    axis::draw_labels(&mut painter, frame, plot.bottom + frame.px(AXIS_HEIGHT * 0.6), &layout.ticks)?;
    for (at, x) in layout.knobs.iter().enumerate() {
        let is_held = model.held == Some(at);
        let pen = Pen { color: if is_held { theme.accent } else { theme.ink_2 }, width: 1.0 };
        let (top, middle) = (frame.px(1.0), frame.px(HEAD / 2.0));
        painter.line([*x, middle], [*x, plot.bottom], pen)?;
        let knob = Rect::between([x - frame.px(KNOB), top], [x + frame.px(KNOB), middle + frame.px(4.0)]);
        painter.rect(&knob, if is_held { theme.accent_2 } else { theme.card })?;
        painter.outline(&knob, pen)?;
    }
    if let Some(value) = model.pointed.filter(|value| layout.values.contains(*value)) {
        let x = layout.values.at(value);
        for (color, width) in [(theme.card, 4.0), (theme.accent, 2.0)] {
            painter.line([x, plot.top], [x, plot.bottom + frame.px(3.0)], Pen { color, width })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model() -> Model {
        Model {
            edges: vec![0.0, 10.0, 20.0, 30.0],
            counts: vec![4, 8, 2],
            thresholds: vec![5.0, 20.0],
            shades: vec![Rgb(1, 1, 1), Rgb(2, 2, 2), Rgb(3, 3, 3)],
            ..Model::default()
        }
    }

    #[test]
    fn a_bin_across_a_threshold_is_cut_there() {
        let layout = layout(&model(), &ltr(312, 120));
        let classes: Vec<usize> = layout.bars.iter().map(|(_, class)| *class).collect();
        assert_eq!(classes, [0, 1, 1, 2]);
        assert_eq!(layout.bars[0].0.right, layout.knobs[0]);
        assert_eq!(layout.bars[0].0.top, layout.bars[1].0.top);
    }

    #[test]
    fn what_is_drawn_is_what_is_hit_in_either_direction() {
        for frame in [frame(312, 120), ltr(312, 120)] {
            let (model, layout) = (model(), layout(&model(), &frame));
            assert_eq!(hit(&model, &layout, layout.knobs[1] + 3.0, 5.0), Some(Hit::Threshold(1)));
            for (bar, class) in &layout.bars {
                let [x, y] = bar.center();
                assert_eq!(hit(&model, &layout, x, y), Some(Hit::Class(*class)));
            }
            assert!((layout.value_at(layout.knobs[0]) - 5.0).abs() < 1e-9);
            assert_eq!(layout.value_at(-500.0), if frame.rtl { 30.0 } else { 0.0 });
        }
        let none = Model::default();
        assert_eq!(hit(&none, &layout(&none, &frame(312, 120)), 100.0, 50.0), None);
    }
}
