//! Results as files that other programs read: CSV, JSON, and the page with data inside.
//!
//! Pure: results in, text out, every number at full precision. What belongs to one indicator or group has the same name in
//! every table, its identifier with what is told of it: `ID.value`, `ID.scaled`, `ID.contribution` (`docs/exports.md`). This
//! module must not know of files, the command line or the interface, and it rounds nothing.

mod aggregation;
mod bundle;
mod change;
mod comparison;
mod cross;
mod diagnosis;
mod csv;
mod explanation;
mod flips;
mod geojson;
mod inequality;
mod insight;
mod json;
mod names;
mod ranking;
mod remarks;
mod robustness;
mod xlsx;

pub use aggregation::{GroupNeed, GroupRow, GroupTable, group_name, group_table};
pub use bundle::{Block, BundleError, bundle, embed, unescape};
pub use change::{ChangeRow, OverTime};
pub use comparison::{SideBySide, equal_weights_beside, side_by_side};
pub use cross::cross_csv;
pub use csv::{CsvWriter, Flavour};
pub use diagnosis::{Column, Diagnosis, Reliability, diagnosis, diagnostic_name};
pub use explanation::{Explanation, Part, PartData, PartLeftOut, RuleSaid, explanation};
pub use flips::{AreaFlips, flips_at_the_line};
pub use geojson::ranking_geojson;
pub use inequality::{Inequality, InequalityGroup, InequalitySource, MeasureInequality, inequality};
pub use insight::insight_json;
pub use json::ranking_json;
pub use names::{contribution_name, figure_name, scaled_name, value_name};
pub use ranking::{ListOptions, full_csv, ranking_csv};
pub use remarks::remarks_csv;
pub use robustness::{SureRow, Sureness, setting_name};
pub use xlsx::{WorkbookError, ranking_xlsx};
