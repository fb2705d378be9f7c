/**
 * Where a family's quotient can be asked for. Nothing is kept without its consent, nothing is asked once it is
 * withdrawn, and what it gave is shown masked to whoever looks.
 */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { GuardianSession } from "../../http/session.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import type { Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { OwnSource, quotientSource, SourceView } from "../contract/source.ts";
import {
  agreedTo,
  consentVersion,
  masked,
  waitBeforeAsking,
  type AskedIdentity,
  type ConsentAct,
} from "../rules/source.ts";
import { mostConsents, readSource, saySource, type QuotientSource } from "../store/source.ts";
import { canAsk, type SourceDependencies } from "../source-dependencies.ts";
import { consentText, sourceWords as words } from "../words.fr.ts";
import { ask } from "./ask.ts";

type Routes = UseCases<typeof quotientSource>;

function viewOf(dependencies: SourceDependencies, source: QuotientSource): SourceView {
  const { fund, number, identity, consents, asked, version } = source;
  const now = dependencies.clock();
  return {
    ...(fund === undefined ? {} : { fund }),
    ...(number === undefined ? {} : { number: masked(number) }),
    ...(identity
      ? {
          identity: {
            birthName: identity.birthName,
            firstNames: identity.firstNames.join(" "),
            birthYear: identity.birthDate.slice(0, 4),
            birthPlace: masked(identity.birthPlace),
          },
        }
      : {}),
    consents: consents.map(({ what, text, at, byName }) => ({ what, text, at, by: byName })).reverse(),
    agreed: agreedTo(consents),
    version,
    canAsk: canAsk(dependencies),
    ...(asked ? { asked: { ...asked, nextAt: plusSeconds(now, waitBeforeAsking(asked, now)) } } : {}),
  };
}

const ownView = (dependencies: SourceDependencies, source: QuotientSource): OwnSource => ({
  ...viewOf(dependencies, source),
  text: { version: consentVersion, paragraphs: [...consentText(dependencies.town.name)] },
});

const actOf = (what: ConsentAct["what"], session: GuardianSession, at: Instant): ConsentAct => ({
  what,
  text: consentVersion,
  at,
  by: session.login,
  byName: session.displayName,
});

const invalid = (field: string, message: string): Problem =>
  new Problem("request.invalid", { detail: message, errors: [{ field, message }] });

type GivenIdentity = NonNullable<Parameters<Routes["quotient.giveSource"]>[0]["body"]["identity"]>;

/** Names that are asked by; more are of no help to anybody. */
const mostNames = 5;

function identityOf(given: GivenIdentity, now: Instant): AskedIdentity {
  const firstNames = given.firstNames
    .split(/[\s,]+/u)
    .filter((name) => name !== "")
    .slice(0, mostNames);
  if (given.birthDate >= localDate(now)) throw invalid("identity.birthDate", words.bornLater);
  return { ...given, firstNames };
}

function changed({ consents }: QuotientSource): Problem {
  const last = consents.at(-1);
  return new Problem("changed", last ? words.changed(last.byName, last.at, last.what) : words.reload);
}

async function say(
  dependencies: SourceDependencies,
  session: GuardianSession,
  said: Pick<QuotientSource, "fund" | "number" | "identity">,
  what: ConsentAct["what"],
  seen: number,
): Promise<{ readonly body: OwnSource }> {
  const { table, clock } = dependencies;
  const { familyCode } = session;
  const before = await readSource(table, familyCode);
  if (before.consents.length >= mostConsents) throw new Problem("notPossible", words.tooMany);
  if (before.version !== seen) throw changed(before);
  if (!(await saySource(table, familyCode, said, actOf(what, session, clock()), seen)))
    throw changed(await readSource(table, familyCode));
  return { body: ownView(dependencies, await readSource(table, familyCode)) };
}

export const quotientSourceUseCases = (dependencies: SourceDependencies): Routes => {
  const { table, clock } = dependencies;
  return {
    "quotient.source": async ({ session }) => ({
      body: ownView(dependencies, await readSource(table, session.familyCode)),
    }),
    "quotient.giveSource": async ({ body: { seen, consent, fund, number, identity }, session }) => {
      if (consent !== consentVersion) throw invalid("consent", words.otherText);
      if (number === undefined && !identity) throw invalid("number", words.nothingGiven);
      if (identity && !canAsk(dependencies)) throw new Problem("notPossible", words.notOffered);
      const said = { fund, number: number?.toUpperCase(), identity: identity && identityOf(identity, clock()) };
      return say(dependencies, session, said, "given", seen);
    },
    "quotient.withdrawSource": async ({ body: { seen }, session }) => say(dependencies, session, {}, "withdrawn", seen),
    "quotient.ask": async ({ session }) => ({ body: await ask(dependencies, session.familyCode, session) }),
    "quotient.sourceOfFamily": async ({ params: { familyCode } }) => ({
      body: viewOf(dependencies, await readSource(table, familyCode)),
    }),
    "quotient.askFor": async ({ params: { familyCode }, session }) => ({
      body: await ask(dependencies, familyCode, session),
    }),
  };
};
