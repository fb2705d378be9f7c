/** Whose pages are measured, and in which order they are opened. */
import type { BrowserContext } from "playwright-core";
import type { PortalFacts } from "../e2e/command.ts";
import { fillSignIn, findActivity, signInStaff } from "../e2e/steps.ts";
import type { Journey } from "./pages.ts";

const someone = ({ demo }: PortalFacts, wanted: "guardian" | "staff") => {
  const found = demo.signIns.find(({ role }) => role === wanted);
  if (!found) throw new Error(`The demo town has nobody who is ${wanted}`);
  return found;
};

/** Signs in in a page that is closed again: what stays is the session. */
export const signedIn =
  (portal: PortalFacts, role: "guardian" | "staff") =>
  async (context: BrowserContext): Promise<string> => {
    const who = someone(portal, role);
    const page = await context.newPage();
    if (role === "staff") await signInStaff(page, who, portal.portal);
    else {
      await page.goto(portal.portal);
      await fillSignIn(page, who.login, who.password);
      await page.getByRole("heading", { level: 1, name: /^Bonjour/u }).waitFor();
    }
    const grid = role === "guardian" ? `/inscrire/${(await findActivity(page, 1)).activity.id}` : "";
    await page.close();
    return grid;
  };

/** Parents' pages as first loads of their own, then from page to page; the staff's. */
export const journeys = (
  portal: PortalFacts,
  grid: string,
): readonly (Journey & { readonly site: "parents" | "staff" })[] => [
  {
    site: "parents",
    name: "Identification",
    first: "/",
    later: [
      { name: "Première connexion", path: "/inscription" },
      { name: "Mot de passe oublié", path: "/mot-de-passe-oublie" },
      { name: "CGU", path: "/cgu" },
    ],
  },
  { site: "parents", name: "Première connexion (d’abord)", first: "/inscription", later: [] },
  {
    site: "parents",
    name: "Accueil",
    first: "/",
    signIn: signedIn(portal, "guardian"),
    later: [
      { name: "Ma fiche famille", path: "/ma-fiche-famille" },
      { name: "Confirmer mes fiches", path: "/confirmer-mes-fiches/foyer" },
      { name: "S’inscrire aux activités", path: "/inscrire" },
      { name: "Grille", path: grid },
      { name: "Mes réservations", path: "/mes-reservations" },
    ],
  },
  { site: "parents", name: "Grille (d’abord)", first: grid, later: [], signIn: signedIn(portal, "guardian") },
  {
    site: "parents",
    name: "Mes réservations (d’abord)",
    first: "/mes-reservations",
    later: [],
    signIn: signedIn(portal, "guardian"),
  },
  {
    site: "staff",
    name: "Agents, identification",
    first: "/agents",
    later: [{ name: "Agents, mot de passe oublié", path: "/agents/mot-de-passe-oublie" }],
  },
  { site: "staff", name: "Agents, feuille du jour", first: "/agents", later: [], signIn: signedIn(portal, "staff") },
];
