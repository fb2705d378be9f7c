/**
 * The plan of `web/`: what both sites stand on, subjects from the ground up, and what stands on top. A subject imports
 * those below it only, on its own site, in `shared/` and among the words. `arrows.test.ts` holds the code to it.
 */

/**
 * The subjects of both sites, from the ground up: each imports itself and those before it. The order is the pages' own: a
 * page is made of parts of lower subjects. So offers stand below the bookings among which they are shown, history and
 * the closing of an account below the staff's page of a family, and reminders below « Mes codes d’accès ».
 */
export const subjects = [
  "catalogue",
  "price",
  "wallet",
  "payment",
  "direct-debit",
  "family",
  "protection",
  "quotient",
  "sign-in",
  "waiting-list",
  "history",
  "account-closing",
  "document",
  "enrolment",
  "certification",
  "first-request",
  "billing",
  "treasury",
  "booking",
  "request",
  "child-record",
  "merge",
  "search",
  "approval",
  "closure",
  "attendance",
  "day-sheet",
  "planning",
  "feed",
  "reminder",
  "untold",
  "access",
] as const;
type Subject = (typeof subjects)[number];

/** Pages and frames made of all of them. */
const tops: ReadonlySet<string> = new Set(["home", "inbox", "menu"]);
/** What belongs to no subject: the parts that pages are made of, the town, the law. */
const kits: ReadonlySet<string> = new Set(["api", "format", "forms", "legal", "office", "session", "shell", "ui"]);
/** Words of the kits and of the tops. */
const kitWords: ReadonlySet<string> = new Set(["api", "common", "forms", "legal", "office", "shell", "staff", "ui"]);

type Place =
  | { readonly kind: "kit" | "top"; readonly site: string }
  | { readonly kind: "subject"; readonly site: string; readonly subject: Subject }
  /** On no plan. */
  | { readonly kind: "unknown"; readonly site: string };

export function placeOf(file: string): Place {
  const [, site = "", second = "", third = ""] = file.split("/");
  const name = site === "strings" ? third.replace(/\.ts$/u, "") : second;
  const subject = subjects.find((one) => one === name);
  if (subject) return { kind: "subject", site, subject };
  if (site === "strings") return { kind: kitWords.has(name) ? "kit" : tops.has(name) ? "top" : "unknown", site };
  if (kits.has(name)) return { kind: "kit", site };
  if (tops.has(name)) return { kind: "top", site };
  // A file outside any folder: the clock, the router and their like in `shared/`; what draws a whole site in the others.
  const alone = third === "";
  return { kind: alone ? (site === "shared" ? "kit" : "top") : "unknown", site };
}

const levels = { kit: 0, subject: 1, top: 2 } as const;

export function mayImport(from: string, to: string): boolean {
  const [above, below] = [placeOf(from), placeOf(to)];
  if (above.kind === "unknown" || below.kind === "unknown") return false;
  // Words import the kit's ways of writing numbers and spaces, and are imported by everybody.
  const sites = above.site === below.site || ["shared", "strings"].includes(below.site);
  if (!sites) return false;
  if (above.kind === "subject" && below.kind === "subject")
    return subjects.indexOf(below.subject) <= subjects.indexOf(above.subject);
  return levels[below.kind] <= levels[above.kind];
}
