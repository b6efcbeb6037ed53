// The files that the monkey opens: good ones of several shapes, and everything that people take for one.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../harness.mjs";
import { demo } from "../page.mjs";
import { table } from "../table.mjs";

const seed = (name) => readFileSync(join(root, "seeds", name), "utf8");

/** A snapshot of those areas alone whose place in the list `keeps`. */
export function only(file, keeps) {
  const taken = file.areas.code.map((_, at) => at).filter(keeps);
  const pick = (column) => taken.map((at) => column[at]);
  const codes = new Set(taken.map((at) => file.areas.code[at]));
  const each = (table, change) => Object.fromEntries(Object.entries(table).map(([name, own]) => [name, change(own)]));
  const columns = (table) => each(table, (periods) => each(periods, pick));
  return {
    ...file,
    areas: each(file.areas, pick),
    values: columns(file.values),
    standard_errors: columns(file.standard_errors ?? {}),
    boundaries: Object.fromEntries(Object.entries(file.boundaries ?? {}).filter(([code]) => codes.has(code))),
    records: (file.records ?? []).filter((record) => codes.has(record.area)),
    offices: (file.offices ?? []).map((office) => ({ ...office, areas: office.areas.filter((code) => codes.has(code)) }))
      .filter((office) => office.areas.length > 0),
    targets: (file.targets ?? []).filter((target) => !target.area || codes.has(target.area)),
  };
}

const changed = (change) => {
  const file = demo();
  change(file);
  return file;
};

/** Values of the last period are all unknown. */
const emptyPeriod = () => changed((file) => {
  const last = file.periods.at(-1).id;
  for (const table of [file.values, file.standard_errors]) {
    for (const periods of Object.values(table)) if (periods[last]) periods[last] = periods[last].map(() => null);
  }
});

/** Every indicator has values in every period, so that any of them can be ranked. */
const severalPeriods = () => changed((file) => {
  const names = file.periods.map((period) => period.id);
  for (const periods of Object.values(file.values)) {
    const known = Object.values(periods).at(-1);
    names.forEach((name, at) => { periods[name] ??= known.map((value) => (value === null ? null : Math.max(0, Math.round(value * (1 + at * 0.02))))); });
  }
});

const county = (file) => only(file, (at) => file.areas.division[at] === file.areas.division[0]);

/** All of them by name, as text or bytes. */
export function files() {
  const text = JSON.stringify;
  const scenario = (name) => seed(`scenarios/${name}.scenario.json`);
  return {
    "demo.snapshot.json": text(demo()),
    "national-330.snapshot.json": seed("national-330.snapshot.json"),
    "one-county.snapshot.json": text(county(demo())),
    "one-area.snapshot.json": text(only(demo(), (at) => at === 7)),
    "two-areas.snapshot.json": text(only(demo(), (at) => at < 2)),
    "without-boundaries.snapshot.json": text(changed((file) => { delete file.boundaries; })),
    "several-periods.snapshot.json": text(severalPeriods()),
    "empty-period.snapshot.json": text(emptyPeriod()),
    "invented-400.snapshot.json": text(table(400)),
    "urgent.scenario.json": scenario("demo-urgent"),
    "children.scenario.json": scenario("demo-children"),
    "misfit.scenario.json": scenario("hdi"),
    "broken.scenario.json": scenario("demo-urgent").slice(0, 700),
    "cut.json": text(demo()).slice(0, 40_000),
    "empty.json": "",
    "table.csv": "code,name\n1,الف\n",
    "features.json": text({ type: "FeatureCollection", features: [] }),
    "no-areas.json": text(only(demo(), () => false)),
    "twice.json": text(changed((file) => { file.areas.code[1] = file.areas.code[0]; })),
    "short-column.json": text(changed((file) => { Object.values(file.values.trust)[0].pop(); })),
    "bytes.bin": Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256)),
  };
}
