/**
 * The fields of a family that is created at the desk, named as the server names them. A form's fields are known
 * beforehand: two adults, eight children, of which so many are shown.
 */
import type { Api } from "../../../functions/contract.ts";
import type { SentPart } from "../../../functions/http/route.ts";
import type { Errors } from "../../shared/forms/useForm.ts";
import { firstRequest as words, newFamily as strings } from "../../strings/fr/first-request.ts";

const adultRanks = ["0", "1"] as const;
const childRanks = ["0", "1", "2", "3", "4", "5", "6", "7"] as const;
export type AdultRank = (typeof adultRanks)[number];
export type ChildRank = (typeof childRanks)[number];
export const mostChildren = childRanks.length;
const adultParts = ["title", "lastName", "firstName", "phone", "email"] as const;
const childParts = ["lastName", "firstName", "birthDate", "school", "grade"] as const;

export type FieldName =
  | `adults.${AdultRank}.${(typeof adultParts)[number]}`
  | `children.${ChildRank}.${(typeof childParts)[number]}`
  | "adultCount"
  | "childCount"
  | "address.lines.0"
  | "address.lines.1"
  | "address.postcode"
  | "address.town"
  | "resident"
  | "familyCode"
  | "reason";
type Values = Readonly<Record<FieldName, string>>;

/** In the order of the page. */
export const order: readonly FieldName[] = [
  ...adultRanks.flatMap((rank) => adultParts.map((part) => `adults.${rank}.${part}` as const)),
  "address.lines.0",
  "address.lines.1",
  "address.postcode",
  "address.town",
  ...childRanks.flatMap((rank) => childParts.map((part) => `children.${rank}.${part}` as const)),
  "resident",
  "familyCode",
  "reason",
];
export const kept: readonly FieldName[] = [...order, "adultCount", "childCount"];

const isWhole = (values: Readonly<Record<string, string>>): values is Values => kept.every((field) => field in values);
export function emptyValues(): Values {
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(kept.map((field) => [field, ""])),
    adultCount: "1",
    childCount: "1",
    resident: "yes",
  };
  if (!isWhole(values)) throw new Error("A field of the form has no value");
  return values;
}

/** Of whom a field is asked, in words; the family's own fields are nobody's. */
export function whoseIs(field: FieldName): string | undefined {
  const [part, rank] = field.split(".");
  if (part === "adults") return words.adult(Number(rank) + 1);
  return part === "children" ? words.child(Number(rank) + 1) : undefined;
}

export const adultsIn = ({ adultCount }: Values): readonly AdultRank[] =>
  adultRanks.slice(0, Math.max(1, Number(adultCount)));
export const childrenIn = ({ childCount }: Values): readonly ChildRank[] => childRanks.slice(0, Number(childCount));

export function check(values: Values): Errors<FieldName> {
  const { missing } = words;
  const needed: readonly (readonly [FieldName, string])[] = [
    ...adultsIn(values).flatMap((rank) => [
      [`adults.${rank}.lastName`, missing.lastName] as const,
      [`adults.${rank}.firstName`, missing.firstName] as const,
    ]),
    ["address.lines.0", missing.line1],
    ["address.postcode", missing.postcode],
    ["address.town", missing.town],
    ...childrenIn(values).flatMap((rank) => [
      [`children.${rank}.lastName`, missing.lastName] as const,
      [`children.${rank}.firstName`, missing.firstName] as const,
      [`children.${rank}.birthDate`, missing.birthDate] as const,
    ]),
    ["reason", strings.missingReason],
  ];
  return Object.fromEntries(needed.filter(([field]) => values[field].trim() === ""));
}

const titles = ["Mme", "M."] as const;
/** Whom the family is: what others are compared with. */
export function peopleIn(values: Values): SentPart<Api["first-request.alike"], "body"> {
  return {
    adults: adultsIn(values).map((rank) => {
      const title = titles.find((one) => one === values[`adults.${rank}.title`]);
      const email = values[`adults.${rank}.email`].trim();
      return {
        ...(title ? { title } : {}),
        lastName: values[`adults.${rank}.lastName`],
        firstName: values[`adults.${rank}.firstName`],
        phone: values[`adults.${rank}.phone`],
        ...(email === "" ? {} : { email }),
      };
    }),
    children: childrenIn(values).map((rank) => ({
      lastName: values[`children.${rank}.lastName`],
      firstName: values[`children.${rank}.firstName`],
      birthDate: values[`children.${rank}.birthDate`],
      school: values[`children.${rank}.school`],
      grade: values[`children.${rank}.grade`],
    })),
    address: {
      lines: [values["address.lines.0"], values["address.lines.1"]].filter((line) => line.trim() !== ""),
      postcode: values["address.postcode"],
      town: values["address.town"],
    },
  };
}
