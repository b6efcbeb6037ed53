//! `negah import`: tables and a recipe → a snapshot that is known to open.

use super::args;
use super::load::cannot_open;
use super::session::{Failure, Session, shown};
use crate::ingest::{ImportReport, Input, Recipe, import as run, write_snapshot};
use crate::snapshot::{Limits, OpenError, Severity, build, sha256_hex};
use crate::text::Language;

/// Makes a snapshot; every error of every table is listed, and what was corrected or passed over too.
pub fn import(args: &args::Import, session: &mut Session) -> Result<(), Failure> {
    let recipe = read_recipe(args, session)?;
    let inputs = args
        .data
        .iter()
        .map(|path| Ok(Input { name: shown(path).to_owned(), bytes: session.read_packed(path)? }));
    let inputs: Vec<Input> = inputs.collect::<Result<_, Failure>>()?;
    let language = session.language;
    let imported = run(&recipe, &inputs)
        .map_err(|errors| Failure::Data(errors.0.iter().map(|issue| issue.text(language)).collect()))?;
    report(&imported.report, session);
    let bytes = write_snapshot(&imported.file);
    // What does not open again must not be handed out.
    let name = &args.output;
    build(imported.file, &Limits::DEFAULT)
        .map_err(|findings| cannot_open(name, &OpenError::Blocked(findings), language))?;
    session.write(name, &bytes)?;
    session.say(&format!("SHA-256 {}", sha256_hex(&bytes)));
    Ok(())
}

fn read_recipe(args: &args::Import, session: &mut Session) -> Result<Recipe, Failure> {
    let name = shown(&args.recipe);
    let bytes = session.read(&args.recipe)?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::Data(vec![format!("{name}: not UTF-8 text")]))?;
    let mut recipe = Recipe::parse(&text).map_err(|error| Failure::Data(vec![format!("{name}: {error}")]))?;
    if args.uncorrected {
        recipe.corrections.clear();
    }
    Ok(recipe)
}

fn report(report: &ImportReport, session: &mut Session) {
    for file in &report.files {
        let (rows, columns) = (file.rows, file.columns);
        let line = match session.language {
            Language::En => format!("{}: {rows} rows, {columns} columns", file.name),
            Language::Fa => format!("{}: {rows} سطر، {columns} ستون", file.name),
        };
        session.say(&line);
    }
    for issue in &report.issues {
        let mark = match (issue.severity, session.language) {
            (Severity::Informs, Language::En) => "note",
            (_, Language::En) => "warning",
            (Severity::Informs, Language::Fa) => "یادآوری",
            (_, Language::Fa) => "هشدار",
        };
        session.say(&format!("{mark}: {}", issue.text(session.language)));
    }
    let (areas, outlines) = (report.areas, report.boundaries);
    let line = match session.language {
        Language::En => format!("{areas} areas, {outlines} with an outline"),
        Language::Fa => format!("{areas} واحد، {outlines} واحد دارای مرز"),
    };
    session.say(&line);
}
