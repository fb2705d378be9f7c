/** Every page of both sites, in the states that people see: how to come to each. */
import type { Page } from "playwright-core";
import type { BookingLine } from "../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../functions/booking/contract/booking-view.ts";
import type { PortalFacts } from "./command.ts";
import { familyView } from "../../functions/family/contract.ts";
import { planningView } from "../../functions/planning/contract.ts";
import { book, bookingsOf, declareAbsent, lineOf, possible } from "./situations.ts";
import {
  cell,
  changeConsent,
  dayButton,
  fillSignIn,
  findActivity,
  findTogether,
  goToMonth,
  longDay,
  readApi,
  settled,
  type Together,
} from "./steps.ts";

export interface PageState {
  readonly name: string;
  readonly role: "anyone" | "guardian" | "staff";
  readonly open: (page: Page, portal: PortalFacts) => Promise<void>;
  /** Statuses that belong to this state. */
  readonly foreseen?: readonly number[];
  /** Seen on paper. */
  readonly printed?: true;
}

/** The family of the demo that comes all the time. */
const familyOf = (portal: PortalFacts): string =>
  portal.demo.signIns.filter(({ role }) => role === "guardian")[2]?.login ?? "";

/** The family of the demo whose children have files of every kind. */
const firstFamilyOf = (portal: PortalFacts): string =>
  portal.demo.signIns.find(({ role }) => role === "guardian")?.login ?? "";

const at =
  (path: string) =>
  async (page: Page): Promise<void> => {
    // From elsewhere: an address that differs after its # alone would not be loaded.
    await page.goto("about:blank");
    await page.goto(path);
    await settled(page);
  };

/** The family's child of that rank, eldest first: the demo town gives each of the first family a file of its kind. */
async function childAt(page: Page, rank: number): Promise<string> {
  const { children } = familyView.parse(await readApi(page, "/api/family"));
  const child = children[rank];
  if (!child) throw new Error(`The family has no child of rank ${rank}`);
  return child.id;
}

const openGrid = async (page: Page): Promise<void> => {
  const { activity } = await findActivity(page, 1);
  await at(`/inscrire/${activity.id}`)(page);
};

async function chooseSome(page: Page): Promise<void> {
  const { activity, free } = await findActivity(page, 3);
  await at(`/inscrire/${activity.id}`)(page);
  for (const wanted of free.slice(0, 3)) {
    const found = cell(page, wanted);
    if (!(await found.innerText()).includes("Choisi")) await found.click();
  }
}

/** The grid of an activity whose days go together, with a first day pressed: all of them, or some. */
const chooseTogether =
  (which: Together) =>
  async (page: Page): Promise<void> => {
    const { activity, free } = await findTogether(page, which);
    await at(`/inscrire/${activity.id}`)(page);
    const [first] = free;
    if (!first) throw new Error("A free cell is needed");
    const found = cell(page, first);
    if (!(await found.innerText()).includes("Choisi")) await found.click();
    await cell(page, first).filter({ hasText: "Choisi" }).waitFor();
  };

/** A page with a calendar, in one of its views, at the first period that holds something. */
const busy =
  (path: string, view: string, next: string) =>
  async (page: Page): Promise<void> => {
    await at(path)(page);
    await page.getByRole("radio", { name: view }).check();
    for (let turns = 0; turns < 20 && (await page.locator(".day-button, .list-line").count()) === 0; turns++) {
      await page.getByRole("button", { name: next }).click();
      await settled(page);
    }
  };
const busyMonth = busy("/mes-reservations", "Mois", "Mois suivant");

/** A day of « Mes réservations », opened. */
async function openDay(page: Page, date: string): Promise<void> {
  await at(`/mes-reservations?mois=${date.slice(0, 7)}`)(page);
  await goToMonth(page, date);
  await dayButton(page, { day: longDay(date) }).click();
  await page.getByRole("dialog").waitFor();
}

/** The family's own first booking that can still be changed; made when there is none. */
async function changeable(page: Page): Promise<BookingLine> {
  const own = (await bookingsOf(page)).find(
    ({ status, cancellable, absence }) => status === "booked" && cancellable && absence === undefined,
  );
  if (own) return lineOf(own);
  const [free] = await possible(page);
  if (!free) throw new Error("A free day is needed");
  await book(page, free.line);
  return free.line;
}

/** The panel of an act, on a booking that admits it. */
const panel =
  (action: RegExp) =>
  async (page: Page): Promise<void> => {
    await openDay(page, (await changeable(page)).date);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: action }).first().click();
    // Its question; what it costs has a heading of its own, once it is known.
    await dialog.getByRole("group", { name: action }).getByRole("heading", { level: 3 }).first().waitFor();
    await settled(page);
  };

/** The day of the first booking that is so: the demo town's first family has one of each. */
const dayOfOne =
  (wanted: BookingView["status"]) =>
  async (page: Page): Promise<void> => {
    const found = (await bookingsOf(page)).find(({ status }) => status === wanted);
    if (!found) throw new Error(`The family has nothing that is ${wanted}`);
    await openDay(page, found.date);
  };

