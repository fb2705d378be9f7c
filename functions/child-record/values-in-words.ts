/** What fields of a child's file say, in one line: for who is told that somebody else has changed one. */
import * as z from "zod/mini";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { list } from "../kernel/list.fr.ts";
import { healthValues, recordValues } from "./contract/values.ts";
import type { ChildField } from "./rules/fields.ts";
import { dietWords, glassesWords, swimmingWords } from "./words.fr.ts";

/** A value as it was sent or stored, read by its schema; null: nobody has answered, or the answer was taken away. */
const saying =
  <S extends z.ZodMiniType>(schema: () => S, words: (value: z.output<S>) => string) =>
  (value: unknown): string =>
    value === null ? "sans réponse" : words(z.parse(schema(), value));

const yesNo = (value: boolean): string => (value ? "oui" : "non");
const oneOrNone = (words: readonly string[], none: string): string => (words.length === 0 ? none : list(words));

export const valueInWords: { readonly [F in ChildField]: (value: unknown) => string } = {
  contacts: saying(
    () => recordValues().contacts,
    (contacts) =>
      oneOrNone(
        contacts.map(
          ({ firstName, lastName, link, phone, call, collect, papers = [] }) =>
            `${firstName} ${lastName} (${[link, phone, call && "à prévenir", collect && "peut venir chercher l’enfant", papers.length > 0 && "pièce d’identité jointe"].filter(Boolean).join(", ")})`,
        ),
        "personne",
      ),
  ),
  leaveAlone: saying(() => recordValues().leaveAlone, yesNo),
  photo: saying(() => recordValues().photo, yesNo),
  outings: saying(() => recordValues().outings, yesNo),
  transport: saying(() => recordValues().transport, yesNo),
  emergencyCare: saying(() => recordValues().emergencyCare, yesNo),
  doctor: saying(
    () => recordValues().doctor,
    ({ name, phone }) => `${name} (${phone})`,
  ),
  insurance: saying(
    () => recordValues().insurance,
    ({ company, contract }) => `${company}, contrat ${contract}`,
  ),
  allergies: saying(
    () => healthValues().allergies,
    (allergies) =>
      oneOrNone(
        allergies.map(({ to }) => to),
        "aucune",
      ),
  ),
  diet: saying(
    () => healthValues().diet,
    (diet) => dietWords[diet],
  ),
  carePlan: saying(
    () => healthValues().carePlan,
    ({ has, until }) => (until === undefined ? yesNo(has) : `${yesNo(has)}, jusqu’au ${dayWithYear(until)}`),
  ),
  glasses: saying(
    () => healthValues().glasses,
    (worn) => glassesWords[worn],
  ),
  hearingAid: saying(() => healthValues().hearingAid, yesNo),
  swimming: saying(
    () => healthValues().swimming,
    (level) => swimmingWords[level],
  ),
  medicines: saying(
    () => healthValues().medicines,
    (medicines) =>
      oneOrNone(
        medicines.map(({ name, dose }) => `${name} (${dose})`),
        "aucun",
      ),
  ),
  vaccines: saying(
    () => healthValues().vaccines,
    ({ doses, certified }) =>
      certified ? "certificat médical" : `${doses.length} injection${doses.length > 1 ? "s" : ""}`,
  ),
};
