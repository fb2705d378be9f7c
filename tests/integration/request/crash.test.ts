/**
 * Whatever dies between any two calls of sending, deciding and taking back: done again it is done once, and the request,
 * the file and the documents never disagree.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FamilyCode, RequestId } from "../../../functions/kernel/ids.ts";
import { diesAt } from "../booking/faults.ts";
import { newKey } from "../booking/support.ts";
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

/** The act dies at each of its calls in turn, before and after the call has been taken, and is then done again. */
async function dyingEverywhere(prepare: (code: FamilyCode) => Promise<Act>): Promise<number> {
  let deaths = 0;
  for (const when of ["before", "after"] as const)
    for (let index = 0, more = true; more; index += 1) {
      const { act, check, meanwhile } = await prepare(await newFamily(world.table));
      world.faults.plan(diesAt(index, when));
      const died = await act().then(
        () => false,
        (error: unknown) => String(error).includes("The process has died"),
      );
      more = (await world.faults.clear()) > index;
      expect(died).toBe(more);
      await meanwhile();
      await act();
      await check();
      deaths += 1;
    }
  return deaths;
}

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
    expect(deaths).toBeGreaterThan(4);
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
    expect(deaths).toBeGreaterThan(6);
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
    expect(deaths).toBeGreaterThan(6);
  });
});
