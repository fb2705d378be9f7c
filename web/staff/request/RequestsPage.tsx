/**
 * « Demandes des familles »: what waits for the office, oldest first; found by kind, age, school and words; those that are
 * alike accepted together. A page of the list costs the same in any town.
 */
import { useRef, useState } from "preact/hooks";
import type { OfficeRequest, WaitingRequest } from "../../../functions/request/contract/office.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { navigate } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { decisions } from "../../strings/fr/staff.ts";
import { requestPath } from "../shell/paths.ts";
import { answered as countAnswered } from "../shell/answered.ts";
import { Choice } from "../ui/Choice.tsx";
import { BulkUndo } from "./BulkUndo.tsx";
import { accept } from "./decide.ts";
import { titleOfRequest } from "./FileDialogs.tsx";
import { narrow } from "./next.ts";

type Kind = keyof typeof strings.kinds;
type Age = keyof typeof strings.ages;
const kinds = Object.keys(strings.kinds).filter((name): name is Kind => name in strings.kinds);
const ages = Object.keys(strings.ages).filter((name): name is Age => name in strings.ages);

interface Sought {
  readonly kind: Kind;
  readonly days: Age;
  readonly school: string;
  readonly text: string;
}
const everything: Sought = { kind: "all", days: "0", school: "", text: "" };

const queryOf = ({ kind, days, school, text }: Sought, after: string | undefined) => ({
  ...(kind === "all" ? {} : { section: kind }),
  ...(days === "0" ? {} : { days }),
  ...(school === "" ? {} : { school }),
  ...(text === "" ? {} : { text }),
  ...(after === undefined ? {} : { after }),
});

export function RequestsPage() {
  const [sought, setSought] = useState(everything);
  const [typed, setTyped] = useState("");
  const pages = usePages<WaitingRequest, string>(async (after) => {
    narrow(queryOf(sought, undefined));
    const page = await call("request.waiting", { query: queryOf(sought, after) });
    return { items: page.requests, next: page.after };
  }, JSON.stringify(sought));
  const { items, problem } = pages;
  /** Accepted together a moment ago. */
  const [decided, setDecided] = useState<readonly OfficeRequest[]>([]);
  /** Schools met so far, to choose among. */
  const schools = useRef(new Set<string>());
  for (const { schools: own } of items ?? []) for (const school of own) schools.current.add(school);
  const isFiltered = JSON.stringify(sought) !== JSON.stringify(everything);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      <form
        class="approvals-tools"
        onSubmit={(event) => {
          event.preventDefault();
          setSought({ ...sought, text: typed.trim() });
        }}
      >
        <div class="request-filters">
          <Choice
            id="objet"
            label={strings.kind}
            value={sought.kind}
            options={kinds.map((value) => [value, strings.kinds[value]])}
            onChange={(value) => {
              const kind = kinds.find((one) => one === value);
              if (kind) setSought({ ...sought, kind });
            }}
          />
          <Choice
            id="anciennete"
            label={strings.age}
            value={sought.days}
            options={ages.map((value) => [value, strings.ages[value]])}
            onChange={(value) => {
              const days = ages.find((one) => one === value);
              if (days) setSought({ ...sought, days });
            }}
          />
          <Choice
            id="ecole"
            label={strings.school}
            value={sought.school}
            options={[["", strings.allSchools], ...[...schools.current].sort().map((one) => [one, one] as const)]}
            onChange={(school) => {
              setSought({ ...sought, school });
            }}
          />
        </div>
        <div class="sheet-search">
          <label class="visually-hidden" for="recherche">
            {strings.find}
          </label>
          <Icon name="search" />
          <input
            type="search"
            id="recherche"
            placeholder={strings.find}
            value={typed}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
            }}
          />
          <button type="submit" class="button ghost">
            {strings.search}
          </button>
        </div>
        <p class="small muted wide-only">
          <b>{strings.keysTitle}</b> {strings.keys}
        </p>
      </form>
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {!items && !problem && <CardsSkeleton cards={3} lines={2} />}
      {items?.length === 0 &&
        (isFiltered ? (
          <p class="muted">{strings.noMatch}</p>
        ) : (
          <div class="card empty">
            <Icon name="check" size={28} />
            <p>
              <b>{strings.none}</b>
              <br />
              {strings.noneHint}
            </p>
          </div>
        ))}
      <BulkUndo
        decided={decided}
        onUndone={async (number) => {
          countAnswered("requests", -number);
          setDecided([]);
          await pages.reload();
        }}
      />
      {items && items.length > 0 && (
        <Waiting
          requests={items}
          onAccepted={(accepted) => {
            const ids = new Set(accepted.map(({ id }) => id));
            countAnswered("requests", ids.size);
            setDecided(accepted);
            pages.change((all) => all.filter(({ id }) => !ids.has(id)));
          }}
        />
      )}
      <More pages={pages} label={strings.more} />
    </div>
  );
}

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** Requests that are accepted at once: all of them within the time in which the first can be taken back. */
const atOnce = 5;

