/** A family's file at the office: everything that the family can change, and more, with a reason that the family reads. */
import { useState } from "preact/hooks";
import type { RequestView, SectionView } from "../../../functions/request/contract/file.ts";
import type { FamilyCode, RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { nbsp } from "../../shared/format/text.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { Departure } from "../../shared/request/Departure.tsx";
import { FieldInput } from "../../shared/request/FieldInput.tsx";
import { useSectionForm } from "../../shared/request/useSectionForm.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { familyFile, officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { requestPath } from "../shell/paths.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

const fileOf = reading((familyCode: FamilyCode, signal) =>
  call("request.fileOfFamily", { params: { familyCode }, query: {}, signal }),
);
const entryOf = reading(
  ({ code, section }: { readonly code: FamilyCode; readonly section: "newAdult" | "newChild" }, signal) =>
    call("request.fileOfFamily", { params: { familyCode: code }, query: { section }, signal }),
);

export function FilePage({ code }: { readonly code: FamilyCode }) {
  return (
    <div class="stack">
      <div class="stack tight">
        <Title text={strings.file} />
        <p class="muted">{strings.fileIntro}</p>
      </div>
      <File code={code} key={code} />
    </div>
  );
}

const titleOf = ({ title, whose }: Pick<SectionView, "title" | "whose">): string =>
  whose === undefined ? title : words.ofTitle(title, whose);

function File({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(fileOf, code);
  const newAdult = useQuery(entryOf, { code, section: "newAdult" as const });
  const newChild = useQuery(entryOf, { code, section: "newChild" as const });
  const [staying, setStaying] = useState<SectionView | null>(null);
  const [editing, setEditing] = useState<SectionView | null>(null);
  const [times, setTimes] = useState(0);
  if (problem && !data)
    return (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    );
  if (!data) return <CardsSkeleton cards={2} lines={6} />;
  const entries = [
    { view: newAdult.data?.sections[0], label: familyFile.addAdult },
    { view: newChild.data?.sections[0], label: familyFile.addChild },
  ];
  const done = (word: string) => async (): Promise<void> => {
    setEditing(null);
    setStaying(null);
    setTimes(times + 1);
    toast(word);
    await reload();
  };
  const shown = data.sections.filter(({ section }) => section !== "adultLeaving" && section !== "childLeaving");
  const leavingOf = ({ section, guardianId, childId }: SectionView): SectionView | undefined =>
    data.sections.find(
      (one) =>
        (one.section === "adultLeaving" || one.section === "childLeaving") &&
        section === (one.section === "adultLeaving" ? "adult" : "child") &&
        one.guardianId === guardianId &&
        one.childId === childId,
    );
  return (
    <>
      {shown.map((section) => (
        <section class="card stack tight" key={`${section.section} ${section.guardianId ?? section.childId ?? ""}`}>
          <div class="row between">
            <h2>{titleOf(section)}</h2>
            <button
              type="button"
              class="button ghost"
              aria-label={familyFile.changeOf(titleOf(section))}
              onClick={() => {
                setEditing(section);
              }}
            >
              {familyFile.change}
            </button>
          </div>
          <Leaving code={code} view={leavingOf(section)} onLeave={setEditing} onStay={setStaying} />
          <dl class="facts">
            {section.fields.map((field) => (
              <Fact key={field.id} name={field.label} said={field.said}>
                {field.waiting && (
                  <p class="small">
                    <a href={requestPath(code, field.waiting.requestId)}>{familyFile.waiting}</a>
                  </p>
                )}
              </Fact>
            ))}
          </dl>
        </section>
      ))}
      {data.coming.length > 0 && (
        <section class="card stack tight" aria-labelledby="a-ajouter">
          <h2 id="a-ajouter">{strings.coming}</h2>
          <ul class="plain">
            {data.coming.map(({ requestId, name }) => (
              <li key={requestId}>
                {name} · <a href={requestPath(code, requestId)}>{familyFile.waiting}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="row">
        {entries.map(
          ({ view, label }) =>
            view && (
              <button
                key={label}
                type="button"
                class="button ghost"
                onClick={() => {
                  setEditing(view);
                }}
              >
                {label}
              </button>
            ),
        )}
      </div>
      <Requests code={code} times={times} />
      {editing && (
        <EditDialog
          code={code}
          view={editing}
          onClose={() => {
            setEditing(null);
          }}
          onDone={done(strings.changed)}
        />
      )}
      {staying && (
        <StayDialog
          code={code}
          view={staying}
          onClose={() => {
            setStaying(null);
          }}
          onDone={done(strings.stays)}
        />
      )}
    </>
  );
}

interface LeavingProps {
  readonly code: FamilyCode;
  /** Absent: nobody's. */
  readonly view: SectionView | undefined;
  readonly onLeave: (view: SectionView) => void;
  readonly onStay: (view: SectionView) => void;
}

/** An adult's or a child's departure: to be written, planned, or asked for by the family. */
function Leaving({ code, view, onLeave, onStay }: LeavingProps) {
  const from = view?.fields.find(({ id }) => id === "from");
  if (!view || !from) return null;
  const isPlanned = from.value !== null;
  const name = view.whose ?? view.title;
  return (
    <div class="row">
      <Departure from={from} isAdult={view.section === "adultLeaving"} />
      {from.waiting && (
        <a href={requestPath(code, from.waiting.requestId)}>{familyFile.leavingAsked(from.waiting.said)}</a>
      )}
      <button
        type="button"
        class="text-button"
        aria-label={(isPlanned ? strings.stayOf : strings.removeOf)(name)}
        onClick={() => {
          (isPlanned ? onStay : onLeave)(view);
        }}
      >
        {isPlanned ? strings.stay : strings.remove}
      </button>
    </div>
  );
}

interface EditProps {
  readonly code: FamilyCode;
  readonly view: SectionView;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

function EditDialog({ code, view, onClose, onDone }: EditProps) {
  const fields = view.fields.filter(({ kind }) => kind !== "own");
  const { section, guardianId, childId } = view;
  const { form, order } = useSectionForm({
    name: `bureau-${code}-${section}-${guardianId ?? ""}${childId ?? ""}`,
    view,
    fields,
    more: { reason: "" },
    check: (_, { reason = "" }) => missingReason(reason),
    send: async (changes, { reason = "" }) => {
      const body = {
        section,
        ...(guardianId === undefined ? {} : { guardianId }),
        ...(childId === undefined ? {} : { childId }),
        changes: [...changes],
        reason: reason.trim(),
      };
      await sendOnce(["bureau-fiche", code, body], (idempotencyKey) =>
        call("request.change", {
          params: { familyCode: code },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      await onDone();
    },
  });
  return (
    <FormDialog form={form} order={order} title={titleOf(view)} action={familyFile.send} onClose={onClose}>
      {fields.map((field) => (
        <FieldInput key={field.id} form={form} field={field} names={view.names} />
      ))}
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}

/** A departure that was planned is given up. */
function StayDialog({ code, view, onClose, onDone }: EditProps) {
  const { section, guardianId, childId } = view;
  const form = useForm({
    name: `bureau-${code}-reste-${guardianId ?? childId ?? ""}`,
    initial: { reason: "" },
    kept: ["reason"],
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = {
        section,
        ...(guardianId === undefined ? {} : { guardianId }),
        ...(childId === undefined ? {} : { childId }),
        changes: view.fields.map(({ id, value }) => ({ field: id, seen: value, value: null })),
        reason: reason.trim(),
      };
      await sendOnce(["bureau-fiche", code, body], (idempotencyKey) =>
        call("request.change", { params: { familyCode: code }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.stayOf(view.whose ?? view.title)}
      action={strings.stay}
      onClose={onClose}
    >
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}

function Requests({ code, times }: { readonly code: FamilyCode; readonly times: number }) {
  const pages = usePages<RequestView, RequestId>(async (before) => {
    const page = await call("request.ofFamily", {
      params: { familyCode: code },
      query: before === undefined ? {} : { before },
    });
    return { items: page.requests, next: page.before };
  }, times);
  const { items, problem } = pages;
  return (
    <section class="card stack tight" aria-labelledby="demandes-famille">
      <h2 id="demandes-famille">{strings.history}</h2>
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {items?.length === 0 && <p class="muted">{words.nothing}</p>}
      <ol class="plain stack tight">
        {items?.map((one) => {
          const last = one.acts.findLast(({ text }) => text !== undefined);
          return (
            <li key={one.id} class="family-line">
              <span class="tick-less">
                <a href={requestPath(code, one.id)}>
                  <b>{titleOf(one)}</b>
                </a>{" "}
                : {one.changes.map(({ label, after }) => `${label}${nbsp}: ${after ?? words.nothing}`).join(", ")}
                <br />
                <small class="muted">
                  {one.acts[0] && words.who(one.acts[0].who, datedMoment(one.sentAt))}
                  {last?.text !== undefined && ` · « ${last.text} »`}
                </small>
              </span>
              <span class="chip">{words.states[one.state]}</span>
            </li>
          );
        })}
      </ol>
      <More pages={pages} label={words.older} />
    </section>
  );
}
