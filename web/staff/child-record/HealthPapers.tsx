/**
 * What proves an answer about a child's health, beside it: each is opened on purpose, which is recorded as a look and seen by
 * the family, and decided on here alone.
 */
import { useState } from "preact/hooks";
import type {
  OfficeHealthPaper,
  OfficeHealthView,
  ViewedFrom,
} from "../../../functions/child-record/contract/health.ts";
import type { ProvenField } from "../../../functions/child-record/rules/fields.ts";
import type { DocumentView } from "../../../functions/document/contract/documents.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { staffChildRecord } from "../../strings/fr/child-record.ts";
import { documents as words, officeDocuments } from "../../strings/fr/document/document.ts";
import { working } from "../../strings/fr/ui.ts";
import { LinkedPreview } from "../document/Preview.tsx";
import { offerUndo } from "../ui/undoable.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { OfChild } from "./recordOf.ts";

const strings = staffChildRecord.papers;

interface Common {
  readonly of: OfChild;
  readonly from: ViewedFrom;
  readonly onView: (view: OfficeHealthView) => Promise<void>;
}

interface Props extends Common {
  readonly papers: OfficeHealthView["papers"];
  readonly proves: ProvenField;
}

export function HealthPapers({ papers, proves, ...common }: Props) {
  const own = papers.filter((paper) => paper.proves === proves);
  return own.length === 0 ? null : (
    <>
      {own.map((paper) => (
        <Paper key={paper.kind} paper={paper} {...common} />
      ))}
    </>
  );
}

const tones = {
  missing: " no",
  checking: " wait",
  refused: " no",
  valid: " ok",
  ending: " wait",
  ended: " no",
} as const;

function Paper({ paper, ...common }: Common & { readonly paper: OfficeHealthPaper }) {
  const { name, hint, standing, until, documents } = paper;
  return (
    <section class="card stack tight no-print" aria-label={name}>
      <div class="row between">
        <h4>{name}</h4>
        <span class={`chip${tones[standing]}`}>{words.standings[standing]}</span>
      </div>
      {hint !== undefined && <p class="small muted">{hint}</p>}
      {until !== undefined && (
        <p class="small">{(standing === "ended" ? words.wasUntil : words.until)(dateOnly(until))}</p>
      )}
      {documents.length === 0 ? <p class="muted">{strings.none}</p> : <p class="small muted">{strings.looked}</p>}
      <ul class="plain stack tight">
        {documents.map((document) => (
          <Sent key={document.id} document={document} {...common} />
        ))}
      </ul>
    </section>
  );
}

/** One that was sent: its name is its kind's, so that the moment tells it from the others. */
function Sent({ document, of, from, onView }: Common & { readonly document: DocumentView }) {
  const { id, name, status, sentAt, reason, readable } = document;
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const which = `${name}, ${datedMoment(sentAt)}`;
  const decide = async (
    word: { readonly decision: "accept" } | { readonly decision: "refuse"; readonly reason: string },
  ) => {
    const body = { documentIds: [id], from, ...word };
    const { undo, ...view } = await sendOnce(["sante", of, body], (idempotencyKey) =>
      call("child-record.decideHealthPapers", { params: of, body: { idempotencyKey, ...body }, repeatable: true }),
    );
    await onView(view);
    if (!undo) return;
    const undoing = { documentIds: [id], said: undo.said, from };
    offerUndo({
      said: word.decision === "accept" ? strings.accepted : strings.refused,
      until: undo.until,
      undo: () =>
        sendOnce(["sante-reprise", of, undoing], async (idempotencyKey) => {
          await onView(
            await call("child-record.undoHealthPapers", {
              params: of,
              body: { idempotencyKey, ...undoing },
              repeatable: true,
            }),
          );
        }),
      onUndone: () => undefined,
    });
  };
  const accept = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await decide({ decision: "accept" });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li class="stack tight">
      <p class="small">
        {words.statuses[status]}, {datedMoment(sentAt)}
        {reason !== undefined && ` · « ${reason} »`}
      </p>
      {problem && <Failure problem={problem} />}
      <div class="row">
        {readable && (
          <button
            type="button"
            class="text-button"
            aria-expanded={open}
            aria-label={(open ? strings.hide : strings.see)(which)}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {(open ? strings.hide : strings.see)(name)}
          </button>
        )}
        {status === "toCheck" && (
          <>
            <button
              type="button"
              class="button small"
              aria-disabled={busy || undefined}
              aria-label={strings.accept(which)}
              onClick={() => {
                if (!busy) void accept();
              }}
            >
              {busy ? working : officeDocuments.accept}
            </button>
            <button
              type="button"
              class="button ghost small"
              disabled={busy}
              aria-label={strings.refuse(which)}
              onClick={() => {
                setRefusing(true);
              }}
            >
              {officeDocuments.refuse}
            </button>
          </>
        )}
      </div>
      {open && (
        <LinkedPreview
          documents={[{ id, name }]}
          linkTo={(as, documentId) =>
            call("child-record.openHealthPaper", { params: { ...of, documentId }, body: { from, as } })
          }
        />
      )}
      {refusing && (
        <RefuseDialog
          name={name}
          refuse={async (why) => {
            await decide({ decision: "refuse", reason: why });
            setRefusing(false);
          }}
          onClose={() => {
            setRefusing(false);
          }}
        />
      )}
    </li>
  );
}

interface RefuseProps {
  readonly name: string;
  readonly refuse: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

function RefuseDialog({ name, refuse, onClose }: RefuseProps) {
  const form = useForm({
    name: "refuser-document-sante",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: ({ reason }) => refuse(reason.trim()),
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.refuseTitle(name)}
      action={strings.confirmRefusal}
      onClose={onClose}
    >
      <p>{strings.refuseText}</p>
      <div class="row" role="group" aria-label={officeDocuments.reasons}>
        {officeDocuments.usual.map((usual) => (
          <button
            type="button"
            class="button ghost"
            key={usual}
            onClick={() => {
              form.set("reason", usual);
            }}
          >
            {usual}
          </button>
        ))}
      </div>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
