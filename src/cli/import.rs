//! `negah import`: tables and a recipe → a snapshot that is known to open.

use std::collections::BTreeMap;

use super::args;
use super::load::cannot_open;
use super::session::{Failure, Session, shown};
use crate::ingest::{ImportReport, ImportRule, Input, Issue, Recipe, import as run, write_snapshot};
use crate::snapshot::{Limits, OpenError, Severity, build, sha256_hex};
use crate::text::{Language, to_persian_digits};

/// Makes a snapshot; every error of every table is listed, and what was corrected or passed over too.
pub fn import(args: &args::Import, session: &mut Session) -> Result<(), Failure> {
    let recipe = read_recipe(args, session)?;
    let inputs = args
        .data
        .iter()
        .map(|path| Ok(Input { name: shown(path).to_owned(), bytes: session.read_packed(path)? }));
    let inputs: Vec<Input> = inputs.collect::<Result<_, Failure>>()?;
    let language = session.language;
    let imported = run(&recipe, &inputs).map_err(|errors| {
        Failure::Data(grouped(&errors.0, args.all, language, |issue| issue.text(language)))
    })?;
    report(&imported.report, args.all, session);
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

/// Remarks listed of one rule in one column of one table; a reader of a thousand alike has learned nothing from the last.
const LISTED: usize = 10;

/// Remarks as lines in their order, but of those that are alike only the first and how many more there are.
fn grouped(issues: &[Issue], all: bool, language: Language, line: impl Fn(&Issue) -> String) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // For each kind how many there were, and the position of the last one that is listed.
    let mut kinds: BTreeMap<(ImportRule, &str, Option<&str>), (usize, usize)> = BTreeMap::new();
    for issue in issues {
        let kind = (issue.rule, issue.file.as_str(), issue.column.as_deref());
        let (count, last) = kinds.entry(kind).or_default();
        *count += 1;
        if all || *count <= LISTED {
            *last = lines.len();
            lines.push(line(issue));
        }
    }
    let mut more: Vec<(usize, usize)> = kinds.into_values().filter(|own| !all && own.0 > LISTED).collect();
    more.sort_unstable_by_key(|own| own.1);
    for (count, last) in more.into_iter().rev() {
        let n = count - LISTED;
        let text = match language {
            Language::En => format!("  … {n} more like these; --all lists them"),
            Language::Fa => {
                format!(
                    "  … {} مورد دیگر از همین دست؛ با --all همه فهرست می‌شود",
                    to_persian_digits(&n.to_string())
                )
            }
        };
        lines.insert(last + 1, text);
    }
    lines
}

fn report(report: &ImportReport, all: bool, session: &mut Session) {
    for file in &report.files {
        let (rows, columns) = (file.rows, file.columns);
        let line = match session.language {
            Language::En => format!("{}: {rows} rows, {columns} columns", file.name),
            Language::Fa => format!("{}: {rows} سطر، {columns} ستون", file.name),
        };
        session.say(&line);
    }
    let language = session.language;
    let marked = |issue: &Issue| {
        let mark = match (issue.severity, language) {
            (Severity::Informs, Language::En) => "note",
            (_, Language::En) => "warning",
            (Severity::Informs, Language::Fa) => "یادآوری",
            (_, Language::Fa) => "هشدار",
        };
        format!("{mark}: {}", issue.text(language))
    };
    grouped(&report.issues, all, language, marked).iter().for_each(|line| session.say(line));
    let (areas, outlines) = (report.areas, report.boundaries);
    let line = match session.language {
        Language::En => format!("{areas} areas, {outlines} with an outline"),
        Language::Fa => format!("{areas} واحد، {outlines} واحد دارای مرز"),
    };
    session.say(&line);
}
