// What is timed, in a browser or in any other JavaScript engine. No network, no page.

import { Baseline } from "./baseline.mjs";
import { snapshotBytes, weightDraws } from "./data.mjs";

/** Sizes and how often each call is timed; budgets in ms from DESIGN.md, for the module. */
export const CASES = [
  { name: "330 × 40", areas: 330, indicators: 40, rounds: 200, draws: 10_000, budget: { sliderMove: 16, monteCarlo: 150 } },
  { name: "10,000 × 40", areas: 10_000, indicators: 40, rounds: 60, draws: 1_000, budget: { monteCarlo: 150 } },
  { name: "33,755 × 28", areas: 33_755, indicators: 28, rounds: 40, budget: { sliderMove: 8, reweight: 8 } },
  { name: "100,000 × 40", areas: 100_000, indicators: 40, rounds: 40, budget: { sliderMove: 4, reweight: 3 } },
];

const now = () => performance.now();

/** Median and least of `rounds` timed calls, in ms. */
function time(rounds, call) {
  const times = [];
  for (let round = 0; round < rounds + 3; round += 1) {
    const start = now();
    call(round);
    if (round >= 3) times.push(now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], least: times[0] };
}

/** Two callers in turn, so that both meet the same weather of the machine. */
function race(rounds, ours, theirs) {
  const parts = 5, all = [[], []];
  for (let part = 0; part < parts; part += 1) {
    [ours, theirs].forEach((call, who) => {
      if (call) all[who].push(time(Math.max(1, Math.round(rounds / parts)), call));
    });
  }
  const best = (list) => list.length && {
    median: list.map((one) => one.median).sort((a, b) => a - b)[list.length >> 1],
    least: Math.min(...list.map((one) => one.least)),
  };
  return { module: best(all[0]), js: best(all[1]) || null };
}

const far = (a, b) => {
  let worst = 0;
  for (let at = 0; at < a.length; at += 1) {
    if (Number.isNaN(a[at]) !== Number.isNaN(b[at])) return Infinity;
    if (!Number.isNaN(a[at])) worst = Math.max(worst, Math.abs(a[at] - b[at]) / Math.max(1, Math.abs(b[at])));
  }
  return worst;
};

/** Runs one case; `report` gets one row per call. */
export async function runCase({ Engine }, which, report, pause = async () => {}) {
  const { name, areas, indicators, rounds, draws, budget } = which;
  const bytes = snapshotBytes({ areas, indicators });
  const row = (call, times, difference) => report({ case: name, call, ...times, difference, budget: budget[call] });
  await pause();

  const loads = areas > 50_000 ? 5 : 10;
  const load = race(loads, () => Engine.load(bytes).free(), () => JSON.parse(new TextDecoder().decode(bytes)));
  row("load (js: JSON.parse)", load);
  await pause();

  const engine = Engine.load(bytes);
  const baseline = new Baseline(bytes);
  const weights = weightDraws(64, indicators);
  const pick = (round) => weights.subarray((round % 64) * (indicators + 1), ((round % 64) + 1) * (indicators + 1));
  const spec = (round) => ({ range: { indicator: "pop", min: 600 + (round % 50) * 20 } });
  const least = (round) => 600 + (round % 50) * 20;

  const ours = engine.sliderMove(spec(3), pick(3)), theirs = baseline.sliderMove(least(3), pick(3));
  const difference = Math.max(far(ours.means, theirs.means), far(ours.scores, theirs.scores), far(ours.order, theirs.order));
  row("sliderMove", race(rounds, (round) => engine.sliderMove(spec(round), pick(round)), (round) => baseline.sliderMove(least(round), pick(round))), difference);
  await pause();
  row("filter", race(rounds, (round) => engine.filter(spec(round)), (round) => baseline.filter(least(round))));
  row("aggregate (all)", race(rounds, (round) => { engine.filter(spec(round)); engine.aggregate("all"); }, (round) => { baseline.filter(least(round)); baseline.means(); }));
  row("aggregate (province)", race(rounds, (round) => { engine.filter(spec(round)); engine.aggregate("province"); }));
  engine.filter(null);
  baseline.filter(0);
  await pause();
  row("scoreRank", race(rounds, (round) => engine.scoreRank(pick(round)), (round) => baseline.scoreRank(pick(round))));
  row("reweight", race(rounds, (round) => engine.reweight(pick(round)), (round) => baseline.scoreRank(pick(round))));
  if (draws) {
    await pause();
    const all = weightDraws(draws, indicators);
    const spread = engine.monteCarlo(all, draws, 30), other = baseline.monteCarlo(all, draws, 30);
    row("monteCarlo", race(5, () => engine.monteCarlo(all, draws, 30), null), Math.max(far(spread.meanRank, other.meanRank), far(spread.topK, other.topK)));
  }
  engine.free();
}
