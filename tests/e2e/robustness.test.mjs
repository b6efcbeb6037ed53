// How sure the list is: computed in a worker, in slices where none starts, and from a folder, to the same numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { singleFile } from "./harness.mjs";
import { answered, drawn, enter, go, id, openPage, ready, saved, savedScenario, until, violations } from "./page.mjs";
import { browser, openPlace, server } from "./stage.mjs";

let numbers;

/** All that the place says in numbers. */
const read = async (page) => {
  const texts = [];
  for (const part of ["sure-title", "sure-settings", "sure-table", "flips-weights", "flips-values", "sure-pairs"]) {
    texts.push(await id(page, part).innerText());
  }
  return texts.join("\n");
};

const noWorker = () => Object.defineProperty(window, "negahStartWorker", { get: () => () => null, set: () => {} });

test("a worker answers unbidden, and what follows the answer follows the selection", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  await go(page, "robustness");
  await answered(page);
  assert.equal(page.workers().length, 1, "the one worker did it");
  numbers = await read(page);
  assert.match(numbers, /٪ ± /);

  // Another area, another setting: other sentences, no new computation.
  const before = await id(page, "sure-flips").innerText();
  await id(page, "sure-table").locator("tbody button").nth(4).click();
  await answered(page);
  assert.notEqual(await id(page, "sure-flips").innerText(), before);
  // One answer, whatever setting the charts show: the mild test first, the harsh one second.
  const title = await id(page, "sure-title").innerText();
  assert.match(title, /±۲۵٪.*هر ترکیب وزنی/);
  const table = await id(page, "sure-table").innerText();
  await id(page, "sure-setting-uniform").press("Enter");
  assert.equal(await id(page, "sure-title").innerText(), title);
  assert.notEqual(await id(page, "sure-table").innerText(), table);
  await id(page, "sure-setting-plusminus").press("Enter");

  const file = await saved(page, () => id(page, "sure-csv").click());
  assert.match(file.bytes.toString(), /^\ufeffcode,name,rank,in_list,uniform\.in_top/);

  // The reason for a rank says it too.
  await go(page, "priority");
  assert.match(await id(page, "why").innerText(), /±۲۵٪/);
  assert.deepEqual(problems, []);
  await close();
});

test("a decision outside the rule leaves the chances as they are, and that is said", async () => {
  const { page, problems, close } = await openPlace("robustness");
  await answered(page);
  const before = await id(page, "sure-table").innerText();
  assert.equal(await id(page, "sure-locks").count(), 0);
  await go(page, "priority");
  const row = page.locator('[data-testid="row"][aria-rowindex="14"]');
  await row.locator('[data-testid="row-menu"]').click();
  await id(page, "menu-lock-in").click();
  await id(page, "lock-reason").fill("مصوبه");
  await id(page, "lock-save").click();
  await row.locator('[data-testid="row-lock"]').waitFor();
  await go(page, "robustness");
  await answered(page);
  await id(page, "sure-older").waitFor({ state: "detached" });
  assert.match(await id(page, "sure-locks").innerText(), /فقط بنا بر قاعده/);
  assert.equal(await id(page, "sure-table").innerText(), before);
  await go(page, "priority");
  await row.click();
  await until(() => id(page, "why").innerText(), (text) => text.includes("بدون تصمیمِ بیرون از قاعده، با «"), "the rule alone");
  assert.deepEqual(problems, []);
  await close();
});

test("in slices, and from a folder, the numbers are the same", async () => {
  for (const [address, options] of [[server.url, noWorker], [singleFile, null], [singleFile, noWorker]]) {
    const { page, problems, close } = await openPage(browser, address);
    if (options) {
      await page.addInitScript(options);
      await page.reload();
      await ready(page);
    }
    await go(page, "robustness");
    await answered(page);
    assert.equal(await read(page), numbers, `${address} ${options ? "in slices" : ""}`);
    assert.deepEqual(problems, []);
    await close();
  }
});

test("a changed scenario is said, a long computation can be stopped", async () => {
  const { page, problems, close } = await openPlace("robustness");
  await answered(page);
  assert.equal(await id(page, "sure-stale").count(), 0);
  await id(page, "sure-advanced").locator("summary").click();
  await enter(id(page, "sure-seed"), "۷");
  await id(page, "sure-stale").waitFor();
  await id(page, "undo").click();
  await id(page, "sure-stale").waitFor({ state: "detached" });

  await id(page, "scenario-menu").click();
  await id(page, "scenario-save").click();
  const { bytes } = await savedScenario(page);
  const scenario = JSON.parse(bytes.toString());
  scenario.robustness = { draws: 50_000, tolerance: 0, samples: 10_000, choices: { leave_one_out: true } };
  await id(page, "scenario-file").setInputFiles({
    name: "long.scenario.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(scenario)),
  });
  await id(page, "sure-stale").waitFor();
  const title = await id(page, "sure-title").innerText();
  await id(page, "sure-run").click();
  await id(page, "sure-progress").waitFor();
  await id(page, "sure-cancel").click();
  await id(page, "sure-progress").waitFor({ state: "detached" });
  await id(page, "sure-stale").waitFor();
  assert.equal(await id(page, "sure-title").innerText(), title, "what was there stays");
  assert.deepEqual(problems, []);
  await close();
});

for (const [width, language] of [[1366, "fa"], [1366, "en"], [390, "fa"], [390, "en"]]) {
  test(`axe finds nothing and nothing scrolls sideways at ${width} (${language})`, async () => {
    const { page, problems, close } = await openPage(browser, server.url, { viewport: { width, height: 800 } });
    if (language === "en") await id(page, "language").click();
    await go(page, "robustness");
    await answered(page);
    await id(page, "sure-advanced").locator("summary").click();
    await drawn(page);
    // Tabs that are scrolled out of their bar are taken for skip links; the real one is looked at in `access`.
    // Places scrolled out of a narrow bar look to axe like links to skip by.
    assert.deepEqual(await violations(page, ["skip-link"]), []);
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `${wide} > ${room}`);
    assert.deepEqual(problems, []);
    await close();
  });
}

test("bands are scrolled with the keyboard", async () => {
  const { page, close } = await openPlace("robustness");
  await answered(page);
  const bands = id(page, "sure-bands");
  await bands.focus();
  const picture = () => bands.locator("canvas").evaluate((canvas) => canvas.toDataURL());
  const before = await picture();
  await page.keyboard.press("End");
  await page.waitForFunction(
    ([selector, old]) => document.querySelector(selector).toDataURL() !== old,
    ['[data-testid="sure-bands"] canvas', before],
  );
  await close();
});
