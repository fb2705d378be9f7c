/**
 * A change of a family's file, as the family asks for it and the office answers; or, where nothing had to be checked, as
 * it was made: the same record, so that « Suivre mes demandes » and a file's history are one list.
 *
 *     sent ──> takenInHand <──> moreAsked          done: written at once, by the family or by staff
 *       └────────┴──────┬─────────┘
 *          withdrawn | refused | accepted
 *
 * The family corrects or withdraws it until it is decided, and mends a refused one, which is then sent again. The office's
 * word, more that it asks for included, is taken back within seconds, before anybody is told. Whoever acts says which version they saw; acts are kept, last
 * ones last.
 *
 * Several changes go together: a request has one part or more, each of one section of the file, and one thread, one state
 * and one decision for all of them. The first part stands in the request itself, as a record of before has its only one.
 * Pure.
 */
import { heldByAnother, type Holder } from "../../approval/rules/in-hand.ts";
import { isFresh } from "../../approval/rules/word.ts";
import type { SectionId } from "../../catalogue/rules/file-rules.ts";
import type {
  ChildId,
  DocumentId,
  FamilyCode,
  GuardianId,
  IdempotencyKey,
  Instant,
  Login,
  RequestId,
} from "../../kernel/ids.ts";

/** Of a field, as the file's parts have it; what it means is theirs. */
export type Value = unknown;

export const states = ["sent", "takenInHand", "moreAsked", "accepted", "refused", "withdrawn", "done"] as const;
export type State = (typeof states)[number];
/** What waits for somebody's word. */
const openStates: readonly State[] = ["sent", "takenInHand", "moreAsked"];
export const isOpen = ({ state }: Pick<FileRequest, "state">): boolean => openStates.includes(state);

export const actKinds = [
  "sent",
  "corrected",
  "answered",
  "withdrawn",
  "done",
  "taken",
  "moreAsked",
  "accepted",
  "refused",
  "undone",
  "noted",
] as const;
type ActKind = (typeof actKinds)[number];

/** Who did something, of which side, and when. */
export interface Author {
  readonly by: Login;
  /** As they were called then. */
  readonly byName: string;
  readonly side: "family" | "office";
  readonly at: Instant;
  /** Of the call: the same sent twice is one act. */
  readonly key: IdempotencyKey;
}
export interface Act extends Author {
  readonly what: ActKind;
  /** In their words. A note's are staff's alone. */
  readonly text?: string | undefined;
}

export interface FieldChange {
  readonly field: string;
  /** What stood when it was asked for. */
  readonly before: Value;
  readonly after: Value;
}

/** A document that goes with it: a child's, or the household's. */
export interface Attached {
  readonly id: DocumentId;
  readonly childId?: ChildId | undefined;
}

/** What a decision has done, so that it can be undone within seconds. */
export interface Decided {
  readonly at: Instant;
  /** The state before. */
  readonly from: State;
  /** Of an accepted one: what stood when it was written over, in the order of the changes of all its parts. */
  readonly stood?: readonly Value[] | undefined;
  /** The child that it has entered. */
  readonly made?: ChildId | undefined;
  /** The adult that it has entered. */
  readonly madeAdult?: GuardianId | undefined;
  /** Documents that were accepted with it. */
  readonly documents?: readonly Attached[] | undefined;
}

/** What a request asks for in one section of the file. */
export interface Part {
  readonly section: SectionId;
  readonly guardianId?: GuardianId | undefined;
  readonly childId?: ChildId | undefined;
  /** Whose part it is about, as they were called then; absent: the household's. */
  readonly whose?: string | undefined;
  readonly changes: readonly FieldChange[];
}
/** All that a request asks for. */
export interface Asked extends Part {
  /** Its further parts, where it has any. */
  readonly more?: readonly Part[] | undefined;
}

export interface FileRequest extends Asked {
  readonly id: RequestId;
  readonly familyCode: FamilyCode;
  readonly familyName: string;
  /** Schools of the family's children then: staff looks for requests by them. */
  readonly schools: readonly string[];
  readonly documents: readonly Attached[];
  /** Other households of its children: told once it is written. */
  readonly others: readonly FamilyCode[];
  readonly state: State;
  readonly sentAt: Instant;
  /** Who of staff has it in hand. */
  readonly holder?: Holder | undefined;
  readonly decided?: Decided | undefined;
  readonly acts: readonly Act[];
  readonly version: number;
}

