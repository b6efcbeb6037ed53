//! Slope chart: ranks in two scenarios or two periods side by side, and who crosses the cut between them.
//!
//! What comes first stands at the starting side. Both columns list their lines by rank at equal steps, so labels cannot
//! collide, and their cuts stand at one height. Who enters is drawn thick with a triangle upwards, who leaves dashed
//! with a triangle downwards; both are told without colours.

mod draw;
mod select;

pub use draw::draw;
pub use select::Entry;

use self::select::{Column, columns, heights};
use super::rows::GAP;
use super::{Frame, Rect, ellipsize, text_width};
use crate::text::{fill, format_int};

/// Height of a place that leaves room for its label, and the most it grows to, css pixels.
const STEP: (f64, f64) = (18.0, 26.0);
/// Height of the titles, css pixels.
const TITLE_HEIGHT: f64 = 26.0;
/// Height of the gap at the cut, where its labels stand, css pixels.
const CUT_HEIGHT: f64 = 18.0;
/// Font sizes of labels and titles, css pixels.
const LABEL_SIZE: f64 = 12.5;
const TITLE_SIZE: f64 = 13.0;
/// A column of names takes no more of the width, and the lines keep this much of it.
const MAX_NAME_SHARE: f64 = 0.26;
const MIN_PLOT_SHARE: f64 = 0.18;
/// Free space between ranks, names and lines, css pixels.
const APART: f64 = 8.0;
/// How near to a line the pointer must be, css pixels.
const REACH: f64 = 6.0;
/// How much of the way a line runs whose other end has no rank.
const STUB: f64 = 0.22;

/// What becomes of a line between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// In the list before and after.
    Stays,
    /// In the list after only.
    Enters,
    /// In the list before only.
    Leaves,
    /// In the list neither before nor after.
    #[default]
    Other,
}

impl Kind {
    /// What becomes of somebody who was, and then is, in the list or not.
    pub fn of(was_in: bool, is_in: bool) -> Self {
        match (was_in, is_in) {
            (true, true) => Self::Stays,
            (false, true) => Self::Enters,
            (true, false) => Self::Leaves,
            (false, false) => Self::Other,
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its name.
    pub label: String,
    /// Its rank at the starting side, from 1; `None` where it has none.
    pub start: Option<u32>,
    /// Its rank at the far side, likewise.
    pub end: Option<u32>,
    /// What becomes of it. Not read off the ranks: quotas and decisions make lists too.
    pub kind: Kind,
}

/// A slope chart.
///
/// ```
/// use negah::chart::slope::{Kind, Line, Model};
///
/// let ranks = [("Ab", 1, 1), ("Deh", 2, 3), ("Kuh", 3, 2)];
/// let line = |(name, before, after): (&str, u32, u32)| Line {
///     label: name.into(),
///     start: Some(before),
///     end: Some(after),
///     kind: Kind::of(before <= 2, after <= 2),
/// };
/// let model = Model {
///     start_title: "equal weights".into(),
///     end_title: "experts' weights".into(),
///     lines: ranks.into_iter().map(line).collect(),
///     start_cut: Some(2),
///     end_cut: Some(2),
///     cut_labels: ["2 places".into(), String::new()],
///     others: "… {} others".into(),
///     ..Model::default()
/// };
/// assert_eq!(model.lines[1].kind, Kind::Leaves);
/// assert_eq!(model.lines[2].kind, Kind::Enters);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Title of what comes first.
    pub start_title: String,
    /// Title of what comes after.
    pub end_title: String,
    /// The lines, in any order; of equal ranks the first is above.
    pub lines: Vec<Line>,
    /// The last rank above the cut at the starting side; `None` draws no cut.
    pub start_cut: Option<u32>,
    /// The last rank above the cut at the far side.
    pub end_cut: Option<u32>,
    /// What stands at the cut at either side, ready to show; may be empty.
    pub cut_labels: [String; 2],
    /// Text for lines that are not shown, `{}` standing for their number.
    pub others: String,
    /// The chosen line.
    pub selected: Option<usize>,
    /// The line that the pointer is on.
    pub hovered: Option<usize>,
}

/// A place of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The whole place.
    pub rect: Rect,
    /// What stands there.
    pub entry: Entry,
    /// Its name or the number of others, cut to fit.
    pub label: String,
    /// Its rank in the digits of the language; empty for others.
    pub rank: String,
}

