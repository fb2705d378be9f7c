/**
 * Tells a family what the office has done to its bookings, and why: one mail an act, whatever dies on the way.
 *
 * An act moves many days of children, each in a write of its own, and what the stream shows of them comes in many
 * batches and out of order. Three shapes were weighed:
 * (a) a mail that each day's change adds a line to, sent once no more have come for a while. What comes later than that,
 *     because a batch was retried, makes a second mail, and every mail is late by that while.
 * (b) the mail is written by the request, after its last line. Prompt and whole; but nobody is told when the process
 *     dies before, although days have moved.
 * (c) the act is a record of its own (store/office-acts.ts), written before the first line: who, why, what about. When
 *     it is over it says so. The stream shows that, and the mail is made here: from the act who and why, from the
 *     children's days, read consistently, what was done, since each unit says which request moved it.
 * This is (c). Prompt and whole as long as nothing dies, because all lines are written before the act is over. A request
 * that dies leaves an act that is not over: a schedule, put as soon as the stream shows its beginning, says so in its
 * place once no request can live any more. What a repair finishes later still (store/settle.ts) bears the act's requestToken
 * too, and so does what the staff member's retry does: told as soon as it is there.
 *
 * Never twice and never not: the mail and the note of the lines that it tells are one transaction, expecting the note
 * that the lines were compared with.
 */
import { unitOf } from "../../catalogue/rules/units.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readPeople } from "../../family/store/people.ts";
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { Mail } from "../../mail/kinds.ts";
import { mailWrites } from "../../mail/outbox.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { bookingLines } from "../mail-lines.ts";
import type { ActedFacts, MailLine } from "../mails.fr.ts";
import { isOfferToken, type ChildDay, type RequestToken } from "../rules/child-day.ts";
import { doneBy, lineName, type ActLine, type DoneLine, type OfficeActKind } from "../rules/office-acts.ts";
import { readFamilyDays } from "../store/child-days.ts";
import { noteTold, readAct, type RecordedAct } from "../store/office-acts.ts";

/** How a kind of act is told; its subject says. `named`: units as mails name them, in the order of the days. */
export type Telling = (
  act: RecordedAct,
  done: readonly DoneLine[],
  named: (lines: readonly Pick<ActLine, "childId" | "date" | "unit">[]) => readonly MailLine[],
) => Mail;
export type Tellings = Readonly<Record<OfficeActKind, Telling>>;

export interface TellActDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly tellings: Tellings;
  /** Has the act said to be over at that moment, if nobody has by then. The same again is the same. */
  readonly endActLater: (familyCode: FamilyCode, requestToken: RequestToken, at: Instant) => Promise<void>;
}

/** Seconds after which no request lives any more: API Gateway gives it 29, its function 30, and repairs follow at once. */
export const longestRequest = 120;

const spanOf = ({ lines, at }: RecordedAct): Parameters<typeof readFamilyDays>[2] => {
  const dates = lines?.map(({ date }) => date).toSorted();
  const [from, to] = [dates?.at(0), dates?.at(-1)];
  return from && to ? { from, to } : { from: localDate(at) };
};

/** Tells what an act that is over has done and nobody has told. Nothing for a requestToken that is no act's. */
export const tellAct = (
  { table, catalogue, clock, tellings }: TellActDependencies,
  familyCode: FamilyCode,
  requestToken: RequestToken,
): Promise<void> =>
  decideAndWrite<null, undefined>("What was told of an act of the office", null, async () => {
    const nothing = { done: undefined };
    const act = await readAct(table, familyCode, requestToken);
    if (!act || act.ends === 0) return nothing;
    const days = await readFamilyDays(table, familyCode, spanOf(act));
    const untold = doneBy(act, days).filter((line) => !act.told.includes(lineName(line)));
    if (untold.length === 0) return nothing;
    const [latest, people] = await Promise.all([
      catalogue.latest(),
      readPeople(
        table,
        untold.map(({ childId }) => ({ familyCode, childId })),
      ),
    ]);
    const mail = tellings[act.kind](act, untold, (lines) =>
      bookingLines(
        latest,
        people,
        lines.map(({ unit, ...line }) => ({ ...line, ...unitOf(unit), familyCode })),
      ),
    );
    const name = {
      familyCode,
      about: untold.map(({ childId }) => childId),
      mailId: `act-${requestToken}-${act.tellings + 1}`,
    };
    const writes = mailWrites(name, mail, clock());
    return (await noteTold(table, familyCode, act, untold.map(lineName), writes)) ? nothing : { again: null };
  });

/** An act was begun, or is over. */
export async function followAct(
  dependencies: TellActDependencies,
  familyCode: FamilyCode,
  { requestToken, at, ends }: RecordedAct,
): Promise<void> {
  if (ends > 0) return tellAct(dependencies, familyCode, requestToken);
  return dependencies.endActLater(familyCode, requestToken, plusSeconds(at, longestRequest));
}

/** Tells what a repair has finished for an act, which may be long over. Nobody's hand shows on it, but its requestToken does. */
export async function followRepaired(
  dependencies: TellActDependencies,
  familyCode: FamilyCode,
  before: ChildDay | null,
  after: ChildDay,
): Promise<void> {
  for (const [unit, { by, claim }] of after.units)
    if (
      by === undefined &&
      claim &&
      !isOfferToken(claim.requestToken) &&
      claim.requestToken !== before?.units.get(unit)?.claim?.requestToken
    )
      await tellAct(dependencies, familyCode, claim.requestToken);
}

/** What of it is held until it is paid, and until when the first is. */
function heldOf(done: readonly DoneLine[], named: Parameters<Telling>[2]): Pick<ActedFacts, "held" | "heldUntil"> {
  const held = done.filter(({ heldUntil }) => heldUntil !== undefined);
  const [heldUntil] = held.flatMap((line) => line.heldUntil ?? []).sort();
  return heldUntil === undefined ? {} : { held: named(held), heldUntil };
}

const acted =
  (act: ActedFacts["act"]): Telling =>
  ({ reason = "" }, done, named) => ({
    kind: "acted",
    facts: {
      act,
      reason,
      lines: named(done.filter(({ waits, heldUntil }) => !waits && heldUntil === undefined)),
      waiting: named(done.filter(({ waits }) => waits === true)),
      ...heldOf(done, named),
    },
  });

/** What is done at the desk. */
export const deskTellings = {
  booked: acted("booked"),
  cancelled: acted("cancelled"),
  changed: acted("changed"),
  accepted: acted("accepted"),
  declined: acted("declined"),
};
