/** What the pages are told: activities, children, refusals, as the contract words them. */
import type { ActivityView } from "./contract/look.ts";
import type { Reader } from "../catalogue/words.fr.ts";
import type { RefusalView } from "./contract/basket.ts";
import type { ChildView } from "../family/contract.ts";
import { changesAt, type Refusal } from "./rules/booking-rules.ts";
import type { Missing } from "./rules/file.ts";
import type { Activity } from "../catalogue/rules/catalogue.ts";
import { suspensionFor, type SuspensionRule } from "../catalogue/rules/suspension.ts";
import type { SchoolCalendar } from "../calendar/rules/school-calendar.ts";
import { certificationHref } from "../certification/certification-href.ts";
import { fieldAddress } from "../child-record/rules/completeness.ts";
import { documentHref } from "../document/document-href.ts";
import { enrolmentHref } from "../enrolment/enrolment-href.ts";
import { ageOn, type Child, type Family } from "../family/rules/family.ts";
import type { ChildId, Instant, PlainDate } from "../kernel/ids.ts";
import type { Slots } from "./rules/slots.ts";
import { suspensionOf } from "./rules/suspension.ts";
import { typeset } from "../kernel/dates.fr.ts";
import { minimumSentence } from "./common-words.fr.ts";
import { refusalWords, suspendedTitle, windowSentence } from "./words.fr.ts";
import { localDate } from "../kernel/time.ts";
import { excludedWithin } from "../catalogue/rules/units.ts";
import { windowShown } from "../catalogue/rules/windows.ts";

export const childView = (child: Child, today: PlainDate): ChildView => ({
  ...child,
  age: ageOn(child.birthDate, today),
});

type WindowFacts = { readonly calendars: readonly SchoolCalendar[]; readonly suspension: SuspensionRule | null };

/** The window as it stands for that household; for one whose account is closed, or that is late in paying, nothing is open. */
function windowOf(
  activity: Activity,
  { calendars, suspension }: WindowFacts,
  { household, children }: Family,
  now: Instant,
): ActivityView["window"] {
  const { closedAt } = household;
  const window = windowShown(activity, calendars, { household, children }, now);
  const today = localDate(now);
  if (!window) return { state: "none", sentence: windowSentence(window, today) };
  const { state, opensAt, closesAt } = window;
  if (closedAt !== undefined)
    return {
      state: "readOnly",
      opensAt,
      closesAt,
      sentence: refusalWords({ code: "accountClosed", since: closedAt }, today).sentence,
    };
  if (suspensionOf(suspensionFor(suspension, activity), household, today))
    return { state: "readOnly", opensAt, closesAt, sentence: suspendedTitle };
  return { state, opensAt, closesAt, sentence: windowSentence(window, today) };
}

export function activityView(
  activity: Activity,
  { site, calendars, suspension }: Pick<Slots, "site" | "calendars" | "suspension">,
  family: Family,
  now: Instant,
): ActivityView {
  const { name: siteName, town: siteTown } = site(activity);
  const { id, name, kind, siteId, from, to } = activity;
  return {
    id,
    name,
    kind,
    siteId,
    siteName,
    siteTown,
    from,
    to,
    window: windowOf(activity, { calendars, suspension }, family, now),
    ...(activity.minimum ? { minimum: { sentence: typeset(minimumSentence(activity.minimum)) } } : {}),
    units: activity.units.map((unit) => ({
      id: unit.id,
      name: unit.name,
      from: unit.from,
      to: unit.to,
      meal: unit.meal,
      excludes: [...excludedWithin(activity, unit)],
    })),
  };
}

/** Where the family brings it about; a confirmation leads back to the grid, whose choices are kept. */
export function missingHref(missing: Missing, childId: ChildId): string {
  switch (missing.what) {
    case "enrolment":
      return enrolmentHref(childId, missing.activityId);
    case "certification":
      return certificationHref(`/inscrire/${missing.activityId}`);
    case "record":
    case "consents":
    case "vaccines":
      return fieldAddress(childId, missing.fields[0]);
  }
}

/** What leads there, where that is no document to send. */
const actions: Partial<Record<Refusal["code"], string>> = {
  fileIncomplete: "Compléter le dossier",
  walletShort: "Mon porte-monnaie",
  suspended: "Payer mes factures",
};

/** Where the family can do something about it. */
function remedyOf(refusal: Refusal): string | null {
  if (refusal.code === "fileIncomplete") {
    const [missing] = refusal.missing;
    return missing ? missingHref(missing, refusal.childId) : null;
  }
  if (refusal.code === "walletShort") return "/mon-porte-monnaie";
  if (refusal.code === "suspended") return refusal.overdue ? "/payer" : null;
  if (refusal.code !== "documentMissing") return null;
  const [first] = refusal.lacking;
  return first ? documentHref(first.kind, refusal.childId) : null;
}

export function refusalView(refusal: Refusal, now: Instant, reader: Reader): RefusalView {
  const at = changesAt(refusal);
  // The office has no page of its own for it: it books all the same.
  const href = reader === "family" ? remedyOf(refusal) : null;
  const action = href === null ? undefined : actions[refusal.code];
  return {
    code: refusal.code,
    ...refusalWords(refusal, localDate(now), reader),
    ...(at === null ? {} : { changesAt: at }),
    ...(href === null ? {} : { href }),
    ...(action === undefined ? {} : { action }),
  };
}

/** Collects refusals, each once; answers point at them. */
export class Refusals {
  readonly views: RefusalView[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #now: Instant;
  readonly #reader: Reader;

  /** `now`: when they are told; `reader`: to whom. */
  constructor(now: Instant, reader: Reader) {
    this.#now = now;
    this.#reader = reader;
  }

  /** Index of this refusal in `views`. */
  indexOf(refusal: Refusal): number {
    const name = JSON.stringify(refusal);
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const index = this.views.push(refusalView(refusal, this.#now, this.#reader)) - 1;
    this.#indexes.set(name, index);
    return index;
  }
}
