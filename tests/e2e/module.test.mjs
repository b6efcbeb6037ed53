// The module for other programs: every call answers exactly what its TypeScript types say, failures included.
//
// NEGAH_PKG   the built module (default: pkg/, which `cargo xtask module` writes)
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, root } from "./harness.mjs";
import { declared, diagnostics } from "./module/types.mjs";

const pkg = resolve(process.env.NEGAH_PKG ?? join(root, "pkg"));
const read = (path) => new Uint8Array(readFileSync(join(root, path)));

if (!existsSync(join(pkg, "negah.js"))) throw new Error(`${pkg} does not hold the module: \`cargo xtask module\` builds it`);
const negah = await import(pathToFileURL(join(pkg, "negah.js")));
await negah.default({ module_or_path: readFileSync(join(pkg, "negah_bg.wasm")) });
const types = declared(join(pkg, "negah.d.ts"));

const demo = read("seeds/demo.snapshot.json");
const text = new TextDecoder().decode(demo);
const snapshot = JSON.parse(text);
const county = { division: snapshot.levels.at(-1).id };
// The published indices bring their own data, which are not part of the project.
const scenarios = readdirSync(join(root, "seeds/scenarios")).filter((name) => /^(ahp|demo|topsis)/.test(name))
  .map((name) => JSON.parse(readFileSync(join(root, "seeds/scenarios", name), "utf8")));

/** Names that a test has called. */
const called = new Set(["default", "initSync", "start"]);

/** Calls a function and holds its answer to its declared type. */
function call(name, ...given) {
  called.add(name);
  const answer = negah[name](...given);
  assert.deepEqual(types.asReturned(name, answer).slice(0, 5), [], name);
  return answer;
}

/** Calls a method, or reads a property. */
function member(owner, object, name, ...given) {
  called.add(`${owner}.${name}`);
  const answer = typeof object[name] === "function" ? object[name](...given) : object[name];
  assert.deepEqual(types.asMember(owner, name, answer).slice(0, 5), [], `${owner}.${name}`);
  return answer;
}

/** What a call throws, which must be of its declared type and kind. */
function thrown(kind, act) {
  try {
    act();
  } catch (error) {
    assert.deepEqual(types.asType("NegahError", error).slice(0, 5), []);
    assert.equal(error.kind, kind);
    return error;
  }
  assert.fail(`nothing of the kind ${kind} was thrown`);
}

test("a difference between value and type is found", () => {
  const row = call("run", demo).rows[0];
  assert.deepEqual(types.asType("RankingRow", row), []);
  const { rank, ...without } = row;
  for (const [wrong, place] of [
    [without, "rank is missing"], [{ ...row, rank: String(rank) }, "RankingRow.rank"], [{ ...row, more: 1 }, "more is not declared"],
    [{ ...row, contributions: { a: "1" } }, "contributions.a"], [{ ...row, lock: { area: "1", list: "on", reason: "" } }, "lock.list"], [null, "RankingRow"],
  ]) {
    const found = types.asType("RankingRow", wrong);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.ok(found[0].includes(place), found[0]);
  }
});

test("a program written against the types compiles, and wrong calls in it do not", () => {
  assert.deepEqual(diagnostics([join(root, "tests/e2e/module/use.ts")]), []);
});

test("every file that the module answers with is as declared", () => {
  assert.match(call("version"), /^\d+\.\d+\.\d+/);
  assert.match(call("sha256", demo), /^[0-9a-f]{64}$/);
  assert.equal(call("validate", demo).error, null);
  const codes = call("run", demo).rows.map((row) => row.code);
  for (const scenario of [undefined, ...scenarios]) {
    const { rows, unscored } = call("run", demo, scenario);
    assert.equal(rows.length + unscored.length > 0, true);
    for (const code of [rows[0].code, rows.at(-1).code, ...unscored.slice(0, 1).map((own) => own.code)]) call("explain", demo, code, scenario);
    call("compare", demo, scenario);
    call("compare", demo, undefined, scenario);
    call("diagnose", demo, scenario);
    call("insight", demo, scenario);
    call("methodology", demo, scenario, "en");
    for (const by of ["all", "kind", "office", "decile", "tier", county]) {
      call("aggregate", demo, by, scenario);
      call("inequality", demo, by, { score: scenario !== undefined }, scenario);
    }
    call("robustness", demo, scenario, { draws: 60, samples: 8, flips: 2 });
  }
  const locks = [{ area: codes.at(-1), list: "in", reason: "مصوبه", date: "2025-04-09" }];
  const base = scenarios[0];
  const locked = call("run", text, { ...base, locks });
  assert.equal(locked.rows.find((row) => row.code === codes.at(-1)).lock.list, "in");
});

test("periods, gaps and ties are as declared too", () => {
  const [first] = snapshot.periods;
  const known = snapshot.indicators.filter((own) => own.polarity !== "context" && first.id in (snapshot.values[own.id] ?? {}));
  const index = { id: "need", children: known.map((own) => ({ indicator: own.id })) };
  const early = { format: "negah.scenario", version: 1, title: "early", index, period: first.id };
  assert.equal(call("insight", demo, early).before, null);
  // A data set in which nobody is known, one indicator is empty and all areas tie.
  const { population, ...rest } = snapshot;
  const ids = Object.keys(rest.values);
  const flat = (values) => Object.fromEntries(Object.entries(values).map(([period, column]) => [period, column.map(() => 1)]));
  const values = Object.fromEntries(ids.map((id) => [id, flat(rest.values[id])]));
  const even = JSON.stringify({ ...rest, values });
  const verdict = call("validate", even);
  assert.ok(verdict.findings.length > 0, "columns that never differ are remarked on");
  const sparse = Object.fromEntries(ids.map((id, at) => [id, Object.fromEntries(Object.entries(rest.values[id]).map(([period, column]) => [period, column.map((value, area) => ((area + at) % 3 ? value : null))]))]));
  const gaps = JSON.stringify({ ...snapshot, values: { ...sparse, ...Object.fromEntries(Object.entries(snapshot.values).filter(([id]) => id === snapshot.population)) } });
  const found = call("insight", gaps);
  assert.ok(found.findings.gaps.missing > 0);
  call("run", gaps);
  call("aggregate", gaps, county);
});

