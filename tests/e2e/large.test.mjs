// As many areas as the largest published index has: 33,755, with 28 indicators. Times are reported, not judged.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { drawn, enter, go, id, openPage, ranked, ready, until } from "./page.mjs";
import { browser, folder, openPlace, server } from "./stage.mjs";
import { AREAS, COUNTIES, table } from "./table.mjs";

let path;

before(async () => {
  path = await folder.put("large.snapshot.json", table(AREAS));
});

/** Does something in the page and measures until its answer is drawn; the longest standstill with it. */
const timed = async (page, act) => {
  await page.evaluate(() => {
    window.longest = 0;
    window.watcher ??= new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
    });
    window.watcher.observe({ type: "longtask" });
  });
  const start = performance.now();
  await act();
  await drawn(page);
  const whole = performance.now() - start;
  const longest = await page.evaluate(() => window.longest);
  return `${Math.round(whole)} ms, longest task ${Math.round(longest)} ms`;
};

const shown = (page) => page.locator('[data-testid="row"]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex"))));

test("33,755 areas × 28 indicators open, scroll, weigh and filter", async (t) => {
  const { page, problems } = await openPlace("priority");
  t.diagnostic(`open: ${await timed(page, async () => {
    await id(page, "data-file").setInputFiles(path);
    await until(() => ranked(page), (n) => n === AREAS, "the large file");
  })}`);
  const few = await shown(page);
  assert.ok(few.length > 5 && few.length <= 60, `${few.length} rows exist`);

  t.diagnostic(`scroll to the end: ${await timed(page, async () => {
    await id(page, "ranking").evaluate((grid) => { grid.scrollTop = grid.scrollHeight; });
    await page.locator(`[data-testid="row"][aria-rowindex="${AREAS + 1}"]`).waitFor();
  })}`);
  const last = await shown(page);
  assert.ok(last.length <= 60 && Math.min(...last) > AREAS - 60, last.join());
  assert.ok(await page.locator(`[data-testid="row"][aria-rowindex="${AREAS + 1}"]`).evaluate((row) =>
    row.getBoundingClientRect().bottom <= row.closest('[role="grid"]').getBoundingClientRect().bottom + 1), "the last row is in sight");
  await id(page, "ranking").evaluate((grid) => { grid.scrollTop = 0; });
  await page.locator('[data-testid="row"][aria-rowindex="2"]').waitFor();

  const first = () => page.locator('[data-testid="row"][aria-rowindex="2"]').innerText();
  const before = await first();
  t.diagnostic(`weight by field: ${await timed(page, async () => {
    await enter(id(page, "weight-field-0"), "۸۰");
    await until(first, (text) => text !== before, "the weight");
  })}`);
  const moves = 10;
  t.diagnostic(`${moves} moves of a slider, a frame each: ${await timed(page, () =>
    id(page, "weight-1").evaluate(async (slider, moves) => {
      for (let move = 1; move <= moves; move += 1) {
        slider.value = String(5 * move);
        slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await new Promise(requestAnimationFrame);
      }
      slider.dispatchEvent(new Event("change", { bubbles: true }));
    }, moves))}`);
  await until(() => id(page, "weight-field-1").inputValue(), (text) => text === "۵۰٪", "the slider");
  await id(page, "undo").click();
  await id(page, "undo").click();
  await until(first, (text) => text === before, "both undone");

  const inCounty = Math.ceil(AREAS / COUNTIES);
  t.diagnostic(`filter by county: ${await timed(page, async () => {
    await id(page, "filter-divisions").locator("input").first().click();
    await until(() => ranked(page), (n) => n >= inCounty - 1 && n <= inCounty, "the county");
  })}`);
  await id(page, "priority").locator("[data-testid=chip]").click();
  await until(() => ranked(page), (n) => n === AREAS, "all again");
  t.diagnostic(`search: ${await timed(page, async () => {
    await id(page, "find").fill("۳۳۷۵۴");
    await until(() => ranked(page), (n) => n === 1, "the search");
  })}`);
  await id(page, "find").fill("");
  await until(() => ranked(page), (n) => n === AREAS, "all again");

  for (const place of ["map", "groups", "overview"]) {
    t.diagnostic(`${place}: ${await timed(page, () => go(page, place))}`);
  }
  await go(page, "data");
  t.diagnostic(`findings: ${await timed(page, () => id(page, "findings").waitFor({ timeout: 60_000 }))}`);
  assert.deepEqual(problems, []);
});

test("a large file is still open after a reload", async () => {
  const { page, problems } = await openPage(browser, server.url);
  await id(page, "data-file").setInputFiles(path);
  await until(() => page.evaluate(() => localStorage.getItem(`negah.open.${location.pathname}`)), (name) => name !== null, "the memory");
  await page.reload();
  await ready(page);
  await go(page, "priority");
  assert.equal(await ranked(page), AREAS);
  assert.deepEqual(problems, []);
});
