/** The office's word on an enrolment, each sent once however often it is pressed, and taken back within ten seconds. */
import type { Taking } from "../../../functions/approval/contract.ts";
import type { EnrolmentView } from "../../../functions/enrolment/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { officeEnrolments as strings } from "../../strings/fr/enrolment.ts";
import { decisions } from "../../strings/fr/staff.ts";
import { offerUndo } from "../ui/undoable.ts";

/** The tab of a family's page that holds its enrolments. */
export const enrolmentsTab = "inscriptions";

export type Named = Pick<EnrolmentView, "id" | "childId" | "version"> & { readonly familyCode: FamilyCode };

export type Word = { readonly decision: "accept" } | { readonly decision: "hold" | "refuse"; readonly reason: string };

const send = ({ id: enrolmentId, childId, version: seen, familyCode }: Named, word: Word) =>
  sendOnce(["enrolment-answer", enrolmentId, seen, word], (idempotencyKey) =>
    call("enrolment.decide", {
      params: { familyCode, enrolmentId },
      body: { idempotencyKey, childId, seen, ...word },
      repeatable: true,
    }),
  );

const takeBack = (
  { id: enrolmentId, childId, familyCode }: Named,
  { version: seen }: Answer<"enrolment.decide">,
): Promise<undefined> =>
  sendOnce(["enrolment-undo", enrolmentId, seen], (idempotencyKey) =>
    call("enrolment.undo", {
      params: { familyCode, enrolmentId },
      body: { idempotencyKey, childId, seen },
      repeatable: true,
    }),
  );

/** Says the word, and offers to take it back. `name`: the child's. `onUndone`: the page shows it again. */
export async function answer(
  enrolment: Named,
  word: Word,
  { name, onUndone }: { readonly name: string; readonly onUndone: () => Promise<void> | void },
): Promise<void> {
  const given = await send(enrolment, word);
  offerUndo({
    said: strings.done[word.decision](name),
    until: given.undoUntil,
    undo: () => takeBack(enrolment, given),
    onUndone,
  });
}

export async function take({ id: enrolmentId, childId, familyCode }: Named, taking: Taking): Promise<void> {
  await call("enrolment.take", { params: { familyCode, enrolmentId }, body: { childId, taking }, repeatable: true });
  toast(decisions.taken[taking]);
}
