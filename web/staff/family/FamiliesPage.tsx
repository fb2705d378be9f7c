/** « Familles »: a code, and the family's page opens. */
import { Title } from "../../shared/shell/PageHead.tsx";
import { familyPages as strings } from "../../strings/fr/family.ts";
import { Finder } from "./Finder.tsx";

export function FamiliesPage() {
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.families} />
        <p class="muted">{strings.intro}</p>
      </div>
      <Finder />
    </div>
  );
}
