/** The bookings of a month or a week. */
import { call } from "../../shared/api/index.ts";
import { serverSaidInstant } from "../../shared/clock.ts";
import { reading } from "../../shared/useQuery.ts";
import type { Period } from "./period.ts";

export const bookingsIn = reading(async ({ from, to }: Period, signal) => {
  const answer = await call("bookings.list", { query: { from, to }, signal });
  serverSaidInstant(answer.now);
  return answer;
});
