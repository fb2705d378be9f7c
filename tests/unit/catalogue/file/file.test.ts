/** What the catalogue's file says, and how each mistake in it is told: its line, its place, what to write instead. */
import { describe, expect, test } from "vitest";
import { UnreadableFile } from "../../../../functions/import/fault.ts";
import { encode } from "../../family/file/make.ts";
import { readCatalogueFile } from "../../../../functions/catalogue/file/read-catalogue.ts";
import { changed, good, lineOf, readText, said } from "./make.ts";

describe("a good file", () => {
  const { catalogue, faults, notices } = readText(good);
  const activity = catalogue?.activities[0];

  test("has neither fault nor notice", () => expect({ faults, notices }).toEqual({ faults: [], notices: [] }));
  test("gives sites with their limits and closures", () =>
    expect(catalogue?.sites).toEqual([
      {
        id: "tilleuls",
        name: "Les Tilleuls",
        town: "Saint-Exemple",
        pools: [{ id: "accueil", name: "toute la maison", places: 60, placesOn: [] }],
        closures: [
          { id: "du-2026-12-16", from: "2026-12-16", to: "2026-12-18", kind: "closure", reason: "travaux : la cour" },
        ],
      },
    ]));
  test("gives calendars whose year ends on the eve of the next", () =>
    expect(catalogue?.calendars[0]).toMatchObject({
      zone: "B",
      starts: "2026-09-01",
      ends: "2027-09-02",
      bridges: ["2027-05-07"],
    }));
  test("gives windows in the wall's time, summer and winter", () =>
    expect(activity?.windows).toEqual([
      {
        id: "automne",
        from: "2026-09-02",
        to: "2026-12-31",
        steps: [
          { for: "residents", opensAt: "2026-08-01T06:00:00Z" },
          { for: "everyone", opensAt: "2026-08-08T06:00:00Z" },
        ],
        closesAt: "2026-12-31T22:59:00Z",
      },
      {
        id: "printemps",
        from: "2027-01-01",
        to: "2027-06-30",
        steps: [{ for: "everyone", opensAt: "2026-12-01T07:00:00Z" }],
        closesAt: "2027-06-30T21:59:00Z",
      },
    ]));
  test("gives limits by places, by staff, by age", () =>
    expect(activity?.pools).toEqual([
      { id: "maternels", name: "moins de 6 ans", ages: { to: 5 }, staff: { adults: 3, ratio: 8 }, placesOn: [] },
      {
        id: "grands",
        name: "6 ans et plus",
        ages: { from: 6 },
        places: 36,
        placesOn: [{ date: "2027-05-12", places: 16 }],
      },
    ]));
  test("gives who may come, shares and waiting lists", () =>
    expect(activity).toMatchObject({
      effectiveFrom: "2026-09-02",
      kind: "wednesday",
      within: ["accueil"],
      eligibility: { minAge: 3, maxAge: 11, grades: ["PS", "MS", "GS", "CP"] },
      quota: { days: 2, per: "month", furtherFrom: { kind: "days", days: 14, counting: "calendar", at: "08:00" } },
      waiting: { holdHours: 24 },
    }));
  test("gives units with their deadlines", () =>
    expect(activity?.units).toMatchObject([
      {
        id: "journee",
        from: "07:30",
        to: "18:30",
        meal: true,
        implies: ["repas"],
        excludes: ["matin"],
        places: 40,
        approval: false,
        bookBefore: { kind: "days", days: 2, counting: "ouvrés", at: "10:00" },
        cancelBefore: { kind: "previousWeekday", weekday: 3, at: "23:59" },
      },
      {
        id: "matin",
        meal: false,
        places: null,
        approval: true,
        bookBefore: { kind: "hours", hours: 48 },
        cancelBefore: { kind: "dayOfPreviousMonth", day: 20, at: "23:59" },
      },
      {
        id: "repas",
        bookBefore: { kind: "weekdayOfWeek", weekday: 1, weeks: 1, at: "12:00", onHoliday: "earlier" },
        cancelBefore: { kind: "daysBeforePeriod", days: 15, counting: "calendar", at: "12:00" },
      },
    ]));
  test("is read in Windows-1252, with a byte order mark, with CRLF", () => {
    for (const bytes of [
      encode(good, "windows-1252"),
      encode(good, "bom"),
      encode(good.replaceAll("\n", "\r\n"), "utf8"),
    ])
      expect(readCatalogueFile(bytes).catalogue).toEqual(catalogue);
  });
  test("does not mind case, accents or apostrophes of names", () =>
    expect(
      readText(
        good
          .replaceAll("liste d’attente", "Liste d'attente")
          .replaceAll("périodes de réservation", "PERIODES DE RESERVATION")
          .replaceAll("âges", "ages"),
      ).catalogue,
    ).toEqual(catalogue));
  test("may write a group once and use it again", () => {
    const twice =
      good.replace("      maternels:\n        nom", "      maternels: &petits\n        nom") +
      "\n  - code: vacances\n    nom: Vacances\n    genre: vacances\n    site: tilleuls\n    du: 17/10/2026\n    au: 01/11/2026\n    jours: [lundi]\n    pendant: vacances scolaires\n" +
      "    limites:\n      maternels: *petits\n    prestations:\n      journee:\n        nom: Journée\n        horaires: 8h à 18h30\n        limites: maternels\n        réserver avant: la veille à 12h\n        annuler avant: jour même à 7h\n";
    const read = readText(twice);
    expect(said(read)).toEqual([]);
    expect(read.catalogue?.activities[1]?.pools).toEqual([activity?.pools[0]]);
  });
});

