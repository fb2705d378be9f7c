/** How a family was asked again for an invoice, and what staff exempts, as records hold it: dunning.ts says where. */
import * as z from "zod/mini";
import { dunningChannels } from "../../catalogue/rules/accounts.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Dunned, Exemption } from "../rules/dunning.ts";

export const dunnedSchema = lazily((): z.ZodMiniType<readonly Dunned[]> =>
  z.array(z.object({ at: branded("Instant"), by: z.enum(dunningChannels) })),
);

export const exemptionSchema = lazily((): z.ZodMiniType<Exemption> =>
  z.object({
    reason: z.string(),
    until: z.optional(branded("PlainDate")),
    login: branded("Login"),
    byName: z.string(),
    at: branded("Instant"),
  }),
);
