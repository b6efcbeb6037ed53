// Chance that can be repeated: the same seed gives the same walk on the same page.

/** Draws from a seed (mulberry32): numbers in [0, 1), whole numbers, members of lists, members by weight. */
export function chance(seed) {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    // Four digits are enough for a point on the screen, and read well in a recipe.
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * 10_000) / 10_000;
  };
  const below = (n) => Math.floor(share() * n);
  const of = (list) => list[below(list.length)];
  /** A name of a table of weights. */
  const weighted = (weights) => {
    const names = Object.keys(weights);
    let left = share() * names.reduce((sum, name) => sum + weights[name], 0);
    return names.find((name) => (left -= weights[name]) < 0) ?? names.at(-1);
  };
  return { share, below, of, weighted };
}
