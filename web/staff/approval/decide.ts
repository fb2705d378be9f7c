/** A staff member's word on what a family asks or sends. */
import type { PlainDate } from "../../../functions/kernel/ids.ts";
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { longDay } from "../../shared/format/dates.ts";
import { approvals as strings } from "../../strings/fr/approval.ts";
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

/** Whether it is decided on elsewhere: papers of a child's health are seen and decided on from there alone. */
export const isElsewhere = (approval: Approval): boolean => approval.kind === "document" && approval.ofHealth === true;

export interface Word {
  readonly decision: "accept" | "refuse";
  /** What the family is told. */
  readonly reason?: string;
  /** Of a document that is accepted: the last day that it bears. */
  readonly until?: PlainDate | undefined;
}

function bodyOf(approval: Approval, { decision, reason, until }: Word) {
  const word = { decision, ...(reason === undefined ? {} : { reason }) };
  if (approval.kind === "document") {
    const { kind, familyCode, childId, documents } = approval;
    return {
      kind,
      familyCode,
      ...(childId === undefined ? {} : { childId }),
      documentIds: documents.map(({ id }) => id),
      ...word,
      ...(until === undefined ? {} : { until }),
    };
  }
  const { kind, what, familyCode, childId, activityId, unitId, date, to } = approval;
  return {
    kind,
    what,
    familyCode,
    childId,
    activityId,
    unitId,
    date,
    ...word,
    ...(to ? { to: { unitId: to.unitId, date: to.date } } : {}),
  };
}

/** Accepts, or refuses with what the family is told. Pressing again after a lost answer sends the same decision again. */
export async function decide(approval: Approval, word: Word): Promise<void> {
  const body = bodyOf(approval, word);
  await sendOnce(["decide", body], (idempotencyKey) =>
    call("approval.decide", { body: { idempotencyKey, ...body }, repeatable: true }),
  );
}
