/** What is known of a family's enrolments, for the family and for staff; and those that wait. */
import { readHolders } from "../../approval/store/in-hand.ts";
import { holderSaid } from "../../approval/use-cases/in-hand.ts";
import { editionsOf, type Editions } from "../../catalogue/rules/editions.ts";
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
import { isWaiting, type Enrolment } from "../rules/enrolment.ts";
import { enrolmentThing, readElsewhere, readEnrolments, readWaiting } from "../store/enrolments.ts";
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
  const now = clock();
  return { family, elsewhere, enrolments, catalogue, schoolZone, now, today: localDate(now) };
}

export const enrolmentLookUseCases = (dependencies: EnrolmentDependencies): UseCases<typeof enrolmentLook> => ({
  "enrolment.own": async ({ session }) => ({
    body: enrolmentsView(await known(dependencies, session.familyCode, ownFamily(dependencies.table, session))),
  }),
});

/** Entries of a page: their people are one request of the table. */
const pageSize = 50;

interface Waiting {
  readonly people: People;
  readonly catalogue: Catalogue;
  readonly canMail: boolean;
  readonly held: (enrolment: Enrolment) => Pick<WaitingEnrolment, "holder">;
}

function waitingView(enrolment: Enrolment, { people, catalogue, canMail, held }: Waiting): readonly WaitingEnrolment[] {
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
      ...held(enrolment),
    },
  ];
}

export const enrolmentOfficeLook = (
  dependencies: OfficeEnrolmentDependencies,
): Pick<UseCases<typeof enrolmentOffice>, "enrolment.waiting" | "enrolment.ofFamily"> => ({
  "enrolment.waiting": async ({ session, query: { state, after } }) => {
    const { table, catalogue: cache, canMail, clock } = dependencies;
    const [{ enrolments, next }, catalogue, holder] = await Promise.all([
      readWaiting(table, state, { after, limit: pageSize }),
      cache.latest(),
      readHolders(table, clock()),
    ]);
    const people = await readPeople(table, enrolments);
    const held = (one: Enrolment) => holderSaid(holder(enrolmentThing(one)), session);
    return {
      body: {
        enrolments: enrolments.flatMap((one) => waitingView(one, { people, catalogue, canMail, held })),
        ...(next === undefined ? {} : { next }),
      },
    };
  },
  "enrolment.ofFamily": async ({ session, params: { familyCode } }) => {
    const { table, clock } = dependencies;
    const [all, holder] = await Promise.all([
      known(dependencies, familyCode, familyOf(table, familyCode)),
      readHolders(table, clock()),
    ]);
    const show = (one: Enrolment, editions: Editions) => ({
      ...officeEnrolmentView(one, editions, all.now),
      ...(isWaiting(one) ? holderSaid(holder(enrolmentThing(one)), session) : {}),
    });
    return { body: { children: childrenView(all, show), today: all.today } };
  },
});
