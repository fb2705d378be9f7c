/** What counts in the prices of the families one signs in as, beside their quotients: one of each kind, one that has ended. */
import { rate } from "../../functions/kernel/exact.ts";
import { id, type Instant } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";
import { addDays, addMonths, localDate } from "../../functions/kernel/time.ts";
import type { Circumstance } from "../../functions/price/rules/circumstances.ts";
import { addCircumstance, readCircumstances } from "../../functions/price/store/circumstances.ts";
import type { Table } from "../../functions/table/table.ts";
import type { CastFamily } from "./cast.ts";

/** Puts them in. Again: finds them there. */
export async function sayCircumstances(table: Table, cast: readonly CastFamily[], now: Instant): Promise<void> {
  const [, one, busy, , second] = cast.map(({ family }) => family);
  if (!one || !busy || !second) throw new Error("The demo town lacks a family of the cast");
  const today = localDate(now);
  const since = addMonths(today, -3);
  const bringsItsMeal = busy.children[0];
  const said: readonly (readonly [typeof one, Circumstance, string])[] = [
    [
      one,
      {
        kind: "payer",
        payer: "ccas",
        name: null,
        part: { share: rate(600_000) },
        activityId: null,
        from: since,
        until: null,
      },
      "Commission du CCAS",
    ],
    [
      one,
      {
        kind: "payer",
        payer: "employer",
        name: "Laiterie du Gâtinais",
        part: { amount: cents(50) },
        activityId: null,
        from: since,
        until: addDays(today, -40),
      },
      "Aide de l’employeur, un mois",
    ],
    [busy, { kind: "regime", regime: "msa", from: since, until: null }, "Attestation de la MSA"],
    ...(bringsItsMeal
      ? [
          [
            busy,
            { kind: "ownMeal", childId: bringsItsMeal.id, from: since, until: null },
            "Vu avec la famille",
          ] as const,
        ]
      : []),
    [second, { kind: "worksHere", from: since, until: null }, "Attestation de l’employeur"],
  ];
  for (const [rank, [{ household }, circumstance, reason]] of said.entries()) {
    const key = id("IdempotencyKey", `demo-circumstance-${rank}`);
    const { version, acts } = await readCircumstances(table, household.code);
    if (acts.some((one) => one.key === key)) continue;
    await addCircumstance(table, household.code, version, {
      at: now,
      by: id("Login", "AGENT.DUBOIS"),
      byName: "Claire Dubois",
      reason,
      key,
      about: key,
      said: circumstance,
    });
  }
}
