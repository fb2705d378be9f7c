/** The grid of an activity, which booking and changing a booking both read. */
import type { ActivityId } from "../../../../functions/kernel/ids.ts";
import { call } from "../../../shared/api/index.ts";
import { serverSaidInstant } from "../../../shared/clock.ts";
import { reading } from "../../../shared/useQuery.ts";

export const gridOf = reading(async (activityId: ActivityId, signal) => {
  const grid = await call("booking.grid", { params: { activityId }, signal });
  serverSaidInstant(grid.now);
  return grid;
});
