//! Several periods: what changed in values, scores and ranks, and why.
//!
//! This module must not know of the interface or files.
