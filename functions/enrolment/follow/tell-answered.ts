/**
 * The office has said its word about an enrolment: the family is told, once a word. A record of the stream that comes again
 * tells nobody twice, since the mail is named for the act; an act of the family's own tells nothing.
 */
import type { Clock } from "../../kernel/clock.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { Table } from "../../table/table.ts";
import type { Enrolment } from "../rules/enrolment.ts";

interface TellAnsweredDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** `before`: how many acts there were, as the stream shows it. */
export async function tellAnswered(
  { table, clock }: TellAnsweredDependencies,
  before: number,
  { familyCode, childId, acts }: Enrolment,
): Promise<void> {
  const words = acts.slice(before).filter(({ byName }) => byName !== undefined);
  await Promise.all(
    words.map(({ key }) =>
      tellOnce(
        table,
        { familyCode, about: [childId], mailId: `enrolment-${key}` },
        { kind: "enrolmentAnswered", facts: {} },
        clock(),
      ),
    ),
  );
}