/// A line in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The line of the model.
    pub line: usize,
    /// Its end at the starting side, or where it begins on the way.
    pub from: [f64; 2],
    /// Its end at the far side, or where it ends on the way.
    pub to: [f64; 2],
    /// Whether it has a place at the starting and at the far side.
    pub ends: [bool; 2],
}

/// Geometry of a slope chart, device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Where lines are, between the columns.
    pub plot: Rect,
    /// Places of the starting and of the far column, from the top.
    pub columns: [Vec<Slot>; 2],
    /// Lines with a place at one side at least.
    pub paths: Vec<Path>,
    /// Height of the cut, if there is one.
    pub cut: Option<f64>,
    /// Titles, cut to fit.
    pub titles: [String; 2],
    /// Width of the names and of the ranks in each column.
    widths: [(f64, f64); 2],
    reach: f64,
}

/// The height that shows `n_lines` well, css pixels; in less some of them are left out.
pub fn css_height(n_lines: usize) -> f64 {
    TITLE_HEIGHT + CUT_HEIGHT + 22.0 * n_lines as f64 + GAP
}

/// Places a slope chart.
pub fn layout(model: &Model, frame: &Frame) -> Layout {
    let has_cut = model.start_cut.is_some() || model.end_cut.is_some();
    let cut_height = if has_cut { frame.px(CUT_HEIGHT) } else { 0.0 };
    let top = frame.px(TITLE_HEIGHT);
    let room = (f64::from(frame.height) - frame.px(GAP / 2.0) - top - cut_height).max(0.0);
    let columns = columns(model, (room / frame.px(STEP.0)) as usize);
    let (n_above, n_below) = heights(&columns);
    let step = (room / (n_above + n_below).max(1) as f64).min(frame.px(STEP.1));
    let cut = top + n_above as f64 * step + cut_height / 2.0;
    let widths = widths(model, &columns, frame);
    let columns = [0, 1].map(|side| {
        let place = Placing { side, widths: widths[side], step, cut: (cut, cut_height), frame };
        place.column(model, &columns[side])
    });
    let edge = |(name, rank): (f64, f64)| frame.px(GAP) + name + rank + frame.px(2.0 * APART);
    let far = (f64::from(frame.width) - edge(widths[1])).max(edge(widths[0]));
    let plot =
        frame.rect((edge(widths[0]), far), (top, top + (n_above + n_below) as f64 * step + cut_height));
    let half = (f64::from(frame.width) / 2.0 - frame.px(2.0 * GAP)).max(0.0);
    let title = |text: &str| ellipsize(text, half, frame.px(TITLE_SIZE));
    Layout {
        paths: paths(model.lines.len(), &columns, &plot, frame),
        plot,
        columns,
        cut: has_cut.then_some(cut),
        titles: [title(&model.start_title), title(&model.end_title)],
        widths,
        reach: frame.px(REACH),
    }
}

/// The line at a point: that of the label, or the nearest within 6 css pixels.
pub fn hit(layout: &Layout, x: f64, y: f64) -> Option<usize> {
    let slot = layout.columns.iter().flatten().find(|slot| slot.rect.contains(x, y));
    if let Some(slot) = slot {
        return if let Entry::Line(line) = slot.entry { Some(line) } else { None };
    }
    let near = layout.paths.iter().map(|path| (distance([x, y], path.from, path.to), path.line));
    let near = near.filter(|(distance, _)| *distance <= layout.reach);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, line)| line)
}

/// Rank of a line at a side.
fn rank(line: &Line, side: usize) -> Option<u32> {
    if side == 0 { line.start } else { line.end }
}