interface WaitingProps {
  readonly requests: readonly WaitingRequest[];
  readonly onAccepted: (accepted: readonly OfficeRequest[]) => void;
}

function Waiting({ requests, onAccepted }: WaitingProps) {
  const list = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const picked = requests.filter(({ id }) => chosen.has(id));

  const onKeyDown = (event: KeyboardEvent): void => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("[data-request]") ?? [])];
    const at = links.findIndex((one) => one === document.activeElement);
    const step = steps[event.key];
    if (at === -1 || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
    event.preventDefault();
  };

  /** Each is judged beside what stands, and what is not as it was sent is left to be read. */
  const acceptAll = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const done: OfficeRequest[] = [];
    const left = [...picked];
    const work = async (): Promise<void> => {
      for (let one = left.shift(); one; one = left.shift()) {
        const opened = await call("request.open", { params: { familyCode: one.familyCode, requestId: one.id } });
        if (opened.standing.some(({ moved }) => moved)) continue;
        done.push(await accept(opened));
      }
    };
    // What fails stays in the list, chosen: whoever opens it is told why.
    while (left.length > 0) await Promise.allSettled(Array.from({ length: atOnce }, work));
    setBusy(false);
    const ids = new Set<string>(done.map(({ id }) => id));
    setChosen((before) => new Set([...before].filter((one) => !ids.has(one))));
    toast(strings.acceptedAll(done.length, picked.length - done.length));
    onAccepted(done);
  };

  return (
    <>
      {picked.length > 0 && (
        <div class="row">
          <button type="button" class="button" aria-disabled={busy || undefined} onClick={() => void acceptAll()}>
            {strings.acceptAll(picked.length)}
          </button>
        </div>
      )}
      <ul class="plain approvals" ref={list} aria-label={strings.list} onKeyDown={onKeyDown}>
        {requests.map((request) => (
          <Card
            key={request.id}
            request={request}
            chosen={chosen.has(request.id)}
            onChoose={(isChosen) => {
              setChosen((before) => {
                const next = new Set(before);
                if (isChosen) next.add(request.id);
                else next.delete(request.id);
                return next;
              });
            }}
          />
        ))}
      </ul>
    </>
  );
}

interface CardProps {
  readonly request: WaitingRequest;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

function Card({ request, chosen, onChoose }: CardProps) {
  const { id, familyCode, familyName, more, state, sentAt, holder, fields, documents } = request;
  const name = titleOfRequest(request, more);
  const held = holder !== undefined && !holder.you;
  const href = requestPath(familyCode, id);
  return (
    <li class="card request-line">
      <label class="tick">
        <input
          type="checkbox"
          checked={chosen}
          disabled={held}
          aria-label={strings.select(`${name}, ${familyName}`)}
          onChange={(event) => {
            onChoose(event.currentTarget.checked);
          }}
        />
      </label>
      <span>
        <a
          href={href}
          data-request={id}
          onKeyDown={(event) => {
            // Deciding is done beside the document, where the same keys do it.
            if (["a", "r", "c"].includes(event.key)) navigate(href);
          }}
        >
          <b>{name}</b> · {familyName} ({familyCode})
        </a>
        <br />
        <span class="small">{fields.join(", ")}</span>
        <br />
        <small class="muted">
          {words.sentOn(datedMoment(sentAt))}
          {documents > 0 && ` · ${strings.documents(documents)}`}
        </small>
      </span>
      <span class="stack tight">
        <span class={`chip${state === "moreAsked" ? " wait" : ""}`}>{words.states[state]}</span>
        {holder && <span class="chip">{holder.you ? decisions.heldByYou : decisions.heldBy(holder.byName)}</span>}
      </span>
    </li>
  );
}
