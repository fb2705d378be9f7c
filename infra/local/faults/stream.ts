/**
 * A stream on a bad day. Lambda delivers a record at least once: after a failure, a batch comes again, and with it
 * records older than what was seen meanwhile. Here some batches come twice, some records come back in a later batch,
 * and some batches come in another order.
 */
import type { Deliver } from "../stream/delivery.ts";
import type { StreamRecord } from "../stream/source.ts";
import { below, shuffled, type Dice } from "./dice.ts";

/** Share of the batches that meet each fault, from 0 to 1. */
export interface StreamFaults {
  /** It comes twice. */
  readonly twice: number;
  /** An older record comes with it again. */
  readonly late: number;
  /** Its records are in another order. */
  readonly reordered: number;
}

export interface FaultyStream {
  readonly disturb: (deliver: Deliver) => Deliver;
  /** How many batches have met each fault. */
  readonly met: Readonly<Record<keyof StreamFaults, number>>;
}

/** Records that are remembered, to come back late. */
const remembered = 200;

export function faultyStream(faults: StreamFaults, dice: Dice): FaultyStream {
  const met = { twice: 0, late: 0, reordered: 0 };
  const happens = (fault: keyof StreamFaults): boolean => {
    if (dice() >= faults[fault]) return false;
    met[fault] += 1;
    return true;
  };
  const disturb = (deliver: Deliver): Deliver => {
    // Each reader of the stream has its own past: a record that is filtered out for it never comes.
    const past: StreamRecord[] = [];
    return async (records) => {
      const old = past.length > 0 && happens("late") ? past[below(dice, past.length)] : undefined;
      const batch = old ? [...records, old] : records;
      const delivered = happens("reordered") ? shuffled(dice, batch) : batch;
      await deliver(delivered);
      if (happens("twice")) await deliver(delivered);
      past.push(...records);
      past.splice(0, Math.max(0, past.length - remembered));
    };
  };
  return { disturb, met };
}
