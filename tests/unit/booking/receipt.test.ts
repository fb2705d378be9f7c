/** A receipt says every line once, counted as a parent counts, and its subject names nobody. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { receiptMails, type ReceiptFacts } from "../../../functions/booking/receipt-mails.fr.ts";
import { grouped, notAmong, receiptOutcomes, type ReceiptLine } from "../../../functions/booking/rules/receipt.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { id, type ChildId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { town } from "../../support/town.ts";

const [lea, tom, zoe] = ["E1", "E2", "E3"].map((text) => id("ChildId", text)) as [ChildId, ChildId, ChildId];
const names = new Map<ChildId, string>([
  [lea, "Léa"],
  [tom, "Tom"],
  [zoe, "Zoé"],
]);
const unit = unitKey(id("ActivityId", "mercredis"), id("UnitId", "journee"));
const wednesday = id("PlainDate", "2026-12-02");
const at = id("Instant", "2026-11-26T09:12:00Z");
const frame = {
  portal: "https://portail.example.fr",
  town,
} as const;

const factsOf = (lines: readonly ReceiptLine[], silent = 0): ReceiptFacts => ({
  at,
  silent,
  groups: grouped(lines).map((group) => ({
    ...group,
    firstName: names.get(group.childId) ?? group.childId,
    activityName: "Mercredis",
    unitName: "Journée",
  })),
});
const contentOf = (lines: readonly ReceiptLine[], silent = 0) =>
  receiptMails.receipt.content(frame, factsOf(lines, silent));
const weeks = (childId: ChildId, from: number, count: number): readonly ReceiptLine[] =>
  Array.from({ length: count }, (_, week) => ({
    childId,
    unit,
    date: addDays(wednesday, 7 * (from + week)),
    outcome: "booked" as const,
  }));
const plain = (text: string): string => text.replaceAll("\u00A0", " ");
const paragraphs = (...given: Parameters<typeof contentOf>): readonly string[] => contentOf(...given).before.map(plain);

describe("The receipt", () => {
  test("counts as a parent counts, from the first day to the last", () => {
    const { subject } = contentOf([lea, tom, zoe].flatMap((child) => weeks(child, 0, 4)));
    expect(plain(subject)).toBe("Votre demande : 12 jours réservés");
    expect(paragraphs([lea, tom, zoe].flatMap((child) => weeks(child, 0, 4)))).toEqual([
      "Voici ce qu’est devenue votre demande du jeudi 26 novembre 2026 à 10 h 12.",
      "Réservé : 4 mercredis × 3 enfants, du mercredi 2 décembre 2026 au mercredi 23 décembre 2026.",
      ...["Léa", "Tom", "Zoé"].map((name) => `${name} – Mercredis, Journée : 2, 9, 16 et 23 décembre 2026.`),
    ]);
  });

  test("says of what is held until when, what it costs and what to do", () => {
    const lines = weeks(lea, 0, 1).map((line) => ({
      ...line,
      outcome: "held" as const,
      until: id("Instant", "2026-11-26T09:32:00Z"),
      price: cents(720),
    }));
    expect(plain(contentOf(lines).subject)).toBe("Votre demande : 1 jour à payer");
    expect(paragraphs(lines).slice(1)).toEqual([
      "Gardé, à payer : 1 mercredi, le mercredi 2 décembre 2026. Votre porte-monnaie ne suffit pas : versez ce qui manque avant la fin du délai, et ces jours sont réservés.",
      "Léa – Mercredis, Journée : mercredi 2 décembre 2026 (jusqu’au jeudi 26 novembre 2026 à 10 h 32) (7,20 €).",
    ]);
  });

  test("says child by child where they differ", () => {
    expect(paragraphs([...weeks(lea, 0, 6), ...weeks(tom, 4, 3)]).slice(1)).toEqual([
      "Réservé : 9 jours (Léa : 6, Tom : 3), du mercredi 2 décembre 2026 au mercredi 13 janvier 2027.",
      "Léa – Mercredis, Journée : 2, 9, 16, 23 et 30 décembre 2026 ; 6 janvier 2027.",
      "Tom – Mercredis, Journée : 30 décembre 2026 ; 6 et 13 janvier 2027.",
    ]);
  });

  test("says what days were booked for, line by line and in total, and never in the subject", () => {
    const priced = (lines: readonly ReceiptLine[], ...prices: readonly number[]): readonly ReceiptLine[] =>
      lines.map((line, index) => ({ ...line, price: cents(prices[index % prices.length] ?? 0) }));
    const lines = [
      ...priced(weeks(lea, 0, 2), 683),
      ...priced(weeks(tom, 0, 2), 546, 683),
      ...priced(weeks(zoe, 0, 1), 546),
    ];
    expect(paragraphs(lines).slice(2)).toEqual([
      "Léa – Mercredis, Journée : 2 et 9 décembre 2026 (6,83 € par jour, 13,66 € en tout).",
      "Tom – Mercredis, Journée : 2 et 9 décembre 2026 (12,29 € en tout).",
      "Zoé – Mercredis, Journée : mercredi 2 décembre 2026 (5,46 €).",
      "Total de ces réservations : 31,41 €.",
    ]);
    expect(contentOf(lines).subject).not.toContain("€");
  });

  test("says the rank of what waits, and why a day was refused", () => {
    const why = "Les 24 places de ce jour sont prises.";
    const lines: readonly ReceiptLine[] = [
      { childId: lea, unit, date: wednesday, outcome: "waiting", position: 3 },
      { childId: tom, unit, date: wednesday, outcome: "refused", why },
      { childId: tom, unit, date: addDays(wednesday, 7), outcome: "refused", why },
    ];
    expect(plain(contentOf(lines).subject)).toBe("Votre demande : 1 jour en liste d’attente et 2 jours refusés");
    expect(paragraphs(lines).slice(1)).toEqual([
      "En liste d’attente : 1 mercredi, le mercredi 2 décembre 2026. Si une place se libère, elle vous sera proposée par e-mail et sur la page d’accueil.",
      "Léa – Mercredis, Journée : mercredi 2 décembre 2026 (n° 3).",
      "Refusé : 2 mercredis, du mercredi 2 décembre 2026 au mercredi 9 décembre 2026.",
      `Tom – Mercredis, Journée : 2 et 9 décembre 2026. ${why}`,
    ]);
  });

  test("says that a request was interrupted, and what to look at", () => {
    expect(paragraphs(weeks(lea, 0, 1), 2).at(-1)).toContain("2 jours de plus étaient demandés");
  });
});

const lineOf = fc.record({
  childId: fc.constantFrom(lea, tom, zoe),
  unit: fc.constant(unit),
  date: fc.integer({ min: 0, max: 400 }).map((days): PlainDate => addDays(wednesday, days)),
  outcome: fc.constantFrom(...receiptOutcomes),
});
const linesOf = fc.uniqueArray(lineOf, {
  minLength: 1,
  maxLength: 60,
  selector: ({ childId, date }) => `${childId} ${date}`,
});

test("Every line is counted once in the subject, and no name stands there", () => {
  fc.assert(
    fc.property(linesOf, (lines) => {
      const subject = plain(contentOf(lines).subject);
      const counted = [...subject.matchAll(/\d+/gu)].reduce((sum, [count]) => sum + Number(count), 0);
      expect(counted).toBe(lines.length);
      for (const name of names.values()) expect(subject).not.toContain(name);
    }),
  );
});

test("What a first mail has told is left out of the second, and nothing else", () => {
  fc.assert(
    fc.property(linesOf, fc.nat(60), (lines, told) => {
      const [first, rest] = [lines.slice(0, told), lines.slice(told)];
      expect(notAmong(lines, grouped(first))).toEqual(rest);
      expect(grouped(lines).flatMap(({ days }) => days)).toHaveLength(lines.length);
    }),
  );
});
