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
  /** Inhabitants of each group as far as they are known; NaN where nobody is. */
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
  /** The decision outside the rule on it. */
  lock?: { area: string; list: "in" | "out"; reason: string; date?: string; decider?: string; letter?: string };
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
  cut: {
    count: number;
    line: number;
    splits_tie: boolean;
    /** Inhabitants of the list as far as they are known; null where of none of its areas they are. */
    population: number | null;
    /** Share of the known inhabitants of all ranked areas, 0 to 1. */
    population_share: number | null;
    /** Areas of the list of unknown population. */
    population_unknown: number;
    /** Ranked areas of unknown population. */
    ranked_unknown: number;
  };
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
  unscored: { code: string; name: string; coverage: number; lock?: RankingRow["lock"] }[];
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
    /** Inhabitants as far as they are known, and their share of all that are known. */
    population: number | null;
    share: number | null;
    /** Areas of unknown population. */
    population_unknown: number;
    /** How need is spread inside the group; only with a scenario. */
    need?: Record<string, unknown>;
    indicators: Record<string, IndicatorSummary | null>;
  }[];
}

/** What `inequality` is asked for; nothing: every indicator with values, and the score where there is a scenario. */
export interface InequalityMeasures {
  /** Identifiers of indicators. */
  indicators?: string[];
  /** Whether the composite score is asked for. */
  score?: boolean;
}

/** An inequality, or what one group has to do with it. */
export interface InequalityPart {
  /** The inequality inside the group. */
  inside: number;
  /** What the group's mean adds to the part between groups; of Theil's measure it may be negative. */
  between: number;
  /** What the group adds to the part within groups. */
  within: number;
}

export interface InequalityFile {
  format: "negah.inequality";
  version: number;
  snapshot: string;
  period: string;
  measures: {
    /** `score`, or `indicator:ID`. */
    measure: string;
    indicator: string | null;
    name: unknown;
    /** Those among whom the measure is shared out, by whose number areas weigh; null: every area weighs the same. */
    among: { indicator: string; name: unknown } | null;
    used: number;
    /** Areas without a value, or without people to weigh them by. */
    left_out: number;
    mean: number | null;
    /** 0 to 1; null where values cannot be taken as parts of a sum. */
    gini: number | null;
    theil: { total: number; between: number; within: number; between_share: number | null } | null;
    variance: { total: number; between: number; within: number; eta_squared: number | null } | null;
    /** Why there is neither Gini nor Theil. */
    undefined: { reason: "empty" | "zero" } | { reason: "negative"; areas: number } | null;
    groups: {
      key: string;
      name: unknown;
      areas: number;
      /** Share of those among whom it is shared out, 0 to 1; null without a value. */
      weight: number | null;
      mean: number | null;
      theil: InequalityPart | null;
      variance: InequalityPart | null;
    }[];
  }[];
}
"#;
