//! A group of the index as a spreadsheet formula over its children's cells: the same formulas, the same rule on
//! missing children and the same part for a child of weight 0, none, as [`crate::score`].

use super::sheet::letters;
use crate::score::{Method, TreeNode};

/// Characters of a formula that Excel takes, with its equals sign.
pub(super) const LONGEST_FORMULA: usize = 8_192;
/// Arguments that a function takes.
const MOST_ARGUMENTS: usize = 255;
/// Beyond every value on a common scale.
const BEYOND: &str = "1E+300";

/// The columns of a group's children, from 1, and the row of the weights in effect: above 0 where the child takes part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    /// Column of the first child.
    pub(super) first: usize,
    /// Column of the last child.
    pub(super) last: usize,
    /// Row of the weights in effect.
    pub(super) weights: usize,
}

/// The formula of a group in a row; empty text where too few children are there, or one has a value that the method cannot
/// take. `least` is the share of the weight that must be there. `None` where a spreadsheet cannot compute the group from
/// its children alone (a weighted median, a value that is scaled anew over all areas) or the formula would be longer than
/// it takes.
pub(super) fn formula(node: &TreeNode, block: Block, (row, least): (usize, f64)) -> Option<String> {
    let children = block.last + 1 - block.first;
    let is_extreme = matches!(node.method, Method::Min | Method::Max);
    if node.normalise.is_some() || (is_extreme && children > MOST_ARGUMENTS) {
        return None;
    }
    let (first, last, top) = (letters(block.first), letters(block.last), block.weights);
    let values = format!("{first}{row}:{last}{row}");
    let weights = format!("{first}${top}:{last}${top}");
    // Every number is above that bound, and neither an empty cell nor a text is.
    let there = format!("SUMIF({values},\">-{BEYOND}\",{weights})");
    let whole = format!("SUM({weights})");
    let mut refused = vec![format!("{there}<=0"), format!("{there}<{whole}*{}", least - 1e-9)];
    let is_refused = |bound| format!("COUNTIFS({values},\"{bound}0\",{weights},\">0\")>0");
    refused.extend(bound(node.method).map(is_refused));
    let value = Terms { block, row }.value(node.method, [&values, &weights, &there, &whole])?;
    let round = |value: String, decimals: Option<u8>| match decimals {
        Some(decimals) => format!("ROUND({value},{decimals})"),
        None => value,
    };
    let value = round(value, node.round);
    let value = match node.bounds {
        (None, None) => value,
        (Some(floor), None) => format!("MAX({floor},{value})"),
        (None, Some(cap)) => format!("MIN({cap},{value})"),
        (Some(floor), Some(cap)) => format!("MAX({floor},MIN({cap},{value}))"),
    };
    let value = round(value, node.round_scale);
    let whole = format!("IF(OR({}),\"\",{value})", refused.join(","));
    (whole.len() < LONGEST_FORMULA).then_some(whole)
}

struct Terms {
    block: Block,
    row: usize,
}

impl Terms {
    /// What the children that take part combine to.
    fn value(&self, method: Method, [values, weights, there, whole]: [&str; 4]) -> Option<String> {
        let sum = |term: &dyn Fn(&str, &str) -> String| self.each(term, "0", "+");
        let own = |_: &str, x: &str| x.to_owned();
        Some(match method {
            Method::Arithmetic => format!("SUMPRODUCT({weights},{values})/{there}"),
            Method::Sum => format!("SUMPRODUCT({weights},{values})*{whole}/{there}"),
            Method::Geometric => format!("EXP(({})/{there})", sum(&|w, x| format!("{w}*LN({x})"))),
            Method::Harmonic => format!("{there}/({})", sum(&|w, x| format!("{w}/{x}"))),
            Method::Power(p) => {
                format!("(({})/{there})^(1/({p}))", sum(&|w, x| format!("{w}*{x}^({p})")))
            }
            Method::Product => {
                format!("({})^({whole}/{there})", self.each(&|w, x| format!("{x}^{w}"), "1", "*"))
            }
            Method::Min => format!("MIN({})", self.each(&own, BEYOND, ",")),
            Method::Max => format!("MAX({})", self.each(&own, &format!("-{BEYOND}"), ",")),
            Method::Median => return None,
        })
    }

    /// One term a child, or `neutral` where the child is missing or weighs nothing: what a method cannot take, such as
    /// the logarithm of 0, is then not computed.
    fn each(&self, term: &dyn Fn(&str, &str) -> String, neutral: &str, sign: &str) -> String {
        let Self { block, row } = self;
        let terms = (block.first..=block.last).map(|column| {
            let (x, w) =
                (format!("{}{row}", letters(column)), format!("{}${}", letters(column), block.weights));
            format!("IF(ISNUMBER({x})*{w}>0,{},{neutral})", term(&w, &x))
        });
        terms.collect::<Vec<_>>().join(sign)
    }
}

/// Which values of children the method cannot take: those that compare so with 0.
fn bound(method: Method) -> Option<&'static str> {
    match method {
        Method::Geometric | Method::Harmonic => Some("<="),
        Method::Power(p) if p < 0.0 => Some("<="),
        Method::Power(_) | Method::Product => Some("<"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> TreeNode {
        TreeNode::group("a", 1.0, vec![TreeNode::leaf("x", 1.0, 0), TreeNode::leaf("y", 1.0, 1)])
    }

    #[test]
    fn the_mean_reads_as_people_would_write_it() {
        let (node, block) = (pair(), Block { first: 5, last: 6, weights: 4 });
        let there = "SUMIF(E9:F9,\">-1E+300\",E$4:F$4)";
        assert_eq!(
            formula(&node, block, (9, 1.0)).unwrap(),
            format!(
                "IF(OR({there}<=0,{there}<SUM(E$4:F$4)*0.999999999),\"\",SUMPRODUCT(E$4:F$4,E9:F9)/{there})"
            )
        );
        let median = TreeNode { method: Method::Median, ..node };
        assert!(formula(&median, block, (9, 1.0)).is_none());
    }

    #[test]
    fn no_formula_is_longer_than_a_spreadsheet_takes() {
        let methods = [Method::Geometric, Method::Harmonic, Method::Power(0.5), Method::Product];
        for method in methods.into_iter().chain([Method::Min, Method::Max, Method::Arithmetic]) {
            let node = TreeNode { method, ..pair() };
            let mut given = 0;
            for children in 1..400 {
                let block = Block { first: 5, last: 4 + children, weights: 1_000_000 };
                let Some(text) = formula(&node, block, (1_000_000, 1.0)) else { break };
                assert!(text.len() < LONGEST_FORMULA);
                given = children;
            }
            assert!(given > 100, "{method:?}: {given}");
        }
    }
}
