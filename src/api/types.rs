//! TypeScript types of what travels as plain objects.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A snapshot file: its bytes, or its text. */
export type Bytes = Uint8Array | ArrayBuffer | string;

/** Which areas count, as in a scenario file; `{all: []}` admits every area. */
export type Filter =
  | { all: Filter[] }
  | { any: Filter[] }
  | { not: Filter }
  /** Codes of divisions of any level. */
  | { division: string[] }
  | { kind: string[] }
  /** Codes of areas. */
  | { area: string[] }
  /** Whether an office serves the area. */
  | { office: boolean }
  /** Bounds are inclusive; an area without a value is out unless `include_missing`. */
  | { range: { indicator: string; min?: number; max?: number; include_missing?: boolean } }
  /** Words in name or code, Persian spelling variants folded. */
  | { search: string };

/** What areas are grouped by; the identifier of a division level alone means its divisions. */
export type GroupBy = "all" | "kind" | "office" | "decile" | "tier" | { division: string } | (string & {});

/** A scenario file (`*.scenario.json`) as an object; its JSON Schema tells all members. */
export interface Scenario {
  format: "negah.scenario";
  version: number;
  [member: string]: unknown;
}

/** Areas are given by position, as in `Engine.codes()`. */
export interface Ranking {
  /** The chosen areas that have a score, the neediest first; ties in the order of their codes. */
  order: Uint32Array;
  /**
   * Score of every area of the snapshot, 0 to 100, high = more need: the weighted mean of the indicators, each
   * brought to 0–100 by its minimum and maximum over all areas (turned round where it lowers need), over the
   * indicators that are there. NaN for areas that are not chosen, and where less than two thirds of the weight
   * rests on values that are there. Weights: one per indicator in the order of `Engine.indicators()`, not
   * negative, only proportions matter; those of context indicators are ignored, and an indicator with the same
   * value everywhere takes no part.
   */
  scores: Float64Array;
}

export interface Group {
  /** Code of the division, identifier of the kind, `yes`/`no`, number of the band; empty where unknown. */
  key: string;
  /** Persian name. */
  name: string;
  /** English name, where there is one. */
  nameEn: string | null;
}

interface GroupValues {
  /** Number of chosen areas. */
  count: number;
  /** Number of chosen areas in each group; may be 0. */
  counts: Uint32Array;
  /** Inhabitants of each group; NaN where unknown. */
  population: Float64Array;
  /**
   * Value of each indicator over each group: `means[group * indicators + indicator]`. Counts are summed; rates
   * and means are weighted by the base they declare, else by population, else all areas alike; ratios are
   * recomputed from the sums of their parts. NaN where nothing could be used.
   */
  means: Float64Array;
}

export interface Aggregation extends GroupValues {
  /** The groups; one of unknown areas comes last where there are any. */
  groups: Group[];
}

export interface SliderAnswer extends GroupValues, Ranking {}

export interface RankSpread {
  /** Mean rank of each area over the draws that could score it, 1 = first; equal scores share the better rank.
   * NaN for areas that are not chosen or that no draw could score. */
  meanRank: Float64Array;
  /** Share of all draws in which the rank is at most k, 0 to 1; NaN for areas that are not chosen. */
  topK: Float64Array;
}

export interface Finding {
  rule: string;
  severity: "blocks" | "warns" | "informs";
  place: { path: string; area?: string; indicator?: string; period?: string };
  found: string;
  expected: string;
  fa: string;
  en: string;
  /** How many further breaches this one stands for. */
  more?: number;
}

export interface Verdict {
  sha256: string;
  areas: number | null;
  indicators: number | null;
  findings: Finding[];
  /** Why the file cannot be read at all. */
  error: ParseError | null;
}

/** The bytes are not a snapshot or scenario file. */
export interface ParseError {
  kind: "parse";
  message: string;
  messageFa: string;
  line: number;
  column: number;
  path: string;
}

/** A snapshot file that cannot be used. */
export interface BlockedError {
  kind: "blocked";
  message: string;
  messageFa: string;
  findings: Finding[];
}

