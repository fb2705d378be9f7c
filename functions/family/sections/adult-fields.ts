/** What is known of an adult: civil status, how they are reached, their work, who pays, what they are to each child. */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { Item } from "../../table/batch.ts";
import { isFieldValue, type FieldValue, type Values } from "../rules/field-values.ts";
import { ageOn } from "../rules/family.ts";
import { address, choice, date, links, mail, name, phone, text, yesNo, type Field } from "./fields.ts";

const eldest = 120;
const youngest = 12;
const born = (day: PlainDate, today: PlainDate): string | null => {
  if (day > today) return "Date de naissance : cette date est dans l’avenir.";
  const age = ageOn(day, today);
  return age < youngest || age > eldest ? "Date de naissance : vérifiez l’année." : null;
};

export const adultFields: Readonly<Record<FieldsOf<"adult">, Field>> = {
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
  address: address({ id: "address", label: "Adresse, si ce n’est pas celle du foyer" }),
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

export const adultFieldNames = Object.keys(adultFields);

/** What is kept of an adult, as values: of the links, those to children by their codes. */
export const adultValues = (facts: Item): Values =>
  Object.fromEntries(adultFieldNames.map((field) => [field, valueIn(facts[field])]));

function valueIn(kept: unknown): FieldValue {
  const value = kept ?? null;
  return isFieldValue(value) ? value : null;
}

/** Values as an adult's entry keeps them: whoever does not pay is said not to, and nothing else is said of nothing. */
export const adultFacts = (values: Values): Item =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, field === "payer" ? value === true : (value ?? undefined)]),
  );
