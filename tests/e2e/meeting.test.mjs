// The meeting: the file that goes along and saves itself again.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, launchOld, serve } from "./harness.mjs";
import { enter, go, id, openPage, ready, rows, saved, scratch, until } from "./page.mjs";

let server;
let browser;
let folder;

before(async () => {
  server = await serve();
  browser = await launch();
  folder = await scratch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  await folder?.remove();
});

/** Saves the meeting file and puts it where it can be opened by double click. */
async function keep(page, name) {
  const file = await saved(page, () => id(page, "meeting-save").click());
  assert.match(file.name, /^negah-[\p{L}\p{M}\p{N}-]+-1\d{3}-\d{2}-\d{2}\.html$/u);
  return { ...file, address: pathToFileURL(await folder.put(name, file.bytes.toString("utf8"))).href };
}

const weigh = async (page, text) => {
  await go(page, "priority");
  await enter(id(page, "weight-field-0"), text);
  await until(() => id(page, "weight-field-0").inputValue(), (value) => value === `${text}٪`, "the weight");
  await id(page, "row").first().waitFor();
  return rows(page);
};

const list = async (page) => {
  await go(page, "priority");
  await id(page, "row").first().waitFor();
  return rows(page);
};

const same = (left, right) => {
  const shown = Math.min(left.length, right.length);
  assert.ok(shown >= 5);
  assert.deepEqual(left.slice(0, shown), right.slice(0, shown));
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
    same(await list(visitor.page), weighted);
    const other = await weigh(visitor.page, "۲۰");
    assert.notDeepEqual(other, weighted);
    const second = await keep(visitor.page, `second-${start.name}.html`);
    assert.deepEqual(requests.filter((url) => !/^(blob|data):/.test(url)), []);
    assert.deepEqual(visitor.problems, []);

    const again = await openPage(own, second.address);
    same(await list(again.page), other);
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
  same(await list(page), weighted);
  // The offer lasts until it is answered.
  await page.reload();
  await ready(page);
  await id(page, "offer-take").click();
  assert.equal(await id(page, "offer").count(), 0);
  same(await list(page), later);
  await id(page, "undo").click();
  same(await list(page), weighted);

  // Another file at the same place is not touched by what was done in the one before.
  const fresh = await weigh(over.page, "۷۰");
  const next = await saved(over.page, () => id(over.page, "meeting-save").click());
  await writeFile(new URL(file.address), next.bytes);
  await page.goto(`${file.address}#priority`);
  await page.reload();
  await ready(page);
  same(await list(page), fresh);
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
