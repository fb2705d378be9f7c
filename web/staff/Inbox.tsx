/**
 * « Demandes »: whatever waits for the office's word. The first tab is one list of all of it; each sort has a tab with an
 * address of its own, and what only it can do: many accepted at once, its own filters.
 */
import { useEffect } from "preact/hooks";
import { lazy } from "../shared/lazy.tsx";
import { location } from "../shared/router.ts";
import { useStore } from "../shared/store.ts";
import { inbox as words } from "../strings/fr/inbox.ts";
import { staff as strings } from "../strings/fr/staff.ts";
import { EverythingPage } from "./inbox/EverythingPage.tsx";
import { countOf, useInbox, type Counted } from "./inbox/useInbox.ts";
import { answeredSince, countedAnew } from "./shell/answered.ts";
import { approvalsPath, firstRequestsPath, inboxPath, requestsPath, waitingEnrolmentsPath } from "./shell/paths.ts";

const approvals = lazy(async () => (await import("./approval/ApprovalsPage.tsx")).ApprovalsPage);
const requests = lazy(async () => (await import("./request/RequestsPage.tsx")).RequestsPage);
const enrolments = lazy(async () => (await import("./enrolment/EnrolmentsPage.tsx")).EnrolmentsPage);
const firstRequests = lazy(async () => (await import("./first-request/RequestsPage.tsx")).RequestsPage);

const sorts = [
  { list: "approvals", href: approvalsPath, label: strings.inbox.approvals, Page: approvals.Page },
  { list: "requests", href: requestsPath, label: strings.inbox.requests, Page: requests.Page },
  { list: "enrolments", href: waitingEnrolmentsPath, label: strings.inbox.enrolments, Page: enrolments.Page },
  { list: "firstRequests", href: firstRequestsPath, label: strings.inbox.firstRequests, Page: firstRequests.Page },
] as const;

export function Inbox() {
  const { path } = useStore(location);
  const gone = useStore(answeredSince);
  const lists = useInbox(path);
  // Each visit of a tab counts what waits anew.
  useEffect(countedAnew, [path]);
  const counts = sorts.map(({ list }): Counted | null => {
    const counted = countOf(lists[list]);
    return counted && { ...counted, number: Math.max(0, counted.number - gone[list]) };
  });
  const known = counts.filter((one) => one !== null);
  const all: Counted | null =
    known.length < counts.length
      ? null
      : { number: known.reduce((sum, { number }) => sum + number, 0), more: known.some(({ more }) => more) };
  const sort = sorts.find(({ href }) => href === path);
  return (
    <div class="stack">
      <nav class="family-tabs no-print" aria-label={strings.nav.inbox}>
        <ul>
          <Tab href={inboxPath} label={strings.inbox.everything} count={all} current={!sort} />
          {sorts.map(({ href, label }, rank) => (
            <Tab key={href} href={href} label={label} count={counts[rank] ?? null} current={href === path} />
          ))}
        </ul>
      </nav>
      {sort ? <sort.Page /> : <EverythingPage lists={lists} />}
    </div>
  );
}

interface TabProps {
  readonly href: string;
  readonly label: string;
  readonly count: Counted | null;
  readonly current: boolean;
}

const Tab = ({ href, label, count, current }: TabProps) => (
  <li>
    <a href={href} aria-current={current ? "page" : undefined}>
      {label}
      {count && (
        <>
          {" "}
          <span class="tab-count" aria-hidden="true">
            {words.number(count.number, count.more)}
          </span>
          <span class="visually-hidden">{words.waiting(count.number, count.more)}</span>
        </>
      )}
    </a>
  </li>
);
