/**
 * Words for whoever waits for a code that does not come. The same for all: nobody learns here which account or which
 * family exists.
 */
export const nothingCame = {
  title: "Rien n’est arrivé ?",
  /** After the first connection. */
  activation: [
    "Regardez parmi les indésirables : l’e-mail met parfois quelques minutes à arriver.",
    "Relisez votre adresse e-mail, lettre par lettre.",
    "Relisez votre facture : l’identifiant, puis le nom et le prénom du responsable, tels qu’ils y sont imprimés. Au moindre écart, aucun code ne part.",
    "Un compte déjà activé reçoit l’e-mail à sa propre adresse, pas à celle que vous venez de saisir.",
  ],
  correct: "Revenir au formulaire et corriger",
  correctHint: "Tout ce que vous avez saisi y est encore.",
  /** After « Mot de passe oublié ». */
  forgotten: [
    "Regardez parmi les indésirables : l’e-mail met parfois quelques minutes à arriver.",
    "Relisez votre facture : l’identifiant, tel qu’il y est imprimé. Au moindre écart, aucun code ne part.",
    "Le code part à l’adresse e-mail de votre compte : celle que vous avez donnée à l’activation, ou depuis dans « Mes codes d’accès ».",
    "Un compte qui n’a jamais été activé n’a pas de mot de passe : faites d’abord votre première connexion.",
  ],
  firstConnection: "Première connexion",
  staff: [
    "Regardez parmi les indésirables : l’e-mail met parfois quelques minutes à arriver.",
    "Relisez votre identifiant d’agent : au moindre écart, aucun code ne part.",
    "Si rien ne vient, demandez à un collègue qui gère les accès des agents de vérifier le vôtre.",
  ],
  stillNothing: "Toujours rien ?",
  call: (office: string) => `Appelez ${office} : votre identifiant, le nom et l’adresse du dossier y seront vérifiés.`,
} as const;
