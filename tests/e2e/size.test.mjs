// What a visitor loads stays small: the whole page, compressed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sizes, total } from "../../xtask/size.mjs";
import { dist } from "./harness.mjs";

/**
 * Kilobytes of brotli: what was reached when this was last set (1,209.5), and little room. To go over it is a decision; the last
 * one was for the one worker that keeps the data, which took 2 kB.
 */
const BUDGET = 1212;

/** A module beyond this is a quick build (`--dev`), which nobody loads. */
const QUICK = 10e6;

test(`the whole page takes at most ${BUDGET} kB`, (t) => {
  const files = sizes(dist);
  const module = files.find(({ name }) => name.endsWith(".wasm"));
  if (module.raw > QUICK) return t.skip("a quick build");
  const kilobytes = total(files) / 1000;
  const list = files.map(({ name, packed }) => `${name} ${(packed / 1000).toFixed(1)}`).join(", ");
  assert.ok(kilobytes <= BUDGET, `${kilobytes.toFixed(1)} kB: ${list}`);
});
