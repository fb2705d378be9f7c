/** A family's file at the office: everything that the family can change, and more, with a reason that the family reads. */
import { useState } from "preact/hooks";
import type { RequestView, SectionView } from "../../../functions/request/contract.ts";
import type { FamilyCode, RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { nbsp } from "../../shared/format/text.ts";
import { FieldInput } from "../../shared/request/FieldInput.tsx";
import { useSectionForm } from "../../shared/request/useSectionForm.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { common } from "../../strings/fr/common.ts";
import { familyFile, officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { requestPath } from "../shell/paths.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

const fileOf = reading((familyCode: FamilyCode, signal) =>
  call("request.fileOfFamily", { params: { familyCode }, query: {}, signal }),
);
const newChildOf = reading((familyCode: FamilyCode, signal) =>
  call("request.fileOfFamily", { params: { familyCode }, query: { section: "newChild" }, signal }),
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
  const newChild = useQuery(newChildOf, code);
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
  const child = newChild.data?.sections[0];
  return (
    <>
      {data.sections.map((section) => (
        <section class="card stack tight" key={`${section.section} ${section.guardianId ?? ""}`}>
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
          <dl class="facts columns">
            {section.fields.map((field) => (
              <div key={field.id}>
                <dt>{field.label}</dt>
                <dd>
                  {field.said ?? <span class="muted">{common.none}</span>}
                  {field.waiting && (
                    <p class="small">
                      <a href={requestPath(code, field.waiting.requestId)}>{familyFile.waiting}</a>
                    </p>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {child && (
        <div class="row">
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setEditing(child);
            }}
          >
            {familyFile.addChild}
          </button>
        </div>
      )}
      <Requests code={code} times={times} />
      {editing && (
        <EditDialog
          code={code}
          view={editing}
          onClose={() => {
            setEditing(null);
          }}
          onDone={async () => {
            setEditing(null);
            setTimes(times + 1);
            toast(strings.changed);
            await reload();
          }}
        />
      )}
    </>
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
