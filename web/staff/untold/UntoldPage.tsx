/** « Non prévenus »: what families could not be told, by day, with whom to call. */
import { useEffect, useState } from "preact/hooks";
import type { UntoldView } from "../../../functions/untold/contract.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { groupBy } from "../../shared/format/calendar.ts";
import { fullDay } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { untold as strings } from "../../strings/fr/untold.ts";
import { UntoldEntry } from "./UntoldEntry.tsx";

type State = "toCall" | "called";
interface Read {
  readonly entries: readonly UntoldView[];
  readonly next: string | undefined;
}

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
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loading, setLoading] = useState(true);
  const load = async (known: Read | null): Promise<void> => {
    setProblem(null);
    setLoading(true);
    try {
      const page = await call("untold.list", {
        query: { state, ...(known?.next === undefined ? {} : { after: known.next }) },
      });
      setRead({ entries: [...(known?.entries ?? []), ...page.entries], next: page.next });
    } catch (error) {
      setProblem(asProblem(error));
    }
    setLoading(false);
  };
  useEffect(() => {
    void load(null);
  }, []);
  // Calls stand in the order in which they were made.
  const days = groupBy(read?.entries ?? [], ({ day }) => (state === "toCall" ? day : state));
  return (
    <>
      {read?.entries.length === 0 && read.next === undefined && (
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
                    setRead((before) => before && { ...before, entries: withCall(before.entries, entry, called) });
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void load(read);
          }}
        />
      )}
      {loading && !read && <CardsSkeleton cards={2} lines={3} />}
      {read?.next !== undefined && !problem && (
        <div>
          <button
            type="button"
            class="button ghost"
            aria-disabled={loading || undefined}
            onClick={() => {
              if (!loading) void load(read);
            }}
          >
            {strings.more}
          </button>
        </div>
      )}
      <p class="visually-hidden" role="status">
        {read && strings.shown(read.entries.length)}
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
