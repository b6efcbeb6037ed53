// The choices of method and of weights: choosing, mending, judging, locking, and taking it all back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demo, drawn, enter, id, rows, sameRows, shares, until, violations } from "./page.mjs";
import { openList } from "./stage.mjs";

const advanced = (page) => page.locator('[data-testid="method-advanced"] > summary').click();

test("a method that needs values above zero brings its scale, and undo takes both back at once", async () => {
  const { page, problems, close } = await openList();
  const before = await rows(page);
  await id(page, "combine").selectOption("geometric");
  await id(page, "lifted").waitFor();
  assert.equal(await id(page, "normalisation").inputValue(), "min_max_1");
  assert.match(await page.locator(".intro .muted").innerText(), /میانگین هندسی/);
  await id(page, "undo").click();
  await until(() => id(page, "normalisation").inputValue(), (now) => now === "min_max", "the scale");
  assert.equal(await id(page, "combine").inputValue(), "arithmetic");
  assert.equal(await id(page, "lifted").count(), 0);
  sameRows(await rows(page), before);
  assert.ok(await id(page, "undo").isDisabled());
  assert.deepEqual(problems, []);
  await close();
});

test("what a method cannot take is said by name and mended by one button", async () => {
  const { page, problems, close } = await openList();
  await id(page, "combine").selectOption("harmonic");
  await id(page, "normalisation").selectOption("z_score");
  await id(page, "problems").waitFor();
  assert.match(await id(page, "problems").innerText(), new RegExp(demo().domains[0].name.fa));
  await id(page, "mend-above-zero").click();
  await id(page, "row").first().waitFor();
  assert.equal(await id(page, "normalisation").inputValue(), "min_max_1");
  await id(page, "undo").click();
  await id(page, "problems").waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("a flat method ranks, says what its bars are, and shows its own numbers", async () => {
  const { page, problems, close } = await openList();
  await advanced(page);
  await id(page, "flat").selectOption("vikor");
  await id(page, "bars-note").waitFor();
  assert.match(await page.locator(".intro .muted").innerText(), /VIKOR/);
  const scores = () => page.locator('[data-testid="row"] .score').allInnerTexts();
  const first = await scores();
  await enter(id(page, "param-v"), "۰٫۹");
  await until(scores, (now) => now.join() !== first.join(), "another v");
  assert.equal(await id(page, "param-v").inputValue(), "۰٫۹");
  await id(page, "fill-gaps").click();
  await until(() => id(page, "flat-gaps").count(), (n) => n === 0, "no gaps");
  await id(page, "flat").selectOption("borda");
  await id(page, "member-morris").check();
  await until(() => id(page, "bars-note").innerText(), (text) => text.includes("بوردا"), "Borda");
  await enter(id(page, "cut-value"), "۱۰");
  await id(page, "tiers-kind").selectOption("area_shares");
  await enter(id(page, "param-shares"), "۵ ۱۵");
  await until(() => id(page, "param-shares").inputValue(), (text) => text === "۵؛ ۱۵", "the shares");
  assert.equal(await id(page, "tiers").count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("pairwise comparison tells its consistency at once, and only applying it changes the weights", async () => {
  const { page, problems, close } = await openList();
  const before = await shares(page);
  await id(page, "weights-judge").click();
  await id(page, "way-ahp").click();
  assert.ok(await id(page, "weigh-apply").isDisabled());
  const pairs = page.locator('[data-testid="ahp-entry"] select');
  const n = await pairs.count();
  assert.equal(n, 15);
  for (let at = 0; at < 5; at += 1) await pairs.nth(at).selectOption("2");
  await until(() => id(page, "weigh-shares").innerText(), (text) => text.includes("۳۷٫۵٪"), "five comparisons link all");
  assert.match(await id(page, "weigh-remarks").innerText(), /۱۰ جفت/);
  for (let at = 5; at < n; at += 1) await pairs.nth(at).selectOption("0");
  assert.match(await id(page, "weigh-ratio").innerText(), /CR = ۰٫۰۰؛ پذیرفتنی است/);
  await pairs.nth(n - 1).selectOption("8");
  await until(() => id(page, "weigh-ratio").innerText(), (text) => text.includes("پذیرفتنی نیست"), "a contradiction");
  await id(page, "weigh-worst-go").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "pair-4-5");
  assert.deepEqual(await violations(page), []);
  await id(page, "weigh-cancel").click();
  assert.deepEqual(await shares(page), before);
  assert.ok(await id(page, "undo").isDisabled());

  await id(page, "weights-judge").click();
  await id(page, "way-ahp").click();
  for (let at = 0; at < 5; at += 1) await pairs.nth(at).selectOption("2");
  for (let at = 5; at < n; at += 1) await pairs.nth(at).selectOption("0");
  await id(page, "weigh-apply").click();
  await until(() => shares(page), ([first]) => first === "۳۷٫۵٪", "the weights");
  assert.match(await id(page, "weights-origin").innerText(), /AHP.*CR = ۰٫۰۰/);
  await enter(id(page, "weight-field-0"), "۵۰");
  await until(() => id(page, "weights-origin").count(), (count) => count === 0, "plain weights");
  await id(page, "undo").click();
  await id(page, "undo").click();
  await until(() => shares(page), (now) => now.join() === before.join(), "as it was");
  assert.deepEqual(problems, []);
  await close();
});

test("an order of importance is made with the keyboard, ties and all", async () => {
  const { page, problems, close } = await openList();
  await id(page, "weights-judge").focus();
  await page.keyboard.press("Enter");
  await id(page, "rank-entry").waitFor();
  await id(page, "rank-up-5").focus();
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press("Enter");
    await drawn(page);
  }
  // At the top the way up ends, and the focus waits on the way down.
  assert.equal(await page.evaluate(() => document.activeElement.id), "rank-down-5");
  await id(page, "rank-tie-0").check();
  assert.deepEqual(await violations(page), []);
  await id(page, "weigh-apply").click();
  // (147 + 87) / 2 / 360 each for the two that share the first places.
  await until(() => shares(page), (now) => now[5] === "۳۲٫۵٪" && now[0] === "۳۲٫۵٪", "the weights");
  assert.match(await id(page, "weights-origin").innerText(), /ترتیب اهمیت/);
  await id(page, "undo").click();
  await until(() => shares(page), (now) => now[5] === "۱۶٫۷٪", "one step back");
  assert.deepEqual(problems, []);
  await close();
});

test("a lock keeps a weight, and bounds what its siblings can have", async () => {
  const { page, problems, close } = await openList();
  await enter(id(page, "weight-field-0"), "۴۰");
  await id(page, "weight-lock-0").click();
  assert.ok(await id(page, "weight-0").isDisabled());
  await enter(id(page, "weight-field-1"), "۹۰");
  await until(() => id(page, "weight-field-1").inputValue(), (text) => text === "۶۰٪", "what the lock leaves");
  assert.deepEqual(await shares(page), ["۴۰٪", "۶۰٪", "۰٪", "۰٪", "۰٪", "۰٪"]);
  await id(page, "weight-lock-0").click();
  await enter(id(page, "weight-field-1"), "۱۰۰");
  await until(() => shares(page), (now) => now[1] === "۱۰۰٪", "without the lock");
  assert.deepEqual(problems, []);
  await close();
});

test("several people share out points, inside a domain", async () => {
  const { page, problems, close } = await openList();
  await page.locator('[data-testid="weights"] .weight summary').first().click();
  await id(page, "weights-judge-0").click();
  await page.locator('[data-testid="ways-advanced"] summary').click();
  await id(page, "way-budget").click();
  await enter(id(page, "points-0-0"), "۵۰");
  await enter(id(page, "points-0-1"), "۰");
  await until(() => id(page, "weigh-shares").innerText(), (text) => text.includes("۲۵٪ تا ۵۰٪"), "the spread");
  await id(page, "person-add").click();
  await id(page, "person-2").waitFor();
  assert.deepEqual(await violations(page), []);
  await id(page, "weigh-apply").click();
  await until(() => id(page, "weight-field-0-0").inputValue(), (text) => text === "۳۳٫۳٪", "the mean");
  assert.deepEqual(problems, []);
  await close();
});

test("effective and suggested weights stand beside the chosen ones", async () => {
  const { page, problems, close } = await openList();
  await page.locator('[data-testid="weight-check"] > summary').click();
  await until(() => id(page, "weights-effective").locator("tbody tr").count(), (count) => count === 6, "a row a domain");
  assert.equal(await id(page, "weights-effective").locator("thead th").count(), 3);
  assert.equal(await id(page, "weights-suggested").locator("thead th").count(), 5);
  await advanced(page);
  await id(page, "flat").selectOption("promethee");
  await id(page, "preference").waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(problems, []);
  await close();
});
