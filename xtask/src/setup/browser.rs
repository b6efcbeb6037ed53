//! Chromium and its driver.

use std::path::PathBuf;

use super::apt;
use crate::cmd::{self, Failure, Outcome};

/// A browser and the program that drives it.
#[derive(Debug)]
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// chromedriver of the same version.
    pub driver: PathBuf,
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
    if packages.is_empty() || apt::is_debian() { Ok(packages) } else { Err(missing()) }
}

/// Where they are.
pub fn locate() -> Outcome<Browser> {
    match (chromium(), driver()) {
        (Some(chromium), Some(driver)) => Ok(Browser { chromium, driver }),
        _ => Err(missing()),
    }
}

fn missing() -> Failure {
    Failure::User(
        "the browser tests need Chrome or Chromium and the chromedriver of the same version on the search \
         path\n(or their places in the variables CHROME and CHROMEDRIVER); please install them, then try again"
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

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}
