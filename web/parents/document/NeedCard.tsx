/** One kind of document: where it stands in words, what to do, what is on its way, what was sent. */
import { useState } from "preact/hooks";
import type { NeedView } from "../../../functions/document/contract/needs.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { documents as strings } from "../../strings/fr/document/document.ts";
import { UploadList } from "../../shared/document/UploadList.tsx";
import { useUploads } from "../../shared/document/useUploads.ts";
import { Chooser, acceptedFiles } from "../../shared/document/Chooser.tsx";
import { familySender } from "./familySender.ts";
import { placeOf, type Owner } from "./owner.ts";
import { SentList } from "./SentList.tsx";

interface Props {
  readonly need: NeedView;
  readonly owner: Owner;
  /** `Léa`, `Votre foyer`. */
  readonly whose: string;
  readonly onChanged: () => Promise<void>;
  /** Of its title, where it stands inside a card. */
  readonly level?: "h3" | "h4";
}

const tones = {
  missing: " no",
  checking: " wait",
  refused: " no",
  valid: " ok",
  ending: " wait",
  ended: " no",
} as const;

/** How long what is accepted holds, in words. */
function holding({ standing, until }: NeedView): string | null {
  if (standing === "ended") return until === undefined ? null : strings.wasUntil(dateOnly(until));
  if (standing === "ending") return until === undefined ? null : strings.endsOn(dateOnly(until));
  if (standing !== "valid") return null;
  return until === undefined ? strings.forEver : strings.until(dateOnly(until));
}

export function NeedCard({ need, owner, whose, onChanged, level: Title = "h3" }: Props) {
  const { kind, name, hint, activities, whenMissing, standing, toCheck, reason } = need;
  const [shown, setShown] = useState(false);
  /** Grows when something arrived: what was sent is read again. */
  const [arrivals, setArrivals] = useState(0);
  const uploads = useUploads(familySender(owner, kind), () => {
    setArrivals((before) => before + 1);
    void onChanged();
  });
  const held = holding(need);
  const why = [activities.length > 0 ? strings.askedFor(activities) : "", strings.whenMissing[whenMissing]]
    .filter(Boolean)
    .join(" ");
  const settled = standing === "valid" || standing === "checking";
  return (
    <li class="card stack tight need" id={placeOf(owner, kind)} tabIndex={-1}>
      <div class="row between">
        <Title>{name}</Title>
        <span class={`chip${tones[standing]}`}>{strings.standings[standing]}</span>
      </div>
      {why !== "" && <p class="small">{why}</p>}
      {hint !== undefined && <p class="small muted">{hint}</p>}
      {held !== null && <p>{held}</p>}
      {toCheck > 0 && <p class="muted">{strings.toCheck(toCheck)}</p>}
      {reason !== undefined && (
        <Notice tone="no" title={strings.refused}>
          <p>« {reason} »</p>
        </Notice>
      )}
      <UploadList uploads={uploads} />
      <div class="row need-acts">
        <Chooser
          label={settled || standing === "ending" ? strings.sendNext : strings.send}
          about={strings.of(strings.send, name, whose)}
          quiet={settled}
          accept={acceptedFiles}
          onChosen={uploads.add}
        />
        <Chooser
          label={strings.photo}
          about={strings.of(strings.photo, name, whose)}
          quiet
          camera
          accept="image/*"
          onChosen={uploads.add}
        />
        <button
          type="button"
          class="text-button"
          aria-expanded={shown}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {strings.sent(shown)}
          <span class="visually-hidden">
             : {name}, {whose}
          </span>
        </button>
      </div>
      {shown && (
        <SentList owner={owner} kind={kind} name={name} whose={whose} arrivals={arrivals} onChanged={onChanged} />
      )}
    </li>
  );
}
