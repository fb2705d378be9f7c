/**
 * What an answer tells of who exists: nothing, in words or in time, on any route that anyone may call. The routes are the
 * contract's own: one that is new does not compile without its line here.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { allRoutes, type RouteId } from "../../../functions/contract.ts";
import type { RouteSpec } from "../../../functions/http/route.ts";
import { send, signIn, solveRobot } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";

/** Milliseconds: proofs of work, mails and even times, on a machine that does much besides. */
const patience = 120_000;

let demo: DemoPortal;
let terms = "";
/** The invoiced adult of the family that exists. */
let adult: { readonly firstName: string; readonly lastName: string };
beforeAll(async () => {
  demo = await startDemoPortal();
  terms = z
    .object({ terms: z.object({ version: z.string() }) })
    .parse(await (await fetch(`${demo.url}/town.json`)).json()).terms.version;
  const { login, password } = existing();
  const { cookies } = await signIn(demo.url, login, password);
  const { guardians } = z
    .object({ guardians: z.array(z.object({ firstName: z.string(), lastName: z.string() })) })
    .parse(JSON.parse((await send(demo.url, { method: "GET", path: "/api/family", cookies })).text));
  const [first] = guardians;
  if (!first) throw new Error("A family without adults");
  adult = first;
});
afterAll(() => demo.end());

const existing = () => {
  const family = demo.guardians[3];
  if (!family) throw new Error("The demo town has three families only");
  return family;
};
const chosen = "Peuplier-Lanterne-Alouette-7351";

type Open = { [Id in RouteId]: (typeof allRoutes)[Id]["access"] extends "anyone" ? Id : never }[RouteId];

/** What a stranger sends who names somebody. */
interface Naming {
  readonly body: (name: string) => object | Promise<object>;
  /** Milliseconds that an answer takes at least. */
  readonly even: number;
}
const robot = () => solveRobot(demo.url);
const email = "essai@exemple.fr";

/** How each open route is asked about a name; or why it cannot be. */
const routes: Readonly<Record<Open, Naming | { readonly namesNobody: string }>> = {
  "sign-in.openSession": { body: (login) => ({ login, password: "pas le bon du tout" }), even: 750 },
  "sign-in.forgotPassword": { body: async (login) => ({ login, robot: await robot() }), even: 1500 },
  "sign-in.resendCode": { body: async (familyCode) => ({ familyCode, robot: await robot() }), even: 1500 },
  "sign-in.activate": {
    body: async (familyCode) => ({
      ...adult,
      familyCode,
      email,
      emailAgain: email,
      password: chosen,
      passwordAgain: chosen,
      robot: await robot(),
      termsAccepted: terms,
    }),
    even: 1500,
  },
  "sign-in.confirmActivation": { body: (familyCode) => ({ familyCode, code: "000000" }), even: 750 },
  "sign-in.resetPassword": {
    body: (login) => ({ login, code: "000000", password: chosen, passwordAgain: chosen }),
    even: 750,
  },
  "sign-in.challenge": { namesNobody: "a challenge for whoever asks" },
  "sign-in.renewSession": { namesNobody: "what the session's own cookie opens, 256 random bits" },
  "sign-in.closeSession": { namesNobody: "says the same to everybody" },
  "sign-in.secondFactor": { namesNobody: "after the right password, which a sealed cookie proves" },
  "sign-in.recover": { namesNobody: "after the right password, which a sealed cookie proves" },
  "feed.calendar": { namesNobody: "what a link's token opens, 192 random bits" },
  "reminder.unsubscribe": { namesNobody: "what a mail's token opens, sealed by the portal" },
  "reminder.unsubscribePage": { namesNobody: "the page, whatever the token" },
  "payment.notified": { namesNobody: "answers the same to whatever operation it names" },
  "payment.notifiedByAddress": { namesNobody: "answers the same to whatever operation it names" },
  "first-request.send": { namesNobody: "reads no family: tests/integration/first-request" },
  "first-request.confirm": { namesNobody: "a request's own name, 144 random bits" },
  "first-request.resendCode": { namesNobody: "a request's own name, and its proof" },
  "first-request.follow": { namesNobody: "a request's own name, and its proof" },
  "first-request.addDocument": { namesNobody: "a request's own name, and its proof" },
  "price.simulate": { namesNobody: "the town's tariffs, in a situation that anybody may state" },
  "reference.openapi": { namesNobody: "the contract" },
};

const specOf = (id: RouteId): RouteSpec => allRoutes[id];
const naming = Object.entries(routes).flatMap(([id, one]) => ("body" in one ? [[id as Open, one] as const] : []));

test("every route that anyone may call has its line", () => {
  const open = Object.keys(allRoutes).filter((id): id is RouteId => specOf(id as RouteId).access === "anyone");
  expect(Object.keys(routes).toSorted()).toEqual(open.toSorted());
});

/** Milliseconds that anybody could see through a network. */
const telling = 40;

describe("who exists", () => {
  let network = 1;
  const ask = async (id: Open, body: object) => {
    const { method, path } = specOf(id);
    // Each from a network of its own: what places have used up is not what is asked.
    const from = `127.0.2.${(network += 1)}`;
    const start = performance.now();
    const { status, text, headers } = await send(demo.url, { method, path, body, from });
    const took = performance.now() - start;
    const cookies = headers.getSetCookie().map((line) => line.replace(/=[^;]*/u, (value) => `=${value.length}`));
    return { took, said: JSON.stringify([status, text.replace(/"instance":"[^"]*"/u, ""), cookies]) };
  };

  test.each(naming)(
    "%s tells nothing of it, in words or in time",
    async (id, { body, even }) => {
      const known = existing().login;
      // As long as the other: what is sealed for a device is as long as the name that was typed.
      const unknown = `Z${known.slice(1)}`;
      const [ofKnown, ofUnknown]: [number[], number[]] = [[], []];
      // Whoever measures can tell them apart when the quickest of the one is slower than the slowest of the other.
      const gap = (): number =>
        Math.max(Math.min(...ofKnown) - Math.max(...ofUnknown), Math.min(...ofUnknown) - Math.max(...ofKnown));
      // In turns, so that what else the machine does slows both; and on, when it did not: what tells them apart lasts.
      for (let turn = 0; turn < 3 || (gap() >= telling && turn < 9); turn += 1) {
        const said = new Set<string>();
        for (const name of turn % 2 === 0 ? [known, unknown] : [unknown, known]) {
          const answer = await ask(id, await body(name));
          (name === known ? ofKnown : ofUnknown).push(answer.took);
          said.add(answer.said.replaceAll(name, "…"));
        }
        expect([...said], id).toHaveLength(1);
      }
      expect(Math.min(...ofKnown, ...ofUnknown)).toBeGreaterThanOrEqual(even);
      expect(gap()).toBeLessThan(telling);
    },
    patience,
  );
});
