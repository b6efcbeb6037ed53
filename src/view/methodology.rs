//! The method of a scenario as sentences that a statistician would accept.
//!
//! Every choice that touches a number is said, with what it did to these data: how many gaps were filled, which
//! indicators were treated, which take no part.

mod rounded;

use crate::case::Case;
use crate::pipeline::MatrixLeaf;
use crate::rank::Cut;
use crate::scenario::Within;
use crate::score::{IndexNode, Method, MissingRule, Transform, Treatment, shares};
use crate::text::Msg;
use crate::weight::Consistency;

use super::Words;
use super::choices::{
    flat_words, imputation_words, left_out_words, method_name, scale_name, tier_name, weighting_name,
};
use super::formulas::{method_formula, scale_formula, scale_symbols};
use super::locks::lock_sentences;
use super::method_text::MethodStep;
use super::naming::scenario_line;
use super::part_names::node_name;
use super::people_unknown::people_unknown;

/// The steps of the method, in the order of the work: data, indicators, gaps, outliers, scale, weights and combining,
/// incomplete groups, ranks, decisions. Steps with nothing to say are left out.
pub fn method_steps(case: &Case, words: Words) -> Vec<MethodStep> {
    let telling = Telling { case, words };
    let steps = [
        (
            Msg::StepData,
            vec![scenario_line(&case.snapshot, &case.scenario, words), telling.data(), telling.left_out()],
        ),
        (Msg::StepPrepare, vec![telling.prepared()]),
        (Msg::StepGaps, vec![telling.gaps()]),
        (Msg::StepOutliers, vec![telling.outliers()]),
        (Msg::StepScale, vec![telling.scale()]),
        (Msg::StepCombine, telling.combining()),
        (Msg::StepMissing, vec![telling.missing()]),
        (Msg::StepRanks, vec![telling.ranks()]),
        (Msg::StepLocks, vec![lock_sentences(case, words)]),
    ];
    let said = |(title, mut lines): (Msg, Vec<String>)| {
        lines.retain(|line| !line.is_empty());
        (!lines.is_empty()).then_some(MethodStep { title, lines })
    };
    steps.into_iter().filter_map(said).collect()
}

/// The method as paragraphs, one a step of [`method_steps`].
pub fn methodology(case: &Case, words: Words) -> Vec<String> {
    let steps = method_steps(case, words);
    steps.into_iter().map(|step| step.lines.join(" ")).collect()
}

/// Sentences on the index so far, and the methods whose formula has been given.
#[derive(Default)]
struct Told {
    sentences: Vec<String>,
    methods: Vec<Method>,
}

impl Told {
    /// The formula in brackets where the method is named for the first time.
    fn formula(&mut self, method: Method) -> String {
        if self.methods.contains(&method) {
            return String::new();
        }
        self.methods.push(method);
        format!(" (\u{2066}{}\u{2069})", method_formula(method))
    }
}

struct Telling<'a> {
    case: &'a Case,
    words: Words,
}

