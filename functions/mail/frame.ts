/** What mails have in common. */
import { typeset } from "../kernel/dates.fr.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { MailContent } from "./layout.ts";

/** Whom a mail is from, and the portal's origin, for links. */
export interface MailFrame {
  readonly town: TownForFunctions;
  readonly portal: string;
}

export const greeting = "Bonjour,";

export const question = ({ town }: MailFrame): string =>
  `Pour toute question, appelez ${town.officeName} au ${town.officePhone}.`;

/** Every text with French spacing. */
export function written({ subject, before, after, ...rest }: MailContent): MailContent {
  return { ...rest, subject: typeset(subject), before: before.map(typeset), after: after.map(typeset) };
}
