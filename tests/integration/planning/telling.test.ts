/**
 * What the office does for a family is told by exactly one mail, whatever dies: the staff member's request between any two of
 * its data calls, and what follows it from the table's stream between any two of its own. What the request left half
 * done is told once a repair or the staff member has finished it, and nothing is told that was not done.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tellDecisions } from "../../../functions/booking/follow/tell-decisions.ts";
import type { BookingDecision } from "../../../functions/booking/contract/approval.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { followRepaired } from "../../../functions/booking/follow/tell-acts.ts";
import { byChildAndDate, readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import {
  id,
  type FamilyCode,
  type PlainDate,
  type IdempotencyKey,
  type UnitId,
} from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { everyDeath } from "../booking/faults.ts";
import { repair } from "../booking/stream.ts";
import {
  activityId,
  catalogueWith,
  child,
  guardian,
  guardianOf,
  line,
  newKey,
  openWorld,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { actTellers, asStaff, followActs, mailsTo, planningOver, settleWords, type Planning } from "./support.ts";

let world: World;
let planning: Planning;
/** Afternoons wait for a staff member's word. */
function withApproval(): Catalogue {
  const { activities, ...rest } = catalogueWith(1000, 1000);
  return {
    ...rest,
    activities: activities.map((activity) => ({
      ...activity,
      units: activity.units.map((unit) => ({ ...unit, approval: unit.id === unitIds.afternoon })),
    })),
  };
}
beforeAll(async () => {
  world = await openWorld(withApproval());
  planning = await planningOver(world.table);
});
afterAll(() => world.end());

/** Wednesdays of school time in January. */
const [first, second, third] = [35, 42, 49].map((days) => addDays(wednesday, days)) as [
  PlainDate,
  PlainDate,
  PlainDate,
];
const days = [first, second, third].map((date) => ({ siteId, date }));
const lines = [line(1, first), line(2, second, unitIds.morning)];

interface Scene {
  readonly code: FamilyCode;
  readonly act: (idempotencyKey: IdempotencyKey) => Promise<unknown>;
  /** What its mails must say: exactly what the children's days say was done. */
  readonly done: () => Promise<readonly string[]>;
}

const stateOf = async (code: FamilyCode, number: number, date: PlainDate, unitId: UnitId) =>
  byChildAndDate(await readFamilyDays(world.table, code, { from: wednesday }))(child(number), date).units.get(
    unitKey(activityId, unitId),
  );
const isBooked = async (code: FamilyCode, [number, date, unitId]: Target): Promise<boolean> =>
  (await stateOf(code, number, date, unitId))?.status === "booked";

type Target = readonly [number, PlainDate, UnitId];
const basket: readonly Target[] = [
  [1, first, unitIds.day],
  [2, second, unitIds.morning],
];
const nameOf = ([number, date]: Target): string => `Lou${number} ${date}`;
const those = async (code: FamilyCode, targets: readonly Target[], booked: boolean): Promise<readonly string[]> => {
  const found = [];
  for (const target of targets) if ((await isBooked(code, target)) === booked) found.push(nameOf(target));
  return found;
};

const newFamily = (): Promise<FamilyCode> => world.newFamily(2);
const booked = async (): Promise<FamilyCode> => {
  const code = await newFamily();
  await guardian(await useCasesOver(world.table), code).book(lines);
  return code;
};
const forFamily = <B extends object>(code: FamilyCode, body: B) => ({
  ...asStaff,
  params: { familyCode: code },
  body: { reason: "hospitalisation", ...body },
});

const to = { unitId: unitIds.morning, date: third };

const afternoon: Target = [1, second, unitIds.afternoon];
const afternoonLine = line(...afternoon);
/** A booking that waits for a staff member's word. */
const toApprove = async (): Promise<FamilyCode> => {
  const code = await newFamily();
  expect((await guardian(await useCasesOver(world.table), code).book([afternoonLine])).lines).toMatchObject([
    { outcome: "toApprove" },
  ]);
  return code;
};
/** A booking of which the family asks, on its eve, that it be cancelled, or moved. */
async function askedFor(change?: typeof to): Promise<FamilyCode> {
  const code = await booked();
  const useCases = await useCasesOver(world.table, () => id("Instant", "2027-01-05T12:00:00Z"));
  const { body } = await useCases["booking.ask"]({
    ...shell,
    session: guardianOf(code),
    body: {
      idempotencyKey: newKey(),
      lines: [{ ...lines[0]!, ...(change ? { to: change } : {}), reason: "entretien déplacé" }],
    },
  });
  expect(body.lines).toMatchObject([{ outcome: "asked" }]);
  return code;
}
type Word = Pick<BookingDecision, "what" | "decision" | "to" | "reason">;
/** Said, and done once it can no longer be taken back. */
const decide =
  (code: FamilyCode, decided: Target, word: Word) =>
  async (idempotencyKey: IdempotencyKey): Promise<void> => {
    await planning["approval.decide"]({
      ...asStaff,
      body: { idempotencyKey, kind: "booking", familyCode: code, ...line(...decided), ...word },
    });
    await settleWords(world.table, code);
  };
