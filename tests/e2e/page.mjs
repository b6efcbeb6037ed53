// The page as the tests handle it: opening, going from place to place, reading what it shows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { root, started, visit } from "./harness.mjs";

export const PLACES = ["overview", "priority", "map", "groups", "compare", "robustness", "profile", "data"];

/** The snapshot that the page is built with, to be varied. */
export const demo = () => JSON.parse(readFileSync(join(root, "seeds/demo.snapshot.json"), "utf8"));

export const id = (page, name) => page.locator(`[data-testid="${name}"]`);

/** Opens an address and waits until data are open and the fonts are there. */
export async function openPage(browser, address, options) {
  const visitor = await visit(browser, address, options);
  await ready(visitor.page);
  return visitor;
}

/** Waits until data are open and the fonts are there. */
export async function ready(page) {
  await started(page);
  await id(page, "snapshot-title").waitFor();
  await page.evaluate(() => document.fonts.ready);
}

/** Goes to a place by its tab. */
export async function go(page, place) {
  await id(page, `place-${place}`).click();
  await id(page, place).waitFor();
}

/** Resolves when the page has drawn what the last change asked for. */
export const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The ranking as texts of its rows, in the order of the places; only the rows that exist. */
export const rows = (page) => page.evaluate(() =>
  [...document.querySelectorAll('[data-testid="row"]')]
    .sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex"))
    .map((row) => [...row.children].map((cell) => cell.textContent).join(" | ")));

/** How many areas the ranking holds, whether their rows exist or not. */
export const ranked = async (page) => Number(await id(page, "ranking").getAttribute("aria-rowcount")) - 1;

/** The rows that both readings hold are the same; windows need not hold the same number of them. */
export function sameRows(left, right) {
  const shown = Math.min(left.length, right.length);
  assert.ok(shown >= 5);
  assert.deepEqual(left.slice(0, shown), right.slice(0, shown));
}

/** What the fields of the weights of domains say. */
export const shares = (page) => page.evaluate(() => [...document.querySelectorAll("[data-testid^=weight-field-]")]
  .filter((field) => /^weight-field-\d+$/.test(field.dataset.testid))
  .map((field) => field.value));

/** What axe finds on the page, as lines: rule, element, reason; `without`: rules left out. */
export async function violations(page, without = []) {
  await drawn(page);
  const found = await new AxeBuilder({ page }).disableRules(without).analyze();
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}) at ${node.target.join(" ")}: ${node.html.slice(0, 160)} — ${node.failureSummary}`));
}

/** A number as the page writes it, in digits of either language. */
export const number = (text) =>
  Number(text.replace(/[۰-۹]/g, (digit) => digit.codePointAt(0) - 0x6f0).replace(/[٬,]/g, "").replace("٫", "."));

/** Waits until a reading of the page satisfies a condition; fails with the last reading. */
export async function until(read, holds, what) {
  const end = Date.now() + 15_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(value)}`);
  }
}

/** Saves the scenario under the name proposed, or another one; the file that came of it. */
export async function savedScenario(page, name) {
  await id(page, "save-scenario-name").waitFor();
  if (name !== undefined) await id(page, "save-scenario-name").fill(name);
  return saved(page, () => page.keyboard.press("Enter"));
}

/** Waits until robustness shows an answer that belongs to the scenario, changes of the selected area included. */
export async function answered(page) {
  const patience = { timeout: 120_000 };
  await id(page, "sure-settings").waitFor(patience);
  await id(page, "sure-progress").waitFor({ state: "detached", ...patience });
  for (const part of ["flips-weights", "flips-values"]) {
    await page.locator(`[data-testid="${part}"][aria-busy="false"]`).waitFor(patience);
  }
}

/** Types into a field and leaves it, as one does before looking at the result. */
export async function enter(field, text) {
  await field.fill(text);
  await field.blur();
}

/** A folder that goes when `after` runs, with a function that puts files into it. */
export async function scratch() {
  const folder = await mkdtemp(join(tmpdir(), "negah-e2e-"));
  return {
    put: async (name, content) => {
      const path = join(folder, name);
      await writeFile(path, typeof content === "string" || ArrayBuffer.isView(content) ? content : JSON.stringify(content));
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The file that `act` makes the page offer. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
