/**
 * Drafts of forms: what is typed survives a reload and a session that ended. Never a password, and never past the tab.
 */
import { forThisTab, readJson } from "./storage.ts";

type Values = Readonly<Record<string, string>>;
const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === "string");

const keyOf = (form: string): string => `portail.brouillon.${form}`;

export const readDraft = (form: string): Values => readJson(forThisTab, keyOf(form), isValues) ?? {};
export const keepDraft = (form: string, values: Values): void => {
  forThisTab.write(keyOf(form), JSON.stringify(values));
};
export const dropDraft = (form: string): void => {
  forThisTab.remove(keyOf(form));
};
