/** What the browser says when the server could not. */
export const api = {
  network: {
    title: "Pas de réponse du portail",
    detail:
      "La connexion est coupée ou trop lente. Vérifiez le réseau, puis réessayez. Ce que vous avez saisi est gardé.",
  },
  unreadable: {
    title: "Le portail a rencontré une erreur",
    detail: "La réponse est illisible. Réessayez dans un instant ; si cela continue, joignez le guichet.",
  },
  unexpected: {
    title: "Cette page a rencontré une erreur",
    detail: "Rechargez la page. Si cela continue, joignez le guichet.",
  },
  retry: "Réessayer",
  reload: "Recharger la page",
  reference: (instance: string) => `Référence à donner au guichet : ${instance}`,
} as const;
