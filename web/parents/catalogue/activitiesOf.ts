/** The activities and their windows, which the home page and « S'inscrire aux activités » both read. */
import { call } from "../../shared/api/index.ts";
import { serverSaidInstant } from "../../shared/clock.ts";
import { reading } from "../../shared/useQuery.ts";

export const activitiesOf = reading(async (_: null, signal) => {
  const answer = await call("booking.activities", { signal });
  serverSaidInstant(answer.now);
  return answer;
});
