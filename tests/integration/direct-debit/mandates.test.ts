/** Mandates, on the emulator: one in force at most whoever signs at once, who may, what is shown of the account, what is told. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tellMandate } from "../../../functions/direct-debit/follow/tell-debits.ts";
import { readMandates } from "../../../functions/direct-debit/store/mandates.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { addMonths } from "../../../functions/kernel/time.ts";
import { till } from "../billing/support.ts";
import { everyDeath } from "../booking/faults.ts";
import { guardianOf, newKey } from "../booking/support.ts";
import { mailsTo, recordsOf } from "../planning/support.ts";
import { code } from "../reminder/support.ts";
import { iban, openDebits, type Debits } from "./support.ts";
import { refused } from "../../support/refused.ts";

let town: Debits;
let families = 0;
beforeAll(async () => {
  town = await openDebits(40);
}, 60_000);
afterAll(() => town.end());
const someone = () => code((families += 1));

const mandatesOf = (family: FamilyCode) => readMandates(town.world.table, family, till.id);
const inForce = async (family: FamilyCode) => (await mandatesOf(family)).filter(({ state }) => state === "active");

describe("A mandate", () => {
  it("is signed by the payer, and shows its account but for its ends", async () => {
    const family = someone();
    const { accounts, payer, debtor } = await town.sign(family);
    expect([payer, debtor]).toEqual([true, "Claire Durand"]);
    expect(accounts).toMatchObject([
      {
        accountId: till.id,
        creditor: { id: "FR72ZZZ123456" },
        mandate: { rum: `ALSH-${family}-1`, iban: "FR76 •••• •••• 0189", standing: "active", way: "online" },
        coming: [],
      },
    ]);
    const whole = JSON.stringify([
      await town.own(family),
      await town.over(town.world.table)["direct-debit.ofFamily"]({
        ...town.from,
        session: { ...guardianOf(family), role: "staff", grants: [{ role: "administrator" }] },
        params: { familyCode: family },
      }),
    ]);
    expect(whole).not.toContain(iban);
  });

  it("sent twice, and at once, is one", async () => {
    const family = someone();
    const idempotencyKey = newKey();
    await Promise.all([
      town.sign(family, { idempotencyKey }),
      town.sign(family, { idempotencyKey }, town.world.another().table),
    ]);
    await town.sign(family, { idempotencyKey });
    expect(await mandatesOf(family)).toHaveLength(1);
  });

  it("with another account ends the one before; of two signed at once one is in force", async () => {
    const family = someone();
    await town.sign(family);
    await Promise.all([
      town.sign(family, { iban: "FR1420041010050500013M02606" }),
      town.sign(family, { iban: "DE89370400440532013000" }, town.world.another().table),
    ]);
    const all = await mandatesOf(family);
    expect(all.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(all.map(({ state }) => state)).toEqual(["revoked", "revoked", "active"]);
    expect(all[0]?.ended?.reason).toBe(`Remplacé par le mandat ALSH-${family}-2`);
    // Batches look at one of them.
    const indexed = (await recordsOf(town.world.table, family, "MANDATE#")).filter(({ g1pk }) => g1pk !== undefined);
    expect(indexed.map(({ rank }) => rank)).toEqual([3]);
  });

  it("is revoked by the family, once, and by staff with a reason; what was signed stays readable", async () => {
    const family = someone();
    await town.sign(family);
    const rum = `ALSH-${family}-1`;
    await town.revoke(family, rum);
    await town.revoke(family, rum);
    expect(await inForce(family)).toEqual([]);
    expect(await refused(town.revoke(family, `ALSH-${family}-9`))).toMatchObject({ code: "changed" });
    await town.enter(family, town.today());
    await town.revokeForFamily(family, `ALSH-${family}-2`);
    const all = await mandatesOf(family);
    expect(all.map(({ way, ended }) => [way, ended?.reason, ended?.by])).toEqual([
      ["online", "Révoqué par la famille", "Claire Durand"],
      ["paper", "Demandé par téléphone", "Agent"],
    ]);
  });

  it("is refused of an account that does not debit, of a bank of another country, and of paper too old or to come", async () => {
    const family = someone();
    // One digit is wrong, one is missing, no direct debit reaches the country; no BIC, and one of elsewhere.
    for (const wrong of ["FR7630006000011234567890188", "FR763000600001123456789018", "BR1800360305000010009795493C1"])
      expect(await refused(town.sign(family, { iban: wrong }))).toMatchObject({ code: "request.invalid" });
    for (const bic of ["AGRIFRP", "DEUTDEFF"])
      expect(await refused(town.sign(family, { bic }))).toMatchObject({ code: "request.invalid" });
    expect(await refused(town.enter(family, addMonths(town.today(), 1)))).toMatchObject({ code: "notPossible" });
    expect(await refused(town.enter(family, addMonths(town.today(), -37)))).toMatchObject({ code: "notPossible" });
    expect(await refused(town.enter(id("FamilyCode", "INCONNUE9"), town.today()))).toMatchObject({ code: "notFound" });
    const elsewhere = town.over(town.world.table)["direct-debit.sign"]({
      ...town.from,
      session: guardianOf(family),
      params: { accountId: id("CollectionAccountId", "role") },
      body: { idempotencyKey: newKey(), debtor: "Claire", iban, bic: undefined, agreed: true },
    });
    expect(await refused(elsewhere)).toMatchObject({ code: "notFound" });
    expect(await mandatesOf(family)).toEqual([]);
  });

  it("of an adult who does not pay is refused, and nothing is shown", async () => {
    const family = someone();
    const session = { ...guardianOf(family), guardianId: id("GuardianId", "2") };
    const over = town.over(town.world.table);
    expect((await over["direct-debit.own"]({ ...town.from, session })).body).toMatchObject({
      payer: false,
      accounts: [],
    });
    const signing = over["direct-debit.sign"]({
      ...town.from,
      session,
      params: { accountId: till.id },
      body: { idempotencyKey: newKey(), debtor: "Paul", iban, bic: undefined, agreed: true },
    });
    expect(await refused(signing)).toMatchObject({ code: "notPossible" });
  });

  it("that dies at any data call is one when it is sent again", { timeout: 60_000 }, async () => {
    const other = town.world.another();
    const scenes = await everyDeath(other.faults, async (dying) => {
      const family = someone();
      await town.sign(family);
      const idempotencyKey = newKey();
      const change = { idempotencyKey, iban: "DE89370400440532013000" };
      await dying(() => town.sign(family, change, other.table));
      await town.sign(family, change);
      expect((await mandatesOf(family)).map(({ state }) => state)).toEqual(["revoked", "active"]);
    });
    expect(scenes).toBeGreaterThan(2);
  });
});

describe("What is told of a mandate", () => {
  it("is its beginning and its end, each once, without the whole account", async () => {
    const family = someone();
    await town.sign(family);
    const dependencies = { table: town.world.table, clock: town.clock };
    const [first] = await recordsOf(town.world.table, family, "MANDATE#");
    if (!first) throw new Error("Not signed");
    await tellMandate(dependencies, { before: null, after: first });
    await tellMandate(dependencies, { before: null, after: first });
    await town.revoke(family, `ALSH-${family}-1`);
    const [ended] = await recordsOf(town.world.table, family, "MANDATE#");
    if (!ended) throw new Error("Not there");
    await tellMandate(dependencies, { before: first, after: ended });
    await tellMandate(dependencies, { before: ended, after: ended });
    const mails = await mailsTo(town.world.table, family);
    expect(mails.map(({ kind }) => kind).sort()).toEqual(["mandateEnded", "mandateSigned"]);
    expect(JSON.stringify(mails)).not.toContain(iban);
  });
});
