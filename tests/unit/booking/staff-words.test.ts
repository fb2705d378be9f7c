/** What staff read is written for staff: every refusal, and every problem that a route of the office can answer with. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Refusal } from "../../../functions/booking/rules/booking-rules.ts";
import { refusalWords } from "../../../functions/booking/words.fr.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { root } from "../../../infra/build.ts";

const at = id("Instant", "2026-12-07T09:00:00Z");
const date = id("PlainDate", "2026-12-09");
const today = id("PlainDate", "2026-11-23");
const firstName = "Lou";

/** One of each code: a code that is added here is added with its words. */
const every: { readonly [code in Refusal["code"]]: Refusal & { readonly code: code } } = {
  outsidePeriod: { code: "outsidePeriod", from: date, to: date },
  otherWeekday: { code: "otherWeekday", weekdays: [3] },
  publicHoliday: { code: "publicHoliday", holiday: "christmas" },
  bridge: { code: "bridge" },
  schoolHolidays: { code: "schoolHolidays", name: "vacances de Noël", resumes: date },
  schoolTime: { code: "schoolTime" },
  calendarUnknown: { code: "calendarUnknown" },
  siteClosed: { code: "siteClosed", reason: "dégât des eaux", to: date, kind: "closure" },
  tooYoung: { code: "tooYoung", firstName, minAge: 3, from: date },
  leaves: { code: "leaves", firstName, from: date },
  tooOld: { code: "tooOld", firstName, maxAge: 11, from: date },
  otherGrade: { code: "otherGrade", firstName, grade: "CP", grades: ["CM1"] },
  gradeUnknown: { code: "gradeUnknown", firstName },
  otherSchool: { code: "otherSchool", firstName, schools: ["Jean-Moulin"] },
  fileIncomplete: {
    code: "fileIncomplete",
    firstName,
    childId: id("ChildId", "E1"),
    missing: [{ what: "enrolment", activityId: id("ActivityId", "theatre"), standing: "none" }],
  },
  suspended: { code: "suspended", overdue: { amount: cents(6240), since: date } },
  documentMissing: {
    code: "documentMissing",
    firstName,
    childId: id("ChildId", "E1"),
    lacking: [
      {
        kind: {
          id: id("DocumentKindId", "assurance"),
          name: "Attestation d’assurance",
          of: "child",
          asked: "always",
          validity: { kind: "schoolYear" },
          whenMissing: "blocks",
        },
        ended: false,
        checking: false,
        blocks: true,
      },
    ],
  },
  unknownChild: { code: "unknownChild" },
  unknownActivity: { code: "unknownActivity" },
  unknownUnit: { code: "unknownUnit" },
  accountClosed: { code: "accountClosed", since: at },
  past: { code: "past" },
  notAnnounced: { code: "notAnnounced" },
  tooLate: { code: "tooLate", since: at },
  windowClosed: { code: "windowClosed", since: at },
  windowSoon: { code: "windowSoon", opensAt: at, residentsFirst: true },
  opensTooLate: { code: "opensTooLate", opensAt: at, bookBefore: at },
  residentsOnly: { code: "residentsOnly" },
  alreadyBooked: { code: "alreadyBooked", firstName },
  alreadyWaiting: { code: "alreadyWaiting", firstName },
  alreadyAsked: { code: "alreadyAsked", firstName },
  offered: { code: "offered", firstName, until: at },
  incompatible: { code: "incompatible", firstName, unitName: "Journée", activityName: "Mercredis" },
  otherHousehold: { code: "otherHousehold", firstName },
  full: { code: "full", places: 12, freedUntil: at, list: true },
  beingOffered: { code: "beingOffered" },
  quotaReached: { code: "quotaReached", firstName, days: 2, per: "week", furtherFrom: at },
  minimum: {
    code: "minimum",
    firstName,
    minimum: { days: 3, per: "week" },
    from: date,
    to: date,
    by: "adding",
    needed: 3,
    days: 1,
    missing: null,
    mayLeave: false,
  },
  toPay: { code: "toPay", firstName: "Léa", until: at },
  walletShort: { code: "walletShort", price: cents(720), balance: cents(500) },
  prepaidChange: { code: "prepaidChange" },
  justClosed: { code: "justClosed" },
  changed: { code: "changed" },
  notBooked: { code: "notBooked" },
  tooLateToCancel: { code: "tooLateToCancel", since: at },
  neverCancelled: { code: "neverCancelled" },
  notOffered: { code: "notOffered" },
  cancelInstead: { code: "cancelInstead" },
  changeInstead: { code: "changeInstead" },
  approvalFirst: { code: "approvalFirst" },
  sameBooking: { code: "sameBooking" },
};
const full = (list: boolean, freedUntil: typeof at | null): Refusal => ({ code: "full", places: 1, freedUntil, list });

/** Words for who has no desk: it is called, one's own family and pages are spoken of, one puts oneself on a list. */
const forFamilies =
  /guichet|votre|vos |vous (?:êtes|pouvez|trouvez|gardez)|prévenu|inscrivez-vous|« mes |votre place|Revenez|nécessité/iu;

describe("A refusal that staff read", () => {
  test.each([...Object.values(every), full(true, null), full(false, null), full(false, at)])(
    "$code is written for staff",
    (refusal) => {
      const { sentence } = refusalWords(refusal, today, "staff");
      expect(sentence).not.toMatch(forFamilies);
      expect(sentence).toMatch(/[.]$/u);
    },
  );

  test("keeps the few words of the cell, and families go on reading theirs", () => {
    expect(refusalWords(every.tooLate, today, "staff").short).toBe(refusalWords(every.tooLate, today).short);
    expect(refusalWords(every.tooLate, today).sentence).toContain("contactez le guichet");
  });
});

/** Every source file of a folder. */
const read = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file}`);

test("No problem of a route of the office leads to the desk", () => {
  const leading = read("functions")
    .filter((file) => !file.endsWith(".fr.ts"))
    .filter((file) =>
      /(?:contactez|appelez|joignez|prévenez|voyez avec) le guichet|demandez[^"`\n]* au guichet|faites[^"`\n]* par le guichet/iu.test(
        readFileSync(join(root, file), "utf8"),
      ),
    );
  // Each knows who reads; taking a document back, and the file that who left may not read, are a family's own routes, and
  // an address is kept from nobody at the office.
  expect(leading.sort()).toEqual([
    "functions/access/use-cases/guardians.ts",
    "functions/billing/use-cases/sight.ts",
    "functions/document/use-cases/remove.ts",
    "functions/family/refuse-who-left.ts",
    "functions/family/sections/household.ts",
    "functions/http/answer.ts",
  ]);
});
