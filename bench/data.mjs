// Deterministic made-up snapshots of any size, as the bytes of a snapshot file.

/** A small generator of uniform numbers in [0, 1), the same everywhere (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Roughly normal, mean 0, deviation 1. */
const bell = (roll) => (roll() + roll() + roll() + roll() - 2) * Math.sqrt(3);

/**
 * `areas` neighbourhoods in 31 provinces, `indicators` scored indicators that share a common cause, and the
 * population. Every third indicator lowers need; every fourth has `gaps` (a share) of its values missing.
 */
export function snapshotBytes({ areas, indicators, gaps = 0.02, seed = 1 }) {
  const roll = dice(seed);
  const codes = Array.from({ length: areas }, (_, at) => String(at).padStart(6, "0"));
  const province = (at) => Math.floor((at * 31) / areas);
  const cause = Float64Array.from({ length: areas }, () => bell(roll));
  const parts = [];
  const column = (value) => {
    const text = new Array(areas);
    for (let at = 0; at < areas; at += 1) text[at] = value(at);
    return `{"1":[${text.join(",")}]}`;
  };
  parts.push(`"pop":${column(() => 500 + Math.floor(9500 * roll() ** 2))}`);
  for (let one = 0; one < indicators; one += 1) {
    const missing = one % 4 === 3 ? gaps : 0;
    const decimals = 1 + (one % 4);
    const sign = lowers(one) ? -1 : 1;
    const value = (at) => (50 + 9 * (sign * cause[at] + bell(roll))).toFixed(decimals);
    parts.push(`"i${one}":${column((at) => (roll() < missing ? "null" : Number(value(at))))}`);
  }
  const indicator = (one) => ({
    id: `i${one}`, name: `شاخص ${one}`, unit: "٪", decimals: 1, domain: `d${one % 6}`, measure: { kind: "mean" },
    polarity: lowers(one) ? "lowers_need" : "raises_need",
  });
  const head = {
    format: "negah.snapshot", version: 1, title: "سنجهٔ سرعت", issuer: "negah", issued: "2025-01-01",
    synthetic: true, area_level: { fa: "محله", en: "Neighbourhood" }, population: "pop",
    periods: [{ id: "1", name: "۱۴۰۳" }],
    levels: [{ id: "province", name: "استان" }],
    divisions: Array.from({ length: 31 }, (_, at) => ({ code: `P${at}`, name: `استان ${at}`, level: "province" })),
    domains: Array.from({ length: 6 }, (_, at) => ({ id: `d${at}`, name: `حوزهٔ ${at}` })),
    indicators: [
      { id: "pop", name: "جمعیت", unit: "نفر", decimals: 0, measure: { kind: "count" }, polarity: "context" },
      ...Array.from({ length: indicators }, (_, at) => indicator(at)),
    ],
    areas: {
      code: codes,
      name: codes.map((code) => `محلهٔ ${code}`),
      division: codes.map((_, at) => `P${province(at)}`),
    },
  };
  const text = `${JSON.stringify(head).slice(0, -1)},"values":{${parts.join(",")}}}`;
  return new TextEncoder().encode(text);
}

function lowers(one) {
  return one % 3 === 2;
}

/** `draws` rows of weights: 0 for the population, else uniform. */
export function weightDraws(draws, indicators, seed = 7) {
  const roll = dice(seed);
  const weights = new Float64Array(draws * (indicators + 1));
  for (let draw = 0; draw < draws; draw += 1) {
    for (let one = 1; one <= indicators; one += 1) weights[draw * (indicators + 1) + one] = 0.05 + roll();
  }
  return weights;
}
