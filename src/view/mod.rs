//! Outcome → plain rows, labels and sentences in the vocabulary of the screen.
//!
//! Rounding happens here and nowhere before. This module must not know of Leptos, the web or plotters:
//! everything in it can be tested natively.

mod areas;
mod choices;
mod compare;
mod data;
mod filter_form;
mod flags;
mod groups;
mod map;
mod formulas;
mod measure;
mod method_form;
mod methodology;
mod overview;
mod palette;
mod problems;
mod profile;
mod ranking;
mod robustness;
mod weight_check;
mod weight_entry;
mod weights;
mod why;
mod words;

pub use areas::{AreaCell, AreaHead, AreaRow, AreasView, Extreme, RowsBy, SimilarLine, areas_view, similar_areas};
pub use choices::{
    basis_words, flat_words, imputation_words, left_out_words, method_name, method_words, percentile_words,
    preference_words, scale_name, scale_words, tier_name, tier_words, treatment_words, weighting_name,
    weighting_words, within_words,
};
pub use compare::{CompareView, Crossing, Side, compare_view};
pub use data::{IndicatorRow, indicator_rows};
pub use filter_form::{Chip, ChipTarget, FilterForm};
pub use formulas::{method_formula, scale_formula};
pub use groups::{GroupRow, GroupsView, groups_view};
pub use map::{MapView, map_view};
pub use measure::{MeasureChoice, measure_choices, measure_label, measure_text, measure_values};
pub use method_form::{
    Mend, Param, Setting, SettingView, choose, is_lifted, members, mends, params, set_param, setting_view,
    toggle_member,
};
pub use methodology::methodology;
pub use overview::{FirstHarm, first_harms, tier_counts};
pub use palette::{colour_of, legend};
pub use problems::problem_texts;
pub use profile::{
    CourseView, DriverLine, IndicatorLine, PeriodStanding, ProfileScale, ProfileView, ProgrammeLine, SpineView,
    course_view, profile_scale, profile_view, standings_by_period,
};
pub use ranking::{
    RankingRow, SortKey, bars_note, cut_label, gaps_note, headline, method_line, order_rows, ranking_row,
    score_text,
};
pub use robustness::{
    Deciding, FlipLines, PairsView, SettingLine, Sure, SureRow, acceptance_model, bands_model, chance_text,
    deciding, pairs_view, same_question, setting_lines, sure_row, sure_sentence, sure_title,
    value_flip_lines, weight_flip_lines,
};
pub use weight_check::{WeightCheck, diagnostic_name, weight_check};
pub use weight_entry::{DraftPreview, PairLine, RankLine, STEPS, ShareLine, Way, WeightDraft, step_words};
pub use weights::{
    WeightGroup, equalise, node_at, node_at_mut, set_child_share, toggle_lock, weight_groups, weights_origin,
};
pub use why::{WhyView, why_view};
pub use words::{Words, repeated_names};
