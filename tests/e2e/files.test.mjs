// Files in and out: good ones replace what is open, bad ones say why and change nothing.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { root, serve } from "./harness.mjs";
import { demo, enter, go, id, openPage, ranked, ready, rows, sameRows, saved, savedScenario, until } from "./page.mjs";
import { browser, folder, openPlace, server } from "./stage.mjs";

/** The name of a file of the page: what it is, data and period, day and time of saving. */
const NAMED = (kind, ending) => new RegExp(`^negah-${kind}-[\\p{L}\\p{M}\\p{N}-]+-1\\d{3}-\\d{2}-\\d{2}-\\d{6}\\.${ending}$`, "u");

/** The parts of a ZIP archive as texts, by name. */
const unzipped = (bytes) => {
  const parts = {};
  let at = bytes.readUInt32LE(bytes.length - 6);
  for (let left = bytes.readUInt16LE(bytes.length - 12); left > 0; left -= 1) {
    const [method, packed, name] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const start = bytes.readUInt32LE(at + 42) + 30 + name;
    const body = bytes.subarray(start, start + packed);
    parts[bytes.toString("utf8", at + 46, at + 46 + name)] = (method === 8 ? inflateRawSync(body) : body).toString("utf8");
    at += 46 + name;
  }
  return parts;
};

const title = (page) => id(page, "snapshot-title").innerText();

/** The demo with a change, as text. */
const varied = (change) => {
  const file = demo();
  change(file);
  return JSON.stringify(file);
};

/** A snapshot that can be told from the demo by its title and by one area fewer. */
const smaller = () => varied((file) => {
  file.title = { fa: "نسخهٔ آزمون", en: "Test snapshot" };
  const gone = file.areas.code.pop();
  for (const column of Object.values(file.areas)) if (column.length > file.areas.code.length) column.pop();
  for (const table of [file.values, file.standard_errors]) {
    for (const periods of Object.values(table)) for (const column of Object.values(periods)) column.pop();
  }
  delete file.boundaries[gone];
  file.records = file.records.filter((record) => record.area !== gone);
  file.offices = file.offices.map((office) => ({ ...office, areas: office.areas.filter((code) => code !== gone) }))
    .filter((office) => office.areas.length > 0);
  file.targets = file.targets.filter((target) => target.area !== gone);
});

const reasons = async (page) => {
  await id(page, "failure").waitFor();
  return id(page, "failure-reasons").locator("li").allInnerTexts();
};

test("a good file replaces what is open, survives a reload, and the demo comes back", async () => {
  const { page, problems, close } = await openPlace("priority");
  await id(page, "data-file").setInputFiles(await folder.put("good.snapshot.json", smaller()));
  await until(() => title(page), (text) => text === "نسخهٔ آزمون", "the title");
  assert.equal(await ranked(page), 63);
  assert.equal(await id(page, "failure").isVisible(), false);
  await until(() => page.evaluate(() => localStorage.getItem(`negah.open.${location.pathname}`)), (name) => name === "good.snapshot.json", "the memory");
  await page.reload();
  await ready(page);
  assert.equal(await title(page), "نسخهٔ آزمون");
  await id(page, "data-menu").click();
  await id(page, "open-demo").click();
  await until(() => title(page), (text) => text === demo().title.fa, "the demo");
  assert.equal(await ranked(page), 64);
  assert.deepEqual(problems, []);
  await close();
});

test("a snapshot beside the page opens before the demo", async (t) => {
  const own = await serve({ "snapshot.json": smaller() });
  t.after(own.close);
  const { page, close } = await openPage(browser, own.url);
  assert.equal(await title(page), "نسخهٔ آزمون");
  await close();
});

