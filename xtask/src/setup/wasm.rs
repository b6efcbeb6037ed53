//! The compiler for the browser: `wasm32-unknown-unknown` with its standard library.
//!
//! In this order: the target is there; `rustup target add` fetches it; or, on Debian, its own
//! compiler `rustc-web` is installed and the standard library built once from its packaged source.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{announce, apt};
use crate::cmd::{self, Failure, Outcome};
use crate::project::{self, WASM};

/// `rust-web-llvm` gives lld-22 the name `rust-lld`, under which the compiler looks for its linker.
const DEBIAN_PACKAGES: [&str; 6] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "rust-web-llvm", "lld-22"];
const DEBIAN_STD: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// The name under which rustup knows Debian's compiler.
const LINK: &str = "debian";

/// Which cargo compiles for the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The same as for everything else.
    Default,
    /// Debian's, through rustup.
    DebianLinked,
    /// Debian's, where there is no rustup.
    DebianDirect,
}

impl Toolchain {
    /// `cargo` of this toolchain, in the project's root.
    pub fn cargo(self) -> Command {
        let mut command = project::cargo();
        match self {
            Self::Default => {}
            Self::DebianLinked => {
                command.env("RUSTUP_TOOLCHAIN", LINK);
            }
            Self::DebianDirect => {
                command = Command::new("/usr/bin/cargo");
                command.current_dir(project::root());
                command.env("RUSTC", "/usr/bin/rustc").env("PATH", path_with_usr_bin_first());
            }
        }
        command
    }

    fn rustc(self) -> Command {
        match self {
            Self::Default => Command::new("rustc"),
            Self::DebianLinked => {
                let mut command = Command::new("rustc");
                command.env("RUSTUP_TOOLCHAIN", LINK);
                command
            }
            Self::DebianDirect => Command::new("/usr/bin/rustc"),
        }
    }

    fn has_std(self) -> bool {
        cmd::output(self.rustc().args(["--print", "target-libdir", "--target", WASM]))
            .is_some_and(|dir| holds_std(Path::new(dir.trim())))
    }
}

/// A toolchain that can compile for the browser already, or after `rustup target add`.
pub fn find_or_add_target() -> Option<Toolchain> {
    if Toolchain::Default.has_std() {
        return Some(Toolchain::Default);
    }
    let debian = debian_toolchain();
    if debian.has_std() && apt::missing(&DEBIAN_PACKAGES).is_empty() {
        return Some(debian);
    }
    if has_rustup() {
        announce(&format!("the Rust target {WASM}"), "trying rustup target add");
        if cmd::run(Command::new("rustup").args(["target", "add", WASM])).is_ok()
            && Toolchain::Default.has_std()
        {
            return Some(Toolchain::Default);
        }
    }
    None
}

/// The Debian packages still missing to build the standard library and to link with it.
///
/// # Errors
/// On any other system, a [`Failure::User`] with the command to run.
pub fn missing_packages() -> Outcome<Vec<&'static str>> {
    if !apt::is_debian() {
        return Err(Failure::User(format!(
            "the Rust target {WASM} is missing and could not be added.\nPlease run this once, then try \
             again:\n\n    rustup target add {WASM}\n"
        )));
    }
    println!("setup: no compiled standard library for {WASM} to be had; building it from Debian's source");
    Ok(apt::missing(&DEBIAN_PACKAGES))
}

/// Makes sure of rustfmt and clippy in the default toolchain.
pub fn ensure_lints() -> Outcome {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if cmd::succeeds(project::cargo().args([subcommand, "--version"])) {
            continue;
        }
        if !has_rustup() {
            return Err(Failure::User(format!("{component} is missing; please install it")));
        }
        announce(component, "adding it with rustup");
        cmd::run(Command::new("rustup").args(["component", "add", component])).map_err(|_| {
            Failure::User(format!("please run this once:\n\n    rustup component add {component}\n"))
        })?;
    }
    Ok(())
}

