// The list as a table that readers arrange: widths that are weights, decisions outside the rule, marks, groups, columns.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, id, ranked, ready, rows, until, violations } from "./page.mjs";
import { openList } from "./stage.mjs";

const row = (page, rank) => page.locator(`[data-testid="row"][aria-rowindex="${rank + 1}"]`);
const menu = async (page, rank, item) => {
  await row(page, rank).locator('[data-testid="row-menu"]').click();
  await id(page, item).click();
};

test("an edge dragged is the weight, by pointer and by key", async () => {
  const { page, problems, close } = await openList();
  await id(page, "bars-columns").click();
  const edge = id(page, "edge-0");
  const old = Number(await edge.getAttribute("aria-valuenow"));
  await edge.focus();
  await page.keyboard.press("ArrowLeft"); // outwards, from right to left
  await until(() => edge.getAttribute("aria-valuenow"), (now) => Number(now) > old - 1, "a step");
  await id(page, "undo").click();

  const heads = await id(page, "part-heads").boundingBox();
  const box = await edge.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const target = heads.x + heads.width * 0.6;
  await page.mouse.move(target - 20, box.y + 20, { steps: 3 });
  await page.mouse.move(target, box.y + 20);
  await page.mouse.up();
  const share = await until(() => edge.getAttribute("aria-valuenow"), (now) => Math.abs(now - 40) <= 1, "the edge under the pointer");
  assert.equal(await id(page, "weight-0").inputValue(), share);
  await id(page, "undo").click();
  await until(() => edge.getAttribute("aria-valuenow"), (now) => Number(now) === old, "one step back");

  await id(page, "part-open-1").click();
  await id(page, "edge-1-0").waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("a decision outside the rule needs a reason, moves no rank, and can be undone", async () => {
  const { page, problems, close } = await openList();
  await menu(page, 13, "menu-lock-in");
  await id(page, "lock-save").click();
  await page.locator("[data-testid=lock-dialog] [role=alert]:visible").waitFor();
  await id(page, "lock-reason").fill("مصوبهٔ شورای تأمین");
  await id(page, "lock-decider").fill("فرماندار");
  await id(page, "lock-letter").fill("۱۲/۳۴");
  await id(page, "lock-date").fill("۱۴۰۳/۰۲/۱۲");
  await id(page, "lock-save").click();
  await row(page, 13).locator('[data-testid="row-lock"]').waitFor();
  assert.match(await row(page, 13).locator('[data-testid="row-lock"]').getAttribute("title"), /مصوبهٔ شورای تأمین، فرماندار، نامهٔ ۱۲\/۳۴، ۱۲ اردیبهشت ۱۴۰۳/);
  assert.equal(await row(page, 13).locator('[data-testid="row-rank"]').innerText(), "۱۳");
  assert.match(await id(page, "cut-line").innerText(), /۱۲ محله.*بیرون از قاعده، ۱ مورد/);
  assert.match(await id(page, "headline").innerText(), /^۱۲ محلهٔ فهرست \(۱۱ مورد نخست و ۱ مورد به تصمیم\)/);
  await row(page, 13).click();
  await until(() => id(page, "why").innerText(), (text) => /به تصمیم.*مصوبهٔ شورای تأمین.*فرماندار/.test(text), "the decision in the reason");
  await id(page, "undo").click();
  await until(() => id(page, "row-lock").count(), (n) => n === 0, "undo");
  assert.deepEqual(problems, []);
  await close();
});

test("a row in sight stays in the document while the table is scrolled: a click reaches it, the focus stays, the order is that of reading", async () => {
  const { page, problems, close } = await openList();
  const scroll = (by) => id(page, "ranking").evaluate((grid, by) => { grid.scrollTop += by; return grid.scrollTop; }, by);
  const button = row(page, 7).locator('[data-testid="row-menu"]');
  await button.scrollIntoViewIfNeeded();
  const middle = async () => {
    const box = await button.boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await page.mouse.move(...await middle());
  await page.mouse.down();
  // So far that rows from above show lines below.
  assert.ok(await scroll(250) > 176);
  await drawn(page);
  await page.mouse.move(...await middle());
  await page.mouse.up();
  await id(page, "menu-profile").waitFor();
  await page.keyboard.press("Escape");

  await button.focus();
  for (const by of [90, 60, -200, 45]) {
    await scroll(by);
    await drawn(page);
    assert.ok(await button.evaluate((own) => own === document.activeElement), `the focus after ${by}`);
    const order = await page.evaluate(() => [...document.querySelectorAll('.rowgroup [data-testid="row"]')]
      .map((own) => Number(own.getAttribute("aria-rowindex"))));
    assert.deepEqual(order, [...order].sort((a, b) => a - b));
  }
  await scroll(100_000);
  await row(page, await ranked(page)).waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("marks reach from row to row, filter, and go to the comparison", async () => {
  const { page, problems, close } = await openList();
  await row(page, 2).locator('[data-testid="row-mark"]').click();
  await row(page, 5).locator('[data-testid="row-mark"]').click({ modifiers: ["Shift"] });
  assert.match(await id(page, "marks").innerText(), /۴ مورد نشان‌دار/);
  await id(page, "marks-filter").click();
  await until(() => id(page, "ranking").getAttribute("aria-rowcount"), (n) => n === "5", "four rows");
  await id(page, "undo").click();
  await id(page, "marks-compare").click();
  await id(page, "compare").waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("pins, groups, order and columns", async () => {
  const { page, problems, close } = await openList();
  const third = (await rows(page))[2];
  await menu(page, 3, "menu-pin");
  await until(() => page.locator(".pinned [data-testid=row]").count(), (n) => n === 1, "the pin");
  assert.equal((await rows(page))[0], third);
  await id(page, "group-level").selectOption({ label: "شهرستان" });
  await id(page, "group-row").first().waitFor();
  const folded = id(page, "group-fold").first();
  const count = await id(page, "ranking").getAttribute("aria-rowcount");
  await folded.click();
  await until(() => id(page, "ranking").getAttribute("aria-rowcount"), (n) => Number(n) < Number(count), "folded");
  await id(page, "group-level").selectOption("");
  await id(page, "sort-population").click();
  assert.equal(await page.locator("[role=columnheader]", { has: id(page, "sort-population") }).getAttribute("aria-sort"), "descending");
  await id(page, "columns").click();
  await id(page, "column-local").click();
  await id(page, "column-trend").click();
  await page.keyboard.press("Escape");
  await id(page, "sort-local").waitFor();
  // How the list is arranged outlives a reload.
  await page.reload();
  await ready(page);
  await id(page, "sort-local").waitFor();
  assert.equal(await page.locator("[role=columnheader]", { has: id(page, "sort-population") }).getAttribute("aria-sort"), "descending");
  await id(page, "sort-rank").click();
  await id(page, "column-filter").first().click();
  await id(page, "list-popup").locator('[data-testid="range-min"]').waitFor();
  await page.keyboard.press("Escape");
  assert.deepEqual(problems, []);
  await close();
});

test("bands and chances come when asked for, and say when they are old", async () => {
  const { page, problems, close } = await openList();
  await id(page, "head-run").click();
  await id(page, "row-band").first().waitFor({ timeout: 60000 });
  await id(page, "box-sentence").waitFor();
  assert.match(await row(page, 1).locator('[data-testid="row-chance"]').innerText(), /٪/);
  await id(page, "bars-columns").click();
  await id(page, "edge-0").focus();
  await page.keyboard.press("ArrowLeft");
  await id(page, "box-note").waitFor();
  await id(page, "head-run").waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(problems, []);
  await close();
});
