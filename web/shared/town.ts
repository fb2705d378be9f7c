/**
 * The town: its name, its office. Read once from `/town-on-pages.json`, which every page preloads; its long texts (terms
 * of use, privacy) are half of its weight and fetched by the pages that show them.
 */
import type { Town, TownOnPages } from "../../functions/kernel/town.ts";
import { networkProblem, type Problem } from "./api/problem.ts";
import { createStore, useStore } from "./store.ts";

export type { Town, TownOnPages };

type TownState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly town: TownOnPages }
  | { readonly status: "failed"; readonly problem: Problem };
export const townStore = createStore<TownState>({ status: "loading" });

async function fetched(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(path, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

// Both are checked by the schema when they are published (infra/town/publish.ts): the browser has no zod to check them with.

export async function loadTown(): Promise<void> {
  townStore.set({ status: "loading" });
  try {
    townStore.set({ status: "ready", town: (await fetched("/town-on-pages.json")) as TownOnPages });
  } catch (error) {
    townStore.set({ status: "failed", problem: networkProblem(error) });
  }
}

/** The whole of it, with its long texts. */
export const fetchWholeTown = async (signal: AbortSignal): Promise<Town> =>
  (await fetched("/town.json", signal)) as Town;

/** The town, for a page that is only drawn once it is known. */
export function useTown(): TownOnPages {
  const state = useStore(townStore);
  if (state.status !== "ready") throw new Error("A page was drawn before the town was known");
  return state.town;
}
