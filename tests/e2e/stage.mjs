// What the tests of a file stand on: a server, a browser and a scratch folder, there before the first and gone after the last.
// Every file of tests is a process of its own, so whoever imports this gets its own.
import { after } from "node:test";
import { launch, serve } from "./harness.mjs";
import { openPage, go, id, scratch } from "./page.mjs";

export const [server, browser, folder] = await Promise.all([serve(), launch(), scratch()]);

after(async () => {
  await browser.close();
  await server.close();
  await folder.remove();
});

/** Opens a place of the served page in a fresh profile. */
export async function openPlace(place, options) {
  const visitor = await openPage(browser, server.url, options);
  await go(visitor.page, place);
  return visitor;
}

/** Opens the ranking in a fresh profile, with rows in it. */
export async function openList(options) {
  const visitor = await openPlace("priority", options);
  await id(visitor.page, "row").first().waitFor();
  return visitor;
}
