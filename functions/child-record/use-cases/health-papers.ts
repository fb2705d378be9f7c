/**
 * Papers of a child's health, for staff: seen beside what they prove, opened and decided on from there alone. Each that is
 * opened is a look, recorded before its link is answered.
 */
import { requireReason, undoOf } from "../../approval/use-cases/decide.ts";
import { decideDocuments, undoDocuments } from "../../document/use-cases/decide.ts";
import type { DocumentOpening } from "../../document/dependencies.ts";
import { openOf } from "../../document/use-cases/open.ts";
import { ownerOf } from "../../document/use-cases/owner.ts";
import { documentView } from "../../document/use-cases/sent.ts";
import { isShown } from "../../document/rules/document.ts";
import { latestFirst } from "../../document/rules/page-order.ts";
import { readPageOf } from "../../document/store/documents.ts";
import type { UseCases } from "../../http/call.ts";
import type { StaffSession } from "../../http/session.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import type { healthOffice, HealthView, OfficeHealthView, ViewedFrom } from "../contract/health.ts";
import { recordLook, type HealthLook } from "../store/views.ts";
import { holderOf, ofOffice, type AskedChild } from "./holder.ts";
import type { RecordDependencies } from "./record.ts";

export interface HealthDependencies extends RecordDependencies, DocumentOpening {
  readonly town: Pick<TownForFunctions, "auditKeptDays">;
}

type OfChild = Omit<AskedChild, "seenBy">;

export const lookOf = (
  { login, displayName }: StaffSession,
  { familyCode }: Pick<AskedChild, "familyCode">,
  from: ViewedFrom,
): Omit<HealthLook, "at" | "changed"> => ({ login, by: displayName, from, familyCode });

/** What was sent of each paper: the latest of them, which are what a child's health rests on. */
export async function withDocuments(
  { table, clock }: Pick<HealthDependencies, "table" | "clock">,
  { familyCode, childId }: OfChild,
  view: HealthView,
): Promise<OfficeHealthView> {
  const papers = await Promise.all(
    view.papers.map(async (paper) => {
      const { documents } = await readPageOf(table, ownerOf(familyCode, childId), paper.kind, undefined);
      return { ...paper, documents: latestFirst(documents.filter((one) => isShown(one, clock()))).map(documentView) };
    }),
  );
  return { ...view, papers };
}

type Routes = Pick<
  UseCases<typeof healthOffice>,
  "child-record.openHealthPaper" | "child-record.decideHealthPapers" | "child-record.undoHealthPapers"
>;

export function healthPaperUseCases(
  dependencies: HealthDependencies,
  read: (of: OfChild) => Promise<{ readonly body: OfficeHealthView }>,
): Routes {
  const { table, clock, town } = dependencies;
  const decide = decideDocuments(dependencies, { health: true });
  // A paper of a child's health holds no booking up: nothing is ever built on it.
  const undo = undoDocuments({ ...dependencies, bookedSince: () => Promise.resolve(false) }, { health: true });
  return {
    "child-record.openHealthPaper": async ({ params, body: { from, as }, session }) => {
      const { familyCode, childId, documentId } = params;
      // What cannot be opened is looked at by nobody.
      const opened = await openOf(dependencies, ownerOf(familyCode, childId), documentId, as, "office", {
        health: true,
      });
      const look = { ...lookOf(session, params, from), at: clock(), changed: false };
      await recordLook(table, childId, look, town.auditKeptDays);
      return opened;
    },
    "child-record.decideHealthPapers": async ({ params, body: { from, ...word }, session }) => {
      const { familyCode, childId } = params;
      await holderOf(table, ofOffice(params));
      requireReason({ kind: "document", ...word });
      await recordLook(
        table,
        childId,
        { ...lookOf(session, params, from), at: clock(), changed: false },
        town.auditKeptDays,
      );
      const said = await decide({ kind: "document", familyCode, childId, ...word }, session);
      const { body } = await read(params);
      return { body: { ...body, ...undoOf(said) } };
    },
    "child-record.undoHealthPapers": async ({ params, body: { from, ...undoing }, session }) => {
      const { familyCode, childId } = params;
      await holderOf(table, ofOffice(params));
      await recordLook(
        table,
        childId,
        { ...lookOf(session, params, from), at: clock(), changed: false },
        town.auditKeptDays,
      );
      await undo({ kind: "document", familyCode, childId, ...undoing }, session);
      return read(params);
    },
  };
}
