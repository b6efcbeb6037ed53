//! `negah rank`: the list.

use super::args;
use super::load::{self, Ran};
use super::session::{Failure, Session};
use super::table::Table;
use crate::export::{Flavour, ListOptions, full_csv, ranking_csv, ranking_json};
use crate::score::NormaliseError;
use crate::text::Language;

/// Ranks, writes what was asked for (a table when nothing was), and says what the list does not show.
pub fn rank(args: &args::Rank, session: &mut Session) -> Result<(), Failure> {
    if args.csv.as_deref() == Some("-") && args.json.as_deref() == Some("-") {
        return Err(Failure::Usage("only one output can go to standard output".to_owned()));
    }
    let ran = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    notes(&ran, session);
    if let Some(path) = &args.csv {
        let flavour = if args.bom { Flavour::Spreadsheet } else { Flavour::Exact };
        let options = ListOptions { flavour, top: args.top };
        let run = ran.run();
        let text =
            if args.full { full_csv(&run, options) } else { ranking_csv(run.snapshot, run.outcome, options) };
        session.write(path, text.as_bytes())?;
    }
    if let Some(path) = &args.json {
        session.write(path, ranking_json(&ran.run(), args.top).as_bytes())?;
    }
    if args.csv.is_none() && args.json.is_none() {
        session.write("-", table(&ran, args.top, session.language).as_bytes())?;
    }
    Ok(())
}

/// What a reader of the list must know and cannot see in it.
fn notes(ran: &Ran, session: &mut Session) {
    let snapshot = &ran.data.snapshot;
    let language = session.language;
    for leaf in &ran.outcome.matrix.leaves {
        let name = snapshot.indicators[leaf.indicator].name.get(language);
        if let Some(reason) = leaf.left_out {
            let line = match language {
                Language::En => format!("note: indicator `{name}` takes no part: {reason}"),
                Language::Fa => format!("یادآوری: شاخص «{name}» در امتیاز نیامده است: {}", persian(reason)),
            };
            session.say(&line);
        }
        if leaf.imputed > 0 {
            let n = leaf.imputed;
            let line = match language {
                Language::En => format!("note: missing values filled in for indicator `{name}`: {n}"),
                Language::Fa => format!("یادآوری: {n} مقدار گمشدهٔ شاخص «{name}» برآورد شده است"),
            };
            session.say(&line);
        }
    }
    let unscored = &ran.outcome.ranked.ranking.unscored;
    if !unscored.is_empty() {
        let n = unscored.len();
        let line = match language {
            Language::En => format!("note: areas without a score, for lack of values: {n}"),
            Language::Fa => format!("یادآوری: {n} واحد به سبب کمبود داده امتیاز نگرفته است"),
        };
        session.say(&line);
    }
    if ran.outcome.ranked.cut.splits_tie {
        let line = session
            .choose("یادآوری: خط برش میان واحدهای هم‌رتبه افتاده است", "note: the cut line splits a tie");
        session.say(line);
    }
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

/// The ranking for reading: scores rounded to two decimals, a line at the cut.
fn table(ran: &Ran, top: Option<usize>, language: Language) -> String {
    let Ran { data, outcome, .. } = ran;
    let areas = &data.snapshot.areas;
    let ranking = &outcome.ranked.ranking;
    let headings = match language {
        Language::En => ["rank", "code", "name", "score", "tier"],
        Language::Fa => ["رتبه", "کد", "نام", "امتیاز", "سطح"],
    };
    let mut table = Table::new(headings, [true, false, false, true, true]);
    for (place, at) in ranking.order.iter().map(|at| *at as usize).enumerate().take(top.unwrap_or(usize::MAX))
    {
        if place > 0 && place == outcome.ranked.cut.count {
            table.rule();
        }
        table.row([
            ranking.rank(at).unwrap_or_default().to_string(),
            areas.code[at].clone(),
            areas.name[at].clone(),
            format!("{:.2}", outcome.scored.scores.score[at]),
            outcome.ranked.tiers[at].to_string(),
        ]);
    }
    table.text()
}
