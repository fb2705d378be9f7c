/** A family's history, a tab of its page: what happened to its bookings, latest first, a page at a time. */
import type { HistoryEntry } from "../../../functions/history/contract.ts";
import type { FamilyCode, Instant } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment, fullDay } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { familyPages } from "../../strings/fr/family.ts";
import { familyHistory as strings } from "../../strings/fr/history.ts";

export function HistoryPage({ code }: { readonly code: FamilyCode }) {
  const pages = usePages<HistoryEntry, Instant>(async (before) => {
    const page = await call("history.ofFamily", {
      params: { familyCode: code },
      query: before === undefined ? {} : { before },
    });
    return { items: page.entries, next: page.before };
  });
  const { items, problem } = pages;
  return (
    <div class="stack reading">
      <Title text={familyPages.historyTitle} />
      <section class="card stack tight" aria-label={strings.title}>
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
    </div>
  );
}
