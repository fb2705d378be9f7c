/** What an act on days that were billed would bill again, family by family and line by line. */
import type { RebilledView } from "../../../functions/billing/contract/rebilling.ts";
import { longDay } from "../../shared/format/dates.ts";
import { euros } from "../../shared/format/euros.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { rebilling as strings } from "../../strings/fr/staff.ts";

type Family = RebilledView["families"][number];
type Line = Family["lines"][number];

const amount = (one: number | null): string => (one === null ? strings.nothing : euros(one));
const nameOf = ({ date, firstName, activityName, unitName, accountName, what }: Line): string =>
  `${date} ${firstName} ${activityName} ${unitName} ${accountName} ${what ?? ""}`;

function Lines({ lines }: { readonly lines: Family["lines"] }) {
  return (
    <ul class="plain lines">
      {lines.map((line) => (
        <li class="line" key={nameOf(line)}>
          <p>{strings.line(line.firstName, longDay(line.date), line.activityName, line.unitName, line.what)}</p>
          <p>
            <b>{strings.change(amount(line.was), amount(line.is))}</b>{" "}
            <span class="small muted">{line.accountName}</span>
          </p>
          {line.reasons.length > 0 && <p class="small muted">{line.reasons.join(", ")}</p>}
        </li>
      ))}
    </ul>
  );
}

export function Rebilled({ view: { families, period } }: { readonly view: RebilledView }) {
  if (families.length === 0) return <p>{strings.unchanged}</p>;
  return (
    <Notice tone="wait" live title={strings.title}>
      {families.map(({ familyCode, familyName, lines, total }) => (
        <section class="stack tight" key={familyCode}>
          <p>
            <b>{familyName}</b> ({familyCode}){" "}
            {strings.total(total < 0 ? "less" : total > 0 ? "more" : "same", euros(Math.abs(total)), period)}
          </p>
          <Lines lines={lines} />
        </section>
      ))}
    </Notice>
  );
}
