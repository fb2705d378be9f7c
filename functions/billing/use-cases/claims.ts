/**
 * What is to be claimed for a month from those who pay a part: read from the lines of its statements, some families at a
 * time. What a later month corrects of it is among that month's own.
 */
import { readHouseholds } from "../../family/store/directory.ts";
import { nameInLetters } from "../../family/rules/family.ts";
import type { UseCases } from "../../http/call.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { payerName } from "../../price/words.fr.ts";
import type { Table } from "../../table/table.ts";
import type { billingOffice, ClaimView } from "../contract/office.ts";
import { claimsOf } from "../rules/claims.ts";
import { readLinesOf } from "../store/statements.ts";
import { nextPlace, placeOf } from "./places.ts";

/** Families a call, and at once. */
const [pageSize, width] = [50, 10];

export const claims =
  ({ table }: { readonly table: Table }): UseCases<typeof billingOffice>["billing.claims"] =>
  async ({ params: { period }, query: { from } }) => {
    const place = placeOf(from);
    const { households, next } = await readHouseholds(table, { ...place, limit: pageSize });
    const all = await inParallel(households, width, async ({ code, guardians: [guardian] }) => {
      const stated = await readLinesOf(table, code, period);
      return stated.flatMap(({ account, lines }) =>
        claimsOf(lines).map(({ line, help, amount }): ClaimView => ({
          payer: typeset(payerName(help)),
          familyCode: code,
          familyName: guardian ? nameInLetters(guardian) : code,
          firstName: line.firstName,
          date: line.date,
          what: `${line.activityName}, ${line.unitName}`,
          accountName: account.name,
          of: line.quantity * help.of,
          amount,
        })),
      );
    });
    return { body: { families: households.length, claims: all.flat(), next: nextPlace(place, next) } };
  };
