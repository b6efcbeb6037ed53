//! Makes sure that the tools are there: what is found is kept, what is missing is named and installed.
//!
//! System packages come from Debian's `apt-get` alone. Where that cannot be used (another system, or
//! no root) the user is told the exact command instead and the program ends with exit code 2.

mod apt;
mod bindgen;
mod browser;
mod node;
mod wasm;

use std::path::PathBuf;

use crate::cmd::Outcome;

pub use bindgen::Bindgen;
pub use browser::Browser;
pub use wasm::Toolchain;

/// What a command needs beyond cargo.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// A Chromium with its driver.
    pub browser: bool,
    /// rustfmt and clippy.
    pub lints: bool,
}

impl Needs {
    /// To build the page or the module.
    pub fn build() -> Self {
        Self::default()
    }

    /// To run every command.
    pub fn everything() -> Self {
        Self { browser: true, lints: true }
    }
}

/// The tools, as found or installed.
#[derive(Debug)]
pub struct Tools {
    /// The cargo that compiles for the browser.
    pub wasm: Toolchain,
    /// wasm-bindgen and its test runner.
    pub bindgen: Bindgen,
    /// Node.js.
    pub node: PathBuf,
    /// Chromium and its driver; nothing where they were not asked for.
    pub browser: Option<Browser>,
}

/// Finds or installs what `needs` names.
///
/// # Errors
/// A failed installation, or something only the user can install.
pub fn ensure(needs: Needs) -> Outcome<Tools> {
    let ready = wasm::find_or_add_target();
    let mut packages = Vec::new();
    if ready.is_none() {
        packages.extend(wasm::missing_packages()?);
    }
    packages.extend(node::missing_packages()?);
    if needs.browser {
        packages.extend(browser::missing_packages()?);
    }
    apt::install(&packages)?;
    let wasm = match ready {
        Some(toolchain) => toolchain,
        None => wasm::build_std_for_debian()?,
    };
    if needs.lints {
        wasm::ensure_lints()?;
    }
    let node = node::ensure_packages()?;
    let bindgen = bindgen::ensure()?;
    let browser = if needs.browser { Some(browser::locate()?) } else { None };
    Ok(Tools { wasm, bindgen, node, browser })
}

/// Announces one missing tool before it is installed.
fn announce(what: &str, how: &str) {
    println!("setup: missing: {what}; {how} …");
}
