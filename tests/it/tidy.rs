//! The rules of the house that no compiler knows, as CONTRIBUTING.md and ARCHITECTURE.md state them.
//!
//! Each test collects every breach before it fails, so that one run shows all there is to mend.

mod late;
mod style;

use std::path::{Path, PathBuf};

use negah::ingest::Recipe;
use negah::scenario::Scenario;
use negah::snapshot::{Limits, open};
use negah::text::Msg;

/// What each module may import. The order of `src/lib.rs` is checked besides; this is as strict as the code permits.
const MAY_IMPORT: [(&str, &str); 32] = [
    ("sorting", ""),
    ("tolerance", ""),
    ("chance", ""),
    ("text", ""),
    ("json", ""),
    ("snapshot", "text json"),
    ("demo", "chance snapshot"),
    ("ingest", "text snapshot"),
    ("filter", "text snapshot"),
    ("stat", "text snapshot"),
    ("weight", "text snapshot stat"),
    ("score", "snapshot filter stat weight"),
    ("rank", "filter stat"),
    ("rule", "text snapshot filter stat"),
    ("aggregate", "snapshot filter rank"),
    ("scenario", "text json snapshot filter weight score rank rule"),
    ("pipeline", "text snapshot filter stat weight score rank rule aggregate scenario"),
    ("case", "snapshot filter score scenario pipeline"),
    ("engine", "text snapshot filter score rank aggregate pipeline"),
    ("sensitivity", "chance text snapshot filter stat weight score rank aggregate scenario pipeline engine"),
    ("task", "text json snapshot scenario pipeline sensitivity"),
    ("history", "text snapshot filter stat score rank aggregate scenario pipeline"),
    ("insight", "snapshot stat score rank aggregate scenario pipeline case history"),
    ("map", "snapshot stat"),
    ("chart", "text sensitivity map"),
    (
        "view",
        "text json snapshot filter stat weight score rank rule aggregate scenario pipeline case sensitivity history insight map chart",
    ),
    ("document", "text snapshot filter score rank scenario pipeline view"),
    (
        "export",
        "text json snapshot filter stat weight score rank rule aggregate scenario pipeline case sensitivity history insight",
    ),
    (
        "cli",
        "text snapshot demo ingest filter stat weight score rank rule aggregate scenario pipeline case sensitivity history insight view export",
    ),
    ("web", "text json snapshot task"),
    (
        "ui",
        "text json snapshot filter stat weight score rank rule aggregate scenario pipeline case sensitivity task history insight map chart view document export web",
    ),
    (
        "api",
        "text snapshot filter stat weight score rank rule aggregate scenario pipeline case sensitivity history insight engine view export",
    ),
];

/// What every module below it may import.
const EVERYWHERE: [&str; 2] = ["sorting", "tolerance"];

/// Crates, and parts of the standard library, that only some modules may name.
const FENCED: [(&str, &str); 15] = [
    ("leptos", "ui"),
    ("web_sys", "web ui api"),
    ("js_sys", "web ui api"),
    ("wasm_bindgen", "web ui api"),
    ("wasm_bindgen_futures", "web ui api"),
    ("gloo", "web ui"),
    ("idb", "web"),
    ("plotters_backend", "chart ui"),
    ("plotters_canvas", "ui"),
    ("clap", "cli"),
    ("toml", "ingest"),
    ("std::fs", "ingest cli"),
    ("std::env", "main cli"),
    ("std::time", ""),
    ("std::net", ""),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder, sorted; what is built or installed is no part of the project.
fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = relative(&path);
            let skipped = [".git", "target", "dist", "pkg", "node_modules", "tests/e2e/out"];
            if skipped.contains(&name.as_str()) || name.contains("/node_modules") {
                continue;
            }
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

fn with_extension(folder: &str, extension: &str) -> Vec<PathBuf> {
    let wanted = |path: &PathBuf| path.extension().is_some_and(|own| own == extension);
    files_below(folder).into_iter().filter(wanted).collect()
}

/// The path from the project's root, with slashes.
fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Numbered lines of code: neither comments nor what stands below the unit tests' heading.
fn code_lines(text: &str) -> Vec<(usize, &str)> {
    let end = text.find("\n#[cfg(test)]\nmod ").unwrap_or(text.len());
    let lines = text[..end].lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with("//")).collect()
}

