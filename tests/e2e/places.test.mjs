// Map, groups, profile: what they show, and that the selection is the same everywhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demo, drawn, go, id, number, openPage, saved, until } from "./page.mjs";
import { browser, openPlace, server } from "./stage.mjs";

/** The picture of the map's ground, as a string to compare. */
const picture = (page) => page.evaluate(() => document.querySelector('[data-testid="map-canvas"] canvas').toDataURL());

const tip = (page) => id(page, "map-canvas").locator(".tip");

test("the map tells what the pointer is on, and a click selects it everywhere", async () => {
  const { page, problems, close } = await openPlace("map", { deviceScaleFactor: 2 });
  await drawn(page);
  const canvas = id(page, "map-canvas").locator("canvas").first();
  const [width, box] = [await canvas.evaluate((canvas) => canvas.width), await canvas.boundingBox()];
  assert.ok(Math.abs(width - box.width * 2) <= 2, `sharp on a dense screen: ${width} for ${box.width}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await tip(page).waitFor();
  const [name, , score, rank] = (await tip(page).innerText()).split("\n");
  assert.ok(demo().areas.name.includes(name), name);
  assert.match(score, /^امتیاز ترکیبی: [۰-۹]/);
  assert.match(rank, /^رتبهٔ [۰-۹]+$/);
  await page.mouse.down();
  await page.mouse.up();
  await go(page, "priority");
  await until(() => id(page, "why").innerText(), (text) => text.includes(`«${name}»`), "the reason");
  await go(page, "profile");
  assert.match(await id(page, "profile-title").innerText(), new RegExp(`^${name}: ${rank} از ۶۴`));
  assert.deepEqual(problems, []);
  await close();
});

test("the map zooms by keyboard, wheel and button, and goes back to the whole", async () => {
  const { page, problems, close } = await openPlace("map");
  await drawn(page);
  const whole = await picture(page);
  await id(page, "map-canvas").focus();
  await page.keyboard.press("+");
  const near = await until(() => picture(page), (now) => now !== whole, "zoomed by key");
  await page.keyboard.press("ArrowRight");
  const moved = await until(() => picture(page), (now) => now !== near, "moved by key");
  await id(page, "zoom-out").click();
  await until(() => picture(page), (now) => now !== moved, "zoomed by button");
  await id(page, "zoom-reset").click();
  await until(() => picture(page), (now) => now === whole, "the whole map");
  await id(page, "map-canvas").hover();
  await page.mouse.wheel(0, -200);
  await until(() => picture(page), (now) => now !== whole, "zoomed by wheel");
  assert.deepEqual(problems, []);
  await close();
});

test("another measure changes map, legend and table; the picture can be saved", async () => {
  const { page, problems, close } = await openPlace("map");
  await drawn(page);
  const [before, legend] = [await picture(page), await id(page, "map-legend").innerText()];
  const counts = await id(page, "map-legend").locator(".num").allInnerTexts();
  assert.equal(counts.map(number).reduce((sum, n) => sum + n), 64);
  const options = await id(page, "map-measure").locator("option").evaluateAll((list) => list.map((option) => option.textContent));
  const label = demo().indicators.find((own) => own.id === "illiteracy_pct").name.fa;
  await id(page, "map-measure").selectOption({ label: options.find((text) => text.includes(label)) });
  await until(() => id(page, "map-legend").innerText(), (text) => text !== legend, "the legend");
  await until(() => picture(page), (now) => now !== before, "the map");
  const file = await saved(page, () => id(page, "save-png").click());
  assert.match(file.name, /\.png$/);
  assert.deepEqual([...file.bytes.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
  assert.ok(file.bytes.length > 5000, `${file.bytes.length} bytes`);
  assert.deepEqual(problems, []);
  await close();
});

test("a filter fades the map and the table beside it follows", async () => {
  const { page, close } = await openPlace("map");
  await drawn(page);
  const before = await picture(page);
  await id(page, "filter-divisions").locator(".option", { hasText: "رودبند" }).locator("input").click();
  await until(() => picture(page), (now) => now !== before, "the map");
  await until(() => page.locator('[data-testid="map"] tbody tr').count(), (n) => n === 7, "the table");
  await close();
});

test("groups: counts add up whatever the areas are grouped by", async () => {
  const { page, problems, close } = await openPlace("groups");
  const rows = () => id(page, "groups-table").locator("tbody tr").allInnerTexts();
  const areas = async () => (await rows()).map((row) => number(row.split("\t")[1])).reduce((sum, n) => sum + n, 0);
  assert.equal((await rows()).length, 8);
  assert.equal(await areas(), 64);
  const choices = await id(page, "group-by").locator("option").allInnerTexts();
  const wanted = { "استان": 1, "گونه": 4, "دفتر تحول اجتماعی": 2, "سطح": 5, "دهک نیاز": 10, "همه": 1 };
  for (const [label, count] of Object.entries(wanted)) {
    assert.ok(choices.includes(label), `${label} is not among ${choices.join()}`);
    await id(page, "group-by").selectOption({ label });
    await until(async () => (await rows()).length, (n) => n === count, label);
    assert.equal(await areas(), 64, label);
  }
  await id(page, "group-by").selectOption({ label: "شهرستان" });
  const measure = await id(page, "groups-measure").locator("option").allInnerTexts();
  const title = await id(page, "groups-title").innerText();
  await id(page, "groups-measure").selectOption({ label: measure.at(-1) });
  await until(() => id(page, "groups-title").innerText(), (text) => text !== title, "another measure");

  const file = await saved(page, () => page.locator('[data-testid="groups"] [data-testid="save-png"]').click());
  assert.ok(file.bytes.length > 3000);
  assert.deepEqual(problems, []);
  await close();
});

test("the sum of a count over everything is the sum of the file", async () => {
  const { page, close } = await openPlace("groups");
  await id(page, "group-by").selectOption({ label: "همه" });
  const people = Object.values(demo().values.population).at(-1).reduce((sum, n) => sum + n);
  const shown = people.toLocaleString("fa-IR");
  await until(() => id(page, "groups-table").innerText(), (text) => text.includes(shown), shown);
  await close();
});

test("the profile: chosen from its list, with identity, reason and indicators", async () => {
  const { page, problems, close } = await openPage(browser, `${server.url}#profile`);
  await id(page, "profile").waitFor();
  assert.match(await page.locator(".empty").innerText(), /هنوز موردی برگزیده نشده/);
  const code = "010203";
  const name = demo().areas.name[demo().areas.code.indexOf(code)];
  await id(page, "profile-search").fill(code);
  const matches = page.locator("#profile-search-list li");
  await until(() => matches.count(), (n) => n === 1, "one match");
  await matches.first().click();
  await until(() => id(page, "profile-title").innerText(), (text) => text.startsWith(`${name}: `), "the title");
  assert.match(await id(page, "profile-facts").innerText(), new RegExp(code));
  const scored = demo().indicators.filter((own) => own.domain).length;
  const lines = await id(page, "profile-indicators").locator("tbody tr").count();
  assert.ok(lines >= scored, `${lines} lines for ${scored} indicators`);
  await page.reload();
  await until(() => id(page, "profile-title").innerText(), (text) => text.startsWith(`${name}: `), "after a reload");
  assert.deepEqual(problems, []);
  await close();
});

test("the back button goes from place to place", async () => {
  const { page, close } = await openPlace("priority");
  await go(page, "map");
  await page.goBack();
  await id(page, "priority").waitFor();
  assert.equal(await id(page, "place-priority").getAttribute("aria-current"), "page");
  await close();
});
