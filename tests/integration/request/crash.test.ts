/**
 * Whatever dies between any two calls of sending, deciding and taking back: done again it is done once, and the request,
 * the file and the documents never disagree.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endStay, secondsToTakeBack } from "../../../functions/family/follow/end-stays.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type RequestId } from "../../../functions/kernel/ids.ts";
import { everyDeath } from "../booking/faults.ts";
import { silentLog } from "../../support/log.ts";
import { monday, newKey } from "../booking/support.ts";
import type { World } from "../document/support.ts";
import {
  newAddress,
  newFamily,
  oldAddress,
  openRequestWorld,
  proof,
  office,
  requestDesk,
  sentAddress,
  theOnly,
} from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await openRequestWorld();
});
afterAll(() => world.end());

interface Act {
  /** As one press of a button does it, and does it again when its answer is lost. */
  readonly act: () => Promise<unknown>;
  /** What holds once it was done again. */
  readonly check: () => Promise<void>;
  /** What holds in between, whatever of it was done. */
  readonly meanwhile: () => Promise<void>;
}

/** The act dies wherever it can, and is then done again. */
const dyingEverywhere = (prepare: (code: FamilyCode) => Promise<Act>): Promise<number> =>
  everyDeath(world.faults, async (dying) => {
    const { act, check, meanwhile } = await prepare(await newFamily(world.table));
    await dying(act);
    await meanwhile();
    await act();
    await check();
  });

/** The request and what it changes say the same. */
async function agree(code: FamilyCode, requestId: RequestId): Promise<void> {
  const at = await requestDesk(world);
  const { state } = await at.open(code, requestId);
  expect((await at.family(code)).household.address).toEqual(state === "accepted" ? newAddress : oldAddress);
  const [document] = [...(await world.records()).values()].filter(
    (item) => item["entity"] === "document" && item["familyCode"] === code,
  );
  expect(document?.["state"]).toMatchObject({ status: state === "accepted" ? "accepted" : "toCheck" });
}

describe("A process that dies between any two calls", () => {
  test("of sending: one request, and what is written at once is written once", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const at = await requestDesk(world);
      const key = newKey();
      const paper = await proof(world, code);
      const change = () =>
        at.send(
          code,
          {
            section: "household",
            changes: [{ field: "address", seen: oldAddress, value: newAddress }],
            documents: [paper],
          },
          key,
        );
      return {
        act: change,
        meanwhile: async () => {
          expect((await at.list(code)).requests.length).toBeLessThanOrEqual(1);
        },
        check: async () => {
          expect(theOnly((await at.list(code)).requests).state).toBe("sent");
        },
      };
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of accepting: the request, the file and the document agree", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const requestId = await sentAddress(world, code);
      const at = await requestDesk(world);
      const opened = await at.open(code, requestId);
      const key = newKey();
      return {
        act: () => at.accept(opened, office, key),
        meanwhile: () => agree(code, requestId),
        check: async () => {
          expect((await at.open(code, requestId)).state).toBe("accepted");
          await agree(code, requestId);
        },
      };
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of accepting an adult, and of taking it back: the request and the household agree", async () => {
    const inFile = async (code: FamilyCode) => {
      const { household } = await (await requestDesk(world)).family(code);
      return household.guardians.filter(({ lastName }) => lastName === "Petit").length;
    };
    const sentAdult = async (code: FamilyCode) => {
      const at = await requestDesk(world);
      const changes = Object.entries({ firstName: "Zoé", lastName: "Petit", phone: "0612345678" }).map(
        ([field, value]) => ({ field, seen: null, value }),
      );
      const { sent } = await at.send(code, { section: "newAdult", changes });
      if (sent === undefined) throw new Error("An adult is checked");
      return { at, sent, opened: await at.open(code, sent) };
    };
    const agreeOn = async (code: FamilyCode, sent: RequestId) => {
      const { state } = await (await requestDesk(world)).open(code, sent);
      expect(await inFile(code)).toBe(state === "accepted" ? 1 : 0);
    };
    const accepting = await dyingEverywhere(async (code) => {
      const { at, sent, opened } = await sentAdult(code);
      const key = newKey();
      return {
        act: () => at.accept(opened, office, key),
        meanwhile: () => agreeOn(code, sent),
        check: async () => {
          expect(await inFile(code)).toBe(1);
          expect((await at.open(code, sent)).state).toBe("accepted");
        },
      };
    });
    const undoing = await dyingEverywhere(async (code) => {
      const { at, sent, opened } = await sentAdult(code);
      const accepted = await at.accept(opened);
      const key = newKey();
      return {
        act: () => at.undo(accepted, office, key),
        meanwhile: () => agreeOn(code, sent),
        check: async () => {
          expect(await inFile(code)).toBe(0);
          expect((await at.open(code, sent)).state).toBe("sent");
        },
      };
    });
    expect(accepting).toBeGreaterThan(2);
    expect(undoing).toBeGreaterThan(2);
  });

  test("of ending a stay: the adult is there whole, or gone, and done again gone", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const at = await requestDesk(world);
      const leavingGuardian = id("GuardianId", "2");
      await at.change(code, {
        section: "adultLeaving",
        guardianId: leavingGuardian,
        changes: [
          { field: "from", seen: null, value: "2026-11-01" },
          { field: "why", seen: null, value: "separation" },
        ],
      });
      const ranks = async () => (await at.family(code)).household.guardians.map((one) => String(one.id));
      const later = plusSeconds(monday, secondsToTakeBack);
      return {
        act: () =>
          endStay({ table: world.table, clock: () => later, log: silentLog }, { familyCode: code, leavingGuardian }),
        meanwhile: async () => {
          expect([["1"], ["1", "2"]]).toContainEqual(await ranks());
        },
        check: async () => {
          expect(await ranks()).toEqual(["1"]);
        },
      };
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of taking back: the same", async () => {
    const deaths = await dyingEverywhere(async (code) => {
      const requestId = await sentAddress(world, code);
      const at = await requestDesk(world);
      const accepted = await at.accept(await at.open(code, requestId));
      const key = newKey();
      return {
        act: () => at.undo(accepted, office, key),
        meanwhile: () => agree(code, requestId),
        check: async () => {
          expect((await at.open(code, requestId)).state).toBe("sent");
          await agree(code, requestId);
        },
      };
    });
    expect(deaths).toBeGreaterThan(2);
  });
});
