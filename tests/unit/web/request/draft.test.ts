/** What a draft of several changes holds is read for what it is, whatever another version of the site wrote there. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { id } from "../../../../functions/kernel/ids.ts";
import type { RequestView } from "../../../../functions/request/contract/file.ts";
import { draftOf, readParts, textsOf } from "../../../../web/parents/request/draft.ts";

const request: RequestView = {
  id: id("RequestId", "20261126080000000.abcdefghijkl"),
  section: "household",
  title: "Foyer",
  changes: [{ field: "situation", label: "Situation familiale", value: "married" }],
  more: [
    {
      section: "adult",
      title: "Responsable",
      whose: "Mme Martin",
      guardianId: id("GuardianId", "1"),
      changes: [{ field: "links", label: "Lien", value: { E1: "mother" } }],
    },
  ],
  state: "sent",
  sentAt: id("Instant", "2026-11-26T08:00:00Z"),
  version: 3,
  documents: [],
  kinds: [],
  acts: [],
};

test("a request that is corrected is read back as it was put there", () => {
  const draft = draftOf(request);
  expect(draft.of).toEqual({ requestId: request.id, version: 3 });
  expect(readParts(textsOf(draft)["parts"] ?? "")).toEqual(draft.parts);
  expect(draft.parts).toHaveLength(2);
});

test("whatever else stands there is no part", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const parts = readParts(JSON.stringify(value));
      expect(parts.every(({ changes }) => changes.length > 0)).toBe(true);
    }),
  );
  expect(readParts("")).toEqual([]);
  expect(readParts(JSON.stringify([{ section: "newChild", title: "Enfant", changes: [] }]))).toEqual([]);
});
