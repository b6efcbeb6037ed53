//! Ticks that do not run into each other.

use super::paint::{Painter, Pen, Text};
use super::text::widest;
use super::{Anchor, DrawResult, Frame, LinearScale, Rect, text_width};
use plotters_backend::DrawingBackend;

/// Font size of axis labels, css pixels.
pub(super) const TICK_SIZE: f64 = 11.5;
/// Room for the labels below a horizontal axis, css pixels.
pub(super) const AXIS_HEIGHT: f64 = 22.0;

/// A labelled place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Its pixel along the axis.
    pub at: f64,
    /// What it says.
    pub label: String,
}

/// Ticks on a horizontal axis: those within the domain, every second, third, … left out until no two labels touch.
pub(super) fn horizontal(ticks: &[(f64, String)], scale: &LinearScale, frame: &Frame) -> Vec<Tick> {
    let placed = placed(ticks, scale);
    let reach = |tick: &Tick| {
        let half = (text_width(&tick.label, frame.px(TICK_SIZE)) + frame.px(8.0)) / 2.0;
        let middle = label_x(tick, frame);
        (middle - half, middle + half)
    };
    thinned(placed, |one, other| {
        let (one, other) = (reach(one), reach(other));
        one.0 < other.1 && other.0 < one.1
    })
}

/// Ticks on a vertical axis, thinned likewise.
pub(super) fn vertical(ticks: &[(f64, String)], scale: &LinearScale, frame: &Frame) -> Vec<Tick> {
    let apart = frame.px(TICK_SIZE * 1.4);
    thinned(placed(ticks, scale), |one, other| (label_y(one, frame) - label_y(other, frame)).abs() < apart)
}

/// Where the middle of a label stands that is `half` to either side of it: on its tick, but within the canvas, which would cut
/// it else. What has no room at all stands in the middle.
fn within(at: f64, half: f64, length: u32) -> f64 {
    let length = f64::from(length);
    if 2.0 * half >= length { length / 2.0 } else { at.clamp(half, length - half) }
}

/// Middle of the label of a tick on a horizontal axis, device pixels from the left.
pub(super) fn label_x(tick: &Tick, frame: &Frame) -> f64 {
    // Letters are measured roughly, and a pixel at the edge is easily lost.
    let half = text_width(&tick.label, frame.px(TICK_SIZE)) / 2.0 + frame.px(1.0);
    within(tick.at, half, frame.width)
}

/// Middle of the label of a tick on a vertical axis, device pixels from the top.
pub(super) fn label_y(tick: &Tick, frame: &Frame) -> f64 {
    within(tick.at, frame.px(TICK_SIZE * 0.6), frame.height)
}

/// Room for the labels beside a vertical axis, device pixels; 0 without labels.
pub(super) fn side_width(ticks: &[(f64, String)], frame: &Frame) -> f64 {
    let widest = widest(ticks.iter().map(|(_, label)| label.as_str()), frame.px(TICK_SIZE));
    if ticks.is_empty() { 0.0 } else { widest + frame.px(8.0) }
}

/// Upright grid lines with labels below the plot.
pub(super) fn draw_horizontal<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    plot: &Rect,
    ticks: &[Tick],
) -> DrawResult {
    let pen = Pen { color: frame.theme.line, width: 1.0 };
    for tick in ticks {
        painter.line([tick.at, plot.top], [tick.at, plot.bottom], pen)?;
        draw_labels(painter, frame, plot.bottom + frame.px(AXIS_HEIGHT * 0.55), std::slice::from_ref(tick))?;
    }
    Ok(())
}

/// The labels of a horizontal axis at a height, without lines.
pub(super) fn draw_labels<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    y: f64,
    ticks: &[Tick],
) -> DrawResult {
    for tick in ticks {
        painter.text(label(frame, &tick.label, [label_x(tick, frame), y], Anchor::Center))?;
    }
    Ok(())
}

/// Level grid lines over `plot` with labels at the starting side.
pub(super) fn draw_vertical<DB: DrawingBackend>(
    painter: &mut Painter<'_, DB>,
    frame: &Frame,
    plot: &Rect,
    ticks: &[Tick],
) -> DrawResult {
    let gap = frame.px(6.0);
    let beside = if frame.rtl { plot.right + gap } else { plot.left - gap };
    // The label ends where the plot starts.
    for tick in ticks {
        let pen = Pen { color: frame.theme.line, width: 1.0 };
        painter.line([plot.left, tick.at], [plot.right, tick.at], pen)?;
        painter.text(label(frame, &tick.label, [beside, label_y(tick, frame)], frame.end()))?;
    }
    Ok(())
}

