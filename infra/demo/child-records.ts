/**
 * Files of the children of the families one signs in as: one with a PAI and its protocol, allergies and medicines whose
 * prescription is still to come; one that lacks a vaccine; one of which nothing is said yet; the others complete. The office has looked at the health of the first.
 */
import type { HealthChanges } from "../../functions/child-record/contract/health.ts";
import type { RecordChanges } from "../../functions/child-record/contract/record.ts";
import type { Dose, VaccineProduct } from "../../functions/child-record/rules/vaccines.ts";
import type { Author } from "../../functions/child-record/store/parts.ts";
import { recordLook } from "../../functions/child-record/store/views.ts";
import { changePart } from "../../functions/child-record/use-cases/change.ts";
import { readChild } from "../../functions/family/store/families.ts";
import { recordHeld } from "../../functions/child-record/use-cases/record-held.ts";
import { healthHeld } from "../../functions/child-record/use-cases/health-view.ts";
import { nameInLetters, type Child } from "../../functions/family/rules/family.ts";
import type { Clock } from "../../functions/kernel/clock.ts";
import type { Bucket } from "../../functions/files/bucket.ts";
import { id, type DocumentId, type PlainDate } from "../../functions/kernel/ids.ts";
import { addDays, addMonths, localDate, localToInstant } from "../../functions/kernel/time.ts";
import type { Table } from "../../functions/table/table.ts";
import type { CastFamily } from "./cast.ts";
import { identityOfPerson, protocol } from "./document-kinds.ts";
import { makeDocument } from "./documents.ts";

/** What who follows the calendar has had by that day. */
function dosesOf(birthDate: PlainDate, today: PlainDate): Dose[] {
  const at = (product: VaccineProduct, ...months: readonly number[]): readonly Dose[] =>
    months.map((age) => ({ product, on: addMonths(birthDate, age) }));
  return [
    ...at("hexavalent", 2, 4, 11),
    ...at("pneumococcus", 2, 4, 11),
    ...at("meningococcusC", 5, 12),
    ...at("mmr", 12, 18),
    ...at("tetravalent", 72),
  ].filter(({ on }) => on <= today);
}

const said = <V>(value: V): { readonly seen: 0; readonly value: V } => ({ seen: 0, value });

const record = (lastName: string, paper: DocumentId): RecordChanges => ({
  contacts: said([
    {
      firstName: "Monique",
      lastName,
      link: "Grand-mère",
      phone: "06 39 98 12 34",
      call: true,
      collect: true,
      identity: false,
    },
    {
      firstName: "Karim",
      lastName: "Benali",
      link: "Voisin",
      phone: "06 39 98 45 67",
      call: true,
      collect: true,
      identity: true,
      papers: [paper],
    },
  ]),
  leaveAlone: said(false),
  photo: said(true),
  outings: said(true),
  transport: said(true),
  emergencyCare: said(true),
  doctor: said({ name: "Cabinet du docteur Leroy", phone: "02 38 30 00 12", town: "Pithiviers" }),
});

type Case = "carePlan" | "lacking" | "usual";

function health(birthDate: PlainDate, today: PlainDate, as: Case): HealthChanges {
  const doses = dosesOf(birthDate, today);
  const ill = as === "carePlan";
  return {
    allergies: said(
      ill
        ? [
            {
              to: "Arachides",
              kind: "food",
              help: "Gonflement et gêne pour respirer : appeler le 15 et suivre le protocole.",
            },
          ]
        : [],
    ),
    diet: said(as === "lacking" ? "noPork" : "everything"),
    carePlan: said(ill ? { has: true, until: addMonths(today, 9) } : { has: false }),
    glasses: said(as === "lacking" ? "always" : "never"),
    hearingAid: said(false),
    swimming: said("learning"),
    medicines: said(
      ill
        ? [{ name: "Adrénaline auto-injectable", dose: "Une injection dans la cuisse", when: "Selon le protocole" }]
        : [],
    ),
    vaccines: said({
      // The booster of eleven months: diphtheria, tetanus, polio are lacking whatever the year of birth.
      doses: as === "lacking" ? doses.filter(({ on }) => on < addMonths(birthDate, 11)) : doses,
      certified: false,
    }),
  };
}

const claire = { login: id("Login", "AGENT.DUBOIS"), by: "Claire Dubois" } as const;

/** Puts them in. Again: what stands stays. */
export async function enterChildRecords(
  { table, bucket, clock }: { readonly table: Table; readonly bucket: Bucket | null; readonly clock: Clock },
  cast: readonly CastFamily[],
): Promise<void> {
  const today = localDate(clock());
  const enter = async ({ household }: CastFamily["family"], child: Child, as: Case): Promise<void> => {
    const of = { familyCode: household.code, childId: child.id, seenBy: "office" } as const;
    const [guardian] = household.guardians;
    const onFile = await readChild(table, household.code, child.id);
    if (!guardian || !onFile || onFile.record) return;
    const author: Author = { by: nameInLetters(guardian), familyCode: household.code, office: false };
    const common = { of, author };
    // The paper of whom the office asks for one; the other's is still to come.
    const paper = await makeDocument(
      { table, bucket },
      {
        kind: identityOfPerson,
        owner: { familyCode: household.code, childId: child.id },
        name: "carte-identite.png",
        paper: "picture",
        sentAt: localToInstant(addDays(today, -15), "18:20"),
        state: { status: "accepted" },
      },
    );
    await changePart(
      { table, clock },
      { ...common, part: "record", check: () => record(guardian.lastName, paper), hold: recordHeld },
    );
    await changePart(
      { table, clock },
      { ...common, part: "health", check: () => health(child.birthDate, today, as), hold: healthHeld(today) },
    );
    if (as === "carePlan") {
      await makeDocument(
        { table, bucket },
        {
          kind: protocol,
          owner: { familyCode: household.code, childId: child.id },
          name: protocol.name,
          paper: "pdf",
          sentAt: localToInstant(addDays(today, -20), "19:05"),
          state: { status: "accepted", until: addMonths(today, 9) },
        },
      );
      await recordLook(
        table,
        child.id,
        { ...claire, at: clock(), from: "childPage", familyCode: household.code, changed: false },
        365,
      );
    }
  };
  const cases: readonly (readonly (Case | null)[])[] = [["carePlan", "lacking", null]];
  for (const [rank, { family }] of cast.entries())
    for (const [place, child] of family.children.entries()) {
      const as = cases[rank] ? cases[rank][place] : "usual";
      if (as) await enter(family, child, as);
    }
}
