/**
 * Tells a family what staff has decided on a booking that waited for its word, or on what the family asked of one.
 *
 * Two shapes were weighed: an act of the office, recorded before the decision and ended after it (tell-acts.ts), or the
 * child's day itself, which says what was decided, by whom and why. A decision is one write of one day: there is nothing
 * in between that could be lost, and the record of the stream that shows it is all that is needed. This is the second, at half the
 * write units of the mail that the decision's own transaction used to hold.
 *
 * Never twice and never not: the stream shows the record until it is told, and the mail is named for the decision. A
 * change that is accepted is an act, since it moves two days.
 */
import { tellInTime, type TellLaterDependencies, type TellWord } from "../../approval/follow/tell-word.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readPeople, type People } from "../../family/store/people.ts";
import { readId, type FamilyCode, type UnitKey } from "../../kernel/ids.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { Table } from "../../table/table.ts";
import type { DecisionFacts } from "../decision-mails.fr.ts";
import { bookingLines } from "../mail-lines.ts";
import { settleWord, type SettleWordDependencies } from "../use-cases/approvals/settle.ts";
import { readUnitKey } from "../store/child-days.ts";
import type { ChangeTarget, ChildDay, Decided, UnitState } from "../rules/child-day.ts";

export interface TellDecisionDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
}

interface Told extends UnitState {
  readonly decided: Decided;
}

/** Units on which this write has decided. */
const decidedBy = (before: ChildDay | null, after: ChildDay): readonly (readonly [UnitKey, Told])[] =>
  [...after.units].flatMap(([unit, { decided, ...state }]) =>
    decided && decided.requestToken !== before?.units.get(unit)?.decided?.requestToken
      ? [[unit, { ...state, decided }] as const]
      : [],
  );

/** As the mail words what waited. */
const waited = { booking: "booking", cancel: "cancellation", change: "change" } as const;

function factsOf(
  { decided: { what, accepted, to }, reason }: Told,
  named: (target: ChangeTarget) => Pick<DecisionFacts, "firstName" | "date" | "unitName" | "activityName">,
  target: ChangeTarget,
): DecisionFacts {
  const wanted = to && named(to);
  return {
    ...named(target),
    what: waited[what],
    decision: accepted ? "accept" : "refuse",
    ...(wanted ? { to: { date: wanted.date, unitName: wanted.unitName } } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

const naming =
  (catalogue: Catalogue, people: People, familyCode: FamilyCode, { childId }: ChildDay) =>
  ({ date, unit }: ChangeTarget) => {
    const [line] = bookingLines(catalogue, people, [{ familyCode, childId, date, ...unitOf(unit) }]);
    if (!line) throw new Error("A booking that staff decided on has no name");
    return line;
  };

/** Tells what a write of a child's day has decided. */
export async function tellDecisions(
  { table, catalogue }: TellDecisionDependencies,
  familyCode: FamilyCode,
  before: ChildDay | null,
  after: ChildDay,
): Promise<void> {
  const decisions = decidedBy(before, after);
  if (decisions.length === 0) return;
  const { childId, date } = after;
  const [latest, people] = await Promise.all([catalogue.latest(), readPeople(table, [{ familyCode, childId }])]);
  const named = naming(latest, people, familyCode, after);
  for (const [unit, state] of decisions)
    await tellOnce(
      table,
      { familyCode, about: [childId], mailId: `decision-${state.decided.requestToken}` },
      { kind: "decided", facts: factsOf(state, named, { date, unit }) },
      state.at,
    );
}

/** How a word on a unit of a child's day is named to whoever does it later. */
const wordName = ({ childId, date }: ChildDay, unit: UnitKey): string => `${childId}#${date}#${unit}`;

/** Has the words that a write has said done once they can no longer be taken back. */
export async function followWords(
  dependencies: SettleWordDependencies & TellLaterDependencies,
  familyCode: FamilyCode,
  before: ChildDay | null,
  after: ChildDay,
): Promise<void> {
  for (const [unit, { deciding }] of after.units)
    if (deciding && deciding.requestToken !== before?.units.get(unit)?.deciding?.requestToken)
      await tellInTime(
        dependencies,
        settleBookingWord,
        { familyCode, word: "booking", reference: wordName(after, unit), said: deciding.requestToken },
        deciding.at,
      );
}

/** Does a word that stands: what it does is told from that write. */
export const settleBookingWord: TellWord<SettleWordDependencies> = async (
  dependencies,
  { familyCode, reference, said },
) => {
  const [child = "", day = "", unit = ""] = reference.split("#");
  const [childId, date] = [readId("ChildId", child), readId("PlainDate", day)];
  const key = readUnitKey(unit);
  if (childId && date && key) await settleWord(dependencies, { familyCode, childId, date }, key, said);
};
