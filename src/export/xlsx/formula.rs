//! A group of the index as a spreadsheet formula over its children's cells: the same formulas and the same rule on
//! missing children as [`crate::score`].

use super::sheet::letters;
use crate::score::{Method, TreeNode};

/// The columns of a group's children, from 1, and the row of their weights.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    /// Column of the first child.
    pub(super) first: usize,
    /// Column of the last child.
    pub(super) last: usize,
    /// Row of the weights.
    pub(super) weights: usize,
}

/// Whether a spreadsheet can compute the group from its children alone: not a weighted median, and not a value that is
/// scaled anew over all areas.
pub(super) fn is_computable(node: &TreeNode) -> bool {
    node.normalise.is_none() && node.method != Method::Median
}

/// The formula of a group in a row; empty text where too few children are there, or one has a value that the method cannot
/// take. `least` is the share of the weight that must be there. `None` where [`is_computable`] says no.
pub(super) fn formula(node: &TreeNode, block: Block, (row, least): (usize, f64)) -> Option<String> {
    if !is_computable(node) {
        return None;
    }
    let (first, last, top) = (letters(block.first), letters(block.last), block.weights);
    let values = format!("{first}{row}:{last}{row}");
    let weights = format!("{first}${top}:{last}${top}");
    // Every number is above that bound, and neither an empty cell nor a text is.
    let there = format!("SUMIF({values},\">-1E+300\",{weights})");
    let whole = format!("SUM({weights})");
    let mut refused = vec![format!("{there}<=0"), format!("{there}<{whole}*{}", least - 1e-9)];
    refused.extend(bound(node.method).map(|bound| format!("COUNTIF({values},\"{bound}0\")>0")));
    let each = |term: &dyn Fn(&str, &str) -> String, neutral: &str, sign: &str| {
        let terms = (block.first..=block.last).map(|column| {
            let (x, w) = (format!("{}{row}", letters(column)), format!("{}${top}", letters(column)));
            format!("IF(ISNUMBER({x}),{},{neutral})", term(&w, &x))
        });
        terms.collect::<Vec<_>>().join(sign)
    };
    let sum = |term: &dyn Fn(&str, &str) -> String| each(term, "0", "+");
    let value = match node.method {
        Method::Arithmetic => format!("SUMPRODUCT({weights},{values})/{there}"),
        Method::Sum => format!("SUMPRODUCT({weights},{values})*{whole}/{there}"),
        Method::Geometric => format!("EXP(({})/{there})", sum(&|w, x| format!("{w}*LN({x})"))),
        Method::Harmonic => format!("{there}/({})", sum(&|w, x| format!("{w}/{x}"))),
        Method::Power(p) => format!("(({})/{there})^(1/({p}))", sum(&|w, x| format!("{w}*{x}^({p})"))),
        Method::Product => {
            format!("({})^({whole}/{there})", each(&|w, x| format!("{x}^{w}"), "1", "*"))
        }
        Method::Min => format!("MIN({values})"),
        Method::Max => format!("MAX({values})"),
        Method::Median => return None,
    };
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
    Some(format!("IF(OR({}),\"\",{value})", refused.join(",")))
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

    #[test]
    fn the_mean_reads_as_people_would_write_it() {
        let node = TreeNode::group("a", 1.0, vec![TreeNode::leaf("x", 1.0, 0), TreeNode::leaf("y", 1.0, 1)]);
        let block = Block { first: 5, last: 6, weights: 4 };
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
}
