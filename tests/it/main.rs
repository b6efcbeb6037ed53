//! One native binary for everything that crosses modules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]
mod charts;
mod charts_data;
mod charts_groups;
mod charts_more;
mod cli;
mod cli_engine;
mod demo;
mod faults;
mod formulas;
mod generate;
mod golden;
mod drawing;
mod examples;
mod ingest;
mod pipeline;
mod reading;
mod references;
mod same_bytes;
mod schema;
mod sketch;
mod tidy;
mod validate;
mod workbook;
