/** What the repairs of bookings write to the log: stable codes, which alarms and tests name. */
export const repairMessages = {
  /** A claim without a booking, finished or released after its request died. Fields: outcome, site, date. */
  claimSettled: "repair.claimSettled",
  /** A place that a cancellation had not given back. Fields: site, date. */
  placeReleased: "repair.placeReleased",
  /** A freed place was offered to the first of the waiting list that it fits. Fields: site, date. */
  placeOffered: "queue.placeOffered",
  /** An offer ended unanswered, and its place was passed on. Fields: site, date. */
  offerEnded: "queue.offerEnded",
  /** A record of the stream that could not be repaired; it comes again. Fields: error. */
  recordFailed: "repair.recordFailed",
  /**
   * A claim for an activity or unit that is no longer in the catalogue: left as it is, for a person to look at. Fields:
   * site, date, unit.
   */
  unitUnknown: "repair.unitUnknown",
  /** A counter that does not equal the places taken: must never appear. Fields: site, date, pool, used, places. */
  countersDisagree: "repair.countersDisagree",
  /** Such a counter was set to the places that the children's days hold. Fields: site, date, pool, used (before), places. */
  counterMended: "repair.counterMended",
  /** The nightly sweep is over. Fields: days, places, finished, released, disagreeing, mended. */
  sweepDone: "repair.sweepDone",
} as const;
