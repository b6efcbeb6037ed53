//! The desk: a snapshot and what was asked about it.

use std::sync::Arc;

use super::flips::Flips;
use super::protocol::{Reply, Request};
use crate::pipeline::{Outcome, Problem, run};
use crate::scenario::Scenario;
use crate::sensitivity::{Fault, Job, Reasons};
use crate::snapshot::{Advisory, Finding, Limits, OpenError, Remark, Snapshot, open, sha256_hex};
use crate::text::Language;

/// Why there is no answer, cause by cause, in Persian and English.
type Reasoned = Vec<[String; 2]>;

/// What one step has come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The request that was worked on.
    pub id: u32,
    /// What there is to tell.
    pub reply: Reply,
}

/// Keeps one snapshot and works on what is asked about it, the newest request first: somebody waits for that.
pub struct Desk {
    snapshot: Arc<Snapshot>,
    bytes: Arc<[u8]>,
    /// The scenario asked about last, with its result: whoever asks for changes has asked about the list before.
    last: Option<(Scenario, Arc<Outcome>)>,
    /// Requests under way with their numbers, the oldest first.
    tasks: Vec<(u32, Task)>,
}

enum Task {
    /// Not begun.
    Asked(Request),
    Check(Box<Advisory>, Vec<Finding>),
    Robustness(Box<Job>),
    Flips(Flips),
}

impl Desk {
    /// A desk for a snapshot that has been read from these bytes.
    pub fn new(snapshot: Arc<Snapshot>, bytes: Arc<[u8]>) -> Self {
        Self { snapshot, bytes, last: None, tasks: Vec::new() }
    }

    /// A desk for a file.
    ///
    /// # Errors
    /// Why the file does not open.
    pub fn open(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let snapshot = open(&bytes, &Limits::DEFAULT)?;
        Ok(Self::new(Arc::new(snapshot), bytes.into()))
    }

    /// Takes a request under a number that no other one has.
    pub fn ask(&mut self, id: u32, request: Request) {
        self.tasks.push((id, Task::Asked(request)));
    }

    /// Gives a request up; one that has been answered is none any more.
    pub fn cancel(&mut self, id: u32) {
        self.tasks.retain(|own| own.0 != id);
    }

    /// Gives all requests up.
    pub fn clear(&mut self) {
        self.tasks.clear();
    }

    /// The request that the next step works on.
    pub fn at(&self) -> Option<u32> {
        self.tasks.last().map(|own| own.0)
    }

    /// Works a step, as large as so many draws of a robustness analysis: the size changes nothing in what comes of it. `None`
    /// where nothing is asked.
    pub fn step(&mut self, budget: u32) -> Option<Step> {
        let (id, task) = self.tasks.pop()?;
        let (reply, rest) = match self.work(task, budget) {
            Ok(done) => done,
            Err(reasons) => (Reply::Failed(reasons), None),
        };
        self.tasks.extend(rest.map(|task| (id, task)));
        Some(Step { id, reply })
    }

    /// What a step of a task comes to, and what is left of it.
    fn work(&mut self, task: Task, budget: u32) -> Result<(Reply, Option<Task>), Reasoned> {
        Ok(match task {
            Task::Asked(request) => {
                let task = self.begin(request)?;
                (Reply::Progress { done: 0, total: 1, error: 0.5 }, Some(task))
            }
            Task::Check(mut advisory, mut findings) => match advisory.step(&self.snapshot) {
                Some(found) => {
                    findings.extend(found);
                    let (done, total) = (advisory.done() as u64, advisory.total() as u64);
                    (Reply::Progress { done, total, error: 0.0 }, Some(Task::Check(advisory, findings)))
                }
                None => (self.checked(&findings), None),
            },
            Task::Robustness(mut job) => {
                let progress = job.step(budget);
                if progress.finished {
                    let found = job.result();
                    let reasons = Reasons::of(&found);
                    (Reply::Robustness(Box::new(found), reasons), None)
                } else {
                    let (done, total, error) = (progress.done, progress.total, progress.error);
                    (Reply::Progress { done, total, error }, Some(Task::Robustness(job)))
                }
            }
            Task::Flips(mut flips) => {
                let reply = flips.step(&self.snapshot);
                let left = (!reply.is_last()).then_some(Task::Flips(flips));
                (reply, left)
            }
        })
    }

    fn begin(&mut self, request: Request) -> Result<Task, Reasoned> {
        Ok(match request {
            Request::Check => Task::Check(Box::new(Advisory::new(&self.snapshot)), Vec::new()),
            Request::Robustness(scenario) => {
                let outcome = self.outcome(&scenario)?;
                let job = Job::new(&self.snapshot, &scenario, &outcome);
                Task::Robustness(Box::new(job.map_err(|list| both(&list, Fault::text))?))
            }
            Request::Flips { scenario, area } => {
                let outcome = self.outcome(&scenario)?;
                Task::Flips(Flips::new(scenario, outcome, area))
            }
        })
    }

    /// The result of a scenario; that of the last one is kept.
    fn outcome(&mut self, scenario: &Scenario) -> Result<Arc<Outcome>, Reasoned> {
        if let Some((_, outcome)) = self.last.as_ref().filter(|own| own.0 == *scenario) {
            return Ok(Arc::clone(outcome));
        }
        let outcome = run(&self.snapshot, scenario).map_err(|list| both(&list, Problem::text))?;
        let outcome = Arc::new(outcome);
        self.last = Some((scenario.clone(), Arc::clone(&outcome)));
        Ok(outcome)
    }

    fn checked(&self, findings: &[Finding]) -> Reply {
        Reply::Checked(findings.iter().map(Remark::from).collect(), sha256_hex(&self.bytes))
    }
}

fn both<T>(list: &[T], text: impl Fn(&T, Language) -> String) -> Reasoned {
    list.iter().map(|own| [text(own, Language::Fa), text(own, Language::En)]).collect()
}
