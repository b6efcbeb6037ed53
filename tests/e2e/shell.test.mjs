// What stands around the places: palette, shortcuts, messages with undo, themes, tour, help, and a walk by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, go, id, openPage, ready, rows, savedScenario, until } from "./page.mjs";
import { browser, openPlace, server } from "./stage.mjs";

const focused = (page) => page.evaluate(() => document.activeElement?.dataset.testid ?? document.activeElement?.id);
const options = (page) => id(page, "palette-option").allInnerTexts();
const place = (page) => page.evaluate(() => location.hash);

/** Opens the palette, types and takes the first that is found. */
const command = async (page, text) => {
  await page.keyboard.press("Control+k");
  await id(page, "palette-field").waitFor();
  await id(page, "palette-field").fill(text);
  await page.keyboard.press("Enter");
};

test("the palette finds places, commands, indicators and areas, folded as Persian is typed", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  await page.keyboard.press("Control+k");
  await until(() => focused(page), (at) => at === "palette-field", "the field has the focus");
  await id(page, "palette-field").fill("نقشه");
  await until(() => options(page), (list) => list[0]?.startsWith("نقشه"), "the place first");
  // Arabic letters of another keyboard.
  await id(page, "palette-field").fill("شهرك سرو");
  await until(() => options(page), (list) => list[0]?.includes("شهرک سرو"), "the area");
  assert.ok((await page.locator("[data-testid=palette-option] mark").allInnerTexts()).join("").includes("سرو"));
  await page.keyboard.press("Enter");
  await id(page, "profile").waitFor();
  assert.match(await id(page, "profile-title").innerText(), /شهرک سرو/);
  // What was used last comes first; Escape gives the focus back.
  await id(page, "palette").focus();
  await page.keyboard.press("Enter");
  await id(page, "palette-field").fill("");
  await until(() => options(page), (list) => list[0]?.includes("شهرک سرو"), "recent first");
  await page.keyboard.press("Escape");
  await until(() => focused(page), (at) => at === "palette", "the button has the focus again");
  await command(page, "نرخ بیکاری");
  await id(page, "map").waitFor();
  assert.match(await id(page, "map-measure").inputValue(), /^indicator:/);
  await id(page, "palette").click();
  await id(page, "palette-field").fill("ناموجودستان");
  await until(() => id(page, "palette-count").innerText(), (text) => text.includes("پیدا نشد"), "nothing is said");
  assert.deepEqual(problems, []);
  await close();
});

test("commands run from the palette and by their keys, under any layout", async () => {
  const { page, problems, close } = await openPlace("priority");
  await page.keyboard.press("Control+s");
  const file = await savedScenario(page);
  assert.match(file.name, /^negah-scenario-.+-1\d{3}-\d{2}-\d{2}-\d{6}\.scenario\.json$/u);
  await page.keyboard.press("3");
  await id(page, "map").waitFor();
  await id(page, "find").focus();
  await page.keyboard.press("2");
  assert.equal(await place(page), "#map", "digits in a field are text");
  await id(page, "find").fill("");
  await command(page, "روش‌شناسی");
  await id(page, "methodology").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#content").focus();
  await page.keyboard.press("?");
  await id(page, "keys-sheet").waitFor();
  const sheet = await id(page, "keys-sheet").innerText();
  for (const text of ["برگرداندن", "ذخیرهٔ سناریو", "رفتن به «نقشه»"]) assert.ok(sheet.includes(text), text);
  await id(page, "single-keys").click();
  await id(page, "keys-close").click();
  await page.keyboard.press("2");
  await drawn(page);
  assert.equal(await place(page), "#map", "single keys are off");
  await page.reload();
  await ready(page);
  await page.keyboard.press("2");
  await drawn(page);
  assert.equal(await place(page), "#map", "and stay off");
  assert.deepEqual(problems, []);
  await close();
});

test("a change of wide effect is told of and can be undone from there; menus fold away", async () => {
  const { page, problems, close } = await openPlace("priority");
  const before = await rows(page);
  await id(page, "weight-field-3").fill("۵۵");
  await id(page, "weight-field-3").blur();
  await until(() => rows(page), (now) => now[0] !== before[0], "the weight");
  const weighted = await rows(page);
  await id(page, "scenario-menu").click();
  await id(page, "scenario-reset").click();
  await until(() => rows(page), (now) => now[0] === before[0], "the reset");
  await id(page, "toast-undo").click();
  await until(() => rows(page), (now) => now[0] === weighted[0], "undone");
  assert.equal(await id(page, "toast").count(), 0);
  await id(page, "weights-equal").click();
  await id(page, "toast-undo").waitFor();
  await id(page, "weight-field-3").fill("۴۰");
  await id(page, "weight-field-3").blur();
  await id(page, "toast-undo").waitFor({ state: "detached" });
  await id(page, "data-menu").click();
  assert.equal(await id(page, "open-demo").isVisible(), true);
  await page.keyboard.press("Escape");
  assert.equal(await id(page, "open-demo").isVisible(), false);
  assert.equal(await focused(page), "data-menu");
  assert.deepEqual(problems, []);
  await close();
});

