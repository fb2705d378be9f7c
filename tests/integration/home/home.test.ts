/** « Accueil »: what waits for a family, and for nobody else; one wave of reads, whatever it holds. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { homeUseCases } from "../../../functions/home/use-cases/look.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Instant } from "../../../functions/kernel/ids.ts";
import { sectionsOf } from "../../../functions/wiring/sections.ts";
import { town } from "../../support/town.ts";
import { catalogueWith, guardianOf, monday, shell } from "../booking/support.ts";
import { address, insurance, openWorld, type World } from "../document/support.ts";
import { newAddress, newFamily, oldAddress, proof, requestDesk, rules, type RequestDesk } from "../request/support.ts";

let world: World;
let desk: RequestDesk;
beforeAll(async () => {
  world = await openWorld([insurance, address]);
  const catalogue = catalogueWith(1000, 1000);
  await enterCatalogue(
    world.table,
    {
      ...catalogue,
      documents: [insurance, address],
      file: rules,
      activities: catalogue.activities.map((one) => ({
        ...one,
        eligibility: { ...one.eligibility, requires: ["certification"] },
      })),
    },
    { dryRun: false },
  );
  desk = await requestDesk(world);
});
afterAll(() => world.end());

/** Once the office's word can no longer be taken back. */
const later = plusSeconds(monday, 60);

async function home(code: FamilyCode, rank = "1", at: Instant = later) {
  const clock = () => at;
  const catalogue = catalogueCache(() => readCatalogue(world.table), clock);
  const useCases = homeUseCases({ table: world.table, clock, catalogue, sections: sectionsOf(town), town });
  const session = { ...guardianOf(code), guardianId: id("GuardianId", rank) };
  return (await useCases["home.own"]({ ...shell, session, body: undefined })).body;
}

test("a request that the office sent back stands there until it is answered", async () => {
  const [code, other] = [await newFamily(world.table), await newFamily(world.table)];
  const { sent } = await desk.send(code, {
    section: "household",
    changes: [{ field: "address", seen: oldAddress, value: newAddress }],
    documents: [await proof(world, code)],
  });
  if (sent === undefined) throw new Error("A change of address is checked");
  expect((await home(code)).requests).toEqual([]);
  const asked = await desk.say(await desk.open(code, sent), "askMore", "Il manque une page.");
  expect((await home(code, "1", monday)).requests).toEqual([]);
  expect((await home(code)).requests).toEqual([{ id: sent, title: asked.title }]);
  // Both adults read it; another family does not.
  expect((await home(code, "2")).requests).toHaveLength(1);
  expect((await home(other)).requests).toEqual([]);
  await desk.answer(code, sent, asked.version, "La voici.");
  expect((await home(code)).requests).toEqual([]);
});

test("the file is to be confirmed where something asks for it, and documents are said as on their own page", async () => {
  const code = await newFamily(world.table);
  const { toCertify, owners } = await home(code);
  expect(toCertify).toEqual(["Mercredis"]);
  expect(owners.flatMap(({ needs }) => needs.map(({ kind, standing }) => [kind, standing]))).toContainEqual([
    insurance.id,
    "missing",
  ]);
});
