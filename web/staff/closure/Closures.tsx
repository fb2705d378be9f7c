/** The closures of a site to come: what each has cancelled so far, a new one, and taking one back. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ClosureView } from "../../../functions/closure/contract.ts";
import type { PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { longDay } from "../../shared/format/dates.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { closure as strings } from "../../strings/fr/closure.ts";
import { working } from "../../strings/fr/ui.ts";
import { untoldPath } from "../shell/paths.ts";
import { CloseDialog } from "./CloseDialog.tsx";

interface Props {
  readonly site: SiteId;
  readonly closures: readonly ClosureView[];
  /** The one that was closed a moment ago. */
  readonly begun: string | null;
  readonly today: PlainDate;
  readonly onClosed: (closure: ClosureView["id"]) => void;
  readonly onChanged: () => Promise<void>;
}

const daysOf = ({ from, to }: Pick<ClosureView, "from" | "to">): string => strings.days(longDay(from), longDay(to));

/** What it took, and who has been told: only those who were are counted as told; the others are one step away. */
function Done({ progress }: { readonly progress: Extract<ClosureView["progress"], { readonly state: "done" }> }) {
  const { bookings, families, toCall, onTheirWay } = progress;
  const told = Math.max(0, families - toCall - onTheirWay);
  return (
    <>
      {[
        strings.cancelled(bookings),
        strings.told(told),
        ...(onTheirWay > 0 ? [strings.onTheirWay(onTheirWay)] : []),
      ].join(", ")}
      {toCall > 0 && (
        <>
          , <a href={untoldPath}>{strings.toCall(toCall)}</a>
        </>
      )}
      .
    </>
  );
}

function progressWords({ id, progress }: ClosureView, begun: string | null): ComponentChildren {
  if (!progress) return id === begun ? strings.beginning : null;
  return progress.state === "done" ? <Done progress={progress} /> : strings.underWay(longDay(progress.next));
}

export function Closures({ site, closures, begun, today, onClosed, onChanged }: Props) {
  const [asking, setAsking] = useState(false);
  const [reopening, setReopening] = useState<ClosureView | null>(null);
  const ahead = closures.filter(({ to }) => to >= today).sort((one, other) => (one.from < other.from ? -1 : 1));
  return (
    <section class="card stack tight" aria-labelledby="fermetures">
      <div class="row between">
        <h2 id="fermetures">{strings.closures}</h2>
        <button
          type="button"
          class="button ghost"
          onClick={() => {
            setAsking(true);
          }}
        >
          <Icon name="lock" /> {strings.close}
        </button>
      </div>
      {ahead.length === 0 ? (
        <p class="muted">{strings.noClosure}</p>
      ) : (
        <ul class="plain closures">
          {ahead.map((closure) => (
            <li key={closure.id} class="row between">
              <div>
                <b>{daysOf(closure)}</b> · {strings.kinds[closure.kind]} : {closure.reason}
                <br />
                <span class="small muted" role="status">
                  {progressWords(closure, begun)}
                </span>
              </div>
              <button
                type="button"
                class="button ghost"
                aria-label={strings.reopenOf(daysOf(closure))}
                onClick={() => {
                  setReopening(closure);
                }}
              >
                {strings.reopen}
              </button>
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <CloseDialog
          site={site}
          onClose={() => {
            setAsking(false);
          }}
          onDone={async (closure) => {
            setAsking(false);
            onClosed(closure.id);
            toast(strings.started(daysOf(closure)));
            await onChanged();
          }}
        />
      )}
      {reopening && (
        <ConfirmDialog
          title={strings.reopenTitle(daysOf(reopening))}
          action={strings.reopen}
          busyLabel={working}
          onClose={() => {
            setReopening(null);
          }}
          onConfirm={async () => {
            await call("closure.reopen", { params: { siteId: site, closureId: reopening.id }, repeatable: true });
            setReopening(null);
            toast(strings.reopened(daysOf(reopening)));
            await onChanged();
          }}
        >
          <p>{strings.reopenText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
