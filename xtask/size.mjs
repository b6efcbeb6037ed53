// What a visitor loads, compressed as a server would: `node xtask/size.mjs [DIST]` prints it file by file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { fileURLToPath } from "node:url";

/** In `dist/`, but no part of the page as it is loaded: the other form of it, and the font's licence. */
const ASIDE = ["negah.html", "vazirmatn-licence.txt"];

/** Name, bytes and bytes compressed (brotli at its best; fonts are compressed already) of each file. */
export function sizes(dist) {
  const names = readdirSync(dist).filter((name) => !ASIDE.includes(name)).sort();
  return names.map((name) => {
    const bytes = readFileSync(join(dist, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
    return { name, raw: bytes.length, packed: Math.min(bytes.length, brotliCompressSync(bytes, { params }).length) };
  });
}

/** All of it, bytes compressed. */
export const total = (list) => list.reduce((sum, file) => sum + file.packed, 0);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const list = sizes(process.argv[2] ?? "dist");
  const line = (name, raw, packed) => console.log(`${name.padEnd(36)}${raw.padStart(10)}${packed.padStart(10)}`);
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  line("", "", "brotli");
  for (const { name, raw, packed } of list) line(name, kilobytes(raw), kilobytes(packed));
  line("all", kilobytes(list.reduce((sum, file) => sum + file.raw, 0)), kilobytes(total(list)));
}
