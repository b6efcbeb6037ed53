// What the places look like, as grids of lightness: too coarse to mind another version of the browser, fine enough to see
// that a part has gone, moved or lost its colour. Kept in `pictures.json`; UPDATE_PICTURES=1 writes it anew (look at the
// pictures in `out/` first).
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { out, root } from "./harness.mjs";
import { answered, drawn, go, id, number, openPage, PLACES } from "./page.mjs";
import { browser, server } from "./stage.mjs";

const FILE = join(root, "tests/e2e/pictures.json");
/** Columns and rows of a grid, and steps from black to white. */
const GRID = [64, 36];
const STEPS = 36;
/** A cell counts as another when it is so many steps off; so large a share of the cells may be. */
const OFF = 3;
const SHARE = 0.05;

const kept = JSON.parse(readFileSync(FILE, { encoding: "utf8", flag: "a+" }) || "{}");
const taken = {};
let scaler;

before(async () => {
  mkdirSync(out, { recursive: true });
  scaler = await (await browser.newContext()).newPage();
});

after(() => {
  if (process.env.UPDATE_PICTURES) writeFileSync(FILE, `${JSON.stringify(taken, null, 1)}\n`);
});

/** The grid of a screenshot: a row of letters each, `0` for black to `z` for white. */
async function grid(page, name) {
  const png = await page.screenshot({ path: join(out, `picture-${name}.png`), animations: "disabled", caret: "hide" });
  return scaler.evaluate(async ([data, [columns, rows], steps]) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    // Halved again and again, so that every pixel counts in its cell.
    let [width, height, source] = [picture.width, picture.height, picture];
    while (width > 2 * columns) {
      [width, height] = [Math.ceil(width / 2), Math.ceil(height / 2)];
      const half = new OffscreenCanvas(width, height);
      half.getContext("2d").drawImage(source, 0, 0, width, height);
      source = half;
    }
    const context = new OffscreenCanvas(columns, rows).getContext("2d");
    context.drawImage(source, 0, 0, columns, rows);
    const { data: pixels } = context.getImageData(0, 0, columns, rows);
    const level = (cell) => {
      const [red, green, blue] = pixels.slice(4 * cell, 4 * cell + 3);
      return Math.min(steps - 1, Math.floor(((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 256) * steps));
    };
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => level(row * columns + column).toString(36)).join(""));
  }, [png.toString("base64"), GRID, STEPS]);
}

/** The share of cells in which two grids differ. */
function difference(one, other) {
  const levels = (rows) => [...rows.join("")].map((letter) => parseInt(letter, STEPS));
  const [left, right] = [levels(one), levels(other)];
  return left.filter((level, at) => Math.abs(level - right[at]) >= OFF).length / left.length;
}

async function look(page, name) {
  await drawn(page);
  taken[name] = await grid(page, name);
  if (process.env.UPDATE_PICTURES) return;
  assert.ok(kept[name], `no picture of ${name} is kept`);
  const share = difference(taken[name], kept[name]);
  assert.ok(share <= SHARE, `${name}: ${(100 * share).toFixed(1)} % of the picture differ; see tests/e2e/out/picture-${name}.png`);
}

/** What a place still waits for after it is there. */
const settled = {
  robustness: answered,
  data: (page) => id(page, "findings").waitFor(),
};

const VIEWS = {
  "fa-1366": { viewport: { width: 1366, height: 768 } },
  "en-1920": { viewport: { width: 1920, height: 1080 }, english: true },
  "fa-projector": { viewport: { width: 1366, height: 768 }, projector: true },
  "fa-390": { viewport: { width: 390, height: 844 } },
};

for (const [name, { english, projector, ...options }] of Object.entries(VIEWS)) {
  test(`every place looks as it did (${name})`, async () => {
    const { page, problems, close } = await openPage(browser, server.url, { ...options, reducedMotion: "reduce" });
    await id(page, "tour-decline").click();
    if (english) await id(page, "language").click();
    if (projector) {
      await id(page, "view-menu").click();
      await id(page, "theme-projector").click();
    }
    await go(page, "priority");
    await id(page, "row").first().click();
    for (const place of PLACES) {
      await go(page, place);
      await settled[place]?.(page);
      await look(page, `${place}-${name}`);
    }
    assert.deepEqual(problems, []);
    await close();
  });
}

test("slides look as they did", async () => {
  const { page, problems, close } = await openPage(browser, server.url, { viewport: { width: 1366, height: 768 }, reducedMotion: "reduce" });
  await id(page, "present-start").click();
  await id(page, "present").waitFor();
  const n = number((await id(page, "slide-counter").innerText()).match(/[۰-۹]+/g).at(-1));
  for (let at = 1; at <= n; at += 1) {
    await page.mouse.move(3, 3);
    await look(page, `slide-${at}`);
    await page.keyboard.press("PageDown");
  }
  assert.deepEqual(problems, []);
  await close();
});

test("the measure tells any two places apart", () => {
  const names = PLACES.map((place) => `${place}-fa-1366`);
  for (const [at, one] of names.entries()) {
    for (const other of names.slice(at + 1)) {
      assert.ok(difference(taken[one], taken[other]) > 2 * SHARE, `${one} and ${other}`);
    }
  }
});