/** The parts of a request, its first one first. */
export const partsOf = ({ section, guardianId, childId, whose, changes, more = [] }: Asked): readonly Part[] => [
  { section, guardianId, childId, whose, changes },
  ...more,
];

/** The changes of all its parts, in their order. */
export const changesOf = (asked: Asked): readonly FieldChange[] => partsOf(asked).flatMap(({ changes }) => changes);

/**
 * What may go together: changes of who and what is in the file. Who enters it or leaves it is decided on by itself, and so
 * is a child's record, which has one page for all of it.
 */
const joinable: readonly SectionId[] = ["household", "adult", "child"];
export const mayGoTogether = (section: SectionId): boolean => joinable.includes(section);

/** Parts of one request: what accepting writes stays well within one transaction, whatever households a child has. */
export const mostParts = 10;

export const samePart = (one: Omit<Part, "changes">, other: Omit<Part, "changes">): boolean =>
  one.section === other.section && one.guardianId === other.guardianId && one.childId === other.childId;

/** When the family said what it asks for, as it stands: sent, or corrected since. */
export const askedAt = ({ acts, sentAt }: Pick<FileRequest, "acts" | "sentAt">): Instant =>
  acts.findLast(({ what }) => what === "sent" || what === "corrected")?.at ?? sentAt;

/** The office's words to a family. */
const officeWords = ["accepted", "refused", "moreAsked"] as const;
const isWord = (what: State | ActKind): boolean => officeWords.some((word) => word === what);

/** Acts kept in one record; beyond, it is settled by telephone. */
export const mostActs = 100;
/** Requests of one family that may wait at once: more is a mistake, or mischief. */
export const mostOpen = 30;

/** Why an act is not possible. */
export type Refusal =
  /** Somebody acted since that version; `last`: what they did. */
  | { readonly code: "changed"; readonly last: Act }
  /** Decided, withdrawn or written: there is nothing to do about it any more. */
  | { readonly code: "over"; readonly state: State }
  | { readonly code: "held"; readonly byName: string; readonly at: Instant }
  | { readonly code: "tooLate" }
  | { readonly code: "full" };

/** What is done to a request. */
export type Doing =
  /** By the family: all of it anew, with the other households of its children. */
  | {
      readonly what: "corrected";
      readonly asked: Asked;
      readonly others: readonly FamilyCode[];
      readonly documents: readonly Attached[];
      readonly text?: string | undefined;
    }
  | { readonly what: "answered"; readonly text: string; readonly documents: readonly Attached[] }
  | { readonly what: "withdrawn" }
  /** By staff. `over`: although somebody else has it in hand. */
  | { readonly what: "taken"; readonly over: boolean }
  | { readonly what: "moreAsked"; readonly text: string }
  | { readonly what: "refused"; readonly text: string }
  | {
      readonly what: "accepted";
      readonly text?: string | undefined;
      readonly stood: readonly Value[];
      readonly made?: ChildId | undefined;
      readonly madeAdult?: GuardianId | undefined;
      readonly documents: readonly Attached[];
    }
  | { readonly what: "undone" }
  | { readonly what: "noted"; readonly text: string };

/** What the act finds of the request, its state and holder; `seen` is judged before. */
function refusalOf(request: FileRequest, doing: Doing, { by, at, side }: Author): Refusal | null {
  const { state, holder, decided } = request;
  switch (doing.what) {
    case "noted":
      return null;
    case "undone":
      if (!decided || !isWord(state)) return { code: "over", state };
      return isUndoable(request, at) ? null : { code: "tooLate" };
    case "corrected":
      return isOpen(request) || (state === "refused" && !isUndoable(request, at)) ? null : { code: "over", state };
    case "answered":
    case "withdrawn":
      return isOpen(request) ? null : { code: "over", state };
    case "taken":
    case "moreAsked":
    case "refused":
    case "accepted": {
      if (!isOpen(request)) return { code: "over", state };
      const other = doing.what === "taken" && doing.over ? null : heldByAnother(holder, by);
      return side === "office" && other ? { code: "held", byName: other.byName, at: other.at } : null;
    }
  }
}

/** Whether its decision can still be taken back. */
export const isUndoable = ({ decided, state }: Pick<FileRequest, "decided" | "state">, now: Instant): boolean =>
  decided !== undefined && isWord(state) && isFresh(decided.at, now);

