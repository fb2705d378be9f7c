/** What is known of a family's enrolments, for the family and for staff; and those that wait. */
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { lackingFor } from "../../document/rules/needs.ts";
import { ageOn, hasAddress, nameInLetters, type Family } from "../../family/rules/family.ts";
import { readPeople, type People } from "../../family/store/people.ts";
import { familyOf, ownFamily } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { enrolmentLook, enrolmentOffice, WaitingEnrolment } from "../contract.ts";
import type { EnrolmentDependencies, OfficeEnrolmentDependencies } from "../dependencies.ts";
import type { Enrolment } from "../rules/enrolment.ts";
import { readElsewhere, readEnrolments, readWaiting } from "../store/enrolments.ts";
import { childrenView, enrolmentsView, enrolmentView, officeEnrolmentView } from "./views.ts";

/** One wave of reads; a family with a child of two households waits for a second one. */
async function known(
  { table, catalogue: cache, clock, schoolZone }: EnrolmentDependencies,
  code: FamilyCode,
  reading: Promise<Family>,
) {
  const [family, elsewhere, enrolments, catalogue] = await Promise.all([
    reading,
    reading.then(({ children }) => readElsewhere(table, children)),
    readEnrolments(table, code),
    cache.latest(),
  ]);
  return { family, elsewhere, enrolments, catalogue, schoolZone, today: localDate(clock()) };
}

export const enrolmentLookUseCases = (dependencies: EnrolmentDependencies): UseCases<typeof enrolmentLook> => ({
  "enrolment.own": async ({ session }) => ({
    body: enrolmentsView(await known(dependencies, session.familyCode, ownFamily(dependencies.table, session))),
  }),
});

/** Entries of a page: their people are one request of the table. */
const pageSize = 50;

function waitingView(
  enrolment: Enrolment,
  people: People,
  catalogue: Catalogue,
  canMail: boolean,
): readonly WaitingEnrolment[] {
  const { familyCode, childId, activityId, from } = enrolment;
  const [child, household] = [people.child({ familyCode, childId }), people.household(familyCode)];
  const editions = editionsOf(catalogue);
  const activity = editions.on(activityId, from);
  if (!child || !household) return [];
  const [first] = household.guardians;
  return [
    {
      ...enrolmentView(enrolment, editions),
      familyCode,
      familyName: first ? nameInLetters(first) : familyCode,
      childName: `${child.firstName} ${child.lastName}`,
      age: ageOn(child.birthDate, from),
      ...(child.grade === undefined ? {} : { grade: child.grade }),
      siteName: catalogue.sites.find(({ id }) => id === activity?.siteId)?.name ?? "",
      lacking: activity
        ? lackingFor(catalogue.documents ?? [], activity, { child, household }, from).map(({ kind, checking }) => ({
            name: kind.name,
            checking,
          }))
        : [],
      toCall: !canMail || !hasAddress(household),
    },
  ];
}

export const enrolmentOfficeLook = (
  dependencies: OfficeEnrolmentDependencies,
): Pick<UseCases<typeof enrolmentOffice>, "enrolment.waiting" | "enrolment.ofFamily"> => ({
  "enrolment.waiting": async ({ query: { state, after } }) => {
    const { table, catalogue: cache, canMail } = dependencies;
    const [{ enrolments, next }, catalogue] = await Promise.all([
      readWaiting(table, state, { after, limit: pageSize }),
      cache.latest(),
    ]);
    const people = await readPeople(table, enrolments);
    return {
      body: {
        enrolments: enrolments.flatMap((one) => waitingView(one, people, catalogue, canMail)),
        ...(next === undefined ? {} : { next }),
      },
    };
  },
  "enrolment.ofFamily": async ({ params: { familyCode } }) => {
    const all = await known(dependencies, familyCode, familyOf(dependencies.table, familyCode));
    return { body: { children: childrenView(all, officeEnrolmentView), today: all.today } };
  },
});
