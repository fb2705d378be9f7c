/**
 * Réunir deux fiches du même enfant. One transaction makes the two files one: the child's records in all its households,
 * its file, its health, and that the other code is gone, with who said so and why. So nobody ever reads half of a
 * health, nobody books under the code that is gone, and what is left to follow (bookings, documents, enrolments) follows
 * from that record, whatever dies (follow/carry-on.ts).
 */
import type { Child } from "../../family/rules/family.ts";
import { childOf } from "../../family/store/families.ts";
import { recordHeld } from "../../child-record/use-cases/record-held.ts";
import { healthHeld } from "../../child-record/use-cases/health-view.ts";
import { joinParts, readPart, type StoredPart } from "../../child-record/store/parts.ts";
import { digestOf, requestTokenOf } from "../../booking/store/idempotency.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { ChildId, FamilyCode, Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { handedOver, readProtections } from "../../protection/store/protections.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";
import type { mergeAct, MergeView } from "../contract/children.ts";
import { joinedFacts } from "../rules/facts.ts";
import { mergeWrites, readMerge, type Merge } from "../store/merges.ts";
import { readTwoFiles, seenOf, type TwoFiles } from "../store/two-files.ts";
import { mergeWords } from "../words.fr.ts";

export interface MergeDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** A transaction holds a hundred actions; a child has two households, seldom three. */
const mostHouseholds = 8;

export const mergeViewOf = ({ gone, kept, at, byName, reason, done, moved, givenUp }: Merge): MergeView => ({
  gone,
  kept,
  at,
  by: byName,
  reason,
  done,
  moved,
  givenUp,
});

/** Whether both say something of the same. */
export const bothSay = (gone: Pick<StoredPart, "fields">, kept: Pick<StoredPart, "fields">): boolean =>
  Object.entries(gone.fields).some(
    ([name, { value }]) => value !== null && (kept.fields[name]?.value ?? null) !== null,
  );

interface Joined {
  readonly facts: ReturnType<typeof joinedFacts>;
  readonly record: Child["record"];
  readonly health: Child["health"];
}

/** The records of the child in its households, as the code that stays and as the one that is gone. */
function recordWrites({ gone, kept, households }: TwoFiles, { facts, record, health }: Joined, at: Instant): Writes {
  const formerCodes = [
    ...new Set([
      ...(kept.own.formerCodes ?? []),
      ...(gone.own.formerCodes ?? []),
      gone.childId,
      ...(gone.own.townCode === undefined ? [] : [gone.own.townCode]),
    ]),
  ].filter((code) => code !== kept.childId);
  const left = gone.households.map((code) => {
    const version = gone.records.get(code)?.version ?? 0;
    return {
      Update: updateFrom(keys.child(code, gone.childId), version, [
        { path: ["left"], value: { to: code, at } },
        { path: ["merged"], value: { into: kept.childId, at } },
      ]),
    };
  });
  const own = households.map((code) => {
    const others = households.filter((other) => other !== code);
    // Who is shut out under either code is shut out.
    const shutOut = [...new Set([gone, kept].flatMap(({ records }) => records.get(code)?.shutOut ?? []))].sort();
    const [admittedOn] = [gone, kept].flatMap(({ own: { admittedOn: first } }) => first ?? []).sort();
    const said = {
      ...facts,
      ...(admittedOn === undefined ? {} : { admittedOn }),
      sharedWith: others.length > 0 ? others : undefined,
      formerCodes,
      ...(shutOut.length > 0 ? { shutOut } : {}),
      ...(record ? { record } : {}),
      ...(health ? { health } : {}),
    };
    const key = keys.child(code, kept.childId);
    const stands = kept.records.get(code);
    if (stands) return { Update: updateFrom(key, stands.version, changesTo(stands, { ...said, left: undefined })) };
    const { imported } = gone.records.get(code) ?? {};
    return {
      Put: {
        Item: {
          ...key,
          entity: "child" as const,
          id: kept.childId,
          ...said,
          ...(imported ? { imported } : {}),
          ...(kept.own.documents ? { documents: kept.own.documents } : {}),
          g1pk: keys.childPartition(kept.childId),
          g1sk: code,
          version: 1,
        },
        ...ifAbsent,
      },
    };
  });
  return [...left, ...own];
}

