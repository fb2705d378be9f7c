import type { reminderOffice, reminderOwn } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import type { PreferenceDependencies, ReminderListDependencies } from "../dependencies.ts";
import { listReminders } from "./list.ts";
import { ownPreference, setOwnPreference, unsubscribe, unsubscribePage } from "./preference.ts";

export const reminderOfficeUseCases = (dependencies: ReminderListDependencies): UseCases<typeof reminderOffice> => ({
  "reminder.list": listReminders(dependencies),
});

export const reminderOwnUseCases = (dependencies: PreferenceDependencies): UseCases<typeof reminderOwn> => ({
  "reminder.preference": ownPreference(dependencies),
  "reminder.setPreference": setOwnPreference(dependencies),
  "reminder.unsubscribe": unsubscribe(dependencies),
  "reminder.unsubscribePage": unsubscribePage,
});
