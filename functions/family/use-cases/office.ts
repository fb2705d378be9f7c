/** What the office asks of a family: its household. */
import type { familyOffice } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import { localDate } from "../../kernel/time.ts";
import type { Table } from "../../table/table.ts";
import { foundFamily } from "./find-family.ts";
import { viewOf } from "./view.ts";

interface OfficeDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

export const familyOfficeUseCases = ({ table, clock }: OfficeDependencies): UseCases<typeof familyOffice> => ({
  "family.ofCode": async ({ params: { familyCode } }) => ({
    body: viewOf(await foundFamily(table, familyCode), localDate(clock())),
  }),
});
