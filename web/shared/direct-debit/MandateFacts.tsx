/** What a mandate says: whose account, for whom, since when. */
import type { MandateView } from "../../../functions/direct-debit/contract/mandates.ts";
import { mandate as strings } from "../../strings/fr/direct-debit.ts";
import { dateOnly } from "../format/dates.ts";
import { Fact } from "../ui/Fact.tsx";

const tones = { active: "ok", suspended: "no", revoked: "off", lapsed: "no" } as const;

export const Standing = ({ standing }: Pick<MandateView, "standing">) => (
  <span class={`chip ${tones[standing]}`}>{strings.standings[standing]}</span>
);

export const MandateFacts = ({ mandate }: { readonly mandate: MandateView }) => {
  const { rum, creditor, debtor, iban, signedOn, way } = mandate;
  return (
    <dl class="facts">
      <Fact name={strings.debtor} said={debtor} />
      <Fact name={strings.iban} said={iban} />
      <Fact name={strings.rum} said={rum}>
        <span class="small muted">
          {" "}
          {strings.signed(dateOnly(signedOn))}, {strings.ways[way]}
        </span>
      </Fact>
      <Fact name={strings.creditor} said={creditor.name}>
        <span class="small muted"> {creditor.id}</span>
      </Fact>
    </dl>
  );
};
