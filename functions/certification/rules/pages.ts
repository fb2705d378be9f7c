/**
 * A file is confirmed page by page: what was confirmed of each stands beside what it shows now, fact by fact. A page that
 * shows anything else than what was confirmed, or something more, is to be confirmed again; what this reader is not shown
 * is not compared, so that an adult who may not know of something neither confirms it nor learns that it has changed. Pure.
 */
import type { Household } from "../../family/rules/family.ts";
import type { ChildId, Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays, addMonths, localDate } from "../../kernel/time.ts";
import { certifiedUntil } from "./certification.ts";

export const pageKinds = ["household", "child", "documents", "quotient"] as const;
type PageKind = (typeof pageKinds)[number];

/** Which page: the household's, a child's, and so on. */
export interface PageName {
  readonly page: PageKind;
  /** Of a child's page. */
  readonly childId?: ChildId | undefined;
}

/** As records name it: `household`, `child.E12`. */
export const pageId = ({ page, childId }: PageName): string => (childId === undefined ? page : `${page}.${childId}`);

/** What a page shows, each fact by its name with the mark of its value: two values that differ have two marks. */
export type Marks = Readonly<Record<string, string>>;

export interface ConfirmedPage {
  readonly at: Instant;
  /** As the person was called then. */
  readonly byName: string;
  readonly marks: Marks;
}

/** `changed`: it was confirmed, and shows something else by now. */
export const pageStandings = ["toRead", "confirmed", "changed"] as const;
type PageStanding = (typeof pageStandings)[number];

/** The first day of the year for which families confirm their file today. */
const yearBegins = (today: PlainDate, from: string): PlainDate =>
  addMonths(addDays(certifiedUntil(today, from), 1), -12);

/**
 * Whether a page that was confirmed then is one of those that the next certification rests on: of this year, and since
 * the last one, which has used up what was confirmed before it.
 */
export const counts = (
  { at }: Pick<ConfirmedPage, "at">,
  { certified }: Pick<Household, "certified">,
  { today, from }: { readonly today: PlainDate; readonly from: string },
): boolean => localDate(at) >= yearBegins(today, from) && (certified === undefined || at > certified.at);

/** The facts that are not as they were confirmed. */
export const changedSince = (shown: Marks, confirmed: Marks): readonly string[] =>
  Object.keys(shown).filter((fact) => shown[fact] !== confirmed[fact]);

export function standingOf(shown: Marks, confirmed: ConfirmedPage | undefined): PageStanding {
  if (!confirmed) return "toRead";
  return changedSince(shown, confirmed.marks).length === 0 ? "confirmed" : "changed";
}
