/**
 * Pages of a family's file that one of its adults has confirmed: one record a page, so that two adults who confirm two
 * pages at once meet nowhere, and confirming one again is writing it again.
 *
 *     pk FAMILY#<code>, sk CERTIFIEDPAGE#<page>     rules/pages.ts names the pages
 *     at, byName     when, and by whom
 *     marks          of what it showed then: never the values themselves
 *
 * They stay when the file is certified, which uses them up: what counts for the next one was confirmed after it.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";
import type { ConfirmedPage } from "../rules/pages.ts";

const record = lazily(() =>
  z.object({
    sk: z.string(),
    at: branded("Instant"),
    byName: z.string(),
    marks: z.record(z.string(), z.string()),
  }),
);

/** By page, as they were written a moment ago. */
export async function readConfirmedPages(table: Table, code: FamilyCode): Promise<ReadonlyMap<string, ConfirmedPage>> {
  const items = await readRange(table, {
    ...startingWith(keys.familyPartition(code), keys.certifiedPagePrefix),
    ConsistentRead: true,
  });
  return new Map(
    items.map((item) => {
      const { sk, ...page } = z.parse(record(), item);
      return [sk.slice(keys.certifiedPagePrefix.length), page];
    }),
  );
}

export async function confirmPage(
  table: Table,
  code: FamilyCode,
  page: string,
  confirmed: ConfirmedPage,
): Promise<void> {
  await put(table, { Item: { ...keys.certifiedPage(code, page), entity: "certifiedPage", ...confirmed } });
}
