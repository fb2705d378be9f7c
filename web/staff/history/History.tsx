/** What happened to a family's bookings, latest first, a page at a time. */
import { useEffect, useState } from "preact/hooks";
import type { HistoryView } from "../../../functions/history/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment, fullDay } from "../../shared/format/dates.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { familyHistory as strings } from "../../strings/fr/history.ts";

interface Read extends Pick<HistoryView, "entries"> {
  readonly before: HistoryView["before"];
}

/** `acts`: how many acts this page has made; each has the history read again. */
export function History({ code, acts }: { readonly code: FamilyCode; readonly acts: number }) {
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async (known: Read | null): Promise<void> => {
    setProblem(null);
    try {
      const page = await call("history.ofFamily", {
        params: { familyCode: code },
        query: known?.before === undefined ? {} : { before: known.before },
      });
      setRead({ entries: [...(known?.entries ?? []), ...page.entries], before: page.before });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  useEffect(() => {
    void load(null);
  }, [acts]);
  return (
    <section class="card stack tight" aria-labelledby="historique">
      <h2 id="historique">{strings.title}</h2>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void load(read);
          }}
        />
      )}
      {!read && !problem && <CardsSkeleton cards={1} lines={3} />}
      {read?.entries.length === 0 && <p class="muted">{strings.none}</p>}
      <ol class="plain closures">
        {read?.entries.map(({ id, label, detail, at, who, reason, date, childName, unitName }) => (
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
      {read?.before !== undefined && (
        <div>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              void load(read);
            }}
          >
            {strings.older}
          </button>
        </div>
      )}
    </section>
  );
}
