/** An adult of the household: civil status, how they are reached, their work, who pays, what they are to each child. */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { Item } from "../../table/batch.ts";
import { ageOn, eldestFirst, nameInLetters } from "../rules/family.ts";
import { isShielded, mayKnow } from "../rules/seen.ts";
import { adultChange, readFamilyFile } from "../store/family-file.ts";
import { adultsOf } from "../store/guardians.ts";
import type { FieldValue } from "../rules/field-values.ts";
import { choice, date, links, mail, name, phone, text, yesNo, type Field } from "./fields.ts";
import type { Section } from "./section.ts";

const eldest = 120;
const youngest = 12;
const born = (day: PlainDate, today: PlainDate): string | null => {
  if (day > today) return "Date de naissance : cette date est dans l’avenir.";
  const age = ageOn(day, today);
  return age < youngest || age > eldest ? "Date de naissance : vérifiez l’année." : null;
};

const fields: Readonly<Record<FieldsOf<"adult">, Field>> = {
  title: choice({ id: "title", label: "Civilité" }, [
    { value: "Mme", label: "Mme" },
    { value: "M.", label: "M." },
  ]),
  lastName: name({ id: "lastName", label: "Nom" }),
  birthName: name({ id: "birthName", label: "Nom de naissance" }),
  firstName: name({ id: "firstName", label: "Prénom" }),
  birthDate: date({ id: "birthDate", label: "Date de naissance" }, born),
  links: links({ id: "links", label: "Lien avec les enfants" }, [
    { value: "mother", label: "Mère" },
    { value: "father", label: "Père" },
    { value: "stepparent", label: "Beau-parent" },
    { value: "grandparent", label: "Grand-parent" },
    { value: "guardian", label: "Tuteur ou tutrice" },
    { value: "fosterParent", label: "Famille d’accueil" },
    { value: "other", label: "Autre" },
  ]),
  phone: phone({ id: "phone", label: "Téléphone" }),
  workPhone: phone({ id: "workPhone", label: "Téléphone professionnel" }),
  email: mail({
    id: "email",
    label: "Adresse e-mail",
    hint: "Celle où le portail écrit. Celle qui ouvre votre accès se change dans « Mes codes d’accès ».",
  }),
  profession: text({ id: "profession", label: "Profession" }),
  employer: text({ id: "employer", label: "Employeur" }),
  payer: yesNo({ id: "payer", label: "Reçoit les factures" }),
};

const textIn = (facts: Item, field: string): FieldValue => {
  const value = facts[field];
  return typeof value === "string" ? value : null;
};

/** What is kept of the links to children: by their codes. */
function linksIn({ links: kept }: Item): FieldValue {
  if (typeof kept !== "object" || kept === null) return null;
  return Object.fromEntries(
    Object.entries(kept).flatMap(([child, link]) => (typeof link === "string" ? [[child, link]] : [])),
  );
}

export const adultSection: Section = {
  id: "adult",
  title: "Responsable",
  fields: Object.values(fields),
  read: async (table, code, by, target) => {
    const file = await readFamilyFile(table, code);
    if (!file) return [];
    const { household } = file;
    const children = file.children.filter((child) => mayKnow(child, by));
    // A link to a child of whom this one knows nothing would be lost with what is written: the office alone writes links then.
    const noLinks = children.length === 0 || children.length < file.children.length;
    const adults = adultsOf(household.guardians);
    const names = Object.fromEntries([...children].sort(eldestFirst).map((child) => [child.id, child.firstName]));
    return adults
      .filter(
        ({ guardian: { id } }) =>
          (target?.guardianId === undefined || target.guardianId === id) && !isShielded(household, id, by),
      )
      .map(({ guardian, facts }) => ({
        target: { guardianId: guardian.id },
        whose: nameInLetters(guardian),
        values: {
          ...Object.fromEntries(Object.keys(fields).map((field) => [field, textIn(facts, field)])),
          links: noLinks ? null : linksIn(facts),
          payer: guardian.payer,
        },
        names,
        ...(noLinks ? { without: ["links"] } : {}),
        others: [],
        refuse: (values) => {
          const found: Record<string, string> = {};
          const { payer, links: said } = values;
          if (payer !== true && !adults.some((one) => one.guardian.id !== guardian.id && one.guardian.payer))
            found["payer"] = "Une famille a au moins un responsable qui reçoit les factures.";
          if (noLinks && said !== null)
            found["links"] = "Ces liens ne se changent qu’au guichet. Appelez-le, ou écrivez-lui.";
          else if (typeof said === "object" && said !== null && !Object.keys(said).every((child) => child in names))
            found["links"] = "Cet enfant n’est pas dans la famille. Rechargez la page.";
          return found;
        },
        write: (changes) => ({
          writes: [
            adultChange(
              household,
              guardian.id,
              Object.fromEntries(
                Object.entries(changes).map(([field, value]) => [
                  field,
                  field === "payer" ? value === true : (value ?? undefined),
                ]),
              ),
            ),
          ],
        }),
      }));
  },
};
