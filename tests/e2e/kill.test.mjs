// The renderer is killed at random moments of work: at most the last second of it is lost, every time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { singleFile } from "./harness.mjs";
import { chance as drawn } from "./monkey/chance.mjs";
import { go, id, number, ready } from "./page.mjs";
import { browser, server } from "./stage.mjs";

const FORMS = [["over http", server.url], ["from the single file", singleFile]];
/** Kills in each form. */
const KILLS = Number(process.env.NEGAH_KILLS ?? 25);
const SEED = Number(process.env.NEGAH_KILL_SEED ?? 1);
/** So much work may be lost, milliseconds. */
const LOSS = 1000;

/** Runs in the page: sets the weight of the first domain to one whole per cent after another, by slider or field, and tells when. */
function work({ waits, from }) {
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const tell = (element, ...names) => names.forEach((name) => element.dispatchEvent(new Event(name, { bubbles: true })));
  const slider = document.querySelector('[data-testid="weight-0"]');
  const field = document.querySelector('[data-testid="weight-field-0"]');
  let at = 0;
  const step = () => {
    const next = ((from + at) % 80) + 10;
    // Stretches of dragging, and single values typed into the field.
    if (at % 12 < 8) {
      value.call(slider, String(next));
      tell(slider, "input");
    } else {
      value.call(field, String(next));
      tell(field, "input", "change");
    }
    console.info(`step ${next} ${Date.now()}`);
    setTimeout(step, waits[at++ % waits.length]);
  };
  step();
}

/** Kills all renderers as the system would. */
async function kill() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const when = Date.now();
  for (const { type, id: pid } of processInfo) if (type === "renderer") process.kill(pid, "SIGKILL");
  return when;
}

for (const [form, address] of FORMS) {
  test(`${form}: ${KILLS} kills at random moments lose at most a second of work`, { timeout: 900_000 }, async (t) => {
    const chance = drawn(SEED);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    t.after(() => context.close());
    const lost = [];
    for (let round = 0; round < KILLS; round += 1) {
      const page = await context.newPage();
      const steps = [];
      page.on("console", (message) => {
        const [word, value, time] = message.text().split(" ");
        if (word === "step") steps.push({ value: Number(value), time: Number(time) });
      });
      await page.goto(`${address}#priority`);
      await ready(page);
      const waits = Array.from({ length: 40 }, () => 30 + Math.floor(chance.share() * 170));
      await page.evaluate(work, { waits, from: Math.floor(chance.share() * 80) });
      await page.waitForTimeout(500 + chance.share() * 2000);
      const when = await kill();
      await page.close();

      const next = await context.newPage();
      await next.goto(`${address}#priority`);
      await ready(next);
      await id(next, "weight-field-0").waitFor();
      const found = Math.round(number((await id(next, "weight-field-0").inputValue()).replace(/[٪%]/g, "")));
      const at = steps.findLastIndex(({ value }) => value === found);
      assert.ok(at >= 0, `round ${round}: ${found} is none of the ${steps.length} values set`);
      // What came after the value found is lost; the first of it tells how much.
      const loss = at + 1 < steps.length ? when - steps[at + 1].time : 0;
      lost.push(loss);
      assert.ok(loss <= LOSS, `round ${round}: ${loss} ms lost`);
      await next.close();
    }
    t.diagnostic(`lost, ms: most ${Math.max(...lost)}, median ${lost.sort((a, b) => a - b)[lost.length >> 1]}; seed ${SEED}`);
  });
}
