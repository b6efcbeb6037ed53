//! The list: where it comes from, and the areas in the order of their ranks.

use super::Book;
use super::sheet::{Layout, Sheet, Style};
use crate::score::Method;
use crate::text::{Language, Msg, NumberFormat, fill, format_int, format_percent};

/// Letters of a line across the list.
const LINE: usize = 110;
/// Weights that are written out above the list; more of them are left to the sheet that computes.
const MOST_WEIGHTS: usize = 12;

/// The sheet: title, origin, weights and digest in a row each, then heads and areas.
pub(super) fn sheet(book: &Book) -> String {
    let mut sheet = Sheet::new();
    let heads = heads(book);
    let across = (heads.len(), LINE);
    sheet.text_across(&book.title(), Style::Title, across);
    for line in [book.origin(), weights(book), format!("SHA-256 {}", book.case.sha256)] {
        sheet.next_row();
        sheet.text_across(&line, Style::Wrapped, across);
    }
    sheet.next_row();
    let head = sheet.row();
    heads.iter().for_each(|text| sheet.text(text, Style::Head));
    for (place, area) in book.areas.iter().copied().enumerate() {
        sheet.next_row();
        row(&mut sheet, book, (place, area));
    }
    sheet.finish(&Layout {
        frozen: (3, head),
        rtl: book.is_rtl(),
        filter: Some(head),
        paper: book.paper(),
        ..Layout::default()
    })
}

/// Number of the row with the heads.
pub(super) const HEAD: usize = 5;

fn heads<'b>(book: &'b Book<'_>) -> Vec<&'b str> {
    let language = book.language;
    let levels = book.case.snapshot.divisions.levels.iter().map(|level| level.name.get(language));
    let words = |keys: &[Msg]| keys.iter().map(|key| key.text(language)).collect::<Vec<_>>();
    let mut heads = words(&[Msg::Rank, Msg::Code, Msg::Name]);
    heads.extend(levels);
    heads.extend(words(&[Msg::Population, Msg::Score]));
    heads.extend(book.plan.has_live_ranks.then(|| Msg::XlsxRankNow.text(language)));
    heads.extend(words(&[Msg::Tier, Msg::Coverage, Msg::XlsxInList]));
    heads
}

fn row(sheet: &mut Sheet, book: &Book, (place, area): (usize, usize)) {
    let Book { case, language, ref plan, .. } = *book;
    let (snapshot, outcome) = (&*case.snapshot, &*case.outcome);
    let rank = outcome.ranked.ranking.rank(area).map(f64::from);
    sheet.number(rank, Style::Whole);
    sheet.text(&snapshot.areas.code[area], Style::Code);
    sheet.text(&snapshot.areas.name[area], Style::Plain);
    for level in 0..snapshot.divisions.levels.len() {
        let unit = snapshot.areas.division[area].and_then(|unit| snapshot.divisions.ancestor_at(unit, level));
        let name = unit.and_then(|unit| snapshot.divisions.units.get(unit as usize));
        sheet.text(name.map_or("", |unit| unit.name.get(language)), Style::Plain);
    }
    let population = snapshot.population_column(outcome.period);
    sheet.number(population.and_then(|column| column.get(area)), Style::Whole);
    let score = outcome.scored.scores.get(area);
    if plan.is_live {
        let own = plan.score(place);
        // A reference to an empty cell would be 0: the least needy of all.
        sheet.formula(&format!("IF(ISNUMBER({own}),{own},\"\")"), score, Style::Fine);
    } else {
        sheet.number(score, Style::Fine);
    }
    if plan.has_live_ranks {
        sheet.formula(&plan.rank_formula(place), rank, Style::Whole);
    }
    sheet.number(outcome.tier(area).map(f64::from), Style::Whole);
    sheet.number(outcome.scored.scores.coverage.get(area).copied(), Style::Percent);
    let inside = if outcome.in_list(area) { Msg::XlsxYes } else { Msg::XlsxNo };
    sheet.text(inside.text(language), Style::Plain);
}

/// A share with one decimal, or none where it is a whole number of hundredths.
fn percent(share: f64, language: Language) -> String {
    let hundredths = share * 100.0;
    let is_whole = (hundredths - hundredths.round()).abs() < 1e-9;
    format_percent(share, u8::from(!is_whole), language)
}

/// The weights at the top of the index: shares, or the numbers themselves where a sum or product takes them as they are.
fn weights(book: &Book) -> String {
    let language = book.language;
    let root = &book.case.outcome.scored.tree.root;
    let n = root.children.len();
    if n > MOST_WEIGHTS {
        let count = format_int(n as i64, language);
        return fill(Msg::XlsxManyWeights.text(language), &[("", &count)]);
    }
    let whole: f64 = root.children.iter().map(|child| child.weight).sum();
    let as_written = matches!(root.method, Method::Sum | Method::Product) && book.case.outcome.is_additive();
    let parts = root.children.iter().map(|child| {
        let weight = if as_written {
            NumberFormat::new(language, 3).format(child.weight)
        } else {
            percent(child.weight / whole, language)
        };
        format!("{} {weight}", book.name(&child.id))
    });
    let parts = parts.collect::<Vec<_>>().join(Msg::ListAnd.text(language));
    fill(Msg::XlsxWeights.text(language), &[("", &parts)])
}
