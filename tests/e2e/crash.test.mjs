// A panic that gets through all the same: what the screen says, what it saves, and what is there after the reload.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { formerName } from "./former.mjs";
import { forgetRevisions, kept } from "./kept.mjs";
import { dist, singleFile, started, visit } from "./harness.mjs";
import { demo, go, id, openPage, ready, rows, sameRows, saved, enter, until, violations } from "./page.mjs";
import { browser, server } from "./stage.mjs";

const FORMS = [["over http", server.url], ["from the single file", singleFile]];

/** Keeps hold of the module, so that it can be made to break down as it would by itself. */
const holding = (context) => context.addInitScript(() => {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      window.negahExports = (made.instance ?? made).exports;
      return made;
    };
  }
});

/** A true trap of the module: memory is asked for with an alignment that there cannot be. */
const breakDown = (page) => page.evaluate(() => {
  setTimeout(() => window.negahExports.__wbindgen_malloc(16, 3), 0);
});

async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await holding(context);
  if (options.prepare) await context.addInitScript(options.prepare);
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  return { page, close: () => context.close() };
}

const screen = (page) => page.locator("#boot-crash");

for (const [form, address] of FORMS) {
  for (const language of ["fa", "en"]) {
    test(`${form}: the screen says that the work is kept, and after the reload it is there, in ${language}`, async () => {
      const { page, close } = await open(address);
      if (language === "en") await id(page, "language").click();
      await go(page, "priority");
      await id(page, "row").nth(4).click();
      await enter(id(page, "weight-field-0"), "60");
      await id(page, "office-yes").click();
      await id(page, "row").nth(2).locator('[data-testid="row-mark"]').click();
      await until(() => page.locator('[data-testid="row"].marked').count(), (n) => n === 1, "the mark");
      await until(() => page.evaluate(() => Object.keys(sessionStorage).length), (n) => n > 0, "the trail");
      await page.waitForTimeout(600);
      const [list, selected] = [await rows(page), await page.locator('[data-testid="row"][aria-selected="true"]').getAttribute("id")];
      await breakDown(page);
      await screen(page).waitFor();
      assert.match(await screen(page).innerText(), language === "fa" ? /کار شما نگه داشته شده است/ : /Your work is kept/);
      assert.equal(await page.evaluate(() => document.activeElement.id), "boot-reload");
      assert.deepEqual(await violations(page), []);
      // Nothing reaches what is behind: no key and no click brings the dead page to say more.
      const later = [];
      page.on("pageerror", (error) => later.push(error.message));
      await page.keyboard.press("Escape");
      await page.keyboard.press("3");
      await page.setViewportSize({ width: 900, height: 700 });
      await page.waitForTimeout(700);
      assert.ok(await screen(page).isVisible());
      assert.deepEqual(later, []);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.locator("#boot-reload").focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => !document.getElementById("boot-crash"));
      await ready(page);
      await id(page, "priority").waitFor();
      await id(page, "row").first().waitFor();
      assert.equal(await id(page, "language").getAttribute("lang"), language === "fa" ? "en" : "fa");
      sameRows(await rows(page), list);
      assert.equal(await page.locator('[data-testid="row"][aria-selected="true"]').getAttribute("id"), selected);
      assert.equal(await page.locator('[data-testid="row"].marked').count(), 1);
      // The way back is there too: the filter, then the weight.
      await id(page, "undo").click();
      await until(() => id(page, "office-any").getAttribute("aria-pressed"), (is) => is === "true", "the filter");
      await id(page, "undo").click();
      await until(() => id(page, "weight-field-0").inputValue(), (text) => !/60|۶۰/.test(text), "the weight");
      await id(page, "redo").click();
      await until(() => id(page, "weight-field-0").inputValue(), (text) => /60|۶۰/.test(text), "the weight again");
      await close();
    });
  }

  test(`${form}: the work is saved in a file that the page opens again`, async () => {
    const { page, close } = await open(address);
    await go(page, "priority");
    await id(page, "row").nth(3).click();
    await enter(id(page, "weight-field-0"), "۵۵");
    await until(() => id(page, "weight-field-0").inputValue(), (text) => text === "۵۵٪", "the weight");
    const [list, selected] = [await rows(page), await page.locator('[data-testid="row"][aria-selected="true"]').getAttribute("id")];
    await breakDown(page);
    await screen(page).waitFor();
    const file = await saved(page, () => page.locator("#boot-save").click());
    assert.match(file.name, /^negah-.*\.work\.json$/);
    assert.equal(JSON.parse(file.bytes).format, "negah.work");
    await close();

    const other = await open(address);
    await go(other.page, "priority");
    await id(other.page, "data-file").setInputFiles({ name: file.name, mimeType: "application/json", buffer: file.bytes });
    await until(() => id(other.page, "weight-field-0").inputValue(), (text) => text === "۵۵٪", "the weight");
    sameRows(await rows(other.page), list);
    assert.equal(await other.page.locator('[data-testid="row"][aria-selected="true"]').getAttribute("id"), selected);
    await id(other.page, "undo").click();
    await until(() => id(other.page, "weight-field-0").inputValue(), (text) => text !== "۵۵٪", "taken back");
    await close();
    await other.close();
  });
}

test("where the browser keeps nothing the page works, and the screen asks to save first", async () => {
  const blocked = () => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
    }
  };
  const { page, close } = await open(server.url, { prepare: blocked });
  await go(page, "priority");
  await enter(id(page, "weight-field-0"), "۵۵");
  await until(() => id(page, "weight-field-0").inputValue(), (text) => text === "۵۵٪", "the weight");
  await breakDown(page);
  await screen(page).waitFor();
  assert.match(await screen(page).innerText(), /نگه نمی‌دارد/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "boot-save");
  const file = await saved(page, () => page.locator("#boot-save").click());
  assert.match(file.bytes.toString(), /"negah\.work"/);
  await close();
});

