/** Parts of the file that were read, with where they stand: what is found of them is told with its line (places.ts). */
import type { Activity, BookingWindow, PoolRule, Quota, RecurringWindow, Site, Unit } from "../rules/catalogue.ts";
import type { Fields } from "./fields.ts";

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
