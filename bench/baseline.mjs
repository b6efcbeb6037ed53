// The same answers in typed-array JavaScript, written for speed: what the module is measured against.

/** Reads a snapshot file of the shape that data.mjs writes, the ordinary way. */
export class Baseline {
  constructor(bytes) {
    const file = JSON.parse(new TextDecoder().decode(bytes));
    const period = file.periods[file.periods.length - 1].id;
    this.n = file.areas.code.length;
    this.raw = file.indicators.map(({ id }) =>
      Float64Array.from(file.values[id][period], (value) => (value === null ? NaN : value)));
    this.population = this.raw[file.indicators.findIndex(({ id }) => id === file.population)];
    this.scored = [];
    file.indicators.forEach(({ polarity }, at) => {
      if (polarity !== "context") this.scored.push({ at, ...scale(this.raw[at], polarity === "lowers_need") });
    });
    this.composite = new Float64Array(this.n);
    this.there = new Float64Array(this.n);
    this.scores = new Float64Array(this.n);
    this.selected = new Uint8Array(this.n).fill(1);
    this.sorter = new Sorter(this.n);
  }

  /** Population at least `least`. */
  filter(least) {
    const { population, selected, n } = this;
    let count = 0;
    for (let at = 0; at < n; at += 1) {
      const inside = population[at] >= least ? 1 : 0;
      selected[at] = inside;
      count += inside;
    }
    return count;
  }

  /** Population-weighted mean of every indicator over the chosen areas; the sum for the population itself. */
  means() {
    const { population, selected, n } = this;
    const weight = new Float64Array(n);
    for (let at = 0; at < n; at += 1) weight[at] = selected[at] ? population[at] : 0;
    return Float64Array.from(this.raw, (column) => {
      let above = 0, below = 0;
      if (column === population) {
        for (let at = 0; at < n; at += 1) above += weight[at];
        return above;
      }
      for (let at = 0; at < n; at += 1) {
        const x = column[at];
        if (x === x) {
          above += weight[at] * x;
          below += weight[at];
        }
      }
      return above / below;
    });
  }

  /** Weighted mean over the indicators that are there, two thirds of the weight at least. */
  score(weights) {
    const { composite, there, n } = this;
    const active = this.scored.filter(({ at }) => weights[at] > 0);
    let base = 0;
    for (const { at, gappy } of active) base += gappy ? 0 : weights[at];
    const whole = active.reduce((sum, { at, gappy }) => sum + (gappy ? weights[at] : 0), base);
    const BLOCK = 2048;
    for (let start = 0; start < n; start += BLOCK) {
      const end = Math.min(start + BLOCK, n);
      composite.fill(0, start, end);
      there.fill(base, start, end);
      let one = 0;
      while (one < active.length) {
        if (active[one].gappy) {
          const { x, at } = active[one];
          addGappy(composite, there, x, weights[at], start, end);
          one += 1;
        } else if (one + 1 < active.length && !active[one + 1].gappy) {
          const [a, b] = [active[one], active[one + 1]];
          addTwo(composite, a.x, b.x, weights[a.at], weights[b.at], start, end);
          one += 2;
        } else {
          addOne(composite, active[one].x, weights[active[one].at], start, end);
          one += 1;
        }
      }
      const least = whole * (2 / 3 - 1e-9);
      for (let at = start; at < end; at += 1) composite[at] = there[at] >= least ? composite[at] / there[at] : NaN;
    }
  }

  scoreRank(weights) {
    this.score(weights);
    const { composite, scores, selected, n } = this;
    for (let at = 0; at < n; at += 1) scores[at] = selected[at] ? composite[at] : NaN;
    return { order: this.sorter.sort(scores), scores: scores.slice() };
  }

  sliderMove(least, weights) {
    const count = this.filter(least);
    const means = this.means();
    return { count, means, ...this.scoreRank(weights) };
  }

  /** Mean rank and share of draws in the first `k`, all areas chosen, no value missing. */
  monteCarlo(weights, draws, k) {
    const { n, scored } = this;
    const width = this.raw.length;
    const rankSum = new Float64Array(n), top = new Uint32Array(n), times = new Uint32Array(n);
    const own = new Float64Array(width);
    for (let draw = 0; draw < draws; draw += 1) {
      own.set(weights.subarray(draw * width, (draw + 1) * width));
      this.score(own);
      const order = this.sorter.sort(this.composite);
      for (let place = 0; place < order.length; place += 1) {
        const at = order[place];
        rankSum[at] += place + 1;
        times[at] += 1;
        top[at] += place < k ? 1 : 0;
      }
    }
    return { meanRank: rankSum.map((sum, at) => sum / times[at]), topK: Float64Array.from(top, (own) => own / draws) };
  }
}

function scale(raw, lowers) {
  const turn = lowers ? -1 : 1;
  let min = Infinity, max = -Infinity, gappy = false;
  for (const value of raw) {
    if (value !== value) gappy = true;
    else {
      min = Math.min(min, turn * value);
      max = Math.max(max, turn * value);
    }
  }
  return { x: raw.map((value) => 100 * ((turn * value - min) / (max - min))), gappy };
}

function addOne(sums, x, w, start, end) {
  for (let at = start; at < end; at += 1) sums[at] += w * x[at];
}

function addTwo(sums, x, y, w, v, start, end) {
  for (let at = start; at < end; at += 1) sums[at] = sums[at] + w * x[at] + v * y[at];
}

function addGappy(sums, there, x, w, start, end) {
  for (let at = start; at < end; at += 1) {
    const value = x[at];
    if (value === value) {
      sums[at] += w * value;
      there[at] += w;
    }
  }
}

/** Highest first: two radix passes over 22-bit places on the range of scores, then insertion by exact score. */
class Sorter {
  constructor(n) {
    this.keys = new Uint32Array(n);
    this.a = new Uint32Array(n);
    this.b = new Uint32Array(n);
    this.low = new Uint32Array(2048);
    this.high = new Uint32Array(2048);
  }

  sort(scores) {
    const { keys, a, b, low, high } = this;
    let min = Infinity, max = -Infinity, n = 0;
    for (let at = 0; at < scores.length; at += 1) {
      const score = scores[at];
      if (score < min) min = score;
      if (score > max) max = score;
    }
    const factor = max > min ? 4194303 / (max - min) : 0;
    low.fill(0);
    high.fill(0);
    for (let at = 0; at < scores.length; at += 1) {
      const score = scores[at];
      if (score !== score) continue;
      const key = ((max - score) * factor) | 0;
      keys[at] = key;
      low[key & 2047] += 1;
      high[key >>> 11] += 1;
      a[n] = at;
      n += 1;
    }
    for (let digit = 0, l = 0, h = 0; digit < 2048; digit += 1) {
      const [ln, hn] = [low[digit], high[digit]];
      low[digit] = l;
      high[digit] = h;
      l += ln;
      h += hn;
    }
    for (let place = 0; place < n; place += 1) {
      const at = a[place];
      b[low[keys[at] & 2047]++] = at;
    }
    for (let place = 0; place < n; place += 1) {
      const at = b[place];
      a[high[keys[at] >>> 11]++] = at;
    }
    for (let end = 1; end < n; end += 1) {
      const at = a[end], score = scores[at];
      let place = end;
      while (place > 0 && scores[a[place - 1]] < score) {
        a[place] = a[place - 1];
        place -= 1;
      }
      a[place] = at;
    }
    return a.slice(0, n);
  }
}
