/** Words of the staff's own sign-ins. */
export const staffMembers = {
  title: "Agents",
  intro: "Chaque agent a son identifiant, son mot de passe et son application d’authentification.",
  staffMember: "Agent",
  email: "E-mail",
  invitedAt: "Invité le",
  state: "Accès",
  action: "Action",
  you: "vous",
  states: {
    active: "Ouvert",
    disabled: "Suspendu",
    invitation: "Invitation envoyée",
    toEnrol: "Application à associer",
  },
  invite: {
    title: "Inviter un agent",
    value:
      "Il reçoit un e-mail pour choisir son mot de passe, puis active son application. Le code de l’e-mail vaut une heure ; l’invitation ne périme pas : il en demande un autre par « Mot de passe oublié », ou vous la renvoyez d’ici.",
    action: "Inviter",
    login: "Identifiant",
    loginHint: "De 4 à 32 lettres, chiffres, points ou tirets, sans accent. Exemple : AGENT.DUBOIS",
    displayName: "Nom affiché",
    displayNameHint: "Tel qu’il apparaît dans le portail. Exemple : Claire Dubois",
    email: "Adresse e-mail professionnelle",
    send: "Envoyer l’invitation",
    sending: "Envoi en cours…",
    missing: {
      login: "Saisissez un identifiant.",
      displayName: "Saisissez le nom affiché.",
      email: "Saisissez son adresse e-mail.",
    },
    done: (name: string, email: string) => `Une invitation est partie à ${name}, à l’adresse ${email}.`,
  },
  of: (action: string, name: string) => `${action} : ${name}`,
  working: "Enregistrement…",
  again: "Renvoyer",
  correct: {
    action: "Corriger",
    title: (login: string) => `Corriger l’invitation ${login}`,
    text: "L’invitation repart à l’adresse ci-dessous. Si l’adresse change, le code et le mot de passe d’avant ne servent plus à rien. Pour changer l’identifiant, supprimez l’invitation et refaites-la.",
  },
  /** What is asked before it is done: the button, the question, what it means, what is said once it is done. */
  acts: {
    suspend: {
      action: "Suspendre",
      title: (name: string) => `Suspendre l’accès de ${name} ?`,
      text: "Ses sessions se ferment à l’instant et cette personne ne peut plus se connecter. Elle en est avertie par e-mail. Son accès se rétablit ici.",
      done: (name: string) => `L’accès de ${name} est suspendu.`,
    },
    restore: {
      action: "Rétablir",
      title: (name: string) => `Rétablir l’accès de ${name} ?`,
      text: "Cette personne pourra de nouveau se connecter avec son mot de passe et son application. Elle en est avertie par e-mail.",
      done: (name: string) => `L’accès de ${name} est rétabli.`,
    },
    reset: {
      action: "Application perdue",
      title: (name: string) => `Retirer l’application perdue de ${name} ?`,
      text: "Vérifiez d’abord, de vive voix, que c’est bien cette personne qui le demande. Ses sessions se ferment et ses codes de secours ne valent plus rien ; à sa prochaine connexion, son mot de passe suffit, puis elle associe une autre application. Elle en est avertie par e-mail.",
      done: (name: string) => `${name} associera une autre application à sa prochaine connexion.`,
    },
    delete: {
      action: "Supprimer",
      title: (name: string) => `Supprimer l’invitation de ${name} ?`,
      text: "Le code reçu ne sert plus à rien et l’identifiant redevient libre. La personne en est avertie par e-mail.",
      done: (name: string) => `L’invitation de ${name} est supprimée.`,
    },
  },
} as const;