/** A passage, what it becomes, the passage whose line is told, the place, the reason. */
type Case = readonly [what: string, passage: string, by: string, told: string, place: string, reason: RegExp];

const cases: readonly Case[] = [
  // The text itself.
  ["a tab", "  tilleuls:\n    nom: Les Tilleuls", "  tilleuls:\n\tnom: Les Tilleuls", "\tnom", "", /tabulation/],
  ["a colon in a text", '"travaux : la cour"', "travaux : la cour", "        motif", "", /entre guillemets/],
  ["a list that is not closed", "[mercredi]", "[mercredi", "    pendant", "", /retrait/],
  ["a quote that is not closed", '"travaux : la cour"', '"travaux', "        motif", "", /s’ouvre et ne se ferme pas/],
  ["a missing colon", "    commune: Saint-Exemple", "    commune", "    commune", "", /« : »/],
  // Names.
  [
    "an unknown name, with what was meant",
    "    commune: Saint",
    "    comune: Saint",
    "    comune",
    "sites › tilleuls › comune",
    /vouliez-vous écrire « commune »/,
  ],
  [
    "an unknown name, with what there is",
    "    commune: Saint-Exemple\n",
    "    commune: Saint-Exemple\n    couleur: bleu\n",
    "    couleur",
    "sites › tilleuls › couleur",
    /écrivez l’un de ceux-ci : nom, commune, limites, fermetures/,
  ],
  [
    "a name given twice",
    "    commune: Saint-Exemple\n",
    "    commune: Saint-Exemple\n    Commune: Autre\n",
    "    Commune",
    "sites › tilleuls › Commune",
    /déjà à la ligne 19/,
  ],
  [
    "a code given twice",
    "      repas:\n        nom: Repas",
    "      matin:\n        nom: Repas",
    "      matin:\n        nom: Repas",
    "activités › mercredis › prestations › matin",
    /déjà à la ligne/,
  ],
  ["a missing name", "    commune: Saint-Exemple\n", "", "  tilleuls", "sites › tilleuls", /il manque « commune »/],
  [
    "an empty value",
    "    commune: Saint-Exemple",
    "    commune:",
    "    commune:",
    "sites › tilleuls › commune",
    /est vide/,
  ],
  [
    "a list where a text is meant",
    "    commune: Saint-Exemple",
    "    commune: [a, b]",
    "    commune",
    "sites › tilleuls › commune",
    /un texte, et non une liste/,
  ],
  [
    "a group where a list is meant",
    "      - du: 16/12/2026\n        au: 18/12/2026\n        motif",
    "        du: 16/12/2026\n        au: 18/12/2026\n        motif",
    "    fermetures",
    "sites › tilleuls › fermetures",
    /une liste, un tiret devant/,
  ],
  [
    "an alias that leads nowhere",
    "[maternels, grands]\n        réserver",
    "*tous\n        réserver",
    "*tous",
    "",
    /« &tous », qui n’est écrit nulle part/,
  ],
  // Words.
  [
    "a code with capitals",
    "  tilleuls:\n    nom",
    "  Tilleuls:\n    nom",
    "  Tilleuls",
    "sites › Tilleuls",
    /n’est pas un code : des minuscules sans accent/,
  ],
  [
    "a limit's code that is too long",
    "      accueil:\n        nom",
    "      accueil-du-site:\n        nom",
    "      accueil-du",
    "sites › tilleuls › limites › accueil-du-site",
    /12 caractères au plus/,
  ],
  [
    "a date that does not exist",
    "ponts: [07/05/2027]",
    "ponts: [31/04/2027]",
    "    ponts",
    "calendriers scolaires › 2026-2027 › ponts",
    /n’existe pas au calendrier/,
  ],
  [
    "an ISO date",
    "    du: 02/09/2026\n    au: 30",
    "    du: 2026-09-02\n    au: 30",
    "    du: 2026-09-02",
    "activités › mercredis › du",
    /écrivez jj\/mm\/aaaa/,
  ],
  [
    "a moment without its time",
    "clôture: 30/06/2027 à 23:59",
    "clôture: 30/06/2027",
    "        clôture: 30/06/2027",
    "activités › mercredis › périodes de réservation › printemps › clôture",
    /écrivez la date et l’heure/,
  ],
  [
    "an hour that does not exist",
    "clôture: 30/06/2027 à 23:59",
    "clôture: 30/06/2027 à 25:00",
    "        clôture: 30/06/2027",
    "activités › mercredis › périodes de réservation › printemps › clôture",
    /de 00:00 à 23:59/,
  ],
  [
    "hours the wrong way round",
    "11:30 à 13:30",
    "13:30 à 11:30",
    "        horaires: 13:30",
    "activités › mercredis › prestations › repas › horaires",
    /n’est pas après le début/,
  ],
  [
    "an unknown weekday",
    "jours: [mercredi]",
    "jours: [mercerdi]",
    "    jours",
    "activités › mercredis › jours",
    /n’est pas un jour de la semaine/,
  ],
  ["no weekday", "jours: [mercredi]", "jours: []", "    jours", "activités › mercredis › jours", /dites quels jours/],
  [
    "an unknown kind",
    "genre: mercredis",
    "genre: mercredi matin",
    "    genre",
    "activités › mercredis › genre",
    /vacances, accueil du matin, accueil du soir, restauration/,
  ],
  [
    "negative places",
    "places: 50",
    "places: -1",
    "        places: -1",
    "activités › mercredis › prestations › repas › places",
    /un nombre entier de 0 à 10000/,
  ],
  [
    "places in words",
    "places: 50",
    "places: cinquante",
    "        places: cinq",
    "activités › mercredis › prestations › repas › places",
    /un nombre entier/,
  ],
  [
    "ages the wrong way round",
    "3 à 11 ans",
    "11 à 3 ans",
    "      âges: 11",
    "activités › mercredis › enfants › âges",
    /aucun enfant n’a cet âge/,
  ],
  [
    "the age of an adult",
    "à partir de 6 ans",
    "à partir de 21 ans",
    "        âges: à partir",
    "activités › mercredis › limites › grands › âges",
    /de 0 à 17 ans/,
  ],
  [
    "a class of two grades",
    "[PS, MS, GS, CP]",
    "[PS-MS]",
    "      classes",
    "activités › mercredis › enfants › classes",
    /un niveau à la fois/,
  ],
  [
    "a part of the file that is none",
    "      classes: [PS, MS, GS, CP]",
    "      classes: [PS, MS, GS, CP]\n      dossier: [passeport]",
    "      dossier",
    "activités › mercredis › enfants › dossier",
    /« passeport ».*écrivez « fiche », « vaccins », « autorisations », « inscription », « confirmation »/,
  ],
  [
    "a share without its period",
    "2 par mois",
    "2",
    "      jours: 2",
    "activités › mercredis › équité › jours",
    /2 par semaine/,
  ],
  [
    "a minimum of nothing in particular",
    "24 heures",
    "24 heures\n    minimum: beaucoup",
    "    minimum",
    "activités › mercredis › minimum",
    /3 jours par semaine.*semaine entière/,
  ],
  [
    "a minimum of one day",
    "24 heures",
    "24 heures\n    minimum: 1 jour par semaine",
    "    minimum",
    "activités › mercredis › minimum",
    /de 2 à 60 jours.*enlevez « minimum »/,
  ],
  [
    "a minimum by holidays where there are none",
    "24 heures",
    "24 heures\n    minimum: vacances entières",
    "    minimum",
    "activités › mercredis › minimum",
    /n’a pas lieu pendant les vacances/,
  ],
  [
    "an offer kept for ever",
    "24 heures",
    "999 heures",
    "    liste",
    "activités › mercredis › liste d’attente",
    /240 au plus/,
  ],
  [
    "neither yes nor no",
    "accord d’un agent: oui",
    "accord d’un agent: peut-être",
    "        accord",
    "activités › mercredis › prestations › matin › accord d’un agent",
    /écrivez oui ou non/,
  ],
  // Deadlines.
  [
    "« J-2 » alone",
    "J-2 ouvrés à 10:00",
    "J-2 à 10:00",
    "        réserver avant: J-2",
    "activités › mercredis › prestations › journee › réserver avant",
    /précisez quels jours comptent/,
  ],
  [
    "a deadline without its time",
    "J-2 ouvrés à 10:00",
    "J-2 ouvrés",
    "        réserver avant: J-2",
    "activités › mercredis › prestations › journee › réserver avant",
    /« J-2 ouvrés à 10:00 »/,
  ],
  [
    "a deadline in other words",
    "J-2 ouvrés à 10:00",
    "deux jours avant à 10:00",
    "        réserver avant: deux",
    "activités › mercredis › prestations › journee › réserver avant",
    /n’est pas une échéance : écrivez par exemple/,
  ],
  [
    "a 32nd of the month",
    "le 20 du mois",
    "le 32 du mois",
    "        annuler avant: le 32",
    "activités › mercredis › prestations › matin › annuler avant",
    /de 1 à 31/,
  ],
  [
    "the week of the day itself",
    "lundi S-1",
    "lundi S-0",
    "        réserver avant: lundi",
    "activités › mercredis › prestations › repas › réserver avant",
    /de S-1/,
  ],
  [
    "months before holidays in which the activity does not run",
    "J-2 ouvrés à 10:00",
    "1 mois avant les vacances à 10:00",
    "        réserver avant: 1 mois",
    "activités › mercredis › prestations › journee › réserver avant",
    /n’a pas lieu pendant les vacances : écrivez « avant la période »/,
  ],
  [
    "a booking that can never be made",
    "J-2 ouvrés à 10:00",
    "jamais",
    "        réserver avant: jamais",
    "activités › mercredis › prestations › journee › réserver avant",
    /n’est pas une échéance/,
  ],
  [
    "a share that is always offered too late",
    "J-14 calendaires à 08:00",
    "J-0 calendaires à 08:00",
    "      au-delà",
    "activités › mercredis › équité › au-delà",
    /ne seraient jamais proposées/,
  ],
  [
    "a window that opens after its last day",
    "        au: 31/12/2026\n        ouverture aux résidents: 01/08/2026 à 08:00\n        ouverture à tous: 08/08/2026 à 08:00\n        clôture: 31/12/2026 à 23:59\n",
    "        au: 31/12/2026\n        ouverture à tous: 08/01/2027 à 08:00\n        clôture: 31/01/2027 à 23:59\n",
    "        ouverture à tous: 08/01",
    "activités › mercredis › périodes de réservation › automne › ouverture à tous",
    /après son dernier jour : avancez l’ouverture/,
  ],
  [
    "a window that opens after the deadlines of its days",
    "        au: 31/12/2026\n        ouverture aux résidents: 01/08/2026 à 08:00\n        ouverture à tous: 08/08/2026 à 08:00\n",
    "        au: 31/12/2026\n        ouverture à tous: 23/12/2026 à 08:00\n",
    "      automne",
    "activités › mercredis › périodes de réservation › automne",
    /aucun jour n’y serait jamais réservable : elle ouvre le 23\/12\/2026 à 08:00, après la dernière échéance.*Avancez/,
  ],
  [
    "a window that rolls and opens each day after its deadline",
    "        ouverture à tous: 01/12/2026 à 08:00\n        clôture: 30/06/2027 à 23:59\n",
    "        pour: chaque jour\n        ouverture à tous: 1 jour avant à 08:00\n",
    "      printemps",
    "activités › mercredis › périodes de réservation › printemps",
    /aucun jour n’y serait jamais réservable : elle ouvre le 05\/01\/2027 à 08:00/,
  ],
  // What one part says of another.
  [
    "an unknown site",
    "site: tilleuls",
    "site: tileuls",
    "    site",
    "activités › mercredis › site",
    /vouliez-vous écrire « tilleuls »/,
  ],
  [
    "an unknown limit of the site",
    "limites du site: [accueil]",
    "limites du site: [salle]",
    "    limites du site",
    "activités › mercredis › limites du site",
    /n’est pas une limite du site « tilleuls » : écrivez l’un de ces codes : accueil/,
  ],
  [
    "an unknown limit of the activity",
    "limites: [maternels, grands]\n        réserver avant: J",
    "limites: [maternels, grand]\n        réserver avant: J",
    "        limites: [maternels, grand]\n",
    "activités › mercredis › prestations › journee › limites",
    /vouliez-vous écrire « grands »/,
  ],
  [
    "an unknown unit that is contained",
    "contient: [repas]",
    "contient: [dejeuner]",
    "        contient",
    "activités › mercredis › prestations › journee › contient",
    /journee, matin, repas/,
  ],
  [
    "an unknown unit that is excluded",
    "exclut: [matin]",
    "exclut: [soir]",
    "        exclut",
    "activités › mercredis › prestations › journee › exclut",
    /n’est pas une prestation/,
  ],
  [
    "a unit that excludes itself",
    "exclut: [matin]",
    "exclut: [journee]",
    "        exclut",
    "activités › mercredis › prestations › journee › exclut",
    /ne s’exclut pas elle-même/,
  ],
  [
    "a limit that limits nothing",
    "        nom: toute la maison\n        places: 60\n",
    "        nom: toute la maison\n",
    "      accueil:",
    "sites › tilleuls › limites › accueil",
    /« places: 24 »/,
  ],
  [
    "staff without their ratio",
    "        enfants par animateur: 8\n",
    "",
    "        animateurs",
    "activités › mercredis › limites › maternels › animateurs",
    /combien d’enfants chacun encadre/,
  ],
  [
    "places of a day out of the period",
    "12/05/2027: 16",
    "12/05/2028: 16",
    "        places certains",
    "activités › mercredis › limites › grands › places certains jours",
    /en dehors de la période/,
  ],
  [
    "a day given twice",
    "          12/05/2027: 16\n",
    "          12/05/2027: 16\n          12/5/2027: 20\n",
    "          12/5/2027",
    "activités › mercredis › limites › grands › places certains jours › 12/5/2027",
    /déjà à la ligne/,
  ],
  [
    "windows that share days",
    "        du: 01/01/2027\n",
    "        du: 31/12/2026\n",
    "        du: 31/12/2026\n",
    "activités › mercredis › périodes de réservation › printemps › du",
    /partage des jours avec « automne »/,
  ],
  [
    "a window out of the period",
    "        au: 30/06/2027\n",
    "        au: 01/07/2027\n",
    "        au: 01/07/2027",
    "activités › mercredis › périodes de réservation › printemps › au",
    /sort de celle de l’activité, du 02\/09\/2026 au 30\/06\/2027/,
  ],
  [
    "an opening after the close",
    "ouverture à tous: 01/12/2026 à 08:00",
    "ouverture à tous: 01/12/2027 à 08:00",
    "        ouverture à tous: 01/12/2027",
    "activités › mercredis › périodes de réservation › printemps › ouverture à tous",
    /n’est pas avant la clôture/,
  ],
  [
    "residents after everyone",
    "01/08/2026 à 08:00",
    "09/08/2026 à 08:00",
    "        ouverture aux résidents",
    "activités › mercredis › périodes de réservation › automne › ouverture aux résidents",
    /avant tout le monde/,
  ],
  [
    "a window that never opens",
    "        ouverture à tous: 01/12/2026 à 08:00\n",
    "",
    "      printemps",
    "activités › mercredis › périodes de réservation › printemps",
    /dites quand elle ouvre/,
  ],
  [
    "a period the wrong way round",
    "    au: 30/06/2027\n    jours",
    "    au: 30/06/2026\n    jours",
    "    au: 30/06/2026",
    "activités › mercredis › au",
    /est avant le début/,
  ],
  [
    "holidays that end before they begin",
    "reprise: 02/11/2026",
    "reprise: 02/10/2026",
    "        reprise: 02/10",
    "calendriers scolaires › 2026-2027 › vacances › vacances de la Toussaint › reprise",
    /vient après le premier jour/,
  ],
  [
    "holidays out of the school year",
    "reprise: 04/01/2027",
    "reprise: 04/10/2027",
    "      - nom: vacances de Noël",
    "calendriers scolaires › 2026-2027 › vacances › vacances de Noël",
    /sortent de l’année scolaire/,
  ],
  [
    "holidays within others",
    "        du: 19/12/2026",
    "        du: 01/11/2026",
    "        du: 01/11/2026",
    "calendriers scolaires › 2026-2027 › vacances › vacances de Noël › du",
    /avant la fin de celles de la ligne 8/,
  ],
  [
    "a bridge out of the school year",
    "[07/05/2027]",
    "[07/05/2028]",
    "    ponts",
    "calendriers scolaires › 2026-2027 › ponts",
    /sort de l’année scolaire/,
  ],
  [
    "a school year of two years",
    "2026-2027",
    "2026-2028",
    "  - année",
    "calendriers scolaires › 2026-2028 › année scolaire",
    /n’est pas une année scolaire/,
  ],
];

