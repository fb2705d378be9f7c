/**
 * A family's wallets, one an account, and what has moved in them:
 *
 *     pk FAMILY#<code>, sk WALLET#<account>              the balance; what was begun at the treasury's and has no result yet;
 *                                                        places held while the family pays: how many (held), and each
 *                                                        (h:<date>/<child>/<activity>/<unit>)
 *     pk FAMILY#<code>, sk WALLETLINE#<account>#<name>   a movement, written once
 *     pk FAMILY#<code>, sk WALLETPOT#<account>#<month>   pots.ts
 *
 * A movement is written with the balance that it changes, and with what it is for (an entry of the ledger of payments, the
 * settlement of an invoice), in one transaction. What takes from a wallet is refused by the write itself where there is less:
 * whoever comes at the same instant, no wallet is ever below zero.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type {
  CollectionAccountId,
  FamilyCode,
  Instant,
  PayfipOperationId,
  PlainMonth,
  UnitKey,
} from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write, Writes } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";
import { heldName, inTurn, mostHeld, type HeldPlace } from "../rules/held.ts";
import { intoWallet, movementKinds, type Movement } from "../rules/movement.ts";

export interface WalletName {
  readonly familyCode: FamilyCode;
  readonly accountId: CollectionAccountId;
}

/** Money on its way into it, of which the treasury has not said yet whether it was paid. */
export interface Awaited {
  readonly operation: PayfipOperationId;
  readonly amount: Cents;
  readonly at: Instant;
}

export interface Wallet extends WalletName {
  readonly balance: Cents;
  readonly awaited?: Awaited | undefined;
  /** Places held until they are paid from it, in the order in which they are. */
  readonly held: readonly HeldPlace[];
}

const money = () => z.pipe(z.int(), z.transform(cents));
const wallet = lazily((): z.ZodMiniType<Omit<Wallet, "held">> =>
  z.object({
    familyCode: branded("FamilyCode"),
    accountId: branded("CollectionAccountId"),
    balance: money(),
    awaited: z.optional(z.object({ operation: branded("PayfipOperationId"), amount: money(), at: branded("Instant") })),
  }),
);
const heldPrefix = "h:";
const heldPlace = lazily((): z.ZodMiniType<HeldPlace> =>
  z.object({
    childId: branded("ChildId"),
    date: branded("PlainDate"),
    unit: z.custom<UnitKey>((text) => typeof text === "string" && text.includes("/")),
    generation: z.int(),
    amount: money(),
    at: branded("Instant"),
    until: branded("Instant"),
  }),
);
/** A wallet from its record. */
export const walletOf = (item: Item): Wallet => ({
  ...z.parse(wallet(), item),
  held: inTurn(
    Object.entries(item).flatMap(([name, value]) => (name.startsWith(heldPrefix) ? [z.parse(heldPlace(), value)] : [])),
  ),
});
const movement = lazily((): z.ZodMiniType<Movement> =>
  z.object({
    name: z.string(),
    familyCode: branded("FamilyCode"),
    accountId: branded("CollectionAccountId"),
    kind: z.enum(movementKinds),
    amount: money(),
    at: branded("Instant"),
    months: z.optional(z.array(branded("PlainMonth"))),
    date: z.optional(branded("PlainDate")),
    reason: z.optional(z.string()),
  }),
);

/** What of the family's money is kept for a month's invoice (store/pots.ts). */
export interface Pot extends WalletName {
  readonly month: PlainMonth;
  readonly amount: Cents;
}

const pot = lazily((): z.ZodMiniType<Pot> =>
  z.object({
    familyCode: branded("FamilyCode"),
    accountId: branded("CollectionAccountId"),
    month: branded("PlainMonth"),
    amount: money(),
  }),
);
export const potOf = (item: Item): Pot => z.parse(pot(), item);

const isA =
  (one: Entity) =>
  ({ entity }: Item): boolean =>
    entity === one;

/** One wallet; nothing has ever moved in one without a record. */
export async function readWallet(table: Table, { familyCode, accountId }: WalletName): Promise<Wallet> {
  const item = await readRecord(table, keys.wallet(familyCode, accountId));
  return item ? walletOf(item) : { familyCode, accountId, balance: cents(0), held: [] };
}

export interface Wallets {
  readonly wallets: readonly Wallet[];
  /** Of all of them, latest first. */
  readonly movements: readonly Movement[];
  /** What is kept for days that were paid when they were booked, by month, the first one first. */
  readonly pots: readonly Pot[];
}

/** All of a family's wallets with their pots and all that has moved in them, in one read. */
export async function readWallets(table: Table, code: FamilyCode): Promise<Wallets> {
  const items = await readRange(table, {
    ...startingWith(keys.familyPartition(code), keys.walletPrefix),
    ConsistentRead: true,
  });
  return {
    wallets: items.filter(isA("wallet")).map(walletOf),
    movements: items
      .filter(isA("walletLine"))
      .map((item) => z.parse(movement(), item))
      .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)),
    pots: items.filter(isA("walletPot")).map(potOf),
  };
}

/** A family's wallets without their movements. */
export const readBalances = async (table: Table, code: FamilyCode): Promise<readonly Wallet[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.familyPartition(code), keys.balancePrefix),
      ConsistentRead: true,
    })
  ).map(walletOf);