/** A place kept for the family, on the page where it is found. */
const offered =
  (path: string) =>
  async (page: Page): Promise<void> => {
    await at(path)(page);
    await page.getByRole("region", { name: /gardées? pour vous/u }).waitFor();
  };

/** Two files of a child, before they become one: a pair that the journey of merging does not press (merge.test.ts). */
async function openMerge(page: Page): Promise<void> {
  await at("/agents/doublons")(page);
  await page
    .getByRole("listitem")
    .filter({ hasText: "code enfant 99102" })
    .getByRole("link", { name: /^Réunir les deux fiches/u })
    .first()
    .click();
  await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
  await settled(page);
}

/** Two adults of one household, before anybody says that they are one. */
async function openMergeAdults(page: Page, { demo }: PortalFacts): Promise<void> {
  for (const { login } of demo.signIns.filter(({ role }) => role === "guardian")) {
    const code = login.replace(/\.[1-9]$/u, "");
    const { guardians } = familyView.parse(await readApi(page, `/api/staff/families/${code}`));
    const [kept, gone] = guardians;
    if (!kept || !gone) continue;
    await at(`/agents/doublons/reunir-responsables/${code}/${gone.id}/${kept.id}`)(page);
    await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
    return;
  }
  throw new Error("The demo town lacks a household with two adults");
}

/** Two families, before anybody says that they are one: a child of theirs bears one name and was born on one day. */
async function openHouseholds(page: Page): Promise<void> {
  await at("/agents/doublons")(page);
  await page
    .getByRole("listitem")
    .filter({ hasText: "code enfant 99102" })
    .getByRole("link", { name: /^Comparer/u })
    .first()
    .click();
  await page.getByRole("link", { name: "Réunir ces deux familles" }).click();
  await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
  await settled(page);
}

