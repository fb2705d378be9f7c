/**
 * A request that is being put together: changes of several parts of the file, the papers that they ask for, a word. It is a
 * draft like every other one (shared/drafts.ts): it survives a reload and a session that ends, and is whose it was.
 */
import type { RequestView, SectionView } from "../../../functions/request/contract/file.ts";
import { isFieldValue } from "../../../functions/family/rules/field-values.ts";
import { readId, type RequestId } from "../../../functions/kernel/ids.ts";
import { dropDraft, keepDraft, readDraft } from "../../shared/drafts.ts";
import type { SectionChange } from "../../shared/request/useSectionForm.ts";
import { attachedText, attachmentsField, noteField, readAttached, type Attachment } from "./attached.ts";

/** Names the draft, and the form that sends it. */
export const draftForm = "demande";
export const partsField = "parts";
/** Of the request that it corrects, and of its version. */
export const ofField = "of";

const sections = ["household", "adult", "child"] as const;
type DraftSection = (typeof sections)[number];
/** Whether changes of that part may go together with others; whoever comes or leaves is asked for apart. */
export const mayGoTogether = (section: SectionView["section"]): section is DraftSection =>
  sections.some((one) => one === section);

export interface DraftPart extends Pick<SectionView, "guardianId" | "childId" | "title" | "whose"> {
  readonly section: DraftSection;
  readonly changes: readonly SectionChange[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const textOr = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function partOf(value: unknown): readonly DraftPart[] {
  if (!isRecord(value)) return [];
  const section = sections.find((one) => one === value["section"]);
  const [title, whose] = [textOr(value["title"]), textOr(value["whose"])];
  const guardianId = readId("GuardianId", textOr(value["guardianId"]) ?? "");
  const childId = readId("ChildId", textOr(value["childId"]) ?? "");
  const changes: readonly unknown[] = Array.isArray(value["changes"]) ? value["changes"] : [];
  if (!section || title === undefined) return [];
  return [
    {
      section,
      title,
      ...(whose === undefined ? {} : { whose }),
      ...(guardianId ? { guardianId } : {}),
      ...(childId ? { childId } : {}),
      changes: changes.flatMap((one) => {
        if (!isRecord(one)) return [];
        const { field, seen, value: wanted } = one;
        return typeof field === "string" && isFieldValue(seen) && isFieldValue(wanted)
          ? [{ field, seen, value: wanted }]
          : [];
      }),
    },
  ];
}

/** The parts that a draft's text holds: another version of the site may have written something else. */
export function readParts(text: string): readonly DraftPart[] {
  if (text === "") return [];
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.flatMap(partOf).filter(({ changes }) => changes.length > 0) : [];
}

export interface Draft {
  readonly parts: readonly DraftPart[];
  readonly documents: readonly Attachment[];
  readonly text: string;
  /** The request that it corrects. */
  readonly of?: { readonly requestId: RequestId; readonly version: number };
}

/** As a form holds it. */
export function textsOf({ parts, documents, text, of }: Draft): Readonly<Record<string, string>> {
  return {
    [partsField]: JSON.stringify(parts),
    [attachmentsField]: documents.length === 0 ? "" : JSON.stringify(documents),
    [noteField]: text,
    [ofField]: of ? `${of.requestId} ${of.version}` : "",
  };
}

/** What is being put together; null: nothing. */
export function readTogether(): Draft | null {
  const texts = readDraft(draftForm);
  const parts = readParts(texts[partsField] ?? "");
  if (parts.length === 0) return null;
  const [name = "", version = ""] = (texts[ofField] ?? "").split(" ");
  const requestId = readId("RequestId", name);
  return {
    parts,
    documents: readAttached(texts[attachmentsField] ?? ""),
    text: texts[noteField] ?? "",
    ...(requestId && version !== "" ? { of: { requestId, version: Number(version) } } : {}),
  };
}

export const keepTogether = (draft: Draft): void => {
  keepDraft(draftForm, textsOf(draft));
};
export const dropTogether = (): void => {
  dropDraft(draftForm);
};

export const samePart = (
  one: Pick<DraftPart, "section" | "guardianId" | "childId">,
  other: Pick<SectionView, "section" | "guardianId" | "childId">,
): boolean => one.section === other.section && one.guardianId === other.guardianId && one.childId === other.childId;

/** Parts of one request. */
export const mostParts = 10;

/** Puts a part into what is being put together, in place of what it held of that part; one that changes nothing goes. */
export function addPart(
  part: DraftPart,
  { documents, text }: { readonly documents: readonly Attachment[]; readonly text: string },
): void {
  const known = readTogether() ?? { parts: [], documents: [], text: "" };
  const rank = known.parts.findIndex((one) => samePart(one, part));
  const parts = rank === -1 ? [...known.parts, part] : known.parts.map((one, at) => (at === rank ? part : one));
  const left = parts.filter(({ changes }) => changes.length > 0);
  if (left.length === 0) {
    dropTogether();
    return;
  }
  keepTogether({
    ...known,
    parts: left,
    documents: [...known.documents, ...documents.filter(({ id }) => !known.documents.some((one) => one.id === id))],
    text: [known.text, text].filter((one) => one !== "").join(" "),
  });
}

/** A request of several parts, to be corrected as a whole. */
export const draftOf = ({ id: requestId, version, more = [], documents, ...first }: RequestView): Draft => ({
  parts: [first, ...more].flatMap(({ section, title, whose, guardianId, childId, changes }) =>
    mayGoTogether(section)
      ? [
          {
            section,
            title,
            ...(whose === undefined ? {} : { whose }),
            ...(guardianId === undefined ? {} : { guardianId }),
            ...(childId === undefined ? {} : { childId }),
            changes: changes.map(({ field, value }) => ({ field, seen: null, value })),
          },
        ]
      : [],
  ),
  documents: readAttached(attachedText(documents)),
  text: "",
  of: { requestId, version },
});