const identity = ({ familyCode, accountId }: WalletName) => ({
  sets: ["#entity = :entity", "familyCode = :family", "accountId = :account"],
  values: { ":entity": "wallet" satisfies Entity, ":family": familyCode, ":account": accountId },
});

/** A place that is held from now on, or as it is held from now on, or no longer. */
export interface HeldChange {
  readonly kind: "begins" | "goesOn" | "ends";
  readonly place: HeldPlace;
}

/** What of an update of the wallet a held place is. Refused where the wallet has as many as may be. */
function heldParts({ kind, place }: HeldChange) {
  const names = { "#place": heldPrefix + heldName(place) };
  if (kind === "ends")
    return {
      sets: ["held = held - :one"],
      removes: ["#place"],
      conditions: ["attribute_exists(#place)"],
      names,
      values: { ":one": 1 },
    };
  const begins = kind === "begins";
  return {
    sets: ["#place = :place", ...(begins ? ["held = if_not_exists(held, :none) + :one"] : [])],
    removes: [],
    conditions: begins
      ? ["attribute_not_exists(#place)", "(attribute_not_exists(held) OR held < :mostHeld)"]
      : ["attribute_exists(#place)"],
    names,
    values: { ":place": place, ...(begins ? { ":one": 1, ":mostHeld": mostHeld } : {}) },
  };
}

/** A held place by itself, nothing being paid. */
export function heldWrite(name: WalletName, change: HeldChange): Write {
  const { sets: identified, values } = identity(name);
  const { sets, removes, conditions, names, values: own } = heldParts(change);
  const all = [...identified, "balance = if_not_exists(balance, :none)", ...sets];
  return {
    Update: {
      Key: keys.wallet(name.familyCode, name.accountId),
      UpdateExpression: `SET ${all.join(", ")}${removes.length > 0 ? ` REMOVE ${removes.join(", ")}` : ""}`,
      ConditionExpression: conditions.join(" AND "),
      ExpressionAttributeNames: { "#entity": "entity", ...names },
      ExpressionAttributeValues: { ...values, ":none": 0, ...own },
    },
  };
}

interface MovementLimits {
  /** The operation that was awaited has its result by it. */
  readonly ends?: PayfipOperationId | undefined;
  /** The balance is at most this after it. */
  readonly most?: Cents | undefined;
  /** It pays a place that was held. */
  readonly paid?: HeldPlace | undefined;
}

/** A movement and the balance after it. */
export function movementWrites(one: Movement, { ends, most, paid }: MovementLimits = {}): Writes {
  const { familyCode, accountId, name } = one;
  const added = intoWallet(one);
  const { sets, values } = identity(one);
  const held = paid ? heldParts({ kind: "ends", place: paid }) : null;
  const removes = [...(ends === undefined ? [] : ["awaited"]), ...(held?.removes ?? [])];
  const conditions = [
    ...(held?.conditions ?? []),
    ...(added < 0 ? ["balance >= :taken"] : []),
    ...(ends === undefined ? [] : ["awaited.operation = :ends"]),
    ...(most === undefined ? [] : ["(attribute_not_exists(balance) OR balance <= :room)"]),
  ];
  return [
    {
      Put: {
        Item: { ...keys.walletLine(familyCode, accountId, name), entity: "walletLine", ...one },
        ...ifAbsent,
      },
    },
    {
      Update: {
        Key: keys.wallet(familyCode, accountId),
        UpdateExpression: `SET ${[...sets, "balance = if_not_exists(balance, :none) + :added", ...(held?.sets ?? [])].join(", ")}${removes.length > 0 ? ` REMOVE ${removes.join(", ")}` : ""}`,
        ...(conditions.length > 0 ? { ConditionExpression: conditions.join(" AND ") } : {}),
        ExpressionAttributeNames: { "#entity": "entity", ...held?.names },
        ExpressionAttributeValues: {
          ...values,
          ...held?.values,
          ":none": 0,
          ":added": added,
          ...(added < 0 ? { ":taken": 0 - added } : {}),
          ...(ends === undefined ? {} : { ":ends": ends }),
          ...(most === undefined ? {} : { ":room": most - added }),
        },
      },
    },
  ];
}

/** What is awaited of a wallet from now on, nothing or something, expected as it was read. */
export function awaitedWrite(seen: Wallet, next: Awaited | null): Write {
  const { sets, values } = identity(seen);
  const all = [...sets, "balance = if_not_exists(balance, :none)", ...(next ? ["awaited = :next"] : [])];
  return {
    Update: {
      Key: keys.wallet(seen.familyCode, seen.accountId),
      UpdateExpression: `SET ${all.join(", ")}${next ? "" : " REMOVE awaited"}`,
      ConditionExpression: seen.awaited ? "awaited.operation = :seen" : "attribute_not_exists(awaited)",
      ExpressionAttributeNames: { "#entity": "entity" },
      ExpressionAttributeValues: {
        ...values,
        ":none": 0,
        ...(next ? { ":next": next } : {}),
        ...(seen.awaited ? { ":seen": seen.awaited.operation } : {}),
      },
    },
  };
}