test("an address in the page's address opens, from its own host only", async (t) => {
  const own = await serve({ "data/other.json": smaller() });
  t.after(own.close);
  const first = await openPage(browser, `${own.url}?snapshot=data/other.json`);
  assert.equal(await title(first.page), "نسخهٔ آزمون");
  await first.close();
  const foreign = await openPage(browser, `${own.url}?snapshot=https://example.org/x.json`);
  assert.match((await reasons(foreign.page)).join(), /میزبان دیگری/);
  assert.equal(await title(foreign.page), demo().title.fa);
  assert.deepEqual(foreign.problems, []);
  await foreign.close();
  const absent = await openPage(browser, `${own.url}?snapshot=absent.json`);
  assert.match((await reasons(absent.page)).join(), /404|۴۰۴/);
  await absent.close();
});

const BAD = [
  ["cut short", "cut.json", () => JSON.stringify(demo()).slice(0, 40_000), /سطر|خط|ستون/],
  ["empty", "empty.json", () => "", /./],
  ["not JSON at all", "table.csv", () => "code,name\n1,الف\n", /./],
  ["another format", "other.json", () => JSON.stringify({ type: "FeatureCollection", features: [] }), /format/],
  ["an unknown member", "unknown.json", () => varied((file) => { file.colour = "red"; }), /colour/],
  ["a code twice", "twice.json", () => varied((file) => { file.areas.code[1] = file.areas.code[0]; }), /010101|۰۱۰۱۰۱/],
  ["a column too short", "short.json", () => varied((file) => { Object.values(file.values.trust)[0].pop(); }), /trust/],
];

for (const [what, name, make, expected] of BAD) {
  test(`a bad file (${what}) is refused with its reasons, and what was open stays`, async () => {
    const { page, problems, close } = await openPlace("priority");
    await enter(id(page, "weight-field-1"), "40");
    await id(page, "row").first().waitFor();
    const before = await rows(page);
    await id(page, "data-file").setInputFiles(await folder.put(name, make()));
    const list = await reasons(page);
    assert.ok(list.length > 0 && list.every((line) => line.trim().length > 10), list.join("\n"));
    assert.match(list.join("\n"), expected);
    assert.match(await id(page, "failure").innerText(), new RegExp(name.replace(".", "\\.")));
    await id(page, "failure-close").click();
    await id(page, "failure").waitFor({ state: "hidden" });
    assert.equal(await title(page), demo().title.fa);
    sameRows(await rows(page), before);
    assert.deepEqual(problems, []);
    await close();
  });
}

/** Drops a file of this text on the page, through the events that a browser sends. */
const drop = (page, name, text) => page.evaluate(([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "application/json" }));
  const send = (type) => document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  send("dragover");
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const shown = document.querySelector('[data-testid="drop-target"]') !== null;
    send("drop");
    done(shown);
  })));
}, [name, text]);

