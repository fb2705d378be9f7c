/** Words of forms. */
import { nbsp } from "../../shared/format/text.ts";

export const forms = {
  optional: "(facultatif)",
  allRequired: "Tous les champs sont obligatoires.",
  toCorrect: (errors: number) => (errors === 1 ? "Un point est à corriger" : `${errors}${nbsp}points sont à corriger`),
  showPassword: (label: string) => `Afficher «${nbsp}${label}${nbsp}»`,
  tryIn: (left: string) => `Trop d’essais en peu de temps. Vous pourrez recommencer dans ${left}.`,
  tryNow: "Vous pouvez recommencer.",
  strength: {
    title: "Niveau de sécurité :",
    levels: ["à saisir", "trop faible", "insuffisant", "bon", "très bon"],
  },
  robot: {
    label: "Je ne suis pas un robot",
    idle: "Vérification faite ici même, sans service extérieur.",
    working: "Vérification en cours, une ou deux secondes…",
    done: "Vérifié.",
    failed: "La vérification n’a pas abouti. Cochez de nouveau la case.",
    expired: "La vérification a expiré. Cochez de nouveau la case.",
  },
} as const;
