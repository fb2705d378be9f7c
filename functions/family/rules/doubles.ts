/**
 * What a file would double: people whom the portal, or the file itself, holds already under another code. Files know
 * people by their codes alone, and codes change: software is replaced, a spreadsheet eats zeros, a child moves to its
 * other parent. One child under two codes can be booked twice for one day; so what would double stays out, with what to
 * do about it, and what may be two people is said.
 *
 * By the name, in whatever order and spelling, with the day of birth; for adults, with the address, the phone or the
 * e-mail. Of two households of one child, the evidence is an address or an adult in common: separated parents have
 * neither, and homonyms born on one day do exist.
 */
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import { foldCode } from "./codes.ts";
import { foldName, type Address, type Child, type Guardian } from "./family.ts";
import type { SaidChild, SaidFamily } from "./family-merge.ts";
import { withoutFormerHouseholds } from "./former-households.ts";
import { childKeys, nameKeys, sameBorn, samePerson } from "./same-person.ts";

export interface KnownChild extends Pick<Child, "id" | "firstName" | "lastName" | "birthDate"> {
  readonly familyCode: FamilyCode;
  /** What the town's software calls it now, once that has been said. */
  readonly townCode?: ChildId | undefined;
  /** Codes under which it was held twice, until staff made the two one. */
  readonly formerCodes?: readonly ChildId[] | undefined;
}
export interface KnownHousehold {
  readonly code: FamilyCode;
  readonly guardians: readonly Pick<Guardian, "firstName" | "lastName" | "email" | "phone">[];
  readonly address: Address;
  /** Codes of households that have become part of it. */
  readonly formerCodes?: readonly FamilyCode[] | undefined;
}
/** Everybody whom the portal holds. */
export interface KnownTown {
  readonly households: readonly KnownHousehold[];
  /** But those who have left the household. */
  readonly children: readonly KnownChild[];
}

export interface DoubleFinding {
  /** As the file writes them. */
  readonly familyCode: FamilyCode;
  readonly childId?: ChildId;
  /** French. `kind`: without what is this one's own. */
  readonly reason: string;
  readonly kind: string;
  /** The family stays out. */
  readonly refused: boolean;
}

/** A child that goes from one household to another. */
export interface Departure {
  readonly from: FamilyCode;
  readonly to: FamilyCode;
  readonly childId: ChildId;
  /** The codes of `to` and of the child as the file writes them. */
  readonly written: FamilyCode;
  readonly saidAs: ChildId;
}

/** What the person who runs the import has decided about all cases of a kind. */
export interface DoubleDecisions {
  /** Children have new codes in the town's software: the portal keeps its own, and learns them. */
  readonly newCodes: boolean;
  /** Children whom the file shows in another household have left the one before. */
  readonly departures: boolean;
}

export interface Compared {
  /** Those that may enter, under the codes that the portal knows them by. */
  readonly families: readonly SaidFamily[];
  readonly findings: readonly DoubleFinding[];
  /** What must be ended before the families enter. */
  readonly departures: readonly Departure[];
}

const nameOf = ({ firstName, lastName }: Pick<Child, "firstName" | "lastName">): string => `${firstName} ${lastName}`;

