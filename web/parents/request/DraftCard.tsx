/**
 * A request that is being put together: what it asks for, part by part, the papers of all of it, each once, and one button
 * that sends it whole.
 */
import { useState } from "preact/hooks";
import type { FieldView, FileView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field, FieldError } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { asTexts, inputsOf } from "../../shared/request/values.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { familyFile, fileFields, requests as words, togetherDraft as strings } from "../../strings/fr/request.ts";
import { editPath, filePath } from "../shell/paths.ts";
import { attachmentsField, missingIn, noteField, placeOf, sentWith, type NeededKind } from "./attached.ts";
import { NeededDocuments } from "./Attachments.tsx";
import {
  draftForm,
  dropTogether,
  ofField,
  partsField,
  readParts,
  samePart,
  textsOf,
  type Draft,
  type DraftPart,
} from "./draft.ts";
import { ExchangeHead } from "./ExchangeHead.tsx";
import { fileOf } from "./fileOf.ts";
import { neededBy } from "./SectionEditor.tsx";
import { titleOfPart } from "./titles.ts";

interface Props {
  readonly draft: Draft;
  /** `sent`: whether it left, or was thrown away. */
  readonly onOver: (sent: boolean) => void;
}

export function DraftCard(props: Props) {
  const { data, problem, reload } = useQuery(fileOf, {});
  return (
    <section class="stack" aria-labelledby="brouillon">
      <h2 id="brouillon">{strings.title}</h2>
      {problem && !data && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? <DraftEditor {...props} file={data} /> : !problem && <CardsSkeleton cards={1} lines={4} />}
    </section>
  );
}

const fieldsOf = (file: FileView, part: DraftPart): readonly FieldView[] =>
  file.sections.find((one) => samePart(part, one))?.fields ?? [];

/** What the changes of all parts ask for, each once a child and once for the household. */
function neededIn(file: FileView, parts: readonly DraftPart[]): readonly NeededKind[] {
  const all = parts.flatMap((part) =>
    neededBy(fieldsOf(file, part), part.changes).map((kind) => ({
      ...kind,
      ...(part.childId === undefined ? {} : { childId: part.childId }),
      ...(part.childId === undefined || part.whose === undefined ? {} : { whose: part.whose }),
    })),
  );
  return [...new Map(all.map((one) => [placeOf(one.kind, one.childId), one] as const)).values()];
}

const partPlace = (rank: number): string => `part.${rank}`;

