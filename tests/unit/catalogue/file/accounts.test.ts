/** `comptes de recouvrement`: read back as they were written, their number with its zeros; what nobody could collect is refused by its line. */
import { expect, test } from "vitest";
import { catalogueText } from "../../../../functions/catalogue/file/write-catalogue.ts";
import { accountOf } from "../../../../functions/catalogue/store/account-record.ts";
import { changed, readText as read, said } from "./make.ts";

const accounts = `
tarifs:
  - code: mercredis
    à compter du: 01/09/2026
    nom: Mercredis
    prix:
      - prestations: [journee, matin, repas]
        prix: 7,20
comptes de recouvrement:
  regie:
    nom: Régie des accueils
    recouvrement: régie
    série: ALSH
    numéro PayFiP: "002045"
    porte-monnaie: jusqu’à 300,00
    seuil: aucun
    à payer sous: 15 jours
    relances:
      minimum: 5,00
      étapes:
        - { après: 8 jours, par: e-mail, texte: Un oubli ? }
        - { après: 30 jours, par: courrier, texte: Merci de payer. }
    signataire: Sylvie DARNAULT
    qualité: Régisseuse
    comptable: SGC de Pithiviers
    adresse du comptable: [11 rue de la Couronne, 45300 PITHIVIERS]
    moyens de paiement: [Au guichet, Par chèque]
    contestation: Dans les deux mois, devant le tribunal administratif d’Orléans.
    TVA: Non assujetti à la TVA
    prélèvement: { ICS: FR72 ZZZ 123456, créancier: Ville, IBAN: FR76 1007 1750 0000 0010 0420 284, BIC: TRPUFRP1 }
  role:
    nom: Restauration
    recouvrement: rôle
    série: ECO
    code produit: CA
    trésorerie: { poste: "045123", SIRET: 214 502 526 00012, collectivité: "200", budget: "00", premier rôle: "4" }
    signataire: James BRUNEAU
    qualité: Président
    comptable: SGC de Pithiviers
    adresse du comptable: 11 rue de la Couronne
    moyens de paiement: Par chèque
    contestation: Dans les deux mois.
`;
const file =
  changed(
    "    site: tilleuls\n    du: 02/09/2026",
    "    tarif: mercredis\n    compte: regie\n    site: tilleuls\n    du: 02/09/2026",
  ) + accounts;
function broken(passage: string, by: string): readonly string[] {
  if (file.split(passage).length !== 2) throw new Error(`Not once in the file: ${passage}`);
  return said(read(file.replace(passage, by))).map((one) => one.replace(/^[^:]*: /u, ""));
}

test("a whole account is read, its zeros with it, and what it does not say is usual", () => {
  const { catalogue, faults, notices } = read(file);
  expect(faults).toEqual([]);
  expect(catalogue?.activities[0]?.account).toBe("regie");
  expect(catalogue?.accounts).toEqual([
    {
      id: "regie",
      name: "Régie des accueils",
      collection: "regie",
      series: "ALSH",
      payfip: "002045",
      wallet: { most: 30_000 },
      threshold: null,
      dueDays: 15,
      dunning: {
        minimum: 500,
        steps: [
          { after: 8, by: "mail", text: "Un oubli ?" },
          { after: 30, by: "letter", text: "Merci de payer." },
        ],
      },
      signer: { name: "Sylvie DARNAULT", capacity: "Régisseuse" },
      accountant: { name: "SGC de Pithiviers", address: ["11 rue de la Couronne", "45300 PITHIVIERS"] },
      ways: ["Au guichet", "Par chèque"],
      contest: "Dans les deux mois, devant le tribunal administratif d’Orléans.",
      vat: "Non assujetti à la TVA",
      debit: {
        id: "FR72ZZZ123456",
        name: "Ville",
        iban: "FR7610071750000000100420284",
        bic: "TRPUFRP1",
        noticeDays: 14,
      },
    },
    expect.objectContaining({
      id: "role",
      productCode: "CA",
      treasury: {
        post: "045123",
        siret: "21450252600012",
        collectivity: "200",
        budget: "00",
        period: "1",
        nature: "588",
        firstRole: 4,
      },
      threshold: 1500,
      dueDays: 30,
    }),
  ]);
  expect(notices.map(({ reason }) => reason)).toContain(
    "aucune activité n’a ce compte de recouvrement : écrivez « compte » dans celles qu’il concerne",
  );
});

