/** Words of the staff's second factor. */
import { nbsp } from "../../../shared/format/text.ts";

export const enrol = {
  title: "Activer la double authentification",
  intro:
    "Les fiches des enfants se protègent avec deux clés : votre mot de passe, et un code donné par une application de votre téléphone. Trois étapes, deux minutes.",
  install: "Installez une application d’authentification",
  installText:
    "Sur votre téléphone, prenez celle de votre choix dans le magasin d’applications : Aegis, FreeOTP, 2FAS, Google Authenticator, Microsoft Authenticator… Votre gestionnaire de mots de passe peut aussi en tenir lieu.",
  scan: "Ajoutez-y le portail",
  scanText: "Dans l’application, choisissez d’ajouter un compte, puis visez ce carré :",
  qr: "Carré à viser avec l’application d’authentification",
  secret: "Ou recopiez cette clé dans l’application :",
  copySecret: "Copier la clé",
  open: "Ouvrir l’application de cet appareil",
  confirm: "Donnez le code affiché",
  code: "Code de votre application",
  codeHint: "6 chiffres, qui changent toutes les 30 secondes.",
  missingCode: "Saisissez les 6 chiffres affichés par l’application.",
  submit: "Activer",
  busy: "Vérification…",
} as const;

export const recovery = {
  title: "Gardez vos codes de secours",
  done: "La double authentification est activée.",
  intro:
    "Chacun de ces dix codes remplace l’application une fois, si vous perdez votre téléphone. Ils ne seront plus jamais affichés : gardez-les hors de ce téléphone, imprimés ou dans un gestionnaire de mots de passe.",
  list: "Codes de secours",
  copy: "Copier",
  download: "Télécharger (.txt)",
  file: "codes-de-secours-portail-famille.txt",
  fileText: (login: string, codes: readonly string[]) =>
    [
      "Portail Famille, espace agents",
      `Codes de secours de ${login}${nbsp}; chacun sert une fois.`,
      "",
      ...codes,
      "",
    ].join("\r\n"),
  kept: "J’ai gardé ces codes",
  missing: "Cochez la case une fois les codes gardés.",
  next: "Continuer",
} as const;
