// What the monkey sees, run inside the page: the controls that can be reached, each with a description by which it is
// found again in a repeated walk.

/**
 * Puts `window.monkey` into the page. One function, because the browser gets its text and nothing around it.
 *
 * A description is { group, name, at }: the nearest test identifiers with digits as N and the kind of element, the text
 * of the control, and its place among those of its group.
 */
export function eyes() {
  const CONTROLS = "a[href], button, input, select, textarea, summary, label, th, canvas, [tabindex], [role=slider], [role=separator], "
    + "[role=tab], [role=row], [role=gridcell], [role=option], [role=menuitem], [draggable=true], .chip";
  // Everything else that has a name in the tests, headings and tables too, is clicked now and then.
  const ALL = `${CONTROLS}, h1, h2, h3, [data-testid]`;
  const FIELD = "textarea, input:not([type]), input[type=text], input[type=search], input[type=number]";
  const SLIDER = "input[type=range], [role=slider], [role=separator][tabindex]";
  const EDGE = 2;

  const plain = (id) => id.replace(/\d+/g, "N");
  const trail = (element) => {
    const ids = [];
    for (let at = element.closest("[data-testid]"); at; at = at.parentElement?.closest("[data-testid]")) ids.push(plain(at.dataset.testid));
    return ids;
  };
  const nameOf = (element) => {
    const text = element.getAttribute("aria-label") || element.textContent || element.title || element.placeholder || "";
    return text.replace(/\s+/g, " ").trim().slice(0, 40);
  };
  const groupOf = (element) => {
    const tag = element.localName;
    const kind = element.getAttribute("role") ?? (tag === "input" ? element.type : "");
    return `${trail(element).slice(0, 3).reverse().join(" > ")} ${tag}${kind ? `:${kind}` : ""}`.trim();
  };

  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const foreign = (element) => element.localName === "a" && new URL(element.href, location.href).host !== location.host;
  const usable = (element, top) => element.type !== "file" && !foreign(element)
    && !element.matches(":disabled, [aria-disabled=true]") && !element.closest("[inert], #boot, #boot-error, noscript")
    && (!top || top.contains(element)) && shown(element);

  /** The elements of a kind that can be reached now, below the uppermost dialog if one is open. */
  const reachable = (selectors, filter = () => true) => {
    const top = [...document.querySelectorAll("dialog[open]")].at(-1);
    return [...document.querySelectorAll(selectors)].filter((element) => filter(element) && usable(element, top));
  };
  /** Entries of menus that are folded: reached by opening the menu first. */
  const folded = (selectors) => {
    if (document.querySelector("dialog[open]")) return [];
    return [...document.querySelectorAll(`details.menu:not([open]) :is(${selectors})`)]
      .filter((element) => !element.disabled && element.localName !== "summary" && shown(element.closest("details")));
  };

  const KINDS = {
    click: () => reachable(ALL),
    field: () => reachable(FIELD, (element) => !element.readOnly),
    select: () => reachable("select", (element) => element.options.length > 1),
    slider: () => reachable(SLIDER),
    menu: () => folded("button, a[href], label"),
    language: () => [...reachable("[data-testid=language]"), ...folded("[data-testid=language]")],
    theme: () => [...reachable("[data-testid^=theme-]"), ...folded("[data-testid^=theme-]")],
    place: () => reachable("[data-testid^=place-]"),
  };

  const groups = (elements) => {
    const found = new Map();
    for (const element of elements) {
      const group = groupOf(element);
      if (!found.has(group)) found.set(group, []);
      found.get(group).push(element);
    }
    return found;
  };

  // How often a group was chosen, and how many looks ago it came up: what has just opened is tried first.
  const chosen = new Map();
  const age = new Map();

  const weightOf = (group, element, kind) => {
    const worth = kind !== "click" || element.matches(CONTROLS) ? 1 : 0.15;
    return (worth * (age.get(group) < 3 ? 4 : 1)) / (1 + (chosen.get(group) ?? 0));
  };

  /** Chooses a control by two numbers in [0, 1): its group, its place in the group. Null if there is none of the kind. */
  const choose = (kind, [first, second]) => {
    const found = groups(KINDS[kind]());
    if (kind === "click") {
      for (const group of age.keys()) if (!found.has(group)) age.delete(group);
      for (const group of found.keys()) age.set(group, (age.get(group) ?? -1) + 1);
    }
    const weights = [...found].map(([group, elements]) => [group, weightOf(group, elements[0], kind)]);
    let left = first * weights.reduce((sum, [, weight]) => sum + weight, 0);
    const group = (weights.find(([, weight]) => (left -= weight) < 0) ?? weights.at(-1))?.[0];
    if (group === undefined) return null;
    chosen.set(group, (chosen.get(group) ?? 0) + 1);
    const elements = found.get(group);
    const at = Math.floor(second * elements.length);
    const element = elements[at];
    return { group, name: nameOf(element), at, options: element.options?.length, canvas: element.localName === "canvas" };
  };

  const find = ({ group, name, at }, elements) => {
    const same = groups(elements).get(group) ?? [];
    if (same[at] && nameOf(same[at]) === name) return same[at];
    return same.find((element) => nameOf(element) === name) ?? same[at] ?? null;
  };

  const pointOf = (element, [right, down]) => {
    const seen = (box) => box.bottom > EDGE && box.top < innerHeight - EDGE && box.right > EDGE && box.left < innerWidth - EDGE;
    const first = () => element.getClientRects()[0] ?? element.getBoundingClientRect();
    if (!seen(first())) element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const box = first();
    const within = (value, end) => Math.min(Math.max(value, EDGE), end - EDGE);
    return { x: within(box.left + box.width * right, innerWidth), y: within(box.top + box.height * down, innerHeight) };
  };

  /** Where to point for a described control, what lies there, and through which menu; null if it is not there. */
  const aim = (on, part, kind = "click") => {
    let element = find(on, KINDS[kind]());
    const menu = element?.closest("summary") ? null : element?.closest("details.menu:not([open])");
    if (menu) element = menu.querySelector("summary");
    if (!element) return null;
    const point = pointOf(element, part);
    const hit = document.elementFromPoint(point.x, point.y);
    return { ...point, menu: Boolean(menu), met: Boolean(hit) && element.contains(hit), touched: hit ? trail(hit) : [] };
  };

  /** Gives the focus to a described control; what it holds is told. */
  const focus = (on, kind) => {
    const element = find(on, KINDS[kind]());
    element?.focus();
    return element && { touched: trail(element) };
  };

  /** Takes an option of a described list of choices, as the browser does once one is chosen. */
  const option = (on, at) => {
    const element = find(on, KINDS.select());
    if (!element) return null;
    element.focus();
    element.selectedIndex = Math.min(at, element.options.length - 1);
    for (const name of ["input", "change"]) element.dispatchEvent(new Event(name, { bubbles: true }));
    return { touched: trail(element), said: nameOf(element.options[element.selectedIndex] ?? element) };
  };

  // Words that no reader should ever meet: numbers that are none, texts that were not filled in.
  const NONSENSE = /\bNaN\b|\bundefined\b|\binf\b|\[object |\{[a-z_]*\}/;

  /** Whether the page still stands, and what was never seen before. */
  const reported = new Set();
  const state = (thorough) => {
    const error = ["boot-error", "boot-crash"].map((id) => document.getElementById(id)).find((own) => own && !own.hidden);
    const fresh = [...new Set([...document.querySelectorAll("[data-testid]")].map((element) => plain(element.dataset.testid)))]
      .filter((id) => !reported.has(id));
    fresh.forEach((id) => reported.add(id));
    const text = thorough ? document.querySelector(".app")?.innerText.match(NONSENSE) : null;
    return {
      dead: error ? error.innerText.replace(/\s+/g, " ") : null,
      nonsense: text ? text.input.slice(Math.max(0, text.index - 60), text.index + 30).replace(/\s+/g, " ") : null,
      seen: fresh,
    };
  };

  window.monkey = { choose, aim, focus, option, state };
}
