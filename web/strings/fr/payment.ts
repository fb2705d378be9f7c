/** Words of « Comptes de recouvrement ». */
import { nbsp } from "../../shared/format/text.ts";

export const payment = {
  title: "Comptes de recouvrement",
  intro: `Par où la collectivité est payée. Ces comptes viennent du fichier du catalogue («${nbsp}comptes de recouvrement${nbsp}»), où l’on dit aussi ce qui se paie par chacun.`,
  none: "Le catalogue n’a pas de compte de recouvrement.",
  modes: {
    test: `Paiement en ligne à l’essai${nbsp}: aucun argent ne bouge.`,
    activation: `Paiement en ligne en activation${nbsp}: l’argent bouge, pour les paiements que la trésorerie a demandés.`,
    production: "Paiement en ligne ouvert aux familles.",
  },
  off: `Paiement en ligne éteint${nbsp}: ajoutez «${nbsp}payfip${nbsp}» à la configuration de la collectivité.`,
  collections: {
    regie: `Régie${nbsp}: un agent de la collectivité encaisse`,
    role: `Rôle${nbsp}: le comptable public encaisse, famille par famille`,
    titre: `Titre${nbsp}: le comptable public encaisse`,
  },
  facts: {
    series: "Numéros de facture",
    payfip: "Numéro PayFiP",
    threshold: "Seuil",
    due: "À payer sous",
    signer: "Émise par",
    accountant: "Comptable",
    activities: "Ce qui se paie ici",
  },
  noPayfip: `aucun${nbsp}: rien ne s’y paie en ligne`,
  noThreshold: "aucun",
  noActivity: "rien encore",
  days: (days: number) => `${days}${nbsp}jours`,
  series: (series: string) => `${series}-…`,
  check: "Vérifier auprès de la trésorerie",
  checkOf: (name: string) => `Vérifier auprès de la trésorerie${nbsp}: ${name}`,
  checking: "Question posée à la trésorerie…",
  states: { known: "Numéro connu", refused: "Numéro refusé", away: "Pas de réponse" },
  at: (when: string) => `Demandé ${when}.`,
} as const;
