/** Every page of the families' site: its address, who sees it, and when its code is fetched. */
import { readId } from "../../functions/kernel/ids.ts";
import { accessPath } from "../shared/shell/paths.ts";
import { lazy, type LazyPage } from "../shared/lazy.tsx";
import { match, type PathParams } from "../shared/router.ts";
import { readEarly } from "../shared/useQuery.ts";
import { readBookingsEarly } from "./booking/bookingsAhead.ts";
import { gridOf } from "./booking/grid/gridOf.ts";
import { activitiesOf } from "./catalogue/activitiesOf.ts";
import { enrolmentsOf } from "./enrolment/enrolmentsOf.ts";
import { homeOf } from "./home/homeOf.ts";
import { laterStyles } from "./shell/laterStyles.ts";
import {
  bookingsPath,
  certificationPath,
  changesPath,
  childRecordPath,
  correctChildPath,
  childRecordsPath,
  correctPath,
  debitPath,
  documentsPath,
  enrolmentsPath,
  editPath,
  feedPath,
  filePath,
  firstRequestPath,
  historyPath,
  invoicesPath,
  newAdultPath,
  newChildPath,
  paidPath,
  payPath,
  walletPath,
  quotientPapersPath,
  quotientPath,
  requestsPath,
  simulatorPath,
} from "./shell/paths.ts";

interface PageProps {
  readonly params: PathParams;
}
interface Page extends LazyPage<PageProps> {
  readonly pattern: string;
  /** Readable without signing in. */
  readonly open: boolean;
  /** Asks for what the page shows, before it is there to ask for it itself. */
  readonly ask?: (params: PathParams) => void;
  /** Lays itself out over the whole width, without the menu, and holds its own bar at the bottom. */
  readonly immersive?: boolean;
}

type Load = Parameters<typeof lazy<PageProps>>[0];

/** A page that is opened first: its styles are in the site's own sheet. */
const page = (pattern: string, load: Load, more: Partial<Page> = {}): Page => ({
  pattern,
  open: false,
  ...lazy(load),
  ...more,
});

/** A page that comes later, with styles that the first ones are spared. */
const later = (pattern: string, load: Load, more: Partial<Page> = {}): Page =>
  page(pattern, async () => (await Promise.all([load(), laterStyles()]))[0], more);

const open = { open: true };
const legal = () => import("./legal/LegalPages.tsx");

const pages: readonly Page[] = [
  page("/", async () => (await import("./home/HomePage.tsx")).HomePage, {
    ask: () => {
      readEarly(activitiesOf, null);
      readEarly(homeOf, null);
      readBookingsEarly();
    },
  }),
  later(filePath, async () => (await import("./request/FilePage.tsx")).FilePage),
  later(editPath(":section"), async () => (await import("./request/EditPage.tsx")).EditPage),
  later(editPath(":section", ":who"), async () => (await import("./request/EditPage.tsx")).EditPage),
  later(newAdultPath, async () => (await import("./request/NewAdultPage.tsx")).NewAdultPage),
  later(newChildPath, async () => (await import("./request/NewChildPage.tsx")).NewChildPage),
  later(requestsPath, async () => (await import("./request/RequestsPage.tsx")).RequestsPage),
  later(correctPath(":requestId"), async () => (await import("./request/CorrectPage.tsx")).CorrectPage),
  later(invoicesPath, async () => (await import("./billing/InvoicesPage.tsx")).InvoicesPage),
  later(payPath, async () => (await import("./payment/PayPage.tsx")).PayPage),
  later(walletPath, async () => (await import("./wallet/WalletPage.tsx")).WalletPage),
  later(paidPath, async () => (await import("./payment/PaidPage.tsx")).PaidPage),
  later(debitPath, async () => (await import("./direct-debit/DebitPage.tsx")).DebitPage),
  later(quotientPath, async () => (await import("./quotient/QuotientPage.tsx")).QuotientPage),
  later(quotientPapersPath, async () => (await import("./request/QuotientPapersPage.tsx")).QuotientPapersPage),
  later(childRecordsPath, async () => (await import("./child-record/ChildRecordsPage.tsx")).ChildRecordsPage),
  later(childRecordPath(":childId"), async () => (await import("./child-record/ChildRecordPage.tsx")).ChildRecordPage),
  later(
    correctChildPath(":childId", ":requestId"),
    async () => (await import("./child-record/CorrectChildPage.tsx")).CorrectChildPage,
  ),
  later(certificationPath, async () => (await import("./certification/CertificationPage.tsx")).CertificationPage),
  later(`${certificationPath}/:step`, async () => (await import("./certification/StepPage.tsx")).StepPage),
  later(documentsPath, async () => (await import("./document/DocumentsPage.tsx")).DocumentsPage),
  later(accessPath, async () => (await import("./access/AccessPage.tsx")).AccessPage),
  page("/inscrire", async () => (await import("./booking/ActivitiesPage.tsx")).ActivitiesPage, {
    ask: () => {
      readEarly(activitiesOf, null);
    },
  }),
  page("/inscrire/:activityId", async () => (await import("./booking/grid/BookingPage.tsx")).BookingPage, {
    immersive: true,
    ask: ({ activityId = "" }) => {
      const known = readId("ActivityId", activityId);
      if (known) readEarly(gridOf, known);
    },
  }),
  later(enrolmentsPath, async () => (await import("./enrolment/EnrolmentsPage.tsx")).EnrolmentsPage, {
    ask: () => {
      readEarly(enrolmentsOf, null);
    },
  }),
  page(bookingsPath, async () => (await import("./booking/list/BookingsPage.tsx")).BookingsPage),
  page("/visualiser-mes-reservations", async () => (await import("./booking/list/ChildPage.tsx")).ChildPage),
  later(feedPath, async () => (await import("./feed/FeedPage.tsx")).FeedPage),
  page(changesPath, async () => (await import("./booking/list/ChangesPage.tsx")).ChangesPage),
  later(historyPath, async () => (await import("./history/HistoryPage.tsx")).HistoryPage),
  page("/inscription", async () => (await import("./sign-in/FirstConnectionPage.tsx")).FirstConnectionPage, open),
  page(
    "/mot-de-passe-oublie",
    async () => (await import("./sign-in/ForgottenPasswordPage.tsx")).ForgottenPasswordPage,
    open,
  ),
  page("/absence-identifiant", async () => (await import("./sign-in/NoLoginPage.tsx")).NoLoginPage, open),
  later(firstRequestPath, async () => (await import("./first-request/FirstRequestPage.tsx")).FirstRequestPage, open),
  page("/cgu", async () => (await legal()).Terms, open),
  page("/accessibilite", async () => (await legal()).Accessibility, open),
  page("/donnees-personnelles", async () => (await legal()).Privacy, open),
  page("/rappels", async () => (await import("./reminder/UnsubscribePage.tsx")).UnsubscribePage, open),
  page(simulatorPath, async () => (await import("./price/SimulatorPage.tsx")).SimulatorPage, open),
  page("/contact", async () => (await legal()).Contact, open),
];

export function pageAt(path: string): { readonly page: Page; readonly params: PathParams } | null {
  for (const candidate of pages) {
    const params = match(candidate.pattern, path);
    if (params) return { page: candidate, params };
  }
  return null;
}