/** Refused, the booking stays and nothing is asked of it any more. */
const stands = async (code: FamilyCode, target: Target): Promise<readonly string[]> => {
  const state = await stateOf(code, ...target);
  return state?.status === "booked" && !state.asked ? [nameOf(target)] : [];
};

const scenes: Readonly<Record<string, () => Promise<Scene>>> = {
  "Booking at the desk": async () => {
    const code = await newFamily();
    return {
      code,
      act: (idempotencyKey) => planning["booking.bookForFamily"](forFamily(code, { idempotencyKey, lines })),
      done: () => those(code, basket, true),
    };
  },
  "Cancelling at the desk": async () => {
    const code = await booked();
    return {
      code,
      act: (idempotencyKey) => planning["booking.cancelForFamily"](forFamily(code, { idempotencyKey, lines })),
      done: () => those(code, basket, false),
    };
  },
  "Changing at the desk": async () => {
    const code = await booked();
    return {
      code,
      act: (idempotencyKey) =>
        planning["booking.changeForFamily"](forFamily(code, { idempotencyKey, lines: [{ ...lines[0]!, to }] })),
      done: () => those(code, [[1, third, unitIds.morning]], true),
    };
  },
  "Accepting a change": async () => {
    const code = await askedFor(to);
    return {
      code,
      act: decide(code, basket[0]!, { what: "change", to, decision: "accept" }),
      // Named by what it was.
      done: async () => ((await isBooked(code, [1, third, unitIds.morning])) ? [nameOf([1, first, unitIds.day])] : []),
    };
  },
  "Refusing a change": async () => {
    const code = await askedFor(to);
    const reason = "groupe déjà formé";
    return {
      code,
      act: decide(code, basket[0]!, { what: "change", to, decision: "refuse", reason }),
      done: () => stands(code, basket[0]!),
    };
  },
  "Approving a booking": async () => {
    const code = await toApprove();
    return {
      code,
      act: decide(code, afternoon, { what: "booking", decision: "accept" }),
      done: () => those(code, [afternoon], true),
    };
  },
  "Refusing a booking": async () => {
    const code = await toApprove();
    return {
      code,
      act: decide(code, afternoon, { what: "booking", decision: "refuse", reason: "effectif complet" }),
      done: async () => ((await stateOf(code, ...afternoon))?.status === "none" ? [nameOf(afternoon)] : []),
    };
  },
  "Accepting a cancellation": async () => {
    const code = await askedFor();
    return {
      code,
      act: decide(code, basket[0]!, { what: "cancellation", decision: "accept" }),
      done: () => those(code, [basket[0]!], false),
    };
  },
  "Refusing a cancellation": async () => {
    const code = await askedFor();
    return {
      code,
      act: decide(code, basket[0]!, { what: "cancellation", decision: "refuse", reason: "repas commandé" }),
      done: () => stands(code, basket[0]!),
    };
  },
  "Closing an account": async () => {
    const code = await booked();
    return {
      code,
      act: (idempotencyKey) =>
        planning["account-closing.close"]({
          ...asStaff,
          params: { familyCode: code },
          body: { idempotencyKey, reason: "déménagement" },
        }),
      done: () => those(code, basket, false),
    };
  },
};

/** Everything that the mails of a family say was done, a mail a list. */
const told = async (code: FamilyCode): Promise<readonly (readonly string[])[]> =>
  (await mailsTo(world.table, code)).map((mail) => {
    if (mail.kind === "acted" || mail.kind === "accountClosed")
      return mail.facts.lines.map(({ firstName, date }) => `${firstName} ${date}`);
    if (mail.kind === "decided") return [`${mail.facts.firstName} ${mail.facts.date}`];
    throw new Error(`A mail that nobody expects: ${mail.kind}`);
  });

