/** « Non prévenus »: what families could not be told, by day, with whom to call. */
import { useState } from "preact/hooks";
import type { UntoldView } from "../../../functions/untold/contract.ts";
import { call } from "../../shared/api/index.ts";
import { groupBy } from "../../shared/format/calendar.ts";
import { fullDay } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { untold as strings } from "../../strings/fr/untold.ts";
import { UntoldEntry } from "./UntoldEntry.tsx";

type State = "toCall" | "called";
const nameOf = ({ familyCode, mailId }: UntoldView): string => `${familyCode} ${mailId}`;

export function UntoldPage() {
  const [state, setState] = useState<State>("toCall");
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
          { value: "toCall", label: strings.states.toCall },
          { value: "called", label: strings.states.called },
        ]}
      />
      <List state={state} key={state} />
    </div>
  );
}

/** One of the two lists, a page at a time. An entry stays where it is once it is called: nothing moves under a thumb. */
function List({ state }: { readonly state: State }) {
  const pages = usePages<UntoldView, string>(async (after) => {
    const page = await call("untold.list", { query: { state, ...(after === undefined ? {} : { after }) } });
    return { items: page.entries, next: page.next };
  });
  const { items, problem, loading } = pages;
  // Calls stand in the order in which they were made.
  const days = groupBy(items ?? [], ({ day }) => (state === "toCall" ? day : state));
  return (
    <>
      {items?.length === 0 && pages.more === null && (
        <div class="card empty">
          <Icon name="check" size={28} />
          <p>
            <b>{strings.none[state]}</b>
          </p>
        </div>
      )}
      {days.map(({ key, items: [first, ...others] }) => {
        if (!first) return null;
        const title = state === "toCall" ? strings.since(fullDay(first.day)) : strings.states.called;
        return (
          <section key={key} class="card stack tight" aria-label={title}>
            <h2>{title}</h2>
            <ul class="plain closures">
              {[first, ...others].map((entry) => (
                <UntoldEntry
                  key={nameOf(entry)}
                  entry={entry}
                  onChanged={(called) => {
                    pages.change((entries) => withCall(entries, entry, called));
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {loading && !items && <CardsSkeleton cards={2} lines={3} />}
      {!problem && <More pages={pages} label={strings.more} />}
      <p class="visually-hidden" role="status">
        {items && strings.shown(items.length)}
      </p>
    </>
  );
}

const withCall = (
  entries: readonly UntoldView[],
  changed: UntoldView,
  called: UntoldView["called"],
): readonly UntoldView[] =>
  entries.map((entry) => {
    if (nameOf(entry) !== nameOf(changed)) return entry;
    const { called: _, ...rest } = entry;
    return called ? { ...rest, called } : rest;
  });
