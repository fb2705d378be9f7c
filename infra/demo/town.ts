/**
 * The demo town in a portal: families through the import, the catalogue, bookings through the bookings' own store,
 * sign-ins.
 */
import { mkdir, writeFile } from "node:fs/promises";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { Clock } from "../../functions/kernel/clock.ts";
import type { ChildDay } from "../../functions/booking/rules/child-day.ts";
import type { Bucket } from "../../functions/files/bucket.ts";
import { holdOwed } from "../../functions/billing/store/owed.ts";
import { id, type FamilyCode } from "../../functions/kernel/ids.ts";
import { addDays, localDate, localToInstant } from "../../functions/kernel/time.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { readCatalogueFile } from "../../functions/catalogue/file/read-catalogue.ts";
import { catalogueText } from "../../functions/catalogue/file/write-catalogue.ts";
import { enterCatalogueFile } from "../../functions/planning/use-cases/enter-catalogue.ts";
import { enterFamilies } from "../../functions/family/use-cases/enter-families.ts";
import { readImport } from "../../functions/family/file/read-files.ts";
import { inParallel } from "../../functions/kernel/parallel.ts";
import { bookUnit } from "../../functions/booking/store/bookings.ts";
import { readChildDays } from "../../functions/booking/store/child-days.ts";
import { cardOf } from "../../functions/booking/store/roster.ts";
import type { TownForFunctions } from "../../functions/kernel/town-for-functions.ts";
import type { Table } from "../../functions/table/table.ts";
import { openAdultAccount, openFamilyAccount, openStaffAccount, type SignIn } from "./accounts.ts";
import { chooseCast, invoiced } from "./cast.ts";
import { billedMeals, callChildren, todaysMeals } from "./attendance.ts";
import { demoCatalogue } from "./catalogue.ts";
import { enterChildRecords } from "./child-records.ts";
import { enterCertifications } from "./certifications.ts";
import { toFiles } from "./csv.ts";
import { demoDocuments, makeDocument } from "./documents.ts";
import { enterDoubles } from "./doubles.ts";
import { enterEnrolments } from "./enrolments.ts";
import { inventFamilies, type DemoFamily } from "./families.ts";
import { demoBookings, type DemoBooking } from "./occupancy.ts";
import { billPastMonths } from "./invoices.ts";
import { debitFamilies } from "./debits.ts";
import { leaveUnpaid, payInvoices } from "./payments.ts";
import { fillWallet } from "./wallets.ts";
import { sendFirstRequests } from "./first-requests.ts";
import { enterProtections, shutOutOf } from "./protections.ts";
import { sayCircumstances } from "./circumstances.ts";
import { sayShares } from "./shares.ts";
import { enterQuotients } from "./quotients.ts";
import { makeRequests } from "./requests.ts";
import { leaveUntold } from "./untold.ts";
import { demoSituations, makeSituation } from "./situations.ts";

export interface TownTools {
  readonly table: Table;
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly termsVersion: string;
  readonly town: TownForFunctions;
  readonly clock: Clock;
  /** Where documents are kept; null: their records alone are made. */
  readonly bucket: Bucket | null;
  /**
   * Where the files are left for people to look at and to bring in again (families and children as CSV, the catalogue);
   * null: nowhere.
   */
  readonly folder: string | null;
}

export interface TownFacts {
  readonly signIns: readonly SignIn[];
  /** A family that has its code and has not activated it, with the names that its invoice bears. */
  readonly activation: { readonly familyCode: string; readonly lastName: string; readonly firstName: string };
}

const writesAtOnce = 32;

