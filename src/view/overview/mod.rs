//! What matters now: key figures against the period before, findings in sentences, the first harm of each county.

mod against;
mod findings;
mod harms;
mod lead;
mod list;
mod moves;
mod quality;

pub use against::{Against, Change, Earlier, KeyFigure, Verdict, against, scenario_before};
pub use findings::{Insight, insights};
pub use harms::{FirstHarm, Harm, first_harms, tier_counts};
pub use lead::Lead;
pub use quality::{QualityLine, quality_lines};
