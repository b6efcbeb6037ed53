// The meeting: the file that goes along and saves itself again.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, launchOld, out, serve } from "./harness.mjs";
import { kept } from "./kept.mjs";
import { enter, go, id, openPage, ready, rows, sameRows, saved, until, violations } from "./page.mjs";
import { browser, folder, server } from "./stage.mjs";

/** Saves the meeting file and puts it where it can be opened by double click. */
async function keep(page, name) {
  const file = await saved(page, () => id(page, "meeting-save").click());
  assert.match(file.name, /^negah-[\p{L}\p{M}\p{N}-]+-1\d{3}-\d{2}-\d{2}-\d{6}\.html$/u);
  return { ...file, address: pathToFileURL(await folder.put(name, file.bytes.toString("utf8"))).href };
}

const list = async (page) => {
  await go(page, "priority");
  await id(page, "row").first().waitFor();
  return rows(page);
};

const weigh = async (page, text) => {
  await go(page, "priority");
  await enter(id(page, "weight-field-0"), text);
  await until(() => id(page, "weight-field-0").inputValue(), (value) => value === `${text}٪`, "the weight");
  return list(page);
};

for (const [name, start] of [["the installed Chromium", launch], ["Chromium 109", launchOld]]) {
  test(`${name}: a meeting file opens by double click as it was saved, and saves itself again`, async (t) => {
    const over = await openPage(browser, server.url);
    t.after(() => over.close());
    const weighted = await weigh(over.page, "۵۵");
    const first = await keep(over.page, `first-${start.name}.html`);

    const own = await start();
    t.after(() => own.close());
    const visitor = await openPage(own, first.address);
    const requests = [];
    visitor.page.on("request", (request) => requests.push(request.url()));
    sameRows(await list(visitor.page), weighted);
    const other = await weigh(visitor.page, "۲۰");
    assert.notDeepEqual(other, weighted);
    const second = await keep(visitor.page, `second-${start.name}.html`);
    assert.deepEqual(requests.filter((url) => !/^(blob|data):/.test(url)), []);
    assert.deepEqual(visitor.problems, []);

    const again = await openPage(own, second.address);
    sameRows(await list(again.page), other);
    assert.equal(await id(again.page, "offer").count(), 0);
    assert.deepEqual(again.problems, []);
    // Nothing but what the session says has changed, byte for byte.
    const blank = (bytes) => bytes.toString("utf8").replace(/(id="negah-session">)[^<]*/, "$1");
    assert.ok(blank(second.bytes) === blank(first.bytes), "the file itself has changed");
  });
}

test("later work in a meeting file is offered, not put in the place of what was saved", async (t) => {
  const over = await openPage(browser, server.url);
  t.after(() => over.close());
  const weighted = await weigh(over.page, "۵۵");
  const file = await keep(over.page, "offer.html");

  const { page, problems, close } = await openPage(browser, file.address);
  t.after(close);
  const later = await weigh(page, "۱۰");
  await page.reload();
  await ready(page);
  sameRows(await list(page), weighted);
  // The offer lasts until it is answered.
  await page.reload();
  await ready(page);
  await id(page, "offer-take").click();
  assert.equal(await id(page, "offer").count(), 0);
  sameRows(await list(page), later);
  await id(page, "undo").click();
  sameRows(await list(page), weighted);

  // Another file at the same place is not touched by what was done in the one before.
  const fresh = await weigh(over.page, "۷۰");
  const next = await saved(over.page, () => id(over.page, "meeting-save").click());
  await writeFile(new URL(file.address), next.bytes);
  await page.goto(`${file.address}#priority`);
  await page.reload();
  await ready(page);
  sameRows(await list(page), fresh);
  assert.equal(await id(page, "offer").count(), 0);
  assert.deepEqual(problems, []);
});

test("without negah.html beside the page no file is made, and that is said", async (t) => {
  const bare = await serve({ "negah.html": null });
  t.after(() => bare.close());
  const { page, close } = await openPage(browser, bare.url);
  t.after(close);
  await id(page, "meeting-save").click();
  await until(() => id(page, "toast").innerText(), (text) => text.includes("negah.html"), "the message");
  assert.ok(await id(page, "meeting-save").isEnabled());
});

/** The state that a trial must leave as it was: scenario, undo, memory. */
const scenario = async (page) => JSON.stringify((await until(() => kept(page), (own) => own !== undefined, "the memory")).scenario);

const counter = (page) => id(page, "slide-counter").innerText();

