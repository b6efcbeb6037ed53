//! `negah rank`: the list.

use super::args;
use super::load;
use super::session::{Failure, Session};
use super::table::Table;
use crate::case::Case;
use crate::export::{
    Flavour, ListOptions, full_csv, ranking_csv, ranking_geojson, ranking_json, ranking_xlsx,
};
use crate::pipeline::{MatrixLeaf, Outcome};
use crate::rule::Verdict;
use crate::score::NormaliseError;
use crate::text::{Language, to_persian_digits};
use crate::view::{Words, methodology, people_unknown};

/// Ranks, writes what was asked for (a table when nothing was), and says what the list does not show.
pub fn rank(args: &args::Rank, session: &mut Session) -> Result<(), Failure> {
    let to_stdout = |path: &Option<String>| path.as_deref() == Some("-");
    let files = [&args.csv, &args.json, &args.xlsx, &args.geojson];
    let writes_files = files.iter().any(|path| path.is_some());
    let outputs = [
        to_stdout(&args.csv),
        to_stdout(&args.json),
        to_stdout(&args.xlsx),
        to_stdout(&args.geojson),
        args.method && writes_files,
    ];
    if outputs.iter().filter(|wanted| **wanted).count() > 1 {
        return Err(Failure::Usage("only one output can go to standard output".to_owned()));
    }
    let case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    notes(&case, session);
    write_files(args, &case, session)?;
    let mut text = String::new();
    if !writes_files {
        text += &table(&case, args.top, session.language);
    }
    if args.method {
        text += if text.is_empty() { "" } else { "\n" };
        text += &format!("{}\n", method(&case, session.language).join("\n\n"));
    }
    if text.is_empty() { Ok(()) } else { session.print(&text) }
}

/// The method in whole sentences.
fn method(case: &Case, language: Language) -> Vec<String> {
    methodology(case, Words { language })
}

fn write_files(args: &args::Rank, case: &Case, session: &mut Session) -> Result<(), Failure> {
    if let Some(path) = &args.csv {
        let flavour = if args.bom { Flavour::Spreadsheet } else { Flavour::Exact };
        let options = ListOptions { flavour, top: args.top };
        let text = if args.full {
            full_csv(case, options)
        } else {
            ranking_csv(&case.snapshot, &case.outcome, options)
        };
        session.write(path, text.as_bytes())?;
    }
    if let Some(path) = &args.json {
        session.write(path, ranking_json(case, args.top).as_bytes())?;
    }
    if let Some(path) = &args.xlsx {
        let book = ranking_xlsx(case, session.language, &method(case, session.language))
            .map_err(|error| Failure::Data(vec![error.to_string()]))?;
        session.write(path, &book)?;
    }
    if let Some(path) = &args.geojson {
        session.write(path, ranking_geojson(case).as_bytes())?;
    }
    Ok(())
}

/// What a reader of the list must know and cannot see in it.
fn notes(case: &Case, session: &mut Session) {
    let snapshot = &case.snapshot;
    let language = session.language;
    for leaf in &case.outcome.matrix.leaves {
        let name = snapshot.indicators[leaf.indicator].name.get(language);
        leaf_notes(leaf, name, language).iter().for_each(|line| session.say(line));
    }
    let unscored = &case.outcome.ranked.ranking.unscored;
    if !unscored.is_empty() {
        let n = unscored.len();
        let line = match language {
            Language::En => format!("note: areas without a score, for lack of values: {n}"),
            Language::Fa => format!("یادآوری: {} واحد به سبب کمبود داده امتیاز نگرفته است", persian_count(n)),
        };
        session.say(&line);
    }
    if case.outcome.ranked.cut.splits_tie {
        let line = session
            .choose("یادآوری: خط برش میان واحدهای هم‌رتبه افتاده است", "note: the cut line splits a tie");
        session.say(line);
    }
    rule_notes(case, session);
    people_unknown(&case.scenario, &case.outcome, Words { language })
        .iter()
        .for_each(|text| session.note(text));
}

