//! What of the index a spreadsheet can compute, and where it stands in the sheet that computes.

use super::formula::{Block, formula};
use super::sheet::{MOST_COLUMNS, cell, letters};
use crate::case::Case;
use crate::score::TreeNode;
use crate::text::Msg;
use crate::tolerance::RELATIVE;

/// Column of the score.
pub(super) const SCORE: usize = 4;
/// Row of the weights; the areas follow.
pub(super) const WEIGHTS: usize = 4;
/// Row of the first area.
pub(super) const FIRST: usize = 5;
/// Areas up to which ranks are formulas. A rank counts the scores above its own, so that the time grows with the square:
/// some 4 s at 4,000 areas in LibreOffice 7.4 (2.1 s were measured at 3,000), and so some 4 min at 33,755. Counting by `RANK`,
/// `COUNTIF` or a sorted column (`SMALL` as an array) is quadratic there, too.
pub(super) const MOST_RANKED: usize = 4_000;

/// A group with the columns of its children.
pub(super) struct Group<'a> {
    /// The group.
    pub(super) node: &'a TreeNode,
    /// Column of its first child.
    pub(super) first: usize,
    /// Its children's own places among the groups, by child; `None` for indicators.
    pub(super) below: Vec<Option<usize>>,
    /// Whether its value is a formula, as those of all groups it is part of: only then does a weight below it count.
    pub(super) is_live: bool,
}

/// The sheet that computes, planned.
pub(super) struct Plan<'a> {
    /// The groups from the outside in, each with a run of neighbouring columns for its children; none where the sheet
    /// has too few columns for them.
    pub(super) groups: Vec<Group<'a>>,
    /// Whether the weights make the score: not under a flat method, nor where the whole index is no formula.
    pub(super) is_live: bool,
    /// Whether ranks follow the score.
    pub(super) has_live_ranks: bool,
    /// Row of the last area.
    pub(super) last: usize,
    sheet: &'static str,
}

impl<'a> Plan<'a> {
    /// Plans the sheet of so many areas, named in the language of the reader.
    pub(super) fn new(case: &'a Case, sheet: &'static str, areas: usize) -> Self {
        let last = FIRST + areas.max(1) - 1;
        let mut plan = Plan { groups: Vec::new(), is_live: false, has_live_ranks: false, last, sheet };
        let tree = &case.outcome.scored.tree;
        plan.groups.push(Group { node: &tree.root, first: SCORE + 1, below: Vec::new(), is_live: true });
        let mut next = SCORE + 1 + tree.root.children.len();
        let mut at = 0;
        while at < plan.groups.len() {
            let node = plan.groups[at].node;
            let is_live = plan.groups[at].is_live && plan.computes(case, at);
            let mut below = Vec::with_capacity(node.children.len());
            for child in &node.children {
                let inner = (!child.children.is_empty()).then(|| {
                    plan.groups.push(Group { node: child, first: next, below: Vec::new(), is_live });
                    next += child.children.len();
                    plan.groups.len() - 1
                });
                below.push(inner);
            }
            (plan.groups[at].below, plan.groups[at].is_live) = (below, is_live);
            at += 1;
        }
        if next > MOST_COLUMNS {
            plan.groups.clear();
        }
        plan.is_live = case.outcome.is_additive() && plan.groups.first().is_some_and(|root| root.is_live);
        plan.has_live_ranks = plan.is_live && areas <= MOST_RANKED;
        plan
    }

    /// Whether a group's formula fits into the last row, where it is longest.
    fn computes(&self, case: &Case, at: usize) -> bool {
        self.formula(case, &self.groups[at], self.last).is_some()
    }

    /// A group's formula in a row.
    pub(super) fn formula(&self, case: &Case, group: &Group, row: usize) -> Option<String> {
        let node = group.node;
        let block =
            Block { first: group.first, last: group.first + node.children.len() - 1, weights: self.effect() };
        let rule = case.outcome.scored.tree.rule_of(node);
        // Indicators are counted at every depth, which the cells of the children do not tell.
        if rule.counts_indicators() {
            return None;
        }
        formula(node, block, (row, rule.min_coverage()))
    }