function DraftEditor({ draft, file, onOver }: Props & { readonly file: FileView }) {
  /** Parts that were there when the page was drawn: their faults stand with them. */
  const [begun] = useState(draft.parts);
  const [dropping, setDropping] = useState(false);
  const kinds = neededIn(file, begun);
  const places = Object.fromEntries(begun.map((_, rank) => [partPlace(rank), ""]));
  const form = useForm<string>({
    name: draftForm,
    initial: {
      ...textsOf(draft),
      ...places,
      ...Object.fromEntries(kinds.map(({ kind, childId }) => [placeOf(kind, childId), ""])),
    },
    kept: [partsField, attachmentsField, noteField, ofField],
    check: (texts) => missingIn(texts, neededIn(file, readParts(texts[partsField] ?? ""))),
    submit: async (texts) => {
      await send(draft, readParts(texts[partsField] ?? ""), sentWith(texts, kinds));
      dropTogether();
      onOver(true);
    },
    serverFields: Object.fromEntries(
      begun.flatMap((part, rank) =>
        fieldsOf(file, part).flatMap((field) =>
          [field.id, ...inputsOf(field, {})].map((input) => [
            begun.length === 1 ? `values.${input}` : `parts.${rank}.values.${input}`,
            partPlace(rank),
          ]),
        ),
      ),
    ),
  });
  const parts = readParts(form.values[partsField] ?? "");
  const needed = neededIn(file, parts);
  const takeOff = (part: DraftPart): void => {
    const left = parts.filter((one) => !samePart(one, part));
    if (left.length > 0) form.set(partsField, JSON.stringify(left));
    else {
      dropTogether();
      onOver(false);
    }
  };
  return (
    <>
      <form class="card stack" onSubmit={form.onSubmit} noValidate aria-labelledby="brouillon">
        <ErrorSummary
          form={form}
          order={[...Object.keys(places), ...needed.map(({ kind, childId }) => placeOf(kind, childId))]}
        />
        <ExchangeHead
          kind="file"
          title={draft.of ? strings.corrected : strings.whole(parts.length)}
          tone=" wait"
          state={strings.state}
        />
        <p class="small muted">{strings.text}</p>
        {parts.map((part) => {
          const id = form.idOf(partPlace(begun.findIndex((one) => samePart(one, part))));
          const title = titleOfPart(part);
          return (
            <section class="stack tight" key={title} id={id} tabIndex={-1} aria-label={title}>
              <div class="row between">
                <h3>{title}</h3>
                <span class="row">
                  <a
                    class="button ghost"
                    href={editPath(part.section, part.guardianId ?? part.childId)}
                    aria-label={familyFile.changeOf(title)}
                  >
                    {familyFile.change}
                  </a>
                  <button
                    type="button"
                    class="text-button"
                    aria-label={strings.takeOffOf(title)}
                    onClick={() => {
                      takeOff(part);
                    }}
                  >
                    {strings.takeOff}
                  </button>
                </span>
              </div>
              <FieldError id={id} text={form.errors[partPlace(begun.findIndex((one) => samePart(one, part)))]} />
              <dl class="facts">
                {part.changes.map((change) => {
                  const field = fieldsOf(file, part).find((one) => one.id === change.field);
                  return (
                    <Fact
                      key={change.field}
                      name={field?.label ?? change.field}
                      said={field && saidOf(field, change.value)}
                      none={words.nothing}
                    >
                      <p class="small muted">
                        {words.before} : {field?.said ?? words.nothing}
                      </p>
                    </Fact>
                  );
                })}
              </dl>
            </section>
          );
        })}
        {needed.length > 0 && (
          <section class="stack tight" aria-labelledby="brouillon-papiers">
            <h3 id="brouillon-papiers">{familyFile.documents}</h3>
            <p class="small muted">{familyFile.documentsHint}</p>
            <NeededDocuments form={form} needed={needed} childId={undefined} />
          </section>
        )}
        <Field
          form={form}
          field={noteField}
          label={familyFile.note}
          optional
          input={{ autocomplete: "off", maxLength: 1000 }}
        />
        <div class="row">
          <SubmitButton busy={form.busy} label={familyFile.sendChecked} busyLabel={familyFile.sending} />
          <a class="button ghost" href={filePath}>
            {familyFile.changeMore}
          </a>
          <button
            type="button"
            class="text-button"
            onClick={() => {
              setDropping(true);
            }}
          >
            {strings.drop}
          </button>
        </div>
      </form>
      {dropping && (
        <ConfirmDialog
          title={strings.dropTitle}
          action={strings.dropAction}
          busyLabel={strings.dropAction}
          danger
          onConfirm={() => {
            dropTogether();
            onOver(false);
            return Promise.resolve();
          }}
          onClose={() => {
            setDropping(false);
          }}
        >
          <p>{strings.dropText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** A value as the family has typed it. */
function saidOf(field: FieldView, value: FieldView["value"]): string | undefined {
  const names = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const texts = Object.values(asTexts(field, value, Object.fromEntries(names.map((name) => [name, name]))));
  const said = texts
    .filter((text) => text !== "")
    .map((text) => (field.kind === "yesNo" ? yesNo(text) : (labelIn(field, text) ?? text)))
    .join(", ");
  return said === "" ? undefined : said;
}
const yesNo = (text: string): string => (text === "true" ? fileFields.yes : fileFields.no);
const labelIn = ({ choices = [] }: FieldView, text: string): string | undefined =>
  choices.find(({ value }) => value === text)?.label;

async function send(
  { of }: Draft,
  parts: readonly DraftPart[],
  { documents, ...rest }: ReturnType<typeof sentWith>,
): Promise<void> {
  const [first, ...more] = parts.map(({ section, guardianId, childId, changes }) => ({
    section,
    ...(guardianId === undefined ? {} : { guardianId }),
    ...(childId === undefined ? {} : { childId }),
    changes: [...changes],
  }));
  if (!first) return;
  const body = { ...first, ...(more.length === 0 ? {} : { more }), documents: [...documents], ...rest };
  if (of) {
    const { requestId, version: seen } = of;
    await sendOnce(["corriger", requestId, seen, body], (idempotencyKey) =>
      call("request.correct", { params: { requestId }, body: { idempotencyKey, seen, ...body }, repeatable: true }),
    );
  } else
    await sendOnce(["fiche", body], (idempotencyKey) =>
      call("request.send", { body: { idempotencyKey, ...body }, repeatable: true }),
    );
}