/// Source files with the module they belong to; those that hold only tests are left out.
fn sources() -> Vec<(String, PathBuf)> {
    let module = |path: &Path| {
        let name = relative(path);
        let name = name.strip_prefix("src/").unwrap();
        name.split('/').next().unwrap().trim_end_matches(".rs").to_owned()
    };
    let all = with_extension("src", "rs").into_iter().map(|path| (module(&path), path));
    all.filter(|(module, path)| module != "testing" && !path.ends_with("tests.rs")).collect()
}

/// Modules in the order of `src/lib.rs`.
fn modules() -> Vec<String> {
    let lib = read(&root().join("src/lib.rs"));
    let name = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(name).collect()
}

/// Positions of `word` in `text` where it is a word by itself.
fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| !text[..*at].ends_with(inside) && !text[at + word.len()..].starts_with(inside))
}

fn none(breaches: impl IntoIterator<Item = String>) {
    let breaches: Vec<String> = breaches.into_iter().collect();
    assert!(breaches.is_empty(), "{} breaches\n{}", breaches.len(), breaches.join("\n"));
}

/// The breach as an editor can open it.
fn at(path: &Path, line: usize, what: impl std::fmt::Display) -> String {
    format!("{}:{line}: {what}", relative(path))
}

#[test]
fn a_module_imports_only_what_stands_above_it() {
    let order = modules();
    let place = |name: &str| order.iter().position(|module| module == name);
    let allowed = |module: &str| MAY_IMPORT.iter().find(|(name, _)| *name == module).map(|(_, list)| *list);
    let mut breaches = Vec::new();
    breaches.extend(
        order.iter().filter(|name| allowed(name).is_none()).map(|name| format!("{name} has no rule")),
    );
    for (module, path) in sources() {
        let Some(list) = allowed(&module) else { continue };
        for (number, line) in code_lines(&read(&path)) {
            for (from, _) in line.match_indices("crate::") {
                let other: String =
                    line[from + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let fine = other == module
                    || (list.split(' ').chain(EVERYWHERE).any(|one| one == other)
                        && place(&other) < place(&module));
                if !fine {
                    breaches.push(at(&path, number, format!("{module} must not know of `{other}`")));
                }
            }
        }
    }
    none(breaches);
}

#[test]
fn paths_leave_a_module_only_by_way_of_the_crate() {
    let mut breaches = Vec::new();
    for (_, path) in sources() {
        let name = relative(&path);
        let folder_itself = usize::from(name.ends_with("/mod.rs"));
        let depth = name.matches('/').count() - folder_itself;
        let outside = "super::".repeat(depth);
        for (number, line) in code_lines(&read(&path)) {
            if depth > 0 && line.contains(&outside) {
                breaches.push(at(&path, number, "leaves its module through `super`"));
            }
        }
    }
    none(breaches);
}

#[test]
fn libraries_stay_behind_their_fences() {
    let mut breaches = Vec::new();
    for (module, path) in sources() {
        for (number, line) in code_lines(&read(&path)) {
            for (library, fence) in FENCED {
                if words(line, library).next().is_some() && !fence.split(' ').any(|one| one == module) {
                    breaches.push(at(&path, number, format!("`{library}` belongs to: {fence}")));
                }
            }
            let geometry_only = module == "map" && line.contains("crate::snapshot::");
            if geometry_only && !line.contains("crate::snapshot::Geometry") {
                breaches.push(at(&path, number, "the map knows of a snapshot its geometry alone"));
            }
        }
    }
    none(breaches);
}

#[test]
fn every_file_says_what_it_is_and_every_core_module_what_it_must_not_know() {
    let mut breaches = Vec::new();
    for path in [with_extension("src", "rs"), with_extension("xtask/src", "rs")].concat() {
        if !read(&path).starts_with("//!") {
            breaches.push(at(&path, 1, "begins without `//!`"));
        }
    }
    for module in modules().iter().filter(|module| !["ui", "api"].contains(&module.as_str())) {
        let folder = root().join("src").join(module).join("mod.rs");
        let path = if folder.is_file() { folder } else { root().join(format!("src/{module}.rs")) };
        let text = read(&path);
        if !text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("must not")) {
            breaches.push(at(&path, 1, "does not say what the module must not know"));
        }
    }
    none(breaches);
}

