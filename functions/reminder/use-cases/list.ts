/** What staff sees: reminders to come, by the catalogue's rules, and the runs, by their records. */
import type { reminderOffice, ReminderRun as ReminderRunView } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { remindersOf, type Reminder } from "../rules/reminders.ts";
import { readRuns, type ReminderRun, type SkipReason } from "../store/reminder-runs.ts";
import type { ReminderListDependencies } from "../dependencies.ts";

const reasons: Readonly<Record<SkipReason, string>> = {
  gone: "La période de réservation a été retirée.",
  moved: "La période de réservation a été déplacée : le rappel partira au nouveau moment.",
  nothingToBook: "Aucun jour de cette période ne pouvait plus être réservé.",
  tooLate: "Il était trop tard pour que ce rappel soit utile.",
};

/** What people call an activity and its site. */
function naming(
  catalogue: Catalogue,
): (reminder: Pick<Reminder, "activityId" | "from">) => { readonly activityName: string; readonly siteName: string } {
  const editions = editionsOf(catalogue);
  return ({ activityId, from }) => {
    const activity = editions.on(activityId, from);
    return {
      activityName: activity?.name ?? activityId,
      siteName: catalogue.sites.find(({ id }) => id === activity?.siteId)?.name ?? "",
    };
  };
}

/** Families that the last run looked at in all. */
const outOf = (runs: readonly ReminderRun[]): { readonly outOf?: number } => {
  const last = runs.find(({ state }) => state === "done");
  return last ? { outOf: last.families } : {};
};

export const listReminders =
  ({
    table,
    catalogue: cache,
    clock,
    town: { mailsPerSecond, schoolZone },
  }: ReminderListDependencies): UseCases<typeof reminderOffice>["reminder.list"] =>
  async () => {
    const now = clock();
    const [catalogue, runs] = await Promise.all([cache.latest(), readRuns(table)]);
    const name = naming(catalogue);
    const planned = remindersOf(catalogue.activities, calendarsOf(catalogue, schoolZone))
      .filter(({ due }) => due > now)
      .toSorted((one, other) => (one.due < other.due ? -1 : 1));
    const view = ({ position: _, part: __, revision: ___, reason, ...run }: ReminderRun): ReminderRunView => ({
      ...run,
      ...name(run),
      ...(run.state === "underWay" || run.state === "waiting" ? outOf(runs) : {}),
      ...(reason ? { reason: reasons[reason] } : {}),
    });
    return {
      body: {
        planned: planned.map((reminder) => ({ ...reminder, ...name(reminder) })),
        runs: runs.map(view),
        mailsPerSecond,
        now,
      },
    };
  };
