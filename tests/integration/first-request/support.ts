/** First requests as a stranger sends them and as the office decides on them, over a table and a bucket of their own. */
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { addressKey } from "../../../functions/family/rules/doubles.ts";
import { markOf, readEverybody } from "../../../functions/search/store/entries.ts";
import { TownEntries } from "../../../functions/search/use-cases/town-entries.ts";
import type { OfficeDependencies } from "../../../functions/first-request/dependencies.ts";
import { firstRequestOfficeUseCases } from "../../../functions/first-request/use-cases/office.ts";
import { firstRequestUseCases } from "../../../functions/first-request/use-cases/requester.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { id, type FirstRequestId, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import type { Robot } from "../../../functions/sign-in/robot.ts";
import { monday, newKey, shell } from "../booking/support.ts";
import { office, type World } from "../document/support.ts";

export const town = { firstRequests: { keptDays: 60 } };
/** A proof that is always right: the check itself is sign-in's, and tested there. */
const robot: Robot = {
  challenge: () => Promise.reject(new Error("Nobody asks for one here")),
  verify: () => Promise.resolve(),
};

type AcceptBody = Parameters<ReturnType<typeof firstRequestOfficeUseCases>["first-request.accept"]>[0]["body"];
type Office = ReturnType<typeof firstRequestOfficeUseCases>;
type DeskBody = Parameters<Office["first-request.alike"]>[0]["body"];
type EnterBody = Parameters<Office["first-request.enter"]>[0]["body"];
type Requester = ReturnType<typeof firstRequestUseCases>;
export type SendBody = Parameters<Requester["first-request.send"]>[0]["body"];

export const newcomer = (change: Partial<SendBody> = {}): SendBody => ({
  adults: [{ title: "Mme", firstName: "Anne", lastName: "Neuve", phone: "06 12 34 56 78" }],
  children: [{ firstName: "Lou", lastName: "Neuve", birthDate: id("PlainDate", "2019-03-14"), grade: "CE1" }],
  address: { lines: ["1 rue du Test"], postcode: "45300", town: "Pithiviers" },
  email: "anne.neuve@exemple.fr",
  emailAgain: "anne.neuve@exemple.fr",
  robot: "x",
  ...change,
});

/** Who comes to the desk with papers, and no address of theirs. */
export const atDesk = (change: Partial<DeskBody> = {}): DeskBody => ({
  adults: [{ title: "M.", firstName: "Yann", lastName: "Kerbrat", phone: "02 38 30 99 88", email: "" }],
  children: [{ firstName: "Maïwenn", lastName: "Kerbrat", birthDate: id("PlainDate", "2020-05-02"), school: "" }],
  address: { lines: ["7 rue du Guichet"], postcode: "45300", town: "Pithiviers" },
  ...change,
});

export interface Sent {
  readonly requestId: FirstRequestId;
  readonly proof: string;
}

let networks = 0;
/** Another network each: what one does must not slow down the others. */
export const newNetwork = (): string => `192.0.${Math.floor((networks += 1) / 250)}.${networks % 250}`;

export function deskOf(world: World) {
  const time = { now: Date.parse(monday) };
  const common = { table: world.table, bucket: world.bucket, clock: () => instantOf(time.now), town };
  const requester = firstRequestUseCases({ ...common, robot, requestSecret: "secret of a test" });
  const dependencies: OfficeDependencies = {
    ...common,
    // As the index has everybody: here, made anew each time, since no stream notes what changes.
    known: async () => ({
      families: new TownEntries(await readEverybody(world.table)).families(),
      homeOf: (where) => markOf(addressKey(where)),
    }),
    catalogue: catalogueCache(() => readCatalogue(world.table), common.clock),
    canMail: true,
  };
  const staff = firstRequestOfficeUseCases(dependencies);
  const from = (address: string) => ({
    ...shell,
    session: null,
    query: undefined,
    viewer: { ...shell.viewer, address },
  });
  const atOffice = { ...shell, session: office, query: undefined, params: undefined, body: undefined };
  return {
    time,
    send: async (body = newcomer(), address = newNetwork()) =>
      (await requester["first-request.send"]({ ...from(address), params: undefined, body })).body,
    confirm: (requestId: FirstRequestId, code: string, address = newNetwork()) =>
      requester["first-request.confirm"]({ ...from(address), params: { requestId }, body: { code } }),
    resend: ({ requestId, proof }: Sent, address = newNetwork()) =>
      requester["first-request.resendCode"]({ ...from(address), params: { requestId }, body: { proof } }),
    follow: async ({ requestId, proof }: Sent) =>
      (await requester["first-request.follow"]({ ...from(newNetwork()), params: { requestId }, body: { proof } })).body,
    addDocument: async ({ requestId, proof }: Sent, address = newNetwork()) =>
      (
        await requester["first-request.addDocument"]({
          ...from(address),
          params: { requestId },
          body: { proof, name: "livret.pdf", size: 1000 },
        })
      ).body,
    list: async (after?: string) =>
      (await staff["first-request.list"]({ ...atOffice, query: after === undefined ? {} : { after } })).body,
    read: async (requestId: FirstRequestId) =>
      (await staff["first-request.read"]({ ...atOffice, params: { requestId } })).body,
    accept: async (
      requestId: FirstRequestId,
      {
        key = newKey(),
        seen = 2,
        familyCode,
        documents,
      }: {
        key?: IdempotencyKey;
        seen?: number;
        familyCode?: string;
        documents?: NonNullable<AcceptBody["documents"]>;
      } = {},
    ) =>
      (
        await staff["first-request.accept"]({
          ...atOffice,
          params: { requestId },
          body: {
            idempotencyKey: key,
            seen,
            resident: true,
            ...(familyCode === undefined ? {} : { familyCode: id("FamilyCode", familyCode) }),
            ...(documents === undefined ? {} : { documents }),
          },
        })
      ).body,
    attach: async (requestId: FirstRequestId, familyCode: string, seen = 2) =>
      (
        await staff["first-request.attach"]({
          ...atOffice,
          params: { requestId },
          body: { idempotencyKey: newKey(), seen, familyCode: id("FamilyCode", familyCode) },
        })
      ).body,
    refuse: async (requestId: FirstRequestId, reason = "Hors du territoire", seen = 2) =>
      (
        await staff["first-request.refuse"]({
          ...atOffice,
          params: { requestId },
          body: { idempotencyKey: newKey(), seen, reason },
        })
      ).body,
    alike: async (body: DeskBody = atDesk()) => (await staff["first-request.alike"]({ ...atOffice, body })).body.likely,
    enter: async (change: Partial<EnterBody> = {}) =>
      (
        await staff["first-request.enter"]({
          ...atOffice,
          body: {
            ...atDesk(),
            idempotencyKey: newKey(),
            resident: true,
            apart: [],
            reason: "Venue au guichet",
            ...change,
          },
        })
      ).body.familyCode,
    open: async (requestId: FirstRequestId, documentId: string) =>
      (
        await staff["first-request.openDocument"]({
          ...atOffice,
          params: { requestId, documentId: id("DocumentId", documentId) },
        })
      ).body,
  };
}
export type Desk = ReturnType<typeof deskOf>;
