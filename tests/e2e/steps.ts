/** What people do on the portal, by the words they read there. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import * as z from "zod";
import { gridView } from "../../functions/booking/contract/look.ts";
import type { GridView } from "../../functions/booking/contract/look.ts";
import { freshCode } from "../support/totp.ts";

/** Waits for what a person waits for: shapes replaced by content, and nothing on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      // What is folded away is asked for when it is opened.
      [...document.querySelectorAll(".skeleton, [aria-busy=true]")].every((one) => !one.checkVisibility()) &&
      document.querySelector("#app h1, #app h2") !== null,
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
}

/** As wide as asked: a phone, or a window of a desk. */
export const widen = (page: Page, width: number): Promise<void> =>
  page.setViewportSize({ width, height: width < 700 ? 800 : 900 });

/** Width and theme as asked, and drawn: nothing fades from one to the other for who wants less movement. */
export async function dress(page: Page, width: number, theme: "light" | "dark"): Promise<void> {
  await widen(page, width);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  // What a width or a theme makes the page draw anew is drawn by the second frame.
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
}

export async function fillSignIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("Identifiant", { exact: true }).fill(login);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Connexion", exact: true }).click();
}

export interface Agent {
  readonly login: string;
  readonly password: string;
  readonly totpSecret?: string | undefined;
}

/**
 * From the staff's door to the day sheet: password, then the code of the authenticator app. The first step's answer is
 * a 401.
 */
export async function signInStaff(page: Page, { login, password, totpSecret = "" }: Agent, portal = ""): Promise<void> {
  await page.goto(`${portal}/agents`);
  await fillSignIn(page, login, password);
  await page.getByLabel("Code de votre application").fill(freshCode(totpSecret));
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await page.getByLabel("Accueil", { exact: true }).waitFor();
}

/** From the front door to the home page. */
export async function signIn(
  page: Page,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<void> {
  await page.goto("/");
  await fillSignIn(page, login, password);
  await page.getByRole("heading", { level: 1, name: /^Bonjour/u }).waitFor();
  await settled(page);
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Déconnexion" }).first().click();
  await page.getByRole("heading", { name: "Identification famille" }).waitFor();
}

/** Reads the API as the page would. */
export async function readApi(page: Page, path: string): Promise<unknown> {
  return page.evaluate(async (address) => (await fetch(address)).json() as Promise<unknown>, path);
}

export interface FreeCell {
  readonly child: string;
  readonly childId: string;
  readonly date: string;
  /** `mercredi 2 décembre`, as the page says it. */
  readonly day: string;
  readonly unit: string;
  readonly places: number;
}

const spaces = /[\u00a0\u202f]/gu;
/** Text as a person reads it: a space is a space. */
export const plainText = (text: string): string => text.replace(spaces, " ");

/** With its year where that is not the present one, as the page says it. */
export const longDay = (date: string): string =>
  plainText(
    new Intl.DateTimeFormat("fr-FR", {
      weekday: "long",
      day: "numeric",
      month: "long",
      ...(date.startsWith(String(new Date().getFullYear())) ? {} : { year: "numeric" }),
      timeZone: "UTC",
    }).format(new Date(`${date}T00:00:00Z`)),
  ).replace(/(?<= )1(?= )/u, "1er");
export const monthAndYear = (date: string): string =>
  new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );

const activityList = z.object({
  activities: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      siteName: z.string(),
      window: z.object({ state: z.string() }),
    }),
  ),
});

export interface OpenActivity {
  readonly id: string;
  readonly name: string;
  readonly siteName: string;
}

/** What is open to booking of a kind: Wednesdays, unless another is said. */
export async function openActivities(page: Page, wanted = "wednesday"): Promise<readonly OpenActivity[]> {
  const { activities } = activityList.parse(await readApi(page, "/api/activities"));
  return activities.filter(({ kind, window }) => kind === wanted && window.state === "open");
}

export const readGrid = async (page: Page, activityId: string): Promise<GridView> =>
  gridView.parse(await readApi(page, `/api/activities/${activityId}/grid`));

/** Cells of the first unit that can be booked, each with what the page calls it. */
export function freeCells(grid: GridView): readonly FreeCell[] {
  const unit = grid.activity.units[0];
  return grid.days.flatMap(({ date, cells }) =>
    cells.flatMap((units, i): FreeCell[] => {
      const cell = units[0];
      const child = grid.children[i];
      return cell?.state === "free" && child && unit
        ? [
            {
              child: child.firstName,
              childId: child.id,
              date,
              day: longDay(date),
              unit: unit.name,
              places: cell.places ?? Infinity,
            },
          ]
        : [];
    }),
  );
}