    /// Row of the weights in effect, below the areas.
    pub(super) fn effect(&self) -> usize {
        self.last + 2
    }

    /// The weight in effect of a child: what stands in the yellow cell, nothing where that is no number or below 0, and
    /// nothing for a group none of whose children weighs anything.
    pub(super) fn weight_in_effect(&self, (column, inner): (usize, Option<usize>)) -> String {
        let own = format!("MAX({},0)", cell(column, WEIGHTS));
        match inner.and_then(|inner| self.groups.get(inner)).filter(|inner| inner.is_live) {
            Some(inner) => {
                let (first, last) = (inner.first, inner.first + inner.node.children.len() - 1);
                format!("IF(SUM({}:{})>0,{own},0)", cell(first, self.effect()), cell(last, self.effect()))
            }
            None => own,
        }
    }

    /// The groups that are not computed though what they are part of is, by identifier; all below them stand as they
    /// are, too.
    pub(super) fn fixed(&self) -> Vec<&'a str> {
        let inner = self.groups.iter().filter(|group| group.is_live).flat_map(|group| &group.below).flatten();
        let root = self.groups.first().map(|_| 0);
        let at = root.into_iter().chain(inner.copied());
        at.filter_map(|at| self.groups.get(at))
            .filter(|own| !own.is_live)
            .map(|own| own.node.id.as_str())
            .collect()
    }

    /// The address of an area's score from another sheet; areas count from 0 in the sheet's order. It stays where it is
    /// when rows of the other sheet are sorted.
    pub(super) fn score(&self, place: usize) -> String {
        format!("'{}'!${}${}", self.sheet, letters(SCORE), FIRST + place)
    }

    /// Row of the difference up to which two scores of any size are equal, below the weights in effect.
    pub(super) fn closeness(&self) -> usize {
        self.effect() + 2
    }

    /// That difference, by the rule of [`crate::tolerance`]: a share of the larger quartile.
    pub(super) fn closeness_formula(&self) -> String {
        let scores = self.scores();
        format!(
            "IF(COUNT({scores})=0,0,MAX(ABS(QUARTILE({scores},1)),ABS(QUARTILE({scores},3)))*{RELATIVE:E})"
        )
    }

    /// All scores, within their sheet.
    fn scores(&self) -> String {
        let letter = letters(SCORE);
        format!("${letter}${FIRST}:${letter}${}", self.last)
    }

    /// The rank of an area from another sheet: one more than the scores above its own by more than rounding.
    pub(super) fn rank_formula(&self, place: usize) -> String {
        let (own, sheet) = (self.score(place), self.sheet);
        let close = format!("'{sheet}'!${}${}", letters(SCORE), self.closeness());
        let bar = format!("{own}+MAX({close},ABS({own})*{RELATIVE:E})");
        format!("IF(ISNUMBER({own}),INDEX(FREQUENCY('{sheet}'!{},{bar}),2)+1,\"\")", self.scores())
    }

    /// What the reader must know before a weight is changed, as sentences; `name` gives a group's name.
    pub(super) fn sentences(&self, case: &Case, name: &dyn Fn(&str) -> String) -> Vec<(Msg, Vec<String>)> {
        if !case.outcome.is_additive() {
            return vec![(Msg::XlsxFlat, Vec::new())];
        }
        let mut said = Vec::new();
        if self.is_live {
            said.push((Msg::XlsxChangeWeights, Vec::new()));
            said.push((
                if self.has_live_ranks { Msg::XlsxAsSaved } else { Msg::XlsxRanksAsSaved },
                Vec::new(),
            ));
        } else {
            said.push((Msg::XlsxFixedScore, Vec::new()));
        }
        if self.groups.is_empty() {
            said.push((Msg::XlsxTooWide, Vec::new()));
        }
        let fixed: Vec<String> = self.fixed().into_iter().map(name).collect();
        if !fixed.is_empty() && self.is_live {
            said.push((Msg::XlsxFixed, fixed));
        }
        said
    }
}
