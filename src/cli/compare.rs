//! `negah compare`: two scenarios, two periods or two snapshots side by side.

use super::args;
use super::load::{self, Loaded};
use super::session::{Failure, Session, shown};
use super::table::Table;
use crate::case::Case;
use crate::export::{ChangeRow, Flavour, OverTime, SideBySide, equal_weights_beside, side_by_side};
use crate::history::{Input, ListChange, RankSplit, compare as compare_cases};
use crate::sensitivity::Move;
use crate::text::Language;
use crate::view::Words;

/// Compares, writes what was asked for, and otherwise a table of the areas of either list.
pub fn compare(args: &args::Compare, session: &mut Session) -> Result<(), Failure> {
    if args.csv.as_deref() == Some("-") && args.json.as_deref() == Some("-") {
        return Err(Failure::Usage("only one output can go to standard output".to_owned()));
    }
    if args.later.is_some() || args.periods.is_some() {
        over_time(args, session)
    } else {
        scenarios(args, session)
    }
}

/// What is written where.
struct Written {
    csv: String,
    json: String,
    text: String,
}

fn write(args: &args::Compare, written: &Written, session: &mut Session) -> Result<(), Failure> {
    if let Some(path) = &args.csv {
        session.write(path, written.csv.as_bytes())?;
    }
    if let Some(path) = &args.json {
        session.write(path, written.json.as_bytes())?;
    }
    match (&args.csv, &args.json) {
        (None, None) => session.print(&written.text),
        _ => Ok(()),
    }
}

fn flavour(args: &args::Compare) -> Flavour {
    if args.bom { Flavour::Spreadsheet } else { Flavour::Exact }
}

fn scenarios(args: &args::Compare, session: &mut Session) -> Result<(), Failure> {
    let first = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let other = match &args.with {
        Some(path) => load::scenario(Some(path), &first.snapshot, session)?,
        None => equal_weights_beside(&first.snapshot, &first.scenario),
    };
    let second = first
        .with(other)
        .map_err(|problems| load::does_not_fit(args.with.as_deref(), &problems, session.language))?;
    let found = side_by_side(&first, &second);
    let text = scenario_text(&first, &found, Words { language: session.language });
    write(args, &Written { csv: found.csv(flavour(args)), json: found.json(), text }, session)
}

fn scenario_text(first: &Case, found: &SideBySide, words: Words) -> String {
    let headings = match words.language {
        Language::En => ["first", "second", "gain", "code", "name", "list"],
        Language::Fa => ["نخست", "دوم", "بالاتر", "کد", "نام", "فهرست"],
    };
    let mut table = Table::new(headings.into_iter().zip([true, true, true, false, false, false]));
    let rank = |rank: Option<u32>| rank.map(|rank| words.int(rank as usize)).unwrap_or_default();
    let areas = &first.snapshot.areas;
    for row in found.moves.rows.iter().filter(|row| row.kind != Move::Outside) {
        let (code, name) = (areas.code[row.area].clone(), words.area(&first.snapshot, row.area));
        let gain = row.gain().map(|gain| words.number(Some(gain as f64), 0)).unwrap_or_default();
        table.row([
            rank(row.left),
            rank(row.right),
            gain,
            code,
            name,
            moved(row.kind, words.language).to_owned(),
        ]);
    }
    format!("{}\n{}", table.text(), agreement_text(found, words))
}

fn moved(kind: Move, language: Language) -> &'static str {
    match (kind, language) {
        (Move::Stays | Move::Outside, _) => "",
        (Move::Enters, Language::En) => "enters",
        (Move::Leaves, Language::En) => "leaves",
        (Move::Enters, Language::Fa) => "وارد می‌شود",
        (Move::Leaves, Language::Fa) => "خارج می‌شود",
    }
}

fn agreement_text(found: &SideBySide, words: Words) -> String {
    let own = found.agreement;
    let number = |value| words.number(value, 3);
    let (n, k, common) = (words.int(own.n), words.int(own.k), words.int(found.moves.common));
    let shift = words.number(found.moves.mean_shift, 1);
    let (overlap, jaccard) = (words.percent(own.top_overlap), words.percent(own.jaccard));
    let [rho, tau, weighted] = [own.spearman, own.kendall_tau_b, own.weighted_tau].map(number);
    match words.language {
        Language::En => format!(
            "In both lists: {common}. Mean shift of rank: {shift} places over {n} areas.\nAgreement: Spearman {rho}, \
             Kendall tau-b {tau}, weighted tau {weighted}. Of the {k} in the first list {overlap} are in the second; \
             Jaccard {jaccard}\n"
        ),
        Language::Fa => format!(
            "در هر دو فهرست: {common}. میانگین جابه‌جایی رتبه: {shift} پله در {n} واحد.\nهم‌خوانی: اسپیرمن {rho}، \
             تاو-ب کندال {tau}، تاو وزنی {weighted}. از {k} واحد فهرست نخست {overlap} در فهرست دوم هم هست؛ \
             جاکارد {jaccard}\n"
        ),
    }
}

