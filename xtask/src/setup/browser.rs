//! Chromium with its driver, Firefox, and a reader of printed pages.

use std::path::PathBuf;

use super::apt;
use crate::cmd::{self, Failure, Outcome};

/// The browsers of the tests.
#[derive(Debug)]
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// chromedriver of the same version.
    pub driver: PathBuf,
    /// Firefox; the long-term release where there is a choice. It is driven without a driver of its own.
    pub firefox: PathBuf,
}

/// The Debian packages that are missing.
///
/// # Errors
/// On any other system, a [`Failure::User`] naming what to install.
pub fn missing_packages() -> Outcome<Vec<&'static str>> {
    let mut packages = Vec::new();
    if chromium().is_none() {
        packages.push("chromium");
    }
    if driver().is_none() {
        packages.push("chromium-driver");
    }
    if firefox().is_none() {
        packages.push("firefox-esr");
    }
    if !packages.is_empty() && !apt::is_debian() {
        return Err(missing());
    }
    // Reads printed pages; without it the tests of paper are reported as skipped.
    if apt::is_debian() && cmd::find("pdftotext").is_none() {
        packages.push("poppler-utils");
    }
    Ok(packages)
}

/// Where they are.
pub fn locate() -> Outcome<Browser> {
    match (chromium(), driver(), firefox()) {
        (Some(chromium), Some(driver), Some(firefox)) => Ok(Browser { chromium, driver, firefox }),
        _ => Err(missing()),
    }
}

fn missing() -> Failure {
    Failure::User(
        "the browser tests need Chrome or Chromium, the chromedriver of the same version, and Firefox on the \
         search path\n(or their places in the variables CHROME, CHROMEDRIVER and FIREFOX); please install them, \
         then try again"
            .to_owned(),
    )
}

fn chromium() -> Option<PathBuf> {
    named_by("CHROME").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
            .into_iter()
            .find_map(cmd::find)
    })
}

fn driver() -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| cmd::find("chromedriver"))
}

fn firefox() -> Option<PathBuf> {
    named_by("FIREFOX").or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(cmd::find))
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}
