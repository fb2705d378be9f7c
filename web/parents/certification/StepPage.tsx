/**
 * One page of the yearly confirmation: what the file says there, « C’est exact », and « Corriger », which leads to the
 * very form and back to this page.
 */
import { useEffect, useState } from "preact/hooks";
import type {
  CertificationView,
  FactGroupView,
  FactView,
  PageView,
} from "../../../functions/certification/contract/own.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { takeWord } from "../../shared/flash.ts";
import { dateOnly, dayOf } from "../../shared/format/dates.ts";
import { navigate, type PathParams } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { certification as strings } from "../../strings/fr/certification.ts";
import { shell } from "../../strings/fr/shell.ts";
import { certificationOf, forgetRead, formHref, keepConfirmed, overviewHref, slugOf, stepHref } from "./steps.ts";

export function StepPage({ params }: { readonly params: PathParams }) {
  const { data, problem, reload } = useQuery(certificationOf, null);
  const page = data?.pages.find((one) => slugOf(one) === params["step"]);
  return (
    <div class="stack reading">
      <PageHead
        title={page?.title ?? strings.title}
        trail={[{ label: shell.groups.information }, { label: strings.title, href: overviewHref() }]}
      />
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data && page ? (
        <Step view={data} page={page} onChanged={reload} />
      ) : data ? (
        <Notice tone="wait" title={strings.gone}>
          <p>
            <a href={overviewHref()}>{strings.allPages}</a>
          </p>
        </Notice>
      ) : (
        !problem && <CardsSkeleton />
      )}
    </div>
  );
}

/** Whether the page on screen has become another one since it was first drawn: somebody else has changed the file. */
function useMoved({ seen }: PageView): boolean {
  const [first] = useState(seen);
  return first !== seen;
}

interface StepProps {
  readonly view: CertificationView;
  readonly page: PageView;
  readonly onChanged: () => Promise<void>;
}

function Step({ view, page, onChanged }: StepProps) {
  const { pages } = view;
  const rank = pages.indexOf(page);
  const [before, next] = [pages[rank - 1], pages[rank + 1]];
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const moved = useMoved(page);
  /** What was done in the form that led back here. */
  const [word, setWord] = useState<string | null>(null);
  useEffect(() => {
    setWord(takeWord());
  }, []);
  const goOn = (): void => {
    navigate(next ? stepHref(next) : overviewHref());
  };
  const confirm = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const { page: kind, childId, seen } = page;
      await call("certification.confirm", {
        body: { page: kind, seen, ...(childId === undefined ? {} : { childId }) },
        repeatable: true,
      });
      keepConfirmed(view, page);
      goOn();
    } catch (error) {
      const found = asProblem(error);
      setProblem(found);
      setBusy(false);
      if (found.is("changed") || found.is("notFound")) await onChanged();
    }
  };
  return (
    <>
      <div class="certify">
        <p class="small muted">{strings.step(rank + 1, pages.length)}</p>
        <progress max={pages.length} value={rank + 1} aria-hidden="true" />
      </div>
      {word !== null && (
        <Notice tone="ok" live>
          <p>{word}</p>
        </Notice>
      )}
      <Standing page={page} moved={moved && problem === null} />
      {page.groups.map((group, place) => (
        <Group key={place} page={page} group={group} place={place} />
      ))}
      {problem && (
        <Notice tone="no" title={problem.title} live>
          <p>{problem.detail}</p>
        </Notice>
      )}
      {page.groups.some(({ facts }) => facts.some(({ waiting }) => waiting !== undefined)) && (
        <p class="small muted">{strings.waitingNote}</p>
      )}
      <div class="row">
        {page.standing === "confirmed" ? (
          <button type="button" class="button" onClick={goOn}>
            {strings.next}
          </button>
        ) : (
          <button
            type="button"
            class="button"
            aria-disabled={busy || undefined}
            onClick={() => {
              void confirm();
            }}
          >
            {busy ? strings.confirming : strings.right}
          </button>
        )}
        {before && (
          <a class="button ghost" href={stepHref(before)}>
            {strings.before}
          </a>
        )}
      </div>
      <p class="small">
        <a href={overviewHref()}>{strings.later}</a> <span class="muted">{strings.laterText}</span>
      </p>
    </>
  );
}

function Standing({ page, moved }: { readonly page: PageView; readonly moved: boolean }) {
  const { standing, confirmed } = page;
  if (moved)
    return (
      <Notice tone="wait" title={strings.movedTitle} live>
        <p>{strings.movedText}</p>
      </Notice>
    );
  if (!confirmed || standing === "toRead") return null;
  const day = dateOnly(dayOf(confirmed.at));
  return standing === "confirmed" ? (
    <p>
      <span class="chip ok">{strings.standings.confirmed}</span>{" "}
      <span class="small muted">{strings.by(confirmed.by, day)}</span>
    </p>
  ) : (
    <Notice tone="wait" title={strings.changedTitle}>
      <p>{strings.changedText(confirmed.by, day)}</p>
    </Notice>
  );
}

interface GroupProps {
  readonly page: PageView;
  readonly group: FactGroupView;
  readonly place: number;
}

function Group({ page, group, place }: GroupProps) {
  const { title, note, facts, corrected } = group;
  const href = formHref(page, group);
  const name = title ?? page.title;
  const words = corrected === undefined ? null : strings.corrections[corrected];
  return (
    <section
      class="card stack tight"
      aria-label={title === undefined ? name : undefined}
      aria-labelledby={title === undefined ? undefined : `partie-${place}`}
    >
      {title !== undefined && <h2 id={`partie-${place}`}>{title}</h2>}
      {note !== undefined && <p class="small muted">{note}</p>}
      {facts.length > 0 && (
        <dl class="facts">
          {facts.map((fact) => (
            <StepFact key={fact.id} fact={fact} />
          ))}
        </dl>
      )}
      {href !== null && words !== null && (
        <p>
          <a class="button ghost" href={href} aria-label={strings.of(words, name)} onClick={forgetRead}>
            {words}
          </a>
        </p>
      )}
    </section>
  );
}

const StepFact = ({ fact: { label, said, chip, waiting, changed } }: { readonly fact: FactView }) => (
  <Fact name={label} said={said} {...(chip ? { none: "" } : {})}>
    {" "}
    {chip && <span class={`chip ${chip.tone}`}>{chip.text}</span>}{" "}
    {changed && <span class="chip wait">{strings.factChanged}</span>}
    {waiting && (
      <p class="small">
        <span class="chip wait">{strings.waiting}</span> {strings.waitingFor(waiting.said)}
      </p>
    )}
  </Fact>
);