describe("a mistake is told by its line, its place and what to write instead", () => {
  test.each(cases)("%s", (_, passage, by, told, place, reason) => {
    const text = changed(passage, by);
    const { catalogue, faults } = readText(text);
    expect(catalogue).toBeNull();
    expect(faults.map((fault) => [fault.line, fault.path.join(" › ")])).toContainEqual([lineOf(text, told), place]);
    expect(
      faults.find((fault) => fault.line === lineOf(text, told) && fault.path.join(" › ") === place)?.reason,
    ).toMatch(reason);
  });

  /** Codes that other parts name: those have lost what they meant. */
  const named = ["a code given twice", "a limit's code that is too long"];

  test.each(cases.filter(([what]) => !named.includes(what)))("%s: one slip is one fault", (_, passage, by) => {
    expect(said(readText(changed(passage, by)))).toHaveLength(1);
  });

  test("all of them at once, by line", () => {
    const text = changed("    commune: Saint-Exemple\n", "")
      .replace("site: tilleuls", "site: autre")
      .replace("11:30 à 13:30", "midi");
    const lines = readText(text).faults.map(({ line }) => line);
    expect(lines).toEqual([
      lineOf(text, "  tilleuls"),
      lineOf(text, "    site: autre"),
      lineOf(text, "        horaires: midi"),
    ]);
  });

  test("units that contain each other", () => {
    const text = changed("        nom: Repas\n", "        nom: Repas\n        contient: [journee]\n");
    expect(said(readText(text))).toEqual([
      `${lineOf(text, "        contient: [repas]")} activités › mercredis › prestations › journee › contient: cette prestation se contient elle-même : journee → repas → journee`,
      `${lineOf(text, "        contient: [journee]")} activités › mercredis › prestations › repas › contient: cette prestation se contient elle-même : repas → journee → repas`,
    ]);
  });

  test("two editions from the same day; from another day they are good", () => {
    const [, activity = ""] = good.split("activités:\n");
    const twice = `${good}${activity}`;
    expect(said(readText(twice))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${good.split("\n").length} activités › mercredis › code: .*est déjà à la ligne ${lineOf(good, "  - code: mercredis")} .*« à compter du »`,
        ),
      ) as string,
    ]);
    const edition = readText(
      `${good}${activity.replace("    nom: Mercredis\n", "    nom: Mercredis\n    à compter du: 01/01/2027\n")}`,
    );
    expect(edition.catalogue?.activities.map(({ id, effectiveFrom }) => [id, effectiveFrom])).toEqual([
      ["mercredis", "2026-09-02"],
      ["mercredis", "2027-01-01"],
    ]);
    expect(
      said(
        readText(
          `${good}${activity.replace("    nom: Mercredis\n", "    nom: Mercredis\n    à compter du: 01/09/2027\n")}`,
        ),
      ),
    ).toEqual([expect.stringMatching(/à compter du: cette version ne vaudrait qu’après la fin/) as string]);
  });

  test("two calendars that speak for the same days", () => {
    const [head = "", rest = ""] = good.split("\n\nsites:");
    const text = `${head}\n  - année scolaire: 2027-2028\n    zone: B\n    du: 01/08/2027\n    au: 31/08/2028\n  - année scolaire: 2026-2027\n    zone: B\n    du: 01/09/2029\n    au: 31/08/2030\n\nsites:${rest}`;
    expect(said(readText(text))).toEqual([
      expect.stringMatching(
        /^17 calendriers scolaires › 2027-2028 › du: cette année commence avant la fin de celle de la ligne 3/,
      ) as string,
      expect.stringMatching(
        /^19 calendriers scolaires › 2026-2027 › année scolaire: la zone B a déjà un calendrier 2026-2027, à la ligne 3/,
      ) as string,
    ]);
  });

  test.each([
    ["nothing", ""],
    ["a comment", "# rien\n"],
    ["a text", "bonjour"],
    ["a list", "- a\n- b\n"],
  ])("a file that holds %s is refused", (_, text) => {
    const { catalogue, faults } = readText(text);
    expect(catalogue).toBeNull();
    expect(faults).toHaveLength(1);
  });

  test("a group within itself, or multiplied without end, is refused at once", () => {
    expect(said(readText("sites: &a\n  b: *a\n"))).toEqual([expect.stringMatching(/se contient lui-même/) as string]);
    const bomb = [
      "a0: &a0 [x, x, x, x, x, x, x, x, x]",
      ...Array.from(
        { length: 9 },
        (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(", ")}]`,
      ),
    ].join("\n");
    expect(said(readText(bomb))).toEqual([expect.stringMatching(/démesuré/) as string]);
  });

  test("a workbook or bytes that are no text say so", () => {
    expect(() => readCatalogueFile(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1))).toThrow(UnreadableFile);
    expect(() => readCatalogueFile(Uint8Array.of(0x50, 0))).toThrow(/éditeur de texte/);
  });
});

