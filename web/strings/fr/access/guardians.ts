/** Words of the sign-ins of a household's adults, given by the family or by the office. */
export const guardianSignIns = {
  title: "Accès des autres responsables",
  intro:
    "Chaque responsable du foyer peut avoir son propre identifiant et son propre mot de passe. Tous voient la même famille, et chaque geste garde le nom de son auteur.",
  notYours: "Seul le titulaire du code famille peut donner un accès. Demandez-le-lui, ou au guichet.",
  alone: "Vous êtes le seul responsable de votre foyer. Pour en ajouter un, joignez le guichet.",
  you: "vous",
  login: (login: string) => `Identifiant : ${login}`,
  states: { none: "Sans accès", invited: "Invitation envoyée", active: "Accès ouvert" },
  left: "N’est plus dans le dossier de la famille : retirez cet accès.",
  invite: "Donner un accès",
  again: "Renvoyer l’invitation",
  withdraw: "Retirer l’accès",
  of: (action: string, name: string) => `${action} : ${name}`,
  dialog: (name: string) => `Donner un accès à ${name}`,
  dialogText: "Un e-mail lui portera son identifiant et un code pour choisir son mot de passe, valable une heure.",
  email: "Son adresse e-mail",
  emailAgain: "Confirmer son adresse",
  send: "Envoyer l’invitation",
  sending: "Envoi en cours…",
  missing: { email: "Saisissez son adresse e-mail.", emailAgain: "Saisissez une seconde fois son adresse." },
  withdrawTitle: (name: string) => `Retirer l’accès de ${name} ?`,
  withdrawText:
    "Ses sessions se ferment à l’instant et son identifiant ne fonctionne plus. Cette personne en est avertie par e-mail. Les réservations de la famille ne changent pas.",
  withdrawing: "Retrait…",
  withdrawn: (name: string) => `L’accès de ${name} est retiré.`,
} as const;

export const familyAccess = {
  title: "Accès d’une famille",
  intro: "Donnez, renvoyez ou retirez l’accès d’un responsable, après avoir vérifié son identité.",
  heading: (code: string) => `Responsables de la famille ${code}`,
} as const;
