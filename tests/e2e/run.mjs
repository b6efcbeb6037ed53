// Runs every *.test.mjs of this folder, one after the other, and sums up in one line.
//
// NEGAH_DIST       the built page (default: dist/)
// NEGAH_CHROMIUM   the browser (default: the first one on the search path)
// Arguments, if any, choose files by a part of their name.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort()
  .map((name) => join(folder, name));

const counts = { passed: 0, failed: 0 };
// Suites and files are reported as well; a test is what has nothing below it.
const isTest = (event) => event.details?.type !== "suite" && !files.includes(event.name);

if (files.length === 0) {
  console.error("no end-to-end test matches");
  process.exitCode = 1;
} else {
  const tests = run({ files, concurrency: 1, timeout: 20 * 60 * 1000 });
  tests.on("test:pass", (event) => { if (isTest(event) && !event.skip) counts.passed += 1; });
  tests.on("test:fail", (event) => {
    process.exitCode = 1;
    if (isTest(event)) counts.failed += 1;
  });
  tests.compose(new spec()).pipe(process.stdout);
  process.on("exit", (code) => {
    // A file that breaks before its first test fails without any test of its own failing.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    console.log(`${counts.passed} passed, ${counts.failed} failed`);
  });
}
