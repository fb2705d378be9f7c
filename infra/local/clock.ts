/**
 * The moved clock of one machine: `PORTAIL_NOW=2026-09-01T08:00:00Z npm start` makes the portal believe that it is that
 * moment, and time goes on from there. Imported before anything else by bin/start.ts and by each function's worker;
 * production never loads it.
 */

const RealDate = Date;

/** Milliseconds between the moment asked for and now; 0 when none is asked for. */
export function offsetOf(wanted: string | undefined): number {
  if (wanted === undefined || wanted === "") return 0;
  const moment = RealDate.parse(wanted);
  if (Number.isNaN(moment))
    throw new Error(`PORTAIL_NOW n’est pas une date : « ${wanted} ». Exemple : 2026-11-23T08:00:00Z`);
  return moment - RealDate.now();
}

/** Moves `Date` in this thread. Timers keep real durations. */
export function moveClock(offset: number): void {
  if (offset === 0) return;
  const now = (): number => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: readonly unknown[], as: typeof RealDate): Date =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, as) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver): unknown => (key === "now" ? now : Reflect.get(target, key, receiver)),
  });
}
