/** Days that somebody had twice, of which one is given up: said before anybody decides. */
import type { LostLineView } from "../../../functions/merge/contract/lost-line.ts";
import { fullDay } from "../../shared/format/dates.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { merge as strings } from "../../strings/fr/merge.ts";

interface Props {
  /** The first ones. */
  readonly lines: readonly LostLineView[];
  readonly total: number;
}

export const Lost = ({ lines, total }: Props) =>
  total === 0 ? null : (
    <Notice tone="no" title={strings.lost(total)}>
      <ul>
        {lines.map(({ familyCode, date, unitName, was, because }) => (
          <li key={`${familyCode} ${date} ${unitName} ${was}`}>
            {strings.lostLine(fullDay(date), unitName, was, because, familyCode)}
          </li>
        ))}
        {total > lines.length && <li>{strings.more(total - lines.length)}</li>}
      </ul>
    </Notice>
  );