export const states: readonly PageState[] = [
  { name: "connexion", role: "anyone", open: at("/") },
  {
    name: "connexion-refusee",
    role: "anyone",
    foreseen: [401],
    open: async (page) => {
      await at("/")(page);
      await fillSignIn(page, "ZZZZ99", "un mot de passe faux");
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "inscription", role: "anyone", open: at("/inscription") },
  {
    name: "inscription-incomplete",
    role: "anyone",
    open: async (page) => {
      await at("/inscription")(page);
      await page.getByLabel("Nom", { exact: true }).fill("Martin");
      await page.getByLabel("Mot de passe", { exact: true }).fill("azerty");
      await page.getByRole("button", { name: "Valider" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "inscription-cgu",
    role: "anyone",
    open: async (page) => {
      await at("/inscription")(page);
      await page.getByRole("button", { name: "Lire les Conditions Générales d’Utilisation" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "inscription-code", role: "anyone", open: at("/inscription#identifiant=P20485&code=123456") },
  { name: "oubli", role: "anyone", open: at("/mot-de-passe-oublie") },
  { name: "oubli-code", role: "anyone", open: at("/mot-de-passe-oublie#identifiant=P20485&code=123456") },
  { name: "sans-identifiant", role: "anyone", open: at("/absence-identifiant") },
  { name: "premiere-demande", role: "anyone", open: at("/premiere-demande") },
  {
    name: "premiere-demande-incomplete",
    role: "anyone",
    open: async (page) => {
      await at("/premiere-demande")(page);
      await page.getByRole("button", { name: "Ajouter un second responsable" }).click();
      await page.getByRole("button", { name: "Envoyer ma demande" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "premiere-demande-code",
    role: "anyone",
    open: at(`/premiere-demande#demande=${"a".repeat(24)}&code=123456`),
  },
  { name: "cgu", role: "anyone", open: at("/cgu") },
  { name: "accessibilite", role: "anyone", open: at("/accessibilite") },
  { name: "donnees-personnelles", role: "anyone", open: at("/donnees-personnelles") },
  { name: "contact", role: "anyone", open: at("/contact") },
  {
    name: "simulateur",
    role: "anyone",
    open: async (page) => {
      await at("/simuler-un-prix")(page);
      await page.getByLabel("Quotient familial").fill("722");
      await page.getByLabel("Nombre d’enfants").selectOption("3");
      await page.getByRole("button", { name: "Voir les prix" }).click();
      await page.getByText("0,12 % du quotient").first().waitFor();
    },
  },
  {
    name: "simulateur-erreur",
    role: "anyone",
    foreseen: [400],
    open: async (page) => {
      await at("/simuler-un-prix")(page);
      await page.getByLabel("Quotient familial").fill("sept cents");
      await page.getByRole("button", { name: "Voir les prix" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "rappels-lien-incomplet", role: "anyone", open: at("/rappels") },
  {
    name: "rappels-refuses",
    role: "anyone",
    foreseen: [404],
    open: async (page) => {
      await at(`/rappels#${"A".repeat(60)}`)(page);
      await page.getByRole("button", { name: "Ne plus recevoir de rappels" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "introuvable", role: "anyone", open: at("/cette-page-n-existe-pas") },
  { name: "accueil", role: "guardian", open: at("/") },
  { name: "fiche-famille", role: "guardian", open: at("/ma-fiche-famille") },
  { name: "fiche-famille-modifier", role: "guardian", open: at("/ma-fiche-famille/modifier/adult/1") },
  {
    name: "fiche-famille-faute",
    role: "guardian",
    foreseen: [400],
    open: async (page) => {
      await at("/ma-fiche-famille/modifier/adult/1")(page);
      await page.getByLabel("Téléphone professionnel", { exact: false }).fill("12");
      await page.getByLabel("Nom de naissance", { exact: false }).fill("<Durand>");
      await page.getByRole("button", { name: "Envoyer au guichet" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "ajouter-responsable", role: "guardian", open: at("/ajouter-un-responsable") },
  {
    name: "ajouter-responsable-faute",
    role: "guardian",
    open: async (page) => {
      await at("/ajouter-un-responsable")(page);
      await page.getByLabel("Prénom", { exact: true }).fill("Zoé");
      await page.getByRole("button", { name: "Envoyer au guichet" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "depart-responsable", role: "guardian", open: at("/ma-fiche-famille/modifier/adultLeaving/2") },
  {
    name: "modifier-enfant",
    role: "guardian",
    open: async (page) => {
      await at("/ma-fiche-famille")(page);
      await page.locator("a[href*='/modifier/child/']").first().click();
      await page.getByLabel("École").waitFor();
    },
  },
  {
    name: "depart-enfant",
    role: "guardian",
    open: async (page) => {
      await at("/ma-fiche-famille")(page);
      await page.locator("a[href*='/modifier/childLeaving/']").first().click();
      await page.getByLabel("Raison du départ").waitFor();
    },
  },
  { name: "ajouter-enfant", role: "guardian", open: at("/ajouter-un-enfant") },
  {
    name: "demandes-brouillon",
    role: "guardian",
    open: async (page) => {
      await at("/ma-fiche-famille/modifier/household")(page);
      await page.getByLabel("Numéro et rue").fill("8 rue de la Briqueterie");
      await page.getByRole("button", { name: /^Ajouter (?:d’autres changements|à ma demande)$/u }).click();
      await page.getByRole("link", { name: "Relire et envoyer ma demande" }).waitFor();
      await at("/suivre-mes-demandes")(page);
      await page.getByRole("region", { name: "Brouillon" }).getByText("Justificatifs à joindre").waitFor();
    },
  },
  {
    name: "demandes",
    role: "guardian",
    open: async (page) => {
      await at("/suivre-mes-demandes")(page);
      const drop = page.getByRole("button", { name: "Supprimer le brouillon" });
      if ((await drop.count()) === 0) return;
      await drop.click();
      await page.getByRole("dialog").getByRole("button", { name: "Supprimer" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    },
  },
  { name: "quotient", role: "guardian", open: at("/mon-quotient-familial") },
  {
    name: "quotient-justificatifs",
    role: "guardian",
    open: async (page) => {
      await at("/mon-quotient-familial/justificatifs")(page);
      await page.getByLabel("Revenus annuels du foyer, en euros").fill("24 000");
      await page.getByRole("button", { name: "Envoyer au guichet" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "factures",
    role: "guardian",
    open: async (page) => {
      await at("/mes-factures")(page);
      await page.getByRole("button", { name: "Voir les années" }).click();
      await page.getByRole("heading", { level: 3, name: /^Année / }).waitFor();
    },
  },
  {
    name: "payer",
    role: "guardian",
    open: async (page) => {
      await at("/payer")(page);
      await page
        .getByText(/à payer|Vous n’avez rien/u)
        .first()
        .waitFor();
    },
  },
  {
    name: "porte-monnaie",
    role: "guardian",
    open: async (page) => {
      await at("/mon-porte-monnaie")(page);
      await page.getByRole("button", { name: "Verser en ligne" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "payer-retour",
    role: "guardian",
    open: async (page) => {
      // An operation that the treasury has never heard of: what an address that was typed wrong leads to.
      await at("/payer/retour?idop=00000000-0000-4000-8000-000000000000")(page);
      await page.getByRole("heading", { level: 1 }).waitFor();
    },
    foreseen: [404],
  },
  {
    name: "prelevement",
    role: "guardian",
    open: async (page) => {
      await at("/prelevement")(page);
      await page
        .getByRole("heading", { level: 2, name: /^Régie/u })
        .first()
        .waitFor();
    },
  },
  {
    name: "prelevement-mandat",
    role: "guardian",
    open: async (page) => {
      await at("/prelevement")(page);
      await page.getByRole("button", { name: /^(?:Changer de compte bancaire|Mettre en place)/u }).click();
      await page.getByRole("button", { name: "Signer le mandat" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "facture-ligne",
    role: "guardian",
    open: async (page) => {
      await at("/mes-factures")(page);
      await page.locator("summary").first().click();
      await page.getByRole("heading", { name: "Comment payer" }).waitFor();
      await page.locator(".invoice-lines summary").first().click();
      await page.getByText("Prestation", { exact: true }).first().waitFor();
    },
  },
  {
    name: "quotient-caisse",
    role: "guardian",
    open: async (page) => {
      await at("/mon-quotient-familial")(page);
      await page.getByRole("button", { name: "Donner ces informations" }).click();
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "fiches-enfants", role: "guardian", open: at("/fiche-enfant") },
  {
    name: "fiche-enfant",
    role: "guardian",
    printed: true,
    open: async (page) => {
      await at(`/fiche-enfant/${await childAt(page, 0)}`)(page);
    },
  },
  {
    name: "fiche-enfant-vaccin-manquant",
    role: "guardian",
    open: async (page) => {
      await at(`/fiche-enfant/${await childAt(page, 1)}#vaccines`)(page);
    },
  },
  {
    name: "fiche-enfant-vide",
    role: "guardian",
    open: async (page) => {
      await at(`/fiche-enfant/${await childAt(page, 2)}`)(page);
    },
  },
  {
    name: "fiche-enfant-erreur",
    role: "guardian",
    foreseen: [400],
    open: async (page) => {
      await at(`/fiche-enfant/${await childAt(page, 2)}`)(page);
      await page.getByRole("button", { name: "Ajouter une personne" }).click();
      await page.getByLabel("Prénom").fill("Monique");
      await page.getByLabel("Nom", { exact: true }).fill("Martin");
      await page.getByLabel("Qui est cette personne").fill("Grand-mère");
      await page.getByLabel("Téléphone", { exact: true }).fill("06 12");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "fiche-enfant-piece",
    role: "guardian",
    open: async (page) => {
      await at(`/fiche-enfant/${await childAt(page, 0)}`)(page);
      await page.getByRole("button", { name: "Corriger Karim Benali" }).click();
      await page.getByRole("button", { name: /^Enlever/u }).waitFor();
    },
  },
  { name: "codes-acces", role: "guardian", open: at("/mes-codes-d-acces") },
  { name: "activites", role: "guardian", open: at("/inscrire") },
  { name: "grille", role: "guardian", open: openGrid },
  {
    name: "grille-pourquoi",
    role: "guardian",
    open: async (page) => {
      await openGrid(page);
      await page.locator("button[data-cell][aria-expanded]").first().click();
      await page.locator(".why").waitFor();
    },
  },
  { name: "grille-choix", role: "guardian", open: chooseSome },
  {
    name: "grille-repeter",
    role: "guardian",
    open: async (page) => {
      await openGrid(page);
      await page.getByRole("button", { name: "Tous les mercredis" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "grille-verifier",
    role: "guardian",
    open: async (page) => {
      await chooseSome(page);
      await page.getByRole("button", { name: "Vérifier et confirmer" }).click();
      await page.getByRole("dialog").locator(".cost").waitFor();
    },
  },
  { name: "grille-camp", role: "guardian", open: chooseTogether("all") },
  { name: "grille-minimum", role: "guardian", open: chooseTogether("some") },
  { name: "grille-abonnement", role: "guardian", open: chooseTogether("weekday") },
  { name: "reservations-mois", role: "guardian", open: busyMonth },
  { name: "reservations-semaine", role: "guardian", open: busy("/mes-reservations", "Semaine", "Semaine suivante") },
  {
    name: "visualiser-calendrier",
    role: "guardian",
    open: busy("/visualiser-mes-reservations", "Calendrier", "Mois suivant"),
  },
  { name: "visualiser-liste", role: "guardian", open: busy("/visualiser-mes-reservations", "Liste", "Mois suivant") },
  {
    name: "reservations-jour",
    role: "guardian",
    open: async (page) => {
      await busyMonth(page);
      await page.locator(".day-button").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "reservation-changer", role: "guardian", open: panel(/^Changer de jour/u) },
  { name: "reservation-annuler", role: "guardian", open: panel(/^Annuler/u) },
  { name: "reservation-absence", role: "guardian", open: panel(/^Déclarer une absence/u) },
  {
    name: "reservation-absente",
    role: "guardian",
    open: async (page) => {
      const line = await changeable(page);
      await declareAbsent(page, line);
      await openDay(page, line.date);
    },
  },
  { name: "reservation-en-attente", role: "guardian", open: dayOfOne("waiting") },
  { name: "reservation-a-valider", role: "guardian", open: dayOfOne("pending") },
  { name: "accueil-place-proposee", role: "guardian", open: offered("/") },
  { name: "reservations-place-proposee", role: "guardian", open: offered("/mes-reservations") },
  { name: "modifications", role: "guardian", open: at("/mes-modifications") },
  {
    name: "modifications-justificatif",
    role: "guardian",
    open: async (page) => {
      await at("/mes-modifications")(page);
      await page.getByRole("button", { name: "Envoyer un justificatif" }).click();
      await page.getByRole("dialog").waitFor();
      await settled(page);
    },
  },
  { name: "reservations-imprimees", role: "guardian", open: busyMonth, printed: true },
  {
    name: "semaine-imprimee",
    role: "guardian",
    open: busy("/mes-reservations", "Semaine", "Semaine suivante"),
    printed: true,
  },
  { name: "historique", role: "guardian", open: at("/mes-modifications/historique") },
  { name: "agenda-prive", role: "guardian", open: at("/mes-reservations/calendrier-prive") },
  {
    name: "agenda-prive-cree",
    role: "guardian",
    open: async (page) => {
      await at("/mes-reservations/calendrier-prive")(page);
      await page.getByRole("button", { name: "Créer mon lien" }).click();
      await page.getByLabel("Adresse du calendrier").waitFor();
    },
  },
  {
    name: "agenda-prive-supprimer",
    role: "guardian",
    open: async (page) => {
      await at("/mes-reservations/calendrier-prive")(page);
      await page.getByRole("button", { name: "Supprimer le lien" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "fiches-confirmees", role: "guardian", open: at("/confirmer-mes-fiches") },
  { name: "fiches-foyer", role: "guardian", open: at("/confirmer-mes-fiches/foyer") },
  {
    name: "fiches-enfant",
    role: "guardian",
    open: async (page) => {
      await at(`/confirmer-mes-fiches/enfant-${await childAt(page, 0)}`)(page);
    },
  },
  { name: "fiches-justificatifs", role: "guardian", open: at("/confirmer-mes-fiches/justificatifs") },
  { name: "fiches-quotient", role: "guardian", open: at("/confirmer-mes-fiches/quotient") },
  {
    name: "fiches-enfant-corriger",
    role: "guardian",
    open: async (page) => {
      const child = await childAt(page, 0);
      await at(`/fiche-enfant/${child}?retour=${encodeURIComponent(`/confirmer-mes-fiches/enfant-${child}`)}`)(page);
    },
  },
  {
    name: "fiches-a-confirmer",
    role: "guardian",
    open: async (page) => {
      await at("/confirmer-mes-fiches/foyer")(page);
      const exact = page.getByRole("button", { name: "C’est exact", exact: true });
      if (await exact.isVisible()) await exact.click();
      await at("/confirmer-mes-fiches?retour=%2Finscrire%2Fmercredis")(page);
      await page.getByRole("link", { name: /^Continuer/u }).waitFor();
    },
  },
  {
    name: "fiches-enfant-changee",
    role: "guardian",
    open: async (page) => {
      const child = await childAt(page, 1);
      await at(`/confirmer-mes-fiches/enfant-${child}`)(page);
      const exact = page.getByRole("button", { name: "C’est exact", exact: true });
      await exact.or(page.getByRole("button", { name: "Continuer", exact: true })).waitFor();
      if (await exact.isVisible()) {
        const title = await page.locator("h1").innerText();
        await exact.click();
        await page.getByRole("heading", { level: 1, name: title }).waitFor({ state: "detached" });
      }
      await changeConsent(page, child);
      await at(`/confirmer-mes-fiches/enfant-${child}`)(page);
      await page.getByText("Cette page a changé depuis qu’elle a été confirmée").waitFor();
    },
  },
  { name: "inscriptions", role: "guardian", open: at("/inscriptions-a-l-annee") },
  {
    name: "inscriptions-terminer",
    role: "guardian",
    open: async (page) => {
      await at("/inscriptions-a-l-annee")(page);
      await page
        .getByRole("button", { name: /^Terminer l’inscription/u })
        .first()
        .click();
      await page.getByRole("button", { name: "Terminer l’inscription", exact: true }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "justificatifs", role: "guardian", open: at("/mes-justificatifs") },
  {
    name: "justificatifs-envoyes",
    role: "guardian",
    open: async (page) => {
      await at("/mes-justificatifs")(page);
      // Each says « Cacher » from then on.
      const closed = page.getByRole("button", { name: /^Voir les documents envoyés/u });
      while ((await closed.count()) > 0) await closed.first().click();
      await settled(page);
    },
  },
  {
    name: "justificatifs-refus",
    role: "guardian",
    open: async (page) => {
      await at("/mes-justificatifs")(page);
      await page
        .locator("input.chooser")
        .first()
        .setInputFiles([
          { name: "lettre.docx", mimeType: "application/msword", buffer: Buffer.from("PK") },
          { name: `${"tres-long-nom-".repeat(12)}.pdf`, mimeType: "application/pdf", buffer: Buffer.alloc(0) },
        ]);
      await page
        .getByText(/ni un PDF, ni une photo/u)
        .first()
        .waitFor();
      await page
        .getByText(/est vide/u)
        .first()
        .waitFor();
    },
  },
  { name: "page-inconnue-connecte", role: "guardian", open: at("/cette-page-n-existe-pas") },
  { name: "agents-connexion", role: "anyone", open: at("/agents") },
  { name: "agents-oubli", role: "anyone", open: at("/agents/mot-de-passe-oublie") },
  { name: "agents-demandes-familles", role: "staff", open: at("/agents/demandes-familles") },
  {
    name: "agents-demande",
    role: "staff",
    open: async (page) => {
      await at("/agents/demandes-familles")(page);
      await page.locator("a[data-request]").first().click();
      await page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
      await settled(page);
    },
  },
  {
    name: "agents-demande-refuser",
    role: "staff",
    open: async (page) => {
      await at("/agents/demandes-familles")(page);
      await page.locator("a[data-request]").first().click();
      await page.getByRole("button", { name: "Refuser" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "agents-fiche",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${portal.demo.signIns[0]?.login ?? ""}/fiche`)(page);
    },
  },
  {
    name: "agents-fiche-enfants",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${portal.demo.signIns[0]?.login ?? ""}/enfants`)(page);
    },
  },
  {
    name: "agents-demandes-famille",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${portal.demo.signIns[0]?.login ?? ""}/demandes`)(page);
    },
  },
  {
    name: "agents-fiche-retirer",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${portal.demo.signIns[0]?.login ?? ""}/fiche`)(page);
      await page
        .getByRole("button", { name: /^Retirer du foyer/u })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "agents-demande-responsable",
    role: "staff",
    open: async (page) => {
      await at("/agents/demandes-familles")(page);
      await page.getByLabel("Objet").selectOption("newAdult");
      await page
        .getByRole("list", { name: "Demandes" })
        .getByRole("link", { name: /^Nouveau responsable/u })
        .first()
        .click();
      await page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
      await settled(page);
    },
  },
  {
    name: "agents-feuille",
    role: "staff",
    open: async (page) => {
      await at("/agents")(page);
      // Up to the next Wednesday with children.
      for (let day = 0; day < 40 && (await page.locator("table.sheet").count()) === 0; day++) {
        await page.getByRole("button", { name: "Jour suivant" }).click();
        await settled(page);
      }
    },
  },
  {
    name: "agents-feuille-vide",
    role: "staff",
    open: async (page) => {
      await at("/agents")(page);
      await page.getByLabel("Date", { exact: true }).fill("2026-05-01");
      await settled(page);
    },
  },
  { name: "agents-demandes", role: "staff", open: at("/agents/demandes") },
  { name: "agents-a-valider", role: "staff", open: at("/agents/a-valider") },
  {
    name: "agents-demandes-refuser",
    role: "staff",
    open: async (page) => {
      await at("/agents/a-valider")(page);
      await page
        .getByRole("button", { name: /^Refuser/u })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
      await page.getByRole("button", { name: "Refuser et prévenir la famille" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "agents-justificatif",
    role: "staff",
    open: async (page) => {
      await at("/agents/a-valider")(page);
      await page
        .getByRole("button", { name: /^Voir et décider/u })
        .first()
        .click();
      await page.getByRole("dialog").locator(".document-preview :is(img, iframe)").waitFor();
    },
  },
  { name: "agents-places", role: "staff", open: at("/agents/places") },
  { name: "agents-places-vide", role: "staff", open: at("/agents/places/tilleuls/2026-08") },
  {
    name: "agents-fermer",
    role: "staff",
    open: async (page) => {
      await at("/agents/places")(page);
      await page.getByRole("button", { name: "Fermer des jours" }).click();
      await page.getByRole("button", { name: "Voir ce que cela annule" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "agents-jour-attente",
    role: "staff",
    open: async (page) => {
      const today = new Date();
      const day = (offset: number): string =>
        new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
      await at("/agents")(page);
      const { days } = planningView.parse(
        await readApi(page, `/api/staff/sites/tilleuls/planning?from=${day(0)}&to=${day(60)}`),
      );
      const waiting = days.find((one) => one.waiting);
      if (!waiting) throw new Error("The demo town has nobody waiting");
      await at(`/agents/places/tilleuls/jour/${waiting.date}`)(page);
      await page.getByRole("heading", { name: "Liste d’attente" }).waitFor();
      await settled(page);
    },
  },
  {
    name: "agents-places-changer",
    role: "staff",
    open: async (page) => {
      await at("/agents/places")(page);
      await page.locator(".planning-date").last().click();
      await page
        .getByRole("button", { name: /^Changer les places/u })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "agents-famille",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}`)(page);
    },
  },
  { name: "agents-famille-introuvable", role: "staff", foreseen: [404], open: at("/agents/familles/ZZZZ99") },
  {
    name: "agents-famille-reserver",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}`)(page);
      await page.getByRole("button", { name: "Réserver", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Réserver" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "agents-inscriptions", role: "staff", open: at("/agents/inscriptions") },
  {
    name: "agents-inscriptions-refuser",
    role: "staff",
    open: async (page) => {
      await at("/agents/inscriptions")(page);
      await page
        .getByRole("button", { name: /^Refuser/u })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "agents-inscriptions-famille",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/inscriptions`)(page);
    },
  },
  {
    name: "agents-fiche-enfant",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${firstFamilyOf(portal)}/foyer`)(page);
      await page
        .getByRole("link", { name: /^Fiche de/u })
        .first()
        .click();
      await page.getByRole("heading", { level: 1, name: "Fiche d’un enfant" }).waitFor();
      await settled(page);
    },
  },
  {
    name: "agents-fiche-enfant-piece",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${firstFamilyOf(portal)}/foyer`)(page);
      await page
        .getByRole("link", { name: /^Fiche de/u })
        .first()
        .click();
      await page.getByRole("button", { name: "Voir la pièce d’identité de Karim Benali" }).click();
      await page.getByRole("img", { name: /Photo 1/u }).waitFor();
      await settled(page);
    },
  },
  {
    name: "agents-fiche-enfant-sante",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${firstFamilyOf(portal)}/foyer`)(page);
      await page
        .getByRole("link", { name: /^Fiche de/u })
        .first()
        .click();
      await page.getByRole("button", { name: "Ouvrir la santé de l’enfant" }).click();
      await page.getByRole("heading", { name: "Allergies" }).waitFor();
      await settled(page);
    },
  },
  { name: "agents-paiements", role: "staff", open: at("/agents/paiements") },
  {
    name: "agents-paiements-impayes",
    role: "staff",
    open: async (page) => {
      await at("/agents/paiements")(page);
      await page.getByRole("radio", { name: "Impayés" }).check();
      await page
        .getByText(/à payer|Aucune facture/u)
        .first()
        .waitFor();
      await settled(page);
    },
  },
  {
    name: "agents-paiements-en-ligne",
    role: "staff",
    open: async (page) => {
      await at("/agents/paiements")(page);
      await page.getByRole("radio", { name: "En ligne" }).check();
      await page.getByRole("heading", { name: "Sans résultat" }).waitFor();
      await settled(page);
    },
  },
  { name: "agents-tresorerie", role: "staff", open: at("/agents/tresorerie") },
  {
    name: "agents-encaisser",
    role: "staff",
    // A journey pays all that the other family owes.
    open: async (page, portal) => {
      await at(`/agents/familles/${firstFamilyOf(portal)}/factures`)(page);
      await page.getByRole("button", { name: "Encaisser", exact: true }).click();
      await page.getByRole("dialog").getByLabel("Montant en euros").fill("douze");
      await page.getByRole("dialog").getByRole("button", { name: "Encaisser" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "agents-prelevements",
    role: "staff",
    open: async (page) => {
      await at("/agents/prelevements")(page);
      await page.getByRole("button", { name: "Voir ce qui serait prélevé" }).click();
      await page.getByText("Les familles sans mandat ne sont pas regardées.").waitFor();
    },
  },
  {
    name: "agents-prelevements-lot",
    role: "staff",
    open: async (page) => {
      await at("/agents/prelevements")(page);
      await page
        .getByRole("link", { name: /^ALSH-P/u })
        .first()
        .click();
      await page.getByRole("heading", { level: 2, name: "Prélèvements du lot" }).waitFor();
    },
  },
  {
    name: "agents-mandat-papier",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/factures`)(page);
      await page.getByRole("button", { name: /^Saisir un mandat papier/u }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Enregistrer le mandat" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "agents-facturation", role: "staff", open: at("/agents/facturation") },
  {
    name: "agents-partage",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/factures`)(page);
      await page.getByRole("button", { name: /^Corriger le partage/u }).click();
      const dialog = page.getByRole("dialog");
      await dialog
        .getByLabel(/^Part de/u)
        .last()
        .fill("soixante");
      await dialog.getByRole("button", { name: "Enregistrer" }).click();
      await dialog.getByRole("alert").waitFor();
    },
  },
  {
    name: "agents-organismes",
    role: "staff",
    open: async (page) => {
      await at("/agents/facturation")(page);
      await page.getByRole("button", { name: "Voir ce qui est à demander" }).click();
      await page.getByRole("heading", { level: 3 }).waitFor();
    },
  },
  {
    name: "agents-factures",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/factures`)(page);
      await page.locator("article summary").first().click();
      await page.getByRole("heading", { name: "Comment payer" }).waitFor();
    },
  },
  {
    name: "agents-avoir",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/factures`)(page);
      await page.locator("article summary").first().click();
      await page.getByRole("button", { name: "Faire un avoir" }).first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "agents-quotient",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/quotient`)(page);
    },
  },
  {
    name: "agents-quotient-saisir",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/quotient`)(page);
      await page.getByRole("button", { name: "Saisir un quotient" }).click();
      await page.getByLabel("D’après").selectOption("papers");
      await page.getByLabel("Revenus annuels du foyer (année N-2)").fill("24 000");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "agents-quotient-caisse",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/quotient`)(page);
      await page.getByRole("button", { name: /^(?:Saisir ce que dit la famille|Le changer)$/u }).click();
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "agents-essayer-prix",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/quotient`)(page);
      await page.getByLabel("Frères et sœurs").selectOption("together");
      await page.getByRole("button", { name: "Voir ce que cela coûterait" }).click();
      await page.getByRole("heading", { level: 4 }).first().waitFor();
    },
  },
  {
    name: "agents-essayer-tarif",
    role: "staff",
    open: async (page) => {
      await at("/agents/essayer-un-prix")(page);
      await page.getByLabel("Quotient", { exact: true }).fill("722");
      await page.getByLabel("Qui paie une part").selectOption("ccas");
      await page.getByLabel("Part prise en charge").fill("60 %");
      await page.getByRole("button", { name: "Voir ce que cela coûterait" }).click();
      await page.getByRole("definition").first().waitFor();
    },
  },
  {
    name: "agents-tarification-ajouter",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/quotient`)(page);
      await page.getByRole("button", { name: "Ajouter à la tarification" }).click();
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "agents-quotients", role: "staff", open: at("/agents/quotients") },
  {
    name: "agents-quotients-relecture",
    role: "staff",
    open: async (page, portal) => {
      await at("/agents/quotients")(page);
      await page.getByLabel("Fichier CSV").setInputFiles({
        name: "quotients.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          [
            "code famille;QF;nom",
            ...portal.demo.signIns
              .filter(({ role }) => role === "guardian")
              .map(({ login }, rank) => `${login.split(".")[0] ?? ""};${600 + rank},50;x`),
            "ZZZZ99;700;x",
            "ZZZZ98;beaucoup;x",
          ].join("\r\n"),
        ),
      });
      await page.getByRole("button", { name: "Lire le fichier" }).click();
      await page.getByRole("button", { name: /^Enregistrer/u }).waitFor();
    },
  },
  { name: "agents-nouvelle-famille", role: "staff", open: at("/agents/nouvelle-famille") },
  {
    name: "agents-nouvelle-famille-manque",
    role: "staff",
    open: async (page) => {
      await at("/agents/nouvelle-famille")(page);
      await page.getByRole("button", { name: "Créer la famille" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "agents-premieres-demandes", role: "staff", open: at("/agents/premieres-demandes") },
  {
    name: "agents-premiere-demande",
    role: "staff",
    open: async (page) => {
      await at("/agents/premieres-demandes")(page);
      await page
        .getByRole("link", { name: /^Voir et décider/u })
        .last()
        .click();
      await page.getByRole("heading", { level: 2, name: "Décider" }).waitFor();
      await settled(page);
    },
  },
  {
    name: "agents-premiere-demande-famille",
    role: "staff",
    open: async (page) => {
      await at("/agents/premieres-demandes")(page);
      await page
        .getByRole("link", { name: /^Voir et décider/u })
        .first()
        .click();
      await page.getByRole("button", { name: "Faire une famille" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "agents-famille-grille",
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/reserver`)(page);
      await page.getByLabel("Activité").waitFor();
      await settled(page);
    },
  },
  { name: "agents-rappels", role: "staff", open: at("/agents/rappels") },
  { name: "agents-comptes", role: "staff", open: at("/agents/comptes-de-recouvrement") },
  {
    name: "agents-comptes-verifies",
    role: "staff",
    open: async (page) => {
      await at("/agents/comptes-de-recouvrement")(page);
      await page
        .getByRole("button", { name: /^Vérifier/u })
        .first()
        .click();
      await page.getByText("Numéro connu").waitFor();
    },
  },
  { name: "agents-non-prevenus", role: "staff", open: at("/agents/non-prevenus") },
  { name: "agents-codes-acces", role: "staff", open: at("/agents/mes-codes-d-acces") },
  { name: "agents-equipe", role: "staff", open: at("/agents/equipe") },
  { name: "agents-familles", role: "staff", open: at("/agents/familles") },
  { name: "agents-doublons", role: "staff", open: at("/agents/doublons") },
  {
    name: "agents-reunir",
    role: "staff",
    open: openMerge,
  },
  {
    name: "agents-reunir-erreur",
    role: "staff",
    open: async (page) => {
      await openMerge(page);
      await page.getByRole("button", { name: "Réunir les deux fiches" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "agents-reunir-responsables",
    role: "staff",
    open: openMergeAdults,
  },
  {
    name: "agents-reunir-familles",
    role: "staff",
    open: openHouseholds,
  },
  {
    name: "agents-reunir-familles-erreur",
    role: "staff",
    open: async (page) => {
      await openHouseholds(page);
      await page.getByRole("button", { name: "Réunir les deux familles" }).click();
      await page.getByRole("alert").first().waitFor();
    },
  },
  {
    name: "agents-comparer",
    role: "staff",
    open: async (page, portal) => {
      const [, , one, , other] = portal.demo.signIns.filter(({ role }) => role === "guardian");
      await at(`/agents/doublons/${one?.login ?? ""}/${other?.login ?? ""}`)(page);
    },
  },
  ...(["martin", "qxzqxz"] as const).map((text): PageState => ({
    name: `agents-recherche-${text}`,
    role: "staff",
    open: async (page) => {
      await at("/agents/familles")(page);
      await page.getByRole("combobox").fill(text);
      await page
        .locator(".found-state")
        .filter({ hasText: /trouvée|proches|Personne/u })
        .waitFor();
    },
  })),
  {
    name: "agents-famille-protegee",
    role: "staff",
    open: async (page, portal) => {
      const second = portal.demo.signIns.find(({ who }) => who.includes("Deuxième foyer"));
      await at(`/agents/familles/${second?.login ?? ""}/foyer`)(page);
    },
  },
  ...["foyer", "justificatifs", "acces", "historique"].map((tab): PageState => ({
    name: `agents-famille-${tab}`,
    role: "staff",
    open: async (page, portal) => {
      await at(`/agents/familles/${familyOf(portal)}/${tab}`)(page);
    },
  })),
];
