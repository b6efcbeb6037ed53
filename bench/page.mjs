// Runs the suite in this page and writes one row per call. `?case=330` limits it to cases whose name holds the text.

import init, * as negah from "../pkg/negah.js";
import { CASES, runCase } from "./suite.mjs";

const state = document.getElementById("state");
const rows = document.getElementById("rows");
const wanted = new URLSearchParams(location.search).get("case") ?? "";
const shown = (time) => (time ? time.median.toFixed(2) : "–");

/** Lets the page paint, so that a long suite is seen to be alive. */
const pause = () => new Promise((done) => setTimeout(done, 20));

function report(row) {
  const line = document.createElement("tr");
  const ratio = row.js ? (row.js.median / row.module.median).toFixed(2) : "–";
  const cells = [row.case, row.call, shown(row.module), shown(row.js), ratio, row.budget ?? "–", row.difference?.toExponential(1) ?? "–"];
  for (const text of cells) line.insertCell().textContent = text;
  rows.append(line);
}

try {
  await init();
  for (const one of CASES.filter((one) => one.name.includes(wanted))) {
    state.textContent = `Running ${one.name} …`;
    await runCase(negah, one, report, pause);
  }
  state.textContent = "Done.";
} catch (error) {
  state.textContent = `Stopped: ${error.message ?? JSON.stringify(error)}`;
}
