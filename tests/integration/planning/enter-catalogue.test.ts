/**
 * A catalogue's file in a table: whole or not at all, once however often it enters, and what it tells of bookings
 * already made.
 */
import { isDeepStrictEqual } from "node:util";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { emptyChildDay } from "../../../functions/booking/rules/child-day.ts";
import { editionsOf } from "../../../functions/catalogue/rules/editions.ts";
import { slotOf } from "../../../functions/booking/rules/booking-rules.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import type { Impact } from "../../../functions/planning/catalogue-impact.ts";
import { enterCatalogueFile, type CatalogueReport } from "../../../functions/planning/use-cases/enter-catalogue.ts";
import { bookUnit } from "../../../functions/booking/store/bookings.ts";
import { emptyDay } from "../../../functions/booking/store/day-record.ts";
import { joinWaitingList } from "../../../functions/booking/store/waiting-list.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { closureItem, readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { describeCatalogue } from "../../../infra/operator/catalogue-report.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addAct } from "../../../functions/quotient/store/quotients.ts";
import { familyOf, putFamilies } from "../reminder/support.ts";
import { changed, good, readText } from "../../unit/catalogue/file/make.ts";
import { Died, openTestTable, type TestTable } from "../family/table.ts";

let world: TestTable;
beforeEach(async () => {
  world = await openTestTable();
});
afterEach(() => world.end());

const now = id("Instant", "2026-11-23T08:00:00Z");
const act = { requestToken: "test", at: now, by: id("Login", "AGENT.UN") };

function catalogueOf(text: string): Catalogue {
  const { catalogue, faults } = readText(text);
  expect(faults).toEqual([]);
  return catalogue!;
}

const enter = (text: string, dryRun = false): Promise<CatalogueReport> =>
  enterCatalogueFile({ table: world.table, clock: () => now }, catalogueOf(text), { dryRun, tellFamilies: true });
const outcomes = ({ changes }: CatalogueReport): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(changes, ({ outcome }) => outcome)].map(([outcome, list]) => [outcome, list.length]),
  );
const kinds = ({ impacts }: CatalogueReport): readonly Impact["kind"][] => impacts.map(({ kind }) => kind);

/** Books units of that day for as many children, through the bookings' own store. */
async function book(text: string, unit: string, date: PlainDate, children: number): Promise<void> {
  const catalogue = catalogueOf(text);
  const activity = editionsOf(catalogue).on(id("ActivityId", "mercredis"), date)!;
  const site = catalogue.sites[0]!;
  for (let rank = 1; rank <= children; rank += 1) {
    const child = {
      id: id("ChildId", `E${rank}`),
      firstName: "Lou",
      lastName: "Durand",
      birthDate: id("PlainDate", "2018-03-14"),
    };
    const { poolsFor } = slotOf(
      activity,
      activity.units.find((one) => one.id === unit)!,
      site,
      date,
      catalogue.calendars,
    );
    const wanted = {
      familyCode: id("FamilyCode", `FAM${rank}0`),
      childId: child.id,
      siteId: site.id,
      activityId: activity.id,
      unitId: id("UnitId", unit),
      date,
      pools: poolsFor(child),
      excludes: () => false,
      as: "booked" as const,
      households: [],
    };
    expect(
      (await bookUnit(world.table, wanted, emptyChildDay(child.id, date), { ...act, requestToken: `m${rank}` })).outcome
        .kind,
    ).toBe("booked");
  }
}
const wednesday = id("PlainDate", "2026-12-02");

/** As staff closes a day. */
const close = () =>
  world.table.client.send(
    new PutCommand({
      TableName: world.table.name,
      Item: closureItem(
        id("SiteId", "tilleuls"),
        { id: id("ClosureId", "staff-0001"), from: wednesday, to: wednesday, kind: "strike", reason: "grève" },
        act,
      ),
    }),
  );