/// Builds the browser's standard library with Debian's compiler and puts it where that looks for it.
pub fn build_std_for_debian() -> Outcome<Toolchain> {
    announce(&format!("the standard library for {WASM}"), "building it, about a minute");
    let scratch = project::tools_dir().join("wasm-std");
    write_scratch_crate(&scratch)?;
    let mut build = Command::new("/usr/bin/cargo");
    build
        .args(["build", "--release", "--target", WASM, "-Zbuild-std=std,panic_abort,test"])
        .current_dir(&scratch)
        .env("RUSTC", "/usr/bin/rustc")
        .env("PATH", path_with_usr_bin_first())
        // Without the bitcode fat LTO fails: "Can't find section .llvmbc".
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    cmd::run(&mut build)?;
    install_std(&scratch.join("target").join(WASM).join("release/deps"))?;
    link_with_rustup()?;
    // Cargo does not notice that std was replaced and would stop with "can't find crate".
    project::remove_dir(&project::target_dir().join(WASM))?;
    let toolchain = debian_toolchain();
    if toolchain.has_std() {
        Ok(toolchain)
    } else {
        Err(Failure::step("Debian's rustc still finds no standard library for the browser"))
    }
}

fn write_scratch_crate(dir: &Path) -> Outcome {
    project::remove_dir(dir)?;
    let manifest = "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
                    [profile.release]\npanic = \"abort\"\n\n[workspace]\n";
    project::write(&dir.join("Cargo.toml"), manifest)?;
    project::write(&dir.join("src/lib.rs"), "#![no_std]\n")
}

fn install_std(deps: &Path) -> Outcome {
    let rlibs = std_rlibs(deps)?;
    let copied = std::fs::create_dir_all(DEBIAN_STD).and_then(|()| {
        rlibs.iter().try_for_each(|rlib| {
            let name = rlib.file_name().unwrap_or_default();
            std::fs::copy(rlib, Path::new(DEBIAN_STD).join(name)).map(|_| ())
        })
    });
    copied.map_err(|e| {
        Failure::User(format!(
            "the standard library was built, but could not be put into {DEBIAN_STD} ({e}).\nPlease run this \
             once, then try again:\n\n    sudo mkdir -p {DEBIAN_STD} && sudo cp {}/lib[!s]*.rlib \
             {}/libs[!c]*.rlib {DEBIAN_STD}/\n",
            deps.display(),
            deps.display()
        ))
    })
}

/// The compiled libraries in a folder, but for the scratch crate's own.
fn std_rlibs(deps: &Path) -> Outcome<Vec<PathBuf>> {
    let fail = |e: std::io::Error| Failure::step(format!("{}: {e}", deps.display()));
    let mut rlibs = Vec::new();
    for entry in std::fs::read_dir(deps).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libscratch-") {
            rlibs.push(path);
        }
    }
    Ok(rlibs)
}

fn link_with_rustup() -> Outcome {
    if has_rustup() {
        cmd::run(Command::new("rustup").args(["toolchain", "link", LINK, "/usr"]))
    } else {
        Ok(())
    }
}

/// Debian's compiler as it would be called here.
fn debian_toolchain() -> Toolchain {
    if has_rustup() { Toolchain::DebianLinked } else { Toolchain::DebianDirect }
}

fn has_rustup() -> bool {
    cmd::find("rustup").is_some()
}

fn holds_std(dir: &Path) -> bool {
    std::fs::read_dir(dir).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

fn path_with_usr_bin_first() -> OsString {
    let mut path = OsString::from("/usr/bin:/bin:");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_std_only_with_its_compiled_library() {
        let dir = project::target_dir().join("xtask-tests/holds-std");
        project::remove_dir(&dir).unwrap();
        assert!(!holds_std(&dir));
        project::write(&dir.join("libcore-1.rlib"), "").unwrap();
        project::write(&dir.join("libstd-1.rmeta"), "").unwrap();
        assert!(!holds_std(&dir));
        project::write(&dir.join("libstd-1.rlib"), "").unwrap();
        assert!(holds_std(&dir));
    }

    #[test]
    fn the_scratch_crate_is_not_part_of_std() {
        let dir = project::target_dir().join("xtask-tests/rlibs");
        project::remove_dir(&dir).unwrap();
        for name in ["libscratch-1.rlib", "libstd-1.rlib", "libstd-1.rmeta", "core.d"] {
            project::write(&dir.join(name), "").unwrap();
        }
        assert_eq!(std_rlibs(&dir).unwrap(), [dir.join("libstd-1.rlib")]);
    }
}
