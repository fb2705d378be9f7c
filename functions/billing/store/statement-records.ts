/** What families have been asked, as records hold it and as it is read back: statements.ts says which is where. */
import * as z from "zod/mini";
import { absenceKinds } from "../../catalogue/rules/absence-kinds.ts";
import { localTime } from "../../catalogue/store/deadline-record.ts";
import { accountOf } from "../../catalogue/store/account-record.ts";
import type { CollectionAccount } from "../../catalogue/rules/accounts.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { payers } from "../../price/rules/circumstances.ts";
import type { CollectionAccountId, FamilyCode, Instant, Login, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import type { InvoiceNumber } from "../rules/number.ts";
import type { Dunned, Exemption } from "../rules/dunning.ts";
import type { Settlement } from "../rules/settlement.ts";
import {
  otherCharges,
  type Charge,
  type ChildAmount,
  type Line,
  type Remission,
  type StatedLine,
  type Waiting,
} from "../rules/statement.ts";
import { dunnedSchema, exemptionSchema } from "./dunning-records.ts";
import { settlementSchema } from "./settlements.ts";

/** Whom an invoice is addressed to, as it was on the day of issue. */
export interface Addressee {
  readonly names: readonly string[];
  readonly lines: readonly string[];
  readonly postcode: string;
  readonly town: string;
}

/** What makes a statement an invoice. */
export interface Issue {
  readonly number: InvoiceNumber;
  readonly reference: string;
  readonly dueOn: PlainDate;
  readonly addressee: Addressee;
}

export interface Statement {
  readonly familyCode: FamilyCode;
  readonly period: PlainMonth;
  readonly accountId: CollectionAccountId;
  readonly accountName: string;
  /** Of a credit note that the office gave: which of the month and account; and why, and who. */
  readonly note?: number | undefined;
  readonly given?: { readonly reason: string; readonly by: Login; readonly byName: string } | undefined;
  readonly at: Instant;
  /** The sum of its own lines. */
  readonly own: Cents;
  /** Statements that had waited, with their own sums. */
  readonly carried: readonly Waiting[];
  readonly total: Cents;
  readonly children: readonly ChildAmount[];
  /** Absent: it waits, or was carried. */
  readonly issue?: Issue | undefined;
  /** The invoice that carries it. */
  readonly carriedBy?: { readonly period: PlainMonth; readonly number: InvoiceNumber } | undefined;
  /** When its PDF was archived. */
  readonly archived?: Instant | undefined;
  /** What has been paid of it; absent: nothing, ever. */
  readonly settlement?: Settlement | undefined;
  /** How often the family was asked again for it, and whether staff asks no more. */
  readonly dunned?: readonly Dunned[] | undefined;
  readonly exempt?: Exemption | undefined;
}

const schemas = lazily(() => {
  const money = z.pipe(z.int(), z.transform(cents));
  const month = branded("PlainMonth");
  const number = z.object({ series: z.string(), year: z.int(), rank: z.int() });
  const note = z.optional(z.int());
  const waiting = z.array(z.object({ period: month, note, own: money }));
  const statement: z.ZodMiniType<Statement> = z.object({
    familyCode: branded("FamilyCode"),
    period: month,
    accountId: branded("CollectionAccountId"),
    accountName: z.string(),
    note,
    given: z.optional(z.object({ reason: z.string(), by: branded("Login"), byName: z.string() })),
    at: branded("Instant"),
    own: money,
    carried: waiting,
    total: money,
    children: z.array(z.object({ childId: branded("ChildId"), firstName: z.string(), amount: money })),
    issue: z.optional(
      z.object({
        number,
        reference: z.string(),
        dueOn: branded("PlainDate"),
        addressee: z.object({
          names: z.array(z.string()),
          lines: z.array(z.string()),
          postcode: z.string(),
          town: z.string(),
        }),
      }),
    ),
    carriedBy: z.optional(z.object({ period: month, number })),
    archived: z.optional(branded("Instant")),
    settlement: z.optional(settlementSchema()),
    dunned: z.optional(dunnedSchema()),
    exempt: z.optional(exemptionSchema()),
  });
  const line: z.ZodMiniType<Line> = z.object({
    childId: branded("ChildId"),
    firstName: z.string(),
    date: branded("PlainDate"),
    activityId: branded("ActivityId"),
    activityName: z.string(),
    unitId: branded("UnitId"),
    unitName: z.string(),
    unitPrice: money,
    what: z.optional(z.enum(otherCharges)),
    ofOther: z.optional(z.literal(true)),
    whole: z.optional(money),
    attended: z.optional(
      z.object({
        arrived: z.optional(localTime()),
        left: z.optional(localTime()),
        absent: z.optional(z.enum(absenceKinds)),
      }),
    ),
    helps: z.optional(
      z.array(z.object({ payer: z.enum(payers), name: z.nullable(z.string()), amount: money, of: money })),
    ),
    quantity: z.literal([1, -1]),
    amount: money,
    reasons: z.array(z.string()),
    split: z.optional(z.object({ care: money, food: money })),
    tariff: z.object({ id: branded("TariffId"), effectiveFrom: branded("PlainDate") }),
    corrects: z.optional(z.object({ period: month, rank: z.int() })),
  });
  const lines = z.object({
    period: month,
    accountId: branded("CollectionAccountId"),
    note,
    account: z.record(z.string(), z.unknown()),
    lines: z.array(line),
  });
  const account = z.object({
    accountId: branded("CollectionAccountId"),
    waiting,
    version: z.int(),
  });
  const series = z.object({ last: z.int() });
  const remission: z.ZodMiniType<KeptRemission> = z.object({
    childId: branded("ChildId"),
    date: branded("PlainDate"),
    activityId: branded("ActivityId"),
    unitId: branded("UnitId"),
    what: z.optional(z.enum(otherCharges)),
    ofOther: z.optional(z.literal(true)),
    due: money,
    reason: z.string(),
  });
  return { statement, lines, account, series, remission };
});

/** What of a family waits for the next invoice of an account. */
export interface BillAccount {
  readonly accountId: CollectionAccountId;
  readonly waiting: readonly Waiting[];
  /** 0: nothing was ever stated. */
  readonly version: number;
}

/** The lines of one statement, and its account as it was then. */
export interface StatedLines {
  readonly period: PlainMonth;
  readonly note?: number | undefined;
  readonly accountId: CollectionAccountId;
  readonly account: CollectionAccount;
  readonly lines: readonly StatedLine[];
}

/** Ranks go on through a month: those of its credit notes stand after those of its statement, however many. */
const mostLines = 10_000;
const firstRank = (note: number | undefined): number => (note ?? 0) * mostLines;

export const linesOf = (item: Item): StatedLines => {
  const { period, accountId, note, account, lines } = z.parse(schemas().lines, item);
  return {
    period,
    accountId,
    ...(note === undefined ? {} : { note }),
    account: accountOf(account),
    lines: lines.map((line, index) => ({ ...line, period, rank: firstRank(note) + index })),
  };
};

export const statementOf = (item: Item): Statement => z.parse(schemas().statement, item);

/** A remission as it is kept: runs to come leave no more due than it says. */
export interface KeptRemission
  extends Remission, Pick<Charge, "childId" | "date" | "activityId" | "unitId" | "what" | "ofOther"> {}

export const remissionOf = (item: Item): KeptRemission => z.parse(schemas().remission, item);
export const billAccountOf = (item: Item): BillAccount => z.parse(schemas().account, item);
/** The last number that a series has given. */
export const lastOf = (item: Item): number => z.parse(schemas().series, item).last;
