/** What waits, of each of the four lists, as one list knows it. */
import type { WaitingEnrolment } from "../../../functions/enrolment/contract.ts";
import type { RequestEntry } from "../../../functions/first-request/contract/office.ts";
import type { WaitingRequest } from "../../../functions/request/contract/office.ts";
import { searchable } from "../../shared/format/text.ts";
import type { Entry } from "./oneList.ts";
import { aboutOf, nameOf, sitesOf, type Approval } from "../approval/decide.ts";

export type Waiting = Common &
  (
    | { readonly kind: "booking" | "document"; readonly one: Approval }
    | { readonly kind: "request"; readonly one: WaitingRequest }
    | { readonly kind: "enrolment"; readonly one: WaitingEnrolment }
    | { readonly kind: "firstRequest"; readonly one: RequestEntry }
  );
interface Common extends Entry {
  readonly key: string;
}

export const ofApproval = (one: Approval): Waiting => ({
  kind: one.kind,
  key: nameOf(one),
  since: one.at,
  places: sitesOf(one),
  text: searchable(
    [
      aboutOf(one),
      one.familyName,
      one.familyCode,
      ...sitesOf(one),
      ...(one.kind === "booking" ? [one.activityName] : []),
    ].join(" "),
  ),
  one,
});

export const ofRequest = (one: WaitingRequest): Waiting => ({
  kind: "request",
  key: one.id,
  since: one.sentAt,
  places: one.schools,
  text: searchable([one.title, one.whose ?? "", one.familyName, one.familyCode, ...one.fields].join(" ")),
  one,
});

export const ofEnrolment = (one: WaitingEnrolment): Waiting => ({
  kind: "enrolment",
  key: one.id,
  since: one.askedAt,
  places: [one.siteName],
  text: searchable([one.childName, one.familyName, one.familyCode, one.activityName, one.siteName].join(" ")),
  one,
});

export const ofFirstRequest = (one: RequestEntry): Waiting => ({
  kind: "firstRequest",
  key: one.id,
  since: one.confirmedAt,
  places: [],
  text: searchable([one.name, one.town].join(" ")),
  one,
});
