//! What matters now: key figures against the period before, findings in sentences, the first harm of each county.

mod against;
mod findings;
mod harms;
mod key_figure;
mod lead;
mod moves;
mod quality;

pub use against::{Against, against};
pub use findings::{Insight, insights};
pub use harms::{FirstHarm, Harm, first_harms};
pub use key_figure::{Change, KeyFigure, Verdict};
pub use lead::Lead;
pub use quality::{QualityLine, quality_lines};