describe("entering", () => {
  test("a dry run tells and writes nothing", async () => {
    expect(outcomes(await enter(good, true))).toEqual({ new: 4 });
    expect((await world.records()).size).toBe(0);
  });

  test("writes what the file says, with a version, and the portal reads it back", async () => {
    await enter(good);
    expect(await readCatalogue(world.table)).toEqual(JSON.parse(JSON.stringify(catalogueOf(good))));
    expect([...(await world.records()).values()].map((record) => record["version"])).toEqual([1, 1, 1, 1]);
  });

  test("twice: the second writes nothing", async () => {
    await enter(good);
    const before = await world.records();
    world.calls.take();
    expect(outcomes(await enter(good))).toEqual({ unchanged: 4 });
    const { writeUnits, calls } = world.calls.take();
    expect({ writeUnits, calls: calls.map(({ name }) => name).sort() }).toEqual({
      writeUnits: 0,
      calls: ["BatchGetItem", "BatchGetItem", "Query"],
    });
    expect(await world.records()).toEqual(before);
  });

  test("what another module added to any record survives a change of it", async () => {
    await enter(good);
    for (const { pk, sk } of (await world.records()).values())
      await world.table.client.send(
        new UpdateCommand({
          TableName: world.table.name,
          Key: { pk, sk },
          UpdateExpression: "SET kept = :t",
          ExpressionAttributeValues: { ":t": { name: "2026" } },
        }),
      );
    const all = changed("nom: Mercredis", "nom: Les mercredis")
      .replace("nom: Les Tilleuls", "nom: Tilleuls")
      .replace("travaux : la cour", "travaux : le toit")
      .replace("ponts: [07/05/2027]", "ponts: []");
    expect(outcomes(await enter(all))).toEqual({ changed: 4 });
    const records = [...(await world.records()).values()];
    expect(records.map(({ kept, version }) => ({ kept, version }))).toEqual(
      records.map(() => ({ kept: { name: "2026" }, version: 2 })),
    );
    expect(await readCatalogue(world.table)).toEqual(JSON.parse(JSON.stringify(catalogueOf(all))));
  });

  test("with one thing changed: that record only, with its next version", async () => {
    await enter(good);
    const before = await world.records();
    const report = await enter(changed("        places: 50\n", "        places: 55\n"));
    expect(outcomes(report)).toEqual({ unchanged: 3, changed: 1 });
    const after = await world.records();
    const moved = [...after].filter(([key, record]) => !isDeepStrictEqual(record, before.get(key)));
    expect(moved.map(([key, record]) => [key, record["version"]])).toEqual([
      ["CATALOGUE ACTIVITY#mercredis#2026-09-02", 2],
    ]);
  });

  test.each(["before", "after"] as const)(
    "cut short %s its transaction was taken: nothing of it, or all of it; the next run completes it",
    async (when) => {
      world.dieAt(1, when);
      await expect(enter(good)).rejects.toThrow(Died);
      expect((await world.records()).size).toBe(when === "before" ? 0 : 4);
      world.dieAt(Infinity, "before");
      expect(outcomes(await enter(good))).toEqual(when === "before" ? { new: 4 } : { unchanged: 4 });
      expect((await world.records()).size).toBe(4);
    },
  );

  test("two imports at once: both end, each record is one of theirs, whole", async () => {
    const [one, other] = [catalogueOf(good), catalogueOf(good.replace("places: 60", "places: 61"))];
    await Promise.all([
      enterCatalogue(world.table, one, { dryRun: false }),
      enterCatalogue(world.table, other, { dryRun: false }),
    ]);
    const read = await readCatalogue(world.table);
    expect([60, 61]).toContain(read.sites[0]?.pools[0]?.places);
    expect(read.activities).toHaveLength(1);
  });

  test("more records than a transaction takes: all of them", async () => {
    const base = catalogueOf(good);
    const many = {
      ...base,
      activities: Array.from({ length: 230 }, (_, rank) => ({
        ...base.activities[0]!,
        id: id("ActivityId", `a-${rank}`),
      })),
    };
    await enterCatalogue(world.table, many, { dryRun: false });
    expect((await readCatalogue(world.table)).activities).toHaveLength(230);
    expect(
      (await enterCatalogue(world.table, many, { dryRun: false })).every(({ outcome }) => outcome === "unchanged"),
    ).toBe(true);
  });

  test("prices that move are told before they are brought in, and once", async () => {
    const priced = (price: string): string =>
      `${changed("    site: tilleuls\n    du: 02/09/2026", "    tarif: mercredis\n    site: tilleuls\n    du: 02/09/2026")}
tarifs:
  - code: mercredis
    à compter du: 01/09/2026
    nom: Mercredis
    prix:
      - prestations: [journee, matin, repas]
        prix: ${price}
`;
    await enter(priced("5,00"));
    const report = await enter(priced("5,40"), true);
    expect(describeCatalogue(report, true)).toContainEqual(
      expect.stringContaining(
        "tarif mercredis à compter du 01/09/2026, pour un enfant : journee, résidents : + 0,40\u00a0€",
      ),
    );
    await enter(priced("5,40"));
    expect(kinds(await enter(priced("5,40")))).toEqual([]);
  });

  test("what new prices change for whom is told before: by bracket, and who moves most first", async () => {
    const priced = (low: string, high: string): string =>
      `${changed("    site: tilleuls\n    du: 02/09/2026", "    tarif: mercredis\n    site: tilleuls\n    du: 02/09/2026")}
tarifs:
  - code: mercredis
    à compter du: 01/09/2026
    nom: Mercredis
    prix:
      - prestations: [journee, matin, repas]
        tranches:
          jusqu’à 400: ${low}
          plus de 400: ${high}
    fratrie: { rang compté: présents le même jour, reste à payer: 50 % }
`;
    await enter(priced("5,00", "8,00"));
    const codes = ["PETIT001", "GRAND001", "SANSQF01"].map((code) => id("FamilyCode", code));
    for (const code of codes) await putFamilies(world.table, [familyOf(0, { code }, [{ grade: "CP" }])]);
    for (const [code, value] of [
      [codes[0], 30_000],
      [codes[1], 90_000],
    ] as const)
      if (code)
        await addAct(
          world.table,
          code,
          { kind: "caf", month: id("PlainMonth", "2026-09"), seen: 0 },
          {
            at: now,
            by: id("Login", "AGENT.UN"),
            byName: "Agente",
            reason: "attestation",
            key: id("IdempotencyKey", `quotient-${code}`.padEnd(16, "0")),
            entered: {
              value: cents(value),
              from: id("PlainDate", "2026-09-01"),
              until: id("PlainDate", "2027-08-31"),
              origin: "caf",
            },
          },
        );
    const report = await enterCatalogueFile(
      { table: world.table, clock: () => now, counting: { quotientKind: "caf", schoolZone: "B" } },
      catalogueOf(priced("4,80", "9,20")),
      { dryRun: true, tellFamilies: false },
    );
    const text = describeCatalogue(report, true).map((one) => one.replace(/[\u00a0\u202f]/gu, " "));
    const from = text.findIndex((one) => one.includes("ce que cela change pour 3 familles"));
    expect(text.slice(from + 1, from + 7).map((one) => one.trim().replace(/^- /u, ""))).toEqual([
      expect.stringMatching(/^quotient jusqu’à 400 € : 1 famille, 1 en baisse, − 0,20 €$/u),
      expect.stringMatching(/^quotient au-dessus de 400 € : 1 famille, 1 en hausse, \+ 1,20 €$/u),
      expect.stringMatching(/^sans quotient connu : 1 famille, 1 en hausse, \+ 1,20 €$/u),
      expect.stringContaining("(GRAND001, 1 enfant) : 8,00 € → 9,20 € (+ 1,20 €)"),
      expect.stringContaining("(SANSQF01, 1 enfant) : 8,00 € → 9,20 € (+ 1,20 €)"),
      expect.stringContaining("(PETIT001, 1 enfant) : 5,00 € → 4,80 € (− 0,20 €)"),
    ]);
    // Whoever enters it is not made to wait for it again.
    expect((await enter(priced("4,80", "9,20"))).impacts).toMatchObject([{ kind: "pricesMoved", families: undefined }]);
  });

  test("what the portal has and the file does not name stays, and is told", async () => {
    await enter(good);
    await close();
    const [head = ""] = good.split("\nactivités:");
    const report = await enter(`${head}\n`);
    expect(report.leftAlone).toEqual([
      { kind: "closure", siteId: "tilleuls", closureId: "staff-0001" },
      { kind: "activity", activityId: "mercredis", effectiveFrom: "2026-09-02" },
    ]);
    const { sites, activities } = await readCatalogue(world.table);
    expect([sites[0]?.closures.length, activities.length]).toEqual([2, 1]);
  });

  test("a closure that staff decided and the file repeats keeps who decided it", async () => {
    await enter(good);
    await close();
    const text = changed(
      "    fermetures:\n",
      "    fermetures:\n      - code: staff-0001\n        du: 02/12/2026\n        au: 02/12/2026\n        motif: grève\n        nature: grève\n",
    );
    expect(outcomes(await enter(text))).toEqual({ unchanged: 5 });
    await enter(text.replace("        motif: grève\n", "        motif: préavis\n"));
    const record = [...(await world.records()).values()].find((one) => one["id"] === "staff-0001");
    expect(record).toMatchObject({ reason: "préavis", by: "AGENT.UN", version: 2 });
  });
});

