//! The question "how sure is this list?" being answered: the same portions in a worker and on the page.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::json;
use crate::pipeline::{Outcome, Problem, run};
use crate::scenario::Scenario;
use crate::sensitivity::{
    Fault, Job, Reasons, Robustness, ValueFlip, WeightFlip, indicator_ids, value_flip, weight_flips,
};
use crate::snapshot::{Limits, Snapshot, open};
use crate::text::Language;

/// What comes of the question, bit by bit.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SureNews {
    /// How far it is.
    Progress {
        /// Draws, runs and comparisons done.
        done: u64,
        /// At most to do.
        total: u64,
        /// The largest standard error of a probability so far.
        error: f64,
    },
    /// The answer.
    Found(Box<Robustness>, Reasons),
    /// Why there is none, in Persian and English.
    Failed(Vec<[String; 2]>),
    /// The worker is gone; the work begins again in the page.
    Lost,
    /// What changes of one weight take an area across the line.
    WeightFlips(usize, Vec<WeightFlip>),
    /// What change of one value does; `None` where the area has no such value.
    ValueFlip(usize, Option<ValueFlip>),
    /// All changes of this area have been told.
    FlipsDone(usize),
}

/// A portion of work takes about this long, milliseconds: the page must stay alive between two of them.
const PORTION: f64 = 40.0;

/// A question with what is needed to answer it.
pub struct Session {
    snapshot: Arc<Snapshot>,
    scenario: Scenario,
    outcome: Arc<Outcome>,
    job: Option<Job>,
    budget: u32,
}

/// The changes of one area being looked for, indicator by indicator.
pub struct Flips {
    area: usize,
    next: Option<usize>,
}

impl Flips {
    /// Those of an area.
    pub fn of(area: usize) -> Self {
        Self { area, next: None }
    }
}

impl Session {
    /// A question sent as bytes.
    ///
    /// # Errors
    /// Why it cannot be answered, in both languages.
    pub fn open(bytes: &[u8], scenario: &str) -> Result<Self, Vec<[String; 2]>> {
        let broken = || vec![[String::from("داده گشوده نشد"), String::from("the data do not open")]];
        let snapshot = Arc::new(open(bytes, &Limits::DEFAULT).map_err(|_| broken())?);
        let scenario: Scenario = json::read(scenario).map_err(|_| broken())?;
        let outcome = run(&snapshot, &scenario).map_err(|list| both(&list, Problem::text))?;
        Self::new(snapshot, scenario, Arc::new(outcome))
    }

    /// A question whose result is there already.
    ///
    /// # Errors
    /// Why it cannot be answered, in both languages.
    pub fn new(
        snapshot: Arc<Snapshot>,
        scenario: Scenario,
        outcome: Arc<Outcome>,
    ) -> Result<Self, Vec<[String; 2]>> {
        let job = Job::new(&snapshot, &scenario, &outcome).map_err(|list| both(&list, Fault::text))?;
        Ok(Self { snapshot, scenario, outcome, job: Some(job), budget: 8 })
    }

    /// Works a portion; the size of portions changes nothing in the answer. `None` when it has been given.
    pub fn portion(&mut self) -> Option<SureNews> {
        let job = self.job.as_mut()?;
        let begun = js_sys::Date::now();
        let progress = job.step(self.budget);
        let took = js_sys::Date::now() - begun;
        if took < PORTION / 2.0 {
            self.budget = self.budget.saturating_mul(2).min(1 << 16);
        } else if took > PORTION {
            self.budget = (self.budget / 2).max(1);
        }
        if !progress.finished {
            let (done, total, error) = (progress.done, progress.total, progress.error);
            return Some(SureNews::Progress { done, total, error });
        }
        let found = job.result();
        self.job = None;
        let reasons = Reasons::of(&found);
        Some(SureNews::Found(Box::new(found), reasons))
    }

    /// The next change of an area: all weights at once, then indicator by indicator.
    pub fn flip(&self, flips: &mut Flips) -> SureNews {
        let area = flips.area;
        let Some(at) = flips.next else {
            flips.next = Some(0);
            let found = weight_flips(&self.snapshot, &self.scenario, &self.outcome, area);
            return SureNews::WeightFlips(area, found.unwrap_or_default());
        };
        flips.next = Some(at + 1);
        let Some(id) = indicator_ids(&self.scenario).into_iter().nth(at) else {
            return SureNews::FlipsDone(area);
        };
        let found = value_flip(&self.snapshot, &self.scenario, (&self.outcome, area), &id);
        SureNews::ValueFlip(area, found.ok().flatten())
    }
}

fn both<T>(list: &[T], text: impl Fn(&T, Language) -> String) -> Vec<[String; 2]> {
    list.iter().map(|own| [text(own, Language::Fa), text(own, Language::En)]).collect()
}
