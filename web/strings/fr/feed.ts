/** Words of the private calendar link. */
export const feed = {
  title: "Mes réservations dans mon agenda",
  intro: "Un lien privé montre vos réservations dans l’agenda de votre téléphone, et les tient à jour.",
  none: "Vous n’avez pas de lien pour le moment.",
  make: "Créer mon lien",
  making: "Création…",
  since: (moment: string) => `Lien créé le ${moment}.`,
  hidden: "Son adresse n’a été montrée qu’à sa création. Perdue, remplacez le lien pour en avoir une autre.",
  made: "Votre lien est prêt",
  once: "Cette adresse n’est montrée que maintenant : ajoutez-la à votre agenda ou copiez-la avant de quitter la page.",
  address: "Adresse du calendrier",
  add: "Ajouter à mon agenda",
  android:
    "Sur Android, un agenda se suit depuis le site de Google Agenda ; l’application du téléphone le montre ensuite. Copiez l’adresse ci-dessous, puis, sur le site en version pour ordinateur : « Autres agendas », « + », « À partir de l’URL ».",
  google: "Ouvrir Google Agenda avec mon lien",
  googleNote: "Google connaîtra alors l’adresse de votre lien, et lira vos réservations pour les afficher.",
  copy: "Copier l’adresse",
  replace: "Remplacer le lien",
  replacing: "Remplacement…",
  replaceText:
    "L’adresse d’aujourd’hui ne répondra plus : les agendas qui la suivent ne recevront plus rien. Vous aurez une nouvelle adresse à y mettre.",
  revoke: "Supprimer le lien",
  revoking: "Suppression…",
  revokeText:
    "Les agendas qui suivent ce lien ne recevront plus rien. Ce qu’ils ont déjà copié y reste jusqu’à ce que vous en retiriez ce calendrier.",
  revoked: "Le lien est supprimé : son adresse ne répond plus.",
  who: "Qui peut voir quoi",
  whoList: [
    "Qui connaît l’adresse voit vos réservations, sans mot de passe : ne la publiez pas, ne la donnez qu’à des proches.",
    "On y lit le prénom des enfants, les jours, les horaires, l’accueil et l’état de chaque réservation. Ni nom de famille, ni adresse, ni santé.",
    "Ce lien est à vous : un autre responsable de la famille crée le sien. Supprimer le vôtre ne touche pas au sien.",
  ],
  how: "Comment l’ajouter",
  howList: [
    "iPhone, iPad, Mac : touchez « Ajouter à mon agenda », puis « S’abonner ».",
    "Android, Google Agenda : dans un navigateur, en version pour ordinateur, « Autres agendas », « + », « À partir de l’URL », puis collez l’adresse.",
    "Outlook : « Ajouter un calendrier », « S’abonner à partir du web », puis collez l’adresse.",
  ],
  delay:
    "L’agenda relit le lien de lui-même, souvent quelques fois par jour seulement : le portail reste la référence. Un jour annulé y est marqué comme tel.",
} as const;
