// Runs every *.test.mjs of this folder and sums up in one line: as many files at once as there are cores, then one by one those
// that measure or fill the machine by themselves.
//
// NEGAH_DIST       the built page (default: dist/)
// NEGAH_CHROMIUM   the browser (default: the first one on the search path)
// Arguments, if any, choose files by a part of their name.
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

/**
 * Frames, memory, opening times and what a kill loses mean nothing beside another browser; the monkey walks twice at once
 * as it is.
 */
const ALONE = ["fluid", "kill", "large", "monkey"];
/** Each file has a browser or two: more of them than that at once starve each other. */
const AT_ONCE = Math.max(1, Math.min(4, availableParallelism()));

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort()
  .map((name) => join(folder, name));
const isAlone = (file) => ALONE.includes(basename(file, ".test.mjs"));

const counts = { passed: 0, failed: 0 };
// Suites and files are reported as well; a test is what has nothing below it.
const isTest = (event) => event.details?.type !== "suite" && !files.includes(event.name);

async function runAll(own, concurrency) {
  if (own.length === 0) return;
  const tests = run({ files: own, concurrency, timeout: 20 * 60 * 1000 });
  tests.on("test:pass", (event) => { if (isTest(event) && !event.skip) counts.passed += 1; });
  tests.on("test:fail", (event) => {
    process.exitCode = 1;
    if (isTest(event)) counts.failed += 1;
  });
  const told = tests.compose(new spec());
  told.pipe(process.stdout, { end: false });
  await once(told, "end");
}

process.on("exit", (code) => {
  // A file that breaks before its first test fails without any test of its own failing.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
});

if (files.length === 0) {
  console.error("no end-to-end test matches");
  process.exitCode = 1;
} else {
  await runAll(files.filter((file) => !isAlone(file)), AT_ONCE);
  await runAll(files.filter(isAlone), 1);
}
