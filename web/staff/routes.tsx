/** Every page of the staff's site behind the sign-in, and its entry in the menu. */
import type { ComponentChildren } from "preact";
import { staffAccessPath } from "../shared/shell/paths.ts";
import { lazy } from "../shared/lazy.tsx";
import { match, type PathParams } from "../shared/router.ts";
import type { IconName } from "../shared/ui/Icon.tsx";
import { staff as strings } from "../strings/fr/staff.ts";
import { FamilySpace } from "./FamilySpace.tsx";
import { familyTabs } from "./familyTabs.tsx";
import {
  billingPath,
  tryPricePath,
  bulkQuotientsPath,
  comparePath,
  mergeAdultsPath,
  mergeHouseholdsPath,
  mergePath,
  newFamilyPath,
  debitBatchPath,
  debitsPath,
  doublesPath,
  familiesPath,
  familyTabPath,
  firstRequestPath,
  inboxPath,
  inboxPaths,
  paymentsPath,
  treasuryPath,
  planningPath,
  requestPath,
  staffChildRecordPath,
  untoldPath,
  accountsPath,
} from "./shell/paths.ts";

const inbox = lazy(async () => (await import("./Inbox.tsx")).Inbox);
const sheet = lazy(async () => (await import("./day-sheet/DaySheetPage.tsx")).DaySheetPage);
const month = lazy(async () => (await import("./planning/MonthPage.tsx")).MonthPage);
const day = lazy(async () => (await import("./planning/DayPage.tsx")).DayPage);
const tryPrice = lazy(async () => (await import("./price/TryFreePage.tsx")).TryFreePage);
const bulkQuotients = lazy(async () => (await import("./quotient/bulk/BulkPage.tsx")).BulkPage);
const families = lazy(async () => (await import("./search/FamiliesPage.tsx")).FamiliesPage);
const newFamily = lazy(async () => (await import("./first-request/NewFamilyPage.tsx")).NewFamilyPage);
const doubles = lazy(async () => (await import("./search/DoublesPage.tsx")).DoublesPage);
const compare = lazy(async () => (await import("./search/ComparePage.tsx")).ComparePage);
const mergeFiles = lazy(async () => (await import("./merge/MergePage.tsx")).MergePage);
const mergeHouseholds = lazy(async () => (await import("./merge/MergeHouseholdsPage.tsx")).MergeHouseholdsPage);
const mergeAdults = lazy(async () => (await import("./merge/MergeAdultsPage.tsx")).MergeAdultsPage);
const childRecord = lazy(async () => (await import("./child-record/ChildRecordPage.tsx")).ChildRecordPage);
const firstRequest = lazy(async () => (await import("./first-request/RequestPage.tsx")).RequestPage);
const request = lazy(async () => (await import("./request/RequestPage.tsx")).RequestPage);
const forFamily = lazy(async () => (await import("./booking/ForFamilyPage.tsx")).ForFamilyPage);
const reminderPage = lazy(async () => (await import("./reminder/RemindersPage.tsx")).RemindersPage);
const accounts = lazy(async () => (await import("./payment/AccountsPage.tsx")).AccountsPage);
const payments = lazy(async () => (await import("./payment/PaymentsPage.tsx")).PaymentsPage);
const debits = lazy(async () => (await import("./direct-debit/DebitsPage.tsx")).DebitsPage);
const debitBatch = lazy(async () => (await import("./direct-debit/BatchPage.tsx")).BatchPage);
const treasury = lazy(async () => (await import("./treasury/TreasuryPage.tsx")).TreasuryPage);
const billing = lazy(async () => (await import("./billing/BillingPage.tsx")).BillingPage);
const untold = lazy(async () => (await import("./untold/UntoldPage.tsx")).UntoldPage);
const staffMembers = lazy(async () => (await import("./access/StaffMembersPage.tsx")).StaffMembersPage);
const access = lazy(async () => (await import("./access/AccessPage.tsx")).AccessPage);

