//! Draws a slope chart.

use plotters_backend::DrawingBackend;

use super::{APART, Entry, Kind, LABEL_SIZE, Layout, Model, Path, Slot, TITLE_HEIGHT, TITLE_SIZE, room};
use crate::chart::paint::{Painter, Pen, Text, pixel};
use crate::chart::rows::GAP;
use crate::chart::{DrawResult, Frame, Rgb, ellipsize};
use crate::sorting::Sorting;

/// Strokes and gaps of a line that leaves, css pixels.
const LEAVING: [f64; 2] = [6.0, 4.0];
/// Half the width of a triangle and the radius of a dot, css pixels.
const TRIANGLE: f64 = 5.0;
const DOT: f64 = 2.5;

/// Draws a slope chart on its ground.
///
/// # Errors
/// [`ChartError`](crate::chart::ChartError) when the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    model: &Model,
    layout: &Layout,
) -> DrawResult {
    let mut painter = Painter::new(backend, frame);
    painter.clear()?;
    let mut drawing = Drawing { painter: &mut painter, frame, model, layout };
    drawing.titles()?;
    drawing.grounds()?;
    drawing.cut()?;
    // What matters more lies above.
    let mut paths: Vec<&Path> = layout.paths.iter().collect();
    paths.order_by_key(|path| drawing.importance(path.line));
    paths.into_iter().try_for_each(|path| drawing.path(path))?;
    (0..2).try_for_each(|side| drawing.column(side))
}

struct Drawing<'a, 'b, DB: DrawingBackend> {
    painter: &'a mut Painter<'b, DB>,
    frame: &'a Frame,
    model: &'a Model,
    layout: &'a Layout,
}

impl<DB: DrawingBackend> Drawing<'_, '_, DB> {
    fn kind(&self, line: usize) -> Kind {
        self.model.lines.get(line).map_or(Kind::Other, |line| line.kind)
    }

    fn importance(&self, line: usize) -> u8 {
        match self.kind(line) {
            _ if self.is_chosen(line) => 4,
            Kind::Enters => 3,
            Kind::Leaves => 2,
            Kind::Stays => 1,
            Kind::Other => 0,
        }
    }

    fn is_chosen(&self, line: usize) -> bool {
        self.model.selected == Some(line) || self.model.hovered == Some(line)
    }

    /// Colour and width of a line.
    fn pen(&self, line: usize) -> Pen {
        let theme = &self.frame.theme;
        let (color, width) = match self.kind(line) {
            Kind::Enters => (theme.brand, 3.0),
            Kind::Leaves => (theme.series_color(4), 2.0),
            Kind::Stays => (theme.ink_3, 1.0),
            Kind::Other => (theme.ink_3.mix(theme.card, 0.5), 1.0),
        };
        let color = if self.model.selected == Some(line) { theme.accent } else { color };
        Pen { color, width: if self.is_chosen(line) { width + 1.0 } else { width } }
    }

    fn titles(&mut self) -> DrawResult {
        let frame = self.frame;
        let edge = [frame.px(GAP), f64::from(frame.width) - frame.px(GAP)];
        let anchors = [frame.start(), frame.end()];
        for side in 0..2 {
            let (content, anchor) = (self.layout.titles[side].as_str(), anchors[side]);
            let at = [frame.x(edge[side]), frame.px(TITLE_HEIGHT / 2.0)];
            let text = Text { content, at, anchor, size: TITLE_SIZE, is_bold: true, color: frame.theme.ink };
            self.painter.text(text)?;
        }
        Ok(())
    }

    /// The places of chosen lines.
    fn grounds(&mut self) -> DrawResult {
        let layout = self.layout;
        for slot in layout.columns.iter().flatten() {
            let Entry::Line(line) = slot.entry else { continue };
            if self.model.selected == Some(line) {
                self.painter.rect(&slot.rect, self.frame.theme.accent_2)?;
            } else if self.model.hovered == Some(line) {
                self.painter.rect(&slot.rect, self.frame.theme.brand_2)?;
            }
        }
        Ok(())
    }