type Next = Pick<FileRequest, "state" | "documents" | "holder" | "decided"> &
  Partial<Asked & Pick<FileRequest, "others">>;

function after(request: FileRequest, doing: Doing, { by, byName, at }: Author): Next {
  const { state, documents, holder, decided } = request;
  const same: Next = { state, documents, holder, decided };
  const waiting = holder ? "takenInHand" : "sent";
  switch (doing.what) {
    case "noted":
      return same;
    case "corrected":
      return {
        ...same,
        section: doing.asked.section,
        guardianId: doing.asked.guardianId,
        childId: doing.asked.childId,
        whose: doing.asked.whose,
        changes: doing.asked.changes,
        more: doing.asked.more,
        others: doing.others,
        documents: doing.documents,
        decided: undefined,
        // A refused one is looked at by whoever comes first.
        ...(state === "refused" ? { state: "sent", holder: undefined } : { state: waiting }),
      };
    case "answered":
      return { ...same, documents: merged(documents, doing.documents), state: waiting, decided: undefined };
    case "withdrawn":
      return { ...same, state: "withdrawn", holder: undefined };
    case "taken":
      return { ...same, state: state === "moreAsked" ? state : "takenInHand", holder: { by, byName, at } };
    case "moreAsked":
      return { ...same, state: "moreAsked", holder: holder ?? { by, byName, at }, decided: { at, from: state } };
    case "refused":
      return { ...same, state: "refused", decided: { at, from: state } };
    case "accepted": {
      const { stood, made, madeAdult, documents: accepted } = doing;
      return {
        ...same,
        state: "accepted",
        decided: {
          at,
          from: state,
          stood,
          ...(made === undefined ? {} : { made }),
          ...(madeAdult === undefined ? {} : { madeAdult }),
          documents: accepted,
        },
      };
    }
    case "undone": {
      const from = decided?.from ?? "sent";
      // Who asked for more had taken it in hand by that: nobody has.
      return { ...same, state: from, decided: undefined, ...(from === "sent" ? { holder: undefined } : {}) };
    }
  }
}

const merged = (known: readonly Attached[], more: readonly Attached[]): readonly Attached[] => [
  ...known,
  ...more.filter((one) => !known.some(({ id }) => id === one.id)),
];

/** `same`: that very act was done before, and is what was asked for. */
export type Outcome =
  | { readonly request: FileRequest }
  | { readonly refusal: Refusal }
  | { readonly same: FileRequest };

/** What becomes of a request that somebody who saw that version acts on. */
export function act(request: FileRequest, seen: number, doing: Doing, author: Author): Outcome {
  if (request.acts.some(({ key }) => key === author.key)) return { same: request };
  const last = request.acts.at(-1);
  // Who has it in hand says more than that it changed; and what is over is over.
  const refusal = refusalOf(request, doing, author);
  if (refusal) return { refusal };
  if (seen !== request.version && last) return { refusal: { code: "changed", last } };
  if (request.acts.length >= mostActs) return { refusal: { code: "full" } };
  const said = "text" in doing && doing.text !== undefined && doing.text !== "" ? { text: doing.text } : {};
  const acts = [...request.acts, { ...author, what: doing.what, ...said }];
  return { request: { ...request, ...after(request, doing, author), acts, version: request.version + 1 } };
}

/** The office's word to the family: told once it stands. */
export const isDecision = ({ what }: Pick<Act, "what">): boolean => isWord(what);

/** What a family is told of the thread at that moment: not what may still be taken back. */
export const actsForFamily = ({ acts }: Pick<FileRequest, "acts">, now: Instant): readonly Act[] =>
  toldActs(acts).filter((one) => !(isDecision(one) && isFresh(one.at, now)));

/** The thread but for staff's notes and what was taken back. */
export function toldActs(acts: readonly Act[]): readonly Act[] {
  const told: Act[] = [];
  for (const one of acts) {
    if (one.what === "noted") continue;
    if (one.what === "undone") {
      const decision = told.findLastIndex(isDecision);
      if (decision !== -1) told.splice(decision, 1);
      continue;
    }
    told.push(one);
  }
  return told;
}

/** What a family sees of a request whose decision may still be taken back: that it is being looked at. */
export const stateForFamily = (request: FileRequest, now: Instant): State =>
  isUndoable(request, now) ? "takenInHand" : request.state;
