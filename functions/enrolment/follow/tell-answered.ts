/**
 * The office has said its word about an enrolment: the family is told once it can no longer be taken back
 * (approval/follow/tell-word.ts), once a word; what the office does unasked (entering, ending) is told at once. A record of
 * the stream that comes again tells nobody twice, since the mail is named for the act; an act of the family's own tells nothing.
 */
import { tellInTime, type TellLaterDependencies, type TellWord } from "../../approval/follow/tell-word.ts";
import type { Clock } from "../../kernel/clock.ts";
import { readId } from "../../kernel/ids.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { Table } from "../../table/table.ts";
import { isWord, standingActs, type Enrolment, type EnrolmentAct } from "../rules/enrolment.ts";
import { readEnrolment } from "../store/enrolments.ts";

interface TellAnsweredDependencies extends TellLaterDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

const tell = (
  { table, clock }: Pick<TellAnsweredDependencies, "table" | "clock">,
  { familyCode, childId }: Enrolment,
  { key }: EnrolmentAct,
): Promise<unknown> =>
  tellOnce(
    table,
    { familyCode, about: [childId], mailId: `enrolment-${key}` },
    { kind: "enrolmentAnswered", facts: {} },
    clock(),
  );

/** Tells a word that stands. */
export const tellEnrolmentWord: TellWord = async (dependencies, { familyCode, reference, said }) => {
  const id = readId("EnrolmentId", reference);
  const enrolment = id && (await readEnrolment(dependencies.table, familyCode, id));
  const act = enrolment && standingActs(enrolment.acts).find(({ key }) => key === said);
  if (enrolment && act) await tell(dependencies, enrolment, act);
};

/** `before`: how many acts there were, as the stream shows it. */
export async function tellAnswered(
  dependencies: TellAnsweredDependencies,
  before: number,
  enrolment: Enrolment,
): Promise<void> {
  const { familyCode, id, acts } = enrolment;
  for (const act of acts.slice(before).filter(({ byName }) => byName !== undefined))
    if (isWord(act))
      await tellInTime(
        dependencies,
        tellEnrolmentWord,
        { familyCode, word: "enrolment", reference: id, said: act.key },
        act.at,
      );
    else if (act.what !== "undo") await tell(dependencies, enrolment, act);
}
