/** One reminder's run over a whole town: everyone told once, at the pace, in flat memory. */
import { pageSize } from "../../functions/reminder/follow/run-reminder.ts";
import { openWorld } from "../integration/booking/support.ts";
import { mostAdults, putTown, runTown } from "../integration/reminder/many.ts";
import { catalogueWithWindow } from "../integration/reminder/support.ts";
import { megabytes, watchHeap } from "./heap.ts";
import { fact, print, type Line } from "./report.ts";

/** Mails a second: what SES gives at first. */
const perSecond = 14;
export async function measureReminders(families: number): Promise<readonly Line[]> {
  const world = await openWorld(catalogueWithWindow());
  try {
    await putTown(world, families);
    const grown = watchHeap();
    const run = await runTown(world, families, perSecond);
    const heap = grown();
    const most = perSecond + mostAdults;
    return print(`Reminders: ${families} families in one run, ${perSecond} mails a second`, [
      {
        what: "families looked at",
        measured: `${run.families}, ${run.state} in ${run.calls} calls`,
        budget: `= ${families}, done`,
        ok: run.families === families && run.state === "done",
      },
      {
        what: "mails",
        measured: `${run.mails}, ${run.wrong} families told otherwise than once`,
        budget: `= ${run.expected.mails}, 0`,
        ok: run.mails === run.expected.mails && run.wrong === 0,
      },
      {
        what: "readers within one second, at most",
        measured: String(run.mostInASecond),
        budget: `≤ ${most}`,
        ok: run.mostInASecond <= most,
      },
      {
        what: "time by the run's own clock",
        measured: `${run.seconds} s`,
        budget: `≥ ${Math.floor(run.expected.readers / perSecond)} s`,
        ok: run.seconds >= Math.floor(run.expected.readers / perSecond),
      },
      {
        what: "records in memory, at most",
        measured: String(run.mostHeld),
        budget: `≤ ${pageSize * 4}`,
        ok: run.mostHeld <= pageSize * 4,
      },
      fact("heap beyond the start, at most", megabytes(heap)),
      fact("without the waits, here", `${(run.milliseconds / 1000).toFixed(1)} s`),
    ]);
  } finally {
    await world.end();
  }
}
