/** A batch of thousands of families takes several calls: each goes on from where the one before came to. */
import type { BatchView } from "../../../functions/direct-debit/contract/office.ts";
import { call } from "../../shared/api/index.ts";

const underWay: readonly BatchView["state"][] = ["taking", "settling", "cancelling"];
export const isUnderWay = ({ state }: Pick<BatchView, "state">): boolean => underWay.includes(state);

export async function throughToTheEnd(batch: BatchView): Promise<void> {
  let now = batch;
  while (isUnderWay(now))
    ({ batch: now } = await call("direct-debit.goOn", { params: { batch: batch.batch }, repeatable: true }));
}
