// What the end-to-end tests share: a static server, two browsers, and a page that tells what went wrong.
import { accessSync, constants, createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { delimiter, dirname, extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import oldChromium from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const dist = resolve(process.env.NEGAH_DIST ?? join(root, "dist"));
/** Screenshots and other output for people to look at. */
export const out = join(root, "tests/e2e/out");
/** The address of the single file, opened as from a folder. */
export const singleFile = pathToFileURL(join(dist, "negah.html")).href;

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

// Nothing of the browser's own may reach for the network, and root has no sandbox to offer.
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/**
 * Serves the built page on 127.0.0.1, at a port of the system's choosing.
 * `beside` lays further files beside it: name → text, or null to hide one.
 * Resolves to { url, close }.
 */
export async function serve(beside = {}) {
  const server = createServer((request, response) => answer(request, response, beside));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections?.(); }),
  };
}

function answer(request, response, beside) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1) || "index.html";
  const head = { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "cache-control": "no-cache" };
  if (Object.hasOwn(beside, path)) {
    if (beside[path] === null) return void response.writeHead(404).end();
    return void response.writeHead(200, head).end(beside[path]);
  }
  const file = normalize(join(dist, path));
  const size = file.startsWith(dist + sep) ? statSync(file, { throwIfNoEntry: false }) : undefined;
  if (!size?.isFile()) return void response.writeHead(404).end();
  response.writeHead(200, { ...head, "content-length": size.size });
  createReadStream(file).pipe(response);
}

/** The installed Chromium. */
export function launch() {
  return chromium.launch({ executablePath: executable(), args: FLAGS });
}

/** Chromium 109, the last for Windows 7. */
export async function launchOld() {
  const executablePath = await oldChromium.executablePath();
  return chromium.launch({ executablePath, args: [...FLAGS, "--single-process", "--no-zygote"] });
}

/**
 * Firefox, in a fresh profile, driven by the protocol that it speaks itself (WebDriver BiDi); an English browser, as
 * the rest.
 */
export function launchFirefox() {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.NEGAH_FIREFOX ?? find(["firefox-esr", "firefox"], "Firefox", "NEGAH_FIREFOX"),
    headless: true,
  });
}

function executable() {
  if (process.env.NEGAH_CHROMIUM) return process.env.NEGAH_CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  return find(names, "Chromium", "NEGAH_CHROMIUM");
}

function find(names, what, variable) {
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  const found = places.find((place) => {
    try { accessSync(place, constants.X_OK); return true; } catch { return false; }
  });
  if (!found) throw new Error(`no ${what} on the search path; name one in ${variable}`);
  return found;
}

/**
 * Opens an address in a fresh profile. `problems` fills with whatever must not happen: script errors,
 * errors on the console, breaches of the policy, requests to another host.
 * `options` go to the browser context (viewport, locale, javaScriptEnabled, …).
 *
 * `close` waits out what was started before (see `settled`) and fails if the page broke down meanwhile: what stops a page often does
 * so only when a timer reads what is gone. Problems that were there before are for the test to judge, but for a broken page.
 */
export async function visit(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // The page looks for a snapshot beside itself first, and there need not be one.
    if (message.location().url.endsWith("/snapshot.json")) return;
    problems.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (isForeign(request.url(), address)) problems.push(`request to ${request.url()}`);
  });
  await page.goto(address);
  const close = async () => {
    const before = problems.length;
    await settled(page);
    const broken = problems.filter((line, at) => at >= before || line.startsWith("script error"));
    await context.close();
    if (broken.length > 0) throw new Error(`the page broke down:\n${broken.join("\n")}`);
  };
  return { page, problems, close };
}

/**
 * Resolves when what the last actions started has come to rest: frames, idle time, and the timer of the messages, which ticks
 * every half second for as long as there is one. Work that takes minutes is not waited for.
 */
export async function settled(page) {
  if (page.isClosed()) return;
  const rest = page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const idle = () => new Promise((done) => window.requestIdleCallback ? requestIdleCallback(done, { timeout: 300 }) : setTimeout(done, 50));
    for (let turn = 0; turn < 3; turn += 1) { await frame(); await idle(); }
    // A control that was moved rests after a quarter of a second, and a message ticks every half.
    const waits = document.querySelector('[data-testid="toast"]') ? 650 : 280;
    await new Promise((done) => setTimeout(done, waits));
    await frame();
  });
  // Without scripts, or while the page is being left, there is nothing to wait for.
  await Promise.race([rest.catch(() => {}), new Promise((done) => setTimeout(done, 4000))]);
}

function isForeign(url, address) {
  const { protocol, host } = new URL(url);
  if (["data:", "blob:"].includes(protocol)) return false;
  return protocol === "file:" ? !address.startsWith("file:") : host !== new URL(address).host;
}

/** Waits until the loading state has gone; fails with the page's own words when it cannot start. */
export async function started(page) {
  await page.waitForFunction(() => !document.getElementById("boot") || !document.getElementById("boot-error").hidden);
  const error = page.locator("#boot-error");
  if (await error.isVisible()) throw new Error(await error.innerText());
}