fn texts(model: &Model, entry: Entry, (side, frame): (usize, &Frame)) -> (String, String) {
    match entry {
        Entry::Others(n) => {
            (fill(&model.others, &[("", &format_int(n as i64, frame.language))]), String::new())
        }
        Entry::Line(at) => model.lines.get(at).map_or_else(Default::default, |line| {
            let rank = rank(line, side).map(|rank| format_int(i64::from(rank), frame.language));
            (line.label.clone(), rank.unwrap_or_default())
        }),
    }
}

/// Widths of the names and of the ranks in each column. What has no rank may take both.
fn widths(model: &Model, columns: &[Column; 2], frame: &Frame) -> [(f64, f64); 2] {
    let size = frame.px(LABEL_SIZE);
    let wanted = [0, 1].map(|side| {
        let entries = columns[side].above.iter().chain(&columns[side].below);
        let texts = entries.map(|entry| texts(model, *entry, (side, frame)));
        let texts = texts.chain([(model.cut_labels[side].clone(), String::new())]);
        let widths = texts.map(|(name, rank)| (text_width(&name, size), text_width(&rank, size)));
        widths.fold((0.0_f64, 0.0_f64), |widest, own| (widest.0.max(own.0), widest.1.max(own.1)))
    });
    let whole = f64::from(frame.width);
    let taken = wanted[0].1 + wanted[1].1 + 2.0 * frame.px(GAP + 2.0 * APART) + whole * MIN_PLOT_SHARE;
    let room = ((whole - taken) / 2.0).max(0.0).min(whole * MAX_NAME_SHARE);
    wanted.map(|(name, rank)| (name.min(room), rank))
}

/// Width of a text in a column: between its names and its outer edge, or as far as the lines if it has no rank.
fn room((name, rank): (f64, f64), has_rank: bool, frame: &Frame) -> f64 {
    let grace = frame.px(LABEL_SIZE) * 0.25;
    if has_rank { name + grace } else { name + rank + frame.px(0.75 * APART) + grace }
}

/// What the places of one column have in common.
struct Placing<'a> {
    side: usize,
    widths: (f64, f64),
    step: f64,
    /// Height and thickness of the cut.
    cut: (f64, f64),
    frame: &'a Frame,
}

impl Placing<'_> {
    /// Places from the cut upwards and downwards.
    fn column(&self, model: &Model, column: &Column) -> Vec<Slot> {
        let (cut, thick) = self.cut;
        let top = cut - thick / 2.0 - column.above.len() as f64 * self.step;
        let above = column.above.iter().enumerate().map(|(at, entry)| (top + at as f64 * self.step, *entry));
        let from = cut + thick / 2.0;
        let below = column.below.iter().enumerate().map(|(at, entry)| (from + at as f64 * self.step, *entry));
        above.chain(below).map(|(top, entry)| self.slot(model, entry, top)).collect()
    }

    fn slot(&self, model: &Model, entry: Entry, top: f64) -> Slot {
        let frame = self.frame;
        let (label, rank) = texts(model, entry, (self.side, frame));
        let width = self.widths.0 + self.widths.1 + frame.px(APART * 1.5 + GAP);
        let whole = f64::from(frame.width);
        let inline = if self.side == 0 { (0.0, width) } else { (whole - width, whole) };
        Slot {
            rect: frame.rect(inline, (top, top + self.step)),
            entry,
            label: ellipsize(&label, room(self.widths, !rank.is_empty(), frame), frame.px(LABEL_SIZE)),
            rank,
        }
    }
}

fn paths(n_lines: usize, columns: &[Vec<Slot>; 2], plot: &Rect, frame: &Frame) -> Vec<Path> {
    let mut ends = vec![[None; 2]; n_lines];
    for (side, column) in columns.iter().enumerate() {
        for slot in column {
            let Entry::Line(line) = slot.entry else { continue };
            if let Some(end) = ends.get_mut(line) {
                end[side] = Some(slot.rect.center()[1]);
            }
        }
    }
    let (from, to) = if frame.rtl { (plot.right, plot.left) } else { (plot.left, plot.right) };
    let stub = (to - from) * STUB;
    let path = |(line, ends): (usize, [Option<f64>; 2])| {
        let (from, to) = match ends {
            [Some(start), Some(end)] => ([from, start], [to, end]),
            [Some(start), None] => ([from, start], [from + stub, start]),
            [None, Some(end)] => ([to - stub, end], [to, end]),
            [None, None] => return None,
        };
        Some(Path { line, from, to, ends: ends.map(|end| end.is_some()) })
    };
    ends.into_iter().enumerate().filter_map(path).collect()
}