test("files may be dropped: a bad one is refused, a good one opens", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  assert.equal(await drop(page, "half.json", JSON.stringify(demo()).slice(0, 5000)), true);
  assert.ok((await reasons(page)).length > 0);
  await page.keyboard.press("Escape");
  await id(page, "failure").waitFor({ state: "hidden" });
  assert.equal(await title(page), demo().title.fa);
  await drop(page, "good.json", smaller());
  await until(() => title(page), (text) => text === "نسخهٔ آزمون", "the dropped file");
  assert.equal(await id(page, "drop-target").count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("a scenario is saved, opened again, and one that does not fit is refused", async () => {
  const { page, problems, close } = await openPlace("priority");
  await enter(id(page, "weight-field-3"), "۵۵");
  await until(() => id(page, "weight-field-3").inputValue(), (text) => text === "۵۵٪", "the weight");
  await id(page, "filter-kinds").locator("input").first().click();
  const wanted = await rows(page);
  // It is no longer what it was called, wherever it is named, and it cannot be saved as what it is not.
  assert.match(await id(page, "scenario-menu").innerText(), /پایه، تغییریافته/);
  await id(page, "scenario-menu").click();
  await id(page, "scenario-save").click();
  assert.equal(await id(page, "save-scenario-name").inputValue(), "پایه، تغییریافته");
  await id(page, "save-scenario-name").fill("پایه (وزن‌های برابر)");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=save-scenario-fault]:visible").waitFor();
  const file = await savedScenario(page, "پیشنهاد کارگروه");
  assert.match(file.name, /^negah-scenario-.+-1\d{3}-\d{2}-\d{2}-\d{6}\.scenario\.json$/u);
  const scenario = JSON.parse(file.bytes);
  assert.equal(scenario.format, "negah.scenario");
  assert.equal(scenario.title, "پیشنهاد کارگروه");
  assert.match(scenario.note.fa, /پایه \(وزن‌های برابر\).*وزن‌ها/);
  await until(() => id(page, "toast").allInnerTexts(), (texts) => texts.some((text) => text.includes("«پیشنهاد کارگروه»")), "it is said");
  assert.match(await id(page, "scenario-menu").innerText(), /پیشنهاد کارگروه/);
  // Undone as far as it goes, it is the baseline again; redone, what it was saved as.
  await id(page, "undo").click();
  assert.match(await id(page, "scenario-menu").innerText(), /پایه، تغییریافته/);
  await id(page, "undo").click();
  assert.match(await id(page, "scenario-menu").innerText(), /پایه \(وزن‌های برابر\)/);
  await id(page, "redo").click();
  await id(page, "redo").click();
  assert.match(await id(page, "scenario-menu").innerText(), /پیشنهاد کارگروه/);
  // What a changed one was made from outlives the page.
  await id(page, "filter-kinds").locator("input").nth(1).click();
  await until(() => id(page, "scenario-menu").innerText(), (text) => text.includes("پیشنهاد کارگروه، تغییریافته"), "changed anew");
  await page.reload();
  await ready(page);
  assert.match(await id(page, "scenario-menu").innerText(), /پیشنهاد کارگروه، تغییریافته/);
  await id(page, "filter-kinds").locator("input").nth(1).click();
  await until(() => id(page, "scenario-menu").innerText(), (text) => !text.includes("تغییریافته"), "back by hand");

  await id(page, "scenario-menu").click();
  await id(page, "scenario-reset").click();
  await until(() => ranked(page), (n) => n === 64, "the reset");
  const path = await folder.put(file.name, file.bytes.toString());
  await id(page, "scenario-file").setInputFiles(path);
  await until(() => id(page, "weight-field-3").inputValue(), (text) => text === "۵۵٪", "the opened scenario");
  sameRows(await rows(page), wanted);
  await id(page, "toast").waitFor();
  await id(page, "undo").click();
  await until(() => ranked(page), (n) => n === 64, "opening can be undone");

  scenario.index.children[0].children[0].indicator = "no_such_indicator";
  await id(page, "scenario-file").setInputFiles(await folder.put("misfit.scenario.json", scenario));
  assert.match((await reasons(page)).join("\n"), /no_such_indicator/);
  await id(page, "failure-close").click();
  assert.equal(await ranked(page), 64);
  assert.deepEqual(problems, []);
  await close();
});

test("the published scenarios of the demo open", async () => {
  const { page, close } = await openPlace("priority");
  for (const name of ["demo-urgent", "demo-children"]) {
    await id(page, "scenario-file").setInputFiles(join(root, `seeds/scenarios/${name}.scenario.json`));
    const label = JSON.parse(readFileSync(join(root, `seeds/scenarios/${name}.scenario.json`), "utf8")).title.fa;
    await until(() => id(page, "scenario-menu").innerText(), (text) => text.includes(label), name);
  }
  await close();
});

/** What the menu of the list saves. */
async function saveAs(page, form) {
  // The file names the hash of the data, which is computed beside.
  await id(page, "save-menu").click();
  const toast = id(page, "toast");
  for (;;) {
    const file = await Promise.race([
      saved(page, () => id(page, form).click()),
      toast.waitFor().then(() => null),
    ]);
    if (file) return file;
    await toast.locator("button").last().click();
    await id(page, "save-menu").click();
  }
}

test("the ranking leaves as a workbook with formulas, and as features for maps", async () => {
  const { page, problems, close } = await openPlace("data");
  await id(page, "hash").waitFor();
  await go(page, "priority");
  const book = await saveAs(page, "export-xlsx");
  assert.match(book.name, NAMED("list", "xlsx"));
  const parts = unzipped(book.bytes);
  for (const part of ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet4.xml"]) assert.ok(part in parts, part);
  assert.ok(parts["xl/worksheets/sheet1.xml"].includes('rightToLeft="1"'));
  const computed = parts["xl/worksheets/sheet2.xml"];
  assert.equal(computed.match(/<f t="shared" [^>]*>IF\(OR\(SUMIF/g).length, 7, "a formula for each group and the score");
  assert.equal(computed.match(/<f t="shared"/g).length, 64 * 7, "in the row of each area");
  assert.ok(book.bytes.length < 80_000, `compressed: ${book.bytes.length}`);
  const map = JSON.parse((await saveAs(page, "export-geojson")).bytes.toString("utf8"));
  assert.equal(map.features.length, 64);
  assert.equal(map.synthetic, true);
  assert.equal(map.features[0].properties.rank, 1);
  assert.ok(["Polygon", "MultiPolygon"].includes(map.features[0].geometry.type));
  const data = JSON.parse((await saveAs(page, "export-json")).bytes.toString("utf8"));
  assert.equal(data.rows.length, 64);
  assert.deepEqual(problems, []);
  await close();
});

test("a chart leaves as a picture of lines, with its texts", async () => {
  const { page, problems, close } = await openPlace("groups");
  const file = await saved(page, () => id(page, "save-svg").first().click());
  const text = file.bytes.toString("utf8");
  assert.ok(file.name.endsWith(".svg"));
  assert.ok(text.startsWith("<svg"), text.slice(0, 80));
  assert.ok(text.includes("سپیدچشمه") && text.includes("</svg>"));
  for (const part of ["سناریو: پایه", "دادهٔ ساختگی", demo().title.fa]) assert.ok(text.includes(part), part);
  const points = await saved(page, () => id(page, "save-png").first().click());
  assert.ok(points.bytes.readUInt32BE(16) >= 2000, "fine enough for paper");
  assert.deepEqual(problems, []);
  await close();
});

test("the ranking leaves as a table that spreadsheets read", async () => {
  const { page, close } = await openPlace("priority");
  const first = (await rows(page))[0];
  const file = await saveAs(page, "export-csv");
  assert.match(file.name, NAMED("list", "csv"));
  assert.deepEqual([...file.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const lines = file.bytes.toString("utf8").slice(1).trimEnd().split("\n");
  assert.equal(lines.length, 1 + 64);
  const header = lines[0].split(",");
  assert.deepEqual(new Set(header).size, header.length);
  assert.ok(header.includes("code") && header.includes("rank"), lines[0]);
  assert.ok(lines.slice(1).every((line) => line.split(",").length === header.length));
  const name = lines[1].split(",").find((cell) => demo().areas.name.includes(cell));
  assert.ok(first.includes(name), `${first} against ${lines[1]}`);
  await close();
});

test("the worker checks the file: findings, and the hash of its bytes", async () => {
  const { page, problems, close } = await openPlace("data");
  const hash = createHash("sha256").update(readFileSync(join(root, "seeds/demo.snapshot.json"))).digest("hex");
  await id(page, "hash").waitFor();
  assert.equal(await id(page, "hash").innerText(), hash);
  assert.ok(await id(page, "findings").locator(".finding").count() >= 1);
  assert.equal(await id(page, "indicators").locator("tbody tr").count(), demo().indicators.length);

  // A file with things to remark on shows them as warnings, and is open all the same.
  const text = varied((file) => { file.areas.name[3] = "شهرك"; });
  await id(page, "data-file").setInputFiles(await folder.put("arabic.json", text));
  const found = await until(() => id(page, "findings").locator(".mark.warns").count(), (n) => n >= 1, "a warning");
  assert.ok(found >= 1);
  assert.equal(await id(page, "hash").innerText(), createHash("sha256").update(text).digest("hex"));
  assert.deepEqual(problems, []);
  await close();
});
