/**
 * Accounts and sessions beyond the first day: another e-mail, a forgotten password, signing out, cookies that were
 * tampered with.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import * as z from "zod";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { confirmAddress, fillSignIn, mailsTo, readApi, sendProfile, settled, signIn, signOut } from "./steps.ts";

const portal = inject("portal");
const guardians = portal.demo.signIns.filter(({ role }) => role === "guardian");
const [first, , third] = guardians;
if (!first || !third) throw new Error("The demo town needs three families that may sign in");

const townOf = (json: unknown) => z.object({ office: z.object({ phone: z.string() }) }).parse(json);

let browser: Browser;
let someone: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  someone = await visit(browser, portal.portal, { width: 390, height: 844 });
});
afterEach(async () => {
  const faults = someone.faults();
  await someone.close();
  expect(faults).toEqual([]);
});

/** `npm run import`, as an operator runs it. */
async function importFiles(families: string, children: string, ...more: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "portail-import-"));
  try {
    const paths = [join(folder, "familles.csv"), join(folder, "enfants.csv")] as const;
    // As municipal software writes them: Windows-1252 and semicolons.
    await Promise.all([
      writeFile(paths[0], Buffer.from(families, "latin1")),
      writeFile(paths[1], Buffer.from(children, "latin1")),
    ]);
    const { stdout } = await promisify(execFile)(
      "npm",
      ["run", "--silent", "import", "--", ...paths, "--data", portal.data, ...more],
      { cwd: root },
    );
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const familiesFile = [
  "Code famille;Civilité;Nom;Prénom;E-mail;Téléphone;Adresse;Code postal;Commune;Résident;Payeur",
  "NEUVE1;Mme;LEFÈVRE;Zoé;;02 38 00 00 01;3 rue des Tilleuls;45300;Pithiviers;oui;oui",
  "NEUVE1;M.;LEFÈVRE;Paul;;02 38 00 00 02;;;;;non",
  "",
].join("\r\n");
const childrenFile = [
  "Code enfant;Code famille;Nom;Prénom;Né(e) le;École;Classe",
  "NE1;NEUVE1;LEFÈVRE;Anaïs;14/05/2019;École des Tilleuls;CE1",
  "",
].join("\r\n");

describe("a family that arrives by import", () => {
  it("activates its account, even after a first e-mail that was mistyped, and finds its child", async () => {
    expect(await importFiles(familiesFile, childrenFile, "--dry-run")).toMatch(/1\s+famille/u);
    await importFiles(familiesFile, childrenFile);
    const { page } = someone;
    const profile = { familyCode: "neuve 1", lastName: "lefevre", firstName: "ZOE", password: "Marmotte-Clairière-38" };
    await page.goto("/inscription");
    await sendProfile(page, { ...profile, email: "zoe.lefevre@exemlpe.fr" });
    await mailsTo(portal.mailbox, "zoe.lefevre@exemlpe.fr");
    await page.getByRole("button", { name: "Revenir au formulaire et corriger" }).click();
    // What was typed is still there, all of it.
    for (const [label, typed] of [
      ["Identifiant", "neuve 1"],
      ["Nom", "lefevre"],
      ["Prénom", "ZOE"],
      ["E-mail", "zoe.lefevre@exemlpe.fr"],
      ["Confirmation E-mail", "zoe.lefevre@exemlpe.fr"],
      ["Mot de passe", profile.password],
      ["Confirmer mot de passe", profile.password],
    ] as const)
      expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(typed);
    await sendProfile(page, { ...profile, email: "zoe.lefevre@exemple.fr" });
    const [mail] = await mailsTo(portal.mailbox, "zoe.lefevre@exemple.fr");
    const wrong = mail?.code === "000000" ? "111111" : "000000";
    someone.foresee(400);
    await page.getByLabel("Code de confirmation").fill(wrong);
    await page.getByRole("button", { name: "Confirmer mon adresse" }).click();
    await page
      .getByRole("alert")
      .getByText(/Ce code est faux/u)
      .first()
      .waitFor();
    await confirmAddress(page, mail?.code ?? "");
    await fillSignIn(page, "NEUVE1", profile.password);
    await page.getByRole("heading", { level: 1, name: /Lefèvre/iu }).waitFor();
    expect(JSON.stringify(await readApi(page, "/api/family"))).toContain("Anaïs");
  });
});

describe("whoever waits for a code that does not come", () => {
  /** What to read again, and whom to call when, as the town's configuration says. */
  async function advised(page: Page): Promise<void> {
    const { office } = townOf(await (await fetch(`${portal.portal}/town.json`)).json());
    const help = page.getByRole("main");
    await help.getByText(/Relisez votre facture/u).waitFor();
    await help.locator(`a[href="tel:${office.phone.replace(/^0/u, "+33").replaceAll(" ", "")}"]`).waitFor();
    await help.getByRole("table", { name: "Horaires d’ouverture" }).waitFor();
  }

  it("is told the same as everybody, at the first connection and when asking again", async () => {
    const { page } = someone;
    await page.goto("/inscription");
    const stranger = { familyCode: "NEUVE9", lastName: "Personne", firstName: "Aucune" };
    await sendProfile(page, { ...stranger, password: "Marmotte-Clairière-38", email: "personne@exemple.fr" });
    await advised(page);
    await page.getByLabel("Je ne suis pas un robot").check();
    await page.getByText("Vérifié.").waitFor();
    await page.getByRole("button", { name: "Recevoir un nouveau code" }).click();
    await page.getByText(/Si une activation est en cours/u).waitFor();
    await advised(page);
    await page.getByRole("button", { name: "Revenir au formulaire et corriger" }).click();
    expect(await page.getByLabel("Nom", { exact: true }).inputValue()).toBe("Personne");
  });

  it("is told so after a forgotten password, and finds the sign-in as it was typed", async () => {
    const { page } = someone;
    await page.goto("/mot-de-passe-oublie");
    await page.getByLabel("Identifiant", { exact: true }).fill("NEUVE9");
    await page.getByLabel("Je ne suis pas un robot").check();
    await page.getByText("Vérifié.").waitFor();
    await page.getByRole("button", { name: "Recevoir un code" }).click();
    await advised(page);
    await page.getByRole("link", { name: "Première connexion" }).waitFor();
    await page.getByRole("button", { name: /^Corriger l’identifiant/u }).click();
    expect(await page.getByLabel("Identifiant", { exact: true }).inputValue()).toBe("NEUVE9");
  });
});

describe("a forgotten password", () => {
  it("is replaced with the mailed code, and the old one no longer opens", async () => {
    const { page } = someone;
    const password = "Parapluie-Bruyère-64";
    await page.goto("/");
    await page.getByRole("link", { name: "Mot de passe oublié" }).click();
    await page.getByRole("heading", { level: 1, name: "Mot de passe oublié" }).waitFor();
    await page.getByLabel("Identifiant", { exact: true }).fill(third.login);
    await page.getByLabel("Je ne suis pas un robot").check();
    await page.getByText("Vérifié.").waitFor();
    await page.getByRole("button", { name: "Recevoir un code" }).click();
    await page.getByText("Choisissez un nouveau mot de passe").waitFor();
    const code = await codeOf(third.login);
    await page.getByLabel("Code reçu par e-mail").fill(code);
    await page.getByLabel("Nouveau mot de passe", { exact: true }).fill(password);
    await page.getByLabel("Confirmer le nouveau mot de passe", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Changer mon mot de passe" }).click();
    await page.getByText("Votre mot de passe est changé.").waitFor();
    someone.foresee(401);
    await fillSignIn(page, third.login, third.password);
    await page.getByRole("alert").getByText("Identifiant ou mot de passe incorrect", { exact: true }).waitFor();
    await fillSignIn(page, third.login, password);
    await page.getByRole("heading", { level: 1, name: /^Bonjour/u }).waitFor();
    // Other journeys sign in as this family, before this one or after.
    const body = JSON.stringify({ current: password, password: third.password, passwordAgain: third.password });
    expect(
      await page.evaluate(
        async (text) =>
          (
            await fetch("/api/access/password", {
              method: "PUT",
              headers: { "content-type": "application/json" },
              body: text,
            })
          ).status,
        body,
      ),
    ).toBe(204);
  });

  /** The newest mail that speaks of this sign-in: the demo's addresses are its own business. */
  async function codeOf(login: string): Promise<string> {
    const find = async (): Promise<string> => {
      const text = await (await fetch(`${portal.mailbox}/store`)).text();
      return new RegExp(`mot-de-passe-oublie#identifiant=${login}&(?:amp;)?code=(\\d{6})`, "u").exec(text)?.[1] ?? "";
    };
    return expect
      .poll(find)
      .toMatch(/^\d{6}$/u)
      .then(find);
  }
});

describe("a session", () => {
  it("ends with « Déconnexion », for the page and for its cookies", async () => {
    const { page, context, foresee } = someone;
    await page.setViewportSize({ width: 1280, height: 900 });
    await signIn(page, first);
    const cookies = await context.cookies();
    expect(
      cookies
        .map(({ name, httpOnly, secure, sameSite, path }) => ({ name, httpOnly, secure, sameSite, path }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ).toEqual([
      { name: "__Host-access", httpOnly: true, secure: true, sameSite: "Strict", path: "/" },
      { name: "__Host-device", httpOnly: true, secure: true, sameSite: "Strict", path: "/" },
      { name: "__Host-sid", httpOnly: true, secure: true, sameSite: "Strict", path: "/" },
    ]);
    await signOut(page);
    // The device is known again at the next sign-in; by itself that opens nothing.
    expect((await context.cookies()).map(({ name }) => name)).toEqual(["__Host-device"]);
    foresee(401);
    await context.addCookies(cookies);
    expect(await readApi(page, "/api/family")).toMatchObject({ code: "session.missing" });
  });

  it("does not open for a cookie that was forged", async () => {
    const { page, context, foresee } = someone;
    await signIn(page, first);
    const cookies = await context.cookies();
    foresee(401);
    await context.addCookies(
      cookies.map((cookie) =>
        cookie.name === "__Host-sid" ? { ...cookie, value: `${cookie.value.slice(0, -4)}AAAA` } : cookie,
      ),
    );
    await page.goto("/ma-fiche-famille");
    await page.getByRole("heading", { name: "Identification famille" }).waitFor();
    expect(await page.getByText("Ma fiche famille").count()).toBe(0);
  });

  it("brings a parent who knocks at the staff's door to the parents' site", async () => {
    const { page } = someone;
    await page.goto("/agents");
    await fillSignIn(page, first.login, first.password);
    await page.getByRole("heading", { level: 1, name: /^Bonjour/u }).waitFor();
    await settled(page);
    expect(await page.getByText("L’espace des agents ne vous est pas ouvert.").count()).toBe(1);
    expect(new URL(page.url()).pathname).toBe("/");
  });
});
