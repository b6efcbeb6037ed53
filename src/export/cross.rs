//! Groups crossed with groups as a table.

use super::csv::{CsvWriter, Flavour};

/// A table with its names: `cells` row by row hold the value at full precision and how many areas lack one. Where any does,
/// columns with these numbers follow, named after their column and the word for what is missing.
///
/// ```
/// use negah::export::{Flavour, cross_csv};
///
/// let (rows, columns) = (["East".to_owned()], ["Old".to_owned(), "New".to_owned()]);
/// let text = cross_csv((&rows, &columns), &[(Some(1.5), 0), (None, 2)], "missing", Flavour::Exact);
/// assert_eq!(text, ",Old,New,Old: missing,New: missing\nEast,1.5,,0,2\n");
/// ```
pub fn cross_csv(
    (rows, columns): (&[String], &[String]),
    cells: &[(Option<f64>, usize)],
    missing: &str,
    flavour: Flavour,
) -> String {
    let has_gaps = cells.iter().any(|(_, missing)| *missing > 0);
    let mut csv = CsvWriter::new(flavour);
    csv.text("");
    for column in columns {
        csv.text(column);
    }
    for column in columns.iter().filter(|_| has_gaps) {
        csv.text(&format!("{column}: {missing}"));
    }
    csv.end_row();
    for (name, own) in rows.iter().zip(cells.chunks(columns.len().max(1))) {
        csv.text(name);
        for (value, _) in own {
            csv.number(*value);
        }
        for (_, missing) in own.iter().filter(|_| has_gaps) {
            csv.count(Some(*missing));
        }
        csv.end_row();
    }
    csv.finish()
}