/** Names or numbers that do not fit the snapshot; all of them. */
export interface ScenarioError {
  kind: "scenario";
  message: string;
  messageFa: string;
  problems: { problem: string; en: string; fa: string; [member: string]: unknown }[];
}

/** A call with an argument of the wrong type, shape or size. */
export interface ArgumentError {
  kind: "argument";
  message: string;
  messageFa: string;
  argument: string;
}

/** What every function here throws. */
export type NegahError = ParseError | BlockedError | ScenarioError | ArgumentError;

export interface RankingRow {
  code: string;
  name: string;
  score: number;
  rank: number;
  tied: boolean;
  tier: number;
  decile: number;
  /** Rank among all areas of the snapshot. */
  overall_rank: number;
  /** Share of the weight that rests on values that are there, 0 to 1. */
  coverage: number;
  in_list: boolean;
  /** What each branch of the index adds to the score; null where it is missing. */
  contributions: Record<string, number | null>;
  /** What each rule says. */
  flags?: Record<string, RuleVerdict>;
  /** A flat method's own figures. */
  figures?: Record<string, number | null>;
}

export type RuleVerdict = "flagged" | "near" | "not_flagged" | "unknown";

export interface RankingFile {
  format: "negah.ranking";
  version: number;
  snapshot: { sha256: string; title: unknown; issued: string; synthetic: boolean };
  scenario: Scenario;
  period: string;
  counts: { areas: number; selected: number; ranked: number; unscored: number };
  cut: { count: number; splits_tie: boolean; population: number; population_share: number | null };
  indicators: {
    id: string;
    period: string;
    imputed: number;
    missing: number;
    left_out?: string;
    /** What was done about outliers. */
    treated?: { low: number; high: number; lambda: number | null };
    /** Values that could not be drawn towards their division's. */
    not_shrunk?: number;
  }[];
  /** Whether a score is the sum of its contributions; a flat method's is not, and they are null. */
  additive: boolean;
  rules?: { id: string; name: unknown; counts: { flagged: number; near: number; not_flagged: number; unknown: number } }[];
  rows: RankingRow[];
  unscored: { code: string; name: string; coverage: number }[];
}

export interface IndicatorSummary {
  value: number | null;
  used: number;
  missing: number;
  min: number | null;
  q1: number | null;
  median: number | null;
  q3: number | null;
  max: number | null;
}

export interface GroupFile {
  groups: {
    key: string;
    name: unknown;
    areas: number;
    population: number | null;
    share: number | null;
    /** How need is spread inside the group; only with a scenario. */
    need?: Record<string, unknown>;
    indicators: Record<string, IndicatorSummary | null>;
  }[];
}

export interface ExplanationPart {
  id: string;
  name: unknown;
  /** How many groups stand above it. */
  depth: number;
  /** Period, value in the indicator's unit, what was scaled in its place, and whether a gap was filled; indicators only. */
  period?: string;
  value?: number | null;
  treated?: number | null;
  filled?: boolean;
  /** Value on the common scale; null where missing. */
  scaled: number | null;
  weight: number;
  used_weight: number;
  contribution: number | null;
  median_contribution: number | null;
}

export interface ExplanationFile {
  format: "negah.explanation";
  version: number;
  snapshot: string;
  period: string;
  code: string;
  name: string;
  counts: boolean;
  score: number | null;
  rank: number | null;
  tied: boolean;
  ranked: number;
  tier: number | null;
  in_list: boolean;
  coverage: number;
  additive: boolean;
  /** From the root down, each followed by its own. */
  parts: ExplanationPart[];
  left_out: { id: string; name: unknown; reason: string }[];
  rules: {
    id: string;
    name: unknown;
    verdict: RuleVerdict;
    by_enclosure: boolean;
    thresholds: {
      threshold: Record<string, unknown>;
      negated: boolean;
      state: "exceeds" | "near" | "below" | "missing";
      value: number | null;
      bar: number | null;
      percentile: number | null;
    }[];
    [member: string]: unknown;
  }[];
  figures?: Record<string, number | null>;
}

