/** A request that says anything of what is kept from an adult is not there for them; any other is. */
import { describe, expect, test } from "vitest";
import type { Child } from "../../../functions/family/rules/family.ts";
import { seenFamily } from "../../../functions/family/rules/seen.ts";
import { id } from "../../../functions/kernel/ids.ts";
import type { FileRequest } from "../../../functions/request/rules/request.ts";
import { mayFollow } from "../../../functions/request/rules/seen.ts";

const [one, two] = [id("GuardianId", "1"), id("GuardianId", "2")];
const hidden: Child = {
  id: id("ChildId", "E1"),
  firstName: "Léa",
  lastName: "Martin",
  birthDate: id("PlainDate", "2018-05-04"),
  shutOut: [two],
};
const family = (by: typeof one | "office") =>
  seenFamily(
    {
      code: id("FamilyCode", "AB1234"),
      guardians: [one, two].map((rank) => ({ id: rank, firstName: "A", lastName: "Martin", payer: true })),
      address: { lines: ["3 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
      resident: true,
      shielded: [one],
    },
    [{ child: hidden, left: false }],
    by,
  );

const request = (about: Partial<FileRequest>): FileRequest => ({
  id: id("RequestId", "20261126080000000.abcdefghijkl"),
  familyCode: id("FamilyCode", "AB1234"),
  familyName: "Mme Martin",
  section: "household",
  schools: [],
  changes: [{ field: "situation", before: null, after: "married" }],
  documents: [],
  others: [],
  state: "sent",
  sentAt: id("Instant", "2026-11-26T08:00:00Z"),
  acts: [],
  version: 1,
  ...about,
});
const change = (field: string, after: unknown) => ({ field, before: null, after });
const documentId = id("DocumentId", "assurance.20261126080000000.abcdefghijkl");

const kept: Readonly<Record<string, Partial<FileRequest>>> = {
  "of the child": { childId: hidden.id },
  "that has entered the child": {
    section: "newChild",
    decided: { at: id("Instant", "2026-11-26T09:00:00Z"), from: "sent", made: hidden.id },
  },
  "that names the child as a new one, however it is written": {
    section: "newChild",
    changes: [change("firstName", "LEA"), change("lastName", "martin"), change("birthDate", "2018-05-04")],
  },
  "with a document of the child": { documents: [{ id: documentId, childId: hidden.id }] },
  "that links an adult to the child": {
    section: "adult",
    guardianId: two,
    changes: [change("links", { E1: "father", E2: "father" })],
  },
  "that links an adult who is to come to the child": {
    section: "newAdult",
    changes: [change("lastName", "Petit"), change("links", { E1: "stepparent" })],
  },
  "that has entered an adult who is shielded by now": {
    section: "newAdult",
    changes: [change("lastName", "Petit")],
    decided: { at: id("Instant", "2026-11-26T09:00:00Z"), from: "sent", madeAdult: one },
  },
  "of the departure of a shielded adult": {
    section: "adultLeaving",
    guardianId: one,
    changes: [change("from", "2026-12-01")],
  },
  "of a shielded adult": { section: "adult", guardianId: one, changes: [change("phone", "06 12 34 56 78")] },
  "of the home of a shielded adult": { changes: [change("address", { lines: ["1 rue"], postcode: "1", town: "A" })] },
};
const shown: Readonly<Record<string, Partial<FileRequest>>> = {
  "of the household's situation": {},
  "of that adult": { section: "adult", guardianId: two, changes: [change("phone", "06 12 34 56 78")] },
  "that links that adult to another child": {
    section: "adult",
    guardianId: two,
    changes: [change("links", { E2: "father" })],
  },
  "of an adult who is to come, linked to another child": {
    section: "newAdult",
    changes: [change("lastName", "Petit"), change("links", { E2: "father" })],
  },
  "of their own departure": { section: "adultLeaving", guardianId: two, changes: [change("from", "2026-12-01")] },
  "of another new child": {
    section: "newChild",
    changes: [change("firstName", "Léa"), change("lastName", "Martin"), change("birthDate", "2020-05-04")],
  },
};

describe("an adult who is shut out of a child, beside a shielded one", () => {
  test.each(Object.entries(kept))("does not follow a request %s", (_, about) => {
    expect(mayFollow(request(about), family(two), two)).toBe(false);
    expect(mayFollow(request(about), family(one), one)).toBe(true);
    expect(mayFollow(request(about), family("office"), "office")).toBe(true);
  });
  const whole = Object.entries(kept).filter(([, { decided, documents }]) => !decided && !documents);
  test.each(whole)("does not follow one of several changes, of which one is %s", (_, about) => {
    const { section = "household", guardianId, childId, changes = request({}).changes } = about;
    const joined = request({ more: [{ section, guardianId, childId, changes }] });
    expect(mayFollow(joined, family(two), two)).toBe(false);
    expect(mayFollow(joined, family(one), one)).toBe(true);
  });
  test.each(Object.entries(shown))("follows a request %s", (_, about) => {
    expect(mayFollow(request(about), family(two), two)).toBe(true);
  });
});
