import type { RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";
import { requestsBefore } from "./requestsOf.ts";

/** The request, among the family's: null when it is not there; and the part that it is about. */
export const correctedOf = reading(async (requestId: RequestId, signal) => {
  let before: RequestId | undefined;
  for (;;) {
    const { items, next } = await requestsBefore(before);
    const request = items.find(({ id }) => id === requestId);
    if (request) {
      const { section, guardianId, childId } = request;
      const file = await call("request.file", {
        query: {
          section,
          ...(guardianId === undefined ? {} : { guardianId }),
          ...(childId === undefined ? {} : { childId }),
        },
        signal,
      });
      return { request, view: file.sections[0] ?? null };
    }
    if (next === undefined) return { request: null, view: null };
    before = next;
  }
});
