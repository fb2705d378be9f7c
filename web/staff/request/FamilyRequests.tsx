/** A family's requests and the changes of its file, latest first, with the last word of each. */
import type { RequestView } from "../../../functions/request/contract/file.ts";
import type { FamilyCode, RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { nbsp } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { requestPath } from "../shell/paths.ts";
import { titleOfRequest } from "./FileDialogs.tsx";

export function FamilyRequests({ code }: { readonly code: FamilyCode }) {
  const pages = usePages<RequestView, RequestId>(async (before) => {
    const page = await call("request.ofFamily", {
      params: { familyCode: code },
      query: before === undefined ? {} : { before },
    });
    return { items: page.requests, next: page.before };
  });
  const { items, problem } = pages;
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.ofFamilyTitle} />
        <p class="muted">{strings.ofFamilyIntro}</p>
      </div>
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {pages.loading && !items && <CardsSkeleton cards={1} lines={5} />}
      {items?.length === 0 && <p class="muted">{strings.noneOfFamily}</p>}
      {items && items.length > 0 && (
        <ol class="card plain stack tight">
          {items.map((one) => {
            const last = one.acts.findLast(({ text }) => text !== undefined);
            return (
              <li key={one.id} class="family-line">
                <span class="tick-less">
                  <a href={requestPath(code, one.id)}>
                    <b>{titleOfRequest(one, one.more?.length ?? 0)}</b>
                  </a>{" "}
                  :{" "}
                  {[one, ...(one.more ?? [])]
                    .flatMap(({ changes }) => changes)
                    .map(({ label, after }) => `${label}${nbsp}: ${after ?? words.nothing}`)
                    .join(", ")}
                  <br />
                  <small class="muted">
                    {one.acts[0] && words.who(one.acts[0].who, datedMoment(one.sentAt))}
                    {last?.text !== undefined && ` · « ${last.text} »`}
                  </small>
                </span>
                <span class="chip">{words.states[one.state]}</span>
              </li>
            );
          })}
        </ol>
      )}
      <More pages={pages} label={words.older} />
    </div>
  );
}
