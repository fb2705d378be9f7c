/**
 * How every mail looks: one column, the town's name and colour, the office's contacts, no picture, no tracking,
 * readable in dark mode. Tables and inline styles because mail programs know nothing else.
 */
import type { TownForFunctions } from "../kernel/town-for-functions.ts";

export interface MailContent {
  readonly subject: string;
  readonly greeting: string;
  /** Paragraphs of plain text, escaped here. */
  readonly before: readonly string[];
  /** The code, large; `{####}` in the mails that the user pool sends. */
  readonly code?: string;
  readonly action?: { readonly label: string; readonly href: string };
  readonly after: readonly string[];
  /** Why this person receives it, and how to stop that, below the office's contacts. */
  readonly stop?: { readonly why: string; readonly label: string; readonly href: string };
}

export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/gu,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign,
  );

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;

/** The HTML of a mail. */
export function mailHtml(
  town: TownForFunctions,
  { subject, greeting, before, code, action, after, stop }: MailContent,
): string {
  const codeBlock =
    code === undefined
      ? ""
      : `<p style="margin:8px 0 24px;font-size:32px;line-height:1.2;font-weight:700;letter-spacing:6px;font-family:ui-monospace,Menlo,Consolas,monospace">${code}</p>`;
  const button =
    action === undefined
      ? ""
      : `<p style="margin:0 0 24px"><a href="${escapeHtml(action.href)}" style="display:inline-block;padding:14px 28px;border-radius:999px;background:${town.brand};color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>`;
  const stopping =
    stop === undefined
      ? ""
      : `<br><br>${escapeHtml(stop.why)} <a href="${escapeHtml(stop.href)}" style="color:#5d5670">${escapeHtml(stop.label)}</a>`;
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(subject)}</title>
<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){.page{background:#16121f!important}.card{background:#201a2d!important;color:#f1edf8!important}.foot,.foot a{color:#b8b0c9!important}}</style></head>
<body style="margin:0;padding:0" class="page"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:#fbf8f3"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td class="card" style="background:#ffffff;color:#241d36;border-radius:16px;border-top:6px solid ${town.brand};padding:28px 24px;font:400 16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<p style="margin:0 0 20px;font-weight:700">Portail Famille<br><span style="font-weight:400">${escapeHtml(town.name)}</span></p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escapeHtml(subject)}</h1>
${paragraph(greeting)}${before.map(paragraph).join("")}${codeBlock}${button}${after.map(paragraph).join("")}
</td></tr><tr><td class="foot" style="padding:20px 24px;color:#5d5670;font:400 14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
${escapeHtml(town.officeName)}, ${escapeHtml(town.officeAddress)}<br>${escapeHtml(town.officePhone)} · <a href="mailto:${escapeHtml(town.officeEmail)}" style="color:#5d5670">${escapeHtml(town.officeEmail)}</a>${stopping}
</td></tr></table></td></tr></table></body></html>`;
}

/** The same mail as plain text, for programs and people that prefer it. */
export function mailText(
  town: TownForFunctions,
  { subject, greeting, before, code, action, after, stop }: MailContent,
): string {
  const parts = [
    `Portail Famille\n${town.name}`,
    subject,
    greeting,
    ...before,
    ...(code === undefined ? [] : [code]),
    ...(action === undefined ? [] : [`${action.label} : ${action.href}`]),
    ...after,
    `--\n${town.officeName}, ${town.officeAddress}\n${town.officePhone} · ${town.officeEmail}`,
    ...(stop === undefined ? [] : [`${stop.why}\n${stop.label} : ${stop.href}`]),
  ];
  return `${parts.join("\n\n")}\n`;
}
