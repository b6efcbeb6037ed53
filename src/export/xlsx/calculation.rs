//! The sheet that computes: indicators on the common scale, weights above them, groups and score as formulas.

use super::formula::{Block, formula, is_computable};
use super::sheet::{Sheet, Style, cell, letters};
use crate::export::Run;
use crate::export::names::part_name;
use crate::score::{NodeValue, ScoreTree, TreeNode};
use crate::text::{Language, Msg};

/// Column of the score.
const SCORE: usize = 4;
/// Row of the weights; the areas follow.
const WEIGHTS: usize = 4;
/// Row of the first area.
pub(super) const FIRST: usize = 5;

/// A group with the columns of its children.
struct Group<'a> {
    node: &'a TreeNode,
    first: usize,
    /// The columns of the children's own blocks, by child; `None` for indicators.
    below: Vec<Option<usize>>,
}

/// The groups from the outside in, each with a run of neighbouring columns for its children.
fn groups(root: &TreeNode) -> Vec<Group<'_>> {
    let mut groups = vec![Group { node: root, first: SCORE + 1, below: Vec::new() }];
    let mut next = SCORE + 1 + root.children.len();
    let mut at = 0;
    while at < groups.len() {
        let node = groups[at].node;
        let mut below = Vec::with_capacity(node.children.len());
        for child in &node.children {
            let inner = (!child.children.is_empty()).then(|| {
                groups.push(Group { node: child, first: next, below: Vec::new() });
                next += child.children.len();
                groups.len() - 1
            });
            below.push(inner);
        }
        groups[at].below = below;
        at += 1;
    }
    groups
}

/// Names of the groups that the sheet cannot compute, so that their values stand in it as they are.
pub(super) fn fixed_groups(tree: &ScoreTree) -> Vec<&str> {
    groups(&tree.root)
        .iter()
        .map(|group| group.node)
        .filter(|node| !is_computable(node) || tree.rule_of(node).counts_indicators())
        .map(|node| node.id.as_str())
        .collect()
}

/// The address of an area's score from another sheet; areas count from 0 in the sheet's order.
pub(super) fn score_address(sheet: &str, place: usize) -> String {
    format!("'{sheet}'!{}", cell(SCORE, FIRST + place))
}

/// The sheet for these areas.
pub(super) fn sheet(run: &Run, language: Language, areas: &[usize]) -> String {
    let tree = &run.outcome.scored.tree;
    let groups = groups(&tree.root);
    let mut sheet = Sheet::new();
    head(&mut sheet, run, (&groups, language));
    for (place, area) in areas.iter().enumerate() {
        sheet.next_row();
        let why = run.outcome.explain(*area);
        let values = values_of(&groups, &why);
        sheet.number(Some((place + 1) as f64), Style::Whole);
        sheet.text(&run.snapshot.areas.code[*area], Style::Plain);
        sheet.text(&run.snapshot.areas.name[*area], Style::Plain);
        group_cell(&mut sheet, tree, (&groups[0], values[0].value));
        for (group, own) in groups.iter().zip(&values) {
            for (inner, child) in group.below.iter().zip(&own.children) {
                match inner {
                    Some(inner) => group_cell(&mut sheet, tree, (&groups[*inner], child.value)),
                    None => sheet.number(child.value, Style::Fine),
                }
            }
        }
    }
    sheet.finish((SCORE, WEIGHTS), language == Language::Fa, None)
}

fn head(sheet: &mut Sheet, run: &Run, (groups, language): (&[Group], Language)) {
    let name = |id: &str| part_name(run.snapshot, run.scenario, id).get(language).to_owned();
    sheet.text(Msg::XlsxChangeWeights.text(language), Style::Title);
    sheet.next_row();
    (0..SCORE).for_each(|_| sheet.text("", Style::Head));
    for (at, group) in groups.iter().enumerate() {
        let title = if at == 0 { Msg::XlsxIndex.text(language).to_owned() } else { name(&group.node.id) };
        group.node.children.iter().for_each(|_| sheet.text(&title, Style::Head));
    }
    sheet.next_row();
    for key in [Msg::XlsxOrder, Msg::Code, Msg::Name, Msg::Score] {
        sheet.text(key.text(language), Style::Head);
    }
    for child in groups.iter().flat_map(|group| &group.node.children) {
        sheet.text(&name(&child.id), Style::Head);
    }
    sheet.next_row();
    (0..SCORE - 1).for_each(|_| sheet.skip());
    sheet.text(Msg::Weights.text(language), Style::Head);
    for child in groups.iter().flat_map(|group| &group.node.children) {
        sheet.number(Some(child.weight), Style::Input);
    }
}

/// A group's cell: the formula over its children's columns, or the value where there is none.
fn group_cell(sheet: &mut Sheet, tree: &ScoreTree, (group, value): (&Group, Option<f64>)) {
    let node = group.node;
    let block = Block { first: group.first, last: group.first + node.children.len() - 1, weights: WEIGHTS };
    let rule = tree.rule_of(node);
    // Indicators are counted at every depth, which the cells of the children do not tell.
    let found = formula(node, block, (sheet.row(), rule.min_coverage()));
    match found.filter(|_| !rule.counts_indicators()) {
        Some(formula) => sheet.formula(&formula, value, Style::Fine),
        None => sheet.number(value, Style::Fine),
    }
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

/// The range of all scores, for ranks.
pub(super) fn score_range(sheet: &str, areas: usize) -> String {
    let letter = letters(SCORE);
    format!("'{sheet}'!${letter}${FIRST}:${letter}${}", FIRST + areas.saturating_sub(1))
}
