/**
 * A mail as a MIME message, for those whose header fields SES's own form has no place for. Own code: nodemailer's
 * composer and mimetext are many times this, for attachments, charsets and transports; here is one text in two forms,
 * always UTF-8 in base64 (RFC 2045, 2047).
 */

export interface MimeMail {
  /** `"Portail Famille" <portail@exemple.fr>`. */
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Further header fields, in ASCII. */
  readonly headers: Readonly<Record<string, string>>;
}

const lineEnd = "\r\n";
const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/u.test(text);

/** Bytes of text in one encoded word, which may be 75 characters long in all. */
const mostBytes = 42;

/** Text in a header field: as it is when it is ASCII, else in encoded words, no letter cut in two, between them `gap`. */
function headerText(text: string, gap = `${lineEnd} `): string {
  if (isAscii(text)) return text;
  const words = [""];
  for (const letter of text) {
    const word = (words.at(-1) ?? "") + letter;
    if (Buffer.byteLength(word) > mostBytes) words.push(letter);
    else words[words.length - 1] = word;
  }
  return words.map((word) => `=?UTF-8?B?${base64(word)}?=`).join(gap);
}

/** Text for a header field that others write, on one line: a sender's name as CloudFormation and SES's API take it. */
export const headerWords = (text: string): string => headerText(text, " ");

/** An address with its name, which may hold any letter, on one line. */
export const sourceOf = (address: string): string => mailbox(address, headerWords);

/** An address with its name, which may hold any letter. */
function mailbox(address: string, words: (text: string) => string = headerText): string {
  const [, name, bare] = /^"?([^"<]*?)"?\s*<([^<>]+)>$/u.exec(address) ?? [];
  if (name === undefined || bare === undefined || name === "") return plain(address);
  return `${isAscii(name) ? `"${name}"` : words(name)} <${plain(bare)}>`;
}

/**
 * A value that stands in a header field as it is. Anything but ASCII on one line is a programming error: addresses are
 * checked where they come in.
 */
function plain(value: string): string {
  if (!isAscii(value)) throw new TypeError("A header field that is not one line of ASCII");
  return value;
}

const part = (type: string, text: string): string =>
  [
    `Content-Type: ${type}; charset=UTF-8`,
    "Content-Transfer-Encoding: base64",
    "",
    base64(text).replace(/.{76}(?=.)/gu, (line) => line + lineEnd),
  ].join(lineEnd);

/** Never in base64. */
const boundary = "=_portail-famille";

/** The message, ASCII throughout. Its date and name are SES's to give. */
export function mimeMessage({ from, to, replyTo, subject, text, html, headers }: MimeMail): string {
  return [
    `From: ${mailbox(from)}`,
    `To: ${plain(to)}`,
    `Reply-To: ${plain(replyTo)}`,
    `Subject: ${headerText(subject)}`,
    "MIME-Version: 1.0",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${plain(value)}`),
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    part("text/plain", text),
    `--${boundary}`,
    part("text/html", html),
    `--${boundary}--`,
    "",
  ].join(lineEnd);
}
