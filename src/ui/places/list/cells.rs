//! What stands in a row, written in place: rows change with every move of a weight.

use leptos::prelude::*;

use super::table_state::Table;
use super::weight_columns::part_cells;
use crate::text::Msg;
use crate::view::{BandView, Cell, Column, ListRow, RankingRow, Words};
use crate::web::pieces::{Tag, tag};

/// The cells of a row, one a column, and the button of its menu.
pub fn cells(table: Table, row: &ListRow, (marked, stale): (bool, bool)) -> Vec<Tag> {
    let (words, columns) = (table.state.words(), table.state.list.columns.read());
    let shown = columns.iter().zip(&row.cells);
    let cells = shown.map(|(column, cell)| match (column, cell) {
        (Column::Rank, _) => rank(row, marked, words),
        (Column::Name, _) => who(row, words),
        (Column::Parts, _) if table.state.list.spread.get() => part_cells(table, row, words),
        (Column::Parts, _) => stacked(&row.base),
        (Column::Score, _) => score(&row.base, words),
        (_, Cell::Band(band)) => band_cell(band, stale),
        (Column::Chance, Cell::Text(text, _)) => {
            let class = if stale { "num wide stale" } else { "num wide" };
            gridcell(class).with("data-testid", "row-chance").text(text)
        }
        (_, Cell::Text(text, low)) => {
            gridcell(if *low { "num wide low" } else { "num wide" }).with("title", text).text(text)
        }
        (_, Cell::Trend(path, text)) => {
            let line = tag("path").with("d", path);
            let svg = tag("svg").class("trend").with("viewBox", "0 0 80 20").with("role", "img");
            gridcell("wide").with("title", text).inside([svg.with("aria-label", text).inside([line])])
        }
        (_, Cell::Own) => gridcell("wide"),
    });
    cells.chain([menu(row, words)]).collect()
}

fn gridcell(class: &'static str) -> Tag {
    tag("span").with("role", "gridcell").class(class)
}

fn menu(row: &ListRow, words: Words) -> Tag {
    let label = words.fill_one(Msg::ListMenu, &row.base.name);
    let button = tag("button").class("quiet opens").with("tabindex", "-1").with("data-testid", "row-menu");
    gridcell("row-end").inside([button.with("aria-haspopup", "menu").with("aria-label", label).text("⋯")])
}

fn score(base: &RankingRow, words: Words) -> Tag {
    let low = base.low_coverage.then(|| {
        let text = words.fill_one(Msg::ListLowCoverage, &base.coverage);
        tag("small")
            .class("low")
            .with("title", text.clone())
            .with("aria-label", text)
            .with("role", "img")
            .text("◔")
    });
    let value = tag("span").with("data-testid", "row-score").text(&base.score);
    // Under the number that it qualifies, where it is never cut: the line below the name is shared by many marks.
    let lost = base.lost.as_ref().map(|own| {
        let mark = tag("em").class("lost-tag").with("title", &own.text).with("aria-label", &own.text);
        mark.with("role", "img").with("data-testid", "row-lost").text(&own.mark)
    });
    gridcell("num score").inside([value].into_iter().chain(low).chain(lost))
}

/// The box of the mark and the rank.
fn rank(row: &ListRow, marked: bool, words: Words) -> Tag {
    let tick = tag("input").with("type", "checkbox").class("mark-box").with("tabindex", "-1");
    let label = words.fill_one(Msg::ListMark, &row.base.name);
    let tick = tick.with("data-testid", "row-mark").with("aria-label", label).checked(marked);
    let number = tag("span").with("data-testid", "row-rank").class("rank-no");
    let listed = row.listed.then(|| words.say(Msg::ListInList));
    let both = row.base.overall.is_some().then(|| words.say(Msg::RankInFilter));
    let listed = match (both, listed) {
        (Some(both), Some(listed)) => Some(format!("{both} · {listed}")),
        (both, listed) => both.or(listed).map(str::to_owned),
    };
    let number = number.with_some("title", listed).text(&row.base.rank);
    let overall = row.base.overall.as_ref().map(|overall| {
        let text = words.fill_one(Msg::RankAll, overall);
        tag("small").class("overall").with("data-testid", "row-overall").text(text)
    });
    let tied = row.base.tied.then(|| tag("small").text(words.say(Msg::Tied)));
    gridcell("rank num").inside([tick, number].into_iter().chain(overall).chain(tied))
}

/// The name, where it lies, and what is special about it.
fn who(row: &ListRow, words: Words) -> Tag {
    let note = |rule: Option<&String>, class: &'static str, key: Msg| {
        rule.map(|rule| tag("em").class(class).with("title", rule).text(words.say(key)))
    };
    let near = note(row.near.as_ref(), "near-tag", Msg::ListNear);
    let borderline = note(row.borderline.as_ref(), "near-tag borderline", Msg::SureBorderline);
    let lock = row.lock.as_ref().map(|(inside, text)| {
        let (class, key) = match inside {
            true => ("lock-tag", Msg::ListLockedInMark),
            false => ("lock-tag out", Msg::ListLockedOutMark),
        };
        tag("em").class(class).with("title", text).with("data-testid", "row-lock").text(words.say(key))
    });
    let (name, place) = (&row.base.name, &row.base.whereabouts);
    // Where it lies comes first and whole; a text of its own for each, lest Persian join their letters.
    let lies = tag("span").class("lies").with("title", place).text(place);
    let marks = [lock, near, borderline].into_iter().flatten();
    let below = tag("small").class("below").inside([lies].into_iter().chain(marks));
    gridcell("who").inside([tag("b").with("title", name).text(name), below])
}

fn stacked(base: &RankingRow) -> Tag {
    let parts = base.parts.iter().map(|(colour, width, text)| {
        let part = tag("i").class(format!("d{}", colour + 1)).style("inline-size", format!("{width:.2}%"));
        part.with("title", text)
    });
    gridcell("wide").inside([tag("span").class("bar").inside(parts)])
}

/// A band with the rank as a tick and the end of the list as a line.
fn band_cell(band: &BandView, stale: bool) -> Tag {
    let at = |value: f64| format!("{value:.1}%");
    let end = tag("i").class("end").style("inset-inline-start", at(band.cut));
    let reach = tag("i").class("reach").style("inset-inline-start", at(band.from));
    let reach = reach.style("inline-size", at(band.width));
    let tick = band.rank.map(|rank| tag("i").class("tick").style("inset-inline-start", at(rank)));
    let picture = tag("span").class("band").with("role", "img").with("aria-label", &band.text);
    let picture = picture.inside([end, reach].into_iter().chain(tick));
    let cell = gridcell(if stale { "wide stale" } else { "wide" }).with("title", &band.text);
    cell.with("data-testid", "row-band").inside([picture])
}