/// An axis label.
pub(super) fn label<'a>(frame: &Frame, content: &'a str, at: [f64; 2], anchor: Anchor) -> Text<'a> {
    Text { content, at, anchor, size: TICK_SIZE, is_bold: false, color: frame.theme.ink_2 }
}

fn placed(ticks: &[(f64, String)], scale: &LinearScale) -> Vec<Tick> {
    let within = ticks.iter().filter(|(value, _)| scale.contains(*value));
    within.map(|(value, label)| Tick { at: scale.at(*value), label: label.clone() }).collect()
}

/// Every k-th tick for the smallest k at which no neighbours clash; even steps read better than gaps.
fn thinned(ticks: Vec<Tick>, clash: impl Fn(&Tick, &Tick) -> bool) -> Vec<Tick> {
    let fits = |step: &usize| {
        let kept: Vec<&Tick> = ticks.iter().step_by(*step).collect();
        kept.windows(2).all(|pair| !clash(pair[0], pair[1]))
    };
    let step = (1..ticks.len()).find(fits).unwrap_or(ticks.len().max(1));
    ticks.into_iter().step_by(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::frame;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    fn hundreds() -> Vec<(f64, String)> {
        (0..=10).map(|i| (f64::from(i) * 100.0, format!("{}", i * 100))).collect()
    }

    #[test]
    fn ticks_thin_out_evenly_when_they_get_narrow() {
        // There is room for half a label at either end: none is moved.
        let frame = frame(440, 100);
        let scale = |to| LinearScale::new((0.0, 1000.0), (20.0, 20.0 + to));
        assert_eq!(horizontal(&hundreds(), &scale(400.0), &frame).len(), 11);
        let half = horizontal(&hundreds(), &scale(250.0), &frame);
        assert_eq!(labels(&half), ["0", "200", "400", "600", "800", "1000"]);
        assert_eq!(horizontal(&hundreds(), &scale(1.0), &frame).len(), 1);
    }

    #[test]
    fn labels_at_the_ends_of_an_axis_stay_within_the_canvas() {
        for (width, scale) in [(300, 1.0), (600, 2.0), (52, 1.0), (20, 1.0)] {
            let frame = Frame { scale, ..frame(width, 60) };
            let ticks = [(0.0, "۰"), (50_000.0, "۵۰٬۰۰۰"), (100_000.0, "۱۰۰٬۰۰۰")];
            let ticks = ticks.map(|(at, label)| (at, label.to_owned()));
            for ends in [(0.0, f64::from(width)), (f64::from(width), 0.0)] {
                let placed = horizontal(&ticks, &LinearScale::new((0.0, 100_000.0), ends), &frame);
                let reaches = placed.iter().map(|tick| {
                    let half = text_width(&tick.label, frame.px(TICK_SIZE)) / 2.0;
                    (label_x(tick, &frame) - half, label_x(tick, &frame) + half)
                });
                let mut reaches: Vec<_> = reaches.collect();
                reaches.sort_by(|one, other| one.0.total_cmp(&other.0));
                let fits = reaches.iter().all(|own| own.1 - own.0 <= f64::from(width));
                let inside = |own: &(f64, f64)| own.0 >= 0.0 && own.1 <= f64::from(width);
                assert!(!fits || reaches.iter().all(inside), "{width}: {reaches:?}");
                assert!(reaches.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{width}: {reaches:?}");
            }
            let upright = vertical(&ticks, &LinearScale::new((0.0, 100_000.0), (60.0, 0.0)), &frame);
            let half = frame.px(TICK_SIZE) / 2.0;
            let inside = |tick: &Tick| label_y(tick, &frame) >= half && label_y(tick, &frame) + half <= 60.0;
            assert!(upright.iter().all(inside), "{upright:?}");
        }
    }

    #[test]
    fn ticks_beyond_the_domain_are_left_out() {
        let scale = LinearScale::new((150.0, 420.0), (300.0, 0.0));
        assert_eq!(labels(&vertical(&hundreds(), &scale, &frame(400, 300))), ["200", "300", "400"]);
        assert_eq!(vertical(&[], &scale, &frame(400, 300)), []);
    }
}
