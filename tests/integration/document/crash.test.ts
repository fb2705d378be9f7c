/**
 * Whatever dies between any two calls of sending, judging, deciding and taking back, to the table or to the bucket: done
 * again it is done once, and left alone nothing stays that nobody knows of.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { toldFrom } from "../../../functions/approval/rules/word.ts";
import type { Owner } from "../../../functions/document/rules/document.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { jpeg } from "../../unit/document/files.ts";
import { everyDeath } from "../booking/faults.ts";
import { familyCode, monday, newKey, putFamily } from "../booking/support.ts";
import { desk, fileIn, follow, insurance, openWorld, post, type World } from "./support.ts";

let world: World;
let scenes = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

interface Scene {
  readonly code: FamilyCode;
  readonly owner: Owner;
}

async function newScene(): Promise<Scene> {
  const code = familyCode((scenes += 1));
  await putFamily(world.table, code, 0);
  const childId = id("ChildId", `C${scenes}`);
  await world.table.client.send(
    new PutCommand({
      TableName: world.table.name,
      Item: {
        ...keys.child(code, childId),
        entity: "child",
        id: childId,
        firstName: "Lou",
        lastName: "Durand",
        birthDate: "2018-03-14",
        version: 1,
      },
    }),
  );
  return { code, owner: { familyCode: code, childId } };
}

/** A file that is in quarantine, announced and not judged. */
async function arrived({ owner }: Scene) {
  const at = await desk(world);
  const { documentId, form } = await at.send(owner, insurance);
  const { version } = await post(form, jpeg(30, 20));
  return { at, documentId, file: fileIn(form), scanned: { file: fileIn(form), version, verdict: "clean" as const } };
}

async function waiting(scene: Scene) {
  const sent = await arrived(scene);
  await sent.at.judge(sent.scanned);
  return sent;
}

const statuses = async ({ owner }: Scene): Promise<readonly string[]> =>
  (await (await desk(world, () => toldFrom(monday))).sent(owner, insurance)).documents.map(({ status }) => status);
const standing = async ({ code }: Scene): Promise<string | undefined> =>
  (await (await desk(world)).list(code)).owners[0]?.needs[0]?.standing;
const recordsOf = async ({ code }: Scene, entity: string): Promise<number> =>
  [...(await world.records()).values()].filter((item) => item["entity"] === entity && item["familyCode"] === code)
    .length;

interface Act {
  readonly act: () => Promise<unknown>;
  readonly check: () => Promise<void>;
}

/** The act dies wherever it can; what holds then is checked. */
const dyingEverywhere = (prepare: (scene: Scene) => Promise<Act> | Act): Promise<number> =>
  everyDeath(world.faults, async (dying) => {
    const { act, check } = await prepare(await newScene());
    await dying(act);
    await check();
  });

