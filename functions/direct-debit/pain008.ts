/**
 * The file of a batch for the bank: ISO 20022 pain.008.001.08, core scheme. First debits and recurrent ones are two lots of it,
 * each with its own sums; every text is in the characters that banks take. Written by a library; nothing is made of strings.
 */
import Builder from "fast-xml-builder";
import { decimal } from "../kernel/money.ts";
import { sumsOf, debitName, type Batch, type Debit } from "./rules/batch.ts";
import { bankText } from "./rules/characters.ts";
import { sequences } from "./rules/mandate.ts";

const namespace = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08";
const builder = new Builder({ ignoreAttributes: false, suppressEmptyNode: false, processEntities: true, format: true });

const longest = { name: 70, remittance: 140 } as const;

const sums = (debits: readonly Debit[]) => {
  const { count, total } = sumsOf(debits);
  return { NbOfTxs: String(count), CtrlSum: decimal(total, ".") };
};

/** Without a BIC the bank finds it by the IBAN; the word never stands where a BIC would. */
const agent = (bic: string | undefined) => ({
  FinInstnId: bic === undefined ? { Othr: { Id: "NOTPROVIDED" } } : { BICFI: bic },
});

const transaction = (debit: Debit) => ({
  PmtId: { EndToEndId: debitName(debit) },
  InstdAmt: { "@_Ccy": "EUR", "#text": decimal(debit.amount, ".") },
  DrctDbtTx: { MndtRltdInf: { MndtId: debit.rum, DtOfSgntr: debit.signedOn } },
  DbtrAgt: agent(debit.bic),
  Dbtr: { Nm: bankText(debit.debtor, longest.name) },
  DbtrAcct: { Id: { IBAN: debit.iban } },
  RmtInf: { Ustrd: bankText(debit.parts.map(({ number }) => number).join(" "), longest.remittance) },
});

function lots({ batch, dueOn, creditor }: Batch, debits: readonly Debit[]) {
  return sequences.flatMap((sequence) => {
    const own = debits.filter((one) => one.sequence === sequence);
    if (own.length === 0) return [];
    return [
      {
        PmtInfId: `${batch}-${sequence}`,
        PmtMtd: "DD",
        BtchBookg: "true",
        ...sums(own),
        PmtTpInf: { SvcLvl: { Cd: "SEPA" }, LclInstrm: { Cd: "CORE" }, SeqTp: sequence },
        ReqdColltnDt: dueOn,
        Cdtr: { Nm: bankText(creditor.name, longest.name) },
        CdtrAcct: { Id: { IBAN: creditor.iban } },
        CdtrAgt: agent(creditor.bic),
        ChrgBr: "SLEV",
        CdtrSchmeId: { Id: { PrvtId: { Othr: { Id: creditor.id, SchmeNm: { Prtry: "SEPA" } } } } },
        DrctDbtTxInf: own.map(transaction),
      },
    ];
  });
}

/** The whole file. `debits`: those that are sent, at least one. */
export const debitFile = (batch: Batch, debits: readonly Debit[]): string =>
  builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    Document: {
      "@_xmlns": namespace,
      CstmrDrctDbtInitn: {
        GrpHdr: {
          MsgId: batch.batch,
          CreDtTm: batch.at,
          ...sums(debits),
          InitgPty: { Nm: bankText(batch.creditor.name, longest.name) },
        },
        PmtInf: lots(batch, debits),
      },
    },
  });
