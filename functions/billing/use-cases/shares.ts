/** What staff says of who pays what of a child's days. Who comes second is told so, and nothing is lost. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { nameInLetters, type Child, type Family, type Household } from "../../family/rules/family.ts";
import { readHousehold } from "../../family/store/families.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { rate } from "../../kernel/exact.ts";
import type { ActivityId, FamilyCode, IdempotencyKey, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { mostActs, spanStates, stateOn } from "../../price/rules/circumstances.ts";
import type { billingShares, FamilyShares, SaidShare, ShareView } from "../contract/shares.ts";
import { conflictOf, shareFault, type ChildShare } from "../rules/shares.ts";
import { addShare, readShares, standingShares, type ShareAct, type SharesRecord } from "../store/shares.ts";
import { shareText, shareWords as words } from "../share-words.fr.ts";
import type { PreviewDependencies } from "./preview.ts";
import { look } from "./rebilling.ts";

const wrong = (field: string, message: string): Problem =>
  new Problem("request.invalid", { detail: typeset(message), errors: [{ field, message: typeset(message) }] });

const householdsOf = (code: FamilyCode, { sharedWith = [] }: Child): readonly FamilyCode[] => [code, ...sharedWith];

const nameOf = (household: Household | null, code: FamilyCode): string => {
  const payer = household?.guardians[0];
  return payer ? nameInLetters(payer) : code;
};

/** What billed activities are called. */
const activitiesOf = ({ activities }: Catalogue): ReadonlyMap<ActivityId, string> =>
  new Map(activities.filter(({ account }) => account !== undefined).map(({ id, name }) => [id, name]));

async function viewOf(
  table: Table,
  { household, children }: Family,
  { acts }: SharesRecord,
  catalogue: Catalogue,
  today: PlainDate,
): Promise<FamilyShares> {
  const activities = activitiesOf(catalogue);
  const codes = [
    ...children.flatMap((child) => householdsOf(household.code, child)),
    ...acts.flatMap(({ said }) => said?.parts.map(({ familyCode }) => familyCode) ?? []),
  ];
  const households = await Promise.all(
    [...new Set(codes)].map(async (code) => [code, nameOf(await readHousehold(table, code), code)] as const),
  );
  const names = new Map(households);
  const wordsOf = (said: ChildShare): string =>
    typeset(
      shareText(said, {
        household: (code) => names.get(code) ?? code,
        activity: said.activityId && (activities.get(said.activityId) ?? said.activityId),
      }),
    );
  const shares = [...Map.groupBy(acts, ({ about }) => about)].flatMap(([about, own]) => {
    const last = own.flatMap(({ said }) => said ?? []).at(-1);
    if (!last) return [];
    const { childId, ...said } = last;
    return [
      {
        childId,
        view: {
          about,
          ...said,
          parts: said.parts.map((one) => ({ ...one })),
          state: own.at(-1)?.said ? stateOn(last, today) : ("withdrawn" as const),
          acts: own
            .map((one) => ({ at: one.at, by: one.byName, reason: one.reason, words: one.said && wordsOf(one.said) }))
            .reverse(),
        },
      },
    ];
  });
  const ofChild = ({ id, formerCodes = [] }: Child): ShareView[] => {
    const own = shares.filter(({ childId }) => [id, ...formerCodes].includes(childId)).map(({ view }) => view);
    return spanStates.flatMap((state) => own.filter((one) => one.state === state));
  };
  return {
    today,
    children: children
      .filter((child) => (child.sharedWith ?? []).length > 0 || ofChild(child).length > 0)
      .map((child) => ({
        childId: child.id,
        firstName: child.firstName,
        households: householdsOf(household.code, child).map((familyCode) => ({
          familyCode,
          familyName: names.get(familyCode) ?? familyCode,
        })),
        shares: ofChild(child),
      })),
    activities: [...activities]
      .map(([id, name]) => ({ id, name }))
      .sort((one, other) => one.name.localeCompare(other.name, "fr")),
  };
}

