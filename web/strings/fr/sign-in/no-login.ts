/** Words of « Absence d’identifiant ». */
export const noLogin = {
  title: "Absence d’identifiant",
  text: "L’identifiant (code famille) est donné par le guichet et figure sur vos factures. Si vous n’en avez pas encore, ou ne le retrouvez pas, joignez le guichet : il vous le donnera après avoir vérifié votre identité.",
  bring: "Ayez sous la main vos nom, prénom et adresse, et ceux de vos enfants.",
  haveOne: "J’ai un identifiant : m’inscrire",
  offer: "Vous n’êtes pas encore connu du guichet ?",
  offerText:
    "Envoyez-lui une première demande : vos nom et adresse, vos enfants, et les documents qu’il demande. Il crée votre dossier et vous envoie votre code famille.",
  offerLink: "Envoyer une première demande",
} as const;
