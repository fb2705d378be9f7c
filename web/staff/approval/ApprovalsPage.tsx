/** « Demandes à valider »: what waits for a staff member's word, the days that come first, first. */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { searchable } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { approvals as strings } from "../../strings/fr/approval.ts";
import { answered as countAnswered } from "../shell/answered.ts";
import { Choice } from "../ui/Choice.tsx";
import { ApprovalList } from "./ApprovalList.tsx";
import { aboutOf, nameOf, sitesOf, sortOf, type Approval } from "./decide.ts";

const approvalsOf = reading((_: null, signal) => call("approval.list", { signal }));

export function ApprovalsPage() {
  const { data, problem, reload } = useQuery(approvalsOf, null);
  /** Answered since the list was read: gone at once, whatever the index of the table still says. */
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const waiting = data?.approvals.filter((one) => !answered.has(nameOf(one)));
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {waiting ? (
        <Waiting
          approvals={waiting}
          more={data?.more ?? false}
          onReload={reload}
          onAnswered={(one) => {
            countAnswered("approvals");
            setAnswered((before) => new Set([...before, nameOf(one)]));
            // The list holds so many at a time: what comes after takes the room.
            if (data?.more) void reload();
          }}
          onUndone={async (one) => {
            countAnswered("approvals", -1);
            setAnswered((before) => new Set([...before].filter((name) => name !== nameOf(one))));
            await reload();
          }}
        />
      ) : (
        !problem && <CardsSkeleton cards={3} lines={3} />
      )}
    </div>
  );
}

type Kind = ReturnType<typeof sortOf> | "all";
const kinds = ["booking", "cancellation", "change", "document"] as const;

/** What a search looks into. */
const textOf = (one: Approval): string =>
  searchable(
    [
      aboutOf(one),
      one.familyName,
      one.familyCode,
      ...sitesOf(one),
      ...(one.kind === "booking" ? [one.activityName] : []),
    ].join(" "),
  );

interface Props {
  readonly approvals: readonly Approval[];
  readonly more: boolean;
  readonly onAnswered: (approval: Approval) => void;
  readonly onUndone: (approval: Approval) => Promise<void>;
  readonly onReload: () => Promise<void>;
}

function Waiting({ approvals, more, onAnswered, onUndone, onReload }: Props) {
  const [kind, setKind] = useState<Kind>("all");
  const [site, setSite] = useState("");
  const [sought, setSought] = useState("");
  const sites = [...new Set(approvals.flatMap(sitesOf))].sort();
  const words = searchable(sought).split(/\s+/u).filter(Boolean);
  const shown = approvals.filter((one) => {
    const text = textOf(one);
    return (
      (kind === "all" || sortOf(one) === kind) &&
      (site === "" || sitesOf(one).includes(site)) &&
      words.every((word) => text.includes(word))
    );
  });
  const number = (of: Kind): string =>
    String(of === "all" ? approvals.length : approvals.filter((one) => sortOf(one) === of).length);
  if (approvals.length === 0)
    return (
      <div class="card empty" tabIndex={-1} data-rest>
        <Icon name="check" size={28} />
        <p>
          <b>{strings.none}</b>
          <br />
          {strings.noneHint}
        </p>
      </div>
    );
  return (
    <>
      <div class="approvals-tools">
        <Segmented
          legend={strings.filter}
          legendHidden
          value={kind}
          onChange={setKind}
          options={[
            { value: "all", label: `${strings.all} (${number("all")})` },
            ...kinds.map((value) => ({ value, label: `${strings.short[value]} (${number(value)})` })),
          ]}
        />
        {sites.length > 1 && (
          <Choice
            id="accueil"
            label={strings.site}
            value={site}
            options={[["", strings.allSites], ...sites.map((one) => [one, one] as const)]}
            onChange={setSite}
          />
        )}
        {site !== "" && <p class="small muted">{strings.siteHint}</p>}
        <div class="sheet-search">
          <label class="visually-hidden" for="recherche">
            {strings.find}
          </label>
          <Icon name="search" />
          <input
            type="search"
            id="recherche"
            placeholder={strings.find}
            value={sought}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              setSought(event.currentTarget.value);
            }}
          />
          <p class="small muted" role="status">
            {words.length > 0 && strings.found(shown.length)}
          </p>
        </div>
        <p class="small muted wide-only">
          <b>{strings.keysTitle}</b> {strings.keys}
        </p>
      </div>
      {shown.length === 0 ? (
        <p class="muted">{strings.noMatch}</p>
      ) : (
        <ApprovalList approvals={shown} onAnswered={onAnswered} onUndone={onUndone} onReload={onReload} />
      )}
      {more && (
        <Notice>
          <p>{strings.more}</p>
        </Notice>
      )}
    </>
  );
}
