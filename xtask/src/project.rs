//! Where things are, and what the lock file says.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cmd::{Failure, Outcome};

/// The target triple of the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The project's root folder.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Cargo's target folder.
pub fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The folder in which this project keeps tools of its own: per user and outside `target/`, so that
/// neither `cargo clean` nor a second clone builds them again, and no other project's version of the
/// same tool is replaced.
pub fn tools_dir() -> PathBuf {
    let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(dir) = var("NEGAH_TOOLS") {
        return dir;
    }
    var("XDG_CACHE_HOME")
        .or_else(|| var("LOCALAPPDATA"))
        .or_else(|| var("HOME").map(|home| home.join(".cache")))
        .map_or_else(|| target_dir().join("tools"), |cache| cache.join("negah"))
}

/// `cargo`, in the project's root.
pub fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root());
    command
}

/// The version of a package in the project's `Cargo.lock`.
pub fn locked_version(package: &str) -> Outcome<String> {
    let lock = read(&root().join("Cargo.lock"))?;
    version_in_lock(&lock, package)
        .map(str::to_owned)
        .ok_or_else(|| Failure::step(format!("Cargo.lock has no single version of {package}")))
}

/// The version of `package` in the text of a `Cargo.lock`; nothing when it is absent or there are several.
fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name_line = format!("name = \"{package}\"");
    let mut versions = lock.split("[[package]]").filter_map(|block| {
        let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
        (lines.next()? == name_line)
            .then(|| lines.next()?.strip_prefix("version = \"")?.strip_suffix('"'))
            .flatten()
    });
    let first = versions.next()?;
    versions.next().is_none().then_some(first)
}

/// Reads a text file, naming it when that fails.
pub fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|e| Failure::step(format!("{}: {e}", path.display())))
}

/// Reads a file, naming it when that fails.
pub fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|e| Failure::step(format!("{}: {e}", path.display())))
}

/// Writes a file and the folders above it, naming it when that fails.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    let fail = |e: std::io::Error| Failure::step(format!("{}: {e}", path.display()));
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(fail)?;
    }
    std::fs::write(path, bytes).map_err(fail)
}

/// Removes a folder with all it holds; fine when there is none.
pub fn remove_dir(path: &Path) -> Outcome {
    match std::fs::remove_dir_all(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::step(format!("{}: {e}", path.display())))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"sha2\"\nversion = \"0.10.9\"\n\n\
        [[package]]\nname = \"sha2\"\nversion = \"0.11.1\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"sha2\",\n]\n\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.131\"\n";

    #[test]
    fn reads_the_version_of_exactly_the_named_package() {
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen-macro"), Some("0.2.131"));
    }

    #[test]
    fn refuses_an_absent_package_and_one_with_two_versions() {
        assert_eq!(version_in_lock(LOCK, "wasm"), None);
        assert_eq!(version_in_lock(LOCK, "sha2"), None);
    }

    #[test]
    fn the_real_lock_pins_wasm_bindgen_as_the_manifest_does() {
        let version = locked_version("wasm-bindgen").unwrap();
        let manifest = read(&root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = \"={version}\"")), "{version}");
    }
}
