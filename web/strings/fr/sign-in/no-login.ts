/** Words of « Absence d’identifiant ». */
export const noLogin = {
  title: "Absence d’identifiant",
  text: "L’identifiant (code famille) est donné par le guichet et figure sur vos factures. Si vous n’en avez pas encore, ou ne le retrouvez pas, joignez le guichet : il vous le donnera après avoir vérifié votre identité.",
  bring: "Ayez sous la main vos nom, prénom et adresse, et ceux de vos enfants.",
  haveOne: "J’ai un identifiant : m’inscrire",
} as const;
