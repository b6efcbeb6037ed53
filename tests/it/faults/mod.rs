//! Faults that were found once: each with its input and the right answer.

mod equality;
mod fractions;
