/**
 * « Demandes »: whatever waits for the office's word, in one place. Each sort has a tab with an address of its own; the
 * first one holds what presses by its day.
 */
import { lazy } from "../shared/lazy.tsx";
import { location } from "../shared/router.ts";
import { useStore } from "../shared/store.ts";
import { staff as strings } from "../strings/fr/staff.ts";
import { firstRequestsPath, inboxPath, requestsPath, waitingEnrolmentsPath } from "./shell/paths.ts";

const approvals = lazy(async () => (await import("./approval/ApprovalsPage.tsx")).ApprovalsPage);
const requests = lazy(async () => (await import("./request/RequestsPage.tsx")).RequestsPage);
const enrolments = lazy(async () => (await import("./enrolment/EnrolmentsPage.tsx")).EnrolmentsPage);
const firstRequests = lazy(async () => (await import("./first-request/RequestsPage.tsx")).RequestsPage);

export const inboxTabs = [
  { href: inboxPath, label: strings.inbox.approvals, Page: approvals.Page },
  { href: requestsPath, label: strings.inbox.requests, Page: requests.Page },
  { href: waitingEnrolmentsPath, label: strings.inbox.enrolments, Page: enrolments.Page },
  { href: firstRequestsPath, label: strings.inbox.firstRequests, Page: firstRequests.Page },
] as const;

export function Inbox() {
  const { path } = useStore(location);
  const { Page } = inboxTabs.find(({ href }) => href === path) ?? inboxTabs[0];
  return (
    <div class="stack">
      <nav class="family-tabs no-print" aria-label={strings.nav.inbox}>
        <ul>
          {inboxTabs.map(({ href, label }) => (
            <li key={href}>
              <a href={href} aria-current={href === path ? "page" : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Page />
    </div>
  );
}
