// Every control of every place is changed once, what it opens too, and then every other place is visited: nothing may break.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { settled } from "../harness.mjs";
import { PLACES, openPage } from "../page.mjs";
import { browser } from "../stage.mjs";

/** Works in the page itself: hundreds of controls are too many to be clicked one by one from outside. */
const walk = async ({ place, places, known, part: [part, parts] }) => {
  const CONTROLS = "button, select, input:not([type=file]), textarea, summary, [role=slider], [role=option], [role=application], .canvas-box, a[href^='#']";
  const OVER = "dialog[open], .list-popup, details.menu[open], .suggestions";
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const rest = async () => { await frame(); await frame(); };
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  // Rows and bars that are alike are one control: numbers at the end of a name tell them apart.
  const key = (element) => {
    const over = element.closest(OVER);
    const name = element.dataset.testid || element.getAttribute("aria-label") || element.textContent || element.className;
    const kind = String(name).trim().slice(0, 40).replace(/[\d۰-۹]+/g, "#");
    return `${over ? over.dataset.testid || over.className : ""}/${element.tagName.toLowerCase()}${element.type ? `:${element.type}` : ""}/${kind}`;
  };
  const seen = (element) => element.getClientRects().length > 0 && !element.disabled;
  const controls = (within) => {
    const found = new Map();
    for (const element of within.querySelectorAll(CONTROLS)) if (seen(element) && !found.has(key(element))) found.set(key(element), element);
    return found;
  };
  const pointer = (element, name) => {
    const box = element.getBoundingClientRect();
    const at = { clientX: box.left + box.width / 3, clientY: box.top + Math.min(box.height, innerHeight) / 3 };
    element.dispatchEvent(new PointerEvent(name, { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, ...at }));
  };
  const tell = (element, name) => element.dispatchEvent(new Event(name, { bubbles: true }));
  const act = (element) => {
    element.focus?.();
    if (element.tagName === "SELECT") {
      const next = [...element.options].findIndex((option, at) => at !== element.selectedIndex && !option.disabled);
      if (next >= 0) element.selectedIndex = next;
      tell(element, "input");
      tell(element, "change");
    } else if (element.type === "range") {
      element.value = Number(element.value) > Number(element.max) / 2 ? element.min || 0 : element.max;
      tell(element, "input");
      tell(element, "change");
    } else if (element.matches("input:not([type=checkbox], [type=radio]), textarea")) {
      element.value = "12";
      tell(element, "input");
      tell(element, "change");
    } else if (element.getAttribute("role") === "slider") {
      for (const name of ["ArrowLeft", "ArrowRight", "End"]) element.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
    } else if (element.matches(".canvas-box, [role=application]")) {
      for (const name of ["pointermove", "pointerdown", "pointermove", "pointerup"]) pointer(element, name);
      element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      for (const name of ["+", "ArrowLeft", "0"]) element.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
    } else {
      element.click();
    }
  };
  // What follows from the choices; drawn anew, the place must say the same. Robustness comes to its answer later, and what
  // only turns to another side of a place is forgotten with it.
  const VIEW = "[role=tab], [aria-selected], [aria-pressed], summary";
  const said = () => place === "robustness" ? null : [...document.querySelectorAll(`[data-testid="${place}"] :is(h1, .tile)`)]
    .filter((element) => seen(element) && !element.closest(OVER)).map((element) => element.innerText.trim()).join("\n");
  const broken = () => document.getElementById("boot-crash") !== null || !document.getElementById("boot-error").hidden;
  const home = async () => {
    for (let tries = 0; tries < 4 && document.querySelector(OVER); tries += 1) {
      for (const menu of document.querySelectorAll("details.menu[open]")) menu.removeAttribute("open");
      const over = document.querySelector(OVER);
      over?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
      await rest();
      for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
      await rest();
    }
    location.hash = place;
    for (let tries = 0; tries < 60 && !document.querySelector(`[data-testid="${place}"]`); tries += 1) await frame();
    await rest();
  };
  // What only people may ask for is not asked for by a script: the browser's own dialogs, and the whole screen.
  const click = HTMLElement.prototype.click;
  HTMLElement.prototype.click = function () { if (this.type !== "file") click.call(this); };
  Element.prototype.requestFullscreen = () => Promise.resolve();
  window.print = () => { dispatchEvent(new Event("beforeprint")); dispatchEvent(new Event("afterprint")); };
  const done = new Set(known);
  const [tried, differing] = [[], []];
  let turn = 0;
  const todo = [];
  await home();
  const open = (within, path) => {
    for (const name of controls(within).keys()) if (!done.has(name)) { done.add(name); todo.push([...path, name]); }
  };
  open(document, []);
  while (todo.length > 0) {
    const path = todo.shift();
    if (turn++ % parts !== part) continue;
    await home();
    let [there, isView] = [true, false];
    for (const name of path) {
      const element = controls(document).get(name);
      there = element !== undefined;
      if (!there) break;
      isView ||= element.matches(VIEW);
      act(element);
      await rest();
    }
    if (!there) continue;
    tried.push(path.join(" ▸ "));
    // What it has opened or brought to light: menus, dialogs, folded parts, tabs.
    if (path.length < 3 && document.querySelector(`[data-testid="${place}"]`)) open(document, path);
    const before = isView ? null : said();
    for (const other of places) {
      location.hash = other;
      await frame();
      if (broken()) return { tried, broken: `${place}: ${path.join(" ▸ ")}, then ${other}` };
    }
    await rest();
    const after = said();
    if (before && after && before !== after) differing.push({ path: path.join(" ▸ "), before, after });
    if (document.querySelector('[data-testid="toast"]')) await wait(550);
    if (broken()) return { tried, broken: `${place}: ${path.join(" ▸ ")}, a moment later` };
    document.querySelector('[data-testid="undo"]:enabled')?.click();
    await rest();
    if (broken()) return { tried, broken: `${place}: ${path.join(" ▸ ")}, taken back` };
  }
  return { tried, differing, known: [...done] };
};

/** Every control takes some ten minutes in each form: unless `NEGAH_EVERY=all` asks for them, one in so many is taken, others each time. */
const partOf = (parts) => (process.env.NEGAH_EVERY === "all" ? [0, 1] : [randomInt(parts), parts]);

/** A test a place. What was tried at one place (the heading, the filters) is not tried again at the next. */
export function everyControl(form, address, parts) {
  let known = [];
  const part = partOf(parts);
  for (const place of PLACES) {
    test(`${form}: every control of ${place}, then every place`, { timeout: 9 * 60_000 }, async (t) => {
      const { page, problems, close } = await openPage(browser, address);
      const places = [...PLACES.filter((other) => other !== place), place];
      const found = await page.evaluate(walk, { place, places, known, part });
      assert.equal(found.broken, undefined, `${found.broken}\n${problems.join("\n")}`);
      await settled(page);
      assert.deepEqual(problems, [], `after ${found.tried.slice(-5).join("; ")}`);
      assert.deepEqual(found.differing, [], "drawn anew the place says something else");
      t.diagnostic(`${found.tried.length} controls, number ${part[0] + 1} of each ${part[1]}`);
      // A walk that finds nothing proves nothing.
      assert.ok(found.known.length > known.length, "no control of its own");
      known = found.known;
      await close();
    });
  }
}
