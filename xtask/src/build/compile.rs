//! From Rust to a WebAssembly module and the script around it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Mode;
use crate::cmd::{self, Failure, Outcome};
use crate::project::{self, WASM};
use crate::setup::Tools;

/// Each one named: `--all-features` would write imports that no browser accepts.
const WASM_FEATURES: [&str; 9] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// What the page is made of.
pub struct Compiled {
    /// The script made by wasm-bindgen.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
}

/// Compiles the binary for the page.
pub fn page(tools: &Tools, mode: Mode) -> Outcome<Compiled> {
    let mut cargo = tools.wasm.cargo();
    cargo.args(["build", "--bin", "negah", "--target", WASM]);
    let profile = match mode {
        Mode::Release => {
            cargo.args(["--profile", "page"]);
            "page"
        }
        Mode::Dev => "debug",
    };
    // Components of one type each (leptos#2905): quicker to compile, and a smaller page. Added to the flags of
    // .cargo/config.toml; the variable RUSTFLAGS would replace them.
    let flags = format!("target.{WASM}.rustflags=[\"--cfg\", \"erase_components\"]");
    cargo.args(["--config", &flags]);
    cmd::run(&mut cargo)?;
    let wasm = project::target_dir().join(WASM).join(profile).join("negah.wasm");
    let out = project::target_dir().join("page");
    bind(tools, &wasm, &["--target", "no-modules", "--no-typescript", "--out-dir", &out.to_string_lossy()])?;
    let bound = out.join("negah_bg.wasm");
    if mode == Mode::Release {
        optimise(tools, &bound, "-Oz")?;
    }
    Ok(Compiled { glue: project::read(&out.join("negah.js"))?, wasm: project::read_bytes(&bound)? })
}

/// Builds the library as an ES module with types into `pkg/`.
///
/// # Errors
/// The step that failed.
pub fn module(tools: &Tools) -> Outcome {
    let mut cargo = tools.wasm.cargo();
    cargo.args(["rustc", "--lib", "--release", "--no-default-features", "--target", WASM]);
    // Asked for here only: beside `rlib` in the manifest it makes cargo drop LTO without a word.
    cargo.args(["--crate-type", "cdylib"]);
    cmd::run(&mut cargo)?;
    let wasm = project::target_dir().join(WASM).join("release/negah.wasm");
    let pkg = project::root().join("pkg");
    project::remove_dir(&pkg)?;
    bind(tools, &wasm, &["--target", "web", "--out-dir", &pkg.to_string_lossy()])?;
    optimise(tools, &pkg.join("negah_bg.wasm"), "-O3")?;
    project::write(&pkg.join("package.json"), package_json(env!("CARGO_PKG_VERSION")))?;
    let size = project::read_bytes(&pkg.join("negah_bg.wasm"))?.len();
    println!("pkg/ is ready: module {} kB", super::kilobytes(size));
    Ok(())
}

fn bind(tools: &Tools, wasm: &Path, args: &[&str]) -> Outcome {
    cmd::run(Command::new(&tools.bindgen.bindgen).arg(wasm).args(["--out-name", "negah"]).args(args))
}

fn optimise(tools: &Tools, wasm: &Path, level: &str) -> Outcome {
    let script = wasm_opt()?;
    let mut command = Command::new(&tools.node);
    // Instances of one generic function bear one name up to its end: side by side they compress better.
    command.arg(script).args([level, "--reorder-functions-by-name"]).args(WASM_FEATURES);
    cmd::run(command.arg(wasm).arg("-o").arg(wasm))
}

fn wasm_opt() -> Outcome<PathBuf> {
    let path = project::root().join("node_modules/binaryen/bin/wasm-opt");
    if path.is_file() { Ok(path) } else { Err(Failure::step("wasm-opt is not among the npm packages")) }
}

fn package_json(version: &str) -> String {
    format!(
        "{{\n  \"name\": \"negah\",\n  \"version\": \"{version}\",\n  \"license\": \"MIT\",\n  \
         \"type\": \"module\",\n  \"main\": \"negah.js\",\n  \"types\": \"negah.d.ts\",\n  \
         \"files\": [\"negah.js\", \"negah_bg.wasm\", \"negah.d.ts\"],\n  \"sideEffects\": false\n}}\n"
    )
}
