/** What happened to a family's bookings, latest first, a page at a time. */
import type { HistoryEntry } from "../../../functions/history/contract.ts";
import type { FamilyCode, Instant } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment, fullDay } from "../../shared/format/dates.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { familyHistory as strings } from "../../strings/fr/history.ts";

/** `acts`: how many acts this page has made; each has the history read again. */
export function History({ code, acts }: { readonly code: FamilyCode; readonly acts: number }) {
  const pages = usePages<HistoryEntry, Instant>(async (before) => {
    const page = await call("history.ofFamily", {
      params: { familyCode: code },
      query: before === undefined ? {} : { before },
    });
    return { items: page.entries, next: page.before };
  }, acts);
  const { items, problem } = pages;
  return (
    <section class="card stack tight" aria-labelledby="historique">
      <h2 id="historique">{strings.title}</h2>
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {!items && !problem && <CardsSkeleton cards={1} lines={3} />}
      {items?.length === 0 && <p class="muted">{strings.none}</p>}
      <ol class="plain closures">
        {items?.map(({ id, label, detail, at, who, reason, date, childName, unitName }) => (
          <li key={id}>
            <b>{label}</b> : {childName}, {fullDay(date)}, {unitName}
            {detail !== undefined && (
              <>
                <br />
                <span class="small">{detail}</span>
              </>
            )}
            <br />
            <span class="small muted">
              {datedMoment(at)}, {who}
              {reason !== undefined && ` · ${strings.reason(reason)}`}
            </span>
          </li>
        ))}
      </ol>
      <More pages={pages} label={strings.older} />
    </section>
  );
}
