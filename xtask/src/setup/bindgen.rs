//! wasm-bindgen's programs, of exactly the version of the library in `Cargo.lock`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::announce;
use crate::cmd::{self, Outcome};
use crate::project;

/// The two programs of wasm-bindgen-cli.
#[derive(Debug)]
pub struct Bindgen {
    /// Writes the JavaScript around a compiled module.
    pub bindgen: PathBuf,
    /// Runs tests in a browser.
    pub test_runner: PathBuf,
}

/// Finds wasm-bindgen-cli or installs it.
pub fn ensure() -> Outcome<Bindgen> {
    let version = project::locked_version("wasm-bindgen")?;
    if let (Some(bindgen), Some(test_runner)) =
        (cmd::find("wasm-bindgen"), cmd::find("wasm-bindgen-test-runner"))
    {
        let found = Bindgen { bindgen, test_runner };
        if found.is(&version) {
            return Ok(found);
        }
    }
    let own = Bindgen::under(&project::tools_dir().join(format!("wasm-bindgen-{version}")));
    if !own.is(&version) {
        install(&version)?;
    }
    Ok(own)
}

impl Bindgen {
    fn under(dir: &Path) -> Self {
        let program = |name: &str| dir.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        Self { bindgen: program("wasm-bindgen"), test_runner: program("wasm-bindgen-test-runner") }
    }

    fn is(&self, version: &str) -> bool {
        self.test_runner.is_file()
            && cmd::output(Command::new(&self.bindgen).arg("--version"))
                .is_some_and(|line| line.split_whitespace().nth(1) == Some(version))
    }
}

fn install(version: &str) -> Outcome {
    announce(&format!("wasm-bindgen-cli {version}"), "installing it, about two minutes");
    let dir = project::tools_dir().join(format!("wasm-bindgen-{version}"));
    if cmd::find("cargo-binstall").is_some() {
        let mut binstall = project::cargo();
        binstall.args(["binstall", "--no-confirm", "--root"]).arg(&dir);
        if cmd::run(binstall.arg(format!("wasm-bindgen-cli@{version}"))).is_ok() {
            return Ok(());
        }
    }
    let from_source = |locked: &[&str]| {
        let mut cargo = project::cargo();
        cargo.args(["install", "wasm-bindgen-cli", "--version", version, "--root"]).arg(&dir).args(locked);
        cmd::run(&mut cargo)
    };
    // Newest dependencies first: its published lock file has named a version that was withdrawn.
    from_source(&[]).or_else(|_| from_source(&["--locked"]))
}
