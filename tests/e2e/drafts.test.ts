/**
 * Nothing typed is lost: in each form of a family's file, what was typed is there again after a reload, and after a
 * session that ended and was opened again. Nothing is ever sent here.
 */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Locator, Page } from "playwright-core";
import * as z from "zod";
import { launchBrowser, visit } from "./browser.ts";
import { fillSignIn, readApi, settled, signIn } from "./steps.ts";

const portal = inject("portal");
const guardians = portal.demo.signIns.filter(({ role }) => role === "guardian");
const [three, , , none] = guardians;
if (!three || !none) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const children = z.object({ children: z.array(z.object({ id: z.string() })) });
interface Form {
  readonly form: string;
  readonly by: (typeof guardians)[number];
  /** Where it is, for that family. */
  readonly path: (page: Page) => Promise<string>;
  /** Opens it, where it is not open by itself. */
  readonly open?: (page: Page) => Promise<void>;
  /** The field that is typed into. */
  readonly field: (page: Page) => Locator;
  readonly typed: string;
}

const at = (path: string) => (): Promise<string> => Promise.resolve(path);
const childFile =
  (field: string) =>
  async (page: Page): Promise<string> => {
    const [child] = children.parse(await readApi(page, "/api/family")).children;
    if (!child) throw new Error("The family has no child");
    return `/fiche-enfant/${child.id}#${field}`;
  };
const press = (name: string | RegExp, within?: string) => (page: Page) =>
  (within === undefined ? page : page.locator(within)).getByRole("button", { name }).first().click();

const forms: readonly Form[] = [
  {
    form: "an adult",
    by: none,
    path: at("/ma-fiche-famille/modifier/adult/1"),
    field: (page) => page.getByLabel(/^Profession/u),
    typed: "Apicultrice",
  },
  {
    form: "the household",
    by: none,
    path: at("/ma-fiche-famille/modifier/household"),
    field: (page) => page.getByLabel("Numéro et rue"),
    typed: "12 chemin du Brouillon",
  },
  {
    form: "a new child",
    by: none,
    path: at("/ajouter-un-enfant"),
    field: (page) => page.getByLabel("Prénom", { exact: true }),
    typed: "Églantine",
  },
  {
    form: "a contact of a child",
    by: none,
    path: childFile("contacts"),
    open: press("Ajouter une personne"),
    field: (page) => page.locator("#contacts").getByLabel("Prénom"),
    typed: "Monique",
  },
  {
    form: "a child's record",
    by: none,
    path: childFile("doctor"),
    open: press(/le médecin$/u, "#doctor"),
    field: (page) => page.locator("#doctor").getByLabel("Nom du médecin"),
    typed: "Docteur Brouillon",
  },
  {
    form: "a child's health",
    by: none,
    path: childFile("allergies"),
    open: press("Ajouter une allergie", "#allergies"),
    field: (page) => page.locator("#allergies").getByLabel("Allergique à quoi ?"),
    typed: "Kiwi",
  },
  {
    form: "where the quotient is asked for",
    by: none,
    path: at("/mon-quotient-familial"),
    open: press(/^(?:Donner ces informations|Les changer)$/u),
    field: (page) => page.getByLabel(/^Numéro d’allocataire/u),
    typed: "7654321",
  },
  {
    form: "an enrolment that is asked for",
    by: none,
    path: at("/inscriptions-a-l-annee"),
    open: press(/^Demander l’inscription/u),
    field: (page) => page.getByLabel("Message au guichet"),
    typed: "Un mardi sur trois",
  },
  {
    form: "an answer to the office",
    by: three,
    path: at("/suivre-mes-demandes"),
    open: press(/^Répondre/u),
    field: (page) => page.getByLabel("Votre réponse"),
    typed: "La photo arrive demain",
  },
  {
    form: "a request that is corrected",
    by: three,
    path: async (page) => {
      await page.goto("/suivre-mes-demandes");
      await settled(page);
      const link = page.getByRole("link", { name: /^Corriger/u }).first();
      return (await link.getAttribute("href")) ?? "";
    },
    field: (page) => page.getByLabel("Prénom", { exact: true }),
    typed: "Noémie",
  },
];

test.each(forms)("$form: what was typed outlives a reload and a session that ended", async (one) => {
  const parent = await visit(browser, portal.portal, { width: 390, height: 844 });
  // The session that ended says so.
  parent.foresee(401);
  const { page } = parent;
  await signIn(page, one.by);
  await page.goto(await one.path(page));
  await settled(page);
  await one.open?.(page);
  const field = one.field(page);
  await field.fill(one.typed);

  await page.reload();
  await settled(page);
  // Open again by itself: nobody has to look for what they typed.
  await expect.poll(() => field.inputValue()).toBe(one.typed);

  await page.context().clearCookies();
  await page.reload();
  await fillSignIn(page, one.by.login, one.by.password);
  await field.waitFor();
  expect(await field.inputValue()).toBe(one.typed);
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("a first request, whose sender has no session to lose, outlives a reload", async () => {
  const stranger = await visit(browser, portal.portal, { width: 390, height: 844 });
  const { page } = stranger;
  await page.goto("/premiere-demande");
  await settled(page);
  const name = page.getByRole("group", { name: "Premier responsable" }).getByLabel("Prénom", { exact: true });
  const child = page.getByRole("group", { name: "Enfant 1" }).getByLabel("Prénom", { exact: true });
  await name.fill("Solène");
  await child.fill("Basile");
  await page.reload();
  await settled(page);
  expect([await name.inputValue(), await child.inputValue()]).toEqual(["Solène", "Basile"]);
  expect(stranger.faults()).toEqual([]);
  await stranger.close();
});
