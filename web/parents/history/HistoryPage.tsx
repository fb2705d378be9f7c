/** « Historique de mes modifications »: every change of the family's bookings, latest first, some at a time. */
import { useState } from "preact/hooks";
import type { HistoryEntry, HistoryView } from "../../../functions/history/contract.ts";
import type { ChildId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dayOf, fullDay } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { history as strings } from "../../strings/fr/history.ts";
import { shell } from "../../strings/fr/shell.ts";
import { familyOf } from "../family/familyOf.ts";
import { changesPath } from "../shell/paths.ts";
import { ActLine } from "./ActLine.tsx";
import { actsByDay } from "./acts.ts";

const latest = reading((_: null, signal) => call("history.own", { query: {}, signal }));

/** What was asked for after the latest page; of another latest page, it would leave a hole. */
interface Older {
  readonly after: HistoryView;
  readonly entries: readonly HistoryEntry[];
  readonly before: HistoryView["before"];
}

function useHistory() {
  const { data, problem, reload } = useQuery(latest, null);
  const [kept, setOlder] = useState<Older | null>(null);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const older = kept !== null && kept.after === data ? kept : null;
  const before = older ? older.before : data?.before;
  const more = async (): Promise<void> => {
    if (!data || before === undefined || loading) return;
    setLoading(true);
    setFailed(null);
    try {
      const next = await call("history.own", { query: { before } });
      setOlder({ after: data, entries: [...(older?.entries ?? []), ...next.entries], before: next.before });
      announce(strings.saidMore(next.entries.length));
    } catch (error) {
      setFailed(asProblem(error));
    } finally {
      setLoading(false);
    }
  };
  return {
    entries: data && [...data.entries, ...(older?.entries ?? [])],
    keptDays: data?.keptDays,
    problem: problem ?? failed,
    reload,
    hasMore: before !== undefined,
    more,
    loading,
  };
}

type Who = ChildId | "all";

export function HistoryPage() {
  const { entries, keptDays, problem, reload, hasMore, more, loading } = useHistory();
  const [who, setWho] = useState<Who>("all");
  // For the names to choose among, and so that a child keeps their colour: the history itself does without.
  const children = useQuery(familyOf, null).data?.children ?? [];
  const shown = (entries ?? []).filter(({ childId }) => who === "all" || childId === who);
  return (
    <div class="stack">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.enrolment }, { label: shell.pages.changes, href: changesPath }]}
      >
        <p class="muted">
          {strings.intro} {keptDays !== undefined && strings.kept(keptDays)}
        </p>
      </PageHead>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void (entries ? more() : reload());
          }}
        />
      )}
      {!entries && !problem && <CardsSkeleton lines={5} cards={2} />}
      {entries && entries.length > 0 && children.length > 1 && (
        <Segmented<Who>
          legend={strings.who}
          legendHidden
          value={who}
          onChange={setWho}
          options={[
            { value: "all", label: strings.everybody },
            ...children.map(({ id, firstName }) => ({ value: id, label: firstName })),
          ]}
        />
      )}
      {entries?.length === 0 && (
        <div class="card empty">
          <Icon name="clock" size={28} />
          <p>{strings.none}</p>
          <a class="button ghost" href="/inscrire">
            <Icon name="calendarPlus" /> {shell.pages.enrol}
          </a>
        </div>
      )}
      {entries && entries.length > 0 && shown.length === 0 && who !== "all" && (
        <p class="muted">{strings.noneOf(children.find(({ id }) => id === who)?.firstName ?? "")}</p>
      )}
      {actsByDay(shown).map(({ key, at, acts }) => (
        <section class="card" key={key}>
          <h2>{capitalised(fullDay(dayOf(at)))}</h2>
          <ul class="plain acts-list">
            {acts.map((act) => (
              <ActLine key={act.key} act={act} rank={children.findIndex(({ id }) => id === act.first.childId)} />
            ))}
          </ul>
        </section>
      ))}
      {hasMore && (
        <p class="more no-print">
          <button
            type="button"
            class="button ghost"
            aria-disabled={loading || undefined}
            onClick={() => {
              void more();
            }}
          >
            {loading ? strings.loading : strings.more}
          </button>
        </p>
      )}
    </div>
  );
}