test("the engine and the job answer as declared", () => {
  const engine = negah.Engine.load(demo);
  assert.equal(member("Engine", engine, "nAreas"), snapshot.areas.code.length);
  const weights = new Float64Array(member("Engine", engine, "defaultWeights"));
  member("Engine", engine, "indicators");
  member("Engine", engine, "periods");
  assert.deepEqual(member("Engine", engine, "codes"), snapshot.areas.code);
  const { order } = member("Engine", engine, "scoreRank", weights);
  member("Engine", engine, "reweight", weights);
  for (const by of [undefined, "kind", county, "decile"]) member("Engine", engine, "aggregate", by);
  member("Engine", engine, "sliderMove", { search: snapshot.areas.name[0] }, weights);
  member("Engine", engine, "monteCarlo", new Float64Array(Array.from({ length: 50 }, () => [...weights]).flat()), 50, 5);
  assert.ok(member("Engine", engine, "filter", { area: [snapshot.areas.code[order[0]]] }) === 1);
  assert.deepEqual([...member("Engine", engine, "selection")], [order[0]]);
  engine.free();
  called.add("Engine").add("Engine.free").add("Engine.load");

  const job = new negah.RobustnessJob(demo, scenarios[0], { draws: 40, samples: 4 });
  const { done, total, finished } = member("RobustnessJob", job, "step", 10);
  assert.ok(!finished && done > 0 && done < total);
  while (!member("RobustnessJob", job, "step", 200).finished);
  assert.equal(member("RobustnessJob", job, "result").rows.length > 0, true);
  job.free();
  called.add("RobustnessJob").add("RobustnessJob.free");
});

test("every failure is thrown as declared", () => {
  assert.equal(call("validate", "{").error.kind, "parse");
  const error = thrown("parse", () => negah.run("{"));
  assert.deepEqual([error.line, error.column], [1, 1]);
  const twice = structuredClone(snapshot);
  twice.areas.code[1] = twice.areas.code[0];
  assert.ok(thrown("blocked", () => negah.run(JSON.stringify(twice))).findings.length > 0);
  const index = { id: "need", children: [{ indicator: "nothing of the kind" }] };
  assert.ok(thrown("scenario", () => negah.run(demo, { ...scenarios[0], index })).problems.length > 0);
  thrown("scenario", () => negah.aggregate(demo, { division: "nothing of the kind" }));
  for (const act of [
    () => negah.run(7), () => negah.explain(demo, "nobody"), () => negah.methodology(demo, undefined, "de"),
    () => negah.inequality(demo, 5), () => negah.Engine.load(demo).scoreRank([1]), () => negah.Engine.load(demo).monteCarlo(new Float64Array(1), 1.5, 1),
    () => new negah.RobustnessJob(demo, undefined, { draws: "many" }),
  ]) {
    assert.ok(thrown("argument", act).argument.length > 0);
  }
});

test("nothing that is exported was left out", () => {
  const members = ["Engine", "RobustnessJob"].flatMap((name) => types.members(name).map((own) => `${name}.${own}`)).filter((name) => !name.includes("__@"));
  assert.deepEqual([...types.names, ...members].filter((name) => !called.has(name)), []);
});

/** The example and the module, each under its own folder. */
function serveExample() {
  const served = { "/examples/module.html": join(root, "examples/module.html"), "/pkg/negah.js": join(pkg, "negah.js"), "/pkg/negah_bg.wasm": join(pkg, "negah_bg.wasm") };
  const kinds = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };
  const server = createServer(({ url }, response) => {
    const path = served[url];
    response.writeHead(path ? 200 : 404, path ? { "content-type": kinds[extname(path)] } : {}).end(path ? readFileSync(path) : "");
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ server, url: `http://127.0.0.1:${server.address().port}/examples/module.html` })));
}

test("the example page ranks a chosen file, says why, and names what is wrong with another", async () => {
  const [{ server, url }, browser] = await Promise.all([serveExample(), launch()]);
  try {
    const page = await browser.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(url);
    await page.setInputFiles("#snapshot", join(root, "seeds/demo.snapshot.json"));
    await page.locator("tbody tr").first().waitFor();
    const { rows } = call("run", demo);
    assert.equal(await page.locator("tbody tr").count(), rows.length);
    assert.ok((await page.locator("tbody tr").first().innerText()).includes(rows[0].name));
    assert.ok((await page.locator("#said").innerText()).includes(rows[0].name));
    await page.setInputFiles("#scenario", join(root, "seeds/scenarios/topsis.scenario.json"));
    const flat = call("run", demo, scenarios.find((own) => own.flat));
    await page.waitForFunction((name) => document.querySelector("tbody tr")?.textContent.includes(name), flat.rows[0].name);
    await page.setInputFiles("#snapshot", { name: "broken.json", mimeType: "application/json", buffer: Buffer.from("{") });
    await page.locator("#failed", { hasText: "سطر" }).waitFor();
    assert.deepEqual(problems, []);
  } finally {
    await browser.close();
    server.close();
  }
});
