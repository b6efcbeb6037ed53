// The page over http: what it opens with, weights, undo, memory, filters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demo, enter, id, openPage, ranked, ready, rows, sameRows, shares, until } from "./page.mjs";
import { browser, openList, server } from "./stage.mjs";

test("the page opens with the demo, in Persian, marked synthetic, and touches no other host", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  const html = page.locator("html");
  assert.equal(await html.getAttribute("lang"), "fa");
  assert.equal(await html.getAttribute("dir"), "rtl");
  assert.equal(await id(page, "synthetic").innerText(), "دادهٔ ساختگی");
  assert.equal(await id(page, "snapshot-title").innerText(), demo().title.fa);
  assert.equal(await id(page, "first-ten").locator("tbody tr").count(), 10);
  assert.match(await page.title(), /نگاه/);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).host));
  assert.deepEqual([...new Set(loaded)], [new URL(server.url).host]);
  assert.deepEqual(problems, []);
  await close();
});

test("a weight set to ۶۰ is ۶۰٪, the others share the rest, and undo gives everything back", async () => {
  const { page, problems, close } = await openList();
  const [before, sharesBefore] = [await rows(page), await shares(page)];
  assert.equal(sharesBefore.length, demo().domains.length);
  assert.match(before[0], /^۱ \| /);

  const field = id(page, "weight-field-0");
  await enter(field, "۶۰");
  await until(() => shares(page), ([first]) => first === "۶۰٪", "the field");
  assert.deepEqual((await shares(page)).slice(1), Array(5).fill("۸٪"));
  assert.equal(await id(page, "weight-0").inputValue(), "60");
  const weighted = await rows(page);
  assert.notDeepEqual(weighted, before);

  await id(page, "undo").click();
  assert.deepEqual(await until(() => rows(page), (now) => now[0] === before[0], "undo"), before);
  assert.deepEqual(await shares(page), sharesBefore);
  assert.ok(await id(page, "undo").isDisabled());
  await page.keyboard.press("Control+y");
  assert.deepEqual(await until(() => rows(page), (now) => now[0] === weighted[0], "redo"), weighted);

  await page.reload();
  await ready(page);
  await id(page, "row").first().waitFor();
  sameRows(await rows(page), weighted);
  assert.equal(await field.inputValue(), "۶۰٪");
  assert.deepEqual(problems, []);
  await close();
});

