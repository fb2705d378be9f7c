/** A collection account, as its record holds it. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import { collections, dunningChannels, type CollectionAccount } from "../rules/accounts.ts";

const accountRecord = lazily((): z.ZodMiniType<CollectionAccount> =>
  z.object({
    id: branded("CollectionAccountId"),
    name: z.string(),
    collection: z.enum(collections),
    series: z.string(),
    payfip: z.optional(z.string()),
    productCode: z.optional(z.string()),
    wallet: z.optional(z.object({ most: z.pipe(z.int().check(z.minimum(1)), z.transform(cents)) })),
    treasury: z.optional(
      z.object({
        post: z.string(),
        siret: z.string(),
        collectivity: z.string(),
        budget: z.string(),
        receipt: z.optional(z.string()),
        period: z.string(),
        nature: z.string(),
        firstRole: z.int(),
      }),
    ),
    threshold: z.nullable(z.pipe(z.int().check(z.minimum(0)), z.transform(cents))),
    dueDays: z.int(),
    dunning: z.optional(
      z.object({
        minimum: z.pipe(z.int(), z.transform(cents)),
        steps: z.array(z.object({ after: z.int(), by: z.enum(dunningChannels), text: z.string() })),
      }),
    ),
    signer: z.object({ name: z.string(), capacity: z.string() }),
    accountant: z.object({ name: z.string(), address: z.array(z.string()) }),
    ways: z.array(z.string()),
    contest: z.string(),
    vat: z.optional(z.string()),
    debit: z.optional(
      z.object({ id: z.string(), name: z.string(), iban: z.string(), bic: z.string(), noticeDays: z.int() }),
    ),
  }),
);

/** A collection account from its record. Throws when it is not what a catalogue's file says. */
export const accountOf = (item: Item): CollectionAccount => z.parse(accountRecord(), item);
