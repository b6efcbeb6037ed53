//! Remarks of validation, put together by whom they concern: the publisher of the indicator's source.

use std::collections::HashMap;

use crate::snapshot::{Remark, Snapshot};
use crate::sorting::Sorting;
use crate::text::{Language, Msg};
use crate::view::Words;

/// Remarks listed of one rule; the rest is counted, and stands in the file to be saved.
const LISTED: usize = 60;

/// One remark in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkRow {
    /// `blocks`, `warns` or `informs`.
    pub severity: String,
    /// The indicator with its name.
    pub indicator: Option<(usize, String)>,
    /// The area with its name.
    pub area: Option<(usize, String)>,
    /// Further parts of the place, what was found and what was expected, each with what it is.
    pub facts: Vec<(Msg, String)>,
    /// The sentence.
    pub text: String,
}

/// Remarks of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleGroup {
    /// Those listed.
    pub rows: Vec<RemarkRow>,
    /// How many more there are.
    pub more: usize,
}

/// What concerns one supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierGroup {
    /// Its name; of remarks on no indicator, that they concern the file.
    pub name: String,
    /// How many hinder the use or warn.
    pub warns: usize,
    /// How many are worth knowing.
    pub informs: usize,
    /// By rule, warnings first, then in the order met.
    pub rules: Vec<RuleGroup>,
}

/// The groups: those with most warnings first, then those with most remarks, then in the order of the sources.
pub fn by_supplier(snapshot: &Snapshot, remarks: &[Remark], words: Words) -> Vec<SupplierGroup> {
    let named = remarks.iter().any(|remark| remark.area.is_some());
    let codes: HashMap<&str, usize> = if named {
        snapshot.areas.code.iter().enumerate().map(|(at, code)| (code.as_str(), at)).collect()
    } else {
        HashMap::new()
    };
    // The file itself stands behind the sources.
    let file = snapshot.sources.len();
    let supplier = |remark: &Remark| {
        let at = snapshot.indicator_idx(remark.indicator.as_deref()?)?;
        let source = snapshot.indicators[at].source.as_ref()?;
        snapshot.sources.iter().position(|own| own.id == *source)
    };
    let mut met: Vec<(String, usize, Vec<&Remark>)> = Vec::new();
    for remark in remarks {
        let at = supplier(remark).unwrap_or(file);
        let name = match snapshot.sources.get(at) {
            Some(source) => words.label(source.publisher.as_ref().unwrap_or(&source.name)),
            None => words.fill_one(Msg::SupplierFile, &words.label(&snapshot.header.issuer)),
        };
        match met.iter_mut().find(|own| own.0 == name) {
            Some(own) => own.2.push(remark),
            None => met.push((name, at, vec![remark])),
        }
    }
    let informs = |list: &[&Remark]| list.iter().filter(|own| own.severity == "informs").count();
    met.order_by_key(|(_, at, list)| {
        let informs = informs(list);
        (std::cmp::Reverse(list.len() - informs), std::cmp::Reverse(informs), *at)
    });
    let group = |(name, _, list): (String, usize, Vec<&Remark>)| SupplierGroup {
        name,
        warns: list.len() - informs(&list),
        informs: informs(&list),
        rules: by_rule(&list).into_iter().map(|own| rule(snapshot, &own, (&codes, words))).collect(),
    };
    met.into_iter().map(group).collect()
}

/// Remarks of one rule together: warnings first, then in the order they were met.
fn by_rule<'a>(remarks: &[&'a Remark]) -> Vec<Vec<&'a Remark>> {
    let mut groups: Vec<Vec<&Remark>> = Vec::new();
    for remark in remarks {
        match groups.iter_mut().find(|group| group[0].rule == remark.rule) {
            Some(group) => group.push(remark),
            None => groups.push(vec![remark]),
        }
    }
    groups.order_by_key(|group| group[0].severity == "informs");
    groups
}

fn rule(snapshot: &Snapshot, list: &[&Remark], names: (&HashMap<&str, usize>, Words)) -> RuleGroup {
    RuleGroup {
        rows: list.iter().take(LISTED).map(|remark| row(snapshot, remark, names)).collect(),
        more: list.len().saturating_sub(LISTED),
    }
}

fn row(snapshot: &Snapshot, remark: &Remark, (codes, words): (&HashMap<&str, usize>, Words)) -> RemarkRow {
    let indicator = remark.indicator.as_deref().and_then(|id| snapshot.indicator_idx(id));
    let area = remark.area.as_deref().and_then(|code| codes.get(code).copied());
    let period = remark.period.as_deref().and_then(|id| snapshot.period_idx(id));
    let period = period.and_then(|at| snapshot.periods.get(at)).map(|own| words.label(&own.name));
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let facts = [
        (Msg::Period, period),
        (Msg::RemarkFound, given(&remark.found)),
        (Msg::RemarkExpected, given(&remark.expected)),
        (Msg::RemarkPath, given(&remark.path)),
        (Msg::RemarkMore, (remark.more > 0).then(|| words.int(remark.more))),
    ];
    RemarkRow {
        severity: remark.severity.clone(),
        indicator: indicator.map(|at| (at, words.label(&snapshot.indicators[at].name))),
        area: area.map(|at| (at, words.area(snapshot, at))),
        facts: facts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        text: if words.language == Language::Fa { remark.fa.clone() } else { remark.en.clone() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{Limits, open};
    use crate::testing::SMALL;

    fn remark(rule: &str, severity: &str, indicator: Option<&str>) -> Remark {
        let indicator = indicator.map(str::to_owned);
        Remark { rule: rule.into(), severity: severity.into(), indicator, ..Remark::default() }
    }

    #[test]
    fn remarks_go_to_the_publisher_of_the_figures() {
        let text = SMALL
            .replace(
                r#""kinds": ["#,
                r#""sources": [{"id": "s", "name": "پیمایش", "publisher": "مرکز آمار"}], "kinds": ["#,
            )
            .replace(r#""measure": {"kind": "mean"},"#, r#""measure": {"kind": "mean"}, "source": "s","#);
        let snapshot = open(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let mut remarks = vec![
            remark("a", "informs", None),
            remark("b", "informs", Some("trust")),
            remark("c", "warns", Some("trust")),
        ];
        remarks[2].area = Some("03".into());
        let found = by_supplier(&snapshot, &remarks, Words::default());
        let heads: Vec<_> = found.iter().map(|own| (own.name.as_str(), own.warns, own.informs)).collect();
        assert_eq!(heads[0], ("مرکز آمار", 1, 1));
        assert_eq!((heads.len(), heads[1].1, heads[1].2), (2, 0, 1));
        let first = &found[0].rules[0].rows[0];
        assert_eq!((first.severity.as_str(), first.area.clone()), ("warns", Some((2, "کوی مهر".to_owned()))));
    }

    #[test]
    fn long_lists_are_cut_and_counted() {
        let snapshot = crate::testing::small_snapshot();
        let many = vec![remark("a", "warns", None); LISTED + 7];
        let found = by_supplier(&snapshot, &many, Words::default());
        assert_eq!(
            (found[0].rules[0].rows.len(), found[0].rules[0].more, found[0].warns),
            (LISTED, 7, LISTED + 7)
        );
    }
}
