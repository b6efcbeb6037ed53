// From a walk that failed to a short recipe that fails in the same way.

/**
 * Leaves steps out as long as what remains still fails (delta debugging, Zeller and Hildebrandt 2002): first all but the
 * last few, then chunks, halved until they are single steps.
 *
 * `fails(steps)` resolves to those of the steps that were taken until the failure, or to null if nothing failed; it is
 * not asked any more once `over()` says so. Resolves to the shortest list found; null if not even the whole walk fails again.
 */
export async function shrink(steps, fails, over) {
  let current = await tail(steps, fails, over);
  if (current === null) return null;
  let chunks = 2;
  while (current.length > 1 && !over()) {
    const shorter = await without(current, chunks, fails, over);
    if (shorter) {
      current = shorter;
      chunks = Math.max(2, Math.min(chunks - 1, current.length));
    } else if (chunks < current.length) {
      chunks = Math.min(current.length, chunks * 2);
    } else {
      break;
    }
  }
  return current;
}

/** The fewest last steps, doubled until they fail. */
async function tail(steps, fails, over) {
  for (let n = 4; ; n *= 2) {
    const taken = await fails(steps.slice(-n));
    if (taken) return taken;
    if (n >= steps.length || over()) return null;
  }
}

/** The first list with one of so many chunks left out that fails; the last chunk is tried last, it is rarely in vain. */
async function without(steps, chunks, fails, over) {
  const bound = (n) => Math.round((n * steps.length) / chunks);
  for (let n = 0; n < chunks && !over(); n += 1) {
    const rest = [...steps.slice(0, bound(n)), ...steps.slice(bound(n + 1))];
    const taken = rest.length < steps.length && rest.length > 0 ? await fails(rest) : null;
    if (taken) return taken;
  }
  return null;
}