    /// The cut across both sides, its labels in line with the ranks.
    fn cut(&mut self) -> DrawResult {
        let Some(y) = self.layout.cut else { return Ok(()) };
        let (frame, plot) = (self.frame, self.layout.plot);
        let reach = frame.px(APART / 2.0);
        let pen = Pen { color: frame.theme.ink_2, width: 1.0 };
        self.painter.stroked(&[[plot.left - reach, y], [plot.right + reach, y]], &[4.0, 3.0], pen)?;
        for side in 0..2 {
            let room = room(self.layout.widths[side], false, frame);
            let label = ellipsize(&self.model.cut_labels[side], room, frame.px(LABEL_SIZE));
            let (at, anchor) = ([self.rank_at(side), y], self.anchor(side));
            let color = frame.theme.ink_2;
            self.painter.text(Text {
                content: &label,
                at,
                anchor,
                size: LABEL_SIZE,
                is_bold: true,
                color,
            })?;
        }
        Ok(())
    }

    fn path(&mut self, path: &Path) -> DrawResult {
        let pen = self.pen(path.line);
        let leaves = self.kind(path.line) == Kind::Leaves;
        let pattern: &[f64] = if leaves { &LEAVING } else { &[] };
        self.painter.stroked(&[path.from, path.to], pattern, pen)?;
        for (at, is_there) in [(path.from, path.ends[0]), (path.to, path.ends[1])] {
            if is_there {
                self.painter.disc(at, self.frame.px(DOT), pen.color)?;
            }
        }
        match self.kind(path.line) {
            Kind::Enters if path.ends[1] => self.triangle(path.to, -1.0, pen.color),
            Kind::Leaves => self.triangle(if path.ends[1] { path.to } else { path.from }, 1.0, pen.color),
            _ => Ok(()),
        }
    }

    /// A triangle that points up (−1) or down (1).
    fn triangle(&mut self, [x, y]: [f64; 2], way: f64, color: Rgb) -> DrawResult {
        for (css, color) in [(TRIANGLE + 1.5, self.frame.theme.card), (TRIANGLE, color)] {
            let r = self.frame.px(css);
            let corners = [[x - r, y - way * r * 0.8], [x + r, y - way * r * 0.8], [x, y + way * r]];
            self.painter.polygon(&corners.map(pixel), color)?;
        }
        Ok(())
    }

    fn column(&mut self, side: usize) -> DrawResult {
        let layout = self.layout;
        layout.columns[side].iter().try_for_each(|slot| self.slot(slot, side))
    }

    fn slot(&mut self, slot: &Slot, side: usize) -> DrawResult {
        let frame = self.frame;
        let theme = &frame.theme;
        let y = slot.rect.center()[1];
        let (color, is_bold) = match slot.entry {
            Entry::Others(_) => (theme.ink_2, false),
            Entry::Line(line) => match self.kind(line) {
                Kind::Enters => (theme.ink, true),
                _ => (
                    if self.kind(line) == Kind::Other { theme.ink_2 } else { theme.ink },
                    self.is_chosen(line),
                ),
            },
        };
        let x = if slot.rank.is_empty() { self.rank_at(side) } else { self.name_at(side) };
        let (content, anchor) = (slot.label.as_str(), self.anchor(side));
        let text = Text { content, at: [x, y], anchor, size: LABEL_SIZE, is_bold, color };
        self.painter.text(text)?;
        let text = Text { content: &slot.rank, at: [self.rank_at(side), y], ..text };
        self.painter.text(text)
    }

    /// Texts end at the lines at the starting side, and begin there at the other.
    fn anchor(&self, side: usize) -> crate::chart::Anchor {
        if side == 0 { self.frame.end() } else { self.frame.start() }
    }

    /// The edge of the ranks towards the lines.
    fn rank_at(&self, side: usize) -> f64 {
        self.beside(side, self.frame.px(1.25 * APART))
    }

    /// The edge of the names towards the ranks.
    fn name_at(&self, side: usize) -> f64 {
        self.beside(side, self.layout.widths[side].1 + self.frame.px(2.0 * APART))
    }

    /// A place so far outside the lines at a side.
    fn beside(&self, side: usize, distance: f64) -> f64 {
        let plot = &self.layout.plot;
        let is_left = (side == 0) != self.frame.rtl;
        if is_left { plot.left - distance } else { plot.right + distance }
    }
}
