/** PayFiP's own rules, apart from the service: what an order may say, what letters and codes mean, what is read of a message. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import {
  faultOf,
  faultsOf,
  isResultOf,
  outcomeOf,
  subjectOf,
  type PaymentDetail,
  type PaymentOrder,
} from "../../../functions/payment/rules/payfip.ts";
import { callMessage, readReply } from "../../../functions/payment/payfip-messages.ts";

const order: PaymentOrder = {
  client: "006382",
  year: 2026,
  reference: "ENF2026000123",
  subject: "Facture ENF 2026 000123",
  amount: cents(3750),
  email: "a@exemple.fr",
  mode: "test",
  notifyAt: "https://famille.exemple.fr/api/payments/notification",
  returnTo: "https://famille.exemple.fr/paiement",
};

describe("an order", () => {
  it("of what PayFiP takes has no fault", () => {
    expect(faultsOf(order)).toEqual([]);
    for (const amount of [100, 10_000_000]) expect(faultsOf({ ...order, amount: cents(amount) })).toEqual([]);
    for (const reference of ["ABCDEF", "A".repeat(30)]) expect(faultsOf({ ...order, reference })).toEqual([]);
  });

  it.each<[keyof PaymentOrder, readonly unknown[]]>([
    ["client", ["6382", "0063820", "00638A", ""]],
    ["year", [26, 20_266, 2026.5]],
    ["reference", ["ABCDE", "A".repeat(31), "ENF-2026-000123", "É23456", ""]],
    ["subject", ["", "Facture n° 3", "Élève", "a".repeat(101), "<b>"]],
    ["amount", [99, 10_000_001, 0, -100]],
    ["email", ["", "a@b.c", `${"a".repeat(76)}@b.fr`, "sans arobase", "a b@exemple.fr"]],
    ["notifyAt", ["", "ftp://x", `https://x/${"a".repeat(245)}`, "https://x y"]],
    ["returnTo", ["", "/paiement"]],
  ])("whose %s PayFiP would refuse is told by that field", (field, values) => {
    for (const value of values) expect(faultsOf({ ...order, [field]: value }), String(value)).toEqual([field]);
  });

  it("has a subject of letters, digits and spaces, whatever it is made of", () => {
    expect(subjectOf("Facture n° 12 — été, œuvre")).toBe("Facture n 12 ete oeuvre");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const subject = subjectOf(`Facture ${text}`);
        expect(faultsOf({ ...order, subject })).toEqual([]);
      }),
    );
  });
});

describe("a result", () => {
  it("is paid or refused by card or debit, or given up", () => {
    expect(["P", "V", "R", "Z", "A"].map(outcomeOf)).toEqual([
      { kind: "paid", means: "card" },
      { kind: "paid", means: "debit" },
      { kind: "refused", means: "card" },
      { kind: "refused", means: "debit" },
      { kind: "cancelled" },
    ]);
  });

  it("whose letter nobody knows yet is neither paid nor refused", () => {
    for (const letter of ["I", "W", "p", "", "PP", "constructor", "__proto__"])
      expect(outcomeOf(letter)).toEqual({ kind: "other", letter });
  });

  it("counts only for what was asked: this operation, account, reference and amount", () => {
    const operation = id("PayfipOperationId", "cc0cb210-1cd4-11ea-8cca-0213ad91a103");
    const detail: PaymentDetail = {
      operation,
      outcome: { kind: "paid", means: "card" },
      client: order.client,
      reference: order.reference,
      amount: order.amount,
    };
    expect(isResultOf(detail, { ...order, operation })).toBe(true);
    for (const other of [
      { amount: cents(3751) },
      { client: "006383" },
      { reference: "ENF2026000124" },
      { operation: id("PayfipOperationId", "cc0cb210-1cd4-11ea-8cca-0213ad91a104") },
    ])
      expect(isResultOf({ ...detail, ...other }, { ...order, operation })).toBe(false);
  });
});

it("tells by a fault's code who can do something about it", () => {
  expect(faultOf("P1")).toEqual({ kind: "unknownOperation" });
  expect(faultOf("P5")).toEqual({ kind: "noResult" });
  expect(["P3", "P4"].map(faultOf)).toEqual([{ kind: "spent" }, { kind: "spent" }]);
  for (const [code, part] of [
    ["R3", "reference"],
    ["A1", "email"],
    ["A2", "email"],
    ["M1", "amount"],
    ["M3", "amount"],
    ["M5", "amount"],
    ["N1", "notification"],
    ["D1", "return"],
    ["T1", "client"],
    ["T2", "client"],
    ["T4", "client"],
    ["S1", "mode"],
    ["K9", "other"],
    ["", "other"],
  ] as const)
    expect(faultOf(code)).toEqual({ kind: "refused", part, code });
});

describe("a message", () => {
  const wrapped = (body: string): string =>
    `<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${body}</S:Body></S:Envelope>`;
  const answer = (fields: string): string =>
    wrapped(
      `<ns2:creerPaiementSecuriseResponse xmlns:ns2="http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService"><return>${fields}</return></ns2:creerPaiementSecuriseResponse>`,
    );
  const fault = (name: string, inside: string): string =>
    wrapped(
      `<S:Fault><faultcode>S:Server</faultcode><faultstring>fr.gouv.finances.cp.tpa.webservice.exceptions.${name}</faultstring><detail><ns1:${name} xmlns:ns1="x">${inside}</ns1:${name}></detail></S:Fault>`,
    );

  it("keeps the zeros that numbers begin with, and signs that are XML's own", () => {
    expect(
      readReply("creerPaiementSecurise", answer("<numcli>006382</numcli><objet>a &amp; b</objet><numauto/>")),
    ).toEqual({
      kind: "answer",
      fields: { numcli: "006382", objet: "a & b", numauto: "" },
    });
    const sent = callMessage("creerPaiementSecurise", { objet: `<script> & "x"`, mel: "a@exemple.fr" });
    expect(sent).toContain("<arg0><mel>a@exemple.fr</mel><objet>&lt;script&gt; &amp; &quot;x&quot;</objet></arg0>");
  });

  it("of a fault is its code, or which machines fail", () => {
    const functional = fault(
      "FonctionnelleErreur",
      "<code>P5</code><descriptif/><libelle>Résultat non connu.</libelle><severite>2</severite>",
    );
    expect(readReply("recupererDetailPaiementSecurise", functional)).toEqual({ kind: "fault", code: "P5" });
    for (const name of ["TechDysfonctionnementErreur", "TechIndisponibiliteErreur", "TechProtocolaireErreur"] as const)
      expect(readReply("creerPaiementSecurise", fault(name, ""))).toEqual({ kind: "technical", fault: name });
  });

  it.each([
    ["nothing", ""],
    ["a page", "<html><body>Maintenance</body></html>"],
    ["half a message", answer("<idOp>x</idOp>").slice(0, 200)],
    ["an answer to another call", answer("<idOp>x</idOp>").replaceAll("creerPaiement", "autrePaiement")],
    ["an unknown fault", fault("AutreErreur", "<code>P5</code>")],
    ["fields within fields", answer("<idOp><a>x</a></idOp>")],
    ["a document type", `<!DOCTYPE x [<!ENTITY e "P">]>${answer("<idOp>&e;</idOp>").slice(38)}`],
    [
      "a bomb of entities",
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${answer("<idOp>&b;</idOp>").slice(38)}`,
    ],
  ])("that is %s is unreadable", (_, xml) => {
    expect(readReply("creerPaiementSecurise", xml)).toEqual({ kind: "unreadable" });
  });
});
