/**
 * Words of the pages that lead to a sign-in: first connection, confirmation of the address, forgotten password, no
 * identifier.
 */

export const signUp = {
  title: "Définir mon profil internet",
  first: "Première connexion",
  intro: "Munissez-vous d’une facture : votre identifiant et votre nom y figurent.",
  identity: "Saisissez votre identifiant",
  familyCode: "Identifiant",
  familyCodeHint: "Si vous disposez d’une facture émise par la collectivité, votre identifiant y figure.",
  noCode: "Je n’ai pas d’identifiant",
  civil: "État civil",
  civilHint: "Renseignez le nom et le prénom figurant sur votre facture.",
  lastName: "Nom",
  firstName: "Prénom",
  emailSection: "Saisissez votre adresse électronique",
  email: "E-mail",
  emailHint: "Un code de confirmation y sera envoyé. Exemple : prenom.nom@exemple.fr",
  emailAgain: "Confirmation E-mail",
  passwordSection: "Choisissez votre mot de passe",
  password: "Mot de passe",
  passwordHint: "12 caractères avec majuscule, minuscule, chiffre et signe ; 14 sans signe ; ou une phrase de 7 mots.",
  passwordAgain: "Confirmer mot de passe",
  last: "Pour finir",
  terms: "J’ai pris connaissance des Conditions Générales d’Utilisation de ce site et les accepte",
  readTerms: "Lire les Conditions Générales d’Utilisation",
  submit: "Valider",
  busy: "Envoi en cours…",
  differentEmails: "Les deux adresses sont différentes.",
  differentPasswords: "Les deux mots de passe sont différents.",
  missing: {
    familyCode: "Saisissez votre identifiant.",
    lastName: "Saisissez votre nom.",
    firstName: "Saisissez votre prénom.",
    email: "Saisissez votre adresse électronique.",
    emailAgain: "Saisissez une seconde fois votre adresse.",
    password: "Choisissez un mot de passe.",
    passwordAgain: "Saisissez une seconde fois votre mot de passe.",
    robot: "Cochez « Je ne suis pas un robot ».",
    termsAccepted: "Lisez et acceptez les Conditions Générales d’Utilisation.",
  },
} as const;

export const confirm = {
  title: "Confirmez votre adresse",
  sent: "Si ces informations correspondent à votre facture, un code à 6 chiffres vient d’être envoyé à votre adresse.",
  sentTo: (email: string) =>
    `Si ces informations correspondent à votre facture, un code à 6 chiffres vient d’être envoyé à ${email}.`,
  look: "Il arrive en une minute ou deux. Pensez à regarder parmi les indésirables.",
  code: "Code de confirmation",
  codeHint: "6 chiffres.",
  missingCode: "Saisissez les 6 chiffres du code.",
  submit: "Confirmer mon adresse",
  busy: "Vérification…",
  nothing: "Rien n’est arrivé ?",
  resend: "Recevoir un nouveau code",
  resending: "Envoi…",
  wrongEmail: "L’adresse était fausse : recommencer avec une autre",
  done: "Votre compte est activé. Identifiez-vous avec le mot de passe que vous venez de choisir.",
} as const;

export const forgot = {
  title: "Mot de passe oublié",
  linkTitle: "Choisir un mot de passe",
  intro: "Indiquez votre identifiant : un code sera envoyé à l’adresse électronique de votre compte.",
  submit: "Recevoir un code",
  busy: "Envoi en cours…",
  codeTitle: "Choisissez un nouveau mot de passe",
  codeIntro: "Si ce compte existe, un code à 6 chiffres vient d’être envoyé à son adresse électronique.",
  codeFilled: "Le code de votre courriel est déjà rempli. Choisissez un mot de passe, puis validez.",
  code: "Code reçu par courriel",
  newPassword: "Nouveau mot de passe",
  again: "Confirmer le nouveau mot de passe",
  change: "Changer mon mot de passe",
  changing: "Enregistrement…",
  restart: "Demander un autre code",
  done: "Votre mot de passe est changé. Identifiez-vous.",
} as const;

export const noLogin = {
  title: "Absence d’identifiant",
  text: "L’identifiant (code famille) est donné par le guichet et figure sur vos factures. Si vous n’en avez pas encore, ou ne le retrouvez pas, joignez le guichet : il vous le donnera après avoir vérifié votre identité.",
  bring: "Ayez sous la main vos nom, prénom et adresse, et ceux de vos enfants.",
  haveOne: "J’ai un identifiant : m’inscrire",
} as const;
