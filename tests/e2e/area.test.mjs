// One area on one page, on the screen and on paper; areas side by side and those like them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demo, go, id, openPage, saved, until, violations } from "./page.mjs";
import { browser, server } from "./stage.mjs";

/** Opens the profile of the area that stands at a place of the ranking. */
async function openProfile(place, options) {
  const visitor = await openPage(browser, server.url, options);
  // There is no printer here; the sheets stay until the test has looked at them.
  await visitor.page.evaluate(() => { window.print = () => { window.printed = document.querySelectorAll(".sheet").length; }; });
  await go(visitor.page, "priority");
  await id(visitor.page, "row").nth(place).click();
  await go(visitor.page, "profile");
  await id(visitor.page, "profile-title").waitFor();
  return visitor;
}

const pages = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;

test("every indicator stands against all areas; one steps from rank to rank", async () => {
  const { page, problems, close } = await openProfile(2);
  const directed = demo().indicators.filter((own) => own.domain).length;
  await id(page, "spine-twin").click();
  const rows = id(page, "profile-indicators").locator("tbody tr");
  assert.equal(await rows.count(), demo().indicators.length);
  const scored = await rows.locator("td:nth-child(6)").allInnerTexts();
  assert.equal(scored.filter((text) => /[۰-۹—]/.test(text.split("\n")[0]) && !/امتیاز/.test(text)).length, directed);
  assert.match(await id(page, "profile-course").innerText(), /رتبه‌اش|رتبهٔ/);
  const title = await id(page, "profile-title").innerText();
  assert.match(title, /رتبهٔ ۳ از ۶۴/);
  await id(page, "profile-after").click();
  await until(() => id(page, "profile-title").innerText(), (text) => /رتبهٔ ۴ از ۶۴/.test(text), "the next rank");
  await id(page, "profile-before").click();
  await until(() => id(page, "profile-title").innerText(), (text) => text === title, "and back");
  const picture = await saved(page, () => id(page, "profile-spine").getByTestId("save-png").click());
  assert.equal(picture.bytes.subarray(1, 4).toString(), "PNG");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(problems, []);
  await close();
});

test("a sheet is exactly one page, and nothing on it is cut", async () => {
  const { page, problems, close } = await openProfile(0);
  assert.equal(pages(await page.pdf({ format: "A4" })), 1);
  await id(page, "print-listed").click();
  const n = await until(() => page.evaluate(() => window.printed), (count) => count > 1, "the sheets of the list");
  const cut = await page.evaluate(() => {
    const sheets = [...document.querySelectorAll(".sheet")];
    return sheets.filter((sheet) => sheet.scrollHeight > sheet.clientHeight + 1).length;
  });
  assert.equal(cut, 0);
  assert.equal(pages(await page.pdf({ format: "A4" })), n);
  assert.deepEqual(problems, []);
  await close();
});

test("areas are laid side by side, compared with one of them, and their like are found", async () => {
  const { page, problems, close } = await openProfile(1);
  await id(page, "profile-compare").click();
  await go(page, "compare");
  await id(page, "areas-search").fill("010203");
  await id(page, "areas-search").press("Enter");
  const heads = id(page, "areas-table").locator("th.area-head");
  await until(() => heads.count(), (count) => count === 2, "two columns");
  const directed = demo().indicators.filter((own) => own.domain).length;
  assert.equal(await id(page, "areas-table").locator("tbody tr").count(), directed);
  assert.ok((await id(page, "areas-table").locator("td.most").count()) > 0);
  await id(page, "areas-reference").selectOption({ index: 1 });
  await until(() => id(page, "areas-table").innerText(), (text) => /نیاز (بیشتر|کمتر)\)/.test(text), "differences");
  await id(page, "areas-domains").click();
  await until(() => id(page, "areas-table").locator("tbody tr").count(), (count) => count === demo().domains.length + 1, "groups");
  const near = id(page, "similar-table").locator("tbody tr");
  assert.equal(await near.count(), 10);
  await near.first().locator("button").last().click();
  await until(() => heads.count(), (count) => count === 3, "a third column");
  assert.deepEqual(await violations(page), []);
  await id(page, "areas-clear").click();
  await id(page, "areas-first").click();
  await until(() => heads.count(), (count) => count === 3, "the first three");
  assert.deepEqual(problems, []);
  await close();
});