test("it is written out as it is read back, and its record is what it was", () => {
  const { catalogue } = read(file);
  if (!catalogue) throw new Error("The file has faults");
  expect(read(catalogueText(catalogue)).catalogue).toEqual(catalogue);
  for (const account of catalogue.accounts ?? []) expect(accountOf({ ...account, pk: "CATALOGUE" })).toEqual(account);
});

test.each([
  [
    "    compte: regie",
    "    compte: regi",
    ["« regi » n’est pas un compte de recouvrement de ce fichier : vouliez-vous écrire « regie » ?"],
  ],
  [
    "    tarif: mercredis\n",
    "",
    ["l’activité a un compte de recouvrement et pas de prix : ajoutez « tarif », ou enlevez « compte »"],
  ],
  [
    "    série: ECO",
    "    série: ALSH",
    [
      "la série « ALSH » est déjà celle du compte de la ligne 106 : deux factures auraient le même numéro, donnez-en une autre",
    ],
  ],
  [
    '"002045"',
    "2045",
    ["« 2045 » n’est pas un numéro de client PayFiP : six chiffres, zéros compris, entre guillemets"],
  ],
  ["    code produit: CA\n", "", ["il manque « code produit » : la référence de paiement d’un rôle en est faite"]],
  [
    "    code produit: CA",
    '    code produit: "00"',
    ["« 00 » n’est pas un code produit : 1 à 4 majuscules ou chiffres, ceux que le comptable a créés dans Hélios"],
  ],
  [
    "    code produit: CA",
    "    code produit: CA\n    seuil: aucun",
    [
      "seule une régie encaisse sans seuil (art. D. 1611-1 du CGCT) : enlevez « seuil », ou écrivez « recouvrement: régie »",
    ],
  ],
  [
    "    seuil: aucun",
    "    seuil: 1.005",
    ["« 1.005 » n’est pas un seuil : écrivez un montant jusqu’à 100 €, par exemple 15,00, ou « aucun »"],
  ],
  [
    "    seuil: aucun",
    "    seuil: 1000",
    ["« 1000 » n’est pas un seuil : écrivez un montant jusqu’à 100 €, par exemple 15,00, ou « aucun »"],
  ],
  [
    "sous: 15 jours",
    "sous: 1 an",
    ["« 1 an » ne dit pas en combien de temps payer : écrivez « 30 jours », 90 au plus"],
  ],
  ["après: 30 jours", "après: 8 jours", ["cette étape n’est pas après la précédente : écrivez-les dans leur ordre"]],
  ["par: courrier", "par: pigeon", ["« pigeon » : écrivez l’un de ces mots : e-mail, courrier"]],
  ["après: 30 jours", "après: un mois", ["« un mois » ne dit pas quand relancer : écrivez « 8 jours », 365 au plus"]],
  [
    "jusqu’à 300,00",
    "oui",
    ["« oui » ne dit pas combien un porte-monnaie peut contenir : écrivez « jusqu’à 300,00 », de 1 à 2 000 €"],
  ],
  [
    "jusqu’à 300,00",
    "jusqu’à 2 000,01",
    [
      "« jusqu’à 2 000,01 » ne dit pas combien un porte-monnaie peut contenir : écrivez « jusqu’à 300,00 », de 1 à 2 000 €",
    ],
  ],
  [
    "    code produit: CA",
    "    code produit: CA\n    porte-monnaie: jusqu’à 300,00",
    [
      "seule une régie encaisse avant que rien ne soit dû : enlevez « porte-monnaie », ou écrivez « recouvrement: régie »",
    ],
  ],
  [
    'poste: "045123"',
    "poste: 45123",
    ["« 45123 » n’est pas un codique : six ou sept chiffres, zéros compris, entre guillemets"],
  ],
  [
    "SIRET: 214 502 526 00012",
    "SIRET: 214 502 526 00013",
    ["« 214 502 526 00013 » n’est pas un SIRET : quatorze chiffres, dont le dernier vérifie les autres"],
  ],
  [
    'collectivité: "200"',
    'collectivité: "000"',
    ["« 000 » n’est pas un code collectivité : trois chiffres, zéros compris, entre guillemets"],
  ],
  [
    "    recouvrement: rôle",
    "    recouvrement: titre",
    ["seul un rôle s’envoie à la trésorerie : enlevez « trésorerie », ou écrivez « recouvrement: rôle »"],
  ],
  [
    "    compte: regie",
    "    compte: role\n    prépaiement: oui",
    [
      "ce qui se paie en réservant se paie avec un porte-monnaie, et a un prix : donnez à l’activité un « tarif », et un « compte » qui a un « porte-monnaie »",
      "personne n’attend une place qui se paie en réservant : enlevez « liste d’attente », ou « prépaiement »",
      "ce qu’un agent doit valider ne se paie pas en réservant : enlevez « accord d’un agent », ou « prépaiement »",
    ],
  ],
  [
    "    compte: regie",
    "    compte: regie\n    prépaiement: oui",
    [
      "personne n’attend une place qui se paie en réservant : enlevez « liste d’attente », ou « prépaiement »",
      "ce qu’un agent doit valider ne se paie pas en réservant : enlevez « accord d’un agent », ou « prépaiement »",
    ],
  ],
  [
    "    compte: regie",
    "    compte: regie\n    place gardée: 20 minutes",
    [
      "seule une place qui se paie en réservant est gardée pendant que la famille paie : ajoutez « prépaiement: oui », ou enlevez « place gardée »",
      "un jour d’une part garantie n’est pas gardé sans être payé : enlevez « équité », ou « place gardée »",
    ],
  ],
  [
    "    compte: regie",
    "    compte: regie\n    place gardée: 2 heures",
    [
      "« 2 heures » : écrivez combien de temps une place est gardée pendant que la famille paie, de 10 à 60 minutes (« 20 minutes »)",
    ],
  ],
  ["    qualité: Régisseuse\n", "", ["il manque « qualité »"]],
  [
    "FR72 ZZZ 123456",
    "FR73 ZZZ 123456",
    [
      "« FR73 ZZZ 123456 » n’est pas un identifiant créancier SEPA : 13 caractères comme FR72ZZZ123456, donnés par la Banque de France",
    ],
  ],
  [
    "0420 284,",
    "0420 285,",
    [
      "« FR76 1007 1750 0000 0010 0420 285 » n’est pas un IBAN : recopiez-le du relevé du compte, caractère par caractère",
    ],
  ],
  [
    "TRPUFRP1 }",
    "TRPUFRP1, prévenir: 2 jours }",
    [
      "« 2 jours » ne dit pas combien de temps avant un prélèvement la famille est prévenue : écrivez « 14 jours », de 5 à 60",
    ],
  ],
  [
    "    code produit: CA\n",
    "    code produit: CA\n    prélèvement: { ICS: FR72ZZZ123456, créancier: Ville, IBAN: FR7610071750000000100420284, BIC: TRPUFRP1 }\n",
    [
      "seule une régie prélève elle-même ; pour un rôle ou un titre, c’est la trésorerie : enlevez « prélèvement », ou écrivez « recouvrement: régie »",
    ],
  ],
  ["    moyens de paiement: Par chèque\n", "", ["il manque « moyens de paiement »"]],
])("%j written as %j is refused with what to write", (passage, by, reasons) => {
  expect(broken(passage, by)).toEqual(reasons);
});

test("an activity with prices that nobody collects is told", () => {
  const { notices } = read(file.replace("    compte: regie\n", ""));
  expect(notices.map(({ reason }) => reason)).toContain(
    "l’activité a un prix et personne ne le recouvre : elle ne sera pas facturée. Ajoutez « compte » si elle doit l’être",
  );
});

test("a day of a price by the week is not paid when it is booked: which day bears it changes", () => {
  const weekly = file
    .replace("        prix: 7,20", "        prix: 7,20\n        par: semaine")
    .replace("    compte: regie", "    compte: regie\n    prépaiement: oui");
  expect(said(read(weekly)).map((one) => one.replace(/^[^:]*: /u, ""))).toContain(
    "un prix par semaine, par mois ou par période ne se paie pas jour par jour en réservant : donnez à l’activité un tarif dont les prix sont du jour, ou enlevez « prépaiement »",
  );
});
