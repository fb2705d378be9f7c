/** Which family a member of staff means by a code. */
import type { familyOffice } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { list } from "../../kernel/list.fr.ts";
import type { Table } from "../../table/table.ts";
import { meantCodes } from "../store/meant-code.ts";

export const familyOfficeUseCases = ({ table }: { readonly table: Table }): UseCases<typeof familyOffice> => ({
  "family.meant": async ({ params: { typed } }) => {
    const [familyCode, ...others] = await meantCodes(table, typed);
    if (familyCode === undefined)
      throw new Problem("notFound", "Aucune famille ne porte ce code. Vérifiez-le sur une facture ou dans le dossier.");
    if (others.length > 0)
      throw new Problem(
        "notFound",
        `Plusieurs familles ont ce code, à des zéros près : ${list([familyCode, ...others], "ou")}. Saisissez tous ses chiffres.`,
      );
    return { body: { familyCode } };
  },
});
