// Steps of the pointer and the finger: clicks, entries of menus, sliders, lists of choices, dragging, hovering, the wheel.
import { setTimeout as pause } from "node:timers/promises";

export const aim = (page, step, kind) => page.evaluate(([on, part, kind]) => window.monkey.aim(on, part, kind), [step.on, step.part, kind]);

/** The name of a control for people: its text, and where it is. */
export const named = ({ name, group }) => `${name ? `«${name}» ` : ""}(${group})`;

/** Points to a control, opening the menu that holds it first; null if it is not there. */
async function reach(page, step, kind) {
  const menu = await aim(page, step, kind);
  if (!menu?.menu) return menu;
  await page.mouse.click(menu.x, menu.y);
  const entry = await aim(page, step, "click");
  return entry && { ...entry, touched: [...entry.touched, ...menu.touched] };
}

const anywhere = (dice) => [dice.share(), dice.share()];

/** Mostly the middle of a control; anywhere in it now and then, and always in a picture. */
const part = (dice, on) => (on.canvas || dice.share() < 0.2 ? anywhere(dice) : [0.5, 0.5]);

/** A step on a control of a kind; null if the page has none. */
const onControl = (kind, more = () => ({})) => async (dice, see) => {
  const on = await see(kind);
  return on && { on, part: part(dice, on), ...more(dice, on) };
};

const clicked = (kind, options) => async ({ page }, step) => {
  const point = await reach(page, step, kind);
  if (!point) return null;
  await page.mouse.click(point.x, point.y, options?.(step));
  return point;
};

const HELD = { Shift: 1, Control: 1, none: 14 };

async function click({ page }, step) {
  const point = await reach(page, step, "click");
  if (!point) return null;
  if (step.held !== "none") await page.keyboard.down(step.held);
  await page.mouse.click(point.x, point.y);
  if (step.held !== "none") await page.keyboard.up(step.held);
  return point;
}

/** Goes by a tab, and tells whether the page has followed. */
async function place({ page, patience }, step) {
  const point = await aim(page, step, "place");
  if (!point?.met) return null;
  // What lies there is asked before: a row of tabs that does not fit moves to show the one that is chosen.
  const name = await page.evaluate(([x, y]) =>
    document.elementFromPoint(x, y)?.closest("[data-testid^=place-]")?.dataset.testid.slice("place-".length), [point.x, point.y]);
  await page.mouse.click(point.x, point.y);
  const there = () => page.evaluate((name) => Boolean(document.querySelector(`main [data-testid="${name}"]`)), name);
  const [end, again] = [Date.now() + patience * 0.8, Date.now() + patience * 0.2];
  let clicks = 1;
  while (name && !(await there())) {
    // Told before the walk gives up waiting for an answer.
    if (Date.now() > end) {
      return { ...point, problem: `dead: the tab «${name}» was clicked ${clicks} times and the place did not come (${page.url()})` };
    }
    // A tab that moved between the look and the click, as after a reload, was missed: people click again.
    if (clicks === 1 && Date.now() > again && !page.url().endsWith(`#${name}`)) {
      clicks += 1;
      const now = await aim(page, step, "place");
      if (now?.met) await page.mouse.click(now.x, now.y);
    }
    await pause(50);
  }
  return point;
}

async function drag({ page }, step, kind) {
  const from = await aim(page, step, kind);
  if (!from) return null;
  const to = kind === "slider" ? await aim(page, { ...step, part: step.to }, kind) : null;
  const size = page.viewportSize();
  const end = to ?? { x: step.to[0] * (size.width - 1), y: step.to[1] * (size.height - 1) };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + end.x) / 2, (from.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
  return from;
}

const SLIDER_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

async function slideByKeys({ page }, step) {
  const held = await page.evaluate((on) => window.monkey.focus(on, "slider"), step.on);
  if (!held) return null;
  for (let n = 0; n < step.times; n += 1) await page.keyboard.press(step.key);
  return held;
}

async function hover({ page }, step) {
  const point = await aim(page, step, "click");
  if (point) await page.mouse.move(point.x, point.y);
  return point;
}

async function wheel({ page }, step) {
  const point = await hover({ page }, step);
  if (point) await page.mouse.wheel(step.by[0], step.by[1]);
  return point;
}

async function tap({ page }, step) {
  const point = await aim(page, step, "click");
  if (point) await page.touchscreen.tap(point.x, point.y);
  return point;
}

const choice = ({ page }, step) => page.evaluate(([on, at]) => window.monkey.option(on, at), [step.on, step.at]);

/** Kinds of step: how often, what is needed to choose one, how it is done, what it is called. */
export const POINTING = {
  click: { weight: 36, plan: onControl("click", (dice) => ({ held: dice.weighted(HELD) })), act: click,
    words: (step) => `click ${named(step.on)}${step.held === "none" ? "" : ` with ${step.held}`}` },
  menu: { weight: 6, plan: onControl("menu"), act: clicked("menu"), words: (step) => `open the menu and click ${named(step.on)}` },
  place: { weight: 7, plan: onControl("place"), act: place, words: (step) => `go to ${named(step.on)} by its tab` },
  language: { weight: 1.5, plan: onControl("language"), act: clicked("language"), words: () => "change the language" },
  theme: { weight: 1.5, plan: onControl("theme"), act: clicked("theme"), words: (step) => `take the theme ${named(step.on)}` },
  select: { weight: 8, plan: onControl("select", (dice, on) => ({ at: dice.below(on.options) })), act: choice,
    words: (step) => `choose option ${step.at + 1} of ${named(step.on)}` },
  slide: { weight: 3, plan: onControl("slider", (dice) => ({ key: dice.of(SLIDER_KEYS), times: 1 + dice.below(5) })), act: slideByKeys,
    words: (step) => `move the slider ${named(step.on)} with ${step.key}, ${step.times} times` },
  pull: { weight: 2.5, plan: onControl("slider", (dice) => ({ part: anywhere(dice), to: anywhere(dice) })),
    act: (hands, step) => drag(hands, step, "slider"), words: (step) => `drag the slider ${named(step.on)} from ${step.part[0]} to ${step.to[0]}` },
  drag: { weight: 2.5, plan: onControl("click", (dice) => ({ to: anywhere(dice) })), act: (hands, step) => drag(hands, step, "click"),
    words: (step) => `drag from ${named(step.on)} to ${step.to.join(", ")} of the window` },
  double: { weight: 1, plan: onControl("click"), act: clicked("click", () => ({ clickCount: 2 })), words: (step) => `click twice on ${named(step.on)}` },
  right: { weight: 1, plan: onControl("click"), act: clicked("click", () => ({ button: "right" })), words: (step) => `click with the right button on ${named(step.on)}` },
  hover: { weight: 3, plan: onControl("click"), act: hover, words: (step) => `point to ${named(step.on)}` },
  wheel: { weight: 2, plan: onControl("click", (dice) => ({ by: [0, dice.of([-900, -120, 120, 900, 20_000])] })), act: wheel,
    words: (step) => `turn the wheel by ${step.by[1]} over ${named(step.on)}` },
  tap: { weight: 4, needs: "touch", plan: onControl("click"), act: tap, words: (step) => `tap ${named(step.on)}` },
};