/** Many values under each key. */
class Index<T> {
  readonly #found = new Map<string, T[]>();
  add(keys: readonly string[], value: T): void {
    for (const key of new Set(keys)) {
      const all = this.#found.get(key);
      if (all) all.push(value);
      else this.#found.set(key, [value]);
    }
  }
  get(keys: readonly string[]): readonly T[] {
    return [...new Set(keys.flatMap((key) => this.#found.get(key) ?? []))];
  }
}

/** The same for two writings of one address. */
export const addressKey = ({ lines, postcode, town }: Address): string =>
  foldName([...lines, postcode, town].join(" "));

/** Compares all the families of a file, in their order, with the town and with each other. Pure. */
export function compareWithTown(said: readonly SaidFamily[], town: KnownTown, decisions: DoubleDecisions): Compared {
  const { families: standing, findings } = withoutFormerHouseholds(said, town.households);
  const comparison = new Comparison(standing, town, decisions);
  const families = standing.map((family) => comparison.judge(family)).filter((family) => family !== null);
  return { families, findings: [...findings, ...comparison.findings], departures: comparison.departures };
}

/** A family of the file under comparison. */
interface Own extends KnownHousehold {
  /** Its code as the file writes it; `code` is the portal's. */
  readonly written: FamilyCode;
}

class Comparison {
  readonly findings: DoubleFinding[] = [];
  departures: readonly Departure[] = [];
  readonly #decisions: DoubleDecisions;
  readonly #households: Map<FamilyCode, KnownHousehold>;
  readonly #byFold: ReadonlyMap<string, readonly FamilyCode[]>;
  readonly #ownChildren: ReadonlyMap<FamilyCode, readonly KnownChild[]>;
  /** Everybody held so far: the town, then each family of the file that enters. */
  readonly #children = new Index<KnownChild>();
  readonly #adults = new Index<KnownHousehold>();
  /** Families that the file names, and the codes of their children. */
  readonly #said: ReadonlyMap<FamilyCode, ReadonlySet<string>>;
  /** Pairs that have been told. */
  readonly #told = new Set<string>();
  /** The code that stays of a child that was held twice, by each code that does not. */
  readonly #successors: ReadonlyMap<ChildId, ChildId>;

  constructor(said: readonly SaidFamily[], town: KnownTown, decisions: DoubleDecisions) {
    this.#decisions = decisions;
    this.#households = new Map(town.households.map((household) => [household.code, household]));
    this.#byFold = Map.groupBy(this.#households.keys(), foldCode);
    this.#successors = new Map(
      town.children.flatMap(({ id, formerCodes = [] }) => formerCodes.map((old) => [old, id])),
    );
    this.#ownChildren = Map.groupBy(town.children, ({ familyCode }) => familyCode);
    for (const child of town.children) this.#children.add(childKeys(child), child);
    for (const household of town.households) this.#adults.add(household.guardians.flatMap(nameKeys), household);
    this.#said = new Map(
      said.map(({ household: { code }, children }) => [
        this.#codeOf(code),
        new Set(children.map(({ id }) => foldCode(id))),
      ]),
    );
  }

  /** What becomes of a family of the file; what there is to say of it is among the findings. */
  judge(family: SaidFamily): SaidFamily | null {
    const { code: written, guardians, address } = family.household;
    const code = this.#codeUnder(family);
    if (code === null) return null;
    const own: Own = { written, code, guardians, address };
    const departures = this.departures;
    const lines = this.#withoutFormer(written, family.children);
    const children = lines.map((child) => this.#child(own, child)).filter((child) => child !== null);
    if (children.length < lines.length) {
      // A family that stays out sends no child away.
      this.departures = departures;
      return null;
    }
    this.#adultsElsewhere(own);
    this.#adults.add(guardians.flatMap(nameKeys), own);
    this.#households.set(code, own);
    for (const child of children) this.#children.add(childKeys(child), { ...child, familyCode: code });
    return { ...family, household: { ...family.household, code }, children };
  }

  /** `own`: what is this one's; `kind`: what is said of all of its kind. */
  #tell(familyCode: FamilyCode, own: string, kind: string, more: { readonly childId?: ChildId; refused?: true } = {}) {
    const { childId, refused = false } = more;
    const reason = `${own} : ${kind}`;
    this.findings.push({ familyCode, ...(childId === undefined ? {} : { childId }), kind, reason, refused });
  }

  /**
   * The children under the codes that stay: who was held twice is never made two again. Where the file itself still
   * names the child under both, the line of the code that is gone is left aside.
   */
  #withoutFormer(written: FamilyCode, children: SaidFamily["children"]): SaidFamily["children"] {
    const named = new Set(children.map(({ id }) => id));
    return children.flatMap((child) => {
      const stays = this.#successors.get(child.id);
      if (stays === undefined) return [child];
      const both = named.has(stays);
      named.add(stays);
      this.#tell(
        written,
        `${nameOf(child)}, ${child.id} est lu ${stays}`,
        both
          ? "ces deux codes sont ceux d’un seul enfant, que vos agents ont réunis : cette ligne est laissée de côté, supprimez-la de votre logiciel"
          : "ce code enfant n’est plus : vos agents ont réuni deux fiches du même enfant, et le portail suit celle qui reste",
        { childId: child.id },
      );
      return both ? [] : [{ ...child, id: stays }];
    });
  }

  /** Whether nothing has been said yet of these two, in whichever order. */
  #isNews(one: string, other: string): boolean {
    const pair = [one, other].sort().join(" ");
    const known = this.#told.has(pair);
    this.#told.add(pair);
    return !known;
  }

  /** The portal's writing of a code: the same, or the only one that differs by its zeros. */
  #codeOf(code: FamilyCode): FamilyCode {
    const alike = this.#byFold.get(foldCode(code)) ?? [];
    return this.#households.has(code) || alike.length !== 1 ? code : (alike[0] ?? code);
  }

  #codeUnder({ household: { code, guardians } }: SaidFamily): FamilyCode | null {
    const alike = this.#byFold.get(foldCode(code)) ?? [];
    if (alike.length === 0 || alike.includes(code)) return code;
    const [meant, ...others] = alike.filter((other) =>
      this.#households.get(other)?.guardians.some((adult) => guardians.some((one) => samePerson(one, adult))),
    );
    if (meant !== undefined && others.length === 0) {
      this.#tell(
        code,
        `${code} est lu ${meant}`,
        "les zéros du code famille ne sont pas ceux du portail, qui garde les siens",
      );
      return meant;
    }
    this.#tell(
      code,
      `${code} est peut-être ${alike.join(" ou ")}`,
      "le portail a ce code famille avec d’autres zéros, sans que les responsables disent que c’est la même famille : écrivez son code en entier, ou donnez-lui-en un autre",
      { refused: true },
    );
    return null;
  }

  /** The child under the portal's code; null when it stays out, and its family with it. */
  #child(own: Own, child: SaidChild): SaidChild | null {
    const here = this.#ownChildren.get(own.code) ?? [];
    const sharedWith = child.sharedWith?.map((other) => this.#codeOf(other));
    const said = sharedWith ? { ...child, sharedWith } : child;
    if (here.some(({ id }) => id === child.id)) {
      this.#doubleAlready(own, said);
      return said;
    }
    const renamed = here.find(({ townCode }) => townCode === child.id);
    if (renamed) return { ...said, id: renamed.id, townCode: child.id };
    const zeros = here.find(({ id }) => foldCode(id) === foldCode(child.id));
    if (zeros && sameBorn(zeros, child)) {
      this.#tell(
        own.written,
        `${child.id} est lu ${zeros.id}`,
        "les zéros du code enfant ne sont pas ceux du portail, qui garde les siens",
        { childId: child.id },
      );
      return { ...said, id: zeros.id };
    }
    const inFile = this.#said.get(own.code);
    const twin = here.find((one) => sameBorn(one, child) && !inFile?.has(foldCode(one.id)));
    if (!twin) return this.#mayEnter(own, said) ? said : null;
    return this.#renumbered(own, said, twin);
  }

  #renumbered(own: Own, child: SaidChild, { id }: KnownChild): SaidChild | null {
    if (this.#decisions.newCodes) {
      this.#tell(
        own.written,
        `${nameOf(child)}, ${child.id} est lu ${id}`,
        "le code enfant a changé dans votre logiciel : le portail garde le sien, et retient le nouveau",
        { childId: child.id },
      );
      return { ...child, id, townCode: child.id };
    }
    this.#tell(
      own.written,
      `${nameOf(child)}, né(e) le même jour, a le code ${id} sur le portail`,
      "cet enfant est déjà dans cette famille sous un autre code : si votre logiciel a renuméroté les enfants, relancez avec --codes-changes ; sinon, corrigez son code",
      { childId: child.id, refused: true },
    );
    return null;
  }

  /** Whether a child that its household did not have yet may enter, by where else it is. */
  #mayEnter(own: Own, child: SaidChild): boolean {
    const others = this.#children
      .get(childKeys(child))
      .filter(({ familyCode }) => familyCode !== own.code && !child.sharedWith?.includes(familyCode));
    return others.every((other) =>
      other.id === child.id || other.townCode === child.id
        ? this.#sameCode(own, child, other)
        : this.#otherCode(own, child, other),
    );
  }

  /** Under the same code in another household: it lives in both, or has left that one. */
  #sameCode({ written, code }: Own, child: SaidChild, { familyCode, id }: KnownChild): boolean {
    const where = `${nameOf(child)} est aussi dans la famille ${familyCode}`;
    const inFile = this.#said.get(familyCode);
    if (!inFile) {
      this.#tell(
        written,
        where,
        "que ces fichiers ne donnent pas : le portail le prend pour un enfant de deux foyers, qui peuvent le réserver l’un et l’autre",
        { childId: child.id },
      );
      return true;
    }
    if (inFile.has(foldCode(id))) return true;
    if (this.#decisions.departures) {
      this.departures = [...this.departures, { from: familyCode, to: code, childId: id, written, saidAs: child.id }];
      return true;
    }
    this.#tell(
      written,
      where,
      "et vos fichiers donnent cette autre famille sans lui : s’il l’a quittée, relancez avec --foyers-changes ; s’il vit dans les deux foyers, donnez-lui une ligne, avec le même code, dans chacune",
      { childId: child.id, refused: true },
    );
    return false;
  }

  /** Under another code in another household: one child, as far as the two households have something in common. */
  #otherCode(own: Own, child: SaidChild, { familyCode, id }: KnownChild): boolean {
    const common = this.#inCommon(own, familyCode);
    const where = `${nameOf(child)}, né(e) le même jour, est dans la famille ${familyCode} avec le code ${id}`;
    if (common !== null) {
      this.#tell(
        own.written,
        `${where} (${common})`,
        "le même enfant serait deux fois sur le portail : donnez-lui le même code dans ses deux foyers, ou un seul code à la famille",
        { childId: child.id, refused: true },
      );
      return false;
    }
    this.#tell(
      own.written,
      where,
      "si c’est le même enfant, donnez-lui le même code dans ses deux foyers : sans cela il peut être réservé deux fois le même jour",
      { childId: child.id },
    );
    return true;
  }

  /** Both are there since an earlier import: nothing to refuse any more, but to say. */
  #doubleAlready(own: Own, child: SaidChild): void {
    for (const { familyCode, id } of this.#children.get(childKeys(child)))
      if (
        familyCode !== own.code &&
        id !== child.id &&
        this.#inCommon(own, familyCode) !== null &&
        this.#isNews(`${own.code}/${child.id}`, `${familyCode}/${id}`)
      )
        this.#tell(
          own.written,
          `${nameOf(child)}, né(e) le même jour, est aussi dans la famille ${familyCode} avec le code ${id}`,
          "cet enfant est deux fois sur le portail et peut être réservé deux fois : donnez-lui un seul code, et annulez au guichet ce qui est réservé sous l’autre",
          { childId: child.id },
        );
  }

  /** What two households have in common that tells them from homonyms; null: nothing. */
  #inCommon(own: Own, code: FamilyCode): string | null {
    const other = this.#households.get(code);
    if (!other) return null;
    if (addressKey(own.address) === addressKey(other.address)) return "à la même adresse";
    return own.guardians.some((one) => other.guardians.some((adult) => samePerson(one, adult)))
      ? "avec le même responsable"
      : null;
  }

  /** An adult of two families may be one family under two codes: said, and theirs to judge. */
  #adultsElsewhere(own: Own): void {
    for (const adult of own.guardians)
      for (const other of this.#adults.get(nameKeys(adult))) {
        const by = other.code === own.code ? null : sharedReach(adult, own, other);
        if (by !== null && this.#isNews(own.code, other.code))
          this.#tell(
            own.written,
            `${nameOf(adult)} est aussi dans la famille ${other.code}, avec ${by}`,
            "si ces deux familles n’en font qu’une, donnez-leur le même code famille",
          );
      }
  }
}

/** What shows that a namesake in another household is the same person; null: nothing. */
function sharedReach(adult: KnownHousehold["guardians"][number], own: KnownHousehold, other: KnownHousehold) {
  for (const namesake of other.guardians.filter((one) => samePerson(one, adult))) {
    if (adult.email !== undefined && adult.email.toLowerCase() === namesake.email?.toLowerCase())
      return "la même adresse e-mail";
    if (adult.phone !== undefined && adult.phone === namesake.phone) return "le même téléphone";
    if (addressKey(own.address) === addressKey(other.address)) return "la même adresse";
  }
  return null;
}