/** Fills a portal. Safe to run again after it was cut short, with the same clock. */
export async function fillTown(tools: TownTools): Promise<TownFacts> {
  const now = tools.clock();
  const { catalogue, schoolYear } = demoCatalogue(now);
  const cast = chooseCast(inventFamilies(schoolYear), localDate(now));
  const { apart } = cast;
  const billed = billedMeals({ catalogue, families: cast.families, apart, now });
  const families = untitled(cast.families, billed.at(-1)?.wanted.familyCode);
  const meals = { catalogue, families, apart, now };
  const bookings = [...demoBookings(catalogue, families, cast.regulars, apart, now), ...todaysMeals(meals), ...billed];
  const accounts = { ...tools, now };
  const shutOut = shutOutOf(cast.activated);
  const familiesIn = importFamilies(tools, families);
  const allIn = Promise.all([
    Promise.all([
      ...cast.activated.map((family) => openFamilyAccount(accounts, family)),
      openStaffAccount(accounts),
      openAdultAccount(accounts, shutOut.family.household, shutOut.adult, "Adulte écarté du dossier de cet enfant"),
      openFamilyAccount(accounts, cast.late),
    ]),
    importCatalogue(tools, catalogue),
    familiesIn,
  ]);
  const others = families.filter(({ household }) => !apart.has(household.code));
  const makeBookings = async (): Promise<void> => {
    await familiesIn;
    await bookAll(tools.table, families, bookings);
    await allIn;
    const lastEvening = localToInstant(addDays(localDate(now), -1), "18:20");
    // One after the other: who waits came in that order.
    for (const situation of demoSituations({ catalogue, families, bookings, apart, now }, cast.activated))
      await makeSituation(tools.table, situation, lastEvening);
    await leaveUntold(tools.table, { catalogue, families, bookings, at: lastEvening });
    await callChildren(tools.table, { catalogue, bookings, now });
  };
  const makeFiles = async (): Promise<void> => {
    await allIn;
    await enterQuotients(tools.table, cast.activated, now);
    await sayCircumstances(tools.table, cast.activated, now);
    await sayShares(tools.table, cast.activated, now);
    await enterChildRecords(tools, cast.activated);
    await sendFirstRequests(tools.table, cast.notActivated.household, now);
    await enterEnrolments(tools.table, catalogue, cast.activated, others, now);
    await enterDoubles(tools.table, others, now);
    for (const document of demoDocuments(cast.activated, others, now)) await makeDocument(tools, document);
    await enterCertifications(tools.table, cast.activated, now);
    await enterProtections(tools.table, cast.activated, now);
    await makeRequests(tools, cast.activated, others, now);
  };
  // Of other records: neither waits for the other.
  const [[signIns]] = await Promise.all([allIn, makeBookings(), makeFiles()]);
  const billedCodes = [
    ...[...cast.activated, cast.late].map(({ family }) => family.household.code),
    ...new Set(billed.map(({ wanted }) => wanted.familyCode)),
  ];
  // Once quotients are known, by which they are priced.
  await billPastMonths(tools, catalogue, bookings, billedCodes, families.length);
  await payInvoices(
    tools.table,
    catalogue,
    cast.activated.map(({ family }) => family.household.code),
    now,
  );
  await leaveUnpaid(tools.table, cast.late.family.household.code, now);
  const [first] = cast.activated;
  if (first) await fillWallet(tools.table, catalogue, first.family, now);
  await debitFamilies(tools.table, catalogue, cast.activated, now);
  // The stream does so of what is written from now on: here nobody listens to it yet.
  await inParallel(billedCodes, 4, (code) => holdOwed(tools.table, code));
  const { code } = cast.notActivated.household;
  const { lastName, firstName } = invoiced(cast.notActivated.household);
  return { signIns, activation: { familyCode: code, lastName, firstName } };
}

/** The same, of whom one family has given no civil title: the treasury asks for it, and « Trésorerie » says so. */
const untitled = (families: readonly DemoFamily[], code: FamilyCode | undefined): readonly DemoFamily[] =>
  families.map((family) => {
    const { household } = family;
    if (household.code !== code) return family;
    const guardians = household.guardians.map(({ title: _, ...guardian }) => guardian);
    return { ...family, household: { ...household, guardians } };
  });

async function importCatalogue({ table, clock, folder }: TownTools, wanted: Catalogue): Promise<void> {
  const text = catalogueText(wanted, [
    "Le catalogue de la ville de démonstration : changez-le, puis « npm run catalogue -- catalogue.yaml ».",
  ]);
  if (folder !== null) {
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/catalogue.yaml`, text);
  }
  const {
    catalogue,
    faults: [fault],
  } = readCatalogueFile(new TextEncoder().encode(text));
  if (!catalogue)
    throw new Error(`The demo town's own catalogue is refused: ${fault?.line ?? 0} ${fault?.reason ?? ""}`);
  await enterCatalogueFile({ table, clock }, catalogue, { dryRun: false, tellFamilies: true });
}

async function importFamilies({ table, clock, folder }: TownTools, families: readonly DemoFamily[]): Promise<void> {
  const files = toFiles(families);
  if (folder !== null) {
    await mkdir(folder, { recursive: true });
    await Promise.all([
      writeFile(`${folder}/familles.csv`, files.families),
      writeFile(`${folder}/enfants.csv`, files.children),
    ]);
  }
  const { families: read, faults } = readImport(files, localDate(clock()));
  const [fault] = faults;
  if (fault) throw new Error(`The demo town's own files are refused: ${fault.file} ${fault.line} ${fault.reason}`);
  await enterFamilies({ table, clock }, read, { dryRun: false });
}

/**
 * Requests of a demo have no key; one request token for all, so that a booking made by an earlier load is found to be its own.
 */
const requestToken = "demotown";

async function bookAll(table: Table, families: readonly DemoFamily[], bookings: readonly DemoBooking[]): Promise<void> {
  const name = (familyCode: string, childId: string): string => `${familyCode} ${childId}`;
  const cards = new Map(
    families.flatMap(({ household, children }) =>
      children.map((child) => [name(household.code, child.id), cardOf(child, household)] as const),
    ),
  );
  // An earlier load's claims have left the days' records: only the children's days tell what it booked.
  const known = await readChildDays(
    table,
    bookings.map(({ wanted }) => wanted),
  );
  await inParallel(bookings, writesAtOnce, ({ wanted, at }) => {
    const card = cards.get(name(wanted.familyCode, wanted.childId)) ?? null;
    return book(table, { wanted: { ...wanted, card }, at }, known(wanted));
  });
}

async function book(table: Table, { wanted, at }: DemoBooking, known: ChildDay): Promise<void> {
  const { outcome } = await bookUnit(table, wanted, known, {
    requestToken,
    at,
    by: id("Login", wanted.familyCode),
  });
  if (outcome.kind !== "booked") throw new Error(`A booking of the demo town ended as ${outcome.kind}`);
}
