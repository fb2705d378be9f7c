/**
 * Requests of the demo town, one in each state, with documents of the state's own, made through what pages go through.
 */
import { catalogueCache } from "../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../functions/catalogue/store/catalogue.ts";
import type { FieldValue } from "../../functions/family/rules/field-values.ts";
import { nameInLetters } from "../../functions/family/rules/family.ts";
import type { Bucket } from "../../functions/files/bucket.ts";
import { id, type ChildId, type IdempotencyKey, type Instant, type RequestId } from "../../functions/kernel/ids.ts";
import { addDays, localDate, localToInstant, plusHours } from "../../functions/kernel/time.ts";
import { partsOf, type Author, type Doing } from "../../functions/request/rules/request.ts";
import { actOn, theRequest } from "../../functions/request/use-cases/acting.ts";
import { acceptRequest } from "../../functions/request/use-cases/decide.ts";
import { readStanding, sectionOf } from "../../functions/request/use-cases/parts.ts";
import { sendChanges, type Sending } from "../../functions/request/use-cases/send.ts";
import type { WantedPart } from "../../functions/request/use-cases/together.ts";
import type { Table } from "../../functions/table/table.ts";
import { sectionsOf } from "../../functions/wiring/sections.ts";
import type { CastFamily } from "./cast.ts";
import { address, benefits, birth, identity, taxNotice } from "./document-kinds.ts";
import { makeDocument } from "./documents.ts";
import type { DemoFamily } from "./families.ts";
import { gatinais } from "./places.ts";

interface Tools {
  readonly table: Table;
  readonly bucket: Bucket | null;
}

type Answer = Exclude<Doing, { what: "accepted" }> | { readonly what: "acceptedAsAsked" };

interface DemoPart {
  readonly section: Sending["section"];
  readonly guardianId?: Sending["guardianId"];
  readonly childId?: Sending["childId"];
  readonly values: Readonly<Record<string, FieldValue>>;
}

interface DemoRequest extends DemoPart {
  readonly name: string;
  readonly family: DemoFamily;
  readonly sentAt: Instant;
  /** What changes together with it. */
  readonly more?: readonly DemoPart[];
  /** Documents that go with it, by their files' names. */
  readonly papers?: readonly { readonly kind: typeof address; readonly file: string }[];
  readonly text?: string;
  /** What followed, one after the other; the office's but for what only a family does. */
  readonly then: readonly Answer[];
}

const first = id("GuardianId", "1");
const town = { quotient: { kind: "caf", validity: { months: 12 } } } as const;

function eldestOf({ children: [eldest] }: DemoFamily): ChildId {
  if (!eldest) throw new Error("A request of the demo town is about a child");
  return eldest.id;
}

function demoRequests(
  activated: readonly CastFamily[],
  others: readonly DemoFamily[],
  now: Instant,
): readonly DemoRequest[] {
  const [three, , busy] = activated.map(({ family }) => family);
  const [a, b, c, d] = others.slice(10);
  if (!three || !busy || !a || !b || !c || !d) throw new Error("The demo town lacks families for its requests");
  const today = localDate(now);
  const at = (days: number, time: `${string}:${string}` = "19:10"): Instant =>
    localToInstant(addDays(today, -days), time);
  const moving = (street: string) => ({ address: { lines: [street], postcode: "45300", town: "Pithiviers" } });
  const baby = (firstName: string, lastName: string) => ({
    arrival: "birth",
    firstName,
    lastName,
    birthDate: addDays(today, -20),
  });
  const lastName = three.household.guardians[0]?.lastName ?? "Martin";
  return [
    {
      name: "enregistre",
      family: three,
      sentAt: at(12),
      section: "adult",
      guardianId: first,
      values: { profession: "Infirmière", workPhone: "02 38 30 11 22" },
      then: [],
    },
    {
      name: "acceptee",
      family: three,
      sentAt: at(30),
      section: "household",
      values: { situation: "married" },
      then: [{ what: "acceptedAsAsked" }],
    },
    {
      name: "refusee",
      family: three,
      sentAt: at(9),
      section: "adult",
      guardianId: first,
      values: { birthName: "Lefèvre" },
      then: [{ what: "refused", text: "Merci de joindre une pièce d’identité à ce nom, au guichet." }],
    },
    {
      name: "envoyee",
      family: busy,
      sentAt: at(4),
      section: "adult",
      guardianId: first,
      values: { birthName: "Garnier" },
      then: [],
    },
    {
      name: "complement",
      family: three,
      sentAt: at(5),
      section: "newChild",
      values: baby("Noé", lastName),
      papers: [{ kind: birth, file: "acte-de-naissance.pdf" }],
      then: [{ what: "moreAsked", text: "Merci d’envoyer une photo plus nette du justificatif." }],
    },
    {
      name: "retiree",
      family: three,
      sentAt: at(20),
      section: "adult",
      guardianId: first,
      values: { birthDate: "1988-02-12" },
      then: [{ what: "withdrawn" }],
    },
    {
      name: "responsable",
      family: three,
      sentAt: at(2),
      section: "newAdult",
      values: {
        title: "M.",
        firstName: "Bastien",
        lastName: "Lenoir",
        birthDate: "1986-04-03",
        phone: "06 39 98 12 34",
        employer: "Ville d’Orléans",
        links: Object.fromEntries(three.children.map(({ id: child }) => [child, "stepparent"])),
      },
      papers: [{ kind: identity, file: "carte-identite.png" }],
      text: "Nous vivons ensemble depuis septembre.",
      then: [],
    },
    {
      name: "demenagement",
      family: a,
      sentAt: at(8),
      section: "household",
      values: moving("14 rue de la Couronne"),
      more: [
        { section: "adult", guardianId: first, values: { email: "nouvelle.adresse@exemple.fr", birthName: "Poirier" } },
        { section: "child", childId: eldestOf(a), values: { school: gatinais.primarySchool } },
      ],
      papers: [{ kind: address, file: "facture-eau.pdf" }],
      text: "Nous avons déménagé le mois dernier.",
      then: [],
    },
    {
      name: "naissance",
      family: b,
      sentAt: at(3),
      section: "newChild",
      values: baby("Alma", b.household.guardians[0]?.lastName ?? "Petit"),
      papers: [{ kind: birth, file: "livret-de-famille.png" }],
      then: [],
    },
    {
      name: "en-charge",
      family: c,
      sentAt: at(2),
      section: "household",
      values: moving("3 impasse des Acacias"),
      papers: [{ kind: address, file: "quittance.pdf" }],
      then: [{ what: "taken", over: false }],
    },
    {
      name: "situation",
      family: d,
      sentAt: at(1),
      section: "household",
      values: { situation: "separated" },
      then: [],
    },
    {
      name: "ecole",
      family: b,
      sentAt: at(1),
      section: "child",
      childId: eldestOf(b),
      values: { school: gatinais.primarySchool },
      text: "Il change d’école à la rentrée.",
      then: [],
    },
    {
      name: "quotient",
      family: busy,
      sentAt: at(2),
      section: "quotientPapers",
      values: { yearlyIncome: 28_440_00, monthlyBenefits: 148_52, children: busy.children.length },
      papers: [
        { kind: taxNotice, file: "avis-imposition.pdf" },
        { kind: benefits, file: "prestations.png" },
      ],
      text: "Je ne dépends d’aucune caisse.",
      then: [],
    },
    {
      name: "depart-enfant",
      family: d,
      sentAt: at(1),
      section: "childLeaving",
      childId: eldestOf(d),
      values: { from: addDays(today, 60), why: "otherHousehold" },
      then: [],
    },
  ];
}

