/**
 * Identity papers of somebody who may come for the child, where the town asks for them: photographed in the person's form,
 * and part of its draft. Who may look at them is the page's to say.
 */
import type { ComponentChildren } from "preact";
import type { RecordView } from "../../../functions/child-record/contract/record.ts";
import { readId, type DocumentId, type DocumentKindId } from "../../../functions/kernel/ids.ts";
import { childRecord } from "../../strings/fr/child-record.ts";
import { GivenFiles } from "../document/GivenFiles.tsx";
import { useUploads, type Sender } from "../document/useUploads.ts";
import { FieldError } from "../forms/Field.tsx";
import type { Form } from "../forms/useForm.ts";
import { typed, type Values } from "./sheet.ts";

const strings = childRecord.contact.papers;

export interface Papers {
  readonly asked: RecordView["papers"];
  /** How a photograph leaves. `reason`: staff's, as it stands then. */
  readonly sender: (kind: DocumentKindId, reason: () => string) => Sender;
  /** Draws what was given; absent: that it was is said, and no more. */
  readonly show?: (papers: readonly DocumentId[], person: string) => ComponentChildren;
}

/** The form's field, and the server's. */
export const papersField = "papers";

interface Given {
  readonly id: DocumentId;
  /** Of the file; one that was there before has none. */
  readonly name?: string | undefined;
}

/** The draft's text of what is given. */
export const papersText = (papers: readonly DocumentId[] | undefined): string =>
  papers === undefined || papers.length === 0 ? "" : JSON.stringify(papers.map((id) => ({ id })));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What a draft says is given: another version of the page may have written something else. */
function givenIn(values: Values): readonly Given[] {
  const text = typed(values, papersField);
  const parsed: unknown = text === "" ? [] : JSON.parse(text);
  return (Array.isArray(parsed) ? parsed : []).flatMap((one: unknown): readonly Given[] => {
    const id = isRecord(one) && typeof one["id"] === "string" ? readId("DocumentId", one["id"]) : null;
    const name = isRecord(one) && typeof one["name"] === "string" ? one["name"] : undefined;
    return id ? [{ id, name }] : [];
  });
}

export const papersIn = (values: Values): DocumentId[] => givenIn(values).map(({ id }) => id);

/** The kind of a document stands in its name. */
const isOfKind = ({ id }: Given, kind: DocumentKindId): boolean => id.split(".")[0] === kind.toString();

interface InputsProps {
  readonly form: Form<string>;
  readonly papers: Papers;
}

/** One place for each paper that is asked for. */
export function PaperInputs({ form, papers }: InputsProps) {
  const id = form.idOf(papersField);
  const error = form.errors[papersField];
  if (papers.asked.length === 0) return null;
  return (
    <div id={id} tabIndex={-1} class={error === undefined ? "stack tight" : "stack tight field wrong"}>
      <FieldError id={id} text={error} />
      {papers.asked.map((asked) => (
        <PaperInput key={asked.kind} form={form} papers={papers} asked={asked} />
      ))}
    </div>
  );
}

function PaperInput({
  form,
  papers,
  asked: { kind, name, hint, required },
}: InputsProps & { readonly asked: Papers["asked"][number] }) {
  const given = givenIn(form.values);
  const write = (all: readonly Given[]): void => {
    form.set(papersField, all.length === 0 ? "" : JSON.stringify(all));
  };
  const reason = (): string => typed(form.values, "reason") || strings.broughtIn;
  const uploads = useUploads(papers.sender(kind, reason), (document) => {
    if (document) write([...given.filter(({ id }) => id !== document.id), document]);
  });
  const own = given.filter((one) => isOfKind(one, kind));
  return (
    <section class="card stack tight need" aria-label={name}>
      <h4>{required ? name : strings.optional(name)}</h4>
      {hint !== undefined && <p class="small muted">{hint}</p>}
      <p class="small muted">{strings.whoSees}</p>
      <GivenFiles
        given={own.map(({ id, name: file }, rank) => ({ id, name: file ?? strings.photo(rank + 1) }))}
        uploads={uploads}
        about={(act) => `${act} : ${name}`}
        quiet
        onDetach={(gone) => {
          write(given.filter(({ id }) => id !== gone));
        }}
      />
    </section>
  );
}

interface ChipProps {
  readonly papers: Papers;
  readonly given: readonly DocumentId[];
  /** May come for the child. */
  readonly collect: boolean;
}

/** Whether a person's papers are there, or lacking. */
export function PapersChip({ papers, given, collect }: ChipProps) {
  if (given.length > 0) return <span class="chip">{strings.joined}</span>;
  return collect && papers.asked.length > 0 ? <span class="chip wait">{strings.lacking}</span> : null;
}
