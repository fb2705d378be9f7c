/** Who of the office has looked at a child's health, latest first. */
import type { ChildId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { usePages } from "../../shared/usePages.ts";
import { childRecord } from "../../strings/fr/child-record.ts";

const strings = childRecord.views;

export function HealthViews({ childId }: { readonly childId: ChildId }) {
  const pages = usePages(async (before: string | undefined) => {
    const { views, before: next } = await call("child-record.healthViews", {
      params: { childId },
      query: before === undefined ? {} : { before },
    });
    return { items: views, next };
  }, childId);
  return (
    <section class="card stack tight" aria-labelledby="consultations">
      <div>
        <h2 id="consultations">{strings.title}</h2>
        <p class="small muted">{strings.intro}</p>
      </div>
      {pages.problem && <Failure problem={pages.problem} onRetry={pages.retry} />}
      {pages.items?.length === 0 && <p>{strings.none}</p>}
      {pages.items && pages.items.length > 0 && (
        <ul class="plain stack tight">
          {pages.items.map(({ at, by, from, changed }) => (
            <li key={`${at} ${by} ${String(changed)}`}>
              <b>{by}</b>, {datedMoment(at)}
              <br />
              <span class="small muted">
                {strings.from[from]}
                {changed && ` ${strings.changed}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <More pages={pages} label={strings.more} />
    </section>
  );
}
