/**
 * Drafts of forms: what is typed survives a reload, a train's tunnel and a session that ended. Never a password, and never
 * past the tab: they may hold what a family says of a child's health, so that the browser forgets them with it.
 *
 * A draft belongs to who was signed in when it was typed: nobody else reads it, signing out drops it, and so does another
 * person's signing in. Those of nobody (a first request, the sign-in itself) are the tab's.
 */
import { session, signedInAs } from "./session/session.ts";
import { forThisTab, readJson } from "./storage.ts";

type Values = Readonly<Record<string, string>>;
const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === "string");

const all = "portail.brouillon.";
/** No login holds a slash. */
const ofLogin = (login: string): string => `${all}${login}/`;
const keyOf = (form: string): string => `${ofLogin(signedInAs()?.login ?? "")}${form}`;

export const readDraft = (form: string): Values => readJson(forThisTab, keyOf(form), isValues) ?? {};
export const keepDraft = (form: string, values: Values): void => {
  forThisTab.write(keyOf(form), JSON.stringify(values));
};
export const dropDraft = (form: string): void => {
  forThisTab.remove(keyOf(form));
};
export const hasDraft = (form: string): boolean => Object.keys(readDraft(form)).length > 0;

const dropOthers = (login: string): void => {
  for (const key of forThisTab.keys())
    if (key.startsWith(all) && ![login, ""].some((one) => key.startsWith(ofLogin(one)))) forThisTab.remove(key);
};
/** Everything that whoever was signed in had typed: they have signed out. */
export const dropOwnedDrafts = (): void => {
  dropOthers("");
};

session.subscribe(() => {
  const login = signedInAs()?.login;
  if (login !== undefined) dropOthers(login);
});
