/** What payers are told of direct debits: amount and day in the mail, neither in its subject, and never a whole account. */
import { expect, test } from "vitest";
import { directDebitMails } from "../../../functions/direct-debit/mails.fr.ts";
import { maskedIban } from "../../../functions/direct-debit/rules/masked.ts";
import { returnCodes, suspends } from "../../../functions/direct-debit/rules/returns.ts";
import { returnWords } from "../../../functions/direct-debit/words.fr.ts";
import { townForFunctions } from "../../../functions/kernel/town.ts";
import { readTown } from "../../../infra/town/read.ts";
import { debits as staffWords } from "../../../web/strings/fr/direct-debit.ts";
import { debit } from "./make.ts";

const frame = { town: townForFunctions(readTown()), portal: "https://famille.exemple.fr" };
const one = debit();
const facts = {
  accountName: one.accountName,
  amount: one.amount,
  on: one.dueOn,
  numbers: one.parts.map(({ number }) => number),
  rum: one.rum,
  creditorId: one.creditorId,
  iban: maskedIban(one.iban),
};

test("a debit is told beforehand with its amount, its day, its mandate and its creditor", () => {
  const { subject, before, action } = directDebitMails.debitComing.content(frame, facts);
  expect(subject).not.toMatch(/\d/u);
  expect(before.join(" ").replace(/[\u00a0\u202f]/gu, " ")).toContain(
    "Pour la facture ALSH-2027-000001 (Régie des accueils), 21,60 € seront prélevés le lundi 1er février 2027 sur le compte FR76 •••• •••• 0189.",
  );
  for (const needed of [one.rum, one.creditorId]) expect(before.join(" ")).toContain(needed);
  expect(action?.href).toBe("https://famille.exemple.fr/prelevement");
});

test("a return is told with what it means and without a fee; what is called off is still to be paid", () => {
  const why = returnWords.AM04;
  const back = directDebitMails.debitReturned.content(frame, { ...facts, why });
  expect(back.before.join(" ")).toContain(why);
  expect(back.before.join(" ")).toContain("aucuns frais");
  const off = directDebitMails.debitCancelled.content(frame, facts);
  for (const { subject } of [back, off]) expect(subject).not.toMatch(/\d/u);
});

test("every code has its meaning for families and for staff, and those that last are said to suspend the mandate", () => {
  for (const code of returnCodes) {
    expect(returnWords[code]).not.toBe("");
    expect(staffWords.codes[code]).toContain(code);
    expect(staffWords.lasting.includes(code)).toBe(suspends(code));
  }
});
