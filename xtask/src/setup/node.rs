//! Node.js and the npm packages: wasm-opt, the font, and what the end-to-end tests drive.

use std::path::PathBuf;
use std::process::Command;

use super::{announce, apt};
use crate::cmd::{self, Failure, Outcome};
use crate::project;

const OLDEST_NODE: u32 = 18;

/// The Debian packages that are missing.
///
/// # Errors
/// On any other system, a [`Failure::User`] naming what to install.
pub fn missing_packages() -> Outcome<Vec<&'static str>> {
    let node = cmd::output(Command::new("node").arg("--version"));
    if let Some(version) = &node
        && major(version).is_some_and(|major| major < OLDEST_NODE)
    {
        return Err(Failure::User(format!(
            "Node.js {} is too old; please install version {OLDEST_NODE} or newer",
            version.trim()
        )));
    }
    let mut packages = Vec::new();
    if node.is_none() {
        packages.push("nodejs");
    }
    if cmd::find("npm").is_none() && cmd::find("npm.cmd").is_none() {
        packages.push("npm");
    }
    if packages.is_empty() || apt::is_debian() {
        return Ok(packages);
    }
    Err(Failure::User(format!("please install Node.js {OLDEST_NODE} or newer with npm, then try again")))
}

/// Installs the packages of `package-lock.json` unless they are there; where Node.js is.
pub fn ensure_packages() -> Outcome<PathBuf> {
    let lock = project::read(&project::root().join("package-lock.json"))?;
    let stamp = project::root().join("node_modules/.negah-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|done| done == lock) {
        return node();
    }
    announce("a set of npm packages (wasm-opt, font, browser tests)", "installing with npm ci");
    let npm = cmd::find("npm").map_or("npm.cmd", |_| "npm");
    cmd::run(Command::new(npm).args(["ci", "--ignore-scripts"]).current_dir(project::root()))?;
    project::write(&stamp, lock)?;
    node()
}

fn node() -> Outcome<PathBuf> {
    cmd::find("node").ok_or_else(|| Failure::step("node is not on the search path"))
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
