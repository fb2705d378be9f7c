/**
 * An adult who leaves the household, from a day on. What is decided is written beside the adult and done in its time
 * (family/follow/end-stays.ts), so that it can be taken back within seconds, and planned. With the adult goes their
 * sign-in (sign-in/follow/end-removed-adults.ts).
 */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { readId, type PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import { nameInLetters } from "../rules/family.ts";
import { isShielded } from "../rules/seen.ts";
import { adultChange, readHouseholdFile } from "../store/family-file.ts";
import { adultsOf } from "../store/guardians.ts";
import { choice, date, type Field } from "./fields.ts";
import type { Section } from "./section.ts";

/** Days: beyond, the year is a slip. */
const longestAhead = 366;
const longestAgo = 5 * 366;
const planned = (day: PlainDate, today: PlainDate): string | null =>
  day > addDays(today, longestAhead) || day < addDays(today, -longestAgo) ? "À partir du : vérifiez l’année." : null;

const fields: Readonly<Record<FieldsOf<"adultLeaving">, Field>> = {
  from: date(
    {
      id: "from",
      label: "À partir du",
      hint: "Ce jour-là, cette personne n’est plus dans le foyer, et son accès au portail se ferme.",
    },
    planned,
  ),
  why: choice({ id: "why", label: "Raison du départ" }, [
    { value: "separation", label: "Séparation ou divorce" },
    { value: "movedOut", label: "N’habite plus le foyer" },
    { value: "custody", label: "Décision de justice" },
    { value: "death", label: "Décès" },
    { value: "other", label: "Autre" },
  ]),
};

export const adultLeavingSection: Section = {
  id: "adultLeaving",
  title: "Départ d’un responsable",
  fields: Object.values(fields),
  mayBeEmptied: true,
  read: async (table, code, by, target) => {
    const household = await readHouseholdFile(table, code);
    if (!household) return [];
    const adults = adultsOf(household.guardians);
    return adults
      .filter(
        ({ guardian: { id } }) =>
          (target?.guardianId === undefined || target.guardianId === id) && !isShielded(household, id, by),
      )
      .map(({ guardian, leaving }) => {
        const staying = adults.filter((one) => one.guardian.id !== guardian.id && !one.leaving);
        return {
          target: { guardianId: guardian.id },
          whose: nameInLetters(guardian),
          values: { from: leaving?.from ?? null, why: leaving?.why ?? null },
          others: [],
          refuse: ({ from = null, why = null }) => {
            if (from === null && why === null) return {};
            if (staying.length === 0)
              return {
                from: "C’est le dernier responsable du foyer. Ajoutez d’abord un autre responsable ; s’il n’y en a pas, c’est le compte de la famille qui se ferme.",
              };
            if (guardian.payer && !staying.some((one) => one.guardian.payer))
              return {
                from: "Cette personne est la seule à recevoir les factures. Dites d’abord qui les recevra, dans la fiche d’un autre responsable.",
              };
            return {};
          },
          write: (changes, { at }) => {
            const said = { from: leaving?.from ?? null, why: leaving?.why ?? null, ...changes };
            const from = typeof said.from === "string" ? readId("PlainDate", said.from) : null;
            const mark = from && typeof said.why === "string" ? { from, why: said.why, at } : undefined;
            return { writes: [adultChange(household, guardian.id, { leaving: mark })] };
          },
        };
      });
  },
};
