/** The accounts of the catalogue, and what the treasury says of their numbers. */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { PayfipMode } from "../../kernel/payfip-modes.ts";
import type { accountRoutes } from "../contract/accounts.ts";
import type { PayFip } from "../payfip.ts";
import { checkWords, knownWords, notPaidOnline, unknownAccount } from "../words.fr.ts";

interface Dependencies {
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  /** Null: nothing is paid online. */
  readonly payfip: { readonly service: PayFip; readonly mode: PayfipMode } | null;
}

export const accountUseCases = ({ catalogue, clock, payfip }: Dependencies): UseCases<typeof accountRoutes> => ({
  "payment.accounts": async () => {
    const { accounts = [], activities } = await catalogue.latest();
    return {
      body: {
        mode: payfip?.mode ?? null,
        accounts: accounts.map(
          ({ id, name, collection, series, payfip: number, threshold, dueDays, signer, accountant, debit }) => ({
            id,
            name,
            collection,
            series,
            ...(number === undefined ? {} : { payfip: number }),
            threshold,
            dueDays,
            signer,
            accountant: { name: accountant.name, address: [...accountant.address] },
            ...(debit ? { debit: { id: debit.id, name: debit.name, noticeDays: debit.noticeDays } } : {}),
            activities: [
              ...new Set(activities.filter(({ account }) => account === id).map((activity) => activity.name)),
            ].sort((one, other) => one.localeCompare(other, "fr")),
          }),
        ),
      },
    };
  },
  "payment.checkAccount": async ({ params: { accountId } }) => {
    const { accounts = [] } = await catalogue.latest();
    const number = accounts.find(({ id }) => id === accountId)?.payfip;
    if (number === undefined) throw new Problem("notFound", unknownAccount);
    if (!payfip) throw new Problem("notFound", notPaidOnline);
    const answer = await payfip.service.account(number);
    const at = clock();
    if (answer.kind === "known")
      return { body: { state: "known", names: [...answer.names], sentence: knownWords(answer.names), at } };
    const state = answer.kind === "refused" ? "refused" : "away";
    return { body: { state, names: [], sentence: checkWords(answer), at } };
  },
});
