/**
 * Where the demo town's people live and go: real communes of the Pithiverais and its neighbours, invented sites and
 * schools.
 */
import { id, type SiteId } from "../../functions/kernel/ids.ts";

export interface DemoSite {
  readonly id: SiteId;
  readonly name: string;
  /** As in « les mercredis … ». */
  readonly at: string;
  readonly town: string;
  /** Places a day for a full day, a morning, an afternoon. */
  readonly places: { readonly day: number; readonly morning: number; readonly afternoon: number };
  readonly nurserySchool: string;
  readonly primarySchool: string;
}

const site = (
  name: string,
  at: string,
  town: string,
  key: string,
  [day, morning, afternoon]: readonly [number, number, number],
  schools: readonly [string, string],
): DemoSite => ({
  id: id("SiteId", key),
  name,
  at,
  town,
  places: { day, morning, afternoon },
  nurserySchool: schools[0],
  primarySchool: schools[1],
});

export const tilleuls = site(
  "Les Tilleuls",
  "aux Tilleuls",
  "Pithiviers",
  "tilleuls",
  [36, 10, 10],
  ["École maternelle Les Coquelicots", "École élémentaire du Moulin"],
);
export const gatinais = site(
  "Le Gâtinais",
  "au Gâtinais",
  "Boynes",
  "gatinais",
  [24, 8, 8],
  ["École maternelle du Safran", "École élémentaire des Vignes"],
);
export const clairiere = site(
  "La Clairière",
  "à La Clairière",
  "Chilleurs-aux-Bois",
  "clairiere",
  [16, 6, 6],
  ["École maternelle des Bouleaux", "École élémentaire de la Forêt"],
);
export const sites = [tilleuls, gatinais, clairiere] as const;

export interface Commune {
  readonly town: string;
  readonly postcode: string;
  /** Where its children go. */
  readonly site: DemoSite;
  readonly resident: boolean;
  /** Families out of a hundred. */
  readonly weight: number;
}

const commune = (town: string, postcode: string, near: DemoSite, weight: number, resident = true): Commune => ({
  town,
  postcode,
  site: near,
  resident,
  weight,
});

export const communes: readonly Commune[] = [
  commune("Pithiviers", "45300", tilleuls, 27),
  commune("Dadonville", "45300", tilleuls, 9),
  commune("Pithiviers-le-Vieil", "45300", tilleuls, 7),
  commune("Bondaroy", "45300", tilleuls, 4),
  commune("Boynes", "45300", gatinais, 8),
  commune("Yèvre-la-Ville", "45300", gatinais, 5),
  commune("Estouy", "45300", gatinais, 4),
  commune("Ascoux", "45300", gatinais, 6),
  commune("Bouilly-en-Gâtinais", "45300", gatinais, 3),
  commune("Chilleurs-aux-Bois", "45170", clairiere, 8),
  commune("Escrennes", "45300", clairiere, 4),
  commune("Mareau-aux-Bois", "45300", clairiere, 3),
  commune("Laas", "45300", clairiere, 2),
  commune("Étampes", "91150", tilleuls, 4, false),
  commune("Neuville-aux-Bois", "45170", clairiere, 3, false),
  commune("Beaune-la-Rolande", "45340", gatinais, 3, false),
];

/** First names of children born these years; faker's are those of their grandparents. */
export const childNames = [
  "Louise",
  "Jade",
  "Ambre",
  "Alba",
  "Emma",
  "Alma",
  "Rose",
  "Alice",
  "Romy",
  "Anna",
  "Lina",
  "Léna",
  "Mia",
  "Lou",
  "Julia",
  "Chloé",
  "Agathe",
  "Iris",
  "Inès",
  "Juliette",
  "Zoé",
  "Léa",
  "Nina",
  "Éva",
  "Jeanne",
  "Charlie",
  "Inaya",
  "Manon",
  "Camille",
  "Lucie",
  "Mila",
  "Victoire",
  "Margaux",
  "Louna",
  "Anaé",
  "Maëlys",
  "Yasmine",
  "Célestine",
  "Sofia",
  "Apolline",
  "Margot",
  "Nour",
  "Capucine",
  "Léonie",
  "Salomé",
  "Élise",
  "Gabriel",
  "Léo",
  "Raphaël",
  "Maël",
  "Louis",
  "Noah",
  "Jules",
  "Arthur",
  "Adam",
  "Lucas",
  "Liam",
  "Sacha",
  "Isaac",
  "Gabin",
  "Eden",
  "Hugo",
  "Naël",
  "Aaron",
  "Mohamed",
  "Léon",
  "Paul",
  "Noé",
  "Marceau",
  "Nathan",
  "Ethan",
  "Malo",
  "Tom",
  "Augustin",
  "Robin",
  "Rayan",
  "Marius",
  "Ayden",
  "Basile",
  "Victor",
  "Théo",
  "Côme",
  "Imran",
  "Maxence",
  "Samuel",
  "Axel",
  "Milo",
  "Ibrahim",
  "Martin",
  "Jean-Baptiste",
  "Timothée",
  "Valentin",
] as const;

/** First names of their parents' generation. */
export const womenNames = [
  "Aurélie",
  "Émilie",
  "Céline",
  "Julie",
  "Élodie",
  "Stéphanie",
  "Virginie",
  "Delphine",
  "Audrey",
  "Laetitia",
  "Marie",
  "Amandine",
  "Sabrina",
  "Mélanie",
  "Claire",
  "Laura",
  "Marion",
  "Fanny",
  "Anaïs",
  "Pauline",
  "Charlotte",
  "Morgane",
  "Sophie",
  "Nadia",
  "Karima",
  "Fatima",
  "Aïcha",
  "Sandra",
  "Caroline",
  "Hélène",
  "Anne-Lise",
  "Marie-Laure",
  "Ludivine",
  "Coralie",
  "Justine",
  "Mathilde",
  "Jessica",
  "Vanessa",
  "Estelle",
  "Solène",
] as const;
export const menNames = [
  "Nicolas",
  "Julien",
  "Sébastien",
  "Guillaume",
  "Thomas",
  "David",
  "Mickaël",
  "Romain",
  "Anthony",
  "Alexandre",
  "Jérôme",
  "Kévin",
  "Benjamin",
  "Vincent",
  "Cédric",
  "Maxime",
  "Frédéric",
  "Mathieu",
  "Arnaud",
  "Florian",
  "Damien",
  "Fabien",
  "Ludovic",
  "Karim",
  "Mehdi",
  "Yassine",
  "Mamadou",
  "Grégory",
  "Quentin",
  "Pierre",
  "Antoine",
  "Jean-Philippe",
  "Adrien",
  "Rémi",
  "Bastien",
  "Sylvain",
  "Olivier",
  "Yohann",
  "Cyril",
  "François",
] as const;
