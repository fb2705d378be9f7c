/** The guide's menu, under the guide's own words. An entry stands here once its page works. */
import type { IconName } from "../../shared/ui/Icon.tsx";
import { accessPath } from "../../shared/shell/paths.ts";
import { shell } from "../../strings/fr/shell.ts";
import {
  bookingsPath,
  changesPath,
  childRecordsPath,
  documentsPath,
  enrolmentsPath,
  filePath,
  invoicesPath,
  newChildPath,
  quotientPath,
  requestsPath,
  simulatorPath,
} from "../shell/paths.ts";

interface MenuEntry {
  readonly label: string;
  readonly href: string;
  readonly icon: IconName;
}
interface MenuGroup {
  readonly title: string;
  readonly entries: readonly MenuEntry[];
}

const { groups, pages, tabs: names } = shell;

export const menu: readonly MenuGroup[] = [
  {
    title: groups.information,
    entries: [
      { label: pages.family, href: filePath, icon: "family" },
      { label: pages.newChild, href: newChildPath, icon: "person" },
      { label: pages.childRecord, href: childRecordsPath, icon: "person" },
      { label: pages.documents, href: documentsPath, icon: "upload" },
      { label: pages.access, href: accessPath, icon: "lock" },
      { label: pages.quotient, href: quotientPath, icon: "document" },
      { label: pages.requests, href: requestsPath, icon: "mail" },
    ],
  },
  {
    title: groups.enrolment,
    entries: [
      { label: pages.enrol, href: "/inscrire", icon: "calendarPlus" },
      { label: pages.enrolments, href: enrolmentsPath, icon: "check" },
      { label: pages.bookings, href: bookingsPath, icon: "calendar" },
      { label: pages.viewing, href: "/visualiser-mes-reservations", icon: "eye" },
      { label: pages.changes, href: changesPath, icon: "edit" },
    ],
  },
  {
    title: groups.finances,
    entries: [
      { label: pages.invoices, href: invoicesPath, icon: "document" },
      { label: pages.simulator, href: simulatorPath, icon: "euro" },
    ],
  },
  { title: groups.documents, entries: [{ label: pages.terms, href: "/cgu", icon: "document" }] },
  { title: groups.contacts, entries: [{ label: pages.contact, href: "/contact", icon: "phone" }] },
  {
    title: groups.accessibility,
    entries: [{ label: shell.footer.accessibility, href: "/accessibilite", icon: "access" }],
  },
];

/** On a phone: four pages, and the menu behind the fifth tab. */
export const tabs: readonly MenuEntry[] = [
  { label: names.home, href: "/", icon: "home" },
  { label: names.enrol, href: "/inscrire", icon: "calendarPlus" },
  { label: names.bookings, href: bookingsPath, icon: "calendar" },
  { label: names.family, href: filePath, icon: "family" },
];

/** An entry is current on its page and below it (the grid of an activity). */
export const isCurrent = (href: string, path: string): boolean =>
  path === href || (href !== "/" && path.startsWith(`${href}/`));
