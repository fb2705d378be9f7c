/** What staff says of a household that its prices turn on. Who comes second is told so, and nothing is lost. */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { nameInLetters, type Child, type Family } from "../../family/rules/family.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { rate } from "../../kernel/exact.ts";
import type { ActivityId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { Table } from "../../table/table.ts";
import type { FamilyCircumstances, priceOffice, SaidBody } from "../contract/circumstances.ts";
import {
  conflictOf,
  mostActs,
  spanFault,
  spanStates,
  stateOn,
  type Circumstance,
  type Said,
} from "../rules/circumstances.ts";
import {
  addCircumstance,
  readCircumstances,
  standingCircumstances,
  type CircumstanceAct,
  type CircumstancesRecord,
} from "../store/circumstances.ts";
import { circumstanceText, circumstanceWords as words, type Names } from "../circumstance-words.fr.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly catalogue: CatalogueCache;
}
type Acts = UseCases<typeof priceOffice>;

/** How a household's children and the town's activities are called. */
export const namesIn = (
  children: readonly Pick<Child, "id" | "firstName" | "formerCodes">[],
  { activities }: Pick<Catalogue, "activities">,
): Names => ({
  child: (code) =>
    children.find(({ id, formerCodes = [] }) => id === code || formerCodes.includes(code))?.firstName ?? null,
  activity: (code) => activities.find(({ id }) => id === code)?.name ?? code,
});

const bareSaid = ({ from: _from, until: _until, ...said }: Circumstance): Said => said;

function activitiesOf({ activities }: Catalogue, today: PlainDate): FamilyCircumstances["activities"] {
  const known = new Map<ActivityId, string>(
    activities.filter(({ to, tariff }) => to >= today && tariff !== undefined).map(({ id, name }) => [id, name]),
  );
  return [...known].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name, "fr"));
}

function viewOf(
  { household, children }: Family,
  record: CircumstancesRecord,
  catalogue: Catalogue,
  today: PlainDate,
): FamilyCircumstances {
  const names = namesIn(children, catalogue);
  const inWords = (said: Circumstance) => ({
    words: typeset(circumstanceText(said, names)),
    from: said.from,
    until: said.until,
  });
  const [first] = household.guardians;
  const circumstances = [...Map.groupBy(record.acts, ({ about }) => about)].flatMap(([about, acts]) => {
    const last = acts.flatMap(({ said }) => said ?? []).at(-1);
    if (!last) return [];
    return [
      {
        about,
        said: bareSaid(last),
        ...inWords(last),
        state: acts.at(-1)?.said ? stateOn(last, today) : ("withdrawn" as const),
        acts: acts
          .map(({ at, byName, reason, said }) => ({ at, by: byName, reason, said: said && inWords(said) }))
          .reverse(),
      },
    ];
  });
  return {
    familyName: first ? nameInLetters(first) : household.code,
    today,
    version: record.version,
    children: children.map(({ id, firstName }) => ({ id, firstName })),
    activities: activitiesOf(catalogue, today),
    circumstances: spanStates.flatMap((state) => circumstances.filter((one) => one.state === state)),
  };
}

const wrong = (field: string, message: string): Problem =>
  new Problem("request.invalid", { detail: typeset(message), errors: [{ field, message: typeset(message) }] });

/** What was sent, of children and activities that there are. */
export function saidOf(body: SaidBody, { children }: Pick<Family, "children">, { activities }: Catalogue): Said {
  switch (body.kind) {
    case "worksHere":
    case "regime":
      return body;
    case "ownMeal":
      if (!children.some(({ id }) => id === body.childId)) throw wrong("said.childId", words.noChild);
      return body;
    case "payer": {
      const { payer, name, part, activityId } = body;
      if (payer === "other" && name === null) throw wrong("said.name", words.payerName);
      if (activityId !== null && !activities.some(({ id }) => id === activityId))
        throw wrong("said.activityId", words.noActivity);
      return {
        ...body,
        part: "share" in part ? { share: rate(part.share) } : { amount: cents(part.amount) },
      };
    }
  }
}

export function priceOfficeUseCases({ table, clock, catalogue: cache }: Dependencies): Acts {
  async function look(code: FamilyCode, family?: Family): Promise<FamilyCircumstances> {
    const [found, record, catalogue] = await Promise.all([
      family ?? familyOf(table, code),
      readCircumstances(table, code),
      cache.latest(),
    ]);
    return viewOf(found, record, catalogue, localDate(clock()));
  }
  async function write(code: FamilyCode, seen: number, act: CircumstanceAct): Promise<void> {
    const stands = await addCircumstance(table, code, seen, act);
    if (!stands) return;
    const last = stands.acts.at(-1);
    throw new Problem("changed", typeset(last ? words.changed(last.byName, last.at) : words.gone));
  }
  return {
    "price.circumstances": async ({ params: { familyCode } }) => ({ body: await look(familyCode) }),
    "price.say": async ({ params: { familyCode }, body, session }) => {
      const [family, record, catalogue] = await Promise.all([
        familyOf(table, familyCode),
        readCircumstances(table, familyCode),
        cache.latest(),
      ]);
      const { idempotencyKey: key, seen, reason, from, until, about = key } = body;
      const circumstance: Circumstance = { ...saidOf(body.said, family, catalogue), from, until };
      const fault = spanFault(circumstance, localDate(clock()));
      if (fault) throw wrong(fault === "endsFirst" ? "until" : "from", words[fault]);
      // The same act sent before stands in no way of itself.
      if (!record.acts.some((one) => one.key === key)) {
        if (record.version >= mostActs) throw new Problem("notPossible", typeset(words.tooMany));
        const standing = standingCircumstances(record);
        if (body.about !== undefined && !standing.some((one) => one.about === about))
          throw new Problem("notPossible", typeset(words.gone));
        const conflict = conflictOf(
          standing.filter((one) => one.about !== about),
          circumstance,
        );
        if (conflict)
          throw wrong(
            "from",
            words.conflict(circumstanceText(conflict, namesIn(family.children, catalogue)), conflict),
          );
      }
      const act = { at: clock(), by: session.login, byName: session.displayName, reason, key, about };
      await write(familyCode, seen, { ...act, said: circumstance });
      return { body: await look(familyCode, family) };
    },
    "price.unsay": async ({ params: { familyCode }, body, session }) => {
      const [family, record] = await Promise.all([familyOf(table, familyCode), readCircumstances(table, familyCode)]);
      const { idempotencyKey: key, seen, reason, about } = body;
      const repeated = record.acts.some((one) => one.key === key);
      if (!repeated && !standingCircumstances(record).some((one) => one.about === about))
        throw new Problem("notPossible", typeset(words.gone));
      const act = { at: clock(), by: session.login, byName: session.displayName, reason, key, about };
      await write(familyCode, seen, { ...act, said: null });
      return { body: await look(familyCode, family) };
    },
  };
}