interface Page {
  /** Of the menu's entry. */
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** Addresses that it answers to. */
  readonly patterns: readonly string[];
  readonly draw: (params: PathParams) => ComponentChildren;
}

const daySheet: Page = {
  href: "/agents",
  label: strings.nav.daySheet,
  icon: "calendar",
  patterns: ["/agents", "/agents/feuille/:siteId/:date"],
  draw: (params) => <sheet.Page siteId={params["siteId"] ?? null} date={params["date"] ?? null} />,
};

export const pages: readonly Page[] = [
  daySheet,
  {
    href: planningPath,
    label: strings.nav.planning,
    icon: "list",
    patterns: [planningPath, `${planningPath}/:siteId/:month`],
    draw: (params) => <month.Page siteId={params["siteId"] ?? null} month={params["month"] ?? null} />,
  },
  {
    href: inboxPath,
    label: strings.nav.inbox,
    icon: "check",
    patterns: inboxPaths(),
    draw: () => <inbox.Page />,
  },
  {
    href: familiesPath,
    label: strings.nav.families,
    icon: "family",
    patterns: [familiesPath],
    draw: () => <families.Page />,
  },
  {
    href: bulkQuotientsPath,
    label: strings.nav.quotients,
    icon: "document",
    patterns: [bulkQuotientsPath],
    draw: () => <bulkQuotients.Page />,
  },
  {
    href: tryPricePath,
    label: strings.nav.tryPrice,
    icon: "euro",
    patterns: [tryPricePath],
    draw: () => <tryPrice.Page />,
  },
  {
    href: accountsPath,
    label: strings.nav.accounts,
    icon: "euro",
    patterns: [accountsPath],
    draw: () => <accounts.Page />,
  },
  {
    href: billingPath,
    label: strings.nav.billing,
    icon: "euro",
    patterns: [billingPath],
    draw: () => <billing.Page />,
  },
  {
    href: paymentsPath,
    label: strings.nav.payments,
    icon: "euro",
    patterns: [paymentsPath],
    draw: () => <payments.Page />,
  },
  {
    href: debitsPath,
    label: strings.nav.debits,
    icon: "euro",
    patterns: [debitsPath],
    draw: () => <debits.Page />,
  },
  {
    href: treasuryPath,
    label: strings.nav.treasury,
    icon: "euro",
    patterns: [treasuryPath],
    draw: () => <treasury.Page />,
  },
  {
    href: untoldPath,
    label: strings.nav.untold,
    icon: "phone",
    patterns: [untoldPath],
    draw: () => <untold.Page />,
  },
  {
    href: "/agents/rappels",
    label: strings.nav.reminders,
    icon: "mail",
    patterns: ["/agents/rappels"],
    draw: () => <reminderPage.Page />,
  },
  {
    href: "/agents/equipe",
    label: strings.nav.staffMembers,
    icon: "person",
    patterns: ["/agents/equipe"],
    draw: () => <staffMembers.Page />,
  },
  {
    href: staffAccessPath,
    label: strings.nav.access,
    icon: "lock",
    patterns: [staffAccessPath],
    draw: () => <access.Page />,
  },
];

/** Reached from « Prélèvements », whose entry of the menu stays current. */
const oneBatch: Page = {
  href: debitsPath,
  label: strings.nav.debits,
  icon: "euro",
  patterns: [debitBatchPath(":batch")],
  draw: ({ batch = "" }) => <debitBatch.Page batch={batch} />,
};

/** Reached from the planning, whose entry of the menu stays current. */
const siteDay: Page = {
  href: planningPath,
  label: strings.nav.planning,
  icon: "list",
  patterns: [`${planningPath}/:siteId/jour/:date`],
  draw: (params) => <day.Page siteId={params["siteId"] ?? ""} date={params["date"] ?? ""} />,
};