/** An open activity where at least so many cells are free for the family that is signed in. */
export async function findActivity(
  page: Page,
  atLeast: number,
): Promise<{ readonly activity: OpenActivity; readonly grid: GridView; readonly free: readonly FreeCell[] }> {
  for (const activity of await openActivities(page)) {
    const grid = await readGrid(page, activity.id);
    const free = freeCells(grid);
    if (free.length >= atLeast) return { activity, grid, free };
  }
  throw new Error(`No open activity has ${atLeast} free cells for this family`);
}

export type Together = "all" | "some" | "weekday";

/**
 * An open activity whose days go together, all of them, some, or a weekday's: with what is free for the family that is
 * signed in.
 */
export async function findTogether(
  page: Page,
  which: Together,
): Promise<{ readonly activity: OpenActivity; readonly grid: GridView; readonly free: readonly FreeCell[] }> {
  const { activities } = activityList.parse(await readApi(page, "/api/activities"));
  for (const activity of activities.filter(({ window }) => window.state === "open")) {
    const grid = await readGrid(page, activity.id);
    const free = freeCells(grid);
    const [group] = grid.groups ?? [];
    const found = group && (group.weekday !== undefined ? "weekday" : group.whole ? "all" : "some");
    if (free.length > 0 && found === which) return { activity, grid, free };
  }
  throw new Error("No open activity has days that go together for this family");
}

/** By the menu, as on a first visit. */
export async function openGrid(page: Page, { name, siteName }: OpenActivity): Promise<void> {
  await page
    .getByRole("navigation", { name: "Menu principal" })
    .getByRole("link", { name: "S’inscrire aux activités" })
    .click();
  await page.getByRole("link", { name: new RegExp(`^Choisir les jours\\s*:\\s*${name}, ${siteName}`, "u") }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await settled(page);
}

/** A cell of the grid by its child and day; its name begins with its state. */
export const cell = (page: Page, { child, day }: Pick<FreeCell, "child" | "day">) =>
  page.getByRole("button", { name: new RegExp(`\\. ${child}, ${day.replaceAll(" ", "\\s")}$`, "u") });

export async function expectState(page: Page, which: Pick<FreeCell, "child" | "day">, state: string): Promise<void> {
  await cell(page, which).filter({ hasText: state }).waitFor();
}

/**
 * Opens the summary, and waits until it says what will become of each day: « Confirmer » can be pressed from then on.
 */
export async function review(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Vérifier et confirmer" }).click();
  await page
    .getByRole("dialog", { name: "Vérifiez avant de confirmer" })
    .locator("button:enabled:not([aria-disabled])", { hasText: /^Confirmer$/u })
    .waitFor();
}

/** What the confirmation becomes once the server has answered. */
export const answered = (page: Page) =>
  page.getByRole("dialog").filter({ has: page.getByRole("link", { name: "Voir mes réservations" }) });

/** Confirms what the summary shows, and returns the server's answers as text. */
export async function confirm(page: Page): Promise<string> {
  await page.getByRole("dialog").getByRole("button", { name: "Confirmer" }).click();
  const answers = answered(page);
  await answers.waitFor();
  return plainText(await answers.innerText());
}

const monthsBetween = (from: string, to: string): number => {
  const [a, b] = [from, to].map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)));
  return (b ?? 0) - (a ?? 0);
};

/** What a calendar holds on a day: one button, which names the day and says what is booked. */
export const dayButton = (page: Page, { day }: Pick<FreeCell, "day">) =>
  page.getByRole("button", { name: new RegExp(`^(?:\\d+ )?${day.replaceAll(" ", "\\s")}, \\d+\\sréservation`, "u") });

/** Turns the pages of « Mes réservations » to the month of a day, from whichever view and month is open. */
export async function goToMonth(page: Page, date: string): Promise<void> {
  await page.getByRole("radio", { name: "Mois" }).check();
  const title = page.locator(".month-head h2");
  await title.waitFor();
  const names = Array.from(
    { length: 36 },
    (_, month) => `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`,
  );
  const shown = (await title.innerText()).toLocaleLowerCase("fr");
  const current = names.find((first) => monthAndYear(first) === plainText(shown));
  if (current === undefined) throw new Error(`« ${shown} » is no month`);
  const steps = monthsBetween(current, date);
  for (let step = 0; step < Math.abs(steps); step++)
    await page.getByRole("button", { name: steps > 0 ? "Mois suivant" : "Mois précédent" }).click();
  await page.getByRole("heading", { level: 2, name: new RegExp(`^${monthAndYear(date)}$`, "iu") }).waitFor();
  await settled(page);
}

