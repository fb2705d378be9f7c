/** Parts of the file that were read, with where they stand: checks that compare several parts say their line. */
import type { Activity, BookingWindow, PoolRule, Quota, RecurringWindow, Site, Unit } from "../rules/catalogue.ts";
import { nearest, type Fields } from "./fields.ts";

export interface Draft<T> {
  readonly value: T;
  readonly fields: Fields;
}

export interface SiteDraft extends Draft<Site> {
  readonly pools: readonly Draft<PoolRule>[];
}

export interface ActivityDraft extends Draft<Activity> {
  readonly windows: readonly Draft<BookingWindow | RecurringWindow>[];
  readonly pools: readonly Draft<PoolRule>[];
  readonly units: readonly Draft<Unit>[];
  readonly quota: Draft<Quota> | null;
}

export const valuesOf = <T>(drafts: readonly Draft<T>[]): readonly T[] => drafts.map(({ value }) => value);

/** `écrivez maternels` or the list of what there is, for a code that nothing bears. `what`: `de cette activité`. */
export function meantCode(code: string, known: readonly string[]): string {
  const meant = nearest(code, known);
  if (meant !== undefined) return `vouliez-vous écrire « ${meant} » ?`;
  return known.length === 0
    ? "il n’y en a aucune : ajoutez-la d’abord"
    : `écrivez l’un de ces codes : ${known.join(", ")}`;
}