test("the room sees slides by arrows, numbers and clicker; a trial of weights leaves nothing behind", async (t) => {
  const { page, problems, close } = await openPage(browser, server.url, { viewport: { width: 1920, height: 1080 } });
  t.after(close);
  await weigh(page, "۴۰");
  const before = await scenario(page);
  await id(page, "present-start").click();
  await id(page, "slide").waitFor();
  const of = (await counter(page)).split(" از ")[1];
  const at = async (key, number) => {
    await page.keyboard.press(key);
    await until(() => counter(page), (text) => text === `${number} از ${of}`, `after ${key}`);
  };
  // The language reads from the right: onward is to the left.
  await at("ArrowLeft", "۲");
  await at("ArrowRight", "۱");
  await at("PageDown", "۲");
  await at("Space", "۳");
  await at("PageUp", "۲");
  await at("End", of);
  await at("Home", "۱");
  await page.keyboard.press("3");
  await at("Enter", "۳");
  assert.equal(await id(page, "slide-row").count(), 8);

  // Whatever is shown can be read from the last row.
  const least = await page.evaluate(() => Math.min(...[...document.querySelectorAll(".slide *")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .map((element) => parseFloat(getComputedStyle(element).fontSize))));
  assert.ok(least >= 28, `${least} px`);
  assert.ok(await id(page, "slide-synthetic").isVisible());

  await page.keyboard.press("b");
  await id(page, "present-black").waitFor();
  await page.keyboard.press("Escape");
  await id(page, "present-black").waitFor({ state: "detached" });

  const shown = await id(page, "slide-row").allInnerTexts();
  await page.keyboard.press("w");
  await id(page, "trial").waitFor();
  await id(page, "trial-0").fill("95");
  await until(() => id(page, "slide-row").allInnerTexts(), (texts) => texts.join() !== shown.join(), "the trial");
  assert.equal(await scenario(page), before, "a trial is not kept");
  // The page's commands lie behind the locked screen.
  await page.keyboard.press("Control+k");
  assert.equal(await id(page, "palette-field").isVisible(), false);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("w");
  await id(page, "trial").waitFor({ state: "detached" });
  await until(() => id(page, "slide-row").allInnerTexts(), (texts) => texts.join() === shown.join(), "the scenario again");
  assert.equal(await counter(page), `۳ از ${of}`);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  await id(page, "present").waitFor({ state: "detached" });
  assert.equal(await scenario(page), before, "the scenario is what it was");
  assert.equal(await id(page, "weight-field-0").inputValue(), "۴۰٪");
  assert.deepEqual(problems, []);
});

test("slides are arranged, kept with their notes, printed one to a sheet", async (t) => {
  const { page, problems, close } = await openPage(browser, server.url);
  t.after(close);
  await id(page, "slides-open").click();
  const lines = () => id(page, "slide-line").count();
  const many = await lines();
  await id(page, "slide-down-0").click();
  await enter(id(page, "slide-title-0"), "عنوان من");
  await enter(id(page, "slide-note-0"), "نخست از نقشه بگویید");
  await id(page, "slide-remove-2").click();
  assert.equal(await lines(), many - 1);
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await ready(page);
  await id(page, "slides-open").click();
  assert.equal(await lines(), many - 1);
  await id(page, "slides-present").click();
  assert.equal(await id(page, "slide-title").innerText(), "عنوان من");
  assert.equal(await page.getByText("نخست از نقشه بگویید").count(), 0, "notes are not for the room");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await id(page, "slides-open").click();
  await id(page, "slides-print-notes").click();
  const sheets = await id(page, "sheet").count();
  assert.equal(await id(page, "sheet-note").innerText(), "نخست از نقشه بگویید");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, sheets);
  assert.ok(/\/MediaBox\s*\[0 0 84[12][.\d]* 59[45]/.test(pdf), "landscape");
  await id(page, "sheets-close").click();
  assert.ok(await id(page, "slides-open").isVisible());
  assert.deepEqual(problems, []);
});

test("every printed page can say its number, the data and the day", async (t) => {
  const { page, problems, close } = await openPage(browser, server.url);
  t.after(close);
  await go(page, "data");
  await id(page, "hash").waitFor();
  const hash = await id(page, "hash").innerText();
  await go(page, "priority");
  const rules = await until(
    () => page.evaluate(() => [...document.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n")),
    (text) => text.includes(hash.slice(0, 8)),
    "the frame",
  );
  assert.match(rules, /@bottom-left\s*\{[^}]*counter\(page, persian\) " از " counter\(pages, persian\)/);
  assert.match(rules, /@bottom-right\s*\{[^}]*دادهٔ ساختگی/);
  const pdf = await page.pdf({ path: join(out, "meeting-priority.pdf"), format: "A4" });
  assert.ok(pdf.length > 10_000);
  assert.deepEqual(problems, []);
});
