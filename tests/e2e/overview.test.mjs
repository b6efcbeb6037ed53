// What matters now, and the data: figures that lead on, findings, the map in small, what is there, what lies far out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demo, go, id, openPage, saved, until } from "./page.mjs";
import { browser, openPlace, server } from "./stage.mjs";

test("every figure and finding leads on, to what it speaks of", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  const figures = id(page, "tiles").locator("a");
  assert.ok(await figures.count() >= 6);
  assert.ok((await figures.evaluateAll((all) => all.map((one) => one.getAttribute("href")))).every((href) => /^#\w+$/.test(href)));

  // The indicator that worsened most says so in words, not by its arrow alone, and leads to its map.
  const worsened = id(page, "figure-worsened");
  const name = await worsened.locator(".big").innerText();
  assert.match(await worsened.locator(".change").innerText(), /بدتر/);
  await worsened.click();
  await id(page, "map").waitFor();
  const chosen = await id(page, "map-measure").locator("option:checked").first().textContent();
  assert.equal(chosen, name);

  await go(page, "overview");
  const gaps = id(page, "insight-gaps");
  const lacking = (await gaps.innerText()).match(/«(.+?)»/)[1];
  await gaps.locator("a").click();
  await id(page, "data").waitFor();
  assert.match(await id(page, "spread-title").innerText(), new RegExp(lacking));
  assert.deepEqual(problems, []);
  await close();
});

test("the map in small and the first ten point at each other", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  const row = id(page, "first-ten").locator("tbody tr").first();
  await row.hover();
  await until(() => row.getAttribute("class"), (found) => found.includes("pointed"), "the row");
  await id(page, "small-map").scrollIntoViewIfNeeded();
  const box = await id(page, "small-map").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await id(page, "small-map").locator(".tip").waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("the data: gaps by area and indicator, and the remarks as a table", async () => {
  const { page, problems, close } = await openPlace("data");
  const title = await id(page, "availability-title").innerText();
  await id(page, "availability-period").selectOption("0");
  await until(() => id(page, "availability-title").innerText(), (now) => now !== title, "the title");

  // A cell selects its indicator; what it shows below follows.
  const before = await id(page, "spread-title").innerText();
  await id(page, "availability").evaluate((element) => element.scrollIntoView({ block: "start" }));
  const box = await id(page, "availability").boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 120);
  await id(page, "availability").locator(".tip").waitFor();
  await page.mouse.click(box.x + box.width * 0.3, box.y + 120);
  await until(() => id(page, "spread-title").innerText(), (now) => now !== before, "the indicator");

  const charities = demo().indicators.findIndex((own) => own.id === "charities");
  await id(page, "spread-indicator").selectOption(String(charities));
  assert.ok(await id(page, "outliers").locator("tbody tr").count() >= 1);
  const { name, bytes } = await saved(page, () => id(page, "findings-csv").click());
  assert.match(name, /^negah-findings-[\p{L}\p{M}\p{N}-]+-1\d{3}-\d{2}-\d{2}-\d{6}\.csv$/u);
  assert.match(bytes.toString("utf8").split("\n")[0], /supplier,severity,rule/);
  assert.deepEqual(problems, []);
  await close();
});
