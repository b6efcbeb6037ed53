// The page never dies: messages that outlast their place, handlers that outlast their element, fields left half typed.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { root, settled, singleFile } from "./harness.mjs";
import { PLACES, drawn, enter, go, id, openPage, until } from "./page.mjs";
import { browser, openList, server } from "./stage.mjs";

const FORMS = [["over http", server.url], ["from the single file", singleFile]];

/** Goes to every place, the given one last, waiting for the timers of each. */
async function everywhere(page, problems, done) {
  await settled(page);
  for (const place of PLACES) {
    await go(page, place);
    await drawn(page);
  }
  await settled(page);
  assert.deepEqual(problems, [], done);
}

/** Chooses another entry of a list of choices. */
const another = async (select) => {
  const values = await select.locator("option").evaluateAll((list) => list.map((option) => [option.value, option.selected]));
  const next = values.find(([value, selected]) => !selected && value !== "");
  await select.selectOption(next[0]);
};

for (const [form, address] of FORMS) {
  for (const setting of ["normalisation", "combine", "impute", "treat", "tiers-kind", "flat"]) {
    test(`${form}: after another choice of "${setting}" every place opens`, async () => {
      const { page, problems, close } = await openPage(browser, address);
      await go(page, "priority");
      const select = id(page, setting);
      await select.evaluate((own) => { for (let up = own; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; });
      await another(select);
      await id(page, "toast").waitFor();
      await go(page, "map");
      await settled(page);
      assert.deepEqual(problems, []);
      await id(page, "undo").click();
      await everywhere(page, problems, setting);
      await close();
    });
  }

  test(`${form}: a row laid beside the others from its menu`, async () => {
    const { page, problems, close } = await openPage(browser, address);
    await go(page, "priority");
    await id(page, "row-menu").nth(2).click();
    await id(page, "menu-compare").click();
    await id(page, "toast").waitFor();
    await settled(page);
    assert.deepEqual(problems, []);
    await everywhere(page, problems, "comparison");
    await close();
  });

  test(`${form}: all filters taken away, of two kinds`, async () => {
    const { page, problems, close } = await openPage(browser, address);
    await go(page, "priority");
    await id(page, "filter-divisions").locator("input").first().click();
    await id(page, "office-yes").click();
    await id(page, "clear-filters").click();
    await id(page, "toast").waitFor();
    await settled(page);
    assert.deepEqual(problems, []);
    await everywhere(page, problems, "filters");
    await close();
  });

  test(`${form}: the present scenario kept, then another place`, async () => {
    const { page, problems, close } = await openPage(browser, address);
    await go(page, "compare");
    await id(page, "compare-keep").click();
    await id(page, "toast").waitFor();
    await go(page, "overview");
    await settled(page);
    assert.deepEqual(problems, []);
    await everywhere(page, problems, "kept");
    await close();
  });
}

test("a field left half typed while its place goes does no harm", async () => {
  const { page, problems, close } = await openList();
  const fields = ["weight-field-0", "cut-value", "min-coverage", "range-min", "find"];
  for (const name of fields) {
    await go(page, "priority");
    const field = id(page, name).first();
    await field.evaluate((own) => { for (let up = own; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; });
    await field.focus();
    await page.keyboard.type("7");
    await page.evaluate(() => { location.hash = "data"; });
    await id(page, "data").waitFor();
    await settled(page);
    assert.deepEqual(problems, [], name);
  }
  // The box of a column's filter goes while its field has the focus.
  await go(page, "priority");
  await id(page, "column-filter").first().click();
  await id(page, "list-popup").locator('[data-testid="range-min"]').focus();
  await page.keyboard.type("9");
  await page.evaluate(() => { location.hash = "overview"; });
  await id(page, "overview").waitFor();
  await settled(page);
  assert.deepEqual(problems, []);
  await close();
});

test("a list scrolled or pointed at while its place goes does no harm", async () => {
  const { page, problems, close } = await openList();
  for (let turn = 0; turn < 5; turn += 1) {
    await go(page, "priority");
    await id(page, "ranking").hover();
    await page.evaluate(() => {
      document.querySelector('[data-testid="ranking"]').scrollTop += 300;
      location.hash = "map";
    });
    await id(page, "map").waitFor();
    await id(page, "map-canvas").hover();
    await page.evaluate(() => { location.hash = "data"; });
    await id(page, "data").waitFor();
    await page.evaluate(() => {
      document.querySelector('[data-testid="availability"]').scrollTop += 100;
      location.hash = "priority";
    });
  }
  await settled(page);
  assert.deepEqual(problems, []);
  await close();
});

const listed = async (page) => Number(await id(page, "ranking").getAttribute("aria-rowcount")) - 1;

for (const [locale, label] of [["fa", "Persian"], ["en", "English"]]) {
  test(`a bound that is emptied is no bound, and one that is refused says why, in ${label}`, async () => {
    const { page, problems, close } = await openList();
    if (locale === "en") await id(page, "language").click();
    const field = id(page, "filters").locator('[data-testid="range-min"]').first();
    const [all, unbound] = [await listed(page), await field.inputValue()];
    await enter(field, "12000");
    const fewer = await until(() => listed(page), (n) => n < all, "the bound");
    const inForce = await field.inputValue();
    for (const refused of ["12,5", "abc", "5e5", "1402/07"]) {
      await enter(field, refused);
      const said = id(page, "filters").locator('[data-testid="range-min-fault"]');
      await said.waitFor();
      assert.ok((await said.innerText()).includes(refused), await said.innerText());
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      assert.equal(await field.getAttribute("aria-describedby"), await said.getAttribute("id"));
      assert.equal(await field.inputValue(), inForce, refused);
      assert.equal(await listed(page), fewer);
    }
    await enter(field, "۱۲۰۰۰٫۵");
    await until(() => field.getAttribute("aria-invalid"), (is) => is === null, "no remark");
    assert.equal(await field.inputValue(), locale === "fa" ? "۱۲٬۰۰۰٫۵" : "12,000.5");
    await enter(field, "");
    await until(() => listed(page), (n) => n === all, "no bound");
    assert.equal(await field.inputValue(), unbound);
    assert.deepEqual(problems, []);
    await close();
  });
}

test("a bound of the handed file holds what it shows", async () => {
  const { page, problems, close } = await openList();
  await id(page, "data-file").setInputFiles(join(root, "tests/data/faults/11-range-field/s.snapshot.json"));
  await until(() => listed(page), (n) => n === 100, "the file");
  const field = id(page, "filters").locator('[data-testid="range-min"]').first();
  await enter(field, "500000");
  await until(() => listed(page), (n) => n === 60, "the bound");
  const shown = await field.inputValue();
  for (const refused of ["12,5", "abc", "5e5", "1402/07"]) {
    await enter(field, refused);
    await id(page, "filters").locator('[data-testid="range-min-fault"]').waitFor();
    assert.equal(await field.inputValue(), shown);
    assert.equal(await listed(page), 60);
  }
  await enter(field, "");
  await until(() => listed(page), (n) => n === 100, "no bound");
  await settled(page);
  assert.deepEqual(problems, []);
  await close();
});

test("other fields of numbers bring back what is in force, with the reason", async () => {
  const { page, problems, close } = await openList();
  for (const [name, refused, taken, shown] of [
    ["cut-value", "۲٫۵", "۱۵", "۱۵"], ["min-coverage", "۱۲۰", "۶۲٫۵", "۶۲٫۵٪"], ["weight-field-0", "الف", "۴۰", "۴۰٪"],
  ]) {
    const field = id(page, name).first();
    await field.evaluate((own) => { for (let up = own; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; });
    const before = await field.inputValue();
    await enter(field, refused);
    await id(page, `${name}-fault`).waitFor();
    assert.equal(await field.inputValue(), before, name);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await enter(field, taken);
    await until(() => field.inputValue(), (text) => text === shown, name);
    await id(page, `${name}-fault`).waitFor({ state: "detached" });
  }
  assert.deepEqual(problems, []);
  await close();
});
