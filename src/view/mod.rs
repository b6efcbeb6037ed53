//! Outcome → plain rows, labels and sentences in the vocabulary of the screen.
//!
//! Rounding happens here and nowhere before. This module must not know of Leptos, the web or plotters:
//! everything in it can be tested natively.

mod choices;
mod compare;
mod data;
mod filter_form;
mod groups;
mod map;
mod formulas;
mod measure;
mod methodology;
mod overview;
mod palette;
mod profile;
mod ranking;
mod weights;
mod why;
mod words;

pub use choices::{
    imputation_words, left_out_words, method_name, method_words, scale_name, scale_words, treatment_words,
    weighting_name, weighting_words,
};
pub use compare::{CompareView, Crossing, Side, compare_view};
pub use data::{IndicatorRow, indicator_rows};
pub use filter_form::{Chip, ChipTarget, FilterForm};
pub use formulas::{method_formula, scale_formula};
pub use groups::{GroupRow, GroupsView, groups_view};
pub use map::{MapView, map_view};
pub use measure::{MeasureChoice, measure_choices, measure_label, measure_text, measure_values};
pub use methodology::methodology;
pub use overview::{FirstHarm, first_harms, tier_counts};
pub use palette::{colour_of, legend};
pub use profile::{IndicatorLine, ProfileView, profile_view};
pub use ranking::{RankingRow, SortKey, cut_label, headline, method_line, order_rows, ranking_row};
pub use weights::{WeightGroup, equalise, set_child_share, weight_groups};
pub use why::{WhyView, why_view};
pub use words::{Words, repeated_names};
