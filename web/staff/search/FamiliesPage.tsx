/** « Familles »: how they are found, and whom the portal may hold twice. */
import { Title } from "../../shared/shell/PageHead.tsx";
import { families as strings } from "../../strings/fr/search.ts";
import { doublesPath, newFamilyPath } from "../shell/paths.ts";

export function FamiliesPage() {
  return (
    <div class="stack reading">
      <Title text={strings.title} />
      <section class="card stack tight">
        <p>{strings.intro}</p>
        <ul>
          {strings.ways.map((way) => (
            <li key={way}>{way}</li>
          ))}
        </ul>
      </section>
      <p class="row">
        <a class="button" href={newFamilyPath}>
          {strings.create}
        </a>
        <a class="tap" href={doublesPath}>
          {strings.doubles}
        </a>
      </p>
    </div>
  );
}
