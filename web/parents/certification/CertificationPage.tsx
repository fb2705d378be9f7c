/**
 * « Confirmer mes fiches »: the file read page by page, then confirmed as a whole. The page that was reached survives a reload,
 * and a confirmation leads back to where it was asked for.
 */
import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { CertificationView } from "../../../functions/certification/contract.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { dropDraft, keepDraft, readDraft } from "../../shared/drafts.ts";
import { dateOnly, dayOf } from "../../shared/format/dates.ts";
import { listed, nameCase, phoneNumber } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { certification as strings } from "../../strings/fr/certification.ts";
import { common } from "../../strings/fr/common.ts";
import { shell } from "../../strings/fr/shell.ts";

const certificationOf = reading((_: null, signal) => call("certification.own", { signal }));

/** The grid that led here; nothing else, whatever the address says. */
function gridBefore(): string | null {
  const wanted = new URLSearchParams(window.location.search).get("retour") ?? "";
  return /^\/inscrire\/[a-z0-9-]+$/u.test(wanted) ? wanted : null;
}

export function CertificationPage() {
  const { data, problem, reload } = useQuery(certificationOf, null);
  const [again, setAgain] = useState(false);
  return (
    <div class="stack reading">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {!data && !problem && <CardsSkeleton />}
      {data &&
        (data.due || again ? (
          <Pages
            key={JSON.stringify(data.version)}
            view={data}
            onReload={reload}
            onDone={async () => {
              await reload();
              setAgain(false);
            }}
          />
        ) : (
          <Done
            view={data}
            onAgain={() => {
              setAgain(true);
            }}
          />
        ))}
    </div>
  );
}

function Done({ view: { last }, onAgain }: { readonly view: CertificationView; readonly onAgain: () => void }) {
  const back = gridBefore();
  return (
    <>
      <Notice tone="ok" title={strings.done} live>
        {last && <p>{strings.until(dateOnly(last.until))}</p>}
      </Notice>
      <div class="row">
        <a class="button" href={back ?? "/inscrire"}>
          {back === null ? strings.book : strings.back}
        </a>
        <button type="button" class="button ghost" onClick={onAgain}>
          {strings.again}
        </button>
      </div>
    </>
  );
}

interface Sheet {
  readonly title: string;
  readonly content: ComponentChildren;
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string | undefined }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value ?? <span class="muted">{common.none}</span>}</dd>
  </div>
);

/** Without lines it is kept from the reader. */
const addressOf = ({ lines, postcode, town }: CertificationView["family"]["address"]): string =>
  lines.length === 0 ? strings.protectedAddress : [...lines, `${postcode} ${town}`].join(", ");

function sheetsOf({ family: { guardians, address, children } }: CertificationView): readonly Sheet[] {
  return [
    {
      title: strings.household,
      content: (
        <>
          <dl class="facts">
            <Fact name={strings.address} value={addressOf(address)} />
          </dl>
          {guardians.map(({ id, title, firstName, lastName, phone, email, payer }) => (
            <div key={id}>
              <h3>{[title, firstName, nameCase(lastName)].filter(Boolean).join(" ")}</h3>
              {payer && (
                <p>
                  <span class="chip">{strings.payer}</span>
                </p>
              )}
              <dl class="facts">
                <Fact name={strings.phone} value={phone === undefined ? undefined : phoneNumber(phone)} />
                <Fact name={strings.email} value={email} />
              </dl>
            </div>
          ))}
        </>
      ),
    },
    ...children.map(({ firstName, lastName, birthDate, grade, school }): Sheet => ({
      title: strings.child(`${firstName} ${nameCase(lastName)}`),
      content: (
        <dl class="facts">
          <Fact name={strings.birth} value={dateOnly(birthDate)} />
          <Fact name={strings.grade} value={grade} />
          <Fact name={strings.school} value={school} />
        </dl>
      ),
    })),
  ];
}

const draft = "certification";

interface PagesProps {
  readonly view: CertificationView;
  readonly onReload: () => Promise<void>;
  readonly onDone: () => Promise<void>;
}

function Pages({ view, onReload, onDone }: PagesProps) {
  const { version, activities, last } = view;
  const sheets = sheetsOf(view);
  const of = JSON.stringify(version);
  // What was read of another version of the file is to be read again.
  const [reached, setReached] = useState(() => {
    const kept = readDraft(draft);
    return kept["of"] === of ? Math.min(Number(kept["reached"] ?? 0), sheets.length) : 0;
  });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sheet = sheets[reached];
  const all = sheets.length + 1;
  const turnTo = (page: number): void => {
    keepDraft(draft, { of, reached: String(page) });
    setReached(page);
    announce(sheets[page]?.title ?? strings.summary);
    window.scrollTo(0, 0);
  };
  const confirm = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await sendOnce(["certify", version], (idempotencyKey) =>
        call("certification.certify", { body: { idempotencyKey, seen: version }, repeatable: true }),
      );
      dropDraft(draft);
      await onDone();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <>
      {activities.length > 0 && <p>{strings.asked(listed(activities))}</p>}
      {last && <p class="small muted">{strings.last(dateOnly(dayOf(last.at)), last.by)}</p>}
      <section class="card stack tight" aria-labelledby="fiche">
        <p class="small muted">{strings.page(reached + 1, all)}</p>
        <progress max={all} value={reached + 1} aria-label={strings.page(reached + 1, all)} />
        <h2 id="fiche">{sheet?.title ?? strings.summary}</h2>
        {sheet ? (
          sheet.content
        ) : (
          <>
            <p>{strings.summaryText}</p>
            <ul>
              {sheets.map(({ title }) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </>
        )}
        {problem && (
          <Notice tone="no" title={problem.title} live>
            <p>{problem.detail}</p>
            {problem.is("changed") && (
              <button
                type="button"
                class="text-button"
                onClick={() => {
                  turnTo(0);
                  void onReload();
                }}
              >
                {strings.changed}
              </button>
            )}
          </Notice>
        )}
        <div class="row">
          {sheet ? (
            <button
              type="button"
              class="button"
              onClick={() => {
                turnTo(reached + 1);
              }}
            >
              {strings.right}
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
              {busy ? strings.confirming : strings.confirm}
            </button>
          )}
          {reached > 0 && (
            <button
              type="button"
              class="button ghost"
              disabled={busy}
              onClick={() => {
                turnTo(reached - 1);
              }}
            >
              {strings.before}
            </button>
          )}
        </div>
      </section>
      {sheet && (
        <section class="card row between">
          <div>
            <h2>{strings.wrong}</h2>
            <p class="muted">{strings.wrongText}</p>
          </div>
          <a class="button ghost" href="/contact">
            {strings.correct}
          </a>
        </section>
      )}
    </>
  );
}
