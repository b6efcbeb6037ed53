// What the walks have done, and what of the page they have touched.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../harness.mjs";

/** The test identifiers that the source writes out; those put together from parts are known once they are seen. */
function written() {
  const names = readdirSync(join(root, "src/ui"), { recursive: true }).filter((name) => name.endsWith(".rs"));
  const texts = names.map((name) => readFileSync(join(root, "src/ui", name), "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(/data-testid="([^"]+)"/g)].map((match) => match[1])));
}

export function tally() {
  const kinds = new Map();
  const [seen, touched] = [new Set(), new Set()];
  const note = ({ step, done, touched: met, seen: fresh }) => {
    const count = kinds.get(step.act) ?? { done: 0, missed: 0 };
    count[done ? "done" : "missed"] += 1;
    kinds.set(step.act, count);
    fresh.forEach((id) => seen.add(id));
    met.forEach((id) => touched.add(id));
  };
  const lines = () => {
    const all = new Set([...written(), ...seen]);
    const left = [...all].filter((id) => !touched.has(id)).sort();
    const part = (wanted) => left.filter((id) => seen.has(id) === wanted).join(" ") || "none";
    const counts = [...kinds].sort(([, a], [, b]) => b.done - a.done).map(([name, { done, missed }]) => `${name} ${done}${missed ? ` (${missed} in vain)` : ""}`);
    return [
      `steps: ${counts.join(", ")}`,
      `of ${all.size} names of parts of the page ${touched.size} were touched`,
      `seen, never touched: ${part(true)}`,
      `never seen: ${part(false)}`,
    ];
  };
  return { note, lines };
}
