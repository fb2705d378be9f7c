/** What the town's import has written is told like anybody's writing: by whom, and when (store/family-entry.ts). */
import type { HouseholdRecord } from "../store/families.ts";
import type { Standing } from "./section.ts";

export const importName = "l’import du fichier des familles";

/** Who wrote a field last, as far as the record knows: the import, or nobody. `nameOf`: what the import calls the field. */
export const importWriter =
  (
    { importWrote = {} }: Pick<HouseholdRecord, "importWrote">,
    nameOf: (field: string) => string,
  ): NonNullable<Standing["writerOf"]> =>
  (field) => {
    const at = importWrote[nameOf(field)];
    return at === undefined ? null : { name: importName, at };
  };
