/** PayFiP in the templates: off unless the town says so, and the treasury's own address. */
import { beforeAll, expect, test } from "vitest";
import { fullPortal, smallPortal, type Portal } from "./support/templates.ts";

let small: Portal;
let full: Portal;
beforeAll(async () => {
  small = await smallPortal();
  full = await fullPortal();
});

const settingsOf = (portal: Portal): readonly unknown[] =>
  portal
    .ofType("AWS::Lambda::Function")
    .map(({ properties }) => properties.at("Environment", "Variables", "PAYFIP").value)
    .filter((value) => value !== undefined);

test("nothing is paid online in a town whose configuration does not say so", () => {
  expect(new Set(settingsOf(small))).toEqual(new Set([""]));
});

test("the treasury is asked at its own address, in the town's mode", () => {
  expect(settingsOf(full).length).toBeGreaterThan(1);
  expect([...new Set(settingsOf(full))]).toEqual([
    JSON.stringify({ endpoint: "https://www.payfip.gouv.fr", mode: "production" }),
  ]);
});
