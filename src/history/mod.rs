//! Several periods: what changed in values, scores and ranks, and why; trends; targets met or missed.
//!
//! Two periods of one snapshot and two snapshots are compared in the same way: areas are joined by code
//! ([`Join`]), and either side names its snapshot and period. What is missing is `None`, never no change.
//! This module must not know of the interface or files.

mod benchmark;
mod change;
mod compare;
mod join;
mod problem;
mod season;
mod split;
mod rank_change;
mod target;
mod trend;

pub use benchmark::{Apart, Benchmark, BenchmarkMethod, Compared, benchmark};
pub use change::{
    Direction, IndicatorChanges, Measurement, Side, ValueChange, indicator_changes, value_change,
};
pub use compare::{Comparison, compare, runs_by_period};
pub use join::{Join, Pair};
pub use problem::{HistoryError, Which};
pub use rank_change::{ListChange, Moment, Standing, StandingChange, standing_changes};
pub use split::{Input, RankSplit, split_ranks};
pub use target::{AreaTally, TargetResult, TargetScope, TargetStatus, target_results};
pub use trend::{
    CRITICAL_CHI2, Counted, MANN_KENDALL_LEVEL, POINTS, Point, Trend, TrendMarker, TrendTest, area_trend,
    indicator_trends, trend,
};
