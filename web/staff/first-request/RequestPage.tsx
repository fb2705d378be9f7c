/** One first request: what was told, who it may be already, and the decision. */
import { useState } from "preact/hooks";
import type { RequestView } from "../../../functions/first-request/contract/office.ts";
import { readId, type DocumentId, type FamilyCode, type FirstRequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { datedMoment, dateOnly } from "../../shared/format/dates.ts";
import { phoneLink, phoneNumber } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { officeRequests as strings } from "../../strings/fr/first-request.ts";
import { familyPath, firstRequestsPath } from "../shell/paths.ts";
import { AcceptDialog, AttachDialog, RefuseDialog } from "./decisions.tsx";

const requestOf = reading((requestId: FirstRequestId, signal) =>
  call("first-request.read", { params: { requestId }, signal }),
);

export function RequestPage({ requestId }: { readonly requestId: string }) {
  const id = readId("FirstRequestId", requestId);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p>
          <a href={firstRequestsPath}>{strings.back}</a>
        </p>
      </div>
      {id && <Request id={id} key={id} />}
    </div>
  );
}

type Doing = { readonly what: "accept" | "refuse" } | { readonly what: "attach"; readonly code: string };

function Request({ id }: { readonly id: FirstRequestId }) {
  const { data: view, problem, reload } = useQuery(requestOf, id);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [decided, setDecided] = useState<RequestView | null>(null);
  if (problem && !view)
    return (
      <Failure
        problem={problem}
        {...(problem.status === 404
          ? {}
          : {
              onRetry: () => {
                void reload();
              },
            })}
      />
    );
  if (!view) return <CardsSkeleton cards={3} lines={3} />;
  const shown = decided ?? view;
  const dialog = {
    view: shown,
    onClose: () => {
      setDoing(null);
    },
    onDone: (after: RequestView) => {
      setDoing(null);
      setDecided(after);
    },
  };
  return (
    <>
      {shown.state !== "waiting" && <Decided view={shown} />}
      <Told view={shown} />
      <Documents view={shown} />
      {shown.state === "waiting" && (
        <>
          <Likely
            view={shown}
            onAttach={(code) => {
              setDoing({ what: "attach", code });
            }}
          />
          <section class="card stack tight" aria-labelledby="decider">
            <h2 id="decider">{strings.decide}</h2>
            {!shown.canMail && (
              <Notice tone="wait">
                <p>{strings.noMail}</p>
              </Notice>
            )}
            <div class="row">
              <button
                type="button"
                class="button"
                onClick={() => {
                  setDoing({ what: "accept" });
                }}
              >
                {strings.accept}
              </button>
              <button
                type="button"
                class="button ghost"
                onClick={() => {
                  setDoing({ what: "attach", code: "" });
                }}
              >
                {strings.attach}
              </button>
              <button
                type="button"
                class="button danger"
                onClick={() => {
                  setDoing({ what: "refuse" });
                }}
              >
                {strings.refuse}
              </button>
            </div>
          </section>
        </>
      )}
      {doing?.what === "accept" && <AcceptDialog {...dialog} />}
      {doing?.what === "attach" && <AttachDialog {...dialog} code={doing.code} />}
      {doing?.what === "refuse" && <RefuseDialog {...dialog} />}
    </>
  );
}

interface Props {
  readonly view: RequestView;
}

function Decided({ view: { state, decided } }: Props) {
  const code: FamilyCode | undefined = decided?.familyCode;
  return (
    <Notice tone={state === "refused" ? "no" : "ok"} title={strings.decidedTitles[state]} live>
      {decided && <p>{strings.decided(decided.by, datedMoment(decided.at))}</p>}
      {decided?.reason !== undefined && <p>{decided.reason}</p>}
      {code !== undefined && (
        <p>
          <a href={familyPath(code)}>{strings.goTo(code)}</a>
        </p>
      )}
    </Notice>
  );
}

