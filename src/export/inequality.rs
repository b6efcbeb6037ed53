//! How unequally measures are shared out: Gini coefficient, Theil's T and variance, between and within groups.
//!
//! The figures are those that the page shows under inequality; formulas and sources stand in [`crate::stat::inequality`].

use serde_json::{Map, Value, json};

use super::aggregation::group_name;
use super::csv::{CsvWriter, Flavour};
use super::json::to_text;
use crate::aggregate::{Among, Base, Grouping, base, shared_out};
use crate::case::Case;
use crate::filter::AreaSet;
use crate::snapshot::{Label, Snapshot};
use crate::stat::inequality::{GroupPart, Split, Unshared, lorenz, theil, variance};
use crate::text::Language;

/// What the figures are taken from.
#[derive(Debug, Clone, Copy)]
pub struct InequalitySource<'a> {
    /// The data.
    pub snapshot: &'a Snapshot,
    /// SHA-256 of the snapshot's bytes.
    pub sha256: &'a str,
    /// The areas that count.
    pub set: &'a AreaSet,
    /// Position of the period.
    pub period: usize,
    /// The groups between and within which inequality lies.
    pub grouping: &'a Grouping,
    /// The score of every area; `None` without a scenario.
    pub score: Option<&'a [f64]>,
}

/// A group of areas.
#[derive(Debug, Clone, PartialEq)]
pub struct InequalityGroup {
    /// Its key; empty for areas of unknown group.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// Areas in it that count.
    pub areas: usize,
    at: usize,
}

/// How unequally one measure is shared out.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureInequality {
    /// Identifier of the indicator; `None`: the score.
    pub indicator: Option<String>,
    /// Its name.
    pub name: Label,
    /// Identifier and name of those among whom it is shared out, by whose number areas weigh; `None`: every area weighs the same.
    pub among: Option<(String, Label)>,
    /// Areas that enter the figures.
    pub used: usize,
    /// Areas left out: without a value, or without people to weigh them by.
    pub left_out: usize,
    /// Weighted mean, in the unit of the measure, of a count per head; `None` without an area.
    pub mean: Option<f64>,
    /// Gini coefficient, 0 to 1; `None` where values cannot be taken as parts of a sum.
    pub gini: Option<f64>,
    /// Why there is neither Gini nor Theil.
    pub undefined: Option<Unshared>,
    /// Theil's T, at least 0; `None` where values cannot be taken as parts of a sum.
    pub theil: Option<Split>,
    /// The variance, which takes values of any sign; `None` without an area.
    pub variance: Option<Split>,
}

/// The figures of several measures over the same groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Inequality {
    snapshot: String,
    period: String,
    /// The groups that hold an area, in their own order.
    pub groups: Vec<InequalityGroup>,
    /// The measures, as asked for.
    pub measures: Vec<MeasureInequality>,
}

/// Takes the inequality of the indicators at these positions apart, and that of the score (`None`).
pub fn inequality(source: &InequalitySource, measures: &[Option<usize>]) -> Inequality {
    let mut areas = vec![0; source.grouping.groups.len()];
    source.set.iter().for_each(|at| areas[source.grouping.of[at] as usize] += 1);
    let group = |(at, (key, areas)): (usize, (&crate::aggregate::GroupKey, &usize))| {
        let (key, name) = group_name(key);
        (*areas > 0).then_some(InequalityGroup { key, name, areas: *areas, at })
    };
    Inequality {
        snapshot: source.sha256.to_owned(),
        period: source.snapshot.periods.get(source.period).map(|own| own.id.clone()).unwrap_or_default(),
        groups: source.grouping.groups.iter().zip(&areas).enumerate().filter_map(group).collect(),
        measures: measures.iter().filter_map(|indicator| source.measure(*indicator)).collect(),
    }
}

impl<'a> InequalitySource<'a> {
    /// The areas that count in a case, with their scores.
    pub fn of_case(case: &'a Case, grouping: &'a Grouping) -> Self {
        let outcome = &case.outcome;
        Self {
            snapshot: &case.snapshot,
            sha256: &case.sha256,
            set: &outcome.set,
            period: outcome.period,
            grouping,
            score: Some(&outcome.scored.scores.score),
        }
    }

