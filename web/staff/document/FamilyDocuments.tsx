/** A family's documents, a tab of its page: where each kind stands, and what was sent of it. */
import { useRef, useState } from "preact/hooks";
import type { NeedView, OwnerView } from "../../../functions/document/contract/needs.ts";
import type { ChildId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { UploadList } from "../../shared/document/UploadList.tsx";
import { useUploads } from "../../shared/document/useUploads.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { documents as words, officeDocuments as strings } from "../../strings/fr/document/document.ts";
import { familyPages } from "../../strings/fr/family.ts";
import { AddDialog } from "./AddDialog.tsx";
import { officeSender } from "./kindOfFamily.ts";
import { SentByFamily } from "./SentByFamily.tsx";

const documentsOf = reading((familyCode: FamilyCode, signal) =>
  call("document.ofFamily", { params: { familyCode }, signal }),
);

export function FamilyDocuments({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(documentsOf, code);
  return (
    <div class="stack reading">
      <Title text={familyPages.documentsTitle} />
      <section class="stack" aria-label={strings.title}>
        {problem && (
          <Failure
            problem={problem}
            onRetry={() => {
              void reload();
            }}
          />
        )}
        {!data && !problem && <CardsSkeleton cards={1} lines={3} />}
        {data?.owners.length === 0 && <p class="muted">{strings.none}</p>}
        {data?.owners.map((owner) => (
          <Owner key={owner.child?.id ?? "foyer"} code={code} owner={owner} onChanged={reload} />
        ))}
      </section>
    </div>
  );
}

interface OwnerProps {
  readonly code: FamilyCode;
  readonly owner: OwnerView;
  readonly onChanged: () => Promise<void>;
}

function Owner({ code, owner: { child, needs }, onChanged }: OwnerProps) {
  const whose = child?.firstName ?? strings.household;
  return (
    <section class="card family-day" aria-label={whose}>
      <h2>{whose}</h2>
      <ul class="plain">
        {needs.map((need) => (
          <Need key={need.kind} code={code} childId={child?.id} whose={whose} need={need} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  );
}

interface NeedProps {
  readonly code: FamilyCode;
  readonly childId: ChildId | undefined;
  readonly whose: string;
  readonly need: NeedView;
  readonly onChanged: () => Promise<void>;
}

const tones = {
  missing: " off",
  checking: " wait",
  refused: " no",
  valid: " ok",
  ending: " wait",
  ended: " no",
} as const;

function Need({ code, childId, whose, need: { kind, name, standing, until, toCheck }, onChanged }: NeedProps) {
  const of = { code, childId, kind };
  const [shown, setShown] = useState(false);
  const [adding, setAdding] = useState(false);
  /** Grows when something arrived: what was sent is read again. */
  const [arrivals, setArrivals] = useState(0);
  const reason = useRef("");
  const sender = officeSender(of, () => reason.current);
  const uploads = useUploads(sender, () => {
    setArrivals((before) => before + 1);
    void onChanged();
  });
  return (
    <li class="family-line">
      <span class="tick-less">
        <b>{name}</b>
        {until !== undefined && (
          <>
            <br />
            <small class="muted">
              {standing === "ended" ? words.wasUntil(dateOnly(until)) : words.until(dateOnly(until))}
            </small>
          </>
        )}
        {toCheck > 0 && (
          <>
            <br />
            <small class="muted">{words.toCheck(toCheck)}</small>
          </>
        )}
      </span>
      <span class={`chip${tones[standing]}`}>{words.standings[standing]}</span>
      <button
        type="button"
        class="text-button"
        aria-expanded={shown}
        aria-label={`${words.sent(shown)} : ${name}, ${whose}`}
        onClick={() => {
          setShown(!shown);
        }}
      >
        {words.sent(shown)}
      </button>
      <button
        type="button"
        class="text-button"
        aria-label={strings.addOf(name, whose)}
        onClick={() => {
          setAdding(true);
        }}
      >
        {strings.addShort}
      </button>
      <UploadList uploads={uploads} />
      {shown && <SentByFamily {...of} name={name} arrivals={arrivals} onChanged={onChanged} />}
      {adding && (
        <AddDialog
          title={strings.addOf(name, whose)}
          onSend={(files, why) => {
            reason.current = why;
            setAdding(false);
            uploads.add(files);
          }}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </li>
  );
}
