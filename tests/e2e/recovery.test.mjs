// Work that survives: revisions, windows beside one another, browsers that keep nothing, records that are damaged, a renderer killed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { singleFile } from "./harness.mjs";
import { firstKey, forgetRevisions, kept, revisions, rewrite } from "./kept.mjs";
import { enter, go, id, openPage, ready, rows, sameRows, saved, until, violations } from "./page.mjs";
import { browser, server } from "./stage.mjs";

const FORMS = [["over http", server.url], ["from the single file", singleFile]];

const weight = (page) => id(page, "weight-field-0").inputValue();

/** Types a weight and waits until it is in force and kept. */
async function weigh(page, text) {
  const before = (await revisions(page)).join();
  await enter(id(page, "weight-field-0"), text);
  await until(() => weight(page), (shown) => shown === `${text}٪`, "the weight");
  await until(async () => (await revisions(page)).join() !== before, (is) => is, "the revision");
}

/** Another window of the same browser at the same address. */
async function beside(page, address) {
  const other = await page.context().newPage();
  await other.goto(address);
  await ready(other);
  await go(other, "priority");
  return other;
}

async function showRevisions(page) {
  await id(page, "scenario-menu").click();
  await id(page, "revisions").click();
  await id(page, "revision").first().waitFor();
}

const notices = (page) => id(page, "notice").allInnerTexts();

for (const [form, address] of FORMS) {
  test(`${form}: what opened alone is not kept; each window's work is a revision that is looked at and brought back`, async (t) => {
    const { page, problems, close } = await openPage(browser, address);
    t.after(close);
    await go(page, "priority");
    const untouched = await rows(page);
    assert.deepEqual(await revisions(page), []);
    await weigh(page, "۵۵");
    const first = await rows(page);
    assert.notDeepEqual(first, untouched);

    await page.close();
    const other = await page.context().newPage();
    other.on("pageerror", (error) => problems.push(error.message));
    await other.goto(address);
    await ready(other);
    await go(other, "priority");
    assert.equal(await weight(other), "۵۵٪");
    sameRows(await rows(other), first);
    await weigh(other, "۲۰");
    assert.equal((await revisions(other)).length, 2);

    await showRevisions(other);
    assert.equal(await id(other, "revision").count(), 2);
    assert.match(await id(other, "revision").nth(0).innerText(), /این پنجره[\s\S]*با سناریوی کنونی فرقی ندارد/);
    assert.match(await id(other, "revision").nth(1).innerText(), /فرق با سناریوی کنونی: وزن/);
    await id(other, "revision-look").nth(1).click();
    assert.match(await id(other, "revision-list").nth(1).innerText(), /مورد نخست فهرست/);
    assert.deepEqual(await violations(other), []);
    await id(other, "revision-take").nth(1).click();
    await until(() => weight(other), (shown) => shown === "۵۵٪", "the earlier weight");
    sameRows(await rows(other), first);
    await id(other, "undo").click();
    await until(() => weight(other), (shown) => shown === "۲۰٪", "taken back");
    assert.deepEqual(problems, []);
  });

  test(`${form}: two windows on the same data tell each other, and neither overwrites the other's work`, async (t) => {
    const { page, problems, close } = await openPage(browser, address);
    t.after(close);
    await go(page, "priority");
    assert.deepEqual(await notices(page), []);
    const other = await beside(page, address);
    for (const window of [page, other]) {
      await until(() => notices(window), (list) => list.length === 1 && /پنجرهٔ دیگری/.test(list[0]), "the notice");
    }
    await weigh(page, "۵۵");
    await weigh(other, "۲۰");
    await weigh(page, "۶۵");
    assert.deepEqual((await revisions(page)).length, 2);
    await other.close();
    await until(() => notices(page), (list) => list.length === 0, "the notice gone");
    await page.close();

    const next = await beside(page, address);
    assert.equal(await weight(next), "۶۵٪");
    await until(() => notices(next), (list) => list.length === 1 && /هم‌زمان/.test(list[0]), "what was beside");
    await id(next, "notice-act").click();
    await id(next, "revision").first().waitFor();
    await id(next, "revision-take").nth(1).click();
    await until(() => weight(next), (shown) => shown === "۲۰٪", "the other window's work");
    assert.deepEqual(problems, []);
  });
}

test("a damaged revision is told, the newest sound one opens, and the damaged text can be saved and removed", async (t) => {
  const { page, problems, close } = await openPage(browser, server.url);
  t.after(close);
  await go(page, "priority");
  await weigh(page, "۵۵");
  const second = await beside(page, server.url);
  await page.close();
  await weigh(second, "۲۰");
  await rewrite(second, (text) => text.replace(/.$/, " "), -1);
  await second.close();

  const next = await beside(page, server.url);
  assert.equal(await weight(next), "۵۵٪");
  await until(() => notices(next), (list) => list.length === 1 && /^۱ نسخه.*آسیب دیده/.test(list[0]), "the notice");
  await id(next, "notice-act").click();
  await id(next, "revision-damaged").waitFor();
  const file = await saved(next, () => id(next, "revision-damaged").getByRole("button").first().click());
  assert.match(file.bytes.toString(), /^negah\.revision\.1 /);
  await id(next, "revision-remove").click();
  await id(next, "revision-damaged").waitFor({ state: "detached" });
  assert.equal(await id(next, "revision").count(), 1);
  assert.deepEqual(problems, []);
});