#[test]
fn the_architecture_describes_every_module_in_order() {
    let text = read(&root().join("ARCHITECTURE.md"));
    let mut from = 0;
    for module in modules() {
        let heading = format!("### `{module}`");
        let place = text.find(&heading).unwrap_or_else(|| panic!("ARCHITECTURE.md has no {heading}"));
        assert!(place >= from, "ARCHITECTURE.md tells of `{module}` out of the order of src/lib.rs");
        from = place;
    }
}

#[test]
fn no_file_holds_more_than_three_hundred_lines_of_code() {
    let files = sources().into_iter().map(|(_, path)| path).chain(with_extension("xtask/src", "rs"));
    let lengths = files.map(|path| (code_lines(&read(&path)).len(), path));
    none(lengths.filter(|(n, _)| *n > 300).map(|(n, path)| at(&path, n, "lines of code")));
}

#[test]
fn every_text_of_the_interface_is_shown_somewhere() {
    let all: Vec<String> = with_extension("src", "rs")
        .iter()
        .filter(|path| !path.parent().is_some_and(|folder| folder.ends_with("text/messages")))
        .map(|path| read(path))
        .collect();
    let used = |key: &str| all.iter().any(|text| words(text, &format!("Msg::{key}")).next().is_some());
    let unused = Msg::all().map(|msg| msg.key()).filter(|key| !used(key));
    none(unused.map(|key| format!("Msg::{key} is used nowhere")));
}

#[test]
fn nothing_unfinished_and_no_place_of_one_machine_is_left() {
    let words_banned = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|halves| halves.concat()).to_vec();
    let pieces_banned = [
        ["unimplemented", "!"],
        ["todo", "!("],
        ["dbg", "!("],
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["/wo", "rk/"],
        ["C:", "\\Users"],
        ["registry.npm", "js"],
        ["static.crates", ".io"],
        ["index.crates", ".io"],
    ]
    .map(|halves| halves.concat());
    let known =
        ["rs", "toml", "json", "md", "css", "js", "mjs", "html", "txt", "snap", "lock", "run", "npmrc"];
    let mut breaches = Vec::new();
    for path in files_below("") {
        let name = relative(&path);
        let ending = name.rsplit(['.', '/']).next().unwrap_or_default();
        if !known.contains(&ending) {
            continue;
        }
        for (number, line) in read(&path).lines().enumerate() {
            let word = words_banned.iter().find(|word| words(line, word).next().is_some());
            let piece = pieces_banned.iter().find(|piece| line.contains(piece.as_str()));
            if let Some(found) = word.or(piece) {
                breaches.push(at(&path, number + 1, found));
            }
        }
    }
    none(breaches);
}

#[test]
fn links_of_the_documents_lead_somewhere() {
    let mut breaches = Vec::new();
    for path in with_extension("", "md") {
        let text = read(&path);
        for (from, _) in text.match_indices("](") {
            let target = text[from + 2..].split([')', '#']).next().unwrap_or_default();
            let outside = target.is_empty() || target.contains("://");
            if !outside && !path.parent().unwrap().join(target).exists() {
                let line = text[..from].lines().count();
                breaches.push(at(&path, line, format!("{target} is not there")));
            }
        }
    }
    none(breaches);
}

#[test]
fn seeds_open_and_say_what_they_are() {
    let of = |ending: &str| {
        let all = files_below("seeds").into_iter().filter(|path| relative(path).ends_with(ending));
        all.map(|path| (relative(&path), read(&path))).collect::<Vec<_>>()
    };
    let (snapshots, scenarios, recipes) = (of(".snapshot.json"), of(".scenario.json"), of(".toml"));
    assert!(snapshots.len() >= 2 && scenarios.len() >= 3 && !recipes.is_empty());
    for (name, text) in snapshots {
        let snapshot =
            open(text.as_bytes(), &Limits::DEFAULT).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(snapshot.header.synthetic, "{name}: data in seeds/ are invented, and say so");
    }
    for (name, text) in scenarios {
        Scenario::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for (name, text) in recipes {
        Recipe::parse(&text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
}

#[test]
fn every_snapshot_can_be_read_by_a_person() {
    let large = with_extension("tests", "snap").into_iter().map(|path| (read(&path).len(), path));
    none(large.filter(|(size, _)| *size > 10_000).map(|(size, path)| at(&path, 1, format!("{size} bytes"))));
}