/// What was done to one indicator's values.
fn leaf_notes(leaf: &MatrixLeaf, name: &str, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |en: String, fa: String| {
        lines.push(if language == Language::Fa {
            format!("یادآوری: {fa}")
        } else {
            format!("note: {en}")
        });
    };
    if let Some(reason) = leaf.left_out {
        add(
            format!("indicator `{name}` takes no part: {reason}"),
            format!("شاخص «{name}» در امتیاز نیامده است: {}", persian(reason)),
        );
    }
    if leaf.imputed > 0 {
        let n = leaf.imputed;
        add(
            format!("missing values filled in for indicator `{name}`: {n}"),
            format!("{} مقدار گمشدهٔ شاخص «{name}» برآورد شده است", persian_count(n)),
        );
    }
    let treated = leaf.treated.unwrap_or_default();
    if treated.low + treated.high > 0 {
        let n = treated.low + treated.high;
        add(
            format!("outliers brought in for indicator `{name}`: {n}"),
            format!("{} مقدار پرت شاخص «{name}» تعدیل شده است", persian_count(n)),
        );
    }
    if let Some(lambda) = treated.lambda {
        add(
            format!(
                "values of indicator `{name}` transformed (Box–Cox, lambda {lambda:.3}; 0 is the logarithm)"
            ),
            format!(
                "مقادیر شاخص «{name}» تبدیل شده است (باکس–کاکس با لاندای {}؛ صفر یعنی لگاریتم)",
                to_persian_digits(&format!("{lambda:.3}").replace('.', "٫"))
            ),
        );
    }
    if let Some(n) = leaf.not_shrunk {
        add(
            format!("rates of indicator `{name}` drawn towards their division's, except in areas: {n}"),
            format!(
                "نرخ‌های شاخص «{name}» به سوی نرخ واحد بالادست کشیده شده است، جز در {} واحد",
                persian_count(n)
            ),
        );
    }
    lines
}

/// How many areas each rule flags, and for how many it cannot be told.
fn rule_notes(case: &Case, session: &mut Session) {
    for rule in case.outcome.flags.iter().flat_map(|flags| &flags.rules) {
        let (name, counts) = (rule.name.get(session.language), rule.counts);
        let line = match session.language {
            Language::En => format!(
                "note: rule `{name}`: {} flagged, {} near, {} unknown for want of values",
                counts.flagged, counts.near, counts.unknown
            ),
            Language::Fa => format!(
                "یادآوری: قاعدهٔ «{name}»: {} واحد مشمول، {} نزدیک، {} نامعلوم به سبب کمبود داده",
                persian_count(counts.flagged),
                persian_count(counts.near),
                persian_count(counts.unknown)
            ),
        };
        session.say(&line);
    }
}

fn persian_count(count: usize) -> String {
    to_persian_digits(&count.to_string())
}

fn persian(reason: NormaliseError) -> &'static str {
    match reason {
        NormaliseError::Constant => "همهٔ واحدها یک مقدار دارند",
        NormaliseError::NotPositive => "مقدار صفر یا منفی دارد و این مقیاس آن را نمی‌پذیرد",
        NormaliseError::NoAnchor => "هدف یا مقدار مرجع ندارد",
        NormaliseError::NothingBeyond => "هیچ واحدی از هدف یا مرجع بدتر نیست",
        _ => "هیچ واحدی مقدار ندارد",
    }
}

/// The ranking for reading: scores rounded to two decimals, a line at the cut, the rules that flag an area.
fn table(case: &Case, top: Option<usize>, language: Language) -> String {
    let Case { snapshot, outcome, .. } = case;
    let areas = &snapshot.areas;
    let ranking = &outcome.ranked.ranking;
    let headings = match language {
        Language::En => ["rank", "code", "name", "score", "tier", "flags"],
        Language::Fa => ["رتبه", "کد", "نام", "امتیاز", "سطح", "قاعده‌ها"],
    };
    let n_columns = if outcome.flags.is_some() { 6 } else { 5 };
    let columns = headings.into_iter().zip([true, false, false, true, true, false]);
    let mut table = Table::new(columns.take(n_columns));
    for (place, at) in ranking.order.iter().map(|at| *at as usize).enumerate().take(top.unwrap_or(usize::MAX))
    {
        if place > 0 && place == outcome.ranked.cut.line {
            table.rule();
        }
        let cells = [
            ranking.rank(at).unwrap_or_default().to_string(),
            areas.code[at].clone(),
            areas.name[at].clone(),
            score(outcome, at),
            outcome.ranked.tiers[at].to_string(),
            flags(outcome, at, language),
        ];
        table.row(cells.into_iter().take(n_columns));
    }
    table.text()
}

/// The score in two decimals, or as many as tell it from the bounds of cut line, tiers and rules; Latin digits, as the
/// whole table has them.
fn score(outcome: &Outcome, at: usize) -> String {
    let words = Words { language: Language::En };
    let score = outcome.scored.scores.get(at);
    words.among(score, &outcome.ranked.bars, 2).replace(',', "")
}

/// Names of the rules that flag an area; those that nearly do stand in brackets.
fn flags(outcome: &Outcome, at: usize, language: Language) -> String {
    let rules = outcome.flags.iter().flat_map(|flags| &flags.rules);
    let said = rules.filter_map(|rule| match rule.verdict.get(at).copied().flatten()? {
        Verdict::Flagged => Some(rule.name.get(language).to_owned()),
        Verdict::Near => Some(format!("({})", rule.name.get(language))),
        Verdict::NotFlagged | Verdict::Unknown => None,
    });
    said.collect::<Vec<_>>().join(if language == Language::Fa { "، " } else { ", " })
}
