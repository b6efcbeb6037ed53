//! What can be asked for. The comments below are the help texts.

use std::str::FromStr;

use clap::{Parser, Subcommand, ValueEnum};

use crate::aggregate::GroupBy;
use crate::text::Language;

/// Which neighbourhoods need help most, why, and how sure that is
///
/// `-` stands for standard input or output; inputs packed with gzip are unpacked.
/// Exit codes: 0 fine, 1 the data or the scenario cannot be used, 2 wrong use.
#[derive(Debug, Parser)]
#[command(
    name = "negah",
    version,
    max_term_width = 110,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Args {
    /// Language of messages, findings and names
    #[arg(long, global = true, value_enum, default_value_t = Tongue::En)]
    pub lang: Tongue,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The languages of `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// Persian
    Fa,
    /// English
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Fa => Self::Fa,
            Tongue::En => Self::En,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge a snapshot: every finding, blocking ones and advice
    Check(Check),
    /// Make a snapshot of CSV tables, as a recipe says
    Import(Import),
    /// Score and rank the areas of a snapshot
    Rank(Rank),
    /// Take one area's standing apart: every part of the index, every rule
    Explain(Explain),
    /// Fix the scales of a scenario to a snapshot, so that scores of later ones compare with it
    Freeze(Freeze),
    /// Put two scenarios, two periods or two snapshots side by side: who moves, enters, leaves
    Compare(Compare),
    /// Ask how sure the list is: weights drawn, values shaken, choices varied
    Robustness(Robustness),
    /// Look into the index: correlations, reliability, components, effective and suggested weights
    Diagnose(Diagnose),
    /// Put areas together into groups, each indicator by what it measures
    Aggregate(Aggregate),
    /// Ask how unequally measures are shared out: Gini, Theil and variance, between groups and within them
    Inequality(Inequality),
    /// Say what matters in a list: who came and went, what moved, what sets it apart, how complete the data are
    Insight(Insight),
    /// Put a snapshot, and a scenario, into the page: one file that opens anywhere
    Bundle(Bundle),
    /// Invent a snapshot to try things with, marked as synthetic
    Demo(Demo),
    /// Print the JSON Schema of a file format
    Schema(Schema),
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Snapshot file, or -
    pub snapshot: String,
    /// Write the findings as JSON to standard output
    #[arg(long)]
    pub json: bool,
    /// Look only for what blocks the use of the file
    #[arg(long)]
    pub quick: bool,
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// Recipe: which column is what
    #[arg(long, value_name = "FILE")]
    pub recipe: String,
    /// CSV tables in the order of the recipe, and the GeoJSON file of outlines where it asks for one
    #[arg(required = true, value_name = "DATA")]
    pub data: Vec<String>,
    /// Snapshot file to write, or -
    #[arg(short, long, value_name = "FILE")]
    pub output: String,
    /// Leave the corrections of the recipe undone: the tables as they were published
    #[arg(long)]
    pub uncorrected: bool,
    /// List every remark, also those that are alike
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `rank`.
#[derive(Debug, clap::Args)]
pub struct Rank {
    /// Snapshot file, or -
    pub snapshot: String,
    /// Scenario file; without it all indicators count, with equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Write `code,name,score,rank,tier` as CSV, at full precision
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
    /// Write rows, cut line, coverage and the scenario itself as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<String>,
    /// Write a workbook (XLSX) in the language of --lang whose formulas compute the scores anew when a weight is changed
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<String>,
    /// Write areas with score, rank and values as GeoJSON
    #[arg(long, value_name = "FILE")]
    pub geojson: Option<String>,
    /// Add to the CSV: overall rank, decile, population, coverage, contributions, values, rules and a method's figures
    #[arg(long, requires = "csv")]
    pub full: bool,
    /// Only the first N ranks
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// CSV for spreadsheets: byte-order mark, and an apostrophe before texts that look like formulas
    #[arg(long, requires = "csv")]
    pub bom: bool,
    /// Print the method in whole sentences, in the language of --lang, after the table
    #[arg(long)]
    pub method: bool,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Snapshot file, or -
    pub snapshot: String,
    /// Code of the area
    pub code: String,
    /// Scenario file; without it all indicators count, with equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Write everything as JSON to standard output, at full precision
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `compare`.
#[derive(Debug, clap::Args)]
pub struct Compare {
    /// Snapshot file, or -
    pub snapshot: String,
    /// A later snapshot to compare with; areas are matched by code
    #[arg(value_name = "LATER")]
    pub later: Option<String>,
    /// First scenario file; without it equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Second scenario file; without it equal weights with the first one's areas, period and cut line, or over time the
    /// first scenario again
    #[arg(long, value_name = "FILE")]
    pub with: Option<String>,
    /// Two periods, the earlier first
    #[arg(long, num_args = 2, value_names = ["EARLIER", "LATER"])]
    pub periods: Option<Vec<String>>,
    /// Write one row per area as CSV, at full precision
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
    /// Write rows and figures of agreement as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<String>,
    /// CSV for spreadsheets: byte-order mark, and an apostrophe before texts that look like formulas
    #[arg(long, requires = "csv")]
    pub bom: bool,
}

/// Arguments of `robustness`.
#[derive(Debug, clap::Args)]
pub struct Robustness {
    /// Snapshot file, or -
    pub snapshot: String,
    /// Scenario file, whose `robustness` says what is uncertain; without it equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Most draws per setting, in place of the scenario's; fewer when the tolerance is reached before
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50_000))]
    pub draws: Option<u32>,
    /// Start of the chance numbers, in place of the scenario's; the same seed gives the same result
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// How many areas the list in question holds, in place of the scenario's; else as many as stand above the cut line
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    pub top: Option<u32>,
    /// Say what would take the last N areas above the line and the first N below it across; N is 3 when not given
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3")]
    pub flips: Option<usize>,
    /// Write one row per area as CSV, at full precision
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
    /// Write everything as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<String>,
    /// CSV for spreadsheets: byte-order mark, and an apostrophe before texts that look like formulas
    #[arg(long, requires = "csv")]
    pub bom: bool,
}

/// Arguments of `diagnose`.
#[derive(Debug, clap::Args)]
pub struct Diagnose {
    /// Snapshot file, or -
    pub snapshot: String,
    /// Scenario file; without it all indicators count, with equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Write every figure as CSV: figure,of,with,value,n
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
    /// Write every figure as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<String>,
    /// CSV for spreadsheets: byte-order mark, and an apostrophe before texts that look like formulas
    #[arg(long, requires = "csv")]
    pub bom: bool,
}

/// Arguments of `insight`.
#[derive(Debug, clap::Args)]
pub struct Insight {
    /// Snapshot file, or -
    pub snapshot: String,
    /// Scenario file; without it all indicators count, with equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Write every figure as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<String>,
}

/// Arguments of `freeze`.
#[derive(Debug, clap::Args)]
pub struct Freeze {
    /// Snapshot file of the base period, or -
    pub snapshot: String,
    /// Scenario file; without it all indicators count, with equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Scenario file to write, or -
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: String,
}

/// Arguments of `aggregate`.
#[derive(Debug, clap::Args)]
pub struct Aggregate {
    /// Snapshot file, or -
    pub snapshot: String,
    /// division:LEVEL, kind, office, decile, tier or all
    #[arg(long, value_name = "GROUP")]
    pub by: Grouped,
    /// Scenario file: adds how need is spread, and its filter and period; decile and tier need one, or take equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Write one row per group as CSV, at full precision; without an output to standard output
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
    /// Write the groups as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<String>,
    /// CSV for spreadsheets: byte-order mark, and an apostrophe before texts that look like formulas
    #[arg(long, requires = "csv")]
    pub bom: bool,
}

/// Arguments of `inequality`.
#[derive(Debug, clap::Args)]
pub struct Inequality {
    /// Snapshot file, or -
    pub snapshot: String,
    /// division:LEVEL, kind, office, decile, tier or all: the groups between and within which inequality lies
    #[arg(long, value_name = "GROUP", default_value = "all")]
    pub by: Grouped,
    /// Only this indicator; may be given several times. Without it, and without --score, everything that has values
    #[arg(long, value_name = "ID")]
    pub indicator: Vec<String>,
    /// The composite score
    #[arg(long)]
    pub score: bool,
    /// Scenario file: adds the score, and its filter and period; --score, decile and tier need one, or take equal weights
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// Write one row per measure and group as CSV, at full precision
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
    /// Write every figure as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<String>,
    /// CSV for spreadsheets: byte-order mark, and an apostrophe before texts that look like formulas
    #[arg(long, requires = "csv")]
    pub bom: bool,
}

/// A grouping as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped(pub GroupBy);

impl FromStr for Grouped {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let by = match text.split_once(':') {
            Some(("division", level)) if !level.is_empty() => GroupBy::Division(level.to_owned()),
            None if text == "kind" => GroupBy::Kind,
            None if text == "office" => GroupBy::Office,
            None if text == "decile" => GroupBy::Decile,
            None if text == "tier" => GroupBy::Tier,
            None if text == "all" => GroupBy::All,
            _ => return Err("expected division:LEVEL, kind, office, decile, tier or all".to_owned()),
        };
        Ok(Self(by))
    }
}

/// Arguments of `bundle`.
#[derive(Debug, clap::Args)]
pub struct Bundle {
    /// Snapshot file, or -
    pub snapshot: String,
    /// Scenario file to open with
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<String>,
    /// The page as one file; without it negah.html beside this program, then dist/negah.html
    #[arg(long, value_name = "FILE")]
    pub page: Option<String>,
    /// File to write, or -
    #[arg(short, long, value_name = "FILE")]
    pub output: String,
}

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Number of neighbourhoods; up to 128 they lie in one province
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub areas: u32,
    /// Another seed gives other data
    #[arg(long, value_name = "S", default_value_t = 1403)]
    pub seed: u64,
    /// Number of indicators in domains
    #[arg(long, value_name = "M", default_value_t = 24, value_parser = clap::value_parser!(u8).range(1..=40))]
    pub indicators: u8,
    /// Snapshot file to write, or -
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: String,
}

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Which format
    #[arg(value_enum)]
    pub format: Format,
}

/// The formats with a published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Data set
    Snapshot,
    /// Methodological choices
    Scenario,
}
