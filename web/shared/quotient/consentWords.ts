/** A consent given or withdrawn, in words: when, by whom, and how the family said so where the office entered it. */
import type { SourceView } from "../../../functions/quotient/contract/source.ts";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";
import { datedMoment } from "../format/dates.ts";

export function consentWords({ what, at, by, reason }: SourceView["consents"][number]): string {
  const said = (what === "given" ? strings.agreed : strings.refused)(
    datedMoment(at),
    reason === undefined ? by : strings.byOffice(by),
  );
  return reason === undefined ? said : strings.how(said, reason);
}
