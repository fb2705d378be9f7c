/** Words of « Feuille du jour ». */
import type { DaySheetView, Headcount } from "../../../functions/day-sheet/contract.ts";
import { count, nbsp } from "../../shared/format/text.ts";

type AbsenceKind = NonNullable<DaySheetView["children"][number]["units"][number]["absence"]>;

export const daySheet = {
  title: "Feuille du jour",
  site: "Accueil",
  date: "Date",
  previous: "Jour précédent",
  next: "Jour suivant",
  today: "Aujourd’hui",
  heading: (site: string, day: string) => `${site}, ${day}`,
  expected: (children: number) => (children > 1 ? "enfants attendus" : "enfant attendu"),
  /** Who is beside those who come, each apart: `2 à valider, 1 place proposée, 1 place à payer, 1 absent`. */
  beside: ({ pending, offered, held, absent }: Headcount) =>
    [
      pending > 0 && `${pending}${nbsp}à valider`,
      offered > 0 && count(offered, "place proposée", "places proposées"),
      held > 0 && count(held, "place à payer", "places à payer"),
      absent > 0 && count(absent, "absent"),
    ]
      .filter((part) => part !== false)
      .join(", "),
  left: (left: number, places: number) => `reste ${left} sur ${count(places, "place")}`,
  filtered: (sought: string, shown: number, all: number) =>
    `Extrait : « ${sought} », ${count(shown, "enfant")} sur les ${all} de la feuille. Les chiffres ci-dessous sont ceux de la feuille entière.`,
  absence: (kind: AbsenceKind) =>
    `absence ${{ justified: "justifiée", unjustified: "injustifiée", closure: "(fermeture)", strike: "(grève)", outing: "(sortie)", teacherAway: "(enseignant absent)", sentHome: "(rentré à la maison)", unannounced: "sans prévenir" }[kind]}`,
  state: { pending: "à valider", offered: "place proposée", held: "gardée, à payer", none: "sans réservation" },
  meals: "repas à prévoir",
  find: "Chercher un enfant ou une famille",
  found: (children: number) => count(children, "enfant"),
  child: "Enfant",
  unit: "Prestation",
  family: "Famille",
  guarded: "À ne pas confier à tous",
  handingOver: "Départ et fiche",
  contacts: "À joindre",
  present: "Arrivée et départ",
  noPhone: "sans téléphone",
  empty: "Aucun enfant n’est attendu ce jour-là.",
  noMatch: "Aucun enfant ne correspond à cette recherche.",
  closed: "Accueil fermé",
  age: (years: number) => `${years}${nbsp}an${years > 1 ? "s" : ""}`,
  printed: (moment: string) => `Imprimée le ${moment}. Document confidentiel, à détruire après usage.`,
} as const;
