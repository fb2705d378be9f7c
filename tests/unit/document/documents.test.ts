/** How long documents hold, what a file holds of them, what is needed of whom, and what they are called. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Activity, DocumentKind, Validity, WhenMissing } from "../../../functions/catalogue/rules/catalogue.ts";
import {
  documentIdOf,
  heldOf,
  kindOf,
  mayRemove,
  type DocumentState,
  type SentDocument,
} from "../../../functions/document/rules/document.ts";
import { dispositionOf, tidyName } from "../../../functions/document/rules/file-name.ts";
import {
  isPressing,
  lackingFor,
  needsOfChild,
  needsOfHousehold,
  standingOf,
} from "../../../functions/document/rules/needs.ts";
import { validUntil } from "../../../functions/document/rules/validity.ts";
import type { HeldDocument } from "../../../functions/family/rules/held-documents.ts";
import type { Child, Household } from "../../../functions/family/rules/family.ts";
import { id, readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { day, instant, wednesdays } from "../catalogue/samples.ts";

const today = day("2026-11-26");
const code = id("FamilyCode", "MARTIN01");
const insurance: DocumentKind = {
  id: id("DocumentKindId", "assurance"),
  name: "Assurance",
  of: "child",
  asked: "always",
  validity: { kind: "schoolYear" },
  whenMissing: "blocks",
};
const kindWith = (more: Partial<DocumentKind>): DocumentKind => ({ ...insurance, ...more });

describe("a document holds", () => {
  it.each<[Validity, string, string | null]>([
    [{ kind: "forever" }, "2026-11-26", null],
    [{ kind: "until", date: day("2027-08-31") }, "2026-11-26", "2027-08-31"],
    [{ kind: "schoolYear" }, "2026-09-01", "2027-08-31"],
    [{ kind: "schoolYear" }, "2027-05-31", "2027-08-31"],
    // For the year that comes.
    [{ kind: "schoolYear" }, "2027-06-01", "2028-08-31"],
    [{ kind: "schoolYear" }, "2027-08-31", "2028-08-31"],
    [{ kind: "span", number: 3, unit: "months" }, "2026-11-30", "2027-02-28"],
    [{ kind: "span", number: 1, unit: "years" }, "2028-02-29", "2029-02-28"],
    [{ kind: "span", number: 2, unit: "years" }, "2026-11-26", "2028-11-26"],
  ])("%j sent on %s until %s", (validity, sent, until) => {
    expect(validUntil(validity, day(sent))).toBe(until);
  });
});

const decided = {
  at: instant("2026-11-20T08:00:00Z"),
  by: id("Login", "AGENT.UN"),
  token: id("IdempotencyKey", "k".repeat(20)),
};
const accepted = (until?: string): DocumentState => ({
  status: "accepted",
  decided,
  ...(until === undefined ? {} : { until: day(until) }),
});
const refused: DocumentState = { status: "refused", decided, reason: "Illisible." };
const sent = (rank: number, state: DocumentState): SentDocument => ({
  id: documentIdOf(insurance.id, Date.UTC(2026, 10, 1, 8, rank), "abcdefghijkl"),
  owner: { familyCode: code },
  kind: insurance.id,
  fileId: id("FileId", "f".repeat(32)),
  name: "page.png",
  sentAt: instant("2026-11-01T08:00:00Z"),
  sentBy: id("Login", "MARTIN01"),
  state,
  version: 1,
});
const held = (...states: readonly DocumentState[]): HeldDocument | undefined =>
  heldOf(
    states.map((state, rank) => sent(rank, state)),
    () => "Trop lourd.",
  );

describe("a file holds", () => {
  it("nothing of a kind that was only announced", () => {
    expect(held()).toBeUndefined();
    expect(held({ status: "sending" })).toBeUndefined();
  });

  it("the accepted one that holds longest, and how many wait", () => {
    const found = held(accepted("2027-08-31"), accepted("2026-12-31"), { status: "toCheck" }, { status: "toCheck" });
    expect(found).toMatchObject({ accepted: { until: "2027-08-31" }, toCheck: 2 });
    expect(held(accepted("2027-08-31"), accepted())?.accepted).not.toHaveProperty("until");
  });

  it("why the last one was not taken, until another is sent", () => {
    expect(held(accepted("2027-08-31"), refused)?.refused?.reason).toBe("Illisible.");
    expect(held(refused, { status: "toCheck" })?.refused).toBeUndefined();
    expect(held({ status: "unfit", at: decided.at, why: "tooLarge" })?.refused?.reason).toBe("Trop lourd.");
    // What is on its way takes nothing from sight.
    expect(held(refused, { status: "sending" })?.refused?.reason).toBe("Illisible.");
  });

  it("the same, in whatever order the documents are read", () => {
    const states = fc.constantFrom(
      accepted("2027-08-31"),
      accepted(),
      refused,
      { status: "toCheck" } as const,
      {
        status: "sending",
      } as const,
    );
    fc.assert(
      fc.property(fc.array(states, { maxLength: 8 }), fc.nat(), (all, seed) => {
        const documents = all.map((state, rank) => sent(rank, state));
        const turned = documents.map((_, rank) => documents[(rank + seed) % documents.length]!);
        expect(heldOf(turned, String)).toEqual(heldOf(documents, String));
      }),
    );
  });

  it.each([
    ["missing", undefined],
    ["checking", held({ status: "toCheck" })],
    ["refused", held(refused)],
    ["checking", held(refused, { status: "toCheck" })],
    ["valid", held(accepted())],
    ["valid", held(accepted("2027-08-31"))],
    // Something that holds is worth more than a later refusal.
    ["valid", held(accepted("2027-08-31"), refused)],
    ["ending", held(accepted("2026-12-26"))],
    ["valid", held(accepted("2026-12-27"))],
    ["ending", held(accepted("2026-11-26"))],
    ["ended", held(accepted("2026-11-25"))],
    ["checking", held(accepted("2026-11-25"), { status: "toCheck" })],
  ] as const)("so that it is %s", (standing, found) => {
    expect(standingOf(found, today)).toBe(standing);
  });

  it("what staff accepted, for good: families take back the others only", () => {
    expect([accepted(), refused, { status: "toCheck" as const }].map((state) => mayRemove({ state }))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

const child = (more: Partial<Child> = {}): Child => ({
  id: id("ChildId", "E1"),
  firstName: "Léa",
  lastName: "Martin",
  birthDate: day("2019-03-07"),
  ...more,
});
const household = (more: Partial<Household> = {}): Household => ({
  code,
  guardians: [],
  address: { lines: [], postcode: "45300", town: "Pithiviers" },
  resident: true,
  ...more,
});
const asking = (more: Partial<Activity> = {}): Activity => ({
  ...wednesdays,
  eligibility: { documents: [insurance.id] },
  ...more,
});
const family = (ofChild: Partial<Child> = {}, ofHousehold: Partial<Household> = {}) => ({
  child: child(ofChild),
  household: household(ofHousehold),
});
const holding = (until?: string): { documents: Record<string, HeldDocument> } => ({
  documents: {
    assurance: {
      accepted: { id: sent(0, refused).id, ...(until === undefined ? {} : { until: day(until) }) },
      toCheck: 0,
    },
  },
});

describe("a booking lacks", () => {
  const lacking = (kind: DocumentKind, activity: Activity, who: ReturnType<typeof family>, date: PlainDate = today) =>
    lackingFor([kind], activity, who, date).map(({ ended, blocks }) => ({ ended, blocks }));

  it("what is asked of everybody, or by that activity, and was never accepted", () => {
    expect(lacking(insurance, wednesdays, family())).toEqual([{ ended: false, blocks: true }]);
    const byActivities = kindWith({ asked: "byActivities" });
    expect(lacking(byActivities, wednesdays, family())).toEqual([]);
    expect(lacking(byActivities, asking(), family())).toEqual([{ ended: false, blocks: true }]);
  });

  it("what holds today and no more on the day itself", () => {
    const who = family(holding("2027-08-31"));
    expect(lacking(insurance, wednesdays, who, day("2027-08-31"))).toEqual([]);
    expect(lacking(insurance, wednesdays, who, day("2027-09-01"))).toEqual([{ ended: true, blocks: true }]);
    expect(lacking(insurance, wednesdays, family(holding()), day("2033-01-01"))).toEqual([]);
  });

  it("nothing of another age, or of the household when it is the child's", () => {
    expect(lacking(kindWith({ ages: { from: 8 } }), wednesdays, family())).toEqual([]);
    expect(lacking(kindWith({ ages: { to: 7 } }), wednesdays, family())).toHaveLength(1);
    // Eight on 7 March 2027.
    expect(lacking(kindWith({ ages: { from: 8 } }), wednesdays, family(), day("2027-03-07"))).toHaveLength(1);
    expect(lacking(kindWith({ of: "household" }), wednesdays, family(holding()))).toHaveLength(1);
    expect(lacking(kindWith({ of: "household" }), wednesdays, family({}, holding()))).toEqual([]);
  });

  it.each<[WhenMissing, number, boolean]>([
    ["blocks", 0, true],
    ["blocks", 1, true],
    ["blocksUntilSent", 0, true],
    ["blocksUntilSent", 1, false],
    ["warns", 0, false],
  ])("%s, with %i to check: blocks is %s", (whenMissing, toCheck, blocks) => {
    const who = family({ documents: { assurance: { toCheck } } as Record<string, HeldDocument> });
    expect(lacking(kindWith({ whenMissing }), wednesdays, who)).toEqual([{ ended: false, blocks }]);
  });

  it("never enough for a canteen to refuse", () => {
    expect(lacking(insurance, { ...wednesdays, kind: "canteen" }, family())).toEqual([{ ended: false, blocks: false }]);
  });
});

describe("a family is asked for", () => {
  const byActivities = kindWith({ id: id("DocumentKindId", "aisance"), asked: "byActivities" });
  const asks = asking({ eligibility: { documents: [byActivities.id], minAge: 6, maxAge: 11 } });

  it("what everybody is, and what activities ask that may receive the child, by their names", () => {
    const offer = {
      documents: [insurance, byActivities],
      activities: [asks, { ...asks, name: "Vacances" }, wednesdays],
    };
    expect(needsOfChild(offer, child(), today).map(({ kind, activities }) => [kind.id, activities])).toEqual([
      ["assurance", []],
      ["aisance", ["Mercredis", "Vacances"]],
    ]);
    expect(needsOfChild(offer, child({ birthDate: day("2024-01-01") }), today).map(({ kind }) => kind.id)).toEqual([
      "assurance",
    ]);
    expect(needsOfChild({ ...offer, activities: [{ ...asks, to: addDays(today, -1) }] }, child(), today)).toHaveLength(
      1,
    );
  });

  it("what it has given, though nobody asks for it any more", () => {
    const given = child(holding("2027-08-31"));
    const offer = { documents: [kindWith({ asked: "byActivities" })], activities: [] };
    expect(needsOfChild(offer, given, today)).toHaveLength(1);
    expect(needsOfChild(offer, child(), today)).toEqual([]);
  });

  it("what is its own, for whatever child", () => {
    const offer = { documents: [insurance, kindWith({ of: "household" })], activities: [] };
    expect(needsOfHousehold(offer, { household: household(), children: [] }, today)).toHaveLength(1);
  });

  it("at once, when something is to be done: what activities ask is said where one books", () => {
    const always = { activities: [] };
    const byOne = { activities: ["Vacances"] };
    expect((["missing", "ended", "refused", "ending"] as const).map((one) => isPressing(one, always))).toEqual(
      Array(4).fill(true),
    );
    expect((["valid", "checking"] as const).map((one) => isPressing(one, always))).toEqual([false, false]);
    expect((["missing", "ended", "refused", "ending"] as const).map((one) => isPressing(one, byOne))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("a document's name", () => {
  it.each([
    ["assurance 2026.pdf", "assurance 2026.pdf"],
    ["C:\\Users\\Léa\\Bureau\\certificat.pdf", "certificat.pdf"],
    ["../../etc/passwd", "passwd"],
    ["a\u202efdp.exe", "afdp.exe"],
    ["\u200f\u200bnom\u0000\u0007.png", "nom.png"],
    ['a<b>:"|?*%c.pdf', "abc.pdf"],
    ["   .. espaces   et\tpoints ..  ", "espaces et points"],
    ["", "document"],
    ["////", "document"],
    ["\u202e", "document"],
  ])("%j is shown as %j", (given, shown) => {
    expect(tidyName(given)).toBe(shown);
  });

  it("is never empty, never long, keeps its ending, and is tidy once and for all", () => {
    expect(tidyName(`${"é".repeat(500)}.pdf`)).toMatch(/^é+….pdf$/u);
    expect(tidyName("a\t\u0000\tb.pdf")).toBe("a b.pdf");
    expect(tidyName("e\u200b\u0301.pdf")).toBe("é.pdf");
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (given) => {
        const shown = tidyName(given);
        expect(Array.from(shown).length).toBeGreaterThan(0);
        expect(Array.from(shown).length).toBeLessThanOrEqual(80);
        expect(shown).not.toMatch(/[\p{C}/\\<>"]/u);
        expect(tidyName(shown)).toBe(shown);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves as one header field, with the ending of what it is", () => {
    expect(dispositionOf("attachment", "reçu d’août.exe", "pdf")).toBe(
      "attachment; filename=\"recu daout.pdf\"; filename*=UTF-8''re%C3%A7u%20d%E2%80%99ao%C3%BBt.pdf",
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (given) => {
        const field = dispositionOf("inline", tidyName(given), "jpeg");
        expect(field).toMatch(/^inline; filename="[\x20-\x21\x23-\x7e]+"; filename\*=UTF-8''[\w%.!#$&+^`|~-]+\.jpg$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it("says its kind, and sorts by time", () => {
    const one = documentIdOf(insurance.id, Date.UTC(2026, 10, 26, 8, 0, 0, 1), "abcdefghijkl");
    const later = documentIdOf(insurance.id, Date.UTC(2026, 10, 26, 8, 0, 0, 2), "aaaaaaaaaaaa");
    expect(readId("DocumentId", one)).toBe(one);
    expect(kindOf(one)).toBe("assurance");
    expect(one < later).toBe(true);
  });
});
