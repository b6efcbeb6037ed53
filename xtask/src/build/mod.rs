//! The page: `dist/` with hashed file names, and `dist/negah.html`, all of it in one file.
//!
//! cargo compiles, wasm-bindgen writes the script around the module, wasm-opt shrinks it, and
//! [`page`] lays both forms out of `index.html`, `boot.js` and `style/`.

mod compile;
mod font;
mod page;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::cmd::{self, Failure, Outcome};
use crate::project;
use crate::setup::Tools;
use page::Parts;

pub use compile::module;

/// The style sheets, in the order in which they apply; those not there are passed over.
const STYLES: [&str; 15] = [
    "boot.css",
    "tokens.css",
    "layout.css",
    "components.css",
    "shell.css",
    "overview.css",
    "priority.css",
    "map.css",
    "groups.css",
    "compare.css",
    "profile.css",
    "data.css",
    "meeting.css",
    "save.css",
    "print.css",
];
const DEMO: &str = "seeds/demo.snapshot.json";

/// How much work goes into the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Optimised, as it is handed out.
    Release,
    /// Quick to build.
    Dev,
}

/// Builds both forms of the page.
///
/// # Errors
/// The step that failed, or the file that is missing.
pub fn page(tools: &Tools, mode: Mode) -> Outcome {
    let start = Instant::now();
    // Looked for first: to miss it after two minutes of compiling would be a pity.
    let demo = demo()?;
    let compiled = compile::page(tools, mode)?;
    let root = project::root();
    let parts = Parts {
        template: project::read(&root.join("index.html"))?,
        boot: project::read(&root.join("boot.js"))?,
        style: styles(&root)?,
        fonts: font::read(&root, &tools.node)?,
        glue: compiled.glue,
        wasm: compiled.wasm,
        demo,
    };
    let dist = root.join("dist");
    project::remove_dir(&dist)?;
    for (name, bytes) in page::folder(&parts)? {
        project::write(&dist.join(name), bytes)?;
    }
    let single = page::single_file(&parts)?;
    project::write(&dist.join("negah.html"), &single)?;
    println!(
        "dist/ is ready: module {} kB, script {} kB, style {} kB, negah.html {} kB ({:.0} s)",
        kilobytes(parts.wasm.len()),
        kilobytes(parts.glue.len() + parts.boot.len()),
        kilobytes(parts.style.len()),
        kilobytes(single.len()),
        start.elapsed().as_secs_f64()
    );
    match mode {
        Mode::Release => cmd::run(Command::new(&tools.node).arg(root.join("xtask/size.mjs")).arg(&dist)),
        Mode::Dev => Ok(()),
    }
}

fn demo() -> Outcome<String> {
    let path = project::root().join(DEMO);
    if !path.is_file() {
        return Err(Failure::step(format!(
            "{DEMO} is missing, the demonstration data that the page opens with; write it with\n\n    \
             cargo run --release -- demo -o {DEMO}\n"
        )));
    }
    project::read(&path)
}

fn styles(root: &Path) -> Outcome<String> {
    let paths = STYLES.iter().map(|name| root.join("style").join(name)).filter(|path| path.is_file());
    let sheets: Vec<String> = paths.map(|path| project::read(&path)).collect::<Outcome<_>>()?;
    Ok(sheets.join("\n"))
}

fn kilobytes(bytes: usize) -> usize {
    bytes.div_ceil(1000)
}
