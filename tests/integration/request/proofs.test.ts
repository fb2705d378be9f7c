/** A request is accepted with what proves it, or not at all: what was sent with it may go before staff has decided. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FamilyCode, RequestId } from "../../../functions/kernel/ids.ts";
import type { Problem } from "../../../functions/http/problem.ts";
import { newKey } from "../booking/support.ts";
import { desk, type World } from "../document/support.ts";
import { newAddress, oldAddress, openRequestWorld, requestDesk, sentWithPaper, type RequestDesk } from "./support.ts";

let world: World;
let at: RequestDesk;
beforeAll(async () => {
  world = await openRequestWorld();
  at = await requestDesk(world);
});
afterAll(() => world.end());

const sent = () => sentWithPaper(world, at);

const unproven = {
  code: "notPossible",
  details: { detail: expect.stringMatching(/^Justificatif de domicile.*n’est plus dans le dossier/u) as unknown },
} satisfies { readonly code: Problem["code"]; readonly details: unknown };

/** Nothing of it is written, and staff may still answer. */
async function expectUnchanged(code: FamilyCode, requestId: RequestId): Promise<void> {
  expect((await at.family(code)).household.address).toEqual(oldAddress);
  const opened = await at.open(code, requestId);
  expect(opened.state).toBe("sent");
  expect((await at.say(opened, "askMore", "Merci de renvoyer le justificatif.")).state).toBe("moreAsked");
}

/** Does something in the moment between what a decision has read and what it writes, the first time. */
async function meanwhile<T>(act: () => Promise<unknown>, decide: () => Promise<T>): Promise<T> {
  const { middlewareStack } = world.table.client;
  let done = false;
  middlewareStack.add(
    (next, context) => async (args) => {
      if (/^TransactWrite/u.test(context.commandName ?? "") && !done) {
        done = true;
        await act();
      }
      return next(args);
    },
    { step: "initialize", name: "meanwhile", priority: "high" },
  );
  try {
    return await decide();
  } finally {
    middlewareStack.remove("meanwhile");
    expect(done).toBe(true);
  }
}

test("a family does not take back what its request waits with; once it is withdrawn, it may", async () => {
  const { code, requestId, documentId } = await sent();
  const papers = await desk(world);
  await expect(papers.remove({ familyCode: code }, documentId)).rejects.toMatchObject({
    code: "notPossible",
    details: { detail: expect.stringContaining("accompagne une demande") as unknown },
  });
  expect((await at.open(code, requestId)).papers).toHaveLength(1);
  await at.withdraw(code, requestId, 1);
  await papers.remove({ familyCode: code }, documentId);
  expect((await at.open(code, requestId)).papers).toEqual([]);
});

test("a request whose proof was taken away by staff is not accepted", async () => {
  const { code, requestId, documentId } = await sent();
  const opened = await at.open(code, requestId);
  await (await desk(world)).removeForFamily({ familyCode: code }, documentId, "Envoyé par erreur");
  await expect(at.accept(opened)).rejects.toMatchObject(unproven);
  await expectUnchanged(code, requestId);
});

test("a request whose proof was refused by itself is not accepted", async () => {
  const { code, requestId, documentId } = await sent();
  await (
    await desk(world)
  ).decide({
    kind: "document",
    familyCode: code,
    documentIds: [documentId],
    decision: "refuse",
    reason: "Illisible.",
    idempotencyKey: newKey(),
  });
  await expect(at.accept(await at.open(code, requestId))).rejects.toMatchObject(unproven);
  await expectUnchanged(code, requestId);
});

test("a proof that goes between what the decision reads and what it writes is missed all the same", async () => {
  const { code, requestId, documentId } = await sent();
  const [opened, papers] = [await at.open(code, requestId), await desk(world)];
  await expect(
    meanwhile(
      () => papers.removeForFamily({ familyCode: code }, documentId, "Envoyé par erreur"),
      () => at.accept(opened),
    ),
  ).rejects.toMatchObject(unproven);
  await expectUnchanged(code, requestId);
});

test("so is one that staff had accepted before the request, and takes away at that moment; one that stays proves it", async () => {
  const { code, requestId, documentId } = await sent();
  const papers = await desk(world);
  await papers.decide({
    kind: "document",
    familyCode: code,
    documentIds: [documentId],
    decision: "accept",
    idempotencyKey: newKey(),
  });
  const opened = await at.open(code, requestId);
  await expect(
    meanwhile(
      () => papers.removeForFamily({ familyCode: code }, documentId, "Envoyé par erreur"),
      () => at.accept(opened),
    ),
  ).rejects.toMatchObject(unproven);
  await expectUnchanged(code, requestId);
  const other = await sent();
  await papers.decide({
    kind: "document",
    familyCode: other.code,
    documentIds: [other.documentId],
    decision: "accept",
    idempotencyKey: newKey(),
  });
  await at.accept(await at.open(other.code, other.requestId));
  expect((await at.family(other.code)).household.address).toEqual(newAddress);
});
