/** Staff looks for people, and at whom the portal may hold twice: both from the index in memory. */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { DoubleView, searchRoutes } from "../contract.ts";
import { doublesIn, rankOf, type Double } from "../rules/doubles.ts";
import { decide, readDecided, type Decided } from "../store/apart.ts";
import { doubleWords, whyAlike } from "../words.fr.ts";
import { holdPeople, type HoldDependencies } from "./hold-people.ts";
import { TownPeople } from "./town-people.ts";

/** Lines of an answer: what fits a list under a box. */
const mostLines = 12;
const doublesAPage = 20;

/** Comparing a whole town takes longer than a question: it is done again only once somebody has changed. */
function comparing(): (town: TownPeople) => readonly Double[] {
  let known: { readonly town: TownPeople; readonly revision: number; readonly doubles: readonly Double[] } | null =
    null;
  return (town) => {
    if (known?.town !== town || known.revision !== town.revision)
      known = { town, revision: town.revision, doubles: doublesIn(town.families()) };
    return known.doubles;
  };
}

export function searchUseCases(dependencies: HoldDependencies): UseCases<typeof searchRoutes> {
  const { table, clock } = dependencies;
  const people = holdPeople(dependencies, (entries) => new TownPeople(entries));
  const doublesOf = comparing();
  return {
    "search.find": async ({ body: { text } }) => {
      const { lines, total } = (await people()).find(text, mostLines);
      return {
        body: {
          lines: lines.map(({ name, why, of, ...line }) => ({
            ...line,
            ...(of ? { of: [...of] } : {}),
            name: [...name],
            why: why.map(({ by, text: pieces }) => ({ by, text: [...pieces] })),
          })),
          total,
        },
      };
    },
    "search.doubles": async ({ query: { state, after } }) => {
      const [town, decided] = await Promise.all([people(), readDecided(table)]);
      const all = doublesOf(town).filter(({ id }) => isApart(decided.get(id)) === (state === "apart"));
      const left = after === undefined ? all : all.filter((double) => rankOf(double) > after);
      const page = left.slice(0, doublesAPage);
      const last = page.at(-1);
      return {
        body: {
          doubles: page.map((double) => viewOf(double, decided.get(double.id))),
          total: all.length,
          ...(last && left.length > page.length ? { after: rankOf(last) } : {}),
        },
      };
    },
    "search.decideDouble": async ({ body: { idempotencyKey: key, pair, families, apart, seen, reason }, session }) => {
      const double = doublesOf(await people()).find(({ id }) => id === pair);
      const own = double && [double.one.familyCode, double.other.familyCode];
      const codes = families.map(({ familyCode }) => familyCode);
      // What is recorded of the access names the families of the pair, and no others.
      if (!double || !own || codes.some((code) => !own.includes(code)) || own.some((code) => !codes.includes(code)))
        throw new Problem("notFound", doubleWords.gone);
      const decision = { at: clock(), by: session.login, byName: session.displayName, reason, key, apart };
      const stands = await decide(table, { pair, seen }, decision);
      const last = stands?.decisions.at(-1);
      if (stands)
        throw new Problem(
          "changed",
          last ? doubleWords.changed(last.byName, last.at, last.apart, apart) : doubleWords.reload,
        );
      return { body: viewOf(double, (await readDecided(table)).get(pair)) };
    },
  };
}

const isApart = (decided: Decided | undefined): boolean => decided?.decisions.at(-1)?.apart ?? false;

const viewOf = ({ id, who, how, sameName, common, one, other }: Double, decided: Decided | undefined): DoubleView => ({
  id,
  who,
  how,
  why: whyAlike({ sameName, common }),
  one,
  other,
  version: decided?.version ?? 0,
  decisions: (decided?.decisions ?? [])
    .toReversed()
    .map(({ at, byName, reason, apart }) => ({ at, by: byName, reason, apart })),
});