describe("days that go together", () => {
  const alone = good.replace(/ {4}équité:\n.*\n.*\n/u, "");
  const withMinimum = (words: string) => readText(alone.replace("24 heures", `24 heures\n    minimum: ${words}`));

  test.each([
    ["3 jours par semaine", { days: 3, per: "week" }],
    ["3 par semaine", { days: 3, per: "week" }],
    ["3 jours au moins par semaine", { days: 3, per: "week" }],
    ["3 jours par semaine minimum", { days: 3, per: "week" }],
    ["6 jours par période de réservation", { days: 6, per: "window" }],
    ["10 jours par activité", { days: 10, per: "activity" }],
    ["semaine entière", { days: "all", per: "week" }],
    ["Semaine complète", { days: "all", per: "week" }],
    ["période de réservation entière", { days: "all", per: "window" }],
    ["séjour complet", { days: "all", per: "activity" }],
    ["activité entière", { days: "all", per: "activity" }],
    ["abonnement par période de réservation", { days: "weekday", per: "window" }],
    ["abonnement par activité", { days: "weekday", per: "activity" }],
    ["Abonnement à l’année", { days: "weekday", per: "activity" }],
  ])("« %s »", (words, minimum) => {
    const { catalogue, faults } = withMinimum(words);
    expect(faults).toEqual([]);
    expect(catalogue?.activities[0]?.minimum).toEqual(minimum);
  });

  test.each([
    ["séjour complet", /personne ne s’inscrira sur la liste d’attente. Enlevez « liste d’attente »/],
    ["séjour complet", /le mercredi 2 septembre 2026 et le mercredi 6 janvier 2027 vont ensemble, mais ouvrent/],
    ["3 jours par semaine", /n’a lieu que 1 jour par semaine.*Écrivez « semaine entière »/],
  ])("« %s » is told what it meets: %s", (words, reason) => {
    const { notices } = withMinimum(words);
    const own = notices.filter(({ path }) => path.at(-1) === "minimum");
    expect(own.map((one) => one.reason).join("\n")).toMatch(reason);
    expect(own[0]?.line).toBe(lineOf(alone, "    liste d’attente") + 1);
  });

  test("more than a share gives is refused", () => {
    const daily = good.replace("jours: [mercredi]", "jours: [lundi, mardi, jeudi]");
    const { faults } = readText(daily.replace("24 heures", "24 heures\n    minimum: semaine entière"));
    expect(faults.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/3 jours sont demandés à la fois.*« équité » n’en donne que 2 par mois/) as string,
    ]);
  });
});

