/**
 * A staff member's word on documents (approval/kinds.ts): on all that are named, or on none. The family is told from the
 * table's stream (follow/tell-decided.ts); sent again, it finds itself done.
 */
import type { Decide } from "../../approval/kinds.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import { localDate } from "../../kernel/time.ts";
import type { DocumentDecision } from "../contract/waiting.ts";
import type { DocumentReading } from "../dependencies.ts";
import { kindOf, type Decided, type DocumentState, type SentDocument } from "../rules/document.ts";
import { validUntil } from "../rules/validity.ts";
import { readDocuments, recordDecided, sentOn } from "../store/documents.ts";
import { holdDocuments } from "../store/held.ts";
import { unfitWords } from "../words.fr.ts";
import { isOfHealth, ownerOf } from "./owner.ts";

const changedMeanwhile = (): Problem =>
  new Problem(
    "changed",
    "Ces documents ont changé entre-temps : la famille en a repris un, ou un autre agent a répondu. Rechargez la liste.",
  );

const isBy = ({ state }: SentDocument, { token }: Pick<Decided, "token">): boolean =>
  (state.status === "accepted" || state.status === "refused") && state.decided.token === token;

/** `health`: of papers of the child's health, which staff decides on from there, and of no others. */
export function decideDocuments(
  { table, catalogue, clock }: DocumentReading,
  { health }: { readonly health: boolean } = { health: false },
): Decide<DocumentDecision> {
  return async (body: DocumentDecision, { login }: StaffSession) => {
    const { familyCode, childId, documentIds, decision, reason = "", idempotencyKey } = body;
    const owner = ownerOf(familyCode, childId);
    const [first] = documentIds;
    const kind = first === undefined ? undefined : kindOf(first);
    if (kind === undefined || documentIds.some((one) => kindOf(one) !== kind))
      throw new Problem("request.invalid", {
        detail: "On décide en même temps de documents d’un même justificatif. Rechargez la liste.",
        errors: [{ field: "documentIds", message: "Un seul justificatif à la fois." }],
      });
    const now = clock();
    const today = localDate(now);
    if (body.until !== undefined && body.until < today)
      throw new Problem("request.invalid", {
        detail: "Un document accepté est valable au moins aujourd’hui. Corrigez la date, ou refusez-le.",
        errors: [{ field: "until", message: "Cette date est passée." }],
      });
    const wanted = [...new Set(documentIds)].map((documentId) => ({ owner, documentId }));
    const [found, latest] = await Promise.all([readDocuments(table, wanted, { consistent: true }), catalogue.latest()]);
    const { documents: kinds = [] } = latest;
    const decided = { at: now, by: login, token: idempotencyKey };
    if (found.length !== wanted.length || found.some((one) => isOfHealth(latest, one) !== health))
      throw changedMeanwhile();
    if (!found.every((one) => isBy(one, decided))) {
      if (!found.every(({ state }) => state.status === "toCheck")) throw changedMeanwhile();
      const rule = kinds.find(({ id }) => id === kind)?.validity ?? { kind: "forever" as const };
      const sent = found.map(sentOn).sort().at(-1) ?? today;
      const until = body.until ?? validUntil(rule, sent);
      if (decision === "accept" && until !== null && until < today)
        throw new Problem(
          "notPossible",
          "Par la règle de la collectivité, ce justificatif ne serait déjà plus valable. Dites jusqu’à quand il l’est, ou refusez-le.",
        );
      const state: Extract<DocumentState, { status: "accepted" | "refused" }> =
        decision === "accept"
          ? { status: "accepted", decided, ...(until === null ? {} : { until }) }
          : { status: "refused", decided, reason };
      if (!(await recordDecided(table, found, state))) throw changedMeanwhile();
    }
    // The stream does it too; done here, a basket that is under way finds it at once.
    await holdDocuments(table, found[0]?.owner ?? owner, kind, unfitWords);
  };
}
