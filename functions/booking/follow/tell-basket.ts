/**
 * A receipt of each confirmation: one mail to the family that says what was booked, what waits, what was refused and
 * why. Whatever dies on the way.
 *
 * The basket's record (store/idempotency.ts) holds its lines before the first of them is settled, and its answers once
 * the last one is. The stream shows both. Answered: the mail is made of the answers. Begun: as a rule it has been
 * answered by the time this is read, and there is nothing to do; else a schedule says, once no request can live any more,
 * that it is over, and the mail is made of what the children's days say was done. Repairs have put those in order by then.
 *
 * Two shapes were weighed and left: a mail written by the request, after its last line, which is lost with the request
 * although days are booked; and an act of its own around each basket (tell-acts.ts), two more writes and one more wave
 * for every family on opening day, where this is one write more and no wave.
 *
 * Never twice: the mail is named for the request. A family that sends the same basket again, minutes after a request of
 * it died and was told, may obtain more: a second mail tells that alone.
 */
import * as z from "zod/mini";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readPeople } from "../../family/store/people.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { Table } from "../../table/table.ts";
import { bookingLines } from "../mail-lines.ts";
import { receiptFacts, type ReceiptFacts } from "../receipt-mails.fr.ts";
import { grouped, madeOf, notAmong, toldAs, type ReceiptLine } from "../rules/receipt.ts";
import { byChildAndDate, readFamilyDays } from "../store/child-days.ts";
import { readIdempotencyRecord, type ToldBasket } from "../store/idempotency.ts";
import { positionOf } from "../store/waiting-list.ts";
import { longestRequest } from "./tell-acts.ts";

export interface TellBasketDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  /** Has the basket said to be over at that moment, if it is not answered by then. The same again is the same. */
  readonly endBasketLater: (
    basket: Pick<ToldBasket, "idempotencyKey"> & { readonly familyCode: FamilyCode; readonly requestToken: string },
    at: Instant,
  ) => Promise<void>;
}

/** Lists asked about at once. */
const width = 20;

const linesOf = ({ receipt: { of, on } }: ToldBasket): readonly Omit<ReceiptLine, "outcome">[] =>
  on.map(([rank, date]) => {
    const unit = of[rank];
    if (!unit) throw new Error("A basket's record names a unit that it does not hold");
    return { ...unit, date };
  });

/** What the family was answered. */
function answered({ lines = [], refusals = [], ...basket }: ToldBasket): readonly ReceiptLine[] {
  return linesOf(basket).flatMap((line, index) => {
    const answer = lines[index];
    if (!answer) throw new Error("A basket's record has fewer answers than lines");
    const why = answer.refusal === undefined ? undefined : refusals[answer.refusal];
    // Whoever sent it knows of no such child: nobody else of the household is told of the trial.
    if (why?.code === "unknownChild") return [];
    return [
      {
        ...line,
        outcome: toldAs(answer.outcome),
        ...(answer.position === undefined ? {} : { position: answer.position }),
        ...(answer.until === undefined ? {} : { until: answer.until }),
        ...(answer.price === undefined ? {} : { price: answer.price }),
        ...(why === undefined ? {} : { why: why.sentence }),
      },
    ];
  });
}

/** What a request that never answered has done, as the children's days stand. */
async function leftBehind(table: Table, familyCode: FamilyCode, basket: ToldBasket): Promise<readonly ReceiptLine[]> {
  const asked = linesOf(basket);
  const dates = asked.map(({ date }) => date).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (!from || !to) return [];
  const dayOf = byChildAndDate(await readFamilyDays(table, familyCode, { from, to }));
  const made = asked.flatMap((line) => {
    const found = madeOf(dayOf(line.childId, line.date), line.unit, basket.receipt.requestToken);
    return found ? [{ line, ...found }] : [];
  });
  return inParallel(made, width, async ({ line, outcome, siteId, arrival, until, price }) => ({
    ...line,
    outcome,
    ...(until === undefined ? {} : { until }),
    ...(price && outcome !== "waiting" ? { price: price.amount } : {}),
    ...(outcome === "waiting" && arrival !== undefined
      ? { position: await positionOf(table, { siteId, date: line.date, ...unitOf(line.unit) }, arrival) }
      : {}),
  }));
}

/**
 * The receipt of these lines; null when none is of a child of the family. `silent`: how many lines of the basket nobody can
 * say anything about.
 */
async function receiptOf(
  { table, catalogue }: TellBasketDependencies,
  familyCode: FamilyCode,
  at: Instant,
  lines: readonly ReceiptLine[],
  silent: number,
): Promise<ReceiptFacts | null> {
  const all = grouped(lines);
  const [latest, people] = await Promise.all([
    catalogue.latest(),
    readPeople(
      table,
      all.map(({ childId }) => ({ familyCode, childId })),
    ),
  ]);
  const groups = all.filter(({ childId }) => people.child({ familyCode, childId }) !== null);
  if (groups.length === 0) return null;
  return {
    at,
    silent,
    groups: groups.map(({ childId, unit, days }) => {
      const [first] = days;
      const [named] = first
        ? bookingLines(latest, people, [{ familyCode, childId, date: first.date, ...unitOf(unit) }])
        : [];
      if (!named) throw new Error("A line of a receipt has no name");
      const { firstName, unitName, activityName } = named;
      return { childId, unit, firstName, unitName, activityName, days: [...days] };
    }),
  };
}

/** Tells what a basket has brought, as its record shows it. */
export async function tellBasket(
  dependencies: TellBasketDependencies,
  familyCode: FamilyCode,
  basket: ToldBasket,
): Promise<void> {
  const { table, endBasketLater } = dependencies;
  const { at, idempotencyKey, receipt, lines: answers, ends = 0 } = basket;
  const { requestToken } = receipt;
  if (!answers && ends === 0) {
    if (await readIdempotencyRecord(table, familyCode, idempotencyKey)) return;
    return endBasketLater({ familyCode, requestToken, idempotencyKey }, plusSeconds(at, longestRequest));
  }
  const lines = answers ? answered(basket) : await leftBehind(table, familyCode, basket);
  if (lines.length === 0) return;
  // The page has said it already, but where its request died: only then the office is to call who has no address.
  const shown = answers ? { courtesy: true as const } : {};
  const tell = async (rank: "" | "-2", told: readonly ReceiptLine[]): Promise<ReceiptFacts | null> => {
    const silent = answers ? 0 : receipt.on.length - told.length;
    const facts = await receiptOf(dependencies, familyCode, at, told, silent);
    if (!facts) return null;
    const standing = await tellOnce(
      table,
      {
        familyCode,
        about: facts.groups.map(({ childId }) => childId),
        mailId: `receipt-${requestToken}${rank}`,
        ...shown,
      },
      { kind: "receipt", facts },
      at,
    );
    return standing && z.parse(receiptFacts(), standing.facts);
  };
  const before = await tell("", lines);
  if (!before || before.silent === 0) return;
  const rest = notAmong(lines, before.groups);
  if (answers && rest.length > 0) await tell("-2", rest);
}
