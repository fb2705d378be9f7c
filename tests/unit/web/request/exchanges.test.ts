/** « Suivre mes demandes »: whose turn it is, and that nothing is shown out of its order or left out, however it is read. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { NeedView } from "../../../../functions/document/contract/needs.ts";
import type { EnrolmentView } from "../../../../functions/enrolment/contract.ts";
import type { HistoryEntry } from "../../../../functions/history/contract.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import type { RequestView } from "../../../../functions/request/contract/file.ts";
import { states } from "../../../../functions/request/rules/request.ts";
import { exchangesIn } from "../../../../web/parents/request/exchanges.ts";

const instant = (minute: number) =>
  id("Instant", new Date(1_790_000_000_000 + minute * 60_000).toISOString().replace(".000", ""));
const child = { id: id("ChildId", "1"), firstName: "Léa" };

const requestId = (minute: number) => id("RequestId", `${String(minute).padStart(17, "0")}.abcdefghijkl`);
const enrolmentId = (minute: number) => id("EnrolmentId", `enrolment-${String(minute).padStart(8, "0")}`);

const request = (minute: number, state: RequestView["state"]): RequestView => ({
  id: requestId(minute),
  section: "household",
  title: "Foyer",
  state,
  sentAt: instant(minute),
  version: 1,
  changes: [],
  documents: [],
  kinds: [],
  acts: [],
});
const entry = (minute: number, author: HistoryEntry["author"]): HistoryEntry => ({
  id: `entry ${minute}`,
  what: "refused",
  label: "Demande refusée",
  at: instant(minute),
  who: "Le guichet",
  author,
  date: id("PlainDate", "2026-12-02"),
  childId: child.id,
  childName: child.firstName,
  unitName: "Journée",
});
const booking = (date: string, status: BookingView["status"], past = false): BookingView => ({
  date: id("PlainDate", date),
  childId: child.id,
  activityId: id("ActivityId", "mercredis"),
  activityName: "Mercredis",
  activityKind: "wednesday",
  siteName: "Les Tilleuls",
  siteTown: "Ville",
  unitId: id("UnitId", "journee"),
  unitName: "Journée",
  from: "08:00",
  to: "18:00",
  meal: true,
  status,
  cancellable: true,
  past,
});
const enrolment = (minute: number, status: EnrolmentView["status"]): EnrolmentView => ({
  id: enrolmentId(minute),
  childId: child.id,
  activityId: id("ActivityId", "etude"),
  activityName: "Étude",
  from: id("PlainDate", "2026-09-01"),
  to: id("PlainDate", "2027-07-04"),
  status,
  askedAt: instant(minute),
  byOffice: false,
  version: 1,
});
const need = (facts: Partial<NeedView>): NeedView => ({
  kind: id("DocumentKindId", "assurance"),
  name: "Attestation d’assurance",
  activities: [],
  whenMissing: "warns",
  standing: "missing",
  pressing: true,
  toCheck: 0,
  ...facts,
});
const nothing = {
  requests: { items: [], next: undefined },
  history: { items: [], next: undefined },
  bookings: [],
  enrolments: [],
  documents: [],
};
const keysOf = (all: readonly { readonly key: string }[]) => all.map(({ key }) => key);

describe("the list of what passes between a family and the office", () => {
  it("has a request in one part, whatever its state", () => {
    for (const state of states) {
      const { yours, waiting, settled } = exchangesIn({
        ...nothing,
        requests: { items: [request(1, state)], next: undefined },
      });
      expect([yours, waiting, settled].map(({ length }) => length).toSorted(), state).toEqual([0, 0, 1]);
      if (state === "moreAsked") expect(yours).toHaveLength(1);
    }
  });

  it("says that it is the family's turn when the office asks for more, or could not take a paper", () => {
    const { yours, waiting } = exchangesIn({
      ...nothing,
      requests: { items: [request(3, "moreAsked"), request(2, "sent")], next: undefined },
      documents: [
        {
          child,
          shared: false,
          needs: [
            need({ standing: "refused", reason: "Illisible", refusedAt: instant(5) }),
            need({ kind: id("DocumentKindId", "domicile"), standing: "checking", toCheck: 1 }),
            need({ kind: id("DocumentKindId", "photo"), standing: "missing" }),
          ],
        },
      ],
    });
    expect(keysOf(yours)).toEqual(["1 assurance", requestId(3)]);
    expect(keysOf(waiting)).toEqual([requestId(2), "1 domicile"]);
  });

  it("shows a paper that goes with a request beside that request only", () => {
    const paper = {
      id: id("DocumentId", "domicile.20261126080000000.abcdefghijkl"),
      kindName: "Justificatif de domicile",
    };
    const domicile = need({
      kind: id("DocumentKindId", "domicile"),
      name: paper.kindName,
      standing: "checking",
      toCheck: 1,
    });
    const shown = (toCheck: number, state: RequestView["state"]) =>
      keysOf(
        exchangesIn({
          ...nothing,
          requests: { items: [{ ...request(1, state), documents: [paper] }], next: undefined },
          documents: [{ shared: false, needs: [{ ...domicile, toCheck }] }],
        }).waiting,
      );
    expect(shown(1, "sent")).toEqual([requestId(1)]);
    // Another one was sent by itself; and the request no longer waits.
    expect(shown(2, "sent")).toEqual([requestId(1), " domicile"]);
    expect(shown(1, "refused")).toEqual([" domicile"]);
  });

  it("holds bookings that wait for the office's word, and none that are booked, wait for a place or are over", () => {
    const asked = { ...booking("2026-12-09", "booked"), asked: { what: "cancellation" as const } };
    const { waiting } = exchangesIn({
      ...nothing,
      bookings: [
        booking("2026-12-16", "pending"),
        booking("2026-12-02", "booked"),
        booking("2026-12-03", "waiting"),
        booking("2026-11-04", "pending", true),
        asked,
      ],
    });
    expect(waiting.map((one) => one.kind === "booking" && one.booking.date)).toEqual(["2026-12-09", "2026-12-16"]);
  });

  it("keeps enrolments that ended, and of the history what the office did", () => {
    const { waiting, settled } = exchangesIn({
      ...nothing,
      enrolments: [
        { ...child, enrolments: [enrolment(4, "onHold"), enrolment(1, "ended")], offers: [], elsewhere: [] },
      ],
      history: { items: [entry(3, "office"), entry(2, "you")], next: undefined },
    });
    expect(keysOf(waiting)).toEqual([enrolmentId(4)]);
    expect(keysOf(settled)).toEqual(["entry 3", enrolmentId(1)]);
  });

  it("shows what is settled in one order, all of it in the end, and nothing before what is not read yet", () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 20 });
    fc.assert(
      fc.property(minutes, minutes, minutes, fc.integer({ min: 1, max: 6 }), (asked, done, enrolled, size) => {
        const latest = (all: readonly number[]) => [...all].sort((one, other) => other - one);
        const requests = latest(asked).map((minute) => request(minute, "accepted"));
        const history = latest(done).map((minute) => entry(minute, minute % 3 === 0 ? "you" : "office"));
        const enrolments = [
          { ...child, enrolments: enrolled.map((minute) => enrolment(minute, "accepted")), offers: [], elsewhere: [] },
        ];
        const read = { requests: size, history: size };
        const shown: string[][] = [];
        for (let guard = 0; guard < 100; guard += 1) {
          const pageOf = <T extends { readonly sentAt?: string; readonly at?: string }>(
            all: readonly T[],
            to: number,
          ) => ({
            items: all.slice(0, to),
            next: to < all.length ? (all[to - 1]?.at ?? all[to - 1]?.sentAt) : undefined,
          });
          const { settled, readOn } = exchangesIn({
            ...nothing,
            enrolments,
            requests: pageOf(requests, read.requests),
            history: pageOf(history, read.history),
          });
          const at = settled.map((one) => one.at);
          expect(at).toEqual(at.toSorted((one, other) => other.localeCompare(one)));
          shown.push(keysOf(settled).slice());
          if (readOn.length === 0) break;
          for (const list of readOn) read[list] += size;
        }
        // What is read later comes after what was shown before: nothing moves in between.
        for (const [rank, before] of shown.entries())
          for (const after of shown.slice(rank + 1)) expect(after.slice(0, before.length)).toHaveLength(before.length);
        const all = [
          ...requests.map(({ id: key }) => key),
          ...history.filter(({ author }) => author === "office").map(({ id: key }) => key),
          ...enrolled.map((minute) => enrolmentId(minute)),
        ];
        expect(shown.at(-1)?.toSorted()).toEqual(all.toSorted());
      }),
    );
  });
});
