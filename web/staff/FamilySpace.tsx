/** A family's page: the tab at this address, inside the family's frame. */
import { readId, tidyLogin } from "../../functions/kernel/ids.ts";
import { Notice } from "../shared/ui/Notice.tsx";
import { familyPages } from "../strings/fr/family.ts";
import { familyTabs } from "./familyTabs.tsx";
import { FamilyFrame } from "./family/FamilyFrame.tsx";

interface Props {
  readonly familyCode: string;
  readonly tab: string;
}

export function FamilySpace({ familyCode, tab }: Props) {
  const code = readId("FamilyCode", tidyLogin(familyCode));
  if (!code) return <Notice tone="no">{familyPages.noSuchCode}</Notice>;
  return (
    <FamilyFrame code={code} tabs={familyTabs} current={tab} key={code}>
      <div key={tab}>{familyTabs.find((one) => one.tab === tab)?.draw(code)}</div>
    </FamilyFrame>
  );
}
