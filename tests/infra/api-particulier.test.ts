/** The town's token of API Particulier: a secret of its own, which one function may read, and no template tells. */
import { beforeAll, expect, test } from "vitest";
import { fullPortal, smallPortal, type Portal } from "./support/templates.ts";

let small: Portal;
let full: Portal;
beforeAll(async () => {
  small = await smallPortal();
  full = await fullPortal();
});

const isToken = ({ id }: { readonly id: string }): boolean => id.startsWith("ApiParticulier");
const settingOf = (portal: Portal): unknown =>
  portal
    .ofType("AWS::Lambda::Function")
    .find(({ properties }) => properties.at("Description").value === "Portail Famille: quotientSource")
    ?.properties.at("Environment", "Variables", "API_PARTICULIER").value;

test("is nowhere in a town that asks for no access", () => {
  expect(small.ofType("AWS::SecretsManager::Secret").filter(isToken)).toEqual([]);
  expect(settingOf(small)).toBe("");
});

test("may be read by the function that asks, and by no other", () => {
  const [token, ...others] = full.ofType("AWS::SecretsManager::Secret").filter(isToken);
  if (!token) throw new Error("There is no secret");
  expect(others).toEqual([]);
  const readers = full
    .ofType("AWS::IAM::Role")
    .filter(({ properties }) => JSON.stringify(properties.at("Policies").value ?? "").includes(token.id));
  expect(readers.map(({ id }) => id)).toEqual([expect.stringMatching(/^FunctionsquotientSourceRole/u)]);
  const setting = JSON.stringify(settingOf(full));
  expect(setting).toContain("https://particulier.api.gouv.fr");
  expect(setting).toContain("21450252200012");
});
