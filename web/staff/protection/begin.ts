/** Taking a measure: sent once, whatever is clicked twice or lost on the way. */
import type { OfficeFamilyView } from "../../../functions/family/contract.ts";
import type { ChildId, FamilyCode, GuardianId, PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { nameCase } from "../../shared/format/text.ts";

export interface DialogProps {
  readonly family: OfficeFamilyView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

interface Measure {
  readonly guardianId: GuardianId;
  readonly childId?: ChildId;
  readonly decidedOn: PlainDate;
  readonly reason: string;
}

export async function begin(familyCode: FamilyCode, body: Measure): Promise<void> {
  await sendOnce(["protection", familyCode, body], (idempotencyKey) =>
    call("protection.begin", { params: { familyCode }, body: { idempotencyKey, ...body }, repeatable: true }),
  );
}

/** The adults of a household, to choose among. */
export const adultOptions = ({
  guardians,
}: OfficeFamilyView): readonly { readonly value: GuardianId; readonly label: string }[] =>
  guardians.map(({ id, title, firstName, lastName }) => ({
    value: id,
    label: [title, firstName, nameCase(lastName)].filter(Boolean).join(" "),
  }));
