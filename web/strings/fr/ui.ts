/** Words of the kit's own parts. */
export const copying = { done: "Copié.", failed: "La copie a échoué : sélectionnez le texte et copiez-le." } as const;

/** Why something is done, and a form that is on its way. */
export const reason = {
  label: "Motif",
  missing: "Dites en quelques mots pourquoi.",
} as const;

export const working = "Envoi…";
