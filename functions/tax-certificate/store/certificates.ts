/**
 * Tax certificates as they were given: each says for good what it said, and has the next number of its family and year. One is
 * made under the condition that none has its number: two asked at once are told apart, and the second looks again.
 *
 *     pk FAMILY#<code>, sk TAXCERTIFICATE#<year>#<rank>
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId, FamilyCode, Instant, PlainDate } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put, ifAbsent } from "../../table/write.ts";

/** What a certificate says: asked again, it is the same one as long as this is. */
export interface Certified {
  /** The whole year, or what had been paid of it so far. */
  readonly whole: boolean;
  readonly names: readonly string[];
  readonly address: readonly string[];
  readonly signer: { readonly name: string; readonly capacity: string };
  readonly children: readonly {
    readonly childId: ChildId;
    readonly firstName: string;
    readonly lastName: string;
    readonly birthDate: PlainDate;
    readonly sums: readonly {
      readonly activityName: string;
      readonly siteName: string;
      readonly care: Cents;
      readonly cesu: Cents;
    }[];
  }[];
  /** Of the children together. */
  readonly total: Cents;
  /** Paid in the year for anything else. */
  readonly others: Cents;
}

export interface Certificate {
  readonly familyCode: FamilyCode;
  readonly year: number;
  readonly rank: number;
  readonly at: Instant;
  readonly said: Certified;
}

const certificate = lazily((): z.ZodMiniType<Certificate> => {
  const money = z.pipe(z.int(), z.transform(cents));
  return z.object({
    familyCode: branded("FamilyCode"),
    year: z.int(),
    rank: z.int(),
    at: branded("Instant"),
    said: z.object({
      whole: z.boolean(),
      names: z.array(z.string()),
      address: z.array(z.string()),
      signer: z.object({ name: z.string(), capacity: z.string() }),
      children: z.array(
        z.object({
          childId: branded("ChildId"),
          firstName: z.string(),
          lastName: z.string(),
          birthDate: branded("PlainDate"),
          sums: z.array(z.object({ activityName: z.string(), siteName: z.string(), care: money, cesu: money })),
        }),
      ),
      total: money,
      others: money,
    }),
  });
});

/** Those of a year, oldest first. */
export const readCertificates = async (table: Table, code: FamilyCode, year: number): Promise<readonly Certificate[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.familyPartition(code), keys.taxCertificatesOf(year)),
      ConsistentRead: true,
    })
  ).map((item) => z.parse(certificate(), item));

/** False: somebody has made one of that number. */
export const putCertificate = async (table: Table, one: Certificate): Promise<boolean> =>
  (
    await put(table, {
      Item: { ...keys.taxCertificate(one.familyCode, one.year, one.rank), entity: "taxCertificate", ...one },
      ...ifAbsent,
    })
  ).written;
