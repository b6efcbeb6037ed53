// Steps around the page: address and history, window, files, reload, paper, media, memory, waiting.
import { setTimeout as pause } from "node:timers/promises";
import { PLACES, drawn } from "../page.mjs";

export const WINDOWS = [[1366, 768], [1920, 1080], [390, 844], [1024, 600]];
const ADDRESSES = [...PLACES, ...PLACES, "", "nowhere", "content", "%F0", "map?x=1"];
const MEDIA = [
  { colorScheme: "dark" }, { colorScheme: "light" }, { reducedMotion: "reduce" }, { reducedMotion: "no-preference" },
  { contrast: "more" }, { contrast: "no-preference" }, { forcedColors: "active" }, { forcedColors: "none" },
];

async function address({ page }, { hash }) {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  return {};
}

/** Back or forward; never behind the first page, which the tests opened. */
async function history({ page, ready }, { by }) {
  await page.evaluate((by) => history.go(by), by);
  await pause(30);
  if (page.url() === "about:blank") {
    await page.goForward();
    await ready();
  }
  return {};
}

async function open({ page, paths }, { file, by }) {
  await page.locator(`[data-testid="${by}"]`).setInputFiles(paths[file], { timeout: 5000 });
  return { touched: [by] };
}

/** The events that a browser sends when a file is dropped, or carried over the page and away again. */
async function drop({ page, contents }, { file, away }) {
  await page.evaluate(async ([name, base64, away]) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name, { type: "application/json" }));
    const send = (type) => document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    send("dragover");
    await new Promise((done) => requestAnimationFrame(done));
    send(away ? "dragleave" : "drop");
  }, [file, Buffer.from(contents[file]).toString("base64"), away]);
  return { touched: ["drop-target"] };
}

async function reload({ page, ready }) {
  await page.reload();
  await ready();
  return {};
}

/** Looks as it would on paper, with the events that a browser sends around it. */
async function print({ page }) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await drawn(page);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  return {};
}

async function paper({ page }) {
  await page.pdf({ preferCSSPageSize: true, format: "A4" });
  return {};
}

/** The whole screen is given back, as a browser does after Escape. */
async function screen({ page }) {
  await page.evaluate(async () => { if (document.fullscreenElement) await document.exitFullscreen().catch(() => {}); });
  return {};
}

const shape = (value) => Object.entries(value).map(([name, own]) => `${name} ${own}`).join();

/** Kinds of step: how often, what is needed to choose one, how it is done, what it is called. */
export const AROUND = {
  address: { weight: 2.5, plan: (dice) => ({ hash: dice.of(ADDRESSES) }), act: address, words: (step) => `go to the address #${step.hash}` },
  history: { weight: 3, plan: (dice) => ({ by: dice.of([-1, -1, -1, 1, 1, -2]) }), act: history, words: (step) => `go ${step.by} in the browser's history` },
  resize: { weight: 1.5, plan: (dice) => ({ size: dice.of(WINDOWS) }), act: async ({ page }, { size: [width, height] }) => {
    await page.setViewportSize({ width, height });
    return {};
  }, words: (step) => `make the window ${step.size.join("×")}` },
  open: { weight: 3, plan: (dice, _, { names }) => ({ file: dice.of(names), by: dice.of(["data-file", "data-file", "scenario-file"]) }), act: open,
    words: (step) => `open the file ${step.file} by ${step.by}` },
  drop: { weight: 1, plan: (dice, _, { names }) => ({ file: dice.of(names), away: dice.share() < 0.2 }), act: drop,
    words: (step) => `${step.away ? "carry over the page, and away," : "drop"} the file ${step.file}` },
  reload: { weight: 0.6, plan: () => ({}), act: reload, words: () => "reload" },
  print: { weight: 0.7, plan: () => ({}), act: print, words: () => "print" },
  paper: { weight: 0.1, plan: () => ({}), act: paper, words: () => "print into a PDF" },
  media: { weight: 0.6, plan: (dice) => ({ media: dice.of(MEDIA) }), act: async ({ page }, { media }) => {
    await page.emulateMedia(media);
    return {};
  }, words: (step) => `the device asks for ${shape(step.media)}` },
  screen: { weight: 0.8, plan: () => ({}), act: screen, words: () => "give the whole screen back" },
  forget: { weight: 0.2, plan: () => ({}), act: async ({ page }) => {
    await page.evaluate(() => { try { localStorage.clear(); } catch { /* Switched off. */ } });
    return {};
  }, words: () => "clear the browser's memory of the page" },
  wait: { weight: 1.6, plan: () => ({ ms: 700 }), act: async (_, { ms }) => {
    await pause(ms);
    return {};
  }, words: (step) => `wait ${step.ms} ms` },
};
