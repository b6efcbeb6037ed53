//! Faults that were met in use, each with its right answer; inputs are in `tests/data/faults`.

mod equality;
mod export;
mod fractions;
mod freeze;
mod import;
mod numbers;
mod population;
mod rounded;
mod terminal;
mod workbook;
