/** An edition of a tariff, as its record holds it. */
import * as z from "zod/mini";
import { rate, roundings } from "../../kernel/exact.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import { quotientOrigins } from "../rules/quotient-origins.ts";
import { flatSpans, regimes, type Tariff, type TariffAmount } from "../rules/tariffs.ts";

const tariffRecord = lazily((): z.ZodMiniType<Tariff> => {
  const money = z.pipe(z.int().check(z.minimum(0)), z.transform(cents));
  const share = z.pipe(z.int(), z.transform(rate));
  const firm = z.optional(z.literal(true));
  const amount: z.ZodMiniType<TariffAmount> = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("amounts"), amounts: z.array(money).check(z.minLength(1)), firm }),
    z.object({ kind: z.literal("rate"), rate: share, floor: money, ceiling: money, firm }),
  ]);
  const part = z.optional(
    z.union([z.object({ share }), z.object({ amount: money }), z.object({ rest: z.literal(true) })]),
  );
  const line = z.object({
    units: z.array(branded("UnitId")).check(z.minLength(1)),
    case: z.object({
      residents: z.optional(z.boolean()),
      worksHere: z.optional(z.literal(true)),
      regimes: z.optional(z.array(z.enum(regimes))),
      ages: z.optional(z.object({ from: z.optional(z.int()), to: z.optional(z.int()) })),
      grades: z.optional(z.array(z.string())),
      ownMeal: z.optional(z.literal(true)),
    }),
    price: z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("brackets"),
        brackets: z.array(z.object({ from: money, to: z.nullable(money), amount })).check(z.minLength(1)),
      }),
      z.object({ kind: z.literal("amount"), amount }),
    ]),
    per: z.optional(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("span"), span: z.enum(flatSpans) }),
        z.object({
          kind: z.literal("time"),
          block: z.literal([15, 30, 60]),
          tolerance: z.int().check(z.minimum(0)),
          counted: z.enum(["stay", "clock"]),
        }),
      ]),
    ),
    split: z.optional(z.object({ care: part, food: part })),
  });
  return z.object({
    id: branded("TariffId"),
    effectiveFrom: branded("PlainDate"),
    name: z.string(),
    lines: z.array(line).check(z.minLength(1)),
    siblings: z.nullable(
      z.object({
        counted: z.enum(["sameDay", "enrolled"]),
        shares: z.array(share),
        bracketBelow: z.nullable(z.int().check(z.minimum(2))),
      }),
    ),
    late: z.nullable(z.union([z.object({ share }), z.object({ amount: money })])),
    unbooked: z.optional(z.union([z.object({ share }), z.object({ amount: money }), z.object({ instead: money })])),
    latePickUp: z.optional(
      z.object({
        amount: money,
        block: z.nullable(z.literal([15, 30, 60])),
        tolerance: z.int().check(z.minimum(0)),
        of: z.enum(["child", "household"]),
        again: z.nullable(z.object({ time: z.int().check(z.minimum(2)), amount: money })),
      }),
    ),
    rounding: z.enum(roundings),
    quotients: z.optional(z.array(z.enum(quotientOrigins)).check(z.minLength(1))),
    keepsBooked: z.optional(z.literal(true)),
  });
});

/** An edition of a tariff from its record. Throws when it is not what a catalogue's file says. */
export const tariffOf = (item: Item): Tariff => z.parse(tariffRecord(), item);