/** What was sent, of a child and an activity that there are. */
function saidOf(body: SaidShare, { household, children }: Family, catalogue: Catalogue, today: PlainDate): ChildShare {
  const child = children.find(({ id }) => id === body.childId);
  if (!child) throw wrong("said.childId", words.noChild);
  if (body.activityId !== null && !activitiesOf(catalogue).has(body.activityId))
    throw wrong("said.activityId", words.noActivity);
  const said = { ...body, parts: body.parts.map((one) => ({ ...one, share: rate(one.share) })) };
  const fault = shareFault(said, householdsOf(household.code, child), today);
  if (fault) throw wrong(fault === "endsFirst" ? "until" : fault.startsWith("too") ? "from" : "parts", words[fault]);
  return said;
}

/** The share that an act is about, as it stands. */
function standingOf(record: SharesRecord, about: IdempotencyKey | undefined): ChildShare | null {
  if (about === undefined) return null;
  const found = standingShares(record).find((one) => one.about === about);
  if (!found) throw new Problem("notPossible", words.gone);
  return found;
}

export function billingSharesUseCases(dependencies: PreviewDependencies): UseCases<typeof billingShares> {
  const { table, clock, catalogue: cache } = dependencies;
  return {
    "billing.shares": async ({ params: { familyCode } }) => {
      const [family, record, catalogue] = await Promise.all([
        familyOf(table, familyCode),
        readShares(table, familyCode),
        cache.latest(),
      ]);
      return { body: await viewOf(table, family, record, catalogue, localDate(clock())) };
    },
    "billing.rebillShares": async ({ params: { familyCode }, body }) => {
      const [family, record, catalogue, { period, families }] = await Promise.all([
        familyOf(table, familyCode),
        readShares(table, familyCode),
        cache.latest(),
        look(dependencies),
      ]);
      const now = body.what === "say" ? [saidOf(body.said, family, catalogue, localDate(clock()))] : [];
      standingOf(record, body.about);
      const others = standingShares(record).filter((one) => one.about !== body.about);
      const found = await families({
        code: family.household.code,
        change: (known) => known,
        shares: [...others, ...now],
      });
      return { body: { period, families: [...found] } };
    },
    "billing.setShare": async ({ params: { familyCode }, body, session }) => {
      const { idempotencyKey: key, reason, about = key } = body;
      const [family, catalogue] = await Promise.all([familyOf(table, familyCode), cache.latest()]);
      const today = localDate(clock());
      const code = family.household.code;
      const said = body.what === "say" ? saidOf(body.said, family, catalogue, today) : null;
      const act: ShareAct = { at: clock(), by: session.login, byName: session.displayName, reason, key, about, said };
      const record = await decideAndWrite<SharesRecord, SharesRecord>(
        "A child's shares",
        await readShares(table, code),
        async (own) => {
          // The same act sent before stands in no way of itself.
          if (own.acts.some((one) => one.key === key)) return { done: own };
          if (own.version >= mostActs) throw new Problem("notPossible", words.tooMany);
          const before = standingOf(own, body.about);
          const codes = new Set(
            [before, said].flatMap((one) => one?.parts.map(({ familyCode: named }) => named) ?? []),
          );
          codes.delete(code);
          const others = await Promise.all([...codes].map(async (one) => [one, await readShares(table, one)] as const));
          // A third household of the child may share with one of these already.
          const standing = [own, ...others.map(([, record]) => record)].flatMap(standingShares);
          const conflict =
            said &&
            conflictOf(
              standing.filter((one) => one.about !== about),
              said,
            );
          if (conflict) throw wrong("from", words.conflict(conflict));
          return (await addShare(table, new Map([[code, own], ...others]), act))
            ? { done: { version: own.version + 1, acts: [...own.acts, act] } }
            : { again: await readShares(table, code) };
        },
      );
      return { body: await viewOf(table, family, record, catalogue, today) };
    },
  };
}
