//! The sheet that computes: indicators on the common scale, weights above them, groups and score as formulas.

use super::Book;
use super::plan::{FIRST, Group, SCORE, WEIGHTS};
use super::sheet::{Layout, Sheet, Style, cell};
use crate::export::names::scaled_name;
use crate::score::NodeValue;
use crate::sorting::{ascend, quantile};
use crate::text::Msg;
use crate::tolerance::RELATIVE;

/// Columns that the sentence at the top is laid across, at most, and letters of each.
const ACROSS: usize = 10;
const LETTERS: usize = 12;

/// The sheet.
pub(super) fn sheet(book: &Book) -> String {
    let Book { case, ref plan, ref areas, .. } = *book;
    let mut sheet = Sheet::new();
    head(&mut sheet, book);
    for (place, area) in areas.iter().enumerate() {
        sheet.next_row();
        let why = case.outcome.explain(*area);
        sheet.number(Some((place + 1) as f64), Style::Whole);
        sheet.text(&case.snapshot.areas.code[*area], Style::Code);
        sheet.text(&case.snapshot.areas.name[*area], Style::Plain);
        if plan.groups.is_empty() {
            sheet.number(case.outcome.scored.scores.get(*area), Style::Fine);
            continue;
        }
        let values = values_of(&plan.groups, &why);
        group_cell(&mut sheet, book, (0, values[0].value));
        for (group, own) in plan.groups.iter().zip(&values) {
            for (inner, child) in group.below.iter().zip(&own.children) {
                match inner {
                    Some(inner) => group_cell(&mut sheet, book, (*inner, child.value)),
                    None => sheet.number(child.value, Style::Fine),
                }
            }
        }
    }
    foot(&mut sheet, book);
    sheet.finish(&Layout {
        frozen: (SCORE, WEIGHTS),
        rtl: book.is_rtl(),
        inputs: inputs(book),
        paper: book.paper(),
        ..Layout::default()
    })
}

fn head(sheet: &mut Sheet, book: &Book) {
    let Book { language, ref plan, .. } = *book;
    let columns = SCORE + plan.groups.iter().map(|group| group.node.children.len()).sum::<usize>();
    let across = columns.min(ACROSS);
    sheet.text_across(&book.before_changing().join(" "), Style::Wrapped, (across, across * LETTERS));
    sheet.next_row();
    (0..SCORE).for_each(|_| sheet.text("", Style::Head));
    for (at, group) in plan.groups.iter().enumerate() {
        let title =
            if at == 0 { Msg::XlsxIndex.text(language).to_owned() } else { book.name(&group.node.id) };
        group.node.children.iter().for_each(|_| sheet.text(&title, Style::Head));
    }
    sheet.next_row();
    let is_score = book.case.outcome.is_additive();
    let score = if is_score { Msg::Score } else { Msg::XlsxWeightedIndex };
    for key in [Msg::XlsxOrder, Msg::Code, Msg::Name, score] {
        sheet.text(key.text(language), Style::Head);
    }
    for child in plan.groups.iter().flat_map(|group| &group.node.children) {
        sheet.text(&book.name(&child.id), Style::Head);
    }
    sheet.next_row();
    (0..SCORE - 1).for_each(|_| sheet.skip());
    sheet.text(Msg::Weights.text(language), Style::Head);
    for group in &plan.groups {
        // Yellow where a change reaches the score, and nowhere else.
        let style = if plan.is_live && group.is_live { Style::Input } else { Style::Head };
        group.node.children.iter().for_each(|child| sheet.number(Some(child.weight), style));
    }
}

/// Below the areas: the weights in effect, the columns' names in the other files, and how close equal scores are.
fn foot(sheet: &mut Sheet, book: &Book) {
    let Book { language, ref plan, .. } = *book;
    if plan.groups.is_empty() {
        return;
    }
    let label = |sheet: &mut Sheet, key: Msg| {
        sheet.next_row();
        (0..SCORE - 2).for_each(|_| sheet.skip());
        sheet.text(key.text(language), Style::Plain);
    };
    while sheet.row() + 1 < plan.effect() {
        sheet.next_row();
    }
    label(sheet, Msg::XlsxWeightsInEffect);
    sheet.skip();
    for group in &plan.groups {
        for (nth, (child, inner)) in group.node.children.iter().zip(&group.below).enumerate() {
            if group.is_live {
                let weight = plan.weight_in_effect((group.first + nth, *inner));
                sheet.formula(&weight, Some(child.weight), Style::Plain);
            } else {
                sheet.skip();
            }
        }
    }
    label(sheet, Msg::XlsxColumnName);
    sheet.text("score", Style::Plain);
    for child in plan.groups.iter().flat_map(|group| &group.node.children) {
        sheet.text(&scaled_name(&child.id), Style::Plain);
    }
    if plan.has_live_ranks {
        label(sheet, Msg::XlsxCloseness);
        sheet.formula(&plan.closeness_formula(), Some(closeness(book)), Style::Plain);
    }
}

/// What the formula of [`super::plan::Plan::closeness_formula`] comes to now.
fn closeness(book: &Book) -> f64 {
    let scores = &book.case.outcome.scored.scores;
    let mut sorted: Vec<f64> = book.areas.iter().filter_map(|at| scores.get(*at)).collect();
    ascend(&mut sorted);
    let quartiles = [0.25, 0.75].map(|p| quantile(&sorted, p).unwrap_or_default().abs());
    quartiles[0].max(quartiles[1]) * RELATIVE
}

/// The cells whose change reaches the score.
fn inputs(book: &Book) -> Vec<String> {
    let plan = &book.plan;
    let live = plan.groups.iter().filter(|group| plan.is_live && group.is_live);
    live.map(|group| {
        let last = group.first + group.node.children.len() - 1;
        format!("{}:{}", cell(group.first, WEIGHTS), cell(last, WEIGHTS))
    })
    .collect()
}

/// A group's cell: the formula over its children's columns, or the value where there is none.
fn group_cell(sheet: &mut Sheet, book: &Book, (at, value): (usize, Option<f64>)) {
    let Book { case, ref plan, .. } = *book;
    let group = &plan.groups[at];
    if !group.is_live {
        return sheet.number(value, Style::Fine);
    }
    let text = (sheet.row() == FIRST).then(|| plan.formula(case, group, FIRST)).flatten();
    sheet.shared_formula((at, text.as_deref().map(|text| (text, plan.last))), value, Style::Fine);
}

/// Each group's values, in the order of `groups`.
fn values_of<'a>(groups: &[Group], why: &'a NodeValue) -> Vec<&'a NodeValue> {
    let mut values = vec![why];
    let mut at = 0;
    while at < values.len() {
        let own = values[at];
        let inner = groups[at].below.iter().zip(&own.children).filter(|(inner, _)| inner.is_some());
        values.extend(inner.map(|(_, child)| child));
        at += 1;
    }
    values
}