export interface ComparisonFile {
  format: "negah.comparison";
  version: number;
  snapshot: string;
  first: Scenario;
  second: Scenario;
  agreement: {
    n: number;
    spearman: number | null;
    kendall_tau_b: number | null;
    weighted_tau: number | null;
    k: number;
    top_overlap: number | null;
  };
  common: number;
  mean_shift: number | null;
  enters: string[];
  leaves: string[];
  rows: {
    code: string;
    name: string;
    rank_first: number | null;
    rank_second: number | null;
    /** Places won towards the first priority. */
    gain: number | null;
    move: "stays" | "enters" | "leaves" | "outside";
    score_first: number | null;
    score_second: number | null;
  }[];
}

export interface DiagnosisFile {
  format: "negah.diagnosis";
  version: number;
  snapshot: string;
  period: string;
  /** Whether the index is a weighted sum: only then are the effective weights those of the score. */
  linear: boolean;
  indicators: {
    id: string;
    name: unknown;
    group: string;
    nominal: number;
    effective: number | null;
    main_effect: number | null;
  }[];
  correlations: { kind: "spearman"; r: (number | null)[][]; n: number[][] };
  groups: {
    id: string;
    name: unknown;
    rows: number;
    alpha: number | null;
    alpha_standardised: number | null;
    alpha_without: Record<string, number | null>;
  }[];
  components: { rows: number; components: { eigenvalue: number; explained: number; loadings: number[] }[] } | null;
  pairs: { first: string; second: string; rho: number; n: number; remark: "same" | "against" }[];
  /** Weights that the data suggest, by method; they enter no score. */
  suggested: Record<string, { shares: number[]; rows: number } | { error: string } | true>;
}

/** What is asked in place of what the scenario's `robustness` says. */
export interface RobustnessOptions {
  /** Most draws per setting, 1 to 50000. */
  draws?: number;
  seed?: number;
  /** How many areas the list in question holds. */
  top?: number;
  /** Pairs of samples for the shares of the choices. */
  samples?: number;
  /** Areas on either side of the line for which the smallest changes are found; 0: none. */
  flips?: number;
}

export interface RobustnessProgress {
  done: number;
  total: number;
  finished: boolean;
  /** The largest standard error of a probability so far. */
  error: number;
}

export interface AreaChance {
  /** Share of the draws in which the area is in the list, and its standard error. */
  in_top: number;
  error: number;
  first: number;
  unscored: number;
  ranks: { best: number; low: number; median: number; high: number; worst: number; mean: number } | null;
  weights_in_top: number[] | null;
  weights_first: number[] | null;
  certainty: "certain" | "borderline" | "out";
}

export type RobustnessSetting = "uniform" | "ordinal" | "plus_minus" | "noise" | "choices" | "together";

export interface RobustnessFile {
  format: "negah.robustness";
  version: number;
  snapshot: string;
  scenario: Scenario;
  top: number;
  /** Codes of the areas of the list, in the order of their ranks. */
  list: string[];
  groups: string[];
  importance: string[][];
  linear: boolean;
  settings: {
    setting: RobustnessSetting;
    draws: number;
    skipped: number;
    error: number;
    within_tolerance: boolean;
    exact_ranks: boolean;
    certain: string[];
    borderline: string[];
    out: number;
    expected_overlap: number;
  }[];
  rows: {
    code: string;
    name: string;
    rank: number | null;
    in_list: boolean;
    chances: Partial<Record<RobustnessSetting, AreaChance>>;
  }[];
  left_out: Record<string, unknown>[];
  shares: Record<string, unknown> | null;
  dominance: Record<string, unknown> | null;
  skipped: Record<string, unknown>[];
  with_standard_errors: string[];
  flips: {
    code: string;
    name: string;
    weights: { group: string; from: number; to: number | null; enters: boolean; passes: string[]; exact: boolean }[];
    values: {
      indicator: string;
      from: number;
      to: number | null;
      tried: [number, number];
      enters: boolean;
      passes: string[];
    }[];
  }[];
}
"#;
