// No violation that axe knows of, in any place, in either language, nor in the dialog.
import assert from "node:assert/strict";
import { test } from "node:test";
import { go, id, openPage, PLACES, violations } from "./page.mjs";
import { browser, server } from "./stage.mjs";


const everyPlace = async (page) => {
  const found = [];
  for (const place of PLACES) {
    await go(page, place);
    if (place === "data") await id(page, "findings").waitFor();
    found.push(...(await violations(page)).map((line) => `${place}: ${line}`));
  }
  return found;
};

for (const language of ["fa", "en"]) {
  test(`axe finds nothing in any place (${language})`, async () => {
    const { page, problems, close } = await openPage(browser, server.url);
    if (language === "en") await id(page, "language").click();
    await page.locator(`html[lang=${language}]`).waitFor();
    // A selected row and an active filter are there too, so that all there is gets looked at.
    await go(page, "priority");
    await id(page, "row").first().click();
    await id(page, "filter-divisions").locator("input").first().click();
    await id(page, "chip").first().waitFor();
    await page.locator('[data-testid="weights"] details').first().evaluate((details) => { details.open = true; });
    const filtered = await violations(page);
    assert.deepEqual([...filtered, ...await everyPlace(page)], []);
    assert.deepEqual(problems, []);
    await close();
  });

  test(`axe finds nothing in the failure dialog and the open menu (${language})`, async () => {
    const { page, close } = await openPage(browser, server.url);
    if (language === "en") await id(page, "language").click();
    await page.locator(`html[lang=${language}]`).waitFor();
    for (const menu of ["scenario-menu", "data-menu", "view-menu", "help-menu"]) {
      await id(page, menu).click();
      assert.deepEqual(await violations(page), [], menu);
      await id(page, menu).click();
    }
    await id(page, "data-file").setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{") });
    await id(page, "failure").waitFor();
    assert.deepEqual(await violations(page), []);
    await close();
  });
}

for (const language of ["fa", "en"]) {
  test(`axe finds nothing in any place under the projector's theme (${language})`, async () => {
    const { page, problems, close } = await openPage(browser, server.url);
    if (language === "en") await id(page, "language").click();
    await id(page, "view-menu").click();
    await id(page, "theme-projector").click();
    await page.locator("html[data-theme=projector]").waitFor();
    await go(page, "priority");
    await id(page, "row").first().click();
    assert.deepEqual(await everyPlace(page), []);
    assert.deepEqual(problems, []);
    await close();
  });
}

for (const theme of ["light", "projector"]) {
  test(`axe finds nothing in palette, shortcuts, tour, help and messages (${theme})`, async () => {
    const { page, close } = await openPage(browser, server.url);
    if (theme === "projector") {
      await id(page, "view-menu").click();
      await id(page, "theme-projector").click();
    }
    const found = [];
    const look = async (what) => found.push(...(await violations(page)).map((line) => `${what}: ${line}`));
    await look("invitation");
    await id(page, "tour-accept").click();
    await id(page, "tour-card").waitFor();
    await look("the tour");
    await id(page, "tour-end").click();
    await page.keyboard.press("Control+k");
    await id(page, "palette-field").fill("سرو");
    await id(page, "palette-option").first().waitFor();
    await look("palette");
    await page.keyboard.press("Escape");
    // Larger letters fold the tools into one menu.
    if (await id(page, "tools-toggle").isVisible()) await id(page, "tools-toggle").click();
    await id(page, "help-menu").click();
    await id(page, "keys").click();
    await id(page, "keys-sheet").waitFor();
    await look("shortcuts");
    await id(page, "keys-close").click();
    await go(page, "priority");
    await id(page, "method").locator("[data-testid=help]").first().click();
    await id(page, "help-card").waitFor();
    await look("help");
    await id(page, "help-close").click();
    await id(page, "combine").selectOption({ index: 1 });
    await id(page, "toast-undo").waitFor();
    await look("message");
    assert.deepEqual(found, []);
    await close();
  });
}

test("axe finds nothing on a narrow screen with the filters open", async () => {
  const { page, close } = await openPage(browser, server.url, { viewport: { width: 390, height: 844 } });
  await page.locator(".rail-toggle").click();
  await id(page, "find").waitFor();
  assert.deepEqual(await violations(page), []);
  await close();
});