fn over_time(args: &args::Compare, session: &mut Session) -> Result<(), Failure> {
    let data = load::snapshot(&args.snapshot, session)?;
    let other = match &args.later {
        Some(path) => Some(load::snapshot(path, session)?),
        None => None,
    };
    let later = other.as_ref().unwrap_or(&data);
    let mut first = load::scenario(args.scenario.as_deref(), &data.snapshot, session)?;
    let mut second = match &args.with {
        Some(path) => load::scenario(Some(path), &later.snapshot, session)?,
        None => first.clone(),
    };
    if let Some([earlier, newer]) = args.periods.as_deref() {
        first.period = Some(known_period(earlier, (&args.snapshot, &data))?);
        second.period = Some(known_period(newer, (args.later.as_ref().unwrap_or(&args.snapshot), later))?);
    }
    let before = Input { snapshot: &data.snapshot, scenario: &first };
    let after = Input { snapshot: &later.snapshot, scenario: &second };
    let found =
        compare_cases(before, after).map_err(|error| does_not_fit(args, &error.text(session.language)))?;
    if let Err(error) = &found.splits {
        let why = error.text(session.language);
        let line = match session.language {
            Language::En => format!("note: changes of rank could not be split: {why}"),
            Language::Fa => format!("یادآوری: تغییر رتبه‌ها تفکیک نشد: {why}"),
        };
        session.say(&line);
    }
    let change = OverTime { before, after, found: &found };
    let text = change_text(&change, Words { language: session.language });
    write(args, &Written { csv: change.csv(flavour(args)), json: change.json(), text }, session)
}

fn does_not_fit(args: &args::Compare, why: &str) -> Failure {
    Failure::Data(vec![format!("{}: {why}", shown(args.scenario.as_deref().unwrap_or("equal weights")))])
}

fn known_period(id: &str, (path, data): (&str, &Loaded)) -> Result<String, Failure> {
    let periods = &data.snapshot.periods;
    if periods.iter().any(|period| period.id == id) {
        return Ok(id.to_owned());
    }
    let known: Vec<&str> = periods.iter().map(|period| period.id.as_str()).collect();
    let path = shown(path);
    Err(Failure::Usage(format!("{path}: there is no period `{id}`; periods: {}", known.join(", "))))
}

/// The areas of either list with the parts of their changes of rank.
fn change_text(change: &OverTime, words: Words) -> String {
    let headings = match words.language {
        Language::En => ["before", "after", "up", "data", "method", "members", "code", "name", "list"],
        Language::Fa => ["پیشین", "پسین", "بالاتر", "داده", "روش", "اعضا", "کد", "نام", "فهرست"],
    };
    let numbers = [true, true, true, true, true, true, false, false, false];
    let mut table = Table::new(headings.into_iter().zip(numbers));
    let mut counts = [0_usize; 3];
    for row in change.rows() {
        let slot = match row.standing.list {
            ListChange::Stayed => 0,
            ListChange::Entered => 1,
            ListChange::Left => 2,
            ListChange::Never => continue,
        };
        counts[slot] += 1;
        table.row(change_cells(&row, words));
    }
    let [stayed, entered, left] = counts.map(|count| words.int(count));
    let ending = match words.language {
        Language::En => format!("In both lists: {stayed}, entered: {entered}, left: {left}\n"),
        Language::Fa => format!("در هر دو فهرست: {stayed}، واردشده: {entered}، خارج‌شده: {left}\n"),
    };
    format!("{}\n{ending}", table.text())
}

fn change_cells(row: &ChangeRow, words: Words) -> [String; 9] {
    let rank = |rank: Option<u32>| rank.map(|rank| words.int(rank as usize)).unwrap_or_default();
    let part = |of: fn(RankSplit) -> f64| {
        row.split.map(|split| words.number(Some(of(split)), 1)).unwrap_or_default()
    };
    let list = match (row.standing.list, words.language) {
        (ListChange::Stayed | ListChange::Never, _) => "",
        (ListChange::Entered, Language::En) => "entered",
        (ListChange::Left, Language::En) => "left",
        (ListChange::Entered, Language::Fa) => "وارد شد",
        (ListChange::Left, Language::Fa) => "خارج شد",
    };
    [
        rank(row.standing.before.map(|own| own.rank)),
        rank(row.standing.after.map(|own| own.rank)),
        row.standing.places_up.map(|places| words.number(Some(places as f64), 0)).unwrap_or_default(),
        part(RankSplit::data),
        part(RankSplit::method),
        part(RankSplit::membership),
        row.code.to_owned(),
        row.name.to_owned(),
        list.to_owned(),
    ]
}
