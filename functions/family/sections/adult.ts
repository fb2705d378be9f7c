/** An adult of the household, as the family says it. */
import { childNames, nameInLetters } from "../rules/family.ts";
import { isShielded, mayKnow } from "../rules/seen.ts";
import { adultChange, readFamilyFile } from "../store/family-file.ts";
import { adultsOf } from "../store/guardians.ts";
import { adultFacts, adultFields, adultValues } from "./adult-fields.ts";
import { importWriter } from "./import-writer.ts";
import type { Section } from "./section.ts";

export const adultSection: Section = {
  id: "adult",
  title: "Responsable",
  fields: Object.values(adultFields),
  refuseTogether: (parts) =>
    parts.filter(({ standing, values }) => standing.values["payer"] === true && values["payer"] === false).length > 1
      ? "Deux responsables ne cessent pas de recevoir les factures par une même demande. Envoyez-en une pour chacun."
      : null,
  read: async (table, code, by, target) => {
    const file = await readFamilyFile(table, code);
    if (!file) return [];
    const { household } = file;
    const children = file.children.filter((child) => mayKnow(child, by));
    // A link to a child of whom this one knows nothing would be lost with what is written: the office alone writes links then.
    const noLinks = children.length === 0 || children.length < file.children.length;
    const adults = adultsOf(household.guardians);
    const names = childNames(children);
    return adults
      .filter(
        ({ guardian: { id } }) =>
          (target?.guardianId === undefined || target.guardianId === id) && !isShielded(household, id, by),
      )
      .map(({ guardian, facts }) => {
        const values = adultValues(facts);
        return {
          target: { guardianId: guardian.id },
          whose: nameInLetters(guardian),
          values: { ...values, links: noLinks ? null : (values["links"] ?? null), payer: guardian.payer },
          names,
          ...(noLinks ? { without: ["links"] } : {}),
          others: [],
          writerOf: importWriter(household, (field) => `${guardian.id}.${field}`),
          refuse: ({ payer, links: said = null }) => {
            const found: Record<string, string> = {};
            // Who is about to leave pays nothing for those who stay.
            const paid = adults.some((one) => one.guardian.id !== guardian.id && one.guardian.payer && !one.leaving);
            if (payer !== true && !paid)
              found["payer"] = "Une famille a au moins un responsable qui reçoit les factures.";
            if (noLinks && said !== null)
              found["links"] = "Ces liens ne se changent qu’au guichet. Appelez-le, ou écrivez-lui.";
            else if (typeof said === "object" && said !== null && !Object.keys(said).every((child) => child in names))
              found["links"] = "Cet enfant n’est pas dans la famille. Rechargez la page.";
            return found;
          },
          write: (changes) => ({ writes: [adultChange(household, guardian.id, adultFacts(changes))] }),
        };
      });
  },
};
