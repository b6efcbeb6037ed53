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
const SESSION: &str = "<script type=\"application/json\" id=\"negah-session\"";
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
    let block =
        Block { snapshot: snapshot_json, sha256: &sha256_hex(snapshot_json), scenario, session: None };
    Ok(embed(template, &block)?.concat())
}

/// What stands in the data elements of a page.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    /// The snapshot file, as it was read.
    pub snapshot: &'a [u8],
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: &'a str,
    /// The scenario that the page opens with.
    pub scenario: Option<&'a Scenario>,
    /// All that a page remembers (JSON of the interface); what it says goes before `scenario`.
    pub session: Option<&'a str>,
}

/// Puts data into `template` without looking at them: the page itself has opened them. In three parts, to be
/// written one after the other, so that a large snapshot is not copied once more.
///
/// # Errors
/// [`BundleError::Template`].
pub fn embed(template: &str, block: &Block<'_>) -> Result<[String; 3], BundleError> {
    let text = String::from_utf8_lossy(block.snapshot);
    let data = escape(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let page = without(template, SESSION)?;
    let page = without(&page, SCENARIO)?;
    let (before, after) = around(&page, SNAPSHOT)?.ok_or(BundleError::Template)?;
    let mut rest = END.to_owned();
    let scenario = block.scenario.map(Scenario::to_json);
    for (tag, json) in [(SCENARIO, scenario.as_deref()), (SESSION, block.session)] {
        if let Some(json) = json {
            rest.push_str(&format!("\n{tag}>{}{END}", escape(json)));
        }
    }
    let start = format!("{before}{SNAPSHOT} data-sha256=\"{}\">", block.sha256);
    Ok([start, data, rest + after])
}

/// The page without an element that it may hold from an earlier time.
fn without<'a>(page: &'a str, tag: &str) -> Result<Cow<'a, str>, BundleError> {
    Ok(match around(page, tag)? {
        Some((before, after)) => [before.strip_suffix('\n').unwrap_or(before), after].concat().into(),
        None => page.into(),
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

/// The text of a data block as it was before it was made fit to stand in HTML.
///
/// A file that wrote one of these letters as an escape itself gets the letter: the same data, but other bytes, and so
/// another SHA-256 than the `data-sha256` of the element.
pub fn unescape(data: &str) -> String {
    const LETTERS: [(&str, char); 3] = [("u003c", '<'), ("u2028", '\u{2028}'), ("u2029", '\u{2029}')];
    let mut text = String::with_capacity(data.len());
    let mut rest = data;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let letter = LETTERS.into_iter().find_map(|(code, letter)| Some((after.strip_prefix(code)?, letter)));
        let other = after.chars().next();
        rest = match (letter, other) {
            (Some((rest, letter)), _) => {
                text.push(letter);
                rest
            }
            // A pair: what follows an escaped backslash is no escape.
            (None, Some(other)) => {
                text.push('\\');
                text.push(other);
                &after[other.len_utf8()..]
            }
            (None, None) => {
                text.push('\\');
                after
            }
        };
    }
    text.push_str(rest);
    text
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
    fn every_text_comes_back_as_it_was() {
        for name in [r"\\u003c", r"\\\\u2028", "</b>\u{2028}\u{2029}", r#"a\"\\"#, r"\n\\"] {
            let data = SMALL.replace("باغ نو", name);
            assert_eq!(unescape(&escape(&data)), data);
            assert_eq!(
                open(unescape(&escape(&data)).as_bytes(), &Limits::DEFAULT).unwrap().areas.name,
                open(data.as_bytes(), &Limits::DEFAULT).unwrap().areas.name,
            );
        }
        assert_eq!(unescape("a\\"), "a\\");
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
    fn a_page_that_saves_itself_again_changes_in_its_data_alone() {
        let block = |session| Block {
            snapshot: SMALL.as_bytes(),
            sha256: "ab",
            scenario: None,
            session: Some(session),
        };
        let first = embed(PAGE, &block("{\"title\":\"</script><!--\"}")).unwrap().concat();
        assert_eq!(between(&first, SESSION), Some("{\"title\":\"\\u003c/script>\\u003c!--\"}"));
        let second = embed(&first, &block("{}")).unwrap().concat();
        assert_eq!(second, embed(PAGE, &block("{}")).unwrap().concat());
        assert_eq!(bundle(&second, SMALL.as_bytes(), None), bundle(PAGE, SMALL.as_bytes(), None));
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
