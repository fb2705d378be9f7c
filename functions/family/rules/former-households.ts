/**
 * Two families of which staff has made one (functions/merge), in a town's file that still gives both, or the other one.
 * Children under the code that is gone are the family's that stays, so that none is lost and none is made twice. What its
 * lines say of adults and address is left aside: of two lines of one household, that under the code that stays is its word,
 * and a file that gives the other one alone must not take anybody away. Both are said, with what to do. Pure.
 */
import type { FamilyCode } from "../../kernel/ids.ts";
import { foldCode } from "./codes.ts";
import type { SaidChild, SaidFamily } from "./family-merge.ts";

interface HouseholdCodes {
  readonly code: FamilyCode;
  readonly formerCodes?: readonly FamilyCode[] | undefined;
}

/** What there is to say of a family (doubles.ts). */
interface Finding {
  /** As the file writes it. */
  readonly familyCode: FamilyCode;
  readonly reason: string;
  readonly kind: string;
  readonly refused: false;
}

interface Standing {
  readonly families: readonly SaidFamily[];
  readonly findings: readonly Finding[];
}

export function withoutFormerHouseholds(said: readonly SaidFamily[], households: readonly HouseholdCodes[]): Standing {
  const codes = new Set(households.map(({ code }) => code));
  const successors = new Map(
    households.flatMap(({ code, formerCodes = [] }) => formerCodes.map((former) => [foldCode(former), code] as const)),
  );
  if (successors.size === 0) return { families: said, findings: [] };
  const stays = (code: FamilyCode): FamilyCode => (codes.has(code) ? code : (successors.get(foldCode(code)) ?? code));
  const isStanding = ({ household: { code } }: SaidFamily): boolean => stays(code) === code;
  const own = said.filter(isStanding);
  const gone = said.filter((family) => !isStanding(family));
  const byCode = new Map(own.map((family) => [family.household.code, family]));
  const findings: Finding[] = [];
  for (const family of gone) {
    const { household } = family;
    const code = stays(household.code);
    const known = byCode.get(code);
    byCode.set(
      code,
      withChildren(
        known ?? { ...family, household: { ...household, code }, children: [], childrenOnly: true },
        family.children,
      ),
    );
    findings.push(leftAside(household.code, code, known !== undefined && known.childrenOnly !== true));
  }
  const families = [...byCode.values()].map((family) => ({
    ...family,
    children: family.children.map((child) => sharedBy(child, family.household.code, stays)),
  }));
  return { families, findings };
}

/** A child whom both give is one: the line under the code that stays is its word. */
const withChildren = (family: SaidFamily, more: readonly SaidChild[]): SaidFamily => ({
  ...family,
  children: [
    ...family.children,
    ...more
      .filter(({ id }) => !family.children.some((child) => child.id === id))
      // The adults whom it names are not read.
      .map(({ linkedTo: _, ...child }) => child),
  ],
});

/** Its other households, under the codes that stay. */
function sharedBy(child: SaidChild, own: FamilyCode, stays: (code: FamilyCode) => FamilyCode): SaidChild {
  if (child.sharedWith === undefined) return child;
  return { ...child, sharedWith: [...new Set(child.sharedWith.map(stays))].filter((code) => code !== own) };
}

function leftAside(familyCode: FamilyCode, code: FamilyCode, both: boolean): Finding {
  const kind = both
    ? "vos agents ont réuni ces deux familles, et le fichier donne encore les deux : les enfants de cette ligne entrent dans celle qui reste, ses responsables et son adresse sont laissés de côté ; donnez à la famille un seul code dans votre logiciel"
    : "ce code famille n’est plus : vos agents ont réuni cette famille à celle qui reste, où ses enfants entrent ; ses responsables et son adresse sont laissés de côté tant que votre logiciel ne leur donne pas le code qui reste";
  return { familyCode, kind, reason: `${familyCode} est lu ${code} : ${kind}`, refused: false };
}