describe("what deadlines and windows do is told before families meet it", () => {
  /** What is said of a file that has no fault, by the last name that leads there. */
  const noticed = (text: string): readonly (readonly [string | undefined, string])[] => {
    const { catalogue, notices } = readText(text);
    expect(catalogue).not.toBeNull();
    return notices.map(({ path, reason }) => [path.at(-1), reason]);
  };
  const [book, cancel] = ["réserver avant: J-2 ouvrés à 10:00", "annuler avant: mercredi précédent à 23:59"];

  test.each([
    [
      "a time after the unit has begun",
      book,
      "réserver avant: le jour même à 09:30",
      "réserver avant",
      /le mercredi 2 septembre 2026, cette échéance \(02\/09\/2026 à 09:30\) vient après le début de la prestation \(07:30\) : elle s’arrête à 07:29/,
    ],
    [
      "a weekday that a rule by weekday forgets",
      book,
      "réserver avant: vendredi précédent à 09:00 pour lundi et mardi",
      "réserver avant",
      /rien n’est dit pour mercredi : ces jours restent ouverts/,
    ],
    [
      "a waiting list without time",
      cancel,
      "annuler avant: mardi précédent à 23:59",
      "annuler avant",
      /n’a plus de temps : pour le mercredi 2 septembre 2026, on annule jusqu’au 01\/09\/2026 à 23:59 et on ne réserve que jusqu’au 31\/08\/2026 à 10:00\. Avancez « annuler avant »/,
    ],
    [
      "a waiting list with a day at most",
      cancel,
      "annuler avant: J-3 ouvrés à 12:00",
      "annuler avant",
      /qu’un jour au plus/,
    ],
    ["what nobody can give back", cancel, "annuler avant: jamais", "annuler avant", /n’avancera que par le guichet/],
    [
      "a share that is offered too late on some days",
      "au-delà: J-14 calendaires à 08:00",
      "au-delà: J-7 calendaires à 08:00",
      "au-delà",
      /ne sont pas toujours proposées à temps : pour le mercredi 2 septembre 2026/,
    ],
    [
      "a window of which a step comes after the deadlines of its days",
      "        ouverture à tous: 08/08/2026 à 08:00\n",
      "        ouverture à tous: 23/12/2026 à 08:00\n",
      "automne",
      /une de ses ouvertures ne sert à personne : elle ouvre le 23\/12\/2026 à 08:00, après la dernière échéance/,
    ],
    [
      "a window that rolls and opens some of its days too late",
      "        ouverture à tous: 01/12/2026 à 08:00\n        clôture: 30/06/2027 à 23:59\n",
      "        pour: chaque jour\n        ouverture à tous: 2 jours avant à 08:00\n",
      "printemps",
      /une partie de ses jours ne sera jamais réservable : celle du mercredi 31 mars 2027 ouvre le 29\/03\/2027 à 08:00/,
    ],
    [
      "school days before the first calendar",
      book,
      "réserver avant: J-2 d’école à 10:00",
      "réserver avant",
      /ajoutez celui de l’année d’avant/,
    ],
    [
      "a calendar of another zone than the first",
      "    ponts: [07/05/2027]\n",
      "    ponts: [07/05/2027]\n  - année scolaire: 2026-2027\n    zone: A\n    du: 01/09/2026\n    au: 01/09/2027\n",
      "zone",
      /un portail n’en lit qu’une/,
    ],
  ])("%s", (_, passage, by, place, reason) => {
    expect(noticed(changed(passage, by))).toContainEqual([place, expect.stringMatching(reason)]);
  });

  test("a later day with an earlier deadline, where rules by weekday cross", () => {
    const crossed = changed("jours: [mercredi]", "jours: [mercredi, jeudi]").replace(
      book,
      "réserver avant: mardi précédent à 10:00 pour mercredi ; lundi précédent à 10:00 pour jeudi",
    );
    expect(noticed(crossed)).toContainEqual([
      "réserver avant",
      expect.stringMatching(
        /01\/09\/2026 à 10:00 pour le mercredi 2 septembre 2026, 31\/08\/2026 à 10:00 pour le jeudi 3 septembre 2026/,
      ),
    ]);
  });

  test("an activity without any window", () => {
    const [head = "", rest = ""] = good.split("    périodes de réservation:\n");
    const without = `${head}${rest.slice(rest.indexOf("    enfants:"))}`;
    expect(noticed(without)).toContainEqual(["mercredis", expect.stringMatching(/personne ne pourra réserver/)]);
  });

  test("a calendar of another zone than the portal's", () => {
    const { notices } = readCatalogueFile(Buffer.from(good), "A");
    expect(notices.map(({ line, reason }) => [line, reason])).toContainEqual([
      lineOf(good, "    zone: B"),
      expect.stringMatching(/le portail est réglé sur la zone A : ce calendrier de la zone B n’y dit rien/),
    ]);
  });
});

