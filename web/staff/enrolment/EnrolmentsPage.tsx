/** « Inscriptions à l’année »: what families ask, those that have waited longest first, and the office's word. */
import { useState } from "preact/hooks";
import type { WaitingEnrolment } from "../../../functions/enrolment/contract.ts";
import { call } from "../../shared/api/index.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { officeEnrolments as strings } from "../../strings/fr/enrolment.ts";
import { answered } from "../shell/answered.ts";
import { useEntries } from "../ui/useEntries.ts";
import { WaitingEntry } from "./WaitingEntry.tsx";

type State = "asked" | "onHold";

export function EnrolmentsPage() {
  const [state, setState] = useState<State>("asked");
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      <Segmented
        legend={strings.filter}
        legendHidden
        value={state}
        onChange={setState}
        options={[
          { value: "asked", label: strings.states.asked },
          { value: "onHold", label: strings.states.onHold },
        ]}
      />
      <List state={state} key={state} />
    </div>
  );
}

interface EntriesProps {
  readonly enrolments: readonly WaitingEnrolment[];
  readonly onAnswered: (enrolment: WaitingEnrolment) => void;
  readonly onUndone: (enrolment: WaitingEnrolment) => Promise<void>;
  readonly onReload: () => Promise<void>;
}

function Entries({ enrolments, onAnswered, onUndone, onReload }: EntriesProps) {
  const { list, indexOf } = useEntries(enrolments.length);
  return (
    <ul class="plain stack tight" {...list}>
      {enrolments.map((enrolment, rank) => (
        <WaitingEntry
          key={enrolment.id}
          enrolment={enrolment}
          tabIndex={indexOf(rank)}
          onAnswered={() => {
            onAnswered(enrolment);
          }}
          onUndone={() => onUndone(enrolment)}
          onReload={onReload}
        />
      ))}
    </ul>
  );
}

/** One of the two lists, a page at a time. */
function List({ state }: { readonly state: State }) {
  const pages = usePages<WaitingEnrolment, string>(async (after) => {
    const page = await call("enrolment.waiting", { query: { state, ...(after === undefined ? {} : { after }) } });
    return { items: page.enrolments, next: page.next };
  });
  const { items, problem, loading } = pages;
  return (
    <>
      {items?.length === 0 && pages.more === null && (
        <div class="card empty" tabIndex={-1} data-rest>
          <Icon name="check" size={28} />
          <p>
            <b>{strings.none[state]}</b>
          </p>
        </div>
      )}
      {items && items.length > 0 && (
        <Entries
          enrolments={items}
          onAnswered={({ id: gone, status }) => {
            if (status === "asked") answered("enrolments");
            pages.change((all) => all.filter(({ id }) => id !== gone));
          }}
          onUndone={async ({ status }) => {
            if (status === "asked") answered("enrolments", -1);
            await pages.reload();
          }}
          onReload={pages.reload}
        />
      )}
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {loading && !items && <CardsSkeleton cards={2} lines={3} />}
      {!problem && <More pages={pages} label={strings.more} />}
      <p class="visually-hidden" role="status">
        {items && strings.shown(items.length)}
      </p>
    </>
  );
}
