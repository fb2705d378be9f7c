/**
 * Mes modifications de réservations: what happened, who did it, latest first. One wave of reads after the session's.
 */
import type { familyHistory, HistoryEntry, HistoryView, ownHistory } from "../contract.ts";
import { nameInLetters, type Family } from "../../family/rules/family.ts";
import { authorWords, formerUnit, historyWords } from "../words.fr.ts";
import { authorOf, withoutGivenUp, type HistoryEvent } from "../rules/history.ts";
import { id, type FamilyCode, type Instant, type Login } from "../../kernel/ids.ts";
import { slotsOf, type Slots } from "../../booking/rules/slots.ts";
import type { Session } from "../../http/session.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { readSeenFamily } from "../../family/store/families.ts";
import { readHistory } from "../store/history.ts";
import { readLogin } from "../../sign-in/store/logins.ts";
import type { HistoryReading } from "../dependencies.ts";

type Routes = UseCases<typeof ownHistory & typeof familyHistory>;

interface Facts {
  readonly family: Family;
  readonly slots: Slots;
  /** Whoever holds the family code, as letters name them; null: nobody yet. */
  readonly holder: string | null;
  readonly reader: Session;
}

/** An adult of the family by their sign-in: the code itself, or the code and their rank. */
function nameOf(login: Login, { family: { household }, holder }: Facts): string {
  if (login.toString() === household.code.toString()) return holder ?? authorWords.family;
  const adult = household.guardians.find(({ id: rank }) =>
    [rank, ...(household.formerAdults ?? []).filter(({ into }) => into === rank).map((former) => former.id)].some(
      (one) => login.toString() === `${household.code}.${one}`,
    ),
  );
  return adult ? nameInLetters(adult) : authorWords.family;
}

/** Families are told « le guichet »; staff, which staff member it was. */
function whoDid(
  { by, reason }: Pick<HistoryEvent, "by" | "reason">,
  facts: Facts,
): Pick<HistoryEntry, "who" | "author"> {
  const {
    family: { household },
    reader,
  } = facts;
  const author = authorOf([household.code, ...(household.formerCodes ?? [])], { by, reason });
  if (author !== "family" || by === undefined)
    return {
      author,
      who:
        author === "office" && by !== undefined && reader.role === "staff"
          ? `${authorWords.office} (${by})`
          : authorWords[author],
    };
  return { author: by === reader.login ? "you" : "family", who: nameOf(by, facts) };
}

function entryOf(event: HistoryEvent, facts: Facts): HistoryEntry {
  const { what, at, date, childId, unit, revision, by, reason, other, until, absence } = event;
  const {
    family: { children },
    slots,
  } = facts;
  const found = slots.named(unit, date);
  const target = other && { date: other.date, unitName: slots.named(other.unit, other.date)?.unit.name ?? formerUnit };
  return {
    id: `${at} ${date} ${childId} ${revision} ${unit}`,
    what,
    at,
    date,
    childId,
    ...historyWords({ what, until, absence, other: target }),
    ...whoDid({ by, reason }, facts),
    childName:
      children.find(({ id, formerCodes = [] }) => id === childId || formerCodes.includes(childId))?.firstName ??
      childId,
    unitName: found?.unit.name ?? formerUnit,
    ...(found ? { activityName: found.activity.name, siteName: slots.site(found.activity).name } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(target && what === "changed" ? { from: target } : {}),
    ...(until === undefined ? {} : { until }),
    ...(absence === undefined ? {} : { absence }),
  };
}

async function historyView(
  { table, catalogue, town }: HistoryReading,
  code: FamilyCode,
  reader: Session,
  before: Instant | undefined,
): Promise<HistoryView | null> {
  const [page, family, holder, latest] = await Promise.all([
    readHistory(table, code, before),
    readSeenFamily(table, code, reader.role === "guardian" ? reader.guardianId : "office"),
    readLogin(table, id("Login", code)),
    catalogue.latest(),
  ]);
  if (!family) return null;
  const facts: Facts = {
    family,
    slots: slotsOf(latest, town.schoolZone),
    holder: holder?.displayName ?? null,
    reader,
  };
  return {
    entries: withoutGivenUp(page.events.filter(({ childId }) => !family.hidden.has(childId))).map((event) =>
      entryOf(event, facts),
    ),
    keptDays: town.historyKeptDays,
    ...(page.before === undefined ? {} : { before: page.before }),
  };
}

export const readOwnHistory =
  (dependencies: HistoryReading): Routes["history.own"] =>
  async ({ session, query }) => {
    const body = await historyView(dependencies, session.familyCode, session, query.before);
    if (!body) throw new Error("A session belongs to a family that is not in the table");
    return { body };
  };

export const readFamilyHistory =
  (dependencies: HistoryReading): Routes["history.ofFamily"] =>
  async ({ session, params, query }) => {
    const body = await historyView(dependencies, params.familyCode, session, query.before);
    if (!body) throw new Problem("notFound", "Aucune famille n’a ce code. Vérifiez-le sur une facture.");
    return { body };
  };
