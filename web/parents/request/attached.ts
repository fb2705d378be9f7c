/** Documents that go with a request, as a form's draft holds them: a text that survives a reload. */
import type { FieldView, RequestView } from "../../../functions/request/contract/file.ts";
import { readId, type ChildId, type DocumentId } from "../../../functions/kernel/ids.ts";
import { familyFile as strings } from "../../strings/fr/request.ts";

export interface Attachment {
  readonly id: DocumentId;
  readonly childId?: ChildId | undefined;
  readonly name: string;
}

/** A kind that is asked for: of one child, where it says whose, or of whomever the form is about. */
export type NeededKind = FieldView["documents"][number] &
  Partial<Pick<RequestView["kinds"][number], "childId" | "whose">>;

/** The draft's text of what is attached. */
export const attachmentsField = "documents";
export const noteField = "text";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What a draft says is attached: another version of the page may have written something else. */
export function readAttached(text: string): readonly Attachment[] {
  if (text === "") return [];
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((one: unknown): readonly Attachment[] => {
    if (!isRecord(one) || typeof one["id"] !== "string" || typeof one["name"] !== "string") return [];
    const id = readId("DocumentId", one["id"]);
    const childId = typeof one["childId"] === "string" ? readId("ChildId", one["childId"]) : null;
    return id ? [{ id, name: one["name"], ...(childId ? { childId } : {}) }] : [];
  });
}

/** The kind of a document stands in its name. */
export const kindIn = (id: DocumentId): string => id.split(".")[0] ?? "";
/** Where the summary of errors leads to. */
export const placeOf = (kind: string, childId?: ChildId): string =>
  [attachmentsField, kind, childId].filter((part) => part !== undefined).join(".");

/** Whether a document answers what is asked for: of one child, not with another one's. */
export const isFor =
  ({ kind, childId }: NeededKind) =>
  (one: Pick<Attachment, "id" | "childId">): boolean =>
    kindIn(one.id) === kind.toString() &&
    (childId === undefined || one.childId === undefined || one.childId === childId);

type Texts = Readonly<Record<string, string>>;

/** What a form begins with, where a request is corrected. */
export const attachedText = (documents: RequestView["documents"]): string =>
  documents.length === 0
    ? ""
    : JSON.stringify(
        documents.map(({ id, childId, kindName }) => ({
          id,
          name: kindName,
          ...(childId === undefined ? {} : { childId }),
        })),
      );

/** What is asked for and not attached. */
export function missingIn(texts: Texts, needed: readonly NeededKind[]): Texts {
  const attached = readAttached(texts[attachmentsField] ?? "");
  return Object.fromEntries(
    needed
      .filter((need) => !attached.some(isFor(need)))
      .map(({ kind, name, childId }) => [placeOf(kind, childId), strings.missingDocument(name)]),
  );
}

interface SentWith {
  readonly documents: readonly { readonly id: DocumentId; readonly childId?: ChildId }[];
  readonly text?: string;
}

/** What leaves with the changes: the documents that they ask for, and a word. */
export function sentWith(texts: Texts, needed: readonly NeededKind[]): SentWith {
  const documents = readAttached(texts[attachmentsField] ?? "")
    .filter((one) => needed.some((need) => isFor(need)(one)))
    .map(({ id, childId }) => ({ id, ...(childId === undefined ? {} : { childId }) }));
  const text = (texts[noteField] ?? "").trim();
  return { documents, ...(text === "" ? {} : { text }) };
}
