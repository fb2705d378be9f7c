/** Words of « Feuille du jour ». */
import { count, nbsp } from "../../shared/format/text.ts";

export const daySheet = {
  title: "Feuille du jour",
  site: "Accueil",
  date: "Date",
  previous: "Jour précédent",
  next: "Jour suivant",
  today: "Aujourd’hui",
  heading: (site: string, day: string) => `${site}, ${day}`,
  expected: (children: number) => (children > 1 ? "enfants attendus" : "enfant attendu"),
  absent: (children: number) => (children > 1 ? "absents déclarés" : "absent déclaré"),
  absence: (kind: "justified" | "unjustified" | "closure" | "strike" | "outing") =>
    `absence ${{ justified: "justifiée", unjustified: "injustifiée", closure: "(fermeture)", strike: "(grève)", outing: "(sortie)" }[kind]}`,
  state: { pending: "à valider", offered: "place proposée" },
  meals: "repas à prévoir",
  find: "Chercher un enfant ou une famille",
  found: (children: number) => count(children, "enfant"),
  child: "Enfant",
  unit: "Prestation",
  family: "Famille",
  contacts: "À joindre",
  present: "Arrivée et départ",
  noPhone: "sans téléphone",
  empty: "Aucun enfant n’est attendu ce jour-là.",
  noMatch: "Aucun enfant ne correspond à cette recherche.",
  closed: "Accueil fermé",
  age: (years: number) => `${years}${nbsp}an${years > 1 ? "s" : ""}`,
  printed: (moment: string) => `Imprimée le ${moment}. Document confidentiel, à détruire après usage.`,
} as const;
