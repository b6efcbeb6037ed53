//! Outcome → plain rows, labels and sentences in the vocabulary of the screen.
//!
//! Rounding happens here and nowhere before. This module must not know of Leptos, the web or plotters:
//! everything in it can be tested natively.

mod areas;
mod burden;
mod choices;
mod comparable;
mod compare;
mod data;
mod filter_form;
mod finder;
mod finding;
mod flags;
mod formulas;
mod groups;
pub mod help;
mod list;
mod locks;
mod lost;
mod map;
mod marked_areas;
mod measure;
mod method_form;
mod method_text;
mod methodology;
mod naming;
mod need;
mod overview;
mod palette;
mod part_names;
mod people_unknown;
mod position_text;
mod print_frame;
mod problems;
mod profile;
mod profile_scale;
mod ranking;
mod reader_words;
mod revisions;
mod robustness;
mod saved;
mod slides;
mod typed;
mod weight_check;
mod weight_entry;
mod weights;
mod why;

pub use areas::{
    AreaCell, AreaHead, AreaRow, AreasView, Extreme, RowsBy, SimilarLine, areas_view, similar_areas,
};
pub use choices::{
    basis_words, flat_words, imputation_words, left_out_words, method_name, method_words, percentile_words,
    preference_words, scale_name, scale_words, tier_name, tier_words, treatment_words, weighting_name,
    weighting_words, within_words,
};
pub use comparable::{EmptyPeriod, empty_period};
pub use compare::{CompareView, Crossing, Side, compare_view};
pub use data::{
    Availability, GapLine, IndicatorRow, IndicatorShare, Outlier, RemarkRow, RuleGroup, SourceRow,
    SpreadView, SupplierGroup, availability, by_supplier, grid_model, indicator_rows, order_of_gaps, shares,
    source_rows, spread_view,
};
pub use filter_form::{Chip, ChipTarget, FilterForm};
pub use finder::{FinderEntry, Finds, MOST_AREAS, emphasised, find_entries};
pub use finding::{FindView, FoundArea, find_note, find_set, find_view};
pub use formulas::{method_formula, scale_formula};
pub use groups::{
    ConcentrationRow, GroupChoice, GroupRow, GroupSet, GroupSpreadView, HeatScale, HeatView, PivotCell,
    PivotMeasure, PivotView, SharingView, Shown, Style, brushed, group_choices, group_label, group_set,
    group_spread_view, heat_tip, heat_view, pivot_measure_label, pivot_measures, pivot_view, point_tip,
    sharing_marks, sharing_tip, sharing_view, spread_model,
};
pub use list::{
    Arrangement, BandView, Beside, Cell, Column, GroupHead, KeptList, Line, Lines, ListRow, LongScroll, Rows,
    Sort, Track, Trends, Window, alphabet, arrange, chooser, column_name, default_columns, filter_label,
    filterable, list_row, local_ranks, order_list, rank_trends, share_at_edge, template,
};
pub use locks::{lock_counts, lock_mark};
pub use lost::Lost;
pub use map::{
    ClassWay, MIN_CLASSES, MapChoice, MapMeasure, MapSource, MapView, Shading, area_tip, chart_sheet,
    distance_text, map_measures, map_order, map_sheet, map_view, map_view_of, marked_text, moved_threshold,
    read_thresholds, size_text, thresholds_text,
};
pub use marked_areas::{MOST_COMPARED, first_compared, marks_with, toggle_marks};
pub use measure::{MeasureChoice, measure_choices, measure_label, measure_text, measure_values};
pub use method_form::{
    Mend, Param, Setting, SettingView, choose, is_lifted, members, mends, params, set_param, setting_view,
    toggle_member,
};
pub use method_text::{MethodStep, method_page, method_text};
pub use methodology::{method_steps, methodology};
pub use naming::{changes, name_fault, name_truly, named_on_opening, scenario_line, typed_title};
pub use need::need_of;
pub use overview::{
    Against, Change, FirstHarm, Harm, Insight, KeyFigure, Lead, QualityLine, Verdict, against, first_harms,
    insights, quality_lines,
};
pub use palette::{COLOURS, colours, legend};
pub use people_unknown::people_unknown;
pub use print_frame::page_frame;
pub use problems::problem_texts;
pub use profile::{
    CourseView, DriverLine, IndicatorLine, PeriodStanding, ProfileHead, ProfileView, ProgrammeLine,
    SpineView, course_view, profile_head, profile_view, standings_by_period,
};
pub use profile_scale::{ProfileScale, profile_scale};
pub use ranking::{
    RankingRow, bars_note, cut_label, division_head, gaps_note, headline, method_line, printed_cut,
    rank_text, ranking_row, score_text,
};
pub use reader_words::{Words, repeated_names};
pub use revisions::{moment_text, revision_difference, revision_list};
pub use robustness::{
    Deciding, FlipLines, PairsView, SettingLine, Sure, SureRow, acceptance_model, bands_model, chance_text,
    deciding, pairs_view, same_question, setting_lines, sure_locks_note, sure_row, sure_sentence, sure_title,
    value_flip_lines, weight_flip_lines,
};
pub use saved::{file_name, saved_name};
pub use slides::{
    Deck, ListPage, Screen, Slide, Topic, areas_capped, automatic, first_rows, key_figures, list_page, moved,
    screens, slide_sentences, slide_weights, sure_page, sure_rows, trial_text,
};
pub use typed::{Refusal, read_typed, whole_within, within};
pub use weight_check::{WeightCheck, diagnostic_name, weight_check};
pub use weight_entry::{DraftPreview, PairLine, RankLine, STEPS, ShareLine, Way, WeightDraft, step_words};
pub use weights::{
    WeightGroup, equalise, node_at, node_at_mut, set_child_share, toggle_lock, weight_groups, weights_origin,
};
pub use why::{WhyParts, WhyView, against_list, flip_sentence, why_parts, why_view};
