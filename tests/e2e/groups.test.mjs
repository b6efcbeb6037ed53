// The groups: its parts by keyboard, brushing, the cross table and its file, inequality, groups by indicators.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demo, drawn, go, id, number, saved, until, violations } from "./page.mjs";
import { openPlace } from "./stage.mjs";

const marked = async (page) => number((await id(page, "marks-count").innerText()).match(/[۰-۹٬]+/)?.[0] ?? "۰");

test("the parts are tabs: arrow keys lead through them, and the choice outlives the place", async () => {
  const { page, problems, close } = await openPlace("groups");
  const chosen = () => page.locator('[role="tab"][aria-selected="true"]').getAttribute("data-testid");
  await id(page, "groups-tab-spread").focus();
  await page.keyboard.press("ArrowLeft");
  await until(chosen, (own) => own === "groups-tab-pivot", "the next part");
  await page.keyboard.press("End");
  await until(chosen, (own) => own === "groups-tab-heat", "the last part");
  await page.keyboard.press("ArrowRight");
  await until(chosen, (own) => own === "groups-tab-sharing", "back");
  await go(page, "map");
  await go(page, "groups");
  assert.equal(await chosen(), "groups-tab-sharing");
  assert.deepEqual(problems, []);
  await close();
});

test("dragging over the chart marks areas, a click selects one, and the marks can be let go", async () => {
  const { page, problems, close } = await openPlace("groups");
  await id(page, "style-strip").click();
  await drawn(page);
  const box = await page.locator(".brushable").boundingBox();
  await page.mouse.move(box.x + 4, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 120, { steps: 4 });
  await page.mouse.up();
  const some = await until(() => marked(page), (n) => n > 0, "marked by brushing");
  assert.ok(some < 64, `${some}`);
  await id(page, "marks-clear").click();
  await until(() => marked(page), (n) => n === 0, "let go");
  const first = page.locator('[data-testid="groups-table"] tbody tr').first();
  const size = number((await first.innerText()).split("\t")[1]);
  await first.locator("button").click();
  await until(() => marked(page), (n) => n === size, "the areas of a group");
  assert.deepEqual(problems, []);
  await close();
});

test("what a finger touches is named until it touches something else", async () => {
  const { page, problems, close } = await openPlace("groups", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await id(page, "groups-tab-heat").tap();
  await drawn(page);
  const chart = page.locator(".canvas-box").first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const [from, to] = [Math.max(box.x, 0), Math.min(box.x + box.width, 390)];
  const tip = page.locator(".tip");
  // In its scroll box the chart stands at its start, on the right.
  for (const across of [0.5, 0.1]) {
    await page.touchscreen.tap(from + (to - from) * across, box.y + box.height / 2);
    await tip.waitFor();
    const own = await tip.boundingBox();
    assert.ok(own.x >= 0 && own.x + own.width <= 390, `${own.x} to ${own.x + own.width}`);
  }
  await page.waitForTimeout(300);
  assert.ok(await tip.isVisible(), "the finger is gone, the name stays");
  await page.locator("h1").first().tap();
  await tip.waitFor({ state: "detached" });
  // What a click opens, a second touch opens.
  const touch = () => page.touchscreen.tap((from + to) / 2, box.y + box.height / 2);
  await touch();
  await tip.waitFor();
  await touch();
  await page.locator('[data-testid="groups-tab-spread"][aria-selected="true"]').waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("the cross table: totals add up, a cell marks its areas, the file opens in spreadsheets", async () => {
  const { page, problems, close } = await openPlace("groups");
  await id(page, "groups-tab-pivot").click();
  const rows = async () => (await id(page, "pivot").locator("tbody tr").allInnerTexts()).map((row) => row.split("\t").slice(1));
  const counts = (await rows()).map((row) => row.map((cell) => number(cell.trim() || "۰")));
  const total = counts.at(-1);
  assert.equal(total.at(-1), 64);
  assert.equal(counts.slice(0, -1).map((row) => row.at(-1)).reduce((a, b) => a + b), 64);
  for (const row of counts) assert.equal(row.slice(0, -1).reduce((a, b) => a + b), row.at(-1));
  const cell = id(page, "pivot").locator("tbody tr").first().locator("button").first();
  const size = number(await cell.innerText());
  await cell.click();
  await until(() => marked(page), (n) => n === size, "the areas of the cell");
  await id(page, "pivot-shown").selectOption({ label: "درصد از سطر" });
  await until(async () => (await rows())[0].at(-1).trim(), (text) => text === "۱۰۰٪", "per cent of the row");
  const file = await saved(page, () => id(page, "pivot-csv").click());
  assert.deepEqual([...file.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(file.bytes.toString("utf8").trim().split("\n").length, counts.length + 1);
  await id(page, "pivot-swap").click();
  await until(async () => (await rows()).length, (n) => n === total.length, "swapped");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(problems, []);
  await close();
});

test("inequality: finding, decomposition, and a measure that cannot be shared says so", async () => {
  const { page, problems, close } = await openPlace("groups");
  await id(page, "groups-tab-sharing").click();
  assert.match(await id(page, "sharing-title").innerText(), /^۲۰٪ از «جمعیت»/);
  const [between, within] = (await id(page, "sharing-split").innerText()).match(/[۰-۹]+(?=٪)/g).map(number);
  assert.equal(between + within, 100);
  const gini = number((await id(page, "sharing-figures").locator("b").first().innerText()));
  assert.ok(gini > 0 && gini < 1, `${gini}`);
  assert.equal(await id(page, "sharing-tenths").locator("tbody tr").count(), 10);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(problems, []);
  await close();
});

test("groups by indicators: a click leads to the indicator's distribution", async () => {
  const { page, problems, close } = await openPlace("groups");
  await id(page, "groups-tab-heat").click();
  const directed = demo().indicators.filter((own) => own.polarity !== "context").length;
  assert.equal(await id(page, "heat-table").locator("tbody tr").count(), directed);
  assert.deepEqual(await violations(page), []);
  const name = await id(page, "heat-table").locator("tbody button").first().innerText();
  await id(page, "heat-table").locator("tbody button").first().click();
  await until(() => id(page, "groups-title").innerText(), (text) => text.includes(name), "the distribution");
  assert.deepEqual(problems, []);
  await close();
});