// Each of them dies dozens of times.
describe("A process that dies between any two calls", { timeout: 120_000 }, () => {
  test("of announcing: sent again, one document arrives", () =>
    dyingEverywhere((scene) => ({
      act: async () => (await desk(world)).send(scene.owner, insurance),
      check: async () => {
        const { at, scanned } = await arrived(scene);
        await at.judge(scanned);
        expect((await statuses(scene)).filter((status) => status === "toCheck")).toHaveLength(1);
        expect(await standing(scene)).toBe("checking");
      },
    })));

  test("of judging: the event comes again, and the document waits once, its file kept once", () =>
    dyingEverywhere(async (scene) => {
      const { at, file, scanned } = await arrived(scene);
      return {
        act: () => at.judge(scanned),
        check: async () => {
          await at.judge(scanned);
          await at.judge(scanned);
          expect(await statuses(scene)).toEqual(["toCheck"]);
          expect(await standing(scene)).toBe("checking");
          expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([true, false]);
        },
      };
    }));

  test("of judging, and never comes again: what was only announced goes, what waits stays with its file", () =>
    dyingEverywhere(async (scene) => {
      const { at, file, scanned } = await arrived(scene);
      const key = keys.file(file);
      return {
        act: () => at.judge(scanned),
        check: async () => {
          const before = await world.records();
          // The time to live ends what no document rests on.
          if (before.get(`${key.pk} ${key.sk}`)?.["expiresAt"] !== undefined)
            await world.table.client.send(new DeleteCommand({ TableName: world.table.name, Key: { ...key } }));
          await follow(world, before);
          const [status] = await statuses(scene);
          expect(status === undefined || status === "toCheck").toBe(true);
          expect(await world.has(`documents/${file}`)).toBe(status === "toCheck");
          if (status === undefined) expect(await world.has(`quarantine/${file}`)).toBe(false);
        },
      };
    }));

  test("of deciding: sent again, it is decided once, and the family is told once", () =>
    dyingEverywhere(async (scene) => {
      const { at, documentId } = await waiting(scene);
      const word = {
        kind: "document" as const,
        idempotencyKey: newKey(),
        ...scene.owner,
        documentIds: [documentId],
        decision: "accept" as const,
      };
      const before = await world.records();
      return {
        act: () => at.decide(word),
        check: async () => {
          await at.decide(word);
          expect(await statuses(scene)).toEqual(["accepted"]);
          expect(await standing(scene)).toBe("valid");
          await follow(world, before, { times: 2 });
          expect(await recordsOf(scene, "mail")).toBe(1);
        },
      };
    }));

  test("of taking it back: sent again, all of it waits again, and nobody is told", () =>
    dyingEverywhere(async (scene) => {
      const { at, documentId } = await waiting(scene);
      const before = await world.records();
      const documents = { kind: "document" as const, ...scene.owner, documentIds: [documentId] };
      const word = await at.decide({ ...documents, idempotencyKey: newKey(), decision: "accept" });
      if (!word) throw new Error("It can be taken back");
      const undoing = { ...documents, idempotencyKey: newKey(), said: word.said };
      return {
        act: () => at.undo(undoing),
        check: async () => {
          await at.undo(undoing);
          expect(await statuses(scene)).toEqual(["toCheck"]);
          expect(await standing(scene)).toBe("checking");
          await follow(world, before, { times: 2 });
          expect(await recordsOf(scene, "mail")).toBe(0);
        },
      };
    }));

  test("of deciding, and is never sent again: the stream brings the file up to date and tells, or nothing has happened", () =>
    dyingEverywhere(async (scene) => {
      const { at, documentId } = await waiting(scene);
      const before = await world.records();
      return {
        act: () =>
          at.decide({
            kind: "document",
            idempotencyKey: newKey(),
            ...scene.owner,
            documentIds: [documentId],
            decision: "refuse",
            reason: "Illisible.",
          }),
        check: async () => {
          await follow(world, before);
          const [status] = await statuses(scene);
          expect(await standing(scene)).toBe(status === "refused" ? "refused" : "checking");
          expect(await recordsOf(scene, "mail")).toBe(status === "refused" ? 1 : 0);
        },
      };
    }));

  test("of taking back: the stream removes the file of a document that is gone, and of no other", () =>
    dyingEverywhere(async (scene) => {
      const { at, documentId, file } = await waiting(scene);
      const before = await world.records();
      return {
        act: () => at.remove(scene.owner, documentId),
        check: async () => {
          await follow(world, before);
          const left = await statuses(scene);
          expect(await world.has(`documents/${file}`)).toBe(left.length === 1);
          expect(await standing(scene)).toBe(left.length === 1 ? "checking" : "missing");
          await at.remove(scene.owner, documentId);
          expect(await statuses(scene)).toEqual([]);
        },
      };
    }));
});

test("a document that is taken back while it is judged leaves no file", async () => {
  const scene = await newScene();
  const { at, documentId, file, scanned } = await arrived(scene);
  const before = await world.records();
  await at.remove(scene.owner, documentId);
  await at.judge(scanned);
  await follow(world, before);
  expect(await statuses(scene)).toEqual([]);
  expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([false, false]);
});
