/** « Comptes de recouvrement »: what the office sees of the town's accounts, and what it is told of their numbers. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CollectionAccount } from "../../../functions/catalogue/rules/accounts.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { accountRoutes, type AccountCheck, type AccountView } from "../../../functions/payment/contract/accounts.ts";
import { payFip } from "../../../functions/payment/payfip.ts";
import { accountUseCases } from "../../../functions/payment/use-cases/accounts.ts";
import { startPayfip, type Payfip } from "../../../infra/local/payfip/server.ts";
import { demoCatalogue } from "../../../infra/demo/catalogue.ts";
import { handlerOf, send, staffSession } from "../booking/http.ts";
import { catalogueWith, openWorld, type World } from "../booking/support.ts";

const now: Instant = id("Instant", "2026-11-26T09:00:00Z");
let world: World;
let simulator: Payfip;
let accounts: readonly CollectionAccount[];

/** The demo town's accounts, and some whose numbers the treasury answers in other ways. */
beforeAll(async () => {
  [world, simulator] = await Promise.all([openWorld(catalogueWith(12)), startPayfip({ silence: 100 })]);
  const { accounts: own = [], ...town } = demoCatalogue(now).catalogue;
  const [first] = own;
  if (!first) throw new Error("The demo town has no account");
  const like = (name: string, payfip: string | undefined): CollectionAccount => ({
    ...first,
    id: id("CollectionAccountId", name),
    series: name.toUpperCase().slice(0, 6),
    payfip,
  });
  accounts = [
    ...own,
    like("aucun", undefined),
    like("inconnu", "000404"),
    like("ferme", "000403"),
    like("panne", "000500"),
    like("muet", "000408"),
    like("page", "000502"),
  ];
  await enterCatalogue(world.table, { ...town, accounts }, { dryRun: false });
});
afterAll(() => Promise.all([world.end(), simulator.close()]));

const handler = (payfip: "on" | "off" = "on") => {
  const catalogue = catalogueCache(
    () => readCatalogue(world.table, { accountOf }),
    () => now,
  );
  const service = payfip === "on" ? { service: payFip(simulator.url), mode: "test" as const } : null;
  return handlerOf(accountRoutes, accountUseCases({ catalogue, clock: () => now, payfip: service }), staffSession);
};
const check = async (accountId: string, payfip: "on" | "off" = "on") =>
  send(handler(payfip), {
    method: "GET",
    path: "/api/staff/collection-accounts/{accountId}/payfip",
    params: { accountId },
  });

describe("the accounts", () => {
  it("are those of the catalogue, with what is paid by each, and how money moves", async () => {
    const { status, body } = await send(handler(), { method: "GET", path: "/api/staff/collection-accounts" });
    expect(status).toBe(200);
    const { mode, accounts: shown } = body as unknown as { readonly mode: string; readonly accounts: AccountView[] };
    expect(mode).toBe("test");
    expect(shown.map(({ id: one }) => one).sort()).toEqual(accounts.map(({ id: one }) => one).sort());
    expect(shown.find(({ id: one }) => one === "regie-loisirs")?.activities.length).toBeGreaterThan(0);
    expect(shown.find(({ id: one }) => one === "aucun")).not.toHaveProperty("payfip");
  });

  it("are shown where nothing is paid online, which is said", async () => {
    const { body } = await send(handler("off"), { method: "GET", path: "/api/staff/collection-accounts" });
    expect(body).toMatchObject({ mode: null });
  });
});

describe("a number", () => {
  it("that the treasury knows is told under the name that it has there", async () => {
    const { status, body } = await check(accounts[0]!.id);
    expect(status).toBe(200);
    expect(body).toEqual({
      state: "known",
      names: ["COLLECTIVITE SIMULEE", "REGIE"],
      sentence: "La trésorerie connaît ce numéro, ouvert au paiement, au nom de : COLLECTIVITE SIMULEE, REGIE.",
      at: now,
    });
  });

  it.each([
    ["inconnu", "refused", "ne connaît pas ce numéro"],
    ["ferme", "refused", "ne l’a pas encore ouvert"],
    ["panne", "away", "ne dit rien du numéro"],
    ["muet", "away", "ne dit rien du numéro"],
    ["page", "away", "maintenance"],
  ])("of account %s is %s, in words that say what to do", async (account, state, words) => {
    const { status, body } = await check(account);
    expect(status).toBe(200);
    const told = body as unknown as AccountCheck;
    expect(told.state).toBe(state);
    expect(told.sentence).toContain(words);
  });

  it.each([
    ["nulle-part", "on"],
    ["aucun", "on"],
    ["regie-loisirs", "off"],
  ] as const)("of %s, with online payment %s, cannot be asked for", async (account, payfip) => {
    expect((await check(account, payfip)).status).toBe(404);
  });
});
