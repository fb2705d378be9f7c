/** Whatever dies between any two calls of asking, deciding, ending and giving up: done again it is done once, and told once. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placedUnits } from "../../../functions/booking/rules/child-day.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import type { EnrolmentId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { everyDeath } from "../booking/faults.ts";
import { repair } from "../booking/stream.ts";
import {
  guardian,
  line,
  newKey,
  nextWednesday,
  openWorld,
  siteId,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { mailsTo } from "../planning/support.ts";
import { desk, enrolling, enrolmentIn, followEnrolment, heldIn, type Desk } from "./support.ts";

let world: World;
let at: Desk;
beforeAll(async () => {
  world = await openWorld(enrolling());
  at = await desk(world.table);
});
afterAll(() => world.end());

interface Act {
  readonly act: () => Promise<unknown>;
  readonly check: () => Promise<void>;
}

/** The act dies wherever it can; what holds then is checked. */
const dyingEverywhere = (prepare: (code: FamilyCode) => Promise<Act>): Promise<number> =>
  everyDeath(world.faults, async (dying) => {
    const { act, check } = await prepare(await world.newFamily());
    // The stream says that a batch of it failed, not of what.
    await dying(() =>
      act().catch((cause: unknown) => {
        throw new Error("The process has died", { cause });
      }),
    );
    await check();
  });

/** The record and what the child's record holds say the same. */
async function agrees(code: FamilyCode, enrolment: EnrolmentId): Promise<string | undefined> {
  const status = (await enrolmentIn(world.table, code, enrolment))?.state.status;
  const held = await heldIn(world.table, code);
  // What has ended counts for the day before.
  const standing = {
    asked: "asked",
    onHold: "onHold",
    accepted: "accepted",
    refused: "refused",
    withdrawn: null,
    ended: "accepted",
  };
  const expected = status === undefined ? null : standing[status];
  expect(held).toEqual(expected === null ? [] : [expect.objectContaining({ id: enrolment, standing: expected })]);
  return status;
}

const booked = async (code: FamilyCode): Promise<readonly string[]> =>
  (await readFamilyDays(world.table, code, { from: wednesday }))
    .filter((day) => placedUnits(day).length > 0)
    .map(({ date }) => date);

describe("A process that dies between any two calls", () => {
  test("of asking: nothing is asked or all of it, and sent again it is asked once", async () => {
    const deaths = await dyingEverywhere((code) => {
      const key = newKey();
      return Promise.resolve({
        act: () => at.ask(code, { key }),
        check: async () => {
          const enrolment = await at.ask(code, { key });
          expect(await agrees(code, enrolment)).toBe("asked");
        },
      });
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of deciding: sent again, it is decided once and the family is told once", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const enrolment = await at.ask(code);
      const key = newKey();
      return {
        act: () => at.decide(code, enrolment, "accept", { key }),
        check: async () => {
          expect(["asked", "accepted"]).toContain(await agrees(code, enrolment));
          await at.decide(code, enrolment, "accept", { key });
          expect(await agrees(code, enrolment)).toBe("accepted");
          for (let times = 0; times < 2; times += 1) await followEnrolment(world.table, code, enrolment);
          expect(await mailsTo(world.table, code)).toEqual([{ kind: "enrolmentAnswered", facts: {} }]);
        },
      };
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of taking it back: sent again, it is taken back, and the family is told of nothing", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const enrolment = await at.ask(code);
      await at.decide(code, enrolment, "accept");
      const key = newKey();
      return {
        act: () => at.undo(code, enrolment, { key }),
        check: async () => {
          expect(["asked", "accepted"]).toContain(await agrees(code, enrolment));
          await at.undo(code, enrolment, { key });
          expect(await agrees(code, enrolment)).toBe("asked");
          await followEnrolment(world.table, code, enrolment);
          expect(await mailsTo(world.table, code)).toEqual([]);
        },
      };
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of telling it: it is told once", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const enrolment = await at.ask(code);
      await at.decide(code, enrolment, "accept");
      return {
        act: () => followEnrolment(world.table, code, enrolment),
        check: async () => {
          for (let times = 0; times < 2; times += 1) await followEnrolment(world.table, code, enrolment);
          expect(await mailsTo(world.table, code)).toEqual([{ kind: "enrolmentAnswered", facts: {} }]);
        },
      };
    });
    expect(deaths).toBeGreaterThan(1);
  });

  const ready = async (code: FamilyCode): Promise<EnrolmentId> => {
    const enrolment = await at.enter(code);
    const own = guardian(await useCasesOver(world.table), code);
    await own.book([line(1, wednesday), line(1, nextWednesday)]);
    return enrolment;
  };
  const ended = async (code: FamilyCode): Promise<void> => {
    expect(await booked(code)).toEqual([]);
    const days = [wednesday, nextWednesday].map((date) => ({ siteId, date }));
    await repair(world.table, code, days);
    expect(await inconsistencies(world.table, days, code)).toEqual([]);
    const told = (await mailsTo(world.table, code)).filter(({ kind }) => kind === "enrolmentEnded");
    const lines = told.flatMap((mail) => (mail.kind === "enrolmentEnded" ? mail.facts.lines : []));
    expect(lines.map(({ date }) => date).toSorted()).toEqual([wednesday, nextWednesday]);
  };

  test("of ending: nothing has ended, or all that follows is done by the stream", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const enrolment = await ready(code);
      const key = newKey();
      return {
        act: () => at.end(code, enrolment, wednesday, { key, seen: 1 }),
        check: async () => {
          const status = await agrees(code, enrolment);
          if (status === "accepted") {
            expect(await booked(code)).toEqual([wednesday, nextWednesday]);
            await at.end(code, enrolment, wednesday, { key, seen: 1 });
          }
          await followEnrolment(world.table, code, enrolment);
          await ended(code);
        },
      };
    });
    expect(deaths).toBeGreaterThan(2);
  }, 120_000);

  test("of giving up: the stream comes again, every place is given back once, and the family is told each day once", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const enrolment = await ready(code);
      await at.end(code, enrolment, wednesday, { seen: 1 });
      return {
        act: () => followEnrolment(world.table, code, enrolment),
        check: async () => {
          for (let times = 0; times < 2; times += 1) await followEnrolment(world.table, code, enrolment);
          await ended(code);
        },
      };
    });
    expect(deaths).toBeGreaterThan(9);
  }, 120_000);
});
