/** Words of « Je ne suis pas un robot ». */
export const robot = {
  label: "Je ne suis pas un robot",
  idle: "Vérification faite ici même, sans service extérieur.",
  working: "Vérification en cours, une ou deux secondes…",
  done: "Vérifié.",
  failed: "La vérification n’a pas abouti. Cochez de nouveau la case.",
  expired: "La vérification a expiré. Cochez de nouveau la case.",
} as const;