test("the projector's theme is taken, drawn and remembered from the first moment on", async () => {
  const { page, problems, close } = await openPage(browser, `${server.url}#map`);
  await drawn(page);
  const ground = () => page.evaluate(() => document.querySelector("canvas").toDataURL());
  const before = await ground();
  await id(page, "view-menu").click();
  await id(page, "theme-projector").click();
  await page.locator("html[data-theme=projector]").waitFor();
  await until(ground, (now) => now !== before, "the map is drawn in the other colours");
  await page.reload({ waitUntil: "commit" });
  await page.waitForSelector("html[data-theme=projector]", { state: "attached" });
  await ready(page);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "projector");
  assert.deepEqual(problems, []);
  await close();
  const asked = await openPage(browser, server.url, { contrast: "more" });
  assert.equal(await asked.page.locator("html").getAttribute("data-theme"), "projector", "the device asks for it");
  await asked.close();
});

test("the tour goes its five steps by keyboard, covers no control for good, and does not come again", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  await id(page, "tour-accept").focus();
  await page.keyboard.press("Enter");
  const seen = [];
  for (const step of ["۱", "۲", "۳", "۴", "۵"]) {
    await until(() => id(page, "tour-step").innerText(), (text) => text === `${step} از ۵`, "the step");
    await until(() => focused(page), (at) => at === "tour-card", "the card has the focus");
    const box = await id(page, "tour-card").boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1280 && box.y + box.height <= 800, `step ${step} in sight`);
    seen.push(await place(page));
    if (step === "۲") await id(page, "weight-field-3").fill("۵۰");
    if (step === "۲") await id(page, "tour-card").focus();
    if (step !== "۵") await page.keyboard.press("ArrowLeft");
  }
  assert.deepEqual(seen, ["#overview", "#priority", "#priority", "#map", "#overview"]);
  await page.keyboard.press("Escape");
  await id(page, "tour-card").waitFor({ state: "detached" });
  await page.reload();
  await ready(page);
  assert.equal(await id(page, "tour-invitation").count(), 0);
  await command(page, "آشنایی");
  await id(page, "tour-card").waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("help opens beside what it tells of, lists the choices and gives the focus back", async () => {
  for (const size of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
    const { page, problems, close } = await openPlace("priority", { viewport: size });
    const help = id(page, "method").locator("[data-testid=help]").first();
    await help.focus();
    await page.keyboard.press("Enter");
    await id(page, "help-card").waitFor();
    const text = await id(page, "help-card").innerText();
    assert.ok(text.includes("چگونه بخوانیم") && text.includes("(x − min)/(max − min)"));
    const box = await id(page, "help-card").boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height);
    await page.keyboard.press("Escape");
    await until(() => focused(page), (at) => at === "help", "the button has the focus again");
    assert.deepEqual(problems, []);
    await close();
  }
});

test("a walk by keyboard alone: to the ranking, a weight, a row, its profile, and back", async () => {
  const { page, problems, close } = await openPage(browser, server.url);
  await command(page, "اولویت‌بندی");
  await id(page, "priority").waitFor();
  assert.equal(await focused(page), "content");
  /** Presses Tab until the element with the identifier has the focus. */
  const tabTo = async (wanted) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      if (await focused(page) === wanted) return;
    }
    throw new Error(`no way to ${wanted} by Tab`);
  };
  await tabTo("ranking");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.locator('[data-testid=row][aria-selected="true"]').waitFor();
  const chosen = await page.locator('[data-testid=row][aria-selected="true"] b').first().innerText();
  await tabTo("weight-0");
  const weight = await id(page, "weight-field-0").inputValue();
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press("ArrowRight");
  await until(() => id(page, "weight-field-0").inputValue(), (now) => now !== weight, "the weight moves");
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press("Control+z");
  await until(() => id(page, "weight-field-0").inputValue(), (now) => now === weight, "and is taken back");
  await command(page, chosen);
  await id(page, "profile").waitFor();
  assert.ok((await id(page, "profile-title").innerText()).includes(chosen));
  await page.keyboard.press("2");
  await id(page, "priority").waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("at twice the size nothing must be scrolled both ways, and the bar folds at a telephone's width", async () => {
  for (const [width, height] of [[683, 384], [390, 844], [320, 512]]) {
    const { page, close } = await openPage(browser, server.url, { viewport: { width, height } });
    for (const at of ["overview", "priority", "map", "data"]) {
      await go(page, at);
      await drawn(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${at} at ${width}: ${wide}px too wide`);
    }
    const inSight = await page.evaluate(() => {
      const [tab, nav] = [".places [aria-current]", ".places"].map((one) => document.querySelector(one).getBoundingClientRect());
      return tab.left >= nav.left - 1 && tab.right <= nav.right + 1;
    });
    assert.ok(inSight, "the current tab is in sight");
    assert.equal(await id(page, "scenario-menu").isVisible(), false);
    await id(page, "tools-toggle").click();
    await id(page, "scenario-menu").click();
    assert.equal(await id(page, "scenario-save").isVisible(), true);
    await close();
  }
});
