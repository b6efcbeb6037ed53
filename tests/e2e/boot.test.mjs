// The page starts in both forms and both browsers, under its policy, and says so when it cannot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchOld, singleFile, started, visit } from "./harness.mjs";
import { browser, server } from "./stage.mjs";

/** The first message of a worker that the page has started. */
const firstOfWorker = (page) => page.evaluate(() => new Promise((done) => {
  const worker = window.negahStartWorker();
  worker.onmessage = (event) => done(event.data);
  worker.onerror = (event) => done({ failed: event.message || "error event" });
}));

const opensCleanly = async (browser, address) => {
  const { page, problems, close } = await visit(browser, address);
  await started(page);
  assert.deepEqual(await firstOfWorker(page), { ready: true });
  assert.equal(await page.evaluate(() => document.fonts.load("16px Vazirmatn", "نگاه").then((faces) => faces.length)), 1);
  assert.deepEqual(problems, []);
  await close();
};

test("the folder opens over http", () => opensCleanly(browser, server.url));

test("the single file opens from a folder", () => opensCleanly(browser, singleFile));

test("the single file opens over http", () => opensCleanly(browser, `${server.url}negah.html`));

test("Chromium 109 opens the single file from a folder", async () => {
  const old = await launchOld();
  try {
    assert.match(old.version(), /^109\./);
    await opensCleanly(old, singleFile);
  } finally {
    await old.close();
  }
});

test("a breach of the policy would be noticed", async () => {
  const { page, problems, close } = await visit(browser, server.url);
  await started(page);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.breached = true";
    document.body.append(script);
    return fetch("http://127.0.0.1:9/").catch(() => {});
  });
  assert.equal(await page.evaluate(() => window.breached), undefined);
  assert.ok(problems.some((line) => /Content Security Policy/.test(line)), problems.join("\n"));
  await close();
});

const says = async (address, options, change, words) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  if (change) await change(page);
  await page.goto(address);
  await page.getByText(words).first().waitFor();
  assert.equal(await page.locator("#boot").isVisible(), false, "the loading state is still there");
  await context.close();
};

test("without scripts the page says what it needs, over the loading state", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  assert.match(await page.locator("noscript .boot").innerText(), /به جاوااسکریپت نیاز دارد/);
  await page.locator("noscript .boot").click({ trial: true });
  await context.close();
});

test("an old browser is told so, in both languages", async () => {
  const withoutVectors = (page) => page.addInitScript(() => { WebAssembly.validate = () => false; });
  await says(server.url, {}, withoutVectors, "قدیمی است");
  await says(server.url, {}, withoutVectors, "too old");
});

test("a browser that cannot read the script is told so", () =>
  says(server.url, {}, (page) => page.route("**/negah-*.js", (route) => route.fulfill({ body: "let x = ;" })), "قدیمی است"));

test("a module that does not arrive is reported", () =>
  says(server.url, {}, (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 503 })), "دریافت نشد"));

test("a damaged module is reported", () =>
  says(server.url, {}, (page) => page.route("**/*.wasm", (route) => route.fulfill({
    contentType: "application/wasm", body: "not a module",
  })), "دریافت نشد"));

test("a panic later on is not hidden", () => says(server.url, {}, (page) => page.addInitScript(() => {
  addEventListener("load", async () => {
    const gone = () => document.getElementById("boot") === null;
    while (!gone()) await new Promise(requestAnimationFrame);
    dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") }));
  });
}), "پیش‌بینی‌نشده"));

test("a server that does not know the media type of modules is good enough", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { "content-type": "application/octet-stream" } });
  });
  await page.goto(server.url);
  await started(page);
  await context.close();
});

test("the folder form opened without a server points to the single file", () =>
  says(singleFile.replace("negah.html", "index.html"), {}, null, "negah.html"));
