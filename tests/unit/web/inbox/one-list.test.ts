/** One list of four: whatever their pages, everything is shown once, in the order of waiting, and nothing jumps in before. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isSought, merged, type Entry } from "../../../../web/staff/inbox/oneList.ts";

interface One {
  readonly since: string;
  readonly name: string;
}
const sinceOf = (rank: number): string => `2026-11-${String(1 + (rank % 28)).padStart(2, "0")}T08:00:00Z`;

/** Lists in their own order, each cut into pages. */
const lists = fc
  .array(fc.record({ sinces: fc.array(fc.nat(27), { maxLength: 12 }), size: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map(({ sinces, size }, list) => ({
      size,
      items: [...sinces]
        .sort((one, other) => one - other)
        .map((rank, place): One => ({ since: sinceOf(rank), name: `${list}.${place}` })),
    })),
  );

test("page by page, the list only grows at its end, and holds everything at last", () => {
  fc.assert(
    fc.property(lists, (all) => {
      const read = all.map(({ size }) => size);
      const shownNow = () =>
        merged(
          all.map(({ items }, rank) => ({
            items: items.slice(0, read[rank]),
            more: items.length > (read[rank] ?? 0),
          })),
        );
      let before: readonly One[] = [];
      for (let turn = 0; turn < 100; turn += 1) {
        const { shown, next } = shownNow();
        const sinces = shown.map(({ since }) => since);
        expect(sinces).toEqual([...sinces].sort());
        // What was on screen stays where it was, but for those of one moment among themselves.
        expect(sinces.slice(0, before.length)).toEqual(before.map(({ since }) => since));
        expect(shown.map(({ name }) => name)).toEqual(expect.arrayContaining(before.map(({ name }) => name)));
        before = shown;
        if (next.length === 0) break;
        for (const rank of next) read[rank] = (read[rank] ?? 0) + (all[rank]?.size ?? 1);
      }
      expect(before.map(({ name }) => name).sort()).toEqual(
        all.flatMap(({ items }) => items.map(({ name }) => name)).sort(),
      );
    }),
  );
});

test("a page more is asked of the list that holds the others back, and of no other", () => {
  const at = (rank: number): One => ({ since: sinceOf(rank), name: String(rank) });
  expect(
    merged([
      { items: [at(1), at(9)], more: true },
      { items: [at(2), at(4)], more: true },
      { items: [at(3)], more: false },
    ]),
  ).toEqual({ shown: [at(1), at(2), at(3), at(4)], next: [1] });
});

test("it is narrowed by kind, age, place and words, whatever their accents", () => {
  const one: Entry = {
    kind: "firstRequest",
    since: "2026-11-20T08:00:00Z",
    places: ["Les Tilleuls"],
    text: "solene marchadier pithiviers",
  };
  const everything = { kind: "all", until: null, place: "", text: "" } as const;
  expect(isSought(one, everything)).toBe(true);
  expect(isSought(one, { ...everything, kind: "firstRequest", text: "SOLÈNE pith" })).toBe(true);
  expect(isSought(one, { ...everything, kind: "request" })).toBe(false);
  expect(isSought(one, { ...everything, until: "2026-11-19T08:00:00Z" })).toBe(false);
  expect(isSought(one, { ...everything, until: "2026-11-21T08:00:00Z", place: "Les Tilleuls" })).toBe(true);
  expect(isSought(one, { ...everything, place: "Les Vignes" })).toBe(false);
  expect(isSought(one, { ...everything, text: "martin" })).toBe(false);
});
