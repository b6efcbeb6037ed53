// A monkey at the keyboard: random walks over the whole page, which must outlive them all.
//
// NEGAH_MONKEY_WALKS    walks in all, half of them over http, half in the single file (default: 30)
// NEGAH_MONKEY_STEPS    steps of each walk (default: 150)
// NEGAH_MONKEY_SEED     seed of the first walk, the next ones counting on; without it the seeds are fixed, but for the last
// NEGAH_MONKEY_FORM     `http` or `file`: walks in one form alone
// NEGAH_MONKEY_REPLAY   a recipe (tests/e2e/out/monkey-….json): its steps are taken again, and nothing else
// NEGAH_MONKEY_AT_ONCE  walks at the same time (default: 2)
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { out, root } from "./harness.mjs";
import { files } from "./monkey/files.mjs";
import { beginning, live, words } from "./monkey/life.mjs";
import { shrink } from "./monkey/shrink.mjs";
import { tally } from "./monkey/tally.mjs";
import { again, signature, walk } from "./monkey/walk.mjs";
import { browser, folder, server } from "./stage.mjs";

const number = (name, fallback) => Number(process.env[`NEGAH_MONKEY_${name}`] ?? fallback);
const [WALKS, STEPS, AT_ONCE] = [number("WALKS", 30), number("STEPS", 150), number("AT_ONCE", 2)];
const FORMS = process.env.NEGAH_MONKEY_FORM ? [process.env.NEGAH_MONKEY_FORM] : ["http", "file"];
/** Time for making the failed walks of a form shorter: a file of tests has twenty minutes. */
const SHRINKING = 100_000;
/** How many of the last steps are told. */
const TOLD = 12;

const contents = files();
const paths = Object.fromEntries(await Promise.all(Object.entries(contents).map(async ([name, content]) => [name, await folder.put(name, content)])));
const stage = { server, browser, files: { contents, paths, names: Object.keys(contents) } };

/** The seeds of one form. The last is another one each time, so that the suite does not walk the same paths for ever. */
function seeds(count) {
  if (process.env.NEGAH_MONKEY_SEED) return Array.from({ length: count }, (_, at) => number("SEED") + at);
  return Array.from({ length: count }, (_, at) => (at === count - 1 ? randomInt(1000, 1_000_000_000) : at + 1));
}

const numbered = (steps) => steps.map((step, at) => `  ${at + 1}. ${words(step)}`).join("\n");

const kept = ({ form, seed }) => join(out, `monkey-${form}-${seed}.json`);

/** Keeps the steps of a walk that failed, and says so at once: a run that is ended early has then told what it found. */
function keep({ start, problems }, steps) {
  mkdirSync(out, { recursive: true });
  writeFileSync(kept(start), `${JSON.stringify({ start, steps }, null, 1)}\n`);
  console.log(`${start.form}, seed ${start.seed}: ${steps.length} steps to ${signature(problems)}`);
}

/** What failed, its last steps, and the way to see it again. */
async function told(walked, spare) {
  const { start, steps, problems } = walked;
  const recipe = await spare.shorten(signature(problems), walked);
  if (recipe) keep(walked, recipe);
  return [
    `${start.form}, seed ${start.seed}, after ${steps.length} of ${STEPS} steps: ${signature(problems)}`,
    ...problems.slice(0, 3).map((problem) => `  ${problem.slice(0, 600)}`),
    recipe ? `recipe of ${recipe.length} steps:\n${numbered(recipe)}` : `last steps:\n${numbered(steps.slice(-TOLD))}`,
    `again: NEGAH_MONKEY_REPLAY=${relative(root, kept(start))} node --test tests/e2e/monkey.test.mjs`,
  ].join("\n");
}

/** Shortens the first walk of each kind of failure, as long as there is time. */
function shortener() {
  const known = new Set();
  let left = SHRINKING;
  const shorten = async (kind, { start, steps }) => {
    if (known.has(kind) || left <= 0) return null;
    known.add(kind);
    const began = Date.now();
    const over = () => Date.now() - began > left;
    const fails = async (list) => {
      const { taken, problems } = await again(stage, start, list);
      return problems.length > 0 && signature(problems) === kind ? taken : null;
    };
    const recipe = await shrink(steps, fails, over);
    left -= Date.now() - began;
    return recipe;
  };
  return { shorten };
}

