/** What absences change on the demo town's bills: leisure centres ask for a certificate, the school's kitchen for a word in time. */
import type { AbsenceRule, AbsenceRules } from "../../functions/catalogue/rules/absence-rules.ts";
import type { Activity, ActivityKind } from "../../functions/catalogue/rules/catalogue.ts";
import { rate } from "../../functions/kernel/exact.ts";
import { id } from "../../functions/kernel/ids.ts";
import { certificate } from "./document-kinds.ts";

const due = rate(1_000_000);
const unannounced: AbsenceRule = { share: due, certificate: [], waiting: null };

const leisure: AbsenceRules = {
  id: id("AbsenceRulesId", "loisirs"),
  name: "Mercredis et vacances",
  document: certificate.id,
  kinds: {
    justified: {
      share: due,
      certificate: [
        { within: { number: 72, unit: "hours" }, waiting: null },
        { within: { number: 10, unit: "days" }, waiting: { days: 2, count: "calendar", paidBack: false } },
      ],
      waiting: null,
    },
    unjustified: { share: due, certificate: [], waiting: null, free: { days: 2, per: "schoolYear" } },
    unannounced,
  },
};
const school: AbsenceRules = {
  id: id("AbsenceRulesId", "ecole"),
  name: "Restaurant scolaire, matin et soir",
  kinds: {
    justified: { share: due, certificate: [], waiting: { days: 1, count: "school", paidBack: false } },
    unjustified: {
      share: due,
      toldBefore: { kind: "days", days: 1, counting: "ouvrés", at: "10:00" },
      certificate: [],
      waiting: null,
    },
    unannounced,
  },
};

const ruledBy = {
  wednesday: leisure,
  holidays: leisure,
  canteen: school,
  morningCare: school,
  eveningCare: school,
} as const satisfies Readonly<Record<ActivityKind, AbsenceRules>>;

/** The rules, and the activities that follow them. */
export const ruled = (
  activities: readonly Activity[],
): { readonly activities: readonly Activity[]; readonly absences: readonly AbsenceRules[] } => ({
  activities: activities.map((activity) => ({ ...activity, absences: ruledBy[activity.kind].id })),
  absences: [leisure, school],
});