    /// The areas of `set` in the newest period, without a scenario.
    pub fn of_data(
        snapshot: &'a Snapshot,
        sha256: &'a str,
        set: &'a AreaSet,
        grouping: &'a Grouping,
    ) -> Self {
        Self { snapshot, sha256, set, period: snapshot.latest_period(), grouping, score: None }
    }

    /// The measures asked for: the score (`None`) before the `named` indicators, by position; where nothing is asked for, all
    /// indicators with values in the period, and the score where there is one.
    pub fn measures(&self, named: Vec<usize>, score: bool) -> Vec<Option<usize>> {
        let is_all = named.is_empty() && !score;
        let there = |at: &usize| self.snapshot.column_in_force(*at, self.period).is_some();
        let every = (0..self.snapshot.indicators.len()).filter(|at| is_all && there(at));
        let first = (score || is_all && self.score.is_some()).then_some(None);
        first.into_iter().chain(named.into_iter().chain(every).map(Some)).collect()
    }

    fn measure(&self, indicator: Option<usize>) -> Option<MeasureInequality> {
        let snapshot = self.snapshot;
        let (id, name, values, weighed) = match indicator {
            Some(at) => {
                let own = snapshot.indicators.get(at)?;
                let found = snapshot.column_in_force(at, self.period);
                let values =
                    found.map_or_else(|| vec![f64::NAN; snapshot.n_areas()], |(_, own)| own.raw().to_vec());
                let period = found.map_or(self.period, |(period, _)| period);
                (Some(own.id.clone()), own.name.clone(), values, base(snapshot, own, period))
            }
            None => {
                let people = snapshot.population_column(self.period);
                let weighed = people.map_or(Base::Unweighted, |column| Base::Weighted(column));
                (None, Label::both("امتیاز", "Score"), self.score?.to_vec(), weighed)
            }
        };
        let shared = shared_out(snapshot, (&values, &weighed), (indicator, self.period));
        let pick = |all: &[f64]| self.set.iter().map(|at| all[at]).collect::<Vec<f64>>();
        let (values, weights) = (pick(&shared.values), pick(&shared.weights));
        let of: Vec<u32> = self.set.iter().map(|at| self.grouping.of[at]).collect();
        let groups = (&*of, self.grouping.groups.len());
        let curve = lorenz(&values, &weights);
        let spread = variance(&values, &weights, groups);
        let used = values.iter().zip(&weights).filter(|(x, w)| x.is_finite() && **w > 0.0).count();
        let among = match shared.among {
            Among::Areas => None,
            Among::Counted(at) => snapshot.indicators.get(at).map(|own| (own.id.clone(), own.name.clone())),
        };
        Some(MeasureInequality {
            indicator: id,
            name,
            among,
            used,
            left_out: values.len() - used,
            mean: spread.as_ref().map(mean),
            gini: curve.as_ref().ok().map(|curve| curve.gini),
            undefined: curve.err(),
            theil: theil(&values, &weights, groups).ok(),
            variance: spread,
        })
    }
}

/// The weighted mean of all, from those of the groups.
fn mean(split: &Split) -> f64 {
    split.groups.iter().filter(|own| own.weight > 0.0).map(|own| own.weight * own.mean).sum()
}

/// The names of the columns of [`Inequality::csv`].
const COLUMNS: [&str; 19] = [
    "measure",
    "group",
    "name",
    "among",
    "areas",
    "used",
    "left_out",
    "weight",
    "mean",
    "gini",
    "theil",
    "theil_between",
    "theil_within",
    "theil_between_share",
    "variance",
    "variance_between",
    "variance_within",
    "eta_squared",
    "undefined",
];

/// Why shares cannot be taken, as files write it.
fn reason(undefined: Unshared) -> &'static str {
    match undefined {
        Unshared::Empty => "empty",
        Unshared::Negative(_) => "negative",
        Unshared::Zero => "zero",
    }
}

impl MeasureInequality {
    /// `score`, or `indicator:ID`.
    pub fn key(&self) -> String {
        self.indicator.as_ref().map_or_else(|| "score".to_owned(), |id| format!("indicator:{id}"))
    }

