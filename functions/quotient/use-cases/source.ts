/**
 * Where a family's quotient can be asked for. Nothing is kept without its consent, nothing is asked once it is
 * withdrawn, and what it gave is shown masked to whoever looks.
 */
import { readHousehold } from "../../family/store/families.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Session } from "../../http/session.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { ReadSource, quotientSource, SourceView } from "../contract/source.ts";
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
    consents: consents
      .map(({ what, text, at, byName, reason }) => ({
        what,
        text,
        at,
        by: byName,
        ...(reason === undefined ? {} : { reason }),
      }))
      .reverse(),
    agreed: agreedTo(consents),
    version,
    canAsk: canAsk(dependencies),
    ...(asked ? { asked: { ...asked, nextAt: plusSeconds(now, waitBeforeAsking(asked, now)) } } : {}),
  };
}

const withText = (dependencies: SourceDependencies, source: QuotientSource): ReadSource => ({
  ...viewOf(dependencies, source),
  text: { version: consentVersion, paragraphs: [...consentText(dependencies.town.name)] },
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

/** Who says something of whose source, and how the family said it where it is the office that enters it. */
interface Saying {
  readonly code: FamilyCode;
  readonly session: Pick<Session, "login" | "displayName">;
  readonly seen: number;
  readonly reason?: string;
}

async function say(
  dependencies: SourceDependencies,
  { code, session, seen, reason }: Saying,
  said: Pick<QuotientSource, "fund" | "number" | "identity">,
  what: ConsentAct["what"],
): Promise<{ readonly body: ReadSource }> {
  const { table, clock } = dependencies;
  const before = await readSource(table, code);
  if (before.consents.length >= mostConsents) throw new Problem("notPossible", words.tooMany);
  if (before.version !== seen) throw changed(before);
  const act: ConsentAct = {
    what,
    text: consentVersion,
    at: clock(),
    by: session.login,
    byName: session.displayName,
    ...(reason === undefined ? {} : { reason }),
  };
  if (!(await saySource(table, code, said, act, seen))) throw changed(await readSource(table, code));
  return { body: withText(dependencies, await readSource(table, code)) };
}

type Given = Parameters<Routes["quotient.giveSource"]>[0]["body"];

/** What somebody gives, held to what its form cannot say. */
function givenIn(dependencies: SourceDependencies, { consent, fund, number, identity }: Omit<Given, "seen">) {
  if (consent !== consentVersion) throw invalid("consent", words.otherText);
  if (number === undefined && !identity) throw invalid("number", words.nothingGiven);
  if (identity && !canAsk(dependencies)) throw new Problem("notPossible", words.notOffered);
  return { fund, number: number?.toUpperCase(), identity: identity && identityOf(identity, dependencies.clock()) };
}

export const quotientSourceUseCases = (dependencies: SourceDependencies): Routes => {
  const { table } = dependencies;
  /** Nothing is kept of a family that is not there, or no more. */
  const known = async (code: FamilyCode): Promise<void> => {
    const household = await readHousehold(table, code);
    if (!household || household.mergedInto !== undefined) throw new Problem("notFound", words.noFamily);
  };
  return {
    "quotient.source": async ({ session }) => ({
      body: withText(dependencies, await readSource(table, session.familyCode)),
    }),
    "quotient.giveSource": async ({ body: { seen, ...given }, session }) =>
      say(dependencies, { code: session.familyCode, session, seen }, givenIn(dependencies, given), "given"),
    "quotient.withdrawSource": async ({ body: { seen }, session }) =>
      say(dependencies, { code: session.familyCode, session, seen }, {}, "withdrawn"),
    "quotient.ask": async ({ session }) => ({ body: await ask(dependencies, session.familyCode, session) }),
    "quotient.sourceOfFamily": async ({ params: { familyCode } }) => ({
      body: withText(dependencies, await readSource(table, familyCode)),
    }),
    "quotient.giveSourceOfFamily": async ({ params, body: { seen, reason, ...given }, session }) => {
      await known(params.familyCode);
      return say(
        dependencies,
        { code: params.familyCode, session, seen, reason },
        givenIn(dependencies, given),
        "given",
      );
    },
    "quotient.withdrawSourceOfFamily": async ({ params, body: { seen, reason }, session }) => {
      await known(params.familyCode);
      return say(dependencies, { code: params.familyCode, session, seen, reason }, {}, "withdrawn");
    },
    "quotient.askFor": async ({ params: { familyCode }, session }) => ({
      body: await ask(dependencies, familyCode, session),
    }),
  };
};
