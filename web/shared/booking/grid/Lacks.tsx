/** What the days chosen still lack to go together, in the bar that is always in sight. */
import { Icon } from "../../ui/Icon.tsx";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import type { Lack } from "./groups.ts";

/** `Lou : encore 1 jour pour la semaine du lundi 6 juillet (2 sur 3).`; nothing when nothing is missing. */
export const lackWords = (lack: Lack | null): string =>
  lack ? strings.lacking(lack.child.firstName, lack.needed - lack.has, lack.group.name, lack.has, lack.needed) : "";

/** More would hide the days behind the bar: the others are said once these are mended. */
const shown = 2;

export function Lacks({ lacks }: { readonly lacks: readonly Lack[] }) {
  if (lacks.length === 0) return null;
  const more = lacks.length - shown;
  return (
    <ul class="plain small lacks">
      {lacks.slice(0, shown).map((lack) => (
        <li key={`${lack.child.id} ${lack.group.from}`}>
          <Icon name="alert" size={16} />
          <span>{lackWords(lack)}</span>
        </li>
      ))}
      {more > 0 && <li>{strings.lackingMore(more)}</li>}
    </ul>
  );
}
