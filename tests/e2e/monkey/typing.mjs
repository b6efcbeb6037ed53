// Steps of the keyboard: strokes that the page and the browser know, words in fields, commands of the palette.
import { named } from "./pointing.mjs";

const STROKES = {
  Escape: 8, Enter: 6, Tab: 4, "Shift+Tab": 2, Space: 3,
  ArrowDown: 5, ArrowUp: 3, ArrowLeft: 3, ArrowRight: 3, Home: 1, End: 1, PageDown: 1, PageUp: 1, Delete: 2, Backspace: 1,
  "Control+KeyZ": 7, "Control+Shift+KeyZ": 3, "Control+KeyY": 3, "Control+KeyK": 2, "Control+KeyS": 1, "Control+KeyO": 1,
  "Control+KeyP": 0.6, "Alt+KeyP": 2, "Shift+Slash": 1,
  Digit1: 1, Digit2: 1, Digit3: 1, Digit4: 1, Digit5: 1, Digit6: 1, Digit7: 1, Digit8: 1, Digit9: 0.4, Digit0: 0.4,
  KeyP: 1, KeyC: 2, KeyL: 1, KeyB: 1, KeyW: 1, Period: 0.5, NumpadAdd: 1, NumpadSubtract: 1, ContextMenu: 1, F10: 0.3,
};

const TEXTS = [
  "", "0", "1", "12", "40", "100", "-1", "12.5", "1e9", "1e999", "0.000001", "99999999999999999999", "1/0", "%",
  "۰", "۷", "۴۰", "۱۰۰", "۱۲٫۵", "-۳", "۴۰٪", "۱٬۲۳۴", "٠٤", "۱۴۰۴/۰۵/۰۶", "1404/13/40", "2025-02-30",
  "کوی", "باغ امید", "سپیدچشمه", "محله", "نرخ", "projector", "english", "rank", "Bagh",
  "ضصثقفغ", "qwertz", "؟؟؟", "<b>x</b>", "a&b\"'", "😀", "\u200f\u202eابج", "ي ك ة", ".*[", "\\", "   ",
];
const LONG = 4000;

const AFTER = { Enter: 4, Tab: 4, Escape: 1, nothing: 2 };

const COMMANDS = ["پروژ", "روشن", "english", "فارسی", "برابر", "حذف", "برگرد", "اسلاید", "نشست", "باغ", "کوی", "نقشه", "زمستان", "sure", "print", "demo", "zzz", ""];

const onField = async (dice, see) => {
  const on = await see("field");
  const text = dice.share() < 0.05 ? dice.of(["۱", "x", "ب "]).repeat(LONG / 2) : dice.of(TEXTS);
  return on && { on, text, after: dice.weighted(AFTER) };
};

async function type({ page }, { on, text, after }) {
  const held = await page.evaluate((on) => window.monkey.focus(on, "field"), on);
  if (!held) return null;
  await page.keyboard.press("Control+KeyA");
  if (text === "") await page.keyboard.press("Delete");
  // One letter after the other, as people type; what is pasted comes at once.
  else if (text.length <= 4) await page.keyboard.type(text);
  else await page.keyboard.insertText(text);
  if (after !== "nothing") await page.keyboard.press(after);
  return held;
}

async function strike({ page }, { key, times }) {
  for (let n = 0; n < times; n += 1) await page.keyboard.press(key);
  return {};
}

async function strikeOn({ page }, { on, key }) {
  const held = await page.evaluate((on) => window.monkey.focus(on, "click"), on);
  if (held) await page.keyboard.press(key);
  return held;
}

async function command({ page }, { text, down }) {
  await page.keyboard.press("Control+KeyK");
  if (text) await page.keyboard.insertText(text);
  for (let n = 0; n < down; n += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  return {};
}

const quoted = (text) => (text.length > 40 ? `${text.length} letters of «${text.slice(0, 2)}»` : `«${text}»`);

/** Kinds of step: how often, what is needed to choose one, how it is done, what it is called. */
export const TYPING = {
  type: { weight: 8, plan: onField, act: type,
    words: (step) => `type ${quoted(step.text)} into ${named(step.on)}${step.after === "nothing" ? "" : `, then ${step.after}`}` },
  key: { weight: 12, plan: (dice) => ({ key: dice.weighted(STROKES), times: dice.share() < 0.15 ? 1 + dice.below(8) : 1 }), act: strike,
    words: (step) => `press ${step.key}${step.times > 1 ? ` ${step.times} times` : ""}` },
  keyOn: { weight: 5, plan: async (dice, see) => {
    const on = await see("click");
    return on && { on, key: dice.weighted(STROKES) };
  }, act: strikeOn, words: (step) => `press ${step.key} on ${named(step.on)}` },
  command: { weight: 3, plan: (dice) => ({ text: dice.of(COMMANDS), down: dice.below(4) }), act: command,
    words: (step) => `press Ctrl+K, type ${quoted(step.text)}, ${step.down} down, Enter` },
};
