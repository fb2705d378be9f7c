/** How an attempt at the network is told: read by tests, which must not load what refuses it (`no-network.ts`) in their own process. */
export const mark = "network attempt:";
