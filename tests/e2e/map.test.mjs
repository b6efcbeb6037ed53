// The map: classes and their histogram, circles, marking, two maps, the saved sheet; speed with 33,755 areas is reported.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demo, drawn, id, number, saved, until, violations } from "./page.mjs";
import { folder, openPlace } from "./stage.mjs";

const counts = async (page) => (await id(page, "map-legend").locator(".num").allInnerTexts()).map(number);
const marked = async (page) => number((await id(page, "map-marked").locator("span").innerText()).match(/[۰-۹٬]+/)[0]);
const open = async (options) => {
  const visitor = await openPlace("map", { viewport: { width: 1366, height: 768 }, ...options });
  await drawn(visitor.page);
  return visitor;
};
/** Drags over a box along points given as shares of its width and height. */
const drag = async (page, box, points) => {
  const at = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 8 });
  await page.mouse.up();
};

test("classes: every way and number counts all areas; typed thresholds are checked; an end can be dragged", async () => {
  const { page, problems, close } = await open();
  for (const way of ["natural", "equal", "quantile"]) {
    await id(page, "map-way").selectOption(way);
    for (const n of ["3", "9"]) {
      await id(page, "map-n").selectOption(n);
      await until(() => counts(page), (list) => list.length === Number(n) + 1 && list.reduce((sum, own) => sum + own) === 64, `${way} ${n}`);
    }
  }
  await id(page, "map-n").selectOption("3");
  await id(page, "map-way").selectOption("own");
  await id(page, "map-cuts").fill("۲۰؛ الف");
  await id(page, "map-cuts").blur();
  await until(() => id(page, "map-cuts-fault").innerText(), (text) => text.includes("الف"), "the reason");
  await id(page, "map-cuts").fill("۳۰؛ ۶۰");
  await id(page, "map-cuts").blur();
  await until(() => id(page, "map-legend").innerText(), (text) => text.includes("۳۰٫۰ تا ۶۰٫۰"), "the thresholds");
  const box = await id(page, "map-bars").boundingBox();
  const before = await id(page, "map-cuts").inputValue();
  // Values from 15.4 to 73.3 grow to the left: 60 lies 77 % of the way.
  const x = 1 - (60 - 15.4) / (73.3 - 15.4);
  await drag(page, box, [[x, 0.06], [x + 0.1, 0.06]]);
  const moved = await until(() => id(page, "map-cuts").inputValue(), (text) => text !== before, "the dragged end");
  assert.match(moved, /^۳۰/);
  assert.equal((await counts(page)).reduce((sum, own) => sum + own), 64);
  assert.deepEqual(problems, []);
  await close();
});

