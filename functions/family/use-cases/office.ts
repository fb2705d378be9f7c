/** What the office asks of a family: which one a code means, and its household. */
import type { familyOffice } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import { list } from "../../kernel/list.fr.ts";
import { localDate } from "../../kernel/time.ts";
import type { Table } from "../../table/table.ts";
import { meantCodes } from "../store/meant-code.ts";
import { familyOf } from "./find-family.ts";
import { viewOf } from "./view.ts";

interface OfficeDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

export const familyOfficeUseCases = ({ table, clock }: OfficeDependencies): UseCases<typeof familyOffice> => ({
  "family.ofCode": async ({ params: { familyCode } }) => ({
    body: viewOf(await familyOf(table, familyCode), localDate(clock())),
  }),
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
