/**
 * What each field of a child's file holds, once: what is sent is held to it, and so is what was stored. Made when first
 * needed: functions that serve the file and see one of these now and then do not start with them.
 */
import * as z from "zod/mini";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { lazily } from "../../kernel/lazily.ts";
import { diets, glassesWorn, swimmingLevels, type HealthField, type RecordField } from "../rules/fields.ts";
import { vaccineProducts } from "../rules/vaccines.ts";

const text = (most: number, missing: string) =>
  z
    .string()
    .check(z.trim(), z.regex(/[\p{L}\p{N}]/u, missing), z.maxLength(most, `${most} caractères au plus : abrégez.`));
const notes = (most: number) => z.string().check(z.trim(), z.maxLength(most, `${most} caractères au plus : abrégez.`));
/** As typed; what is no number is refused by the use case, which knows the numbers of every country. */
const phone = () => z.string().check(z.trim(), z.maxLength(30, "Ce numéro de téléphone est trop long."));

const yesNo = () => z.boolean("Répondez par oui ou par non.");

export const recordValues = lazily(() => {
  const contact = z.strictObject({
    firstName: text(60, "Indiquez le prénom de cette personne."),
    lastName: text(60, "Indiquez le nom de cette personne."),
    /** What it is to the child: « grand-mère ». */
    link: text(60, "Dites qui est cette personne pour l’enfant : grand-mère, voisin, assistante maternelle…"),
    phone: phone(),
    otherPhone: z.optional(phone()),
    /** Is called when no parent answers, in the order of the list. */
    call: z.boolean(),
    /** May come for the child. */
    collect: z.boolean(),
    /** Staff asks to see an identity paper of who comes. */
    identity: z.boolean(),
    /** Photographs of it, where the town asks for them: one side each. */
    papers: z.optional(z.array(branded("DocumentId")).check(z.maxLength(4, "Quatre photos au plus par personne."))),
  });

  const doctor = z.strictObject({
    name: text(80, "Indiquez le nom du médecin ou du cabinet."),
    phone: phone(),
    town: z.optional(notes(60)),
  });

  const insurance = z.strictObject({
    company: text(80, "Indiquez le nom de l’assurance."),
    contract: text(40, "Indiquez le numéro du contrat."),
    until: z.optional(plainDate()),
  });

  return {
    contacts: z.array(contact).check(z.maxLength(10, "Pas plus de dix personnes.")),
    leaveAlone: yesNo(),
    photo: yesNo(),
    outings: yesNo(),
    transport: yesNo(),
    emergencyCare: yesNo(),
    doctor,
    insurance,
  } as const satisfies Readonly<Record<RecordField, z.ZodMiniType>>;
});

export const healthValues = lazily(() => {
  const allergy = z.strictObject({
    to: text(80, "Dites à quoi l’enfant est allergique."),
    kind: z.enum(["food", "medicine", "other"]),
    /** What happens, and what to do. */
    help: z.optional(notes(300)),
  });

  /** A « PAI »; its protocol is a supporting document. Neither an illness nor a disability is named. */
  const carePlan = z.strictObject({ has: z.boolean(), until: z.optional(plainDate()) });

  const medicine = z.strictObject({
    name: text(80, "Indiquez le nom du médicament, comme sur l’ordonnance."),
    dose: text(120, "Indiquez la dose, comme sur l’ordonnance."),
    when: text(120, "Dites quand le donner."),
  });

  const vaccines = z.strictObject({
    doses: z
      .array(z.strictObject({ product: z.enum(vaccineProducts), on: plainDate() }))
      .check(z.maxLength(60, "60 injections au plus.")),
    /** A doctor certifies that the child is in order, or may not be vaccinated. */
    certified: z.boolean(),
  });

  return {
    /** None: the child has no allergy. */
    allergies: z.array(allergy).check(z.maxLength(20, "Vingt allergies au plus.")),
    diet: z.enum(diets),
    carePlan,
    glasses: z.enum(glassesWorn),
    hearingAid: yesNo(),
    swimming: z.enum(swimmingLevels),
    /** None: the child takes none while it is looked after. */
    medicines: z.array(medicine).check(z.maxLength(10, "Dix médicaments au plus.")),
    vaccines,
  } as const satisfies Readonly<Record<HealthField, z.ZodMiniType>>;
});