const keyOf = (name: string, step: number): IdempotencyKey =>
  id("IdempotencyKey", `demo-demande-${name}-${step}`.padEnd(16, "0"));

/** Brings them about. Again: finds them there. */
export async function makeRequests(
  { table, bucket }: Tools,
  activated: readonly CastFamily[],
  others: readonly DemoFamily[],
  now: Instant,
): Promise<void> {
  const catalogue = catalogueCache(
    () => readCatalogue(table),
    () => now,
  );
  for (const request of demoRequests(activated, others, now)) {
    const { name, family, sentAt, papers = [], text, then } = request;
    const { household } = family;
    const [adult] = household.guardians;
    const code = household.code;
    const by = (side: Author["side"], step: number): Author => ({
      by: id("Login", side === "family" ? code : "AGENT.DUBOIS"),
      byName: side === "family" ? (adult ? nameInLetters(adult) : code) : "Claire Dubois",
      side,
      at: plusHours(sentAt, step),
      key: keyOf(name, step),
    });
    const dependencies = { table, catalogue, clock: () => sentAt, sections: sectionsOf(town) };
    const standsOf = async ({ section, ...target }: Pick<DemoPart, "section" | "guardianId" | "childId">) => {
      const standing = await readStanding(dependencies, sectionOf(dependencies, section), code, "office", target);
      if (!standing) throw new Error(`A request of the demo town is about nobody: ${name}`);
      return standing.values;
    };
    const partOf = async ({ section, guardianId, childId, values }: DemoPart): Promise<WantedPart> => {
      const about = { section, guardianId, childId };
      const stands = await standsOf(about);
      return {
        ...about,
        changes: Object.entries(values).map(([field, value]) => ({ field, value, seen: stands[field] ?? null })),
      };
    };
    const documents = await Promise.all(
      papers.map(async ({ kind, file }) => ({
        id: await makeDocument(
          { table, bucket },
          {
            kind,
            owner: { familyCode: code },
            name: file,
            paper: file.endsWith(".pdf") ? "pdf" : "picture",
            sentAt,
            state: { status: "toCheck" },
          },
        ),
      })),
    );
    const sending: Sending = {
      ...(await partOf(request)),
      ...(request.more ? { more: await Promise.all(request.more.map(partOf)) } : {}),
      documents,
      ...(text === undefined ? {} : { text }),
    };
    const { sent } = await sendChanges(dependencies, code, sending, by("family", 0), "office");
    if (sent !== undefined) await answerAll(sent, then);

    async function answerAll(requestId: RequestId, answers: readonly Answer[]): Promise<void> {
      for (const [rank, answer] of answers.entries()) {
        const author = by(answer.what === "withdrawn" ? "family" : "office", rank + 1);
        const stands = await theRequest(table, code, requestId);
        if (answer.what === "acceptedAsAsked") {
          const saw = await Promise.all(
            partsOf(stands).map(async ({ changes, ...about }) => {
              const values = await standsOf(about);
              return changes.map(({ field }) => values[field] ?? null);
            }),
          );
          await acceptRequest(dependencies, { familyCode: code, requestId, seen: stands.version }, saw.flat(), author);
        } else await actOn(table, stands, stands.version, answer, author);
      }
    }
  }
}
