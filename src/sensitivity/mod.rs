//! How sure is the list: scenarios perturbed and run again, and what came of it summarised.
//!
//! This module must not know of the interface, files, clocks or threads; it is worked step by step from outside.

mod compare;

pub use compare::{Comparison, Move, Moved, compare};
