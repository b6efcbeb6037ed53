// Scenarios side by side, and the method as sentences.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, go, id, saved, until } from "./page.mjs";
import { openPlace } from "./stage.mjs";

const crossing = (page, list) => id(page, list).locator("li").allInnerTexts();

test("a moved weight is seen against equal weights: who enters, who leaves, and why", async () => {
  const { page, problems, close } = await openPlace("compare");
  assert.match(await id(page, "compare-title").innerText(), /هیچ رتبه‌ای تغییر نمی‌کند/);
  await go(page, "priority");
  await enter(id(page, "weight-field-0"), "۶۰");
  await go(page, "compare");
  const title = await until(() => id(page, "compare-title").innerText(), (text) => /به فهرست می‌آید/.test(text), "the finding");
  const [enters, leaves] = [await crossing(page, "compare-enters"), await crossing(page, "compare-leaves")];
  assert.equal(enters.length, leaves.length, title);
  for (const line of [...enters, ...leaves]) assert.match(line, /رتبهٔ [۰-۹]+ ← [۰-۹]+.*«.+» اکنون/s, line);
  const ranks = await id(page, "compare-table").locator("tbody tr td:nth-child(3)").allInnerTexts();
  assert.equal(ranks.length, 64);
  assert.equal(ranks[0], "۱");
  assert.deepEqual(problems, []);
  await close();
});

test("a scenario is kept to compare with, and the same scenario is seen in another period", async () => {
  const { page, problems, close } = await openPlace("priority");
  await enter(id(page, "weight-field-1"), "50");
  await go(page, "compare");
  await id(page, "compare-keep").click();
  await until(() => id(page, "compare-title").innerText(), (text) => /هیچ رتبه‌ای تغییر نمی‌کند/.test(text), "compared with itself");
  await page.keyboard.press("Control+z");
  await until(() => id(page, "compare-title").innerText(), (text) => !/هیچ رتبه‌ای/.test(text), "the weight taken back");
  const periods = await id(page, "compare-with").locator("option[value^='period:']").count();
  assert.equal(periods, 3);
  await id(page, "compare-with").selectOption({ index: 2 });
  await until(() => id(page, "compare-title").innerText(), (text) => text.length > 0, "another period");
  const picture = await saved(page, () => id(page, "compare").getByTestId("save-png").click());
  assert.equal(picture.bytes.subarray(1, 4).toString(), "PNG");
  assert.deepEqual(problems, []);
  await close();
});

test("a period without a list says why and offers the nearest one that has", async () => {
  const { page, problems, close } = await openPlace("compare");
  const options = id(page, "compare-with").locator("option");
  await id(page, "compare-with").selectOption({ index: (await options.count()) - 1 });
  await id(page, "compare-empty").waitFor();
  assert.match(await id(page, "compare-title").innerText(), /بهار ۱۴۰۳.*فهرستی ندارد/s);
  assert.match(await id(page, "compare-empty").innerText(), /هیچ مقداری ندارند|کافی نیست/);
  await id(page, "compare-nearest").click();
  await id(page, "compare-table").waitFor();
  assert.equal(await id(page, "compare-empty").count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("the method is told in sentences, in both languages", async () => {
  const { page, problems, close } = await openPlace("priority");
  await id(page, "methodology-open").click();
  const persian = await id(page, "methodology").innerText();
  for (const part of ["روش‌شناسی", "کمینه–بیشینه", "میانگین وزنی حسابی", "۱، ۲، ۲، ۴"]) assert.ok(persian.includes(part), part);
  assert.ok(!/[{}]/.test(persian), persian);
  assert.ok((await page.locator('[data-testid="methodology"] h3').count()) >= 5, "a heading for each step");
  assert.match(persian, /lo و hi دو سر مقیاس/);
  const file = await saved(page, () => id(page, "methodology-save").click());
  assert.match(file.bytes.toString(), /<h2>وزن‌ها و ترکیب<\/h2>/);
  await page.evaluate(() => {
    window.print = () => {
      window.printed = document.querySelectorAll(".method-sheet h3").length;
      window.dispatchEvent(new Event("afterprint"));
    };
  });
  await id(page, "methodology-print").click();
  await page.waitForFunction(() => window.printed >= 5);
  await id(page, "methodology-close").click();
  await id(page, "language").click();
  await id(page, "methodology-open").click();
  assert.match(await id(page, "methodology").innerText(), /weighted arithmetic mean .*with equal weights/s);
  assert.deepEqual(problems, []);
  await close();
});
