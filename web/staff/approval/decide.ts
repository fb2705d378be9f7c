/** A staff member's word on what a family asks or sends. */
import type { Taking } from "../../../functions/approval/contract.ts";
import type { PlainDate } from "../../../functions/kernel/ids.ts";
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { longDay } from "../../shared/format/dates.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { approvals as strings } from "../../strings/fr/approval.ts";
import { decisions } from "../../strings/fr/staff.ts";
import { offerUndo } from "../ui/undoable.ts";
import { aboutOf as aboutDocuments } from "../document/about.ts";

export type Approval = Answer<"approval.list">["approvals"][number];
export type ApprovalOf<K extends Approval["kind"]> = Extract<Approval, { readonly kind: K }>;

/** Names an approval among those on screen. */
export const nameOf = (approval: Approval): string =>
  approval.kind === "document"
    ? approval.ofHealth
      ? [approval.kind, "health", approval.childId, approval.at].join(" ")
      : [approval.kind, ...approval.documents.map(({ id }) => id)].join(" ")
    : [
        approval.kind,
        approval.what,
        approval.familyCode,
        approval.childId,
        approval.activityId,
        approval.unitId,
        approval.date,
      ].join(" ");

/** What is decided on, in a few words: « Léa, mercredi 2 décembre », « Assurance, Léa ». */
export const aboutOf = (approval: Approval): string =>
  approval.kind === "document" ? aboutDocuments(approval) : strings.about(approval.childName, longDay(approval.date));

/** What chips and filters call it. */
export const sortOf = (approval: Approval): "booking" | "cancellation" | "change" | "document" =>
  approval.kind === "document" ? "document" : approval.what;

/** Where it is about: a booking's site; where a child is enrolled whose document it is. */
export const sitesOf = (approval: Approval): readonly string[] =>
  approval.kind === "document" ? approval.sites : [approval.siteName];

/** Whether it is decided on elsewhere: papers of a child's health are seen and decided on from there alone. */
export const isElsewhere = (approval: Approval): boolean => approval.kind === "document" && approval.ofHealth === true;

export interface Word {
  readonly decision: "accept" | "refuse";
  /** What the family is told. */
  readonly reason?: string;
  /** Of a document that is accepted: the last day that it bears. */
  readonly until?: PlainDate | undefined;
}

const documentNamed = ({ kind, familyCode, childId, documents }: Extract<Approval, { readonly kind: "document" }>) => ({
  kind,
  familyCode,
  ...(childId === undefined ? {} : { childId }),
  documentIds: documents.map(({ id }) => id),
});

const bookingNamed = (approval: Extract<Approval, { readonly kind: "booking" }>) => {
  const { kind, familyCode, childId, activityId, unitId, date } = approval;
  return { kind, familyCode, childId, activityId, unitId, date };
};

/** What names it, without what was seen of it. */
const namedBy = (approval: Approval) =>
  approval.kind === "document" ? documentNamed(approval) : bookingNamed(approval);

function bodyOf(approval: Approval, { decision, reason, until }: Word) {
  const word = { decision, ...(reason === undefined ? {} : { reason }) };
  if (approval.kind === "document")
    return { ...documentNamed(approval), ...word, ...(until === undefined ? {} : { until }) };
  const { what, to } = approval;
  return { ...bookingNamed(approval), what, ...word, ...(to ? { to: { unitId: to.unitId, date: to.date } } : {}) };
}

/**
 * Accepts, or refuses with what the family is told, and offers to take it back where it can be. Pressing again after a
 * lost answer sends the same decision again. `onUndone`: the page shows it again.
 */
export async function decide(approval: Approval, word: Word, onUndone: () => Promise<void>): Promise<void> {
  const body = bodyOf(approval, word);
  const { undo } = await sendOnce(["decide", body], (idempotencyKey) =>
    call("approval.decide", { body: { idempotencyKey, ...body }, repeatable: true }),
  );
  const done = strings.done[word.decision](aboutOf(approval), approval.toCall);
  if (!undo) {
    toast(done);
    return;
  }
  const named = { ...namedBy(approval), said: undo.said };
  offerUndo({
    said: done,
    until: undo.until,
    undo: () =>
      sendOnce(["undo", named], (idempotencyKey) =>
        call("approval.undo", { body: { idempotencyKey, ...named }, repeatable: true }),
      ),
    // What is decided of a booking is done only then: the place that it frees is kept until then.
    ...(named.kind === "booking" ? { settle: () => call("approval.settle", { body: named, repeatable: true }) } : {}),
    onUndone,
  });
}

export async function take(approval: Approval, taking: Taking): Promise<void> {
  await call("approval.take", { body: { ...namedBy(approval), taking }, repeatable: true });
  toast(decisions.taken[taking]);
}
