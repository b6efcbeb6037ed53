// A walk: steps chosen by seed and by what is on the page; and the same steps again.
import { chance } from "./chance.mjs";
import { KINDS, beginning, live } from "./life.mjs";

/** Every so many steps the texts of the page are read for nonsense. */
const READ_EVERY = 10;

/** What kind of failure it is, so that a shorter walk is held to the same one. */
export function signature(problems) {
  const all = problems.join("\n");
  const panic = all.match(/panicked at (?:\S*\/registry\/src\/[^/]+\/)?(\S+?:\d+)/);
  return panic ? panic[1] : problems[0].split("\n")[0].replace(/\d+/g, "N").slice(0, 80);
}

/** The kinds that a page offers: a page without touch has no taps. */
const weights = ({ touch }) => Object.fromEntries(Object.entries(KINDS)
  .filter(([, kind]) => kind.needs !== "touch" || touch)
  .map(([name, kind]) => [name, kind.weight]));

async function plan(dice, table, life, files) {
  const act = dice.weighted(table);
  const step = await KINDS[act].plan(dice, life.see(dice), files);
  // Nothing of the kind can be reached, mostly because a dialog is open: one step back.
  return step ? { act, ...step } : { act: "key", key: "Escape", times: 1 };
}

/**
 * Walks so many steps. Resolves to { start, steps, problems, ms }; `note` hears of each step, whether it was done, and
 * what it touched.
 */
export async function walk(stage, form, seed, length, note) {
  const began = performance.now();
  const start = beginning(form, seed);
  const [dice, table, steps] = [chance(seed), weights(start), []];
  const life = await live(stage, start);
  while (steps.length < length && life.problems.length === 0) {
    const step = await plan(dice, table, life, stage.files);
    steps.push(step);
    const done = await life.perform(step);
    const seen = await life.look(steps.length % READ_EVERY === 0);
    note({ step, done: done !== null, touched: done?.touched ?? [], seen: seen ?? [] });
  }
  if (life.problems.length === 0) await life.settle();
  await life.close();
  return { start, steps, problems: life.problems, asides: life.asides, ms: performance.now() - began };
}

/** Takes the steps again, in a page that begins alike. Resolves to the steps that could be taken, and the problems. */
export async function again(stage, start, steps) {
  const life = await live(stage, start);
  const taken = [];
  for (const step of steps) {
    if (life.problems.length > 0) break;
    if (await life.perform(step)) taken.push(step);
    await life.look(true);
  }
  if (life.problems.length === 0) await life.settle();
  await life.close();
  return { taken, problems: life.problems };
}
