/**
 * The tabs of a family's page, in their order: one line each. A page that joins them is drawn inside the family's frame
 * (FamilyFrame.tsx), at `/agents/familles/<code>/<tab>`.
 */
import type { ComponentChildren } from "preact";
import type { FamilyCode } from "../../functions/kernel/ids.ts";
import { lazy } from "../shared/lazy.tsx";
import { familyPages as strings } from "../strings/fr/family.ts";
import { enrolmentsTab } from "./enrolment/decide.ts";
import type { FamilyTab } from "./family/FamilyFrame.tsx";

const household = lazy(async () => (await import("./family/HouseholdPage.tsx")).HouseholdPage);
const protections = lazy(async () => (await import("./protection/Protections.tsx")).Protections);
const bookings = lazy(async () => (await import("./booking/FamilyPage.tsx")).FamilyPage);
const enrolments = lazy(async () => (await import("./enrolment/FamilyEnrolments.tsx")).FamilyEnrolments);
const certifications = lazy(async () => (await import("./certification/Certifications.tsx")).Certifications);
const file = lazy(async () => (await import("./request/FilePage.tsx")).FilePage);
const requests = lazy(async () => (await import("./request/FamilyRequests.tsx")).FamilyRequests);
const documents = lazy(async () => (await import("./document/FamilyDocuments.tsx")).FamilyDocuments);
const quotient = lazy(async () => (await import("./quotient/QuotientPage.tsx")).QuotientPage);
const invoices = lazy(async () => (await import("./billing/FamilyInvoices.tsx")).FamilyInvoices);
const access = lazy(async () => (await import("./access/FamilyAccessPage.tsx")).FamilyAccessPage);
const history = lazy(async () => (await import("./history/HistoryPage.tsx")).HistoryPage);

interface Drawn extends FamilyTab {
  readonly draw: (code: FamilyCode) => ComponentChildren;
}

export const familyTabs: readonly Drawn[] = [
  {
    tab: "foyer",
    label: strings.household,
    draw: (code) => (
      <div class="stack">
        <household.Page />
        <protections.Page code={code} />
      </div>
    ),
  },
  { tab: "enfants", label: strings.children, draw: (code) => <file.Page code={code} part="children" /> },
  { tab: "fiche", label: strings.file, draw: (code) => <file.Page code={code} part="household" /> },
  { tab: "", label: strings.bookings, draw: (code) => <bookings.Page code={code} /> },
  {
    tab: enrolmentsTab,
    label: strings.enrolments,
    draw: (code) => (
      <div class="stack reading">
        <enrolments.Page code={code} />
        <certifications.Page code={code} />
      </div>
    ),
  },
  { tab: "demandes", label: strings.requests, draw: (code) => <requests.Page code={code} /> },
  { tab: "justificatifs", label: strings.documents, draw: (code) => <documents.Page code={code} /> },
  { tab: "quotient", label: strings.quotient, draw: (code) => <quotient.Page code={code} /> },
  { tab: "factures", label: strings.invoices, draw: (code) => <invoices.Page code={code} /> },
  { tab: "acces", label: strings.access, draw: (code) => <access.Page code={code} /> },
  { tab: "historique", label: strings.history, draw: (code) => <history.Page code={code} /> },
];
