/** Who is slowed down by whom: strangers by their own attempts, the owner never by strangers'. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../../functions/http/problem.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type Login } from "../../../functions/kernel/ids.ts";
import type { Asked, AskedFor } from "../../../functions/sign-in/asked.ts";
import {
  knowSignIn,
  mayMail,
  takeCode,
  takeMail,
  takeMailedCode,
  takeSignIn,
  type Place,
} from "../../../functions/sign-in/limits.ts";
import { openTestTable, type TestTable } from "../family/table.ts";

let world: TestTable;
beforeAll(async () => {
  world = await openTestTable();
});
afterAll(() => world.end());

const start = id("Instant", "2026-11-23T08:00:00Z");
let now = start;
const deps = () => ({ table: world.table, clock: () => now });
const at = (network: string, device: string | null = null): Place => ({ network, device });
const stranger = at("203.0.113.9");
const home = at("198.51.100.7");
const phone = at("192.0.2.44", "a-phone");

let names = 0;
const newLogin = () => {
  names += 1;
  return id("Login", `P9${String(names).padStart(4, "0")}`);
};

/** The seconds to wait, or 0 when the attempt was taken. */
const waitOf = async (attempt: () => Promise<unknown>): Promise<number> => {
  try {
    await attempt();
    return 0;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "tooManyAttempts") throw error;
    return error.details.retryAfter ?? 0;
  }
};
const tries = async (count: number, attempt: () => Promise<unknown>, seconds = 1): Promise<readonly number[]> => {
  const waits: number[] = [];
  for (let i = 0; i < count; i += 1) {
    waits.push(await waitOf(attempt));
    now = plusSeconds(now, seconds);
  }
  return waits;
};

describe("two wrong passwords a second from one network", () => {
  test("keep nobody out who has signed in there before, and no device that has", async () => {
    const login = newLogin();
    await knowSignIn(deps(), login, home);
    await tries(100, () => takeSignIn(deps(), login, stranger), 0.5);
    expect(await waitOf(() => takeSignIn(deps(), login, home))).toBe(0);
    expect(await waitOf(() => takeSignIn(deps(), login, phone))).toBe(0);
  });

  test("are counted only while they are let through", async () => {
    const login = newLogin();
    const waits = await tries(60, () => takeSignIn(deps(), login, stranger), 0.5);
    expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
    // What was refused did not count: all is free again as soon as if there had been four.
    now = plusSeconds(now, 960);
    expect(await waitOf(() => takeSignIn(deps(), login, at("203.0.113.10")))).toBe(0);
  });

  test("slow the known place down by its own failures all the same", async () => {
    const login = newLogin();
    await knowSignIn(deps(), login, home);
    expect((await tries(8, () => takeSignIn(deps(), login, home))).at(-1)).toBeGreaterThan(0);
  });
});

