/** « Personnes inscrites deux fois »: who looks like whom, why, and what staff has said of it. */
import { useState } from "preact/hooks";
import type { DoubleView } from "../../../functions/search/contract.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { doubles as strings, search } from "../../strings/fr/search.ts";
import { merge } from "../../strings/fr/merge.ts";
import { comparePath, familyTabPath, mergeAdultsPath, mergePath } from "../shell/paths.ts";
import { DecideDialog } from "./DecideDialog.tsx";

type State = "open" | "apart";

export function DoublesPage() {
  const [state, setState] = useState<State>("open");
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
        options={(["open", "apart"] as const).map((value) => ({ value, label: strings.states[value] }))}
      />
      <List state={state} key={state} />
    </div>
  );
}

function List({ state }: { readonly state: State }) {
  const pages = usePages<DoubleView, string>(async (after) => {
    const page = await call("search.doubles", { query: { state, ...(after === undefined ? {} : { after }) } });
    return { items: page.doubles, next: page.after };
  });
  const [deciding, setDeciding] = useState<DoubleView | null>(null);
  const { items, problem } = pages;
  return (
    <>
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {!items && !problem && <CardsSkeleton cards={3} lines={2} />}
      {items?.length === 0 && <p class="muted">{strings.none[state]}</p>}
      <ul class="plain stack tight">
        {items?.map((double) => (
          <Double
            key={double.id}
            double={double}
            state={state}
            onDecide={() => {
              setDeciding(double);
            }}
          />
        ))}
      </ul>
      <More pages={pages} label={strings.more} />
      {deciding && (
        <DecideDialog
          double={deciding}
          apart={state === "open"}
          onClose={() => {
            setDeciding(null);
          }}
          onDone={() => {
            pages.change((known) => known.filter(({ id }) => id !== deciding.id));
            setDeciding(null);
          }}
        />
      )}
    </>
  );
}

interface Props {
  readonly double: DoubleView;
  readonly state: State;
  readonly onDecide: () => void;
}

function Double({ double: { who, how, why, one, other, decisions }, state, onDecide }: Props) {
  const [last] = decisions;
  return (
    <li class="card stack tight">
      <p class="row between">
        <b>{who === "child" ? strings.child : strings.adult}</b>
        <span class={`chip ${how === "sure" ? "no" : "wait"}`}>{how === "sure" ? strings.sure : strings.perhaps}</span>
      </p>
      <ul class="plain twins">
        {[one, other].map((alike) => (
          <li key={`${alike.familyCode} ${alike.childId ?? alike.guardianId ?? ""}`}>
            <a href={familyTabPath(alike.familyCode, "foyer")}>{strings.open(alike.name, alike.familyCode)}</a>
            {alike.closed && (
              <>
                {" "}
                <span class="chip no">{search.closed}</span>
              </>
            )}
            <br />
            <span class="small muted">
              {[
                alike.birthDate === undefined ? null : strings.born(dateOnly(alike.birthDate)),
                alike.childId === undefined ? null : strings.childCode(alike.childId),
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
          </li>
        ))}
      </ul>
      <p class="small">{why}</p>
      {last && (
        <p class="small muted">
          {strings.said(last.apart)} · {datedMoment(last.at)}, {last.by} · « {last.reason} »
        </p>
      )}
      <div class="row">
        {state === "open" && one.childId !== undefined && other.childId !== undefined && (
          <a
            class="button ghost"
            href={mergePath(
              { familyCode: other.familyCode, childId: other.childId },
              { familyCode: one.familyCode, childId: one.childId },
            )}
            aria-label={merge.linkOf(one.name, other.name)}
          >
            {merge.link}
          </a>
        )}
        {state === "open" && one.guardianId !== undefined && other.guardianId !== undefined && (
          <a
            class="button ghost"
            href={mergeAdultsPath(one.familyCode, other.guardianId, one.guardianId)}
            aria-label={merge.linkOf(one.name, other.name)}
          >
            {merge.link}
          </a>
        )}
        {one.familyCode !== other.familyCode && (
          <a
            class="button ghost"
            href={comparePath(one.familyCode, other.familyCode)}
            aria-label={strings.compareOf(one.name, other.name)}
          >
            {strings.compare}
          </a>
        )}
        <button
          type="button"
          class="button ghost"
          aria-label={(state === "open" ? strings.apartOf : strings.againOf)(one.name, other.name)}
          onClick={onDecide}
        >
          {state === "open" ? strings.apart : strings.again}
        </button>
      </div>
    </li>
  );
}
