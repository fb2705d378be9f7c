/** What the family has from today on, a year ahead: the home page, the offers and « Mes modifications » read the same answer. */
import type { PlainDate } from "../../functions/domain/ids.ts";
import { call } from "../shared/api/index.ts";
import { serverNow, serverSaidInstant } from "../shared/clock.ts";
import { addDays, plain } from "../shared/format/calendar.ts";
import { reading, useQuery } from "../shared/useQuery.ts";

const daysAhead = 366;

const aheadFrom = reading(async (today: PlainDate, signal) => {
  const answer = await call("bookings.list", { query: { from: today, to: addDays(today, daysAhead) }, signal });
  serverSaidInstant(answer.now);
  return answer;
});

export const useAhead = () => useQuery(aheadFrom, plain(new Date(serverNow())));
