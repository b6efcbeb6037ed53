//! Why something could not be run, in the words of both languages: what remains of typed problems once they are sent on.

use serde::{Deserialize, Serialize};

use super::result::Robustness;
use crate::pipeline::Problem;
use crate::text::Language;

/// A text in Persian and in English.
pub type Both = [String; 2];

/// The reasons that a [`Robustness`] read back from JSON has lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
pub struct Reasons {
    /// Per entry of [`Robustness::skipped`], why it could not be run.
    pub skipped: Vec<Both>,
    /// Per entry of [`Robustness::left_out`], why the indicator cannot be left out; empty where it can.
    pub left_out: Vec<Both>,
}

impl Reasons {
    /// Puts the problems of a result into words.
    pub fn of(found: &Robustness) -> Self {
        Self {
            skipped: found.skipped.iter().map(|own| both(&own.problems)).collect(),
            left_out: found.left_out.iter().map(|own| both(&own.problems)).collect(),
        }
    }
}

fn both(problems: &[Problem]) -> Both {
    let text = |language| problems.iter().map(|own| own.text(language)).collect::<Vec<_>>();
    [text(Language::Fa).join("؛ "), text(Language::En).join("; ")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::run;
    use crate::scenario::Uncertainty;
    use crate::sensitivity::Job;
    use crate::sensitivity::tests::{flat, some, table};

    #[test]
    fn a_result_read_back_lacks_only_its_reasons_and_chances() {
        let columns = [some(&[1.0, 5.0, 3.0, 4.0, 2.0]), some(&[4.0, 1.0, 2.0, 3.0, 8.0])];
        let snapshot = table(&columns, &[]);
        let mut scenario = flat(&snapshot, &[1.0, 2.0], 2);
        scenario.robustness = Uncertainty { draws: 100, samples: 8, ..Uncertainty::default() };
        let mut job = Job::new(&snapshot, &scenario, &run(&snapshot, &scenario).unwrap()).unwrap();
        job.step(u32::MAX);
        let mut found = job.result();
        assert!(found.settings.iter().all(|own| !own.chances.is_empty()));
        found.settings.iter_mut().for_each(|own| own.chances.clear());
        let text = serde_json::to_string(&found).unwrap();
        let read: Robustness = serde_json::from_str(&text).unwrap();
        assert_eq!(read, found);
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
        let reasons = Reasons::of(&found);
        assert_eq!((reasons.skipped.len(), reasons.left_out.len()), (0, 2));
        assert!(reasons.left_out.iter().flatten().all(String::is_empty));
    }
}