const Told = ({ view: { adults, email, address, children, message } }: Props) => (
  <section class="card stack tight" aria-labelledby="ce-qui-est-dit">
    <h2 id="ce-qui-est-dit">{strings.who(adults[0] ? `${adults[0].firstName} ${adults[0].lastName}` : email)}</h2>
    <h3>{strings.adults}</h3>
    <ul class="plain stack tight">
      {adults.map(({ title, firstName, lastName, phone, email: own }, rank) => (
        <li key={rank}>
          <b>
            {title} {firstName} {lastName}
          </b>
          {phone !== undefined && (
            <>
              <br />
              <a href={phoneLink(phone)}>{phoneNumber(phone)}</a>
            </>
          )}
          {own !== undefined && (
            <>
              <br />
              {own} {own === email && <span class="small muted">({strings.confirmed})</span>}
            </>
          )}
        </li>
      ))}
    </ul>
    <h3>{strings.address}</h3>
    <p>
      {address.lines.map((line) => (
        <span key={line}>
          {line}
          <br />
        </span>
      ))}
      {address.postcode} {address.town}
    </p>
    <h3>{strings.children}</h3>
    <ul class="plain stack tight">
      {children.map(({ firstName, lastName, birthDate, age, school, grade }) => (
        <li key={`${firstName} ${birthDate}`}>
          <b>
            {firstName} {lastName}
          </b>
          , {strings.born(dateOnly(birthDate), age)}
          {(school !== undefined || grade !== undefined) && (
            <>
              <br />
              <span class="small muted">{[grade, school].filter((text) => text !== undefined).join(", ")}</span>
            </>
          )}
        </li>
      ))}
    </ul>
    {message !== undefined && (
      <>
        <h3>{strings.message}</h3>
        <p>{message}</p>
      </>
    )}
  </section>
);

function Documents({ view: { id: requestId, documents } }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = async (documentId: DocumentId): Promise<void> => {
    setProblem(null);
    try {
      const { url } = await call("first-request.openDocument", { params: { requestId, documentId } });
      window.location.assign(url);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <section class="card stack tight" aria-labelledby="documents-joints">
      <h2 id="documents-joints">{strings.documents}</h2>
      {documents.length === 0 && <p class="muted">{strings.noDocuments}</p>}
      <ul class="plain stack tight">
        {documents.map(({ id, name, status, takenAs }) => (
          <li key={id} class="row between">
            <span>
              {name}
              {takenAs !== undefined && <span class="small muted"> · {strings.takenAs(takenAs)}</span>}
            </span>
            {status === "kept" ? (
              <button
                type="button"
                class="text-button"
                onClick={() => {
                  void open(id);
                }}
              >
                {strings.openDocument(name)}
              </button>
            ) : (
              <span class="small muted">{strings.statuses[status]}</span>
            )}
          </li>
        ))}
      </ul>
      {problem && <Failure problem={problem} />}
    </section>
  );
}

interface LikelyProps extends Props {
  readonly onAttach: (code: FamilyCode) => void;
}

const Likely = ({ view: { likely }, onAttach }: LikelyProps) => (
  <section class="card stack tight" aria-labelledby="deja-la">
    <h2 id="deja-la">{strings.likely}</h2>
    <p class="muted">{likely.length === 0 ? strings.noLikely : strings.likelyText}</p>
    <ul class="plain closures">
      {likely.map(({ familyCode, names, reasons }) => (
        <li key={familyCode} class="stack tight">
          <div class="row between">
            <div>
              <a href={familyPath(familyCode)}>
                <b>{strings.family(familyCode)}</b>
              </a>
              <br />
              <span class="small muted">{names.join(", ")}</span>
            </div>
            <button
              type="button"
              class="button ghost"
              onClick={() => {
                onAttach(familyCode);
              }}
            >
              {strings.attachTo(familyCode)}
            </button>
          </div>
          <ul class="advice small">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </section>
);