/// Distance of a point from the line between two others.
fn distance(point: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let (way, off) = ([to[0] - from[0], to[1] - from[1]], [point[0] - from[0], point[1] - from[1]]);
    let length = way[0] * way[0] + way[1] * way[1];
    let share =
        if length > 0.0 { ((way[0] * off[0] + way[1] * off[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    (off[0] - way[0] * share).hypot(off[1] - way[1] * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::frame::tests::{frame, ltr};

    fn model() -> Model {
        let ranks = [(Some(1), Some(2)), (Some(2), Some(3)), (Some(3), Some(1)), (None, Some(4))];
        let line = |(start, end): (Option<u32>, Option<u32>)| Line {
            label: "محله".into(),
            start,
            end,
            kind: Kind::of(start.is_some_and(|rank| rank <= 2), end.is_some_and(|rank| rank <= 2)),
        };
        let lines = ranks.into_iter().map(line).collect();
        Model { lines, start_cut: Some(2), end_cut: Some(2), others: "{}".into(), ..Model::default() }
    }

    #[test]
    fn what_comes_first_stands_at_the_starting_side() {
        let (fa, en) = (layout(&model(), &frame(600, 200)), layout(&model(), &ltr(600, 200)));
        assert!(fa.columns[0][0].rect.left > fa.columns[1][0].rect.right);
        assert!(en.columns[0][0].rect.right < en.columns[1][0].rect.left);
        let mirrored = layout(&model(), &Frame { rtl: true, ..ltr(600, 200) });
        assert!((mirrored.paths[0].from[0] - (600.0 - en.paths[0].from[0])).abs() < 1e-9);
        assert_eq!((fa.columns[0][2].rank.as_str(), en.columns[0][2].rank.as_str()), ("۳", "3"));
    }

    #[test]
    fn the_cut_divides_both_columns_at_one_height() {
        let layout = layout(&model(), &ltr(600, 200));
        let cut = layout.cut.unwrap();
        for column in &layout.columns {
            let above = column.iter().filter(|slot| slot.rect.bottom < cut).count();
            assert_eq!(above, 2);
            assert!(column.windows(2).all(|pair| pair[0].rect.bottom <= pair[1].rect.top + 1e-9));
        }
    }

    #[test]
    fn a_missing_rank_leaves_a_stub() {
        let layout = layout(&model(), &ltr(600, 200));
        let stub = layout.paths.iter().find(|path| path.line == 3).unwrap();
        assert_eq!(stub.ends, [false, true]);
        assert!(stub.from[0] > layout.plot.center()[0] && stub.from[1] == stub.to[1]);
    }

    #[test]
    fn labels_and_lines_are_hit() {
        let layout = layout(&model(), &ltr(600, 200));
        let [x, y] = layout.columns[1][0].rect.center();
        assert_eq!(hit(&layout, x, y), Some(2));
        let path = &layout.paths[0];
        let at = |share: f64| [0, 1].map(|k| path.from[k] + (path.to[k] - path.from[k]) * share);
        assert_eq!(hit(&layout, at(0.1)[0], at(0.1)[1] + 2.0), Some(0));
        assert_eq!(hit(&layout, layout.plot.center()[0], 1.0), None);
    }

    #[test]
    fn nothing_one_line_and_no_room_are_no_failure() {
        let none = layout(&Model::default(), &frame(360, 200));
        assert!(none.paths.is_empty() && none.cut.is_none());
        assert_eq!(hit(&none, 100.0, 100.0), None);
        assert!(layout(&model(), &frame(360, 30)).paths.is_empty());
        assert!(layout(&model(), &frame(1, 1)).columns.iter().all(Vec::is_empty));
    }
}