/** Reached from the lists of what waits, whose entry of the menu stays current. */
const oneRequest: Page = {
  href: inboxPath,
  label: strings.nav.inbox,
  icon: "check",
  patterns: [requestPath(":familyCode", ":requestId")],
  draw: (params) => <request.Page familyCode={params["familyCode"] ?? ""} requestId={params["requestId"] ?? ""} />,
};

/** The same of a family without a code. */
const oneFirstRequest: Page = {
  href: inboxPath,
  label: strings.nav.inbox,
  icon: "check",
  patterns: [firstRequestPath(":requestId")],
  draw: ({ requestId = "" }) => <firstRequest.Page requestId={requestId} />,
};

/** Reached from « Familles », whose entry of the menu stays current. */
const familyAtDesk: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [newFamilyPath],
  draw: () => <newFamily.Page />,
};

/** The same. */
const twice: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [doublesPath],
  draw: () => <doubles.Page />,
};

/** Reached from those. */
const twins: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [comparePath(":one", ":other")],
  draw: (params) => (
    <compare.Page
      one={params["one"] ?? ""}
      other={params["other"] ?? ""}
      key={`${params["one"] ?? ""} ${params["other"] ?? ""}`}
    />
  ),
};

/** Reached from those: two files of one child. */
const oneFile: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [
    mergePath({ familyCode: ":goneFamily", childId: ":gone" }, { familyCode: ":keptFamily", childId: ":kept" }),
  ],
  draw: ({ goneFamily = "", gone = "", keptFamily = "", kept = "" }) => (
    <mergeFiles.Page
      goneFamily={goneFamily}
      gone={gone}
      keptFamily={keptFamily}
      kept={kept}
      key={`${goneFamily} ${gone} ${keptFamily} ${kept}`}
    />
  ),
};

/** Reached from those: two entries of one adult. */
const oneAdult: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [mergeAdultsPath(":familyCode", ":gone", ":kept")],
  draw: ({ familyCode = "", gone = "", kept = "" }) => (
    <mergeAdults.Page familyCode={familyCode} gone={gone} kept={kept} key={`${familyCode} ${gone} ${kept}`} />
  ),
};

/** Reached from those: two families. */
const oneHousehold: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [mergeHouseholdsPath(":gone", ":kept")],
  draw: ({ gone = "", kept = "" }) => <mergeHouseholds.Page gone={gone} kept={kept} key={`${gone} ${kept}`} />,
};

/** The tabs of a family's page: the entry of the menu stays current. */
const ofFamily: readonly Page[] = familyTabs.map(({ tab }) => ({
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [familyTabPath(":familyCode", tab)],
  draw: (params) => <FamilySpace familyCode={params["familyCode"] ?? ""} tab={tab} />,
}));

/** Reached from a family's household. */
const childFile: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [staffChildRecordPath(":familyCode", ":childId")],
  draw: (params) => <childRecord.Page familyCode={params["familyCode"] ?? ""} childId={params["childId"] ?? ""} />,
};

/** Reached from a family's bookings. */
const bookForFamily: Page = {
  href: familiesPath,
  label: strings.nav.families,
  icon: "family",
  patterns: [`${familiesPath}/:familyCode/reserver`, `${familiesPath}/:familyCode/reserver/:activityId`],
  draw: (params) => (
    <forFamily.Page familyCode={params["familyCode"] ?? ""} activityId={params["activityId"] ?? null} />
  ),
};

/** The page at an address; the day sheet anywhere else. */
export function pageAt(path: string): { readonly page: Page; readonly params: PathParams } {
  for (const page of [
    ...pages,
    siteDay,
    oneBatch,
    familyAtDesk,
    twice,
    twins,
    oneFile,
    oneAdult,
    oneHousehold,
    ...ofFamily,
    childFile,
    bookForFamily,
    oneRequest,
    oneFirstRequest,
  ])
    for (const pattern of page.patterns) {
      const params = match(pattern, path);
      if (params) return { page, params };
    }
  return { page: daySheet, params: {} };
}
