/** Words of « Mot de passe oublié ». */
export const forgottenPassword = {
  title: "Mot de passe oublié",
  linkTitle: "Choisir un mot de passe",
  intro: "Indiquez votre identifiant : un code sera envoyé à l’adresse e-mail de votre compte.",
  submit: "Recevoir un code",
  busy: "Envoi en cours…",
  codeTitle: "Choisissez un nouveau mot de passe",
  codeIntro: "Si ce compte existe, un code à 6 chiffres vient d’être envoyé à son adresse e-mail.",
  codeFilled: "Le code de votre e-mail est déjà rempli. Choisissez un mot de passe, puis validez.",
  code: "Code reçu par e-mail",
  newPassword: "Nouveau mot de passe",
  again: "Confirmer le nouveau mot de passe",
  change: "Changer mon mot de passe",
  changing: "Enregistrement…",
  restart: "Corriger l’identifiant, ou demander un autre code",
  done: "Votre mot de passe est changé. Identifiez-vous.",
} as const;
