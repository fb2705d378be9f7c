/** Who collects in the demo town: a till of its own for leisure centres, the public accountant for what surrounds school. */
import { usualTreasury, type CollectionAccount, type Dunning } from "../../functions/catalogue/rules/accounts.ts";
import type { Activity, ActivityKind } from "../../functions/catalogue/rules/catalogue.ts";
import { id } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";

const signer = { name: "James BRUNEAU", capacity: "Président de la Communauté de Communes" };
const accountant = {
  name: "Service de gestion comptable de Pithiviers",
  address: ["11 rue de la Couronne", "45300 PITHIVIERS"],
};
const vat = "Non assujetti à la TVA (art. 256 B du CGI)";
const contest =
  "Dans les deux mois qui suivent la réception de cette facture (art. L. 1617-5 du Code général des collectivités territoriales), vous pouvez en contester le montant ou le bien-fondé devant le tribunal administratif d’Orléans, 28 rue de la Bretonnerie, 45057 Orléans cedex 1, ou sur www.telerecours.fr. Pour une simple question, écrivez d’abord au guichet unique.";

const dunning: Dunning = {
  minimum: cents(500),
  steps: [
    {
      after: 8,
      by: "mail",
      text: "Sauf erreur de notre part, une de vos factures n’a pas encore été payée. Il s’agit sans doute d’un oubli.",
    },
    {
      after: 30,
      by: "letter",
      text: "Malgré notre rappel, une de vos factures reste à payer. Merci de la régler sous quinze jours, ou de venir nous voir si vous rencontrez une difficulté.",
    },
  ],
};

const leisure: CollectionAccount = {
  id: id("CollectionAccountId", "regie-loisirs"),
  name: "Régie des accueils de loisirs",
  collection: "regie",
  series: "ALSH",
  payfip: "002045",
  wallet: { most: cents(30_000) },
  threshold: null,
  dueDays: 30,
  dunning,
  signer: { name: "Sylvie DARNAULT", capacity: "Régisseuse, par délégation du Président" },
  accountant,
  ways: [
    "En espèces ou par carte bancaire au guichet unique",
    "Par chèque à l’ordre de la Régie des accueils de loisirs, en joignant la référence",
    "En CESU préfinancés, pour les accueils des enfants de moins de 6 ans",
  ],
  contest,
  vat,
  debit: {
    id: "FR72ZZZ123456",
    name: "Communauté de Communes du Pithiverais",
    // No bank has this account.
    iban: "FR7610071750000000100420284",
    bic: "TRPUFRP1",
    noticeDays: 14,
  },
};
const school: CollectionAccount = {
  id: id("CollectionAccountId", "role-ecole"),
  name: "Restauration et accueils du matin et du soir",
  collection: "role",
  series: "ECO",
  payfip: "012345",
  productCode: "CA",
  treasury: { ...usualTreasury, post: "045123", siret: "21450252600012", collectivity: "200", budget: "00" },
  threshold: cents(1500),
  dueDays: 30,
  signer,
  accountant,
  ways: [
    "Par chèque à l’ordre du Trésor public, envoyé au comptable en joignant la référence",
    "Par virement au comptable, en indiquant la référence",
    "En espèces (jusqu’à 300 €) ou par carte bancaire chez un buraliste partenaire : www.impots.gouv.fr/portail/paiement-proximite",
  ],
  contest,
  vat,
};

const collectedBy = {
  wednesday: leisure,
  holidays: leisure,
  canteen: school,
  morningCare: school,
  eveningCare: school,
} as const satisfies Readonly<Record<ActivityKind, CollectionAccount>>;

/** The accounts, and the activities that name them. */
export const collected = (
  activities: readonly Activity[],
): { readonly activities: readonly Activity[]; readonly accounts: readonly CollectionAccount[] } => ({
  activities: activities.map((activity) => ({
    ...activity,
    // Only a till takes money before anything is owed.
    account: (activity.prepaid ? leisure : collectedBy[activity.kind]).id,
  })),
  accounts: [leisure, school],
});
