//! Bytes → [`SnapshotFile`], or one precise error.

use super::column::{ColumnError, ColumnErrorKind};
use super::error::{SnapshotError, SnapshotErrorKind as Kind};
use super::limits::{Limits, nesting};
use super::wire::{FORMAT, SnapshotFile, VERSION};
use crate::json::{self, Fault, FaultKind, place_after};

/// Reads the text of a snapshot file.
///
/// Only the shape is judged here; [`super::findings`] judges the content.
///
/// # Errors
/// The first place where the bytes stop being a snapshot file, with line, column, path and what was expected.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<SnapshotFile, SnapshotError> {
    check_size(bytes, limits)?;
    let text =
        std::str::from_utf8(bytes).map_err(|error| at_offset(bytes, error.valid_up_to(), Kind::NotUtf8))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = json::read(text).map_err(|fault| shape_error(text, fault));
    let file: SnapshotFile = read.map_err(|error| prefer_format_error(text, error))?;
    check_format(&file.format, file.version)?;
    Ok(file)
}

fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), SnapshotError> {
    let too_large =
        |limit, found, expected| Err(at_offset(&[], 0, Kind::TooLarge { limit, found, expected }));
    if bytes.len() > limits.bytes {
        return too_large("bytes", bytes.len(), limits.bytes);
    }
    let depth = nesting(bytes);
    if depth > limits.nesting {
        return too_large("nesting", depth, limits.nesting);
    }
    Ok(())
}

fn check_format(format: &str, version: u32) -> Result<(), SnapshotError> {
    let error = |path: &str, kind| Err(SnapshotError { line: 1, column: 1, path: path.to_owned(), kind });
    if format != FORMAT {
        return error("format", Kind::WrongFormat { found: format.to_owned(), expected: FORMAT });
    }
    if version == 0 || version > VERSION {
        return error("version", Kind::NewerVersion { found: version, expected: VERSION });
    }
    Ok(())
}

/// A scenario dropped where a snapshot belongs fails first on some member; say what it is instead.
fn prefer_format_error(text: &str, error: SnapshotError) -> SnapshotError {
    #[derive(serde::Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    match json::read::<Head>(text) {
        Ok(head) => check_format(&head.format, head.version).err().unwrap_or(error),
        Err(_) => error,
    }
}

fn shape_error(text: &str, fault: Fault) -> SnapshotError {
    let Fault { line, column, path, kind, detail } = fault;
    if let Some((kind, entry, address)) = ColumnError::from_wire(&detail) {
        let kind = Kind::Shape { detail: column_detail(kind).to_owned() };
        let mut found = at_offset(text.as_bytes(), address.saturating_sub(text.as_ptr() as usize), kind);
        found.path = format!("{path}[{entry}]");
        return found;
    }
    let kind = match kind {
        FaultKind::Cut => Kind::CutShort,
        FaultKind::Syntax => Kind::Syntax { detail },
        FaultKind::Shape => Kind::Shape { detail },
    };
    SnapshotError { line, column, path, kind }
}

fn column_detail(kind: ColumnErrorKind) -> &'static str {
    match kind {
        ColumnErrorKind::NotAnArray => "expected an array of numbers and nulls",
        ColumnErrorKind::NotANumber => "expected a number or null",
        ColumnErrorKind::TooLarge => "expected a number within ±1.8e308",
    }
}

fn at_offset(bytes: &[u8], offset: usize, kind: Kind) -> SnapshotError {
    let (line, column) = place_after(&bytes[..offset.min(bytes.len())]);
    SnapshotError { line, column, path: ".".to_owned(), kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{
  "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2024-01-01",
  "synthetic": true, "area_level": "محله", "periods": [{"id": "1402", "name": "۱۴۰۲"}],
  "domains": [], "indicators": [],
  "areas": {"code": ["01", "02"], "name": ["الف", "ب"]},
  "values": {"x": {"1402": [1.5, null]}}
}"#;

    fn error(text: &str) -> SnapshotError {
        parse(text.as_bytes(), &Limits::DEFAULT).unwrap_err()
    }

    #[test]
    fn reads_a_small_file() {
        let file = parse(SMALL.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(file.areas.code, ["01", "02"]);
        assert_eq!(file.values.get("x").unwrap().get("1402").unwrap().get(1), None);
        assert!(parse(format!("\u{feff}{SMALL}").as_bytes(), &Limits::DEFAULT).is_ok());
    }

    #[test]
    fn points_at_the_entry_of_a_column() {
        let broken = error(&SMALL.replace("[1.5, null]", "[1.5, \"many\"]"));
        assert_eq!((broken.line, broken.column, broken.path.as_str()), (6, 34, "values.x.1402[1]"));
        assert!(broken.to_string().contains("expected a number or null"), "{broken}");
    }

    #[test]
    fn names_missing_and_unknown_members() {
        let missing = error(&SMALL.replace("\"issuer\": \"i\", ", ""));
        assert!(missing.to_string().contains("missing field `issuer`"), "{missing}");
        let unknown = error(&SMALL.replace("\"domains\"", "\"domain\""));
        assert_eq!((unknown.line, unknown.path.as_str()), (4, "domain"));
        let typed = error(&SMALL.replace("\"synthetic\": true", "\"synthetic\": 1"));
        assert_eq!((typed.line, typed.path.as_str()), (3, "synthetic"));
    }

    #[test]
    fn tells_a_cut_file_from_a_broken_one() {
        assert_eq!(error(&SMALL[..SMALL.len() - 40]).kind, Kind::CutShort);
        assert!(matches!(error(&SMALL.replace("[1.5,", "[1.5;")).kind, Kind::Syntax { .. }));
        assert!(matches!(error(&format!("{SMALL} x")).kind, Kind::Syntax { .. }));
    }

    #[test]
    fn tells_other_files_and_newer_versions() {
        let other = error(r#"{"format": "negah.scenario", "version": 1}"#);
        assert!(matches!(other.kind, Kind::WrongFormat { .. }), "{other}");
        let newer = error(&SMALL.replace("\"version\": 1", "\"version\": 2"));
        assert_eq!(newer.kind, Kind::NewerVersion { found: 2, expected: 1 });
    }

    #[test]
    fn limits_are_reported() {
        let limits = Limits { bytes: 10, ..Limits::DEFAULT };
        let large = parse(SMALL.as_bytes(), &limits).unwrap_err();
        assert_eq!(large.kind, Kind::TooLarge { limit: "bytes", found: SMALL.len(), expected: 10 });
        let deep = error(&"[".repeat(65));
        assert_eq!(deep.kind, Kind::TooLarge { limit: "nesting", found: 65, expected: 64 });
        let mut bad = SMALL.as_bytes().to_vec();
        bad[20] = 0xff;
        assert_eq!(parse(&bad, &Limits::DEFAULT).unwrap_err().kind, Kind::NotUtf8);
    }
}
