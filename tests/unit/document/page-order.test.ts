/** Pages of one paper, sent in one second or over several, stand in the order in which they were chosen. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { documentIdOf } from "../../../functions/document/rules/document.ts";
import { latestFirst, oldestFirst } from "../../../functions/document/rules/page-order.ts";
import { id } from "../../../functions/kernel/ids.ts";

const kind = id("DocumentKindId", "vaccins");
const start = Date.parse("2026-11-23T08:00:00Z");

/** Choices one after the other, each of some files, which are announced in any order within some seconds. */
const choices = fc.array(
  fc.record({
    seconds: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }),
    names: fc.constantFrom("IMG_", "page ", ""),
  }),
  { minLength: 1, maxLength: 4 },
);
const documentsOf = (all: readonly { readonly seconds: readonly number[]; readonly names: string }[]) =>
  all.flatMap(({ seconds, names }, choice) =>
    seconds.map((second, rank) => {
      const at = start + choice * 10_000 + second * 1000;
      return {
        id: documentIdOf(kind, at + rank, `${choice}${rank}`.padStart(12, "a")),
        // Names that count against the order, as those of a camera do when its counter turns over.
        name: `${names}${9 - rank}.jpg`,
        sentAt: id("Instant", new Date(at).toISOString().replace(".000", "")),
        page: { of: `choice-${choice}`, rank },
      };
    }),
  );
const said = (documents: readonly { readonly page: { readonly of: string; readonly rank: number } }[]) =>
  documents.map(({ page: { of, rank } }) => `${of} ${rank}`);

test("whatever the order in which they came, each choice is read as it was made", () => {
  fc.assert(
    fc.property(
      choices.chain((all) =>
        fc.tuple(
          fc.constant(documentsOf(all)),
          fc.shuffledSubarray(documentsOf(all), { minLength: documentsOf(all).length }),
        ),
      ),
      ([chosen, come]) => {
        expect(said(oldestFirst(come))).toEqual(said(chosen));
        const byChoice = [...Map.groupBy(chosen, ({ page }) => page.of).values()].reverse().flat();
        expect(said(latestFirst(come))).toEqual(said(byChoice));
      },
    ),
  );
});

test("without a choice, those of one second are read as their names count", () => {
  const one = (name: string, nonce: string) => ({
    id: documentIdOf(kind, start, nonce.padStart(12, "a")),
    name,
    sentAt: id("Instant", "2026-11-23T08:00:00Z"),
  });
  const documents = [one("page 10.jpg", "x"), one("page 2.jpg", "z"), one("page 1.jpg", "y")];
  expect(oldestFirst(documents).map(({ name }) => name)).toEqual(["page 1.jpg", "page 2.jpg", "page 10.jpg"]);
});