test("marks: a class, a rectangle, a lasso with Shift, boxes of the table; filter, comparison, clearing", async () => {
  const { page, problems, close } = await open();
  const first = (await counts(page))[0];
  await id(page, "map-class").first().click();
  assert.equal(await until(() => marked(page), (n) => n === first, "the class"), first);
  await id(page, "marked-clear").click();
  const box = await id(page, "map-canvas").boundingBox();
  await id(page, "tool-rectangle").click();
  await drag(page, box, [[0.3, 0.3], [0.6, 0.6]]);
  const few = await marked(page);
  assert.ok(few > 3 && few < 64, `${few} in the rectangle`);
  await id(page, "tool-lasso").click();
  await page.keyboard.down("Shift");
  // The bar about the marks has taken room from the map.
  const now = await id(page, "map-canvas").boundingBox();
  await drag(page, now, [[0.98, 0.02], [0.98, 0.98], [0.02, 0.98], [0.02, 0.02]]);
  await page.keyboard.up("Shift");
  assert.equal(await until(() => marked(page), (n) => n > few, "more by the lasso"), 64);
  await page.keyboard.press("Escape");
  await id(page, "marked-clear").click();
  for (const at of [0, 1, 2, 3, 4, 5, 6]) await id(page, "map-mark").nth(at).check();
  assert.equal(await marked(page), 7);
  await id(page, "marked-filter").click();
  await until(() => id(page, "map-mark").count(), (n) => n === 7, "the filter");
  assert.match(await id(page, "chip").innerText(), /۷/);
  assert.deepEqual(await violations(page), []);
  await id(page, "marked-compare").click();
  await id(page, "compare").waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("circles, two maps with one viewport, change of rank, certainty once it is computed, and the saved sheet", async () => {
  const { page, problems, close } = await open();
  const picture = (at) => page.evaluate((at) => document.querySelectorAll('[data-testid="map-canvas"]')[at].querySelector("canvas").toDataURL(), at);
  const before = await picture(0);
  await id(page, "map-circles").click();
  await until(() => picture(0), (now) => now !== before, "circles");
  await id(page, "map-two").check();
  await id(page, "map-canvas").nth(1).waitFor();
  await id(page, "map-measure-2").selectOption("change");
  await drawn(page);
  const [left, right] = [await picture(0), await picture(1)];
  await id(page, "zoom-in").first().click();
  await until(() => picture(1), (now) => now !== right, "the second map follows");
  assert.notEqual(await picture(0), left);
  assert.equal(await page.locator('[data-testid="map"] thead th').count(), 4);
  assert.deepEqual(await violations(page), []);
  await id(page, "map-two").uncheck();
  await id(page, "map-measure").selectOption("certainty");
  const ask = id(page, "map-sure");
  await Promise.race([ask.waitFor(), id(page, "map-bars").waitFor()]);
  if (await ask.isVisible()) await ask.click();
  await id(page, "map-bars").waitFor({ timeout: 60_000 });
  assert.equal((await counts(page)).reduce((sum, own) => sum + own), 64);
  const file = await saved(page, () => id(page, "save-png").click());
  const [width, height] = [file.bytes.readUInt32BE(16), file.bytes.readUInt32BE(20)];
  const canvas = await id(page, "map-canvas").boundingBox();
  // Fine enough for paper, and with the writing above and below.
  assert.ok(width >= 2000 && height / width > canvas.height / canvas.width, `${width} × ${height}`);
  const lines = (await saved(page, () => id(page, "save-svg").click())).bytes.toString("utf8");
  for (const part of ["دادهٔ ساختگی", "کیلومتر", "شمال", "سناریو: پایه", demo().title.fa]) assert.ok(lines.includes(part), part);
  assert.deepEqual(problems, []);
  await close();
});

test("two fingers zoom the map", async () => {
  const { page, problems, close } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const scale = () => page.evaluate(() => document.querySelector('[data-testid="map-canvas"] canvas').toDataURL());
  const before = await scale();
  const box = await id(page, "map-canvas").boundingBox();
  const client = await page.context().newCDPSession(page);
  const touch = (type, gap) => client.send("Input.dispatchTouchEvent", {
    type, touchPoints: gap === null ? [] : [-1, 1].map((side, at) => ({ id: at, x: box.x + box.width / 2 + side * gap, y: box.y + box.height / 2 })),
  });
  await touch("touchStart", 30);
  for (const gap of [40, 60, 80]) await touch("touchMove", gap);
  await touch("touchEnd", null);
  await until(scale, (now) => now !== before, "pinched");
  assert.deepEqual(problems, []);
  await close();
});

/** The demonstration repeated beside itself until there are as many areas as the largest published index has. */
function large(outlines) {
  const { offices, records, programmes, targets, standard_errors: errors, ...file } = demo();
  const [n, total] = [file.areas.code.length, 33_755];
  const across = Math.ceil(Math.sqrt(total / n));
  const repeat = (list, change = (own) => own) => Array.from({ length: total }, (_, at) => change(list[at % n], Math.floor(at / n)));
  const name = (own, copy) => `${own}-${copy}`;
  const east = (x, copy) => x + (copy % across) * 3 - 40;
  const north = (y, copy) => y + Math.floor(copy / across) * 2.4 - 25;
  const moved = (own, copy) => typeof own[0] === "number"
    ? [east(own[0], copy), north(own[1], copy)] : own.map((inner) => moved(inner, copy));
  const areas = {
    ...Object.fromEntries(["name", "name_en", "division", "kind"].map((key) => [key, repeat(file.areas[key])])),
    code: repeat(file.areas.code, name), lon: repeat(file.areas.lon, east), lat: repeat(file.areas.lat, north),
  };
  const values = Object.fromEntries(Object.entries(file.values).map(([key, periods]) =>
    [key, Object.fromEntries(Object.entries(periods).map(([period, list]) => [period, repeat(list)]))]));
  const boundaries = Object.fromEntries(areas.code.map((code, at) => {
    const own = file.boundaries[file.areas.code[at % n]];
    return [code, { type: own.type, coordinates: moved(own.coordinates, Math.floor(at / n)) }];
  }));
  return { ...file, areas, values, ...(outlines ? { boundaries } : { boundaries: {} }) };
}

for (const outlines of [false, true]) {
  test(`33,755 ${outlines ? "outlines" : "points"}: moving and zooming stay fluid`, async (t) => {
    const path = await folder.put("large.snapshot.json", large(outlines));
    const { page, problems, close } = await open();
    await id(page, "data-file").setInputFiles(path);
    await until(() => id(page, "map-rest").count(), (n) => n === 1, "the large file");
    await drawn(page);
    const box = await id(page, "map-canvas").boundingBox();
    const frames = () => page.evaluate(() => {
      window.frames = [];
      let last = performance.now();
      const step = (now) => { window.frames.push(now - last); last = now; window.ticking = requestAnimationFrame(step); };
      window.ticking = requestAnimationFrame(step);
    });
    const report = async (what) => {
      const list = await page.evaluate(() => { cancelAnimationFrame(window.ticking); return window.frames.slice(1).sort((a, b) => a - b); });
      const share = (part) => Math.round(list[Math.min(list.length - 1, Math.floor(list.length * part))]);
      t.diagnostic(`${what}: p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, worst ${Math.round(list.at(-1))} ms of ${list.length} frames`);
    };
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(...middle);
    await frames();
    for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, turn < 6 ? -120 : 120);
    await page.waitForTimeout(400);
    await report("wheel");
    await page.mouse.wheel(0, -400);
    await page.waitForTimeout(400);
    await frames();
    await page.mouse.down();
    for (let at = 0; at < 40; at += 1) await page.mouse.move(middle[0] + at * 4, middle[1] + at * 2);
    await page.mouse.up();
    await page.waitForTimeout(300);
    await report("move");
    await frames();
    for (let at = 0; at < 60; at += 1) await page.mouse.move(middle[0] - 100 + at * 3, middle[1] + (at % 7) * 5);
    await report("point");
    assert.deepEqual(problems, []);
    await close();
  });
}
