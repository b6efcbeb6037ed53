// Cuts a font file down: `node subset.mjs IN.woff2 OUT.woff2 CHARACTERS.txt LIGHTEST HEAVIEST`.
//
// Joining, marks and digits of one width stay: what is left looks as it did.
import { readFileSync, writeFileSync } from "node:fs";
import subset from "subset-font";

const FEATURES = "ccmp locl isol init medi fina rlig rclt calt liga clig curs kern mark mkmk tnum".split(" ");

const [input, output, characters, min, max] = process.argv.slice(2);
const font = await subset(readFileSync(input), readFileSync(characters, "utf8"), {
  targetFormat: "woff2",
  variationAxes: { wght: { min: Number(min), max: Number(max) } },
  keepFeatures: FEATURES,
  noHinting: true,
});
writeFileSync(output, font);
