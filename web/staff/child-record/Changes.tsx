/** Who changed a child's file, latest first: which household or the office, which fields, and why. */
import type { ChildId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { listed } from "../../shared/format/text.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { usePages } from "../../shared/usePages.ts";
import { childRecord, staffChildRecord } from "../../strings/fr/child-record.ts";

const strings = staffChildRecord.changes;

interface Props {
  readonly of: { readonly familyCode: FamilyCode; readonly childId: ChildId };
  /** The list is read again whenever this is another value. */
  readonly acts: number;
}

export function Changes({ of, acts }: Props) {
  const pages = usePages(async (before: string | undefined) => {
    const { changes, before: next } = await call("child-record.changes", {
      params: of,
      query: before === undefined ? {} : { before },
    });
    return { items: changes, next };
  }, acts);
  return (
    <section class="card stack tight" aria-labelledby="changements">
      <h2 id="changements">{strings.title}</h2>
      {pages.problem && <Failure problem={pages.problem} onRetry={pages.retry} />}
      {pages.items?.length === 0 && <p class="muted">{strings.none}</p>}
      {pages.items && pages.items.length > 0 && (
        <ol class="plain stack tight">
          {pages.items.map(({ at, by, byOffice, familyCode, reason, part, fields }) => (
            <li key={`${at} ${by} ${fields.join()}`}>
              <b>{part === "health" ? strings.health : listed(fields.map((field) => childRecord.fields[field]))}</b>
              <br />
              <span class="small">
                {by} ({byOffice ? strings.office : strings.family(familyCode)}), {datedMoment(at)}
              </span>
              {reason !== undefined && <p class="small muted">{reason}</p>}
            </li>
          ))}
        </ol>
      )}
      <More pages={pages} label={strings.more} />
    </section>
  );
}