describe("windows beyond residents, then everyone", () => {
  /** The spring window, written otherwise. */
  const spring = (lines: string): string =>
    changed(
      "        ouverture à tous: 01/12/2026 à 08:00\n        clôture: 30/06/2027 à 23:59\n",
      lines
        .split("\n")
        .map((line) => `        ${line}\n`)
        .join(""),
    );

  test("steps with criteria", () => {
    const { catalogue, faults } = readText(
      spring(
        [
          "ouvertures:",
          "  - { le: 20/11/2026 à 08:00, communes: [Pithiviers], écoles: [École Jules Ferry] }",
          "  - { le: 24/11/2026 à midi, résidents: oui, classes: CM2 }",
          "  - { le: 27/11/2026 à 08:00, résidents: oui }",
          "  - { le: 01/12/2026 à 08:00 }",
          "clôture: 30/06/2027 à minuit",
        ].join("\n"),
      ),
    );
    expect(faults).toEqual([]);
    expect(catalogue?.activities[0]?.windows[1]).toMatchObject({
      steps: [
        { for: { towns: ["Pithiviers"], schools: ["École Jules Ferry"] }, opensAt: "2026-11-20T07:00:00Z" },
        { for: { residents: true, grades: ["CM2"] }, opensAt: "2026-11-24T11:00:00Z" },
        { for: "residents", opensAt: "2026-11-27T07:00:00Z" },
        { for: "everyone", opensAt: "2026-12-01T07:00:00Z" },
      ],
      closesAt: "2027-06-30T21:59:00Z",
    });
  });

  test("a window that rolls, and one that comes back each holidays", () => {
    const rolling = readText(spring("pour: chaque jour\nouverture à tous: 6 semaines avant à 08:00"));
    expect(rolling.faults).toEqual([]);
    expect(rolling.catalogue?.activities[0]?.recurring).toEqual([
      {
        id: "printemps",
        from: "2027-01-01",
        to: "2027-06-30",
        each: "day",
        steps: [{ for: "everyone", before: { number: 6, unit: "weeks" }, at: "08:00" }],
      },
    ]);
    const holidays = readText(
      spring(
        "pour: chaque vacances\nouverture aux résidents: 5 semaines avant à 08:00\nouverture à tous: un mois avant à 08:00\nclôture: 2 semaines après l’ouverture à 23:59",
      ).replace("pendant: temps scolaire", "pendant: vacances scolaires"),
    );
    expect(holidays.faults).toEqual([]);
    expect(holidays.catalogue?.activities[0]?.recurring).toMatchObject([
      {
        each: "holidays",
        steps: [
          { for: "residents", before: { number: 5, unit: "weeks" } },
          { for: "everyone", before: { number: 1, unit: "months" } },
        ],
        closes: { span: { number: 2, unit: "weeks" }, counted: "after", at: "23:59" },
      },
    ]);
  });

  test.each([
    [
      "two ways at once",
      "ouverture à tous: 01/12/2026 à 08:00\nouvertures: [{ le: 02/12/2026 à 08:00 }]\nclôture: 30/06/2027 à 23:59",
      /d’une seule façon/,
    ],
    [
      "holidays of an activity of school time",
      "pour: chaque vacances\nouverture à tous: 1 mois avant à 08:00",
      /n’a pas lieu pendant les vacances/,
    ],
    ["a span in other words", "pour: chaque jour\nouverture à tous: bientôt", /« 5 semaines avant à 08:00 »/],
    ["too long a span", "pour: chaque jour\nouverture à tous: 13 mois avant à 08:00", /de 1 à 12 mois/],
    [
      "a close before the opening",
      "pour: chaque jour\nouverture à tous: 1 semaine avant à 08:00\nclôture: 2 semaines avant à 08:00",
      /se clôt avant d’ouvrir/,
    ],
    ["an opening at midnight", "ouverture à tous: 01/12/2026 à minuit\nclôture: 30/06/2027 à 23:59", /écrivez 00:00/],
  ])("%s is refused", (_, lines, reason) => {
    const { catalogue, faults } = readText(spring(lines));
    expect(catalogue).toBeNull();
    expect(faults.map((fault) => fault.reason).join("\n")).toMatch(reason);
  });
});

test("a unit without any limit is noticed, and enters", () => {
  const { catalogue, notices } = readText(
    changed("        places: 50\n", "").replace("    limites du site: [accueil]\n", ""),
  );
  expect(catalogue).not.toBeNull();
  expect(notices.map(({ path, reason }) => [path.at(-1), reason])).toEqual([
    ["repas", "aucune limite de places : tous les enfants passent"],
  ]);
});
