// The meeting's story in Firefox, from http and from the single file: the same page, the same numbers, no error.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, launchFirefox, serve, singleFile } from "./harness.mjs";
import { PLACES, openPage, go as goChromium, rows as rowsChromium } from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let firefox, server;

before(async () => {
  [firefox, server] = await Promise.all([launchFirefox(), serve()]);
});

after(async () => {
  await firefox.close();
  await server.close();
});

const at = (name) => `[data-testid="${name}"]`;

/** A page that is ready, and what must not have happened on it. */
async function open(address) {
  const page = await firefox.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("snapshot.json")) problems.push(message.text());
  });
  await page.setViewport({ width: 1366, height: 768 });
  await page.goto(address);
  await page.waitForSelector(at("snapshot-title"));
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return { page, problems };
}

async function go(page, place) {
  await page.click(at(`place-${place}`));
  await page.waitForSelector(at(place));
}

const firstNames = (page) => page.$$eval('[data-testid="row"]', (list) => list
  .sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex"))
  .slice(0, 8).map((row) => row.textContent));

for (const [kind, address] of [["http", () => server.url], ["a file", () => singleFile]]) {
  test(`Firefox, from ${kind}: every place opens, nothing breaks, nothing overflows`, async () => {
    const { page, problems } = await open(address());
    for (const place of PLACES) {
      await go(page, place);
      const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.ok(whole <= inner + 1, `${place}: ${whole} > ${inner}`);
      const painted = await page.evaluate(() => [...document.querySelectorAll(".place canvas")]
        .filter((canvas) => canvas.clientWidth > 0).every((canvas) => canvas.width >= canvas.clientWidth));
      assert.ok(painted, `${place}: a canvas was not drawn`);
    }
    assert.deepEqual(problems, []);
    await page.close();
  });
}

test("Firefox ranks as Chromium does, before and after a weight is moved by the keyboard", async () => {
  const chromium = await launch();
  const there = await openPage(chromium, server.url);
  await goChromium(there.page, "priority");
  const here = await open(server.url);
  await go(here.page, "priority");
  const names = async () => (await rowsChromium(there.page)).slice(0, 8).map((row) => row.replaceAll(" | ", ""));
  assert.deepEqual(await firstNames(here.page), await names());
  const slider = '[data-testid="priority"] input[type="range"]';
  for (const page of [there.page, here.page]) {
    await page.focus(slider);
    for (let press = 0; press < 12; press += 1) await page.keyboard.press("ArrowLeft");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  assert.equal(
    await here.page.$eval(slider, (input) => input.value),
    await there.page.locator(slider).first().inputValue(),
  );
  assert.deepEqual(await firstNames(here.page), await names());
  assert.deepEqual(here.problems, []);
  await here.page.close();
  await there.close();
  await chromium.close();
});

test("Firefox: axe finds nothing in the ranking and on the map", async () => {
  const { page } = await open(server.url);
  for (const place of ["priority", "map"]) {
    await go(page, place);
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run().then(({ violations }) => violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`,
    )));
    assert.deepEqual(found, [], place);
  }
  await page.close();
});
