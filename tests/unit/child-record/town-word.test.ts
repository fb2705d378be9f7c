/** A child's file and the town's software: what somebody answered is never written over by an import. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeWord, type TownWord } from "../../../functions/child-record/rules/town-word.ts";

const field = fc.constantFrom("doctor" as const, "photo" as const, "allergies" as const);
type Field = "doctor" | "photo" | "allergies";
const value = fc.constantFrom("A", "B", "C");
const step = fc.oneof(
  fc.record({
    kind: fc.constant("import" as const),
    said: fc.uniqueArray(fc.tuple(field, value), { selector: ([one]) => one }),
  }),
  fc.record({ kind: fc.constant("change" as const), field, value: fc.option(value) }),
);

interface Standing {
  readonly value: unknown;
  readonly version: number;
}

describe("Any sequence of imports and answers", () => {
  test("leaves every answer as its author gave it, tells each that the file contradicts once, and enters the rest", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const fields = new Map<Field, Standing>();
        const words = new Map<Field, TownWord>();
        /** Fields whose last author is a person. */
        const answered = new Map<Field, unknown>();
        for (const one of steps) {
          if (one.kind === "change") {
            fields.set(one.field, { value: one.value, version: (fields.get(one.field)?.version ?? 0) + 1 });
            answered.set(one.field, one.value);
            continue;
          }
          const judged = judgeWord(Object.fromEntries(fields), Object.fromEntries(words), one.said);
          for (const [name, says] of one.said) {
            const last = words.get(name);
            const isNews = last?.value !== says;
            if (answered.has(name)) {
              expect(judged.values).not.toHaveProperty(name);
              expect(judged.kept.includes(name)).toBe(isNews && answered.get(name) !== says);
            } else {
              expect(judged.kept).not.toContain(name);
              expect(name in judged.values).toBe(isNews);
            }
          }
          for (const [name, says] of Object.entries(judged.values)) {
            const known = name as Field;
            fields.set(known, { value: says, version: (fields.get(known)?.version ?? 0) + 1 });
          }
          for (const [name, word] of Object.entries(judged.words ?? {})) words.set(name as Field, word);
          // The same file again changes nothing, and has nothing to tell.
          expect(judgeWord(Object.fromEntries(fields), Object.fromEntries(words), one.said)).toEqual({
            values: {},
            kept: [],
            words: null,
          });
        }
      }),
    );
  });

  test("an answer that was taken away is an answer too", () => {
    const judged = judgeWord({ doctor: { value: null, version: 2 } }, { doctor: { value: "A", version: 1 } }, [
      ["doctor", "B"],
    ]);
    expect(judged).toEqual({ values: {}, kept: ["doctor"], words: { doctor: { value: "B", version: 0 } } });
  });
});