describe("what it means for bookings already made", () => {
  beforeEach(async () => {
    await enter(good);
    await book(good, "journee", wednesday, 3);
  });

  test("nothing, when nothing that they depend on changes", async () => {
    expect((await enter(good, true)).impacts).toEqual([]);
    expect((await enter(changed("        places: 40\n", "        places: 3\n"), true)).impacts).toEqual([]);
    expect((await enter(changed("    nom: Mercredis\n", "    nom: Mercredis du bourg\n"), true)).impacts).toEqual([]);
  });

  test("fewer places than bookings: of a unit, of the activity, of the site", async () => {
    expect((await enter(changed("        places: 40\n", "        places: 2\n"), true)).impacts).toEqual([
      {
        kind: "tooFewPlaces",
        siteId: "tilleuls",
        activityId: "mercredis",
        limit: "Journée",
        days: [{ date: wednesday, bookings: 3, places: 2 }],
      },
    ]);
    expect((await enter(changed("        places: 36\n", "        places: 1\n"), true)).impacts).toMatchObject([
      { kind: "tooFewPlaces", limit: "6 ans et plus" },
    ]);
    expect((await enter(changed("        places: 60\n", "        places: 0\n"), true)).impacts).toMatchObject([
      { kind: "tooFewPlaces", activityId: null, limit: "toute la maison" },
    ]);
  });

  test("a unit that disappears, in the edition itself or in a new one", async () => {
    const without = changed("      journee:\n        nom: Journée", "      jour:\n        nom: Journée");
    expect((await enter(without, true)).impacts).toEqual([
      { kind: "unitGone", activityId: "mercredis", unitId: "journee", days: [{ date: wednesday, bookings: 3 }] },
    ]);
    const [, activity = ""] = without.split("activités:\n");
    const later = `${good}${activity.replace("    nom: Mercredis\n", "    nom: Mercredis\n    à compter du: 01/12/2026\n")}`;
    expect((await enter(later, true)).impacts).toMatchObject([{ kind: "unitGone", unitId: "journee" }]);
    expect((await enter(later.replace("à compter du: 01/12/2026", "à compter du: 03/12/2026"), true)).impacts).toEqual(
      [],
    );
  });

  test("a window that moves or goes", async () => {
    expect((await enter(changed("01/12/2026 à 08:00", "15/12/2026 à 08:00"), true)).impacts).toMatchObject([
      { kind: "windowMoved", before: { id: "printemps" }, after: { steps: [{ opensAt: "2026-12-15T07:00:00Z" }] } },
    ]);
    const gone = changed("      printemps:\n        du: 01/01/2027", "      hiver:\n        du: 01/01/2027");
    expect((await enter(gone, true)).impacts).toMatchObject([
      { kind: "windowMoved", before: { id: "printemps" }, after: null },
    ]);
  });

  test("days that go together as they did not before, and who has too few of them", async () => {
    const waiting = "    liste d’attente: 24 heures\n";
    const together = changed(waiting, `    minimum: 2 jours par période de réservation\n${waiting}`);
    expect((await enter(together, true)).impacts).toMatchObject([
      { kind: "minimumChanged", before: undefined, activity: { minimum: { days: 2, per: "window" } }, short: 3 },
    ]);
    await enter(together);
    expect((await enter(together, true)).impacts).toEqual([]);
    // Taken out of the file, it leaves the record.
    expect((await enter(good)).impacts).toMatchObject([{ kind: "minimumChanged", before: { days: 2 }, short: 0 }]);
    expect((await enter(good, true)).changes.every(({ outcome }) => outcome === "unchanged")).toBe(true);
  });

  test("days on which it does not run any more", async () => {
    expect(await enter(changed("jours: [mercredi]", "jours: [jeudi]"), true).then(({ impacts }) => impacts)).toEqual([
      { kind: "dayGone", activityId: "mercredis", days: [{ date: wednesday, bookings: 3 }] },
    ]);
    expect(kinds(await enter(changed("du: 19/12/2026", "du: 01/12/2026"), true))).toEqual(["dayGone"]);
  });

  test("a closure that will cancel them", async () => {
    const closed = changed(
      "    fermetures:\n",
      "    fermetures:\n      - du: 01/12/2026\n        au: 03/12/2026\n        motif: travaux\n",
    );
    expect((await enter(closed, true)).impacts).toMatchObject([
      { kind: "closure", siteId: "tilleuls", bookings: 3, closure: { from: "2026-12-01" } },
    ]);
    await enter(closed);
    expect((await enter(closed)).impacts).toEqual([]);
  });

  test("deadlines that move under families, and none where a new edition goes on with one that is cut short", async () => {
    const later = changed("annuler avant: 15 jours calendaires", "annuler avant: 20 jours calendaires");
    // Over for both already: nobody reads it any more.
    expect((await enter(later, true)).impacts).toEqual([]);
    expect((await enter(changed("J-2 ouvrés à 10:00", "J-3 ouvrés à 10:00"), true)).impacts).toMatchObject([
      {
        kind: "deadlineMoved",
        activityId: "mercredis",
        unitId: "journee",
        act: "bookBefore",
        days: 30,
        date: "2026-11-25",
        before: "2026-11-23T09:00:00Z",
        after: "2026-11-20T09:00:00Z",
      },
    ]);
    const counted = good.replace(
      "annuler avant: 15 jours calendaires avant la période",
      "annuler avant: 1 mois avant la période",
    );
    await enter(counted);
    const [head = "", activity = ""] = counted.split("activités:\n");
    const windows = (text: string, window: string): string =>
      text.replace(new RegExp(` {6}${window}:\n(?: {8}.*\n)+`, "u"), "");
    const cut = windows(activity, "printemps").replace(
      "    au: 30/06/2027\n    jours",
      "    au: 31/12/2026\n    jours",
    );
    const second = windows(activity, "automne").replace(
      "    du: 02/09/2026\n    au: 30/06",
      "    à compter du: 01/01/2027\n    du: 01/01/2027\n    au: 30/06",
    );
    const without = cut.replace("          12/05/2027: 16\n", "").replace("        places certains jours:\n", "");
    const report = await enter(`${head}activités:\n${without}${second}`);
    expect(kinds(report)).not.toContain("deadlineMoved");
    expect((await readCatalogue(world.table)).activities[0]).toMatchObject({ to: "2026-12-31", ranTo: "2027-06-30" });
  });

  describe("an activity that moves to another site", () => {
    const ormes =
      "  ormes:\n    nom: Les Ormes\n    commune: Saint-Exemple\n    limites:\n      accueil:\n        nom: toute la maison\n        places: 60\n\nactivités:\n";
    const moved = changed("\nactivités:\n", ormes).replace("    site: tilleuls\n", "    site: ormes\n");
    /** The same, as an edition of its own from that day on. */
    const from = (date: string): string =>
      `${changed("\nactivités:\n", ormes)}${moved.slice(moved.indexOf("  - code: mercredis")).replace("    nom: Mercredis\n", `    nom: Mercredis\n    à compter du: ${date}\n`)}`;
    const refused = { kind: "siteMoved", activityId: "mercredis", from: "tilleuls", to: "ormes" };

    test("is refused while children have places there, even by who would tell the families", async () => {
      expect(await enter(moved, true)).toMatchObject({ refused: true, impacts: [refused] });
      const before = await world.records();
      expect(await enter(moved)).toMatchObject({
        refused: true,
        impacts: [{ ...refused, days: [{ date: wednesday, bookings: 3 }] }],
      });
      expect(await world.records()).toEqual(before);
    });

    test("by a new edition too, from the days on that it rules", async () => {
      expect(await enter(from("01/12/2026"), true)).toMatchObject({ refused: true, impacts: [refused] });
      expect(await enter(from("03/12/2026"))).toMatchObject({ refused: false, impacts: [] });
    });

    test("and while a child waits for one", async () => {
      const date = id("PlainDate", "2026-12-09");
      const place = {
        familyCode: id("FamilyCode", "FAM90"),
        childId: id("ChildId", "E9"),
        siteId: id("SiteId", "tilleuls"),
        activityId: id("ActivityId", "mercredis"),
        unitId: id("UnitId", "journee"),
        date,
      };
      await joinWaitingList(world.table, place, emptyChildDay(place.childId, date), act, { pools: [], seen: emptyDay });
      expect(await enter(from("03/12/2026"))).toMatchObject({
        refused: true,
        impacts: [{ ...refused, days: [{ date, bookings: 1 }] }],
      });
    });
  });

  test("days of which no school calendar speaks", async () => {
    const longer = good.replace("    au: 30/06/2027\n    jours", "    au: 30/09/2027\n    jours");
    expect((await enter(longer, true)).impacts).toMatchObject([
      { kind: "withoutCalendar", from: "2027-09-08", to: "2027-09-29" },
    ]);
  });
});
