/** What a batch is at, in a word. */
import type { BatchView } from "../../../functions/direct-debit/contract/office.ts";
import { debits as strings } from "../../strings/fr/direct-debit.ts";

const tones = {
  taking: "wait",
  ready: "wait",
  settling: "wait",
  settled: "ok",
  cancelling: "wait",
  cancelled: "off",
} as const;

export const BatchState = ({ state }: Pick<BatchView, "state">) => (
  <span class={`chip ${tones[state]}`}>{strings.states[state]}</span>
);
