/** What was given of a CAF or an MSA: which of them, the number, masked, and who is looked for there. */
import type { ReadSource } from "../../../functions/quotient/contract/source.ts";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";

export function SourceFacts({ source }: { readonly source: ReadSource }) {
  const { fund, number, identity } = source;
  return (
    <>
      {fund && (
        <p>
          {number === undefined ? strings.fundOf(strings.funds[fund]) : strings.numberOf(strings.funds[fund], number)}
        </p>
      )}
      {identity && <p>{strings.identityOf(identity.firstNames, identity.birthName, identity.birthYear)}</p>}
    </>
  );
}
