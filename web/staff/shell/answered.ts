/** How many of each list of what waits were answered since it was counted: the tabs of « Demandes » take them off. */
import { createStore } from "../../shared/store.ts";

export type WaitingList = "approvals" | "requests" | "enrolments" | "firstRequests";

const none: Readonly<Record<WaitingList, number>> = { approvals: 0, requests: 0, enrolments: 0, firstRequests: 0 };

export const answeredSince = createStore(none);

export const answered = (list: WaitingList, number = 1): void => {
  const before = answeredSince.get();
  answeredSince.set({ ...before, [list]: before[list] + number });
};

/** They are counted anew. */
export const countedAnew = (): void => {
  answeredSince.set(none);
};
