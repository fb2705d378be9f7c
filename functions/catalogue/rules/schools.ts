/**
 * The schools that the town's file names: in so many words, as the sectors of its canteens, and as those to which bookings
 * open first. A child's school is judged by them, so it is chosen among them rather than written. Pure.
 */
import type { Activity, Catalogue, StepFor } from "./catalogue.ts";
import { fieldRule } from "./file-rules.ts";

const inStep = (step: StepFor): readonly string[] => (typeof step === "object" ? (step.schools ?? []) : []);

const inActivity = ({ eligibility, windows, recurring = [] }: Activity): readonly string[] => [
  ...(eligibility.schools ?? []),
  ...[...windows, ...recurring].flatMap(({ steps }) => steps.flatMap((step) => inStep(step.for))),
];

/** Each once, in the order of the alphabet. */
export const schoolsOf = ({ activities, file }: Pick<Catalogue, "activities" | "file">): readonly string[] => {
  const said = (["child", "newChild"] as const).flatMap((part) => fieldRule(file, part, "school").among ?? []);
  return [...new Set([...said, ...activities.flatMap(inActivity)])].sort((one, other) =>
    one.localeCompare(other, "fr"),
  );
};
