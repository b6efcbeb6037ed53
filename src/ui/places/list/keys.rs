//! Keys that walk through the list.

/// Where a key moves the selection.
pub fn next(
    walk: &[(Option<usize>, usize)],
    selected: Option<usize>,
    key: &str,
) -> Option<(Option<usize>, usize)> {
    let last = walk.len().checked_sub(1)?;
    let at = selected.and_then(|area| walk.iter().position(|own| own.1 == area));
    let to = match (key, at) {
        ("ArrowDown", None) | ("ArrowUp", None) | ("Home", _) => 0,
        ("ArrowDown", Some(at)) => (at + 1).min(last),
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("PageDown", at) => (at.unwrap_or(0) + 10).min(last),
        ("PageUp", at) => at.unwrap_or(0).saturating_sub(10),
        ("End", _) => last,
        _ => return None,
    };
    walk.get(to).copied()
}
