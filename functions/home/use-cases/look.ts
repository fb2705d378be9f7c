/** What waits for a family. One wave of reads after the session's, whatever the family holds. */
import { suspensionOf } from "../../booking/rules/suspension.ts";
import { suspendedAtHome, suspendedTitle } from "../../booking/words.fr.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { isCertified } from "../../certification/rules/certification.ts";
import { ownDocuments } from "../../document/use-cases/list.ts";
import { childNames } from "../../family/rules/family.ts";
import { isPayer } from "../../family/rules/payers.ts";
import type { UseCases } from "../../http/call.ts";
import { localDate } from "../../kernel/time.ts";
import { mayFollow } from "../../request/rules/seen.ts";
import { stateForFamily } from "../../request/rules/request.ts";
import { readRequests } from "../../request/store/requests.ts";
import { requestView } from "../../request/use-cases/views.ts";
import type { homeRoutes } from "../contract.ts";
import type { HomeDependencies } from "../dependencies.ts";

export const homeUseCases = (dependencies: HomeDependencies): UseCases<typeof homeRoutes> => ({
  "home.own": async ({ session }) => {
    const { table, catalogue, clock } = dependencies;
    const now = clock();
    const today = localDate(now);
    const [{ view, family }, latest, { requests }] = await Promise.all([
      ownDocuments(dependencies, session),
      catalogue.latest(),
      readRequests(table, session.familyCode, undefined),
    ]);
    const facts = { catalogue: latest, now, reader: "family" as const, names: childNames(family.children) };
    const asking = editionsOf(latest)
      .allOn(today)
      .filter(({ to, eligibility: { requires = [] } }) => to >= today && requires.includes("certification"));
    const overdue = suspensionOf(latest.suspension, family.household, today);
    const pays = isPayer(family.household, session.guardianId);
    const suspended = overdue
      ? {
          suspended: {
            title: suspendedTitle,
            sentence: suspendedAtHome(pays ? overdue : null),
            ...(pays
              ? { href: "/mes-factures", action: "Voir mes factures" }
              : { href: "/contact", action: "Contacter le guichet" }),
          },
        }
      : {};
    return {
      body: {
        ...view,
        requests: requests
          .filter((one) => stateForFamily(one, now) === "moreAsked" && mayFollow(one, family, session.guardianId))
          .map((one) => requestView(dependencies, one, facts))
          .map(({ id, title, whose }) => ({ id, title, ...(whose === undefined ? {} : { whose }) })),
        ...suspended,
        toCertify: isCertified(family.household, today) ? [] : [...new Set(asking.map(({ name }) => name))],
      },
    };
  },
});
