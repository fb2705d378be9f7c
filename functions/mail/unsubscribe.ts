/** How a reminder says to programs and to people that its reader may stop receiving them (RFC 2369, RFC 8058). */
import type { MailContent } from "./layout.ts";

/** Header fields: a program that finds both asks its reader, then posts. */
export const unsubscribeHeaders = (portal: string, token: string): Readonly<Record<string, string>> => ({
  "List-Unsubscribe": `<${portal}/api/reminders/unsubscribe/${token}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** The link that people follow: a page that asks, because programs open links by themselves. */
export const stopLink = (portal: string, token: string): NonNullable<MailContent["stop"]> => ({
  why: "Vous recevez ce rappel parce que votre adresse est celle d’un responsable dans le dossier de la famille.",
  label: "Ne plus recevoir de rappels",
  href: `${portal}/rappels#${token}`,
});