impl Telling<'_> {
    fn name(&self, leaf: &MatrixLeaf) -> String {
        self.words.label(&self.case.snapshot.indicators[leaf.indicator].name)
    }

    /// A list of quoted names.
    fn names(&self, names: impl Iterator<Item = String>) -> String {
        let quoted: Vec<String> = names.map(|name| self.words.fill_one(Msg::Quoted, &name)).collect();
        self.words.list(&quoted)
    }

    fn fill(&self, key: Msg, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.words.fill(key, &values)
    }

    fn data(&self) -> String {
        let (words, header) = (self.words, &self.case.snapshot.header);
        let period = &self.case.snapshot.periods[self.case.outcome.period].name;
        let used = self.case.outcome.matrix.leaves.iter().filter(|leaf| leaf.column.is_some()).count();
        let values = [
            ("title", words.label(&header.title)),
            ("issued", words.date(&header.issued)),
            ("period", words.label(period)),
            ("n", words.int(self.case.outcome.set.count())),
            ("total", words.int(self.case.snapshot.n_areas())),
            ("unit", words.area_level(&self.case.snapshot)),
            ("k", words.int(used)),
        ];
        self.fill(Msg::MethodData, &values)
    }

    fn left_out(&self) -> String {
        let reason = |leaf: &MatrixLeaf| {
            let reason = self.words.say(left_out_words(leaf.left_out?));
            Some(self.fill(Msg::MethodLeftOut, &[("name", self.name(leaf)), ("reason", reason.to_owned())]))
        };
        self.case.outcome.matrix.leaves.iter().filter_map(reason).collect::<Vec<_>>().join(" ")
    }

    fn prepared(&self) -> String {
        let leaves = self.case.scenario.index.leaves();
        let name = |leaf: &&IndexNode| {
            node_name(self.case, leaf.indicator.as_deref().unwrap_or_default(), self.words)
        };
        let divided = self.names(leaves.iter().filter(|leaf| leaf.denominate.is_some()).map(name));
        let shrunk = self.names(leaves.iter().filter(|leaf| leaf.shrink.is_some()).map(name));
        let said = |key, list: String| (!list.is_empty()).then(|| self.words.fill_one(key, &list));
        let sentences = [said(Msg::MethodDivided, divided), said(Msg::MethodShrunk, shrunk)];
        sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn gaps(&self) -> String {
        let leaves = &self.case.outcome.matrix.leaves;
        let filled: usize = leaves.iter().map(|leaf| leaf.imputed).sum();
        let missing: usize = leaves.iter().map(|leaf| leaf.missing).sum();
        let level = self.case.scenario.impute.level().map(|id| self.level(id)).unwrap_or_default();
        let values = [
            ("how", self.words.fill_one(imputation_words(&self.case.scenario.impute).0, &level)),
            ("filled", self.words.int(filled)),
            ("missing", self.words.int(missing)),
            ("cells", self.words.int(leaves.len() * self.case.snapshot.n_areas())),
        ];
        self.fill(if filled > 0 { Msg::MethodFilled } else { Msg::MethodGaps }, &values)
    }

    fn level(&self, id: &str) -> String {
        let tree = &self.case.snapshot.divisions;
        let level = tree.level_idx(id).and_then(|at| tree.levels.get(at));
        level.map(|level| self.words.label(&level.name)).unwrap_or_default()
    }

    fn outliers(&self) -> String {
        let mut sentences = Vec::new();
        if let Treatment::Winsorise { max_points, skew, kurtosis, then } = &self.case.scenario.treat {
            let then = match then {
                Transform::None => Msg::TransformNone,
                Transform::Log => Msg::TransformLog,
                Transform::BoxCox => Msg::TransformBoxCox,
            };
            let values = [
                ("points", self.words.int(*max_points as usize)),
                ("skew", self.words.number(Some(*skew), 1)),
                ("kurtosis", self.words.number(Some(*kurtosis), 1)),
                ("then", self.words.say(then).to_owned()),
            ];
            sentences.push(self.fill(Msg::MethodWinsorise, &values));
        }
        let changed = |leaf: &&MatrixLeaf| leaf.treated.is_some_and(|record| record.is_changed());
        let treated: Vec<String> =
            self.case.outcome.matrix.leaves.iter().filter(changed).map(|leaf| self.treated(leaf)).collect();
        if !treated.is_empty() {
            sentences.push(self.words.fill_one(Msg::MethodTreated, &self.words.list(&treated)));
        } else if !sentences.is_empty() {
            sentences.push(self.words.say(Msg::MethodTreatedNone).to_owned());
        }
        sentences.join(" ")
    }

    fn treated(&self, leaf: &MatrixLeaf) -> String {
        let record = leaf.treated.unwrap_or_default();
        let what = match record.lambda {
            Some(0.0) => self.words.say(Msg::TreatedLog).to_owned(),
            Some(lambda) => self.words.fill_one(Msg::TreatedBoxCox, &self.words.number(Some(lambda), 3)),
            None => self.words.fill_one(Msg::TreatedPoints, &self.words.int(record.low + record.high)),
        };
        self.fill(Msg::TreatedItem, &[("name", self.name(leaf)), ("what", what)])
    }

    fn scale(&self) -> String {
        let words = self.words;
        let scale = &self.case.scenario.normalise;
        let within = match &self.case.scenario.within {
            Within::All => words.say(Msg::WithinAll).to_owned(),
            Within::Filter => words.say(Msg::WithinFilter).to_owned(),
            Within::Group(id) => words.fill_one(Msg::WithinGroup, &self.level(id)),
            Within::Base(id) => {
                let period = self.case.snapshot.period_idx(id).map(|at| &self.case.snapshot.periods[at].name);
                words.fill_one(Msg::WithinBase, &period.map(|name| words.label(name)).unwrap_or_default())
            }
        };
        let values = [
            ("scale", words.say(scale_name(scale)).to_owned()),
            ("formula", scale_formula(scale).to_owned()),
            ("within", within),
        ];
        let own = self.case.scenario.index.leaves().iter().filter(|leaf| leaf.normalise.is_some()).count();
        let own = (own > 0).then(|| words.fill_one(Msg::MethodScaleOwn, &words.int(own)));
        let mut sentences = vec![self.fill(Msg::MethodScale, &values)];
        sentences.extend(scale_symbols(scale, words));
        sentences.extend(own);
        sentences.extend(self.rounded_leaves());
        sentences.join(" ")
    }

    fn combining(&self) -> Vec<String> {
        let mut told = Told::default();
        self.flat(&mut told);
        self.node(&self.case.scenario.index, &mut told);
        let symbols =
            told.methods.iter().any(|method| !matches!(method, Method::Min | Method::Max | Method::Median));
        told.sentences.extend(symbols.then(|| self.words.say(Msg::SymbolsCombine).to_owned()));
        told.sentences
    }

    /// Under a flat method the index gives its weights alone.
    fn flat(&self, told: &mut Told) {
        let Some(flat) = &self.case.scenario.flat else { return };
        let method = self.words.say(flat_words(Some(flat)).0).to_owned();
        let n = self.case.outcome.matrix.leaves.iter().filter(|leaf| leaf.column.is_some()).count();
        told.sentences.push(self.fill(Msg::MethodFlat, &[("method", method), ("n", self.words.int(n))]));
    }

    /// The node's own sentence, then those of the groups below it.
    fn node(&self, node: &IndexNode, told: &mut Told) {
        if node.indicator.is_some() {
            return;
        }
        let weights = node.child_weights();
        let equal = weights.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-12);
        let unweighted = equal || matches!(node.method, Method::Min | Method::Max);
        let parts: Vec<String> = node
            .children
            .iter()
            .zip(weights.iter().zip(shares(&weights)))
            .map(|(child, (weight, share))| {
                let name = self.node_name(child);
                if unweighted { name } else { self.part(name, (*weight, share), node.method) }
            })
            .collect();
        let values = [
            ("node", self.node_name(node)),
            ("method", self.words.say(method_name(node.method)).to_owned()),
            ("formula", told.formula(node.method)),
            ("parts", self.words.list(&parts)),
        ];
        let key = match (node.children.len(), unweighted, equal) {
            (1, ..) | (_, true, false) => Msg::MethodNode,
            (_, true, true) => Msg::MethodNodeEqual,
            _ => Msg::MethodNode,
        };
        told.sentences.push(self.fill(key, &values));
        told.sentences.extend(self.judged(node));
        told.sentences.extend(self.rounded(node, node.round, Msg::MethodRoundSum));
        told.sentences.extend(self.rescaled(node));
        told.sentences.extend(self.rounded(node, node.round_scale, Msg::MethodRoundScale));
        told.sentences.extend(self.own_rule(node));
        node.children.iter().for_each(|child| self.node(child, told));
    }

    /// Under sums and products the weights themselves count, elsewhere their shares.
    fn part(&self, name: String, (weight, share): (f64, f64), method: Method) -> String {
        let weight = match method {
            Method::Sum | Method::Product => self.words.number(Some(weight), 3),
            _ => self.words.exact_percent(Some(share)),
        };
        self.fill(Msg::MethodPart, &[("name", name), ("weight", weight)])
    }

    /// Where the weights came from, and how far the judgements agree.
    fn judged(&self, node: &IndexNode) -> Option<String> {
        let derived = node.judged()?.ok()?;
        let words = self.words;
        let how = words.say(weighting_name(node.weighting.as_ref()?));
        let mut text =
            self.fill(Msg::MethodJudged, &[("node", self.node_name(node)), ("how", how.to_owned())]);
        if let Some(ratio) = derived.consistency.as_ref().and_then(Consistency::ratio) {
            text.push(' ');
            text.push_str(&words.fill_one(Msg::MethodConsistency, &words.number(Some(ratio), 3)));
        }
        if derived.people.len() > 1 {
            text.push(' ');
            text.push_str(&words.fill_one(Msg::MethodPeople, &words.int(derived.people.len())));
        }
        Some(text)
    }

    fn node_name(&self, node: &IndexNode) -> String {
        let id = node.indicator.as_deref().or(node.id.as_deref()).unwrap_or_default();
        match &node.name {
            Some(name) => self.words.label(name),
            None if std::ptr::eq(node, &self.case.scenario.index) => {
                self.words.say(Msg::ScoreLong).to_owned()
            }
            None => node_name(self.case, id, self.words),
        }
    }

    fn missing(&self) -> String {
        let rule = match self.case.scenario.missing {
            MissingRule::Renormalise { min_coverage } => {
                self.words.fill_one(Msg::MethodRenormalise, &self.words.exact_share(min_coverage))
            }
            MissingRule::Indicators { min_share } => {
                self.words.fill_one(Msg::MethodIndicators, &self.words.exact_share(min_share))
            }
            MissingRule::Propagate => self.words.say(Msg::MethodPropagate).to_owned(),
        };
        match self.case.outcome.ranked.ranking.unscored.len() {
            0 => rule,
            n => format!("{rule} {}", self.words.fill_one(Msg::MethodUnscored, &self.words.int(n))),
        }
    }

    fn ranks(&self) -> String {
        let words = self.words;
        let tiers = tier_name(&self.case.scenario.tiers);
        let cut = match self.case.scenario.cut {
            Cut::Count(count) => words.fill_one(Msg::CutIsCount, &words.int(count as usize)),
            Cut::PopulationShare(share) => words.fill_one(Msg::CutIsPeople, &words.exact_share(share)),
            Cut::Score(score) => words.fill_one(Msg::CutIsScore, &words.exact(score, 1)),
        };
        let n = words.int(self.case.outcome.ranked.n_tiers);
        let ranks =
            self.fill(Msg::MethodRanks, &[("n", n), ("tiers", words.say(tiers).to_owned()), ("cut", cut)]);
        let unknown = people_unknown(&self.case.scenario, &self.case.outcome, words);
        [ranks].into_iter().chain(unknown).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::score::{Imputation, Normalisation};
    use crate::testing::{case_of, small_snapshot};
    use crate::text::Language;

    fn told(edit: impl FnOnce(&mut Scenario), language: Language) -> String {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        edit(&mut scenario);
        let case = case_of(&snapshot, &scenario);
        methodology(&case, Words { language }).join("\n")
    }

    #[test]
    fn rounding_and_counted_indicators_are_said() {
        for language in [Language::En, Language::Fa] {
            let text = told(
                |scenario| {
                    scenario.missing = MissingRule::Indicators { min_share: 0.5 };
                    scenario.index.missing = Some(MissingRule::Indicators { min_share: 0.6 });
                    scenario.index.round = Some(4);
                    scenario.index.round_scale = Some(3);
                    scenario.index.children[0].children[0].round = Some(2);
                },
                language,
            );
            let parts = match language {
                Language::En => [
                    "on the common scale are rounded to 2 decimals",
                    "is rounded to 4 decimals before anything else",
                    "is rounded to 3 decimals",
                    "at least 50% of the indicators below it",
                    "only where at least 60%",
                ],
                Language::Fa => [
                    "تا ۲ رقم",
                    "پیش از هر کار دیگری تا ۴ رقم",
                    "تا ۳ رقم",
                    "دست‌کم ۵۰٪ شاخص‌های زیر",
                    "دست‌کم ۶۰٪",
                ],
            };
            for part in parts {
                assert!(text.contains(part), "{part}\n{text}");
            }
        }
    }

    #[test]
    fn every_choice_that_touches_a_number_is_said() {
        let text = told(
            |scenario| {
                scenario.impute = Imputation::Median;
                scenario.treat =
                    Treatment::Winsorise { max_points: 5, skew: 2.0, kurtosis: 3.5, then: Transform::Log };
                scenario.normalise = Normalisation::MinMax { lo: 1.0, hi: 100.0 };
                scenario.index.method = Method::Geometric;
                scenario.index.children[0].weight = 3.0;
            },
            Language::En,
        );
        let parts = [
            "median of all",
            "2 missing values",
            "skewness",
            "min–max",
            "geometric mean",
            "75%",
            "1, 2, 2, 4",
        ];
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn a_flat_method_is_said_before_the_index_that_it_takes_its_weights_from() {
        let flat = crate::score::methods::FlatMethod::Copeland;
        let text = told(|scenario| scenario.flat = Some(flat), Language::En);
        assert!(text.contains("Copeland over indicators") && text.contains("3 indicators"), "{text}");
    }

    #[test]
    fn no_placeholder_is_left_open() {
        for language in [Language::Fa, Language::En] {
            let text = told(|_| {}, language);
            assert!(!text.contains('{') && !text.contains("«»") && !text.contains("“”"), "{text}");
        }
    }
}