/** No answer in time, or a click that missed: on a busy machine that may be chance, which the same steps taken again tell. */
const mayBeChance = (problem) => /^dead: (no answer|the tab)|^the walk broke/.test(problem);

/** Whether a walk failed, and not by chance. */
async function isTrue(t, { start, steps, problems }) {
  if (!problems.every(mayBeChance)) return true;
  const repeated = (await again(stage, start, steps)).problems;
  if (repeated.length === 0) t.diagnostic(`${start.form}, seed ${start.seed}: once, and not again: ${problems[0].slice(0, 200)}`);
  return repeated.length > 0;
}

async function walkAll(t, form, count) {
  const record = tally();
  const waiting = seeds(count);
  t.diagnostic(`${form}: seeds ${waiting.join(" ")}`);
  const walked = [];
  const one = async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const own = await walk(stage, form, seed, STEPS, record.note);
      walked.push(own);
      if (own.problems.length > 0) keep(own, own.steps);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  const failed = [];
  for (const own of walked.filter(({ problems }) => problems.length > 0).sort((a, b) => a.start.seed - b.start.seed)) {
    if (await isTrue(t, own)) failed.push(own);
  }
  const steps = walked.reduce((sum, own) => sum + own.steps.length, 0);
  const seconds = walked.reduce((sum, own) => sum + own.ms, 0) / 1000 / walked.length;
  t.diagnostic(`${form}: ${walked.length} walks, ${steps} steps, ${failed.length} failed, ${seconds.toFixed(1)} s a walk`);
  record.lines().forEach((line) => t.diagnostic(line));
  const warnings = new Set(walked.flatMap((own) => [...own.asides]));
  if (warnings.size > 0) t.diagnostic(`warnings of the console: ${[...warnings].slice(0, 10).join(" | ")}`);
  const spare = shortener();
  const stories = [];
  for (const own of failed) stories.push(await told(own, spare));
  assert.equal(failed.length, 0, `${failed.length} of ${walked.length} walks failed\n\n${stories.join("\n\n")}\n`);
}

if (process.env.NEGAH_MONKEY_REPLAY) {
  test("the recipe once more", async (t) => {
    const { start, steps } = JSON.parse(readFileSync(join(root, process.env.NEGAH_MONKEY_REPLAY), "utf8"));
    const { taken, problems } = await again(stage, start, steps);
    t.diagnostic(`${taken.length} of ${steps.length} steps could be taken:\n${numbered(taken)}`);
    assert.deepEqual(problems, []);
  });
} else {
  test("a walk that failed is shortened to the steps that it takes", async () => {
    const takes = [17, 40, 98];
    const fails = async (list) => (takes.every((step) => list.includes(step)) ? list.filter((step) => step % 5 || takes.includes(step)) : null);
    const steps = Array.from({ length: 99 }, (_, at) => at);
    assert.deepEqual(await shrink(steps, fails, () => false), takes);
    assert.equal(await shrink(steps, async () => null, () => false), null);
  });

  test("an error that comes after the last step is noticed, and so is a screen that says so", async () => {
    const planted = [
      () => setTimeout(() => { throw new Error("planted"); }, 600),
      () => setTimeout(() => { document.getElementById("boot-error").hidden = false; }, 600),
      () => setTimeout(() => { document.body.append(Object.assign(document.createElement("div"), { id: "boot-crash", textContent: "planted" })); }, 600),
    ];
    for (const fault of planted) {
      const life = await live(stage, beginning("http", 0));
      await life.page.evaluate(fault);
      assert.deepEqual(life.problems, []);
      await life.settle();
      assert.equal(life.problems.length, 1, String(fault));
      await life.close();
    }
  });

  FORMS.forEach((form, at) => {
    // The odd one goes to the first form.
    const count = Math.floor((WALKS + FORMS.length - 1 - at) / FORMS.length);
    if (count > 0) test(`the page outlives ${count} walks of ${STEPS} steps (${form})`, (t) => walkAll(t, form, count));
  });
}