test("a file of work that is damaged is refused with the reason", async () => {
  const { page, close } = await openPage(browser, server.url);
  const text = JSON.stringify({ format: "negah.work", version: 1, fingerprint: "0" });
  await id(page, "data-file").setInputFiles({ name: "x.work.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await id(page, "failure-reasons").getByText("کامل نیست").waitFor();
  await close();
});

test("work that a version before 0.2 remembered is found under its former name", async () => {
  const { page, close } = await open(server.url);
  await go(page, "priority");
  await enter(id(page, "weight-field-0"), "60");
  const former = formerName(readFileSync(join(dist, "demo.snapshot.json")));
  const session = await until(() => kept(page), (found) => found !== undefined, "the session");
  await forgetRevisions(page);
  await page.evaluate(([name, text]) => localStorage.setItem(`negah.session.${location.pathname}.${name}`, text), [former, JSON.stringify(session)]);
  // The trail of the tab would bring the weight back as well.
  await page.goto("about:blank");
  const fresh = await page.context().newPage();
  await page.close();
  await fresh.goto(`${server.url}#priority`);
  await ready(fresh);
  await until(() => id(fresh, "weight-field-0").inputValue(), (text) => text === "۶۰٪", "the weight");
  await close();
});

test("the reload after a panic finds marks and comparison of other data too", async () => {
  const { page, close } = await open(server.url);
  const other = { ...demo(), title: { fa: "پروندهٔ دیگر", en: "Another file" } };
  await id(page, "data-file").setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(other)) });
  await until(() => id(page, "snapshot-title").innerText(), (text) => text === other.title.fa, "the other file");
  await until(() => page.evaluate(() => localStorage.getItem(`negah.open.${location.pathname}`)), (open) => open === "other.json", "the memory");
  await go(page, "priority");
  await id(page, "row-mark").nth(1).click();
  await page.waitForTimeout(700);
  await breakDown(page);
  await screen(page).waitFor();
  await page.locator("#boot-reload").click();
  await page.waitForFunction(() => !document.getElementById("boot-crash"));
  await ready(page);
  assert.equal(await id(page, "snapshot-title").innerText(), other.title.fa);
  await until(() => page.locator('[data-testid="row"].marked').count(), (n) => n === 1, "the mark");
  await close();
});

test("a panic before any data are open leaves the way to a reload alone", async () => {
  const { page, close } = await visit(browser, server.url);
  await started(page);
  await page.evaluate(() => {
    delete window.negahWork;
    dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") }));
  });
  await screen(page).waitFor();
  assert.equal(await page.locator("#boot-save").count(), 0);
  await close();
});

/** Has every worker that the page starts pass through a function of the page, which gets it and its number. */
const withWorkers = (page, act) => page.addInitScript(`{
  const act = ${act};
  let own, count = 0;
  Object.defineProperty(window, "negahStartWorker", {
    get: () => own && (() => { const worker = own(); act(worker, count++); return worker; }),
    set: (value) => { own = value; },
  });
}`);

/** Opens the page with a clock that can be put forward, and workers that `act` has had in hand. */
async function withClock(act) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.clock.install();
  await withWorkers(page, act);
  await page.goto(server.url);
  await ready(page);
  // Long enough for a worker to be given up, and not so long that the message is gone again.
  const giveUp = () => page.clock.runFor(64_500);
  return { page, problems, giveUp, close: () => context.close() };
}

test("a worker that is lost is told of and started anew, and its work is done", async () => {
  const { page, problems, giveUp, close } = await withClock("(worker, number) => { if (number === 0) worker.terminate(); }");
  await giveUp();
  await id(page, "toast").getByText("قطع شد و از سر گرفته شد").waitFor();
  await go(page, "data");
  await id(page, "findings").waitFor({ timeout: 60_000 });
  await go(page, "priority");
  await id(page, "head-run").click();
  await id(page, "box-sentence").waitFor({ timeout: 120_000 });
  assert.equal(page.workers().length, 1);
  assert.deepEqual(problems, []);
  await close();
});

test("where workers are lost again and again, the work goes on in the page", async () => {
  const { page, problems, giveUp, close } = await withClock("(worker) => worker.terminate()");
  await giveUp();
  await id(page, "toast").getByText("قطع شد و از سر گرفته شد").waitFor();
  await giveUp();
  await id(page, "toast").getByText("در خود صفحه از سر گرفته شد").waitFor();
  await go(page, "priority");
  await id(page, "head-run").click();
  await id(page, "box-sentence").waitFor({ timeout: 120_000 });
  assert.deepEqual(problems, []);
  await close();
});

test("a worker whose work breaks down does not take the page with it, nor what else was asked", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  // Each worker breaks down at the first request that it says it is at: first the check, then the robustness.
  await withWorkers(page, `(worker, number) => worker.addEventListener("message", (event) => {
    if (event.data.at === undefined || number > 1) return;
    setTimeout(() => worker.dispatchEvent(new ErrorEvent("error", { message: "Uncaught RuntimeError: unreachable" })), 0);
  })`);
  await page.reload();
  await ready(page);
  await go(page, "data");
  await id(page, "findings").getByText("ناتمام ماند").waitFor();
  await go(page, "priority");
  await id(page, "head-run").click();
  await go(page, "robustness");
  await page.getByText("ناتمام ماند").first().waitFor();
  assert.equal(await screen(page).count(), 0);
  await id(page, "sure-retry").click();
  await id(page, "sure-settings").waitFor({ timeout: 120_000 });
  assert.deepEqual(problems, []);
  await close();
});
