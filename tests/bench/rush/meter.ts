/**
 * What functions ask of the table, and what it charges. Calls are counted as functions make them, units where the table
 * answers: a call that a fault stops costs nothing, one whose answer is lost costs as much as any other.
 *
 * Reads no more of a call than it must: parsing every body would slow down what it measures.
 */
import { chained, type TableHook } from "../../../infra/local/dynamo/hook.ts";

/** Calls of one kind: `bookings UpdateItem SITE`. */
export interface Use {
  /** As the function made them, SDK's retries included. */
  readonly calls: number;
  /** Those that reached the table. */
  readonly reached: number;
  /** Writes that the table's condition refused. */
  readonly refused: number;
  readonly units: number;
  /**
   * Units of the refused ones: DynamoDB charges them and says nothing, so this is by the size of the record that
   * refused.
   */
  readonly refusedUnits: number;
}

export type Uses = Readonly<Record<string, Use>>;

export interface Meter {
  /** Stands around what makes calls fail. */
  readonly around: (faults: TableHook) => TableHook;
  /** What was counted since the last time. */
  readonly take: () => Uses;
}

const nothing: Use = { calls: 0, reached: 0, refused: 0, units: 0, refusedUnits: 0 };

/** The first key that a call names: `SITE`, `FAMILY`, `LOGIN`, `CATALOGUE`. */
const partitionIn = (body: string): string => /\{"S":"([A-Z]+)[#"]/u.exec(body)?.[1] ?? "?";
const unitsIn = (body: string): number =>
  [...body.matchAll(/"CapacityUnits":([\d.]+)/gu)].reduce((sum, [, units]) => sum + Number(units), 0);
const withCapacity = (body: string): string =>
  `${body.slice(0, body.lastIndexOf("}"))},"ReturnConsumedCapacity":"TOTAL"}`;
const isRefusal = (body: string): boolean => body.includes("ConditionalCheckFailed");

export function createMeter(): Meter {
  let uses: Record<string, Use> = {};
  const add = (kind: string, more: Partial<Use>): void => {
    const known = uses[kind] ?? nothing;
    uses[kind] = {
      calls: known.calls + (more.calls ?? 0),
      reached: known.reached + (more.reached ?? 0),
      refused: known.refused + (more.refused ?? 0),
      units: known.units + (more.units ?? 0),
      refusedUnits: known.refusedUnits + (more.refusedUnits ?? 0),
    };
  };
  const kindOf = ({ caller, action, body }: Parameters<TableHook>[0]): string =>
    `${caller} ${action} ${partitionIn(body)}`;
  const asked: TableHook = (call, ask) => {
    add(kindOf(call), { calls: 1 });
    return ask(call.body);
  };
  const charged: TableHook = async (call, ask) => {
    const answer = await ask(withCapacity(call.body));
    if (answer.kind === "cut") return answer;
    const kind = kindOf(call);
    if (answer.status === 200) add(kind, { reached: 1, units: unitsIn(answer.body) });
    else if (isRefusal(answer.body))
      add(kind, { reached: 1, refused: 1, refusedUnits: Math.ceil(answer.body.length / 1024) });
    else add(kind, { reached: 1 });
    return answer;
  };
  return {
    around: (faults) => chained(asked, faults, charged),
    take: () => {
      const taken = uses;
      uses = {};
      return taken;
    },
  };
}

/** Sums the uses whose kind matches. */
export function sumOf(uses: Uses, kinds: RegExp): Use {
  return Object.entries(uses)
    .filter(([kind]) => kinds.test(kind))
    .reduce<Use>(
      (sum, [, use]) => ({
        calls: sum.calls + use.calls,
        reached: sum.reached + use.reached,
        refused: sum.refused + use.refused,
        units: sum.units + use.units,
        refusedUnits: sum.refusedUnits + use.refusedUnits,
      }),
      nothing,
    );
}