    /// A group's parts by Theil's measure and by the variance; `None` where there is none, or the group has no value.
    pub fn parts(&self, group: &InequalityGroup) -> [Option<GroupPart>; 2] {
        let own = |split: &Option<Split>| split.as_ref()?.groups.get(group.at).copied();
        [&self.theil, &self.variance].map(|split| own(split).filter(|part| part.weight > 0.0))
    }
}

impl Inequality {
    /// For each measure one row of the whole, whose `group` is `*`, and one for each group. Of a group `theil` and `variance` are
    /// the inequality inside it, and the parts what it adds to those of the whole.
    pub fn csv(&self, flavour: Flavour, language: Language) -> String {
        let mut csv = CsvWriter::with_header(flavour, COLUMNS);
        for measure in &self.measures {
            self.whole(&mut csv, measure, language);
            for group in &self.groups {
                let [theil, spread] = measure.parts(group);
                let there = theil.or(spread);
                csv.text(&measure.key()).text(&group.key).text(group.name.get(language));
                csv.text("").count(Some(group.areas)).count(None).count(None);
                csv.number(there.map(|part| part.weight)).number(there.map(|part| part.mean)).number(None);
                for part in [theil, spread] {
                    csv.number(part.map(|part| part.own)).number(part.map(|part| part.between));
                    csv.number(part.map(|part| part.within)).number(None);
                }
                csv.text("").end_row();
            }
        }
        csv.finish()
    }

    fn whole(&self, csv: &mut CsvWriter, measure: &MeasureInequality, language: Language) {
        csv.text(&measure.key()).text("*").text(measure.name.get(language));
        csv.text(measure.among.as_ref().map_or("areas", |(id, _)| id));
        csv.count(Some(measure.used + measure.left_out)).count(Some(measure.used));
        csv.count(Some(measure.left_out)).number((measure.used > 0).then_some(1.0));
        csv.number(measure.mean).number(measure.gini);
        for split in [&measure.theil, &measure.variance] {
            let split = split.as_ref();
            csv.number(split.map(|split| split.total)).number(split.map(|split| split.between));
            csv.number(split.map(|split| split.within)).number(split.and_then(Split::between_share));
        }
        csv.text(measure.undefined.map(reason).unwrap_or_default()).end_row();
    }

    /// Everything as JSON, `null` where a figure is not defined.
    pub fn json(&self) -> String {
        to_text(&json!({
            "format": "negah.inequality", "version": 1, "snapshot": self.snapshot, "period": self.period,
            "measures": self.measures.iter().map(|measure| self.json_measure(measure)).collect::<Vec<_>>(),
        }))
    }

    fn json_measure(&self, own: &MeasureInequality) -> Value {
        let split = |split: &Option<Split>, share: &str| {
            split.as_ref().map_or(Value::Null, |split| {
                let mut object = Map::new();
                object.insert("total".to_owned(), json!(split.total));
                object.insert("between".to_owned(), json!(split.between));
                object.insert("within".to_owned(), json!(split.within));
                object.insert(share.to_owned(), json!(split.between_share()));
                Value::Object(object)
            })
        };
        let undefined = own.undefined.map(|why| match why {
            Unshared::Negative(areas) => json!({ "reason": reason(why), "areas": areas }),
            _ => json!({ "reason": reason(why) }),
        });
        json!({
            "measure": own.key(), "indicator": own.indicator, "name": own.name,
            "among": own.among.as_ref().map(|(id, name)| json!({ "indicator": id, "name": name })),
            "used": own.used, "left_out": own.left_out, "mean": own.mean, "gini": own.gini,
            "theil": split(&own.theil, "between_share"), "variance": split(&own.variance, "eta_squared"),
            "undefined": undefined,
            "groups": self.groups.iter().map(|group| group_json(group, own)).collect::<Vec<_>>(),
        })
    }
}

