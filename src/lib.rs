//! نگاه (negah): which neighbourhoods need help most, why, and how sure that is.
pub mod chart;
pub mod map;
pub mod snapshot;
pub mod text;
