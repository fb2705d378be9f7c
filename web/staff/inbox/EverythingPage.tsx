/** « Tout »: one list of whatever waits, the oldest first; each is answered where it stands, or opened. */
import { useRef, useState } from "preact/hooks";
import type { RequestEntry } from "../../../functions/first-request/contract/office.ts";
import type { WaitingRequest } from "../../../functions/request/contract/office.ts";
import { serverNow } from "../../shared/clock.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import type { Pages } from "../../shared/usePages.ts";
import { inbox as strings } from "../../strings/fr/inbox.ts";
import { officeRequests, requests as words } from "../../strings/fr/request.ts";
import { ApprovalEntry } from "../approval/ApprovalEntry.tsx";
import { WaitingEntry } from "../enrolment/WaitingEntry.tsx";
import { titleOfRequest } from "../request/FileDialogs.tsx";
import { firstRequestPath, requestPath } from "../shell/paths.ts";
import { Choice } from "../ui/Choice.tsx";
import { HolderChip } from "../ui/InHand.tsx";
import { useEntries } from "../ui/useEntries.ts";
import { oneList, type WaitingLists } from "./useInbox.ts";
import { isSought, kinds, type Kind } from "./oneList.ts";
import type { Waiting } from "./waiting.ts";

type Age = keyof typeof officeRequests.ages;
const ages = Object.keys(officeRequests.ages).filter((name): name is Age => name in officeRequests.ages);
const day = 86_400_000;

export function EverythingPage({ lists }: { readonly lists: WaitingLists }) {
  const [kind, setKind] = useState<Kind | "all">("all");
  const [age, setAge] = useState<Age>("0");
  const [place, setPlace] = useState("");
  const [text, setText] = useState("");
  const all = Object.values<Pages<Waiting>>({ ...lists });
  const isRead = all.every(({ items, problem }) => items !== null || problem !== null);
  const { shown, more, loading, behind } = oneList(lists);
  const until = age === "0" ? null : new Date(serverNow() - Number(age) * day).toISOString();
  const sought = shown.filter((one) => isSought(one, { kind, until, place, text }));
  /** Met so far, to choose among. */
  const places = useRef(new Set<string>());
  for (const one of shown) for (const name of one.places) places.current.add(name);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      <div class="approvals-tools">
        <div class="request-filters">
          <Choice
            id="objet"
            label={strings.kind}
            value={kind}
            options={[["all", strings.kinds.all], ...kinds.map((one) => [one, strings.kinds[one]] as const)]}
            onChange={(value) => {
              setKind(kinds.find((one) => one === value) ?? "all");
            }}
          />
          <Choice
            id="anciennete"
            label={strings.age}
            value={age}
            options={ages.map((one) => [one, officeRequests.ages[one]])}
            onChange={(value) => {
              setAge(ages.find((one) => one === value) ?? "0");
            }}
          />
          <Choice
            id="lieu"
            label={strings.place}
            value={place}
            options={[["", strings.allPlaces], ...[...places.current].sort().map((one) => [one, one] as const)]}
            onChange={setPlace}
          />
        </div>
        {place !== "" && <p class="small muted">{strings.placeHint}</p>}
        <div class="sheet-search">
          <label class="visually-hidden" for="recherche">
            {strings.find}
          </label>
          <Icon name="search" />
          <input
            type="search"
            id="recherche"
            placeholder={strings.find}
            value={text}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              setText(event.currentTarget.value);
            }}
          />
          <p class="small muted" role="status">
            {isRead && (sought.length < shown.length || text !== "") && strings.found(sought.length)}
          </p>
        </div>
        <p class="small muted keys-hint">
          <b>{strings.keysTitle}</b> {strings.keys}
        </p>
      </div>
      {all.map(({ problem, retry }, rank) => problem && <Failure key={rank} problem={problem} onRetry={retry} />)}
      {!isRead && <CardsSkeleton cards={3} lines={3} />}
      {isRead && shown.length === 0 && more === null && all.every(({ problem }) => problem === null) && (
        <div class="card empty" tabIndex={-1} data-rest>
          <Icon name="check" size={28} />
          <p>
            <b>{strings.none}</b>
            <br />
            {strings.noneHint}
          </p>
        </div>
      )}
      {isRead && shown.length > 0 && sought.length === 0 && (
        <p class="muted">{more === null ? strings.noMatch : strings.noMatchYet(shown.length)}</p>
      )}
      {isRead && sought.length > 0 && <List waiting={sought} lists={lists} />}
      {isRead && <More pages={{ more, loading }} label={strings.more} />}
      {isRead && behind && (
        <Notice>
          <p>{strings.behind}</p>
        </Notice>
      )}
    </div>
  );
}

