//! What may be asked of a desk, and what it answers.

use serde::{Deserialize, Serialize};

use super::chances::{put_chances, take_chances};
use crate::json;
use crate::scenario::Scenario;
use crate::sensitivity::{Reasons, Robustness, ValueFlip, WeightFlip};
use crate::snapshot::Remark;

/// A piece of long work on the snapshot that is kept.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Checks the snapshot, and works out the hash of its file.
    Check,
    /// How robust the list of a scenario is; its own settings say how thoroughly that is asked.
    Robustness(Box<Scenario>),
    /// The smallest changes of one weight or one value that take an area across the cut line.
    Flips {
        /// The scenario.
        scenario: Box<Scenario>,
        /// Position of the area.
        area: usize,
    },
}

/// What comes of a request, bit by bit.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// How far it is.
    Progress {
        /// Steps, draws, runs and comparisons done.
        done: u64,
        /// At most to do.
        total: u64,
        /// The largest standard error of a probability so far; 0.5 before the first draw, 0 where nothing is drawn.
        error: f64,
    },
    /// All remarks on the snapshot, and the SHA-256 of its file, hexadecimal.
    Checked(Vec<Remark>, String),
    /// How robust the list is.
    Robustness(Box<Robustness>, Reasons),
    /// Which changes of one weight take the area across the line.
    WeightFlips(Vec<WeightFlip>),
    /// What change of the next indicator's value does; none where the area has no such value.
    ValueFlip(Option<ValueFlip>),
    /// All changes have been told.
    FlipsDone,
    /// Why there is no answer, in Persian and English.
    Failed(Vec<[String; 2]>),
    /// The work has broken down by an error of the program: whoever does it again breaks down too.
    Broken,
}

impl Reply {
    /// Whether nothing more comes of the request.
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::Progress { .. } | Self::WeightFlips(_) | Self::ValueFlip(_))
    }
}

/// A reply as it crosses from a worker to the page: a text, and the many numbers of a robustness result apart from it, which
/// cross as they are instead of being written out and read again.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    /// The reply as JSON, without the numbers.
    pub text: String,
    /// The numbers, in the order that [`Packed::reply`] expects; empty for all but robustness.
    pub numbers: Vec<f64>,
}

impl Packed {
    /// Packs a reply.
    pub fn new(mut reply: Reply) -> Self {
        let mut numbers = Vec::new();
        if let Reply::Robustness(found, _) = &mut reply {
            take_chances(found, &mut numbers);
        }
        Self { text: json::write(&reply), numbers }
    }

    /// The reply; `None` where this is not what [`Packed::new`] makes.
    pub fn reply(&self) -> Option<Reply> {
        let mut reply = json::read(&self.text).ok()?;
        if let Reply::Robustness(found, _) = &mut reply {
            put_chances(found, &self.numbers)?;
        }
        Some(reply)
    }
}
