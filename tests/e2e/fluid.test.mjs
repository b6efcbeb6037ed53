// Fluid and flat: times of frames while things move, the first ranking, and memory over hundreds of interactions. Times are
// reported, memory is judged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./harness.mjs";
import { drawn, go, id, ranked, ready, until } from "./page.mjs";
import { browser, folder, openPlace, server } from "./stage.mjs";
import { AREAS, PROVINCE, table } from "./table.mjs";

/** Runs `act` and tells how long the frames meanwhile took. */
async function frames(page, act) {
  await page.evaluate(() => {
    window.frames = [];
    let last = performance.now();
    const step = (now) => { window.frames.push(now - last); last = now; window.ticking = requestAnimationFrame(step); };
    window.ticking = requestAnimationFrame(step);
  });
  await act();
  const list = await page.evaluate(() => { cancelAnimationFrame(window.ticking); return window.frames.slice(1).sort((a, b) => a - b); });
  const share = (part) => Math.round(list[Math.min(list.length - 1, Math.floor(list.length * part))]);
  return `p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, worst ${Math.round(list.at(-1))} ms of ${list.length} frames`;
}

/** Moves the slider of a domain there and back, a frame each. */
const slide = (page, moves) => id(page, "weight-1").evaluate(async (slider, moves) => {
  for (let move = 1; move <= moves; move += 1) {
    slider.value = String(5 + (move * 7) % 60);
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
  slider.dispatchEvent(new Event("change", { bubbles: true }));
}, moves);

const scroll = (page, moves) => id(page, "ranking").evaluate(async (grid, moves) => {
  for (let move = 1; move <= moves; move += 1) {
    grid.scrollTop = move * 137;
    await new Promise(requestAnimationFrame);
  }
  grid.scrollTop = 0;
}, moves);

async function opened(areas) {
  const path = await folder.put(`${areas}.snapshot.json`, table(areas));
  const visitor = await openPlace("priority");
  await id(visitor.page, "data-file").setInputFiles(path);
  await until(() => ranked(visitor.page), (n) => n === areas, "the file");
  await drawn(visitor.page);
  return visitor;
}

test("the first ranking", async (t) => {
  const { page, close } = await visit(browser, "about:blank");
  await page.addInitScript(() => {
    const look = new MutationObserver(() => {
      if (!document.querySelector('[data-testid="row"]')) return;
      window.firstRow = performance.now();
      look.disconnect();
    });
    look.observe(document, { childList: true, subtree: true });
  });
  const times = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await page.goto(`${server.url}?turn=${turn}#priority`);
    await ready(page);
    times.push(await page.evaluate(() => window.firstRow));
  }
  times.sort((a, b) => a - b);
  t.diagnostic(`from the address to the first row: ${times.map(Math.round).join(", ")} ms (five openings, cached after the first)`);
  assert.ok(times.every(Number.isFinite));
  await close();
});

for (const areas of [PROVINCE, AREAS]) {
  test(`${areas} areas: frames while things move`, async (t) => {
    const { page, problems, close } = await opened(areas);
    t.diagnostic(`weight: ${await frames(page, () => slide(page, 60))}`);
    t.diagnostic(`scroll: ${await frames(page, () => scroll(page, 60))}`);
    await id(page, "row").nth(1).click();
    t.diagnostic(`weight, with an area explained: ${await frames(page, () => slide(page, 60))}`);
    assert.deepEqual(problems, []);
    await close();
  });
}

test("memory stays flat over 500 interactions with 33,755 areas", async (t) => {
  const { page, problems, close } = await opened(AREAS);
  const client = await page.context().newCDPSession(page);
  const megabytes = async () => {
    for (let turn = 0; turn < 3; turn += 1) await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(async () => (await wasm_bindgen()).memory.buffer.byteLength);
    return { script: usedSize / 1e6, wasm: wasm / 1e6 };
  };
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
  /** Fifty interactions: weights, rows, searches, filters, undo, places. */
  const round = async () => {
    await slide(page, 20);
    await scroll(page, 10);
    for (let at = 0; at < 5; at += 1) await id(page, "row").nth(at).click();
    for (const text of ["۱۲", "۱۲۳", ""]) {
      await id(page, "find").fill(text);
      await drawn(page);
    }
    for (let turn = 0; turn < 2; turn += 1) {
      await id(page, "filter-divisions").locator("input").first().click();
      await drawn(page);
    }
    for (let turn = 0; turn < 3; turn += 1) await id(page, "undo").click();
    for (const place of ["map", "groups", "overview", "profile", "data", "priority"]) await go(page, place);
    await until(() => ranked(page), (n) => n === AREAS, "all areas");
  };
  for (let turn = 0; turn < 3; turn += 1) await round();
  const [before, elements] = [await megabytes(), await nodes()];
  for (let turn = 0; turn < 10; turn += 1) await round();
  const [after, now] = [await megabytes(), await nodes()];
  const say = ({ script, wasm }) => `${script.toFixed(1)} MB of script, ${wasm.toFixed(1)} MB of wasm`;
  t.diagnostic(`after 150 interactions: ${say(before)}, ${elements} elements; 500 later: ${say(after)}, ${now} elements`);
  assert.ok(after.script <= before.script * 1.2 + 1, `script: ${say(before)} → ${say(after)}`);
  assert.ok(after.wasm <= before.wasm * 1.1, `wasm: ${say(before)} → ${say(after)}`);
  assert.ok(now <= elements * 1.1, `${elements} → ${now} elements`);
  assert.deepEqual(problems, []);
  await close();
});
