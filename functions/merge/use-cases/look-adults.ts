/** What would become of everything if two entries of one adult became one, before anybody decides; and what stands against it. */
import type { Values } from "../../family/rules/field-values.ts";
import { adultFields, adultValues } from "../../family/sections/adult-fields.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { isOpen, isUndoable, partsOf } from "../../request/rules/request.ts";
import type { GuardianLogin } from "../../sign-in/store/logins.ts";
import type { Table } from "../../table/table.ts";
import type { AdultMergePreview } from "../contract/adults.ts";
import { differingAdults, survivingSignIn } from "../rules/adults.ts";
import { readAdultMerge } from "../store/adult-merges.ts";
import { readTwoAdults, seenOfAdults, type Ranks, type TwoAdults } from "../store/two-adults.ts";
import { adultMergeWords as words } from "../words.fr.ts";

/** Both, where they are in that household; whoever made them one before is named. */
export async function theTwoAdults(table: Table, code: FamilyCode, ranks: Ranks): Promise<TwoAdults> {
  if (ranks.gone === ranks.kept) throw new Problem("notPossible", words.same);
  const two = await readTwoAdults(table, code, ranks);
  if (two) return two;
  const [mine, theirs] = await Promise.all([
    readAdultMerge(table, code, ranks.gone),
    readAdultMerge(table, code, ranks.kept),
  ]);
  const before = mine?.kept === ranks.kept ? mine : theirs?.kept === ranks.gone ? theirs : null;
  throw new Problem("notFound", before ? words.already(before.byName, before.at) : words.gone);
}

/** What is to be settled first. */
export function refuseYet({ household, gone, kept, logins, requests }: TwoAdults, now: Instant): void {
  if (kept.leaving) throw new Problem("notPossible", words.keptLeaves(kept.leaving.from));
  const rank = gone.guardian.id;
  const asked = requests.some(
    (request) =>
      [...partsOf(request).map(({ guardianId }) => guardianId), request.decided?.madeAdult].includes(rank) &&
      (isOpen(request) || isUndoable(request, now)),
  );
  if (asked) throw new Problem("notPossible", words.asked);
  const { shielded = [] } = household;
  // Whoever holds the other one's sign-in would read what was kept from it.
  const learns = (one: TwoAdults["gone"], login: GuardianLogin | undefined): boolean =>
    login !== undefined && !shielded.includes(one.guardian.id);
  const isShielded = [gone, kept].some(({ guardian }) => shielded.includes(guardian.id));
  if (isShielded && (learns(gone, logins.gone) || learns(kept, logins.kept)))
    throw new Problem("notPossible", words.shielded);
}

/** What an entry says, every field of it. */
export const saidBy = ({ facts, guardian: { payer } }: TwoAdults["gone"]): Values => ({ ...adultValues(facts), payer });

/** Which sign-in is left of the two, whether it changes hands, and which ends. */
export function signInsOf({ household, logins }: TwoAdults) {
  const one = (login: GuardianLogin | undefined) => login && { ...login, invited: login.termsVersion === null };
  const [gone, kept] = [one(logins.gone), one(logins.kept)];
  const survivor = survivingSignIn(gone, kept, household.code);
  const moves = survivor !== undefined && survivor === gone;
  return { survivor, moves, ends: moves ? kept : gone };
}

export async function foreseeAdults(
  table: Table,
  code: FamilyCode,
  ranks: Ranks,
  now: Instant,
): Promise<AdultMergePreview> {
  const two = await theTwoAdults(table, code, ranks);
  refuseYet(two, now);
  const { gone, kept, children, protections } = two;
  const [said, other] = [saidBy(gone), saidBy(kept)];
  const names = Object.fromEntries(children.map(({ id, firstName }) => [id, firstName]));
  const { survivor, moves, ends } = signInsOf(two);
  return {
    familyCode: code,
    gone: { guardianId: ranks.gone, name: fullName(gone) },
    kept: { guardianId: ranks.kept, name: fullName(kept) },
    seen: seenOfAdults(two),
    fields: differingAdults(said, other).map((field) => ({
      field,
      name: adultFields[field].label,
      gone: adultFields[field].say(said[field] ?? null, names),
      kept: adultFields[field].say(other[field] ?? null, names),
    })),
    becomesPayer: gone.guardian.payer && !kept.guardian.payer,
    ...(survivor ? { signIn: survivor.login } : {}),
    signInMoves: moves,
    ...(ends ? { signInEnds: ends.login } : {}),
    measures: protections.filter(({ lifted, guardianId }) => !lifted && guardianId === ranks.gone).length,
    leaving: gone.leaving !== undefined,
  };
}

const fullName = ({ guardian: { title, firstName, lastName } }: TwoAdults["gone"]): string =>
  [title, firstName, lastName].filter((part) => part !== undefined).join(" ");
