/** The local cloud answers this machine by its own name, and no page of another origin: a web page may try every port. */
import { request as send } from "node:http";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFakePortal, type TestPortal } from "../../support/portal.ts";
import { startTestTable } from "../../support/table.ts";

const echo = `export const handler = async () => ({ statusCode: 200, body: "answered" });`;

let portal: TestPortal;
beforeAll(async () => {
  portal = await startFakePortal({ look: echo });
});
afterAll(() => portal.end());

const ask = (url: string, headers: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve, reject) => {
    send(url, { method: "POST", headers }, (response) => {
      response.toArray().then((parts) => resolve(`${response.statusCode ?? 0} ${parts.join("").trim()}`), reject);
    })
      .once("error", reject)
      .end("{}");
  });
const otherName = "421 Only for this machine, by the name localhost.";
const otherPage = "403 Not for pages of other origins.";

const services = (): Readonly<Record<string, string>> => ({
  ...portal.portal.operator.endpoints,
  mailbox: portal.portal.mailbox,
});

describe("a page that was led here by another name", () => {
  test("reaches neither the portal nor any service", async () => {
    const all = { ...services(), portal: portal.portal.portal };
    for (const [name, url] of Object.entries(all))
      expect([name, await ask(url, { host: "rebound.example:3000" })]).toEqual([name, otherName]);
  });
});

/** The table's engine judges nobody, so that it must not be found: the guarded address in front of it is what is told. */
describe("the engine behind the table", () => {
  test("answers at none of the addresses that pages may try, and at another one each time", async () => {
    const [one, other] = [await startTestTable(), await startTestTable()];
    try {
      const { port } = new URL(one.endpoint);
      for (const name of ["127.0.0.1", "localhost", "[::1]", ...addressesOfThisMachine()])
        await expect(ask(`http://${name}:${port}`, {}), name).rejects.toMatchObject({ code: "ECONNREFUSED" });
      for (const { endpoint } of [one, other]) {
        expect(new URL(endpoint).hostname).toMatch(/^127\.(?!0\.0\.1$)/u);
        expect(await ask(endpoint, {})).toMatch(/^[0-9]{3} /u);
      }
      expect(new URL(one.endpoint).hostname).not.toBe(new URL(other.endpoint).hostname);
    } finally {
      await Promise.all([one.end(), other.end()]);
    }
  });
  const addressesOfThisMachine = (): readonly string[] =>
    Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal)
      .map(({ address }) => address);
});

describe("a page of another origin", () => {
  test.each(["https://ailleurs.example", "null", "http://localhost.ailleurs.example"])(
    "%s is refused by every service",
    async (origin) => {
      for (const [name, url] of Object.entries(services()))
        expect([name, await ask(url, { origin })]).toEqual([name, otherPage]);
    },
  );

  test("is no page of this machine", async () => {
    for (const [name, url] of Object.entries(services()))
      expect([name, await ask(url, { origin: "http://localhost:3000" })]).not.toEqual([name, otherPage]);
  });
});
