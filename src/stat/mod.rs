//! Statistics of plain numbers that several modules need.
//!
//! Slices in, numbers out, missing values as `NaN` in and left out of every figure. This module must not know of
//! indicators, areas, scores or the interface.

pub mod alpha;
pub mod correlation;
pub mod distance;
pub mod effective;
pub mod eigen;
pub mod inequality;
pub mod moments;
pub mod agreement;
pub mod natural;
pub mod pca;
pub mod ranks;
pub mod redundant;
pub mod rows;
