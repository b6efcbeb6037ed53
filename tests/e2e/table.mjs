// Invented data of any size.

/** Areas of the largest published index, and of a province. */
export const AREAS = 33_755;
export const PROVINCE = 330;
const INDICATORS = 28;
const DOMAINS = 7;
export const COUNTIES = 310;

/** Numbers that look random and are the same every time. */
function* random(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** A snapshot of so many invented areas with 28 indicators; the same every time. */
export function table(areas) {
  const numbers = random(7);
  const next = () => numbers.next().value;
  const label = (fa, en) => ({ fa, en });
  const code = (at) => String(at).padStart(6, "0");
  const county = (at) => `c${String(at).padStart(3, "0")}`;
  const list = (n, make) => Array.from({ length: n }, (_, at) => make(at));
  const column = (make) => ({ p1: list(areas, make) });
  const indicators = list(INDICATORS, (at) => ({
    id: `i${at}`, name: label(`شاخص ${at}`, `Indicator ${at}`), unit: label("٪", "%"), decimals: 1,
    measure: { kind: "mean" }, polarity: at % 4 === 3 ? "lowers_need" : "raises_need", domain: `d${at % DOMAINS}`,
  }));
  const values = Object.fromEntries(indicators.map(({ id }) =>
    [id, column(() => (next() < 0.02 ? null : Math.round(1000 * next() ** 1.5) / 10))]));
  return {
    format: "negah.snapshot", version: 1, title: label("آزمون بزرگ", "Large test"), issuer: label("آزمون", "Test"),
    issued: "2026-01-01", synthetic: true, area_level: label("محدوده", "area"), population: "population",
    periods: [{ id: "p1", name: label("۱۴۰۴", "1404") }],
    levels: [{ id: "county", name: label("شهرستان", "County") }],
    divisions: list(COUNTIES, (at) => ({ code: county(at), name: label(`شهرستان ${at}`, `County ${at}`), level: "county" })),
    domains: list(DOMAINS, (at) => ({ id: `d${at}`, name: label(`حوزهٔ ${at}`, `Domain ${at}`) })),
    indicators: [
      { id: "population", name: label("جمعیت", "Population"), unit: label("نفر", "people"), decimals: 0, measure: { kind: "count" }, polarity: "context" },
      ...indicators,
    ],
    areas: {
      code: list(areas, code), name: list(areas, (at) => `محدودهٔ ${at}`), division: list(areas, (at) => county(at % COUNTIES)),
      lon: list(areas, (at) => 45 + (at % 200) * 0.09), lat: list(areas, (at) => 26 + Math.floor(at / 200) * 0.08),
    },
    values: { population: column(() => Math.round(200 + 20_000 * next())), ...values },
  };
}
