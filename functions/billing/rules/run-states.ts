/** How far a run is. `stating`: families are billed. `announcing`: their invoices are archived and announced. */
export const runStates = ["stating", "announcing", "done"] as const;
