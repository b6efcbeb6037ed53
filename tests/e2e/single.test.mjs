// The single file, opened as by a double click: no server, no network, an old browser too.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { launch, launchOld, root, singleFile } from "./harness.mjs";
import { demo, enter, go, id, openPage, ready, rows, sameRows, until } from "./page.mjs";
import { openList } from "./stage.mjs";

let overHttp;

before(async () => {
  const { page, close } = await openList();
  overHttp = await rows(page);
  await close();
});

const BROWSERS = [["the installed Chromium", launch, /./], ["Chromium 109", launchOld, /^109\./]];

for (const [name, start, version] of BROWSERS) {
  test(`${name}: the single file ranks, weighs, checks and remembers without any network`, async (t) => {
    const browser = await start();
    t.after(() => browser.close());
    assert.match(browser.version(), version);
    const { page, problems } = await openPage(browser, singleFile);
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await go(page, "priority");
    await id(page, "row").first().waitFor();
    sameRows(await rows(page), overHttp);

    await enter(id(page, "weight-field-0"), "۶۰");
    await until(() => id(page, "weight-field-0").inputValue(), (text) => text === "۶۰٪", "the weight");
    const weighted = await rows(page);
    assert.notDeepEqual(weighted, overHttp);

    await go(page, "data");
    await id(page, "hash").waitFor();
    const embedded = await page.evaluate(() => document.getElementById("negah-snapshot").textContent);
    assert.equal(await id(page, "hash").innerText(), createHash("sha256").update(embedded).digest("hex"));
    assert.deepEqual(JSON.parse(embedded), JSON.parse(readFileSync(join(root, "seeds/demo.snapshot.json"), "utf8")));
    await id(page, "findings").waitFor();

    await go(page, "map");
    const inked = await page.evaluate(() => {
      const canvas = document.querySelector('[data-testid="map-canvas"] canvas');
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok(inked > 5, `${inked} colours on the map`);

    await go(page, "priority");
    await page.reload();
    await ready(page);
    await id(page, "row").first().waitFor();
    sameRows(await rows(page), weighted);

    // Another file opens here as well, and is still there after a reload.
    const other = { ...demo(), title: { fa: "پروندهٔ دیگر", en: "Another file" } };
    await id(page, "data-file").setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(other)) });
    await until(() => id(page, "snapshot-title").innerText(), (text) => text === other.title.fa, "the other file");
    await until(() => page.evaluate(() => localStorage.getItem(`negah.open.${location.pathname}`)), (open) => open === "other.json", "the memory");
    await page.reload();
    await ready(page);
    assert.equal(await id(page, "snapshot-title").innerText(), other.title.fa);

    assert.deepEqual(requests.filter((url) => !/^(blob|data):/.test(url) && url.split("#")[0] !== singleFile), []);
    assert.deepEqual(problems, []);
  });
}
