/** « Premières demandes »: families without a code, the oldest first. */
import type { RequestEntry } from "../../../functions/first-request/contract/office.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { officeRequests as strings } from "../../strings/fr/first-request.ts";
import { firstRequestPath } from "../shell/paths.ts";

export function RequestsPage() {
  const pages = usePages<RequestEntry, string>(async (after) => {
    const page = await call("first-request.list", { query: after === undefined ? {} : { after } });
    return { items: page.requests, next: page.next };
  });
  const { items, problem, loading } = pages;
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {items?.length === 0 && pages.more === null && (
        <div class="card empty">
          <Icon name="check" size={28} />
          <p>
            <b>{strings.none}</b>
          </p>
        </div>
      )}
      {items && items.length > 0 && (
        <section class="card" aria-label={strings.title}>
          <ul class="plain closures">
            {items.map(({ id, name, town, children, confirmedAt }) => (
              <li key={id} class="row between">
                <div>
                  <b>{name}</b>
                  <br />
                  <span class="small muted">
                    {strings.waiting(children, town)} · {strings.since(datedMoment(confirmedAt))}
                  </span>
                </div>
                <a class="button ghost" href={firstRequestPath(id)} aria-label={strings.openOf(name)}>
                  {strings.open}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {loading && !items && <CardsSkeleton cards={2} lines={3} />}
      {!problem && <More pages={pages} label={strings.more} />}
    </div>
  );
}
