/** Words of forms. */
import { nbsp } from "../../shared/format/text.ts";

export const forms = {
  incompleteEmail: "Cette adresse e-mail est incomplète. Exemple : prenom.nom@exemple.fr",
  optional: "(facultatif)",
  /** `Enfant 1 : écrivez le nom.` */
  ofWhom: (whose: string, fault: string) =>
    `${whose}${nbsp}: ${fault.charAt(0).toLocaleLowerCase("fr")}${fault.slice(1)}`,
  allRequired: "Tous les champs sont obligatoires.",
  toCorrect: (errors: number) => (errors === 1 ? "Un point est à corriger" : `${errors}${nbsp}points sont à corriger`),
  showPassword: (label: string) => `Afficher «${nbsp}${label}${nbsp}»`,
  tryIn: (left: string) => `Trop d’essais en peu de temps. Vous pourrez recommencer dans ${left}.`,
  tryNow: "Vous pouvez recommencer.",
} as const;
