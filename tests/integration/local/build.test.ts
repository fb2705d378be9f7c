/** Builds and their lock: one at a time among processes, nothing half written, nothing built twice. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fingerprint } from "../../../infra/build/fingerprint.ts";
import { acquireLock, LockedError } from "../../../infra/build/lock.ts";
import { publish } from "../../../infra/build/publish.ts";
import { temporaryFolder } from "../../support/portal.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("a lock has one owner until it is given back; a dead owner's is taken by exactly one", async () => {
  const path = `${folder}/lock`;
  const lock = await acquireLock(path);
  await expect(acquireLock(path)).rejects.toMatchObject({ name: "LockedError", pid: process.pid });
  await lock.release();
  // More than once: who comes first between the steps of another is a matter of chance.
  for (let round = 1; round <= 50; round += 1) {
    // The same process id, but started at another moment: given anew since.
    await writeFile(path, `${process.pid} 1`);
    const takers = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(path)));
    expect(takers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(takers.filter((taker) => taker.status === "rejected" && taker.reason instanceof LockedError)).toHaveLength(
      7,
    );
  }
  expect(await readdir(folder)).toEqual(["lock"]);
});

it("publishes once for a stamp, whoever asks at once; a failure leaves what was there", async () => {
  const into = `${folder}/out`;
  let writes = 0;
  const write =
    (text: string) =>
    async (fresh: string): Promise<void> => {
      writes += 1;
      await mkdir(fresh);
      await writeFile(`${fresh}/file`, text);
    };
  const done = await Promise.all(Array.from({ length: 4 }, () => publish(into, "1", write("one"))));
  expect([done.filter(Boolean).length, writes]).toEqual([1, 1]);
  await expect(publish(into, "2", () => Promise.reject(new Error("broken source")))).rejects.toThrow("broken source");
  expect(await readFile(`${into}/file`, "utf8")).toBe("one");
  expect(await publish(into, "2", write("two"))).toBe(true);
  expect(await readFile(`${into}/file`, "utf8")).toBe("two");
});

it("a fingerprint follows content and names, and tells nothing of a folder that is missing", async () => {
  await mkdir(`${folder}/in`);
  await writeFile(`${folder}/in/a`, "1");
  const first = await fingerprint(`${folder}/in`, `${folder}/missing`);
  expect(await fingerprint(`${folder}/in`)).toBe(first);
  await writeFile(`${folder}/in/a`, "2");
  const second = await fingerprint(`${folder}/in`);
  await writeFile(`${folder}/in/b`, "");
  expect(new Set([first, second, await fingerprint(`${folder}/in`)]).size).toBe(3);
});