/** The stream shows what a repair has written on the children's days. */
async function followDays(code: FamilyCode): Promise<void> {
  for (const day of await readFamilyDays(world.table, code, { from: wednesday }))
    await followRepaired(actTellers(world.table), code, null, day);
}

test("A decision is told from the write that makes it, in the staff member's words; what is written later tells nothing", async () => {
  const code = await toApprove();
  const day = async () => byChildAndDate(await readFamilyDays(world.table, code, { from: second }))(child(1), second);
  const tellers = actTellers(world.table);
  const waiting = await day();
  await decide(code, afternoon, { what: "booking", decision: "refuse", reason: "effectif complet" })(newKey());
  const refused = await day();
  world.calls.take();
  await tellDecisions(tellers, code, refused, refused);
  expect(world.calls.take().calls).toEqual([]);
  for (let times = 0; times < 2; times += 1) await tellDecisions(tellers, code, waiting, refused);
  const rebooked = await guardian(await useCasesOver(world.table), code).book([afternoonLine]);
  expect(rebooked.lines).toMatchObject([{ outcome: "toApprove" }]);
  world.calls.take();
  await decide(code, afternoon, { what: "booking", decision: "accept" })(newKey());
  const asked = world.calls.take();
  for (let times = 0; times < 2; times += 1) await tellDecisions(tellers, code, refused, await day());
  // To say it and to do it is one write of the day each, and the family's mail another: nothing is written twice as dear
  // to hold them together.
  expect(asked.calls.filter(({ writeUnits }) => writeUnits > 0).map(({ name }) => name)).toEqual([
    "UpdateItem",
    "UpdateItem",
  ]);
  const mails = await mailsTo(world.table, code);
  expect(mails.map((mail) => (mail.kind === "decided" ? [mail.facts.decision, mail.facts.reason] : mail.kind))).toEqual(
    expect.arrayContaining([
      ["accept", undefined],
      ["refuse", "effectif complet"],
    ]),
  );
  expect(mails).toHaveLength(2);
});

describe.each(Object.entries(scenes))("%s", (_, newScene) => {
  test("is told in one mail", async () => {
    const { code, act, done } = await newScene();
    const idempotencyKey = newKey();
    await act(idempotencyKey);
    await followActs(world.table, code);
    await act(idempotencyKey);
    await followActs(world.table, code);
    await followDays(code);
    expect(await told(code)).toEqual([await done()]);
    expect(await done()).not.toEqual([]);
  });

  test.each(["in time", "late"] as const)(
    "that dies at any of its data calls, repaired %s, is told once: what stands, and what the staff member's retry does",
    async (repaired) => {
      const played = await everyDeath(world.faults, async (dying) => {
        const { code, act, done } = await newScene();
        const idempotencyKey = newKey();
        await dying(() => act(idempotencyKey));
        // A repair comes seconds after, the schedule minutes; unless the stream was held up.
        if (repaired === "late") await followActs(world.table, code);
        await repair(world.table, code, days);
        await followDays(code);
        if (repaired === "in time") await followActs(world.table, code);
        const stood = await done();
        expect((await told(code)).flat().toSorted()).toEqual(stood.toSorted());
        if (repaired === "in time") expect((await told(code)).length).toBe(Math.min(stood.length, 1));
        await act(idempotencyKey);
        await followActs(world.table, code);
        const all = await done();
        expect((await told(code)).flat().toSorted()).toEqual(all.toSorted());
        if (repaired === "in time") expect((await told(code)).length).toBe(stood.length % all.length === 0 ? 1 : 2);
      });
      expect(played).toBeGreaterThan(2);
    },
    240_000,
  );

  test("is told once when its teller dies at any of its data calls", async () => {
    const played = await everyDeath(world.faults, async (dying) => {
      const { code, act, done } = await newScene();
      await act(newKey());
      await dying(() => followActs(world.table, code));
      await followActs(world.table, code);
      await followActs(world.table, code);
      expect(await told(code)).toEqual([await done()]);
    });
    expect(played).toBeGreaterThan(2);
  }, 120_000);

  test("is told once by several tellers at once", async () => {
    const { code, act, done } = await newScene();
    await act(newKey());
    await Promise.all([1, 2, 3].map(() => followActs(world.table, code)));
    expect(await told(code)).toEqual([await done()]);
  });
});
