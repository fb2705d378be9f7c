/** A person's choice to receive reminders or not: signed in, or by the link that each of them carries. */
import type { reminderOwn } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { standsFor } from "../../family/rules/former-adults.ts";
import { readHousehold } from "../../family/store/families.ts";
import { putReminderPreference, wantsReminders } from "../store/reminder-preferences.ts";
import type { PreferenceDependencies } from "../dependencies.ts";

type Routes = UseCases<typeof reminderOwn>;

export const ownPreference =
  ({ table }: PreferenceDependencies): Routes["reminder.preference"] =>
  async ({ session }) => {
    const [reminders, household] = await Promise.all([
      wantsReminders(table, session),
      readHousehold(table, session.familyCode),
    ]);
    return {
      body: { reminders, email: household?.guardians.find(({ id }) => id === session.guardianId)?.email ?? null },
    };
  };

export const setOwnPreference =
  ({ table, clock }: PreferenceDependencies): Routes["reminder.setPreference"] =>
  async ({ session, body: { reminders } }) => {
    await putReminderPreference(table, session, { reminders, by: "page", at: clock() });
    return { body: undefined };
  };

export const unsubscribe =
  ({ table, clock, tokens }: PreferenceDependencies): Routes["reminder.unsubscribe"] =>
  async ({ params: { token } }) => {
    const subscriber = tokens.open(token);
    if (!subscriber)
      throw new Problem(
        "notFound",
        "Ce lien n’est plus valable. Identifiez-vous pour choisir de recevoir ou non les rappels.",
      );
    // The link of an old mail may name a rank that has become another one since: it is the same person's wish.
    const household = await readHousehold(table, subscriber.familyCode);
    const guardianId = standsFor(household?.formerAdults, subscriber.guardianId);
    await putReminderPreference(table, { ...subscriber, guardianId }, { reminders: false, by: "link", at: clock() });
    return {
      body: {
        detail:
          "C’est fait : vous ne recevrez plus de rappels avant les périodes de réservation. Les messages sur vos réservations continuent.",
      },
    };
  };

/** The token goes on after `#`, which no server sees and no scanner of links follows to anything that acts. */
export const unsubscribePage: Routes["reminder.unsubscribePage"] = ({ params: { token } }) =>
  Promise.resolve({ body: `/rappels#${token}` });
