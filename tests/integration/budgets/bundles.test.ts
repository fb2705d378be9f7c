/** What each function weighs above its bare handler, held to the budget: the same measure as `npm run bench`. */
import { expect, it } from "vitest";
import { bundleOverOf } from "../../bench/budgets.ts";
import { measureBundles } from "../../bench/bundles.ts";

it("no function weighs more than its budget above a bare handler with the same clients", async () => {
  const sizes = await measureBundles();
  expect(sizes.length).toBeGreaterThan(5);
  // A bare handler that found no client would make every budget easy.
  for (const { name, bare } of sizes.filter((size) => size.name !== "customMessage"))
    expect(bare, name).toBeGreaterThan(150_000);
  expect(
    sizes.filter(({ name, over }) => over > bundleOverOf(name)).map(({ name, over }) => `${name}: ${over}`),
  ).toEqual([]);
  // Every function and its bare handler are bundled anew.
}, 120_000);
