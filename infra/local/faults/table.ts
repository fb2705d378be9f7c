/**
 * What DynamoDB does on a bad day and its emulators never do: writers that meet, throttling, calls whose connection
 * ends before or after they were applied. Refused conditions are never invented: they would be lies about what the
 * table holds.
 */
import { isRecord, parseObject } from "../aws-json.ts";
import { chained, errorAnswer, type TableAnswer, type TableCall, type TableHook } from "../dynamo/hook.ts";
import { below, type Dice } from "./dice.ts";

/** Share of the calls that meet each fault, from 0 to 1. */
export interface TableFaults {
  /** Writes that meet another writer. In a transaction, beside refused conditions of its other items too. */
  readonly conflict: number;
  /** Calls that are told to slow down; of a batch, half may be left out. */
  readonly throttled: number;
  /** The connection ends, or the table answers 500: nothing was applied. */
  readonly lostBefore: number;
  /** The same once the table has applied the call. */
  readonly lostAfter: number;
}

export type TableFault = keyof TableFaults;

export interface FaultyTable {
  readonly hook: TableHook;
  /** How many calls have met each fault. */
  readonly met: Readonly<Record<TableFault, number>>;
}

const writes: ReadonlySet<string> = new Set(["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"]);

const reasonsOf = (answer: Record<string, unknown>): readonly Record<string, unknown>[] =>
  Array.isArray(answer["CancellationReasons"]) ? answer["CancellationReasons"].filter(isRecord) : [];

function cancelled(reasons: readonly Record<string, unknown>[]): TableAnswer {
  const codes = reasons.map(({ Code }) => String(Code)).join(", ");
  return errorAnswer(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

/** Another transaction holds one item of this one. What the table would have refused by itself is refused beside it. */
async function conflict(
  { action, body }: TableCall,
  ask: (body: string) => Promise<TableAnswer>,
  dice: Dice,
): Promise<TableAnswer> {
  if (action !== "TransactWriteItems")
    return errorAnswer("TransactionConflictException", "Transaction is ongoing for the item");
  const { TransactItems } = parseObject(body);
  const count = Array.isArray(TransactItems) ? TransactItems.length : 1;
  const held = below(dice, count);
  const met = { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" };
  // Of those that meet a conflict half are let through to be judged: only a refused one may be answered as cancelled.
  if (dice() < 0.5)
    return cancelled(Array.from({ length: count }, (_, index) => (index === held ? met : { Code: "None" })));
  const answer = await ask(body);
  const reasons = answer.kind === "answer" && answer.status === 400 ? reasonsOf(parseObject(answer.body)) : [];
  return reasons.length === 0 ? answer : cancelled(reasons.map((reason) => (reason["Code"] === "None" ? met : reason)));
}

/** A batch of which the table reads half now; anything else is refused whole. */
async function throttled(
  { action, body }: TableCall,
  ask: (body: string) => Promise<TableAnswer>,
): Promise<TableAnswer> {
  const refused = errorAnswer(
    "ProvisionedThroughputExceededException",
    "The level of configured provisioned throughput for the table was exceeded",
  );
  if (action !== "BatchGetItem") return refused;
  const request = parseObject(body);
  const [named] = Object.entries(isRecord(request["RequestItems"]) ? request["RequestItems"] : {});
  if (!named || !isRecord(named[1]) || !Array.isArray(named[1]["Keys"]) || named[1]["Keys"].length < 2) return refused;
  const [table, wanted] = named;
  const keys: readonly unknown[] = named[1]["Keys"];
  const half = Math.ceil(keys.length / 2);
  const answer = await ask(
    JSON.stringify({ ...request, RequestItems: { [table]: { ...wanted, Keys: keys.slice(0, half) } } }),
  );
  if (answer.kind === "cut" || answer.status !== 200) return answer;
  return {
    ...answer,
    body: JSON.stringify({
      ...parseObject(answer.body),
      UnprocessedKeys: { [table]: { ...wanted, Keys: keys.slice(half) } },
    }),
  };
}

const lost = (dice: Dice): TableAnswer =>
  dice() < 0.5
    ? { kind: "cut" }
    : errorAnswer("InternalServerError", "The request processing has failed because of an unknown error", {}, 500);

/** A table of which some calls go wrong, each by the dice alone. */
export function faultyTable(faults: TableFaults, dice: Dice): FaultyTable {
  const met = { conflict: 0, throttled: 0, lostBefore: 0, lostAfter: 0 };
  const happens = (fault: TableFault): boolean => {
    if (dice() >= faults[fault]) return false;
    met[fault] += 1;
    return true;
  };
  const refusing: TableHook = (call, ask) => {
    if (happens("throttled")) return throttled(call, ask);
    if (writes.has(call.action) && happens("conflict")) return conflict(call, ask, dice);
    return ask(call.body);
  };
  const losing: TableHook = async (call, ask) => {
    if (happens("lostBefore")) return lost(dice);
    if (!happens("lostAfter")) return ask(call.body);
    await ask(call.body);
    return lost(dice);
  };
  return { hook: chained(losing, refusing), met };
}
