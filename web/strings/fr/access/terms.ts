/** Words of the terms of use, where they are to be accepted before going on. */
export const terms = {
  title: "Les conditions à accepter",
  intro:
    "Avant de continuer, lisez les Conditions Générales d’Utilisation de ce site, puis acceptez-les au bas de la page. Elles sont nouvelles pour vous, ou ont changé depuis votre dernière connexion.",
  accept: "J’ai pris connaissance des Conditions Générales d’Utilisation de ce site et les accepte",
  missing: "Cochez la case pour accepter les conditions.",
  submit: "Accepter et continuer",
  busy: "Enregistrement…",
} as const;