test("a crowd of networks is slowed down together", async () => {
  const login = newLogin();
  let i = 0;
  const waits = await tries(40, () => takeSignIn(deps(), login, at(`203.0.114.${(i += 1)}`)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
});

test("signing in well gives back one's own attempt, and no other of that network", async () => {
  const school = at("198.51.100.99");
  const mine = newLogin();
  let passed = 0;
  for (let i = 0; i < 130; i += 1) {
    // A right password of one's own between any two tries of somebody else's.
    const own = await takeSignIn(deps(), mine, school).catch(() => null);
    await own?.wasRight();
    await knowSignIn(deps(), mine, school);
    if ((await waitOf(() => takeSignIn(deps(), newLogin(), school))) === 0) passed += 1;
    now = plusSeconds(now, 1);
  }
  expect(passed).toBeLessThan(80);
});

test("right passwords whose second step is not done yet count nowhere, on a new device and on a known one", async () => {
  const agent = newLogin();
  for (const place of [home, phone]) {
    const waits = await tries(12, async () => {
      await (await takeSignIn(deps(), agent, place)).wasRight();
    });
    expect(waits.filter((wait) => wait > 0)).toEqual([]);
  }
});

test("codes are counted apart by what they are for, and by place", async () => {
  const login = newLogin();
  await tries(30, () => takeMailedCode(deps(), login, { use: "password", place: stranger, asked: null }));
  expect(await waitOf(() => takeCode(deps(), "secondFactor", login, home))).toBe(0);
  expect(await waitOf(() => takeCode(deps(), "recovery", login, home))).toBe(0);
  expect(await waitOf(() => takeMailedCode(deps(), login, { use: "password", place: phone, asked: null }))).toBe(0);
  expect(await waitOf(() => takeMailedCode(deps(), login, { use: "activation", place: home, asked: null }))).toBe(0);
});

describe("wrong mailed codes from everywhere", () => {
  const asked: Asked = { device: "new-telephone", mailed: true };
  const crowd = (login: Login, use: "activation" | "password", how: Asked | null) => {
    let i = 0;
    return tries(40, () => takeMailedCode(deps(), login, { use, place: at(`203.0.115.${(i += 1)}`), asked: how }));
  };

  test.each(["activation", "password"] as const)("keep out no device that a code has left for (%s)", async (use) => {
    const login = newLogin();
    expect((await crowd(login, use, null)).filter((wait) => wait === 0)).toHaveLength(3);
    expect(await waitOf(() => takeMailedCode(deps(), login, { use, place: stranger, asked }))).toBe(0);
  });

  test("from devices that no code has left for are like any stranger's", async () => {
    const login = newLogin();
    const unsent = { device: "asked-in-vain", mailed: false };
    expect((await crowd(login, "activation", unsent)).filter((wait) => wait === 0)).toHaveLength(3);
  });

  test("stay together below what the pool takes of one user in an hour, and leave some to who is known", async () => {
    const login = newLogin();
    await knowSignIn(deps(), login, home);
    const hour = plusSeconds(now, 3600);
    let passed = 0;
    for (let i = 0; now < hour; i += 1) {
      const device = { device: `device-${i}`, mailed: true };
      for (const how of [null, device]) passed += (await crowdOf(1, login, how)).filter((wait) => wait === 0).length;
      now = plusSeconds(now, 60);
    }
    expect(passed).toBeLessThanOrEqual(10);
    expect(await waitOf(() => takeMailedCode(deps(), login, { use: "password", place: home, asked }))).toBe(0);
    expect(await waitOf(() => takeMailedCode(deps(), login, { use: "password", place: phone, asked: null }))).toBe(0);
  });
  let last = 0;
  const crowdOf = (count: number, login: Login, how: Asked | null) =>
    tries(
      count,
      () => takeMailedCode(deps(), login, { use: "password", place: at(`203.0.116.${(last += 1) % 250}`), asked: how }),
      0,
    );
});

describe("mails that strangers ask for", () => {
  const mails = async (
    count: number,
    login: Login,
    place: Place,
    asked: Asked | null = null,
    use: AskedFor = "password",
  ) => {
    const sent: boolean[] = [];
    for (let i = 0; i < count; i += 1) sent.push(await mayMail(deps(), login, { use, place, asked }));
    return sent.filter(Boolean).length;
  };

  test("leave the owner's own asking alone, and one inbox gets a few an hour", async () => {
    const login = newLogin();
    await tries(20, () => takeMail(deps(), login, stranger));
    expect(await waitOf(() => takeMail(deps(), login, home))).toBe(0);
    expect(await mails(20, login, stranger)).toBe(3);
    // Of another network, it is the same inbox.
    expect(await mails(5, login, at("203.0.113.77"))).toBe(0);
  });

  test("take none from where the owner has signed in, nor from the owner's device", async () => {
    const login = newLogin();
    await knowSignIn(deps(), login, home);
    await mails(20, login, stranger);
    expect(await mails(1, login, home)).toBe(1);
    expect(await mails(1, login, phone)).toBe(1);
  });

  test("take none from the device whose first connection is under way", async () => {
    const login = newLogin();
    await mails(20, login, stranger, null, "activation");
    expect(await mails(1, login, home, { device: "new-telephone", mailed: true }, "activation")).toBe(1);
    expect(await mails(1, login, home, { device: "asked-in-vain", mailed: false }, "activation")).toBe(0);
  });

  test("for one purpose take none from the other", async () => {
    const login = newLogin();
    await mails(20, login, stranger, null, "activation");
    expect(await mails(1, login, stranger)).toBe(1);
  });
});

test("a hundred attempts at once do not slip through together", async () => {
  const login = newLogin();
  const waits = await Promise.all(Array.from({ length: 100 }, () => waitOf(() => takeSignIn(deps(), login, stranger))));
  expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(4);
});

test("forty families behind one address, at once and all right, are all let through", async () => {
  const library = at("198.51.100.200");
  const waits = await Promise.all(
    Array.from({ length: 40 }, () =>
      waitOf(async () => {
        const own = await takeSignIn(deps(), newLogin(), library);
        await own.wasRight();
      }),
    ),
  );
  expect(waits).toEqual(waits.map(() => 0));
});
