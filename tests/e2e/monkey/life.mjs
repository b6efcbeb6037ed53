// One page under the monkey's hands, from opening to the end, with everything that may not happen in it.
import { setTimeout as pause } from "node:timers/promises";
import { singleFile, visit } from "../harness.mjs";
import { ready } from "../page.mjs";
import { AROUND, WINDOWS } from "./around.mjs";
import { eyes } from "./eyes.mjs";
import { POINTING } from "./pointing.mjs";
import { TYPING } from "./typing.mjs";

export const KINDS = { ...POINTING, ...TYPING, ...AROUND };

/** How long the page may take to answer: it computes in slices, and the machine may be busy. */
const PATIENCE = 25_000;
/** Messages go and timers tick every 500 ms: what a step started must have had two turns before it is judged. */
const TURNS = 1200;

/** How a walk begins; part of it follows from the seed. */
export const beginning = (form, seed) => ({ form, seed, touch: seed % 3 === 0, window: WINDOWS[seed % WINDOWS.length] });

export const words = (step) => KINDS[step.act].words(step);

/** Opens the page for a walk; `stage` holds server, browser and files. */
export async function live(stage, { form, touch, window: [width, height] }) {
  const address = form === "file" ? singleFile : stage.server.url;
  const { page, problems } = await visit(stage.browser, address, { viewport: { width, height }, hasTouch: touch });
  const asides = watch(page, problems);
  const hands = { page, ...stage.files, patience: PATIENCE, ready: () => answered(ready(page)) };
  await hands.ready();
  await page.addInitScript(eyes);
  await page.addInitScript(printed);
  await page.evaluate(eyes);
  await page.evaluate(printed);

  /** Looks whether the page still stands. */
  const look = async (thorough) => {
    const state = await seen(hands, () => page.evaluate((thorough) => window.monkey.state(thorough), thorough));
    if (state.dead) problems.push(`dead: ${state.dead}`);
    if (state.nonsense) problems.push(`nonsense on the page: ${state.nonsense}`);
    return state.seen;
  };
  const guarded = async (act) => {
    try {
      return await act();
    } catch (error) {
      // What waits for a page that goes to another address, or for a control that goes, is no fault of the page's.
      if (/context was destroyed|navigat|Timeout \d+ms exceeded/i.test(error.message)) await seen(hands, () => null);
      else problems.push(error.message.startsWith("dead: ") ? error.message : `the walk broke: ${error.message}`);
      return null;
    }
  };
  return {
    page,
    problems,
    asides,
    look: (thorough) => guarded(() => look(thorough)),
    /** A control of a kind, chosen by the dice; null if there is none. */
    see: (dice) => (kind) => {
      const numbers = [dice.share(), dice.share()];
      return guarded(() => seen(hands, () => page.evaluate(([kind, numbers]) => window.monkey.choose(kind, numbers), [kind, numbers])));
    },
    /** Does a step; null if its control is not there. */
    perform: (step) => guarded(async () => {
      const result = await answered(KINDS[step.act].act(hands, step));
      if (result?.problem) problems.push(result.problem);
      return result;
    }),
    /** Leaves the place and gives every timer its turn. */
    settle: () => guarded(async () => {
      for (const place of ["data", "overview"]) {
        await page.evaluate((place) => { location.hash = place; }, place);
        for (let waited = 0; waited < TURNS / 2 && problems.length === 0; waited += 100) await pause(100);
      }
      await look(true);
    }),
    // What broke is told by the walk, not by the end of the page; a page that hangs is not waited for.
    close: () => Promise.race([page.context().close(), pause(10_000)]),
  };
}

/** What the page hears when it asks for paper; without a window for it the browser would stay in the middle of printing. */
function printed() {
  window.print = () => ["beforeprint", "afterprint"].forEach((name) => dispatchEvent(new Event(name)));
}

/** What may not happen, beyond what every test watches; and warnings of the console, which are only told. */
function watch(page, problems) {
  const warnings = new Set();
  page.on("crash", () => problems.push("dead: the browser gave the page up"));
  page.on("console", (message) => { if (message.type() === "warning") warnings.add(message.text().slice(0, 200)); });
  page.on("dialog", (dialog) => dialog.dismiss().catch(() => {}));
  // Dialogs for files stay shut, and what is saved is thrown away; files are opened by steps of their own.
  page.on("filechooser", () => {});
  page.on("download", (download) => download.delete().catch(() => {}));
  page.context().on("page", (other) => other.close().catch(() => {}));
  return warnings;
}

/** An answer of the page, or the finding that none comes. */
async function answered(promise) {
  const bell = new AbortController();
  const late = pause(PATIENCE, null, { signal: bell.signal }).then(() => {
    throw new Error(`dead: no answer within ${PATIENCE / 1000} s`);
  });
  late.catch(() => {});
  promise.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    bell.abort();
  }
}

/** Asks the page something when it is there: history may have left it, or be about to load it again. */
async function seen(hands, ask) {
  for (let tries = 0; ; tries += 1) {
    try {
      if (hands.page.url() === "about:blank") {
        await hands.page.goForward();
        await hands.ready();
      }
      const there = await answered(hands.page.evaluate(() => Boolean(window.monkey)));
      if (there) return await answered(Promise.resolve(ask()));
      throw new Error("navigated away");
    } catch (error) {
      if (tries === 5 || !/context was destroyed|navigat/i.test(error.message)) throw error;
      await pause(100);
    }
  }
}
