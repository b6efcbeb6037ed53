//! `negah bundle`: the page with data inside, without any build tool.

use std::path::PathBuf;

use super::args;
use super::load::{cannot_open, does_not_fit};
use super::session::{Failure, Session, shown};
use crate::export::{BundleError, bundle as fill};
use crate::scenario::Scenario;

const PAGE: &str = "negah.html";

/// Writes the page with a snapshot, and a scenario, in it.
pub fn bundle(args: &args::Bundle, session: &mut Session) -> Result<(), Failure> {
    let (page, template) = read_page(args, session)?;
    let bytes = session.read(&args.snapshot)?;
    let scenario = match &args.scenario {
        Some(path) => Some(read_scenario(path, session)?),
        None => None,
    };
    let html = fill(&template, &bytes, scenario.as_ref()).map_err(|error| match error {
        BundleError::Template => Failure::Usage(format!("{page}: {error}")),
        BundleError::Snapshot(error) => cannot_open(&args.snapshot, &error, session.language),
        BundleError::Scenario(problems) => {
            does_not_fit(args.scenario.as_deref(), &problems, session.language)
        }
    })?;
    session.write(&args.output, html.as_bytes())
}

fn read_scenario(path: &str, session: &mut Session) -> Result<Scenario, Failure> {
    let bytes = session.read(path)?;
    Scenario::parse(&bytes)
        .map_err(|error| Failure::Data(vec![format!("{}: {}", shown(path), error.text(session.language))]))
}

/// The page's name and text.
fn read_page(args: &args::Bundle, session: &mut Session) -> Result<(String, String), Failure> {
    let path = match &args.page {
        Some(path) => path.clone(),
        None => find_page()?,
    };
    let bytes = session.read(&path)?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{}: not UTF-8 text", shown(&path))))?;
    Ok((path, text))
}

fn find_page() -> Result<String, Failure> {
    let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join(PAGE)));
    let places = beside.into_iter().chain([PathBuf::from("dist").join(PAGE)]);
    places.filter(|path| path.is_file()).find_map(|path| path.to_str().map(str::to_owned)).ok_or_else(|| {
        Failure::Usage(format!("no {PAGE} beside this program or in dist/; name it with --page"))
    })
}
