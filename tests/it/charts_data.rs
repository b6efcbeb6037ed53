//! The charts of the data place drawn in both directions, and their layout at the width of a phone and of a screen.

use negah::chart::Frame;
use negah::chart::presence::{self, Cell, Model};
use negah::text::{Language, format_int, format_percent};

use crate::drawing::{Svg, en, fa, svg};

/// `rows` by `columns` cells: whole ones of the period or of an earlier one, some missing, some in part.
fn model(rows: usize, columns: usize, frame: &Frame) -> Model {
    let name = if frame.language == Language::Fa { "محلهٔ" } else { "Area" };
    let number = |at: usize| format_int(at as i64 + 1, frame.language);
    let cell = |at: usize| match (at * 7 + at / columns) % 11 {
        0 => Cell::default(),
        1..=5 => Cell { fresh: 1.0, older: 0.0 },
        6 => Cell { fresh: 0.4, older: 0.3 },
        _ => Cell { fresh: 0.0, older: 1.0 },
    };
    let share = |at: usize| format_percent(1.0 - at as f64 / 40.0, 0, frame.language);
    Model {
        rows: (0..rows).map(|at| (format!("{name} {}", number(at)), share(at))).collect(),
        columns: (0..columns).map(|at| (number(at), 1.0 - at as f64 / 50.0)).collect(),
        cells: (0..rows * columns).map(cell).collect(),
        row: Some(1),
        column: Some(2),
        hovered: Some((2, 0)),
    }
}

fn picture(frame: &Frame) -> Svg {
    let model = model(5, 9, frame);
    svg(frame, |backend| presence::draw(backend, frame, &model, &presence::layout(&model, frame)))
}

fn height(rows: usize) -> u32 {
    presence::css_height(rows).ceil() as u32
}

#[test]
fn a_picture_names_its_rows_and_tells_gaps_by_form() {
    for frame in [fa(560, height(5)), en(560, height(5))] {
        let picture = picture(&frame).unwrap();
        let first = model(5, 9, &frame).rows[0].0.clone();
        assert!(picture.contains(&first), "{first}");
        // Hatching and outlines are lines; without them what is missing would be told by colour alone.
        assert!(picture.contains("<line"));
    }
}

#[test]
fn nothing_leaves_the_surface_on_phones_and_screens() {
    for (width, rows, columns) in [(320, 16, 40), (1000, 16, 37), (1500, 16, 8)] {
        for frame in [fa(width, height(rows)), en(width, height(rows))] {
            let layout = presence::layout(&model(rows, columns, &frame), &frame);
            assert!(frame.area().encloses(&layout.plot), "{width} × {columns}: {:?}", layout.plot);
        }
    }
}
