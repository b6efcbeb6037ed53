//! A snapshot, and a scenario, inside the page: one file that opens anywhere.

use std::borrow::Cow;

use crate::pipeline::{Problem, resolve};
use crate::scenario::Scenario;
use crate::snapshot::{Limits, OpenError, open, sha256_hex};

/// Why no page could be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BundleError {
    /// The template is not a page of this program, or is one that was cut short.
    #[error("this is not a page to bundle into: it has no single element `#negah-snapshot`")]
    Template,
    /// The snapshot cannot be used.
    #[error(transparent)]
    Snapshot(#[from] OpenError),
    /// The scenario does not fit the snapshot; every reason is listed.
    #[error("{} problems: the scenario does not fit the snapshot", .0.len())]
    Scenario(Vec<Problem>),
}

const SNAPSHOT: &str = "<script type=\"application/json\" id=\"negah-snapshot\"";
const SCENARIO: &str = "<script type=\"application/json\" id=\"negah-scenario\"";
const END: &str = "</script>";

/// Puts a snapshot and a scenario into `template`, a page that is one file; what data it held before are gone.
///
/// The snapshot's bytes stay as they are but for `<`, which could end the element, and the line separators
/// U+2028 and U+2029; as these occur only inside JSON strings, their escapes mean the same. Since that changes
/// the bytes, the element says the SHA-256 of the original ones in `data-sha256`. Data elements are never run,
/// so the page's Content-Security-Policy, which admits scripts by their digests, stays valid.
///
/// # Errors
/// When the template has no single place for a snapshot, or when page and data would not open together.
pub fn bundle(
    template: &str,
    snapshot_json: &[u8],
    scenario: Option<&Scenario>,
) -> Result<String, BundleError> {
    let snapshot = open(snapshot_json, &Limits::DEFAULT)?;
    if let Some(scenario) = scenario {
        resolve(&snapshot, scenario).map_err(BundleError::Scenario)?;
    }
    let text = String::from_utf8_lossy(snapshot_json);
    let data = escape(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let mut block = format!("{SNAPSHOT} data-sha256=\"{}\">{data}{END}", sha256_hex(snapshot_json));
    if let Some(scenario) = scenario {
        block.push_str(&format!("\n{SCENARIO}>{}{END}", escape(&scenario.to_json())));
    }
    let page = without_scenario(template)?;
    let (before, after) = around(&page, SNAPSHOT)?.ok_or(BundleError::Template)?;
    Ok([before, &block, after].concat())
}

/// The page without the scenario that it may hold from an earlier bundling.
fn without_scenario(template: &str) -> Result<Cow<'_, str>, BundleError> {
    Ok(match around(template, SCENARIO)? {
        Some((before, after)) => [before.strip_suffix('\n').unwrap_or(before), after].concat().into(),
        None => template.into(),
    })
}

/// What stands before and after the element that begins with `tag`; `None` when there is none.
fn around<'a>(page: &'a str, tag: &str) -> Result<Option<(&'a str, &'a str)>, BundleError> {
    let Some((before, rest)) = page.split_once(tag) else { return Ok(None) };
    let (element, after) = rest.split_once(END).ok_or(BundleError::Template)?;
    let is_opened = element.starts_with(['>', ' ']) && element.contains('>');
    if !is_opened || after.contains(tag) {
        return Err(BundleError::Template);
    }
    Ok(Some((before, after)))
}

fn escape(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::IndexNode;
    use crate::testing::{SMALL, small_snapshot};

    const PAGE: &str = "<!doctype html><meta charset=\"utf-8\">\n<script type=\"application/json\" id=\"negah-snapshot\">{\"old\": 1}</script>\n<script type=\"text/plain\" id=\"negah-wasm\">AGFzbQ==</script>\n<script>run()</script>";

    fn between<'a>(page: &'a str, tag: &str) -> Option<&'a str> {
        let rest = page.split_once(tag)?.1.split_once('>')?.1;
        Some(rest.split_once(END)?.0)
    }

    #[test]
    fn data_go_in_and_nothing_else_changes() {
        let page = bundle(PAGE, SMALL.as_bytes(), None).unwrap();
        assert_eq!(between(&page, SNAPSHOT), Some(SMALL));
        assert!(page.contains(&format!("data-sha256=\"{}\"", sha256_hex(SMALL.as_bytes()))));
        assert_eq!(page.split_once(SNAPSHOT).unwrap().0, PAGE.split_once(SNAPSHOT).unwrap().0);
        assert!(page.ends_with(PAGE.split_once("{\"old\": 1}").unwrap().1));
    }

    #[test]
    fn a_hostile_name_cannot_leave_its_element() {
        let hostile = SMALL.replace("باغ نو", "</script><b>\u{2028}");
        let page = bundle(PAGE, hostile.as_bytes(), None).unwrap();
        let inside = between(&page, SNAPSHOT).unwrap();
        assert!(!inside.contains('<') && !inside.contains('\u{2028}'));
        let read = open(inside.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(read.areas.name[0], "</script><b>\u{2028}");
    }

    #[test]
    fn a_bundled_page_can_be_bundled_again() {
        let scenario = Scenario::equal_weights(&small_snapshot());
        let first = bundle(PAGE, SMALL.as_bytes(), Some(&scenario)).unwrap();
        let inside = between(&first, SCENARIO).unwrap();
        assert_eq!(Scenario::parse(inside.as_bytes()).unwrap(), scenario);
        assert_eq!(bundle(&first, SMALL.as_bytes(), Some(&scenario)).unwrap(), first);
        let bare = bundle(&first, SMALL.as_bytes(), None).unwrap();
        assert_eq!(bare, bundle(PAGE, SMALL.as_bytes(), None).unwrap());
    }

    #[test]
    fn what_would_not_open_is_not_written() {
        assert!(matches!(bundle(PAGE, b"{}", None), Err(BundleError::Snapshot(_))));
        for page in ["<html></html>", &PAGE.replace("</script>", ""), &PAGE.repeat(2)] {
            assert_eq!(bundle(page, SMALL.as_bytes(), None), Err(BundleError::Template));
        }
        let mut scenario = Scenario::equal_weights(&small_snapshot());
        scenario.index.children.push(IndexNode::leaf("nothing"));
        let error = bundle(PAGE, SMALL.as_bytes(), Some(&scenario)).unwrap_err();
        assert!(matches!(error, BundleError::Scenario(problems) if problems.len() == 1));
    }
}
