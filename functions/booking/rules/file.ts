/**
 * What a family lacks of what an activity asks for (`dossier` of the catalogue), on the day itself. It is read from the
 * household's record and its record of the child, which each booking reads anyway: brought up to date, it counts at once.
 */
import type { Activity } from "../../catalogue/rules/catalogue.ts";
import type { FileRules } from "../../catalogue/rules/file-rules.ts";
import { isCertified } from "../../certification/rules/certification.ts";
import {
  askedOfChild,
  missingFields,
  unansweredPermissions,
  vaccinesOn,
} from "../../child-record/rules/completeness.ts";
import type { ChildField } from "../../child-record/rules/fields.ts";
import { needsEnrolment } from "../../enrolment/rules/may-enrol.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import { standingOn, type EnrolmentStanding } from "../../family/rules/held-enrolments.ts";
import type { ActivityId, Instant, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";

export type Missing =
  /** The family has not confirmed its file this year. */
  | { readonly what: "certification"; readonly activityId: ActivityId }
  /** Fields of the child's record that nobody has answered, or that keep it from coming. */
  | {
      readonly what: "record" | "vaccines" | "consents";
      readonly activityId: ActivityId;
      readonly fields: readonly [ChildField, ...ChildField[]];
    }
  /** Nobody has asked for that day, or what was asked waits, or was refused. */
  | {
      readonly what: "enrolment";
      readonly activityId: ActivityId;
      readonly standing: Exclude<EnrolmentStanding, "accepted"> | "none";
    };

interface Asked {
  readonly child: Pick<Child, "enrolments" | "record" | "health" | "admittedOn">;
  /** Other days on which it comes, or is asked to come in the same go. */
  readonly coming?: readonly PlainDate[];
  readonly household: Pick<Household, "certified">;
  readonly date: PlainDate;
  readonly now: Instant;
  /** What the town says of the fields of files. */
  readonly file: FileRules | undefined;
}

export function enrolmentMissing(
  activity: Pick<Activity, "id" | "kind" | "eligibility">,
  { enrolments }: Pick<Child, "enrolments">,
  date: PlainDate,
): Extract<Missing, { what: "enrolment" }> | null {
  if (!needsEnrolment(activity)) return null;
  const standing = standingOn(enrolments, activity.id, date) ?? "none";
  return standing === "accepted" ? null : { what: "enrolment", activityId: activity.id, standing };
}

/**
 * Since when a child comes, on a day: the first that it has come or is to come, in whatever activity, or from which it is
 * enrolled. Null: that day is the first.
 */
function admittedBy(
  { admittedOn, enrolments = [] }: Pick<Child, "admittedOn" | "enrolments">,
  coming: readonly PlainDate[],
  date: PlainDate,
): PlainDate | null {
  const known = [
    ...(admittedOn === undefined ? [] : [admittedOn]),
    ...enrolments.filter(({ standing }) => standing === "accepted").map(({ from }) => from),
    ...coming,
  ];
  return known.filter((day) => day <= date).sort()[0] ?? null;
}

/** What the child's record lacks, in the order of its page. */
function recordMissing(
  { id: activityId, eligibility: { requires = [] } }: Pick<Activity, "id" | "eligibility">,
  { child, date, file, coming = [] }: Pick<Asked, "child" | "date" | "file" | "coming">,
): readonly Missing[] {
  const lacking = (what: "record" | "vaccines" | "consents", fields: readonly ChildField[]): readonly Missing[] => {
    const [first, ...others] = fields;
    return requires.includes(what) && first !== undefined ? [{ what, activityId, fields: [first, ...others] }] : [];
  };
  const asked = askedOfChild(file);
  const { state } = vaccinesOn(child, date, admittedBy(child, coming, date));
  return [
    ...lacking("record", missingFields(child, asked)),
    ...lacking("consents", unansweredPermissions(child, asked)),
    ...lacking("vaccines", state === "unsaid" || state === "refused" ? ["vaccines"] : []),
  ];
}

/**
 * A canteen refuses nobody but for want of a place (Code de l’éducation, art. L. 131-13): what its `dossier` asks for is
 * no condition there. At the desk, where the papers are, what the family has to fill in or confirm is set aside; an
 * enrolment is entered there instead.
 */
export function missingFor(
  activity: Pick<Activity, "id" | "kind" | "eligibility">,
  { child, household, date, now, file, coming = [] }: Asked,
  { byStaff }: { readonly byStaff: boolean },
): readonly Missing[] {
  const { id: activityId, kind, eligibility } = activity;
  if (kind === "canteen" || eligibility.requires === undefined) return [];
  const asksToCertify = !byStaff && eligibility.requires.includes("certification");
  const enrolment = enrolmentMissing(activity, child, date);
  return [
    ...(asksToCertify && !isCertified(household, localDate(now))
      ? [{ what: "certification" as const, activityId }]
      : []),
    ...(enrolment ? [enrolment] : []),
    ...(byStaff ? [] : recordMissing(activity, { child, date, file, coming })),
  ];
}
