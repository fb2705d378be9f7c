/** « Ajouter un responsable »: another parent, whoever has come to live in the household, a guardian. */
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { familyFile, newAdult as strings } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { filePath } from "../shell/paths.ts";
import { Entering } from "./Entering.tsx";

export function NewAdultPage() {
  return (
    <div class="stack reading">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.information }, { label: shell.pages.family, href: filePath }]}
      >
        <p class="muted">{strings.intro}</p>
      </PageHead>
      <Entering section="newAdult" another={strings.another} from={{ href: filePath, label: familyFile.back }} />
    </div>
  );
}