fn group_json(group: &InequalityGroup, measure: &MeasureInequality) -> Value {
    let part = |part: Option<GroupPart>| {
        part.map(|part| json!({ "inside": part.own, "between": part.between, "within": part.within }))
    };
    let [theil, spread] = measure.parts(group);
    let there = theil.or(spread);
    json!({
        "key": group.key, "name": group.name, "areas": group.areas,
        "weight": there.map(|part| part.weight), "mean": there.map(|part| part.mean),
        "theil": part(theil), "variance": part(spread),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::{GroupBy, group};
    use crate::testing::{SMALL, small_snapshot};

    fn found(snapshot: &Snapshot, ids: &[&str]) -> Inequality {
        let everything = AreaSet::all(snapshot.n_areas());
        let grouping = group(snapshot, &GroupBy::Division("county".into()), &[]).unwrap();
        let source = InequalitySource {
            snapshot,
            sha256: "",
            set: &everything,
            period: 1,
            grouping: &grouping,
            score: None,
        };
        let measures: Vec<_> = ids.iter().map(|id| snapshot.indicator_idx(id)).collect();
        inequality(&source, &measures)
    }

    fn near(found: Option<f64>, expected: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?} for {expected}");
    }

    #[test]
    fn by_hand() {
        // 5, 10 and 20 % of 1000, 500 and 300 active people, of whom the two last live in C1; mean 160 / 1800.
        let all = found(&small_snapshot(), &["unemployment"]);
        let own = &all.measures[0];
        assert_eq!((own.used, own.left_out), (3, 1));
        assert_eq!(own.among.as_ref().map(|(id, _)| id.as_str()), Some("active"));
        near(own.mean, 16_000.0 / 1800.0);
        // Shares of people 10/18, 5/18, 3/18; of the jobless 5/16, 5/16, 6/16, summed up 5/16, 10/16, 1.
        let curve = (10.0 * 5.0 + 5.0 * 15.0 + 3.0 * 26.0) / (18.0 * 16.0);
        near(own.gini, 1.0 - curve);
        let shares = [(10.0, 5.0), (5.0, 5.0), (3.0, 6.0)]
            .map(|(people, held): (f64, f64)| (people / 18.0, held / 16.0));
        let theil: f64 = shares.iter().map(|(people, held)| held * (held / people).ln()).sum();
        near(own.theil.as_ref().map(|split| split.total), theil);
        let county = |people: f64, held: f64| held * (held / people).ln();
        near(
            own.theil.as_ref().map(|split| split.between),
            county(8.0 / 18.0, 11.0 / 16.0) + county(10.0 / 18.0, 5.0 / 16.0),
        );
        let mean = 160.0_f64 / 18.0;
        let spread = 10.0 / 18.0 * (5.0 - mean) * (5.0 - mean)
            + 5.0 / 18.0 * (10.0 - mean) * (10.0 - mean)
            + 3.0 / 18.0 * (20.0 - mean) * (20.0 - mean);
        near(own.variance.as_ref().map(|split| split.total), spread);
        let between =
            8.0 / 18.0 * (13.75 - mean) * (13.75 - mean) + 10.0 / 18.0 * (5.0 - mean) * (5.0 - mean);
        near(own.variance.as_ref().and_then(Split::between_share), between / spread);
    }

    #[test]
    fn what_is_not_defined_says_why() {
        let text =
            SMALL.replace("[3, null, 5, 1]", "[-3, null, 5, 1]").replace("[4, 2, 8, 6]", "[0, 0, 0, 0]");
        let snapshot = crate::snapshot::open(text.as_bytes(), &crate::snapshot::Limits::DEFAULT).unwrap();
        let all = found(&snapshot, &["trust", "dropout"]);
        let json: Value = serde_json::from_str(&all.json()).unwrap();
        let [trust, dropout] = [&json["measures"][0], &json["measures"][1]];
        assert_eq!(trust["undefined"], json!({ "reason": "negative", "areas": 1 }));
        assert_eq!((&trust["gini"], &trust["theil"]), (&Value::Null, &Value::Null));
        assert!(trust["variance"]["eta_squared"].is_number() && trust["groups"][0]["variance"].is_object());
        assert_eq!(dropout["undefined"], json!({ "reason": "zero" }));
        assert_eq!(dropout["variance"]["eta_squared"], Value::Null);
        let csv = all.csv(Flavour::Exact, Language::En);
        assert!(csv.starts_with("measure,group,name,among,areas,used,left_out,weight,mean,gini,theil,"));
        assert!(!csv.contains("NaN") && csv.contains(",negative\n") && csv.contains(",zero\n"), "{csv}");
        let cells: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
        assert!(cells.iter().all(|n| *n == COLUMNS.len()), "{csv}");
    }
}