/** Makes the database refuse what is written, for one reason. */
const refusing = (name) => `IDBObjectStore.prototype.put = () => { throw new DOMException("refused", "${name}"); };`;
const NO_DATABASE = 'Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("denied", "SecurityError"); } });';
const NO_SESSIONS = `const own = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    if (key.startsWith("negah.session.")) throw new DOMException("full", "QuotaExceededError");
    own.call(this, key, text);
  };`;

async function prepared(...scripts) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  for (const script of scripts) await context.addInitScript(script);
  const page = await context.newPage();
  await page.goto(`${server.url}#priority`);
  await ready(page);
  return { page, close: () => context.close() };
}

test("without a database local storage keeps the work, and nobody is told of anything", async (t) => {
  const { page, close } = await prepared(NO_DATABASE);
  t.after(close);
  await enter(id(page, "weight-field-0"), "۵۵");
  await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("negah.session."))), (is) => is, "the record");
  await page.goto("about:blank");
  const next = await beside(page, server.url);
  assert.equal(await weight(next), "۵۵٪");
  assert.deepEqual(await notices(next), []);
});

for (const [what, scripts, said] of [
  ["is full", [refusing("QuotaExceededError"), NO_SESSIONS], /پر است/],
  ["keeps nothing", [NO_DATABASE, NO_SESSIONS], /چیزی نگه نمی‌دارد/],
]) {
  test(`a browser that ${what} is told of with the first change, and the work is saved to a file that opens again`, async (t) => {
    const { page, close } = await prepared(...scripts);
    t.after(close);
    assert.deepEqual(await notices(page), []);
    await enter(id(page, "weight-field-0"), "۵۵");
    await until(() => notices(page), (list) => list.length === 1 && said.test(list[0]), "the notice");
    assert.deepEqual(await violations(page), []);
    const file = await saved(page, () => id(page, "notice-act").click());
    assert.match(file.name, /^negah-work-.*\.work\.json$/);
    // Told once; the next change does not bring the notice back.
    await id(page, "notice-close").click();
    await enter(id(page, "weight-field-0"), "۲۰");
    await page.waitForTimeout(400);
    assert.deepEqual(await notices(page), []);

    const other = await openPage(browser, server.url);
    t.after(other.close);
    await go(other.page, "priority");
    await id(other.page, "data-file").setInputFiles({ name: file.name, mimeType: "application/json", buffer: file.bytes });
    await until(() => weight(other.page), (shown) => shown === "۵۵٪", "the weight from the file");
  });
}

test("an older state in local storage does not replace what the database holds, and without a database windows do not overwrite each other", async (t) => {
  const { page, close } = await openPage(browser, server.url);
  t.after(close);
  await go(page, "priority");
  await weigh(page, "۵۵");
  const [older] = await revisions(page);
  await weigh(page, "۶۵");
  const key = await firstKey(page);
  await page.evaluate(([name, text]) => localStorage.setItem(`negah.session.${name} left`, text), [key.split("\n")[0], older]);
  await page.goto("about:blank");
  const next = await beside(page, server.url);
  assert.equal(await weight(next), "۶۵٪");
  assert.equal(await next.evaluate(() => Object.keys(localStorage).filter((own) => own.startsWith("negah.session.")).length), 0);

  const without = await prepared(NO_DATABASE);
  t.after(without.close);
  const other = await beside(without.page, server.url);
  for (const [window, text] of [[without.page, "۵۵"], [other, "۲۰"], [without.page, "۶۵"]]) {
    await enter(id(window, "weight-field-0"), text);
    await until(() => weight(window), (shown) => shown === `${text}٪`, "the weight");
    await window.waitForTimeout(150);
  }
  const texts = await other.evaluate(() => Object.keys(localStorage).filter((own) => own.startsWith("negah.session.")).map((own) => localStorage.getItem(own)));
  assert.equal(texts.length, 2);
  await other.close();
  await without.page.goto("about:blank");
  const last = await beside(without.page, server.url);
  assert.equal(await weight(last), "۶۵٪");
  await showRevisions(last);
  assert.equal(await id(last, "revision").count(), 2);
});

test("what local storage holds from an earlier page is taken over into the database", async (t) => {
  const { page, close } = await openPage(browser, server.url);
  t.after(close);
  await go(page, "priority");
  await weigh(page, "۵۵");
  const session = await kept(page);
  const key = await firstKey(page);
  await forgetRevisions(page);
  await page.evaluate(([name, text]) => localStorage.setItem(`negah.session.${name}`, text),
    [key.split("\n")[0], JSON.stringify({ ...session, saved: 1_700_000_000_000 })]);
  await page.goto("about:blank");
  const next = await beside(page, server.url);
  assert.equal(await weight(next), "۵۵٪");
  await until(() => next.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("negah.session.")).length), (n) => n === 0, "taken over");
  assert.equal((await revisions(next)).length, 1);
});