test("a slider moved step by step is undone in one step", async () => {
  const { page, close } = await openList();
  const before = await shares(page);
  await id(page, "weight-2").focus();
  const steps = 8;
  // All moves of one drag are `input` events; the one `change` comes at its end.
  await id(page, "weight-2").evaluate((slider, steps) => {
    for (let step = 1; step <= steps; step += 1) {
      slider.value = String(17 + 5 * step);
      slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    slider.dispatchEvent(new Event("change", { bubbles: true }));
  }, steps);
  await until(() => shares(page), (now) => now[2] === "۵۷٪", "the slider");
  await id(page, "undo").click();
  await until(() => shares(page), (now) => now.join() === before.join(), "one step back");
  assert.ok(await id(page, "undo").isDisabled());
  await close();
});

test("keys move the selection, and it says why", async () => {
  const { page, close } = await openList();
  await id(page, "ranking").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const selected = page.locator('[data-testid="row"][aria-selected="true"]');
  assert.equal(await selected.getAttribute("aria-rowindex"), "3");
  const name = await selected.locator(".who b").innerText();
  assert.match(await id(page, "why").innerText(), new RegExp(`^چرا «${name}» دوم است؟ .*٪`));
  await page.keyboard.press("End");
  await page.locator(`[data-testid="row"][aria-rowindex="65"][aria-selected="true"]`).waitFor();
  await id(page, "show-profile").click();
  await id(page, "profile").waitFor();
  assert.match(page.url(), /#profile$/);
  await close();
});

test("the cut line, tiers and scale follow their controls", async () => {
  const { page, close } = await openList();
  await enter(id(page, "cut-value"), "۲۰");
  await until(() => id(page, "headline").innerText(), (text) => text.startsWith("۲۰ محله"), "cut by count");
  await id(page, "cut-population").click();
  await enter(id(page, "cut-value"), "50");
  await until(() => id(page, "headline").innerText(), (text) => /^\S+ محلهٔ نخست با ۵[۰-۹]٪ جمعیت/.test(text), "cut by population");
  await id(page, "tiers").selectOption("10");
  await page.locator('[data-testid="row"][aria-rowindex="2"]').waitFor();
  const before = await rows(page);
  await id(page, "normalisation").selectOption("percentile_rank");
  await until(() => rows(page), (now) => now[0] !== before[0], "another scale");
  assert.match(await page.locator(".intro .muted").innerText(), /رتبهٔ درصدی/);
  await close();
});

test("filters count, show as chips and go without a trace", async () => {
  const { page, problems, close } = await openList();
  const all = await rows(page);
  assert.equal(await ranked(page), 64);
  const option = id(page, "filter-divisions").locator(".option", { hasText: "سپیدچشمه" });
  assert.equal(await option.locator(".count").innerText(), "۱۱");
  await option.locator("input").click();
  await until(() => ranked(page), (n) => n === 11, "the county");
  assert.ok(await option.locator("input").isChecked());
  assert.match(await page.locator(".intro .muted").innerText(), /^۱۱ از ۶۴ محله/);
  const chip = id(page, "priority").locator("[data-testid=chip]");
  assert.match(await chip.innerText(), /شهرستان سپیدچشمه/);
  assert.ok((await rows(page)).every((row) => row.includes("سپیدچشمه")));
  await chip.click();
  await until(() => ranked(page), (n) => n === 64, "without the chip");
  sameRows(await rows(page), all);
  assert.deepEqual(problems, []);
  await close();
});

test("a filter worked by keyboard keeps the focus where it is", async () => {
  const { page, close } = await openList();
  const option = id(page, "filter-divisions").locator(".option").nth(4);
  const name = await option.locator(".name").innerText();
  await option.locator("input").focus();
  await page.keyboard.press("Space");
  await until(() => ranked(page), (n) => n < 64, "the county");
  assert.equal(await id(page, "filter-divisions").locator("input:checked").count(), 1);
  const focused = await page.evaluate(() => document.activeElement.closest(".option")?.querySelector(".name").textContent);
  assert.equal(focused, name);
  await page.keyboard.press("Space");
  await until(() => ranked(page), (n) => n === 64, "all of them again");
  await close();
});

test("looking for a name finds it and ranks nothing anew; Arabic letters are read as Persian ones", async () => {
  const { page, problems, close } = await openList();
  const headline = await id(page, "headline").innerText();
  const shown = () => page.evaluate(() => [...document.querySelectorAll("[data-testid=row]")].map((row) => ({
    name: row.querySelector(".who b").textContent, rank: row.querySelector("[data-testid=row-rank]").textContent,
  })));
  const names = demo().areas.name;
  const once = (name) => names.filter((other) => other.includes(name)).length === 1;
  const wanted = (await shown()).find((own) => own.rank !== "۱" && once(own.name));
  await id(page, "find").fill(wanted.name);
  await until(() => ranked(page), (n) => n === 1, "one row");
  assert.deepEqual(await shown(), [wanted], "it keeps its rank");
  const last = demo().areas.name.length;
  await id(page, "find").fill("كاج");
  const kaj = demo().areas.name.filter((name) => name.includes("کاج")).length;
  await until(() => ranked(page), (n) => n === kaj, "kāf");
  await id(page, "find").fill("كوي");
  const kuy = demo().areas.name.filter((name) => name.includes("کوی")).length;
  await until(() => ranked(page), (n) => n === kuy, "kāf and yā");
  assert.equal(await id(page, "headline").innerText(), headline, "the list is what it was");
  assert.equal(await id(page, "cut-line").count(), 0);
  assert.equal(await id(page, "chip").count(), 0, "it is no filter");
  assert.match(await id(page, "find-chip").innerText(), /رتبه‌ها رتبهٔ کل فهرست/);
  await id(page, "found-area").first().click();
  assert.match(await id(page, "why").innerText(), /چرا/);
  assert.equal(await id(page, "undo").isDisabled(), true, "there is nothing to undo");
  await id(page, "find").fill("هیچ‌جا نیست");
  await until(() => id(page, "no-rows").count(), (n) => n === 1, "an empty result says so");
  await id(page, "find-note").waitFor();
  await id(page, "find").fill("");
  await until(() => ranked(page), (n) => n === last, "cleared");
  assert.deepEqual(problems, []);
  await close();
});

test("ranges, offices and several filters together, cleared at once", async () => {
  const { page, close } = await openList();
  const file = demo();
  const people = Object.values(file.values.population).at(-1);
  const range = id(page, "range-population");
  await enter(range.locator("[data-testid=range-min]"), "۵٬۰۰۰");
  const large = people.filter((n) => n >= 5000).length;
  await until(() => ranked(page), (n) => n === large, "a typed lower bound");
  await enter(range.locator("[data-testid=range-max]"), "10000");
  const middle = people.filter((n) => n >= 5000 && n <= 10000).length;
  await until(() => ranked(page), (n) => n === middle, "a typed upper bound");
  const served = new Set(file.offices.flatMap((office) => office.areas));
  const both = file.areas.code.filter((code, at) => served.has(code) && people[at] >= 5000 && people[at] <= 10000).length;
  await id(page, "office-yes").click();
  await until(() => ranked(page), (n) => n === both, "with an office");
  await id(page, "office-no").click();
  await until(() => ranked(page), (n) => n === middle - both, "without an office");
  await id(page, "add-range").selectOption("trust");
  await id(page, "range-trust").waitFor();
  await id(page, "priority").locator("[data-testid=clear-filters]").click();
  await until(() => ranked(page), (n) => n === 64, "all filters cleared");
  assert.equal(await id(page, "chip").count(), 0);
  await close();
});

test("the language goes to English and back, and a reload keeps it", async () => {
  const { page, problems, close } = await openList();
  const persian = await rows(page);
  await id(page, "language").click();
  await page.locator("html[lang=en][dir=ltr]").waitFor();
  assert.equal(await id(page, "place-priority").innerText(), "Prioritisation");
  const english = await rows(page);
  assert.match(english[0], /^1 \| /);
  assert.doesNotMatch(await page.locator("body").innerText(), /[۰-۹٠-٩]/);
  await page.reload();
  await ready(page);
  await id(page, "row").first().waitFor();
  sameRows(await rows(page), english);
  await id(page, "language").click();
  await page.locator("html[lang=fa][dir=rtl]").waitFor();
  sameRows(await rows(page), persian);
  assert.doesNotMatch(await id(page, "ranking").innerText(), /[0-9]/);
  assert.deepEqual(problems, []);
  await close();
});
