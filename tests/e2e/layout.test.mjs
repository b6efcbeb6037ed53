// Nothing scrolls sideways, in any place, at the sizes of an office screen, a large one and a telephone.
// The pictures go to `out/`, for people to look at.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { out } from "./harness.mjs";
import { drawn, go, id, openPage, PLACES } from "./page.mjs";
import { browser, server } from "./stage.mjs";

before(async () => {
  mkdirSync(out, { recursive: true });
});

/** Elements that reach beyond the window, the outermost first. */
const tooWide = (page) => page.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= innerWidth) return [];
  return [`page: ${root.scrollWidth} > ${innerWidth}`, ...[...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
  }).slice(0, 5).map((element) => `${element.tagName}.${element.className}`)];
});

/** Elements that stick out of their card, unless something around them scrolls or cuts. */
const stickingOut = (page) => page.evaluate(() => [...document.querySelectorAll(".card")].flatMap((card) => {
  const around = card.getBoundingClientRect();
  const free = (element) => {
    for (let own = element.parentElement; own !== card; own = own.parentElement) {
      if (getComputedStyle(own).overflowX !== "visible") return false;
    }
    return true;
  };
  const out = [...card.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    if (!element.checkVisibility() || element.closest(".menu > div")) return false;
    return box.width > 2 && box.height > 2 && (box.left < around.left - 1 || box.right > around.right + 1) && free(element);
  });
  return out.slice(0, 2).map((element) => `${element.tagName}.${element.className?.baseVal ?? element.className}: ${element.textContent.slice(0, 30)}`);
}));

/** Parts of the ranking that lie on each other. */
const covering = (page) => page.evaluate(() => [...document.querySelectorAll(".ranking > *")]
  .map((part) => [part.className, part.getBoundingClientRect()]).filter(([, box]) => box.height > 0)
  .flatMap(([name, box], at, all) => all.slice(at + 1).filter(([, other]) => other.top < box.bottom - 1).map(([other]) => `${other} on ${name}`)));

/** All that a place shows where it should not. */
const amiss = async (page) => [...await tooWide(page), ...await stickingOut(page), ...await covering(page)];

const SIZES = [[1366, 768], [1920, 1080], [390, 844]];

for (const [width, height] of SIZES) {
  for (const language of ["fa", "en"]) {
    test(`${width}×${height} (${language}): no place scrolls sideways`, async () => {
      const { page, problems, close } = await openPage(browser, server.url, { viewport: { width, height } });
      if (language === "en") await id(page, "language").click();
      await go(page, "priority");
      await id(page, "row").nth(2).click();
      const found = {};
      for (const place of PLACES) {
        await go(page, place);
        if (place === "data") await id(page, "findings").waitFor();
        await drawn(page);
        await page.screenshot({ path: join(out, `${place}-${language}-${width}.png`) });
        const wide = await amiss(page);
        if (wide.length > 0) found[place] = wide;
      }
      assert.deepEqual(found, {});
      assert.deepEqual(problems, []);
      await close();
    });
  }
}

for (const language of ["fa", "en"]) {
  test(`under the projector's theme nothing sticks out of its card (${language})`, async () => {
    const { page, close } = await openPage(browser, server.url, { viewport: { width: 1366, height: 768 } });
    await id(page, "view-menu").click();
    await id(page, "theme-projector").click();
    if (language === "en") await id(page, "language").click();
    await go(page, "priority");
    await id(page, "row").nth(1).click();
    const found = {};
    for (const place of PLACES) {
      await go(page, place);
      await drawn(page);
      const out = await amiss(page);
      if (out.length > 0) found[place] = out;
    }
    assert.deepEqual(found, {});
    await close();
  });
}

for (const theme of ["theme-light", "theme-projector"]) {
  test(`in the bar at the top nothing covers anything else (${theme})`, async () => {
    const { page, close } = await openPage(browser, server.url, { viewport: { width: 1366, height: 768 } });
    await id(page, "view-menu").click();
    await id(page, theme).click();
    const found = {};
    for (const language of ["fa", "en"]) {
      for (const width of [1920, 1366, 1280, 1101, 1024, 861, 390]) {
        await page.setViewportSize({ width, height: 768 });
        const covered = await page.evaluate(() => {
          const own = [...document.querySelectorAll(".top :is(.logo, .title, .tag, button, summary)")]
            .filter((element) => element.checkVisibility() && !element.closest(".menu > div"))
            .map((element) => [element.textContent.trim(), element.getBoundingClientRect()]);
          const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
          const inside = (box) => box.left >= -1 && box.right <= innerWidth + 1;
          return own.flatMap(([name, box], at) => [
            ...own.slice(at + 1).filter(([, other]) => !apart(box, other)).map(([other]) => `${name} × ${other}`),
            ...(inside(box) ? [] : [`${name} leaves the window`]),
          ]);
        });
        if (covered.length > 0) found[`${language} ${width}`] = covered;
      }
      await page.setViewportSize({ width: 1366, height: 768 });
      if (language === "fa") await id(page, "language").click();
    }
    assert.deepEqual(found, {});
    await close();
  });
}

test("filters and weights can be scrolled to the end where the page itself stands still", async () => {
  const { page, close } = await openPage(browser, server.url, { viewport: { width: 1366, height: 768 } });
  const found = {};
  for (const place of ["priority", "map"]) {
    await go(page, place);
    await drawn(page);
    // A box that ends below the window and is no scroller of its own hides what it holds.
    const hidden = await page.evaluate(() => [...document.querySelectorAll(".rail, .side, .place, .desk")]
      .filter((box) => box.getBoundingClientRect().bottom > innerHeight + 1).map((box) => box.className));
    if (hidden.length > 0) found[place] = hidden;
  }
  assert.deepEqual(found, {});
  await close();
});

// The whole list does not fit on one sheet: a single page would mean that it was left out.
for (const [place, least, most] of [["overview", 1, 3], ["priority", 2, 4]]) {
  test(`${place} prints on A4, without the controls`, async () => {
    const { page, close } = await openPage(browser, server.url);
    await go(page, place);
    const pdf = await page.pdf({ path: join(out, `${place}.pdf`), format: "A4" });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    assert.ok(pages.length >= least && pages.length <= most, `${pages.length} pages`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await id(page, "filters").isVisible(), false);
    assert.equal(await id(page, "scenario-menu").isVisible(), false);
    assert.equal(await id(page, "synthetic").isVisible(), true, "invented data stay marked on paper");
    await close();
  });
}
