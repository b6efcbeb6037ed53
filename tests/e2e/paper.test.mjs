// Paper: every row whole on one sheet, headings, mark, digest and number on each, and text that can be searched and copied.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { demo, go, id, number, until } from "./page.mjs";
import { folder, openList, openPlace } from "./stage.mjs";

const READER = "pdftotext";
const skip = spawnSync(READER, ["-v"]).error ? `${READER} is not on the search path` : false;

/** Letters alone: readers of PDF differ in marks above letters, in joiners and in signs of direction. */
const plain = (text) => text.normalize("NFC").replace(/[\p{M}\p{Cf}\u200c]/gu, "").replace(/ۀ/g, "ه").replace(/\s+/g, " ");

/** The letters of a text in order of the alphabet: a ligature may be read in either order. */
const letters = (text) => [...plain(text).replace(/ /g, "")].sort().join("");

/** The text of each page as lines, as a person would copy it. */
async function read(page, options) {
  const path = await folder.put("paper.pdf", await page.pdf({ preferCSSPageSize: true, format: "A4", ...options }));
  const { stdout, status, stderr } = spawnSync(READER, ["-layout", path, "-"], { encoding: "utf8", maxBuffer: 1e8 });
  assert.equal(status, 0, stderr);
  return stdout.split("\f").slice(0, -1).map((text) => text.split("\n").map(plain).filter((line) => line.trim() !== ""));
}

test("the list: all rows in order, none torn, headings and a foot on every sheet", { skip }, async () => {
  const { page, problems, close } = await openList();
  const expected = await names(page);
  const sheets = await read(page);
  const n = sheets.length;
  const rows = sheets.flat().map((line) => ({ line, rank: number(line.match(/([۰-۹]+) *$/)?.[1] ?? "0") }))
    .filter(({ line, rank }) => rank > 0 && /[۰-۹]٪/.test(line) && /شهرستان/.test(line));
  assert.deepEqual(rows.map(({ rank }) => rank), demo().areas.code.map((_, at) => at + 1), "every rank once, from the first to the last");
  for (const { line } of rows) assert.match(line, /^ *[۱-۵] +[۰-۹]+٪ +[۰-۹]+٫[۰-۹] +[۰-۹٬]+ +شهرستان .+ [۰-۹]+ *$/, "tier, coverage, score, people, county and name on one line");
  expected.forEach((name, at) => assert.ok(contains(rows[at].line, name), `${name}: ${rows[at].line}`));
  const all = sheets.flat();
  const cut = all.findIndex((line) => /خط برش/.test(line) && /پس از رتبه/.test(line));
  assert.match(all[cut - 1], /۱۲ *$/, "the cut line is drawn below the twelfth row");
  sheets.forEach((lines, at) => {
    // The method may have a sheet to itself.
    const listed = lines.some((line) => rows.some((row) => row.line === line));
    assert.ok(!listed || lines.some((line) => /سطح +پوشش +امتیاز .*جمعیت +شهرستان +نام +رتبه/.test(line)), `headings on sheet ${at + 1}`);
    const foot = lines.at(-1);
    assert.match(foot, /داده ساختگی/, `mark on sheet ${at + 1}`);
    assert.match(foot, /[0-9a-f]{8}/, `digest on sheet ${at + 1}`);
    assert.match(foot, /[۰-۹]+ *(فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند) *[۰-۹]{4}|۱۴[۰-۹]{2}/, `day on sheet ${at + 1}`);
    assert.match(foot, new RegExp(`^ *${persian(at + 1)} *از *${persian(n)} `), `number on sheet ${at + 1}`);
  });
  assert.deepEqual(problems, []);
  await close();
});

test("sheets of areas: each says its area, its rank and its own number", { skip }, async () => {
  const { page, problems, close } = await openList();
  const expected = await names(page);
  await id(page, "row").first().click();
  await go(page, "profile");
  await page.evaluate(() => { window.print = () => { window.printed = document.querySelectorAll(".sheet").length; }; });
  await id(page, "print-listed").click();
  await page.waitForFunction(() => window.printed > 1);
  const sheets = await read(page);
  assert.equal(sheets.length, await page.evaluate(() => window.printed));
  sheets.forEach((lines, at) => {
    const text = lines.join("\n");
    if (expected[at]) assert.ok(contains(lines[0], expected[at]), `${expected[at]}: ${lines[0]}`);
    assert.match(text, /رتبه/, `rank on sheet ${at + 1}`);
    assert.match(text, /ساختگی/, `mark on sheet ${at + 1}`);
    assert.match(text, /بیکاری/, `indicators on sheet ${at + 1}`);
  });
  assert.deepEqual(problems, []);
  await close();
});

test("the overview: whole words, every one of the first ten", { skip }, async () => {
  const { page, close } = await openPlace("overview");
  const first = await id(page, "first-ten").locator("tbody th, li b, li a").allInnerTexts();
  const text = (await read(page)).flat().join(" ");
  for (const word of ["نمونه", "جمعیت", "امتیاز", "شهرستان"]) assert.ok(text.includes(word), `${word} is one word`);
  for (const name of first.slice(0, 10)) assert.ok(contains(text, name.split("\n")[0]), name);
  await close();
});

test("places on paper: no control, no column beyond the sheet, and no text through the foot of a slide", async () => {
  const { page, close } = await openPlace("groups");
  const width = 703;
  const seen = () => page.evaluate((width) => {
    const visible = (element) => element.getClientRects().length > 0;
    const controls = [...document.querySelectorAll(".place :is(input, select, .seg)")].filter(visible);
    const wide = [...document.querySelectorAll(".place table")].filter((table) => visible(table) && table.scrollWidth > width);
    return { controls: controls.length, wide: wide.map((table) => table.closest("[data-testid]")?.dataset.testid ?? "table") };
  }, width);
  for (const place of ["groups", "overview", "compare"]) {
    await go(page, place);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width, height: 1000 });
    assert.deepEqual(await seen(), { controls: 0, wide: [] }, place);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await id(page, "slides-open").click();
  await id(page, "slides-print").click();
  await id(page, "sheets").waitFor();
  const over = () => page.evaluate(() => [...document.querySelectorAll(".slide-body")]
    .filter((body) => body.scrollHeight > body.clientHeight + 1).length);
  await until(over, (n) => n === 0, "every body ends above the foot of its sheet");
  await close();
});

/** Names of the areas in sight of the list, the neediest first. */
const names = (page) => page.evaluate(() => [...document.querySelectorAll('[data-testid="row"]')]
  .sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex"))
  .map((row) => row.querySelector(".who b").textContent));

const persian = (n) => String(n).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);

/** Whether a line holds every word of a name, letters of a ligature in either order. */
function contains(line, name) {
  const words = line.split(" ").map(letters);
  return plain(name).trim().split(" ").every((word) => words.some((own) => own === letters(word)));
}