const inbox = z.object({
  emails: z.array(
    z.object({
      subject: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      body: z.object({ html: z.optional(z.string()), text: z.optional(z.string()) }),
      at: z.number(),
    }),
  ),
});

export interface Mail {
  readonly subject: string;
  readonly html: string;
  /** What a person reads. */
  readonly text: string;
  readonly code: string;
}

const readable = (html: string): string =>
  html
    .replace(/<(?:style|head)[\s\S]*?<\/(?:style|head)>/giu, "")
    .replace(/<[^>]+>/gu, " ")
    .replace(/&nbsp;/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

/** The mails of an address, oldest first, once there are at least so many. */
export async function mailsTo(mailbox: string, address: string, atLeast = 1): Promise<readonly Mail[]> {
  const read = async (): Promise<readonly Mail[]> => {
    const { emails } = inbox.parse(await (await fetch(`${mailbox}/store`)).json());
    return emails
      .filter(({ destination }) => destination.to.includes(address))
      .sort((a, b) => a.at - b.at)
      .map(({ subject, body }) => {
        const html = body.html ?? "";
        const text = readable(html);
        return { subject, html, text, code: /\b\d{6}\b/u.exec(text)?.[0] ?? "" };
      });
  };
  return expect
    .poll(read, { timeout: 15_000, interval: 100 })
    .toSatisfy((mails: readonly Mail[]) => mails.length >= atLeast)
    .then(read);
}

export interface Profile {
  readonly familyCode: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly email: string;
  readonly password: string;
}

/** « Définir mon profil internet », every field, up to the page that asks for the code. */
export async function fillProfile(page: Page, profile: Profile): Promise<void> {
  await page.getByLabel("Identifiant", { exact: true }).fill(profile.familyCode);
  await page.getByLabel("Nom", { exact: true }).fill(profile.lastName);
  await page.getByLabel("Prénom", { exact: true }).fill(profile.firstName);
  await page.getByLabel("E-mail", { exact: true }).fill(profile.email);
  await page.getByLabel("Confirmation E-mail", { exact: true }).fill(profile.email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(profile.password);
  await page.getByLabel("Confirmer mot de passe", { exact: true }).fill(profile.password);
  await page.getByLabel("Je ne suis pas un robot").check();
  await page.getByText("Vérifié.").waitFor();
  await page.getByLabel(/^J’ai pris connaissance des Conditions Générales/u).check();
}

export async function sendProfile(page: Page, profile: Profile): Promise<void> {
  await fillProfile(page, profile);
  await page.getByRole("button", { name: "Valider" }).click();
  await page.getByRole("heading", { level: 1, name: "Confirmez votre adresse" }).waitFor();
}

/** Types the mailed code and lands on the sign-in page, told that the account is active. */
export async function confirmAddress(page: Page, code: string): Promise<void> {
  // In two groups, as it is read in the mail and said aloud.
  await page.getByLabel("Code de confirmation").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Confirmer mon adresse" }).click();
  await page.getByText("Votre compte est activé.").waitFor();
}

/** From the list of pages of the yearly confirmation to the end of them: each is read, and is exact. */
export async function confirmPages(page: Page): Promise<void> {
  const whole = page.getByRole("button", { name: "Confirmer mes fiches" });
  await page.getByRole("link", { name: /^(?:Commencer|Continuer)/u }).click();
  // A page that is confirmed already is gone on from.
  const exact = page.getByRole("button", { name: /^(?:C’est exact|Continuer)$/u });
  for (;;) {
    await exact.or(whole).waitFor();
    if (await whole.isVisible()) return;
    const title = await page.locator("h1").innerText();
    await exact.click();
    await page.waitForFunction((before) => document.querySelector("h1")?.innerText !== before, title);
  }
}

/** Says yes or no to photographs of a child, in another tab. */
export async function changeConsent(page: Page, childId: string): Promise<void> {
  const path = `/api/children/${childId}/record`;
  const answer = z.object({
    fields: z.object({ photo: z.object({ version: z.number(), value: z.nullable(z.boolean()) }) }),
  });
  const { photo } = answer.parse(await readApi(page, path)).fields;
  const body = JSON.stringify({ changes: { photo: { seen: photo.version, value: photo.value !== true } } });
  const status = await page.evaluate(
    async ([address, text]) =>
      (
        await fetch(address ?? "", {
          method: "PATCH",
          headers: { "content-type": "application/json" },
          body: text ?? "",
        })
      ).status,
    [path, body],
  );
  expect(status).toBe(200);
}
