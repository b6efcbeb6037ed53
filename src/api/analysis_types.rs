//! TypeScript types of why, what if and how sure.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
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
    /// Length of the first list.
    k: number;
    /// Share of the first list that is in the second too.
    top_overlap: number | null;
    /// Areas in both lists divided by those in either.
    jaccard: number | null;
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

/** A figure now and in the period before; null where there is none. */
export interface NowAndBefore<T> {
  now: T;
  before: T | null;
}

export interface InsightFile {
  format: "negah.insight";
  version: number;
  snapshot: string;
  scenario: Scenario;
  period: string;
  /** The period before; null where the one in use is the first, or the scenario could not be run there (`before_failed`). */
  before: string | null;
  before_failed: boolean;
  areas: NowAndBefore<number>;
  people: NowAndBefore<{ known: number | null; unknown_areas: number } | null>;
  list: NowAndBefore<{
    areas: number;
    people: number | null;
    people_unknown: number;
    people_share: number | null;
  }>;
  turnover: { entered: string[]; left: string[] } | null;
  /** Whether scores of two periods share one scale; only then do their medians compare. */
  scale_fixed: boolean;
  median_score: NowAndBefore<number | null>;
  coverage: NowAndBefore<number>;
  /** Of indicators in the present list; `effect` in standard deviations of the areas that count, above 0 towards need. */
  moves: {
    all: { indicator: string; before: number; after: number; effect: number }[];
    farthest_towards_need: string | null;
    farthest_from_need: string | null;
  } | null;
  /** Indicators whose figures are those of the period before. */
  not_renewed: string[] | null;
  /** The harm of which the list holds the largest share of all cases. */
  burden: { indicator: string; share: number; left_out: number } | null;
  findings: {
    harm: { indicator: string; list: number; all: number; effect: number } | null;
    division: { division: string; name: unknown; areas: number; people: number; share: number } | null;
    riser: { code: string; from: number; to: number; entered: boolean; looked_at: number } | null;
    line:
      | { splits_tie: true }
      | { splits_tie: false; distance: number; near_inside: string[]; near_outside: string[] }
      | null;
    gaps: {
      missing: number;
      values: number;
      share: number;
      indicator: string;
      of_indicator: number;
      unscored_areas: number;
    } | null;
  };
  /** By the narrowest level of division; null where the data have none. */
  first_harms: {
    level: string;
    divisions: {
      division: string;
      name: unknown;
      areas: number;
      scored: boolean;
      harm: {
        indicator: string;
        here: number | null;
        all: number | null;
        contribution: number;
        excess: number;
      } | null;
    }[];
  } | null;
  /** Areas in each tier, the neediest first. */
  tiers: number[];
  quality: {
    indicators: number;
    values: number;
    present: number;
    of_period: number;
    newest: string | null;
    oldest: string | null;
    indicators_of_oldest: number;
  };
  /** Areas that are scored without a group of the index. */
  lost: { code: string; groups: string[]; top_groups_kept: number; top_groups: number }[];
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