interface ListProps {
  readonly waiting: readonly Waiting[];
  readonly lists: WaitingLists;
}

function List({ waiting, lists }: ListProps) {
  const { list, indexOf } = useEntries(waiting.length);
  return (
    <ul class="plain approvals" aria-label={strings.list} {...list}>
      {waiting.map((entry, rank) => {
        const { key } = entry;
        const tabIndex = indexOf(rank);
        const without = (pages: Pages<Waiting>) => ({
          onAnswered: () => {
            pages.change((all) => all.filter((one) => one.key !== key));
          },
          onUndone: pages.reload,
          onReload: pages.reload,
        });
        switch (entry.kind) {
          case "booking":
          case "document":
            return <ApprovalEntry key={key} approval={entry.one} tabIndex={tabIndex} {...without(lists.approvals)} />;
          case "enrolment":
            return <WaitingEntry key={key} enrolment={entry.one} tabIndex={tabIndex} {...without(lists.enrolments)} />;
          case "request":
            return <RequestLine key={key} request={entry.one} tabIndex={tabIndex} />;
          case "firstRequest":
            return <FirstRequestLine key={key} request={entry.one} tabIndex={tabIndex} />;
        }
      })}
    </ul>
  );
}

/** What is decided on beside its documents, on a page of its own: any key of a decision leads there. */
function RequestLine({ request, tabIndex }: { readonly request: WaitingRequest; readonly tabIndex: 0 | -1 }) {
  const { id, familyCode, familyName, more, state, sentAt, holder, fields, documents } = request;
  const name = titleOfRequest(request, more);
  return (
    <li class="card request-line" data-entry tabIndex={tabIndex} aria-label={`${name}, ${familyName}`}>
      <span class="chip">{strings.chips.request}</span>
      <span>
        <a href={requestPath(familyCode, id)} data-keys="Enter a r c">
          <b>{name}</b> · {familyName} ({familyCode})
        </a>
        <br />
        <span class="small">{fields.join(", ")}</span>
        <br />
        <small class="muted">
          {words.sentOn(datedMoment(sentAt))}
          {documents > 0 && ` · ${officeRequests.documents(documents)}`}
        </small>
      </span>
      <span class="stack tight">
        <span class={`chip${state === "moreAsked" ? " wait" : ""}`}>{words.states[state]}</span>
        <HolderChip holder={holder} />
      </span>
    </li>
  );
}

function FirstRequestLine({ request, tabIndex }: { readonly request: RequestEntry; readonly tabIndex: 0 | -1 }) {
  const { id, name, town, children, confirmedAt } = request;
  return (
    <li class="card request-line" data-entry tabIndex={tabIndex} aria-label={name}>
      <span class="chip ok">{strings.chips.firstRequest}</span>
      <span>
        <a href={firstRequestPath(id)} data-keys="Enter a r c" aria-label={strings.openOf(name)}>
          <b>{name}</b>
        </a>
        <br />
        <span class="small">{strings.children(children, town)}</span>
        <br />
        <small class="muted">{words.sentOn(datedMoment(confirmedAt))}</small>
      </span>
    </li>
  );
}