type Call = Parameters<UseCases<typeof mergeAct>["merge.children"]>[0];

async function parts(table: Table, gone: ChildId, kept: ChildId) {
  const [recordGone, recordKept, healthGone, healthKept] = await Promise.all([
    readPart(table, "record", gone),
    readPart(table, "record", kept),
    readPart(table, "health", gone),
    readPart(table, "health", kept),
  ]);
  return { record: { gone: recordGone, kept: recordKept }, health: { gone: healthGone, kept: healthKept } };
}

const isTaken = (take: readonly string[]) => (field: string) => take.includes(field);

/** The line of what changed in the file, by which its households are told. */
const changeLine = (childId: ChildId, familyCode: FamilyCode, { at, byName, reason }: Merge): Writes => [
  {
    Put: {
      Item: {
        ...keys.recordChange(childId, at, "merge"),
        entity: "recordChange",
        childId,
        at,
        by: byName,
        familyCode,
        office: true,
        reason: mergeWords.why(reason),
        part: "record",
        fields: [],
      },
      ...ifAbsent,
    },
  },
];

export const mergeUseCases = ({ table, clock }: MergeDependencies): UseCases<typeof mergeAct> => ({
  "merge.children": ({ body, session }: Call) => {
    const { gone, kept, take, health: rightHealth, seen, reason, idempotencyKey } = body;
    if (gone.childId === kept.childId) throw new Problem("notPossible", mergeWords.same);
    const requestToken = requestTokenOf(idempotencyKey, digestOf("merge", [gone, kept]));
    return decideAndWrite<null, { readonly body: MergeView }>("Two files of a child", null, async () => {
      const done = await readMerge(table, gone.childId);
      if (done?.requestToken === requestToken) return { done: { body: mergeViewOf(done) } };
      const files = await readTwoFiles(table, gone, kept);
      if (done || !files) throw new Problem("notFound", mergeWords.gone);
      if (seenOf(files) !== seen) throw new Problem("changed", mergeWords.changed);
      if (files.households.length > mostHouseholds) throw new Problem("notPossible", mergeWords.tooMany);
      const [{ record, health }, protections] = await Promise.all([
        parts(table, gone.childId, kept.childId),
        Promise.all(files.gone.households.map((code) => readProtections(table, code))),
      ]);
      if (rightHealth === undefined && bothSay(health.gone, health.kept))
        throw new Problem("notPossible", mergeWords.chooseHealth);
      const of = (part: { readonly gone: StoredPart; readonly kept: StoredPart }) =>
        [
          { childId: gone.childId, stands: part.gone },
          { childId: kept.childId, stands: part.kept },
        ] as const;
      const joinedRecord = joinParts("record", ...of(record), isTaken(take));
      const joinedHealth = joinParts("health", ...of(health), () => rightHealth === "gone");
      const facts = joinedFacts(files.gone.own, files.kept.own, isTaken(take));
      const at = clock();
      const child: Child = { ...childOf(files.kept.own), ...facts };
      const merge: Merge = {
        gone: gone.childId,
        kept: kept.childId,
        households: files.gone.households,
        at,
        by: session.login,
        byName: session.displayName,
        reason,
        requestToken,
        done: false,
        moved: 0,
        givenUp: 0,
      };
      const outcome = await transact(table, [
        ...mergeWrites(merge),
        ...recordWrites(
          files,
          {
            facts,
            record:
              joinedRecord.version === 0 ? undefined : recordHeld(child, joinedRecord.version, joinedRecord.fields),
            health:
              joinedHealth.version === 0
                ? undefined
                : healthHeld(localDate(at))(child, joinedHealth.version, joinedHealth.fields),
          },
          at,
        ),
        ...handedOver(protections.flat(), merge, {
          at,
          by: session.login,
          byName: session.displayName,
          reason: mergeWords.why(reason),
          key: idempotencyKey,
        }),
        ...joinedRecord.writes,
        ...joinedHealth.writes,
        ...changeLine(kept.childId, kept.familyCode, merge),
      ]);
      return outcome === "done" ? { done: { body: mergeViewOf(merge) } } : { again: null };
    });
  },
});
