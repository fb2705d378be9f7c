import type { remindersRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import type { RemindersDependencies } from "../dependencies.ts";
import { listReminders } from "./list.ts";
import { ownPreference, setOwnPreference, unsubscribe, unsubscribePage } from "./preference.ts";

export const remindersUseCases = (dependencies: RemindersDependencies): UseCases<typeof remindersRoutes> => ({
  "reminders.list": listReminders(dependencies),
  "reminders.preference": ownPreference(dependencies),
  "reminders.setPreference": setOwnPreference(dependencies),
  "reminders.unsubscribe": unsubscribe(dependencies),
  "reminders.unsubscribePage": unsubscribePage,
});
