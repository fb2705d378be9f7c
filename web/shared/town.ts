/** The town: its name, its office, its terms. Read once from `/town.json`, which the page preloads. */
import type { Town } from "../../functions/kernel/town.ts";
import { networkProblem, type Problem } from "./api/problem.ts";
import { createStore, useStore } from "./store.ts";

export type { Town };

type TownState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly town: Town }
  | { readonly status: "failed"; readonly problem: Problem };
export const townStore = createStore<TownState>({ status: "loading" });

export async function loadTown(): Promise<void> {
  townStore.set({ status: "loading" });
  try {
    const response = await fetch("/town.json");
    if (!response.ok) throw new Error(`/town.json answered ${response.status}`);
    // Checked by the schema when it is published (infra/town/publish.ts): the browser has no zod to check it with.
    townStore.set({ status: "ready", town: (await response.json()) as Town });
  } catch (error) {
    townStore.set({ status: "failed", problem: networkProblem(error) });
  }
}

/** The town, for a page that is only drawn once it is known. */
export function useTown(): Town {
  const state = useStore(townStore);
  if (state.status !== "ready") throw new Error("A page was drawn before the town was known");
  return state.town;
}
