/** Our French for zod says what zod's own says, of everything that the contract can refuse. */
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import library from "zod/v4/locales/fr.js";
import { allRoutes } from "../../../functions/contract.ts";
import type { Routes } from "../../../functions/http/route.ts";
import { french } from "../../../functions/http/french.ts";

const junk: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  1e9,
  NaN,
  "",
  "x",
  "x".repeat(6_000),
  [],
  [null],
  ["x"],
  Array.from({ length: 300 }, () => ({})),
  {},
  { of: 1 },
  { of: 1, other: 2 },
  { from: "x", to: 1, childId: 2, lines: [{}] },
];

/** Junk in place of the whole, of each of its fields, and of each field of what it is a list of. */
function* around(schema: z.core.$ZodType): Generator {
  yield* junk;
  if (schema instanceof z.ZodMiniArray) for (const one of around(schema._zod.def.element)) yield [one];
  if (!(schema instanceof z.ZodMiniObject)) return;
  for (const [field, part] of Object.entries(schema.shape)) for (const value of around(part)) yield { [field]: value };
}

const messages = (
  schema: z.ZodMiniType,
  value: unknown,
  error: z.core.$ZodErrorMap,
): readonly (readonly [code: string, message: string])[] => {
  z.config({ localeError: error });
  return (z.safeParse(schema, value).error?.issues ?? []).map(({ code, message }) => [code, message] as const);
};

const routes: Routes = allRoutes;
const parts = Object.entries(routes).flatMap(([id, { params, query, body }]) =>
  Object.entries({ params, query, body }).flatMap(([name, schema]) =>
    schema === undefined ? [] : [[`${id}: ${name}`, schema] as const],
  ),
);
const theirs = library().localeError;
const seen = new Set<string>();

describe("what a field is refused with", () => {
  it.each(parts)("%s", (_, schema) => {
    for (const value of around(schema)) {
      const ours = messages(schema, value, french);
      expect(ours).toEqual(messages(schema, value, theirs));
      for (const [code] of ours) seen.add(code);
    }
  });

  it("was tried for every kind of refusal that has words of its own", () => {
    expect([...seen]).toEqual(
      expect.arrayContaining(["invalid_type", "invalid_value", "too_big", "too_small", "unrecognized_keys"]),
    );
  });
});
