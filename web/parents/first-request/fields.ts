/**
 * The fields of a first request, named as the server names them: what it says of one is shown there. A form's fields are
 * known beforehand: two adults, eight children, of which so many are shown.
 */
import type { SentPart } from "../../../functions/http/route.ts";
import type { Api } from "../../../functions/contract.ts";
import { emailFault } from "../../shared/forms/email.ts";
import type { Errors } from "../../shared/forms/useForm.ts";
import { firstRequest as strings } from "../../strings/fr/first-request.ts";

export const adultRanks = ["0", "1"] as const;
export const childRanks = ["0", "1", "2", "3", "4", "5", "6", "7"] as const;
export type AdultRank = (typeof adultRanks)[number];
export type ChildRank = (typeof childRanks)[number];
const adultParts = ["title", "lastName", "firstName", "phone", "email"] as const;
const childParts = ["lastName", "firstName", "birthDate", "school", "grade"] as const;

export type FieldName =
  | `adults.${AdultRank}.${(typeof adultParts)[number]}`
  | `children.${ChildRank}.${(typeof childParts)[number]}`
  | "adultCount"
  | "childCount"
  | "email"
  | "emailAgain"
  | "address.lines.0"
  | "address.lines.1"
  | "address.postcode"
  | "address.town"
  | "message"
  | "robot";
export type Values = Readonly<Record<FieldName, string>>;

/** In the order of the page. */
export const order: readonly FieldName[] = [
  ...adultParts.map((part) => `adults.0.${part}` as const),
  "email",
  "emailAgain",
  ...adultParts.map((part) => `adults.1.${part}` as const),
  "address.lines.0",
  "address.lines.1",
  "address.postcode",
  "address.town",
  ...childRanks.flatMap((rank) => childParts.map((part) => `children.${rank}.${part}` as const)),
  "message",
  "robot",
];
const all: readonly FieldName[] = [...order, "adultCount", "childCount"];
/** What a draft keeps: everything but the robot's proof, which serves once. */
export const kept = all.filter((field) => field !== "robot");

/** Of whom a field is asked, in words; the family's own fields are nobody's. */
export function whoseIs(field: FieldName): string | undefined {
  const [part, rank] = field.split(".");
  if (part === "adults") return strings.adult(Number(rank) + 1);
  return part === "children" ? strings.child(Number(rank) + 1) : undefined;
}

const isWhole = (values: Readonly<Record<string, string>>): values is Values => all.every((field) => field in values);

export function emptyValues(): Values {
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(all.map((field) => [field, ""])),
    adultCount: "1",
    childCount: "1",
  };
  if (!isWhole(values)) throw new Error("A field of the form has no value");
  return values;
}

const counted = <R>(ranks: readonly R[], count: string): readonly R[] =>
  ranks.slice(0, Math.max(1, Number(count) || 1));
export const adultsIn = (values: Values): readonly AdultRank[] => counted(adultRanks, values.adultCount);
export const childrenIn = (values: Values): readonly ChildRank[] => counted(childRanks, values.childCount);

export function check(values: Values): Errors<FieldName> {
  const { missing } = strings;
  const needed: readonly (readonly [FieldName, string])[] = [
    ...adultsIn(values).flatMap((rank) => [
      [`adults.${rank}.lastName`, missing.lastName] as const,
      [`adults.${rank}.firstName`, missing.firstName] as const,
    ]),
    ["emailAgain", missing.emailAgain],
    ["address.lines.0", missing.line1],
    ["address.postcode", missing.postcode],
    ["address.town", missing.town],
    ...childrenIn(values).flatMap((rank) => [
      [`children.${rank}.lastName`, missing.lastName] as const,
      [`children.${rank}.firstName`, missing.firstName] as const,
      [`children.${rank}.birthDate`, missing.birthDate] as const,
    ]),
    ["robot", missing.robot],
  ];
  const same = values.email.trim().toLowerCase() === values.emailAgain.trim().toLowerCase();
  return {
    ...(values.emailAgain.trim() !== "" && !same && { emailAgain: strings.differentEmails }),
    ...emailFault(values.email, missing.email),
    ...Object.fromEntries(needed.filter(([field]) => values[field].trim() === "")),
  };
}

const titles = ["Mme", "M."] as const;
type Body = SentPart<Api["first-request.send"], "body">;

/** What is sent: the server judges it. */
export function bodyOf(values: Values): Body {
  return {
    adults: adultsIn(values).map((rank) => {
      const title = titles.find((one) => one === values[`adults.${rank}.title`]);
      return {
        ...(title ? { title } : {}),
        lastName: values[`adults.${rank}.lastName`],
        firstName: values[`adults.${rank}.firstName`],
        phone: values[`adults.${rank}.phone`],
        ...(rank === "0" || values[`adults.${rank}.email`].trim() === ""
          ? {}
          : { email: values[`adults.${rank}.email`] }),
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
    email: values.email,
    emailAgain: values.emailAgain,
    message: values.message,
    robot: values.robot,
  };
}
