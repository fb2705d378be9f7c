/**
 * A staff member's word on documents (approval/kinds.ts): on all that are named, or on none. The family is told once it
 * can no longer be taken back (follow/follow-documents.ts); sent again, it finds itself done.
 */
import type { Decide, Undo } from "../../approval/kinds.ts";
import { thingOf, type Thing } from "../../approval/rules/in-hand.ts";
import { isFresh } from "../../approval/rules/word.ts";
import { approvalWords } from "../../approval/words.fr.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { id, type Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { transact } from "../../table/transact.ts";
import type { DocumentDecision, DocumentUndoing } from "../contract/waiting.ts";
import type { DocumentDeciding, DocumentReading } from "../dependencies.ts";
import { kindOf, type Decided, type DocumentState, type SentDocument } from "../rules/document.ts";
import { validUntil } from "../rules/validity.ts";
import { readDocuments, recordDecided, sentOn, undecidedWrites } from "../store/documents.ts";
import { holdDocuments, householdsOf } from "../store/held.ts";
import { bookedMeanwhile, insteadOfUndo, unfitWords } from "../words.fr.ts";
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
    const [known] = found;
    if (!known || !found.every((one) => isBy(one, decided))) {
      if (!found.every(({ state }) => state.status === "toCheck")) throw changedMeanwhile();
      const rule = kinds.find((one) => one.id === kind)?.validity ?? { kind: "forever" as const };
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
    const at = known && isBy(known, decided) && "decided" in known.state ? known.state.decided.at : now;
    return { said: idempotencyKey, at };
  };
}

/** Names documents among what staff takes in hand: those of a kind that a child, or a household, has sent. */
export const documentsThing = ({
  familyCode,
  childId,
  documentIds: [first],
}: Pick<DocumentDecision, "familyCode" | "childId" | "documentIds">): Thing | null =>
  first === undefined ? null : thingOf("document", `${childId ?? familyCode}#${kindOf(first)}`);

/** Whether a household of theirs has booked since, what it could not have without them. */
async function bookedUpon(
  { table, catalogue, bookedSince }: DocumentDeciding,
  { owner, kind }: SentDocument,
  since: Instant,
): Promise<boolean> {
  const { documents: kinds = [] } = await catalogue.latest();
  if (kinds.find((one) => one.id === kind)?.whenMissing !== "blocks") return false;
  const households = await householdsOf(table, owner);
  const booked = await Promise.all(
    households.map((familyCode) => bookedSince({ familyCode, childId: owner.childId, from: localDate(since), since })),
  );
  return booked.includes(true);
}

/**
 * Takes a word on documents back: all of them wait again, in one transaction, and the file holds what it held. What was
 * booked on an acceptance keeps it.
 */
export const undoDocuments =
  (
    dependencies: DocumentDeciding,
    { health }: { readonly health: boolean } = { health: false },
  ): Undo<DocumentUndoing> =>
  async ({ familyCode, childId, documentIds, said }) => {
    const { table, clock } = dependencies;
    const owner = ownerOf(familyCode, childId);
    const wanted = [...new Set(documentIds)].map((documentId) => ({ owner, documentId }));
    const [found, latest] = await Promise.all([
      readDocuments(table, wanted, { consistent: true }),
      dependencies.catalogue.latest(),
    ]);
    const [first] = found;
    if (!first || found.length !== wanted.length || found.some((one) => isOfHealth(latest, one) !== health))
      throw changedMeanwhile();
    // Taken back before.
    if (!found.every(({ state }) => state.status === "toCheck")) {
      const decidedOn = found.filter((one) => isBy(one, { token: id("IdempotencyKey", said) }));
      const [{ state } = first] = decidedOn;
      if (decidedOn.length !== found.length || !("decided" in state)) throw changedMeanwhile();
      const { at } = state.decided;
      if (!isFresh(at, clock())) throw new Problem("notPossible", approvalWords.tooLate(insteadOfUndo));
      if (state.status === "accepted" && (await bookedUpon(dependencies, first, at)))
        throw new Problem("notPossible", typeset(bookedMeanwhile));
      if ((await transact(table, undecidedWrites(found))) !== "done") throw changedMeanwhile();
    }
    await holdDocuments(table, first.owner, first.kind, unfitWords);
  };
