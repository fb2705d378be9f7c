/** A mail as a MIME message: what any reader of mail makes of it again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mimeMessage, sourceOf, type MimeMail } from "../../../functions/mail/mime.ts";
import { stopReminders } from "../../../functions/reminder/mails.fr.ts";

const mail: MimeMail = {
  from: '"Portail Famille du Pithiverais" <portail@exemple.fr>',
  to: "claire@exemple.fr",
  replyTo: "guichet@exemple.fr",
  subject: "Mercredis : les réservations ouvrent demain",
  text: "Bonjour,\n\nÀ bientôt.",
  html: "<p>À bientôt</p>",
  headers: {},
};

/** Reads a message by RFC 2045 to 2047, as strictly as it was to be written. */
function read(message: string): {
  readonly headers: ReadonlyMap<string, string>;
  readonly parts: readonly { readonly type: string; readonly text: string }[];
} {
  for (const line of message.split("\r\n")) {
    expect(line).toMatch(/^[\x20-\x7e]*$/u);
    expect(line.length).toBeLessThanOrEqual(300);
  }
  const [head = "", ...rest] = message.split("\r\n\r\n");
  const decode = (value: string): string =>
    value
      .replace(/(=\?UTF-8\?B\?[^?]+\?=)\s+(?==\?)/gu, "$1")
      .replace(/=\?UTF-8\?B\?([^?]+)\?=/gu, (_, word: string) => {
        const text = Buffer.from(word, "base64").toString();
        expect(text).not.toContain("\uFFFD");
        return text;
      });
  const headers = new Map(
    head
      .replace(/\r\n /gu, " ")
      .split("\r\n")
      .map((line) => [line.slice(0, line.indexOf(": ")), decode(line.slice(line.indexOf(": ") + 2))]),
  );
  const boundary = /boundary="([^"]+)"/u.exec(headers.get("Content-Type") ?? "")?.[1] ?? "";
  const sections = rest.join("\r\n\r\n").split(`--${boundary}`);
  expect(sections.at(-1)).toBe("--\r\n");
  return {
    headers,
    parts: sections.slice(1, -1).map((section) => {
      const [own = "", body = ""] = section.trim().split("\r\n\r\n");
      expect(own).toContain("Content-Transfer-Encoding: base64");
      for (const line of body.split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
      return {
        type: /^Content-Type: ([^;]+); charset=UTF-8/u.exec(own)?.[1] ?? "",
        text: Buffer.from(body, "base64").toString(),
      };
    }),
  };
}

test("A sender's accented name reaches SES's API and CloudFormation in encoded words, on one line", () => {
  expect(sourceOf("Portail Famille <portail@exemple.fr>")).toBe('"Portail Famille" <portail@exemple.fr>');
  const source = sourceOf('"Portail Famille de la communauté d’agglomération de Crécy" <portail@exemple.fr>');
  expect(source).toMatch(/^(?:=\?UTF-8\?B\?[A-Za-z0-9+/=]+\?= )+<portail@exemple\.fr>$/u);
  const words = [...source.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/gu)].map(([, word = ""]) => Buffer.from(word, "base64"));
  expect(Buffer.concat(words).toString()).toBe("Portail Famille de la communauté d’agglomération de Crécy");
});

describe("A MIME message", () => {
  test("carries sender, reader, subject and both texts", () => {
    const { headers, parts } = read(mimeMessage(mail));
    expect(Object.fromEntries(headers)).toMatchObject({
      From: mail.from,
      To: mail.to,
      "Reply-To": mail.replyTo,
      Subject: mail.subject,
      "MIME-Version": "1.0",
    });
    expect(parts).toEqual([
      { type: "text/plain", text: mail.text },
      { type: "text/html", text: mail.html },
    ]);
    expect(read(mimeMessage({ ...mail, from: '"Communauté d’Essai" <a@b.fr>' })).headers.get("From")).toBe(
      "Communauté d’Essai <a@b.fr>",
    );
    expect(read(mimeMessage({ ...mail, from: "a@b.fr" })).headers.get("From")).toBe("a@b.fr");
  });

  test("gives any text back, letters of any length whole, in lines of a legal length", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 300 }).filter((made) => !made.includes("\uFFFD"));
    fc.assert(
      fc.property(text, text, text, (subject, html, plain) => {
        const { headers, parts } = read(mimeMessage({ ...mail, subject, html, text: plain }));
        expect(headers.get("Subject")).toBe(subject);
        expect(parts.map((part) => part.text)).toEqual([plain, html]);
      }),
      { numRuns: 500 },
    );
  });

  test("takes no header field from an address or a value", () => {
    for (const value of ["a@b.fr\r\nBcc: tous@exemple.fr", "a@b.fr\nX: y", "é@b.fr"]) {
      expect(() => mimeMessage({ ...mail, to: value })).toThrow(TypeError);
      expect(() => mimeMessage({ ...mail, replyTo: value })).toThrow(TypeError);
      expect(() => mimeMessage({ ...mail, from: value })).toThrow(TypeError);
      expect(() => mimeMessage({ ...mail, headers: { "X-Field": value } })).toThrow(TypeError);
    }
    expect(read(mimeMessage({ ...mail, subject: "Deux\r\nBcc: lignes" })).headers.has("Bcc")).toBe(false);
  });

  test("says to programs how its reader stops receiving them, and to people where", () => {
    const { headers } = read(
      mimeMessage({ ...mail, headers: stopReminders("https://portail.exemple.fr", "AbC_-9").headers }),
    );
    expect(headers.get("List-Unsubscribe")).toBe("<https://portail.exemple.fr/api/reminders/unsubscribe/AbC_-9>");
    expect(headers.get("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
    expect(stopReminders("https://portail.exemple.fr", "AbC_-9").shown.href).toBe(
      "https://portail.exemple.fr/rappels#AbC_-9",
    );
  });
});
