/** A good catalogue's file, to break in one place. */
import { readCatalogueFile, type CatalogueContent } from "../../../../functions/catalogue/file/read-catalogue.ts";

export const good = `# Un catalogue
calendriers scolaires:
  - année scolaire: 2026-2027
    zone: B
    du: 01/09/2026
    au: 01/09/2027
    vacances:
      - nom: vacances de la Toussaint
        du: 17/10/2026
        reprise: 02/11/2026
      - nom: vacances de Noël
        du: 19/12/2026
        reprise: 04/01/2027
    ponts: [07/05/2027]

sites:
  tilleuls:
    nom: Les Tilleuls
    commune: Saint-Exemple
    limites:
      accueil:
        nom: toute la maison
        places: 60
    fermetures:
      - du: 16/12/2026
        au: 18/12/2026
        motif: "travaux : la cour"

activités:
  - code: mercredis
    nom: Mercredis
    genre: mercredis
    site: tilleuls
    du: 02/09/2026
    au: 30/06/2027
    jours: [mercredi]
    pendant: temps scolaire
    périodes de réservation:
      automne:
        du: 02/09/2026
        au: 31/12/2026
        ouverture aux résidents: 01/08/2026 à 08:00
        ouverture à tous: 08/08/2026 à 08:00
        clôture: 31/12/2026 à 23:59
      printemps:
        du: 01/01/2027
        au: 30/06/2027
        ouverture à tous: 01/12/2026 à 08:00
        clôture: 30/06/2027 à 23:59
    enfants:
      âges: 3 à 11 ans
      classes: [PS, MS, GS, CP]
    limites:
      maternels:
        nom: moins de 6 ans
        âges: jusqu’à 5 ans
        animateurs: 3
        enfants par animateur: 8
      grands:
        nom: 6 ans et plus
        âges: à partir de 6 ans
        places: 36
        places certains jours:
          12/05/2027: 16
    limites du site: [accueil]
    équité:
      jours: 2 par mois
      au-delà: J-14 calendaires à 08:00
    liste d’attente: 24 heures
    prestations:
      journee:
        nom: Journée
        horaires: 07:30 à 18:30
        repas: oui
        contient: [repas]
        exclut: [matin]
        places: 40
        limites: [maternels, grands]
        réserver avant: J-2 ouvrés à 10:00
        annuler avant: mercredi précédent à 23:59
      matin:
        nom: Matin
        horaires: 07:30 à 11:30
        limites: [maternels, grands]
        accord d’un agent: oui
        réserver avant: 48 heures avant
        annuler avant: le 20 du mois précédent à 23:59
      repas:
        nom: Repas
        horaires: 11:30 à 13:30
        repas: oui
        places: 50
        réserver avant: lundi S-1 à 12:00, avancée si férié
        annuler avant: 15 jours calendaires avant la période à 12:00
`;

export const readText = (text: string): CatalogueContent => readCatalogueFile(Buffer.from(text));

/** `good` with one passage changed; throws when it is not there exactly once. */
export function changed(passage: string, by: string): string {
  if (good.split(passage).length !== 2) throw new Error(`Not once in the file: ${passage}`);
  return good.replace(passage, by);
}

/** `12 activités › mercredis › nom: reason`, for comparing. */
export const said = ({ faults }: CatalogueContent): readonly string[] =>
  faults.map(({ line, path, reason }) => `${line} ${path.join(" › ")}: ${reason}`);

/** Number of the line on which a passage begins. */
export const lineOf = (text: string, passage: string): number =>
  text.slice(0, text.indexOf(passage)).split("\n").length;
