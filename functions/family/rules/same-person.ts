/**
 * Whether two writings of a name are one person's, where two pieces of software wrote them: accents, case, hyphens and
 * spaces do not matter, nor does it which part stands in which column.
 */
import { foldName } from "./family.ts";

interface Named {
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * What to look a person up by; two are the same when they have one in common. By words in any order, `Anne MARTIN ROY`
 * is `Roy Martin Anne`; by letters, `Jean-Pierre MARTIN` is `JEANPIERRE MARTIN`.
 */
export function nameKeys({ firstName, lastName }: Named): readonly string[] {
  const words = `${firstName} ${lastName}`
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(foldName)
    .filter((word) => word !== "")
    .sort();
  const [first, last] = [foldName(firstName), foldName(lastName)];
  return [words.join(" "), first < last ? first + last : last + first];
}

export function samePerson(one: Named, other: Named): boolean {
  const known = nameKeys(one);
  return nameKeys(other).some((key) => known.includes(key));
}

interface Born extends Named {
  readonly birthDate: string;
}

/** The same of a child, whose day of birth counts too. */
export const childKeys = (child: Born): readonly string[] => nameKeys(child).map((key) => `${child.birthDate} ${key}`);
export const sameBorn = (one: Born, other: Born): boolean =>
  one.birthDate === other.birthDate && samePerson(one, other);
