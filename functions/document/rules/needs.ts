/**
 * Which documents are needed of whom, on a day, and how it stands with each. Data of the town says which (the
 * catalogue's `documents` and what activities ask for); what the family has given stands in its file.
 */
import { standsBeside, type Activity, type DocumentKind } from "../../catalogue/rules/catalogue.ts";
import { ageOn, type Child, type Family, type Household } from "../../family/rules/family.ts";
import type { HeldDocument, HeldDocuments } from "../../family/rules/held-documents.ts";
import type { DocumentKindId, PlainDate } from "../../kernel/ids.ts";
import { endsSoon } from "./validity.ts";

/**
 * How it stands with a kind, for the family: `ending` within a month, `ended` since then. What waits for staff is
 * `checking` only when nothing else holds.
 */
export type Standing = "missing" | "checking" | "refused" | "valid" | "ending" | "ended";

/** Whether one is accepted that holds good on that day. */
const holdsOn = (held: HeldDocument | undefined, date: PlainDate): boolean =>
  held?.accepted !== undefined && (held.accepted.until === undefined || held.accepted.until >= date);

export function standingOf(held: HeldDocument | undefined, today: PlainDate): Standing {
  if (holdsOn(held, today)) {
    const until = held?.accepted?.until;
    return until !== undefined && endsSoon(until, today) ? "ending" : "valid";
  }
  if (held && held.toCheck > 0) return "checking";
  if (held?.refused) return "refused";
  return held?.accepted ? "ended" : "missing";
}

/** Whether a child is of the ages that a kind is asked of. */
function isOfAge(
  { ages }: Pick<DocumentKind, "ages">,
  { birthDate }: Pick<Child, "birthDate">,
  date: PlainDate,
): boolean {
  const age = ageOn(birthDate, date);
  return (ages?.from === undefined || age >= ages.from) && (ages?.to === undefined || age <= ages.to);
}

/** What stands beside something in a child's file is asked for there, and by no activity. */
const isAsked = (kind: DocumentKind, { eligibility }: Pick<Activity, "eligibility">): boolean =>
  !standsBeside(kind) && (kind.asked === "always" || (eligibility.documents ?? []).includes(kind.id));

/** What is lacking for a booking, or only to be said. */
export interface Lacking {
  readonly kind: DocumentKind;
  /** Ended before that day; else there never was one. */
  readonly ended: boolean;
  /** One was sent, and waits for staff. */
  readonly checking: boolean;
  readonly blocks: boolean;
}

/**
 * Whether a lack of it keeps a child from coming. A canteen refuses nobody but for want of a place (Code de
 * l’éducation, art. L. 131-13): there it is only said.
 */
function blocks(
  { whenMissing }: DocumentKind,
  held: HeldDocument | undefined,
  { kind }: Pick<Activity, "kind">,
): boolean {
  if (kind === "canteen" || whenMissing === "warns") return false;
  return whenMissing === "blocks" || (held?.toCheck ?? 0) === 0;
}

/** What an activity asks for, for a day, and the child's file or its household's does not hold on that day. */
export function lackingFor(
  kinds: readonly DocumentKind[],
  activity: Pick<Activity, "eligibility" | "kind">,
  {
    child,
    household,
  }: { readonly child: Pick<Child, "birthDate" | "documents">; readonly household: Pick<Household, "documents"> },
  date: PlainDate,
): readonly Lacking[] {
  return kinds.flatMap((kind): readonly Lacking[] => {
    if (!isAsked(kind, activity) || (kind.of === "child" && !isOfAge(kind, child, date))) return [];
    const held = heldBy(kind.of === "child" ? child : household, kind.id);
    return holdsOn(held, date)
      ? []
      : [
          {
            kind,
            ended: held?.accepted !== undefined,
            checking: (held?.toCheck ?? 0) > 0,
            blocks: blocks(kind, held, activity),
          },
        ];
  });
}

export const heldBy = (
  { documents }: { readonly documents?: HeldDocuments | undefined },
  kind: DocumentKindId,
): HeldDocument | undefined => documents?.[kind];

/** Whether a child may be of those that an activity receives, some day from today on. */
function mayCome({ eligibility, from, to }: Activity, { birthDate, grade, school }: Child, today: PlainDate): boolean {
  const { minAge, maxAge, grades, schools } = eligibility;
  const first = from > today ? from : today;
  return (
    to >= today &&
    (minAge === undefined || ageOn(birthDate, to) >= minAge) &&
    (maxAge === undefined || ageOn(birthDate, first) <= maxAge) &&
    (grades === undefined || grade === undefined || grades.includes(grade)) &&
    (schools === undefined || (school !== undefined && schools.includes(school)))
  );
}

/** A kind that is needed of somebody, and why. */
export interface Need {
  readonly kind: DocumentKind;
  /** Asked by these activities alone, by name; empty: asked of everybody. */
  readonly activities: readonly string[];
}

export interface Offer {
  readonly documents?: readonly DocumentKind[] | undefined;
  readonly activities: readonly Activity[];
}

/** `children`: those whom the activities that ask for it may receive. `whose`: who is to give it. */
function needs(
  { documents: kinds = [], activities }: Offer,
  of: DocumentKind["of"],
  children: readonly Child[],
  whose: { readonly documents?: HeldDocuments | undefined },
  today: PlainDate,
): readonly Need[] {
  const own = kinds.filter((kind) => kind.of === of);
  // What everybody is asked for comes first.
  return [...own.filter(({ asked }) => asked === "always"), ...own.filter(({ asked }) => asked !== "always")].flatMap(
    (kind): readonly Need[] => {
      const given = heldBy(whose, kind.id) !== undefined;
      const ofAge = of === "household" ? children : children.filter((child) => isOfAge(kind, child, today));
      const everybody = of === "household" || ofAge.length > 0;
      if (kind.asked === "always") return everybody || given ? [{ kind, activities: [] }] : [];
      const asking = activities.filter(
        (activity) =>
          (activity.eligibility.documents ?? []).includes(kind.id) &&
          ofAge.some((child) => mayCome(activity, child, today)),
      );
      const names = [...new Set(asking.map(({ name }) => name))];
      return names.length > 0 || given ? [{ kind, activities: names }] : [];
    },
  );
}

/**
 * What is needed of a child today: what is asked of everybody, and what the activities on offer ask for. Kinds of which
 * it has given something are there too, so that nothing that was sent is lost from sight.
 */
export const needsOfChild = (offer: Offer, child: Child, today: PlainDate): readonly Need[] =>
  needs(offer, "child", [child], child, today);

/** What is asked beside a child's health and of which something was given, so that the family reads what became of it. */
export const healthNeedsOf = ({ documents: kinds = [] }: Pick<Offer, "documents">, child: Child): readonly Need[] =>
  kinds
    .filter((kind) => kind.of === "health" && heldBy(child, kind.id) !== undefined)
    .map((kind) => ({ kind, activities: [] }));

/** The same of a household. */
export const needsOfHousehold = (offer: Offer, { household, children }: Family, today: PlainDate): readonly Need[] =>
  needs(offer, "household", children, household, today);

/** Whether the home page says it: something is to be done about it. */
export const isPressing = (standing: Standing, { activities }: Pick<Need, "activities">): boolean =>
  standing === "refused" ||
  standing === "ending" ||
  ((standing === "missing" || standing === "ended") && activities.length === 0);
